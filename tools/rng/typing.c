/* Hands the markup of a document that is being typed to the matcher: resolves names, reads
   attributes, and makes up for end tags that are missing or too many. */
#include "rng/typing.h"

#include "base/memory.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

/* ---- references in text and values ---- */

static const struct {
    const char *reference, *text;
} references[] = {
    {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"},
};

/* Of a reference to a character (XML 1.0 production 66), what it stands for in UTF-8; returns its
   length, 0 where there is none. */
static size_t read_character(const char *bytes, const char *end, char text[8]) {
    bool hexadecimal = end - bytes > 2 && bytes[2] == 'x';
    const char *digits = bytes + (hexadecimal ? 3 : 2), *at = digits;
    int code = 0;
    for (; at < end && code < 0x110000; at++) {
        const char *figures = "0123456789abcdef", lower = *at | 0x20;
        const char *figure = *at ? strchr(figures, *at < 'A' ? *at : lower) : NULL;
        if (!figure || (!hexadecimal && figure - figures > 9)) break;
        code = code * (hexadecimal ? 16 : 10) + (int)(figure - figures);
    }
    if (at == digits || at == end || *at != ';' || !IS_CHAR(code)) return 0;
    text[xmlCopyCharMultiByte((xmlChar *)text, code)] = '\0';
    return (size_t)(at + 1 - bytes);
}

/* Of a reference at `bytes`; others than to characters and predefined entities are left alone. */
static size_t read_reference(const char *bytes, const char *end, char text[8]) {
    size_t left = (size_t)(end - bytes);
    if (left > 2 && bytes[1] == '#') return read_character(bytes, end, text);
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        size_t length = strlen(references[i].reference);
        if (left < length || memcmp(bytes, references[i].reference, length) != 0) continue;
        strcpy(text, references[i].text);
        return length;
    }
    return 0;
}

/* The text with references resolved; where there are none, itself. */
static const char *without_references(struct typing *typing, const char *bytes, size_t *length) {
    const char *end = bytes + *length;
    if (!*length || !memchr(bytes, '&', *length)) return bytes;
    char *copy = arena_allocate(typing->arena, *length), *to = copy, text[8];
    while (bytes < end) {
        size_t reference = *bytes == '&' ? read_reference(bytes, end, text) : 0;
        if (!reference)
            *to++ = *bytes;
        else
            to = stpcpy(to, text);
        bytes += reference ? reference : 1;
    }
    *length = (size_t)(to - copy);
    return copy;
}

/* ---- names ---- */

/* Of a longer name the rest does not count. */
enum { LONGEST_NAME = 1 << 16 };

static const char *intern(const struct typing *typing, const char *bytes, size_t length) {
    int counted = length < LONGEST_NAME ? (int)length : LONGEST_NAME;
    const xmlChar *name = xmlDictLookup(typing->names, (const xmlChar *)bytes, counted);
    if (!name) memory_exhausted();
    return (const char *)name;
}

static bool is_prefix(const char *declared, const char *prefix, size_t length) {
    if (!declared) return !length;
    return !strncmp(declared, prefix, length) && !declared[length];
}

/* What the prefix stands for by the tag that was read last and what is around it; of one that is
   not declared, itself. */
static const char *uri_of(const struct typing *typing, const char *prefix, size_t length) {
    const struct matcher *matcher = &typing->matcher;
    for (size_t i = typing->namespace_count; i-- > 0;)
        if (is_prefix(typing->namespaces[2 * i], prefix, length))
            return typing->namespaces[2 * i + 1];
    for (size_t i = matcher->namespace_count; i-- > 0;)
        if (is_prefix(matcher->namespaces[i].prefix, prefix, length))
            return matcher->namespaces[i].uri;
    if (!length) return matcher->schema->no_uri;
    bool is_xml = length == 3 && !memcmp(prefix, "xml", 3);
    const char *uri = is_xml ? (const char *)XML_XML_NAMESPACE : prefix;
    return intern(typing, uri, is_xml ? strlen(uri) : length);
}

static struct xml_name read_name(const struct typing *typing, size_t start, size_t end,
                                 bool is_attribute) {
    const char *bytes = typing->bytes + start, *colon = memchr(bytes, ':', end - start);
    size_t prefix = colon ? (size_t)(colon - bytes) : 0, skipped = colon ? prefix + 1 : 0;
    const char *uri =
        is_attribute && !prefix ? typing->matcher.schema->no_uri : uri_of(typing, bytes, prefix);
    return (struct xml_name){uri, intern(typing, bytes + skipped, end - start - skipped),
                             prefix ? intern(typing, bytes, prefix) : NULL};
}

struct xml_name typing_attribute_name(const struct typing *typing, size_t start, size_t end) {
    return read_name(typing, start, end, true);
}

