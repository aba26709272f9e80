/* Functions on dates, times and durations (F&O 10.5, 10.7, 5.2) and the present moment (16.3 to
   16.6). */
#include "xpath/functions_common.h"

#include "xpath/values.h"

/* ---- components of durations (F&O 10.5.1 to 10.5.6) ---- */

/* Nanoseconds as seconds. */
static bool give_seconds(struct xpath_evaluation *evaluation, struct xpath_sink *result,
                         wide nanoseconds) {
    struct xpath_values *values = xpath_values_of(evaluation);
    struct xpath_value seconds;
    struct xpath_decimal decimal = decimal_divide(
        values->arena, decimal_of_wide(values->arena, nanoseconds), decimal_of_int64(NANOSECONDS));
    return decimal_result(values, decimal, XPATH_DECIMAL, &seconds) && xpath_give(result, &seconds);
}

enum { MONTHS_OF_A_YEAR = 12, HOURS_OF_A_DAY = 24, MINUTES_OF_AN_HOUR = 60 };

#define OF_A_DURATION(name, number)                                                                \
    FUNCTION(name) {                                                                               \
        const struct xpath_value *item = argument(arguments, count, 0);                            \
        if (!item) return true;                                                                    \
        const struct xpath_duration *duration = &item->as.duration;                                \
        return give_integer(result, number);                                                       \
    }
OF_A_DURATION(years_from_duration, duration->months / MONTHS_OF_A_YEAR)
OF_A_DURATION(months_from_duration, duration->months % MONTHS_OF_A_YEAR)
OF_A_DURATION(days_from_duration, duration->seconds / SECONDS_OF_A_DAY)
OF_A_DURATION(hours_from_duration,
              duration->seconds / (MINUTES_OF_AN_HOUR * SECONDS_OF_A_MINUTE) % HOURS_OF_A_DAY)
OF_A_DURATION(minutes_from_duration, duration->seconds / SECONDS_OF_A_MINUTE % MINUTES_OF_AN_HOUR)

FUNCTION(seconds_from_duration) {
    const struct xpath_value *item = argument(arguments, count, 0);
    wide minute = (wide)SECONDS_OF_A_MINUTE * NANOSECONDS;
    return !item ||
           give_seconds(evaluation, result, duration_nanoseconds(&item->as.duration) % minute);
}

/* ---- components of moments (F&O 10.5.7 to 10.5.21) ---- */

#define OF_A_MOMENT(name)                                                                          \
    FUNCTION(name) {                                                                               \
        const struct xpath_value *item = argument(arguments, count, 0);                            \
        return !item || give_integer(result, xpath_moment_fields(&item->as.moment).name);          \
    }
OF_A_MOMENT(year)
OF_A_MOMENT(month)
OF_A_MOMENT(day)
OF_A_MOMENT(hour)
OF_A_MOMENT(minute)

FUNCTION(second) {
    const struct xpath_value *item = argument(arguments, count, 0);
    if (!item) return true;
    wide seconds = xpath_moment_fields(&item->as.moment).second;
    return give_seconds(evaluation, result, seconds * NANOSECONDS + item->as.moment.nanoseconds);
}

static struct xpath_value zone_value(int64_t minutes) {
    return (struct xpath_value){XPATH_DAY_TIME_DURATION,
                                .as.duration = {.seconds = minutes * SECONDS_OF_A_MINUTE}};
}

FUNCTION(timezone) {
    const struct xpath_value *item = argument(arguments, count, 0);
    if (!item || !item->as.moment.zoned) return true;
    struct xpath_value zone = zone_value(item->as.moment.zone);
    return xpath_give(result, &zone);
}

/* ---- time zones (F&O 10.7) ---- */

/* Without a second argument the implicit zone; with an empty one, none. */
FUNCTION(adjust_to_timezone) {
    struct xpath_values *values = xpath_values_of(evaluation);
    const struct xpath_value *item = argument(arguments, count, 0);
    const struct xpath_value *zone = argument(arguments, count, 1);
    int64_t minutes = values->implicit_zone;
    struct xpath_value adjusted;
    if (!item) return true;
    if (zone) {
        minutes = zone->as.duration.seconds / SECONDS_OF_A_MINUTE;
        if (zone->as.duration.seconds % SECONDS_OF_A_MINUTE || zone->as.duration.nanoseconds)
            return fail_with(evaluation, "FODT0003", "time zones are whole minutes");
    }
    return xpath_adjust_zone(values, item, zone || count == 1 ? &minutes : NULL, &adjusted) &&
           xpath_give(result, &adjusted);
}

