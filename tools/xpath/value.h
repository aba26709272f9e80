/* Atomic values of the XQuery 1.0 and XPath 2.0 Data Model: the built-in types (XDM 2.6.1), what
   can be cast to what (F&O 17), comparison and arithmetic (XPath 2.0 appendix B.2, F&O 6 and 10).
   Sections are those of the second editions of 14 December 2010. */
#ifndef TEIKIT_XPATH_VALUE_H
#define TEIKIT_XPATH_VALUE_H

#include "base/arena.h"

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- types ---- */

/* In the order of F&O 17's picture of the hierarchy; those from XPATH_STRING to XPATH_ENTITY are
   strings, those from XPATH_INTEGER to XPATH_POSITIVE_INTEGER integers. */
enum xpath_type {
    XPATH_ANY_ATOMIC_TYPE,
    XPATH_UNTYPED_ATOMIC,
    XPATH_STRING,
    XPATH_NORMALIZED_STRING,
    XPATH_TOKEN,
    XPATH_LANGUAGE,
    XPATH_NMTOKEN,
    XPATH_NAME,
    XPATH_NCNAME,
    XPATH_ID,
    XPATH_IDREF,
    XPATH_ENTITY,
    XPATH_FLOAT,
    XPATH_DOUBLE,
    XPATH_DECIMAL,
    XPATH_INTEGER,
    XPATH_NON_POSITIVE_INTEGER,
    XPATH_NEGATIVE_INTEGER,
    XPATH_LONG,
    XPATH_INT,
    XPATH_SHORT,
    XPATH_BYTE,
    XPATH_NON_NEGATIVE_INTEGER,
    XPATH_UNSIGNED_LONG,
    XPATH_UNSIGNED_INT,
    XPATH_UNSIGNED_SHORT,
    XPATH_UNSIGNED_BYTE,
    XPATH_POSITIVE_INTEGER,
    XPATH_DURATION,
    XPATH_YEAR_MONTH_DURATION,
    XPATH_DAY_TIME_DURATION,
    XPATH_DATE_TIME,
    XPATH_TIME,
    XPATH_DATE,
    XPATH_G_YEAR_MONTH,
    XPATH_G_YEAR,
    XPATH_G_MONTH_DAY,
    XPATH_G_DAY,
    XPATH_G_MONTH,
    XPATH_BOOLEAN,
    XPATH_BASE64_BINARY,
    XPATH_HEX_BINARY,
    XPATH_ANY_URI,
    XPATH_QNAME,
    XPATH_NOTATION,
    XPATH_TYPES,
    /* Items that are no atomic values. */
    XPATH_NODE = XPATH_TYPES,
    XPATH_FUNCTION /* XPath 3.1 */
};

/* The built-in atomic type of a local name in XML Schema's namespace ("integer"); false where there
   is none. */
bool xpath_type_find(const char *name, size_t length, enum xpath_type *type);

/* The local name of a type. */
const char *xpath_type_name(enum xpath_type type);

/* Whether a type is `base` or derived from it (XPath 2.0 2.5.4, derives-from). */
bool xpath_type_derives_from(enum xpath_type type, enum xpath_type base);

/* What F&O 17 casts by: the primitive type that a type is derived from, where integer and the two
   kinds of durations count as primitive. */
enum xpath_type xpath_type_primitive(enum xpath_type type);

/* Whether it is one of decimal, float and double or derived from one (F&O 6.1). */
bool xpath_type_is_numeric(enum xpath_type type);

/* ---- values ---- */

/* coefficient / 10^scale, exactly.  The coefficient has no leading limb 0, and the last digit of a
   coefficient with a scale is not 0, so that each number is written in one way. */
struct xpath_decimal {
    union {
        mp_limb_t one;          /* where size is at most 1; 0 where it is 0 */
        const mp_limb_t *limbs; /* least significant first */
    } coefficient;
    uint32_t size;
    uint32_t scale : 31;
    uint32_t negative : 1; /* never of zero */
};

/* UTF-8; not NUL-terminated. */
struct xpath_string {
    const char *bytes;
    size_t length;
};

/* A date or time as it was written.  What its type leaves open is that of 1972-01-01T00:00:00. */
struct xpath_moment {
    int64_t seconds;      /* local ones, from 1 March of the year 0, 1 BCE; of a time, of the day */
    uint32_t nanoseconds; /* under 10^9 */
    int16_t zone;         /* in minutes */
    bool zoned;
};

/* Its three numbers have one sign. */
struct xpath_duration {
    int64_t months, seconds;
    int32_t nanoseconds; /* less than 10^9 from zero */
};

/* NUL-terminated UTF-8. */
struct xpath_qname {
    const char *uri, *prefix, *local; /* "" for no namespace, no prefix */
};

struct tree;
struct xpath_node {
    const struct tree *tree;
    uint32_t index;
};

/* An item (XDM 2.4): an atomic value, a node, or a function.  What is below takes atomic values
   only. */
struct xpath_value {
    enum xpath_type type;
    union {
        struct xpath_string string; /* strings, anyURI, untypedAtomic, and the octets of binaries */
        bool boolean;
        double number;                /* double; a float's too */
        struct xpath_decimal decimal; /* and integers */
        struct xpath_moment moment;
        struct xpath_duration duration;
        struct xpath_qname name; /* QName and NOTATION */
        struct xpath_node node;
        const struct xpath_function *function;
    } as;
};

/* ---- where values are made ---- */

/* Namespaces for a cast to QName: the URI of a prefix ("" for the default element namespace), NULL
   where it is not declared. */
struct xpath_namespaces {
    const char *(*uri_of)(void *data, const char *prefix, size_t length);
    void *data;
};

