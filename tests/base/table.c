/* base/table: what was put under a string is found under it, and nothing under others. */
#include "run.h"

#include "base/arena.h"
#include "base/table.h"

START_TEST(finds_what_was_put_there) {
    struct table table = {0};
    table_put(&table, "Holloway", "harbour master");
    table_put(&table, "", "nobody");
    ck_assert_str_eq(table_get(&table, "Holloway"), "harbour master");
    ck_assert_str_eq(table_get(&table, ""), "nobody");
    ck_assert_ptr_null(table_get(&table, "Hollowa"));
    ck_assert_ptr_null(table_get(&table, "Holloways"));
    table_free(&table);
}
END_TEST

START_TEST(an_empty_table_holds_nothing) {
    struct table table = {0};
    ck_assert_ptr_null(table_get(&table, "Holloway"));
    ck_assert_ptr_null(table.entries);
    table_free(&table);
}
END_TEST

START_TEST(a_second_value_replaces_the_first) {
    struct table table = {0};
    table_put(&table, "Holloway", "pilot");
    table_put(&table, "Holloway", "harbour master");
    ck_assert_str_eq(table_get(&table, "Holloway"), "harbour master");
    ck_assert_uint_eq(table.count, 1);
    table_free(&table);
}
END_TEST

START_TEST(many_strings_stay_apart) {
    enum { MANY = 10000 };
    struct table table = {0};
    struct arena *arena = arena_new();
    const char *names[MANY];
    for (size_t i = 0; i < MANY; i++) {
        names[i] = arena_print(arena, "d%zufn%zu", i / 100, i % 100);
        table_put(&table, names[i], names[i]);
    }
    for (size_t i = 0; i < MANY; i++)
        ck_assert_ptr_eq(table_get(&table, arena_print(arena, "d%zufn%zu", i / 100, i % 100)),
                         names[i]);
    ck_assert_uint_eq(table.count, MANY);
    table_free(&table);
    arena_free(arena);
}
END_TEST

SUITE(table) {
    Suite *suite = suite_create("base/table");
    TCase *cases = tcase_create("table");
    tcase_add_test(cases, finds_what_was_put_there);
    tcase_add_test(cases, an_empty_table_holds_nothing);
    tcase_add_test(cases, a_second_value_replaces_the_first);
    tcase_add_test(cases, many_strings_stay_apart);
    suite_add_tcase(suite, cases);
    return suite;
}
