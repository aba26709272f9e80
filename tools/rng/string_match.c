/* Whether a string is what a pattern asks for: the value of an attribute, or an element's content
   where it is typed (RNG 6.2.6 to 6.2.9).  Lists are matched token by token, by derivatives. */
#include "rng/derivative.h"

bool next_token(const char **rest, const char *end, struct token *token) {
    const char *start = *rest;
    while (start < end && is_white_byte(*start))
        start++;
    const char *stop = start;
    while (stop < end && !is_white_byte(*stop))
        stop++;
    *token = (struct token){start, (size_t)(stop - start)};
    *rest = stop;
    return stop > start;
}

struct string {
    const char *bytes;
    size_t length;
    const struct datatype_context *context;
};

static bool matches(struct derivatives *derivatives, const struct pattern *pattern,
                    const struct string *string);

static bool matches_data(struct derivatives *derivatives, const struct pattern *pattern,
                         const struct string *string) {
    return datatype_allows(pattern->type, string->bytes, string->length, string->context) &&
           !(pattern->except && matches(derivatives, pattern->except, string));
}

static bool matches_value(const struct pattern *pattern, const struct string *string) {
    return datatype_equals(pattern->value_type, pattern->value, string->bytes, string->length,
                           string->context);
}

/* ---- lists ---- */

static const struct pattern *token_derivative(struct derivatives *derivatives,
                                              const struct pattern *pattern,
                                              const struct string *token, struct memo *memo);

static const struct pattern *derive_pair_by_token(struct derivatives *derivatives,
                                                  const struct pattern *pattern,
                                                  const struct string *token, struct memo *memo) {
    struct pattern_table *patterns = derivatives->patterns;
    if (pattern->kind == PATTERN_ONE_OR_MORE)
        return pattern_group(patterns, token_derivative(derivatives, pattern->inner, token, memo),
                             pattern_choice(patterns, pattern, pattern_empty(patterns)));
    const struct pattern *first = token_derivative(derivatives, pattern->first, token, memo);
    if (pattern->kind == PATTERN_GROUP) first = pattern_group(patterns, first, pattern->second);
    if (pattern->kind == PATTERN_GROUP && !pattern->first->nullable) return first;
    return pattern_choice(patterns, first,
                          token_derivative(derivatives, pattern->second, token, memo));
}

/* How deep a pattern must be nested for a memo to be worth its while: what is remembered holds for
   one token only. */
enum { DEEP = 12 };

static const struct pattern *token_derivative(struct derivatives *derivatives,
                                              const struct pattern *pattern,
                                              const struct string *token, struct memo *memo) {
    struct pattern_table *patterns = derivatives->patterns;
    bool matched = false;
    switch (pattern->kind) {
    case PATTERN_DATA: matched = matches_data(derivatives, pattern, token); break;
    case PATTERN_VALUE: matched = matches_value(pattern, token); break;
    case PATTERN_CHOICE:
    case PATTERN_GROUP:
    case PATTERN_ONE_OR_MORE: {
        bool remember = pattern->depth > DEEP;
        const struct pattern *result = remember ? memo_find(memo, pattern, NULL, NULL) : NULL;
        if (result) return result;
        result = derive_pair_by_token(derivatives, pattern, token, memo);
        if (remember) memo_add(memo, pattern, NULL, NULL, result);
        return result;
    }
    default: break; /* RNG 7.1.3: nothing else is in a list */
    }
    return matched ? pattern_empty(patterns) : pattern_not_allowed(patterns);
}

static bool is_leaf(const struct pattern *pattern) {
    return pattern->kind == PATTERN_DATA || pattern->kind == PATTERN_VALUE;
}

const struct pattern *list_token_derivative(struct derivatives *derivatives,
                                            const struct pattern *pattern, const char *token,
                                            size_t length, const struct datatype_context *context) {
    struct memo memo = {0};
    const struct pattern *left =
        token_derivative(derivatives, pattern, &(struct string){token, length, context}, &memo);
    memo_free(&memo);
    return left;
}

/* The usual list, one or more of a leaf: what is left after a token is always the same. */
static bool matches_each(struct derivatives *derivatives, const struct pattern *leaf,
                         const struct string *list) {
    const char *rest = list->bytes, *end = list->bytes + list->length;
    size_t count = 0;
    for (struct token token; next_token(&rest, end, &token); count++)
        if (!matches(derivatives, leaf, &(struct string){token.start, token.length, list->context}))
            return false;
    return count > 0;
}

static bool matches_list(struct derivatives *derivatives, const struct pattern *inner,
                         const struct string *list) {
    if (inner->kind == PATTERN_ONE_OR_MORE && is_leaf(inner->inner))
        return matches_each(derivatives, inner->inner, list);
    const char *rest = list->bytes, *end = list->bytes + list->length;
    for (struct token token; next_token(&rest, end, &token);) {
        inner = list_token_derivative(derivatives, inner, token.start, token.length, list->context);
        if (inner->kind == PATTERN_NOT_ALLOWED) return false;
    }
    return inner->nullable;
}

/* ---- strings ---- */

/* What may hold text but no data (RNG 7.2): white space counts as nothing, or as text. */
static bool matches_untyped(struct derivatives *derivatives, const struct pattern *pattern,
                            const struct string *string) {
    if (pattern->nullable && is_white(string->bytes, string->length)) return true;
    return text_derivative(derivatives, pattern)->nullable;
}

static bool matches(struct derivatives *derivatives, const struct pattern *pattern,
                    const struct string *string) {
    for (; pattern->kind == PATTERN_CHOICE; pattern = pattern->second)
        if (matches(derivatives, pattern->first, string)) return true;
    switch (pattern->kind) {
    case PATTERN_DATA: return matches_data(derivatives, pattern, string);
    case PATTERN_VALUE: return matches_value(pattern, string);
    case PATTERN_LIST: return matches_list(derivatives, pattern->inner, string);
    default: return matches_untyped(derivatives, pattern, string);
    }
}

bool pattern_matches_string(struct derivatives *derivatives, const struct pattern *pattern,
                            const char *string, size_t length,
                            const struct datatype_context *context) {
    return matches(derivatives, pattern, &(struct string){string, length, context});
}
