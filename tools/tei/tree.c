/* The document model: making the tree. */
#include "tei/tei.h"

#include <string.h>

void tei_append(struct tei_node *parent, struct tei_node *child) {
    child->parent = parent;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

struct tei_node *tei_element(struct arena *arena, struct tei_node *parent, const char *name) {
    struct tei_node *element = arena_allocate(arena, sizeof *element);
    element->name = name;
    if (parent) tei_append(parent, element);
    return element;
}

struct tei_node *tei_leaf(struct arena *arena, struct tei_node *parent, const char *name,
                          const char *text) {
    struct tei_node *element = tei_element(arena, parent, name);
    size_t length = strlen(text);
    tei_text(arena, element, arena_copy(arena, text, length), length);
    return element;
}

void tei_text(struct arena *arena, struct tei_node *parent, const char *text, size_t length) {
    if (!length) return;
    struct tei_node *node = tei_element(arena, parent, NULL);
    node->text = text;
    node->length = length;
}

void tei_markup(struct arena *arena, struct tei_node *parent, const char *markup, size_t length) {
    tei_text(arena, parent, markup, length);
    parent->last->markup = true;
}

void tei_set(struct arena *arena, struct tei_node *element, const char *name, const char *value) {
    struct tei_attribute **end = &element->attributes;
    while (*end && strcmp((*end)->name, name) != 0)
        end = &(*end)->next;
    if (!*end) *end = arena_allocate(arena, sizeof **end);
    (*end)->name = name;
    (*end)->value = value;
}

const char *tei_get(const struct tei_node *element, const char *name) {
    for (const struct tei_attribute *a = element->attributes; a; a = a->next)
        if (!strcmp(a->name, name)) return a->value;
    return NULL;
}
