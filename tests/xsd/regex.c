/* xsd/regex: what regular expressions of XML Schema match, and which are wrong and where. */
#include "run.h"

#include "xsd/datatype.h"
#include "xsd/regex.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct {
    const char *expression, *string;
    bool matches;
} cases[] = {
    {"", "", true},
    {"", "a", false},
    {"a|", "", true},
    {"(|a)b", "b", true},
    {"()", "", true},
    {"ab|cd", "abd", false},

    /* The whole string is matched; ^ and $ are ordinary; "." is no end of line. */
    {"b", "abc", false},
    {"^a$", "^a$", true},
    {"^a$", "a", false},
    {".", "\u4e2d", true},
    {".", "\n", false},
    {".", "\r", false},
    {"a", "a\n", false},
    {" a#", " a#", true},
    {"a-b,c:d", "a-b,c:d", true},

    /* Quantifiers. */
    {"a?b*c+", "cc", true},
    {"a{2}", "aaa", false},
    {"a{2,}", "aaa", true},
    {"a{0,2}", "", true},
    {"a{0}", "", true},
    {"(ab){2,3}", "ababab", true},
    {"a{00002}", "aa", true},
    {"a{1,99999999999}", "aa", true},

    /* Escapes. */
    {"\\n\\r\\t", "\n\r\t", true},
    {"\\\\\\|\\.\\?\\*\\+\\(\\)\\{\\}\\-\\[\\]\\^", "\\|.?*+(){}-[]^", true},
    {"\\s+", " \t\n\r", true},
    {"\\s", "\u00a0", false},
    {"\\S", "\u00a0", true},
    {"\\d", "\u0663", true},
    {"\\D", "\u0663", false},
    {"\\w", "_", false},
    {"\\w+", "a1+\u0301", true},
    {"\\W", "_", true},
    {"\\i\\c*", "tei:p-1.\u00b7", true},
    {"\\i", "1", false},
    {"\\I", "1", true},
    {"\\I", "\u4e00", false},
    {"\\C", " ", true},
    {"\\C", "\u00b7", false},
    {"\\C", "\U00010400", true},

    /* Categories and blocks. */
    {"\\p{L}\\p{Lu}\\p{Ll}\\p{Lt}", "\u4e00A\u00e9\u01c5", true},
    {"\\P{L}", "a", false},
    {"\\p{Nd}", "1", true},
    {"\\p{Cn}", "\u0378", true},
    {"\\p{IsGreek}", "\u03b1", true},
    {"\\p{IsGreekandCoptic}", "\u03b1", true},
    {"\\P{IsGreek}", "\u03b1", false},
    {"\\p{IsBasicLatin}", "\u00e9", false},
    {"\\p{IsLatin-1Supplement}", "\u00e9", true},
    {"\\P{IsPrivateUse}", "a", true},
    {"\\P{IsPrivateUse}", "\ue000", false},
    {"\\P{IsHangulJamoExtended-B}", "\ue000", true},
    {"\\p{IsCJKUnifiedIdeographsExtensionB}", "\U00020000", true},

    /* Classes. */
    {"[a-c\\-x]+", "ab-x", true},
    {"[-a]+", "a-", true},
    {"[a-]+", "a-", true},
    {"[^-a]", "-", false},
    {"[^^]", "^", false},
    {"[a^]", "^", true},
    {"[.*+?(){}|$]+", ".*+?(){}|$", true},
    {"[.]", "a", false},
    {"[\\[\\]\\\\]+", "[]\\", true},
    {"[\\^-a]", "_", true},
    {"[\\n-\\r]", "\t", false},
    {"[^\\p{C}\\p{Z}]+", "a\u00e9", true},
    {"[^\\p{C}\\p{Z}]+", "a b", false},
    {"[^\\S]", " ", true},
    {"[\\i\\-]+", "a-", true},

    /* Subtraction. */
    {"[a-z-[aeiou]]+", "xyz", true},
    {"[a-z-[aeiou]]+", "xay", false},
    {"[a-z-[^aeiou]]+", "ae", true},
    {"[^a-z-[\\d]]", "A", true},
    {"[^a-z-[\\d]]", "5", false},
    {"[a-z-[b-y-[m]]]+", "amz", true},
    {"[a-z-[b-y-[m]]]+", "n", false},
    {"[\\w-[\\p{Lu}]]{2}", "a1", true},
    {"[a--[a]]", "-", true},
    {"[\\i-[:]][\\c-[:]]*", "a:b", false},
};

