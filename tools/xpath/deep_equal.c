/* fn:deep-equal (F&O 15.3.1): two trees are walked side by side, without going into one another, so
   that depth costs nothing. */
#include "xpath/functions.h"

#include <string.h>

static bool same_name(const struct xpath_node *first, const struct xpath_node *second) {
    uint32_t one = first->tree->nodes[first->index].name;
    uint32_t other = second->tree->nodes[second->index].name;
    if (first->tree->names == second->tree->names) return one == other;
    const struct tree_name *name = tree_name_of(first->tree->names, one);
    const struct tree_name *other_name = tree_name_of(second->tree->names, other);
    return !strcmp(name->local, other_name->local) && !strcmp(name->uri, other_name->uri);
}

static bool same_value(const struct xpath_node *first, const struct xpath_node *second) {
    struct xpath_string one, other;
    one.bytes = tree_value(first->tree, first->index, &one.length);
    other.bytes = tree_value(second->tree, second->index, &other.length);
    return !xpath_compare_strings(one, other);
}

/* The same attributes, in any order. */
static bool same_attributes(const struct xpath_node *first, const struct xpath_node *second) {
    uint32_t count = first->tree->nodes[first->index].attributes;
    if (count != second->tree->nodes[second->index].attributes) return false;
    for (uint32_t i = 1; i <= count; i++) {
        struct xpath_node attribute = {first->tree, first->index + i};
        bool found = false;
        for (uint32_t j = 1; j <= count && !found; j++) {
            struct xpath_node other = {second->tree, second->index + j};
            found = same_name(&attribute, &other) && same_value(&attribute, &other);
        }
        if (!found) return false;
    }
    return true;
}

/* Two nodes but for what is in them. */
static bool same_node(const struct xpath_node *first, const struct xpath_node *second) {
    enum tree_kind kind = (enum tree_kind)first->tree->nodes[first->index].kind;
    if (kind != second->tree->nodes[second->index].kind) return false;
    switch (kind) {
    case TREE_DOCUMENT: return true;
    case TREE_ELEMENT: return same_name(first, second) && same_attributes(first, second);
    case TREE_ATTRIBUTE:
    case TREE_PI: return same_name(first, second) && same_value(first, second);
    default: return same_value(first, second);
    }
}

/* The next node that counts: neither attributes nor, inside, comments and processing instructions
   do. */
static uint32_t next_of(const struct tree *tree, uint32_t index) {
    do
        index++;
    while (index < tree->count &&
           (tree->nodes[index].kind == TREE_ATTRIBUTE || tree->nodes[index].kind >= TREE_COMMENT));
    return index;
}

/* What is behind the two nodes is in the same elements: as many of those that were open end. */
static bool end_together(const struct tree_node *one, const struct tree_node *other, uint32_t *open,
                         uint32_t *other_open, uint32_t node, uint32_t other_node) {
    while (one[*open].end <= node) {
        if (other[*other_open].end > other_node) return false;
        *open = one[*open].parent;
        *other_open = other[*other_open].parent;
    }
    return other[*other_open].end > other_node;
}

static bool equal_nodes(struct xpath_evaluation *evaluation, struct xpath_node first,
                        struct xpath_node second, bool *equal) {
    const struct tree_node *one = first.tree->nodes, *other = second.tree->nodes;
    uint32_t end = one[first.index].end, other_end = other[second.index].end;
    *equal = same_node(&first, &second);
    if (one[first.index].kind > TREE_ELEMENT) return true;
    while (*equal) {
        uint32_t open = first.index, other_open = second.index;
        first.index = next_of(first.tree, first.index);
        second.index = next_of(second.tree, second.index);
        bool at_end = first.index >= end, other_at_end = second.index >= other_end;
        if (at_end || other_at_end) {
            *equal = at_end && other_at_end;
            break;
        }
        if (!xpath_count_steps(evaluation, 1)) return false;
        *equal = end_together(one, other, &open, &other_open, first.index, second.index) &&
                 same_node(&first, &second);
    }
    return true;
}

bool xpath_deep_equal(struct xpath_evaluation *evaluation, struct xpath_sequence first,
                      struct xpath_sequence second, bool *equal) {
    *equal = first.count == second.count;
    for (size_t i = 0; i < first.count && *equal; i++) {
        const struct xpath_value *one = &first.items[i], *other = &second.items[i];
        bool are_nodes = one->type == XPATH_NODE && other->type == XPATH_NODE;
        if (one->type == XPATH_FUNCTION || other->type == XPATH_FUNCTION)
            return xpath_fail(xpath_values_of(evaluation), "FOTY0015",
                              "functions cannot be compared");
        if (are_nodes) {
            if (!equal_nodes(evaluation, one->as.node, other->as.node, equal)) return false;
        } else {
            *equal = one->type < XPATH_TYPES && other->type < XPATH_TYPES &&
                     xpath_equal(xpath_values_of(evaluation), one, other, true);
        }
    }
    return true;
}
