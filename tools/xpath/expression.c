/* The ways to evaluate an expression, each by the others; and the sinks that many use. */
#include "xpath/evaluation.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

/* ---- errors ---- */

bool has_failed(const struct frame *frame) {
    return frame->evaluation->values.code;
}

bool blame(const struct frame *frame, const struct expression *expression) {
    if (!frame->evaluation->offset) frame->evaluation->offset = expression->offset;
    return false;
}

bool fail(const struct frame *frame, const struct expression *expression, const char *code,
          const char *format, ...) {
    struct xpath_values *values = &frame->evaluation->values;
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    xpath_fail(values, code, "%s", message.bytes);
    buffer_free(&message);
    return blame(frame, expression);
}

/* ---- the four ways ---- */

/* Whether the C stack has room for more. */
static bool has_room(const struct frame *frame, const struct expression *expression) {
    const struct xpath_evaluation *evaluation = frame->evaluation;
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    uintptr_t used = evaluation->stack > here ? evaluation->stack - here : here - evaluation->stack;
    return used < evaluation->stack_limit ||
           fail(frame, expression, "XPLIMIT", "the calls of functions go too deep");
}

bool push(const struct expression *expression, const struct frame *frame, struct xpath_sink *sink) {
    return has_room(frame, expression) && expression->push(expression, frame, sink);
}

bool item_of(const struct expression *expression, const struct frame *frame,
             struct xpath_value *item) {
    return has_room(frame, expression) && expression->item(expression, frame, item);
}

bool truth_of(const struct expression *expression, const struct frame *frame, bool *truth) {
    return has_room(frame, expression) && expression->truth(expression, frame, truth);
}

bool sequence_of(const struct expression *expression, const struct frame *frame,
                 struct xpath_sequence *sequence) {
    return has_room(frame, expression) && expression->sequence(expression, frame, sequence);
}

bool atomic_of(const struct expression *expression, const struct frame *frame,
               struct xpath_value *item) {
    if (!item_of(expression, frame, item)) return false;
    if (!is_item(item) || item->type < XPATH_TYPES) return true;
    struct xpath_value atomic;
    if (!xpath_atomize(frame->evaluation, item, &atomic)) return blame(frame, expression);
    *item = atomic;
    return true;
}

struct atomizing_sink {
    struct xpath_sink sink, *next;
    const struct frame *frame;
};

static bool take_atomized(struct xpath_sink *sink, const struct xpath_value *item) {
    struct atomizing_sink *atomizing = (struct atomizing_sink *)sink;
    struct xpath_value atomic;
    if (item->type < XPATH_TYPES) return xpath_give(atomizing->next, item);
    return xpath_atomize(atomizing->frame->evaluation, item, &atomic) &&
           xpath_give(atomizing->next, &atomic);
}

bool push_atomized(const struct expression *expression, const struct frame *frame,
                   struct xpath_sink *sink) {
    struct atomizing_sink atomizing = {{take_atomized}, sink, frame};
    if (expression->type < XPATH_TYPES) return push(expression, frame, sink);
    return push(expression, frame, &atomizing.sink) || blame(frame, expression);
}

/* ---- each by the others ---- */

bool push_by_item(const struct expression *expression, const struct frame *frame,
                  struct xpath_sink *sink) {
    struct xpath_value item;
    if (!expression->item(expression, frame, &item)) return false;
    return !is_item(&item) || xpath_give(sink, &item);
}

bool push_by_truth(const struct expression *expression, const struct frame *frame,
                   struct xpath_sink *sink) {
    bool truth;
    if (!expression->truth(expression, frame, &truth)) return false;
    struct xpath_value item = xpath_value_boolean(truth);
    return xpath_give(sink, &item);
}

bool push_by_sequence(const struct expression *expression, const struct frame *frame,
                      struct xpath_sink *sink) {
    struct xpath_sequence sequence;
    return expression->sequence(expression, frame, &sequence) && give_sequence(sequence, sink);
}

struct only_sink {
    struct xpath_sink sink;
    struct xpath_value *item;
    bool has_several;
};

static bool take_only(struct xpath_sink *sink, const struct xpath_value *item) {
    struct only_sink *only = (struct only_sink *)sink;
    only->has_several = is_item(only->item);
    if (!only->has_several) *only->item = *item;
    return !only->has_several;
}

bool item_by_push(const struct expression *expression, const struct frame *frame,
                  struct xpath_value *item) {
    struct only_sink only = {{take_only}, item, false};
    *item = no_item();
    if (expression->push(expression, frame, &only.sink)) return true;
    if (has_failed(frame)) return false;
    return !only.has_several ||
           fail(frame, expression, "XPTY0004", "there are several items where one is wanted");
}

