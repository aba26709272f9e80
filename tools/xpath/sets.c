/* union, intersect and except (XPath 2.0 3.3.3): two sequences of nodes in document order, merged
   as they are. */
#include "xpath/evaluation.h"

struct set {
    struct expression expression;
    enum xpath_operation operation;
};

/* The nodes of so many operands, in document order. */
static bool nodes_of(const struct expression *expression, size_t first, size_t count,
                     const struct frame *frame, struct xpath_sequence *nodes) {
    struct collector items = collector(frame);
    for (size_t i = first; i < first + count; i++)
        if (!push(expression->operands[i], frame, &items.sink)) return false;
    for (size_t i = 0; i < items.count; i++)
        if (items.items[i].type != XPATH_NODE)
            return fail(frame, expression, "XPTY0004", "a set is of nodes, not of other items");
    sort_nodes(&items);
    *nodes = collected(&items);
    return true;
}

static bool push_union(const struct expression *expression, const struct frame *frame,
                       struct xpath_sink *sink) {
    struct xpath_sequence nodes;
    return nodes_of(expression, 0, expression->count, frame, &nodes) && give_sequence(nodes, sink);
}

static bool push_merged(const struct expression *expression, const struct frame *frame,
                        struct xpath_sink *sink) {
    bool is_intersect = ((const struct set *)expression)->operation == XPATH_INTERSECT;
    struct xpath_sequence first, second;
    if (!nodes_of(expression, 0, 1, frame, &first) || !nodes_of(expression, 1, 1, frame, &second))
        return false;
    for (size_t i = 0, j = 0; i < first.count; i++) {
        int order = 1;
        while (j < second.count &&
               (order = compare_nodes(&second.items[j].as.node, &first.items[i].as.node)) < 0)
            j++;
        bool is_in_both = j < second.count && order == 0;
        if (is_in_both == is_intersect && !xpath_give(sink, &first.items[i])) return false;
    }
    return true;
}

/* Any node of any operand; what is no node is an error all the same. */
struct set_truth_sink {
    struct xpath_sink sink;
    const struct frame *frame;
    const struct expression *expression;
    bool truth;
};

static bool take_member(struct xpath_sink *sink, const struct xpath_value *item) {
    struct set_truth_sink *truth = (struct set_truth_sink *)sink;
    truth->truth = true;
    return item->type == XPATH_NODE ? false
                                    : fail(truth->frame, truth->expression, "XPTY0004",
                                           "a set is of nodes, not of other items");
}

static bool truth_of_union(const struct expression *expression, const struct frame *frame,
                           bool *truth) {
    struct set_truth_sink sink = {{take_member}, frame, expression, false};
    for (size_t i = 0; i < expression->count && !sink.truth; i++)
        if (!push(expression->operands[i], frame, &sink.sink) && has_failed(frame)) return false;
    *truth = sink.truth;
    return true;
}

struct expression *compile_set(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct set *set = new_expression(compiler, syntax, sizeof *set, syntax->count);
    struct expression *expression = &set->expression;
    size_t i = 0;
    set->operation = syntax->operation;
    for (const struct xpath_syntax *operand = syntax->first; operand; operand = operand->next) {
        expression->operands[i] = compile(compiler, operand);
        disregard_order(expression->operands[i++]);
    }
    bool is_union = syntax->kind == XPATH_UNION_EXPR;
    expression->push = is_union ? push_union : push_merged;
    if (is_union) expression->truth = truth_of_union;
    expression->type = XPATH_NODE;
    expression->order = IN_ORDER;
    expression->cardinality = ANY_NUMBER;
    return finish(compiler, expression);
}
