/* Says what is wrong with a value: which of its tokens, and what was expected instead. */
#include "base/memory.h"
#include "rng/internal.h"
#include "text/spelling.h"

#include <stdlib.h>
#include <string.h>

/* Of a longer string only the beginning is quoted; of more values and types only so many are
 * listed.
 */
enum { LONGEST_QUOTED = 60, MOST_VALUES = 8, MOST_TYPES = 3 };

void append_quoted(struct buffer *buffer, const char *string, size_t length) {
    size_t shown = length;
    if (length > LONGEST_QUOTED) {
        shown = LONGEST_QUOTED;
        while (shown && ((unsigned char)string[shown] & 0xC0) == 0x80)
            shown--;
    }
    buffer_byte(buffer, '"');
    for (size_t i = 0; i < shown; i++)
        buffer_byte(buffer,
                    string[i] == '\n' || string[i] == '\t' || string[i] == '\r' ? ' ' : string[i]);
    buffer_text(buffer, shown < length ? "\xE2\x80\xA6\"" : "\"");
}

/* What a string was expected to be. */
struct expectation {
    struct matcher *matcher;
    const char *string;
    size_t length;
    const char **values; /* as the schema has them */
    size_t count, capacity;
    char **types; /* "an integer", ..., the likeliest first */
    size_t type_count, type_capacity, near_count;
    bool empty; /* nothing would be right */
    const struct pattern *list;
};

static void add_value(struct expectation *expectation, const char *value) {
    for (size_t i = 0; i < expectation->count; i++)
        if (!strcmp(expectation->values[i], value)) return;
    expectation->values = memory_grow(expectation->values, &expectation->capacity,
                                      expectation->count + 1, sizeof *expectation->values);
    expectation->values[expectation->count++] = value;
}

static bool begins_with(const char *text, const char *beginning) {
    return !strncmp(text, beginning, strlen(beginning));
}

/* How far from the beginning of the list a type belongs: an explanation that ends with details in
   brackets tells of one that the string nearly is; a day or a year is what is mostly meant where
   TEI takes all kinds of dates; and a pattern says least to a reader. */
enum likelihood { NEAR, LIKELY, POSSIBLE, PATTERN };

static enum likelihood likelihood_of(const char *text) {
    if (begins_with(text, "matched by the pattern")) return PATTERN;
    if (text[strlen(text) - 1] == ')') return NEAR;
    return begins_with(text, "a date such") || begins_with(text, "a year such") ? LIKELY : POSSIBLE;
}

/* Adds what the string is not, unless it was said. */
static void add_type_text(struct expectation *expectation, const char *text, size_t length) {
    enum likelihood likelihood = likelihood_of(text);
    for (size_t i = 0; i < expectation->type_count; i++)
        if (!strcmp(expectation->types[i], text)) return;
    expectation->types = memory_grow(expectation->types, &expectation->type_capacity,
                                     expectation->type_count + 1, sizeof *expectation->types);
    expectation->near_count += likelihood == NEAR;
    size_t place = 0;
    while (place < expectation->type_count &&
           likelihood_of(expectation->types[place]) <= likelihood)
        place++;
    memmove(expectation->types + place + 1, expectation->types + place,
            (expectation->type_count++ - place) * sizeof *expectation->types);
    expectation->types[place] = memory_copy(text, length);
}

static void add_type(struct expectation *expectation, const struct pattern *data) {
    struct buffer text = {0};
    if (datatype_allows(data->type, expectation->string, expectation->length,
                        &expectation->matcher->context))
        buffer_text(&text, "allowed: it is excepted");
    else
        datatype_explain(data->type, expectation->string, expectation->length,
                         &expectation->matcher->context, &text);
    if (text.length) add_type_text(expectation, text.bytes, text.length);
    buffer_free(&text);
}

static void expect(struct expectation *expectation, const struct pattern *pattern) {
    for (; pattern->kind == PATTERN_CHOICE; pattern = pattern->second)
        expect(expectation, pattern->first);
    switch (pattern->kind) {
    case PATTERN_VALUE: add_value(expectation, pattern->value_text); break;
    case PATTERN_DATA: add_type(expectation, pattern); break;
    case PATTERN_LIST: expectation->list = pattern->inner; break;
    case PATTERN_EMPTY: expectation->empty = true; break;
    case PATTERN_GROUP: /* of a list's tokens: what may come first */
        expect(expectation, pattern->first);
        if (pattern->first->nullable) expect(expectation, pattern->second);
        break;
    case PATTERN_ONE_OR_MORE: expect(expectation, pattern->inner); break;
    default: break;
    }
}

