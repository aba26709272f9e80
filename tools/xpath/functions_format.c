/* fn:format-integer (F&O 3.1 4.6) and fn:format-number (4.7), with the default decimal format. */
#include "xpath/functions_common.h"

#include "xpath/integer_pictures.h"
#include "xpath/values.h"

#include <math.h>
#include <stdlib.h>

static bool fail_picture(struct xpath_evaluation *evaluation, const char *reason) {
    return fail_with(evaluation, "FODF1310", "picture: %s", reason);
}

/* ---- fn:format-integer ---- */

/* The modifier behind the last ";": c or o, what it is for in parentheses, a or t. */
static bool read_modifier(struct codes modifier, bool *is_ordinal) {
    size_t i = 0;
    *is_ordinal = modifier.count && modifier.at[0] == 'o';
    if (modifier.count && (modifier.at[0] == 'o' || modifier.at[0] == 'c')) {
        i++;
        if (i < modifier.count && modifier.at[i] == '(') {
            size_t begin = i;
            while (i < modifier.count && modifier.at[i] != ')')
                i++;
            if (i == modifier.count || i == begin + 1) return false;
            i++;
        }
    }
    if (i < modifier.count && (modifier.at[i] == 'a' || modifier.at[i] == 't')) i++;
    return i == modifier.count;
}

/* The picture of the call: a format token and, behind the last ";", its modifier. */
static bool picture_argument(struct xpath_evaluation *evaluation,
                             const struct xpath_sequence *arguments, size_t count,
                             struct integer_picture *picture) {
    struct codes token =
        codes_of(xpath_values_of(evaluation)->arena, string_argument(arguments, count, 1));
    struct codes modifier = {NULL, 0};
    struct xpath_string language = string_argument(arguments, count, 2);
    bool is_ordinal;
    for (size_t i = token.count; i; i--)
        if (token.at[i - 1] == ';') {
            modifier = (struct codes){token.at + i, token.count - i};
            token.count = i - 1;
            break;
        }
    if (!token.count) return fail_picture(evaluation, "there is no format token");
    if (!read_modifier(modifier, &is_ordinal))
        return fail_picture(evaluation, "what stands behind \";\" is no modifier");
    if (!integer_picture_read(evaluation, token, "FODF1310", picture)) return false;
    picture->is_ordinal = is_ordinal;
    picture->is_german = language.length >= 2 && memcmp(language.bytes, "de", 2) == 0;
    return true;
}

FUNCTION(format_integer) {
    const struct xpath_value *number = argument(arguments, count, 0);
    struct integer_picture picture;
    if (!number) return give_text(result, XPATH_STRING, "");
    if (!picture_argument(evaluation, arguments, count, &picture)) return false;
    struct buffer digits = {0}, out = {0};
    decimal_write(&number->as.decimal, &digits);
    bool negative = digits.bytes[0] == '-';
    if (negative) buffer_byte(&out, '-');
    integer_picture_write(&picture, digits.bytes + negative, digits.length - negative, &out);
    buffer_free(&digits);
    return give_buffer(evaluation, result, &out);
}

/* ---- fn:format-number: sub-pictures (4.7.3, 4.7.4) ---- */

enum { PER_MILLE = 0x2030 };

/* Where digits have separators before them, counted in digits from the decimal separator. */
struct grouping {
    size_t *places;
    size_t count;
    size_t interval; /* of the integer part, where it is regular */
};

struct sub_picture {
    struct codes prefix, suffix;
    bool has_percent, has_per_mille, has_exponent;
    size_t least_integer, least_fraction, most_fraction, least_exponent;
    size_t scaling; /* integer digits of a mantissa */
    struct grouping integer, fraction;
};

static bool is_digit_sign(uint32_t code) {
    return (code >= '0' && code <= '9') || code == '#';
}

/* "e" is an exponent separator between active characters only. */
static bool is_active(struct codes picture, size_t i) {
    uint32_t code = picture.at[i];
    if (is_digit_sign(code) || code == '.' || code == ',') return true;
    return code == 'e' && i && i + 1 < picture.count && is_digit_sign(picture.at[i + 1]) &&
           (is_digit_sign(picture.at[i - 1]) || picture.at[i - 1] == '.' ||
            picture.at[i - 1] == ',');
}

static bool is_mandatory(uint32_t code) {
    return code >= '0' && code <= '9';
}

