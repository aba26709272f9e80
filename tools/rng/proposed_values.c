/* Proposes values: what patterns of strings name, token by token in lists, with the datatypes that
   others may be of. */
#include "rng/proposals.h"

#include "base/memory.h"
#include "base/table.h"

#include <stdlib.h>
#include <string.h>

/* The values and datatypes that may come, each pattern once. */
struct leaves {
    const struct pattern **patterns;
    size_t count, capacity;
    struct memo visited;
};

static void collect(struct leaves *leaves, const struct pattern *pattern) {
    if (memo_find(&leaves->visited, pattern, NULL, NULL)) return;
    memo_add(&leaves->visited, pattern, NULL, NULL, pattern);
    for (; pattern->kind == PATTERN_CHOICE; pattern = pattern->second)
        collect(leaves, pattern->first);
    switch (pattern->kind) {
    case PATTERN_VALUE:
    case PATTERN_DATA:
        leaves->patterns = memory_grow(leaves->patterns, &leaves->capacity, leaves->count + 1,
                                       sizeof *leaves->patterns);
        leaves->patterns[leaves->count++] = pattern;
        break;
    case PATTERN_ONE_OR_MORE: collect(leaves, pattern->inner); break;
    case PATTERN_GROUP:
    case PATTERN_INTERLEAVE:
        collect(leaves, pattern->first);
        if (pattern->kind == PATTERN_INTERLEAVE || pattern->first->nullable)
            collect(leaves, pattern->second);
        break;
    default: break;
    }
}

/* ---- the token at the place ---- */

static bool is_list(const struct pattern *pattern) {
    for (; pattern->kind == PATTERN_CHOICE; pattern = pattern->second)
        if (is_list(pattern->first)) return true;
    return pattern->kind == PATTERN_LIST ||
           (pattern->kind == PATTERN_DATA && datatype_is_list(pattern->type));
}

/* The token that the place is in or behind; empty where it is in white space. */
static void find_token(const struct typing *typing, size_t *start, size_t *end) {
    size_t first = typing->offset, last = first;
    while (first > *start && !is_white_byte(typing->bytes[first - 1]))
        first--;
    while (last < *end && !is_white_byte(typing->bytes[last]))
        last++;
    *start = first;
    *end = last;
}

static void trim(const struct typing *typing, size_t *start, size_t *end) {
    while (*start < typing->offset && is_white_byte(typing->bytes[*start]))
        ++*start;
    while (*end > typing->offset && is_white_byte(typing->bytes[*end - 1]))
        --*end;
}

/* What is left of a list's pattern after the tokens before the place; where one of them is wrong,
   all of it. */
static const struct pattern *after_tokens(struct answer *answer, const struct pattern *inner,
                                          size_t start, size_t end) {
    struct derivatives *derivatives = &answer->schema->automaton->derivatives;
    const char *rest = answer->typing->bytes + start;
    const struct pattern *left = inner;
    for (struct token token; next_token(&rest, answer->typing->bytes + end, &token);)
        left = list_token_derivative(derivatives, left, token.start, token.length,
                                     &answer->typing->matcher.context);
    return left->kind == PATTERN_NOT_ALLOWED ? inner : left;
}

/* Of a string from `start`, those that may come at the token, which is at `token`: tokens of lists,
   and where it is the first, what is no list. */
static void collect_tokens(struct answer *answer, struct leaves *leaves,
                           const struct pattern *pattern, size_t start, size_t token) {
    for (; pattern->kind == PATTERN_CHOICE; pattern = pattern->second)
        collect_tokens(answer, leaves, pattern->first, start, token);
    if (pattern->kind == PATTERN_LIST)
        collect(leaves, after_tokens(answer, pattern->inner, start, token));
    else if (is_list(pattern) || is_white(answer->typing->bytes + start, token - start))
        collect(leaves, pattern);
}

/* ---- the answer ---- */

/* A value or datatype where the attribute or element defines it: patterns are one wherever they are
   equal, but what is documented, and in which order, is told there. */
struct leaf {
    const struct pattern *pattern;
    const struct simple_node *definition; /* or NULL */
    size_t order;
};

