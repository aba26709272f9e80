/* report: what those who read the formats demand of them.  The schemas are short forms of the ones
   that are published; our own engine validates by them. */
#include "run.h"

#include "report/report.h"
#include "rng/rng.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The words that are hardest to write: what formats have for their own, line ends, quotes, control
   characters, bytes that are not UTF-8. */
static const char hard[] = "100%25: a, <b> & \"c\"\r\n::error::d \x1B[1m \xC3\xA9 \xE9 ]]>";
static const char hard_file[] = "/a b/c:d,%e\xE9&<\n>.xml";

/* What a report in that format says of three files, and of none. */
static char *written_as(const char *format) {
    char *written = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);
    struct report *report = report_new(stream, report_format_named(format), false);
    struct finding finding = {.severity = SEVERITY_ERROR,
                              .code = "rng/element-not-allowed",
                              .file = hard_file,
                              .line = 3,
                              .column = 5,
                              .message = hard,
                              .hint = hard,
                              .xpath = "/TEI/p[2]"};
    report_add(report, &finding);
    finding.line = 7;
    report_add(report, &finding);
    finding = (struct finding){
        .severity = SEVERITY_NOTE, .code = "rng/element-not-allowed", .message = hard};
    finding.file = hard_file;
    report_add(report, &finding);
    report_checked(report, hard_file, 0);
    report_checked(report, "good.xml", 0);
    report_say(report, SEVERITY_ERROR, "file/cannot-read", "gone.xml", 0, 0, "%s", hard);
    report_checked(report, "gone.xml", 0);
    report_say(report, SEVERITY_WARNING, "call/no-input", NULL, 0, 0, "%s", hard);
    ck_assert(report_free(report));
    fclose(stream);
    return written;
}

/* ---- XML ---- */

/* The rules that Jenkins and Ant have for JUnit's XML; and GitLab: no two cases have one name. */
static const char junit[] =
    "start = element testsuites { name, numbers, suite* }\n"
    "suite = element testsuite { name, numbers, properties?, case*, output? }\n"
    "case = element testcase { name, classname, file?, line?, time?,\n"
    "  (skipped | (error | failure)*), output? }\n"
    "properties = element properties { element property { name, attribute value { text } }* }\n"
    "output = element system-out { text }?, element system-err { text }?\n"
    "skipped = element skipped { attribute message { text }? }\n"
    "error = element error { problem }\n"
    "failure = element failure { problem }\n"
    "problem = attribute message { text }, attribute type { text }, text\n"
    "name = attribute name { xsd:token { minLength = '1' } }\n"
    "classname = attribute classname { xsd:token { minLength = '1' } }\n"
    "file = attribute file { text }\n"
    "line = attribute line { xsd:positiveInteger }\n"
    "time = attribute time { xsd:decimal }?\n"
    "numbers = time, attribute tests { count }, attribute failures { count },\n"
    "  attribute errors { count }\n"
    "count = xsd:nonNegativeInteger\n";

static const char checkstyle[] =
    "start = element checkstyle { attribute version { text }, file* }\n"
    "file = element file { attribute name { text }, error* }\n"
    "error = element error { attribute line { xsd:positiveInteger }?,\n"
    "  attribute column { xsd:positiveInteger }?,\n"
    "  attribute severity { 'ignore' | 'info' | 'warning' | 'error' },\n"
    "  attribute message { text }, attribute source { text }? }\n";

/* Asserts that the report in that format is valid. */
static void check_valid(const char *format, const char *schema) {
    char *written = written_as(format), *said = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&said, &length);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct rng_schema *rules = rng_load_memory(schema, strlen(schema), "rules.rnc", NULL, report);
    char path[] = "/tmp/teikit-consumers-XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_eq(write(file, written, strlen(written)), (ssize_t)strlen(written));
    close(file);
    enum rng_verdict verdict = rules ? rng_validate(rules, path, format, report) : RNG_INVALID;
    unlink(path);
    rng_free(rules);
    report_free(report);
    fclose(stream);
    ck_assert_msg(verdict == RNG_VALID, "%s\n%s", said, written);
    free(said);
    free(written);
}

