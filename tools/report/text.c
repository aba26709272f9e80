/* Findings as compilers write them: FILE:LINE:COLUMN: SEVERITY: MESSAGE [CODE], then the source
   line with a caret under the place. */
#include "base/memory.h"
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* How much of a long line is shown: so many columns before the place and in all. */
enum { COLUMNS_BEFORE = EXCERPT_BEFORE, COLUMNS_SHOWN = 96 };

static const char *const severity_colours[] = {"\033[36m", "\033[35m", "\033[31m"};

/* Characters of a line that stand as they are, in a row, or one that does not: their bytes and the
   columns that they take on a terminal.  Control characters and bytes that are not UTF-8 stand as
   one replacement character. */
struct characters {
    const char *bytes;
    size_t length, count;
    int width;
    size_t next; /* offset of the character behind them */
};

static bool is_printable_ascii(char c) {
    return c >= ' ' && c < 0x7F;
}

/* Those at the offset, `most` at most. */
static struct characters characters_at(const char *line, size_t length, size_t offset,
                                       size_t most) {
    size_t end = offset;
    while (end < length && end - offset < most && is_printable_ascii(line[end]))
        end++;
    size_t count = end - offset;
    if (count) return (struct characters){line + offset, count, count, (int)count, end};
    utf8proc_int32_t code;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)line + offset,
                                             (utf8proc_ssize_t)(length - offset), &code);
    struct characters c = {line + offset, 1, 1, 1, offset + (size > 0 ? (size_t)size : 1)};
    if (size > 0 && code == '\t') return c.bytes = " ", c;
    if (size <= 0 || code < ' ' || (code >= 0x7F && code < 0xA0)) {
        c.bytes = "\xEF\xBF\xBD", c.length = 3;
        return c;
    }
    c.length = (size_t)size;
    c.width = utf8proc_charwidth(code);
    return c;
}

size_t excerpt_offset(const char *line, size_t length, size_t column) {
    size_t offset = 0;
    for (struct characters c; --column && offset < length; column -= c.count - 1) {
        c = characters_at(line, length, offset, column);
        offset = c.next;
    }
    return offset;
}

/* `skipped`: so many characters of the line are not in the excerpt. */
static void show_excerpt(struct buffer *words, const char *line, size_t length, size_t column,
                         size_t skipped, bool colour) {
    size_t first = column > COLUMNS_BEFORE ? column - COLUMNS_BEFORE : 1;
    size_t start = excerpt_offset(line, length, first - skipped);
    size_t place = excerpt_offset(line, length, column - skipped);
    int caret = first > 1 ? 1 : 0, shown = caret;
    buffer_text(words, first > 1 ? "  \xE2\x80\xA6" : "  ");
    size_t offset = start;
    while (offset < length && shown < COLUMNS_SHOWN) {
        size_t most = (size_t)(COLUMNS_SHOWN - shown);
        if (offset < place && place - offset < most) most = place - offset;
        struct characters c = characters_at(line, length, offset, most);
        if (offset < place) caret += c.width;
        shown += c.width;
        buffer_append(words, c.bytes, c.length);
        offset = c.next;
    }
    buffer_text(words, offset < length ? "\xE2\x80\xA6\n  " : "\n  ");
    for (int i = 0; i < caret; i++)
        buffer_byte(words, ' ');
    buffer_text(words, colour ? "\033[1;32m^\033[0m\n" : "^\n");
}

/* Appends a string without what a terminal would obey: file names and documents are not trusted. */
static void add_clean(struct buffer *words, const char *string) {
    for (size_t offset = 0, length = strlen(string); offset < length;) {
        struct characters c = characters_at(string, length, offset, length);
        buffer_append(words, c.bytes, c.length);
        offset = c.next;
    }
}

static void add_place(struct buffer *words, size_t number) {
    buffer_number(words, number);
    buffer_byte(words, ':');
}

static void add(struct sink *sink, const struct finding *finding) {
    struct buffer words = {0};
    bool colour = sink->colour;
    const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";
    buffer_text(&words, bold);
    add_clean(&words, finding->file ? finding->file : "teikit");
    buffer_byte(&words, ':');
    if (finding->line) add_place(&words, finding->line);
    if (finding->line && finding->column) add_place(&words, finding->column);
    buffer_text(&words, plain);
    buffer_byte(&words, ' ');
    if (colour) buffer_text(&words, severity_colours[finding->severity]);
    buffer_text(&words, report_severity_names[finding->severity]);
    buffer_byte(&words, ':');
    buffer_text(&words, plain);
    buffer_byte(&words, ' ');
    add_clean(&words, finding->message);
    buffer_text(&words, " [");
    buffer_text(&words, finding->code);
    buffer_text(&words, "]\n");
    if (finding->line && finding->column) {
        size_t length = finding->excerpt_length;
        const char *line = finding->excerpt;
        if (!line) line = excerpts_line(sink->excerpts, finding->file, finding->line, &length);
        size_t skipped = finding->excerpt_column ? finding->excerpt_column - 1 : 0;
        if (line) show_excerpt(&words, line, length, finding->column, skipped, colour);
    }
    if (finding->hint) {
        buffer_text(&words, "  hint: ");
        add_clean(&words, finding->hint);
        buffer_byte(&words, '\n');
    }
    fwrite(words.bytes, 1, words.length, sink->stream);
    buffer_free(&words);
}

/* The codes, most often found first. */
static int compare_counts(const void *first, const void *second) {
    const struct code_count *const *a = first, *const *b = second;
    if ((*a)->count != (*b)->count) return (*a)->count < (*b)->count ? 1 : -1;
    return strcmp((*a)->code, (*b)->code);
}

static void say_count(FILE *stream, size_t count, const char *what, const char *separator) {
    fprintf(stream, "%zu %s%s%s", count, what, count == 1 ? "" : "s", separator);
}

/* A summary, where there was more than one file.  That nothing was found, and how long it took, is
   for those who wait at a terminal: elsewhere the same inputs give the same bytes, and good ones
   none. */
static void end(struct sink *sink, const struct totals *totals) {
    FILE *stream = sink->stream;
    if (totals->files < 2 || (!sink->findings && !sink->colour)) return;
    if (sink->findings) putc('\n', stream);
    say_count(stream, totals->files, "file", ", ");
    fprintf(stream, "%zu at fault: ", totals->files_at_fault);
    say_count(stream, totals->findings[SEVERITY_ERROR], "error", ", ");
    say_count(stream, totals->findings[SEVERITY_WARNING], "warning", ", ");
    say_count(stream, totals->findings[SEVERITY_NOTE], "note", "");
    if (sink->colour) fprintf(stream, ", in %.1f s", totals->seconds);
    putc('\n', stream);
    const struct code_count **codes = memory_allocate(totals->code_count, sizeof *codes);
    for (size_t i = 0; i < totals->code_count; i++)
        codes[i] = &totals->codes[i];
    if (totals->code_count) qsort(codes, totals->code_count, sizeof *codes, compare_counts);
    for (size_t i = 0; i < totals->code_count; i++)
        fprintf(stream, "%8zu  %s\n", codes[i]->count, codes[i]->code);
    free(codes);
}

const struct report_format report_text = {
    .name = "text", .shows_excerpts = true, .add = add, .end = end};
