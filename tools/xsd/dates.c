/* Dates, times and durations (Part 2, 3.2.6 to 3.2.14).  The eight types of dates and times are one
   function over a format; all become moments on one time line, where the order of dates without a
   time zone is a partial one. */
#include "xsd/calendar.h"
#include "xsd/internal.h"

#include <string.h>

enum {
    SECONDS_OF_DAY = 86400,
    SECONDS_OF_HOUR = 3600,
    FARTHEST_ZONE = 14 * SECONDS_OF_HOUR,
    FRACTION_DIGITS = 18
};
static const int64_t WHOLE_SECOND = 1000000000000000000;
static const int64_t LAST_YEAR = 100000000000;

/* ---- the calendar ---- */

/* Whether a year, by XML Schema's count without a year 0, is a leap year: 1 BCE (-1) is. */
static bool is_leap_year(int64_t year) {
    if (year < 0) year++;
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t calendar_days_of_month(int64_t year, int64_t month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap_year(year));
}

/* The quotient rounded down. */
static int64_t divide(int64_t number, int64_t by) {
    return number / by - (number % by < 0);
}

/* Years that begin in March have their odd day at their end. */
int64_t calendar_days_to_month(int64_t year, int64_t month) {
    int64_t march_year = month > 2 ? year : year - 1;
    int64_t march_month = (month + 9) % 12;
    return march_year * 365 + divide(march_year, 4) - divide(march_year, 100) +
           divide(march_year, 400) + (march_month * 153 + 2) / 5;
}

/* ---- reading ---- */

/* Digits, at least one, as a number no larger than `limit`. */
static bool read_number(struct text *text, int64_t limit, int64_t *number) {
    const char *start = text->start;
    for (*number = 0; text->start < text->end; text->start++) {
        if (*text->start < '0' || *text->start > '9') break;
        int64_t digit = *text->start - '0';
        *number = *number > (limit - digit) / 10 ? limit : *number * 10 + digit;
    }
    return text->start > start;
}

static bool read_two_digits(struct text *text, int64_t *number) {
    const char *start = text->start;
    struct text two = {start, text_length(*text) < 2 ? text->end : start + 2};
    text->start = two.end;
    return read_number(&two, 99, number) && two.start == start + 2;
}

static bool read_byte(struct text *text, char byte) {
    if (text->start == text->end || *text->start != byte) return false;
    text->start++;
    return true;
}

/* ".digits", if there is a point, as parts of a second. */
static bool read_fraction(struct text *text, int64_t *fraction) {
    *fraction = 0;
    if (!read_byte(text, '.')) return true;
    const char *start = text->start;
    int64_t unit = WHOLE_SECOND;
    for (; text->start < text->end && *text->start >= '0' && *text->start <= '9'; text->start++) {
        unit /= 10;
        *fraction += unit * (*text->start - '0');
    }
    return text->start > start;
}

/* ---- dates and times ---- */

/* Digits, how many is checked later; a minus perhaps. */
static bool read_year(struct text *text, struct calendar_fields *fields) {
    bool minus = read_byte(text, '-');
    const char *start = text->start;
    if (!read_number(text, LAST_YEAR, &fields->year)) return false;
    fields->year_digits = (struct text){start, text->start};
    if (minus) fields->year = -fields->year;
    return true;
}

/* Four digits or, without zeros before them, more; there is no year 0 (Part 2, 3.2.7.1). */
static const char *wrong_in_year(const struct calendar_fields *fields) {
    size_t digits = text_length(fields->year_digits);
    if (!digits) return NULL;
    if (digits < 4) return "a year has at least four digits";
    if (digits > 4 && *fields->year_digits.start == '0')
        return "a year of more than four digits does not begin with 0";
    return fields->year ? NULL : "there is no year 0000";
}

/* Z, or +hh:mm or -hh:mm up to 14 hours; or nothing. */
static bool read_zone(struct text *text, struct calendar_fields *fields, struct buffer *reason) {
    int64_t hour, minute;
    if (text->start == text->end) return true;
    fields->zoned = true;
    if (read_byte(text, 'Z')) return true;
    bool minus = read_byte(text, '-');
    if (!minus && !read_byte(text, '+')) return false;
    if (!read_two_digits(text, &hour) || !read_byte(text, ':') || !read_two_digits(text, &minute))
        return false;
    fields->zone = (hour * 60 + minute) * 60;
    if (minute > 59 || fields->zone > FARTHEST_ZONE) {
        if (reason) buffer_text(reason, "time zones run from -14:00 to +14:00");
        return false;
    }
    if (minus) fields->zone = -fields->zone;
    return true;
}

/* Reads by a format: Y year, M month, D day, h hour, m minute, s seconds with a fraction; every
   other character stands for itself.  A time zone may follow. */
