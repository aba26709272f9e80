/* Aggregates (F&O 15.4): count, sum, avg, max, min. */
#include "xpath/functions_common.h"

#include "xpath/values.h"

#include <math.h>

FUNCTION(count) {
    return give_integer(result, (int64_t)arguments[0].count);
}

/* ---- what is aggregated ---- */

/* An item as aggregates take it: untypedAtomic as a double. */
static bool aggregated(struct xpath_evaluation *evaluation, const struct xpath_value *item,
                       struct xpath_value *value) {
    *value = *item;
    return item->type != XPATH_UNTYPED_ATOMIC ||
           xpath_cast(xpath_values_of(evaluation), item, XPATH_DOUBLE, value);
}

/* Whether it can be added: numbers and the two ordered kinds of durations. */
static bool can_be_added(enum xpath_type type) {
    return xpath_type_is_numeric(type) || type == XPATH_YEAR_MONTH_DURATION ||
           type == XPATH_DAY_TIME_DURATION;
}

static bool fail_aggregate(struct xpath_evaluation *evaluation, enum xpath_type first,
                           enum xpath_type second, const char *what) {
    if (first == second)
        return fail_with(evaluation, "FORG0006", "xs:%s has no %s", xpath_type_name(first), what);
    return fail_with(evaluation, "FORG0006", "xs:%s and xs:%s have no %s", xpath_type_name(first),
                     xpath_type_name(second), what);
}

/* ---- sum and avg (F&O 15.4.2, 15.4.5) ---- */

/* Integers are added as the machine's, as far as these reach; what comes after `first` of them is
   left to the general way. */
static size_t add_integers(struct xpath_sequence items, int64_t *sum) {
    size_t i = 0;
    int64_t number, longer;
    for (*sum = 0; i < items.count && xpath_value_to_int64(&items.items[i], &number); i++) {
        if (__builtin_add_overflow(*sum, number, &longer)) break;
        *sum = longer;
    }
    return i;
}

/* The sum of one item and more. */
static bool add(struct xpath_evaluation *evaluation, struct xpath_sequence items, const char *what,
                struct xpath_value *sum) {
    if (!aggregated(evaluation, items.items, sum)) return false;
    if (!can_be_added(sum->type)) return fail_aggregate(evaluation, sum->type, sum->type, what);
    if (items.count == 1) return true;
    int64_t integers;
    size_t i = add_integers(items, &integers);
    if (i) *sum = xpath_value_integer(integers);
    for (i = i ? i : 1; i < items.count; i++) {
        struct xpath_value value;
        if (!aggregated(evaluation, &items.items[i], &value)) return false;
        bool alike = xpath_type_is_numeric(sum->type) ? xpath_type_is_numeric(value.type)
                                                      : value.type == sum->type;
        if (!alike) return fail_aggregate(evaluation, sum->type, value.type, what);
        if (!xpath_arithmetic(xpath_values_of(evaluation), XPATH_PLUS, sum, &value, sum))
            return false;
    }
    return true;
}

FUNCTION(sum) {
    struct xpath_value sum = xpath_value_integer(0);
    if (arguments[0].count)
        return add(evaluation, arguments[0], "sum", &sum) && xpath_give(result, &sum);
    if (count == 1) return xpath_give(result, &sum);
    return give_items(result, arguments[1], 0, arguments[1].count);
}

FUNCTION(avg) {
    struct xpath_value sum, number = xpath_value_integer((int64_t)arguments[0].count);
    if (!arguments[0].count) return true;
    return add(evaluation, arguments[0], "average", &sum) &&
           xpath_arithmetic(xpath_values_of(evaluation), XPATH_DIV, &sum, &number, &sum) &&
           xpath_give(result, &sum);
}

/* ---- max and min (F&O 15.4.3, 15.4.4) ---- */

/* The type that two values are compared as (XPath 2.0 B.1): that of the value that stands for both
   where they are of one kind. */
