/* Fuzz target: XInclude: a document, a NUL, and what it may include as part.xml.  Whatever the
   bytes, reading ends with a tree or with a finding. */
#include "file_fuzz.h"
#include "xml/reader.h"
#include "xml/tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *part;
    size_t part_size, length = split(data, size, &part, &part_size);
    put_file("part.xml", part, part_size);
    const struct xml_source source = {
        .path = put_file("a.xml", data, length), .name = "a.xml", .follows_xinclude = true};
    struct report *report = quiet_report();
    struct tree *tree = tree_read_source(&source, "file:///a.xml", NULL, report);
    if (!tree != (report_count(report, SEVERITY_ERROR) > 0)) abort();
    tree_free(tree);
    report_free(report);
    return 0;
}