static bool read_fields(const char *format, struct text text, struct calendar_fields *fields,
                        struct buffer *reason) {
    for (; *format; format++) {
        bool right;
        switch (*format) {
        case 'Y': right = read_year(&text, fields); break;
        case 'M': right = read_two_digits(&text, &fields->month); break;
        case 'D': right = read_two_digits(&text, &fields->day); break;
        case 'h': right = read_two_digits(&text, &fields->hour); break;
        case 'm': right = read_two_digits(&text, &fields->minute); break;
        case 's':
            right =
                read_two_digits(&text, &fields->second) && read_fraction(&text, &fields->fraction);
            break;
        default: right = read_byte(&text, *format);
        }
        if (!right) return false;
    }
    return read_zone(&text, fields, reason) && text.start == text.end;
}

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

/* Whether there are such a month, day and time. */
static bool check_fields(const struct calendar_fields *fields, struct buffer *reason) {
    const char *wrong_year = wrong_in_year(fields), *what = NULL;
    if (wrong_year && reason) buffer_text(reason, wrong_year);
    if (wrong_year) return false;
    int64_t number = 0;
    if (fields->month < 1 || fields->month > 12)
        what = "month", number = fields->month;
    else if (fields->day < 1 || fields->day > calendar_days_of_month(fields->year, fields->month))
        what = "day", number = fields->day;
    else if (fields->hour > 24)
        what = "hour", number = fields->hour;
    else if (fields->minute > 59)
        what = "minute", number = fields->minute;
    else if (fields->second > 60)
        what = "second", number = fields->second;
    if (what && reason) {
        buffer_print(reason, "there is no %s %02d", what, (int)number);
        if (number >= 29 && number <= 31 && *what == 'd') {
            buffer_print(reason, " in %s", month_names[fields->month - 1]);
            if (fields->year_digits.start) buffer_print(reason, " %lld", (long long)fields->year);
        }
    }
    if (what) return false;
    bool past_midnight =
        fields->hour == 24 && (fields->minute || fields->second || fields->fraction);
    if (past_midnight && reason) buffer_text(reason, "the day ends at 24:00:00");
    return !past_midnight;
}

static const struct calendar_fields open_fields = {.year = 1972, .month = 1, .day = 1};

static struct moment moment_of(const struct calendar_fields *fields) {
    int64_t year = fields->year < 0 ? fields->year + 1 : fields->year;
    int64_t days = calendar_days_to_month(year, fields->month) + fields->day - 1;
    int64_t seconds = fields->hour * SECONDS_OF_HOUR + fields->minute * 60 + fields->second;
    return (struct moment){fields->zoned, days * SECONDS_OF_DAY + seconds - fields->zone,
                           fields->fraction};
}

bool calendar_read(const char *format, struct text text, struct calendar_fields *fields,
                   struct buffer *reason) {
    *fields = open_fields;
    return read_fields(format, text, fields, reason) && check_fields(fields, reason);
}

bool parse_moment(const struct type *type, struct text text, const struct datatype_context *context,
                  struct datatype_value *value, struct buffer *reason) {
    (void)context;
    struct calendar_fields fields;
    if (!calendar_read(type->format, text, &fields, reason)) return false;
    /* A time has no following day: 24:00:00 is 00:00:00. */
    if (fields.hour == 24 && *type->format == 'h') fields.hour = 0;
    if (value) value->as.moment = moment_of(&fields);
    return true;
}

static enum order compare_pairs(int64_t first, int64_t first_fraction, int64_t second,
                                int64_t second_fraction) {
    if (first != second) return first < second ? LESS : GREATER;
    if (first_fraction != second_fraction) return first_fraction < second_fraction ? LESS : GREATER;
    return EQUAL;
}

/* Part 2, 3.2.7.4: a moment without a time zone may be up to 14 hours earlier or later. */
static enum order order_moments(const struct datatype_value *first,
                                const struct datatype_value *second) {
    const struct moment *a = &first->as.moment, *b = &second->as.moment;
    if (a->zoned == b->zoned)
        return compare_pairs(a->seconds, a->fraction, b->seconds, b->fraction);
    if (compare_pairs(a->seconds + FARTHEST_ZONE, a->fraction, b->seconds, b->fraction) == LESS)
        return LESS;
    if (compare_pairs(a->seconds - FARTHEST_ZONE, a->fraction, b->seconds, b->fraction) == GREATER)
        return GREATER;
    return INCOMPARABLE;
}

static bool equal_moments(const struct datatype_value *first, const struct datatype_value *second) {
    return order_moments(first, second) == EQUAL;
}

const struct primitive primitive_moment = {
    .facets = FACETS_BOUNDS, .equal = equal_moments, .compare = order_moments};

