/* The built-in atomic types, a row each: what they are derived from and, of integers, their bounds
   (XDM 2.6.1, XML Schema Part 2, 3.3). */
#include "xpath/values.h"

#include <stdarg.h>
#include <string.h>

/* A bound is a number of 64 bits, or none. */
enum bound { NO_BOUND, AT };

static const struct row {
    const char *name;
    enum xpath_type base, primitive;
    enum bound has_minimum, has_maximum;
    int64_t minimum;
    uint64_t maximum;
} types[XPATH_TYPES] = {
#define ROW(type, name, base, primitive)                                                           \
    [XPATH_##type] = {name, XPATH_##base, XPATH_##primitive, NO_BOUND, NO_BOUND, 0, 0}
#define PRIMITIVE(type, name) ROW(type, name, ANY_ATOMIC_TYPE, type)
#define TEXT(type, name, base) ROW(type, name, base, STRING)
#define INTEGERS(type, name, base, ...)                                                            \
    [XPATH_##type] = {name, XPATH_##base, XPATH_INTEGER, __VA_ARGS__}
    PRIMITIVE(ANY_ATOMIC_TYPE, "anyAtomicType"),
    PRIMITIVE(UNTYPED_ATOMIC, "untypedAtomic"),
    PRIMITIVE(STRING, "string"),
    TEXT(NORMALIZED_STRING, "normalizedString", STRING),
    TEXT(TOKEN, "token", NORMALIZED_STRING),
    TEXT(LANGUAGE, "language", TOKEN),
    TEXT(NMTOKEN, "NMTOKEN", TOKEN),
    TEXT(NAME, "Name", TOKEN),
    TEXT(NCNAME, "NCName", NAME),
    TEXT(ID, "ID", NCNAME),
    TEXT(IDREF, "IDREF", NCNAME),
    TEXT(ENTITY, "ENTITY", NCNAME),
    PRIMITIVE(FLOAT, "float"),
    PRIMITIVE(DOUBLE, "double"),
    PRIMITIVE(DECIMAL, "decimal"),
    ROW(INTEGER, "integer", DECIMAL, INTEGER),
    INTEGERS(NON_POSITIVE_INTEGER, "nonPositiveInteger", INTEGER, NO_BOUND, AT, 0, 0),
    INTEGERS(NEGATIVE_INTEGER, "negativeInteger", NON_POSITIVE_INTEGER, NO_BOUND, AT, 0, 0),
    INTEGERS(LONG, "long", INTEGER, AT, AT, INT64_MIN, INT64_MAX),
    INTEGERS(INT, "int", LONG, AT, AT, INT32_MIN, INT32_MAX),
    INTEGERS(SHORT, "short", INT, AT, AT, INT16_MIN, INT16_MAX),
    INTEGERS(BYTE, "byte", SHORT, AT, AT, INT8_MIN, INT8_MAX),
    INTEGERS(NON_NEGATIVE_INTEGER, "nonNegativeInteger", INTEGER, AT, NO_BOUND, 0, 0),
    INTEGERS(UNSIGNED_LONG, "unsignedLong", NON_NEGATIVE_INTEGER, AT, AT, 0, UINT64_MAX),
    INTEGERS(UNSIGNED_INT, "unsignedInt", UNSIGNED_LONG, AT, AT, 0, UINT32_MAX),
    INTEGERS(UNSIGNED_SHORT, "unsignedShort", UNSIGNED_INT, AT, AT, 0, UINT16_MAX),
    INTEGERS(UNSIGNED_BYTE, "unsignedByte", UNSIGNED_SHORT, AT, AT, 0, UINT8_MAX),
    INTEGERS(POSITIVE_INTEGER, "positiveInteger", NON_NEGATIVE_INTEGER, AT, NO_BOUND, 1, 0),
    PRIMITIVE(DURATION, "duration"),
    ROW(YEAR_MONTH_DURATION, "yearMonthDuration", DURATION, YEAR_MONTH_DURATION),
    ROW(DAY_TIME_DURATION, "dayTimeDuration", DURATION, DAY_TIME_DURATION),
    PRIMITIVE(DATE_TIME, "dateTime"),
    PRIMITIVE(TIME, "time"),
    PRIMITIVE(DATE, "date"),
    PRIMITIVE(G_YEAR_MONTH, "gYearMonth"),
    PRIMITIVE(G_YEAR, "gYear"),
    PRIMITIVE(G_MONTH_DAY, "gMonthDay"),
    PRIMITIVE(G_DAY, "gDay"),
    PRIMITIVE(G_MONTH, "gMonth"),
    PRIMITIVE(BOOLEAN, "boolean"),
    PRIMITIVE(BASE64_BINARY, "base64Binary"),
    PRIMITIVE(HEX_BINARY, "hexBinary"),
    PRIMITIVE(ANY_URI, "anyURI"),
    PRIMITIVE(QNAME, "QName"),
    PRIMITIVE(NOTATION, "NOTATION"),
};

bool xpath_type_find(const char *name, size_t length, enum xpath_type *type) {
    for (size_t i = 0; i < XPATH_TYPES; i++) {
        if (strlen(types[i].name) != length || memcmp(types[i].name, name, length) != 0) continue;
        *type = (enum xpath_type)i;
        return true;
    }
    return false;
}

const char *xpath_type_name(enum xpath_type type) {
    return types[type].name;
}

bool xpath_type_derives_from(enum xpath_type type, enum xpath_type base) {
    while (type != base && type != XPATH_ANY_ATOMIC_TYPE)
        type = types[type].base;
    return type == base;
}

enum xpath_type xpath_type_primitive(enum xpath_type type) {
    return types[type].primitive;
}

bool xpath_type_is_numeric(enum xpath_type type) {
    return type >= XPATH_FLOAT && type <= XPATH_POSITIVE_INTEGER;
}

bool type_holds(enum xpath_type type, const struct xpath_decimal *decimal) {
    const struct row *row = &types[type];
    mp_limb_t limb = decimal->coefficient.one;
    /* The greatest negative integer is -1; every other bound above is at least 0. */
    if (type == XPATH_NEGATIVE_INTEGER) return decimal->negative;
    if (decimal->negative)
        return !row->has_minimum ||
               (row->minimum < 0 && decimal->size == 1 && limb <= -(uint64_t)row->minimum);
    if (row->has_minimum && row->minimum > 0 && decimal_is_zero(decimal)) return false;
    return !row->has_maximum || (decimal->size <= 1 && limb <= row->maximum);
}

/* ---- values and errors ---- */

bool xpath_fail(struct xpath_values *values, const char *code, const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    values->code = code;
    values->message = string_keep(values, &message).bytes;
    return false;
}

bool fail_operands(struct xpath_values *values, const char *what, enum xpath_type first,
                   enum xpath_type second) {
    return xpath_fail(values, "XPTY0004", "xs:%s and xs:%s cannot be %s", types[first].name,
                      types[second].name, what);
}

struct xpath_value xpath_value_string(const char *bytes, size_t length) {
    return (struct xpath_value){XPATH_STRING, .as.string = {bytes, length}};
}

struct xpath_value xpath_value_boolean(bool boolean) {
    return (struct xpath_value){XPATH_BOOLEAN, .as.boolean = boolean};
}

struct xpath_value xpath_value_double(double number) {
    return (struct xpath_value){XPATH_DOUBLE, .as.number = number};
}

struct xpath_value xpath_value_integer(int64_t integer) {
    return (struct xpath_value){XPATH_INTEGER, .as.decimal = decimal_of_int64(integer)};
}

bool xpath_value_to_int64(const struct xpath_value *value, int64_t *integer) {
    return type_is_integer(value->type) && decimal_to_int64(&value->as.decimal, integer);
}

double xpath_value_to_double(const struct xpath_value *value) {
    bool floating = value->type == XPATH_FLOAT || value->type == XPATH_DOUBLE;
    return floating ? value->as.number : decimal_to_double(&value->as.decimal, false);
}
