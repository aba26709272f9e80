/* Where values of YAML stand. */
#include "text/yaml.h"

#include "run.h"

#include <string.h>

#define ck_place(source, path, line, column)                                                       \
    do {                                                                                           \
        size_t found_line, found_column;                                                           \
        yaml_source_place(source, path, &found_line, &found_column);                               \
        ck_assert_uint_eq(found_line, line);                                                       \
        ck_assert_uint_eq(found_column, column);                                                   \
    } while (0)

static char wells[] = "depth: 12\n"
                      "files:\n"
                      "- match: north.txt\n"
                      "- {match: south.txt, date: 1911}\n";

START_TEST(values_stand_where_their_keys_lead) {
    const struct yaml_source source = {.bytes = wells, .length = strlen(wells)};
    ck_place(&source, "depth", 1, 8);
    ck_place(&source, "files/0/match", 3, 10);
    ck_place(&source, "files/1/date", 4, 28);
}
END_TEST

START_TEST(what_is_not_there_has_the_place_of_what_would_hold_it) {
    const struct yaml_source source = {.bytes = wells, .length = strlen(wells)};
    ck_place(&source, "files/1/title", 4, 3);
    ck_place(&source, "files/7", 3, 1);
    ck_place(&source, "width", 1, 1);
    const struct yaml_source empty = {.bytes = "", .length = 0};
    ck_place(&empty, "width", 0, 0);
}
END_TEST

START_TEST(a_source_with_places_is_parsed_once) {
    char bytes[sizeof wells];
    memcpy(bytes, wells, sizeof wells);
    const struct yaml_source source = {
        .bytes = bytes, .length = strlen(bytes), .places = yaml_places_new()};
    ck_place(&source, "depth", 1, 8);
    memset(bytes, ' ', source.length); /* nobody looks there any more */
    ck_place(&source, "files/1/date", 4, 28);
    yaml_places_free(source.places);
}
END_TEST

SUITE(yaml) {
    Suite *suite = suite_create("text/yaml");
    TCase *tests = tcase_create("yaml");
    tcase_add_test(tests, values_stand_where_their_keys_lead);
    tcase_add_test(tests, what_is_not_there_has_the_place_of_what_would_hold_it);
    tcase_add_test(tests, a_source_with_places_is_parsed_once);
    suite_add_tcase(suite, tests);
    return suite;
}
