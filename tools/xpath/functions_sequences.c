/* Functions on sequences (F&O 15.1 to 15.3): parts of them, what is in them, how many items they
   may have, and what their truth value is (9.1, 9.3, 15.1.1). */
#include "xpath/functions_common.h"

#include "xpath/value_set.h"

#include <math.h>

/* ---- truth values ---- */

FUNCTION(true) {
    return give_boolean(result, true);
}

FUNCTION(false) {
    return give_boolean(result, false);
}

/* The effective boolean value (XPath 2.0 2.4.3). */
static bool truth_of(struct xpath_evaluation *evaluation, struct xpath_sequence items,
                     bool *truth) {
    const struct xpath_value *first = items.items;
    *truth = false;
    if (!items.count) return true;
    *truth = true;
    if (first->type == XPATH_NODE) return true;
    if (items.count > 1)
        return fail_with(evaluation, "FORG0006", "several atomic values have no truth value");
    if (first->type == XPATH_BOOLEAN)
        *truth = first->as.boolean;
    else if (first->type == XPATH_FLOAT || first->type == XPATH_DOUBLE)
        *truth = first->as.number != 0 && !isnan(first->as.number);
    else if (xpath_type_is_numeric(first->type))
        *truth = first->as.decimal.size;
    else if (first->type == XPATH_FUNCTION)
        return fail_with(evaluation, "FORG0006", "a function has no truth value");
    else if (xpath_type_derives_from(first->type, XPATH_STRING) ||
             first->type == XPATH_UNTYPED_ATOMIC || first->type == XPATH_ANY_URI)
        *truth = first->as.string.length;
    else
        return fail_with(evaluation, "FORG0006", "xs:%s has no truth value",
                         xpath_type_name(first->type));
    return true;
}

FUNCTION(boolean) {
    bool truth;
    return truth_of(evaluation, arguments[0], &truth) && give_boolean(result, truth);
}

FUNCTION(not ) {
    bool truth;
    return truth_of(evaluation, arguments[0], &truth) && give_boolean(result, !truth);
}

FUNCTION(empty) {
    return give_boolean(result, !arguments[0].count);
}

FUNCTION(exists) {
    return give_boolean(result, arguments[0].count);
}

/* ---- what is in a sequence (F&O 15.1.3, 15.1.6) ---- */

FUNCTION(index_of) {
    struct xpath_values *values = xpath_values_of(evaluation);
    enum collation collation;
    if (!collation_argument(evaluation, arguments, count, 2, &collation)) return false;
    struct xpath_value sought = collation_value(evaluation, collation, arguments[1].items);
    for (size_t i = 0; i < arguments[0].count; i++) {
        struct xpath_value item = collation_value(evaluation, collation, &arguments[0].items[i]);
        if (xpath_equal(values, &item, &sought, false) && !give_integer(result, (int64_t)i + 1))
            return false;
    }
    return true;
}

FUNCTION(distinct_values) {
    enum collation collation;
    if (!collation_argument(evaluation, arguments, count, 1, &collation)) return false;
    struct value_set set = {.values = xpath_values_of(evaluation)};
    struct xpath_sequence items = arguments[0];
    struct xpath_value *keys = NULL;
    if (collation != CODEPOINT)
        keys = arena_allocate(set.values->arena, items.count * sizeof *keys);
    for (size_t i = 0; i < items.count; i++) {
        const struct xpath_value *key = &items.items[i];
        if (keys) keys[i] = collation_value(evaluation, collation, key), key = &keys[i];
        if (value_set_add(&set, key) && !xpath_give(result, &items.items[i])) return false;
    }
    return true;
}

/* ---- parts of sequences (F&O 15.1.4, 15.1.5, 15.1.7 to 15.1.9; F&O 3.1 14.1) ---- */

/* A position, from 1 on, as an index from 0 on that is at most `count`. */
static size_t index_of_position(const struct xpath_value *position, size_t count) {
    int64_t number = integer_argument(position);
    if (number < 1) return 0;
    return (uint64_t)number - 1 < count ? (size_t)number - 1 : count;
}

FUNCTION(insert_before) {
    size_t place = index_of_position(arguments[1].items, arguments[0].count);
    return give_items(result, arguments[0], 0, place) &&
           give_items(result, arguments[2], 0, arguments[2].count) &&
           give_items(result, arguments[0], place, arguments[0].count);
}

FUNCTION(remove) {
    size_t items = arguments[0].count, place = index_of_position(arguments[1].items, items);
    int64_t position = integer_argument(arguments[1].items);
    if (position < 1 || place == items) return give_items(result, arguments[0], 0, items);
    return give_items(result, arguments[0], 0, place) &&
           give_items(result, arguments[0], place + 1, items);
}

