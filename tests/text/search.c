/* text/search: what is searched for is found wherever it stands, and nothing else. */
#include "run.h"

#include "text/search.h"

#include <string.h>

START_TEST(digits_are_found_anywhere) {
    for (size_t place = 0; place < 20; place++) {
        char text[] = "twenty/bytes:of text";
        text[place] = "0189"[place % 4];
        ck_assert_uint_eq(search_digit(text, 0, 20), place);
        ck_assert_uint_eq(search_digit(text, place, 20), place);
        ck_assert_uint_eq(search_digit(text, 0, place), place);
        ck_assert_uint_eq(search_digit(text, place + 1, 20), 20);
    }
}
END_TEST

START_TEST(a_byte_is_found_anywhere) {
    for (size_t place = 0; place < 20; place++) {
        char text[] = "Twenty \\Z^_bytes of";
        text[place % 19] = '[';
        ck_assert_uint_eq(search_byte(text, 0, 19, '['), place % 19);
        ck_assert_uint_eq(search_byte(text, 0, place % 19, '['), place % 19);
    }
}
END_TEST

START_TEST(an_empty_span_holds_nothing) {
    ck_assert_uint_eq(search_digit("1", 0, 0), 0);
    ck_assert_uint_eq(search_byte("[", 0, 0, '['), 0);
}
END_TEST

SUITE(search) {
    Suite *suite = suite_create("text/search");
    TCase *cases = tcase_create("search");
    tcase_add_test(cases, digits_are_found_anywhere);
    tcase_add_test(cases, a_byte_is_found_anywhere);
    tcase_add_test(cases, an_empty_span_holds_nothing);
    suite_add_tcase(suite, cases);
    return suite;
}
