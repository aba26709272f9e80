/* Finds definitions in the simple form: its nodes still know where they were written, so that the
   same name can have several, each with its own documentation. */
#include "rng/definitions.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void append(struct definitions *definitions, const struct simple_node *node) {
    definitions->nodes = memory_grow(definitions->nodes, &definitions->capacity,
                                     definitions->count + 1, sizeof *definitions->nodes);
    definitions->nodes[definitions->count++] = node;
}

void definitions_free(struct definitions *definitions) {
    free(definitions->nodes);
}

/* ---- by name ---- */

/* Adds the node if it names the name at least as exactly as all before, whose exactness is *best.
 */
static void add_most_exact(struct definitions *definitions, const struct simple_node *node,
                           const char *uri, const char *local, int *best) {
    int exactness = name_class_exactness(node->name_class, uri, local);
    if (!exactness || exactness < *best) return;
    if (exactness > *best) definitions->count = 0;
    *best = exactness;
    append(definitions, node);
}

void definitions_of_element(struct definitions *definitions, const struct rng_schema *schema,
                            const struct expected *expected, const char *uri, const char *local) {
    int best = 0;
    for (size_t i = 0; i < expected->pattern_count; i++)
        add_most_exact(definitions, expected->patterns[i]->element->simple, uri, local, &best);
    if (definitions->count) return;
    const struct simple_schema *simple = schema->simple;
    for (size_t i = 0; i < simple->element_count; i++)
        add_most_exact(definitions, simple->elements[i]->simple, uri, local, &best);
}

void definitions_named(struct definitions *named, const struct definitions *attributes,
                       const char *uri, const char *local) {
    int best = 0;
    for (size_t i = 0; i < attributes->count; i++)
        add_most_exact(named, attributes->nodes[i], uri, local, &best);
}

/* ---- by what is in what ---- */

struct search {
    struct definitions *found;
    bool (*is_wanted)(const struct simple_node *node);
    struct memo visited;
};

/* Goes through the pattern, but not into the elements and attributes in it. */
static void search(struct search *wanted, const struct simple_node *node) {
    if (memo_find(&wanted->visited, node, NULL, NULL)) return;
    memo_add(&wanted->visited, node, NULL, NULL, node);
    if (wanted->is_wanted(node)) append(wanted->found, node);
    if (node->kind == SIMPLE_ELEMENT || node->kind == SIMPLE_ATTRIBUTE || node->kind == SIMPLE_DATA)
        return;
    for (size_t i = 0; i < node->count; i++)
        search(wanted, node->members[i]);
}

static void search_all(struct definitions *found, const struct definitions *definitions,
                       bool (*is_wanted)(const struct simple_node *node)) {
    struct search wanted = {.found = found, .is_wanted = is_wanted};
    for (size_t i = 0; i < definitions->count; i++)
        search(&wanted, definitions->nodes[i]->members[0]);
    memo_free(&wanted.visited);
}

static bool is_attribute(const struct simple_node *node) {
    return node->kind == SIMPLE_ATTRIBUTE;
}

static bool is_element(const struct simple_node *node) {
    return node->kind == SIMPLE_ELEMENT;
}

static bool is_string(const struct simple_node *node) {
    return node->kind == SIMPLE_VALUE || node->kind == SIMPLE_DATA;
}

void definitions_attributes(struct definitions *attributes, const struct definitions *elements) {
    search_all(attributes, elements, is_attribute);
}

void definitions_children(struct definitions *children, const struct definitions *elements) {
    search_all(children, elements, is_element);
}

void definitions_strings(struct definitions *strings, const struct definitions *definitions) {
    search_all(strings, definitions, is_string);
}

/* ---- documentation ---- */

const char *definition_documentation(const struct rng_schema *schema,
                                     const struct simple_node *node) {
    return memo_find(&schema->simple->documentation, node->syntax, NULL, NULL);
}

const char *definitions_documentation(const struct rng_schema *schema,
                                      const struct definitions *definitions, struct arena *arena) {
    const char *all = NULL;
    for (size_t i = 0; i < definitions->count; i++) {
        const char *text = definition_documentation(schema, definitions->nodes[i]);
        if (!text || (all && strstr(all, text))) continue;
        all = all ? arena_join(arena, all, "\n\n", text) : text;
    }
    return all;
}
