/* Exact decimals: a sign, a coefficient of GMP's limbs and how many of its digits are behind the
   point.  Coefficients of one limb, nearly all there are, are kept in the value and have ways of
   their own here. */
#include "xpath/decimal.h"

#include "base/memory.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LIMB_DIGITS = 19, FRACTION_DIGITS = 34 };
_Static_assert(GMP_NUMB_BITS == 64, "a limb has 64 bits");

/* 10^exponent, up to LIMB_DIGITS. */
static mp_limb_t small_power(uint32_t exponent) {
    mp_limb_t power = 1;
    while (exponent--)
        power *= 10;
    return power;
}

static const mp_limb_t *limbs_of(const struct xpath_decimal *decimal) {
    return decimal->size > 1 ? decimal->coefficient.limbs : &decimal->coefficient.one;
}

static mp_limb_t *take_limbs(struct arena *arena, size_t count) {
    return arena_allocate(arena, (count ? count : 1) * sizeof(mp_limb_t));
}

/* The number of these limbs, which it keeps. */
static struct xpath_decimal make(const mp_limb_t *limbs, size_t size, uint32_t scale,
                                 bool negative) {
    while (size && !limbs[size - 1])
        size--;
    struct xpath_decimal decimal = {.size = (uint32_t)size, .negative = negative && size};
    if (size) decimal.scale = scale & INT32_MAX;
    if (size > 1)
        decimal.coefficient.limbs = limbs;
    else
        decimal.coefficient.one = size ? limbs[0] : 0;
    return decimal;
}

/* Takes zeros away from the end of the digits behind the point. */
static struct xpath_decimal trim(struct arena *arena, struct xpath_decimal decimal) {
    while (decimal.scale && decimal.size == 1 && decimal.coefficient.one % 10 == 0) {
        decimal.coefficient.one /= 10;
        decimal.scale--;
    }
    if (!decimal.scale || decimal.size <= 1) return decimal;
    mp_limb_t *limbs = take_limbs(arena, 2 * decimal.size), *quotient = limbs + decimal.size;
    memcpy(limbs, limbs_of(&decimal), decimal.size * sizeof *limbs);
    size_t size = decimal.size;
    uint32_t scale = decimal.scale;
    while (scale) {
        /* Many zeros go at once, the last few one by one. */
        uint32_t step = scale >= LIMB_DIGITS ? LIMB_DIGITS : 1;
        mp_limb_t rest = mpn_divrem_1(quotient, 0, limbs, (mp_size_t)size, small_power(step));
        if (rest && step > 1)
            rest = mpn_divrem_1(quotient, 0, limbs, (mp_size_t)size, 10), step = 1;
        if (rest) break;
        memcpy(limbs, quotient, size * sizeof *limbs);
        while (size && !limbs[size - 1])
            size--;
        scale -= step;
    }
    return make(limbs, size, scale, decimal.negative);
}

/* The coefficient times 10^exponent. */
static struct xpath_decimal shift(struct arena *arena, struct xpath_decimal decimal,
                                  uint64_t exponent) {
    if (!exponent || !decimal.size) return decimal;
    mp_limb_t product;
    if (decimal.size == 1 && exponent <= LIMB_DIGITS &&
        !__builtin_mul_overflow(decimal.coefficient.one, small_power((uint32_t)exponent),
                                &product)) {
        decimal.coefficient.one = product;
        return decimal;
    }
    size_t size = decimal.size;
    mp_limb_t *limbs = take_limbs(arena, size + exponent / LIMB_DIGITS + 2);
    memcpy(limbs, limbs_of(&decimal), size * sizeof *limbs);
    while (exponent) {
        uint32_t step = exponent > LIMB_DIGITS ? LIMB_DIGITS : (uint32_t)exponent;
        mp_limb_t carry = mpn_mul_1(limbs, limbs, (mp_size_t)size, small_power(step));
        if (carry) limbs[size++] = carry;
        exponent -= step;
    }
    return make(limbs, size, decimal.scale, decimal.negative);
}

