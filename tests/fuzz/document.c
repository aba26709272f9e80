/* Fuzz target: documents, validated against a schema with a bit of everything.  Whatever the bytes,
   validation must end, and say something exactly where it does not find them valid. */
#include "rng/rng.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char schema_text[] =
    "<grammar xmlns='http://relaxng.org/ns/structure/1.0' ns='u'"
    " datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'><start><ref name='a'/></start>"
    "<define name='a'><element name='a'>"
    "<optional><attribute name='id'><data type='ID'/></attribute></optional>"
    "<optional><attribute name='to'><data type='IDREFS'/></attribute></optional>"
    "<choice><attribute name='x'/><attribute name='y'><list><oneOrMore><choice>"
    "<value>p</value><data "
    "type='integer'/></choice></oneOrMore></list></attribute><empty/></choice>"
    "<zeroOrMore><choice><text/><ref name='a'/><ref name='b'/><ref name='any'/></choice>"
    "</zeroOrMore></element></define>"
    "<define name='b'><element name='b'><choice><data type='date'/><group>"
    "<ref name='c'/><interleave><optional><ref name='d'/></optional><ref name='a'/>"
    "</interleave></group></choice></element></define>"
    "<define name='c'><element name='c'><data type='QName'/></element></define>"
    "<define name='d'><element name='d'><empty/></element></define>"
    "<define name='any'><element><anyName><except><nsName/></except></anyName>"
    "<zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name='any'/></choice>"
    "</zeroOrMore></element></define></grammar>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct rng_schema *schema; /* loaded once, as for a batch of documents */
    char *findings = NULL;
    size_t findings_size;
    FILE *stream = open_memstream(&findings, &findings_size), *document = tmpfile();
    if (!stream || !document) abort();
    struct report *report = report_new(stream, report_format_named("jsonl"), false);
    if (!schema)
        schema = rng_load_memory(schema_text, strlen(schema_text), "schema.rng", NULL, report);
    if (!schema || fwrite(data, 1, size, document) != size) abort();
    rewind(document);
    if (dup2(fileno(document), STDIN_FILENO) < 0) abort();
    bool valid = rng_validate(schema, "-", "document", report) == RNG_VALID;
    if (valid != (report_count(report, SEVERITY_ERROR) == 0)) abort();
    report_free(report);
    fclose(stream);
    fclose(document);
    free(findings);
    return 0;
}
