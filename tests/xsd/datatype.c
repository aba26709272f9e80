/* xsd/datatype: which strings are in a type, which are the same value, and what a message says. */
#include "run.h"

#include "xsd/datatype.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *namespace_of(void *data, const char *prefix, size_t length) {
    (void)data;
    if (!length) return "urn:default";
    if (length == 1 && (*prefix == 'a' || *prefix == 'b')) return "urn:ab";
    return length == 1 && *prefix == 'c' ? "urn:c" : NULL;
}

static const struct datatype_context context = {namespace_of, NULL};

static const struct datatype *xsd_type(struct arena *arena, const char *name) {
    enum datatype_error error;
    size_t culprit;
    struct buffer message = {0};
    const struct datatype *type =
        datatype_new(arena, datatype_xsd_library, name, NULL, 0, &error, &culprit, &message);
    ck_assert_msg(type != NULL, "%s: %s", name, message.bytes);
    ck_assert_int_eq(error, DATATYPE_OK);
    buffer_free(&message);
    return type;
}

/* ---- lexical spaces ---- */

static const struct {
    const char *type, *string;
    bool allowed;
} strings[] = {
    {"string", "", true},
    {"string", " a\n", true},
    {"normalizedString", "a\tb", true},
    {"token", "  a  b ", true},

    {"language", "en", true},
    {"language", " de-CH-1996 ", true},
    {"language", "x-klingon", true},
    {"language", "", false},
    {"language", "en-", false},
    {"language", "123", false},
    {"language", "abcdefghi", false},
    {"language", "en_US", false},

    {"Name", "a:b:c", true},
    {"Name", ":", true},
    {"Name", "-a", false},
    {"NCName", "caf\u00e9", true},
    {"NCName", "_1.a-b\u00b7", true},
    {"NCName", " a\n", true},
    {"NCName", "a:b", false},
    {"NCName", "1a", false},
    {"NCName", "\u00b7a", false},
    {"NCName", "a b", false},
    {"NCName", "", false},
    {"NCName", "\U00010400", false},
    {"NCName", "a\xff", false},
    {"NMTOKEN", "1:-.", true},
    {"NMTOKEN", "a b", false},
    {"NMTOKENS", " 1 \n b", true},
    {"NMTOKENS", " ", false},
    {"NMTOKENS", "a ,", false},
    {"ID", "d209", true},
    {"ID", "209", false},
    {"IDREF", "d209", true},
    {"IDREFS", "d209 d210", true},
    {"IDREFS", "d209 210", false},
    {"ENTITY", "a", true},
    {"ENTITIES", "a b", true},
    {"ENTITIES", "", false},

    {"boolean", "true", true},
    {"boolean", " 0 ", true},
    {"boolean", "TRUE", false},
    {"boolean", "", false},
    {"boolean", "00", false},

    {"decimal", "-1.50", true},
    {"decimal", "+.5", true},
    {"decimal", "5.", true},
    {"decimal", ".", false},
    {"decimal", "1e5", false},
    {"decimal", "1,5", false},
    {"decimal", "", false},
    {"integer", "-007", true},
    {"integer", "1.0", false},
    {"integer", "123456789012345678901234567890", true},
    {"nonPositiveInteger", "-0", true},
    {"nonPositiveInteger", "1", false},
    {"negativeInteger", "-1", true},
    {"negativeInteger", "0", false},
    {"nonNegativeInteger", "-0", true},
    {"nonNegativeInteger", "-1", false},
    {"positiveInteger", "+1", true},
    {"positiveInteger", "000", false},
    {"long", "9223372036854775807", true},
    {"long", "9223372036854775808", false},
    {"int", "-2147483648", true},
    {"int", "-2147483649", false},
    {"short", "32768", false},
    {"byte", "-000128", true},
    {"byte", "128", false},
    {"unsignedLong", "18446744073709551615", true},
    {"unsignedLong", "18446744073709551616", false},
    {"unsignedInt", "4294967296", false},
    {"unsignedShort", "65535", true},
    {"unsignedByte", "256", false},

    {"float", "-1.5E-3", true},
    {"float", ".5e+1", true},
    {"float", "INF", true},
    {"float", "+INF", false},
    {"float", "1e", false},
    {"float", "0x1", false},
    {"float", "nan", false},
    {"double", "NaN", true},
    {"double", "1E400", true},

    {"duration", "P1Y2M3DT4H5M6.7S", true},
    {"duration", "-P1D", true},
    {"duration", "PT36H", true},
    {"duration", "P", false},
    {"duration", "P1YT", false},
    {"duration", "P1M1Y", false},
    {"duration", "P1H", false},
    {"duration", "P1.5D", false},
    {"duration", "PT1.S", false},
    {"duration", "1Y", false},

    {"date", "1971-12-07", true},
    {"date", "1971-12-07Z", true},
    {"date", "1971-12-07-14:00", true},
    {"date", "1971-12-07+14:01", false},
    {"date", "1971-13-07", false},
    {"date", "1971-02-29", false},
    {"date", "2000-02-29", true},
    {"date", "1900-02-29", false},
    {"date", "-0001-02-29", true},
    {"date", "0000-01-01", false},
    {"date", "71-12-07", false},
    {"date", "01971-12-07", false},
    {"date", "12000-12-07", true},
    {"date", "99999999999999999999-12-07", true},
    {"date", "1971-12-7", false},
    {"date", "1971-12-07T00:00:00", false},
    {"dateTime", "1971-12-07T14:30:00", true},
    {"dateTime", "1971-12-07T24:00:00", true},
    {"dateTime", "1971-12-07T24:00:01", false},
    {"dateTime", "1971-12-07T14:30", false},
    {"dateTime", "1971-12-07 14:30:00", false},
    {"dateTime", "1971-12-31T23:59:60Z", true},
    {"time", "14:30:00.125Z", true},
    {"time", "14:30:00.", false},
    {"time", "25:00:00", false},
    {"time", "14:60:00", false},
    {"gYearMonth", "1971-12", true},
    {"gYearMonth", "1971-00", false},
    {"gYear", "-0044", true},
    {"gYear", "+1971", false},
    {"gMonthDay", "--02-29", true},
    {"gMonthDay", "--02-30", false},
    {"gDay", "---31", true},
    {"gDay", "---32", false},
    {"gMonth", "--12Z", true},
    {"gMonth", "--12--", false},

    {"hexBinary", "0fB7", true},
    {"hexBinary", "", true},
    {"hexBinary", "0fB", false},
    {"hexBinary", "0g", false},
    {"base64Binary", "AA==", true},
    {"base64Binary", "A A A\nE =", false},
    {"base64Binary", "A A\nE =", true},
    {"base64Binary", "AB==", false},
    {"base64Binary", "AAA", false},
    {"base64Binary", "A===", false},
    {"base64Binary", "AA==AAAA", false},
    {"base64Binary", "", true},

    {"anyURI", "", true},
    {"anyURI", "http://a.org/b?c#d", true},
    {"anyURI", "a b \u00e9 <{|}>", true},
    {"anyURI", "50%25", true},
    {"anyURI", "50%", false},
    {"anyURI", "a#b#c", false},
    {"anyURI", "http:", false},
    {"anyURI", "http://", false},
    {"anyURI", "1:x", false},
    {"anyURI", "a/1:x", true},
    {"anyURI", "a[1]", false},
    {"anyURI", "a?[1]", true},
    {"anyURI", "http://[::1]:80/", true},
    {"anyURI", "http://u@[1:2:3:4:5:6:1.2.3.4]", true},
    {"anyURI", "http://[::1::2]/", false},
    {"anyURI", "http://[1:2:3:4:5:6:7:8:9]/", false},

    {"QName", "x", true},
    {"QName", "a:x", true},
    {"QName", "z:x", false},
    {"QName", "a:", false},
    {"QName", ":x", false},
    {"QName", "a:x:y", false},
    {"NOTATION", "c:x", true},
};

