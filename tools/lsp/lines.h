/* Lines of a text, and positions in it as the protocol counts them (LSP 3.17, "Position"): lines
   from 0, ended by LF, CR or both, and on a line so many bytes, UTF-16 code units or characters. */
#ifndef TEIKIT_LSP_LINES_H
#define TEIKIT_LSP_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum position_encoding { POSITION_UTF_16, POSITION_UTF_8, POSITION_UTF_32 };

struct position {
    size_t line, character;
};

/* Begin with the text (UTF-8, a NUL behind it, which it does not hold) and zeroes, then
   lines_count(); free it with lines_free(). */
struct lines {
    const char *text;
    size_t length;
    size_t *starts; /* the offset at which each line begins */
    size_t count, capacity;
    /* The place that was asked for last: places that are asked for in order cost one pass, however
       long the line. */
    struct lines_cursor {
        size_t start, offset, characters, units; /* from the start of the line to the offset */
    } cursor;
};

/* Finds the lines of the text. */
void lines_count(struct lines *lines);

/* The same after the bytes from `start` to `end` were replaced by `replaced` bytes; lines->text and
   lines->length are those of the new text.  Only what is near is looked at. */
void lines_replace(struct lines *lines, size_t start, size_t end, size_t replaced);

/* The offset of a position; behind the end of a line or of the text, that end. */
size_t lines_offset(struct lines *lines, enum position_encoding encoding, struct position position);

/* The position of the byte at `offset`; of one behind the text, its end. */
struct position lines_position(struct lines *lines, enum position_encoding encoding, size_t offset);

/* The line of the byte at `offset`. */
size_t lines_of(const struct lines *lines, size_t offset);

void lines_free(struct lines *lines);

#endif