FUNCTION(reverse) {
    for (size_t i = arguments[0].count; i; i--)
        if (!xpath_give(result, &arguments[0].items[i - 1])) return false;
    return true;
}

/* What is at least the rounded start and before the start and the length, both rounded. */
FUNCTION(subsequence) {
    double items = (double)arguments[0].count, start = floor(arguments[1].items->as.number + 0.5);
    double end = items + 1;
    if (count > 2) end = start + floor(arguments[2].items->as.number + 0.5);
    if (isnan(start) || isnan(end) || end <= 1 || start > items) return true;
    size_t first = start > 1 ? (size_t)start - 1 : 0;
    return give_items(result, arguments[0], first,
                      end < items + 1 ? (size_t)end - 1 : arguments[0].count);
}

FUNCTION(as_it_is) {
    return give_items(result, arguments[0], 0, arguments[0].count);
}

FUNCTION(head) {
    return give_items(result, arguments[0], 0, arguments[0].count ? 1 : 0);
}

FUNCTION(tail) {
    return give_items(result, arguments[0], 1, arguments[0].count);
}

/* ---- how many items there may be (F&O 15.2) ---- */

FUNCTION(zero_or_one) {
    if (arguments[0].count > 1)
        return fail_with(evaluation, "FORG0003", "there are %zu items, not one at most",
                         arguments[0].count);
    return give_items(result, arguments[0], 0, arguments[0].count);
}

FUNCTION(one_or_more) {
    if (!arguments[0].count) return fail_with(evaluation, "FORG0004", "there is no item");
    return give_items(result, arguments[0], 0, arguments[0].count);
}

FUNCTION(exactly_one) {
    if (arguments[0].count != 1)
        return fail_with(evaluation, "FORG0005", "there are %zu items, not one",
                         arguments[0].count);
    return give_items(result, arguments[0], 0, 1);
}

/* ---- fn:deep-equal (F&O 15.3.1) ---- */

FUNCTION(deep_equal) {
    enum collation collation;
    bool equal;
    return collation_argument(evaluation, arguments, count, 2, &collation) &&
           deep_equal(evaluation, collation, arguments[0], arguments[1], &equal) &&
           give_boolean(result, equal);
}

/* ---- the table ---- */

#define TRUTH(name, run) ROW(run, name, 1, 1, 0, ONE(BOOLEAN), ANY(ITEM_TYPE))
#define PART(name, features, occurrence, type, run)                                                \
    ROW(run, name, 1, 1, features, occurrence(type), ANY(ITEM_TYPE))

const struct xpath_function_row xpath_sequence_functions[] = {
    ROW(fn_true, "true", 0, 0, 0, ONE(BOOLEAN), NO_PARAMETERS),
    ROW(fn_false, "false", 0, 0, 0, ONE(BOOLEAN), NO_PARAMETERS),
    TRUTH("boolean", fn_boolean),
    TRUTH("not", fn_not),
    TRUTH("empty", fn_empty),
    TRUTH("exists", fn_exists),
    ROW(fn_index_of, "index-of", 2, 3, 0, ANY(INTEGER), ANY(ANY_ATOMIC_TYPE), ONE(ANY_ATOMIC_TYPE),
        ONE(STRING)),
    ROW(fn_distinct_values, "distinct-values", 1, 2, 0, ANY(ANY_ATOMIC_TYPE), ANY(ANY_ATOMIC_TYPE),
        ONE(STRING)),
    ROW(fn_insert_before, "insert-before", 3, 3, 0, ANY(ITEM_TYPE), ANY(ITEM_TYPE), ONE(INTEGER),
        ANY(ITEM_TYPE)),
    ROW(fn_remove, "remove", 2, 2, 0, ANY(ITEM_TYPE), ANY(ITEM_TYPE), ONE(INTEGER)),
    ROW(fn_subsequence, "subsequence", 2, 3, 0, ANY(ITEM_TYPE), ANY(ITEM_TYPE), ONE(DOUBLE),
        ONE(DOUBLE)),
    PART("reverse", 0, ANY, ITEM_TYPE, fn_reverse),
    PART("unordered", 0, ANY, ITEM_TYPE, fn_as_it_is),
    PART("head", XPATH_OF_31, MAYBE, ITEM_TYPE, fn_head),
    PART("tail", XPATH_OF_31, ANY, ITEM_TYPE, fn_tail),
    PART("zero-or-one", 0, MAYBE, ITEM_TYPE, fn_zero_or_one),
    PART("one-or-more", 0, SOME, ITEM_TYPE, fn_one_or_more),
    PART("exactly-one", 0, ONE, ITEM_TYPE, fn_exactly_one),
    ROW(fn_deep_equal, "deep-equal", 2, 3, 0, ONE(BOOLEAN), ANY(ITEM_TYPE), ANY(ITEM_TYPE),
        ONE(STRING)),
    {0},
};
