/* xsd/facets: parameters of types, what they allow, what they say, and which are wrong. */
#include "run.h"

#include "xsd/datatype.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct datatype *restricted(struct arena *arena, const char *name,
                                         const struct datatype_parameter *parameters,
                                         enum datatype_error *error, struct buffer *message) {
    size_t count = 0, culprit;
    while (count < 3 && parameters[count].name)
        count++;
    return datatype_new(arena, datatype_xsd_library, name, parameters, count, error, &culprit,
                        message);
}

static const struct {
    const char *type;
    struct datatype_parameter parameters[3];
    const char *string;
    const char *explanation; /* "... is not"; NULL where it is */
} cases[] = {
    {"string", {{"length", "2"}}, "\u00e9\U00010400", NULL},
    {"string", {{"length", "2"}}, "a", "2 characters long (length)"},
    {"token", {{"maxLength", "3"}}, " a   b ", NULL},
    {"token",
     {{"minLength", "2"}, {"maxLength", "3"}},
     "a",
     "at least 2 characters long (minLength)"},
    {"NMTOKENS", {{"maxLength", "1"}}, "a b", "at most 1 item long (maxLength)"},
    {"hexBinary", {{"length", "2"}}, "0FB7", NULL},
    {"base64Binary", {{"length", "2"}}, "AA A=", NULL},
    {"base64Binary", {{"length", "2"}}, "AA==", "2 octets long (length)"},

    {"integer", {{"minInclusive", "-5"}, {"maxExclusive", "5"}}, "-5", NULL},
    {"integer", {{"minInclusive", "-5"}, {"maxExclusive", "5"}}, "5", "less than 5 (maxExclusive)"},
    {"decimal", {{"minExclusive", "1.0"}}, "1", "more than 1.0 (minExclusive)"},
    {"decimal", {{"minExclusive", "1.0"}}, "1.00000000000000000000000000001", NULL},
    {"decimal", {{"maxInclusive", "-1.5"}}, "-1.25", "at most -1.5 (maxInclusive)"},
    {"decimal", {{"totalDigits", "3"}}, "0012.30", NULL},
    {"decimal", {{"totalDigits", "3"}}, "1234", "a number of at most 3 digits (totalDigits)"},
    {"decimal", {{"fractionDigits", "1"}}, "1.50", NULL},
    {"decimal",
     {{"fractionDigits", "1"}},
     "1.25",
     "a number with at most 1 digit behind the point (fractionDigits)"},
    {"double", {{"minInclusive", "0"}}, "-0", NULL},
    {"double", {{"minInclusive", "0"}}, "NaN", "at least 0 (minInclusive)"},
    {"double", {{"maxInclusive", "NaN"}}, "NaN", NULL},

    {"date", {{"minInclusive", "2000-01-01"}}, "1999-12-31", "at least 2000-01-01 (minInclusive)"},
    {"date", {{"minInclusive", "2000-01-01"}}, "2000-01-01Z", "at least 2000-01-01 (minInclusive)"},
    {"date", {{"minInclusive", "2000-01-01"}}, "2000-01-02Z", NULL},
    {"time", {{"maxExclusive", "12:00:00Z"}}, "12:30:00+01:00", NULL},
    {"duration", {{"minExclusive", "P1M"}}, "P32D", NULL},
    {"duration", {{"minExclusive", "P1M"}}, "P30D", "more than P1M (minExclusive)"},
    {"duration", {{"maxExclusive", "P1M"}}, "P27D", NULL},
    {"duration", {{"minInclusive", "P1Y"}}, "P12M", NULL},
    {"duration", {{"maxExclusive", "PT0S"}}, "-PT0.5S", NULL},

    {"token", {{"pattern", "[^\\p{C}\\p{Z}]+"}}, "caf\u00e9", NULL},
    {"token", {{"pattern", "a b"}}, " a\n b", NULL},
    {"token", {{"pattern", "[a-z]+"}}, "aB", "matched by the pattern \"[a-z]+\""},
    {"token", {{"pattern", "a.*"}, {"pattern", ".*b"}}, "ab", NULL},
    {"token", {{"pattern", "a.*"}, {"pattern", ".*b"}}, "ac", "matched by the pattern \".*b\""},
    {"decimal", {{"pattern", "[0-9]\\.[0-9]"}}, "1.50", "matched by the pattern \"[0-9]\\.[0-9]\""},
    {"boolean", {{"pattern", "true|false"}}, "1", "matched by the pattern \"true|false\""},
    {"ID", {{"pattern", "d.*"}}, "1", "an ID (a name without a colon) (it begins with \"1\")"},
};

START_TEST(facets_allow_or_say_why_not) {
    struct arena *arena = arena_new();
    struct buffer message = {0};
    enum datatype_error error;
    const struct datatype *type =
        restricted(arena, cases[_i].type, cases[_i].parameters, &error, &message);
    ck_assert_msg(type != NULL, "%s: %s", cases[_i].type, message.bytes);
    const char *string = cases[_i].string;
    bool allowed = datatype_allows(type, string, strlen(string), NULL);
    ck_assert_msg(allowed == !cases[_i].explanation, "%s: \"%s\"", cases[_i].type, string);
    if (!allowed) {
        datatype_explain(type, string, strlen(string), NULL, &message);
        ck_assert_str_eq(message.bytes, cases[_i].explanation);
    }
    datatype_free(type);
    buffer_free(&message);
    arena_free(arena);
}
END_TEST

