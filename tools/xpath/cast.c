/* Casting (F&O 17): the table of what can be cast to what, strings, booleans, binaries, names; the
   other families are in cast_numbers.c and cast_dates.c. */
#include "xpath/values.h"

#include "xsd/datatype.h"

#include <math.h>
#include <string.h>

/* ---- the table of F&O 17.1 ---- */

/* The columns and rows of the table, in its order. */
static const enum xpath_type families[] = {
    XPATH_UNTYPED_ATOMIC,    XPATH_STRING,    XPATH_FLOAT,         XPATH_DOUBLE,
    XPATH_DECIMAL,           XPATH_INTEGER,   XPATH_DURATION,      XPATH_YEAR_MONTH_DURATION,
    XPATH_DAY_TIME_DURATION, XPATH_DATE_TIME, XPATH_TIME,          XPATH_DATE,
    XPATH_G_YEAR_MONTH,      XPATH_G_YEAR,    XPATH_G_MONTH_DAY,   XPATH_G_DAY,
    XPATH_G_MONTH,           XPATH_BOOLEAN,   XPATH_BASE64_BINARY, XPATH_HEX_BINARY,
    XPATH_ANY_URI,           XPATH_QNAME,     XPATH_NOTATION};
enum { FAMILIES = sizeof families / sizeof *families };

/* Y and M as there: always, and for some values; a point for never.
   uA str flt dbl dec int | dur yMD dTD | dT tim dat gYM gYr gMD gDay gMon | bool b64 hxB URI QN NOT
 */
/* clang-format off */
static const char castable[FAMILIES][FAMILIES + 1] = {
    "YYMMMM" "MMM" "MMMMMMMM" "MMMM..", /* untypedAtomic */
    "YYMMMM" "MMM" "MMMMMMMM" "MMMMMM", /* string */
    "YYYYMM" "..." "........" "Y.....", /* float */
    "YYYYMM" "..." "........" "Y.....", /* double */
    "YYYYYY" "..." "........" "Y.....", /* decimal */
    "YYYYYY" "..." "........" "Y.....", /* integer */
    "YY...." "YYY" "........" "......", /* duration */
    "YY...." "YYY" "........" "......", /* yearMonthDuration */
    "YY...." "YYY" "........" "......", /* dayTimeDuration */
    "YY...." "..." "YYYYYYYY" "......", /* dateTime */
    "YY...." "..." ".Y......" "......", /* time */
    "YY...." "..." "Y.YYYYYY" "......", /* date */
    "YY...." "..." "...Y...." "......", /* gYearMonth */
    "YY...." "..." "....Y..." "......", /* gYear */
    "YY...." "..." ".....Y.." "......", /* gMonthDay */
    "YY...." "..." "......Y." "......", /* gDay */
    "YY...." "..." ".......Y" "......", /* gMonth */
    "YYYYYY" "..." "........" "Y.....", /* boolean */
    "YY...." "..." "........" ".YY...", /* base64Binary */
    "YY...." "..." "........" ".YY...", /* hexBinary */
    "YY...." "..." "........" "...Y..", /* anyURI */
    "YY...." "..." "........" "....YM", /* QName */
    "YY...." "..." "........" "....YM", /* NOTATION */
};
/* clang-format on */

static size_t family_of(enum xpath_type type) {
    enum xpath_type primitive = xpath_type_primitive(type);
    size_t family = 0;
    while (families[family] != primitive)
        family++;
    return family;
}

/* ---- strings ---- */

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct xpath_string string_trim(struct xpath_string string) {
    while (string.length && is_space(*string.bytes))
        string.bytes++, string.length--;
    while (string.length && is_space(string.bytes[string.length - 1]))
        string.length--;
    return string;
}

struct xpath_string string_keep(struct xpath_values *values, struct buffer *buffer) {
    const char *bytes = buffer->bytes ? buffer->bytes : "";
    struct xpath_string string = {arena_copy(values->arena, bytes, buffer->length), buffer->length};
    buffer_free(buffer);
    return string;
}

bool fail_lexical(struct xpath_values *values, struct xpath_string string, enum xpath_type type) {
    enum { ROOM = 60 };
    size_t length = string.length;
    if (length > ROOM)
        for (length = ROOM; length && (string.bytes[length] & 0xC0) == 0x80;)
            length--;
    return xpath_fail(values, "FORG0001", "\"%.*s%s\" is no xs:%s", (int)length,
                      string.length ? string.bytes : "", length < string.length ? "…" : "",
                      xpath_type_name(type));
}

