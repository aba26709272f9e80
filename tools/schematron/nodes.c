/* Reading elements of a schema: attributes, text, and children with those that are included. */
#include "schematron/reading.h"

#include "base/memory.h"

#include <string.h>

/* ---- values ---- */

/* TREE_NONE where there is none. */
static uint32_t attribute_node(struct element element, const char *name) {
    const struct tree *tree = element.file->tree;
    const struct tree_node *node = &tree->nodes[element.node];
    for (uint32_t i = 1; i <= node->attributes; i++) {
        const struct tree_name *own = tree_name_of(tree->names, node[i].name);
        if (!*own->uri && !strcmp(own->local, name)) return element.node + i;
    }
    return TREE_NONE;
}

const char *attribute_of(struct reading *reading, struct element element, const char *name) {
    uint32_t node = attribute_node(element, name);
    if (node == TREE_NONE) return NULL;
    size_t length;
    const char *value = tree_value(element.file->tree, node, &length);
    return arena_copy(reading->schema->arena, value, length);
}

static bool is_name_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '.' ||
           (unsigned char)byte >= 0x80;
}

/* The value of the parameter whose name is at `text`, of *length bytes. */
static const char *parameter_at(const struct parameter *parameters, const char *text,
                                size_t *length) {
    *length = 0;
    while (is_name_byte(text[*length]))
        ++*length;
    for (; parameters; parameters = parameters->next)
        if (strlen(parameters->name) == *length && !strncmp(parameters->name, text, *length))
            return parameters->value;
    return NULL;
}

const char *filled_text(struct reading *reading, const char *text) {
    if (!reading->parameters || !strchr(text, '$')) return text;
    struct buffer filled = {0};
    while (*text) {
        size_t length = strcspn(text, "$"), name = 0;
        buffer_append(&filled, text, length);
        text += length;
        if (!*text) break;
        const char *value = parameter_at(reading->parameters, text + 1, &name);
        if (value)
            buffer_text(&filled, value);
        else
            buffer_append(&filled, text, 1 + name);
        text += 1 + name;
    }
    const char *copy =
        arena_copy(reading->schema->arena, filled.length ? filled.bytes : "", filled.length);
    buffer_free(&filled);
    return copy;
}

const char *filled_attribute(struct reading *reading, struct element element, const char *name) {
    const char *value = attribute_of(reading, element, name);
    return value ? filled_text(reading, value) : NULL;
}

const char *words_of(struct reading *reading, struct element element) {
    size_t length;
    const char *value = tree_value(element.file->tree, element.node, &length);
    char *text = arena_allocate(reading->schema->arena, length + 1), *to = text;
    for (size_t i = 0; i < length; i++) {
        bool space = strchr(" \t\r\n", value[i]);
        if (!space) *to++ = value[i];
        if (space && to > text && to[-1] != ' ') *to++ = ' ';
    }
    if (to > text && to[-1] == ' ') to--;
    *to = '\0';
    return to > text ? text : NULL;
}

/* ---- children ---- */

void elements_append(struct reading *reading, struct elements *elements, struct element element) {
    if (elements->count == elements->capacity) {
        struct element *list =
            arena_allocate(reading->schema->arena, (2 * elements->capacity + 8) * sizeof *list);
        if (elements->count) memcpy(list, elements->list, elements->count * sizeof *list);
        elements->list = list;
        elements->capacity = 2 * elements->capacity + 8;
    }
    elements->list[elements->count++] = element;
}

/* Elements that are being opened, so that none is opened within itself. */
struct opened {
    struct element element;
    const struct opened *outer;
};

static void gather(struct reading *reading, struct element parent, const struct opened *outer,
                   struct elements *elements);

/* ISO 5.4.4: what is included stands in the place of the `include`. */
static void gather_included(struct reading *reading, struct element include, struct element parent,
                            struct elements *elements) {
    struct element target;
    const char *href = attribute_of(reading, include, "href");
    if (!href || !file_refer(reading, include, href, &target)) return;
    if (kind_of(target) && element_fits(kind_of(target), kind_of(parent)))
        elements_append(reading, elements, target);
    else
        schema_error(reading, include, "href",
                     target.file == include.file ? "schematron/schema-circular"
                                                 : "schematron/schema-reference",
                     NULL, "%s: %s, which may not stand in \"%s\"", href,
                     kind_of(target) ? arena_print(reading->schema->arena, "it is a \"%s\"",
                                                   element_names[kind_of(target)])
                                     : "it is no element of Schematron",
                     element_names[kind_of(parent)]);
}

/* ISO 5.4.3: what the element holds that is referred to stands in the place of `extends`. */
static void gather_extended(struct reading *reading, struct element extends, struct element parent,
                            const struct opened *opened, struct elements *elements) {
    struct element target;
    const char *href = attribute_of(reading, extends, "href");
    if (!href || !file_refer(reading, extends, href, &target)) return;
    for (const struct opened *at = opened; at; at = at->outer)
        if (at->element.file == target.file && at->element.node == target.node) {
            schema_error(reading, extends, "href", "schematron/schema-circular", NULL,
                         "%s leads back to the element that it extends", href);
            return;
        }
    bool library = kind_of(parent) == E_SCHEMA && kind_of(target) == E_LIBRARY;
    if (kind_of(target) == kind_of(parent) || library)
        gather(reading, target, opened, elements);
    else
        schema_error(reading, extends, "href", "schematron/schema-reference", NULL,
                     "%s is not a \"%s\", which \"extends\" needs here (ISO 19757-3 5.4.3)", href,
                     element_names[kind_of(parent)]);
}

static void gather(struct reading *reading, struct element parent, const struct opened *outer,
                   struct elements *elements) {
    struct opened opened = {parent, outer};
    struct element child = {parent.file, tree_first_child(parent.file->tree, parent.node)};
    for (; child.node != TREE_NONE; child.node = tree_next_sibling(child.file->tree, child.node)) {
        enum element_kind kind = kind_of(child);
        if (kind == E_INCLUDE)
            gather_included(reading, child, parent, elements);
        else if (kind == E_EXTENDS && attribute_of(reading, child, "href"))
            gather_extended(reading, child, parent, &opened, elements);
        else if (kind != E_OTHER)
            elements_append(reading, elements, child);
    }
}

struct elements children_of(struct reading *reading, struct element parent) {
    const struct elements **known = &parent.file->children[parent.node];
    if (!*known) {
        struct elements *elements = arena_allocate(reading->schema->arena, sizeof *elements);
        gather(reading, parent, NULL, elements);
        *known = elements;
    }
    return **known;
}
