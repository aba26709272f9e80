/* schemas/teikit.rnc and teikit.rng, as they are built in: what they accept and what they refuse.
   Each file in tests/schemas/invalid holds one slip, named in its first comment; those in
   tests/schemas/rules are valid by the grammar, and break a rule of teikit.sch. */
#include "run.h"

#include "base/builtin.h"
#include "report/report.h"
#include "rng/rng.h"
#include "schematron/schematron.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct rng_schema *load(const char *path, struct report *report) {
    const struct builtin *file = builtin_find(path);
    ck_assert_ptr_nonnull(file);
    struct rng_schema *schema =
        rng_load_memory(file->bytes, (size_t)(file->end - file->bytes), path, NULL, report);
    ck_assert_msg(schema != NULL, "%s cannot be loaded", path);
    return schema;
}

static int is_document(const struct dirent *entry) {
    const char *extension = strrchr(entry->d_name, '.');
    return extension && !strcmp(extension, ".xml");
}

/* Validates every document of the folder by the built-in schema; each should get the verdict. */
static void validate_all(const char *schema_path, const char *folder, enum rng_verdict verdict) {
    struct dirent **entries;
    int count = scandir(folder, &entries, is_document, alphasort);
    ck_assert_msg(count > 0, "no documents in %s", folder);
    FILE *findings = tmpfile();
    struct report *report = report_new(findings, report_format_named("text"), false);
    struct rng_schema *schema = load(schema_path, report);
    for (int i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        size_t before = report_count(report, SEVERITY_ERROR);
        ck_assert_msg(rng_validate(schema, path, path, report) == verdict, "%s by %s", path,
                      schema_path);
        ck_assert_msg((report_count(report, SEVERITY_ERROR) > before) == (verdict == RNG_INVALID),
                      "findings on %s by %s", path, schema_path);
        free(entries[i]);
    }
    free(entries);
    rng_free(schema);
    report_free(report);
    fclose(findings);
}

static const char *const schemas[] = {"schemas/teikit.rnc", "schemas/teikit.rng"};

START_TEST(accepts_what_follows_the_guidelines) {
    validate_all(schemas[_i], "tests/schemas/valid", RNG_VALID);
}
END_TEST

START_TEST(refuses_every_slip) {
    validate_all(schemas[_i], "tests/schemas/invalid", RNG_INVALID);
}
END_TEST

START_TEST(leaves_to_schematron_what_a_grammar_cannot_say) {
    validate_all(schemas[_i], "tests/schemas/rules", RNG_VALID);
}
END_TEST

/* By how many rules each document of the folder is found at fault. */
static void check_rules(const char *folder, size_t faults) {
    struct dirent **entries;
    int count = scandir(folder, &entries, is_document, alphasort);
    const struct builtin *file = builtin_find("schemas/teikit.sch");
    FILE *nowhere = fopen("/dev/null", "w");
    struct report *report = report_new(nowhere, report_format_named("text"), false);
    struct tree_names *names = tree_names_new(NULL);
    const struct schematron_wishes wishes = {.names = names, .report = report};
    struct schematron_schema *schema =
        schematron_load_memory(file->bytes, (size_t)(file->end - file->bytes), file->path, &wishes);
    ck_assert_ptr_nonnull(schema);
    for (int i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        size_t before =
            report_count(report, SEVERITY_ERROR) + report_count(report, SEVERITY_WARNING);
        struct tree *tree = tree_read(path, path, names, report);
        schematron_validate(schema, tree, NULL, report, NULL);
        size_t after =
            report_count(report, SEVERITY_ERROR) + report_count(report, SEVERITY_WARNING);
        ck_assert_msg(after - before == faults, "%s breaks %zu rules", path, after - before);
        tree_free(tree);
        free(entries[i]);
    }
    ck_assert_int_gt(count, 0);
    free(entries);
    schematron_free(schema);
    tree_names_free(names);
    report_free(report);
    fclose(nowhere);
}

START_TEST(rules_are_kept_by_what_follows_the_guidelines) {
    check_rules("tests/schemas/valid", 0);
}
END_TEST

START_TEST(rules_find_every_slip) {
    check_rules("tests/schemas/rules", 1);
}
END_TEST

SUITE(teikit_schema) {
    Suite *suite = suite_create("schemas/teikit_schema");
    TCase *cases = tcase_create("teikit_schema");
    tcase_add_loop_test(cases, accepts_what_follows_the_guidelines, 0, 2);
    tcase_add_loop_test(cases, refuses_every_slip, 0, 2);
    tcase_add_loop_test(cases, leaves_to_schematron_what_a_grammar_cannot_say, 0, 2);
    tcase_add_test(cases, rules_are_kept_by_what_follows_the_guidelines);
    tcase_add_test(cases, rules_find_every_slip);
    suite_add_tcase(suite, cases);
    return suite;
}