/* ---- prefixes ---- */

static bool is_hidden(const struct matcher *matcher, size_t index) {
    const char *prefix = matcher->namespaces[index].prefix;
    for (size_t i = index + 1; i < matcher->namespace_count; i++) {
        const char *later = matcher->namespaces[i].prefix;
        if (prefix && later ? !strcmp(prefix, later) : prefix == later) return true;
    }
    return false;
}

/* The innermost declaration of the namespace counts. */
const char *typing_prefix(const struct typing *typing, const char *uri, bool is_attribute) {
    const struct matcher *matcher = &typing->matcher;
    if (is_attribute && !*uri) return "";
    if (!strcmp(uri, (const char *)XML_XML_NAMESPACE)) return "xml";
    if (!is_attribute && uri == matcher->right_uri) uri = matcher->wrong_uri;
    for (size_t i = matcher->namespace_count; i-- > 0;) {
        const struct namespace_declaration *declared = &matcher->namespaces[i];
        bool serves = *uri && !strcmp(declared->uri, uri) && (declared->prefix || !is_attribute);
        if (serves && !is_hidden(matcher, i)) return declared->prefix ? declared->prefix : "";
    }
    return !*uri && !*uri_of(typing, "", 0) ? "" : NULL;
}

/* ---- how often names are used ---- */

static void count_use(struct memo *uses, const char *parent, const char *name) {
    void **count = memo_place(uses, parent, name, NULL);
    *count = (void *)((uintptr_t)*count + 1);
}

size_t typing_uses(const struct typing *typing, const char *parent, const char *name,
                   bool is_attribute) {
    const struct memo *uses = is_attribute ? &typing->attribute_uses : &typing->children_uses;
    return (uintptr_t)memo_find(uses, parent, name, NULL);
}

/* ---- tags ---- */

/* Notes it where the attribute is one (Namespaces in XML 1.0, 3). */
static bool take_namespace(struct typing *typing, const struct markup_attribute *attribute) {
    const char *name = typing->bytes + attribute->name_start;
    size_t length = attribute->name_end - attribute->name_start;
    bool is_default = length == 5, has_prefix = length > 6 && name[5] == ':';
    if (!(is_default || has_prefix) || memcmp(name, "xmlns", 5) != 0) return false;
    typing->namespaces = memory_grow(typing->namespaces, &typing->namespace_capacity,
                                     2 * typing->namespace_count + 2, sizeof *typing->namespaces);
    size_t value_length = attribute->value_end - attribute->value_start;
    const char *value =
        without_references(typing, typing->bytes + attribute->value_start, &value_length);
    const char **entry = typing->namespaces + 2 * typing->namespace_count++;
    entry[0] = has_prefix ? intern(typing, name + 6, length - 6) : NULL;
    entry[1] = intern(typing, value, value_length);
    return true;
}

static void take_attribute(struct typing *typing, const struct markup_attribute *attribute) {
    size_t length = attribute->value_end - attribute->value_start;
    const char *value = without_references(typing, typing->bytes + attribute->value_start, &length);
    typing->attributes = memory_grow(typing->attributes, &typing->attribute_capacity,
                                     typing->attribute_count + 1, sizeof *typing->attributes);
    typing->attributes[typing->attribute_count++] = (struct xml_attribute){
        .name = read_name(typing, attribute->name_start, attribute->name_end, true),
        .value = value,
        .length = length};
}

struct xml_tag typing_read_tag(struct typing *typing, const struct markup *markup,
                               size_t left_out) {
    struct markup_attribute attribute;
    typing->namespace_count = typing->attribute_count = 0;
    size_t others = 0;
    for (size_t at = markup->name_end;
         markup_next_attribute(typing->bytes, markup, &at, &attribute);)
        others += !attribute.has_equals || !take_namespace(typing, &attribute);
    for (size_t at = markup->name_end;
         others && markup_next_attribute(typing->bytes, markup, &at, &attribute);)
        if (attribute.has_equals && attribute.name_start != left_out &&
            strncmp(typing->bytes + attribute.name_start, "xmlns", 5) != 0)
            take_attribute(typing, &attribute);
    return (struct xml_tag){read_name(typing, markup->name_start, markup->name_end, false),
                            typing->attributes, typing->attribute_count, typing->namespaces,
                            typing->namespace_count};
}

static void end_element(struct typing *typing) {
    typing->events.end_tag(typing->events.context, NULL);
    typing->depth--;
}

static void count_tag(struct typing *typing, const struct xml_tag *tag) {
    const char *parent =
        typing->depth ? typing->open[typing->depth - 1].name.local : typing->matcher.schema->no_uri;
    count_use(&typing->children_uses, parent, tag->name.local);
    for (size_t i = 0; i < tag->attribute_count; i++)
        count_use(&typing->attribute_uses, tag->name.local, tag->attributes[i].name.local);
}

