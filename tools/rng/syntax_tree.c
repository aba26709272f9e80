/* What both readers and all users of the syntax tree share: its nodes' names, findings at nodes,
   and small questions about strings. */
#include "rng/syntax_tree.h"

#include "base/buffer.h"
#include "rng/documentation.h"
#include "xml/uri.h"

#include <ctype.h>
#include <libxml/uri.h>
#include <stdarg.h>
#include <string.h>

const char syntax_relaxng_uri[] = "http://relaxng.org/ns/structure/1.0";
const char syntax_annotations_uri[] = "http://relaxng.org/ns/compatibility/annotations/1.0";
const char syntax_xml_uri[] = "http://www.w3.org/XML/1998/namespace";

const char *const syntax_names[SYNTAX_KINDS] = {
    [SYNTAX_ELEMENT] = "element",
    [SYNTAX_ATTRIBUTE] = "attribute",
    [SYNTAX_GROUP] = "group",
    [SYNTAX_INTERLEAVE] = "interleave",
    [SYNTAX_CHOICE] = "choice",
    [SYNTAX_OPTIONAL] = "optional",
    [SYNTAX_ZERO_OR_MORE] = "zeroOrMore",
    [SYNTAX_ONE_OR_MORE] = "oneOrMore",
    [SYNTAX_LIST] = "list",
    [SYNTAX_MIXED] = "mixed",
    [SYNTAX_REF] = "ref",
    [SYNTAX_PARENT_REF] = "parentRef",
    [SYNTAX_EMPTY] = "empty",
    [SYNTAX_TEXT] = "text",
    [SYNTAX_NOT_ALLOWED] = "notAllowed",
    [SYNTAX_VALUE] = "value",
    [SYNTAX_DATA] = "data",
    [SYNTAX_EXTERNAL_REF] = "externalRef",
    [SYNTAX_GRAMMAR] = "grammar",
    [SYNTAX_PARAM] = "param",
    [SYNTAX_EXCEPT] = "except",
    [SYNTAX_START] = "start",
    [SYNTAX_DEFINE] = "define",
    [SYNTAX_DIV] = "div",
    [SYNTAX_INCLUDE] = "include",
    [SYNTAX_NAME] = "name",
    [SYNTAX_ANY_NAME] = "anyName",
    [SYNTAX_NS_NAME] = "nsName",
};

/* ---- findings ---- */

enum { ERROR_LIMIT = 50 };

bool syntax_gives_up(const struct syntax_reading *reading) {
    return reading->errors >= ERROR_LIMIT;
}

static void say(struct syntax_reading *reading, struct source *source, size_t offset,
                const char *code, const char *format, va_list arguments) {
    if (syntax_gives_up(reading)) return;
    struct buffer message = {0};
    buffer_vprint(&message, format, arguments);
    struct finding finding = {.severity = SEVERITY_ERROR, .code = code, .message = message.bytes};
    if (source) {
        finding.file = source->name;
        source_position(source, offset, &finding.line, &finding.column);
        finding.excerpt = source_line(source, finding.line, &finding.excerpt_length);
    }
    report_add(reading->report, &finding);
    buffer_free(&message);
    if (++reading->errors == ERROR_LIMIT)
        report_say(reading->report, SEVERITY_NOTE, "rng/schema-many-errors",
                   source ? source->name : NULL, 0, 0,
                   "the schema has more errors than these %d; the rest was not looked at",
                   ERROR_LIMIT);
}

void syntax_error_at(struct syntax_reading *reading, struct source *source, size_t offset,
                     const char *code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(reading, source, offset, code, format, arguments);
    va_end(arguments);
}

void syntax_error(struct syntax_reading *reading, const struct syntax_node *node, const char *code,
                  const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(reading, node->scope->source, node->offset, code, format, arguments);
    va_end(arguments);
}

/* ---- the tree ---- */

struct syntax_node *syntax_node_new(struct syntax_reading *reading, enum syntax_kind kind,
                                    const struct syntax_scope *scope, size_t offset) {
    struct syntax_node *node = arena_allocate(reading->arena, sizeof *node);
    node->kind = (uint8_t)kind;
    node->scope = scope;
    node->offset = (uint32_t)offset;
    return node;
}

bool syntax_is_annotation(const struct syntax_node *node) {
    return node->kind >= SYNTAX_ANNOTATION;
}

struct syntax_node *syntax_skip_annotations(struct syntax_node *node) {
    while (node && syntax_is_annotation(node))
        node = node->next;
    return node;
}

