/* Findings as results of tests, in the XML of JUnit's reporters, which GitLab and Jenkins read: a
   case a file, which fails where the file has errors; warnings and notes are its output. */
#include "report/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* All cases are held to the end, since their numbers stand before them. */
struct state {
    struct buffer cases;          /* that are closed, as XML */
    struct buffer errors, others; /* the lines of the open case, escaped */
    struct buffer first;          /* message and code of its first error, as attributes */
    size_t line;                  /* where that is; 0: not known */
    bool unreadable;              /* it could not be run, since a file cannot be read */
    size_t tests, failures, broken;
};

static const char *bytes_of(const struct buffer *buffer) {
    return buffer->length ? buffer->bytes : "";
}

static void begin(struct sink *sink) {
    sink->state = memory_allocate(1, sizeof(struct state));
}

static void add(struct sink *sink, const struct finding *finding) {
    struct state *state = sink->state;
    bool error = finding->severity == SEVERITY_ERROR;
    struct buffer *lines = error ? &state->errors : &state->others;
    if (finding->file) xml_append(lines, finding->file), buffer_byte(lines, ':');
    if (finding->line) buffer_print(lines, "%zu:", finding->line);
    if (finding->line && finding->column) buffer_print(lines, "%zu:", finding->column);
    buffer_print(lines, " %s: ", report_severity_names[finding->severity]);
    xml_append(lines, finding->message);
    buffer_print(lines, " [%s]\n", finding->code);
    if (!error) return;
    if (!strncmp(finding->code, "file/", 5)) state->unreadable = true;
    if (state->first.length) return;
    state->line = finding->line;
    buffer_text(&state->first, "message=\"");
    xml_append(&state->first, finding->message);
    buffer_print(&state->first, "\" type=\"%s\"", finding->code);
}

/* A file's folder is its class: services group by it. */
static void checked(struct sink *sink, const char *file) {
    struct state *state = sink->state;
    struct buffer *cases = &state->cases;
    const char *slash = strrchr(file, '/');
    char *folder = slash ? memory_copy(file, (size_t)(slash - file)) : memory_copy(".", 1);
    buffer_text(cases, "    <testcase classname=\"");
    xml_append(cases, folder);
    buffer_text(cases, "\" name=\"");
    xml_append(cases, slash ? slash + 1 : file);
    buffer_text(cases, "\" file=\"");
    xml_append(cases, file);
    if (state->line) buffer_print(cases, "\" line=\"%zu", state->line);
    buffer_text(cases, "\">\n");
    free(folder);
    if (state->errors.length) {
        const char *element = state->unreadable ? "error" : "failure";
        buffer_print(cases, "      <%s %s>%s</%s>\n", element, state->first.bytes,
                     state->errors.bytes, element);
    }
    if (state->others.length)
        buffer_print(cases, "      <system-out>%s</system-out>\n", state->others.bytes);
    buffer_text(cases, "    </testcase>\n");
    state->tests++;
    state->broken += state->unreadable;
    state->failures += state->errors.length && !state->unreadable;
    state->errors.length = state->others.length = state->first.length = 0;
    state->line = 0;
    state->unreadable = false;
}

/* What was found about no file that was checked, such as a schema, is a case of its own. */
static void end(struct sink *sink, const struct totals *totals) {
    (void)totals;
    struct state *state = sink->state;
    if (state->errors.length || state->others.length) checked(sink, "teikit");
    char numbers[128];
    snprintf(numbers, sizeof numbers, "tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", state->tests,
             state->failures, state->broken);
    fprintf(sink->stream,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"teikit\" %s>\n"
            "  <testsuite name=\"teikit\" %s>\n%s  </testsuite>\n</testsuites>\n",
            numbers, numbers, bytes_of(&state->cases));
    buffer_free(&state->cases);
    buffer_free(&state->errors);
    buffer_free(&state->others);
    buffer_free(&state->first);
    free(state);
}

const struct report_format report_junit = {
    .name = "junit", .begin = begin, .add = add, .checked = checked, .end = end};
