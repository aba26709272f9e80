/* Scans the markup of a document that need not be well-formed: what is not finished ends where the
   next piece of markup begins. */
#include "xml/markup.h"

#include <string.h>

static bool is_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

static bool begins_name(char byte) {
    return (unsigned char)byte >= 0x80 || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == ':';
}

bool markup_in_name(char byte) {
    return begins_name(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
}

static size_t skip_name(const char *bytes, size_t at, size_t end) {
    while (at < end && markup_in_name(bytes[at]))
        at++;
    return at;
}

static size_t skip_space(const char *bytes, size_t at, size_t end) {
    while (at < end && is_space(bytes[at]))
        at++;
    return at;
}

/* Where the byte comes next; `end` where it does not. */
static size_t find_byte(const char *bytes, size_t at, size_t end, char byte) {
    const char *found = at < end ? memchr(bytes + at, byte, end - at) : NULL;
    return found ? (size_t)(found - bytes) : end;
}

/* ---- attributes ---- */

/* Of a value whose second quotation mark is missing, what is before the end of the tag or line. */
static size_t unclosed_value_end(const char *bytes, size_t at, size_t end) {
    while (at < end && bytes[at] != '>' && bytes[at] != '\n')
        at++;
    return at;
}

static size_t unquoted_value_end(const char *bytes, size_t at, size_t end) {
    while (at < end && !is_space(bytes[at]) && !strchr(">\"'", bytes[at]))
        at++;
    return at;
}

static void read_value(const char *bytes, size_t end, struct markup_attribute *attribute) {
    size_t at = skip_space(bytes, attribute->name_end, end);
    attribute->has_equals = at < end && bytes[at] == '=';
    if (!attribute->has_equals) return;
    size_t sign_end = attribute->end = attribute->value_start = attribute->value_end = at + 1;
    at = skip_space(bytes, sign_end, end);
    attribute->is_quoted = at < end && (bytes[at] == '"' || bytes[at] == '\'');
    if (!attribute->is_quoted) {
        size_t value_end = unquoted_value_end(bytes, at, end);
        size_t name_end = skip_name(bytes, at, value_end);
        if (value_end == at || (name_end < value_end && bytes[name_end] == '=')) return;
        attribute->value_start = at;
        attribute->value_end = attribute->end = value_end;
        return;
    }
    attribute->value_start = at + 1;
    size_t close = find_byte(bytes, at + 1, end, bytes[at]);
    attribute->is_closed = close < end;
    attribute->value_end = attribute->is_closed ? close : unclosed_value_end(bytes, at + 1, end);
    attribute->end = attribute->value_end + attribute->is_closed;
}

/* The attribute, or what looks like the beginning of one, from `at` to `end`. */
static bool read_attribute(const char *bytes, size_t at, size_t end,
                           struct markup_attribute *attribute) {
    while (at < end && !begins_name(bytes[at]) && bytes[at] != '>')
        at++;
    if (at == end || bytes[at] == '>') return false;
    size_t name_end = skip_name(bytes, at, end);
    *attribute = (struct markup_attribute){.name_start = at,
                                           .name_end = name_end,
                                           .value_start = name_end,
                                           .value_end = name_end,
                                           .end = name_end};
    read_value(bytes, end, attribute);
    return true;
}

bool markup_next_attribute(const char *bytes, const struct markup *tag, size_t *at,
                           struct markup_attribute *attribute) {
    if (!read_attribute(bytes, *at, tag->inside_end, attribute)) return false;
    *at = attribute->end;
    return true;
}

/* ---- tags ---- */

static void scan_start_tag(const struct markup_scanner *scanner, struct markup *tag) {
    const char *bytes = scanner->bytes;
    size_t limit = find_byte(bytes, tag->start + 1, scanner->length, '<'), at = tag->start + 1;
    struct markup_attribute attribute;
    tag->kind = MARKUP_START_TAG;
    tag->name_start = at;
    tag->name_end = at = skip_name(bytes, at, limit);
    while (read_attribute(bytes, at, limit, &attribute))
        at = attribute.end;
    at = find_byte(bytes, at, limit, '>');
    tag->is_closed = at < limit;
    tag->is_empty = tag->is_closed && bytes[at - 1] == '/';
    tag->inside_end = at - tag->is_empty;
    tag->end = at + tag->is_closed;
}

static void scan_end_tag(const struct markup_scanner *scanner, struct markup *tag) {
    tag->kind = MARKUP_END_TAG;
    tag->name_start = tag->start + 2;
    tag->name_end = tag->end = skip_name(scanner->bytes, tag->name_start, scanner->length);
    tag->inside_end = tag->end;
    size_t close = skip_space(scanner->bytes, tag->end, scanner->length);
    tag->is_closed = close < scanner->length && scanner->bytes[close] == '>';
    if (tag->is_closed) tag->end = close + 1;
}

/* ---- what ends in a string that ends in `>` ---- */

static bool begins_with(const struct markup_scanner *scanner, size_t at, const char *string) {
    size_t length = strlen(string);
    return scanner->length - at >= length && !memcmp(scanner->bytes + at, string, length);
}

static void scan_until(const struct markup_scanner *scanner, struct markup *markup,
                       enum markup_kind kind, size_t from, const char *terminator) {
    size_t length = strlen(terminator);
    markup->kind = kind;
    markup->end = scanner->length;
    for (size_t at = from; at < scanner->length; at++) {
        at = find_byte(scanner->bytes, at, scanner->length, '>');
        if (at == scanner->length || at + 1 < from + length) continue;
        if (memcmp(scanner->bytes + at + 1 - length, terminator, length) != 0) continue;
        markup->is_closed = true;
        markup->end = at + 1;
        return;
    }
}

/* XML 1.0 production 28: an internal subset, in brackets, may hold any `>`. */
static void scan_declaration(const struct markup_scanner *scanner, struct markup *markup) {
    struct markup inner = {0};
    bool in_subset = false;
    markup->kind = MARKUP_DECLARATION;
    markup->end = scanner->length;
    for (size_t at = markup->start + 2; at < scanner->length; at++) {
        char byte = scanner->bytes[at];
        if (byte == '"' || byte == '\'') {
            at = find_byte(scanner->bytes, at + 1, scanner->length, byte);
        } else if (byte == '[' || byte == ']') {
            in_subset = byte == '[';
        } else if (in_subset &&
                   (begins_with(scanner, at, "<!--") || begins_with(scanner, at, "<?"))) {
            bool is_comment = scanner->bytes[at + 1] == '!';
            scan_until(scanner, &inner, MARKUP_COMMENT, at + 2, is_comment ? "-->" : "?>");
            at = inner.end - 1;
        } else if (byte == '>' && !in_subset) {
            markup->is_closed = true;
            markup->end = at + 1;
            return;
        }
    }
}

static void scan_opening(struct markup *markup, size_t length) {
    markup->kind = MARKUP_OPENING;
    markup->end = markup->start + length;
    markup->name_start = markup->name_end = markup->inside_end = markup->end;
}

/* From `<` on. */
static void scan_markup(const struct markup_scanner *scanner, struct markup *markup) {
    size_t start = markup->start;
    char next = start + 1 < scanner->length ? scanner->bytes[start + 1] : '\0';
    if (begins_name(next))
        scan_start_tag(scanner, markup);
    else if (next == '/')
        scan_end_tag(scanner, markup);
    else if (next == '?')
        scan_until(scanner, markup, MARKUP_INSTRUCTION, start + 2, "?>");
    else if (begins_with(scanner, start, "<!--"))
        scan_until(scanner, markup, MARKUP_COMMENT, start + 4, "-->");
    else if (begins_with(scanner, start, "<![CDATA["))
        scan_until(scanner, markup, MARKUP_CDATA, start + 9, "]]>");
    else if (begins_with(scanner, start, "<!DOCTYPE"))
        scan_declaration(scanner, markup);
    else
        scan_opening(markup, next == '!' ? 2 : 1);
}

bool markup_next(struct markup_scanner *scanner, struct markup *markup) {
    if (scanner->at >= scanner->length) return false;
    *markup = (struct markup){.start = scanner->at};
    if (scanner->bytes[scanner->at] == '<') {
        scan_markup(scanner, markup);
    } else {
        markup->kind = MARKUP_TEXT;
        markup->end = find_byte(scanner->bytes, scanner->at, scanner->length, '<');
    }
    scanner->at = markup->end;
    return true;
}