/* Gives both the larger scale of the two; what comes out is not trimmed. */
static uint32_t align(struct arena *arena, struct xpath_decimal *first,
                      struct xpath_decimal *second) {
    uint32_t scale = first->scale > second->scale ? first->scale : second->scale;
    *first = shift(arena, *first, scale - first->scale);
    *second = shift(arena, *second, scale - second->scale);
    return scale;
}

static int compare_coefficients(const struct xpath_decimal *first,
                                const struct xpath_decimal *second) {
    if (first->size != second->size) return first->size < second->size ? -1 : 1;
    return first->size ? mpn_cmp(limbs_of(first), limbs_of(second), (mp_size_t)first->size) : 0;
}

/* ---- from and to other forms ---- */

struct xpath_decimal decimal_of_int64(int64_t number) {
    mp_limb_t limb = number < 0 ? -(mp_limb_t)number : (mp_limb_t)number;
    return make(&limb, 1, 0, number < 0);
}

struct xpath_decimal decimal_of_wide(struct arena *arena, wide number) {
    wide size = number < 0 ? -number : number;
    mp_limb_t *limbs = take_limbs(arena, 2);
    limbs[0] = (mp_limb_t)size;
    limbs[1] = (mp_limb_t)(size >> GMP_NUMB_BITS);
    return make(limbs, 2, 0, number < 0);
}

