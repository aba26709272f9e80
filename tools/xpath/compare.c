/* Value comparisons: the rows of XPath 2.0 B.2 for eq, ne, lt, le, gt and ge, with the functions of
   F&O 6.3, 7.3, 9.2, 10.4, 11.2 and 12.1 behind them. */
#include "xpath/values.h"

#include <math.h>
#include <string.h>

enum order { BEFORE, SAME, BEHIND, UNORDERED };

static enum order order_of(int difference) {
    return difference < 0 ? BEFORE : difference > 0 ? BEHIND : SAME;
}

/* UTF-8 has the order of the code points. */
int xpath_compare_strings(struct xpath_string first, struct xpath_string second) {
    size_t common = first.length < second.length ? first.length : second.length;
    int difference = common ? memcmp(first.bytes, second.bytes, common) : 0;
    if (difference) return difference;
    return (first.length > second.length) - (first.length < second.length);
}

static enum order compare_strings(struct xpath_values *values, const struct xpath_value *first,
                                  const struct xpath_value *second) {
    (void)values;
    return order_of(xpath_compare_strings(first->as.string, second->as.string));
}

static enum order compare_booleans(struct xpath_values *values, const struct xpath_value *first,
                                   const struct xpath_value *second) {
    (void)values;
    return order_of(first->as.boolean - second->as.boolean);
}

/* F&O 6.3, both promoted to the type that both can be (XPath 2.0 B.1). */
static enum order compare_numbers(struct xpath_values *values, const struct xpath_value *first,
                                  const struct xpath_value *second) {
    bool doubles = first->type == XPATH_DOUBLE || second->type == XPATH_DOUBLE;
    bool floats = first->type == XPATH_FLOAT || second->type == XPATH_FLOAT;
    if (!doubles && !floats)
        return order_of(decimal_compare(values->arena, first->as.decimal, second->as.decimal));
    struct xpath_value a, b;
    enum xpath_type type = doubles ? XPATH_DOUBLE : XPATH_FLOAT;
    cast_to_number(values, first, type, &a);
    cast_to_number(values, second, type, &b);
    if (isnan(a.as.number) || isnan(b.as.number)) return UNORDERED;
    return order_of((a.as.number > b.as.number) - (a.as.number < b.as.number));
}

static enum order order_wide(wide first, wide second) {
    return order_of((first > second) - (first < second));
}

static enum order compare_moments(struct xpath_values *values, const struct xpath_value *first,
                                  const struct xpath_value *second) {
    return order_wide(moment_in_utc(values, &first->as.moment),
                      moment_in_utc(values, &second->as.moment));
}

/* Months and seconds of durations have no order between them; one of them is 0 where it is asked.
 */
static enum order compare_durations(struct xpath_values *values, const struct xpath_value *first,
                                    const struct xpath_value *second) {
    (void)values;
    const struct xpath_duration *a = &first->as.duration, *b = &second->as.duration;
    if (a->months != b->months) return order_wide(a->months, b->months);
    return order_wide(duration_nanoseconds(a), duration_nanoseconds(b));
}

static enum order compare_names(struct xpath_values *values, const struct xpath_value *first,
                                const struct xpath_value *second) {
    (void)values;
    const struct xpath_qname *a = &first->as.name, *b = &second->as.name;
    bool same = strcmp(a->uri, b->uri) == 0 && strcmp(a->local, b->local) == 0;
    return same ? SAME : UNORDERED;
}

/* Each row of B.2: two values of types derived from `type`; `ordered` where there are lt and gt. */
static const struct row {
    enum xpath_type type;
    bool ordered;
    enum order (*compare)(struct xpath_values *values, const struct xpath_value *first,
                          const struct xpath_value *second);
} rows[] = {
    {XPATH_STRING, true, compare_strings},
    {XPATH_DECIMAL, true, compare_numbers},
    {XPATH_BOOLEAN, true, compare_booleans},
    {XPATH_DATE, true, compare_moments},
    {XPATH_DATE_TIME, true, compare_moments},
    {XPATH_TIME, true, compare_moments},
    {XPATH_YEAR_MONTH_DURATION, true, compare_durations},
    {XPATH_DAY_TIME_DURATION, true, compare_durations},
    {XPATH_DURATION, false, compare_durations},
    {XPATH_G_YEAR_MONTH, false, compare_moments},
    {XPATH_G_YEAR, false, compare_moments},
    {XPATH_G_MONTH_DAY, false, compare_moments},
    {XPATH_G_DAY, false, compare_moments},
    {XPATH_G_MONTH, false, compare_moments},
    {XPATH_HEX_BINARY, false, compare_strings},
    {XPATH_BASE64_BINARY, false, compare_strings},
    {XPATH_QNAME, false, compare_names},
    {XPATH_NOTATION, false, compare_names},
};

/* The type by which a value finds its row: all numbers are one, and anyURI is promoted to string
   (B.1). */
static enum xpath_type row_type(enum xpath_type type) {
    if (xpath_type_is_numeric(type)) return XPATH_DECIMAL;
    return type == XPATH_ANY_URI || type == XPATH_UNTYPED_ATOMIC ? XPATH_STRING : type;
}

static const struct row *find_row(enum xpath_type first, enum xpath_type second) {
    first = row_type(first), second = row_type(second);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (xpath_type_derives_from(first, rows[i].type) &&
            xpath_type_derives_from(second, rows[i].type))
            return &rows[i];
    return NULL;
}

bool xpath_compare(struct xpath_values *values, enum xpath_comparison comparison,
                   const struct xpath_value *first, const struct xpath_value *second,
                   bool *result) {
    const struct row *row = find_row(first->type, second->type);
    if (!row || (!row->ordered && comparison != XPATH_EQ && comparison != XPATH_NE))
        return fail_operands(values, row ? "ordered" : "compared", first->type, second->type);
    enum order order = row->compare(values, first, second);
    switch (comparison) {
    case XPATH_EQ: *result = order == SAME; break;
    case XPATH_NE: *result = order != SAME; break;
    case XPATH_LT: *result = order == BEFORE; break;
    case XPATH_LE: *result = order == BEFORE || order == SAME; break;
    case XPATH_GT: *result = order == BEHIND; break;
    case XPATH_GE: *result = order == BEHIND || order == SAME; break;
    }
    return true;
}

static bool is_nan(const struct xpath_value *value) {
    return (value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE) && isnan(value->as.number);
}

bool xpath_equal(struct xpath_values *values, const struct xpath_value *first,
                 const struct xpath_value *second, bool nan_is_itself) {
    if (nan_is_itself && is_nan(first) && is_nan(second)) return true;
    const struct row *row = find_row(first->type, second->type);
    return row && row->compare(values, first, second) == SAME;
}
