/* Operators on single values: arithmetic (XPath 2.0 3.4), value comparisons (3.5.1), node
   comparisons (3.5.3), ranges (3.3.1) and the concatenation of XPath 3.1. */
#include "xpath/operands.h"

#include "xpath/evaluation.h"

#include <math.h>

/* ---- operands ---- */

struct xpath_value number_of(const struct frame *frame, const struct xpath_value *value) {
    struct xpath_values *values = &frame->evaluation->values;
    struct xpath_value number;
    if (is_item(value) && xpath_cast(values, value, XPATH_DOUBLE, &number)) return number;
    values->code = NULL;
    return xpath_value_double(NAN);
}

struct first_sink {
    struct xpath_sink sink;
    struct xpath_value *item;
};

static bool take_first(struct xpath_sink *sink, const struct xpath_value *item) {
    *((struct first_sink *)sink)->item = *item;
    return false;
}

bool first_of(const struct expression *expression, const struct frame *frame,
              struct xpath_value *item) {
    struct first_sink first = {{take_first}, item};
    *item = no_item();
    return push(expression, frame, &first.sink) || !has_failed(frame);
}

bool number_of_first(const struct expression *expression, const struct frame *frame,
                     struct xpath_value *number) {
    struct xpath_value item, atomic = no_item();
    if (!first_of(expression, frame, &item)) return false;
    if (is_item(&item) && !xpath_atomize(frame->evaluation, &item, &atomic))
        return blame(frame, expression);
    *number = number_of(frame, &atomic);
    return true;
}

/* Untyped values are doubles (3.4); in XPath 1.0 compatibility mode all are. */
static bool operand_of(const struct expression *expression, const struct frame *frame,
                       bool is_compatible, struct xpath_value *value) {
    if (is_compatible) return number_of_first(expression, frame, value);
    if (!atomic_of(expression, frame, value)) return false;
    if (value->type != XPATH_UNTYPED_ATOMIC) return true;
    struct xpath_value number;
    if (!xpath_cast(&frame->evaluation->values, value, XPATH_DOUBLE, &number))
        return blame(frame, expression);
    *value = number;
    return true;
}

/* ---- arithmetic ---- */

struct arithmetic {
    struct expression expression;
    enum xpath_operator sign;
    bool is_compatible;
};

static bool item_of_arithmetic(const struct expression *expression, const struct frame *frame,
                               struct xpath_value *item) {
    const struct arithmetic *arithmetic = (const struct arithmetic *)expression;
    struct xpath_value first, second;
    *item = no_item();
    if (!operand_of(expression->operands[0], frame, arithmetic->is_compatible, &first))
        return false;
    if (!is_item(&first)) return true;
    if (!operand_of(expression->operands[1], frame, arithmetic->is_compatible, &second))
        return false;
    if (!is_item(&second)) return true;
    return xpath_arithmetic(&frame->evaluation->values, arithmetic->sign, &first, &second, item) ||
           blame(frame, expression);
}

/* Whether its items are numbers or become such in arithmetic. */
static bool is_numeric(const struct expression *expression) {
    return expression->type == XPATH_NUMERIC_TYPE || expression->type == XPATH_UNTYPED_ATOMIC ||
           expression->type == XPATH_NODE ||
           (expression->type < XPATH_TYPES &&
            xpath_type_is_numeric((enum xpath_type)expression->type));
}

struct expression *compile_arithmetic(struct compiler *compiler,
                                      const struct xpath_syntax *syntax) {
    static const enum xpath_operator signs[] = {
        [XPATH_ADD] = XPATH_PLUS,       [XPATH_SUBTRACT] = XPATH_MINUS,
        [XPATH_MULTIPLY] = XPATH_TIMES, [XPATH_DIVIDE] = XPATH_DIV,
        [XPATH_MODULO] = XPATH_MOD,     [XPATH_INTEGER_DIVIDE] = XPATH_IDIV,
    };
    struct arithmetic *arithmetic = new_expression(compiler, syntax, sizeof *arithmetic, 2);
    struct expression *expression = &arithmetic->expression;
    arithmetic->sign = signs[syntax->operation];
    arithmetic->is_compatible = compiler->context->features & XPATH_1_COMPATIBLE;
    const struct expression *first = expression->operands[0] = compile(compiler, syntax->first);
    const struct expression *second = expression->operands[1] = compile(compiler, syntax->last);
    expression->item = item_of_arithmetic;
    expression->cardinality =
        first->cardinality == EXACTLY_ONE && second->cardinality == EXACTLY_ONE ? EXACTLY_ONE
                                                                                : AT_MOST_ONE;
    expression->type =
        is_numeric(first) && is_numeric(second) ? XPATH_NUMERIC_TYPE : XPATH_ANY_ATOMIC_TYPE;
    if (arithmetic->is_compatible) expression->type = XPATH_DOUBLE;
    return finish(compiler, expression);
}

