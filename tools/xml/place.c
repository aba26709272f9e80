/* Where in the file an event stands: the tag, an attribute, a piece of text.  Places are told from
   what the parser still holds of the file, and only when a finding needs one. */
#include "xml/reader_internal.h"

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
static struct xml_place place_before(const struct xml_reader *reader, const xmlParserInput *input,
                                     const xmlChar *here, const xmlChar *at) {
    struct xml_place place = {(size_t)input->line, 0, reader->known.file};
    for (const xmlChar *c = at; c < here; c++)
        place.line -= *c == '\n';
    if (place.line == (size_t)input->line) {
        place.column = (size_t)input->col - count_characters(at, here);
        return place;
    }
    const xmlChar *start = line_start(input, at);
    size_t start_offset = offset_of(input, start);
    if (start == input->base && start_offset && reader->known.line == place.line &&
        reader->known_offset >= start_offset && reader->known_offset <= offset_of(input, at))
        place.column = reader->known.column +
                       count_characters(input->base + (reader->known_offset - input->consumed), at);
    else
        place.column = 1 + count_characters(start, at);
    return place;
}

static struct xml_place place_at(const struct xml_reader *reader, const xmlParserInput *input,
                                 const xmlChar *at) {
    return place_before(reader, input, input->cur, at);
}

/* Where the tag begins that the parser has just read, or the entity reference that led to it. */
static const xmlChar *tag_start(const struct xml_reader *reader, const xmlParserInput *input) {
    const xmlChar *at = input->cur, begin = reader_is_in_entity(reader) ? '&' : '<';
    while (at > input->base)
        if (*--at == begin) break;
    return at;
}

struct xml_place xml_tag_place(const struct xml_reader *reader) {
    const xmlParserInput *input = reader->input;
    return reader_is_tag_next(reader) ? reader->known
                                      : place_at(reader, input, tag_start(reader, input));
}

/* Where that was read last which begins with these bytes; it may be longer than what is held. */
static struct xml_place markup_place(const struct xml_reader *reader, const char *begin,
                                     const char *name) {
    const xmlParserInput *input = reader->input;
    size_t begin_length = strlen(begin), length = begin_length + strlen(name);
    if (reader_is_in_entity(reader)) return xml_tag_place(reader);
    if ((size_t)(input->cur - input->base) >= length)
        for (const xmlChar *at = input->cur - length; at >= input->base; at--)
            if (*at == '<' && !memcmp(at, begin, begin_length) &&
                !memcmp(at + begin_length, name, length - begin_length))
                return place_at(reader, input, at);
    return reader->known;
}

struct xml_place xml_comment_place(const struct xml_reader *reader) {
    return markup_place(reader, "<!--", "");
}

struct xml_place xml_instruction_place(const struct xml_reader *reader, const char *target) {
    return markup_place(reader, "<?", target);
}

struct xml_place xml_text_place(const struct xml_reader *reader, const char *text, size_t length,
                                size_t offset) {
    const xmlParserInput *input = reader->input;
    const xmlChar *at = (const xmlChar *)text, *here = input->cur;
    if (at == here) /* the parser's own buffer, not yet counted as read */
        return place_before(reader, input, at + length, at + offset);
    if (at >= input->base && at < here) return place_at(reader, input, at + offset);
    if ((size_t)(here - input->base) >= length && !memcmp(here - length, text, length))
        return place_at(reader, input, here - length + offset); /* a copy of what was read */
    return (struct xml_place){(size_t)input->line, (size_t)input->col, reader->known.file};
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

static bool is_name(const xmlChar *name, size_t length, const struct xml_name *attribute) {
    const char *prefix = attribute->prefix, *local = attribute->local;
    size_t prefix_length = prefix ? strlen(prefix) + 1 : 0;
    return length == prefix_length + strlen(local) &&
           !memcmp(name + prefix_length, local, length - prefix_length) &&
           (!prefix_length ||
            (!memcmp(name, prefix, prefix_length - 1) && name[prefix_length - 1] == ':'));
}

struct xml_place xml_attribute_place(const struct xml_reader *reader,
                                     const struct xml_name *attribute) {
    const xmlParserInput *input = reader->input;
    const xmlChar *start = tag_start(reader, input), *at = start, *name_end;
    while (at < input->cur && !is_white_or_end(*at))
        at++;
    for (const xmlChar *name; (name = next_attribute(at, input->cur, &name_end));
         at = skip_value(name_end, input->cur))
        if (is_name(name, (size_t)(name_end - name), attribute))
            return place_at(reader, input, name);
    return place_at(reader, input, start); /* given by the DTD, or in an entity */
}