static bool common_type(enum xpath_type first, enum xpath_type second, enum xpath_type *type) {
    enum xpath_type a = xpath_type_primitive(first), b = xpath_type_primitive(second);
    if (xpath_type_is_numeric(a) && xpath_type_is_numeric(b)) {
        static const enum xpath_type order[] = {XPATH_DOUBLE, XPATH_FLOAT, XPATH_DECIMAL,
                                                XPATH_INTEGER};
        for (size_t i = 0; i < sizeof order / sizeof *order; i++)
            if (a == order[i] || b == order[i]) {
                *type = order[i];
                return true;
            }
    }
    bool strings =
        (a == XPATH_STRING || a == XPATH_ANY_URI) && (b == XPATH_STRING || b == XPATH_ANY_URI);
    *type = a == b ? a : XPATH_STRING;
    return strings || a == b;
}

static bool is_nan(const struct xpath_value *value) {
    return (value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE) && isnan(value->as.number);
}

/* Whether there are gt and lt (XPath 2.0 B.2). */
static bool has_order(enum xpath_type type) {
    return can_be_added(type) || type == XPATH_STRING || type == XPATH_ANY_URI ||
           type == XPATH_BOOLEAN || type == XPATH_DATE || type == XPATH_DATE_TIME ||
           type == XPATH_TIME;
}

/* The farthest item, as the type that all have in common; NaN is farther than all. */
static bool extreme(struct xpath_evaluation *evaluation, const struct xpath_sequence *arguments,
                    size_t count, enum xpath_comparison farther, const char *what,
                    struct xpath_sink *result) {
    struct xpath_values *values = xpath_values_of(evaluation);
    struct xpath_sequence items = arguments[0];
    enum collation collation;
    struct xpath_value best, value, best_key, key;
    enum xpath_type type = XPATH_ANY_ATOMIC_TYPE;
    if (!collation_argument(evaluation, arguments, count, 1, &collation)) return false;
    if (!items.count) return true;
    for (size_t i = 0; i < items.count; i++) {
        if (!aggregated(evaluation, &items.items[i], &value)) return false;
        enum xpath_type before = i ? type : xpath_type_primitive(value.type);
        if (!common_type(before, value.type, &type) || !has_order(type))
            return fail_aggregate(evaluation, before, value.type, what);
        key = collation_value(evaluation, collation, &value);
        bool is_farther = !i || is_nan(&value);
        if (!is_farther && !is_nan(&best) &&
            !xpath_compare(values, farther, &key, &best_key, &is_farther))
            return false;
        if (is_farther) best = value, best_key = key;
    }
    /* Subtypes stay what they are; what is promoted becomes the common type. */
    if (xpath_type_primitive(best.type) != type && !xpath_cast(values, &best, type, &best))
        return false;
    return xpath_give(result, &best);
}

FUNCTION(max) {
    return extreme(evaluation, arguments, count, XPATH_GT, "maximum", result);
}

FUNCTION(min) {
    return extreme(evaluation, arguments, count, XPATH_LT, "minimum", result);
}

/* ---- the table ---- */

const struct xpath_function_row xpath_aggregate_functions[] = {
    ROW(fn_count, "count", 1, 1, 0, ONE(INTEGER), ANY(ITEM_TYPE)),
    ROW(fn_sum, "sum", 1, 2, 0, MAYBE(ANY_ATOMIC_TYPE), ANY(ANY_ATOMIC_TYPE),
        MAYBE(ANY_ATOMIC_TYPE)),
    ROW(fn_avg, "avg", 1, 1, 0, MAYBE(ANY_ATOMIC_TYPE), ANY(ANY_ATOMIC_TYPE)),
    ROW(fn_max, "max", 1, 2, 0, MAYBE(ANY_ATOMIC_TYPE), ANY(ANY_ATOMIC_TYPE), ONE(STRING)),
    ROW(fn_min, "min", 1, 2, 0, MAYBE(ANY_ATOMIC_TYPE), ANY(ANY_ATOMIC_TYPE), ONE(STRING)),
    {0},
};