START_TEST(expressions_match_or_not) {
    struct arena *arena = arena_new();
    struct buffer message = {0};
    enum datatype_error error;
    size_t culprit;
    struct datatype_parameter parameter = {"pattern", cases[_i].expression};
    const struct datatype *type = datatype_new(arena, datatype_xsd_library, "string", &parameter, 1,
                                               &error, &culprit, &message);
    ck_assert_msg(type != NULL, "\"%s\": %s", cases[_i].expression, message.bytes);
    ck_assert_msg(datatype_allows(type, cases[_i].string, strlen(cases[_i].string), NULL) ==
                      cases[_i].matches,
                  "\"%s\", \"%s\"", cases[_i].expression, cases[_i].string);
    datatype_free(type);
    buffer_free(&message);
    arena_free(arena);
}
END_TEST

static const struct {
    const char *expression, *message;
} errors[] = {
    {"(a", "\"(\" has no \")\" at character 1"},
    {"a)", "\")\" has no \"(\" before it at character 2"},
    {"\u00e9\u00e9[a", "\"[\" has no \"]\" at character 3"},
    {"a]", "\"]\" must be written \"\\]\" at character 2"},
    {"a}", "\"}\" must be written \"\\}\" at character 2"},
    {"{", "\"{\" must be written \"\\{\" at character 1"},
    {"*a", "\"*\" has nothing to repeat at character 1"},
    {"(?:a)", "\"?\" has nothing to repeat at character 2"},
    {"a*?", "a quantifier cannot follow a quantifier at character 3"},
    {"a{2}{3}", "a quantifier cannot follow a quantifier at character 5"},
    {"a{,2}", "a number is missing at character 3"},
    {"a{3,2}", "the quantity's maximum is below its minimum at character 2"},
    {"a{2", "\"}\" is missing at the end"},
    {"[]", "a class must not be empty at character 2"},
    {"[^]", "a class must not be empty at character 3"},
    {"[a[b]", "\"[\" must be written \"\\[\" in a class at character 3"},
    {"[z-a]", "the range ends before it begins at character 2"},
    {"[a-\\d]", "a range must end in a single character at character 2"},
    {"[\\d-x]", "\"-\" must be written \"\\-\" here at character 4"},
    {"[a-c-e]", "\"-\" must be written \"\\-\" here at character 5"},
    {"[a-[b]c]", "\"]\" is missing behind the subtracted class at character 7"},
    {"a\\", "\"\\\" escapes nothing at character 2"},
    {"\\y", "there is no escape \"\\y\" at character 1"},
    {"\\1", "there is no escape \"\\1\" at character 1"},
    {"\\pL", "\\p must be followed by \"{\" at character 3"},
    {"\\p{L", "\"{\" has no \"}\" at character 3"},
    {"\\p{Xy}", "there is no category \"Xy\" at character 4"},
    {"\\p{Cs}", "there is no category \"Cs\" at character 4"},
    {"\\p{IsKlingon}", "there is no block \"Klingon\" at character 4"},
    {"a{99999999999}", "the quantity is too large at character 2"},
};

START_TEST(errors_say_what_and_where) {
    struct buffer translated = {0}, message = {0};
    size_t size;
    const char *expression = errors[_i].expression;
    ck_assert(!regex_translate_xsd(expression, strlen(expression), &translated, &size, &message));
    ck_assert_str_eq(message.bytes, errors[_i].message);
    buffer_free(&translated);
    buffer_free(&message);
}
END_TEST

START_TEST(deep_nesting_is_an_error) {
    enum { DEPTH = 100000 };
    struct buffer expression = {0}, translated = {0}, message = {0};
    size_t size;
    for (int i = 0; i < DEPTH; i++)
        buffer_byte(&expression, '(');
    for (int i = 0; i < DEPTH; i++)
        buffer_byte(&expression, ')');
    ck_assert(
        !regex_translate_xsd(expression.bytes, expression.length, &translated, &size, &message));
    ck_assert_str_eq(message.bytes, "groups are nested too deeply at character 201");
    buffer_free(&expression);
    buffer_free(&translated);
    buffer_free(&message);
}
END_TEST

SUITE(xsd_regex) {
    Suite *suite = suite_create("xsd/regex");
    TCase *tcase = tcase_create("xsd/regex");
    tcase_add_loop_test(tcase, expressions_match_or_not, 0, COUNT(cases));
    tcase_add_loop_test(tcase, errors_say_what_and_where, 0, COUNT(errors));
    tcase_add_test(tcase, deep_nesting_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