START_TEST(junit_is_valid) {
    check_valid("junit", junit);
}
END_TEST

START_TEST(checkstyle_is_valid) {
    check_valid("checkstyle", checkstyle);
}
END_TEST

/* ---- JSON ---- */

START_TEST(each_line_of_jsonl_is_an_object) {
    char *written = written_as("jsonl");
    size_t count = 0;
    for (char *line = written, *end; *line; line = end + 1, count++) {
        const char *severity, *code, *message;
        json_int_t number, column;
        end = strchr(line, '\n');
        ck_assert_ptr_nonnull(end);
        json_t *object = json_loadb(line, (size_t)(end - line), 0, NULL);
        ck_assert_msg(object != NULL, "%s", line);
        ck_assert_int_eq(json_unpack(object, "{s:s, s:s, s:I, s:I, s:s}", "severity", &severity,
                                     "code", &code, "line", &number, "column", &column, "message",
                                     &message),
                         0);
        ck_assert_ptr_nonnull(json_object_get(object, "file"));
        json_decref(object);
    }
    ck_assert_uint_eq(count, 5);
    free(written);
}
END_TEST

static json_t *member(json_t *object, const char *name) {
    json_t *value = json_object_get(object, name);
    ck_assert_msg(value != NULL, "no \"%s\"", name);
    return value;
}

static const char *string(json_t *object, const char *name) {
    const char *value = json_string_value(member(object, name));
    ck_assert_msg(value && *value, "\"%s\" is no string", name);
    return value;
}

/* RFC 3986 §4.1: a URI with a scheme, or a relative one whose first segment has no colon. */
static void check_uri(const char *uri) {
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@%";
    const char *rest = strncmp(uri, "file://", 7) ? uri : uri + 7;
    ck_assert_msg(rest[strspn(rest, allowed)] == '\0', "%s", uri);
    for (const char *escape = rest; (escape = strchr(escape, '%')); escape++)
        ck_assert_msg(strspn(escape + 1, "0123456789ABCDEF") >= 2, "%s", uri);
}

/* What the schema of OASIS and GitHub's code scanning ask of a result: a rule, a level, a message,
   a place with a file, lines and columns from 1, a fingerprint of its own. */
static void check_result(json_t *result, json_t *rules, json_t *fingerprints) {
    static const char levels[] = "none note warning error";
    json_t *rule, *location, *region, *place;
    size_t index;
    bool known = false;
    json_array_foreach(rules, index, rule) known |=
        !strcmp(string(rule, "id"), string(result, "ruleId"));
    ck_assert(known);
    ck_assert_ptr_nonnull(strstr(levels, string(result, "level")));
    string(member(result, "message"), "text");
    ck_assert_uint_ge(json_array_size(member(result, "locations")), 1);
    location = json_array_get(member(result, "locations"), 0);
    place = member(location, "physicalLocation");
    check_uri(string(member(place, "artifactLocation"), "uri"));
    region = json_object_get(place, "region");
    if (region) ck_assert_int_ge(json_integer_value(member(region, "startLine")), 1);
    if (region && json_object_get(region, "startColumn"))
        ck_assert_int_ge(json_integer_value(json_object_get(region, "startColumn")), 1);
    const char *fingerprint = string(member(result, "partialFingerprints"), "findingHash/v1");
    ck_assert_ptr_null(json_object_get(fingerprints, fingerprint));
    json_object_set_new(fingerprints, fingerprint, json_true());
}

static void check_rule(json_t *rule) {
    enum { LONGEST = 1024 };
    string(rule, "id");
    string(rule, "name");
    ck_assert_uint_le(strlen(string(member(rule, "shortDescription"), "text")), LONGEST);
    ck_assert_uint_le(strlen(string(member(rule, "fullDescription"), "text")), LONGEST);
    string(member(rule, "help"), "text");
    string(member(rule, "help"), "markdown");
}

