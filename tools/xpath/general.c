/* General comparisons (XPath 2.0 3.5.2): true where any item of one side compares so with any item
   of the other.  Items of one side are looked at as they come; the other side is put together, and
   where both are long, indexed by value. */
#include "xpath/evaluation.h"
#include "xpath/memo.h"
#include "xpath/operands.h"
#include "xpath/value_index.h"

struct general {
    struct expression expression;
    enum xpath_comparison comparison;
    bool is_compatible; /* XPath 1.0 compatibility mode */
};

/* ---- two values ---- */

static bool is_numeric(const struct xpath_value *value) {
    return xpath_type_is_numeric(value->type);
}

/* The type to which an untyped value is cast, the other side being of that type. */
static enum xpath_type type_beside(const struct xpath_value *other) {
    if (is_numeric(other)) return XPATH_DOUBLE;
    return other->type == XPATH_UNTYPED_ATOMIC ? XPATH_STRING : xpath_type_primitive(other->type);
}

/* Strings and untyped values, which most comparisons are of. */
static bool compare_texts(enum xpath_comparison comparison, const struct xpath_value *first,
                          const struct xpath_value *second) {
    struct xpath_string one = first->as.string, other = second->as.string;
    if (comparison <= XPATH_NE && one.length != other.length) return comparison == XPATH_NE;
    int difference = xpath_compare_strings(one, other);
    switch (comparison) {
    case XPATH_EQ: return !difference;
    case XPATH_NE: return difference;
    case XPATH_LT: return difference < 0;
    case XPATH_LE: return difference <= 0;
    case XPATH_GT: return difference > 0;
    default: return difference >= 0;
    }
}

static bool compare_generally(struct xpath_values *values, enum xpath_comparison comparison,
                              const struct xpath_value *first, const struct xpath_value *second,
                              bool *result) {
    struct xpath_value converted;
    bool first_is_untyped = first->type == XPATH_UNTYPED_ATOMIC;
    bool second_is_untyped = second->type == XPATH_UNTYPED_ATOMIC;
    if (first->type <= XPATH_ENTITY && second->type <= XPATH_ENTITY) {
        *result = compare_texts(comparison, first, second);
        return true;
    }
    if (first_is_untyped && !second_is_untyped) {
        if (!xpath_cast(values, first, type_beside(second), &converted)) return false;
        return xpath_compare(values, comparison, &converted, second, result);
    }
    if (second_is_untyped && !first_is_untyped) {
        if (!xpath_cast(values, second, type_beside(first), &converted)) return false;
        return xpath_compare(values, comparison, first, &converted, result);
    }
    return xpath_compare(values, comparison, first, second, result);
}

/* ---- one side against the other ---- */

enum { MANY = 16 }; /* values that are looked up rather than compared one by one */

struct general_sink {
    struct xpath_sink sink;
    const struct general *general;
    const struct frame *frame;
    struct xpath_sequence others;
    const struct value_index *index;
    size_t seen;
    bool truth;
};

static bool compare_each(struct general_sink *sink, const struct xpath_value *item) {
    struct xpath_evaluation *evaluation = sink->frame->evaluation;
    for (size_t i = 0; i < sink->others.count && !sink->truth; i++)
        if (!count_step(evaluation) ||
            !compare_generally(&evaluation->values, sink->general->comparison, item,
                               &sink->others.items[i], &sink->truth))
            return blame(sink->frame, &sink->general->expression);
    return !sink->truth;
}

static bool take_compared(struct xpath_sink *sink, const struct xpath_value *item) {
    struct general_sink *taker = (struct general_sink *)sink;
    struct xpath_values *values = &taker->frame->evaluation->values;
    bool is_equal = taker->general->comparison == XPATH_EQ;
    if (is_equal && !taker->index && taker->others.count > MANY && taker->seen++)
        taker->index = value_index_new(values->arena, taker->others);
    if (!taker->index || !is_equal || !value_index_serves(taker->index, item))
        return compare_each(taker, item);
    return value_index_holds(values, taker->index, item, &taker->truth)
               ? !taker->truth
               : blame(taker->frame, &taker->general->expression);
}

static bool truth_of_general(const struct expression *expression, const struct frame *frame,
                             bool *truth) {
    const struct expression *others = expression->operands[1];
    struct general_sink taker = {
        {take_compared}, (const struct general *)expression, frame, {0}, NULL, 0, false};
    struct collector values = collector(frame);
    struct xpath_value one;
    *truth = false;
    taker.index = memo_index(others, frame);
    if (has_failed(frame)) return false;
    if (taker.index) {
        taker.others = value_index_values(taker.index);
    } else if (others->cardinality & MAY_BE_MANY) {
        if (!push_atomized(others, frame, &values.sink)) return false;
        taker.others = collected(&values);
    } else {
        if (!atomic_of(others, frame, &one)) return false;
        taker.others = (struct xpath_sequence){&one, is_item(&one)};
    }
    if (!taker.others.count) return true;
    if (!push_atomized(expression->operands[0], frame, &taker.sink) && has_failed(frame))
        return false;
    *truth = taker.truth;
    return true;
}

