/* library: what a program does with libteikit, linked with the shared library as others are. */
#include "run.h"

#include "library/teikit.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what tests begin with ---- */

static const char schema[] = "element log { element entry { attribute n { xsd:integer }, text }+ }";
static const char good[] = "<log>\n <entry n='1'>wind</entry>\n</log>";
static const char bad[] = "<log>\n <entry n='one'>wind</entry>\n <entri n='2'/>\n</log>";

static enum teikit_status use(teikit *context, const char *text, const char *name) {
    return teikit_use_schema_bytes(context, text, strlen(text), name);
}

static enum teikit_status validate(teikit *context, const char *text) {
    return teikit_validate(context, text, strlen(text), "log.xml");
}

static teikit *new_with_schema(void) {
    teikit *context = teikit_new();
    ck_assert_ptr_nonnull(context);
    ck_assert_int_eq(use(context, schema, "log.rnc"), TEIKIT_GOOD);
    return context;
}

/* Asserts that the last call has found something with that code, and it first of all. */
static const struct teikit_finding *check_first(teikit *context, const char *code) {
    const struct teikit_finding *finding = teikit_next_finding(context);
    ck_assert_ptr_nonnull(finding);
    ck_assert_str_eq(finding->code, code);
    return finding;
}

static void check_none(teikit *context) {
    ck_assert_ptr_null(teikit_next_finding(context));
}

/* ---- validation ---- */

START_TEST(a_valid_document_has_no_findings) {
    teikit *context = new_with_schema();
    ck_assert_int_eq(validate(context, good), TEIKIT_GOOD);
    check_none(context);
    teikit_free(context);
}
END_TEST

START_TEST(findings_have_places_and_messages) {
    teikit *context = new_with_schema();
    ck_assert_int_eq(validate(context, bad), TEIKIT_AT_FAULT);
    const struct teikit_finding *finding = check_first(context, "rng/attribute-value");
    ck_assert_int_eq(finding->severity, TEIKIT_ERROR);
    ck_assert_str_eq(finding->file, "log.xml");
    ck_assert_uint_eq(finding->line, 2);
    ck_assert_uint_eq(finding->column, 9);
    ck_assert_str_eq(finding->xpath, "/log[1]/entry[1]");
    finding = check_first(context, "rng/element-unknown");
    ck_assert_uint_eq(finding->line, 3);
    ck_assert_str_eq(finding->hint, "did you mean \"entry\"?");
    check_none(context);
    teikit_free(context);
}
END_TEST

START_TEST(each_call_begins_without_findings) {
    teikit *context = new_with_schema();
    validate(context, bad);
    ck_assert_int_eq(validate(context, good), TEIKIT_GOOD);
    check_none(context);
    teikit_free(context);
}
END_TEST

START_TEST(without_a_schema_the_built_in_counts) {
    teikit *context = teikit_new();
    ck_assert_int_eq(validate(context, good), TEIKIT_AT_FAULT);
    check_first(context, "rng/element-unknown");
    teikit_free(context);
}
END_TEST

START_TEST(a_document_may_name_its_schema) {
    static const char text[] = "<?xml-model href='nowhere.rnc'?><log/>";
    teikit *context = teikit_new();
    for (int i = 0; i < 2; i++) { /* what is wrong with it is said each time */
        ck_assert_int_eq(validate(context, text), TEIKIT_WRONG_CALL);
        check_first(context, "rng/schema-unreadable");
    }
    teikit_free(context);
}
END_TEST

START_TEST(a_schema_of_rules_adds_up) {
    static const char rules[] =
        "<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xslt2'><pattern>"
        "<rule context='entry'><assert test='@n &gt; 1'>Entries begin at 2</assert></rule>"
        "</pattern></schema>";
    teikit *context = new_with_schema();
    ck_assert_int_eq(use(context, rules, "log.sch"), TEIKIT_GOOD);
    ck_assert_int_eq(validate(context, good), TEIKIT_AT_FAULT);
    ck_assert_str_eq(check_first(context, "schematron/assert")->message, "Entries begin at 2");
    teikit_free(context);
}
END_TEST

START_TEST(a_schema_that_is_wrong_leaves_the_others) {
    teikit *context = new_with_schema();
    ck_assert_int_eq(use(context, "element log {", "other.rnc"), TEIKIT_WRONG_CALL);
    ck_assert_str_eq(check_first(context, "rng/schema-syntax")->file, "other.rnc");
    ck_assert_int_eq(teikit_use_schema(context, "nowhere.rng"), TEIKIT_WRONG_CALL);
    ck_assert_int_eq(validate(context, good), TEIKIT_GOOD);
    teikit_free(context);
}
END_TEST