/* Integer part: optional digits, then mandatory ones, with separators in between. */
static bool read_integer_part(struct xpath_evaluation *evaluation, struct codes part,
                              struct sub_picture *sub, bool *has_optional) {
    size_t digits = 0, following = 0;
    for (size_t i = 0; i < part.count; i++)
        digits += is_digit_sign(part.at[i]);
    *has_optional = false;
    for (size_t i = 0; i < part.count; i++) {
        if (part.at[i] == ',') {
            if (i + 1 == part.count || part.at[i + 1] == ',')
                return fail_picture(evaluation, "a grouping separator without digits behind it");
            sub->integer.places[sub->integer.count++] = digits - following;
            continue;
        }
        following++;
        if (is_mandatory(part.at[i]))
            sub->least_integer++;
        else if (sub->least_integer)
            return fail_picture(evaluation, "\"#\" behind a digit before the point");
        else
            *has_optional = true;
    }
    /* Regular grouping goes on to the left. */
    size_t count = sub->integer.count;
    if (!count) return true;
    size_t interval = sub->integer.places[count - 1];
    for (size_t i = 0; i < count; i++)
        if (sub->integer.places[i] != interval * (count - i)) return true;
    if (digits - sub->integer.places[0] <= interval) sub->integer.interval = interval;
    return true;
}

static bool read_fraction(struct xpath_evaluation *evaluation, struct codes part,
                          struct sub_picture *sub) {
    for (size_t i = 0; i < part.count; i++) {
        if (part.at[i] == ',') {
            if (!i || part.at[i - 1] == ',')
                return fail_picture(evaluation, "a grouping separator without digits before it");
            sub->fraction.places[sub->fraction.count++] = sub->most_fraction;
            continue;
        }
        if (is_mandatory(part.at[i]) && sub->least_fraction < sub->most_fraction)
            return fail_picture(evaluation, "a digit behind \"#\" behind the point");
        sub->most_fraction++;
        sub->least_fraction += is_mandatory(part.at[i]);
    }
    return true;
}

static bool read_exponent(struct xpath_evaluation *evaluation, struct codes part,
                          struct sub_picture *sub) {
    for (size_t i = 0; i < part.count; i++)
        if (!is_mandatory(part.at[i]))
            return fail_picture(evaluation, "an exponent of what are no digits");
    sub->least_exponent = part.count;
    return true;
}

/* The sizes that follow from those that are written (4.7.4). */
static void adjust_sizes(struct sub_picture *sub, bool has_optional) {
    sub->scaling = sub->least_integer;
    if (!sub->least_integer && !sub->most_fraction) {
        if (sub->has_exponent)
            sub->least_fraction = sub->most_fraction = 1;
        else
            sub->least_integer = 1;
    }
    if (sub->has_exponent && !sub->least_integer && has_optional) sub->least_integer = 1;
    if (!sub->least_integer && !sub->least_fraction) sub->least_fraction = 1;
}

/* The place of the character from `i` on, or `end`. */
static size_t find_code(struct codes codes, size_t i, size_t end, uint32_t code) {
    while (i < end && codes.at[i] != code)
        i++;
    return i;
}

static struct codes slice(struct codes codes, size_t start, size_t end) {
    return (struct codes){codes.at + start, end - start};
}

static bool read_percents(struct xpath_evaluation *evaluation, struct codes passive,
                          struct sub_picture *sub) {
    for (size_t i = 0; i < passive.count; i++) {
        bool percent = passive.at[i] == '%', per_mille = passive.at[i] == PER_MILLE;
        if (!percent && !per_mille) continue;
        if (sub->has_percent || sub->has_per_mille)
            return fail_picture(evaluation, "several signs of percent or per mille");
        sub->has_percent |= percent;
        sub->has_per_mille |= per_mille;
    }
    return true;
}

static bool read_sub_picture(struct xpath_evaluation *evaluation, struct codes picture,
                             struct sub_picture *sub) {
    struct arena *arena = xpath_values_of(evaluation)->arena;
    size_t start = 0, end, room = (picture.count + 1) * sizeof(size_t);
    *sub = (struct sub_picture){.integer.places = arena_allocate(arena, room),
                                .fraction.places = arena_allocate(arena, room)};
    while (start < picture.count && !is_active(picture, start))
        start++;
    for (end = start; end < picture.count && is_active(picture, end);)
        end++;
    sub->prefix = slice(picture, 0, start);
    sub->suffix = slice(picture, end, picture.count);
    for (size_t i = end; i < picture.count; i++)
        if (is_active(picture, i))
            return fail_picture(evaluation, "other characters stand between its digits");
    if (!read_percents(evaluation, sub->prefix, sub) ||
        !read_percents(evaluation, sub->suffix, sub))
        return false;
    size_t exponent = find_code(picture, start, end, 'e');
    size_t point = find_code(picture, start, exponent, '.');
    sub->has_exponent = exponent < end;
    if (sub->has_exponent && (sub->has_percent || sub->has_per_mille))
        return fail_picture(evaluation, "an exponent with percent or per mille");
    if (find_code(picture, point + 1, end, '.') < end)
        return fail_picture(evaluation, "two decimal separators");
    size_t digits = 0;
    for (size_t i = start; i < exponent; i++)
        digits += is_digit_sign(picture.at[i]);
    if (!digits) return fail_picture(evaluation, "it has no digits");
    bool has_optional;
    size_t fraction = point < exponent ? point + 1 : exponent;
    if (!read_integer_part(evaluation, slice(picture, start, point), sub, &has_optional) ||
        !read_fraction(evaluation, slice(picture, fraction, exponent), sub) ||
        (sub->has_exponent && !read_exponent(evaluation, slice(picture, exponent + 1, end), sub)))
        return false;
    if (point < exponent && exponent > fraction && picture.at[exponent - 1] == ',')
        return fail_picture(evaluation, "a grouping separator at its end");
    adjust_sizes(sub, has_optional);
    return true;
}

