/* Dates, times and durations: from strings, from each other (F&O 17.1.5 to 17.1.7), and as
   canonical strings (17.1.2).  What is written is read by xsd/calendar.h. */
#include "xpath/values.h"

#include "xsd/calendar.h"

#include <stdlib.h>
#include <string.h>

static const int64_t FRACTIONS_OF_A_NANOSECOND = 1000000000;

/* What is written of each type, as calendar_read() has it. */
static const char *const formats[XPATH_TYPES] = {[XPATH_DATE_TIME] = "Y-M-DTh:m:s",
                                                 [XPATH_TIME] = "h:m:s",
                                                 [XPATH_DATE] = "Y-M-D",
                                                 [XPATH_G_YEAR_MONTH] = "Y-M",
                                                 [XPATH_G_YEAR] = "Y",
                                                 [XPATH_G_MONTH_DAY] = "--M-D",
                                                 [XPATH_G_DAY] = "---D",
                                                 [XPATH_G_MONTH] = "--M"};

/* ---- the calendar ---- */

int64_t divide_down(int64_t number, int64_t by) {
    return number / by - (number % by < 0);
}

int64_t seconds_of(int64_t year, int64_t month, int day, int hour, int minute, int second) {
    int64_t years = divide_down(month - 1, 12);
    int64_t days = calendar_days_to_month(year + years, month - years * 12) + day - 1;
    return days * SECONDS_OF_A_DAY + hour * 3600 + minute * SECONDS_OF_A_MINUTE + second;
}

/* Years begin in March here, so that the odd day of leap years is their last; 400 of them are a
   whole number of days. */
