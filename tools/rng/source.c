/* Reads a schema's file and decodes it to UTF-8, so that both syntaxes are read from the same kind
   of text, and finds lines and columns in it when a finding needs them. */
#include "rng/source.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/charset.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* ---- decoding ---- */

static const struct {
    const char *mark;
    size_t length;
    const char *encoding;
    size_t skipped; /* how much of the mark is not text */
} marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8", 3},    {"\xFF\xFE\0\0", 4, "UTF-32LE", 4},
    {"\0\0\xFE\xFF", 4, "UTF-32BE", 4}, {"\xFF\xFE", 2, "UTF-16LE", 2},
    {"\xFE\xFF", 2, "UTF-16BE", 2},     {"<\0\0\0", 4, "UTF-32LE", 0},
    {"\0\0\0<", 4, "UTF-32BE", 0},      {"<\0", 2, "UTF-16LE", 0},
    {"\0<", 2, "UTF-16BE", 0},
};

/* The encoding that an XML declaration gives (XML 4.3.3), into `name`; false where there is none.
 */
static bool declared_encoding(const char *bytes, size_t length, char name[static 64]) {
    if (length < 5 || memcmp(bytes, "<?xml", 5) != 0) return false;
    const char *end = memchr(bytes, '>', length < 1024 ? length : 1024);
    if (!end) return false;
    for (const char *at = bytes + 5; at + 9 < end; at++) {
        if (memcmp(at, "encoding", 8) != 0) continue;
        for (at += 8; at < end && strchr(" \t\r\n=", *at); at++)
            ;
        if (at == end || (*at != '"' && *at != '\'')) return false;
        const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (!close || close - at - 1 > 63) return false;
        memcpy(name, at + 1, (size_t)(close - at - 1));
        name[close - at - 1] = '\0';
        return true;
    }
    return false;
}

/* Decodes all of `bytes` into a new string; NULL with *problem where that cannot be done. */
static char *decode(struct arena *arena, const char *bytes, size_t *length, const char *encoding,
                    const char **problem) {
    struct buffer text = {0};
    size_t fault;
    if (charset_convert(bytes, *length, encoding, &text, &fault)) {
        buffer_append(&text, "", 0);
        *length = text.length;
        return text.bytes;
    }
    *problem = fault == SIZE_MAX ? arena_print(arena, "the encoding \"%s\" is not known", encoding)
                                 : arena_print(arena, "byte %zu is not %s", fault + 1, encoding);
    buffer_free(&text);
    return NULL;
}

struct source *source_of_memory(struct arena *arena, const char *bytes, size_t length,
                                const char *name, const char **problem) {
    char declared[64];
    const char *encoding = "UTF-8";
    size_t skipped = 0, mark = 0;
    while (
        mark < sizeof marks / sizeof *marks &&
        (length < marks[mark].length || memcmp(bytes, marks[mark].mark, marks[mark].length) != 0))
        mark++;
    if (mark < sizeof marks / sizeof *marks) {
        encoding = marks[mark].encoding;
        skipped = marks[mark].skipped;
    } else if (declared_encoding(bytes, length, declared)) {
        encoding = declared;
    }
    struct source *source = arena_allocate(arena, sizeof *source);
    source->name = arena_copy(arena, name, strlen(name));
    source->bytes = bytes + skipped;
    source->length = length - skipped;
    if (strcasecmp(encoding, "UTF-8") != 0 && strcasecmp(encoding, "US-ASCII") != 0) {
        source->owned = decode(arena, source->bytes, &source->length, encoding, problem);
        source->bytes = source->owned;
        if (!source->owned) return NULL;
    }
    return source;
}

/* ---- reading ---- */

/* No schema is larger; a device that never ends is no schema. */
enum { LARGEST_SOURCE = 512 << 20 };

