/* Predicates, one behind the other, as sinks that let through some of what they take; and filter
   expressions. */
#include "xpath/filter.h"

#include "xpath/evaluation.h"

#include <math.h>

/* ---- evaluation ---- */

struct filter_sink {
    struct xpath_sink sink, *next;
    const struct predicate *predicate;
    struct frame frame; /* the inner focus */
    bool is_done;       /* no later item can be let through */
    bool is_full;       /* and what comes behind wants no more */
};

/* A number is the position of what it lets through (3.2.2). */
static bool lets_through(const struct filter_sink *filter, bool *passes) {
    const struct expression *expression = filter->predicate->expression;
    struct xpath_sequence value;
    if (!sequence_of(expression, &filter->frame, &value)) return false;
    bool is_number = value.count == 1 && value.items[0].type < XPATH_TYPES &&
                     xpath_type_is_numeric(value.items[0].type);
    if (is_number) {
        *passes = xpath_value_to_double(&value.items[0]) == (double)filter->frame.position;
        return true;
    }
    struct truth_sink truth = truth_sink(&filter->frame);
    if (!give_sequence(value, &truth.sink) && has_failed(&filter->frame))
        return blame(&filter->frame, expression);
    *passes = truth.truth;
    return true;
}

static bool take_filtered(struct xpath_sink *sink, const struct xpath_value *item) {
    struct filter_sink *filter = (struct filter_sink *)sink;
    const struct predicate *predicate = filter->predicate;
    struct xpath_evaluation *evaluation = filter->frame.evaluation;
    bool passes;
    filter->frame.item = item;
    filter->frame.position++;
    if (predicate->kind == BY_POSITION || predicate->kind == BY_LAST) {
        double wanted =
            predicate->kind == BY_LAST ? (double)filter->frame.last : predicate->position;
        if ((double)filter->frame.position < wanted) return true;
        filter->is_done = true;
        if ((double)filter->frame.position == wanted)
            filter->is_full = !xpath_give(filter->next, item);
        return false;
    }
    /* What was made to find out is not needed any more. */
    struct arena_mark mark = xpath_mark(evaluation);
    bool known = predicate->kind == BY_TRUTH
                     ? truth_of(predicate->expression, &filter->frame, &passes)
                     : lets_through(filter, &passes);
    if (!known) return false;
    xpath_release(evaluation, mark);
    return !passes || xpath_give(filter->next, item);
}

/* The same where the context size must be known before. */
static bool filter_whole(struct filter_sink *filter, const struct frame *frame,
                         const struct predicate *predicates, size_t count, push_source *push_all,
                         const void *source) {
    struct collector items = collector(frame);
    if (!push_filtered(frame, predicates, count, push_all, source, &items.sink)) return false;
    filter->frame.last = items.count;
    if (filter->predicate->kind != BY_LAST) return give_sequence(collected(&items), &filter->sink);
    return !items.count || xpath_give(filter->next, &items.items[items.count - 1]);
}

bool push_filtered(const struct frame *frame, const struct predicate *predicates, size_t count,
                   push_source *push_all, const void *source, struct xpath_sink *sink) {
    if (!count) return push_all(source, sink);
    struct filter_sink filter = {{take_filtered}, sink,  &predicates[count - 1],
                                 *frame,          false, false};
    filter.frame.position = 0;
    bool done = filter.predicate->uses_last
                    ? filter_whole(&filter, frame, predicates, count - 1, push_all, source)
                    : push_filtered(frame, predicates, count - 1, push_all, source, &filter.sink);
    return done || (filter.is_done && !filter.is_full);
}

/* ---- filter expressions ---- */

struct filter {
    struct expression expression; /* the primary expression, the predicates */
    const struct predicate *predicates;
};

struct primary {
    const struct expression *expression;
    const struct frame *frame;
};

static bool push_primary(const void *source, struct xpath_sink *sink) {
    const struct primary *primary = source;
    return push(primary->expression, primary->frame, sink);
}

static bool push_filter(const struct expression *expression, const struct frame *frame,
                        struct xpath_sink *sink) {
    const struct filter *filter = (const struct filter *)expression;
    struct primary primary = {expression->operands[0], frame};
    return push_filtered(frame, filter->predicates, expression->count - 1, push_primary, &primary,
                         sink);
}

/* ---- compiling ---- */

static struct predicate predicate_of(const struct expression *expression) {
    struct predicate predicate = {expression, BY_EITHER, 0, expression->uses & USES_LAST};
    if (is_never_number(expression)) {
        predicate.kind = BY_TRUTH;
    } else if (expression->is_literal && literal_value(expression).count == 1) {
        predicate.kind = BY_POSITION;
        predicate.position = xpath_value_to_double(literal_value(expression).items);
    } else if (is_call_of_last(expression)) {
        predicate.kind = BY_LAST;
    }
    return predicate;
}

struct predicate *compile_predicates(struct compiler *compiler, const struct xpath_syntax *syntax,
                                     struct expression *owner, size_t first) {
    struct predicate *predicates =
        arena_allocate(compiler->arena, (owner->count - first + 1) * sizeof *predicates);
    for (size_t i = first; syntax; syntax = syntax->next, i++) {
        struct expression *expression = repeated(compiler, compile(compiler, syntax));
        disregard_order(expression);
        owner->operands[i] = expression;
        predicates[i - first] = predicate_of(expression);
    }
    return predicates;
}

bool are_positional(const struct predicate *predicates, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (predicates[i].kind != BY_TRUTH ||
            predicates[i].expression->uses & (USES_POSITION | USES_LAST))
            return true;
    return false;
}

struct expression *compile_filter(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct filter *filter = new_expression(compiler, syntax, sizeof *filter, syntax->count);
    struct expression *expression = &filter->expression;
    struct expression *primary = compile(compiler, syntax->first);
    expression->operands[0] = primary;
    const struct predicate *predicates =
        compile_predicates(compiler, syntax->first->next, expression, 1);
    filter->predicates = predicates;
    expression->push = push_filter;
    expression->type = primary->type;
    expression->order = primary->order;
    expression->cardinality = primary->cardinality | MAY_BE_NONE;
    unsigned inner = 0;
    for (size_t i = 1; i < expression->count; i++) {
        inner |= expression->operands[i]->uses;
        if (predicates[i - 1].kind == BY_POSITION || predicates[i - 1].kind == BY_LAST)
            expression->cardinality = AT_MOST_ONE;
    }
    return finish_with(compiler, expression, primary->uses | (inner & ~(unsigned)USES_FOCUS));
}
