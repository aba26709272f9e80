/* A file of a schema: its text as UTF-8, and where in it something stands. */
#ifndef TEIKIT_RNG_SOURCE_H
#define TEIKIT_RNG_SOURCE_H

#include "base/arena.h"
#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

struct source {
    const char *name;        /* as findings name it, and what relative references start from */
    const char *bytes;       /* NULL where the text is still in the file: XML may be */
    size_t length;           /* UTF-8, without byte order mark; no NUL need be behind it */
    struct file_reader file; /* which source_next() reads, or -1 */
    size_t skipped, handed_over;
    size_t *lines; /* where lines start; made when a position is first asked for */
    size_t line_count, line_capacity;
    size_t *characters; /* how many there are before every so many bytes; made for long lines */
    char *owned;        /* `bytes`, where the source has to free them */
    struct source *next;
};

/* Reads the file `path`, decoding it to UTF-8.  NULL where that fails: *problem is then a sentence
   about why, kept in the arena as the source is. */
struct source *source_read(struct arena *arena, const char *path, const char **problem);

/* The same for bytes in memory, which stay the caller's and live as long as the source. */
struct source *source_of_memory(struct arena *arena, const char *bytes, size_t length,
                                const char *name, const char **problem);

/* Copies at most `length` bytes of the text to `bytes`, those behind the ones before; returns how
   many, 0 at the end. */
size_t source_next(struct source *source, char *bytes, size_t length);

/* Ends that: closes the file. */
void source_end(struct source *source);

/* Gives back what the source holds outside its arena; who asks it for more has to close it again.
 */
void source_close(struct source *source);

/* Line and column, from 1, columns in characters, of the byte at `offset`. */
void source_position(struct source *source, size_t offset, size_t *line, size_t *column);

/* The same for `count` bytes at once, in the order of the text, which is not held for it; in what
   is not there any more, where the text ends. */
struct source_place {
    size_t offset, line, column;
};
void source_places(struct source *source, struct source_place *places, size_t count);

/* The line's text, without its end. */
const char *source_line(struct source *source, size_t line, size_t *length);

/* Whether the text is XML rather than the compact syntax: told from the extension, and where that
   says nothing from the first character. */
bool source_is_xml(const struct source *source);

#endif