START_TEST(a_schema_of_the_same_name_takes_the_place_of_the_other) {
    teikit *context = new_with_schema();
    ck_assert_int_eq(use(context, "element diary { text }", "log.rnc"), TEIKIT_GOOD);
    ck_assert_int_eq(validate(context, good), TEIKIT_AT_FAULT);
    ck_assert_int_eq(validate(context, "<diary/>"), TEIKIT_GOOD);
    teikit_free(context);
}
END_TEST

START_TEST(an_empty_document_is_not_well_formed) {
    teikit *context = new_with_schema();
    ck_assert_int_eq(teikit_validate(context, NULL, 0, "log.xml"), TEIKIT_AT_FAULT);
    check_first(context, "xml/not-well-formed");
    teikit_free(context);
}
END_TEST

START_TEST(files_are_validated_by_their_paths) {
    char path[] = "/tmp/teikit-library-XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_eq(write(file, bad, sizeof bad - 1), sizeof bad - 1);
    close(file);
    teikit *context = new_with_schema();
    ck_assert_int_eq(teikit_validate_file(context, path), TEIKIT_AT_FAULT);
    ck_assert_str_eq(check_first(context, "rng/attribute-value")->file, path);
    unlink(path);
    ck_assert_int_eq(teikit_validate_file(context, path), TEIKIT_WRONG_CALL);
    check_first(context, "file/cannot-read");
    teikit_free(context);
}
END_TEST

/* ---- reports ---- */

START_TEST(a_report_shows_the_lines_of_bytes_in_memory) {
    teikit *context = new_with_schema();
    size_t length;
    validate(context, bad);
    const char *report = teikit_report(context, "text", &length);
    ck_assert_ptr_nonnull(
        strstr(report, "   <entri n='2'/>\n   ^\n  hint: did you mean \"entry\"?\n"));
    ck_assert_uint_eq(length, strlen(report));
    ck_assert_ptr_nonnull(strstr(teikit_report(context, "jsonl", NULL), "\"line\":3"));
    ck_assert_ptr_nonnull(strstr(teikit_report(context, "junit", NULL), "name=\"log.xml\""));
    ck_assert_ptr_nonnull(teikit_next_finding(context));
    teikit_free(context);
}
END_TEST

START_TEST(a_report_needs_a_format) {
    teikit *context = new_with_schema();
    size_t length = 1;
    ck_assert_ptr_null(teikit_report(context, "prose", &length));
    ck_assert_uint_eq(length, 0);
    ck_assert_ptr_null(teikit_report(context, NULL, NULL));
    teikit_free(context);
}
END_TEST

START_TEST(a_report_of_nothing_is_empty) {
    teikit *context = new_with_schema();
    size_t length = 1;
    validate(context, good);
    ck_assert_str_eq(teikit_report(context, "text", &length), "");
    ck_assert_uint_eq(length, 0);
    teikit_free(context);
}
END_TEST

/* ---- options ---- */

START_TEST(options_are_those_of_the_verbs) {
    teikit *context = teikit_new();
    ck_assert_int_eq(teikit_set(context, "no-check", "all"), TEIKIT_GOOD);
    ck_assert_int_eq(teikit_set(context, "explain", NULL), TEIKIT_GOOD);
    ck_assert_int_eq(teikit_set(context, "nfc", "no"), TEIKIT_GOOD);
    ck_assert_int_eq(teikit_set(context, "output", "x"), TEIKIT_WRONG_CALL);
    check_first(context, "call/option");
    ck_assert_int_eq(teikit_set(context, "check", "weather"), TEIKIT_WRONG_CALL);
    check_first(context, "call/check");
    ck_assert_int_eq(teikit_set(context, "phase", NULL), TEIKIT_GOOD);
    ck_assert_int_eq(teikit_set(context, "check", NULL), TEIKIT_WRONG_CALL);
    ck_assert_int_eq(teikit_set(context, NULL, NULL), TEIKIT_WRONG_CALL);
    teikit_free(context);
}
END_TEST

START_TEST(options_of_a_validation_come_before_it) {
    teikit *context = new_with_schema();
    ck_assert_int_eq(teikit_set(context, "explain", NULL), TEIKIT_WRONG_CALL);
    check_first(context, "call/option");
    teikit_free(context);
}
END_TEST