/* A double is an integer of 53 bits times a power of two; 2^-n is 5^n / 10^n. */
struct xpath_decimal decimal_of_double(struct arena *arena, double number) {
    int exponent;
    mp_limb_t mantissa = (mp_limb_t)ldexp(frexp(fabs(number), &exponent), DBL_MANT_DIG);
    exponent -= DBL_MANT_DIG;
    if (!mantissa) return decimal_of_int64(0);
    while (mantissa % 2 == 0)
        mantissa /= 2, exponent++;
    uint32_t factor = exponent < 0 ? 5 : 2, times = (uint32_t)abs(exponent);
    mp_limb_t *limbs = take_limbs(arena, 2 + (size_t)times * 5 / (2 * GMP_NUMB_BITS) + 1);
    size_t size = 1;
    limbs[0] = mantissa;
    for (uint32_t i = 0; i < times; i++) {
        mp_limb_t carry = mpn_mul_1(limbs, limbs, (mp_size_t)size, factor);
        if (carry) limbs[size++] = carry;
    }
    return trim(arena, make(limbs, size, exponent < 0 ? times : 0, number < 0));
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* The number of these digits, of which there is one at least and no leading zero. */
static struct xpath_decimal read_digits(struct arena *arena, const char *digits, size_t length) {
    if (length <= LIMB_DIGITS) {
        mp_limb_t limb = 0;
        for (size_t i = 0; i < length; i++)
            limb = limb * 10 + (mp_limb_t)(digits[i] - '0');
        return make(&limb, 1, 0, false);
    }
    unsigned char *values = memory_allocate(length, 1);
    for (size_t i = 0; i < length; i++)
        values[i] = (unsigned char)(digits[i] - '0');
    mp_limb_t *limbs = take_limbs(arena, length / LIMB_DIGITS + 2);
    mp_size_t size = mpn_set_str(limbs, values, length, 10);
    free(values);
    return make(limbs, (size_t)size, 0, false);
}

bool decimal_read(struct arena *arena, const char *bytes, size_t length,
                  struct xpath_decimal *decimal) {
    const char *at = bytes, *end = bytes + length;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    const char *whole = at;
    while (at < end && is_digit(*at))
        at++;
    size_t whole_length = (size_t)(at - whole);
    if (at < end && *at == '.') at++;
    const char *fraction = at;
    while (at < end && is_digit(*at))
        at++;
    size_t fraction_length = (size_t)(at - fraction);
    if (at < end || !(whole_length + fraction_length)) return false;
    while (fraction_length && fraction[fraction_length - 1] == '0')
        fraction_length--;
    char room[64], *digits = room;
    if (whole_length + fraction_length > sizeof room)
        digits = memory_allocate(whole_length + fraction_length, 1);
    memcpy(digits, whole, whole_length);
    memcpy(digits + whole_length, fraction, fraction_length);
    size_t zeros = 0, count = whole_length + fraction_length;
    while (zeros < count && digits[zeros] == '0')
        zeros++;
    *decimal = read_digits(arena, digits + zeros, count - zeros);
    if (digits != room) free(digits);
    if (decimal->size) {
        decimal->negative = negative;
        /* What is too long for a scale is too long for everyone else. */
        decimal->scale =
            (fraction_length > DECIMAL_DIGITS ? DECIMAL_DIGITS + 1 : fraction_length) & INT32_MAX;
    }
    return true;
}

/* The digits of the coefficient, at least one, which the caller frees. */
static char *coefficient_digits(const struct xpath_decimal *decimal, size_t *length) {
    size_t size = decimal->size;
    unsigned char *digits = memory_allocate((size + 1) * (LIMB_DIGITS + 1) + 1, 1);
    mp_limb_t *limbs = memory_allocate(size + 1, sizeof *limbs); /* mpn_get_str() spoils them */
    memcpy(limbs, limbs_of(decimal), size * sizeof *limbs);
    *length = size ? mpn_get_str(digits, 10, limbs, (mp_size_t)size) : 1;
    free(limbs);
    for (size_t i = 0; i < *length; i++)
        digits[i] = (unsigned char)(digits[i] + '0');
    return (char *)digits;
}

static void write_zeros(struct buffer *out, size_t count) {
    while (count--)
        buffer_byte(out, '0');
}

static void write_digits(const char *digits, size_t length, size_t scale, struct buffer *out) {
    size_t whole = length > scale ? length - scale : 0;
    buffer_append(out, digits, whole);
    if (!whole) buffer_byte(out, '0');
    if (!scale) return;
    buffer_byte(out, '.');
    if (!whole) write_zeros(out, scale - length);
    buffer_append(out, digits + whole, length - whole);
}

void decimal_write(const struct xpath_decimal *decimal, struct buffer *out) {
    if (decimal->negative) buffer_byte(out, '-');
    if (decimal->size > 1) {
        size_t length;
        char *digits = coefficient_digits(decimal, &length);
        write_digits(digits, length, decimal->scale, out);
        free(digits);
        return;
    }
    char room[LIMB_DIGITS + 1], *end = room + sizeof room, *start = end;
    mp_limb_t limb = decimal->coefficient.one;
    do
        *--start = (char)('0' + limb % 10), limb /= 10;
    while (limb);
    write_digits(start, (size_t)(end - start), decimal->scale, out);
}

double decimal_to_double(const struct xpath_decimal *decimal, bool single) {
    /* Both are exact, and so the division is rounded once. */
    enum { EXACT_DIGITS = 15 };
    if (!single && decimal->size <= 1 && decimal->scale <= EXACT_DIGITS &&
        decimal->coefficient.one >> DBL_MANT_DIG == 0) {
        double number = (double)decimal->coefficient.one / (double)small_power(decimal->scale);
        return decimal->negative ? -number : number;
    }
    struct buffer text = {0};
    decimal_write(decimal, &text);
    double number = single ? (double)strtof(text.bytes, NULL) : strtod(text.bytes, NULL);
    buffer_free(&text);
    return number;
}

bool decimal_to_int64(const struct xpath_decimal *decimal, int64_t *integer) {
    if (decimal->size > 1 || decimal->scale) return false;
    mp_limb_t limb = decimal->coefficient.one;
    if (limb > (mp_limb_t)INT64_MAX + decimal->negative) return false;
    *integer = decimal->negative ? -(int64_t)(limb - 1) - 1 : (int64_t)limb;
    return true;
}

bool decimal_to_wide(const struct xpath_decimal *decimal, wide *integer) {
    if (decimal->scale || decimal->size > 2) return false;
    const mp_limb_t *limbs = limbs_of(decimal);
    mp_limb_t high = decimal->size > 1 ? limbs[1] : 0;
    if (high > INT64_MAX) return false;
    wide size = (wide)high << GMP_NUMB_BITS | limbs[0];
    *integer = decimal->negative ? -size : size;
    return true;
}

/* ---- comparison, addition, multiplication ---- */

struct xpath_decimal decimal_negate(struct xpath_decimal decimal) {
    decimal.negative = !decimal.negative && decimal.size;
    return decimal;
}

int decimal_compare(struct arena *arena, struct xpath_decimal first, struct xpath_decimal second) {
    if (first.negative != second.negative) return first.negative ? -1 : 1;
    if (first.scale != second.scale) align(arena, &first, &second);
    int order = compare_coefficients(&first, &second);
    return first.negative ? -order : order;
}

/* The sum of the coefficients, or their difference where `first` is not the smaller one. */
static struct xpath_decimal combine(struct arena *arena, const struct xpath_decimal *first,
                                    const struct xpath_decimal *second, bool subtract,
                                    uint32_t scale, bool negative) {
    if (!second->size) return make(limbs_of(first), first->size, scale, negative);
    mp_limb_t room[2], *limbs = first->size < 2 ? room : take_limbs(arena, first->size + 1);
    mp_size_t size = (mp_size_t)first->size, other = (mp_size_t)second->size;
    limbs[size] = 0;
    if (subtract)
        mpn_sub(limbs, limbs_of(first), size, limbs_of(second), other);
    else
        limbs[size] = mpn_add(limbs, limbs_of(first), size, limbs_of(second), other);
    if (limbs == room && limbs[1]) {
        limbs = take_limbs(arena, 2);
        /* cppcheck-suppress uninitvar ; both limbs were written through `limbs` */
        memcpy(limbs, room, sizeof room);
    }
    return make(limbs, (size_t)size + 1, scale, negative);
}

struct xpath_decimal decimal_add(struct arena *arena, struct xpath_decimal first,
                                 struct xpath_decimal second) {
    uint32_t scale = align(arena, &first, &second);
    bool subtract = first.negative != second.negative;
    bool swapped = compare_coefficients(&first, &second) < 0;
    const struct xpath_decimal *larger = swapped ? &second : &first;
    const struct xpath_decimal *smaller = swapped ? &first : &second;
    return trim(arena, combine(arena, larger, smaller, subtract, scale, larger->negative));
}

struct xpath_decimal decimal_multiply(struct arena *arena, struct xpath_decimal first,
                                      struct xpath_decimal second) {
    if (!first.size || !second.size) return decimal_of_int64(0);
    bool negative = first.negative != second.negative;
    uint32_t scale = (uint32_t)first.scale + second.scale;
    mp_limb_t product;
    if (first.size == 1 && second.size == 1 &&
        !__builtin_mul_overflow(first.coefficient.one, second.coefficient.one, &product))
        return trim(arena, make(&product, 1, scale, negative));
    if (first.size < second.size) {
        struct xpath_decimal other = first;
        first = second, second = other;
    }
    size_t size = (size_t)first.size + second.size;
    mp_limb_t *limbs = take_limbs(arena, size);
    mpn_mul(limbs, limbs_of(&first), (mp_size_t)first.size, limbs_of(&second),
            (mp_size_t)second.size);
    return trim(arena, make(limbs, size, scale, negative));
}

/* ---- division ---- */

/* Divides the coefficients: the quotient without sign and scale, and the rest. */
static struct xpath_decimal divide(struct arena *arena, const struct xpath_decimal *first,
                                   const struct xpath_decimal *second, struct xpath_decimal *rest) {
    if (compare_coefficients(first, second) < 0) {
        *rest = make(limbs_of(first), first->size, 0, false);
        return decimal_of_int64(0);
    }
    if (first->size == 1) {
        mp_limb_t a = first->coefficient.one, b = second->coefficient.one;
        mp_limb_t quotient = a / b, left = a % b;
        *rest = make(&left, 1, 0, false);
        return make(&quotient, 1, 0, false);
    }
    size_t size = (size_t)first->size - second->size + 1;
    mp_limb_t *quotient = take_limbs(arena, size), *left = take_limbs(arena, second->size);
    mpn_tdiv_qr(quotient, left, 0, limbs_of(first), (mp_size_t)first->size, limbs_of(second),
                (mp_size_t)second->size);
    *rest = make(left, second->size, 0, false);
    return make(quotient, size, 0, false);
}

/* How many digits a coefficient has, or one more. */
static size_t count_digits(const struct xpath_decimal *decimal) {
    return mpn_sizeinbase(limbs_of(decimal), (mp_size_t)decimal->size, 10);
}

struct xpath_decimal decimal_divide(struct arena *arena, struct xpath_decimal first,
                                    struct xpath_decimal second) {
    if (!first.size) return first;
    uint32_t aligned = align(arena, &first, &second);
    (void)aligned; /* both have it: it cancels out */
    uint64_t scale = FRACTION_DIGITS;
    size_t digits = count_digits(&first), other = count_digits(&second);
    if (other > digits) scale += other - digits + 1; /* as many zeros begin the quotient */
    bool negative = first.negative != second.negative;
    struct xpath_decimal rest, raised = shift(arena, first, scale);
    struct xpath_decimal quotient = divide(arena, &raised, &second, &rest);
    if (!quotient.size) return quotient;
    quotient.scale = (uint32_t)scale & INT32_MAX;
    quotient.negative = negative;
    return trim(arena, quotient);
}

void decimal_divide_whole(struct arena *arena, struct xpath_decimal first,
                          struct xpath_decimal second, struct xpath_decimal *quotient,
                          struct xpath_decimal *rest) {
    uint32_t scale = align(arena, &first, &second);
    *quotient = divide(arena, &first, &second, rest);
    quotient->negative = quotient->size && first.negative != second.negative;
    if (!rest->size) return;
    rest->scale = scale & INT32_MAX;
    rest->negative = first.negative;
    *rest = trim(arena, *rest);
}

/* ---- rounding (F&O 6.4) ---- */

/* Whether the size of the quotient grows by one, given what is left of the division: how it
   compares with a half, and whether the quotient is odd. */
static bool rounds_away(enum xpath_rounding rounding, bool negative, int half, bool odd) {
    switch (rounding) {
    case XPATH_CEILING: return !negative;
    case XPATH_FLOOR: return negative;
    case XPATH_ROUND: return half > 0 || (half == 0 && !negative);
    case XPATH_HALF_TO_EVEN: return half > 0 || (half == 0 && odd);
    default: return false;
    }
}

struct xpath_decimal decimal_round(struct arena *arena, struct xpath_decimal decimal,
                                   enum xpath_rounding rounding, int64_t precision) {
    if (rounding == XPATH_ABS) {
        decimal.negative = 0;
        return decimal;
    }
    if (precision >= (int64_t)decimal.scale || !decimal.size) return decimal;
    /* No number has that many digits: all of them go. */
    const int64_t all = -(int64_t)decimal.size * (LIMB_DIGITS + 1) - 1;
    if (precision < all) precision = all;
    struct xpath_decimal unit = shift(arena, decimal_of_int64(1),
                                      (uint64_t)(decimal.scale - precision)),
                         rest;
    struct xpath_decimal quotient = divide(arena, &decimal, &unit, &rest);
    if (rest.size) {
        int half = decimal_compare(arena, decimal_add(arena, rest, rest), unit);
        bool odd = quotient.size && *limbs_of(&quotient) & 1;
        if (rounds_away(rounding, decimal.negative, half, odd))
            quotient = decimal_add(arena, quotient, decimal_of_int64(1));
    }
    if (precision < 0) quotient = shift(arena, quotient, (uint64_t)-precision);
    if (!quotient.size) return quotient;
    quotient.scale = (uint32_t)(precision > 0 ? precision : 0) & INT32_MAX;
    quotient.negative = decimal.negative;
    return trim(arena, quotient);
}