START_TEST(sarif_is_taken) {
    char *written = written_as("sarif");
    json_t *log = json_loads(written, JSON_REJECT_DUPLICATES, NULL), *fingerprints = json_object();
    ck_assert_ptr_nonnull(log);
    ck_assert_str_eq(string(log, "version"), "2.1.0");
    json_t *run = json_array_get(member(log, "runs"), 0),
           *driver = member(member(run, "tool"), "driver");
    json_t *rules = member(driver, "rules"), *results = member(run, "results"), *each;
    size_t index;
    ck_assert_str_eq(string(driver, "name"), "teikit");
    json_array_foreach(rules, index, each) check_rule(each);
    json_array_foreach(results, index, each) check_result(each, rules, fingerprints);
    ck_assert_uint_eq(json_array_size(results), 4);
    /* What is said of no file would make GitHub refuse all. */
    json_t *invocation = json_array_get(member(run, "invocations"), 0);
    ck_assert(json_is_true(member(invocation, "executionSuccessful")));
    json_t *said = json_array_get(member(invocation, "toolConfigurationNotifications"), 0);
    ck_assert_str_eq(string(member(said, "descriptor"), "id"), "call/no-input");
    ck_assert_str_eq(string(said, "level"), "warning");
    json_decref(fingerprints);
    json_decref(log);
    free(written);
}
END_TEST

/* ---- workflow commands ---- */

/* Takes %XX back, as the runner does: %25 last. */
static char *unescaped(const char *words, size_t length) {
    static const struct {
        const char *written;
        char meant;
    } escapes[] = {{"%0D", '\r'}, {"%0A", '\n'}, {"%3A", ':'}, {"%2C", ','}, {"%25", '%'}};
    char *plain = calloc(length + 1, 1), *end = plain;
    for (size_t i = 0; i < length; i++) {
        char c = words[i];
        for (size_t j = 0; j < sizeof escapes / sizeof *escapes && c == '%'; j++)
            if (!strncmp(words + i, escapes[j].written, 3)) c = escapes[j].meant, i += 2, j = 9;
        *end++ = c;
    }
    return plain;
}

/* The value of a property of the command; freed by the caller. */
static char *property(const char *command, const char *name) {
    const char *end = strstr(command, "::"), *at = strchr(command, ' ');
    for (size_t length; at && at < end; at += 1 + length) {
        length = strcspn(at + 1, ",:");
        size_t size = strlen(name);
        if (!strncmp(at + 1, name, size) && at[1 + size] == '=')
            return unescaped(at + 2 + size, length - size - 1);
    }
    return NULL;
}

START_TEST(the_runner_reads_what_was_meant) {
    char *written = written_as("github");
    size_t count = 0;
    for (char *line = written, *end; *line; line = end + 1, count++) {
        end = strchr(line, '\n');
        *end = '\0';
        ck_assert_msg(!strncmp(line, "::", 2), "%s", line);
        const char *message = strstr(line + 2, "::") + 2;
        char *meant = unescaped(message, strlen(message)), *file = property(line + 2, "file");
        ck_assert_msg(!strncmp(meant, hard, strcspn(hard, "\x1B")), "%s", meant);
        if (count == 0) ck_assert_str_eq(file, "/a b/c:d,%e\xEF\xBF\xBD&<\n>.xml");
        ck_assert_int_eq(file == NULL, count == 4);
        free(meant);
        free(file);
    }
    ck_assert_uint_eq(count, 5);
    free(written);
}
END_TEST

SUITE(report_consumers) {
    Suite *suite = suite_create("report/consumers");
    TCase *cases = tcase_create("report_consumers");
    tcase_add_test(cases, junit_is_valid);
    tcase_add_test(cases, checkstyle_is_valid);
    tcase_add_test(cases, each_line_of_jsonl_is_an_object);
    tcase_add_test(cases, sarif_is_taken);
    tcase_add_test(cases, the_runner_reads_what_was_meant);
    suite_add_tcase(suite, cases);
    return suite;
}