/* ---- fn:dateTime (F&O 5.2) ---- */

FUNCTION(date_time) {
    const struct xpath_value *date = argument(arguments, count, 0);
    const struct xpath_value *time = argument(arguments, count, 1);
    struct xpath_value joined;
    return !date || !time ||
           (xpath_join_date_time(xpath_values_of(evaluation), date, time, &joined) &&
            xpath_give(result, &joined));
}

/* ---- the present (F&O 16.3 to 16.6) ---- */

static bool give_now(struct xpath_evaluation *evaluation, enum xpath_type type,
                     struct xpath_sink *result) {
    struct xpath_value now;
    return xpath_cast(xpath_values_of(evaluation), xpath_now(evaluation), type, &now) &&
           xpath_give(result, &now);
}

FUNCTION(current_date_time) {
    return give_now(evaluation, XPATH_DATE_TIME, result);
}

FUNCTION(current_date) {
    return give_now(evaluation, XPATH_DATE, result);
}

FUNCTION(current_time) {
    return give_now(evaluation, XPATH_TIME, result);
}

FUNCTION(implicit_timezone) {
    struct xpath_value zone = zone_value(xpath_values_of(evaluation)->implicit_zone);
    return xpath_give(result, &zone);
}

/* ---- the table ---- */

#define COMPONENT(name, type, run) ROW(run, name, 1, 1, 0, MAYBE(INTEGER), MAYBE(type))
#define SECONDS_OF(name, type, run) ROW(run, name, 1, 1, 0, MAYBE(DECIMAL), MAYBE(type))
#define ZONE_OF(name, type) ROW(fn_timezone, name, 1, 1, 0, MAYBE(DAY_TIME_DURATION), MAYBE(type))
#define ADJUST(name, type)                                                                         \
    ROW(fn_adjust_to_timezone, name, 1, 2, 0, MAYBE(type), MAYBE(type), MAYBE(DAY_TIME_DURATION))

const struct xpath_function_row xpath_date_functions[] = {
    COMPONENT("years-from-duration", DURATION, fn_years_from_duration),
    COMPONENT("months-from-duration", DURATION, fn_months_from_duration),
    COMPONENT("days-from-duration", DURATION, fn_days_from_duration),
    COMPONENT("hours-from-duration", DURATION, fn_hours_from_duration),
    COMPONENT("minutes-from-duration", DURATION, fn_minutes_from_duration),
    SECONDS_OF("seconds-from-duration", DURATION, fn_seconds_from_duration),
    COMPONENT("year-from-dateTime", DATE_TIME, fn_year),
    COMPONENT("month-from-dateTime", DATE_TIME, fn_month),
    COMPONENT("day-from-dateTime", DATE_TIME, fn_day),
    COMPONENT("hours-from-dateTime", DATE_TIME, fn_hour),
    COMPONENT("minutes-from-dateTime", DATE_TIME, fn_minute),
    SECONDS_OF("seconds-from-dateTime", DATE_TIME, fn_second),
    ZONE_OF("timezone-from-dateTime", DATE_TIME),
    COMPONENT("year-from-date", DATE, fn_year),
    COMPONENT("month-from-date", DATE, fn_month),
    COMPONENT("day-from-date", DATE, fn_day),
    ZONE_OF("timezone-from-date", DATE),
    COMPONENT("hours-from-time", TIME, fn_hour),
    COMPONENT("minutes-from-time", TIME, fn_minute),
    SECONDS_OF("seconds-from-time", TIME, fn_second),
    ZONE_OF("timezone-from-time", TIME),
    ADJUST("adjust-dateTime-to-timezone", DATE_TIME),
    ADJUST("adjust-date-to-timezone", DATE),
    ADJUST("adjust-time-to-timezone", TIME),
    ROW(fn_date_time, "dateTime", 2, 2, 0, MAYBE(DATE_TIME), MAYBE(DATE), MAYBE(TIME)),
    ROW(fn_current_date_time, "current-dateTime", 0, 0, XPATH_NOT_CONSTANT, ONE(DATE_TIME),
        NO_PARAMETERS),
    ROW(fn_current_date, "current-date", 0, 0, XPATH_NOT_CONSTANT, ONE(DATE), NO_PARAMETERS),
    ROW(fn_current_time, "current-time", 0, 0, XPATH_NOT_CONSTANT, ONE(TIME), NO_PARAMETERS),
    ROW(fn_implicit_timezone, "implicit-timezone", 0, 0, XPATH_NOT_CONSTANT, ONE(DAY_TIME_DURATION),
        NO_PARAMETERS),
    {0},
};
