/* Source lines for findings: one file is kept open and read forward, so that findings in the order
   of the document cost one pass, and memory does not grow with the file. */
#include "base/memory.h"
#include "report/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A line longer than the first is not shown, lest it be kept in memory. */
enum { LONGEST_LINE = 1 << 16, CHUNK = 1 << 16 };

struct excerpts {
    char *name;            /* of the file that is read; NULL: none */
    int file;              /* -1: it cannot be opened */
    char *chunk;           /* of the file, of which so much */
    size_t offset, filled; /* was looked at, and is there */
    size_t line;           /* number of the line in `text` */
    char *text;
    size_t length, capacity; /* of `text`, in bytes */
};

struct excerpts *excerpts_new(void) {
    return memory_allocate(1, sizeof(struct excerpts));
}

static void close_file(struct excerpts *excerpts) {
    if (excerpts->name && excerpts->file >= 0) close(excerpts->file);
    free(excerpts->name);
    excerpts->name = NULL;
}

void excerpts_free(struct excerpts *excerpts) {
    close_file(excerpts);
    free(excerpts->chunk);
    free(excerpts->text);
    free(excerpts);
}

/* Opens the file if it is a regular one: standard input and pipes cannot be read a second time. */
static bool open_file(struct excerpts *excerpts, const char *name) {
    struct stat status;
    close_file(excerpts);
    if (stat(name, &status) || !S_ISREG(status.st_mode)) return false;
    excerpts->name = memory_copy(name, strlen(name));
    excerpts->file = open(name, O_RDONLY | O_CLOEXEC);
    excerpts->line = excerpts->offset = excerpts->filled = 0;
    if (excerpts->file < 0) return false;
    if (!excerpts->chunk) excerpts->chunk = memory_grow(NULL, &(size_t){0}, CHUNK, 1);
    return true;
}

/* Reads more of the file; false at its end. */
static bool read_chunk(struct excerpts *excerpts) {
    excerpts->offset = 0;
    ssize_t got;
    do
        got = read(excerpts->file, excerpts->chunk, CHUNK);
    while (got < 0 && errno == EINTR);
    excerpts->filled = got < 0 ? 0 : (size_t)got;
    return excerpts->filled;
}

/* Keeps a piece of the line, but for what makes it too long. */
static void keep(struct excerpts *excerpts, const char *piece, size_t length) {
    size_t room = LONGEST_LINE + 1 - excerpts->length;
    if (length > room) length = room;
    excerpts->text = memory_grow(excerpts->text, &excerpts->capacity, excerpts->length + length, 1);
    memcpy(excerpts->text + excerpts->length, piece, length);
    excerpts->length += length;
}

/* Goes behind the next line, which is kept if it is wanted; false at the end of the file. */
static bool next_line(struct excerpts *excerpts, bool wanted) {
    if (excerpts->offset == excerpts->filled && !read_chunk(excerpts)) return false;
    excerpts->length = 0;
    for (bool ended = false; !ended;) {
        const char *piece = excerpts->chunk + excerpts->offset;
        size_t left = excerpts->filled - excerpts->offset;
        const char *end = memchr(piece, '\n', left);
        size_t length = end ? (size_t)(end - piece) : left;
        if (wanted && length) keep(excerpts, piece, length);
        excerpts->offset += end ? length + 1 : length;
        ended = end || !read_chunk(excerpts);
    }
    if (excerpts->length && excerpts->text[excerpts->length - 1] == '\r') excerpts->length--;
    excerpts->line++;
    return true;
}

const char *excerpts_line(struct excerpts *excerpts, const char *file, size_t line,
                          size_t *length) {
    bool same = excerpts->name && !strcmp(excerpts->name, file);
    if ((!same || excerpts->line > line) && !open_file(excerpts, file)) return NULL;
    if (excerpts->file < 0) return NULL;
    while (excerpts->line < line)
        if (!next_line(excerpts, excerpts->line + 1 == line)) {
            excerpts->line = SIZE_MAX; /* none of those before is kept */
            return NULL;
        }
    *length = excerpts->length;
    if (!excerpts->length) return "";
    /* Bytes of UTF-16 or UTF-32 would be shown as they are not, and under another line's number. */
    bool wide = memchr(excerpts->text, '\0', excerpts->length) != NULL;
    return wide || excerpts->length > LONGEST_LINE ? NULL : excerpts->text;
}
