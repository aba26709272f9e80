/* The last steps of simplification (RNG 4.19 to 4.21): references are replaced by what they refer
   to, notAllowed and empty are taken out where they say nothing.  Replaced references share what
   they refer to, so that patterns become a graph, whose only cycles go through elements. */
#include "rng/simple_form.h"

#include "base/memory.h"

#include <stdlib.h>

static struct simple_node *expand(struct simplification *simplification, struct simple_node *node);

/* ---- what a pattern contains, and its content type (RNG 7.2) ---- */

static bool is_open(const struct name_class *name_class) {
    for (; name_class->kind == NAME_CLASS_CHOICE; name_class = name_class->second)
        if (is_open(name_class->first)) return true;
    return name_class->kind != NAME_CLASS_NAME;
}

/* RNG 7.2: the content type of two patterns in a group or interleave. */
static enum content_type grouped(enum content_type first, enum content_type second) {
    if (first == CONTENT_TYPE_EMPTY) return second;
    if (second == CONTENT_TYPE_EMPTY) return first;
    return first == CONTENT_TYPE_COMPLEX && second == CONTENT_TYPE_COMPLEX ? CONTENT_TYPE_COMPLEX
                                                                           : CONTENT_TYPE_NONE;
}

static void note_members(struct simple_node *node) {
    unsigned contains = 0;
    enum content_type type = CONTENT_TYPE_EMPTY;
    for (size_t i = 0; i < node->count; i++) {
        const struct simple_node *member = node->members[i];
        contains |= member->contains;
        if (node->kind != SIMPLE_CHOICE)
            type = grouped(type, member->content_type);
        else if (member->content_type > type)
            type = member->content_type;
    }
    if (node->kind != SIMPLE_CHOICE) {
        contains |= node->kind == SIMPLE_GROUP ? CONTAINS_GROUP : CONTAINS_INTERLEAVE;
        if (contains & CONTAINS_ATTRIBUTE) contains |= CONTAINS_GROUPED_ATTRIBUTE;
    }
    node->contains = (uint16_t)contains;
    node->content_type = (uint8_t)type;
}

static void note_leaf(struct simple_node *node) {
    static const struct {
        uint16_t contains;
        uint8_t content_type;
    } leaves[] = {
        [SIMPLE_EMPTY] = {CONTAINS_EMPTY, CONTENT_TYPE_EMPTY},
        [SIMPLE_TEXT] = {CONTAINS_TEXT, CONTENT_TYPE_COMPLEX},
        [SIMPLE_LIST] = {CONTAINS_LIST, CONTENT_TYPE_DATA},
        [SIMPLE_DATA] = {CONTAINS_DATA, CONTENT_TYPE_DATA},
        [SIMPLE_VALUE] = {CONTAINS_DATA, CONTENT_TYPE_DATA},
        [SIMPLE_ATTRIBUTE] = {CONTAINS_ATTRIBUTE, CONTENT_TYPE_EMPTY},
        [SIMPLE_ELEMENT] = {CONTAINS_ELEMENT, CONTENT_TYPE_COMPLEX},
    };
    unsigned contains = leaves[node->kind].contains;
    if (node->kind == SIMPLE_ATTRIBUTE && is_open(node->name_class))
        contains |= CONTAINS_OPEN_ATTRIBUTE;
    node->contains = (uint16_t)contains;
    node->content_type = leaves[node->kind].content_type;
}

/* ---- how deep its pattern will be nested, at most ---- */

/* The members of a group or interleave are nested as a balanced tree; those of a choice are one
   level, whatever choices they come from. */
static void note_depth(struct simple_node *node) {
    uint32_t deepest = 0, tree = 0;
    for (size_t i = 0; i < node->count; i++) {
        const struct simple_node *member = node->members[i];
        bool joins = node->kind == member->kind &&
                     (node->kind == SIMPLE_CHOICE || node->kind == SIMPLE_ONE_OR_MORE);
        uint32_t depth = joins ? member->depth - 1u : member->depth;
        if (depth > deepest) deepest = depth;
    }
    for (size_t leaves = 1; leaves < node->count; leaves *= 2)
        tree++;
    bool is_tree = node->kind == SIMPLE_GROUP || node->kind == SIMPLE_INTERLEAVE;
    deepest += is_tree ? tree : node->count > 0;
    node->depth = (uint16_t)(deepest < UINT16_MAX ? deepest : UINT16_MAX);
}

/* ---- expanding ---- */

/* RNG 4.20, 4.21 for choice, group and interleave. */
static struct simple_node *expand_members(struct simplification *simplification,
                                          struct simple_node *node) {
    size_t kept = 0, empties = 0;
    bool forbidden = false;
    for (size_t i = 0; i < node->count; i++) {
        struct simple_node *member = expand(simplification, node->members[i]);
        if (member->kind == SIMPLE_NOT_ALLOWED)
            forbidden = true;
        else if (member->kind == SIMPLE_EMPTY)
            empties++;
        else
            node->members[kept++] = member;
    }
    bool is_choice = node->kind == SIMPLE_CHOICE;
    if (forbidden && !is_choice) return simplification->not_allowed;
    if (kept == 0) return empties ? simplification->empty : simplification->not_allowed;
    if (is_choice && empties) node->members[kept++] = simplification->empty;
    if (kept == 1) return node->members[0];
    node->count = (uint32_t)kept;
    note_members(node);
    note_depth(node);
    return node;
}