/* ---- fn:format-number: the number (4.7.5) ---- */

static void put_codes(struct buffer *out, struct codes codes) {
    for (size_t i = 0; i < codes.count; i++)
        string_put(out, codes.at[i]);
}

static bool has_place(const struct grouping *grouping, size_t place) {
    if (grouping->interval) return place % grouping->interval == 0;
    for (size_t i = 0; i < grouping->count; i++)
        if (grouping->places[i] == place) return true;
    return false;
}

static void put_integer_part(struct buffer *out, const struct sub_picture *sub,
                             struct xpath_string digits) {
    while (digits.length && *digits.bytes == '0')
        digits.bytes++, digits.length--;
    size_t all = digits.length > sub->least_integer ? digits.length : sub->least_integer;
    for (size_t left = all; left; left--) {
        if (left < all && has_place(&sub->integer, left)) buffer_byte(out, ',');
        buffer_byte(out, left > digits.length ? '0' : digits.bytes[digits.length - left]);
    }
}

static void put_fraction(struct buffer *out, const struct sub_picture *sub,
                         struct xpath_string digits) {
    while (digits.length && digits.bytes[digits.length - 1] == '0')
        digits.length--;
    size_t all = digits.length > sub->least_fraction ? digits.length : sub->least_fraction;
    if (all) buffer_byte(out, '.');
    for (size_t i = 0; i < all; i++) {
        if (i && has_place(&sub->fraction, i)) buffer_byte(out, ',');
        buffer_byte(out, i < digits.length ? digits.bytes[i] : '0');
    }
}

/* The two sides of the point of a decimal that is not negative. */
static void split(const struct buffer *decimal, struct xpath_string *integer,
                  struct xpath_string *fraction) {
    const char *point = strchr(decimal->bytes, '.');
    *integer = (struct xpath_string){decimal->bytes,
                                     point ? (size_t)(point - decimal->bytes) : decimal->length};
    size_t skipped = integer->length + (point != NULL);
    *fraction = (struct xpath_string){decimal->bytes + skipped, decimal->length - skipped};
}

/* Moves the point so that `scaling` digits stand before it; by how much is the exponent. */
static int64_t scale(struct arena *arena, size_t scaling, struct xpath_decimal *number) {
    struct buffer written = {0}, scaled = {0};
    struct xpath_string integer, fraction;
    decimal_write(number, &written);
    split(&written, &integer, &fraction);
    buffer_append(&scaled, integer.bytes, integer.length);
    buffer_append(&scaled, fraction.bytes, fraction.length);
    size_t zeros = 0;
    while (zeros < scaled.length && scaled.bytes[zeros] == '0')
        zeros++;
    int64_t exponent = (int64_t)integer.length - (int64_t)zeros - (int64_t)scaling;
    while (scaled.length < zeros + scaling)
        buffer_byte(&scaled, '0');
    buffer_insert(&scaled, zeros + scaling, ".", 1);
    buffer_byte(&scaled, '0');
    decimal_read(arena, scaled.bytes, scaled.length, number);
    buffer_free(&written);
    buffer_free(&scaled);
    return exponent;
}

/* A double by the fewest digits that stand for it. */
static struct xpath_decimal shortest(struct xpath_values *values,
                                     const struct xpath_value *number) {
    struct xpath_string text = xpath_value_text(values, number);
    const char *sign = memchr(text.bytes, 'E', text.length);
    struct buffer digits = {0};
    struct xpath_decimal decimal;
    long exponent = sign ? strtol(sign + 1, NULL, 10) : 0;
    struct xpath_string mantissa = {text.bytes, sign ? (size_t)(sign - text.bytes) : text.length};
    const char *point = memchr(mantissa.bytes, '.', mantissa.length);
    if (point) exponent -= (long)(mantissa.bytes + mantissa.length - point - 1);
    for (size_t i = 0; i < mantissa.length; i++)
        if (mantissa.bytes[i] != '.') buffer_byte(&digits, mantissa.bytes[i]);
    for (; exponent > 0; exponent--)
        buffer_byte(&digits, '0');
    while (digits.length < (size_t)-exponent + 1)
        buffer_insert(&digits, 0, "0", 1);
    if (exponent) buffer_insert(&digits, digits.length - (size_t)-exponent, ".", 1);
    decimal_read(values->arena, digits.bytes, digits.length, &decimal);
    buffer_free(&digits);
    return decimal;
}

