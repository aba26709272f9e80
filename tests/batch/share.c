/* batch/share: shares of the inputs, by their names. */
#include "run.h"

#include "batch/share.h"

#include <stdio.h>

START_TEST(is_written_as_two_numbers) {
    struct share share;
    ck_assert(share_read("3/8", &share));
    ck_assert_uint_eq(share.number, 3);
    ck_assert_uint_eq(share.count, 8);
    static const char *const wrong[] = {"",     "3",    "3/",        "/8",
                                        "0/8",  "9/8",  "3/0",       "+3/8",
                                        "3/8 ", "3/8/", "1/1000001", "1/18446744073709551617"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!share_read(wrong[i], &share), "%s", wrong[i]);
}
END_TEST

/* The first eight bytes of the SHA-256 of the name as a number: whoever deals out by other means
   can rely on it. */
START_TEST(hangs_on_the_digest_of_the_name) {
    struct input listed = {.path = (char *)"a/abc", .relative = "abc"};
    struct input found = {.path = (char *)"a/abc", .relative = "abc", .in_folder = true};
    for (size_t number = 1; number <= 1000; number++) {
        const struct share share = {number, 1000};
        /* 0xba7816bf8f01cfea is the digest of abc, 0x77fb60277f940e45 that of a/abc */
        ck_assert_int_eq(share_holds(&share, &found), number == 0xba7816bf8f01cfeaU % 1000 + 1);
        ck_assert_int_eq(share_holds(&share, &listed), number == 0x77fb60277f940e45U % 1000 + 1);
    }
}
END_TEST

START_TEST(are_about_equally_large) {
    size_t held[8] = {0};
    for (size_t i = 0; i < 8000; i++) {
        char name[32];
        snprintf(name, sizeof name, "letters/%04zu.xml", i);
        const struct input input = {.path = name, .relative = name};
        for (size_t k = 0; k < 8; k++)
            held[k] += share_holds(&(struct share){k + 1, 8}, &input);
    }
    for (size_t k = 0; k < 8; k++) {
        ck_assert_uint_gt(held[k], 900);
        ck_assert_uint_lt(held[k], 1100);
    }
}
END_TEST

SUITE(share) {
    Suite *suite = suite_create("batch/share");
    TCase *cases = tcase_create("share");
    tcase_add_test(cases, is_written_as_two_numbers);
    tcase_add_test(cases, hangs_on_the_digest_of_the_name);
    tcase_add_test(cases, are_about_equally_large);
    suite_add_tcase(suite, cases);
    return suite;
}