START_TEST(checks_are_made_that_are_asked_for) {
    static const char text[] = "<log><entry n='1'>\twind</entry></log>";
    teikit *context = teikit_new();
    ck_assert_int_eq(teikit_set(context, "check", "white-space"), TEIKIT_GOOD);
    use(context, schema, "log.rnc");
    validate(context, text);
    ck_assert_int_eq(check_first(context, "check/tab")->severity, TEIKIT_WARNING);
    teikit_free(context);
}
END_TEST

START_TEST(calls_without_what_they_need_are_wrong) {
    teikit *context = teikit_new();
    ck_assert_int_eq(teikit_validate(NULL, good, sizeof good - 1, "log.xml"), TEIKIT_WRONG_CALL);
    ck_assert_int_eq(teikit_validate(context, good, sizeof good - 1, NULL), TEIKIT_WRONG_CALL);
    ck_assert_int_eq(teikit_validate(context, NULL, 1, "log.xml"), TEIKIT_WRONG_CALL);
    ck_assert_int_eq(teikit_validate_file(context, NULL), TEIKIT_WRONG_CALL);
    ck_assert_int_eq(teikit_use_schema(context, NULL), TEIKIT_WRONG_CALL);
    ck_assert_int_eq(teikit_encode_file(context, NULL), TEIKIT_WRONG_CALL);
    ck_assert_ptr_null(teikit_next_finding(NULL));
    ck_assert_ptr_null(teikit_report(NULL, "text", NULL));
    ck_assert_ptr_null(teikit_encoding(NULL, NULL));
    teikit_free(NULL);
    teikit_free(context);
}
END_TEST

/* ---- encoding ---- */

static const char talk[] = "4. Talk on the Pier\n\nA: The boat is late.\n\nB: It is [illegible].\n";

static enum teikit_status encode(teikit *context, const char *text) {
    return teikit_encode(context, text, strlen(text), "talk.txt");
}

START_TEST(a_text_becomes_tei_that_is_valid) {
    teikit *context = teikit_new();
    size_t length;
    ck_assert_int_eq(encode(context, talk), TEIKIT_GOOD);
    const char *encoding = teikit_encoding(context, &length);
    ck_assert_uint_eq(length, strlen(encoding));
    ck_assert_ptr_nonnull(strstr(encoding, "<gap reason=\"illegible\">"));
    char *copy = strdup(encoding);
    ck_assert_int_eq(teikit_validate(context, copy, length, "talk.xml"), TEIKIT_GOOD);
    ck_assert_ptr_null(teikit_encoding(context, &length));
    ck_assert_uint_eq(length, 0);
    free(copy);
    teikit_free(context);
}
END_TEST

START_TEST(options_of_an_encoding_may_change_between_texts) {
    teikit *context = teikit_new();
    ck_assert_int_eq(teikit_set(context, "id", "pier"), TEIKIT_GOOD);
    ck_assert_int_eq(encode(context, talk), TEIKIT_GOOD);
    ck_assert_ptr_nonnull(strstr(teikit_encoding(context, NULL), "xml:id=\"pier\""));
    ck_assert_int_eq(teikit_set(context, "id", NULL), TEIKIT_GOOD);
    ck_assert_int_eq(teikit_set(context, "lang", "en-GB"), TEIKIT_GOOD);
    ck_assert_int_eq(encode(context, talk), TEIKIT_GOOD);
    ck_assert_ptr_null(strstr(teikit_encoding(context, NULL), "xml:id=\"pier\""));
    ck_assert_ptr_nonnull(strstr(teikit_encoding(context, NULL), "en-GB"));
    teikit_free(context);
}
END_TEST

START_TEST(options_that_are_wrong_are_said_where_they_are_used) {
    static const char *const options[][3] = {{"lang", "good English", "call/language"},
                                             {"id", "1 2", "call/id"},
                                             {"charset", "EBCDIC-77", "call/charset"},
                                             {"genre", "sonnet", "call/genre"},
                                             {"metadata", "/nowhere.yaml", "file/cannot-read"},
                                             {"persons", "/nowhere.xml", "file/cannot-read"},
                                             {"profile", "./nowhere.yaml", "file/cannot-read"}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        teikit *context = teikit_new();
        ck_assert_int_eq(teikit_set(context, options[i][0], options[i][1]), TEIKIT_GOOD);
        ck_assert_int_eq(encode(context, talk), TEIKIT_WRONG_CALL);
        check_first(context, options[i][2]);
        ck_assert_int_eq(teikit_set(context, options[i][0], NULL), TEIKIT_GOOD);
        ck_assert_int_eq(encode(context, talk), TEIKIT_GOOD);
        teikit_free(context);
    }
}
END_TEST

