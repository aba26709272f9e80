/* Arithmetic on durations (F&O 10.6) and moments (10.8), time zones (10.7), fn:dateTime (5.2). */
#include "xpath/values.h"

#include "xsd/calendar.h"

#include <math.h>

/* ---- durations ---- */

/* The one number that a yearMonthDuration or dayTimeDuration is: months or nanoseconds. */
static wide extent(const struct xpath_value *value) {
    return value->type == XPATH_YEAR_MONTH_DURATION ? value->as.duration.months
                                                    : duration_nanoseconds(&value->as.duration);
}

static bool set_extent(struct xpath_values *values, wide number, enum xpath_type type,
                       struct xpath_value *result) {
    bool months = type == XPATH_YEAR_MONTH_DURATION;
    return duration_set(values, months ? number : 0, months ? 0 : number, type, result);
}

/* F&O 10.6.1, 10.6.2, 10.6.6, 10.6.7. */
static bool add_durations(struct xpath_values *values, const struct xpath_value *first,
                          const struct xpath_value *second, int sign, struct xpath_value *result) {
    return set_extent(values, extent(first) + sign * extent(second), first->type, result);
}

static bool sum_durations(struct xpath_values *values, const struct xpath_value *first,
                          const struct xpath_value *second, struct xpath_value *result) {
    return add_durations(values, first, second, 1, result);
}

static bool subtract_durations(struct xpath_values *values, const struct xpath_value *first,
                               const struct xpath_value *second, struct xpath_value *result) {
    return add_durations(values, first, second, -1, result);
}

/* The nearest whole extent; a half goes up, as with fn:round. */
static bool set_rounded(struct xpath_values *values, struct xpath_decimal decimal,
                        enum xpath_type type, struct xpath_value *result) {
    wide number;
    decimal = decimal_round(values->arena, decimal, XPATH_ROUND, 0);
    if (!decimal_to_wide(&decimal, &number))
        return xpath_fail(values, "FODT0002", "the duration is too long");
    return set_extent(values, number, type, result);
}

static bool is_floating(const struct xpath_value *number) {
    return number->type == XPATH_FLOAT || number->type == XPATH_DOUBLE;
}

static bool fail_nan(struct xpath_values *values) {
    return xpath_fail(values, "FOCA0005", "a duration cannot be multiplied or divided by NaN");
}

static struct xpath_decimal exact(struct xpath_values *values, const struct xpath_value *number) {
    return is_floating(number) ? decimal_of_double(values->arena, number->as.number)
                               : number->as.decimal;
}

/* F&O 10.6.3, 10.6.8. */
static bool multiply_duration(struct xpath_values *values, const struct xpath_value *duration,
                              const struct xpath_value *number, struct xpath_value *result) {
    if (is_floating(number) && isnan(number->as.number)) return fail_nan(values);
    if (is_floating(number) && isinf(number->as.number))
        return xpath_fail(values, "FODT0002", "a duration cannot be multiplied by INF");
    struct xpath_decimal product = decimal_multiply(
        values->arena, decimal_of_wide(values->arena, extent(duration)), exact(values, number));
    return set_rounded(values, product, duration->type, result);
}

static bool multiply_by_duration(struct xpath_values *values, const struct xpath_value *number,
                                 const struct xpath_value *duration, struct xpath_value *result) {
    return multiply_duration(values, duration, number, result);
}

/* F&O 10.6.4, 10.6.9. */
static bool divide_duration(struct xpath_values *values, const struct xpath_value *duration,
                            const struct xpath_value *number, struct xpath_value *result) {
    if (is_floating(number) && isnan(number->as.number)) return fail_nan(values);
    if (is_floating(number) && isinf(number->as.number))
        return set_extent(values, 0, duration->type, result);
    struct xpath_decimal divisor = exact(values, number);
    if (decimal_is_zero(&divisor))
        return xpath_fail(values, "FODT0002", "a duration cannot be divided by zero");
    struct xpath_decimal quotient =
        decimal_divide(values->arena, decimal_of_wide(values->arena, extent(duration)), divisor);
    return set_rounded(values, quotient, duration->type, result);
}

