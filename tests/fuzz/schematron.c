/* Fuzz target: schemas of Schematron, which are read and, where they can be used, asked about a
   small document.  Whatever the bytes, there is a schema or a finding, and no crash. */
#include "schematron/schematron.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char document[] =
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><!-- c --><text xml:id='t'><sp who='#a'><speaker>A"
    "</speaker><p n='1'>text <note n='2'/></p></sp><?x y?></text></TEI>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere) return 0;
    struct report *report = report_new(nowhere, report_format_named("jsonl"), false);
    struct tree_names *names = tree_names_new(NULL);
    const struct schematron_wishes wishes = {.names = names, .report = report};
    struct schematron_schema *schema =
        schematron_load_memory((const char *)data, size, "fuzz/rules.sch", &wishes);
    if (!schema && !report_count(report, SEVERITY_ERROR)) abort();
    if (schema) {
        struct buffer svrl = {0};
        struct tree *tree =
            tree_read_memory(document, strlen(document), "a.xml", NULL, names, report);
        schematron_validate(schema, tree, NULL, report, &svrl);
        buffer_free(&svrl);
        tree_free(tree);
    }
    schematron_free(schema);
    tree_names_free(names);
    report_free(report);
    fclose(nowhere);
    return 0;
}
