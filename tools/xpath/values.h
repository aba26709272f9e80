/* What the files of atomic values share among themselves; value.h is their face. */
#ifndef TEIKIT_XPATH_VALUES_H
#define TEIKIT_XPATH_VALUES_H

#include "base/buffer.h"
#include "xpath/decimal.h"

enum {
    NANOSECONDS = 1000000000, /* in a second */
    SECONDS_OF_A_DAY = 86400,
    SECONDS_OF_A_MINUTE = 60
};

/* How far years go; months and seconds of durations go as far as they fit. */
static const int64_t FARTHEST_YEAR = 1000000000;

static inline bool type_is_string(enum xpath_type type) {
    return type >= XPATH_STRING && type <= XPATH_ENTITY;
}

static inline bool type_is_integer(enum xpath_type type) {
    return type >= XPATH_INTEGER && type <= XPATH_POSITIVE_INTEGER;
}

static inline bool type_is_duration(enum xpath_type type) {
    return type >= XPATH_DURATION && type <= XPATH_DAY_TIME_DURATION;
}

static inline bool type_is_moment(enum xpath_type type) {
    return type >= XPATH_DATE_TIME && type <= XPATH_G_MONTH;
}

/* Whether a decimal is within the bounds of a type derived from integer. */
bool type_holds(enum xpath_type type, const struct xpath_decimal *decimal);

/* FORG0001: the string is not in the type. */
bool fail_lexical(struct xpath_values *values, struct xpath_string string, enum xpath_type type);

/* The string without white space around it. */
struct xpath_string string_trim(struct xpath_string string);

/* What the buffer holds, copied to the arena; frees the buffer. */
struct xpath_string string_keep(struct xpath_values *values, struct buffer *buffer);

/* ---- numbers (F&O 17.1.3 to 17.1.5) ---- */

bool cast_string_to_number(struct xpath_values *values, struct xpath_string string,
                           enum xpath_type type, struct xpath_value *result);
/* Between numbers, and from boolean. */
bool cast_to_number(struct xpath_values *values, const struct xpath_value *value,
                    enum xpath_type type, struct xpath_value *result);
void write_number(const struct xpath_value *value, struct buffer *out);

/* The value of a decimal as one of that type, checked against what can be held: FOAR0002. */
bool decimal_result(struct xpath_values *values, struct xpath_decimal decimal, enum xpath_type type,
                    struct xpath_value *result);

/* ---- moments and durations (F&O 17.1.6 to 17.1.8) ---- */

bool cast_string_to_moment(struct xpath_values *values, struct xpath_string string,
                           enum xpath_type type, struct xpath_value *result);
bool cast_string_to_duration(struct xpath_values *values, struct xpath_string string,
                             enum xpath_type type, struct xpath_value *result);
void cast_moment(const struct xpath_value *value, enum xpath_type type, struct xpath_value *result);
void cast_duration(const struct xpath_value *value, enum xpath_type type,
                   struct xpath_value *result);
void write_moment(const struct xpath_value *value, struct buffer *out);
void write_duration(const struct xpath_value *value, struct buffer *out);

/* Seconds from the origin of moments to these fields; the year is counted with a year 0, and the
   month may be any number. */
int64_t seconds_of(int64_t year, int64_t month, int day, int hour, int minute, int second);

/* The quotient rounded down, and what is left above it. */
int64_t divide_down(int64_t number, int64_t by);

/* A moment in nanoseconds, in UTC: one without a zone is in the implicit one. */
wide moment_in_utc(const struct xpath_values *values, const struct xpath_moment *moment);

/* The length of the part of a duration that is not months, in nanoseconds. */
wide duration_nanoseconds(const struct xpath_duration *duration);

/* Sets those parts; FODT0002 where they are too many. */
bool duration_set(struct xpath_values *values, wide months, wide nanoseconds, enum xpath_type type,
                  struct xpath_value *result);

/* Arithmetic where one side is a duration or a moment; XPTY0004 where there is none. */
bool arithmetic_on_time(struct xpath_values *values, enum xpath_operator sign,
                        const struct xpath_value *first, const struct xpath_value *second,
                        struct xpath_value *result);

/* XPTY0004: there is no such operation between the two types. */
bool fail_operands(struct xpath_values *values, const char *what, enum xpath_type first,
                   enum xpath_type second);

#endif
