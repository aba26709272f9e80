/* The report: counts findings and hands them to its format. */
#include "report/report.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "report/internal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct report {
    FILE *stream;
    const struct report_format *format;
    struct excerpts *excerpts;
    size_t counts[SEVERITY_ERROR + 1];
    int write_error; /* errno of the first write that failed */
    bool colour;
    void (*hear)(void *context, const struct finding *finding); /* or NULL */
    void *context;
};

const char *const report_severity_names[] = {"note", "warning", "error"};

static const struct report_format *const formats[] = {&report_text, &report_jsonl};
enum { FORMATS = sizeof formats / sizeof *formats };

const struct report_format *report_format_named(const char *name) {
    for (size_t i = 0; i < FORMATS; i++)
        if (!strcmp(formats[i]->name, name)) return formats[i];
    return NULL;
}

const char *report_format_names(void) {
    return "text, jsonl";
}

struct report *report_new(FILE *stream, const struct report_format *format, bool colour) {
    struct report *report = memory_allocate(1, sizeof *report);
    report->stream = stream;
    report->format = format;
    report->colour = colour;
    report->excerpts = excerpts_new();
    return report;
}

bool report_free(struct report *report) {
    if (fflush(report->stream) && !report->write_error) report->write_error = errno;
    int write_error = report->write_error;
    excerpts_free(report->excerpts);
    free(report);
    errno = write_error;
    return !write_error;
}

void report_add(struct report *report, const struct finding *finding) {
    report->counts[finding->severity]++;
    if (report->hear) report->hear(report->context, finding);
    if (report->write_error) return;
    errno = 0;
    report->format->add(report->stream, finding, report->excerpts, report->colour);
    if (ferror(report->stream)) report->write_error = errno ? errno : EIO;
}

void report_say(struct report *report, enum severity severity, const char *code, const char *file,
                size_t line, size_t column, const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    report_add(report, &(struct finding){.severity = severity,
                                         .code = code,
                                         .file = file,
                                         .line = line,
                                         .column = column,
                                         .message = message.bytes});
    buffer_free(&message);
}

void report_listen(struct report *report,
                   void (*hear)(void *context, const struct finding *finding), void *context) {
    report->hear = hear;
    report->context = context;
}

size_t report_count(const struct report *report, enum severity severity) {
    return report->counts[severity];
}