/* What values are made with.  A function below that returns false has set `code`, an error of the
   specification, and `message`, a sentence for a person (in the arena or constant). */
struct xpath_values {
    struct arena *arena;   /* holds what does not fit into a value; not the caller's strings, which
                              must live as long */
    int16_t implicit_zone; /* in minutes (XPath 2.0 2.1.2) */
    const struct xpath_namespaces
        *namespaces; /* where a string may be cast to a QName, else NULL */
    const char *code, *message;
};

/* Sets the error and returns false. */
bool xpath_fail(struct xpath_values *values, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

struct xpath_value xpath_value_string(const char *bytes, size_t length); /* xs:string */
struct xpath_value xpath_value_boolean(bool boolean);
struct xpath_value xpath_value_double(double number);
struct xpath_value xpath_value_integer(int64_t integer);

/* An integer as a machine's; false, without an error, where it is beyond that. */
bool xpath_value_to_int64(const struct xpath_value *value, int64_t *integer);

/* A decimal, integer, float or double as the nearest double. */
double xpath_value_to_double(const struct xpath_value *value);

/* ---- casting (F&O 17) ---- */

/* The value as one of that type.  Errors: XPTY0004 where the table of F&O 17.1 has none,
   XPST0080 for NOTATION and anyAtomicType, FORG0001 for what is not in the type, FOCA0001,
   FOCA0002, FOCA0003 and FOCA0005 for numbers, FODT0001 and FODT0002 for dates and durations too
   far, FONS0004 for prefixes.  A result may share the value's strings. */
bool xpath_cast(struct xpath_values *values, const struct xpath_value *value, enum xpath_type type,
                struct xpath_value *result);

/* Whether xpath_cast() would succeed (XPath 2.0 3.10.3); false with the error XPST0080 set where it
   cannot be asked, and with `code` NULL where it would not. */
bool xpath_castable(struct xpath_values *values, const struct xpath_value *value,
                    enum xpath_type type);

/* The canonical string of any value (F&O 17.1.2). */
struct xpath_string xpath_value_text(struct xpath_values *values, const struct xpath_value *value);

/* ---- comparison (XPath 2.0 3.5.1 and B.2) ---- */

enum xpath_comparison { XPATH_EQ, XPATH_NE, XPATH_LT, XPATH_LE, XPATH_GT, XPATH_GE };

/* A value comparison: untypedAtomic counts as string, strings go by code point, moments without a
   zone get the implicit one.  XPTY0004 where B.2 has no such comparison. */
bool xpath_compare(struct xpath_values *values, enum xpath_comparison comparison,
                   const struct xpath_value *first, const struct xpath_value *second, bool *result);

/* Whether two values are equal, as fn:index-of and fn:distinct-values ask (F&O 15.1.3, 15.1.6):
   values that cannot be compared are not, NaN is where `nan_is_itself`. */
bool xpath_equal(struct xpath_values *values, const struct xpath_value *first,
                 const struct xpath_value *second, bool nan_is_itself);

/* Below zero, zero or above: strings by code point (F&O 7.3.2). */
int xpath_compare_strings(struct xpath_string first, struct xpath_string second);

/* ---- arithmetic (XPath 2.0 3.4 and B.2) ---- */

enum xpath_operator { XPATH_PLUS, XPATH_MINUS, XPATH_TIMES, XPATH_DIV, XPATH_IDIV, XPATH_MOD };

/* Numbers (F&O 6.2), durations (10.6) and moments (10.8).  untypedAtomic is the caller's to cast.
   Errors: XPTY0004, FOAR0001 (division by zero), FOAR0002 (overflow), FOCA0005 (NaN),
   FODT0001, FODT0002 (overflow of dates and durations). */
bool xpath_arithmetic(struct xpath_values *values, enum xpath_operator sign,
                      const struct xpath_value *first, const struct xpath_value *second,
                      struct xpath_value *result);

/* The unary minus (F&O 6.2.8). */
bool xpath_negate(struct xpath_values *values, const struct xpath_value *value,
                  struct xpath_value *result);

/* fn:abs, fn:ceiling, fn:floor, fn:round (F&O 6.4.1 to 6.4.4); the value is numeric, and the result
   of the type xs:integer, decimal, float or double that it is derived from. */
enum xpath_rounding { XPATH_ABS, XPATH_CEILING, XPATH_FLOOR, XPATH_ROUND, XPATH_HALF_TO_EVEN };
bool xpath_round(struct xpath_values *values, enum xpath_rounding rounding,
                 const struct xpath_value *value, struct xpath_value *result);

/* The same to `precision` digits behind the point, or before it: fn:round-half-to-even (F&O 6.4.5)
   and fn:round with two arguments (F&O 3.1 4.4.4). */
bool xpath_round_to(struct xpath_values *values, enum xpath_rounding rounding,
                    const struct xpath_value *value, int64_t precision, struct xpath_value *result);

/* ---- components and zones of moments (F&O 10.5 and 10.7) ---- */

struct xpath_moment_fields {
    int64_t year; /* without a year 0: -1 is 1 BCE */
    int month, day, hour, minute, second;
};
struct xpath_moment_fields xpath_moment_fields(const struct xpath_moment *moment);

/* fn:adjust-dateTime-to-timezone and its kin: a dateTime, date or time put in a zone, in minutes;
   `zone` NULL takes its own away.  FODT0003 for a zone beyond 14 hours. */
bool xpath_adjust_zone(struct xpath_values *values, const struct xpath_value *value,
                       const int64_t *zone, struct xpath_value *result);

/* fn:dateTime (F&O 5.2): FORG0008 where both have zones that differ. */
bool xpath_join_date_time(struct xpath_values *values, const struct xpath_value *date,
                          const struct xpath_value *time, struct xpath_value *result);

#endif
