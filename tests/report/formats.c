/* report: the formats that other programs read. */
#include "run.h"

#include "report/report.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a report of two files says: one at fault, the other (with a name that is hard to write)
   fine, and a warning about no file. */
static char *written_as(const char *format) {
    char *written = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);
    struct report *report = report_new(stream, report_format_named(format), false);
    report_add(report, &(struct finding){.severity = SEVERITY_ERROR,
                                         .code = "rng/text",
                                         .file = "a/b, c.xml",
                                         .line = 3,
                                         .column = 5,
                                         .message = "no <text> & \"such\": 100%",
                                         .hint = "take\nit out",
                                         .xpath = "/TEI"});
    report_checked(report, "a/b, c.xml", 0);
    report_checked(report, "d\xE9&\x01.xml", 0);
    report_say(report, SEVERITY_WARNING, "call/odd", NULL, 0, 0, "odd");
    ck_assert(report_free(report));
    fclose(stream);
    return written;
}

static void check_written(const char *format, const char *expected) {
    char *written = written_as(format);
    ck_assert_str_eq(written, expected);
    free(written);
}

static void check_well_formed(const char *format) {
    char *written = written_as(format);
    xmlDoc *document = xmlReadMemory(written, (int)strlen(written), format, NULL, 0);
    ck_assert_ptr_nonnull(document);
    xmlFreeDoc(document);
    free(written);
}

START_TEST(github_commands) {
    check_written("github",
                  "::error title=rng/text,file=a/b%2C c.xml,line=3,endLine=3,col=5::no <text> & "
                  "\"such\": 100%25%0Ahint: take%0Ait out\n"
                  "::warning title=call/odd::odd\n");
}
END_TEST

START_TEST(checkstyle_files) {
    check_well_formed("checkstyle");
    check_written("checkstyle",
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
                  "  <file name=\"a/b, c.xml\">\n"
                  "    <error line=\"3\" column=\"5\" severity=\"error\" message=\"no &lt;text&gt; "
                  "&amp; &quot;such&quot;: 100%; take&#10;it out\" source=\"rng/text\"/>\n"
                  "  </file>\n"
                  "  <file name=\"d\xEF\xBF\xBD&amp;\xEF\xBF\xBD.xml\">\n  </file>\n"
                  "  <file name=\"teikit\">\n"
                  "    <error severity=\"warning\" message=\"odd\" source=\"call/odd\"/>\n"
                  "  </file>\n</checkstyle>\n");
}
END_TEST

START_TEST(junit_cases) {
    check_well_formed("junit");
    check_written(
        "junit",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"teikit\" tests=\"3\" failures=\"1\" errors=\"0\">\n"
        "  <testsuite name=\"teikit\" tests=\"3\" failures=\"1\" errors=\"0\">\n"
        "    <testcase classname=\"a\" name=\"b, c.xml\" file=\"a/b, c.xml\" line=\"3\">\n"
        "      <failure message=\"no &lt;text&gt; &amp; &quot;such&quot;: 100%\" "
        "type=\"rng/text\">a/b, c.xml:3:5: error: no &lt;text&gt; &amp; &quot;such&quot;: 100% "
        "[rng/text]\n</failure>\n"
        "    </testcase>\n"
        "    <testcase classname=\".\" name=\"d\xEF\xBF\xBD&amp;\xEF\xBF\xBD.xml\" "
        "file=\"d\xEF\xBF\xBD&amp;\xEF\xBF\xBD.xml\">\n    </testcase>\n"
        "    <testcase classname=\".\" name=\"teikit\" file=\"teikit\">\n"
        "      <system-out> warning: odd [call/odd]\n</system-out>\n"
        "    </testcase>\n  </testsuite>\n</testsuites>\n");
}
END_TEST

START_TEST(sarif_results_and_rules) {
    char *written = written_as("sarif");
    json_t *log = json_loads(written, 0, NULL);
    ck_assert_ptr_nonnull(log);
    json_t *results, *rules;
    const char *rule, *level, *message, *uri;
    json_int_t line, column;
    ck_assert_int_eq(json_unpack(log, "{s:[{s:o, s:{s:{s:o}}}]}", "runs", "results", &results,
                                 "tool", "driver", "rules", &rules),
                     0);
    ck_assert_uint_eq(json_array_size(results), 1);
    ck_assert_uint_eq(json_array_size(rules), 2);
    ck_assert_int_eq(json_unpack(json_array_get(results, 0),
                                 "{s:s, s:s, s:{s:s}, s:[{s:{s:{s:s}, s:{s:I, s:I}}}]}", "ruleId",
                                 &rule, "level", &level, "message", "text", &message, "locations",
                                 "physicalLocation", "artifactLocation", "uri", &uri, "region",
                                 "startLine", &line, "startColumn", &column),
                     0);
    ck_assert_str_eq(rule, "rng/text");
    ck_assert_str_eq(level, "error");
    ck_assert_str_eq(message, "no <text> & \"such\": 100%\nhint: take\nit out");
    ck_assert_str_eq(uri, "a/b,%20c.xml");
    ck_assert_int_eq(line, 3);
    ck_assert_int_eq(column, 5);
    json_decref(log);
    free(written);
}
END_TEST

START_TEST(text_sums_up_several_files) {
    char *written = written_as("text");
    ck_assert_ptr_nonnull(strstr(written, "\n2 files, 1 at fault: 1 error, 1 warning, 0 notes\n"
                                          "       1  call/odd\n       1  rng/text\n"));
    free(written);
}
END_TEST

START_TEST(several_formats_at_once) {
    char *first = NULL, *second = NULL;
    size_t length = 0;
    FILE *one = open_memstream(&first, &length), *other = open_memstream(&second, &length);
    struct report *report = report_new(one, report_format_named("text"), false);
    report_also(report, other, report_format_named("github"), false);
    report_say(report, SEVERITY_NOTE, "a/b", NULL, 0, 0, "so");
    ck_assert(report_free(report));
    fclose(one);
    fclose(other);
    ck_assert_str_eq(first, "teikit: note: so [a/b]\n");
    ck_assert_str_eq(second, "::notice title=a/b::so\n");
    free(first);
    free(second);
}
END_TEST

SUITE(report_formats) {
    Suite *suite = suite_create("report/formats");
    TCase *cases = tcase_create("report_formats");
    tcase_add_test(cases, github_commands);
    tcase_add_test(cases, checkstyle_files);
    tcase_add_test(cases, junit_cases);
    tcase_add_test(cases, sarif_results_and_rules);
    tcase_add_test(cases, text_sums_up_several_files);
    tcase_add_test(cases, several_formats_at_once);
    suite_add_tcase(suite, cases);
    return suite;
}