/* ---- durations (Part 2, 3.2.6) ---- */

const int64_t calendar_duration_limits[DURATION_FIELDS] = {
    [YEARS] = 1000000000000000,   [MONTHS] = 10000000000000000,   [DAYS] = 100000000000000000,
    [HOURS] = 100000000000000000, [MINUTES] = 100000000000000000, [SECONDS] = 100000000000000000};

bool calendar_read_duration(struct text text, struct duration *result) {
    static const char letters[] = "YMDHMS";
    struct duration duration = {.negative = read_byte(&text, '-')};
    if (!read_byte(&text, 'P') || text.start == text.end) return false;
    size_t field = YEARS;
    bool in_time = false;
    while (text.start < text.end) {
        int64_t number, fraction = 0;
        if (!in_time && read_byte(&text, 'T')) {
            in_time = true;
            field = HOURS;
        }
        if (!read_number(&text, calendar_duration_limits[SECONDS], &number)) return false;
        bool has_point = text.start < text.end && *text.start == '.';
        if (!read_fraction(&text, &fraction) || text.start == text.end) return false;
        size_t end = in_time ? DURATION_FIELDS : HOURS;
        while (field < end && letters[field] != *text.start)
            field++;
        if (field == end || (has_point && field != SECONDS)) return false;
        duration.fields[field] =
            number < calendar_duration_limits[field] ? number : calendar_duration_limits[field];
        duration.fraction = fraction;
        text.start++;
        field++;
    }
    *result = duration;
    return true;
}

bool parse_duration(const struct type *type, struct text text,
                    const struct datatype_context *context, struct datatype_value *value,
                    struct buffer *reason) {
    (void)type, (void)context, (void)reason;
    struct duration duration;
    if (!calendar_read_duration(text, &duration)) return false;
    if (value) value->as.duration = duration;
    return true;
}

/* A day and the time in it. */
struct instant {
    int64_t days, seconds, fraction;
};

/* The first of a month plus a duration (Part 2, appendix E): the months first, then the rest. */
static struct instant add_duration(int64_t year, int64_t month, const struct duration *duration) {
    const int64_t *fields = duration->fields, sign = duration->negative ? -1 : 1;
    int64_t months = sign * (fields[YEARS] * 12 + fields[MONTHS]) + month - 1;
    int64_t days = fields[DAYS] + fields[HOURS] / 24 + fields[MINUTES] / (24 * 60) +
                   fields[SECONDS] / SECONDS_OF_DAY;
    int64_t seconds = fields[HOURS] % 24 * SECONDS_OF_HOUR + fields[MINUTES] % (24 * 60) * 60 +
                      fields[SECONDS] % SECONDS_OF_DAY;
    struct instant instant = {sign * days, sign * seconds, sign * duration->fraction};
    if (instant.fraction < 0) instant.seconds--, instant.fraction += WHOLE_SECOND;
    instant.days += divide(instant.seconds, SECONDS_OF_DAY);
    instant.seconds -= divide(instant.seconds, SECONDS_OF_DAY) * SECONDS_OF_DAY;
    int64_t years = divide(months, 12);
    instant.days += calendar_days_to_month(year + years, months - years * 12 + 1);
    return instant;
}

static enum order compare_instants(struct instant first, struct instant second) {
    if (first.days != second.days) return first.days < second.days ? LESS : GREATER;
    return compare_pairs(first.seconds, first.fraction, second.seconds, second.fraction);
}

/* Part 2, 3.2.6.2: by what they are when they begin at four dates, chosen for the lengths of the
   months that follow. */
static enum order order_durations(const struct datatype_value *first,
                                  const struct datatype_value *second) {
    static const struct {
        int year, month;
    } beginnings[] = {{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}};
    enum order order = INCOMPARABLE;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        int year = beginnings[i].year, month = beginnings[i].month;
        enum order here = compare_instants(add_duration(year, month, &first->as.duration),
                                           add_duration(year, month, &second->as.duration));
        if (i && here != order) return INCOMPARABLE;
        order = here;
    }
    return order;
}

/* Part 2, 3.2.6: a duration is its six fields, so that P1Y and P12M are not the same value. */
static bool equal_durations(const struct datatype_value *first,
                            const struct datatype_value *second) {
    const struct duration *a = &first->as.duration, *b = &second->as.duration;
    bool zero = !a->fraction;
    for (size_t i = 0; i < DURATION_FIELDS; i++) {
        if (a->fields[i] != b->fields[i]) return false;
        if (a->fields[i]) zero = false;
    }
    return a->fraction == b->fraction && (zero || a->negative == b->negative);
}

const struct primitive primitive_duration = {
    .facets = FACETS_BOUNDS, .equal = equal_durations, .compare = order_durations};