START_TEST(strings_are_in_a_type_or_not) {
    struct arena *arena = arena_new();
    const char *string = strings[_i].string;
    bool allowed =
        datatype_allows(xsd_type(arena, strings[_i].type), string, strlen(string), &context);
    ck_assert_msg(allowed == strings[_i].allowed, "%s: \"%s\"", strings[_i].type, string);
    arena_free(arena);
}
END_TEST

/* ---- values ---- */

static const struct {
    const char *type, *first, *second;
    bool equal;
} values[] = {
    {"string", "a", " a", false},
    {"normalizedString", "a\tb", "a b", true},
    {"normalizedString", "a  b", "a b", false},
    {"token", " a\n b ", "a b", true},
    {"language", "en", "EN", false},
    {"NMTOKENS", "a  b", "a b", true},
    {"boolean", "1", "true", true},
    {"boolean", "0", "true", false},
    {"decimal", "1.0", "1", true},
    {"decimal", "-0.0", "0", true},
    {"decimal", "0.10", ".1", true},
    {"decimal", "1.00000000000000000000000000001", "1", false},
    {"integer", "+007", "7", true},
    {"integer", "7", "-7", false},
    {"integer", "7", "7.0", false},
    {"float", "1.00000001", "1", true},
    {"double", "1.00000001", "1", false},
    {"double", "NaN", "NaN", true},
    {"double", "1e999", "INF", true},
    {"double", "-0", "0", true},
    {"duration", "PT1.0S", "PT1S", true},
    {"duration", "P1Y", "P12M", false},
    {"duration", "-P0D", "P0Y", true},
    {"duration", "-P1D", "P1D", false},
    {"dateTime", "2000-01-01T12:00:00Z", "2000-01-01T13:00:00+01:00", true},
    {"dateTime", "2000-01-01T24:00:00", "2000-01-02T00:00:00", true},
    {"dateTime", "2000-12-31T23:59:60Z", "2001-01-01T00:00:00Z", true},
    {"dateTime", "-0001-12-31T24:00:00", "0001-01-01T00:00:00", true},
    {"dateTime", "2000-01-01T00:00:00.50", "2000-01-01T00:00:00.5", true},
    {"time", "12:00:00Z", "12:00:00", false},
    {"time", "24:00:00", "00:00:00", true},
    {"date", "2000-01-01+13:00", "1999-12-31-11:00", true},
    {"gYear", "2000Z", "2000+00:00", true},
    {"gMonth", "--01", "--02", false},
    {"hexBinary", "0fb7", "0FB7", true},
    {"base64Binary", "A A = =", "AA==", true},
    {"base64Binary", "AAAA", "aaaa", false},
    {"anyURI", "a%41", "aA", false},
    {"QName", "a:x", "b:x", true},
    {"QName", "a:x", "c:x", false},
    {"QName", "x", "x", true},
    {"NOTATION", "a:x", "a:y", false},
};

