/* Source text: reads a file, makes it UTF-8 with LF line ends, finds its lines, and refuses what
   XML cannot hold.  The first step of the way from a text to its encoding. */
#include "text/text.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/scan.h"
#include "text/charset.h"
#include "text/internal.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* After so many control characters the rest are only counted. */
enum { FAULTS_SHOWN = 5 };

/* ---- the bytes of the file ---- */

static bool read_file(const char *path, const char *name, struct report *report,
                      struct buffer *bytes) {
    bool done = file_read(path, bytes);
    if (!done)
        report_say(report, SEVERITY_ERROR, "file/cannot-read", name, 0, 0, "cannot be read: %s",
                   strerror(errno));
    return done;
}

/* The digest of the file's bytes, which a thread makes while they are looked through. */
struct digest {
    struct buffer bytes;
    char *sha256;
    pthread_t thread;
    bool is_in_thread;
};

void text_digest(const char *bytes, size_t length, char figures[TEXT_DIGEST + 1]) {
    struct sha256_ctx sha;
    uint8_t octets[SHA256_DIGEST_SIZE];
    sha256_init(&sha);
    sha256_update(&sha, length, (const uint8_t *)bytes);
    sha256_digest(&sha, sizeof octets, octets);
    for (size_t i = 0; i < sizeof octets; i++)
        snprintf(figures + 2 * i, 3, "%02x", octets[i]);
}

static void *make_digest(void *context) {
    const struct digest *digest = context;
    text_digest(digest->bytes.bytes, digest->bytes.length, digest->sha256);
    return NULL;
}

static void begin_digest(struct digest *digest, bool in_thread) {
    enum { LEAST_BYTES = 1 << 17 };
    digest->is_in_thread = in_thread && digest->bytes.length >= LEAST_BYTES &&
                           !pthread_create(&digest->thread, NULL, make_digest, digest);
    if (!digest->is_in_thread) make_digest(digest);
}

/* To be called before the bytes are changed. */
static void end_digest(struct digest *digest) {
    if (digest->is_in_thread) pthread_join(digest->thread, NULL);
    digest->is_in_thread = false;
}

/* ---- lines and places ---- */

/* Makes every line end (CR LF, CR, LF) a LF, as XML does (XML 1.0 §2.11). */
static void normalise_line_ends(struct text *text) {
    char *from = memchr(text->bytes, '\r', text->length), *to = from;
    if (!from) return;
    for (const char *end = text->bytes + text->length; from < end; from++) {
        if (*from != '\r')
            *to++ = *from;
        else if (from + 1 == end || from[1] != '\n')
            *to++ = '\n';
    }
    *to = '\0';
    text->length = (size_t)(to - text->bytes);
}

void text_find_lines(struct text *text) {
    size_t capacity = 0;
    text->lines = memory_grow(NULL, &capacity, 2 + text->length / 32, sizeof *text->lines);
    const char *start = text->bytes, *end = text->bytes + text->length;
    while (start) {
        text->lines =
            memory_grow(text->lines, &capacity, text->line_count + 2, sizeof *text->lines);
        text->lines[text->line_count++] = (size_t)(start - text->bytes);
        start = memchr(start, '\n', (size_t)(end - start));
        if (start) start++;
    }
    text->lines[text->line_count] = text->length;
}

