/* The components of dates and times as numbers and as names; see date_components.h. */
#include "xpath/date_components.h"

#include "xpath/values.h"
#include "xsd/calendar.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

enum { JANUARY = 1, DAYS_OF_A_WEEK = 7, NOON = 12 };

/* Days from the origin of moments, a Wednesday, to a day; year as in xpath_moment_fields. */
static int64_t day_number(int64_t year, int month, int day) {
    return seconds_of(year < 0 ? year + 1 : year, month, day, 0, 0, 0) / SECONDS_OF_A_DAY;
}

/* 1 for Monday to 7 for Sunday; 1 March of the year 0 was a Wednesday. */
static int day_of_week(int64_t number) {
    int64_t day = (number + 2) % DAYS_OF_A_WEEK;
    return (int)(day < 0 ? day + DAYS_OF_A_WEEK : day) + 1;
}

static int64_t day_of_year(const struct xpath_moment_fields *fields) {
    return day_number(fields->year, fields->month, fields->day) -
           day_number(fields->year, JANUARY, 1) + 1;
}

/* A week belongs to where its Thursday is (ISO 8601): its number among those of the year or the
   month whose first day that is. */
static int64_t week_from(int64_t first, int64_t day) {
    int64_t thursday = day - day_of_week(day) + 4;
    return (thursday - first) / DAYS_OF_A_WEEK + 1;
}

static int64_t week_of_year(const struct xpath_moment_fields *fields) {
    int64_t day = day_number(fields->year, fields->month, fields->day);
    int64_t thursday = day - day_of_week(day) + 4, year = fields->year;
    if (thursday < day_number(year, JANUARY, 1))
        year -= year == 1 ? 2 : 1;
    else if (thursday >= day_number(year == -1 ? 1 : year + 1, JANUARY, 1))
        return 1;
    return week_from(day_number(year, JANUARY, 1), day);
}

/* A day whose week's Thursday is in the month before is in that month's last week. */
static int64_t week_of_month(const struct xpath_moment_fields *fields) {
    int64_t day = day_number(fields->year, fields->month, fields->day);
    int64_t first = day_number(fields->year, fields->month, 1);
    int64_t thursday = day - day_of_week(day) + 4;
    if (thursday >= first) {
        int64_t length = calendar_days_of_month(fields->year, fields->month);
        return thursday >= first + length ? 1 : week_from(first, day);
    }
    int64_t year = fields->year, month = fields->month - 1;
    if (!month) month = 12, year -= year == 1 ? 2 : 1;
    return week_from(day_number(year, (int)month, 1), day);
}

int64_t component_number(const struct xpath_moment_fields *fields, char component) {
    switch (component) {
    case 'Y': return llabs(fields->year);
    case 'M': return fields->month;
    case 'D': return fields->day;
    case 'd': return day_of_year(fields);
    case 'F': return day_of_week(day_number(fields->year, fields->month, fields->day));
    case 'W': return week_of_year(fields);
    case 'w': return week_of_month(fields);
    case 'H': return fields->hour;
    case 'h': return fields->hour % NOON ? fields->hour % NOON : NOON;
    case 'm': return fields->minute;
    default: return fields->second;
    }
}

/* ---- names ---- */

static const struct language languages[] = {
    {"en",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"},
     {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}},
    {"de",
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember"},
     {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"}},
    {"fr",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre"},
     {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}},
    {"it",
     {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
      "ottobre", "novembre", "dicembre"},
     {"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"}},
    {"es",
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre"},
     {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"}},
};

const struct language *language_of(struct xpath_string tag) {
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (tag.length >= 2 && memcmp(tag.bytes, languages[i].tag, 2) == 0 &&
            (tag.length == 2 || tag.bytes[2] == '-'))
            return &languages[i];
    return NULL;
}

const char *component_name(const struct xpath_moment_fields *fields,
                           const struct language *language, char component) {
    switch (component) {
    case 'M': return language->months[fields->month - 1];
    case 'F': return language->days[component_number(fields, 'F') - 1];
    case 'P': return fields->hour < NOON ? "am" : "pm";
    case 'C': return "ad";
    case 'E': return fields->year > 0 ? "ad" : "bc";
    default: return NULL;
    }
}
