/* corpus/settings and corpus/baseline: what a teikit.yml and known findings make of findings. */
#include "run.h"

#include "base/file.h"
#include "corpus/corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Each test has a folder of its own as its working folder. */
static void enter_folder(void) {
    char path[] = "/tmp/teikit-corpus.XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(path));
    ck_assert_int_eq(chdir(path), 0);
    ck_assert_int_eq(setenv("PWD", path, 1), 0);
}

static void leave_folder(void) {
    ck_assert_int_eq(system("rm -rf \"$PWD\""), 0);
}

static void put(const char *name, const char *text) {
    ck_assert(file_make_folders(name));
    ck_assert(file_write(name, text, strlen(text)));
}

static struct corpus_settings *load(const char *yaml) {
    put("teikit.yml", yaml);
    struct report *report = report_new(stderr, report_format_named("text"), false);
    char *path = corpus_settings_find(".");
    struct corpus_settings *settings = corpus_settings_load(path, report);
    ck_assert_ptr_nonnull(settings);
    report_free(report);
    free(path);
    return settings;
}

/* Loads what is wrong and expects this of the finding. */
static void check_wrong(const char *yaml, const char *expected) {
    char *written = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);
    struct report *report = report_new(stream, report_format_named("github"), false);
    put("teikit.yml", yaml);
    ck_assert_ptr_null(corpus_settings_load("teikit.yml", report));
    report_free(report);
    fclose(stream);
    ck_assert_msg(strstr(written, expected) != NULL, "%s", written);
    free(written);
}

static struct finding finding_of(const char *code, const char *file) {
    return (struct finding){
        .severity = SEVERITY_ERROR, .code = code, .file = file, .message = "so"};
}

START_TEST(schemas_by_pattern) {
    struct corpus_settings *settings = load("schemas:\n"
                                            "  - {match: 'letters/*.xml', schemas: [a.rng, tei]}\n"
                                            "  - {match: '**/*.xml', schemas: [teikit]}\n");
    const char *const *names;
    ck_assert_uint_eq(corpus_settings_schemas(settings, "./letters/b.xml", &names), 2);
    ck_assert_ptr_nonnull(strstr(names[0], "/a.rng"));
    ck_assert_str_eq(names[1], "tei");
    ck_assert_uint_eq(corpus_settings_schemas(settings, "letters/deep/b.xml", &names), 1);
    ck_assert_uint_eq(corpus_settings_schemas(settings, "b.xml", &names), 1);
    ck_assert_str_eq(names[0], "teikit");
    ck_assert_uint_eq(corpus_settings_schemas(settings, "b.txt", &names), 0);
    corpus_settings_free(settings);
}
END_TEST

START_TEST(patterns_count_from_the_root) {
    struct corpus_settings *above = load("schemas: [{match: 'a/b/*.xml', schemas: [teikit]}]\n");
    corpus_settings_free(above);
    put("a/b/c.xml", "");
    ck_assert_int_eq(chdir("a"), 0);
    char *path = corpus_settings_find("b/c.xml"), here[4096];
    struct report *report = report_new(stderr, report_format_named("text"), false);
    struct corpus_settings *settings = corpus_settings_load(path, report);
    const char *const *names;
    ck_assert_uint_eq(corpus_settings_schemas(settings, "b/c.xml", &names), 1);
    ck_assert_uint_eq(corpus_settings_schemas(settings, "c.xml", &names), 0);
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    strcat(here, "/b/c.xml");
    ck_assert_uint_eq(corpus_settings_schemas(settings, here, &names), 1);
    corpus_settings_free(settings);
    report_free(report);
    free(path);
    ck_assert_int_eq(chdir(".."), 0);
}
END_TEST

START_TEST(severities) {
    struct corpus_settings *settings =
        load("findings:\n"
             "  - {code: rng/, severity: warning}\n"
             "  - {code: rng/text, severity: ignore, match: 'drafts/*', reason: not done}\n");
    struct finding other = finding_of("rng/element", "drafts/a.xml"),
                   text = finding_of("rng/text", "b.xml"),
                   draft = finding_of("rng/text", "drafts/a.xml"),
                   xml = finding_of("xml/x", "a.xml"), no_file = finding_of("rng/text", NULL);
    ck_assert(corpus_settings_apply(settings, &other));
    ck_assert_int_eq(other.severity, SEVERITY_WARNING);
    ck_assert(corpus_settings_apply(settings, &text));
    ck_assert_int_eq(text.severity, SEVERITY_WARNING);
    ck_assert(!corpus_settings_apply(settings, &draft));
    ck_assert(corpus_settings_apply(settings, &xml));
    ck_assert_int_eq(xml.severity, SEVERITY_ERROR);
    ck_assert(corpus_settings_apply(settings, &no_file));
    corpus_settings_free(settings);
}
END_TEST

START_TEST(settings_that_are_wrong) {
    check_wrong("findings:\n  - {code: a/b, severity: ignore}\n",
                "title=settings/no-reason,file=teikit.yml,line=2");
    check_wrong("findings:\n  - {code: a/b, severity: grave}\n",
                "title=settings/invalid,file=teikit.yml,line=2");
    check_wrong("schema: x\n", "title=settings/invalid,file=teikit.yml,line=1");
    check_wrong("schemas: [", "title=settings/invalid,file=teikit.yml");
}
END_TEST

START_TEST(known_findings_are_met_as_often_as_they_are_known) {
    put("known.jsonl", "{\"code\":\"a/b\",\"file\":\"a.xml\",\"line\":7,\"message\":\"so\"}\n"
                       "{\"code\":\"a/b\",\"file\":null,\"message\":\"so\"}\n"
                       "{\"code\":\"a/b\",\"file\":\"a.xml\",\"line\":9,\"message\":\"so\"}\n");
    struct report *report = report_new(stderr, report_format_named("text"), false);
    struct corpus_baseline *baseline = corpus_baseline_load("known.jsonl", report);
    struct finding here = finding_of("a/b", "a.xml"), nowhere = finding_of("a/b", NULL),
                   elsewhere = finding_of("a/b", "b.xml");
    here.line = 8;
    ck_assert(corpus_baseline_knows(baseline, &here));
    ck_assert(corpus_baseline_knows(baseline, &here));
    ck_assert(!corpus_baseline_knows(baseline, &here));
    ck_assert(corpus_baseline_knows(baseline, &nowhere));
    ck_assert(!corpus_baseline_knows(baseline, &elsewhere));
    corpus_baseline_begin(baseline); /* as another input, or the same once more */
    ck_assert(corpus_baseline_knows(baseline, &here));
    corpus_baseline_free(baseline);
    report_free(report);
}
END_TEST

SUITE(corpus_settings) {
    Suite *suite = suite_create("corpus/settings");
    TCase *cases = tcase_create("corpus_settings");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_test(cases, schemas_by_pattern);
    tcase_add_test(cases, patterns_count_from_the_root);
    tcase_add_test(cases, severities);
    tcase_add_test(cases, settings_that_are_wrong);
    tcase_add_test(cases, known_findings_are_met_as_often_as_they_are_known);
    suite_add_tcase(suite, cases);
    return suite;
}
