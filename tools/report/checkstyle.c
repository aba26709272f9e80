/* Findings as Checkstyle writes them, which many services read. */
#include "report/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void begin(struct sink *sink) {
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n",
          sink->stream);
}

/* The state is the name of the file whose findings are being written; NULL: of none. */
static void close_file(struct sink *sink) {
    if (sink->state) fputs("  </file>\n", sink->stream);
    free(sink->state);
    sink->state = NULL;
}

/* Findings of one file, one behind the other, share a <file>. */
static void open_file(struct sink *sink, const char *file) {
    if (sink->state && !strcmp(sink->state, file)) return;
    close_file(sink);
    sink->state = memory_copy(file, strlen(file));
    struct buffer name = {0};
    xml_append(&name, file);
    fprintf(sink->stream, "  <file name=\"%s\">\n", name.bytes ? name.bytes : "");
    buffer_free(&name);
}

static void add(struct sink *sink, const struct finding *finding) {
    static const char *const severities[] = {"info", "warning", "error"};
    open_file(sink, finding->file ? finding->file : "teikit");
    struct buffer message = {0};
    xml_append(&message, finding->message);
    if (finding->hint) buffer_text(&message, "; "), xml_append(&message, finding->hint);
    fputs("    <error", sink->stream);
    if (finding->line) fprintf(sink->stream, " line=\"%zu\"", finding->line);
    if (finding->line && finding->column) fprintf(sink->stream, " column=\"%zu\"", finding->column);
    fprintf(sink->stream, " severity=\"%s\" message=\"%s\" source=\"%s\"/>\n",
            severities[finding->severity], message.bytes, finding->code);
    buffer_free(&message);
}

/* A file without findings is told of as well. */
static void checked(struct sink *sink, const char *file) {
    open_file(sink, file);
}

static void end(struct sink *sink, const struct totals *totals) {
    (void)totals;
    close_file(sink);
    fputs("</checkstyle>\n", sink->stream);
}

const struct report_format report_checkstyle = {
    .name = "checkstyle", .begin = begin, .add = add, .checked = checked, .end = end};