/* Each white space a space; where `collapse`, runs of them one, and none around (Part 2, 4.3.6). */
static struct xpath_string normalise(struct xpath_values *values, struct xpath_string string,
                                     bool collapse) {
    if (collapse) string = string_trim(string);
    char *out = arena_allocate(values->arena, string.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < string.length; i++) {
        if (!is_space(string.bytes[i]))
            out[length++] = string.bytes[i];
        else if (!collapse || out[length - 1] != ' ')
            out[length++] = ' ';
    }
    return (struct xpath_string){out, length};
}

/* Any value to string and what is derived from it, untypedAtomic and anyURI (F&O 17.1.1, 17.1.2).
 */
static bool cast_to_string(struct xpath_values *values, struct xpath_string string,
                           enum xpath_type type, struct xpath_value *result) {
    struct xpath_string text = string;
    bool plain = type == XPATH_STRING || type == XPATH_UNTYPED_ATOMIC;
    if (!plain) text = normalise(values, string, type != XPATH_NORMALIZED_STRING);
    if (!plain && !datatype_is_written(xpath_type_name(type), text.bytes, text.length))
        return fail_lexical(values, string, type);
    *result = (struct xpath_value){type, .as.string = text};
    return true;
}

/* ---- boolean (F&O 17.1.4) ---- */

static bool cast_to_boolean(struct xpath_values *values, const struct xpath_value *value,
                            struct xpath_value *result) {
    static const char *const literals[] = {"false", "true", "0", "1"};
    if (value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE) {
        *result = xpath_value_boolean(value->as.number != 0 && !isnan(value->as.number));
        return true;
    }
    if (xpath_type_is_numeric(value->type)) {
        *result = xpath_value_boolean(!decimal_is_zero(&value->as.decimal));
        return true;
    }
    struct xpath_string text = string_trim(value->as.string);
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        if (strlen(literals[i]) != text.length || memcmp(literals[i], text.bytes, text.length) != 0)
            continue;
        *result = xpath_value_boolean(i % 2);
        return true;
    }
    return fail_lexical(values, value->as.string, XPATH_BOOLEAN);
}

/* ---- binaries (F&O 17.1.8): kept as their octets ---- */

static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Both alphabets: what a digit stands for. */
static unsigned digit_value(char byte, bool hexadecimal) {
    if (!hexadecimal) return (unsigned)(strchr(base64_digits, byte) - base64_digits);
    return (unsigned)(byte <= '9' ? byte - '0' : (byte | 0x20) - 'a' + 10);
}

static bool cast_string_to_binary(struct xpath_values *values, struct xpath_string string,
                                  enum xpath_type type, struct xpath_value *result) {
    bool hexadecimal = type == XPATH_HEX_BINARY;
    struct xpath_string text = normalise(values, string, true);
    if (!datatype_is_written(xpath_type_name(type), text.bytes, text.length))
        return fail_lexical(values, string, type);
    char *octets = arena_allocate(values->arena, text.length + 1);
    size_t length = 0;
    unsigned bits = 0, bit_count = 0, width = hexadecimal ? 4 : 6;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == ' ' || text.bytes[i] == '=') continue;
        bits = (bits << width | digit_value(text.bytes[i], hexadecimal)) & 0xFFFF;
        bit_count += width;
        if (bit_count < 8) continue;
        bit_count -= 8;
        octets[length++] = (char)(bits >> bit_count & 0xFF);
    }
    *result = (struct xpath_value){type, .as.string = {octets, length}};
    return true;
}

static void write_binary(const struct xpath_value *value, struct buffer *out) {
    static const char hexadecimal_digits[] = "0123456789ABCDEF";
    bool hexadecimal = value->type == XPATH_HEX_BINARY;
    const char *digits = hexadecimal ? hexadecimal_digits : base64_digits;
    unsigned bits = 0, bit_count = 0, width = hexadecimal ? 4 : 6, mask = (1U << width) - 1;
    for (size_t i = 0; i < value->as.string.length; i++) {
        bits = (bits << 8 | (unsigned char)value->as.string.bytes[i]) & 0xFFFF;
        for (bit_count += 8; bit_count >= width;) {
            bit_count -= width;
            buffer_byte(out, digits[bits >> bit_count & mask]);
        }
    }
    if (!bit_count) return;
    buffer_byte(out, digits[bits << (width - bit_count) & mask]);
    buffer_text(out, bit_count == 2 ? "==" : "=");
}

/* ---- names (F&O 17.1.1 and XPath 2.0 3.10.2) ---- */

