/* Findings as compilers write them: FILE:LINE:COLUMN: SEVERITY: MESSAGE [CODE], then the source
   line with a caret under the place. */
#include "report/internal.h"

#include <string.h>
#include <utf8proc.h>

/* How much of a long line is shown: so many columns before the place and in all. */
enum { COLUMNS_BEFORE = 60, COLUMNS_SHOWN = 96 };

static const char *const severity_colours[] = {"\033[36m", "\033[35m", "\033[31m"};

/* One character of a line: its bytes and the columns that it takes on a terminal.  Control
   characters and bytes that are not UTF-8 stand as one replacement character. */
struct character {
    const char *bytes;
    size_t length;
    int width;
    size_t next; /* offset of the character behind it */
};

static struct character character_at(const char *line, size_t length, size_t offset) {
    utf8proc_int32_t code;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)line + offset,
                                             (utf8proc_ssize_t)(length - offset), &code);
    struct character c = {line + offset, 1, 1, offset + (size > 0 ? (size_t)size : 1)};
    if (size > 0 && code == '\t') return c.bytes = " ", c;
    if (size <= 0 || code < ' ' || (code >= 0x7F && code < 0xA0)) {
        c.bytes = "\xEF\xBF\xBD", c.length = 3;
        return c;
    }
    c.length = (size_t)size;
    c.width = utf8proc_charwidth(code);
    return c;
}

/* Offset in bytes of the character in that column, which counts from 1. */
static size_t offset_of_column(const char *line, size_t length, size_t column) {
    size_t offset = 0;
    while (--column && offset < length)
        offset = character_at(line, length, offset).next;
    return offset;
}

static void show_excerpt(FILE *stream, const char *line, size_t length, size_t column,
                         bool colour) {
    size_t first = column > COLUMNS_BEFORE ? column - COLUMNS_BEFORE : 1;
    size_t start = offset_of_column(line, length, first);
    size_t place = offset_of_column(line, length, column);
    int caret = first > 1 ? 1 : 0, shown = caret;
    fputs(first > 1 ? "  \xE2\x80\xA6" : "  ", stream);
    size_t offset = start;
    while (offset < length && shown < COLUMNS_SHOWN) {
        struct character c = character_at(line, length, offset);
        if (offset < place) caret += c.width;
        shown += c.width;
        fwrite(c.bytes, 1, c.length, stream);
        offset = c.next;
    }
    fprintf(stream, "%s\n  %*s%s^%s\n", offset < length ? "\xE2\x80\xA6" : "", caret, "",
            colour ? "\033[1;32m" : "", colour ? "\033[0m" : "");
}

/* Writes a string without what a terminal would obey: file names and documents are not trusted. */
static void write_clean(FILE *stream, const char *string) {
    for (size_t offset = 0, length = strlen(string); offset < length;) {
        struct character c = character_at(string, length, offset);
        fwrite(c.bytes, 1, c.length, stream);
        offset = c.next;
    }
}

static void add(FILE *stream, const struct finding *finding, struct excerpts *excerpts,
                bool colour) {
    const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";
    fputs(bold, stream);
    write_clean(stream, finding->file ? finding->file : "teikit");
    putc(':', stream);
    if (finding->line) fprintf(stream, "%zu:", finding->line);
    if (finding->line && finding->column) fprintf(stream, "%zu:", finding->column);
    fprintf(stream, "%s %s%s:%s ", plain, colour ? severity_colours[finding->severity] : "",
            report_severity_names[finding->severity], plain);
    write_clean(stream, finding->message);
    fprintf(stream, " [%s]\n", finding->code);
    if (finding->line && finding->column) {
        size_t length = finding->excerpt_length;
        const char *line = finding->excerpt;
        if (!line) line = excerpts_line(excerpts, finding->file, finding->line, &length);
        if (line) show_excerpt(stream, line, length, finding->column, colour);
    }
    if (!finding->hint) return;
    fputs("  hint: ", stream);
    write_clean(stream, finding->hint);
    putc('\n', stream);
}

const struct report_format report_text = {"text", true, add};
