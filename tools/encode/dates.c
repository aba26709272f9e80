/* Dates: a date in words becomes its ISO form, where it is a day of the calendar. */
#include "encode/internal.h"

#include "text/search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Number of the month, 1 to 12, or 0. */
static unsigned month_number(const struct encode_profile *profile, const char *name,
                             size_t length) {
    for (unsigned i = 0; i < profile->months_count; i++)
        if (strlen(profile->months[i]) == length && !strncmp(profile->months[i], name, length))
            return i + 1;
    return 0;
}

static unsigned days_in_month(unsigned year, unsigned month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

/* A day as it is read: a year of 0 stands for none. */
struct day {
    unsigned year, month, day;
};

static bool is_day(struct day day) {
    return day.month && day.day && day.day <= days_in_month(day.year, day.month);
}

static bool is_before(struct day first, struct day second) {
    return first.month != second.month ? first.month < second.month : first.day < second.day;
}

const char *date_find(struct document *document, const struct regex *pattern, struct span span,
                      struct span *place) {
    enum { GROUPS = 8 };
    const char *bytes = document->text->bytes;
    struct span groups[GROUPS];
    if (search_digit(bytes, span.start, span.end) == span.end) return NULL;
    if (!regex_find(pattern, bytes, span, groups, GROUPS)) return NULL;
    *place = groups[0];
    struct span name = groups[regex_group(pattern, "month")];
    struct day day = {
        .year = (unsigned)atoi(bytes + groups[regex_group(pattern, "year")].start),
        .month = month_number(document->profile, bytes + name.start, name.end - name.start),
        .day = (unsigned)atoi(bytes + groups[regex_group(pattern, "day")].start)};
    if (!is_day(day)) return "";
    const char *iso = arena_print(document->arena, "%04u-%02u-%02u", day.year, day.month, day.day);
    /* A span of days: the last one, in the same year, and in the same month where none is named. */
    size_t last_day = regex_group(pattern, "last_day"),
           last_month = regex_group(pattern, "last_month");
    if (!last_day || groups[last_day].start == SIZE_MAX) return iso;
    struct day last = {day.year, day.month, (unsigned)atoi(bytes + groups[last_day].start)};
    name = groups[last_month];
    if (last_month && name.start != SIZE_MAX)
        last.month = month_number(document->profile, bytes + name.start, name.end - name.start);
    if (!is_day(last) || !is_before(day, last)) return "";
    return arena_print(document->arena, "%s/%04u-%02u-%02u", iso, last.year, last.month, last.day);
}

void date_set(struct document *document, struct tei_node *element, const char *value) {
    const char *slash = strchr(value, '/');
    if (slash) {
        tei_set(document->arena, element, "from",
                arena_copy(document->arena, value, (size_t)(slash - value)));
        tei_set(document->arena, element, "to", slash + 1);
    } else {
        tei_set(document->arena, element, "when", value);
    }
}