/* ---- signs ---- */

static bool item_of_unary(const struct expression *expression, const struct frame *frame,
                          struct xpath_value *item) {
    const struct arithmetic *unary = (const struct arithmetic *)expression;
    struct xpath_value value;
    if (!operand_of(expression->operands[0], frame, unary->is_compatible, &value)) return false;
    *item = value;
    if (!is_item(&value)) return true;
    if (!xpath_type_is_numeric(value.type))
        return fail(frame, expression, "XPTY0004", "a sign is for numbers, not for xs:%s",
                    xpath_type_name(value.type));
    /* Also `+` makes an integer of what is derived from it (F&O 6.2.7). */
    struct xpath_values *values = &frame->evaluation->values;
    if (!xpath_negate(values, &value, item)) return blame(frame, expression);
    value = *item;
    return unary->sign == XPATH_MINUS || xpath_negate(values, &value, item) ||
           blame(frame, expression);
}

struct expression *compile_unary(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct arithmetic *unary = new_expression(compiler, syntax, sizeof *unary, 1);
    struct expression *expression = &unary->expression;
    unary->sign = syntax->operation == XPATH_SUBTRACT ? XPATH_MINUS : XPATH_PLUS;
    unary->is_compatible = compiler->context->features & XPATH_1_COMPATIBLE;
    expression->operands[0] = compile(compiler, syntax->first);
    expression->item = item_of_unary;
    expression->type = XPATH_NUMERIC_TYPE;
    expression->cardinality =
        expression->operands[0]->cardinality == EXACTLY_ONE ? EXACTLY_ONE : AT_MOST_ONE;
    return finish(compiler, expression);
}

/* ---- value comparisons ---- */

enum xpath_comparison comparison_of(enum xpath_operation operation) {
    static const enum xpath_comparison comparisons[] = {
        [XPATH_EQUAL] = XPATH_EQ,   [XPATH_NOT_EQUAL] = XPATH_NE,
        [XPATH_LESS] = XPATH_LT,    [XPATH_LESS_OR_EQUAL] = XPATH_LE,
        [XPATH_GREATER] = XPATH_GT, [XPATH_GREATER_OR_EQUAL] = XPATH_GE,
    };
    return comparisons[operation];
}

struct comparison {
    struct expression expression;
    enum xpath_comparison comparison;
};

static bool item_of_comparison(const struct expression *expression, const struct frame *frame,
                               struct xpath_value *item) {
    struct xpath_value first, second;
    bool result;
    *item = no_item();
    if (!atomic_of(expression->operands[0], frame, &first)) return false;
    if (!is_item(&first)) return true;
    if (!atomic_of(expression->operands[1], frame, &second)) return false;
    if (!is_item(&second)) return true;
    if (!xpath_compare(&frame->evaluation->values,
                       ((const struct comparison *)expression)->comparison, &first, &second,
                       &result))
        return blame(frame, expression);
    *item = xpath_value_boolean(result);
    return true;
}

struct expression *compile_value_comparison(struct compiler *compiler,
                                            const struct xpath_syntax *syntax) {
    struct comparison *comparison = new_expression(compiler, syntax, sizeof *comparison, 2);
    struct expression *expression = &comparison->expression;
    comparison->comparison = comparison_of(syntax->operation);
    expression->operands[0] = compile(compiler, syntax->first);
    expression->operands[1] = compile(compiler, syntax->last);
    expression->item = item_of_comparison;
    expression->type = XPATH_BOOLEAN;
    expression->cardinality = AT_MOST_ONE;
    return finish(compiler, expression);
}

/* ---- node comparisons ---- */

/* A node or none. */
static bool node_of(const struct expression *expression, const struct frame *frame,
                    struct xpath_value *item) {
    if (!item_of(expression, frame, item)) return false;
    return !is_item(item) || item->type == XPATH_NODE ||
           fail(frame, expression, "XPTY0004", "nodes can be compared so, not other items");
}

struct node_comparison {
    struct expression expression;
    enum xpath_operation operation;
};

static bool item_of_node_comparison(const struct expression *expression, const struct frame *frame,
                                    struct xpath_value *item) {
    enum xpath_operation operation = ((const struct node_comparison *)expression)->operation;
    struct xpath_value first, second;
    *item = no_item();
    if (!node_of(expression->operands[0], frame, &first)) return false;
    if (!is_item(&first)) return true;
    if (!node_of(expression->operands[1], frame, &second)) return false;
    if (!is_item(&second)) return true;
    int order = compare_nodes(&first.as.node, &second.as.node);
    *item = xpath_value_boolean(operation == XPATH_IS       ? order == 0
                                : operation == XPATH_BEFORE ? order < 0
                                                            : order > 0);
    return true;
}