/* ---- XPath 1.0 compatibility mode (3.5.2) ---- */

/* fn:number of each. */
static bool numbers_of(const struct frame *frame, struct xpath_sequence *sequence) {
    struct xpath_values *values = &frame->evaluation->values;
    struct xpath_value *numbers =
        arena_allocate(values->arena, (sequence->count + 1) * sizeof *numbers);
    for (size_t i = 0; i < sequence->count; i++)
        numbers[i] = number_of(frame, &sequence->items[i]);
    sequence->items = numbers;
    return true;
}

static bool is_boolean(struct xpath_sequence sequence) {
    return sequence.count == 1 && sequence.items->type == XPATH_BOOLEAN;
}

static bool any_is_numeric(struct xpath_sequence sequence) {
    for (size_t i = 0; i < sequence.count; i++)
        if (is_numeric(&sequence.items[i])) return true;
    return false;
}

/* Both operands become booleans if one is, or numbers if an item is or their order is asked for. */
static bool truth_of_compatible(const struct expression *expression, const struct frame *frame,
                                bool *truth) {
    const struct general *general = (const struct general *)expression;
    struct xpath_values *values = &frame->evaluation->values;
    struct xpath_sequence sides[2];
    struct xpath_value booleans[2];
    for (int i = 0; i < 2; i++) {
        struct collector items = collector(frame);
        if (!push_atomized(expression->operands[i], frame, &items.sink)) return false;
        sides[i] = collected(&items);
    }
    bool ordering = general->comparison >= XPATH_LT;
    if (is_boolean(sides[0]) || is_boolean(sides[1])) {
        for (int i = 0; i < 2; i++) {
            bool side;
            if (!truth_of(expression->operands[i], frame, &side)) return false;
            booleans[i] = xpath_value_boolean(side);
            sides[i] = (struct xpath_sequence){&booleans[i], 1};
        }
    } else if (ordering || any_is_numeric(sides[0]) || any_is_numeric(sides[1])) {
        numbers_of(frame, &sides[0]);
        numbers_of(frame, &sides[1]);
    }
    struct general_sink taker = {{take_compared}, general, frame, sides[1], NULL, 0, false};
    if (!give_sequence(sides[0], &taker.sink) && values->code) return false;
    *truth = taker.truth;
    return true;
}

/* ---- compiling ---- */

bool is_equality(const struct expression *expression) {
    return expression->truth == truth_of_general &&
           ((const struct general *)expression)->comparison == XPATH_EQ;
}

static enum xpath_comparison swapped(enum xpath_comparison comparison) {
    static const enum xpath_comparison others[] = {
        [XPATH_EQ] = XPATH_EQ, [XPATH_NE] = XPATH_NE, [XPATH_LT] = XPATH_GT,
        [XPATH_LE] = XPATH_GE, [XPATH_GT] = XPATH_LT, [XPATH_GE] = XPATH_LE,
    };
    return others[comparison];
}

/* The side that is put together is the second: the one that stays the same, or is one item. */
static bool is_better_second(const struct expression *first, const struct expression *second) {
    if (is_worth_keeping(first) != is_worth_keeping(second)) return is_worth_keeping(first);
    return !(first->cardinality & MAY_BE_MANY) && second->cardinality & MAY_BE_MANY;
}

struct expression *compile_general_comparison(struct compiler *compiler,
                                              const struct xpath_syntax *syntax) {
    struct general *general = new_expression(compiler, syntax, sizeof *general, 2);
    struct expression *expression = &general->expression;
    struct expression *first = compile(compiler, syntax->first);
    struct expression *second = compile(compiler, syntax->last);
    bool is_compatible = compiler->context->features & XPATH_1_COMPATIBLE;
    bool swap = !is_compatible && is_better_second(first, second);
    disregard_order(first);
    disregard_order(second);
    expression->operands[0] = swap ? second : first;
    expression->operands[1] = swap ? first : second;
    general->comparison = comparison_of(syntax->operation);
    if (swap) general->comparison = swapped(general->comparison);
    expression->truth = is_compatible ? truth_of_compatible : truth_of_general;
    return finish(compiler, expression);
}
