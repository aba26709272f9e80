/* Numbers: from strings (F&O 17.1.1), from each other (17.1.3), and as canonical strings
   (17.1.2). */
#include "xpath/values.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- from strings ---- */

/* [+-]?(digits(.digits?)?|.digits)([eE][+-]?digits)? */
static bool is_floating(struct xpath_string string) {
    const char *at = string.bytes, *end = at + string.length;
    size_t digits = 0, exponent = 1;
    if (at < end && (*at == '-' || *at == '+')) at++;
    for (; at < end && *at >= '0' && *at <= '9'; at++)
        digits++;
    if (at < end && *at == '.') at++;
    for (; at < end && *at >= '0' && *at <= '9'; at++)
        digits++;
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '-' || *at == '+')) at++;
        for (exponent = 0; at < end && *at >= '0' && *at <= '9'; at++)
            exponent++;
    }
    return digits && exponent && at == end;
}

static bool read_special(struct xpath_string string, double *number) {
    static const struct {
        const char *text;
        double number;
    } specials[] = {{"INF", INFINITY}, {"-INF", -INFINITY}, {"NaN", NAN}};
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
        size_t length = strlen(specials[i].text);
        if (length != string.length || memcmp(specials[i].text, string.bytes, length) != 0)
            continue;
        *number = specials[i].number;
        return true;
    }
    return false;
}

/* Read by the C library, in its "C" locale. */
static bool read_floating(struct xpath_values *values, struct xpath_string string, bool single,
                          double *number) {
    if (!is_floating(string)) return read_special(string, number);
    char room[64];
    const char *text = room;
    if (string.length < sizeof room) {
        memcpy(room, string.bytes, string.length);
        room[string.length] = '\0';
    } else {
        text = arena_copy(values->arena, string.bytes, string.length);
    }
    *number = single ? (double)strtof(text, NULL) : strtod(text, NULL);
    return true;
}

bool cast_string_to_number(struct xpath_values *values, struct xpath_string string,
                           enum xpath_type type, struct xpath_value *result) {
    struct xpath_string text = string_trim(string);
    result->type = type;
    if (type == XPATH_FLOAT || type == XPATH_DOUBLE)
        return read_floating(values, text, type == XPATH_FLOAT, &result->as.number) ||
               fail_lexical(values, string, type);
    struct xpath_decimal *decimal = &result->as.decimal;
    if (type_is_integer(type) && text.length && memchr(text.bytes, '.', text.length))
        return fail_lexical(values, string, type);
    if (!decimal_read(values->arena, text.bytes, text.length, decimal))
        return fail_lexical(values, string, type);
    if (!decimal_fits(decimal))
        return type_is_integer(type)
                   ? xpath_fail(values, "FOCA0003", "this integer has too many digits")
                   : xpath_fail(values, "FOCA0001", "this decimal has too many digits");
    return type_holds(type, decimal) || fail_lexical(values, string, type);
}

/* ---- from numbers and booleans (F&O 17.1.3) ---- */

bool decimal_result(struct xpath_values *values, struct xpath_decimal decimal, enum xpath_type type,
                    struct xpath_value *result) {
    if (!decimal_fits(&decimal))
        return xpath_fail(values, "FOAR0002", "the result has too many digits");
    *result = (struct xpath_value){type, .as.decimal = decimal};
    return true;
}

/* The decimal that a number or boolean is; FOCA0002 where it is none. */
static bool to_decimal(struct xpath_values *values, const struct xpath_value *value,
                       enum xpath_type type, struct xpath_decimal *decimal) {
    if (value->type == XPATH_BOOLEAN) {
        *decimal = decimal_of_int64(value->as.boolean);
    } else if (value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE) {
        if (!isfinite(value->as.number))
            return xpath_fail(values, "FOCA0002", "%s is no xs:%s",
                              xpath_value_text(values, value).bytes, xpath_type_name(type));
        *decimal = decimal_of_double(values->arena, value->as.number);
    } else {
        *decimal = value->as.decimal;
    }
    return true;
}

