/* text/regex: matches within a span, with groups by name. */
#include "run.h"

#include "text/regex.h"

#include <stdlib.h>
#include <string.h>

#include <stdint.h>
#include <string.h>

static struct regex *compile(const char *pattern) {
    struct buffer message = {0};
    size_t offset;
    struct regex *regex = regex_new(pattern, &message, &offset);
    ck_assert_ptr_nonnull(regex);
    return regex;
}

START_TEST(offsets_count_from_the_text) {
    struct regex *regex = compile("(?<month>[A-Z][a-z]+) (?<day>[0-9]+)");
    struct span groups[3];
    ck_assert(regex_find(regex, "on May 4, 1971", (struct span){3, 14}, groups, 3));
    ck_assert_uint_eq(groups[0].start, 3);
    ck_assert_uint_eq(groups[0].end, 8);
    ck_assert_uint_eq(groups[regex_group(regex, "day")].start, 7);
    ck_assert_uint_eq(regex_group(regex, "year"), 0);
    regex_free(regex);
}
END_TEST

/* Of a class of a letter in both cases PCRE2 tells the letter as if it were the only one. */
START_TEST(a_letter_in_either_case) {
    static const char *const patterns[] = {"[Dd]oc [0-9]", "[dD]oc [0-9]", "(?:D|d)oc [0-9]"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct regex *regex = compile(patterns[i]);
        struct span whole;
        ck_assert(regex_find(regex, "a doc 1", (struct span){0, 7}, &whole, 1));
        ck_assert(regex_find(regex, "A Doc 1", (struct span){0, 7}, &whole, 1));
        regex_free(regex);
    }
}
END_TEST

START_TEST(the_ends_of_the_span_are_the_ends) {
    struct regex *regex = compile("^K$");
    struct span whole;
    ck_assert(regex_find(regex, "xKx", (struct span){1, 2}, &whole, 1));
    ck_assert(!regex_find(regex, "xKx", (struct span){0, 2}, &whole, 1));
    regex_free(regex);
}
END_TEST

START_TEST(a_group_that_took_no_part) {
    struct regex *regex = compile("(a)|(b)");
    struct span groups[3];
    ck_assert(regex_find(regex, "b", (struct span){0, 1}, groups, 3));
    ck_assert_uint_eq(groups[1].start, SIZE_MAX);
    ck_assert_uint_eq(groups[2].start, 0);
    regex_free(regex);
}
END_TEST

/* What PCRE2 knows of all matches must not keep one from being found. */
START_TEST(what_every_match_holds) {
    struct regex *colon = compile("(?i)^[a-z]+:(?=x)");
    struct span whole;
    ck_assert(regex_find(colon, "AB:x", (struct span){0, 4}, &whole, 1));
    ck_assert(!regex_find(colon, "AB:x", (struct span){0, 3}, &whole, 1));
    ck_assert(!regex_find(colon, "AB:x", (struct span){0, 2}, &whole, 1));
    ck_assert(!regex_find(colon, "AB:x", (struct span){0, 0}, &whole, 1));
    regex_free(colon);
}
END_TEST

START_TEST(what_every_match_begins_with) {
    struct regex *exact = compile("\\bAb[0-9]"), *either = compile("(?i:\\bAb[0-9])");
    struct span whole;
    ck_assert(regex_find(exact, "x Ab1", (struct span){0, 5}, &whole, 1));
    ck_assert(!regex_find(exact, "x ab1", (struct span){0, 5}, &whole, 1));
    ck_assert(regex_find(either, "x ab1", (struct span){0, 5}, &whole, 1));
    ck_assert(!regex_find(either, "x abc", (struct span){0, 5}, &whole, 1));
    regex_free(exact);
    regex_free(either);
}
END_TEST

START_TEST(letters_of_all_scripts) {
    struct regex *regex = compile("^\\p{Lu}\\w+$");
    struct span whole;
    ck_assert(regex_find(regex, "Ёлка", (struct span){0, strlen("Ёлка")}, &whole, 1));
    regex_free(regex);
}
END_TEST

START_TEST(what_is_no_pattern_says_where) {
    struct buffer message = {0};
    size_t offset = 0;
    ck_assert_ptr_null(regex_new("ab(cd", &message, &offset));
    ck_assert_uint_eq(offset, 5);
    ck_assert_str_eq(message.bytes, "missing closing parenthesis");
    buffer_free(&message);
}
END_TEST

START_TEST(a_pattern_that_backtracks_without_end_is_given_up) {
    struct regex *regex = compile("^(?:a+)+[bc]$");
    const char *text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";
    struct span whole;
    ck_assert(regex_find(regex, "aab", (struct span){0, 3}, &whole, 1));
    ck_assert(!regex_is_too_costly(regex));
    ck_assert(!regex_find(regex, text, (struct span){0, strlen(text)}, &whole, 1));
    ck_assert(regex_is_too_costly(regex));
    ck_assert(!regex_find(regex, "aab", (struct span){0, 3}, &whole, 1));
    regex_free(regex);
}
END_TEST

START_TEST(a_long_text_is_no_cost) {
    enum { LENGTH = 4 << 20 };
    struct regex *regex = compile("^\\[Page (?<number>[0-9]+)\\]$|\\bfrom\\s+(.+)\\s+to\\b");
    char *text = malloc(LENGTH);
    struct span groups[2];
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = " from words\n"[i % 12];
    ck_assert(!regex_find(regex, text, (struct span){0, LENGTH}, groups, 2));
    ck_assert(!regex_is_too_costly(regex));
    free(text);
    regex_free(regex);
}
END_TEST

SUITE(regex) {
    Suite *suite = suite_create("text/regex");
    TCase *cases = tcase_create("regex");
    tcase_add_test(cases, offsets_count_from_the_text);
    tcase_add_test(cases, a_letter_in_either_case);
    tcase_add_test(cases, the_ends_of_the_span_are_the_ends);
    tcase_add_test(cases, a_group_that_took_no_part);
    tcase_add_test(cases, what_every_match_holds);
    tcase_add_test(cases, what_every_match_begins_with);
    tcase_add_test(cases, letters_of_all_scripts);
    tcase_add_test(cases, what_is_no_pattern_says_where);
    tcase_add_test(cases, a_pattern_that_backtracks_without_end_is_given_up);
    tcase_add_test(cases, a_long_text_is_no_cost);
    suite_add_tcase(suite, cases);
    return suite;
}
