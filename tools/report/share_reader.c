/* The reading of a share's report; see share.h.  Nothing in it is trusted: it may have been cut
   short, damaged, or be another file altogether. */
#include "report/share.h"

#include "base/memory.h"
#include "report/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- bytes and lines ---- */

/* So much is read at a time of each share: all are held at once. */
enum { STEP = 1 << 15 };

/* Reads at most `length` bytes at the offset of the file; less than 0: it cannot be read. */
static ssize_t read_at(const char *path, char *bytes, size_t length, off_t offset) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t got;
    do
        got = pread(file, bytes, length, offset);
    while (got < 0 && errno == EINTR);
    int reason = errno;
    close(file);
    errno = reason;
    return got;
}

/* Takes in the next bytes of the file; false at its end. */
static bool fill(struct share_reader *reader) {
    struct buffer *pending = &reader->pending;
    pending->length -= reader->start;
    if (pending->length) memmove(pending->bytes, pending->bytes + reader->start, pending->length);
    reader->start = 0;
    ssize_t got = read_at(reader->path, buffer_reserve(pending, STEP), STEP, (off_t)reader->offset);
    if (got <= 0) return false;
    pending->length += (size_t)got;
    reader->offset += (size_t)got;
    return true;
}

/* The next line without its line end, valid until the next call; NULL where there is none that is
   whole. */
static const char *next_line(struct share_reader *reader, size_t *length) {
    for (size_t seen = 0;;) {
        const char *line = reader->pending.bytes + reader->start;
        size_t left = reader->pending.length - reader->start;
        const char *end = left > seen ? memchr(line + seen, '\n', left - seen) : NULL;
        if (end) {
            *length = (size_t)(end - line);
            reader->start += *length + 1;
            reader->line++;
            return line;
        }
        seen = left;
        if (!fill(reader)) return NULL;
    }
}

/* ---- lines ---- */

static bool begins(const char *line, size_t length, const char *with) {
    return length >= strlen(with) && !memcmp(line, with, strlen(with));
}

/* Takes "K/N". */
static bool take_share(const char *text, struct share_head *head) {
    char *behind;
    head->number = strtoul(text, &behind, 10);
    if (*behind != '/') return false;
    head->count = strtoul(behind + 1, &behind, 10);
    return !*behind && head->number && head->number <= head->count && head->count <= MOST_SHARES;
}

static bool take_word(char *place, size_t size, const char *word) {
    if (strlen(word) < size) memcpy(place, word, strlen(word) + 1);
    return strlen(word) < size;
}

static bool take_head(const char *line, size_t length, struct share_head *head) {
    const char *share, *verb, *call, *names;
    json_int_t inputs, of;
    json_t *object = json_loadb(line, length, 0, NULL);
    bool good = object &&
                !json_unpack(object, "{s:s, s:s, s:I, s:I, s:s, s:s}", "share", &share, "verb",
                             &verb, "inputs", &inputs, "of", &of, "call", &call, "names", &names) &&
                inputs >= 0 && of >= 0 && take_share(share, head) &&
                take_word(head->verb, sizeof head->verb, verb) &&
                take_word(head->call, sizeof head->call, call) &&
                take_word(head->names, sizeof head->names, names);
    if (good) head->inputs = (size_t)inputs, head->of = (size_t)of;
    json_decref(object);
    return good;
}

static bool take_end(const char *line, size_t length, const struct share_head *head,
                     struct share_end *end) {
    const char *share, *files;
    json_int_t inputs;
    struct share_head same = {0};
    json_t *object = json_loadb(line, length, 0, NULL);
    bool good = object &&
                !json_unpack(object, "{s:s, s:I, s:i, s:s}", "end", &share, "inputs", &inputs,
                             "status", &end->status, "files", &files) &&
                inputs >= 0 && take_share(share, &same) && same.number == head->number &&
                same.count == head->count && take_word(end->files, sizeof end->files, files);
    if (good) end->inputs = (size_t)inputs;
    json_decref(object);
    return good;
}

/* The string under the key; where it is not UTF-8 it is made of its figures, in `bytes`. */
static const char *string_of(json_t *object, const char *key, struct buffer *bytes,
                             size_t *length) {
    json_t *string = json_object_get(object, key);
    const char *figures = json_string_value(json_object_get(json_object_get(object, "bytes"), key));
    *length = json_string_length(string);
    if (!figures) return json_string_value(string);
    for (unsigned byte; figures[0] && figures[1] && sscanf(figures, "%2x", &byte) == 1;
         figures += 2)
        buffer_byte(bytes, (char)byte);
    *length = bytes->length;
    return bytes->bytes;
}