static bool cast_string_to_name(struct xpath_values *values, struct xpath_string string,
                                struct xpath_value *result) {
    if (!values->namespaces)
        return xpath_fail(values, "XPTY0004", "only a string literal can be cast to xs:QName");
    struct xpath_string text = string_trim(string);
    const char *colon = text.length ? memchr(text.bytes, ':', text.length) : NULL;
    size_t prefix = colon ? (size_t)(colon - text.bytes) : 0, skip = colon ? prefix + 1 : 0;
    const char *local = text.bytes + skip;
    size_t local_length = text.length - skip;
    if ((colon && !datatype_is_written("NCName", text.bytes, prefix)) ||
        !datatype_is_written("NCName", local, local_length))
        return fail_lexical(values, string, XPATH_QNAME);
    const char *uri = values->namespaces->uri_of(values->namespaces->data, text.bytes, prefix);
    if (!uri && prefix)
        return xpath_fail(values, "FONS0004", "the prefix \"%.*s\" is not declared", (int)prefix,
                          text.bytes);
    *result = (struct xpath_value){
        XPATH_QNAME, .as.name = {uri ? uri : "", arena_copy(values->arena, text.bytes, prefix),
                                 arena_copy(values->arena, local, local_length)}};
    return true;
}

/* ---- any to any ---- */

static bool cast_from_string(struct xpath_values *values, const struct xpath_value *value,
                             enum xpath_type type, struct xpath_value *result) {
    struct xpath_string string = value->as.string;
    if (xpath_type_is_numeric(type)) return cast_string_to_number(values, string, type, result);
    if (type_is_moment(type)) return cast_string_to_moment(values, string, type, result);
    if (type_is_duration(type)) return cast_string_to_duration(values, string, type, result);
    if (type == XPATH_BOOLEAN) return cast_to_boolean(values, value, result);
    if (type == XPATH_QNAME) return cast_string_to_name(values, string, result);
    return cast_string_to_binary(values, string, type, result);
}

/* Between values of one family, or of families that the table joins. */
static bool cast_within(struct xpath_values *values, const struct xpath_value *value,
                        enum xpath_type type, struct xpath_value *result) {
    if (type == XPATH_BOOLEAN) return cast_to_boolean(values, value, result);
    if (xpath_type_is_numeric(type)) return cast_to_number(values, value, type, result);
    if (type_is_moment(type))
        cast_moment(value, type, result);
    else if (type_is_duration(type))
        cast_duration(value, type, result);
    else
        *result = (struct xpath_value){type, .as = value->as};
    return true;
}

bool xpath_cast(struct xpath_values *values, const struct xpath_value *value, enum xpath_type type,
                struct xpath_value *result) {
    if (type == XPATH_NOTATION || type == XPATH_ANY_ATOMIC_TYPE)
        return xpath_fail(values, "XPST0080", "nothing can be cast to xs:%s",
                          xpath_type_name(type));
    if (value->type == type) {
        *result = *value;
        return true;
    }
    if (castable[family_of(value->type)][family_of(type)] == '.')
        return xpath_fail(values, "XPTY0004", "xs:%s cannot be cast to xs:%s",
                          xpath_type_name(value->type), xpath_type_name(type));
    struct xpath_value copy = *value; /* `result` may be where the value is */
    if (type_is_string(type) || type == XPATH_UNTYPED_ATOMIC || type == XPATH_ANY_URI)
        return cast_to_string(values, xpath_value_text(values, &copy), type, result);
    if (type_is_string(copy.type) || copy.type == XPATH_UNTYPED_ATOMIC)
        return cast_from_string(values, &copy, type, result);
    return cast_within(values, &copy, type, result);
}

bool xpath_castable(struct xpath_values *values, const struct xpath_value *value,
                    enum xpath_type type) {
    struct xpath_value result;
    values->code = NULL;
    if (xpath_cast(values, value, type, &result)) return true;
    if (strcmp(values->code, "XPST0080") != 0) values->code = values->message = NULL;
    return false;
}

/* ---- the canonical string ---- */

static void write_name(const struct xpath_value *value, struct buffer *out) {
    if (*value->as.name.prefix) buffer_print(out, "%s:", value->as.name.prefix);
    buffer_text(out, value->as.name.local);
}

struct xpath_string xpath_value_text(struct xpath_values *values, const struct xpath_value *value) {
    enum xpath_type type = value->type;
    if (type_is_string(type) || type == XPATH_UNTYPED_ATOMIC || type == XPATH_ANY_URI)
        return value->as.string;
    if (type == XPATH_BOOLEAN)
        return value->as.boolean ? (struct xpath_string){"true", 4}
                                 : (struct xpath_string){"false", 5};
    struct buffer out = {0};
    if (xpath_type_is_numeric(type))
        write_number(value, &out);
    else if (type_is_moment(type))
        write_moment(value, &out);
    else if (type_is_duration(type))
        write_duration(value, &out);
    else if (type == XPATH_QNAME || type == XPATH_NOTATION)
        write_name(value, &out);
    else
        write_binary(value, &out);
    return string_keep(values, &out);
}
