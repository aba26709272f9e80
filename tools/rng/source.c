/* Reads a schema's file and decodes it to UTF-8, so that both syntaxes are read from the same kind
   of text, and finds lines and columns in it when a finding needs them.  What is UTF-8 already is
   left in its file until then: memory for it would cost more time than reading it. */
#include "rng/source.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/charset.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* How the text is encoded whose first bytes these are, and how many of them are not text. */
static const char *encoding_of(const char *bytes, size_t length, char declared[static 64],
                               size_t *skipped) {
    *skipped = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (length < marks[i].length || memcmp(bytes, marks[i].mark, marks[i].length) != 0)
            continue;
        *skipped = marks[i].skipped;
        return marks[i].encoding;
    }
    return declared_encoding(bytes, length, declared) ? declared : "UTF-8";
}

static bool is_utf8(const char *encoding) {
    return !strcasecmp(encoding, "UTF-8") || !strcasecmp(encoding, "US-ASCII");
}

static struct source *source_new(struct arena *arena, const char *name) {
    struct source *source = arena_allocate(arena, sizeof *source);
    source->name = arena_copy(arena, name, strlen(name));
    source->file.file = -1;
    return source;
}

struct source *source_of_memory(struct arena *arena, const char *bytes, size_t length,
                                const char *name, const char **problem) {
    char declared[64];
    size_t skipped;
    const char *encoding = encoding_of(bytes, length, declared, &skipped);
    struct source *source = source_new(arena, name);
    source->bytes = bytes + skipped;
    source->length = length - skipped;
    if (!is_utf8(encoding)) {
        source->owned = decode(arena, source->bytes, &source->length, encoding, problem);
        source->bytes = source->owned;
        if (!source->owned) return NULL;
    }
    return source;
}

/* ---- reading ---- */

/* No schema is larger; a device that never ends is no schema. */
enum { LARGEST_SOURCE = 512 << 20 };

/* All that `file` still holds, with a NUL behind it. */
static bool read_all(int file, size_t expected, struct buffer *text) {
    for (size_t step = expected + 1;; step = 1 << 16) {
        char *space = buffer_reserve(text, step);
        ssize_t got = read(file, space, step);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        space[got] = '\0';
        if (got == 0) return true;
        text->length += (size_t)got;
        if (text->length <= LARGEST_SOURCE) continue;
        errno = EFBIG;
        return false;
    }
}

/* A source that stays in its file: XML in UTF-8 in a regular file, which one pass over it reads.
   NULL where it is none. */
static struct source *source_of_file(struct arena *arena, const char *path, int file,
                                     const struct stat *status) {
    char head[1024], declared[64];
    size_t skipped;
    if (!S_ISREG(status->st_mode) || status->st_size > LARGEST_SOURCE) return NULL;
    ssize_t length = pread(file, head, sizeof head, 0);
    if (length <= 0 || !is_utf8(encoding_of(head, (size_t)length, declared, &skipped))) return NULL;
    struct source *source = source_new(arena, path);
    source->bytes = head + skipped;
    source->length = (size_t)length - skipped;
    bool is_xml = source_is_xml(source);
    source->bytes = NULL;
    source->length = (size_t)status->st_size - skipped;
    if (!is_xml || lseek(file, (off_t)skipped, SEEK_SET) < 0) return NULL;
    source->file.file = file;
    source->skipped = skipped;
    return source;
}

struct source *source_read(struct arena *arena, const char *path, const char **problem) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status = {0};
    if (file >= 0 && !fstat(file, &status)) {
        struct source *source = source_of_file(arena, path, file, &status);
        if (source) return source;
    }
    struct buffer text = {0};
    bool done = file >= 0 && read_all(file, (size_t)status.st_size, &text);
    if (!done) *problem = arena_print(arena, "%s", strerror(errno));
    if (file >= 0) close(file);
    struct source *source =
        done ? source_of_memory(arena, text.bytes, text.length, path, problem) : NULL;
    if (source && !source->owned)
        source->owned = text.bytes;
    else
        buffer_free(&text);
    return source;
}

size_t source_next(struct source *source, char *bytes, size_t length) {
    size_t left = source->length - source->handed_over;
    if (length > left) length = left;
    if (source->bytes)
        memcpy(bytes, source->bytes + source->handed_over, length);
    else
        length = file_reader_next(&source->file, bytes, length);
    source->handed_over += length;
    return length;
}

void source_end(struct source *source) {
    if (source->file.file >= 0) close(source->file.file);
    source->file.file = -1;
    file_reader_free(&source->file);
}

/* The text of a source that stayed in its file, now that something has to be found in it.  If the
   file has changed meanwhile, what is missing is taken for spaces. */
static void load(struct source *source) {
    struct buffer text = {0};
    int file = open(source->name, O_RDONLY | O_CLOEXEC);
    if (file >= 0 && lseek(file, (off_t)source->skipped, SEEK_SET) >= 0)
        read_all(file, source->length, &text);
    if (file >= 0) close(file);
    while (text.length < source->length)
        buffer_byte(&text, ' ');
    source->bytes = source->owned = text.bytes ? text.bytes : memory_copy("", 0);
}

void source_close(struct source *source) {
    source_end(source);
    if (source->owned) source->bytes = NULL;
    free(source->owned);
    free(source->lines);
    free(source->characters);
    source->owned = NULL;
    source->lines = source->characters = NULL;
    source->line_count = source->line_capacity = 0;
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
    if (!source->bytes) load(source);
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

/* Tells of those that are in the next `length` bytes; returns how many.  `end` goes along. */
static size_t find_places(const char *bytes, size_t length, struct source_place *end,
                          struct source_place *places, size_t count) {
    size_t start = end->offset, found = 0;
    for (size_t at = 0;;) {
        bool is_next = found < count && places[found].offset - start < length;
        size_t to = is_next ? places[found].offset - start : length;
        for (const char *line; at < to && (line = memchr(bytes + at, '\n', to - at));) {
            at = (size_t)(line - bytes) + 1;
            end->line++;
            end->column = 1;
        }
        for (; at < to; at++)
            end->column += ((unsigned char)bytes[at] & 0xC0) != 0x80;
        end->offset = start + at;
        if (!is_next) break;
        places[found].line = end->line;
        places[found++].column = end->column;
    }
    return found;
}

void source_places(struct source *source, struct source_place *places, size_t count) {
    enum { CHUNK = 1 << 16 };
    struct source_place end = {0, 1, 1};
    size_t found = 0;
    if (source->bytes) {
        found = find_places(source->bytes, source->length, &end, places, count);
    } else {
        char *chunk = memory_take(CHUNK);
        int file = open(source->name, O_RDONLY | O_CLOEXEC);
        ssize_t length = file < 0 ? 0 : lseek(file, (off_t)source->skipped, SEEK_SET);
        while (file >= 0 && length >= 0 && found < count && (length = read(file, chunk, CHUNK)) > 0)
            found += find_places(chunk, (size_t)length, &end, places + found, count - found);
        if (file >= 0) close(file);
        free(chunk);
    }
    for (; found < count; found++) {
        places[found].line = end.line;
        places[found].column = end.column;
    }
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
    if (!source->bytes) return true; /* left in its file */
    size_t at = 0;
    while (at < source->length && strchr(" \t\r\n", source->bytes[at]))
        at++;
    return at < source->length && source->bytes[at] == '<';
}
