/* Fuzz target: documents for the built-in stylesheets, with XInclude: a document, a NUL, and what
   it may include as part.xml.  Whatever the bytes, there is a result or a finding. */
#include "transform/transform.h"
#include "file_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {"html", "text", "markdown", "csv", "latex", "source"};
enum { NAMES = sizeof names / sizeof *names };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct transform_stylesheet *stylesheets[NAMES]; /* loaded once */
    static const struct transform_options options = {
        .max_depth = 200, .xinclude = true, .any_root = true};
    const uint8_t *part;
    size_t part_size, length = split(data, size, &part, &part_size);
    struct report *report = quiet_report();
    put_file("part.xml", part, part_size);
    for (size_t i = 0; i < NAMES; i++) {
        struct buffer output = {0};
        if (!stylesheets[i]) stylesheets[i] = transform_load_builtin(names[i], &options, report);
        if (!stylesheets[i]) abort();
        size_t before = report_count(report, SEVERITY_ERROR);
        enum transform_status status = transform_memory(stylesheets[i], (const char *)data, length,
                                                        "./a.xml", NULL, report, &output);
        if (status != TRANSFORM_DONE &&
            (output.length || report_count(report, SEVERITY_ERROR) == before))
            abort();
        buffer_free(&output);
    }
    report_free(report);
    return 0;
}
