/* The report: counts findings and hands them to its sinks, each of which writes a format. */
#include "report/report.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "report/internal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct report {
    struct sink *sinks;
    size_t sink_count, sink_capacity;
    struct excerpts *excerpts;
    struct totals totals;
    struct timespec start;
    size_t errors_before; /* those that belong to files that were checked */
    int write_error;      /* errno of the first write that failed */
    bool (*filter)(void *context, struct finding *finding); /* or NULL */
    void *filter_context;
    void (*hear)(void *context, const struct finding *finding); /* or NULL */
    void *context;
    void (*before)(void *context); /* or NULL */
    void *before_context;
    struct buffer *copy;     /* where findings go as well; or NULL */
    struct buffer *diverted; /* where findings go instead of the stream; or NULL */
    size_t
        diverted_findings[SEVERITY_ERROR + 1]; /* that went there: who replays them counts them */
    bool held;                                 /* findings need not be seen as they are made */
    bool once;                                 /* findings are to be said once only */
    struct buffer *said;                       /* those that were, as records */
    size_t said_count, said_capacity;
};

const char *const report_severity_names[] = {"note", "warning", "error"};

static const struct report_format *const formats[] = {
    &report_text,   &report_jsonl,      &report_sarif,      &report_junit,
    &report_github, &report_checkstyle, &report_svrl_format};
enum { FORMATS = sizeof formats / sizeof *formats };

const struct report_format *report_format_named(const char *name) {
    for (size_t i = 0; i < FORMATS; i++)
        if (!strcmp(formats[i]->name, name)) return formats[i];
    return NULL;
}

const char *report_format_names(void) {
    return "text, jsonl, sarif, junit, github, checkstyle, svrl";
}

/* ---- sinks ---- */

/* Of the stream that the report was made for; who opened others asks them. */
static void note_write_error(struct report *report, const struct sink *sink) {
    if (sink != report->sinks) return;
    if (!report->write_error && ferror(sink->stream)) report->write_error = errno ? errno : EIO;
}

void report_also(struct report *report, FILE *stream, const struct report_format *format,
                 bool colour) {
    report->sinks = memory_grow(report->sinks, &report->sink_capacity, report->sink_count + 1,
                                sizeof *report->sinks);
    struct sink *sink = &report->sinks[report->sink_count++];
    *sink = (struct sink){.format = format, .stream = stream, .colour = colour};
    if (format->begin) format->begin(sink);
}

struct report *report_new(FILE *stream, const struct report_format *format, bool colour) {
    struct report *report = memory_allocate(1, sizeof *report);
    report->excerpts = excerpts_new();
    clock_gettime(CLOCK_MONOTONIC, &report->start);
    if (stream) report_also(report, stream, format, colour);
    return report;
}

bool report_free(struct report *report) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    report->totals.seconds = (double)(now.tv_sec - report->start.tv_sec) +
                             (double)(now.tv_nsec - report->start.tv_nsec) / 1e9;
    for (size_t i = 0; i < report->sink_count; i++) {
        struct sink *sink = &report->sinks[i];
        errno = 0;
        if (sink->format->end) sink->format->end(sink, &report->totals);
        fflush(sink->stream);
        note_write_error(report, sink);
    }
    for (size_t i = 0; i < report->totals.code_count; i++)
        free(report->totals.codes[i].code);
    free(report->totals.codes);
    free(report->sinks);
    int write_error = report->write_error;
    excerpts_free(report->excerpts);
    for (size_t i = 0; i < report->said_count; i++)
        buffer_free(&report->said[i]);
    free(report->said);
    free(report);
    errno = write_error;
    return !write_error;
}

/* ---- findings ---- */