bool cast_to_number(struct xpath_values *values, const struct xpath_value *value,
                    enum xpath_type type, struct xpath_value *result) {
    if (type == XPATH_FLOAT || type == XPATH_DOUBLE) {
        bool single = type == XPATH_FLOAT;
        double number = value->type == XPATH_BOOLEAN ? (double)value->as.boolean
                        : value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE
                            ? value->as.number
                            : decimal_to_double(&value->as.decimal, single);
        *result = (struct xpath_value){type, .as.number = single ? (double)(float)number : number};
        return true;
    }
    struct xpath_decimal decimal;
    if (!to_decimal(values, value, type, &decimal)) return false;
    if (type_is_integer(type) && !decimal_is_integer(&decimal)) {
        struct xpath_decimal rest;
        decimal_divide_whole(values->arena, decimal, decimal_of_int64(1), &decimal, &rest);
    }
    if (!type_holds(type, &decimal))
        return xpath_fail(values, "FORG0001", "%s is not in the range of xs:%s",
                          xpath_value_text(values, value).bytes, xpath_type_name(type));
    *result = (struct xpath_value){type, .as.decimal = decimal};
    return true;
}

/* ---- as strings (F&O 17.1.2) ---- */

/* The digits of a finite number, as few as give it back when they are read: DIGIT.DIGITSe+NN. */
static void shortest_digits(double number, bool single, char *text, size_t size) {
    /* As many digits as every number of that size has; subnormal ones may have fewer. */
    bool normal = fabs(number) >= (single ? (double)FLT_MIN : DBL_MIN);
    int count = normal ? (single ? FLT_DIG : DBL_DIG) : 1;
    for (int last = single ? FLT_DECIMAL_DIG : DBL_DECIMAL_DIG; count <= last; count++) {
        snprintf(text, size, "%.*e", count - 1, number);
        if ((single ? (double)strtof(text, NULL) : strtod(text, NULL)) == number) return;
    }
}

static void append_zeros(struct buffer *out, int count) {
    while (count-- > 0)
        buffer_byte(out, '0');
}

/* Without an exponent: `point` of the digits are before the point. */
static void write_plain(const char *digits, int count, int point, struct buffer *out) {
    int whole = point < 0 ? 0 : point < count ? point : count;
    buffer_append(out, digits, (size_t)whole);
    append_zeros(out, point - count);
    if (!whole) buffer_byte(out, '0');
    if (whole == count) return;
    buffer_byte(out, '.');
    append_zeros(out, -point);
    buffer_append(out, digits + whole, (size_t)(count - whole));
}

static void write_floating(double number, bool single, struct buffer *out) {
    if (isnan(number) || isinf(number)) {
        buffer_text(out, isnan(number) ? "NaN" : number < 0 ? "-INF" : "INF");
        return;
    }
    if (signbit(number)) buffer_byte(out, '-');
    number = fabs(number);
    if (number == 0) {
        buffer_byte(out, '0');
        return;
    }
    char text[64], digits[32];
    shortest_digits(number, single, text, sizeof text);
    const char *exponent_mark = strchr(text, 'e');
    int exponent = atoi(exponent_mark + 1), count = 0;
    for (const char *at = text; at < exponent_mark; at++)
        if (*at != '.') digits[count++] = *at;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    if (number >= 0.000001 && number < 1000000) {
        write_plain(digits, count, exponent + 1, out);
        return;
    }
    buffer_byte(out, digits[0]);
    buffer_byte(out, '.');
    buffer_append(out, count > 1 ? digits + 1 : "0", count > 1 ? (size_t)count - 1 : 1);
    buffer_print(out, "E%d", exponent);
}

void write_number(const struct xpath_value *value, struct buffer *out) {
    if (value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE)
        write_floating(value->as.number, value->type == XPATH_FLOAT, out);
    else
        decimal_write(&value->as.decimal, out);
}
