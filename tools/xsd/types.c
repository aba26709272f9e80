/* The built-in types, a row each (RNG 6.2.8; Part 2, 3.2 and 3.3). */
#include "xsd/internal.h"

#include <string.h>

#define TEXT(white) .primitive = &primitive_string, .white_space = white
#define NAMES(kind) .parse = parse_name, .white_space = COLLAPSE, .name_kind = kind
#define A_NAME(kind) .primitive = &primitive_string, NAMES(kind)
#define A_LIST(kind)                                                                               \
    .primitive = &primitive_list, .parse = parse_names, .white_space = COLLAPSE, .name_kind = kind
#define A_MOMENT(fields)                                                                           \
    .primitive = &primitive_moment, .parse = parse_moment, .white_space = COLLAPSE, .format = fields
#define AN_INTEGER(from, to)                                                                       \
    .primitive = &primitive_decimal, .parse = parse_integer, .white_space = COLLAPSE,              \
    .minimum = from, .maximum = to
#define A_VALUE(kind, function)                                                                    \
    .primitive = &primitive_##kind, .parse = function, .white_space = COLLAPSE

static const struct type built_in_types[] = {
    {"string", "text", TEXT(PRESERVE)},
    {"token", "text", TEXT(COLLAPSE)},
};

static const struct type xsd_types[] = {
    {"string", "text", TEXT(PRESERVE)},
    {"normalizedString", "text", TEXT(REPLACE)},
    {"token", "text", TEXT(COLLAPSE)},
    {"language", "a language tag such as en or de-CH", TEXT(COLLAPSE), .parse = parse_language},
    {"Name", "a name", A_NAME(NAME)},
    {"NCName", "a name without a colon", A_NAME(NCNAME)},
    {"NMTOKEN", "a name token (letters, digits, \".\", \"-\", \"_\", \":\")", A_NAME(NMTOKEN)},
    {"NMTOKENS", "a list of name tokens", A_LIST(NMTOKEN)},
    {"ID", "an ID (a name without a colon)", A_NAME(NCNAME), .id_type = DATATYPE_ID},
    {"IDREF", "a reference to an ID (a name without a colon)", A_NAME(NCNAME),
     .id_type = DATATYPE_IDREF},
    {"IDREFS", "a list of references to IDs (names without a colon)", A_LIST(NCNAME),
     .id_type = DATATYPE_IDREFS},
    {"ENTITY", "the name of an entity", A_NAME(NCNAME)},
    {"ENTITIES", "a list of names of entities", A_LIST(NCNAME)},
    {"boolean", "true, false, 1 or 0", A_VALUE(boolean, parse_boolean)},
    {"decimal", "a decimal number such as 12.5", A_VALUE(decimal, parse_decimal)},
    {"integer", "an integer", AN_INTEGER(NULL, NULL)},
    {"nonPositiveInteger", "an integer of at most 0", AN_INTEGER(NULL, "0")},
    {"negativeInteger", "an integer below 0", AN_INTEGER(NULL, "-1")},
    {"nonNegativeInteger", "an integer of at least 0", AN_INTEGER("0", NULL)},
    {"positiveInteger", "an integer of at least 1", AN_INTEGER("1", NULL)},
    {"long", "an integer from -9223372036854775808 to 9223372036854775807",
     AN_INTEGER("-9223372036854775808", "9223372036854775807")},
    {"int", "an integer from -2147483648 to 2147483647", AN_INTEGER("-2147483648", "2147483647")},
    {"short", "an integer from -32768 to 32767", AN_INTEGER("-32768", "32767")},
    {"byte", "an integer from -128 to 127", AN_INTEGER("-128", "127")},
    {"unsignedLong", "an integer from 0 to 18446744073709551615",
     AN_INTEGER("0", "18446744073709551615")},
    {"unsignedInt", "an integer from 0 to 4294967295", AN_INTEGER("0", "4294967295")},
    {"unsignedShort", "an integer from 0 to 65535", AN_INTEGER("0", "65535")},
    {"unsignedByte", "an integer from 0 to 255", AN_INTEGER("0", "255")},
    {"float", "a number such as 12.5 or 1.25E1, INF, -INF or NaN", A_VALUE(float, parse_float)},
    {"double", "a number such as 12.5 or 1.25E1, INF, -INF or NaN", A_VALUE(float, parse_double)},
    {"duration", "a duration such as P1Y2M3DT4H5M6S", A_VALUE(duration, parse_duration)},
    {"dateTime", "a date and time such as 1971-12-07T14:30:00", A_MOMENT("Y-M-DTh:m:s")},
    {"time", "a time such as 14:30:00", A_MOMENT("h:m:s")},
    {"date", "a date such as 1971-12-07", A_MOMENT("Y-M-D")},
    {"gYearMonth", "a year and month such as 1971-12", A_MOMENT("Y-M")},
    {"gYear", "a year such as 1971", A_MOMENT("Y")},
    {"gMonthDay", "a month and day such as --12-07", A_MOMENT("--M-D")},
    {"gDay", "a day such as ---07", A_MOMENT("---D")},
    {"gMonth", "a month such as --12", A_MOMENT("--M")},
    {"hexBinary", "hexadecimal octets such as 0FB7", A_VALUE(hex, parse_hex)},
    {"base64Binary", "octets in base 64", A_VALUE(base64, parse_base64)},
    {"anyURI", "a URI reference", A_VALUE(uri, parse_uri)},
    {"QName", "a name whose prefix, if any, is declared", A_VALUE(name, parse_qualified_name)},
    {"NOTATION", "the name of a notation", A_VALUE(name, parse_qualified_name)},
};

const struct type *type_find(bool is_built_in_library, const char *name) {
    const struct type *types = is_built_in_library ? built_in_types : xsd_types;
    size_t count = is_built_in_library ? sizeof built_in_types / sizeof *built_in_types
                                       : sizeof xsd_types / sizeof *xsd_types;
    for (size_t i = 0; i < count; i++)
        if (strcmp(types[i].name, name) == 0) return &types[i];
    return NULL;
}
