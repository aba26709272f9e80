/* The axes as walks over a tree's array of nodes; see axes.h.  Attributes stand between their
   element and its children: most axes pass them over. */
#include "xpath/axes.h"

#include "xpath/evaluation.h"
#include "xpath/indexes.h"

enum { NO_ATTRIBUTES = ALL_KINDS & ~(1 << TREE_ATTRIBUTE) };

static const struct tree_node *node_at(const struct walk *walk, uint32_t node) {
    return &walk->tree->nodes[node];
}

static bool matches(const struct walk *walk, uint32_t node) {
    return test_matches(walk->test, walk->tree, node) &&
           (!walk->test->content || test_matches_wholly(walk->test, walk->tree, node));
}

static bool give_matching(const struct walk *walk, uint32_t node) {
    return !matches(walk, node) || give_node(walk, node);
}

static bool is_attribute(const struct walk *walk, uint32_t node) {
    return node_at(walk, node)->kind == TREE_ATTRIBUTE;
}

/* Whether the test asks for elements of one name, so that an index knows them. */
static bool is_by_name(const struct node_test *test) {
    return test->kinds == 1 << TREE_ELEMENT && test->names == THIS_NAME;
}

/* ---- ranges of the array ---- */

/* Between two indices, as far as they are of those kinds. */
static bool scan(const struct walk *walk, uint32_t from, uint32_t end, unsigned kinds) {
    uint32_t i = from;
    bool wants_more = true;
    kinds &= walk->test->kinds;
    for (; i < end && wants_more; i++)
        wants_more =
            !(kinds >> node_at(walk, i)->kind & 1) || !matches(walk, i) || give_node(walk, i);
    return xpath_count_steps(walk->frame->evaluation, i - from) && wants_more;
}

bool walk_range(const struct walk *walk, uint32_t from, uint32_t end) {
    struct tree_occurrences found;
    if (from >= end) return true;
    if (!is_by_name(walk->test) ||
        !index_elements(walk->tree, walk->test->name, end - from, &found))
        return scan(walk, from, end, NO_ATTRIBUTES);
    for (size_t i = occurrence_from(&found, from); i < found.count && found.nodes[i] < end; i++)
        if (!count_step(walk->frame->evaluation) || !give_node(walk, found.nodes[i])) return false;
    return true;
}

/* ---- downwards ---- */

static bool walk_children(const struct walk *walk, uint32_t node) {
    const struct tree *tree = walk->tree;
    for (uint32_t i = tree_first_child(tree, node); i != TREE_NONE; i = tree_next_sibling(tree, i))
        if (!count_step(walk->frame->evaluation) || !give_matching(walk, i)) return false;
    return true;
}

static bool walk_descendants(const struct walk *walk, uint32_t node) {
    return walk_range(walk, node + 1, node_at(walk, node)->end);
}

static bool walk_self(const struct walk *walk, uint32_t node) {
    return count_step(walk->frame->evaluation) && give_matching(walk, node);
}

static bool walk_descendants_or_self(const struct walk *walk, uint32_t node) {
    return walk_self(walk, node) && walk_descendants(walk, node);
}

static bool walk_attributes(const struct walk *walk, uint32_t node) {
    uint32_t count = node_at(walk, node)->attributes;
    if (!count_step(walk->frame->evaluation)) return false;
    for (uint32_t i = node + 1; i <= node + count; i++)
        if (!give_matching(walk, i)) return false;
    return true;
}

static bool walk_all_attributes(const struct walk *walk, uint32_t node) {
    return scan(walk, node + 1, node_at(walk, node)->end, 1 << TREE_ATTRIBUTE);
}

/* ---- upwards ---- */

static bool walk_parent(const struct walk *walk, uint32_t node) {
    uint32_t parent = node_at(walk, node)->parent;
    return count_step(walk->frame->evaluation) &&
           (parent == TREE_NONE || give_matching(walk, parent));
}

static bool walk_ancestors_or_self(const struct walk *walk, uint32_t node) {
    for (; node != TREE_NONE && node >= walk->until; node = node_at(walk, node)->parent)
        if (!count_step(walk->frame->evaluation) || !give_matching(walk, node)) return false;
    return true;
}

static bool walk_ancestors(const struct walk *walk, uint32_t node) {
    return walk_ancestors_or_self(walk, node_at(walk, node)->parent);
}

/* ---- sideways: attributes have no siblings ---- */

static bool walk_following_siblings(const struct walk *walk, uint32_t node) {
    if (is_attribute(walk, node)) return true;
    while ((node = tree_next_sibling(walk->tree, node)) != TREE_NONE)
        if (!count_step(walk->frame->evaluation) || !give_matching(walk, node)) return false;
    return true;
}

