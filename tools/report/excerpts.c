/* Source lines for findings: one file is kept open and read forward, so that findings in the order
   of the document cost one pass, and memory does not grow with the file. */
#include "base/memory.h"
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct excerpts {
    char *file; /* the name of the open file */
    FILE *stream;
    size_t line; /* number of the line in `text` */
    char *text;
    size_t length, capacity; /* of `text`, in bytes */
};

/* A line longer than this is not shown, lest it be kept in memory. */
enum { LONGEST_LINE = 1 << 16 };

struct excerpts *excerpts_new(void) {
    return memory_allocate(1, sizeof(struct excerpts));
}

static void close_file(struct excerpts *excerpts) {
    if (excerpts->stream) fclose(excerpts->stream);
    free(excerpts->file);
    excerpts->stream = NULL;
    excerpts->file = NULL;
}

void excerpts_free(struct excerpts *excerpts) {
    close_file(excerpts);
    free(excerpts->text);
    free(excerpts);
}

/* Opens the file if it is a regular one: standard input and pipes cannot be read a second time. */
static bool open_file(struct excerpts *excerpts, const char *file) {
    struct stat status;
    close_file(excerpts);
    if (stat(file, &status) || !S_ISREG(status.st_mode)) return false;
    excerpts->stream = fopen(file, "rb");
    excerpts->file = memory_copy(file, strlen(file));
    excerpts->line = 0;
    return excerpts->stream;
}

/* Reads the next line; false at the end of the file.  Of a line that is too long, the beginning. */
static bool next_line(struct excerpts *excerpts) {
    int c = getc_unlocked(excerpts->stream);
    if (c == EOF) return false;
    excerpts->length = 0;
    for (; c != EOF && c != '\n'; c = getc_unlocked(excerpts->stream)) {
        if (excerpts->length > LONGEST_LINE) continue;
        excerpts->text = memory_grow(excerpts->text, &excerpts->capacity, excerpts->length + 1, 1);
        excerpts->text[excerpts->length++] = (char)c;
    }
    if (excerpts->length && excerpts->text[excerpts->length - 1] == '\r') excerpts->length--;
    excerpts->line++;
    return true;
}

const char *excerpts_line(struct excerpts *excerpts, const char *file, size_t line,
                          size_t *length) {
    bool same = excerpts->file && !strcmp(excerpts->file, file);
    if ((!same || excerpts->line > line) && !open_file(excerpts, file)) return NULL;
    if (!excerpts->stream) return NULL;
    while (excerpts->line < line)
        if (!next_line(excerpts)) return NULL;
    *length = excerpts->length;
    if (!excerpts->length) return "";
    /* Bytes of UTF-16 or UTF-32 would be shown as they are not, and under another line's number. */
    bool wide = memchr(excerpts->text, '\0', excerpts->length) != NULL;
    return wide || excerpts->length > LONGEST_LINE ? NULL : excerpts->text;
}
