/* Dates: a date in words becomes its ISO form, where it is a day or month of the calendar.  What
   the words leave out is taken from the other end of a span, and the year, with less certainty,
   from the date of the document. */
#include "encode/internal.h"

#include "base/figures.h"
#include "text/search.h"

#include <ctype.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 16, NO_NUMBER = 99, YEARS = 10000 };

/* A day, or a month, as it is read: 0 stands for what is not said. */
struct day {
    unsigned year, month, day;
};

static unsigned days_in_month(unsigned year, unsigned month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

static bool is_of_calendar(struct day day) {
    return day.year && day.month && day.month <= 12 &&
           day.day <= days_in_month(day.year, day.month);
}

/* Days before it, if all months had 31: enough to compare with. */
static long days_before(struct day day) {
    return ((long)day.year * 12 + day.month) * 31 + day.day;
}

/* ---- reading ---- */

/* The groups of a pattern that make one day. */
static const struct {
    const char *year, *month, *day;
} day_groups[] = {{"year", "month", "day"},
                  {"first_year", "first_month", "first_day"},
                  {"last_year", "last_month", "last_day"}};
enum { MAIN, FIRST, LAST };

struct match {
    struct document *document;
    const struct regex *pattern;
    struct span groups[GROUPS];
};

/* The words of the group; empty where it takes no part. */
static struct span group(const struct match *match, const char *name) {
    size_t number = regex_group(match->pattern, name);
    bool set = number && number < GROUPS && match->groups[number].start != SIZE_MAX;
    return set ? match->groups[number] : (struct span){0};
}

static unsigned number(const struct match *match, struct span words) {
    if (span_is_empty(words)) return 0;
    const char *bytes = match->document->text->bytes;
    unsigned value = 0;
    if (!isdigit((unsigned char)bytes[words.start])) return NO_NUMBER;
    for (size_t i = words.start; i < words.end && value < YEARS; i++)
        value = value * 10 + (unsigned)(bytes[i] - '0');
    return value > 0 && value < YEARS ? value : NO_NUMBER;
}

/* The number that the group says in figures, or by one of the words. */
static unsigned number_or_word(const struct match *match, const char *name, char *const *entries,
                               unsigned count) {
    struct span words = group(match, name);
    unsigned value = number(match, words);
    if (value != NO_NUMBER) return value;
    value = profile_entry(entries, count, match->document->text->bytes + words.start,
                          words.end - words.start);
    return value ? value : NO_NUMBER;
}

static struct day read_day(const struct match *match, size_t which) {
    const struct encode_profile *profile = match->document->profile;
    return (struct day){.year = number(match, group(match, day_groups[which].year)),
                        .month = number_or_word(match, day_groups[which].month, profile->months,
                                                profile->months_count),
                        .day = number_or_word(match, day_groups[which].day, profile->ordinals,
                                              profile->ordinals_count)};
}

/* Guesses farther from the date of the document than so many days are hardly more than one. */
enum { NEAR = 100 };

/* The year in which the day is nearest to the date of the document; 0 where that is not known.
 *near: whether it is near indeed. */
static unsigned nearest_year(const struct document *document, struct day day, bool *near) {
    struct day written = {0};
    if (!document->date ||
        sscanf(document->date, "%4u-%2u-%2u", &written.year, &written.month, &written.day) != 3)
        return 0;
    long least = LONG_MAX;
    const struct day date = written;
    for (unsigned year = date.year - 1; year <= date.year + 1; year++) {
        day.year = year;
        long apart = labs(days_before(day) - days_before(date));
        if (apart < least) least = apart, written.year = year;
    }
    *near = least <= NEAR;
    return written.year;
}

static const char *iso_form(struct document *document, struct day day) {
    char iso[] = "0000-00-00";
    figures_before(iso + 4, day.year);
    figures_before(iso + 7, day.month);
    figures_before(iso + 10, day.day);
    return arena_copy(document->arena, iso, day.day ? 10 : 7);
}

/* The first and the last day of the match, which are the same where it is no span.  What one end of
   a span does not say is as at the other. */
static void read_ends(const struct match *match, struct day *from, struct day *to) {
    struct day main = read_day(match, MAIN), first = read_day(match, FIRST),
               last = read_day(match, LAST);
    *from = *to = main;
    if (last.month || last.day) *to = (struct day){main.year, last.month, last.day};
    if (first.month || first.day) *from = (struct day){main.year, first.month, first.day};
    if (first.year) from->year = first.year;
    if (last.year) to->year = last.year;
    if (!to->month) to->month = from->month;
    if (!from->month) from->month = to->month;
}

const char *date_find(struct document *document, const struct regex *pattern, struct span span,
                      size_t last, struct span *place) {
    struct match match = {.document = document, .pattern = pattern};
    size_t digit = search_digit(document->text->bytes, span.start, span.end);
    bool begins_with_digit = regex_facts(pattern)->begins_with_digit;
    if (digit == span.end || (begins_with_digit && digit > last)) return NULL;
    if (!regex_find(pattern, document->text->bytes, span, match.groups, GROUPS)) return NULL;
    *place = match.groups[0];
    struct day from, to;
    read_ends(&match, &from, &to);
    bool guessed = !from.year && !to.year && from.day && to.day, near = false;
    if (guessed) {
        from.year = to.year = nearest_year(document, from, &near);
        to.year += to.year && to.month < from.month;
    }
    if (!is_of_calendar(from) || !is_of_calendar(to) || !from.day != !to.day) return "";
    const char *sign = !guessed ? "" : near ? "?" : "??";
    long apart = days_before(to) - days_before(from);
    if (apart < 0) return "";
    const char *day = iso_form(document, from), *until = apart ? iso_form(document, to) : "";
    if (!apart && !*sign) return day;
    return arena_join(document->arena, day, apart ? "/" : "", until, sign);
}

const char *date_first(struct document *document, struct span span) {
    const struct regex *const patterns[] = {document->profile->date, document->profile->day_first};
    const char *first = NULL;
    size_t start = span.end;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct span rest = span, place;
        const char *date;
        while ((date = date_find(document, patterns[i], rest, start, &place)) && !*date &&
               place.end > rest.start)
            rest.start = place.end;
        if (date && !*date) date = NULL;
        if (date && place.start < start) first = date, start = place.start;
    }
    return first;
}

void date_set(struct arena *arena, struct tei_node *element, const char *value) {
    size_t length = strcspn(value, "?"), first = strcspn(value, "/?");
    const char *start = arena_copy(arena, value, first);
    if (first < length) {
        tei_set(arena, element, "from", start);
        tei_set(arena, element, "to", arena_copy(arena, value + first + 1, length - first - 1));
    } else {
        tei_set(arena, element, "when", start);
    }
    if (value[length]) tei_set(arena, element, "cert", value[length + 1] ? "low" : "medium");
}
