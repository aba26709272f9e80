/* report/jsonl: a JSON object a line. */
#include "run.h"

#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

static void check_writes(const struct finding *finding, const char *expected) {
    char *written = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);
    struct report *report = report_new(stream, report_format_named("jsonl"), true);
    report_add(report, finding);
    ck_assert(report_free(report));
    fclose(stream);
    ck_assert_str_eq(written, expected);
    free(written);
}

START_TEST(all_that_a_finding_has) {
    check_writes(&(struct finding){.severity = SEVERITY_ERROR,
                                   .code = "rng/element-not-allowed",
                                   .file = "a.xml",
                                   .line = 12,
                                   .column = 5,
                                   .message = "not “here”",
                                   .xpath = "/TEI/text[1]",
                                   .hint = "say \"sp\"",
                                   .excerpt = "left out",
                                   .excerpt_length = 8},
                 "{\"severity\":\"error\",\"code\":\"rng/element-not-allowed\",\"file\":\"a.xml\","
                 "\"line\":12,\"column\":5,\"message\":\"not “here”\",\"xpath\":\"/TEI/text[1]\","
                 "\"hint\":\"say \\\"sp\\\"\"}\n");
}
END_TEST

START_TEST(a_finding_about_no_file) {
    check_writes(&(struct finding){.severity = SEVERITY_NOTE, .code = "a/b", .message = "m"},
                 "{\"severity\":\"note\",\"code\":\"a/b\",\"file\":null,\"line\":0,\"column\":0,"
                 "\"message\":\"m\"}\n");
}
END_TEST

START_TEST(a_name_that_is_not_utf8) {
    check_writes(
        &(struct finding){
            .severity = SEVERITY_WARNING, .code = "a/b", .file = "caf\xE9.txt", .message = "m\n"},
        "{\"severity\":\"warning\",\"code\":\"a/b\",\"file\":\"caf\xEF\xBF\xBD.txt\","
        "\"line\":0,\"column\":0,\"message\":\"m\\n\"}\n");
}
END_TEST

START_TEST(formats_have_names) {
    ck_assert_ptr_nonnull(report_format_named("jsonl"));
    ck_assert_ptr_nonnull(report_format_named("text"));
    ck_assert_ptr_null(report_format_named("xml"));
}
END_TEST

SUITE(report_jsonl) {
    Suite *suite = suite_create("report/jsonl");
    TCase *cases = tcase_create("report_jsonl");
    tcase_add_test(cases, all_that_a_finding_has);
    tcase_add_test(cases, a_finding_about_no_file);
    tcase_add_test(cases, a_name_that_is_not_utf8);
    tcase_add_test(cases, formats_have_names);
    suite_add_tcase(suite, cases);
    return suite;
}
