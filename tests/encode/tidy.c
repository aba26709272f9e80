/* encode_tidy: what the way back does not promise is taken out, and nothing else. */
#include "run.h"

#include "encode/encode.h"

#include <string.h>

static void check_tidies(const char *text, const char *expected) {
    struct buffer tidy = {0};
    buffer_text(&tidy, "");
    encode_tidy(text, strlen(text), &tidy);
    ck_assert_str_eq(tidy.bytes, expected);
    buffer_free(&tidy);
}

START_TEST(white_space_at_line_ends) {
    check_tidies("one \t\n  two\r\nthree  ", "one\n  two\nthree");
}
END_TEST

START_TEST(runs_of_blank_lines) {
    check_tidies("one\n\n \n\t\ntwo\nthree", "one\n\ntwo\nthree");
}
END_TEST

START_TEST(blank_lines_at_the_ends) {
    check_tidies("\n \n  one\n\n", "  one");
    check_tidies(" \n\n", "");
    check_tidies("", "");
}
END_TEST

START_TEST(tidied_text_stays) {
    check_tidies("  one\n\ntwo  three\n\tfour", "  one\n\ntwo  three\n\tfour");
}
END_TEST

SUITE(tidy) {
    Suite *suite = suite_create("encode/tidy");
    TCase *cases = tcase_create("tidy");
    tcase_add_test(cases, white_space_at_line_ends);
    tcase_add_test(cases, runs_of_blank_lines);
    tcase_add_test(cases, blank_lines_at_the_ends);
    tcase_add_test(cases, tidied_text_stays);
    suite_add_tcase(suite, cases);
    return suite;
}
