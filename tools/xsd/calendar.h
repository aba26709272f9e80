/* Dates, times and durations as they are written (Part 2, 3.2.6 to 3.2.14), and the calendar that
   they are counted in: what validation and XPath have in common of them. */
#ifndef TEIKIT_XSD_CALENDAR_H
#define TEIKIT_XSD_CALENDAR_H

#include "base/buffer.h"
#include "xsd/characters.h"

#include <stdbool.h>
#include <stdint.h>

/* A fraction of a second is counted in parts of 10^18. */

struct calendar_fields {
    struct text year_digits; /* without the minus */
    int64_t year, month, day, hour, minute, second, fraction;
    bool zoned;
    int64_t zone; /* in seconds */
};

/* Reads a text, its white space normalised, by a format: Y year, M month, D day, h hour, m minute,
   s seconds with a fraction; every other character stands for itself; a time zone may follow.  What
   the format leaves open is put in a leap year, in a month of 31 days.  Years beyond
   100,000,000,000 are all taken as that; 24:00:00 stays hour 24, and second 60 is let through.
   False where it is not written so or there is no such day or time; `reason`, where given, may get
   why. */
bool calendar_read(const char *format, struct text text, struct calendar_fields *fields,
                   struct buffer *reason);

/* Days of a month; years by XML Schema's count without a year 0: -1 is 1 BCE. */
int64_t calendar_days_of_month(int64_t year, int64_t month);

/* Days from 1 March of the year 0 to the first of a month, the years counted with a year 0. */
int64_t calendar_days_to_month(int64_t year, int64_t month);

enum duration_field { YEARS, MONTHS, DAYS, HOURS, MINUTES, SECONDS, DURATION_FIELDS };

/* Beyond these a field counts as so large, so that sums of them stay in range. */
extern const int64_t calendar_duration_limits[DURATION_FIELDS];

struct duration {
    bool negative;
    int64_t fields[DURATION_FIELDS];
    int64_t fraction; /* of a second */
};

/* Reads a duration (Part 2, 3.2.6.1): P, numbers with their letters in order, "T" before those of
   time; at least one.  False where it is not written so. */
bool calendar_read_duration(struct text text, struct duration *duration);

#endif
