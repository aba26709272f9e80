/* What the files of the function library share: arguments, results, collations; and the list of
   their tables.  See functions_common.h. */
#define _GNU_SOURCE /* memmem(), which looks at no byte more often than it must */
#include "xpath/functions_common.h"

#include "base/memory.h"
#include "xml/uri.h"
#include "xpath/regexes.h"
#include "xpath/values.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

const struct xpath_function_row *const xpath_function_tables[] = {
    xpath_string_functions,      xpath_unicode_functions,
    xpath_regex_functions,       xpath_number_functions,
    xpath_aggregate_functions,   xpath_date_functions,
    xpath_sequence_functions,    xpath_node_functions,
    xpath_name_functions,        xpath_context_functions,
    xpath_document_functions,    xpath_format_functions,
    xpath_format_date_functions, xpath_higher_order_functions,
    xpath_xslt_functions,        NULL};

const char codepoint_collation[] = "http://www.w3.org/2005/xpath-functions/collation/codepoint";

/* ---- arguments ---- */

bool item_argument(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                   size_t count, size_t number, struct xpath_value *room,
                   const struct xpath_value **item) {
    *item = argument(arguments, count, number);
    if (number < count) return true;
    *item = room;
    return xpath_context_item(evaluation, room);
}

bool node_argument(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                   size_t count, size_t number, struct xpath_node *room,
                   const struct xpath_node **node) {
    const struct xpath_value *item = argument(arguments, count, number);
    *node = item ? &item->as.node : NULL;
    if (number < count) return true;
    *node = room;
    return xpath_context_node(evaluation, room);
}

int64_t integer_argument(const struct xpath_value *item) {
    int64_t integer;
    if (xpath_value_to_int64(item, &integer)) return integer;
    return item->as.decimal.negative ? INT64_MIN : INT64_MAX;
}

/* ---- results ---- */

bool give_node(struct xpath_sink *result, const struct tree *tree, uint32_t node) {
    struct xpath_value value = xpath_value_node(tree, node);
    return xpath_give(result, &value);
}

bool give_items(struct xpath_sink *result, struct xpath_sequence items, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        if (!xpath_give(result, &items.items[i])) return false;
    return true;
}

bool give_buffer(struct xpath_evaluation *evaluation, struct xpath_sink *result,
                 struct buffer *buffer) {
    struct xpath_string string = string_keep(xpath_values_of(evaluation), buffer);
    return xpath_count_steps(evaluation, 1) && give_string(result, string);
}

/* ---- strings ---- */

const char *text_of(struct xpath_evaluation *evaluation, struct xpath_string string) {
    return arena_copy(xpath_values_of(evaluation)->arena, string.bytes, string.length);
}

const char *string_find(struct xpath_string string, struct xpath_string part) {
    return memmem(string.bytes, string.length, part.bytes, part.length);
}

void string_put(struct buffer *out, uint32_t character) {
    enum { LONGEST = 4 };
    utf8proc_uint8_t bytes[LONGEST] = {0};
    buffer_append(out, (const char *)bytes,
                  (size_t)utf8proc_encode_char((utf8proc_int32_t)character, bytes));
}

size_t string_characters(struct xpath_string string) {
    size_t characters = 0;
    for (size_t i = 0; i < string.length; i++)
        characters += (string.bytes[i] & 0xC0) != 0x80;
    return characters;
}

/* ---- XML ---- */

void put_escaped(struct buffer *xml, struct xpath_string string) {
    for (size_t i = 0; i < string.length; i++)
        switch (string.bytes[i]) {
        case '&': buffer_text(xml, "&amp;"); break;
        case '<': buffer_text(xml, "&lt;"); break;
        case '>': buffer_text(xml, "&gt;"); break;
        case '\r': buffer_text(xml, "&#xD;"); break;
        default: buffer_byte(xml, string.bytes[i]);
        }
}

const char parsed_name[] = "fn:parse-xml";

struct tree *parse_xml(struct xpath_evaluation *evaluation, struct xpath_string xml) {
    struct tree *tree =
        tree_read_memory(xml.bytes, xml.length, parsed_name, xpath_call_base(evaluation),
                         xpath_names_of(evaluation), NULL);
    if (tree)
        xpath_keep_tree(evaluation, tree);
    else
        fail_with(evaluation, "FODC0006", "the string is no well-formed XML");
    return tree;
}

/* ---- collations ---- */

bool collation_argument(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                        size_t count, size_t number, enum collation *collation) {
    static const char *const uris[] = {
        [CODEPOINT] = codepoint_collation,
        [ASCII_CASE_INSENSITIVE] =
            "http://www.w3.org/2005/xpath-functions/collation/html-ascii-case-insensitive"};
    const struct xpath_value *item = argument(arguments, count, number);
    *collation = CODEPOINT;
    if (!item) return true;
    char *uri = uri_resolve(text_of(evaluation, item->as.string), xpath_call_base(evaluation));
    size_t i = 0, count_of_uris = sizeof uris / sizeof *uris;
    while (i < count_of_uris && strcmp(uri, uris[i]) != 0)
        i++;
    free(uri);
    *collation = (enum collation)i;
    return i < count_of_uris || fail_with(evaluation, "FOCH0002", "there is no collation \"%.*s\"",
                                          (int)item->as.string.length, item->as.string.bytes);
}

struct xpath_string collation_key(struct xpath_evaluation *evaluation, enum collation collation,
                                  struct xpath_string string) {
    if (collation == CODEPOINT) return string;
    char *key = arena_copy(xpath_values_of(evaluation)->arena, string.bytes, string.length);
    for (size_t i = 0; i < string.length; i++)
        if (key[i] >= 'A' && key[i] <= 'Z') key[i] = (char)(key[i] - 'A' + 'a');
    return (struct xpath_string){key, string.length};
}

struct xpath_value collation_value(struct xpath_evaluation *evaluation, enum collation collation,
                                   const struct xpath_value *value) {
    struct xpath_value key = *value;
    enum xpath_type type = value->type;
    if (collation != CODEPOINT &&
        (type_is_string(type) || type == XPATH_UNTYPED_ATOMIC || type == XPATH_ANY_URI))
        key.as.string = collation_key(evaluation, collation, value->as.string);
    return key;
}

/* ---- what is remembered from call to call ---- */

struct xpath_library *library_of(struct xpath_evaluation *evaluation) {
    struct xpath_library **library = xpath_library_of(evaluation);
    if (!*library) *library = memory_allocate(1, sizeof **library);
    return *library;
}

void xpath_library_free(struct xpath_library *library) {
    if (!library) return;
    xpath_regexes_free(library->regexes);
    free(library);
}
