/* Arithmetic on numbers (F&O 6.2): both sides promoted to one type, integers and decimals exact,
   floats and doubles by the machine. */
#include "xpath/values.h"

#include <math.h>

static bool is_floating(enum xpath_type type) {
    return type == XPATH_FLOAT || type == XPATH_DOUBLE;
}

static bool fail_division(struct xpath_values *values) {
    return xpath_fail(values, "FOAR0001", "division by zero");
}

/* ---- integers and decimals (F&O 6.2.1 to 6.2.6) ---- */

static bool exact_arithmetic(struct xpath_values *values, enum xpath_operator sign,
                             struct xpath_decimal first, struct xpath_decimal second,
                             enum xpath_type type, struct xpath_value *result) {
    struct arena *arena = values->arena;
    struct xpath_decimal decimal, other;
    if (sign >= XPATH_DIV && decimal_is_zero(&second)) return fail_division(values);
    switch (sign) {
    case XPATH_PLUS: decimal = decimal_add(arena, first, second); break;
    case XPATH_MINUS: decimal = decimal_add(arena, first, decimal_negate(second)); break;
    case XPATH_TIMES: decimal = decimal_multiply(arena, first, second); break;
    case XPATH_DIV:
        decimal = decimal_divide(arena, first, second);
        type = XPATH_DECIMAL;
        break;
    case XPATH_IDIV:
        decimal_divide_whole(arena, first, second, &decimal, &other);
        type = XPATH_INTEGER;
        break;
    default: decimal_divide_whole(arena, first, second, &other, &decimal); break;
    }
    return decimal_result(values, decimal, type, result);
}

/* ---- floats and doubles ---- */

/* F&O 6.2.5; the quotient is exact, so that its whole part is. */
static bool divide_integer(struct xpath_values *values, double first, double second,
                           struct xpath_value *result) {
    if (second == 0) return fail_division(values);
    if (isnan(first) || isnan(second) || isinf(first))
        return xpath_fail(values, "FOAR0002", "NaN and INF have no integer quotient");
    if (isinf(second)) {
        *result = xpath_value_integer(0);
        return true;
    }
    return exact_arithmetic(values, XPATH_IDIV, decimal_of_double(values->arena, first),
                            decimal_of_double(values->arena, second), XPATH_INTEGER, result);
}

/* A double's sum, difference, product or quotient of two floats, rounded to a float, is that of
   floats: a double has more than twice their digits. */
static bool floating_arithmetic(struct xpath_values *values, enum xpath_operator sign, double first,
                                double second, enum xpath_type type, struct xpath_value *result) {
    double number;
    switch (sign) {
    case XPATH_PLUS: number = first + second; break;
    case XPATH_MINUS: number = first - second; break;
    case XPATH_TIMES: number = first * second; break;
    case XPATH_DIV:
        /* IEEE 754 has a quotient by zero; C leaves it open. */
        if (second == 0)
            number = first == 0 || isnan(first)          ? NAN
                     : signbit(first) == signbit(second) ? INFINITY
                                                         : -INFINITY;
        else
            number = first / second;
        break;
    case XPATH_IDIV: return divide_integer(values, first, second, result);
    default: number = fmod(first, second); break;
    }
    if (type == XPATH_FLOAT) number = (double)(float)number;
    *result = (struct xpath_value){type, .as.number = number};
    return true;
}

/* ---- all ---- */

/* What both numbers are promoted to (XPath 2.0 B.1, F&O 6.2). */
static enum xpath_type common_type(enum xpath_type first, enum xpath_type second) {
    if (first == XPATH_DOUBLE || second == XPATH_DOUBLE) return XPATH_DOUBLE;
    if (first == XPATH_FLOAT || second == XPATH_FLOAT) return XPATH_FLOAT;
    return type_is_integer(first) && type_is_integer(second) ? XPATH_INTEGER : XPATH_DECIMAL;
}

bool xpath_arithmetic(struct xpath_values *values, enum xpath_operator sign,
                      const struct xpath_value *first, const struct xpath_value *second,
                      struct xpath_value *result) {
    if (!xpath_type_is_numeric(first->type) || !xpath_type_is_numeric(second->type))
        return arithmetic_on_time(values, sign, first, second, result);
    enum xpath_type type = common_type(first->type, second->type);
    if (!is_floating(type))
        return exact_arithmetic(values, sign, first->as.decimal, second->as.decimal, type, result);
    struct xpath_value a, b;
    cast_to_number(values, first, type, &a);
    cast_to_number(values, second, type, &b);
    return floating_arithmetic(values, sign, a.as.number, b.as.number, type, result);
}

bool xpath_negate(struct xpath_values *values, const struct xpath_value *value,
                  struct xpath_value *result) {
    enum xpath_type type = value->type;
    if (!xpath_type_is_numeric(type))
        return xpath_fail(values, "XPTY0004", "xs:%s has no negative", xpath_type_name(type));
    if (is_floating(type))
        *result = (struct xpath_value){type, .as.number = -value->as.number};
    else
        *result = (struct xpath_value){xpath_type_primitive(type),
                                       .as.decimal = decimal_negate(value->as.decimal)};
    return true;
}

/* ---- rounding (F&O 6.4) ---- */

static double round_floating(enum xpath_rounding rounding, double number) {
    double down = floor(number), rounded = number;
    switch (rounding) {
    case XPATH_ABS: return fabs(number);
    case XPATH_CEILING: return ceil(number);
    case XPATH_FLOOR: return down;
    case XPATH_ROUND: rounded = number - down >= 0.5 ? ceil(number) : down; break;
    case XPATH_HALF_TO_EVEN: rounded = nearbyint(number); break;
    }
    return rounded == 0 ? copysign(rounded, number) : rounded;
}

static bool fail_rounding(struct xpath_values *values, enum xpath_type type) {
    return xpath_fail(values, "XPTY0004", "xs:%s is no number", xpath_type_name(type));
}

bool xpath_round(struct xpath_values *values, enum xpath_rounding rounding,
                 const struct xpath_value *value, struct xpath_value *result) {
    enum xpath_type type = value->type;
    if (!xpath_type_is_numeric(type)) return fail_rounding(values, type);
    if (is_floating(type)) {
        *result =
            (struct xpath_value){type, .as.number = round_floating(rounding, value->as.number)};
        return true;
    }
    return decimal_result(values, decimal_round(values->arena, value->as.decimal, rounding, 0),
                          xpath_type_primitive(type), result);
}

bool xpath_round_to(struct xpath_values *values, enum xpath_rounding rounding,
                    const struct xpath_value *value, int64_t precision,
                    struct xpath_value *result) {
    enum xpath_type type = value->type;
    if (!xpath_type_is_numeric(type)) return fail_rounding(values, type);
    struct xpath_decimal decimal;
    if (!is_floating(type)) {
        decimal = decimal_round(values->arena, value->as.decimal, rounding, precision);
        return decimal_result(values, decimal, xpath_type_primitive(type), result);
    }
    double number = value->as.number;
    if (isfinite(number) && number != 0) {
        decimal = decimal_of_double(values->arena, number);
        decimal = decimal_round(values->arena, decimal, rounding, precision);
        number = copysign(decimal_to_double(&decimal, type == XPATH_FLOAT), number);
    }
    *result = (struct xpath_value){type, .as.number = number};
    return true;
}