bool item_by_truth(const struct expression *expression, const struct frame *frame,
                   struct xpath_value *item) {
    bool truth;
    if (!expression->truth(expression, frame, &truth)) return false;
    *item = xpath_value_boolean(truth);
    return true;
}

bool sequence_by_push(const struct expression *expression, const struct frame *frame,
                      struct xpath_sequence *sequence) {
    struct collector items = collector(frame);
    if (!expression->push(expression, frame, &items.sink) && has_failed(frame)) return false;
    *sequence = collected(&items);
    return true;
}

/* ---- the effective boolean value (XPath 2.0 2.4.3) ---- */

static bool truth_of_atomic(const struct frame *frame, const struct xpath_value *value,
                            bool *truth) {
    if (value->type == XPATH_BOOLEAN)
        *truth = value->as.boolean;
    else if (value->type <= XPATH_ENTITY || value->type == XPATH_ANY_URI)
        *truth = value->as.string.length;
    else if (value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE)
        *truth = value->as.number != 0 && !isnan(value->as.number);
    else if (xpath_type_is_numeric(value->type))
        *truth = xpath_value_to_double(value) != 0;
    else
        return xpath_fail(&frame->evaluation->values, "FORG0006", "%s is neither true nor false",
                          value->type < XPATH_TYPES ? xpath_type_name(value->type) : "a function");
    return true;
}

static bool take_truth(struct xpath_sink *sink, const struct xpath_value *item) {
    struct truth_sink *truth = (struct truth_sink *)sink;
    if (truth->has_item)
        return xpath_fail(&truth->frame->evaluation->values, "FORG0006",
                          "several items of which the first is no node are neither true nor false");
    truth->has_item = truth->truth = true;
    if (item->type == XPATH_NODE) return false;
    return truth_of_atomic(truth->frame, item, &truth->truth);
}

struct truth_sink truth_sink(const struct frame *frame) {
    return (struct truth_sink){{take_truth}, frame, false, false};
}

bool truth_by_push(const struct expression *expression, const struct frame *frame, bool *truth) {
    struct truth_sink sink = truth_sink(frame);
    if (!expression->push(expression, frame, &sink.sink) && has_failed(frame))
        return blame(frame, expression);
    *truth = sink.truth;
    return true;
}

bool truth_by_item(const struct expression *expression, const struct frame *frame, bool *truth) {
    struct xpath_value item;
    if (!expression->item(expression, frame, &item)) return false;
    *truth = item.type == XPATH_NODE;
    if (!is_item(&item) || *truth) return true;
    return truth_of_atomic(frame, &item, truth) || blame(frame, expression);
}

/* ---- sinks ---- */

bool collect(struct collector *collector, const struct xpath_value *item) {
    if (collector->count == collector->capacity) {
        size_t capacity = collector->capacity ? 2 * collector->capacity : 8;
        collector->items = arena_extend(collector->arena, collector->items,
                                        collector->count * sizeof *collector->items,
                                        capacity * sizeof *collector->items);
        collector->capacity = capacity;
    }
    collector->items[collector->count++] = *item;
    return true;
}

/* Room in an arena is given out by the item, so that is where it is looked at. */
static bool take_collected(struct xpath_sink *sink, const struct xpath_value *item) {
    struct collector *collector = (struct collector *)sink;
    bool grows = collector->count == collector->capacity && collector->count;
    return collect(collector, item) && (!grows || within_limits(collector->evaluation));
}

struct collector collector(const struct frame *frame) {
    return (struct collector){.sink = {take_collected},
                              .evaluation = frame->evaluation,
                              .arena = frame->evaluation->values.arena};
}

bool give_sequence(struct xpath_sequence sequence, struct xpath_sink *sink) {
    for (size_t i = 0; i < sequence.count; i++)
        if (!xpath_give(sink, &sequence.items[i])) return false;
    return true;
}

/* ---- document order ---- */

int compare_nodes(const struct xpath_node *first, const struct xpath_node *second) {
    if (first->tree == second->tree)
        return (first->index > second->index) - (first->index < second->index);
    uint64_t one = first->tree->order, other = second->tree->order;
    return (one > other) - (one < other);
}

static int compare_items(const void *first, const void *second) {
    return compare_nodes(&((const struct xpath_value *)first)->as.node,
                         &((const struct xpath_value *)second)->as.node);
}

void sort_nodes(struct collector *nodes) {
    struct xpath_value *items = nodes->items;
    bool is_sorted = true;
    for (size_t i = 1; i < nodes->count && is_sorted; i++)
        is_sorted = compare_items(&items[i - 1], &items[i]) < 0;
    if (is_sorted) return;
    qsort(items, nodes->count, sizeof *items, compare_items);
    size_t kept = 1;
    for (size_t i = 1; i < nodes->count; i++)
        if (compare_items(&items[kept - 1], &items[i]) != 0) items[kept++] = items[i];
    nodes->count = kept;
}
