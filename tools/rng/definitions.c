/* Finds definitions in the simple form: its nodes still know where they were written, so that the
   same name can have several, each with its own documentation. */
#include "rng/definitions.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void add(struct definitions *definitions, const struct simple_node *node) {
    for (size_t i = 0; i < definitions->count; i++)
        if (definitions->nodes[i] == node) return;
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
    add(definitions, node);
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
    enum simple_kind kind;
    void (*found)(void *context, const struct simple_node *node);
    void *context;
    struct memo visited;
};

/* Goes through the pattern, but not into the elements and attributes in it. */
static void search(struct search *search_for, const struct simple_node *node) {
    if (memo_find(&search_for->visited, node, NULL, NULL)) return;
    memo_add(&search_for->visited, node, NULL, NULL, node);
    if (node->kind == search_for->kind) search_for->found(search_for->context, node);
    if (node->kind == SIMPLE_ELEMENT || node->kind == SIMPLE_ATTRIBUTE) return;
    for (size_t i = 0; i < node->count; i++)
        search(search_for, node->members[i]);
}

static void search_all(struct search *search_for, const struct definitions *definitions) {
    for (size_t i = 0; i < definitions->count; i++)
        search(search_for, definitions->nodes[i]->members[0]);
    memo_free(&search_for->visited);
}

static void add_found(void *context, const struct simple_node *node) {
    struct definitions *definitions = context;
    definitions->nodes = memory_grow(definitions->nodes, &definitions->capacity,
                                     definitions->count + 1, sizeof *definitions->nodes);
    definitions->nodes[definitions->count++] = node;
}

void definitions_attributes(struct definitions *attributes, const struct definitions *elements) {
    search_all(
        &(struct search){.kind = SIMPLE_ATTRIBUTE, .found = add_found, .context = attributes},
        elements);
}

void definitions_children(struct definitions *children, const struct definitions *elements) {
    search_all(&(struct search){.kind = SIMPLE_ELEMENT, .found = add_found, .context = children},
               elements);
}

/* ---- documentation ---- */

static const char *text_of(const struct rng_schema *schema, const struct simple_node *node) {
    return memo_find(&schema->simple->documentation, node->syntax, NULL, NULL);
}

const char *definitions_documentation(const struct rng_schema *schema,
                                      const struct definitions *definitions, struct arena *arena) {
    const char *all = NULL;
    for (size_t i = 0; i < definitions->count; i++) {
        const char *text = text_of(schema, definitions->nodes[i]);
        if (!text || (all && strstr(all, text))) continue;
        all = all ? arena_join(arena, all, "\n\n", text) : text;
    }
    return all;
}

struct value_texts {
    const struct rng_schema *schema;
    struct memo *texts;
};

static void note_value(void *context, const struct simple_node *node) {
    struct value_texts *values = context;
    const char *text = text_of(values->schema, node);
    void **place = memo_place(values->texts, node->value, node->type, NULL);
    if (!*place) *place = (void *)(size_t)text;
}

void definitions_value_documentation(const struct rng_schema *schema,
                                     const struct definitions *definitions, struct memo *texts) {
    struct value_texts values = {schema, texts};
    search_all(&(struct search){.kind = SIMPLE_VALUE, .found = note_value, .context = &values},
               definitions);
}
