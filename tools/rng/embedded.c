/* Embedded rules, from the syntax tree of either syntax to trees of XML: reading keeps their
   elements apart, and before it ends trees are built of them, with their places in the files. */
#include "rng/embedded.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const namespaces[] = {"http://purl.oclc.org/dsdl/schematron",
                                         "http://www.ascc.net/xml/schematron", NULL};

bool embedded_is(const char *uri) {
    for (const char *const *at = namespaces; *at; at++)
        if (!strcmp(*at, uri)) return true;
    return false;
}

/* A file's come one after the other, but for those of files that it refers to. */
void embedded_keep(struct syntax_reading *reading, struct syntax_node *node) {
    struct embedded *embedded = arena_allocate(reading->arena, sizeof *embedded);
    embedded->node = node;
    if (reading->last_embedded)
        reading->last_embedded->next = embedded;
    else
        reading->embedded = embedded;
    reading->last_embedded = embedded;
}

/* ---- places ---- */

/* The places of the elements in the order of their start tags, which is that of the file. */
struct places {
    struct source_place *list;
    size_t count, capacity, used;
};

/* Annotations nest no deeper than SYNTAX_DEPTH_LIMIT. */
static void note_offsets(struct places *places, const struct syntax_node *node) {
    if (node->kind != SYNTAX_ANNOTATION) return;
    places->list =
        memory_grow(places->list, &places->capacity, places->count + 1, sizeof *places->list);
    places->list[places->count++].offset = node->offset;
    for (const struct syntax_node *child = node->first_child; child; child = child->next)
        note_offsets(places, child);
}

static struct places places_of(const struct embedded *first) {
    struct places places = {0};
    struct source *source = first->node->scope->source;
    for (const struct embedded *at = first; at; at = at->next)
        if (at->node->scope->source == source) note_offsets(&places, at->node);
    source_places(source, places.list, places.count);
    return places;
}

static struct xml_place next_place(struct places *places) {
    const struct source_place *next = &places->list[places->used++];
    return (struct xml_place){.line = next->line, .column = next->column};
}

/* ---- trees ---- */

/* Attributes in a namespace say nothing in Schematron. */
static size_t attributes_of(const struct syntax_node *node, struct xml_attribute **list) {
    size_t count = 0, capacity = 0;
    *list = NULL;
    for (const struct syntax_attribute *at = node->attributes; at; at = at->next) {
        if (*at->uri) continue;
        *list = memory_grow(*list, &capacity, count + 1, sizeof **list);
        (*list)[count++] = (struct xml_attribute){.name = {.uri = "", .local = at->local},
                                                  .value = at->value,
                                                  .length = strlen(at->value)};
    }
    return count;
}

/* Declares the namespace of the element's prefix, unless the element around it has both. */
static void start_tag(struct tree_builder *builder, const struct syntax_node *node,
                      const struct syntax_node *parent, const struct xml_place *place) {
    const char *prefix = *node->prefix ? node->prefix : NULL;
    const char *const declared[] = {prefix, node->uri};
    bool inherits =
        parent && !strcmp(parent->prefix, node->prefix) && !strcmp(parent->uri, node->uri);
    struct xml_attribute *attributes;
    size_t count = attributes_of(node, &attributes);
    const struct xml_tag tag = {.name = {node->uri, node->name, prefix},
                                .attributes = attributes,
                                .attribute_count = count,
                                .namespaces = declared,
                                .namespace_count = inherits ? 0 : 1};
    tree_builder_start_tag(builder, &tag, place);
    free(attributes);
}

static void add_element(struct tree_builder *builder, const struct syntax_node *node,
                        const struct syntax_node *parent, struct places *places) {
    struct xml_place place = next_place(places);
    start_tag(builder, node, parent, &place);
    for (const struct syntax_node *child = node->first_child; child; child = child->next) {
        if (child->kind == SYNTAX_ANNOTATION_TEXT) tree_builder_text(builder, child->text, &place);
        if (child->kind == SYNTAX_ANNOTATION) add_element(builder, child, node, places);
    }
    tree_builder_end_tag(builder);
}

/* The tree of the elements from `first` on that are in its file. */
static struct tree *tree_of(const struct embedded *first) {
    const struct source *source = first->node->scope->source;
    const struct syntax_node root = {.name = "schema", .prefix = "", .uri = first->node->uri};
    struct tree_builder *builder = tree_builder_new(NULL, source->name, NULL);
    struct places places = places_of(first);
    start_tag(builder, &root, NULL, &(struct xml_place){.line = 1, .column = 1});
    for (; first; first = first->next)
        if (first->node->scope->source == source) add_element(builder, first->node, &root, &places);
    tree_builder_end_tag(builder);
    tree_builder_end(builder);
    free(places.list);
    return tree_built(builder);
}

static bool is_first_of_file(const struct embedded *list, const struct embedded *embedded) {
    while (list->node->scope->source != embedded->node->scope->source)
        list = list->next;
    return list == embedded;
}

struct tree **embedded_trees(const struct embedded *list, size_t *count) {
    struct tree **trees = NULL;
    size_t capacity = 0;
    const struct source *before = NULL;
    *count = 0;
    for (const struct embedded *at = list; at; at = at->next) {
        bool same = at->node->scope->source == before;
        before = at->node->scope->source;
        if (same || !is_first_of_file(list, at)) continue;
        trees = memory_grow(trees, &capacity, *count + 1, sizeof *trees);
        struct tree *tree = tree_of(at);
        if (tree) trees[(*count)++] = tree;
    }
    return trees;
}
