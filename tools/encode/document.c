/* The document on its way: what all phases use. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

const char *document_copy(struct document *document, struct span span) {
    return arena_copy(document->arena, document->text->bytes + span.start, span.end - span.start);
}

const char *document_find(const struct document *document, const char *words, struct span span) {
    const char *place = document->text->bytes + span.start, *end = document->text->bytes + span.end;
    size_t length = strlen(words);
    while (place < end && (place = memchr(place, *words, (size_t)(end - place)))) {
        if ((size_t)(end - place) >= length && !memcmp(place, words, length)) return place;
        place++;
    }
    return NULL;
}

void text_on_line(const struct text *text, struct span span, struct buffer *line) {
    span = span_trim(text, span);
    line->length = 0;
    buffer_append(line, text->bytes + span.start, span.end - span.start);
    char *to = line->bytes;
    for (const char *from = line->bytes; *from; from++)
        if (!is_space(*from))
            *to++ = *from;
        else if (!is_space(from[1]))
            *to++ = ' ';
    *to = '\0';
    line->length = (size_t)(to - line->bytes);
}

const char *document_line(struct document *document, struct span span) {
    struct buffer line = {0};
    text_on_line(document->text, span, &line);
    const char *copy = arena_copy(document->arena, line.bytes, line.length);
    buffer_free(&line);
    return copy;
}

struct span span_trim(const struct text *text, struct span span) {
    while (span.start < span.end && is_space(text->bytes[span.start]))
        span.start++;
    while (span.start < span.end && is_space(text->bytes[span.end - 1]))
        span.end--;
    return span;
}

struct span span_take_line(const struct text *text, struct span *rest) {
    struct span line = *rest;
    const char *line_end = memchr(text->bytes + line.start, '\n', line.end - line.start);
    if (line_end) line.end = (size_t)(line_end - text->bytes);
    rest->start = line.end + (line_end != NULL);
    while (line.start < line.end && is_space(text->bytes[line.end - 1]))
        line.end--;
    return line;
}

const char *indent_token(struct document *document, struct span space) {
    const char *bytes = document->text->bytes + space.start;
    size_t length = space.end - space.start;
    if (length == 1 && *bytes == '\t') return "tab";
    if (strspn(bytes, " ") < length) return NULL;
    return length ? arena_join(document->arena, "indent", arena_number(document->arena, length))
                  : "indent0";
}

struct span text_line(const struct text *text, size_t index) {
    struct span line = {text->lines[index], text->lines[index + 1]};
    while (line.start < line.end && is_space(text->bytes[line.end - 1]))
        line.end--;
    return line;
}

const char *text_stem(struct arena *arena, const struct text *text) {
    const char *name = text->name, *slash = strrchr(name, '/');
    if (slash) name = slash + 1;
    const char *dot = strrchr(name, '.');
    size_t length = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    return arena_copy(arena, name, length);
}

const char *document_stem(struct document *document) {
    return text_stem(document->arena, document->text);
}

void document_add_run(struct document *document, struct tei_node *element, struct span span,
                      enum run_kind kind) {
    struct run *run = LIST_ADD(document->runs);
    run->element = element;
    run->span = span;
    run->kind = kind;
}

void document_add_lines(struct document *document, struct tei_node *element, struct span span,
                        enum run_kind kind) {
    document_add_run(document, element, span, kind);
    document->runs[document->runs_count - 1].lines = true;
}

/* A form feed, or the sign for one, stands on a line of its own. */
static void set_form_feeds_apart(const char *bytes, size_t length, struct buffer *apart) {
    size_t sign = strlen(FORM_FEED_SIGN);
    for (size_t i = 0; i < length; i++) {
        bool is_sign = length - i >= sign && !memcmp(bytes + i, FORM_FEED_SIGN, sign);
        if (!is_sign && bytes[i] != '\f') {
            buffer_byte(apart, bytes[i]);
            continue;
        }
        i += is_sign ? sign - 1 : 0;
        if (apart->length && apart->bytes[apart->length - 1] != '\n') buffer_byte(apart, '\n');
        buffer_text(apart, FORM_FEED_SIGN);
        if (i + 1 < length && bytes[i + 1] != '\n') buffer_byte(apart, '\n');
    }
}

/* Appends the text without white space at line ends and with one blank line for many. */
static void tidy_lines(const char *bytes, size_t length, struct buffer *tidy) {
    size_t start = tidy->length, blank = 0;
    for (size_t line = 0; line < length;) {
        const char *line_end = memchr(bytes + line, '\n', length - line);
        size_t next = line_end ? (size_t)(line_end - bytes) + 1 : length, end = next;
        while (end > line && (is_space(bytes[end - 1]) || bytes[end - 1] == '\r'))
            end--;
        if (end > line) {
            if (tidy->length > start) buffer_append(tidy, "\n\n", blank ? 2 : 1);
            buffer_append(tidy, bytes + line, end - line);
        }
        blank = end == line;
        line = next;
    }
}

void encode_tidy(const char *bytes, size_t length, struct buffer *tidy) {
    struct buffer apart = {0};
    bool form_feeds = memchr(bytes, '\f', length) || strstr(bytes, FORM_FEED_SIGN);
    if (form_feeds) set_form_feeds_apart(bytes, length, &apart);
    tidy_lines(form_feeds ? apart.bytes : bytes, form_feeds ? apart.length : length, tidy);
    buffer_free(&apart);
}