static const struct {
    const char *type;
    struct datatype_parameter parameters[3];
    const char *message;
} errors[] = {
    {"string", {{"length", "-1"}}, "length must be an integer of at least 0, not \"-1\""},
    {"string", {{"length", ""}}, "length must be an integer of at least 0, not \"\""},
    {"decimal", {{"totalDigits", "0"}}, "totalDigits must be an integer of at least 1, not \"0\""},
    {"string", {{"minLength", "3"}, {"maxLength", "2"}}, "minLength and maxLength leave no value"},
    {"string", {{"length", "1"}, {"length", "1"}}, "length is given twice"},
    {"decimal",
     {{"totalDigits", "2"}, {"fractionDigits", "3"}},
     "fractionDigits and totalDigits leave no value"},
    {"integer",
     {{"minInclusive", "5"}, {"maxInclusive", "4"}},
     "minInclusive and maxInclusive leave no value"},
    {"integer",
     {{"minInclusive", "5"}, {"maxExclusive", "5"}},
     "minInclusive and maxExclusive leave no value"},
    {"integer",
     {{"minInclusive", "x"}},
     "minInclusive must be a value of the type itself: \"x\" is not an integer"},
    {"byte",
     {{"maxInclusive", "200"}},
     "maxInclusive must be a value of the type itself: \"200\" is not an integer from -128 to 127"},
    {"string", {{"pattern", "a{2"}}, "\"}\" is missing at the end"},
    {"string", {{"pattern", "(a{60000}){60000}"}}, "the expression is too large"},
};

START_TEST(wrong_parameters_are_errors) {
    struct arena *arena = arena_new();
    struct buffer message = {0};
    enum datatype_error error;
    ck_assert_ptr_null(restricted(arena, errors[_i].type, errors[_i].parameters, &error, &message));
    ck_assert_int_eq(error, DATATYPE_BAD_PARAMETER);
    ck_assert_str_eq(message.bytes, errors[_i].message);
    buffer_free(&message);
    arena_free(arena);
}
END_TEST

/* ---- patterns that backtracking could not decide in the life of a scholar ---- */

static bool matches(const char *pattern, const char *string, size_t length, int times) {
    struct arena *arena = arena_new();
    struct buffer message = {0};
    enum datatype_error error;
    struct datatype_parameter parameters[3] = {{"pattern", pattern}};
    const struct datatype *type = restricted(arena, "string", parameters, &error, &message);
    ck_assert_msg(type != NULL, "%s", message.bytes);
    bool allowed = false;
    for (int i = 0; i < times; i++)
        allowed = datatype_allows(type, string, length, NULL);
    datatype_free(type);
    arena_free(arena);
    return allowed;
}

/* Once, and often enough to have the expression made machine code. */
static void check_costly(const char *pattern, const char *string, size_t length, bool expected) {
    ck_assert_msg(matches(pattern, string, length, 1) == expected, "%s", pattern);
    ck_assert_msg(matches(pattern, string, length, 40) == expected, "%s", pattern);
}

START_TEST(costly_patterns_are_decided) {
    enum { LENGTH = 5000 };
    char string[LENGTH + 1];
    memset(string, 'a', LENGTH);
    string[LENGTH] = 'b';
    check_costly("(a+)+", string, LENGTH, true);
    check_costly("(a*)*b", string, LENGTH + 1, true);
    check_costly("(a|aa)*c", string, LENGTH + 1, false);
    check_costly("((a|aa)*.)*b", string, LENGTH + 1, true);
    check_costly("(([a-z])+.)+[A-Z]?([a-z])+b", string, LENGTH + 1, true);
    check_costly("(([a-z-[c]]|aa)+)+", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", 36, false);
}
END_TEST

START_TEST(patterns_that_take_too_long_match_nothing_and_say_so) {
    enum { LENGTH = 5000 };
    struct arena *arena = arena_new();
    struct buffer message = {0};
    enum datatype_error error;
    char string[LENGTH];
    memset(string, 'a', LENGTH);
    const struct datatype *type = restricted(
        arena, "string", (struct datatype_parameter[3]){{"pattern", "([a-z]{1,100}){1,200}x"}},
        &error, &message);
    ck_assert(!datatype_allows(type, string, LENGTH, NULL));
    datatype_explain(type, string, LENGTH, NULL, &message);
    ck_assert_str_eq(message.bytes, "matched by the pattern \"([a-z]{1,100}){1,200}x\" (it would "
                                    "take too long to find out)");
    datatype_free(type);
    buffer_free(&message);
    arena_free(arena);
}
END_TEST

START_TEST(long_strings_are_decided) {
    enum { LENGTH = 1000000 };
    struct arena *arena = arena_new();
    char *string = arena_allocate(arena, LENGTH);
    memset(string, 'a', LENGTH);
    check_costly("(a|b)+", string, LENGTH, true);
    check_costly("(a|b)+c", string, LENGTH, false);
    check_costly("a{0,1000000}", string, LENGTH, true);
    check_costly("a{1000000}", string, LENGTH, true);
    check_costly("a{1000000,}", string, LENGTH - 1, false);
    arena_free(arena);
}
END_TEST

SUITE(xsd_facets) {
    Suite *suite = suite_create("xsd/facets");
    TCase *tcase = tcase_create("xsd/facets");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, facets_allow_or_say_why_not, 0, COUNT(cases));
    tcase_add_loop_test(tcase, wrong_parameters_are_errors, 0, COUNT(errors));
    tcase_add_test(tcase, costly_patterns_are_decided);
    tcase_add_test(tcase, patterns_that_take_too_long_match_nothing_and_say_so);
    tcase_add_test(tcase, long_strings_are_decided);
    suite_add_tcase(suite, tcase);
    return suite;
}
