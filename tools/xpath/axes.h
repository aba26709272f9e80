/* The axes (XPath 2.0 3.2.1.1) as walks over a tree's array of nodes. */
#ifndef TEIKIT_XPATH_AXES_H
#define TEIKIT_XPATH_AXES_H

#include "xpath/item_types.h"

/* What a step walks: the axis of the syntax, or one that only the compiler makes. */
enum {
    DESCENDANT_ATTRIBUTE = XPATH_AXES, /* descendant-or-self::node()/attribute:: */
    ALL_AXES
};

struct walk {
    const struct frame *frame;
    const struct tree *tree;
    const struct node_test *test;
    struct xpath_sink *sink;
    uint32_t until; /* of ancestors and preceding siblings those before that are left out */
    bool forwards;  /* the preceding axis is walked in document order */
};

/* Hands over what is on the axis of the node and matches, in the order of the axis. */
bool walk_axis(const struct walk *walk, unsigned axis, uint32_t node);

/* The nodes of `from` and behind it, before `end`: elements of that test, by the index of names
   where there is one. */
bool walk_range(const struct walk *walk, uint32_t from, uint32_t end);

/* The node that the following axis of an attribute or another node begins with. */
uint32_t behind(const struct tree *tree, uint32_t node);

/* How many nodes walk_axis() would hand over, where an index tells; else *known is false. */
void count_axis(const struct walk *walk, unsigned axis, uint32_t node, size_t *count, bool *known);

static inline bool give_node(const struct walk *walk, uint32_t node) {
    struct xpath_value item = {XPATH_NODE, .as.node = {walk->tree, node}};
    return walk->sink->take(walk->sink, &item);
}

#endif
