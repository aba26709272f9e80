/* How the files of the function library write their rows, take their arguments and give their
   results; functions.h is what they share with the evaluator. */
#ifndef TEIKIT_XPATH_FUNCTIONS_COMMON_H
#define TEIKIT_XPATH_FUNCTIONS_COMMON_H

#include "xpath/functions.h"

/* ---- rows ---- */

/* The head of an xpath_function_run; not every one uses all that it is given. */
#define UNUSED __attribute__((unused))
#define FUNCTION(name)                                                                             \
    static bool fn_##name(struct xpath_evaluation *evaluation UNUSED,                              \
                          const struct xpath_sequence *arguments UNUSED, size_t count UNUSED,      \
                          struct xpath_sink *result UNUSED)

extern const struct xpath_function_row xpath_string_functions[], xpath_unicode_functions[],
    xpath_number_functions[], xpath_aggregate_functions[], xpath_date_functions[],
    xpath_sequence_functions[], xpath_node_functions[], xpath_name_functions[],
    xpath_regex_functions[], xpath_context_functions[], xpath_document_functions[],
    xpath_format_functions[], xpath_format_date_functions[], xpath_higher_order_functions[],
    xpath_xslt_functions[];

/* Types with their occurrences. */
#define ONE(type)                                                                                  \
    { XPATH_##type, '1' }
#define MAYBE(type)                                                                                \
    { XPATH_##type, '?' }
#define ANY(type)                                                                                  \
    { XPATH_##type, '*' }

#define SOME(type)                                                                                 \
    { XPATH_##type, '+' }

#define NO_PARAMETERS                                                                              \
    { 0 }

/* A row of the namespace fn; behind the type of the result come those of the parameters. */
#define ROW(run, name, least, most, flags, result, ...)                                            \
    { xpath_fn_namespace, name, least, most, flags, result, {__VA_ARGS__}, run }

/* ---- arguments ---- */

/* The item of an argument that has at most one; NULL where it is empty or was not given. */
static inline const struct xpath_value *argument(const struct xpath_sequence *arguments,
                                                 size_t count, size_t number) {
    bool given = number < count && arguments[number].count;
    return given ? arguments[number].items : NULL;
}

/* The string of an argument; none is "", as F&O 7.4 and 7.5 have it. */
static inline struct xpath_string string_argument(const struct xpath_sequence *arguments,
                                                  size_t count, size_t number) {
    const struct xpath_value *item = argument(arguments, count, number);
    return item ? item->as.string : (struct xpath_string){"", 0};
}

/* An item that is an argument or, where it was not given, the context item; *item is NULL where the
   argument is empty.  False: in error. */
bool item_argument(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                   size_t count, size_t number, struct xpath_value *room,
                   const struct xpath_value **item);

/* The same for a node. */
bool node_argument(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                   size_t count, size_t number, struct xpath_node *room,
                   const struct xpath_node **node);

/* An integer argument, which beyond 64 bits is the nearest that has them. */
int64_t integer_argument(const struct xpath_value *item);

/* ---- results ---- */

static inline bool give_boolean(struct xpath_sink *result, bool boolean) {
    struct xpath_value value = xpath_value_boolean(boolean);
    return xpath_give(result, &value);
}

static inline bool give_integer(struct xpath_sink *result, int64_t integer) {
    struct xpath_value value = xpath_value_integer(integer);
    return xpath_give(result, &value);
}

static inline bool give_double(struct xpath_sink *result, double number) {
    struct xpath_value value = xpath_value_double(number);
    return xpath_give(result, &value);
}

static inline bool give_string(struct xpath_sink *result, struct xpath_string string) {
    struct xpath_value value = xpath_value_string(string.bytes, string.length);
    return xpath_give(result, &value);
}

/* A string as a type that consists of strings, such as anyURI. */
static inline bool give_text(struct xpath_sink *result, enum xpath_type type, const char *text) {
    struct xpath_value value = {type, .as.string = {text, strlen(text)}};
    return xpath_give(result, &value);
}

bool give_node(struct xpath_sink *result, const struct tree *tree, uint32_t node);

/* The items from `first` up to, not including, `end`. */
bool give_items(struct xpath_sink *result, struct xpath_sequence items, size_t first, size_t end);

/* The buffer as a string, in the arena; frees the buffer.  XPLIMIT where that is too much. */
bool give_buffer(struct xpath_evaluation *evaluation, struct xpath_sink *result,
                 struct buffer *buffer);

/* The error of the call, xpath_fail() in short. */
#define fail_with(evaluation, ...) xpath_fail(xpath_values_of(evaluation), __VA_ARGS__)

/* ---- strings ---- */

/* The bytes as a NUL-terminated string in the arena. */
const char *text_of(struct xpath_evaluation *evaluation, struct xpath_string string);

/* Where `part` begins in `string`; NULL: nowhere. */
const char *string_find(struct xpath_string string, struct xpath_string part);

static inline bool strings_equal(struct xpath_string first, struct xpath_string second) {
    return first.length == second.length &&
           (!first.length || memcmp(first.bytes, second.bytes, first.length) == 0);
}

/* Appends a character in UTF-8. */
void string_put(struct buffer *out, uint32_t character);

/* How many characters a string has. */
size_t string_characters(struct xpath_string string);

static inline bool is_white(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* ---- XML ---- */

/* Appends the string as text of XML. */
void put_escaped(struct buffer *xml, struct xpath_string string);

/* What trees that functions make have for their file. */
extern const char parsed_name[];

/* The document that the string holds, which the evaluation frees at its end; NULL, with FODC0006,
   where it is not well-formed. */
struct tree *parse_xml(struct xpath_evaluation *evaluation, struct xpath_string xml);

/* ---- collations (F&O 7.3.1, F&O 3.1 5.3.3) ---- */

extern const char codepoint_collation[];

/* Strings are compared by code point, once what the collation sees no difference in is one. */
enum collation { CODEPOINT, ASCII_CASE_INSENSITIVE };

/* The collation that an argument names, or the default one; FOCH0002. */
bool collation_argument(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                        size_t count, size_t number, enum collation *collation);

/* The string that stands for all that are equal to it; as long as the string itself. */
struct xpath_string collation_key(struct xpath_evaluation *evaluation, enum collation collation,
                                  struct xpath_string string);

/* The value with its key for its string, where it is a string. */
struct xpath_value collation_value(struct xpath_evaluation *evaluation, enum collation collation,
                                   const struct xpath_value *value);

/* fn:deep-equal (F&O 15.3.1); false: in error. */
bool deep_equal(struct xpath_evaluation *evaluation, enum collation collation,
                struct xpath_sequence first, struct xpath_sequence second, bool *equal);

/* ---- what is remembered from call to call ---- */

struct xpath_library {
    struct xpath_regexes *regexes;
};

/* What the evaluation remembers for the library; made where it is not there yet. */
struct xpath_library *library_of(struct xpath_evaluation *evaluation);

#endif
