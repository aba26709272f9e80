/* Dates: a date in words becomes its ISO form, where it is a day of the calendar. */
#include "encode/internal.h"

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

const char *date_find(struct document *document, struct span span, struct span *place) {
    const struct regex *date = document->profile->date;
    const char *bytes = document->text->bytes;
    struct span groups[8];
    if (!regex_find(date, bytes, span, groups, 8)) return NULL;
    *place = groups[0];
    struct span name = groups[regex_group(date, "month")];
    unsigned month = month_number(document->profile, bytes + name.start, name.end - name.start);
    unsigned day = (unsigned)atoi(bytes + groups[regex_group(date, "day")].start);
    unsigned year = (unsigned)atoi(bytes + groups[regex_group(date, "year")].start);
    if (!month || !day || day > days_in_month(year, month)) return "";
    return arena_print(document->arena, "%04u-%02u-%02u", year, month, day);
}
