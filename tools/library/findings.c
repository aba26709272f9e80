/* The findings of a call: kept as they are made, given out one by one, and written as a report. */
#include "library/internal.h"

#include "base/memory.h"
#include "text/charset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- kept ---- */

/* A line longer than that is not shown. */
enum { LONGEST_LINE = 1 << 16 };

/* The line of the bytes in memory that the finding is in; NULL where it is too long or not UTF-8.
   Lines asked for in order cost one pass. */
static const char *line_of(struct call *call, size_t line, size_t *length) {
    struct line_cursor *cursor = &call->cursor;
    const char *end = call->bytes + call->length, *line_end;
    if (line < cursor->line || !cursor->line) *cursor = (struct line_cursor){1, 0};
    const char *start = call->bytes + cursor->offset;
    for (; cursor->line < line; cursor->line++) {
        if (!(line_end = memchr(start, '\n', (size_t)(end - start)))) return NULL;
        start = line_end + 1;
        cursor->offset = (size_t)(start - call->bytes);
    }
    line_end = memchr(start, '\n', (size_t)(end - start));
    *length = (size_t)((line_end ? line_end : end) - start);
    if (*length && start[*length - 1] == '\r') --*length;
    return *length <= LONGEST_LINE && charset_utf8_fault(start, *length) == *length ? start : NULL;
}

static const char *copy(struct arena *arena, const char *string) {
    return string ? arena_copy(arena, string, strlen(string)) : NULL;
}

void findings_keep(void *data, const struct finding *finding) {
    struct call *call = data;
    teikit *context = call->context;
    struct arena *arena = context->arena;
    struct kept_finding kept = {.finding = {.severity = (int)finding->severity,
                                            .code = copy(arena, finding->code),
                                            .file = copy(arena, finding->file),
                                            .line = finding->line,
                                            .column = finding->column,
                                            .message = copy(arena, finding->message),
                                            .hint = copy(arena, finding->hint),
                                            .xpath = copy(arena, finding->xpath)},
                                .excerpt_length = finding->excerpt_length,
                                .excerpt_column = finding->excerpt_column};
    const char *line = finding->excerpt;
    bool is_here = call->bytes && finding->file && !strcmp(finding->file, call->name);
    if (!line && is_here && finding->line)
        line = line_of(call, finding->line, &kept.excerpt_length);
    if (line) kept.excerpt = arena_copy(arena, line, kept.excerpt_length);
    context->findings = memory_grow(context->findings, &context->finding_capacity,
                                    context->finding_count + 1, sizeof *context->findings);
    context->findings[context->finding_count++] = kept;
}

void findings_begin(teikit *context) {
    arena_release(context->arena, (struct arena_mark){0});
    context->finding_count = context->next_finding = 0;
}

/* ---- given out ---- */

const struct teikit_finding *teikit_next_finding(teikit *context) {
    static const struct teikit_finding no_memory = {
        .severity = TEIKIT_ERROR, .code = "memory/exhausted", .message = "out of memory"};
    if (!context) return NULL;
    if (context->lost) {
        bool said = context->lost_is_said;
        context->lost_is_said = true;
        return said ? NULL : &no_memory;
    }
    bool is_behind = context->next_finding == context->finding_count;
    return is_behind ? NULL : &context->findings[context->next_finding++].finding;
}

/* ---- written ---- */

static void add(struct report *report, const struct kept_finding *kept) {
    const struct teikit_finding *finding = &kept->finding;
    report_add(report, &(struct finding){.severity = (enum severity)finding->severity,
                                         .code = finding->code,
                                         .file = finding->file,
                                         .line = finding->line,
                                         .column = finding->column,
                                         .message = finding->message,
                                         .hint = finding->hint,
                                         .xpath = finding->xpath,
                                         .excerpt = kept->excerpt,
                                         .excerpt_length = kept->excerpt_length,
                                         .excerpt_column = kept->excerpt_column});
}

/* A stream of the system's is not in the heap; what it wrote is copied there. */
static void write_report(struct call *call) {
    teikit *context = call->context;
    const struct report_format *format = report_format_named(call->value);
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = format ? open_memstream(&bytes, &length) : NULL;
    if (!format) return;
    if (!stream) memory_exhausted();
    struct report *report = report_new(stream, format, false);
    for (size_t i = 0; i < context->finding_count; i++)
        add(report, &context->findings[i]);
    if (context->name) report_checked(report, context->name, 0);
    if (!report_free(report)) memory_exhausted();
    buffer_append(&context->written, bytes, length);
    fclose(stream);
    free(bytes);
}

const char *teikit_report(teikit *context, const char *format, size_t *length) {
    struct call call = {.context = context, .value = format ? format : ""};
    bool is_written = false;
    if (context && strcmp(call.value, "svrl") != 0) {
        context->written.length = 0;
        is_written = call_go_on(&call, write_report) == TEIKIT_GOOD;
    }
    if (length) *length = is_written ? context->written.length : 0;
    return is_written ? context->written.bytes : NULL;
}
