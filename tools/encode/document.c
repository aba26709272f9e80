/* The document on its way: what all phases use. */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

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

/* Whether the character may stand in an XML name, and first in it (Namespaces in XML, NCName; of
   what lies outside ASCII only letters, and those that were letters when XML was made: most parsers
   know no others). */
static bool is_name_character(const char *bytes, size_t size, utf8proc_int32_t code, bool first) {
    if (code < 0x80)
        return isalpha(code) || code == '_' || (!first && (isdigit(code) || strchr("-.", code)));
    utf8proc_category_t category = utf8proc_category(code);
    char name[8] = "d";
    memcpy(name + !first, bytes, size);
    return code >= 0xC0 && code < 0x10000 && category >= UTF8PROC_CATEGORY_LU &&
           category <= UTF8PROC_CATEGORY_LO && !xmlValidateNCName((const xmlChar *)name, 0);
}

/* What of `wish` a name can hold; what cannot stand first gets a "d" before it. */
static const char *make_name(struct arena *arena, const char *wish) {
    char *name = arena_allocate(arena, strlen(wish) + 2), *end = name;
    utf8proc_int32_t code;
    for (utf8proc_ssize_t size; *wish; wish += size) {
        size = utf8proc_iterate((const utf8proc_uint8_t *)wish, -1, &code);
        if (size < 1) size = 1, code = -1;
        size_t length = (size_t)size;
        bool good = code > 0 && is_name_character(wish, length, code, false);
        if (good && end == name && !is_name_character(wish, length, code, true)) *end++ = 'd';
        if (good) {
            memcpy(end, wish, length);
            end += length;
        } else if (end > name && end[-1] != '_' && wish[size]) {
            *end++ = '_';
        }
    }
    if (end == name) *end = 'd';
    return name;
}

bool encode_is_id(const char *id) {
    struct arena *arena = arena_new();
    bool same = !strcmp(make_name(arena, id), id);
    arena_free(arena);
    return same;
}

const char *id_new(struct table *ids, struct arena *arena, const char *wish) {
    const char *id = make_name(arena, wish), *wished = id;
    /* The number of the last id of this name is remembered, so that many equal wishes stay quick.
     */
    uintptr_t number = (uintptr_t)table_get(ids, wished);
    while (table_get(ids, id))
        id = arena_join(arena, wished, "_", arena_number(arena, (size_t)++number));
    table_put(ids, id, (void *)(uintptr_t)1);
    if (id != wished) table_put(ids, wished, (void *)number);
    return id;
}

const char *document_id(struct document *document, const char *wish) {
    return id_new(&document->encoding->ids, document->encoding->arena, wish);
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
