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
    lines->mark_count = 0;
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
    lines->mark_count = 0;
}

/* ---- counting ---- */

/* A piece of the text is so long; lines that are no longer are counted as they are. */
enum { PIECE = 2048 };

static bool continues_character(char byte) {
    return (byte & 0xC0) == 0x80;
}

/* Adds what begins between two offsets. */
static void count_directly(const struct lines *lines, size_t from, size_t to,
                           struct lines_mark *sum) {
    for (; from < to; from++) {
        sum->characters += !continues_character(lines->text[from]);
        sum->units += !continues_character(lines->text[from]);
        sum->units += (unsigned char)lines->text[from] >= 0xF0;
    }
}

static void make_marks(struct lines *lines) {
    struct lines_mark sum = {0, 0};
    for (size_t at = 0; lines->mark_count <= lines->length / PIECE; at += PIECE) {
        lines->marks = memory_grow(lines->marks, &lines->mark_capacity, lines->mark_count + 1,
                                   sizeof *lines->marks);
        lines->marks[lines->mark_count++] = sum;
        if (at + PIECE <= lines->length) count_directly(lines, at, at + PIECE, &sum);
    }
}

static struct lines_mark count_between(struct lines *lines, size_t from, size_t to) {
    struct lines_mark sum = {0, 0};
    if (to - from <= 2 * PIECE) {
        count_directly(lines, from, to, &sum);
        return sum;
    }
    if (!lines->mark_count) make_marks(lines);
    size_t first = from / PIECE + 1, last = to / PIECE;
    count_directly(lines, from, first * PIECE, &sum);
    count_directly(lines, last * PIECE, to, &sum);
    sum.characters += lines->marks[last].characters - lines->marks[first].characters;
    sum.units += lines->marks[last].units - lines->marks[first].units;
    return sum;
}

/* How far it is between two offsets, in the unit of the encoding. */
static size_t distance(struct lines *lines, enum position_encoding encoding, size_t from,
                       size_t to) {
    if (encoding == POSITION_UTF_8) return to - from;
    struct lines_mark sum = count_between(lines, from, to);
    return encoding == POSITION_UTF_16 ? sum.units : sum.characters;
}

/* ---- positions ---- */

static bool is_at_end(const struct lines *lines, size_t offset) {
    return offset >= lines->length || lines->text[offset] == '\n' || lines->text[offset] == '\r';
}

static size_t next_character(const struct lines *lines, size_t offset) {
    do
        offset++;
    while (offset < lines->length && continues_character(lines->text[offset]));
    return offset;
}

/* An offset between two, not far before the one that is `character` behind the first. */
static size_t near(struct lines *lines, enum position_encoding encoding, size_t start, size_t end,
                   size_t character) {
    size_t low = start, high = end;
    while (high - low > PIECE) {
        size_t middle = low + (high - low) / 2;
        *(distance(lines, encoding, start, middle) <= character ? &low : &high) = middle;
    }
    while (low > start && continues_character(lines->text[low]))
        low--;
    return low;
}

size_t lines_offset(struct lines *lines, enum position_encoding encoding,
                    struct position position) {
    if (position.line >= lines->count) return lines->length;
    bool is_last = position.line + 1 == lines->count;
    size_t start = lines->starts[position.line];
    size_t end = is_last ? lines->length : lines->starts[position.line + 1];
    size_t at = near(lines, encoding, start, end, position.character);
    size_t character = distance(lines, encoding, start, at);
    while (character < position.character && !is_at_end(lines, at)) {
        size_t next = next_character(lines, at);
        character += distance(lines, encoding, at, next);
        if (character > position.character) break; /* within a character */
        at = next;
    }
    return at;
}

struct position lines_position(struct lines *lines, enum position_encoding encoding,
                               size_t offset) {
    if (offset > lines->length) offset = lines->length;
    size_t line = lines_of(lines, offset);
    return (struct position){line, distance(lines, encoding, lines->starts[line], offset)};
}

void lines_free(struct lines *lines) {
    free(lines->starts);
    free(lines->marks);
    *lines = (struct lines){0};
}
