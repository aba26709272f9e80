/* Functions that take functions (F&O 3.1 16.2), and those that put sequences in an order: fn:sort,
   fn:innermost, fn:outermost (14.1 to 14.2 there). */
#include "xpath/evaluation.h"
#include "xpath/functions_common.h"

#include <math.h>

static struct xpath_sequence one(const struct xpath_value *item) {
    return (struct xpath_sequence){item, 1};
}

static const struct xpath_function *function_argument(const struct xpath_sequence *arguments,
                                                      size_t number) {
    return arguments[number].items->as.function;
}

FUNCTION(for_each) {
    const struct xpath_function *function = function_argument(arguments, 1);
    for (size_t i = 0; i < arguments[0].count; i++) {
        struct xpath_sequence item = one(&arguments[0].items[i]);
        if (!xpath_call_function(evaluation, function, &item, 1, result)) return false;
    }
    return true;
}

FUNCTION(for_each_pair) {
    const struct xpath_function *function = function_argument(arguments, 2);
    for (size_t i = 0; i < arguments[0].count && i < arguments[1].count; i++) {
        struct xpath_sequence pair[] = {one(&arguments[0].items[i]), one(&arguments[1].items[i])};
        if (!xpath_call_function(evaluation, function, pair, 2, result)) return false;
    }
    return true;
}

FUNCTION(filter) {
    const struct xpath_function *function = function_argument(arguments, 1);
    for (size_t i = 0; i < arguments[0].count; i++) {
        struct xpath_sequence item = one(&arguments[0].items[i]);
        struct collector kept = collector(evaluation->frame);
        if (!xpath_call_function(evaluation, function, &item, 1, &kept.sink)) return false;
        if (kept.count != 1 || kept.items->type != XPATH_BOOLEAN)
            return fail_with(evaluation, "XPTY0004", "the function must return one xs:boolean");
        if (kept.items->as.boolean && !xpath_give(result, item.items)) return false;
    }
    return true;
}

/* From the left: function($so-far, $item); from the right: function($item, $so-far). */
static bool fold(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                 bool from_right, struct xpath_sink *result) {
    const struct xpath_function *function = function_argument(arguments, 2);
    struct xpath_sequence value = arguments[1];
    size_t items = arguments[0].count;
    for (size_t i = 0; i < items; i++) {
        struct xpath_sequence item = one(&arguments[0].items[from_right ? items - 1 - i : i]);
        struct xpath_sequence pair[] = {from_right ? item : value, from_right ? value : item};
        struct collector next = collector(evaluation->frame);
        if (!xpath_call_function(evaluation, function, pair, 2, &next.sink)) return false;
        value = collected(&next);
    }
    return give_items(result, value, 0, value.count);
}

FUNCTION(fold_left) {
    return fold(evaluation, arguments, false, result);
}

FUNCTION(fold_right) {
    return fold(evaluation, arguments, true, result);
}

/* ---- fn:sort (F&O 3.1 14.2.6) ---- */

struct sorted {
    const struct xpath_value *item;
    struct xpath_sequence key; /* atomized, strings by the collation */
};

/* Takes atomic values, of which strings are told apart by the collation. */
struct key_sink {
    struct collector collector;
    enum collation collation;
};

static bool take_key(struct xpath_sink *sink, const struct xpath_value *item) {
    struct key_sink *keys = (struct key_sink *)sink;
    struct xpath_value atomic;
    if (!xpath_atomize(keys->collector.evaluation, item, &atomic)) return false;
    atomic = collation_value(keys->collector.evaluation, keys->collation, &atomic);
    return collect(&keys->collector, &atomic);
}

static bool key_of(struct xpath_evaluation *evaluation, enum collation collation,
                   const struct xpath_function *function, struct sorted *sorted) {
    struct key_sink keys = {collector(evaluation->frame), collation};
    keys.collector.sink.take = take_key;
    struct xpath_sequence item = one(sorted->item);
    bool done = function ? xpath_call_function(evaluation, function, &item, 1, &keys.collector.sink)
                         : take_key(&keys.collector.sink, sorted->item);
    sorted->key = collected(&keys.collector);
    return done;
}

static bool is_nan(const struct xpath_value *value) {
    return (value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE) && isnan(value->as.number);
}

/* Whether the first key comes before the second: a shorter one where it is the other's beginning,
   NaN before all numbers. */
static bool is_before(struct xpath_values *values, struct xpath_sequence first,
                      struct xpath_sequence second, bool *before) {
    for (size_t i = 0; i < first.count && i < second.count; i++) {
        const struct xpath_value *a = &first.items[i], *b = &second.items[i];
        if (xpath_equal(values, a, b, true)) continue;
        *before = is_nan(a);
        return is_nan(a) || is_nan(b) || xpath_compare(values, XPATH_LT, a, b, before);
    }
    *before = first.count < second.count;
    return true;
}