static const struct datatype_value *string_value(const struct simple_node *node) {
    return node->kind == SIMPLE_VALUE ? node->value : NULL;
}

static int compare_leaves(const void *a, const void *b) {
    const struct leaf *first = a, *second = b;
    if (first->order != second->order) return first->order < second->order ? -1 : 1;
    return first->pattern->id < second->pattern->id ? -1 : first->pattern->id > second->pattern->id;
}

static struct leaf *leaves_in_order(const struct leaves *leaves,
                                    const struct definitions *definitions) {
    struct definitions strings = {0};
    struct memo orders = {0}; /* value or nothing, datatype: one past the index of the first */
    struct leaf *ordered = memory_allocate(leaves->count + 1, sizeof *ordered);
    definitions_strings(&strings, definitions);
    for (size_t i = strings.count; i-- > 0;)
        *memo_place(&orders, strings.nodes[i]->type, string_value(strings.nodes[i]), NULL) =
            (void *)(uintptr_t)(i + 1);
    for (size_t i = 0; i < leaves->count; i++) {
        const struct pattern *pattern = leaves->patterns[i];
        bool is_value = pattern->kind == PATTERN_VALUE;
        uintptr_t order =
            (uintptr_t)memo_find(&orders, is_value ? pattern->value_type : pattern->type,
                                 is_value ? pattern->value : NULL, NULL);
        ordered[i] = (struct leaf){pattern, order ? strings.nodes[order - 1] : NULL,
                                   order ? order : SIZE_MAX};
    }
    if (leaves->count) qsort(ordered, leaves->count, sizeof *ordered, compare_leaves);
    definitions_free(&strings);
    memo_free(&orders);
    return ordered;
}

static void give_value(struct answer *answer, struct rng_value *values, struct table *known,
                       const char *text, const char *documentation) {
    if (table_get(known, text)) return;
    table_put(known, text, text);
    values[answer->result.value_count++] = (struct rng_value){text, documentation};
}

static void give_values(struct answer *answer, const struct leaf *leaves, size_t count) {
    struct table known = {0}, known_types = {0};
    struct rng_value *values = arena_allocate(answer->arena, 2 * count * sizeof *values);
    const char **datatypes = arena_allocate(answer->arena, count * sizeof *datatypes);
    for (size_t i = 0; i < count; i++) {
        const struct pattern *leaf = leaves[i].pattern;
        const struct simple_node *definition = leaves[i].definition;
        if (leaf->kind == PATTERN_VALUE) {
            give_value(answer, values, &known, leaf->value_text,
                       definition ? definition_documentation(answer->schema, definition) : NULL);
            continue;
        }
        const char *name = datatype_name(leaf->type);
        if (!strcmp(name, "boolean")) {
            give_value(answer, values, &known, "true", NULL);
            give_value(answer, values, &known, "false", NULL);
        }
        if (table_get(&known_types, name)) continue;
        table_put(&known_types, name, name);
        datatypes[answer->result.datatype_count++] = name;
    }
    table_free(&known);
    table_free(&known_types);
    answer->result.values = values;
    answer->result.datatypes = datatypes;
}

void propose_values(struct answer *answer, const struct pattern *const *patterns, size_t count,
                    size_t start, size_t end, const struct definitions *definitions) {
    struct leaves leaves = {0};
    size_t first = start, last = end;
    bool has_list = false;
    for (size_t i = 0; i < count; i++)
        has_list |= is_list(patterns[i]);
    if (has_list)
        find_token(answer->typing, &first, &last);
    else
        trim(answer->typing, &first, &last);
    for (size_t i = 0; i < count; i++)
        if (has_list)
            collect_tokens(answer, &leaves, patterns[i], start, first);
        else
            collect(&leaves, patterns[i]);
    answer->result.start = first;
    answer->result.end = last;
    struct leaf *ordered = leaves_in_order(&leaves, definitions);
    give_values(answer, ordered, leaves.count);
    free(ordered);
    memo_free(&leaves.visited);
    free(leaves.patterns);
}
