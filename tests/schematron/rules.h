/* For tests of Schematron: schemas and documents as strings, what is found as text. */
#ifndef TEIKIT_TESTS_SCHEMATRON_RULES_H
#define TEIKIT_TESTS_SCHEMATRON_RULES_H

#include "run.h"

#include "schematron/schematron.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCH_URI "http://purl.oclc.org/dsdl/schematron"
/* A schema, its root on one line with what it holds. */
#define SCHEMA(content) "<schema xmlns='" SCH_URI "' queryBinding='xslt2'>" content "</schema>"
#define PATTERN(content) SCHEMA("<pattern>" content "</pattern>")

/* Where a schema is in a test that does not say more. */
struct rules_call {
    const char *phase;
    struct xpath_documents *documents;
    struct buffer *svrl;
};

/* A finding as "FILE:LINE:COLUMN: SEVERITY: MESSAGE [CODE]", its hint behind a "; ". */
static inline void note_finding(void *context, const struct finding *finding) {
    static const char *const severities[] = {"note", "warning", "error"};
    struct buffer *lines = context;
    buffer_print(lines, "%s:%zu:%zu: %s: %s [%s]", finding->file, finding->line, finding->column,
                 severities[finding->severity], finding->message, finding->code);
    if (finding->hint) buffer_print(lines, "; %s", finding->hint);
    buffer_byte(lines, '\n');
}

/* What is found by the schema in the document (NULL: only in the schema); free() it. */
static inline char *rules_found(const char *schema_text, const char *document,
                                const struct rules_call *call) {
    struct buffer lines = {0};
    FILE *nowhere = fopen("/dev/null", "w");
    struct report *report = report_new(nowhere, report_format_named("text"), false);
    struct tree_names *names = tree_names_new(NULL);
    const struct schematron_wishes wishes = {
        .names = names, .phase = call->phase, .report = report};
    buffer_text(&lines, "");
    report_listen(report, note_finding, &lines);
    struct schematron_schema *schema =
        schematron_load_memory(schema_text, strlen(schema_text), "rules.sch", &wishes);
    if (schema && document) {
        struct tree *tree = tree_read_memory(document, strlen(document), "a.xml",
                                             "file:///folder/a.xml", names, report);
        ck_assert_ptr_nonnull(tree);
        schematron_validate(schema, tree, call->documents, report, call->svrl);
        tree_free(tree);
    }
    if (!schema && !lines.length) buffer_text(&lines, "no schema");
    schematron_free(schema);
    tree_names_free(names);
    report_free(report);
    fclose(nowhere);
    return lines.bytes;
}

#define assert_call_finds(schema, document, expected, ...)                                         \
    do {                                                                                           \
        const struct rules_call call = {__VA_ARGS__};                                              \
        char *found = rules_found(schema, document, &call);                                        \
        ck_assert_str_eq(found, expected);                                                         \
        free(found);                                                                               \
    } while (0)

#define assert_finds(schema, document, expected)                                                   \
    assert_call_finds(schema, document, expected, .phase = NULL)

/* What is wrong with the schema itself. */
#define assert_schema_finds(schema, expected) assert_finds(schema, NULL, expected)

#endif