/* Merges what two halves have in order; equal items stay in theirs. */
static bool merge(struct xpath_values *values, struct sorted *items, size_t middle, size_t count,
                  struct sorted *room) {
    size_t left = 0, right = middle, to = 0;
    while (left < middle && right < count) {
        bool before;
        if (!is_before(values, items[right].key, items[left].key, &before)) return false;
        room[to++] = before ? items[right++] : items[left++];
    }
    while (left < middle)
        room[to++] = items[left++];
    memcpy(items, room, to * sizeof *items);
    return true;
}

static bool sort(struct xpath_values *values, struct sorted *items, size_t count,
                 struct sorted *room) {
    size_t middle = count / 2;
    return count < 2 || (sort(values, items, middle, room) &&
                         sort(values, items + middle, count - middle, room) &&
                         merge(values, items, middle, count, room));
}

FUNCTION(sort) {
    struct xpath_values *values = xpath_values_of(evaluation);
    size_t items = arguments[0].count;
    enum collation collation;
    if (!collation_argument(evaluation, arguments, count, 1, &collation)) return false;
    struct sorted *sorted = arena_allocate(values->arena, items * 2 * sizeof *sorted + 1);
    for (size_t i = 0; i < items; i++) {
        sorted[i].item = &arguments[0].items[i];
        if (!key_of(evaluation, collation, count > 2 ? function_argument(arguments, 2) : NULL,
                    &sorted[i]))
            return false;
    }
    if (!sort(values, sorted, items, sorted + items)) return false;
    for (size_t i = 0; i < items; i++)
        if (!xpath_give(result, sorted[i].item)) return false;
    return true;
}

/* ---- fn:innermost, fn:outermost (F&O 3.1 14.1.x) ---- */

/* In document order, where a node comes before its descendants, so that these follow at once; each
   node once. */
static struct xpath_sequence in_order(struct xpath_evaluation *evaluation,
                                      struct xpath_sequence nodes) {
    struct collector sorted = collector(evaluation->frame);
    give_items(&sorted.sink, nodes, 0, nodes.count);
    sort_nodes(&sorted);
    return collected(&sorted);
}

/* Whether the node is in the subtree of the other, or is that. */
static bool is_in(const struct xpath_node *node, const struct xpath_node *other) {
    return node->tree == other->tree && node->index >= other->index &&
           node->index < other->tree->nodes[other->index].end;
}

FUNCTION(outermost) {
    struct xpath_sequence nodes = in_order(evaluation, arguments[0]);
    const struct xpath_value *last = NULL;
    for (size_t i = 0; i < nodes.count; i++) {
        if (last && is_in(&nodes.items[i].as.node, &last->as.node)) continue;
        last = &nodes.items[i];
        if (!xpath_give(result, last)) return false;
    }
    return true;
}

FUNCTION(innermost) {
    struct xpath_sequence nodes = in_order(evaluation, arguments[0]);
    for (size_t i = 0; i < nodes.count; i++) {
        const struct xpath_value *node = &nodes.items[i], *next = node + 1;
        bool holds_next = i + 1 < nodes.count && is_in(&next->as.node, &node->as.node);
        if (!holds_next && !xpath_give(result, node)) return false;
    }
    return true;
}

/* ---- the table ---- */

const struct xpath_function_row xpath_higher_order_functions[] = {
#define V31 XPATH_OF_31
    ROW(fn_for_each, "for-each", 2, 2, V31, ANY(ITEM_TYPE), ANY(ITEM_TYPE), ONE(FUNCTION_TYPE)),
    ROW(fn_for_each_pair, "for-each-pair", 3, 3, V31, ANY(ITEM_TYPE), ANY(ITEM_TYPE),
        ANY(ITEM_TYPE), ONE(FUNCTION_TYPE)),
    ROW(fn_filter, "filter", 2, 2, V31, ANY(ITEM_TYPE), ANY(ITEM_TYPE), ONE(FUNCTION_TYPE)),
    ROW(fn_fold_left, "fold-left", 3, 3, V31, ANY(ITEM_TYPE), ANY(ITEM_TYPE), ANY(ITEM_TYPE),
        ONE(FUNCTION_TYPE)),
    ROW(fn_fold_right, "fold-right", 3, 3, V31, ANY(ITEM_TYPE), ANY(ITEM_TYPE), ANY(ITEM_TYPE),
        ONE(FUNCTION_TYPE)),
    ROW(fn_sort, "sort", 1, 3, V31, ANY(ITEM_TYPE), ANY(ITEM_TYPE), MAYBE(STRING),
        ONE(FUNCTION_TYPE)),
    ROW(fn_innermost, "innermost", 1, 1, V31, ANY(NODE_TYPE), ANY(NODE_TYPE)),
    ROW(fn_outermost, "outermost", 1, 1, V31, ANY(NODE_TYPE), ANY(NODE_TYPE)),
    {0},
};