/* What the string is not: where it nearly is something, that and how many else. */
static void append_types(const struct expectation *expectation, struct buffer *message) {
    size_t shown = expectation->near_count ? expectation->near_count : MOST_TYPES;
    if (expectation->matcher->schema->explain_all || shown + 1 >= expectation->type_count)
        shown = expectation->type_count;
    for (size_t i = 0; i < shown; i++)
        buffer_print(message, "%s %s", i ? ", nor" : " is not", expectation->types[i]);
    if (shown < expectation->type_count)
        buffer_print(message, ", nor any of %zu other forms", expectation->type_count - shown);
}

static void append_values(const struct expectation *expectation, struct buffer *message) {
    bool all = expectation->matcher->schema->explain_all;
    size_t shown = expectation->count;
    if (!all && shown > MOST_VALUES + 1) shown = MOST_VALUES;
    for (size_t i = 0; i < shown; i++) {
        if (i) buffer_text(message, i + 1 == expectation->count ? " or " : ", ");
        append_quoted(message, expectation->values[i], strlen(expectation->values[i]));
    }
    if (shown < expectation->count)
        buffer_print(message, " or %zu more", expectation->count - shown);
}

static void append_nearest(const struct expectation *expectation, struct buffer *hint) {
    char *string = memory_copy(expectation->string, expectation->length);
    size_t limit = spelling_tolerance(string), best = limit + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < expectation->count; i++) {
        size_t distance = spelling_distance(string, expectation->values[i], limit);
        if (distance < best) best = distance, nearest = expectation->values[i];
    }
    if (nearest && !hint->length) buffer_print(hint, "did you mean \"%s\"?", nearest);
    free(string);
}

/* `"x" is not ...`. */
static void append_expectation(const struct expectation *expectation, struct buffer *message,
                               struct buffer *hint) {
    append_quoted(message, expectation->string, expectation->length);
    append_types(expectation, message);
    if (expectation->count) {
        buffer_text(message, expectation->type_count ? ", nor " : " is not ");
        append_values(expectation, message);
    }
    if (!expectation->type_count && !expectation->count)
        buffer_text(message, expectation->empty ? " should be empty" : " is one too many");
    append_nearest(expectation, hint);
}

static void explain_list(struct matcher *matcher, const struct pattern *inner, const char *string,
                         size_t length, struct buffer *message, struct buffer *hint);

static void explain(struct expectation *expectation, struct buffer *message, struct buffer *hint) {
    if (expectation->list && !expectation->count && !expectation->type_count)
        explain_list(expectation->matcher, expectation->list, expectation->string,
                     expectation->length, message, hint);
    else
        append_expectation(expectation, message, hint);
    free(expectation->values);
    for (size_t i = 0; i < expectation->type_count; i++)
        free(expectation->types[i]);
    free(expectation->types);
}

/* Names the first token that is wrong, or says that more were expected. */
static void explain_list(struct matcher *matcher, const struct pattern *inner, const char *string,
                         size_t length, struct buffer *message, struct buffer *hint) {
    const char *rest = string, *end = string + length;
    struct derivatives *derivatives = &matcher->schema->automaton->derivatives;
    for (struct token token; next_token(&rest, end, &token);) {
        const struct pattern *left =
            list_token_derivative(derivatives, inner, token.start, token.length, &matcher->context);
        if (left->kind != PATTERN_NOT_ALLOWED) {
            inner = left;
            continue;
        }
        struct expectation expectation = {
            .matcher = matcher, .string = token.start, .length = token.length};
        expect(&expectation, inner);
        expectation.list = NULL;
        explain(&expectation, message, hint);
        return;
    }
    append_quoted(message, string, length);
    buffer_text(message, is_white(string, length) ? " is an empty list" : " lacks a further item");
}

void explain_value(struct matcher *matcher, const struct pattern *const *patterns, size_t count,
                   const char *string, size_t length, struct buffer *message, struct buffer *hint) {
    struct expectation expectation = {.matcher = matcher, .string = string, .length = length};
    for (size_t i = 0; i < count; i++)
        expect(&expectation, patterns[i]);
    explain(&expectation, message, hint);
}
