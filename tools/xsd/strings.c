/* Types made of text: strings, names, lists of names, languages, qualified names; and how their
   white space is normalised. */
#include "xsd/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- texts ---- */

static bool text_equals(struct text first, struct text second) {
    size_t length = text_length(first);
    return length == text_length(second) &&
           (!length || memcmp(first.start, second.start, length) == 0);
}

/* Appends a text as far as a message has room for it, in quotation marks. */
static void text_quote(struct text text, struct buffer *message) {
    enum { ROOM = 60 };
    buffer_byte(message, '"');
    const char *end = text.end;
    if (text_length(text) > ROOM)
        for (end = text.start + ROOM; end > text.start && (*end & 0xC0) == 0x80;)
            end--;
    buffer_append(message, text.start, (size_t)(end - text.start));
    buffer_text(message, end < text.end ? "…\"" : "\"");
}

/* ---- white space (Part 2, 4.3.6) ---- */

static char *take_room(struct scratch *scratch, size_t size) {
    if (size <= sizeof scratch->room) return scratch->room;
    return scratch->larger = memory_allocate(size, 1);
}

static bool needs_replacing(struct text text) {
    for (; text.start < text.end; text.start++)
        if (*text.start != ' ' && character_is_space(*text.start)) return true;
    return false;
}

static struct text replace(struct text text, struct scratch *scratch) {
    if (!needs_replacing(text)) return text;
    char *out = take_room(scratch, text_length(text));
    struct text result = {out, out + text_length(text)};
    for (; text.start < text.end; text.start++)
        *out++ = character_is_space(*text.start) ? ' ' : *text.start;
    return result;
}

/* Whether a trimmed text has white space that is not one space. */
static bool needs_collapsing(struct text text) {
    for (; text.start < text.end; text.start++)
        if ((unsigned char)*text.start <= ' ' && character_is_space(*text.start) &&
            (*text.start != ' ' || character_is_space(text.start[1])))
            return true;
    return false;
}

static struct text collapse(struct text text, struct scratch *scratch) {
    while (text.start < text.end && character_is_space(*text.start))
        text.start++;
    while (text.start < text.end && character_is_space(text.end[-1]))
        text.end--;
    if (!needs_collapsing(text)) return text;
    char *start = take_room(scratch, text_length(text)), *out = start;
    for (; text.start < text.end; text.start++) {
        if (!character_is_space(*text.start))
            *out++ = *text.start;
        else if (!character_is_space(text.start[1]))
            *out++ = ' ';
    }
    return (struct text){start, out};
}

struct text normalise(enum white_space white_space, struct text text, struct scratch *scratch) {
    scratch->larger = NULL;
    if (white_space == PRESERVE) return text;
    return white_space == REPLACE ? replace(text, scratch) : collapse(text, scratch);
}

/* ---- strings ---- */

static bool equal_texts(const struct datatype_value *first, const struct datatype_value *second) {
    return text_equals(first->text, second->text);
}

const struct primitive primitive_string = {
    .facets = FACETS_LENGTH, .equal = equal_texts, .length = character_count, .unit = "character"};
const struct primitive primitive_uri = {
    .facets = FACETS_LENGTH, .equal = equal_texts, .length = character_count, .unit = "character"};

/* language: [a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})* (Part 2, 3.3.3). */
bool parse_language(const struct type *type, struct text text,
                    const struct datatype_context *context, struct datatype_value *value,
                    struct buffer *reason) {
    (void)type, (void)context, (void)value;
    size_t length = 0;
    bool digits_allowed = false;
    for (const char *at = text.start; at < text.end; at++) {
        char lower = (char)(*at | 0x20);
        if ((lower >= 'a' && lower <= 'z') || (digits_allowed && *at >= '0' && *at <= '9')) {
            if (++length <= 8) continue;
            if (reason) buffer_text(reason, "a part has at most 8 letters");
            return false;
        }
        if (*at != '-' || !length) return false;
        length = 0;
        digits_allowed = true;
    }
    return length > 0;
}

/* ---- names ---- */

/* Whether a text is a name of that kind; says what does not belong in one. */
static bool check_name(enum name_kind kind, struct text text, struct buffer *reason) {
    const char *stop = name_stop(kind, text);
    if (stop == text.end) return text.start < text.end;
    if (!reason) return false;
    const char *behind = stop;
    character_read(&behind, text.end);
    buffer_text(reason, stop == text.start ? "it begins with " : "it contains ");
    if (*stop == ' ')
        buffer_text(reason, "a space");
    else
        text_quote((struct text){stop, behind}, reason);
    return false;
}

bool parse_name(const struct type *type, struct text text, const struct datatype_context *context,
                struct datatype_value *value, struct buffer *reason) {
    (void)context, (void)value;
    return check_name(type->name_kind, text, reason);
}

/* Whether a list's items, a space between them, are all names; a list has an item at least. */
bool parse_names(const struct type *type, struct text text, const struct datatype_context *context,
                 struct datatype_value *value, struct buffer *reason) {
    (void)context, (void)value;
    for (;;) {
        const char *space = memchr(text.start, ' ', text_length(text));
        struct text item = {text.start, space ? space : text.end};
        if (!check_name(type->name_kind, item, NULL)) {
            if (reason && item.start < item.end) {
                text_quote(item, reason);
                buffer_text(reason, " is none");
            }
            return false;
        }
        if (!space) return true;
        text.start = space + 1;
    }
}

static size_t count_items(struct text text) {
    size_t count = text.start < text.end;
    for (; text.start < text.end; text.start++)
        count += *text.start == ' ';
    return count;
}

const struct primitive primitive_list = {
    .facets = FACETS_LENGTH, .equal = equal_texts, .length = count_items, .unit = "item"};

/* ---- qualified names: QName and NOTATION ---- */

/* The namespace of a prefix; NULL where it is not declared. */
static const char *resolve(struct text prefix, const struct datatype_context *context) {
    const char *uri = NULL;
    if (context && context->namespace_of)
        uri = context->namespace_of(context->data, prefix.start, text_length(prefix));
    return !uri && prefix.start == prefix.end ? "" : uri;
}

bool parse_qualified_name(const struct type *type, struct text text,
                          const struct datatype_context *context, struct datatype_value *value,
                          struct buffer *reason) {
    (void)type;
    struct text prefix = {text.start, text.start}, local = text;
    const char *colon = name_stop(NCNAME, text);
    if (colon > text.start && colon < text.end && *colon == ':') {
        prefix.end = colon;
        local.start = colon + 1;
    }
    if (!check_name(NCNAME, local, reason)) return false;
    const char *uri = resolve(prefix, context);
    if (!uri && reason) {
        buffer_text(reason, "the prefix ");
        text_quote(prefix, reason);
        buffer_text(reason, " is not declared");
    }
    if (value) value->as.name = (struct qualified_name){uri, local};
    return uri;
}

static bool equal_names(const struct datatype_value *first, const struct datatype_value *second) {
    return text_equals(first->as.name.local, second->as.name.local) &&
           strcmp(first->as.name.uri, second->as.name.uri) == 0;
}

/* A qualified name has no length: its prefix is not part of the value (Part 2, errata). */
const struct primitive primitive_name = {.equal = equal_names};
