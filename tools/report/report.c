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
    void (*before)(void *context); /* or NULL */
    void *before_context;
    struct buffer *diverted; /* where findings go instead of the stream; or NULL */
    bool once;               /* findings are to be said once only */
    struct buffer *said;     /* those that were, as records */
    size_t said_count, said_capacity;
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
    for (size_t i = 0; i < report->said_count; i++)
        buffer_free(&report->said[i]);
    free(report->said);
    free(report);
    errno = write_error;
    return !write_error;
}

/* Whether this was said before; if not, it is now. */
static bool was_said(struct report *report, const struct finding *finding) {
    struct buffer record = {0};
    record_finding(&record, finding, true);
    for (size_t i = 0; i < report->said_count; i++) {
        const struct buffer *said = &report->said[i];
        if (said->length != record.length || memcmp(said->bytes, record.bytes, said->length))
            continue;
        buffer_free(&record);
        return true;
    }
    report->said = memory_grow(report->said, &report->said_capacity, report->said_count + 1,
                               sizeof *report->said);
    report->said[report->said_count++] = record;
    return false;
}

/* Keeps a finding for report_replay(), with its source line, so that who replays it need not look
   for that. */
static void divert(struct report *report, const struct finding *finding) {
    struct finding kept = *finding;
    if (report->format->shows_excerpts && !kept.excerpt && kept.line && kept.column && kept.file)
        kept.excerpt = excerpts_line(report->excerpts, kept.file, kept.line, &kept.excerpt_length);
    record_finding(report->diverted, &kept, report->once);
}

void report_add(struct report *report, const struct finding *finding) {
    if (report->hear) report->hear(report->context, finding);
    if (report->diverted) {
        divert(report, finding);
        report->counts[finding->severity]++;
        return;
    }
    if (report->once && was_said(report, finding)) return;
    report->counts[finding->severity]++;
    if (report->write_error) return;
    if (report->before) report->before(report->before_context);
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

void report_before(struct report *report, void (*before)(void *context), void *context) {
    report->before = before;
    report->before_context = context;
}

void report_once(struct report *report, bool once) {
    report->once = once;
}

void report_flush(struct report *report) {
    if (fflush(report->stream) && !report->write_error) report->write_error = errno;
    excerpts_free(report->excerpts); /* a place in an open file is shared with forked processes */
    report->excerpts = excerpts_new();
}

void report_divert(struct report *report, struct buffer *record) {
    report->diverted = record;
}

void report_replay(struct report *report, const char *record, size_t length) {
    struct finding finding;
    const char *end = record + length;
    while (record_take(&record, end, &finding, &report->once))
        report_add(report, &finding);
    report->once = false;
}

size_t report_count(const struct report *report, enum severity severity) {
    return report->counts[severity];
}
