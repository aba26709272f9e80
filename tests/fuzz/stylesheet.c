/* Fuzz target: stylesheets of the user's own, which are loaded and run on a small document.
   Whatever the bytes, there is a result or a finding, and nothing is written or read elsewhere. */
#include "file_fuzz.h"
#include "transform/transform.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char document[] =
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><title>T</title></teiHeader><text><body>"
    "<div n='1' xml:id='d1'><head>One</head><sp who='#a'><speaker>A:</speaker><p>Low<note n='1'>"
    "Oil.</note> water</p></sp><!-- c --></div></body></text></TEI>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct transform_options options = {.max_depth = 20, .any_root = true};
    struct report *report = quiet_report();
    struct buffer output = {0};
    struct transform_stylesheet *stylesheet =
        transform_load(put_file("own.xsl", data, size), &options, report);
    if (!stylesheet && !report_count(report, SEVERITY_ERROR)) abort();
    if (stylesheet &&
        transform_memory(stylesheet, document, sizeof document - 1, "a.xml", NULL, report,
                         &output) != TRANSFORM_DONE &&
        (output.length || !report_count(report, SEVERITY_ERROR)))
        abort();
    transform_free(stylesheet);
    buffer_free(&output);
    report_free(report);
    return 0;
}