/* RNG 4.20, 4.21 for patterns around one other. */
static struct simple_node *expand_around(struct simplification *simplification,
                                         struct simple_node *node) {
    struct simple_node *inside = expand(simplification, node->members[0]);
    if (inside->kind == SIMPLE_NOT_ALLOWED) return inside;
    if (inside->kind == SIMPLE_EMPTY && node->kind == SIMPLE_ONE_OR_MORE) return inside;
    node->members[0] = inside;
    note_depth(node);
    if (node->kind != SIMPLE_ONE_OR_MORE) {
        note_leaf(node);
        return node;
    }
    node->contains =
        (uint16_t)((inside->contains & ~CONTAINS_OPEN_ATTRIBUTE) | CONTAINS_ONE_OR_MORE);
    node->content_type = (uint8_t)grouped(inside->content_type, inside->content_type);
    return node;
}

static struct simple_node *expand_data(struct simplification *simplification,
                                       struct simple_node *node) {
    note_leaf(node);
    if (!node->count) return node;
    node->members[0] = expand(simplification, node->members[0]);
    if (node->members[0]->kind == SIMPLE_NOT_ALLOWED) node->count = 0;
    note_depth(node);
    return node;
}

/* An element's content is expanded later, since it may lead back to the element. */
static struct simple_node *expand_element(struct simplification *simplification,
                                          struct simple_node *node) {
    simplification->expanding =
        memory_grow(simplification->expanding, &simplification->expanding_capacity,
                    simplification->expanding_count + 1, sizeof(struct simple_node *));
    simplification->expanding[simplification->expanding_count++] = node;
    note_leaf(node);
    return node;
}

static struct simple_node *expand_kind(struct simplification *simplification,
                                       struct simple_node *node) {
    switch ((enum simple_kind)node->kind) {
    case SIMPLE_CHOICE:
    case SIMPLE_INTERLEAVE:
    case SIMPLE_GROUP: return expand_members(simplification, node);
    case SIMPLE_ONE_OR_MORE:
    case SIMPLE_LIST:
    case SIMPLE_ATTRIBUTE: return expand_around(simplification, node);
    case SIMPLE_DATA: return expand_data(simplification, node);
    case SIMPLE_ELEMENT: return expand_element(simplification, node);
    case SIMPLE_REFERENCE:
        if (!node->count) return simplification->not_allowed;
        return expand(simplification, node->members[0]);
    case SIMPLE_EMPTY:
    case SIMPLE_TEXT:
    case SIMPLE_VALUE: note_leaf(node); return node;
    case SIMPLE_NOT_ALLOWED: break;
    }
    return node;
}

/* What the node is in the end; the node itself is changed on the way and is not to be used any
   more. */
static struct simple_node *expand(struct simplification *simplification, struct simple_node *node) {
    if (node->state == SIMPLE_EXPANDED) return node->expanded;
    if (node->state == SIMPLE_EXPANDING) { /* RNG 4.19; a cycle always goes through a reference */
        if (node->kind == SIMPLE_REFERENCE)
            syntax_error(simplification->reading, node->syntax, "rng/schema-recursion",
                         "\"%s\" refers to itself without an element in between (RELAX NG 4.19)",
                         node->name);
        return simplification->not_allowed;
    }
    if (!simple_form_enter(simplification, node->syntax)) return simplification->not_allowed;
    node->state = SIMPLE_EXPANDING;
    node->expanded = expand_kind(simplification, node);
    node->state = SIMPLE_EXPANDED;
    simple_form_leave(simplification);
    return node->expanded;
}

/* ---- the elements that start reaches ---- */

static void reach(struct simplification *simplification, struct simple_node *node) {
    if (node->reached || !(node->contains & CONTAINS_ELEMENT)) return;
    node->reached = true;
    if (node->kind == SIMPLE_ELEMENT) {
        simplification->elements =
            memory_grow(simplification->elements, &simplification->element_capacity,
                        simplification->element_count + 1, sizeof(struct simple_node *));
        simplification->elements[simplification->element_count++] = node;
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        reach(simplification, node->members[i]);
}

static void make_element_patterns(struct simplification *simplification) {
    struct simple_schema *schema = simplification->schema;
    size_t count = schema->element_count = simplification->element_count;
    struct element_pattern *patterns = arena_allocate(schema->arena, count * sizeof *patterns);
    schema->elements = arena_allocate(schema->arena, count * sizeof(struct element_pattern *));
    for (size_t i = 0; i < count; i++) {
        struct simple_node *node = simplification->elements[i];
        patterns[i].name_class = node->name_class;
        patterns[i].simple = node;
        node->element = schema->elements[i] = &patterns[i];
    }
}

void simple_form_expand(struct simplification *simplification) {
    simplification->start = expand(simplification, simplification->start);
    for (size_t i = 0; i < simplification->expanding_count; i++) {
        struct simple_node *element = simplification->expanding[i];
        element->members[0] = expand(simplification, element->members[0]);
    }
    reach(simplification, simplification->start);
    for (size_t i = 0; i < simplification->element_count; i++)
        reach(simplification, simplification->elements[i]->members[0]);
    make_element_patterns(simplification);
}

void simplification_finish(struct simplification *simplification) {
    free(simplification->expanding);
    free(simplification->elements);
    free(simplification->attributes);
    memo_free(&simplification->references.files);
    memo_free(&simplification->names);
    memo_free(&simplification->types);
    memo_free(&simplification->values);
    memo_free(&simplification->externals);
}
