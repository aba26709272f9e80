/* text/regex_digit: which patterns cannot do without a digit. */
#include "run.h"

#include "text/regex_digit.h"

#include <stddef.h>

START_TEST(patterns_that_need_a_digit) {
    static const char *const patterns[] = {"[0-9]",
                                           "\\bDocument(?<plural>s)?\\s+(?<document>[0-9]+[a-z]?)",
                                           "(?:a|[1-9]{2,3}+)b(?|[0-9]|x[0-9]{1,}?)",
                                           "(?i)^[\\]a]\\[?(?<=x)[0-9]$", "a[0-9]|(b[0-9])+"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        ck_assert_msg(regex_needs_digit(patterns[i]), "%s", patterns[i]);
}
END_TEST

START_TEST(patterns_that_may_not) {
    static const char *const patterns[] = {"",
                                           "a",
                                           "[0-9]?",
                                           "[0-9]*a",
                                           "[0-9]{0,2}",
                                           "[0-9]{,2}",
                                           "[0-9]{0}",
                                           "[0-9]|a",
                                           "a|[0-9]",
                                           "([0-9]|)",
                                           "(?=[0-9])a",
                                           "(?<!a[0-9])",
                                           "[^0-9]",
                                           "[0-9-]",
                                           "[0-9a]",
                                           "\\[0-9]",
                                           "\\d",
                                           "(?:[0-9])?",
                                           "(a)(?(1)b)",
                                           "[[:^digit:][0-9]]",
                                           "\\Q[0-9]\\E",
                                           "(?x) a #[0-9]\n",
                                           "(*ACCEPT)[0-9]",
                                           "(a)(?(1)[0-9])",
                                           "(?(DEFINE)[0-9])a",
                                           "[]0-9]",
                                           "(?x:#[0-9]\n)a",
                                           "(?:|[0-9])"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        ck_assert_msg(!regex_needs_digit(patterns[i]), "%s", patterns[i]);
}
END_TEST

SUITE(regex_digit) {
    Suite *suite = suite_create("text/regex_digit");
    TCase *cases = tcase_create("regex_digit");
    tcase_add_test(cases, patterns_that_need_a_digit);
    tcase_add_test(cases, patterns_that_may_not);
    suite_add_tcase(suite, cases);
    return suite;
}