static bool take_severity(const char *name, enum severity *severity) {
    for (int i = 0; name && i <= SEVERITY_ERROR; i++) {
        if (strcmp(name, report_severity_names[i]) != 0) continue;
        *severity = (enum severity)i;
        return true;
    }
    return false;
}

static size_t number_of(json_t *object, const char *key) {
    json_int_t number = json_integer_value(json_object_get(object, key));
    return number > 0 ? (size_t)number : 0;
}

/* Appends the finding to the content; false where the line is none. */
static bool take_finding(const char *line, size_t length, struct buffer *content) {
    enum { CODE, FILE_NAME, MESSAGE, XPATH, HINT, EXCERPT, STRINGS };
    static const char *const keys[] = {"code", "file", "message", "xpath", "hint", "excerpt"};
    struct buffer bytes[STRINGS] = {{0}};
    size_t lengths[STRINGS];
    const char *strings[STRINGS];
    json_t *object = json_loadb(line, length, JSON_ALLOW_NUL, NULL);
    for (size_t i = 0; i < STRINGS; i++)
        strings[i] = string_of(object, keys[i], &bytes[i], &lengths[i]);
    struct finding finding = {.code = strings[CODE],
                              .file = strings[FILE_NAME],
                              .line = number_of(object, "line"),
                              .column = number_of(object, "column"),
                              .message = strings[MESSAGE],
                              .xpath = strings[XPATH],
                              .hint = strings[HINT],
                              .excerpt = strings[EXCERPT],
                              .excerpt_length = lengths[EXCERPT],
                              .excerpt_column = number_of(object, "excerpt_column")};
    const char *severity = json_string_value(json_object_get(object, "severity"));
    bool good = take_severity(severity, &finding.severity) && finding.code && finding.message;
    if (good) record_finding(content, &finding, json_is_true(json_object_get(object, "once")));
    for (size_t i = 0; i < STRINGS; i++)
        buffer_free(&bytes[i]);
    json_decref(object);
    return good;
}

static bool take_input(struct share_reader *reader, const char *line, size_t length) {
    struct buffer bytes = {0};
    size_t name_length;
    json_t *object = json_loadb(line, length, 0, NULL);
    size_t place = number_of(object, "input");
    const char *file = string_of(object, "file", &bytes, &name_length);
    bool good = place && file && (!reader->done || place - 1 > reader->place);
    if (good) {
        free(reader->file);
        reader->file = memory_copy(file, strlen(file));
        reader->place = place - 1;
        reader->done++;
    }
    buffer_free(&bytes);
    json_decref(object);
    return good;
}

/* ---- the report ---- */

/* Whether the last line is an end. */
static bool find_end(struct share_reader *reader) {
    enum { LONGEST = 1024 };
    char last[LONGEST];
    int file = open(reader->path, O_RDONLY | O_CLOEXEC);
    off_t length = file >= 0 ? lseek(file, 0, SEEK_END) : 0;
    off_t start = length > LONGEST ? length - LONGEST : 0;
    ssize_t got = file >= 0 ? pread(file, last, LONGEST, start) : -1;
    if (file >= 0) close(file);
    if (got < 2 || last[got - 1] != '\n') return false;
    size_t line = (size_t)got - 1;
    while (line && last[line - 1] != '\n')
        line--;
    return take_end(last + line, (size_t)got - 1 - line, &reader->head, &reader->end);
}

enum share_opened share_reader_open(struct share_reader *reader, const char *path) {
    char first;
    size_t length;
    *reader = (struct share_reader){.path = path};
    if (read_at(path, &first, 1, 0) < 0) return SHARE_UNREADABLE;
    const char *line = fill(reader) ? next_line(reader, &length) : NULL;
    if (!line || !begins(line, length, "{\"share\":") || !take_head(line, length, &reader->head)) {
        share_reader_free(reader);
        return SHARE_NONE;
    }
    reader->whole = find_end(reader);
    return SHARE_READ;
}

bool share_reader_next(struct share_reader *reader) {
    bool findings = !strcmp(reader->head.verb, "validate");
    const char *line;
    size_t length;
    reader->content.length = 0;
    while ((line = next_line(reader, &length))) {
        bool good = true;
        if (begins(line, length, "{\"end\":")) return false;
        if (begins(line, length, "{\"input\":")) {
            if (take_input(reader, line, length)) return true;
            good = false;
        } else if (findings) {
            good = take_finding(line, length, &reader->content);
        } else {
            buffer_append(&reader->content, line, length);
            buffer_byte(&reader->content, '\n');
        }
        if (good) continue;
        reader->damaged = true;
        break;
    }
    reader->content.length = 0; /* of an input that may have more */
    return false;
}

void share_reader_free(struct share_reader *reader) {
    buffer_free(&reader->pending);
    buffer_free(&reader->content);
    free(reader->file);
    reader->file = NULL;
}
