/* Lines of a text and positions in it, for whichever unit the client counts in. */
#include "lsp/lines.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void add(struct lines *lines, size_t start) {
    lines->starts =
        memory_grow(lines->starts, &lines->capacity, lines->count + 1, sizeof *lines->starts);
    lines->starts[lines->count++] = start;
}

/* The beginning of the line behind that of `offset`; 0 where there is none before `end`. */
static size_t next_start(const struct lines *lines, size_t offset, size_t end) {
    const char *text = lines->text;
    while (offset < end && text[offset] != '\n' && text[offset] != '\r')
        offset++;
    if (offset == end) return 0;
    return offset + 1 + (text[offset] == '\r' && text[offset + 1] == '\n');
}

void lines_count(struct lines *lines) {
    lines->count = 0;
    lines->cursor = (struct lines_cursor){0};
    add(lines, 0);
    for (size_t start = 0; (start = next_start(lines, start, lines->length));)
        add(lines, start);
}

size_t lines_of(const struct lines *lines, size_t offset) {
    size_t low = 0, high = lines->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(lines->starts[middle] <= offset ? &low : &high) = middle;
    }
    return low;
}

/* A CR and a LF may have come together or apart, so a line before and one behind count as well. */
void lines_replace(struct lines *lines, size_t start, size_t end, size_t replaced) {
    size_t first = lines_of(lines, start), last = lines_of(lines, end);
    if (first) first--;
    last = last + 2 < lines->count ? last + 2 : lines->count; /* the first that is kept */
    size_t kept = lines->count - last, behind = lines->length;
    size_t *rest = memory_allocate(kept + 1, sizeof *rest);
    for (size_t i = 0; i < kept; i++)
        rest[i] = lines->starts[last + i] - (end - start) + replaced;
    if (kept) behind = rest[0];
    lines->count = first + 1;
    for (size_t at = lines->starts[first]; (at = next_start(lines, at, lines->length));) {
        if (kept && at >= behind) break;
        add(lines, at);
    }
    for (size_t i = 0; i < kept; i++)
        add(lines, rest[i]);
    free(rest);
    lines->cursor = (struct lines_cursor){0};
}

/* Goes on by one character; what is no UTF-8 counts byte by byte. */
static void step(const struct lines *lines, struct lines_cursor *cursor) {
    unsigned char lead = (unsigned char)lines->text[cursor->offset];
    size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    size_t left = lines->length - cursor->offset;
    cursor->offset += size < left ? size : left;
    cursor->units += size == 4 ? 2 : 1;
    cursor->characters++;
}

/* A cursor on the line that begins at `start`: the one before, if it is there and `is_before`. */
static struct lines_cursor cursor_on(const struct lines *lines, size_t start) {
    struct lines_cursor cursor = lines->cursor;
    if (cursor.start != start) cursor = (struct lines_cursor){.start = start, .offset = start};
    return cursor;
}

static size_t count_of(const struct lines_cursor *cursor, enum position_encoding encoding) {
    return encoding == POSITION_UTF_8    ? cursor->offset - cursor->start
           : encoding == POSITION_UTF_16 ? cursor->units
                                         : cursor->characters;
}

static bool is_at_end(const struct lines *lines, size_t offset) {
    return offset >= lines->length || lines->text[offset] == '\n' || lines->text[offset] == '\r';
}

size_t lines_offset(struct lines *lines, enum position_encoding encoding,
                    struct position position) {
    if (position.line >= lines->count) return lines->length;
    size_t start = lines->starts[position.line];
    struct lines_cursor cursor = cursor_on(lines, start);
    if (count_of(&cursor, encoding) > position.character)
        cursor = (struct lines_cursor){.start = start, .offset = start};
    while (!is_at_end(lines, cursor.offset)) {
        struct lines_cursor next = cursor;
        if (count_of(&cursor, encoding) == position.character) break;
        step(lines, &next);
        if (count_of(&next, encoding) > position.character) break; /* within a character */
        cursor = next;
    }
    lines->cursor = cursor;
    return cursor.offset;
}

struct position lines_position(struct lines *lines, enum position_encoding encoding,
                               size_t offset) {
    if (offset > lines->length) offset = lines->length;
    size_t line = lines_of(lines, offset);
    struct lines_cursor cursor = cursor_on(lines, lines->starts[line]);
    if (cursor.offset > offset)
        cursor = (struct lines_cursor){.start = cursor.start, .offset = cursor.start};
    while (cursor.offset < offset)
        step(lines, &cursor);
    lines->cursor = cursor;
    return (struct position){line, count_of(&cursor, encoding)};
}

void lines_free(struct lines *lines) {
    free(lines->starts);
    *lines = (struct lines){0};
}