START_TEST(a_text_that_is_none_is_at_fault) {
    static const char bytes[] = "4. Talk\n\n\x01 on the pier\n";
    teikit *context = teikit_new();
    ck_assert_int_eq(encode(context, bytes), TEIKIT_AT_FAULT);
    ck_assert_uint_eq(check_first(context, "text/control-character")->line, 3);
    ck_assert_ptr_nonnull(strstr(teikit_report(context, "text", NULL), " on the pier\n"));
    ck_assert_ptr_null(teikit_encoding(context, NULL));
    ck_assert_int_eq(teikit_encode_file(context, "/nowhere.txt"), TEIKIT_WRONG_CALL);
    check_first(context, "file/cannot-read");
    teikit_free(context);
}
END_TEST

/* ---- memory ---- */

/* Does a bit of everything with so much memory; whether it sufficed. */
static bool suffices(size_t most) {
    teikit *context = teikit_new();
    enum teikit_status status = teikit_limit_memory(context, most);
    if (status == TEIKIT_GOOD) status = use(context, schema, "log.rnc");
    if (status == TEIKIT_GOOD) status = validate(context, bad);
    if (status == TEIKIT_AT_FAULT && teikit_report(context, "sarif", NULL))
        status = encode(context, talk);
    bool lost = teikit_set(context, "id", "pier") == TEIKIT_NO_MEMORY;
    if (lost) {
        check_first(context, "memory/exhausted");
        check_none(context);
        ck_assert_ptr_null(teikit_report(context, "text", NULL));
        ck_assert_ptr_null(teikit_encoding(context, NULL));
        ck_assert_int_eq(teikit_limit_memory(context, 0), TEIKIT_NO_MEMORY);
    } else {
        ck_assert_int_eq(status, TEIKIT_GOOD);
    }
    teikit_free(context);
    return !lost;
}

START_TEST(where_memory_runs_out_the_context_is_lost_and_the_program_is_not) {
    enum { STEP = 3000, ENOUGH = 64 << 20 };
    size_t most = STEP;
    ck_assert(!suffices(1));
    while (!suffices(most)) {
        most += STEP;
        ck_assert_uint_lt(most, ENOUGH);
    }
    ck_assert_uint_gt(most, 50 * STEP);
    ck_assert(suffices(0));
}
END_TEST

/* ---- threads ---- */

static void *validate_often(void *data) {
    teikit *context = new_with_schema();
    for (int i = 0; i < 50; i++) {
        ck_assert_int_eq(validate(context, good), TEIKIT_GOOD);
        ck_assert_int_eq(validate(context, bad), TEIKIT_AT_FAULT);
        ck_assert_int_eq(encode(context, talk), TEIKIT_GOOD);
    }
    teikit_free(context);
    return data;
}

START_TEST(threads_have_contexts_of_their_own) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, validate_often, NULL), 0);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
}
END_TEST

START_TEST(the_version_is_told) {
    ck_assert_str_eq(teikit_version(), TEIKIT_VERSION);
}
END_TEST

SUITE(library) {
    const TTest *const tests[] = {
        a_valid_document_has_no_findings,
        findings_have_places_and_messages,
        each_call_begins_without_findings,
        without_a_schema_the_built_in_counts,
        a_document_may_name_its_schema,
        a_schema_of_rules_adds_up,
        a_schema_that_is_wrong_leaves_the_others,
        a_schema_of_the_same_name_takes_the_place_of_the_other,
        an_empty_document_is_not_well_formed,
        files_are_validated_by_their_paths,
        a_report_shows_the_lines_of_bytes_in_memory,
        a_report_needs_a_format,
        a_report_of_nothing_is_empty,
        options_are_those_of_the_verbs,
        options_of_a_validation_come_before_it,
        checks_are_made_that_are_asked_for,
        calls_without_what_they_need_are_wrong,
        a_text_becomes_tei_that_is_valid,
        options_of_an_encoding_may_change_between_texts,
        options_that_are_wrong_are_said_where_they_are_used,
        a_text_that_is_none_is_at_fault,
        where_memory_runs_out_the_context_is_lost_and_the_program_is_not,
        threads_have_contexts_of_their_own,
        the_version_is_told,
    };
    Suite *suite = suite_create("library/library");
    TCase *cases = tcase_create("library/library");
    tcase_set_timeout(cases, 60);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(cases, tests[i]);
    suite_add_tcase(suite, cases);
    return suite;
}