static void take_start_tag(struct typing *typing, const struct markup *markup) {
    const struct xml_tag tag = typing_read_tag(typing, markup, SIZE_MAX);
    count_tag(typing, &tag);
    typing->events.start_tag(typing->events.context, &tag, NULL);
    typing->namespace_count = 0;
    typing->open =
        memory_grow(typing->open, &typing->capacity, typing->depth + 1, sizeof *typing->open);
    typing->open[typing->depth++] =
        (struct open_tag){markup->start, markup->name_start, markup->name_end, tag.name};
    if (markup->is_empty) end_element(typing);
}

static bool has_same_name(const struct typing *typing, const struct open_tag *open,
                          const struct markup *end_tag) {
    size_t length = end_tag->name_end - end_tag->name_start;
    return open->name_end - open->name_start == length &&
           !memcmp(typing->bytes + open->name_start, typing->bytes + end_tag->name_start, length);
}

/* Farther out it is not looked for: so many end tags are not missing. */
enum { MOST_UNENDED = 256 };

const struct open_tag *typing_ended(const struct typing *typing, const struct markup *end_tag) {
    size_t least = typing->depth > MOST_UNENDED ? typing->depth - MOST_UNENDED : 0;
    for (size_t depth = typing->depth; depth > least; depth--)
        if (has_same_name(typing, &typing->open[depth - 1], end_tag))
            return &typing->open[depth - 1];
    return NULL;
}

/* Ends what is open within the element too; an end tag of nothing that is open is passed over. */
static void take_end_tag(struct typing *typing, const struct markup *markup) {
    const struct open_tag *ended = typing_ended(typing, markup);
    while (ended && typing->open + typing->depth > ended)
        end_element(typing);
}

/* ---- text ---- */

static void take_text(struct typing *typing, size_t start, size_t end) {
    if (!typing->depth || start == end) return;
    size_t length = end - start;
    const char *text = typing->bytes + start;
    if (typing->matcher.collects) text = without_references(typing, text, &length);
    typing->events.text(typing->events.context, text, length, NULL);
}

static void take_section(struct typing *typing, const struct markup *markup) {
    static const size_t before = sizeof "<![CDATA[" - 1, behind = sizeof "]]>" - 1;
    if (typing->depth && markup->is_closed)
        typing->events.text(typing->events.context, typing->bytes + markup->start + before,
                            markup->end - markup->start - before - behind, NULL);
}

/* ---- the way to the place ---- */

static void take(struct typing *typing, const struct markup *markup) {
    switch (markup->kind) {
    case MARKUP_START_TAG: take_start_tag(typing, markup); break;
    case MARKUP_END_TAG: take_end_tag(typing, markup); break;
    case MARKUP_TEXT: take_text(typing, markup->start, markup->end); break;
    case MARKUP_CDATA: take_section(typing, markup); break;
    default: break;
    }
}

static bool is_in(const struct markup *markup, size_t offset) {
    return offset < markup->end || (offset == markup->end && !markup->is_closed);
}

static void go_to_place(struct typing *typing) {
    struct markup_scanner scanner = {typing->bytes, typing->length, 0};
    size_t offset = typing->offset;
    typing->here = (struct markup){.kind = MARKUP_TEXT, .start = offset, .end = offset};
    for (struct markup markup; markup_next(&scanner, &markup); take(typing, &markup)) {
        if (offset < markup.start) return;
        if (offset == markup.start && markup.kind != MARKUP_TEXT) return;
        if (!is_in(&markup, offset)) continue;
        typing->here = markup;
        if (markup.kind == MARKUP_TEXT) take_text(typing, markup.start, offset);
        return;
    }
}

void typing_start(struct typing *typing, struct rng_schema *schema, const char *bytes,
                  size_t length, size_t offset) {
    *typing = (struct typing){.matcher = {.schema = schema},
                              .bytes = bytes,
                              .length = length,
                              .offset = offset < length ? offset : length,
                              .names = document_names_new(schema),
                              .arena = arena_new()};
    matcher_start(&typing->matcher);
    document_ids_free(typing->matcher.ids); /* they are not asked for */
    typing->matcher.ids = NULL;
    typing->events = matcher_observer(&typing->matcher);
    go_to_place(typing);
}

void typing_finish(struct typing *typing) {
    matcher_free(&typing->matcher);
    free(typing->open);
    free(typing->attributes);
    free(typing->namespaces);
    memo_free(&typing->children_uses);
    memo_free(&typing->attribute_uses);
    document_names_free(typing->matcher.schema, typing->names);
    arena_free(typing->arena);
}