/* Index of the line that holds the offset. */
static size_t line_of(const struct text *text, size_t offset) {
    size_t low = 0, high = text->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void text_place(struct text *text, size_t offset, size_t *line, size_t *column) {
    if (text->source) {
        text_place(text->source, text_source_offset(text, offset), line, column);
        return;
    }
    struct text_cursor *cursor = &text->cursor;
    size_t index = line_of(text, offset);
    if (cursor->line != index + 1 || cursor->offset > offset)
        *cursor = (struct text_cursor){index + 1, 1, text->lines[index]};
    for (; cursor->offset < offset; cursor->offset++)
        cursor->column += (text->bytes[cursor->offset + 1] & 0xC0) != 0x80;
    *line = cursor->line;
    *column = cursor->column;
}

/* Gives the finding its line as excerpt, or of a long line what stands around the place. */
static void add_excerpt(const struct text *text, size_t offset, struct finding *finding) {
    size_t line = text->lines[finding->line - 1], start = offset, end = text->length - offset;
    size_t column = finding->column;
    for (; column > 1 && finding->column - column < EXCERPT_BEFORE; column--)
        do
            start--;
        while ((text->bytes[start] & 0xC0) == 0x80);
    if (column == 1) start = line;
    if (end > EXCERPT_BEHIND) end = EXCERPT_BEHIND;
    const char *line_end = memchr(text->bytes + offset, '\n', end);
    end = line_end ? (size_t)(line_end - text->bytes) : offset + end;
    while (end > offset && (text->bytes[end] & 0xC0) == 0x80)
        end--;
    finding->excerpt = text->bytes + start;
    finding->excerpt_length = end - start;
    finding->excerpt_column = start > line ? column : 0;
}

void text_say(struct text *text, size_t offset, struct report *report, enum severity severity,
              const char *code, const char *hint, const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    struct finding finding = {.severity = severity,
                              .code = code,
                              .file = text->name,
                              .message = message.bytes,
                              .hint = hint};
    while (text->source) {
        offset = text_source_offset(text, offset);
        text = text->source;
    }
    text_place(text, offset, &finding.line, &finding.column);
    add_excerpt(text, offset, &finding);
    report_add(report, &finding);
    buffer_free(&message);
}

/* ---- what XML cannot hold ---- */

/* Whether a character outside XML's Char stands at the offset (XML 1.0 §2.2); bytes are UTF-8. */
static bool is_not_xml(const char *bytes, size_t offset) {
    unsigned char byte = (unsigned char)bytes[offset];
    if (byte < 0x20) return byte != '\t' && byte != '\n' && byte != '\r';
    return byte == 0xEF && (unsigned char)bytes[offset + 1] == 0xBF &&
           (unsigned char)bytes[offset + 2] >= 0xBE;
}

void text_file_name(const struct text *text, struct buffer *name) {
    const char *slash = strrchr(text->name, '/'), *rest = slash ? slash + 1 : text->name;
    for (size_t length; (length = strlen(rest)) > 0;) {
        size_t good = 0, utf8 = charset_utf8_fault(rest, length);
        while (good < utf8 && !is_not_xml(rest, good))
            good++;
        buffer_append(name, rest, good);
        if (good < length) buffer_text(name, "\xEF\xBF\xBD");
        rest += good + (good < length);
    }
}

/* Whether form feeds can have their sign, as no other stands in the text. */
static bool can_mark_form_feeds(const struct text *text) {
    return memchr(text->bytes, '\f', text->length) && !strstr(text->bytes, FORM_FEED_SIGN);
}

static bool holds_only_xml(struct text *text, bool form_feeds, struct report *report) {
    size_t faults = 0, last = 0;
    for (size_t i = 0; i < text->length; i++) {
        for (uint64_t word; text->length - i > SCAN_SIZE; i += SCAN_SIZE) {
            word = scan_word(text->bytes + i);
            if (scan_any_below(word, 0x20) || scan_any_is(word, 0xEF)) break;
        }
        if (!is_not_xml(text->bytes, i) || (form_feeds && text->bytes[i] == '\f')) continue;
        last = i;
        if (faults++ >= FAULTS_SHOWN) continue;
        bool noncharacter = (unsigned char)text->bytes[i] == 0xEF;
        unsigned code = noncharacter ? 0xFF40u + (unsigned char)text->bytes[i + 2]
                                     : (unsigned char)text->bytes[i];
        text_say(text, i, report, SEVERITY_ERROR, "text/control-character",
                 code == '\f' ? "take the characters U+240C out, and form feeds are page breaks"
                              : "take the character out of the source, or mend its encoding",
                 "the character U+%04X cannot stand in XML", code);
    }
    if (faults > FAULTS_SHOWN)
        text_say(text, last, report, SEVERITY_ERROR, "text/control-character", NULL,
                 "and so on up to here: %zu characters that cannot stand in XML", faults);
    return !faults;
}

/* ---- reading ---- */

/* A finding about a byte of the file before it is made UTF-8: only lines can be counted surely. */
static void say_at_byte(const struct buffer *bytes, size_t offset, const char *name,
                        struct report *report, const char *code, const char *charset) {
    size_t line = 1, column = 1;
    for (size_t i = 0; i < offset; i++) {
        bool line_end = bytes->bytes[i] == '\n';
        line += line_end;
        column = line_end ? 1 : column + ((bytes->bytes[i] & 0xC0) != 0x80);
    }
    struct buffer message = {0};
    buffer_print(&message, "the byte 0x%02X at offset %zu is not %s",
                 (unsigned char)bytes->bytes[offset], offset, charset);
    report_add(report, &(struct finding){
                           .severity = SEVERITY_ERROR,
                           .code = code,
                           .file = name,
                           .line = line,
                           .column = column,
                           .message = message.bytes,
                           .hint = "if the file is in another encoding, name it with --charset"});
    buffer_free(&message);
}

/* Says what the file is read as, if nobody said that before. */
static void say_charset(enum charset_kind kind, const char *name, const char *charset,
                        struct report *report) {
    if (kind == CHARSET_GUESSED)
        report_say(report, SEVERITY_NOTE, "text/charset-guessed", name, 0, 0,
                   "read as %s, as its bytes look; --charset names another", charset);
    else
        report_say(report, SEVERITY_NOTE, "text/charset-marked", name, 0, 0,
                   "read as %s, as its byte order mark says", charset);
}

/* Finds what the bytes are in, and where that is not UTF-8 makes `utf8` of them. */
static bool make_utf8(const struct buffer *bytes, struct buffer *utf8, const char *name,
                      const struct text_wishes *wishes, struct report *report,
                      const char **charset) {
    enum charset_kind kind = CHARSET_KNOWN;
    *charset = wishes->charset;
    if (!*charset) kind = charset_of(bytes->bytes, bytes->length, wishes->language, charset);
    if (kind == CHARSET_NOT_TEXT) {
        report_say(report, SEVERITY_ERROR, "text/not-text", name, 0, 0,
                   "holds bytes that are not text");
        return false;
    }
    bool utf8_meant = !strcasecmp(*charset ? *charset : "UTF-8", "UTF-8");
    if (utf8_meant && *charset && !wishes->charset) return true; /* which is proved */
    size_t fault = charset_utf8_fault(bytes->bytes, bytes->length);
    if (utf8_meant && fault == bytes->length) return true;
    if (utf8_meant) { /* iconv would let codes pass that Unicode has not */
        say_at_byte(bytes, fault, name, report, "text/invalid-utf8", "UTF-8");
        return false;
    }
    if (!wishes->charset) say_charset(kind, name, *charset, report);
    bool good = false,
         converted = charset_convert(bytes->bytes, bytes->length, *charset, utf8, &fault);
    if (!converted && fault == SIZE_MAX)
        report_say(report, SEVERITY_ERROR, "text/unknown-charset", name, 0, 0,
                   "the encoding \"%s\" is not known", *charset);
    else if (!converted)
        say_at_byte(bytes, fault, name, report, "text/invalid-bytes", *charset);
    else if (charset_utf8_fault(utf8->bytes, utf8->length) < utf8->length)
        report_say(report, SEVERITY_ERROR, "text/invalid-bytes", name, 0, 0,
                   "holds codes of %s that are no characters", *charset);
    else
        good = true;
    return good;
}

bool text_knows_charset(const char *name) {
    struct buffer none = {0};
    size_t fault;
    bool known = charset_convert("", 0, name, &none, &fault);
    buffer_free(&none);
    return known;
}

/* Puts the text into NFC, and says how much that changed. */
static void normalise(struct text *text, struct report *report) {
    text_normalise(text);
    if (text->change_count)
        text_say(text, text->changes[0].start, report, SEVERITY_NOTE, "text/normalised", NULL,
                 "put into NFC in %zu place%s, of which this is the first", text->change_count,
                 text->change_count == 1 ? "" : "s");
}

/* Makes what was read the text's bytes: without byte order mark, and with LF line ends. */
static void set_bytes(struct text *text, const struct buffer *bytes, struct digest *digest) {
    bool marked = bytes->length >= 3 && !memcmp(bytes->bytes, "\xEF\xBB\xBF", 3);
    text->bytes = bytes->bytes;
    text->length = bytes->length;
    if (!marked && !memchr(text->bytes, '\r', text->length)) return;
    end_digest(digest);
    if (marked) text->length -= 3;
    if (marked) memmove(text->bytes, text->bytes + 3, text->length + 1);
    normalise_line_ends(text);
}

/* Makes a text of the bytes, which it takes over. */
static enum text_status take_bytes(struct buffer bytes, const char *name,
                                   const struct text_wishes *wishes, struct report *report,
                                   struct text **result) {
    struct buffer utf8 = {0};
    struct text *text = memory_allocate(1, sizeof *text);
    struct digest digest = {.bytes = bytes, .sha256 = text->sha256};
    text->name = name;
    begin_digest(&digest, wishes->threads);
    bool good = make_utf8(&bytes, &utf8, name, wishes, report, &text->charset);
    set_bytes(text, utf8.bytes ? &utf8 : &bytes, &digest);
    if (good) {
        text_find_lines(text);
        bool form_feeds = can_mark_form_feeds(text);
        good = holds_only_xml(text, form_feeds, report);
        if (good && wishes->nfc) normalise(text, report);
        if (good && form_feeds) text_mark_form_feeds(text);
    }
    end_digest(&digest);
    if (utf8.bytes) buffer_free(&bytes);
    if (good)
        *result = text;
    else
        text_free(text);
    return good ? TEXT_READ : TEXT_AT_FAULT;
}

enum text_status text_read(const char *path, const char *name, const struct text_wishes *wishes,
                           struct report *report, struct text **result) {
    struct buffer bytes = {0};
    if (read_file(path, name, report, &bytes))
        return take_bytes(bytes, name, wishes, report, result);
    buffer_free(&bytes);
    return TEXT_UNREADABLE;
}

enum text_status text_read_memory(const char *bytes, size_t length, const char *name,
                                  const struct text_wishes *wishes, struct report *report,
                                  struct text **result) {
    struct buffer copy = {0};
    buffer_append(&copy, bytes, length);
    return take_bytes(copy, name, wishes, report, result);
}

struct text *text_twin(const struct text *text) {
    struct text *twin = memory_allocate(1, sizeof *twin);
    *twin = *text;
    if (text->source) twin->source = text_twin(text->source);
    return twin;
}

void text_twin_free(struct text *twin) {
    if (!twin) return;
    text_twin_free(twin->source);
    free(twin);
}

void text_free(struct text *text) {
    if (!text) return;
    text_free(text->source);
    free(text->changes);
    free(text->bytes);
    free(text->lines);
    free(text);
}
