/* What is asked of a tree: namespaces, inclusions, paths and base URIs. */
#include "base/memory.h"
#include "xml/tree_internal.h"
#include "xml/uri.h"

#include <stdlib.h>
#include <string.h>

static const char xml_uri[] = "http://www.w3.org/XML/1998/namespace";

void tree_free(struct tree *tree) {
    if (!tree) return;
    if (tree->indexes_free) tree->indexes_free(tree->indexes);
    tree_room_give(tree->names, ROOM_OF_NODES, tree->nodes, tree->room[ROOM_OF_NODES]);
    tree_room_give(tree->names, ROOM_OF_TEXT, (char *)tree->text, tree->room[ROOM_OF_TEXT]);
    tree_room_give(tree->names, ROOM_OF_VALUES, (char *)tree->values, tree->room[ROOM_OF_VALUES]);
    free(tree->prefixes);
    free(tree->namespaces);
    free(tree->inclusions);
    tree_places_free(tree->places);
    tree_names_free(tree->names);
    arena_free(tree->arena);
    free(tree);
}

/* ---- namespaces ---- */

const struct tree_namespace *tree_declared(const struct tree *tree, uint32_t element,
                                           size_t *count) {
    size_t low = 0, high = tree->namespace_count;
    *count = 0;
    if (!(tree->nodes[element].flags & TREE_HAS_NAMESPACES)) return NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tree->namespaces[middle].element < element)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + *count < tree->namespace_count &&
           tree->namespaces[low + *count].element == element)
        ++*count;
    return &tree->namespaces[low];
}

const char *tree_namespace_of(const struct tree *tree, uint32_t element, const char *prefix) {
    if (!strcmp(prefix, "xml")) return xml_uri;
    for (; element != TREE_NONE; element = tree->nodes[element].parent) {
        size_t count;
        const struct tree_namespace *declared = tree_declared(tree, element, &count);
        for (size_t i = 0; i < count; i++)
            if (!strcmp(declared[i].prefix, prefix))
                return *declared[i].uri || !*prefix ? declared[i].uri : NULL;
    }
    return NULL;
}

/* ---- inclusions ---- */

const struct tree_inclusion *tree_inclusion_of(const struct tree *tree, uint32_t node) {
    size_t low = 0, high = tree->inclusion_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tree->inclusions[middle].node <= node)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low) return NULL;
    uint32_t at = (uint32_t)low - 1;
    while (at != TREE_NONE && tree->nodes[tree->inclusions[at].node].end <= node)
        at = tree->inclusions[at].outer;
    return at == TREE_NONE ? NULL : &tree->inclusions[at];
}

/* ---- paths ---- */

void tree_append_name(const struct tree *tree, uint32_t node, struct buffer *name) {
    const char *prefix = tree->prefixes[tree->nodes[node].prefix];
    if (*prefix) {
        buffer_text(name, prefix);
        buffer_byte(name, ':');
    }
    buffer_text(name, tree_name_of(tree->names, tree->nodes[node].name)->local);
}

/* Among its siblings of the same kind and name. */
static size_t position_of(const struct tree *tree, uint32_t node) {
    const struct tree_node *nodes = tree->nodes;
    size_t position = 1;
    for (uint32_t at = nodes[node].previous; at != TREE_NONE; at = nodes[at].previous)
        position += nodes[at].kind == nodes[node].kind && nodes[at].name == nodes[node].name;
    return position;
}

static void append_step(const struct tree *tree, uint32_t node, struct buffer *path) {
    enum tree_kind kind = tree->nodes[node].kind;
    buffer_byte(path, '/');
    if (kind == TREE_ATTRIBUTE) buffer_byte(path, '@');
    if (kind == TREE_TEXT)
        buffer_text(path, "text()");
    else if (kind == TREE_COMMENT)
        buffer_text(path, "comment()");
    else if (kind == TREE_PI)
        buffer_text(path, "processing-instruction(");
    if (kind <= TREE_ATTRIBUTE || kind == TREE_PI) tree_append_name(tree, node, path);
    if (kind == TREE_PI) buffer_byte(path, ')');
    if (kind != TREE_ATTRIBUTE) buffer_print(path, "[%zu]", position_of(tree, node));
}

void tree_path(const struct tree *tree, uint32_t node, struct buffer *path) {
    uint32_t *steps = NULL;
    size_t count = 0, capacity = 0;
    for (uint32_t at = node; tree->nodes[at].kind != TREE_DOCUMENT; at = tree->nodes[at].parent) {
        steps = memory_grow(steps, &capacity, count + 1, sizeof *steps);
        steps[count++] = at;
        if (tree->nodes[at].parent == TREE_NONE) break;
    }
    if (!count) buffer_byte(path, '/');
    while (count)
        append_step(tree, steps[--count], path);
    free(steps);
}

/* ---- base URIs ---- */

static const char *base_attribute(const struct tree *tree, uint32_t element, size_t *length) {
    uint32_t last = element + tree->nodes[element].attributes;
    for (uint32_t at = element + 1; at <= last; at++) {
        const struct tree_name *name = tree_name_of(tree->names, tree->nodes[at].name);
        if (!strcmp(name->local, "base") && !strcmp(name->uri, xml_uri))
            return tree_value(tree, at, length);
    }
    return NULL;
}

/* The base URI around the element: the base of the nearest file. */
static char *file_base(const struct tree *tree, uint32_t node) {
    const struct tree_inclusion *inclusion = tree_inclusion_of(tree, node);
    if (inclusion) return uri_of_path(inclusion->file);
    return tree->uri ? memory_copy(tree->uri, strlen(tree->uri)) : NULL;
}

/* XML Base 4: what stands on ancestors, as far as the file reaches, from the outermost on. */
char *tree_base_uri(const struct tree *tree, uint32_t node) {
    const struct tree_node *nodes = tree->nodes;
    const struct tree_inclusion *inclusion = tree_inclusion_of(tree, node);
    uint32_t outermost = inclusion ? inclusion->node : 0;
    uint32_t *bases = NULL;
    size_t count = 0, capacity = 0;
    for (uint32_t at = node; at != TREE_NONE && at >= outermost; at = nodes[at].parent) {
        if (nodes[at].kind != TREE_ELEMENT || !(nodes[at].flags & TREE_HAS_BASE)) continue;
        bases = memory_grow(bases, &capacity, count + 1, sizeof *bases);
        bases[count++] = at;
    }
    char *base = file_base(tree, node);
    while (count) {
        size_t length;
        const char *value = base_attribute(tree, bases[--count], &length);
        if (!value) continue;
        char *reference = memory_copy(value, length), *outer = base;
        base = uri_resolve(reference, outer);
        free(reference);
        free(outer);
    }
    free(bases);
    return base;
}