struct syntax_node *syntax_read(struct syntax_reading *reading, struct source *source) {
    if (source->length > UINT32_MAX / 2) {
        syntax_error_at(reading, source, 0, "rng/schema-unreadable",
                        "the schema is too large: %zu bytes", source->length);
        return NULL;
    }
    struct syntax_node *root = source_is_xml(source) ? xml_syntax_read(reading, source)
                                                     : compact_syntax_read(reading, source);
    if (root && reading->keeps_documentation) documentation_gather(reading, root);
    return root;
}

void syntax_reading_finish(struct syntax_reading *reading) {
    for (struct source *source = reading->sources; source; source = source->next)
        source_close(source);
}

/* ---- strings ---- */

const char *syntax_intern(struct syntax_reading *reading, const char *text) {
    return (const char *)xmlDictLookup(reading->names, (const xmlChar *)text, -1);
}

struct symbol {
    const char *text; /* NULL: the slot is free */
    uint32_t hash, length;
};

enum { FIRST_SYMBOL_SLOTS = 2048 };

static uint32_t hash_of(const char *text, size_t length) {
    uint64_t hash = length;
    for (; length >= 8; text += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, text, 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, length);
    hash = (hash ^ rest) * 0xD6E8FEB86659FD93u;
    return (uint32_t)(hash ^ hash >> 32);
}

static void grow_symbols(struct syntax_reading *reading) {
    struct symbol_table *table = &reading->symbols;
    struct symbol *old = table->slots;
    size_t old_count = table->slot_count;
    table->slot_count = old_count ? 2 * old_count : FIRST_SYMBOL_SLOTS;
    table->slots = arena_allocate(reading->arena, table->slot_count * sizeof *table->slots);
    for (size_t i = 0; i < old_count; i++) {
        if (!old[i].text) continue;
        size_t slot = old[i].hash & (table->slot_count - 1);
        while (table->slots[slot].text)
            slot = (slot + 1) & (table->slot_count - 1);
        table->slots[slot] = old[i];
    }
}

const char *syntax_symbol(struct syntax_reading *reading, const char *text, size_t length) {
    struct symbol_table *table = &reading->symbols;
    if (4 * table->count >= 3 * table->slot_count) grow_symbols(reading);
    uint32_t hash = hash_of(text, length);
    for (size_t i = hash;; i++) {
        struct symbol *symbol = &table->slots[i & (table->slot_count - 1)];
        if (symbol->text && (symbol->hash != hash || symbol->length != length ||
                             memcmp(symbol->text, text, length) != 0))
            continue;
        if (!symbol->text) {
            *symbol =
                (struct symbol){arena_copy(reading->arena, text, length), hash, (uint32_t)length};
            table->count++;
        }
        return symbol->text;
    }
}

const char *syntax_collapse(struct arena *arena, const char *text, size_t length) {
    char *copy = arena_copy(arena, text, length), *to = copy;
    for (const char *from = copy; *from; from++) {
        if (!syntax_is_space(*from))
            *to++ = *from;
        else if (to > copy && to[-1] != ' ')
            *to++ = ' ';
    }
    if (to > copy && to[-1] == ' ') to--;
    *to = '\0';
    return copy;
}

const struct syntax_binding *syntax_binding_of(const struct syntax_scope *scope, const char *prefix,
                                               size_t length) {
    static const struct syntax_binding xml = {NULL, "xml", syntax_xml_uri};
    for (const struct syntax_binding *binding = scope->bindings; binding; binding = binding->next)
        if (!strncmp(binding->prefix, prefix, length) && !binding->prefix[length]) return binding;
    return length == 3 && !memcmp(prefix, "xml", 3) ? &xml : NULL;
}

const char *syntax_bound_uri(struct syntax_reading *reading, const struct syntax_binding *binding) {
    if (!binding) return NULL;
    return binding->uri == syntax_xml_uri ? syntax_intern(reading, syntax_xml_uri) : binding->uri;
}

bool syntax_is_uri_reference(const char *text) {
    /* RNG 4.3: characters that may not stand in a URI are escaped first (XLink 5.4). */
    for (const char *at = text; *at; at++)
        if (*at == '%' && !(isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2])))
            return false;
    size_t scheme = strcspn(text, ":/?#");
    if (text[scheme] == ':') {
        /* RFC 2396 3: a scheme, and behind it something that is not empty */
        if (!uri_has_scheme(text) || !text[scheme + 1] || text[scheme + 1] == '#') return false;
    }
    const char *fragment = strchr(text, '#');
    return !fragment || !strchr(fragment + 1, '#');
}
