/* What is no step behind a slash (XPath 2.0 3.2), and the simple map operator of XPath 3.1: an
   expression is evaluated for each item of another one. */
#include "xpath/evaluation.h"

struct map {
    struct expression expression; /* origin, what is evaluated for each of its items */
    bool is_path, uses_last;
    bool sorts;
};

struct map_sink {
    struct xpath_sink sink, *next;
    const struct map *map;
    struct frame frame;
};

static bool take_mapped(struct xpath_sink *sink, const struct xpath_value *item) {
    struct map_sink *map = (struct map_sink *)sink;
    const struct expression *expression = &map->map->expression;
    if (map->map->is_path && item->type != XPATH_NODE)
        return fail(&map->frame, expression, "XPTY0019",
                    "what stands before a slash has items that are no nodes");
    map->frame.item = item;
    map->frame.position++;
    return push(expression->operands[1], &map->frame, map->next);
}

static bool push_mapped(const struct expression *expression, const struct frame *frame,
                        struct xpath_sink *sink) {
    const struct map *map = (const struct map *)expression;
    struct map_sink taker = {{take_mapped}, sink, map, *frame};
    taker.frame.position = 0;
    if (!map->uses_last) return push(expression->operands[0], frame, &taker.sink);
    struct xpath_sequence origin;
    if (!sequence_of(expression->operands[0], frame, &origin)) return false;
    taker.frame.last = origin.count;
    return give_sequence(origin, &taker.sink);
}

/* XPath 2.0 3.2: a path is nodes, put in order, or atomic values, as they come; not both. */
static bool sort_path(const struct expression *expression, const struct frame *frame,
                      struct collector *items) {
    size_t nodes = 0;
    for (size_t i = 0; i < items->count; i++)
        nodes += items->items[i].type == XPATH_NODE;
    if (nodes && nodes < items->count)
        return fail(frame, expression, "XPTY0018", "the path leads to nodes and to other items");
    if (nodes) sort_nodes(items);
    return true;
}

static bool sequence_of_path(const struct expression *expression, const struct frame *frame,
                             struct xpath_sequence *sequence) {
    const struct map *map = (const struct map *)expression;
    const struct expression *mapped = expression->operands[1];
    struct xpath_sequence origin;
    struct collector items = collector(frame);
    struct map_sink taker = {{take_mapped}, &items.sink, map, *frame};
    if (!map->sorts) return sequence_by_push(expression, frame, sequence);
    if (!sequence_of(expression->operands[0], frame, &origin)) return false;
    taker.frame.position = 0;
    taker.frame.last = origin.count;
    /* What leads on from one origin alone may be in order already. */
    if (origin.count == 1 && origin.items->type == XPATH_NODE && mapped->type == XPATH_NODE &&
        mapped->order & IN_ORDER) {
        taker.frame.item = origin.items;
        taker.frame.position = 1;
        return sequence_of(mapped, &taker.frame, sequence);
    }
    if (!give_sequence(origin, &taker.sink) || !sort_path(expression, frame, &items)) return false;
    *sequence = collected(&items);
    return true;
}

static bool push_path(const struct expression *expression, const struct frame *frame,
                      struct xpath_sink *sink) {
    struct xpath_sequence sequence;
    if (!((const struct map *)expression)->sorts) return push_mapped(expression, frame, sink);
    return sequence_of_path(expression, frame, &sequence) && give_sequence(sequence, sink);
}

struct expression *map_over(struct compiler *compiler, const struct xpath_syntax *syntax,
                            struct expression *origin, struct expression *mapped, bool is_path) {
    struct map *map = new_expression(compiler, syntax, sizeof *map, 2);
    struct expression *expression = &map->expression;
    map->is_path = is_path;
    map->uses_last = mapped->uses & USES_LAST;
    expression->operands[0] = origin;
    expression->operands[1] = repeated(compiler, mapped);
    expression->push = push_path;
    expression->sequence = sequence_of_path;
    expression->type = mapped->type;
    bool one_origin = !(origin->cardinality & MAY_BE_MANY);
    expression->cardinality = origin->cardinality == EXACTLY_ONE ? mapped->cardinality
                              : one_origin                       ? mapped->cardinality | MAY_BE_NONE
                                                                 : ANY_NUMBER;
    bool in_order = one_origin && mapped->order & IN_ORDER;
    map->sorts =
        is_path && mapped->type >= XPATH_TYPES && !in_order && mapped->type != XPATH_NUMERIC_TYPE;
    if (in_order || map->sorts) expression->order = IN_ORDER;
    return finish_with(compiler, expression, origin->uses | (mapped->uses & ~(unsigned)USES_FOCUS));
}

struct expression *compile_map(struct compiler *compiler, const struct xpath_syntax *syntax) {
    return map_over(compiler, syntax, compile(compiler, syntax->first),
                    compile(compiler, syntax->last), false);
}

void disregard_order_of_map(struct expression *expression) {
    if (expression->push != push_path || expression->type != XPATH_NODE) return;
    ((struct map *)expression)->sorts = false;
    expression->order = 0;
}