/* Counts the finding under its code; the codes stay sorted. */
static void count(struct totals *totals, const struct finding *finding) {
    size_t low = 0, high = totals->code_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(totals->codes[middle].code, finding->code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    totals->findings[finding->severity]++;
    if (low == totals->code_count || strcmp(totals->codes[low].code, finding->code) != 0) {
        totals->codes = memory_grow(totals->codes, &totals->code_capacity, totals->code_count + 1,
                                    sizeof *totals->codes);
        memmove(&totals->codes[low + 1], &totals->codes[low],
                (totals->code_count++ - low) * sizeof *totals->codes);
        totals->codes[low] =
            (struct code_count){.code = memory_copy(finding->code, strlen(finding->code))};
    }
    struct code_count *found = &totals->codes[low];
    found->count++;
    if (finding->severity > found->severity) found->severity = finding->severity;
}

/* Whether this was said before; if not, it is now. */
static bool was_said(struct report *report, const struct finding *finding) {
    struct finding bare = *finding; /* the same, whoever has read the line that it is in */
    struct buffer record = {0};
    bare.excerpt = NULL;
    bare.excerpt_length = bare.excerpt_column = 0;
    record_finding(&record, &bare, true);
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
    bool shown = false;
    for (size_t i = 0; i < report->sink_count; i++)
        shown |= report->sinks[i].format->shows_excerpts;
    if (shown && !kept.excerpt && kept.line && kept.column && kept.file)
        kept.excerpt = excerpts_line(report->excerpts, kept.file, kept.line, &kept.excerpt_length);
    record_finding(report->diverted, &kept, report->once);
}

/* Adds a finding that has passed the filter. */
static void add(struct report *report, const struct finding *finding) {
    if (report->hear) report->hear(report->context, finding);
    if (report->copy && !report->once) record_finding(report->copy, finding, false);
    if (report->diverted) {
        divert(report, finding);
        report->diverted_findings[finding->severity]++;
        return;
    }
    if (report->once && was_said(report, finding)) return;
    count(&report->totals, finding);
    if (report->before) report->before(report->before_context);
    for (size_t i = 0; i < report->sink_count && !report->write_error; i++) {
        struct sink *sink = &report->sinks[i];
        sink->excerpts = report->excerpts;
        sink->once = report->once;
        errno = 0;
        sink->format->add(sink, finding);
        if (sink->stream == stderr && !report->held) fflush(stderr);
        sink->findings++;
        note_write_error(report, sink);
    }
}

void report_add(struct report *report, const struct finding *finding) {
    struct finding seen = *finding;
    if (!report->filter || report->filter(report->filter_context, &seen)) add(report, &seen);
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

void report_wrong_call(struct report *report, const char *code, const char *hint,
                       const char *format, va_list arguments) {
    struct buffer message = {0};
    buffer_vprint(&message, format, arguments);
    report_add(report, &(struct finding){.severity = SEVERITY_ERROR,
                                         .code = code,
                                         .message = message.bytes,
                                         .hint = hint});
    buffer_free(&message);
}

bool report_takes_svrl(const struct report *report) {
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->svrl) return true;
    return false;
}

void report_add_svrl(struct report *report, const struct report_svrl *svrl) {
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->svrl) report->sinks[i].format->svrl(&report->sinks[i], svrl);
}

void report_checked(struct report *report, const char *file, size_t place) {
    if (report->diverted) return; /* who replays the findings says it */
    size_t errors = report->totals.findings[SEVERITY_ERROR];
    report->totals.files++;
    report->totals.files_at_fault += errors > report->errors_before;
    report->errors_before = errors;
    for (size_t i = 0; i < report->sink_count && !report->write_error; i++) {
        struct sink *sink = &report->sinks[i];
        errno = 0;
        sink->place = place;
        if (sink->format->checked) sink->format->checked(sink, file);
        sink->files++;
        note_write_error(report, sink);
    }
}

/* ---- shares ---- */

void report_begin_share(struct report *report, const struct share_head *head) {
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->begin_share)
            report->sinks[i].format->begin_share(&report->sinks[i], head);
}

void report_end_share(struct report *report, const struct share_end *end) {
    for (size_t i = 0; i < report->sink_count; i++)
        if (report->sinks[i].format->end_share)
            report->sinks[i].format->end_share(&report->sinks[i], end);
}

bool report_takes_lines(const struct report *report) {
    bool takes = true;
    for (size_t i = 0; i < report->sink_count; i++)
        takes &= report->sinks[i].format->lines != NULL;
    return takes;
}

void report_add_lines(struct report *report, const char *lines, size_t length) {
    for (size_t i = 0; i < report->sink_count && !report->write_error; i++) {
        struct sink *sink = &report->sinks[i];
        errno = 0;
        sink->format->lines(sink, lines, length);
        note_write_error(report, sink);
    }
}

/* ---- who looks on ---- */

void report_listen(struct report *report,
                   void (*hear)(void *context, const struct finding *finding), void *context) {
    report->hear = hear;
    report->context = context;
}

void report_filter(struct report *report, bool (*filter)(void *context, struct finding *finding),
                   void *context) {
    report->filter = filter;
    report->filter_context = context;
}

void report_before(struct report *report, void (*before)(void *context), void *context) {
    report->before = before;
    report->before_context = context;
}

void report_once(struct report *report, bool once) {
    report->once = once;
}

void report_hold(struct report *report, bool hold) {
    report->held = hold;
    for (size_t i = 0; i < report->sink_count && !hold; i++)
        if (report->sinks[i].stream == stderr) fflush(stderr);
}

bool report_flush(struct report *report) {
    for (size_t i = 0; i < report->sink_count; i++)
        if (fflush(report->sinks[i].stream)) note_write_error(report, &report->sinks[i]);
    excerpts_free(report->excerpts); /* a place in an open file is shared with forked processes */
    report->excerpts = excerpts_new();
    errno = report->write_error;
    return !report->write_error;
}

void report_copy(struct report *report, struct buffer *record) {
    report->copy = record;
}

void report_divert(struct report *report, struct buffer *record) {
    report->diverted = record;
    memset(report->diverted_findings, 0, sizeof report->diverted_findings);
}

struct report *report_apart(struct buffer *record) {
    struct report *report = memory_allocate(1, sizeof *report);
    report->excerpts = excerpts_new();
    report->diverted = record;
    return report;
}

void report_replay(struct report *report, const char *record, size_t length) {
    bool once = report->once;
    struct finding finding;
    const char *end = record + length;
    while (record_take(&record, end, &finding, &report->once))
        add(report, &finding);
    report->once = once;
}

size_t report_count(const struct report *report, enum severity severity) {
    return report->totals.findings[severity] + report->diverted_findings[severity];
}