struct expression *compile_node_comparison(struct compiler *compiler,
                                           const struct xpath_syntax *syntax) {
    struct node_comparison *comparison = new_expression(compiler, syntax, sizeof *comparison, 2);
    struct expression *expression = &comparison->expression;
    comparison->operation = syntax->operation;
    expression->operands[0] = compile(compiler, syntax->first);
    expression->operands[1] = compile(compiler, syntax->last);
    expression->item = item_of_node_comparison;
    expression->type = XPATH_BOOLEAN;
    expression->cardinality = AT_MOST_ONE;
    return finish(compiler, expression);
}

/* ---- ranges ---- */

/* An end of a range, or no_item(). */
static bool end_of_range(const struct expression *expression, const struct frame *frame,
                         struct xpath_value *end) {
    struct xpath_value value;
    if (!atomic_of(expression, frame, &value)) return false;
    *end = value;
    if (!is_item(&value)) return true;
    if (!xpath_type_derives_from(value.type, XPATH_INTEGER) && value.type != XPATH_UNTYPED_ATOMIC)
        return fail(frame, expression, "XPTY0004", "a range has integers as its ends, not xs:%s",
                    xpath_type_name(value.type));
    return xpath_cast(&frame->evaluation->values, &value, XPATH_INTEGER, end) ||
           blame(frame, expression);
}

/* From one integer to the next, whatever their size. */
static bool push_large_range(const struct expression *expression, const struct frame *frame,
                             struct xpath_value item, const struct xpath_value *last,
                             struct xpath_sink *sink) {
    struct xpath_values *values = &frame->evaluation->values;
    const struct xpath_value one = xpath_value_integer(1);
    bool in_range;
    while (xpath_compare(values, XPATH_LE, &item, last, &in_range) && in_range) {
        struct xpath_value next;
        if (!count_step(frame->evaluation) || !xpath_give(sink, &item)) return false;
        if (!xpath_arithmetic(values, XPATH_PLUS, &item, &one, &next))
            return blame(frame, expression);
        item = next;
    }
    return true;
}

static bool push_range(const struct expression *expression, const struct frame *frame,
                       struct xpath_sink *sink) {
    struct xpath_value first, last;
    int64_t from, to;
    if (!end_of_range(expression->operands[0], frame, &first) ||
        !end_of_range(expression->operands[1], frame, &last))
        return false;
    if (!is_item(&first) || !is_item(&last)) return true;
    if (!xpath_value_to_int64(&first, &from) || !xpath_value_to_int64(&last, &to))
        return push_large_range(expression, frame, first, &last, sink);
    for (int64_t i = from; i <= to; i++) {
        struct xpath_value item = xpath_value_integer(i);
        if (!count_step(frame->evaluation) || !xpath_give(sink, &item)) return false;
        if (i == INT64_MAX) break;
    }
    return true;
}

struct expression *compile_range(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct expression *range = new_expression(compiler, syntax, sizeof *range, 2);
    range->operands[0] = compile(compiler, syntax->first);
    range->operands[1] = compile(compiler, syntax->last);
    range->push = push_range;
    range->type = XPATH_INTEGER;
    range->cardinality = ANY_NUMBER;
    return finish(compiler, range);
}

/* ---- || (XPath 3.1 3.6) ---- */

static bool item_of_concat(const struct expression *expression, const struct frame *frame,
                           struct xpath_value *item) {
    struct xpath_values *values = &frame->evaluation->values;
    struct buffer whole = {0};
    for (size_t i = 0; i < expression->count; i++) {
        struct xpath_value part;
        if (!atomic_of(expression->operands[i], frame, &part)) {
            buffer_free(&whole);
            return false;
        }
        struct xpath_string string = {"", 0};
        if (is_item(&part)) string = xpath_value_text(values, &part);
        buffer_append(&whole, string.bytes, string.length);
    }
    char *bytes = arena_copy(values->arena, whole.bytes, whole.length);
    *item = xpath_value_string(bytes, whole.length);
    buffer_free(&whole);
    return within_limits(frame->evaluation);
}

struct expression *compile_concat(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct expression *concat = new_expression(compiler, syntax, sizeof *concat, syntax->count);
    size_t i = 0;
    for (const struct xpath_syntax *operand = syntax->first; operand; operand = operand->next)
        concat->operands[i++] = compile(compiler, operand);
    concat->item = item_of_concat;
    concat->type = XPATH_STRING;
    concat->cardinality = EXACTLY_ONE;
    return finish(compiler, concat);
}
