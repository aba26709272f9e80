/* Exact decimals (F&O 6.2): integers of any size over GMP's limbs, divided by a power of ten. */
#ifndef TEIKIT_XPATH_DECIMAL_H
#define TEIKIT_XPATH_DECIMAL_H

#include "base/buffer.h"
#include "xpath/value.h"

/* Numbers beyond these are an overflow for those who make them: some 20,000 digits. */
enum { DECIMAL_LIMBS = 1024, DECIMAL_DIGITS = 19000 };

/* What nanoseconds of durations are counted in. */
__extension__ typedef __int128 wide;

/* What is made lives in the arena, where it does not fit into the struct. */
struct xpath_decimal decimal_of_int64(int64_t number);

struct xpath_decimal decimal_of_wide(struct arena *arena, wide number);

/* A finite double, exactly. */
struct xpath_decimal decimal_of_double(struct arena *arena, double number);

/* [+-]?digits(.digits?)? or [+-]?.digits; false where it is not written so. */
bool decimal_read(struct arena *arena, const char *bytes, size_t length,
                  struct xpath_decimal *decimal);

/* Appends the canonical form (F&O 17.1.2): no zeros and no point that could be left out. */
void decimal_write(const struct xpath_decimal *decimal, struct buffer *out);

/* The nearest double, or where `single` the nearest float; infinite where it is beyond them. */
double decimal_to_double(const struct xpath_decimal *decimal, bool single);

/* Integers; false where it is none or beyond that size. */
bool decimal_to_int64(const struct xpath_decimal *decimal, int64_t *integer);
bool decimal_to_wide(const struct xpath_decimal *decimal, wide *integer);

static inline bool decimal_is_zero(const struct xpath_decimal *decimal) {
    return !decimal->size;
}

static inline bool decimal_is_integer(const struct xpath_decimal *decimal) {
    return !decimal->scale;
}

/* Whether it has at most DECIMAL_LIMBS limbs and DECIMAL_DIGITS digits behind the point. */
static inline bool decimal_fits(const struct xpath_decimal *decimal) {
    return decimal->size <= DECIMAL_LIMBS && decimal->scale <= DECIMAL_DIGITS;
}

struct xpath_decimal decimal_negate(struct xpath_decimal decimal);

/* Below zero, zero or above. */
int decimal_compare(struct arena *arena, struct xpath_decimal first, struct xpath_decimal second);

struct xpath_decimal decimal_add(struct arena *arena, struct xpath_decimal first,
                                 struct xpath_decimal second);
struct xpath_decimal decimal_multiply(struct arena *arena, struct xpath_decimal first,
                                      struct xpath_decimal second);

/* The quotient to at least 34 digits behind the point, of which 33 or more count, the rest cut off;
   the divisor is not zero. */
struct xpath_decimal decimal_divide(struct arena *arena, struct xpath_decimal first,
                                    struct xpath_decimal second);

/* The whole quotient, rounded towards zero, and what is left, with the sign of `first`. */
void decimal_divide_whole(struct arena *arena, struct xpath_decimal first,
                          struct xpath_decimal second, struct xpath_decimal *quotient,
                          struct xpath_decimal *rest);

/* To `precision` digits behind the point, or before it where it is below zero; XPATH_ROUND takes a
   half upwards. */
struct xpath_decimal decimal_round(struct arena *arena, struct xpath_decimal decimal,
                                   enum xpath_rounding rounding, int64_t precision);

#endif
