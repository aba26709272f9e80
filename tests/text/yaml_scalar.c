/* text/yaml_scalar: where in a source a byte of a text stands that was read from it. */
#include "run.h"

#include "text/yaml.h"

#include <string.h>

/* Asserts that the text at the path, which reads `before` up to there, goes on at that place. */
static void check_place(const char *yaml, const char *path, const char *before, size_t line,
                        size_t column) {
    struct yaml_source source = {.bytes = yaml, .length = strlen(yaml)};
    size_t found_line, found_column;
    ck_assert(yaml_source_place_in(&source, path, strlen(before), &found_line, &found_column));
    ck_assert_uint_eq(found_line, line);
    ck_assert_uint_eq(found_column, column);
}

START_TEST(texts_on_one_line) {
    check_place("a: bcd\n", "a", "", 1, 4);
    check_place("a: bcd\n", "a", "bc", 1, 6);
    check_place("a: 'bcd'\n", "a", "bc", 1, 7);
    check_place("a: 'it''s (' # c\n", "a", "it's ", 1, 11);
    check_place("a: \"\\\\d(\"\n", "a", "\\d", 1, 8);
    check_place("a: {b: [x, 'äöü(']}\n", "a/b/1", "äöü", 1, 16);
}
END_TEST

START_TEST(texts_of_several_lines) {
    check_place("a: >-\n  bc\n  de\n", "a", "bc d", 3, 4);
    check_place("a: >-\n\n  bc\n    de\n  f\n", "a", "\nbc\n  d", 4, 6);
    check_place("a: |\n  bc\n\n  de\n", "a", "bc\n\nd", 4, 4);
    check_place("a: 'bc\n   de'\n", "a", "bc d", 2, 5);
    check_place("a: bc  \n   de\n", "a", "bc d", 2, 5);
    check_place("a: >-\r\n  bc\r\n  de\r\n", "a", "bc d", 3, 4);
}
END_TEST

START_TEST(places_that_are_not_there) {
    struct yaml_source source = {.bytes = "a: b\n", .length = 5};
    size_t line, column;
    ck_assert(!yaml_source_place_in(&source, "c", 1, &line, &column));
    ck_assert(!yaml_source_place(&source, "a/0", &line, &column));
    ck_assert(yaml_source_place(&source, "a", &line, &column));
    check_place("a: [b, c]\n", "a", "", 1, 4);
    check_place("a: b", "a", "bcdef", 1, 5);
}
END_TEST

SUITE(yaml_scalar) {
    Suite *suite = suite_create("text/yaml_scalar");
    TCase *cases = tcase_create("yaml_scalar");
    tcase_add_test(cases, texts_on_one_line);
    tcase_add_test(cases, texts_of_several_lines);
    tcase_add_test(cases, places_that_are_not_there);
    suite_add_tcase(suite, cases);
    return suite;
}