static void put_number(struct arena *arena, struct buffer *out, const struct sub_picture *sub,
                       struct xpath_decimal number) {
    struct buffer written = {0};
    struct xpath_string integer, fraction;
    int64_t exponent = 0;
    if (sub->has_exponent && !decimal_is_zero(&number))
        exponent = scale(arena, sub->scaling, &number);
    number = decimal_round(arena, number, XPATH_HALF_TO_EVEN, (int64_t)sub->most_fraction);
    decimal_write(&number, &written);
    split(&written, &integer, &fraction);
    put_integer_part(out, sub, integer);
    put_fraction(out, sub, fraction);
    buffer_free(&written);
    if (!sub->has_exponent) return;
    buffer_print(out, "e%s%0*lld", exponent < 0 ? "-" : "", (int)sub->least_exponent,
                 (long long)(exponent < 0 ? -exponent : exponent));
}

/* The sub-pictures for numbers from zero on and for negative ones; the second may not be there. */
static bool read_picture(struct xpath_evaluation *evaluation, struct codes picture,
                         struct sub_picture subs[2], bool *has_second) {
    size_t end = find_code(picture, 0, picture.count, ';');
    *has_second = end < picture.count;
    if (*has_second && find_code(picture, end + 1, picture.count, ';') < picture.count)
        return fail_picture(evaluation, "it has \";\" twice");
    return read_sub_picture(evaluation, slice(picture, 0, end), &subs[0]) &&
           (!*has_second ||
            read_sub_picture(evaluation, slice(picture, end + 1, picture.count), &subs[1]));
}

/* The number without its sign, a hundred or thousand times larger for percent or per mille; false
   where that is infinite. */
static bool magnitude(struct xpath_values *values, const struct sub_picture *sub,
                      const struct xpath_value *number, struct xpath_decimal *decimal) {
    int64_t factor = sub->has_percent ? 100 : sub->has_per_mille ? 1000 : 1;
    if (number->type != XPATH_DOUBLE && number->type != XPATH_FLOAT) {
        *decimal = decimal_multiply(values->arena, number->as.decimal, decimal_of_int64(factor));
        decimal->negative = false;
        return true;
    }
    struct xpath_value product = *number;
    product.as.number = fabs(number->as.number) * (double)factor;
    if (isinf(product.as.number)) return false;
    *decimal = shortest(values, &product);
    return true;
}

FUNCTION(format_number) {
    struct xpath_values *values = xpath_values_of(evaluation);
    struct xpath_value number = xpath_value_double(NAN);
    struct sub_picture subs[2];
    bool has_second;
    if (argument(arguments, count, 0)) number = *arguments[0].items;
    if (argument(arguments, count, 2))
        return fail_with(evaluation, "FODF1280", "there is no decimal format of that name");
    if (!read_picture(evaluation, codes_of(values->arena, string_argument(arguments, count, 1)),
                      subs, &has_second))
        return false;
    bool floating = number.type == XPATH_DOUBLE || number.type == XPATH_FLOAT;
    if (floating && isnan(number.as.number)) return give_text(result, XPATH_STRING, "NaN");
    bool negative = floating ? signbit(number.as.number) != 0 : number.as.decimal.negative;
    const struct sub_picture *sub = &subs[negative && has_second];
    struct xpath_decimal decimal;
    struct buffer out = {0};
    if (negative && !has_second) buffer_byte(&out, '-');
    put_codes(&out, sub->prefix);
    if (magnitude(values, sub, &number, &decimal))
        put_number(values->arena, &out, sub, decimal);
    else
        buffer_text(&out, "Infinity");
    put_codes(&out, sub->suffix);
    return give_buffer(evaluation, result, &out);
}

/* ---- the table ---- */

const struct xpath_function_row xpath_format_functions[] = {
    ROW(fn_format_integer, "format-integer", 2, 3, XPATH_OF_31, ONE(STRING), MAYBE(INTEGER),
        ONE(STRING), MAYBE(STRING)),
    ROW(fn_format_number, "format-number", 2, 3, XPATH_OF_31, ONE(STRING), MAYBE(NUMERIC_TYPE),
        ONE(STRING), MAYBE(STRING)),
    ROW(fn_format_number, "format-number", 2, 3, XPATH_OF_XSLT, ONE(STRING), MAYBE(NUMERIC_TYPE),
        ONE(STRING), ONE(STRING)),
    {0},
};
