/* report/text: findings as compilers write them. */
#include "run.h"

#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Asserts that the finding is written so. */
static void check_writes(const struct finding *finding, bool colour, const char *expected) {
    char *written = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);
    struct report *report = report_new(stream, report_format_named("text"), colour);
    report_add(report, finding);
    ck_assert(report_free(report));
    fclose(stream);
    ck_assert_str_eq(written, expected);
    free(written);
}

START_TEST(a_place_with_its_line_and_a_hint) {
    static const char line[] = "K: Semenov [said";
    check_writes(&(struct finding){.severity = SEVERITY_WARNING,
                                   .code = "encode/bracket-not-closed",
                                   .file = "talk.txt",
                                   .line = 3,
                                   .column = 12,
                                   .message = "this [ is not closed",
                                   .hint = "add the ]",
                                   .excerpt = line,
                                   .excerpt_length = sizeof line - 1},
                 false,
                 "talk.txt:3:12: warning: this [ is not closed [encode/bracket-not-closed]\n"
                 "  K: Semenov [said\n"
                 "             ^\n"
                 "  hint: add the ]\n");
}
END_TEST

START_TEST(a_file_without_a_place) {
    check_writes(&(struct finding){.severity = SEVERITY_ERROR,
                                   .code = "file/cannot-read",
                                   .file = "gone.txt",
                                   .message = "cannot be read"},
                 false, "gone.txt: error: cannot be read [file/cannot-read]\n");
}
END_TEST

START_TEST(a_finding_about_no_file) {
    check_writes(&(struct finding){.severity = SEVERITY_NOTE, .code = "call/a", .message = "so"},
                 false, "teikit: note: so [call/a]\n");
}
END_TEST

START_TEST(columns_are_counted_in_characters) {
    static const char line[] = "été — 漢字 x";
    check_writes(&(struct finding){.severity = SEVERITY_ERROR,
                                   .code = "a/b",
                                   .file = "f",
                                   .line = 1,
                                   .column = 10,
                                   .message = "m",
                                   .excerpt = line,
                                   .excerpt_length = sizeof line - 1},
                 false,
                 "f:1:10: error: m [a/b]\n"
                 "  été — 漢字 x\n"
                 "             ^\n");
}
END_TEST

START_TEST(control_characters_are_not_written) {
    static const char line[] = "a\tb\033[31m";
    check_writes(&(struct finding){.severity = SEVERITY_ERROR,
                                   .code = "a/b",
                                   .file = "f",
                                   .line = 1,
                                   .column = 4,
                                   .message = "m",
                                   .excerpt = line,
                                   .excerpt_length = sizeof line - 1},
                 false,
                 "f:1:4: error: m [a/b]\n"
                 "  a b\xEF\xBF\xBD[31m\n"
                 "     ^\n");
}
END_TEST

START_TEST(of_a_long_line_what_is_near_the_place) {
    char line[500];
    memset(line, 'x', sizeof line);
    line[299] = '!';
    char *written = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);
    struct report *report = report_new(stream, report_format_named("text"), false);
    report_add(report, &(struct finding){.severity = SEVERITY_ERROR,
                                         .code = "a/b",
                                         .file = "f",
                                         .line = 1,
                                         .column = 300,
                                         .message = "m",
                                         .excerpt = line,
                                         .excerpt_length = sizeof line});
    report_free(report);
    fclose(stream);
    const char *excerpt = strchr(written, '\n') + 1, *caret = strchr(excerpt, '\n') + 1;
    ck_assert_int_eq(strncmp(excerpt, "  …xxx", strlen("  …xxx")), 0);
    ck_assert_uint_lt((size_t)(caret - excerpt), 110);
    /* The … before the line takes three bytes, but one column. */
    ck_assert_uint_eq(strcspn(caret, "^") + 2, strcspn(excerpt, "!"));
    free(written);
}
END_TEST

START_TEST(colours_for_a_terminal) {
    check_writes(
        &(struct finding){
            .severity = SEVERITY_ERROR, .code = "a/b", .file = "f", .line = 2, .message = "m"},
        true, "\033[1mf:2:\033[0m \033[31merror:\033[0m m [a/b]\n");
}
END_TEST