START_TEST(strings_are_the_same_value_or_not) {
    struct arena *arena = arena_new();
    const struct datatype *type = xsd_type(arena, values[_i].type);
    const char *first = values[_i].first, *second = values[_i].second;
    const struct datatype_value *value =
        datatype_value_new(arena, type, first, strlen(first), &context);
    ck_assert_ptr_nonnull(value);
    ck_assert(datatype_equals(type, value, first, strlen(first), &context));
    ck_assert_msg(datatype_equals(type, value, second, strlen(second), &context) ==
                      values[_i].equal,
                  "%s: \"%s\", \"%s\"", values[_i].type, first, second);
    arena_free(arena);
}
END_TEST

/* ---- messages ---- */

static const struct {
    const char *type, *string, *explanation;
} explanations[] = {
    {"date", "1971-13-07", "a date such as 1971-12-07 (there is no month 13)"},
    {"date", "1971-02-29", "a date such as 1971-12-07 (there is no day 29 in February 1971)"},
    {"date", "0000-02-29", "a date such as 1971-12-07 (there is no year 0000)"},
    {"date", "7 December", "a date such as 1971-12-07"},
    {"gMonthDay", "--04-31", "a month and day such as --12-07 (there is no day 31 in April)"},
    {"time", "24:30:00", "a time such as 14:30:00 (the day ends at 24:00:00)"},
    {"NCName", "1a", "a name without a colon (it begins with \"1\")"},
    {"NCName", "a b", "a name without a colon (it contains a space)"},
    {"NMTOKENS", "a \u00a7", "a list of name tokens (\"\u00a7\" is none)"},
    {"byte", "300", "an integer from -128 to 127"},
    {"anyURI", "50%", "a URI reference (\"%\" must be followed by two hexadecimal digits)"},
    {"QName", "z:x", "a name whose prefix, if any, is declared (the prefix \"z\" is not declared)"},
};

START_TEST(explanations_say_why) {
    struct arena *arena = arena_new();
    struct buffer text = {0};
    const char *string = explanations[_i].string;
    datatype_explain(xsd_type(arena, explanations[_i].type), string, strlen(string), &context,
                     &text);
    ck_assert_str_eq(text.bytes, explanations[_i].explanation);
    buffer_free(&text);
    arena_free(arena);
}
END_TEST

