/* The writing of a share's report; see share.h.  Its findings are those of jsonl, with what that
   leaves out and other formats show. */
#include "report/share.h"

#include "base/memory.h"
#include "report/internal.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void append_line(json_t *object, struct buffer *lines) {
    char *line = json_dumps(object, JSON_COMPACT);
    if (!line) memory_exhausted();
    buffer_text(lines, line);
    buffer_byte(lines, '\n');
    free(line);
    json_decref(object);
}

/* Bytes that are not UTF-8, as names of files may be, stand in hexadecimal figures in the object
   `bytes`, besides the string that people can read. */
static void set_exactly(json_t *object, const char *key, const char *string, size_t length) {
    json_t *exact = string ? json_stringn(string, length) : NULL;
    if (exact) json_object_set_new(object, key, exact);
    if (exact || !string) return;
    struct buffer clean = {0}, figures = {0};
    char *ended = memory_copy(string, length);
    clean_append(&clean, ended);
    json_object_set_new(object, key, json_string(clean.bytes));
    for (size_t i = 0; i < length; i++)
        buffer_print(&figures, "%02x", (unsigned)(unsigned char)string[i]);
    if (!json_object_get(object, "bytes")) json_object_set_new(object, "bytes", json_object());
    json_object_set_new(json_object_get(object, "bytes"), key, json_string(figures.bytes));
    free(ended);
    buffer_free(&clean);
    buffer_free(&figures);
}

static json_t *share_of(const struct share_head *head) {
    struct buffer share = {0};
    buffer_print(&share, "%zu/%zu", head->number, head->count);
    json_t *string = json_string(share.bytes);
    buffer_free(&share);
    return string;
}

void share_write_head(const struct share_head *head, struct buffer *lines) {
    append_line(json_pack("{s:o, s:s, s:s, s:I, s:I, s:s, s:s}", "share", share_of(head), "verb",
                          head->verb, "version", TEIKIT_VERSION, "inputs", (json_int_t)head->inputs,
                          "of", (json_int_t)head->of, "call", head->call, "names", head->names),
                lines);
}

void share_write_input(size_t place, const char *file, struct buffer *lines) {
    json_t *object = json_pack("{s:I}", "input", (json_int_t)place + 1);
    set_exactly(object, "file", file, strlen(file));
    append_line(object, lines);
}

void share_write_end(const struct share_head *head, const struct share_end *end,
                     struct buffer *lines) {
    append_line(json_pack("{s:o, s:I, s:i, s:s}", "end", share_of(head), "inputs",
                          (json_int_t)end->inputs, "status", end->status, "files", end->files),
                lines);
}

/* ---- as a format ---- */

static void write(struct sink *sink, struct buffer *lines) {
    fwrite(lines->bytes, 1, lines->length, sink->stream);
    buffer_free(lines);
}

/* Of the source line, what a format shows: a merge has no other, and the file may be elsewhere. */
static void set_excerpt(json_t *object, struct sink *sink, const struct finding *finding) {
    size_t length = finding->excerpt_length;
    const char *line = finding->excerpt;
    if (!finding->line || !finding->column) return;
    if (!line && finding->file)
        line = excerpts_line(sink->excerpts, finding->file, finding->line, &length);
    if (!line) return;
    size_t skipped = finding->excerpt_column ? finding->excerpt_column - 1 : 0;
    size_t first = finding->column > EXCERPT_BEFORE ? finding->column - EXCERPT_BEFORE : 1;
    size_t start = first > skipped ? excerpt_offset(line, length, first - skipped) : 0;
    size_t end = excerpt_offset(line, length, finding->column - skipped);
    end = length - end > EXCERPT_BEHIND ? end + EXCERPT_BEHIND : length;
    while (end < length && end > start && (line[end] & 0xC0) == 0x80)
        end--;
    set_exactly(object, "excerpt", line + start, end - start);
    if (first > 1 || skipped)
        json_object_set_new(object, "excerpt_column",
                            json_integer((json_int_t)(first > skipped ? first : skipped + 1)));
}

static void add(struct sink *sink, const struct finding *finding) {
    const struct {
        const char *key, *string;
    } strings[] = {{"file", finding->file},
                   {"message", finding->message},
                   {"xpath", finding->xpath},
                   {"hint", finding->hint}};
    struct buffer lines = {0};
    json_t *object = jsonl_object(finding);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        if (strings[i].string)
            set_exactly(object, strings[i].key, strings[i].string, strlen(strings[i].string));
    if (sink->once) json_object_set_new(object, "once", json_true());
    set_excerpt(object, sink, finding);
    append_line(object, &lines);
    write(sink, &lines);
}

static void checked(struct sink *sink, const char *file) {
    struct buffer lines = {0};
    share_write_input(sink->place, file, &lines);
    write(sink, &lines);
}

static void begin_share(struct sink *sink, const struct share_head *head) {
    struct buffer lines = {0};
    struct share_head *kept = sink->state = memory_allocate(1, sizeof *kept);
    *kept = *head;
    share_write_head(head, &lines);
    write(sink, &lines);
}

static void end_share(struct sink *sink, const struct share_end *end) {
    struct buffer lines = {0};
    struct share_end counted = *end;
    counted.inputs = sink->files;
    share_write_end(sink->state, &counted, &lines);
    write(sink, &lines);
}

static void end(struct sink *sink, const struct totals *totals) {
    (void)totals;
    free(sink->state);
}

const struct report_format report_share = {.name = "jsonl",
                                           .shows_excerpts = true,
                                           .begin_share = begin_share,
                                           .add = add,
                                           .checked = checked,
                                           .end_share = end_share,
                                           .end = end};

const struct report_format *report_format_of_share(const struct report_format *format) {
    return format == &report_jsonl ? &report_share : format;
}