START_TEST(lines_are_read_from_the_file_where_none_is_at_hand) {
    char path[] = "/tmp/teikit-report-XXXXXX", *written = NULL, expected[400];
    int file = mkstemp(path);
    size_t length = 0;
    ck_assert_int_eq(write(file, "one\ntwo\r\nthree", 14), 14);
    close(file);
    FILE *stream = open_memstream(&written, &length);
    struct report *report = report_new(stream, report_format_named("text"), false);
    for (size_t line = 3; line > 1; line--)
        report_add(report, &(struct finding){.severity = SEVERITY_ERROR,
                                             .code = "a/b",
                                             .file = path,
                                             .line = line,
                                             .column = 1,
                                             .message = "m"});
    report_free(report);
    fclose(stream);
    unlink(path);
    snprintf(expected, sizeof expected,
             "%s:3:1: error: m [a/b]\n  three\n  ^\n%s:2:1: error: m [a/b]\n  two\n  ^\n", path,
             path);
    ck_assert_str_eq(written, expected);
    free(written);
}
END_TEST

START_TEST(lines_of_a_large_file_in_any_order) {
    static const size_t asked[] = {1, 2, 9000, 9000, 30001, 30000, 17, 40000, 30000};
    char path[] = "/tmp/teikit-report-XXXXXX", *written = NULL;
    size_t length = 0;
    FILE *file = fdopen(mkstemp(path), "w");
    for (int line = 1; line <= 30000; line++)
        fprintf(file, "the %dth%s", line, line < 30000 ? "\n" : "");
    fclose(file);
    FILE *stream = open_memstream(&written, &length);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct finding finding = {
        .severity = SEVERITY_ERROR, .code = "a/b", .file = path, .column = 1, .message = "m"};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        finding.line = asked[i];
        report_add(report, &finding);
    }
    report_free(report);
    fclose(stream);
    unlink(path);
    const char *rest = written;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        char expected[200];
        snprintf(expected, sizeof expected, "%s:%zu:1: error: m [a/b]\n", path, asked[i]);
        if (asked[i] <= 30000)
            snprintf(expected + strlen(expected), 40, "  the %zuth\n  ^\n", asked[i]);
        ck_assert_msg(!strncmp(rest, expected, strlen(expected)), "no %s in:\n%s", expected, rest);
        rest += strlen(expected);
    }
    free(written);
}
END_TEST

START_TEST(a_line_of_wide_characters_is_not_shown) {
    char path[] = "/tmp/teikit-report-XXXXXX", expected[100];
    int file = mkstemp(path);
    ck_assert_int_eq(write(file, "\xFF\xFE<\0a\0", 6), 6);
    close(file);
    snprintf(expected, sizeof expected, "%s:1:2: error: m [a/b]\n", path);
    check_writes(&(struct finding){.severity = SEVERITY_ERROR,
                                   .code = "a/b",
                                   .file = path,
                                   .line = 1,
                                   .column = 2,
                                   .message = "m"},
                 false, expected);
    unlink(path);
}
END_TEST

START_TEST(findings_are_counted) {
    FILE *stream = fopen("/dev/null", "w");
    struct report *report = report_new(stream, report_format_named("text"), false);
    report_say(report, SEVERITY_ERROR, "a/b", NULL, 0, 0, "%d", 1);
    report_say(report, SEVERITY_ERROR, "a/b", NULL, 0, 0, "%d", 2);
    report_say(report, SEVERITY_NOTE, "a/b", NULL, 0, 0, "%d", 3);
    ck_assert_uint_eq(report_count(report, SEVERITY_ERROR), 2);
    ck_assert_uint_eq(report_count(report, SEVERITY_WARNING), 0);
    ck_assert_uint_eq(report_count(report, SEVERITY_NOTE), 1);
    ck_assert(report_free(report));
    fclose(stream);
}
END_TEST

START_TEST(a_write_that_fails_is_told_at_the_end) {
    FILE *stream = fopen("/dev/full", "w");
    struct report *report = report_new(stream, report_format_named("text"), false);
    report_say(report, SEVERITY_ERROR, "a/b", NULL, 0, 0, "m");
    ck_assert(!report_free(report));
    fclose(stream);
}
END_TEST

SUITE(report_text) {
    Suite *suite = suite_create("report/text");
    TCase *cases = tcase_create("report_text");
    tcase_add_test(cases, a_place_with_its_line_and_a_hint);
    tcase_add_test(cases, a_file_without_a_place);
    tcase_add_test(cases, a_finding_about_no_file);
    tcase_add_test(cases, columns_are_counted_in_characters);
    tcase_add_test(cases, control_characters_are_not_written);
    tcase_add_test(cases, of_a_long_line_what_is_near_the_place);
    tcase_add_test(cases, colours_for_a_terminal);
    tcase_add_test(cases, lines_are_read_from_the_file_where_none_is_at_hand);
    tcase_add_test(cases, lines_of_a_large_file_in_any_order);
    tcase_add_test(cases, a_line_of_wide_characters_is_not_shown);
    tcase_add_test(cases, findings_are_counted);
    tcase_add_test(cases, a_write_that_fails_is_told_at_the_end);
    suite_add_tcase(suite, cases);
    return suite;
}
