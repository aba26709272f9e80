/* base/patterns: which of many patterns a name matches, as if each were tried. */
#include "run.h"

#include "base/file.h"
#include "base/patterns.h"

START_TEST(are_found_in_their_order) {
    static const char *texts[] = {"b.txt",    "*.txt",    "a/b.txt",  "b.txt", "a/*",     "c.txt",
                                  "**/b.txt", "a\\b.txt", "[ab].txt", "b",     "a/b.txt", "/b.txt"};
    static const char *const names[] = {"b.txt", "a/b.txt", "x/a/b.txt", "c.txt", "a\\b.txt",
                                        "b",     "a/b",     "",          "/b.txt"};
    enum { TEXTS = sizeof texts / sizeof *texts, NAMES = sizeof names / sizeof *names };
    struct file_patterns patterns;
    file_patterns_make(&patterns, texts, TEXTS);
    for (size_t i = 0; i < NAMES; i++) {
        struct file_patterns_walk walk = file_patterns_find(&patterns, names[i]);
        size_t found;
        for (size_t j = 0; j < TEXTS; j++) {
            if (!file_name_matches(texts[j], names[i])) continue;
            ck_assert_msg(file_patterns_next(&walk, &found), "%s: %s", names[i], texts[j]);
            ck_assert_uint_eq(found, j);
        }
        ck_assert(!file_patterns_next(&walk, &found));
    }
    file_patterns_free(&patterns);
}
END_TEST

START_TEST(there_may_be_none) {
    struct file_patterns patterns;
    size_t found;
    file_patterns_make(&patterns, NULL, 0);
    struct file_patterns_walk walk = file_patterns_find(&patterns, "a.txt");
    ck_assert(!file_patterns_next(&walk, &found));
    file_patterns_free(&patterns);
}
END_TEST

SUITE(patterns) {
    Suite *suite = suite_create("base/patterns");
    TCase *cases = tcase_create("patterns");
    tcase_add_test(cases, are_found_in_their_order);
    tcase_add_test(cases, there_may_be_none);
    suite_add_tcase(suite, cases);
    return suite;
}
