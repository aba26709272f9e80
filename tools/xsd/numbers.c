/* boolean, decimal with the integers, float and double. */
#include "xsd/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- boolean (Part 2, 3.2.2) ---- */

bool parse_boolean(const struct type *type, struct text text,
                   const struct datatype_context *context, struct datatype_value *value,
                   struct buffer *reason) {
    (void)type, (void)context, (void)reason;
    static const struct {
        const char *text;
        bool truth;
    } literals[] = {{"true", true}, {"false", false}, {"1", true}, {"0", false}};
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        size_t length = strlen(literals[i].text);
        if (text_length(text) != length || memcmp(text.start, literals[i].text, length) != 0)
            continue;
        if (value) value->as.truth = literals[i].truth;
        return true;
    }
    return false;
}

static bool equal_booleans(const struct datatype_value *first,
                           const struct datatype_value *second) {
    return first->as.truth == second->as.truth;
}

const struct primitive primitive_boolean = {.equal = equal_booleans};

/* ---- decimal (Part 2, 3.2.3) ---- */

static struct text read_digits(const char **at, const char *end) {
    struct text digits = {*at, *at};
    while (digits.end < end && *digits.end >= '0' && *digits.end <= '9')
        digits.end++;
    *at = digits.end;
    return digits;
}

/* [+-]?(digits(.digits?)?|.digits), or without the point: sets *decimal to its digits that count;
   returns how far it came, NULL where there is no digit. */
static const char *read_decimal(struct text text, bool point_allowed, struct decimal *decimal) {
    const char *at = text.start;
    bool minus = at < text.end && *at == '-';
    if (at < text.end && (*at == '-' || *at == '+')) at++;
    struct text whole = read_digits(&at, text.end), fraction = {at, at};
    if (point_allowed && at < text.end && *at == '.') {
        at++;
        fraction = read_digits(&at, text.end);
    }
    if (whole.start == whole.end && fraction.start == fraction.end) return NULL;
    while (whole.start < whole.end && *whole.start == '0')
        whole.start++;
    while (fraction.start < fraction.end && fraction.end[-1] == '0')
        fraction.end--;
    bool zero = whole.start == whole.end && fraction.start == fraction.end;
    *decimal = (struct decimal){minus && !zero, whole, fraction};
    return at;
}

static enum order compare_decimals(const struct decimal *first, const struct decimal *second) {
    if (first->negative != second->negative) return first->negative ? LESS : GREATER;
    enum order less = first->negative ? GREATER : LESS, greater = first->negative ? LESS : GREATER;
    size_t length = text_length(first->whole), other = text_length(second->whole);
    if (length != other) return length < other ? less : greater;
    int difference = length ? memcmp(first->whole.start, second->whole.start, length) : 0;
    if (difference) return difference < 0 ? less : greater;
    length = text_length(first->fraction), other = text_length(second->fraction);
    size_t common = length < other ? length : other;
    difference = common ? memcmp(first->fraction.start, second->fraction.start, common) : 0;
    if (difference) return difference < 0 ? less : greater;
    return length == other ? EQUAL : length < other ? less : greater;
}

bool parse_decimal(const struct type *type, struct text text,
                   const struct datatype_context *context, struct datatype_value *value,
                   struct buffer *reason) {
    (void)type, (void)context, (void)reason;
    struct decimal decimal;
    if (read_decimal(text, true, &decimal) != text.end) return false;
    if (value) value->as.decimal = decimal;
    return true;
}

/* Compares with an integer that is written out. */
static enum order compare_with(const struct decimal *decimal, const char *limit) {
    struct decimal other;
    read_decimal((struct text){limit, limit + strlen(limit)}, false, &other);
    return compare_decimals(decimal, &other);
}

bool parse_integer(const struct type *type, struct text text,
                   const struct datatype_context *context, struct datatype_value *value,
                   struct buffer *reason) {
    (void)context, (void)reason;
    struct decimal decimal;
    if (read_decimal(text, false, &decimal) != text.end) return false;
    if (value) value->as.decimal = decimal;
    return (!type->minimum || compare_with(&decimal, type->minimum) != LESS) &&
           (!type->maximum || compare_with(&decimal, type->maximum) != GREATER);
}

size_t decimal_digits(const struct decimal *decimal) {
    return text_length(decimal->whole) + text_length(decimal->fraction);
}

size_t decimal_fraction_digits(const struct decimal *decimal) {
    return text_length(decimal->fraction);
}

static enum order order_decimals(const struct datatype_value *first,
                                 const struct datatype_value *second) {
    return compare_decimals(&first->as.decimal, &second->as.decimal);
}

static bool equal_decimals(const struct datatype_value *first,
                           const struct datatype_value *second) {
    return order_decimals(first, second) == EQUAL;
}

const struct primitive primitive_decimal = {
    .facets = FACETS_BOUNDS | FACETS_DIGITS, .equal = equal_decimals, .compare = order_decimals};

/* ---- float and double (Part 2, 3.2.4, 3.2.5) ---- */

static bool is_special(struct text text) {
    static const char *const specials[] = {"INF", "-INF", "NaN"};
    for (size_t i = 0; i < 3; i++)
        if (text_length(text) == strlen(specials[i]) &&
            memcmp(text.start, specials[i], text_length(text)) == 0)
            return true;
    return false;
}

/* A decimal, and perhaps "e" or "E" with an integer. */
static bool is_number(struct text text) {
    struct decimal decimal;
    const char *at = read_decimal(text, true, &decimal);
    if (!at || at == text.end) return at;
    if (*at != 'e' && *at != 'E') return false;
    return read_decimal((struct text){at + 1, text.end}, false, &decimal) == text.end;
}

/* Numbers are read by the C library, in its "C" locale; it also knows the special ones. */
static double read_number(struct text text, bool single) {
    char room[128], *copy = room;
    size_t length = text_length(text);
    if (length >= sizeof room)
        copy = memory_copy(text.start, length);
    else
        memcpy(room, text.start, length), room[length] = '\0';
    double number = single ? (double)strtof(copy, NULL) : strtod(copy, NULL);
    if (copy != room) free(copy);
    return number;
}

static bool parse_floating(struct text text, bool single, struct datatype_value *value) {
    if (!is_number(text) && !is_special(text)) return false;
    if (value) value->as.number = read_number(text, single);
    return true;
}

bool parse_float(const struct type *type, struct text text, const struct datatype_context *context,
                 struct datatype_value *value, struct buffer *reason) {
    (void)type, (void)context, (void)reason;
    return parse_floating(text, true, value);
}

bool parse_double(const struct type *type, struct text text, const struct datatype_context *context,
                  struct datatype_value *value, struct buffer *reason) {
    (void)type, (void)context, (void)reason;
    return parse_floating(text, false, value);
}

/* NaN equals itself and cannot be compared with anything else. */
static enum order order_numbers(const struct datatype_value *first,
                                const struct datatype_value *second) {
    double a = first->as.number, b = second->as.number;
    if (a < b) return LESS;
    if (a > b) return GREATER;
    return a == b || (a != a && b != b) ? EQUAL : INCOMPARABLE;
}

static bool equal_numbers(const struct datatype_value *first, const struct datatype_value *second) {
    return order_numbers(first, second) == EQUAL;
}

const struct primitive primitive_float = {
    .facets = FACETS_BOUNDS, .equal = equal_numbers, .compare = order_numbers};