static bool walk_preceding_siblings(const struct walk *walk, uint32_t node) {
    if (is_attribute(walk, node)) return true;
    while ((node = node_at(walk, node)->previous) != TREE_NONE && node >= walk->until)
        if (!count_step(walk->frame->evaluation) || !give_matching(walk, node)) return false;
    return true;
}

uint32_t behind(const struct tree *tree, uint32_t node) {
    if (tree->nodes[node].kind != TREE_ATTRIBUTE || tree->nodes[node].parent == TREE_NONE)
        return tree->nodes[node].end;
    uint32_t parent = tree->nodes[node].parent;
    return parent + 1 + tree->nodes[parent].attributes;
}

static bool walk_following(const struct walk *walk, uint32_t node) {
    return walk_range(walk, behind(walk->tree, node), walk->tree->count);
}

/* What precedes an attribute is what precedes its element. */
static uint32_t owner(const struct walk *walk, uint32_t node) {
    uint32_t parent = node_at(walk, node)->parent;
    return is_attribute(walk, node) && parent != TREE_NONE ? parent : node;
}

/* Before the node and ended before it: what has not ended is an ancestor. */
static bool give_preceding(const struct walk *walk, uint32_t candidate, uint32_t node) {
    return node_at(walk, candidate)->end > node || give_matching(walk, candidate);
}

static bool walk_preceding_by(const struct walk *walk, const struct tree_occurrences *found,
                              uint32_t node) {
    size_t end = occurrence_from(found, node);
    for (size_t i = 0; i < end; i++) {
        uint32_t candidate = found->nodes[walk->forwards ? i : end - 1 - i];
        if (!count_step(walk->frame->evaluation) || !give_preceding(walk, candidate, node))
            return false;
    }
    return true;
}

static bool walk_preceding(const struct walk *walk, uint32_t node) {
    struct tree_occurrences found;
    node = owner(walk, node);
    if (is_by_name(walk->test) && index_elements(walk->tree, walk->test->name, node, &found))
        return walk_preceding_by(walk, &found, node);
    for (uint32_t i = 0; i < node; i++) {
        uint32_t candidate = walk->forwards ? i : node - 1 - i;
        bool is_node = node_at(walk, candidate)->kind != TREE_ATTRIBUTE;
        if (!count_step(walk->frame->evaluation) ||
            (is_node && !give_preceding(walk, candidate, node)))
            return false;
    }
    return true;
}

bool walk_axis(const struct walk *walk, unsigned axis, uint32_t node) {
    static bool (*const walks[ALL_AXES])(const struct walk *, uint32_t) = {
        [XPATH_CHILD] = walk_children,
        [XPATH_DESCENDANT] = walk_descendants,
        [XPATH_ATTRIBUTE] = walk_attributes,
        [XPATH_SELF] = walk_self,
        [XPATH_DESCENDANT_OR_SELF] = walk_descendants_or_self,
        [XPATH_FOLLOWING_SIBLING] = walk_following_siblings,
        [XPATH_FOLLOWING] = walk_following,
        [XPATH_PARENT] = walk_parent,
        [XPATH_ANCESTOR] = walk_ancestors,
        [XPATH_PRECEDING_SIBLING] = walk_preceding_siblings,
        [XPATH_PRECEDING] = walk_preceding,
        [XPATH_ANCESTOR_OR_SELF] = walk_ancestors_or_self,
        [DESCENDANT_ATTRIBUTE] = walk_all_attributes,
    };
    return walks[axis](walk, node);
}

/* ---- counting ---- */

void count_axis(const struct walk *walk, unsigned axis, uint32_t node, size_t *count, bool *known) {
    struct tree_occurrences found;
    const struct node_test *test = walk->test;
    bool is_far = axis == XPATH_DESCENDANT || axis == XPATH_FOLLOWING || axis == XPATH_PRECEDING;
    if (axis == XPATH_PRECEDING) node = owner(walk, node);
    uint32_t from = axis == XPATH_PRECEDING   ? 0
                    : axis == XPATH_FOLLOWING ? behind(walk->tree, node)
                                              : node + 1;
    uint32_t end = axis == XPATH_PRECEDING   ? node
                   : axis == XPATH_FOLLOWING ? walk->tree->count
                                             : node_at(walk, node)->end;
    *known = is_far && is_by_name(test) && from < end &&
             index_elements(walk->tree, test->name, end - from, &found);
    if (!*known) return;
    *count = occurrence_from(&found, end) - occurrence_from(&found, from);
    if (axis != XPATH_PRECEDING) return;
    while ((node = node_at(walk, node)->parent) != TREE_NONE) /* which do not precede it */
        *count -= test_matches(test, walk->tree, node);
}