struct xpath_moment_fields xpath_moment_fields(const struct xpath_moment *moment) {
    enum { DAYS_OF_400_YEARS = 146097, DAYS_OF_4_YEARS = 1460, DAYS_OF_100_YEARS = 36524 };
    int64_t days = divide_down(moment->seconds, SECONDS_OF_A_DAY);
    int time = (int)(moment->seconds - days * SECONDS_OF_A_DAY);
    int64_t cycle = divide_down(days, DAYS_OF_400_YEARS);
    int day = (int)(days - cycle * DAYS_OF_400_YEARS);
    int year =
        (day - day / DAYS_OF_4_YEARS + day / DAYS_OF_100_YEARS - day / (DAYS_OF_400_YEARS - 1)) /
        365;
    day -= year * 365 + year / 4 - year / 100;
    int march_month = (day * 5 + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;
    int64_t counted = cycle * 400 + year + (month <= 2);
    return (struct xpath_moment_fields){.year = counted > 0 ? counted : counted - 1,
                                        .month = month,
                                        .day = day - (march_month * 153 + 2) / 5 + 1,
                                        .hour = time / 3600,
                                        .minute = time / 60 % 60,
                                        .second = time % 60};
}

wide moment_in_utc(const struct xpath_values *values, const struct xpath_moment *moment) {
    int zone = moment->zoned ? moment->zone : values->implicit_zone;
    return (wide)(moment->seconds - zone * SECONDS_OF_A_MINUTE) * NANOSECONDS + moment->nanoseconds;
}

/* ---- moments ---- */

bool cast_string_to_moment(struct xpath_values *values, struct xpath_string string,
                           enum xpath_type type, struct xpath_value *result) {
    struct xpath_string text = string_trim(string);
    struct calendar_fields fields;
    if (!calendar_read(formats[type], (struct text){text.bytes, text.bytes + text.length}, &fields,
                       NULL) ||
        fields.second > 59)
        return fail_lexical(values, string, type);
    if (fields.year > FARTHEST_YEAR || fields.year < -FARTHEST_YEAR)
        return xpath_fail(values, "FODT0001", "this year is beyond %lld", (long long)FARTHEST_YEAR);
    struct xpath_moment moment = {
        .seconds =
            seconds_of(fields.year < 0 ? fields.year + 1 : fields.year, fields.month,
                       (int)fields.day, (int)fields.hour, (int)fields.minute, (int)fields.second),
        .nanoseconds = (uint32_t)(fields.fraction / FRACTIONS_OF_A_NANOSECOND),
        .zone = (int16_t)(fields.zone / SECONDS_OF_A_MINUTE),
        .zoned = fields.zoned};
    *result = (struct xpath_value){type, .as.moment = moment};
    if (type == XPATH_TIME) cast_moment(result, type, result);
    return true;
}

/* The fields that the type has, the others as if they were not written (F&O 17.1.5). */
void cast_moment(const struct xpath_value *value, enum xpath_type type,
                 struct xpath_value *result) {
    struct xpath_moment moment = value->as.moment;
    struct xpath_moment_fields fields = xpath_moment_fields(&moment);
    const char *format = formats[type];
    if (!strchr(format, 'h')) fields.hour = fields.minute = fields.second = 0;
    if (!strchr(format, 'h')) moment.nanoseconds = 0;
    if (!strchr(format, 'D')) fields.day = 1;
    if (!strchr(format, 'M')) fields.month = 1;
    if (!strchr(format, 'Y')) fields.year = 1972;
    moment.seconds = seconds_of(fields.year < 0 ? fields.year + 1 : fields.year, fields.month,
                                fields.day, fields.hour, fields.minute, fields.second);
    if (type == XPATH_TIME) moment.seconds -= seconds_of(1972, 1, 1, 0, 0, 0);
    *result = (struct xpath_value){type, .as.moment = moment};
}

/* The digits behind the point of a second, if there are any. */
static void write_fraction(uint32_t nanoseconds, struct buffer *out) {
    if (!nanoseconds) return;
    buffer_print(out, ".%09u", nanoseconds);
    while (out->bytes[out->length - 1] == '0')
        out->length--;
}

void write_moment(const struct xpath_value *value, struct buffer *out) {
    const struct xpath_moment *moment = &value->as.moment;
    struct xpath_moment_fields fields = xpath_moment_fields(moment);
    for (const char *format = formats[value->type]; *format; format++) {
        switch (*format) {
        case 'Y':
            buffer_print(out, "%s%04lld", fields.year < 0 ? "-" : "", llabs(fields.year));
            break;
        case 'M': buffer_print(out, "%02d", fields.month); break;
        case 'D': buffer_print(out, "%02d", fields.day); break;
        case 'h': buffer_print(out, "%02d", fields.hour); break;
        case 'm': buffer_print(out, "%02d", fields.minute); break;
        case 's':
            buffer_print(out, "%02d", fields.second);
            write_fraction(moment->nanoseconds, out);
            break;
        default: buffer_byte(out, *format);
        }
    }
    if (!moment->zoned) return;
    int zone = abs(moment->zone);
    if (zone)
        buffer_print(out, "%c%02d:%02d", moment->zone < 0 ? '-' : '+', zone / 60, zone % 60);
    else
        buffer_byte(out, 'Z');
}

/* ---- durations ---- */

wide duration_nanoseconds(const struct xpath_duration *duration) {
    return (wide)duration->seconds * NANOSECONDS + duration->nanoseconds;
}

bool duration_set(struct xpath_values *values, wide months, wide nanoseconds, enum xpath_type type,
                  struct xpath_value *result) {
    wide seconds = nanoseconds / NANOSECONDS;
    if (months > INT64_MAX || months < -INT64_MAX || seconds > INT64_MAX || seconds < -INT64_MAX)
        return xpath_fail(values, "FODT0002", "the duration is too long");
    *result = (struct xpath_value){type, .as.duration = {(int64_t)months, (int64_t)seconds,
                                                         (int32_t)(nanoseconds % NANOSECONDS)}};
    return true;
}

/* F&O 10.3: yearMonthDuration has no letters but Y and M, dayTimeDuration none of these before the
   T. */
static bool has_letters_of(enum xpath_type type, struct xpath_string text) {
    bool in_time = false;
    for (size_t i = 0; i < text.length; i++) {
        char letter = text.bytes[i];
        if (letter == 'T') in_time = true;
        if (type == XPATH_YEAR_MONTH_DURATION && (letter == 'T' || letter == 'D')) return false;
        if (type == XPATH_DAY_TIME_DURATION && !in_time && (letter == 'Y' || letter == 'M'))
            return false;
    }
    return true;
}

bool cast_string_to_duration(struct xpath_values *values, struct xpath_string string,
                             enum xpath_type type, struct xpath_value *result) {
    struct xpath_string text = string_trim(string);
    struct duration duration;
    if (!calendar_read_duration((struct text){text.bytes, text.bytes + text.length}, &duration) ||
        !has_letters_of(type, text))
        return fail_lexical(values, string, type);
    const int64_t *fields = duration.fields;
    for (size_t i = 0; i < DURATION_FIELDS; i++)
        if (fields[i] >= calendar_duration_limits[i])
            return xpath_fail(values, "FODT0002", "the duration is too long");
    wide months = (wide)fields[YEARS] * 12 + fields[MONTHS];
    wide seconds = (wide)fields[DAYS] * SECONDS_OF_A_DAY + (wide)fields[HOURS] * 3600 +
                   (wide)fields[MINUTES] * SECONDS_OF_A_MINUTE + fields[SECONDS];
    wide nanoseconds = seconds * NANOSECONDS + duration.fraction / FRACTIONS_OF_A_NANOSECOND;
    if (duration.negative) months = -months, nanoseconds = -nanoseconds;
    return duration_set(values, months, nanoseconds, type, result);
}

/* F&O 17.1.4: what the type does not have is left out. */
void cast_duration(const struct xpath_value *value, enum xpath_type type,
                   struct xpath_value *result) {
    struct xpath_duration duration = value->as.duration;
    if (type == XPATH_YEAR_MONTH_DURATION) duration.seconds = duration.nanoseconds = 0;
    if (type == XPATH_DAY_TIME_DURATION) duration.months = 0;
    *result = (struct xpath_value){type, .as.duration = duration};
}

static void write_part(int64_t number, char letter, struct buffer *out) {
    if (number) buffer_print(out, "%lld%c", (long long)number, letter);
}

void write_duration(const struct xpath_value *value, struct buffer *out) {
    const struct xpath_duration *duration = &value->as.duration;
    int64_t months = llabs(duration->months), seconds = llabs(duration->seconds);
    uint32_t nanoseconds = (uint32_t)abs(duration->nanoseconds);
    if (!months && !seconds && !nanoseconds) {
        buffer_text(out, value->type == XPATH_YEAR_MONTH_DURATION ? "P0M" : "PT0S");
        return;
    }
    if (duration->months < 0 || duration->seconds < 0 || duration->nanoseconds < 0)
        buffer_byte(out, '-');
    buffer_byte(out, 'P');
    write_part(months / 12, 'Y', out);
    write_part(months % 12, 'M', out);
    write_part(seconds / SECONDS_OF_A_DAY, 'D', out);
    seconds %= SECONDS_OF_A_DAY;
    if (!seconds && !nanoseconds) return;
    buffer_byte(out, 'T');
    write_part(seconds / 3600, 'H', out);
    write_part(seconds / 60 % 60, 'M', out);
    if (!(seconds % 60) && !nanoseconds) return;
    buffer_print(out, "%d", (int)(seconds % 60));
    write_fraction(nanoseconds, out);
    buffer_byte(out, 'S');
}
