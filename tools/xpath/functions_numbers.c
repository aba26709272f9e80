/* Functions on numbers (F&O 6.4), fn:number (14.4), and those of the namespace math (F&O 3.1 4.8).
 */
#include "xpath/functions_common.h"

#include <math.h>

/* ---- rounding ---- */

static bool give_rounded(struct xpath_evaluation *evaluation, enum xpath_rounding rounding,
                         const struct xpath_value *number, struct xpath_sink *result) {
    struct xpath_value rounded;
    return !number || (xpath_round(xpath_values_of(evaluation), rounding, number, &rounded) &&
                       xpath_give(result, &rounded));
}

FUNCTION(abs) {
    return give_rounded(evaluation, XPATH_ABS, argument(arguments, count, 0), result);
}

FUNCTION(ceiling) {
    return give_rounded(evaluation, XPATH_CEILING, argument(arguments, count, 0), result);
}

FUNCTION(floor) {
    return give_rounded(evaluation, XPATH_FLOOR, argument(arguments, count, 0), result);
}

static bool give_rounded_to(struct xpath_evaluation *evaluation, enum xpath_rounding rounding,
                            const struct xpath_sequence *arguments, size_t count,
                            struct xpath_sink *result) {
    const struct xpath_value *number = argument(arguments, count, 0);
    const struct xpath_value *precision = argument(arguments, count, 1);
    struct xpath_value rounded;
    if (!number || !precision) return give_rounded(evaluation, rounding, number, result);
    return xpath_round_to(xpath_values_of(evaluation), rounding, number,
                          integer_argument(precision), &rounded) &&
           xpath_give(result, &rounded);
}

FUNCTION(round) {
    return give_rounded_to(evaluation, XPATH_ROUND, arguments, count, result);
}

FUNCTION(round_half_to_even) {
    return give_rounded_to(evaluation, XPATH_HALF_TO_EVEN, arguments, count, result);
}

/* ---- fn:number ---- */

FUNCTION(number) {
    struct xpath_value context, atomic, number;
    const struct xpath_value *item;
    if (!item_argument(evaluation, arguments, count, 0, &context, &item)) return false;
    if (!item) return give_double(result, NAN);
    if (!xpath_atomize(evaluation, item, &atomic)) return false;
    struct xpath_values values = *xpath_values_of(evaluation);
    if (!xpath_cast(&values, &atomic, XPATH_DOUBLE, &number)) return give_double(result, NAN);
    return xpath_give(result, &number);
}

/* ---- math ---- */

FUNCTION(pi) {
    return give_double(result, M_PI);
}

static double exp10_of(double number) {
    return pow(10, number);
}

#define OF_A_DOUBLE(name, of)                                                                      \
    FUNCTION(name) {                                                                               \
        const struct xpath_value *number = argument(arguments, count, 0);                          \
        return !number || give_double(result, of(number->as.number));                              \
    }
OF_A_DOUBLE(exp, exp)
OF_A_DOUBLE(exp10, exp10_of)
OF_A_DOUBLE(log, log)
OF_A_DOUBLE(log10, log10)
OF_A_DOUBLE(sqrt, sqrt)
OF_A_DOUBLE(sin, sin)
OF_A_DOUBLE(cos, cos)
OF_A_DOUBLE(tan, tan)
OF_A_DOUBLE(asin, asin)
OF_A_DOUBLE(acos, acos)
OF_A_DOUBLE(atan, atan)

FUNCTION(pow) {
    const struct xpath_value *number = argument(arguments, count, 0);
    struct xpath_value exponent;
    return !number ||
           (xpath_cast(xpath_values_of(evaluation), arguments[1].items, XPATH_DOUBLE, &exponent) &&
            give_double(result, pow(number->as.number, exponent.as.number)));
}

FUNCTION(atan2) {
    return give_double(result, atan2(arguments[0].items->as.number, arguments[1].items->as.number));
}

/* ---- the table ---- */

#define MATH(run, name, arity, result, ...)                                                        \
    { xpath_math_namespace, name, arity, arity, XPATH_OF_31, result, {__VA_ARGS__}, run }
#define OF_A_NUMBER(name) MATH(fn_##name, #name, 1, MAYBE(DOUBLE), MAYBE(DOUBLE))

const struct xpath_function_row xpath_number_functions[] = {
    ROW(fn_abs, "abs", 1, 1, 0, MAYBE(NUMERIC_TYPE), MAYBE(NUMERIC_TYPE)),
    ROW(fn_ceiling, "ceiling", 1, 1, 0, MAYBE(NUMERIC_TYPE), MAYBE(NUMERIC_TYPE)),
    ROW(fn_floor, "floor", 1, 1, 0, MAYBE(NUMERIC_TYPE), MAYBE(NUMERIC_TYPE)),
    ROW(fn_round, "round", 1, 1, 0, MAYBE(NUMERIC_TYPE), MAYBE(NUMERIC_TYPE)),
    ROW(fn_round, "round", 2, 2, XPATH_OF_31, MAYBE(NUMERIC_TYPE), MAYBE(NUMERIC_TYPE),
        ONE(INTEGER)),
    ROW(fn_round_half_to_even, "round-half-to-even", 1, 2, 0, MAYBE(NUMERIC_TYPE),
        MAYBE(NUMERIC_TYPE), ONE(INTEGER)),
    ROW(fn_number, "number", 0, 1, XPATH_USES_FOCUS, ONE(DOUBLE), MAYBE(ANY_ATOMIC_TYPE)),
    MATH(fn_pi, "pi", 0, ONE(DOUBLE), NO_PARAMETERS),
    OF_A_NUMBER(exp),
    OF_A_NUMBER(exp10),
    OF_A_NUMBER(log),
    OF_A_NUMBER(log10),
    OF_A_NUMBER(sqrt),
    OF_A_NUMBER(sin),
    OF_A_NUMBER(cos),
    OF_A_NUMBER(tan),
    OF_A_NUMBER(asin),
    OF_A_NUMBER(acos),
    OF_A_NUMBER(atan),
    MATH(fn_pow, "pow", 2, MAYBE(DOUBLE), MAYBE(DOUBLE), ONE(NUMERIC_TYPE)),
    MATH(fn_atan2, "atan2", 2, ONE(DOUBLE), ONE(DOUBLE), ONE(DOUBLE)),
    {0},
};
