/* Where in the file an event stands: the tag, an attribute, a piece of text.  Places are told from
   what the parser still holds of the file, and only when a finding needs one. */
#include "rng/document.h"

#include <string.h>

static size_t offset_of(const xmlParserInput *input, const xmlChar *at) {
    return input->consumed + (size_t)(at - input->base);
}

static size_t count_characters(const xmlChar *from, const xmlChar *to) {
    size_t count = 0;
    for (; from < to; from++)
        count += (*from & 0xC0) != 0x80;
    return count;
}

static const xmlChar *line_start(const xmlParserInput *input, const xmlChar *at) {
    while (at > input->base && at[-1] != '\n')
        at--;
    return at;
}

/* The place of what the parser has just read and still holds.  The parser's line and column are
   those of `here`. */
static struct place place_before(const struct document *document, const xmlParserInput *input,
                                 const xmlChar *here, const xmlChar *at) {
    struct place place = {(size_t)input->line, 0};
    for (const xmlChar *c = at; c < here; c++)
        place.line -= *c == '\n';
    if (place.line == (size_t)input->line) {
        place.column = (size_t)input->col - count_characters(at, here);
        return place;
    }
    const xmlChar *start = line_start(input, at);
    size_t start_offset = offset_of(input, start);
    if (start == input->base && start_offset && document->known_line == place.line &&
        document->known_offset >= start_offset && document->known_offset <= offset_of(input, at))
        place.column =
            document->known_column +
            count_characters(input->base + (document->known_offset - input->consumed), at);
    else
        place.column = 1 + count_characters(start, at);
    return place;
}

static struct place place_at(const struct document *document, const xmlParserInput *input,
                             const xmlChar *at) {
    return place_before(document, input, input->cur, at);
}

void document_note_place(struct document *document, const xmlChar *here) {
    const xmlParserInput *input = document->parser->input;
    document->known_offset = offset_of(input, here);
    document->known_line = (size_t)input->line;
    document->known_column = (size_t)input->col;
}

/* Where the tag begins that the parser has just read, or the entity reference that led to it. */
static const xmlChar *tag_start(const struct document *document, const xmlParserInput *input) {
    bool in_entity = document->current != document->parser || document->parser->inputNr > 1;
    const xmlChar *at = input->cur;
    while (at > input->base)
        if (*--at == (in_entity ? '&' : '<')) break;
    return at;
}

struct place document_tag_place(const struct document *document) {
    const xmlParserInput *input = document_input(document);
    return place_at(document, input, tag_start(document, input));
}

struct place document_byte_place(const struct document *document, const char *text, size_t length,
                                 size_t offset) {
    const xmlParserInput *input = document_input(document);
    const xmlChar *at = (const xmlChar *)text, *here = input->cur;
    if (at == here) /* the parser's own buffer, not yet counted as read */
        return place_before(document, input, at + length, at + offset);
    if (at >= input->base && at < here) return place_at(document, input, at + offset);
    if ((size_t)(here - input->base) >= length && !memcmp(here - length, text, length))
        return place_at(document, input, here - length + offset); /* a copy of what was read */
    return (struct place){(size_t)input->line, (size_t)input->col};
}

struct place document_text_place(const struct document *document, const char *text, size_t length) {
    size_t white = 0;
    while (white < length && is_white(text + white, 1))
        white++;
    return document_byte_place(document, text, length, white);
}

static bool is_white_or_end(xmlChar c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '=' || c == '>' || c == '/';
}

/* The next attribute's name in a start tag, from behind another's value; NULL where none is left.
 */
static const xmlChar *next_attribute(const xmlChar *at, const xmlChar *end,
                                     const xmlChar **name_end) {
    while (at < end && is_white_or_end(*at))
        at++;
    const xmlChar *name = at;
    while (at < end && !is_white_or_end(*at))
        at++;
    *name_end = at;
    return at < end && name < at ? name : NULL;
}

/* Behind the value that follows an attribute's name. */
static const xmlChar *skip_value(const xmlChar *at, const xmlChar *end) {
    while (at < end && *at != '"' && *at != '\'')
        at++;
    const xmlChar *close = at < end ? memchr(at + 1, *at, (size_t)(end - at) - 1) : NULL;
    return close ? close + 1 : end;
}

static bool is_name(const xmlChar *name, size_t length, const char *prefix, const char *local) {
    size_t prefix_length = prefix ? strlen(prefix) + 1 : 0;
    return length == prefix_length + strlen(local) &&
           !memcmp(name + prefix_length, local, length - prefix_length) &&
           (!prefix_length ||
            (!memcmp(name, prefix, prefix_length - 1) && name[prefix_length - 1] == ':'));
}

struct place document_attribute_place(const struct document *document, const char *prefix,
                                      const char *local) {
    const xmlParserInput *input = document_input(document);
    const xmlChar *start = tag_start(document, input), *at = start, *name_end;
    while (at < input->cur && !is_white_or_end(*at))
        at++;
    for (const xmlChar *name; (name = next_attribute(at, input->cur, &name_end));
         at = skip_value(name_end, input->cur))
        if (is_name(name, (size_t)(name_end - name), prefix, local))
            return place_at(document, input, name);
    return place_at(document, input, start); /* given by the DTD, or in an entity */
}