/* All that `file` holds, with a NUL behind it. */
static bool read_all(FILE *file, struct buffer *text) {
    struct stat status;
    size_t chunk = 1 << 16;
    if (!fstat(fileno(file), &status) && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (!fstat(fileno(file), &status) && status.st_size > 0) chunk = (size_t)status.st_size + 1;
    for (;;) {
        char *space = buffer_reserve(text, chunk);
        size_t got = fread(space, 1, chunk, file);
        text->length += got;
        space[got] = '\0';
        if (got < chunk) return !ferror(file);
        if (text->length > LARGEST_SOURCE) {
            errno = EFBIG;
            return false;
        }
        chunk = 1 << 16;
    }
}

struct source *source_read(struct arena *arena, const char *path, const char **problem) {
    struct buffer text = {0};
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (!file || !read_all(file, &text)) {
        *problem = arena_print(arena, "%s", strerror(errno ? errno : EIO));
        if (file) fclose(file);
        buffer_free(&text);
        return NULL;
    }
    fclose(file);
    struct source *source = source_of_memory(arena, text.bytes, text.length, path, problem);
    if (source && !source->owned)
        source->owned = text.bytes;
    else
        buffer_free(&text);
    return source;
}

void source_close(struct source *source) {
    free(source->owned);
    free(source->lines);
    free(source->characters);
}

/* ---- positions ---- */

static void find_lines(struct source *source) {
    const char *end = source->bytes + source->length;
    for (const char *at = source->bytes; at; at = memchr(at, '\n', (size_t)(end - at))) {
        if (source->line_count) at++;
        if (source->line_count == source->line_capacity)
            source->lines = memory_grow(source->lines, &source->line_capacity,
                                        source->line_count + 1024, sizeof *source->lines);
        source->lines[source->line_count++] = (size_t)(at - source->bytes);
    }
}

static size_t count_characters(const struct source *source, size_t from, size_t to) {
    size_t count = 0;
    for (; from < to; from++)
        count += ((unsigned char)source->bytes[from] & 0xC0) != 0x80;
    return count;
}

/* How many characters there are before `offset`: counted from the last of the marks, which stand at
   every STRIDE bytes, so that positions in a line of megabytes cost no more than others. */
enum { STRIDE = 512 };

static size_t characters_before(struct source *source, size_t offset) {
    if (!source->characters) {
        size_t count = source->length / STRIDE + 1;
        source->characters = memory_allocate(count, sizeof *source->characters);
        for (size_t i = 1; i < count; i++)
            source->characters[i] =
                source->characters[i - 1] + count_characters(source, (i - 1) * STRIDE, i * STRIDE);
    }
    size_t mark = offset / STRIDE;
    return source->characters[mark] + count_characters(source, mark * STRIDE, offset);
}

void source_position(struct source *source, size_t offset, size_t *line, size_t *column) {
    if (!source->lines) find_lines(source);
    if (offset > source->length) offset = source->length;
    size_t low = 0, high = source->line_count; /* the line starts at or before `offset` */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(source->lines[middle] <= offset ? &low : &high) = middle;
    }
    size_t start = source->lines[low];
    *line = low + 1;
    *column = 1 + (offset - start < STRIDE
                       ? count_characters(source, start, offset)
                       : characters_before(source, offset) - characters_before(source, start));
}

const char *source_line(struct source *source, size_t line, size_t *length) {
    const char *text = source->bytes + source->lines[line - 1];
    const char *end = line < source->line_count ? source->bytes + source->lines[line] - 1
                                                : source->bytes + source->length;
    if (end > text && end[-1] == '\r') end--;
    *length = (size_t)(end - text);
    return text;
}

bool source_is_xml(const struct source *source) {
    const char *extension = strrchr(source->name, '.');
    if (extension && !strcasecmp(extension, ".rnc")) return false;
    if (extension && !strcasecmp(extension, ".rng")) return true;
    size_t at = 0;
    while (at < source->length && strchr(" \t\r\n", source->bytes[at]))
        at++;
    return at < source->length && source->bytes[at] == '<';
}