/* ---- libraries ---- */

START_TEST(unknown_libraries_types_and_parameters_are_errors) {
    static const struct {
        const char *library, *name;
        struct datatype_parameter parameter;
        enum datatype_error error;
    } cases[] = {
        {"urn:none", "string", {0}, DATATYPE_NO_LIBRARY},
        {"", "date", {0}, DATATYPE_NO_TYPE},
        {datatype_xsd_library, "Date", {0}, DATATYPE_NO_TYPE},
        {"", "token", {"length", "1"}, DATATYPE_NO_PARAMETER},
        {datatype_xsd_library, "string", {"enumeration", "a"}, DATATYPE_NO_PARAMETER},
        {datatype_xsd_library, "string", {"minInclusive", "a"}, DATATYPE_NO_PARAMETER},
        {datatype_xsd_library, "QName", {"length", "1"}, DATATYPE_NO_PARAMETER},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new();
        struct buffer message = {0};
        enum datatype_error error;
        size_t culprit;
        ck_assert_ptr_null(datatype_new(arena, cases[i].library, cases[i].name, &cases[i].parameter,
                                        cases[i].parameter.name != NULL, &error, &culprit,
                                        &message));
        ck_assert_int_eq(error, cases[i].error);
        ck_assert(message.length > 0);
        buffer_free(&message);
        arena_free(arena);
    }
}
END_TEST

START_TEST(the_built_in_library_has_string_and_token) {
    struct arena *arena = arena_new();
    struct buffer message = {0};
    enum datatype_error error;
    size_t culprit;
    const struct datatype *string =
        datatype_new(arena, "", "string", NULL, 0, &error, &culprit, &message);
    const struct datatype *token =
        datatype_new(arena, "", "token", NULL, 0, &error, &culprit, &message);
    ck_assert(datatype_allows(string, " \n", 2, NULL) && datatype_allows(token, " \n", 2, NULL));
    const struct datatype_value *value = datatype_value_new(arena, string, " a", 2, NULL);
    ck_assert(!datatype_equals(string, value, "a", 1, NULL));
    value = datatype_value_new(arena, token, " a  b", 5, NULL);
    ck_assert(datatype_equals(token, value, "a b", 3, NULL));
    arena_free(arena);
}
END_TEST

START_TEST(ids_are_known_as_such) {
    struct arena *arena = arena_new();
    ck_assert_int_eq(datatype_id_type(xsd_type(arena, "ID")), DATATYPE_ID);
    ck_assert_int_eq(datatype_id_type(xsd_type(arena, "IDREF")), DATATYPE_IDREF);
    ck_assert_int_eq(datatype_id_type(xsd_type(arena, "IDREFS")), DATATYPE_IDREFS);
    ck_assert_int_eq(datatype_id_type(xsd_type(arena, "NCName")), DATATYPE_NO_ID);
    arena_free(arena);
}
END_TEST

START_TEST(long_white_space_is_collapsed) {
    enum { LENGTH = 100000 };
    struct arena *arena = arena_new();
    char *string = arena_allocate(arena, LENGTH);
    memset(string, ' ', LENGTH);
    string[1000] = string[2000] = 'a';
    const struct datatype *type = xsd_type(arena, "NMTOKENS");
    ck_assert(datatype_allows(type, string, LENGTH, NULL));
    const struct datatype_value *value = datatype_value_new(arena, type, "a a", 3, NULL);
    ck_assert(datatype_equals(type, value, string, LENGTH, NULL));
    arena_free(arena);
}
END_TEST

SUITE(xsd_datatype) {
    Suite *suite = suite_create("xsd/datatype");
    TCase *tcase = tcase_create("xsd/datatype");
    tcase_add_loop_test(tcase, strings_are_in_a_type_or_not, 0, COUNT(strings));
    tcase_add_loop_test(tcase, strings_are_the_same_value_or_not, 0, COUNT(values));
    tcase_add_loop_test(tcase, explanations_say_why, 0, COUNT(explanations));
    tcase_add_test(tcase, unknown_libraries_types_and_parameters_are_errors);
    tcase_add_test(tcase, the_built_in_library_has_string_and_token);
    tcase_add_test(tcase, ids_are_known_as_such);
    tcase_add_test(tcase, long_white_space_is_collapsed);
    suite_add_tcase(suite, tcase);
    return suite;
}