/* F&O 10.6.5, 10.6.10. */
static bool divide_durations(struct xpath_values *values, const struct xpath_value *first,
                             const struct xpath_value *second, struct xpath_value *result) {
    if (!extent(second)) return xpath_fail(values, "FOAR0001", "division by a duration of zero");
    struct xpath_decimal quotient =
        decimal_divide(values->arena, decimal_of_wide(values->arena, extent(first)),
                       decimal_of_wide(values->arena, extent(second)));
    return decimal_result(values, quotient, XPATH_DECIMAL, result);
}

/* ---- moments and durations (F&O 10.8) ---- */

/* XML Schema Part 2, appendix E: a day that the month does not have is its last one. */
static bool add_months(struct xpath_values *values, const struct xpath_value *value, wide months,
                       struct xpath_value *result) {
    struct xpath_moment moment = value->as.moment;
    struct xpath_moment_fields fields = xpath_moment_fields(&moment);
    months += (wide)(fields.year < 0 ? fields.year + 1 : fields.year) * 12 + fields.month - 1;
    const wide limit = (wide)FARTHEST_YEAR * 12;
    if (months >= limit || months <= -limit)
        return xpath_fail(values, "FODT0001", "the date is too far");
    int64_t year = divide_down((int64_t)months, 12), month = (int64_t)months - year * 12 + 1;
    int last = (int)calendar_days_of_month(year > 0 ? year : year - 1, month);
    moment.seconds = seconds_of(year, month, fields.day < last ? fields.day : last, fields.hour,
                                fields.minute, fields.second);
    *result = (struct xpath_value){value->type, .as.moment = moment};
    return true;
}

/* A date stays one at its midnight; a time goes round the clock (10.8.13, 10.8.14). */
static bool add_nanoseconds(struct xpath_values *values, const struct xpath_value *value,
                            wide nanoseconds, struct xpath_value *result) {
    struct xpath_moment moment = value->as.moment;
    wide sum = (wide)moment.seconds * NANOSECONDS + moment.nanoseconds + nanoseconds;
    wide rest = sum % NANOSECONDS, seconds = sum / NANOSECONDS;
    if (rest < 0) rest += NANOSECONDS, seconds--;
    const wide limit = (wide)FARTHEST_YEAR * 365 * SECONDS_OF_A_DAY;
    if (value->type == XPATH_TIME) seconds %= SECONDS_OF_A_DAY;
    if (seconds >= limit || seconds <= -limit)
        return xpath_fail(values, "FODT0001", "the date is too far");
    moment.seconds = (int64_t)seconds;
    moment.nanoseconds = (uint32_t)rest;
    int64_t midnight = divide_down(moment.seconds, SECONDS_OF_A_DAY) * SECONDS_OF_A_DAY;
    if (value->type == XPATH_TIME) moment.seconds -= midnight;
    if (value->type == XPATH_DATE) moment.seconds = midnight, moment.nanoseconds = 0;
    *result = (struct xpath_value){value->type, .as.moment = moment};
    return true;
}

static bool add_to_moment(struct xpath_values *values, const struct xpath_value *moment,
                          const struct xpath_value *duration, int sign,
                          struct xpath_value *result) {
    wide number = sign * extent(duration);
    return duration->type == XPATH_YEAR_MONTH_DURATION
               ? add_months(values, moment, number, result)
               : add_nanoseconds(values, moment, number, result);
}

static bool moment_plus(struct xpath_values *values, const struct xpath_value *moment,
                        const struct xpath_value *duration, struct xpath_value *result) {
    return add_to_moment(values, moment, duration, 1, result);
}

static bool plus_moment(struct xpath_values *values, const struct xpath_value *duration,
                        const struct xpath_value *moment, struct xpath_value *result) {
    return add_to_moment(values, moment, duration, 1, result);
}

static bool moment_minus(struct xpath_values *values, const struct xpath_value *moment,
                         const struct xpath_value *duration, struct xpath_value *result) {
    return add_to_moment(values, moment, duration, -1, result);
}

/* F&O 10.8.1 to 10.8.3. */
static bool subtract_moments(struct xpath_values *values, const struct xpath_value *first,
                             const struct xpath_value *second, struct xpath_value *result) {
    wide difference =
        moment_in_utc(values, &first->as.moment) - moment_in_utc(values, &second->as.moment);
    return set_extent(values, difference, XPATH_DAY_TIME_DURATION, result);
}

/* ---- the table (XPath 2.0 B.2) ---- */

