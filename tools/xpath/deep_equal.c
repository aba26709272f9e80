/* fn:deep-equal (F&O 15.3.1): whether two sequences are equal item by item, nodes by their content.
   Two trees are walked side by side through their arrays, so that depth costs no stack. */
#include "xpath/functions_common.h"

/* ---- names ---- */

static bool names_equal(const struct tree *first, uint32_t first_node, const struct tree *second,
                        uint32_t second_node) {
    uint32_t a = first->nodes[first_node].name, b = second->nodes[second_node].name;
    if (first->names == second->names) return a == b;
    const struct tree_name *name = tree_name_of(first->names, a);
    const struct tree_name *other = tree_name_of(second->names, b);
    return strcmp(name->local, other->local) == 0 && strcmp(name->uri, other->uri) == 0;
}

/* ---- two nodes by themselves ---- */

struct comparison {
    struct xpath_evaluation *evaluation;
    enum collation collation;
    const struct tree *first, *second;
};

static bool values_equal(const struct comparison *comparison, uint32_t a, uint32_t b) {
    struct xpath_string first, second;
    first.bytes = tree_value(comparison->first, a, &first.length);
    second.bytes = tree_value(comparison->second, b, &second.length);
    if (first.length != second.length) return false;
    return strings_equal(collation_key(comparison->evaluation, comparison->collation, first),
                         collation_key(comparison->evaluation, comparison->collation, second));
}

static bool same_names(const struct comparison *comparison, uint32_t a, uint32_t b) {
    return names_equal(comparison->first, a, comparison->second, b);
}

/* Attributes have no order; most are in the same one. */
static bool attributes_equal(const struct comparison *comparison, uint32_t a, uint32_t b) {
    uint32_t count = comparison->first->nodes[a].attributes;
    if (count != comparison->second->nodes[b].attributes) return false;
    for (uint32_t i = 1; i <= count; i++) {
        uint32_t looked = 0, other = i;
        while (looked < count && !same_names(comparison, a + i, b + other)) {
            other = other == count ? 1 : other + 1;
            looked++;
        }
        if (looked == count || !values_equal(comparison, a + i, b + other)) return false;
    }
    return true;
}

/* Without their children. */
static bool nodes_alike(const struct comparison *comparison, uint32_t a, uint32_t b) {
    enum tree_kind kind = comparison->first->nodes[a].kind;
    if (kind != comparison->second->nodes[b].kind) return false;
    switch (kind) {
    case TREE_DOCUMENT: return true;
    case TREE_ELEMENT: return same_names(comparison, a, b) && attributes_equal(comparison, a, b);
    case TREE_ATTRIBUTE:
    case TREE_PI: return same_names(comparison, a, b) && values_equal(comparison, a, b);
    default: return values_equal(comparison, a, b);
    }
}

/* ---- two subtrees ---- */

/* A walk through a subtree in document order, without attributes, comments and processing
   instructions. */
struct walk {
    const struct tree *tree;
    uint32_t at, end;
    uint32_t parent; /* of `at` */
};

/* Goes on to the next node; how many elements end between is told.  False at the end. */
static bool walk_on(struct walk *walk, uint32_t *ended) {
    const struct tree_node *nodes = walk->tree->nodes;
    do {
        if (nodes[walk->at].kind <= TREE_ELEMENT)
            walk->at += 1 + nodes[walk->at].attributes;
        else
            walk->at++;
    } while (walk->at < walk->end &&
             (nodes[walk->at].kind == TREE_COMMENT || nodes[walk->at].kind == TREE_PI));
    if (walk->at >= walk->end) return false;
    for (*ended = 0; walk->at >= nodes[walk->parent].end; ++*ended)
        walk->parent = nodes[walk->parent].parent;
    return true;
}

static bool subtrees_equal(const struct comparison *comparison, uint32_t a, uint32_t b) {
    if (!nodes_alike(comparison, a, b)) return false;
    if (comparison->first->nodes[a].kind > TREE_ELEMENT) return true;
    struct walk first = {comparison->first, a, comparison->first->nodes[a].end, a};
    struct walk second = {comparison->second, b, comparison->second->nodes[b].end, b};
    for (;;) {
        uint32_t ended, other_ended;
        bool more = walk_on(&first, &ended), other_more = walk_on(&second, &other_ended);
        if (!more || !other_more) return more == other_more;
        if (ended != other_ended || !nodes_alike(comparison, first.at, second.at)) return false;
        if (first.tree->nodes[first.at].kind != TREE_ELEMENT) continue;
        first.parent = first.at;
        second.parent = second.at;
    }
}

/* ---- two items, two sequences ---- */

static bool items_equal(struct xpath_evaluation *evaluation, enum collation collation,
                        const struct xpath_value *first, const struct xpath_value *second) {
    if (first->type == XPATH_NODE && second->type == XPATH_NODE) {
        struct comparison comparison = {evaluation, collation, first->as.node.tree,
                                        second->as.node.tree};
        return subtrees_equal(&comparison, first->as.node.index, second->as.node.index);
    }
    if (first->type == XPATH_NODE || second->type == XPATH_NODE) return false;
    struct xpath_value a = collation_value(evaluation, collation, first);
    struct xpath_value b = collation_value(evaluation, collation, second);
    return xpath_equal(xpath_values_of(evaluation), &a, &b, true);
}

bool deep_equal(struct xpath_evaluation *evaluation, enum collation collation,
                struct xpath_sequence first, struct xpath_sequence second, bool *equal) {
    *equal = first.count == second.count;
    for (size_t i = 0; i < first.count && *equal; i++) {
        if (first.items[i].type == XPATH_FUNCTION || second.items[i].type == XPATH_FUNCTION)
            return fail_with(evaluation, "FOTY0015", "functions cannot be compared");
        *equal = items_equal(evaluation, collation, &first.items[i], &second.items[i]);
    }
    return true;
}