/* Numbers stand there as decimals. */
static const struct row {
    enum xpath_operator sign;
    enum xpath_type first, second;
    bool (*apply)(struct xpath_values *values, const struct xpath_value *first,
                  const struct xpath_value *second, struct xpath_value *result);
} rows[] = {
#define MOMENT_ROWS(moment, duration)                                                              \
    {XPATH_PLUS, moment, duration, moment_plus}, {XPATH_PLUS, duration, moment, plus_moment}, {    \
        XPATH_MINUS, moment, duration, moment_minus                                                \
    }
#define DURATION_ROWS(duration)                                                                    \
    {XPATH_PLUS, duration, duration, sum_durations},                                               \
        {XPATH_MINUS, duration, duration, subtract_durations},                                     \
        {XPATH_TIMES, duration, XPATH_DECIMAL, multiply_duration},                                 \
        {XPATH_TIMES, XPATH_DECIMAL, duration, multiply_by_duration},                              \
        {XPATH_DIV, duration, XPATH_DECIMAL, divide_duration}, {                                   \
        XPATH_DIV, duration, duration, divide_durations                                            \
    }
    MOMENT_ROWS(XPATH_DATE, XPATH_YEAR_MONTH_DURATION),
    MOMENT_ROWS(XPATH_DATE, XPATH_DAY_TIME_DURATION),
    MOMENT_ROWS(XPATH_DATE_TIME, XPATH_YEAR_MONTH_DURATION),
    MOMENT_ROWS(XPATH_DATE_TIME, XPATH_DAY_TIME_DURATION),
    MOMENT_ROWS(XPATH_TIME, XPATH_DAY_TIME_DURATION),
    {XPATH_MINUS, XPATH_DATE, XPATH_DATE, subtract_moments},
    {XPATH_MINUS, XPATH_DATE_TIME, XPATH_DATE_TIME, subtract_moments},
    {XPATH_MINUS, XPATH_TIME, XPATH_TIME, subtract_moments},
    DURATION_ROWS(XPATH_YEAR_MONTH_DURATION),
    DURATION_ROWS(XPATH_DAY_TIME_DURATION),
};

bool arithmetic_on_time(struct xpath_values *values, enum xpath_operator sign,
                        const struct xpath_value *first, const struct xpath_value *second,
                        struct xpath_value *result) {
    static const char *const participles[] = {"added",   "subtracted", "multiplied",
                                              "divided", "divided",    "divided"};
    enum xpath_type left = xpath_type_is_numeric(first->type) ? XPATH_DECIMAL : first->type;
    enum xpath_type right = xpath_type_is_numeric(second->type) ? XPATH_DECIMAL : second->type;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].sign == sign && rows[i].first == left && rows[i].second == right)
            return rows[i].apply(values, first, second, result);
    return fail_operands(values, participles[sign], first->type, second->type);
}

/* ---- zones (F&O 10.7) and fn:dateTime (F&O 5.2) ---- */

bool xpath_adjust_zone(struct xpath_values *values, const struct xpath_value *value,
                       const int64_t *zone, struct xpath_value *result) {
    enum { FARTHEST_ZONE = 14 * 60 };
    if (zone && (*zone > FARTHEST_ZONE || *zone < -FARTHEST_ZONE))
        return xpath_fail(values, "FODT0003", "time zones run from -14:00 to +14:00");
    struct xpath_value adjusted = *value;
    struct xpath_moment *moment = &adjusted.as.moment;
    wide shift = zone && moment->zoned ? *zone - moment->zone : 0;
    moment->zoned = zone;
    moment->zone = (int16_t)(zone ? *zone : 0);
    return add_nanoseconds(values, &adjusted, shift * SECONDS_OF_A_MINUTE * NANOSECONDS, result);
}

bool xpath_join_date_time(struct xpath_values *values, const struct xpath_value *date,
                          const struct xpath_value *time, struct xpath_value *result) {
    const struct xpath_moment *day = &date->as.moment, *hour = &time->as.moment;
    if (day->zoned && hour->zoned && day->zone != hour->zone)
        return xpath_fail(values, "FORG0008", "the date and the time are in different time zones");
    struct xpath_moment moment = {.seconds = day->seconds + hour->seconds,
                                  .nanoseconds = hour->nanoseconds,
                                  .zone = day->zoned ? day->zone : hour->zone,
                                  .zoned = day->zoned || hour->zoned};
    *result = (struct xpath_value){XPATH_DATE_TIME, .as.moment = moment};
    return true;
}
