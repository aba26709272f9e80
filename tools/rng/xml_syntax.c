/* Reads the XML syntax (RNG 3) into the syntax tree, in one pass over the parser's events, and
   checks it against the grammar of section 3.  Foreign elements are passed over, or kept for
   conversion. */
#include "rng/documentation.h"
#include "rng/embedded.h"
#include "rng/syntax_tree.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "xml/parser_error.h"
#include "xml/uri.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

/* ---- the grammar of section 3 ---- */

enum content {
    CONTENT_NOTHING,
    CONTENT_TEXT,
    CONTENT_PATTERNS,
    CONTENT_NAMED_PATTERNS, /* a name class where there is no name attribute, then patterns */
    CONTENT_DATA,           /* params, then at most one except */
    CONTENT_NAME_CLASSES,
    CONTENT_NAME_EXCEPT, /* at most one except, of name classes */
    CONTENT_GRAMMAR,
    CONTENT_INCLUDE, /* a grammar's without include */
    CONTENT_FOREIGN  /* whatever there is in an annotation */
};

enum { HAS_NAME = 1, HAS_COMBINE = 2, HAS_HREF = 4, HAS_TYPE = 8 };
enum { ANY_NUMBER = UINT8_MAX };

static const struct {
    uint8_t content, least, most; /* what children, how many of them */
    uint8_t allowed, required;    /* attributes, beside ns and datatypeLibrary */
} rules[SYNTAX_KINDS] = {
    [SYNTAX_ELEMENT] = {CONTENT_NAMED_PATTERNS, 1, ANY_NUMBER, HAS_NAME, 0},
    [SYNTAX_ATTRIBUTE] = {CONTENT_NAMED_PATTERNS, 0, 1, HAS_NAME, 0},
    [SYNTAX_GROUP] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_INTERLEAVE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_CHOICE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_OPTIONAL] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_ZERO_OR_MORE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_ONE_OR_MORE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_LIST] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_MIXED] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_REF] = {CONTENT_NOTHING, 0, 0, HAS_NAME, HAS_NAME},
    [SYNTAX_PARENT_REF] = {CONTENT_NOTHING, 0, 0, HAS_NAME, HAS_NAME},
    [SYNTAX_EMPTY] = {CONTENT_NOTHING, 0, 0, 0, 0},
    [SYNTAX_TEXT] = {CONTENT_NOTHING, 0, 0, 0, 0},
    [SYNTAX_NOT_ALLOWED] = {CONTENT_NOTHING, 0, 0, 0, 0},
    [SYNTAX_VALUE] = {CONTENT_TEXT, 0, 0, HAS_TYPE, 0},
    [SYNTAX_DATA] = {CONTENT_DATA, 0, ANY_NUMBER, HAS_TYPE, HAS_TYPE},
    [SYNTAX_EXTERNAL_REF] = {CONTENT_NOTHING, 0, 0, HAS_HREF, HAS_HREF},
    [SYNTAX_GRAMMAR] = {CONTENT_GRAMMAR, 0, ANY_NUMBER, 0, 0},
    [SYNTAX_PARAM] = {CONTENT_TEXT, 0, 0, HAS_NAME, HAS_NAME},
    [SYNTAX_EXCEPT] = {CONTENT_PATTERNS, 1, ANY_NUMBER, 0, 0},
    [SYNTAX_START] = {CONTENT_PATTERNS, 1, 1, HAS_COMBINE, 0},
    [SYNTAX_DEFINE] = {CONTENT_PATTERNS, 1, ANY_NUMBER, HAS_NAME | HAS_COMBINE, HAS_NAME},
    [SYNTAX_DIV] = {CONTENT_GRAMMAR, 0, ANY_NUMBER, 0, 0},
    [SYNTAX_INCLUDE] = {CONTENT_INCLUDE, 0, ANY_NUMBER, HAS_HREF, HAS_HREF},
    [SYNTAX_NAME] = {CONTENT_TEXT, 0, 0, 0, 0},
    [SYNTAX_ANY_NAME] = {CONTENT_NAME_EXCEPT, 0, 1, 0, 0},
    [SYNTAX_NS_NAME] = {CONTENT_NAME_EXCEPT, 0, 1, 0, 0},
};

static bool is_pattern(enum syntax_kind kind) {
    return kind <= SYNTAX_GRAMMAR;
}

static bool is_name_class(enum syntax_kind kind) {
    return kind == SYNTAX_NAME || kind == SYNTAX_ANY_NAME || kind == SYNTAX_NS_NAME ||
           kind == SYNTAX_CHOICE;
}

static bool is_grammar_content(enum syntax_kind kind) {
    return kind >= SYNTAX_START && kind <= SYNTAX_INCLUDE;
}

/* ---- the reader's state ---- */

struct open_element {
    struct syntax_node *node, *last_child;
    const struct syntax_scope *scope;
    size_t children; /* those that the rule counts */
    enum content content;
    bool has_name_class, has_except;
};

enum { KIND_SLOTS = 128 };

struct xml_reader {
    struct syntax_reading *reading;
    struct source *source;
    xmlParserCtxtPtr parser;
    const xmlChar *relaxng_uri, *annotations_uri, *xml_uri; /* interned */
    struct {
        const xmlChar *name;
        enum syntax_kind kind;
    } kinds[KIND_SLOTS]; /* by interned name */
    const xmlChar *name, *combine, *href, *type, *ns, *datatype_library, *base;
    struct open_element *open;
    size_t depth, capacity;
    size_t skipped;            /* levels inside an element that is passed over */
    struct buffer text;        /* of the element being read, where it may have some */
    struct syntax_node *first; /* the root and the comments beside it */
    struct syntax_node *last;
    struct syntax_scope *scope; /* outside the root */
    size_t offset;              /* of the last start tag */
    bool failed;                /* nothing more to be read */
};

static struct open_element *innermost(struct xml_reader *reader) {
    return reader->depth ? &reader->open[reader->depth - 1] : NULL;
}

static size_t kind_slot(const xmlChar *name) {
    return ((uintptr_t)name >> 2 ^ (uintptr_t)name >> 9) % KIND_SLOTS;
}

static void learn_names(struct xml_reader *reader) {
    xmlDict *names = reader->reading->names;
    for (size_t kind = 0; kind < SYNTAX_KINDS; kind++) {
        if (!syntax_names[kind]) continue;
        const xmlChar *name = xmlDictLookup(names, (const xmlChar *)syntax_names[kind], -1);
        size_t slot = kind_slot(name);
        while (reader->kinds[slot].name)
            slot = (slot + 1) % KIND_SLOTS;
        reader->kinds[slot].name = name;
        reader->kinds[slot].kind = (enum syntax_kind)kind;
    }
    reader->relaxng_uri = xmlDictLookup(names, (const xmlChar *)syntax_relaxng_uri, -1);
    reader->annotations_uri = xmlDictLookup(names, (const xmlChar *)syntax_annotations_uri, -1);
    reader->xml_uri = xmlDictLookup(names, (const xmlChar *)syntax_xml_uri, -1);
    reader->name = xmlDictLookup(names, BAD_CAST "name", -1);
    reader->combine = xmlDictLookup(names, BAD_CAST "combine", -1);
    reader->href = xmlDictLookup(names, BAD_CAST "href", -1);
    reader->type = xmlDictLookup(names, BAD_CAST "type", -1);
    reader->ns = xmlDictLookup(names, BAD_CAST "ns", -1);
    reader->datatype_library = xmlDictLookup(names, BAD_CAST "datatypeLibrary", -1);
    reader->base = xmlDictLookup(names, BAD_CAST "base", -1);
}

/* The kind of that name; SYNTAX_KINDS where there is none. */
static enum syntax_kind kind_named(const struct xml_reader *reader, const xmlChar *name) {
    for (size_t slot = kind_slot(name); reader->kinds[slot].name; slot = (slot + 1) % KIND_SLOTS)
        if (reader->kinds[slot].name == name) return reader->kinds[slot].kind;
    return SYNTAX_KINDS;
}

/* Where the parser is in the source. */
static size_t current_offset(const struct xml_reader *reader) {
    const xmlParserInput *input = reader->parser->inputTab[0];
    size_t offset = input->consumed + (size_t)(input->cur - input->base);
    return offset < reader->source->length ? offset : reader->source->length;
}

/* Where the start tag stands that the parser has just read and still holds: at the last `<`, since
   a tag cannot contain one.  What comes out of an entity stands where the tag before it does. */
static size_t tag_offset(struct xml_reader *reader, const void *parser) {
    if (parser != reader->parser || reader->parser->inputNr != 1) return reader->offset;
    const xmlParserInput *input = reader->parser->input;
    const xmlChar *at = input->cur;
    while (at > input->base && *at != '<')
        at--;
    return reader->offset = input->consumed + (size_t)(at - input->base);
}

/* ---- attributes ---- */

struct attribute {
    const char *value;
    size_t length;
};

struct own_attributes {
    struct attribute name, combine, href, type, ns, library, base;
};

/* RNG 4.2: white space at the ends of name, type and combine is removed. */
static struct attribute trimmed(struct attribute attribute) {
    while (attribute.length && syntax_is_space(*attribute.value)) {
        attribute.value++;
        attribute.length--;
    }
    while (attribute.length && syntax_is_space(attribute.value[attribute.length - 1]))
        attribute.length--;
    return attribute;
}

static void keep_attribute(struct xml_reader *reader, struct syntax_node *node,
                           const xmlChar *const *from) {
    if (!reader->reading->keeps_everything && node->kind != SYNTAX_ANNOTATION) return;
    struct syntax_attribute **end = &node->attributes;
    while (*end)
        end = &(*end)->next;
    *end = arena_allocate(reader->reading->arena, sizeof **end);
    (*end)->local = (const char *)from[0];
    (*end)->prefix = from[1] ? (const char *)from[1] : "";
    (*end)->uri = from[2] ? (const char *)from[2] : "";
    (*end)->value =
        arena_copy(reader->reading->arena, (const char *)from[3], (size_t)(from[4] - from[3]));
}

static void read_attributes(struct xml_reader *reader, struct syntax_node *node, int count,
                            const xmlChar **attributes, struct own_attributes *own) {
    for (const xmlChar **at = attributes; count--; at += 5) {
        struct attribute attribute = {(const char *)at[3], (size_t)(at[4] - at[3])};
        unsigned allowed = rules[node->kind].allowed;
        if (at[2] && at[2] != reader->relaxng_uri) {
            if (at[2] == reader->xml_uri && at[0] == reader->base)
                own->base = attribute;
            else
                keep_attribute(reader, node, at);
        } else if (at[2]) {
            syntax_error(reader->reading, node, "rng/schema-syntax",
                         "attribute \"%s\" is in the namespace of RELAX NG, whose attributes have "
                         "none (RELAX NG 3)",
                         at[0]);
        } else if (at[0] == reader->name && allowed & HAS_NAME) {
            own->name = trimmed(attribute);
        } else if (at[0] == reader->combine && allowed & HAS_COMBINE) {
            own->combine = trimmed(attribute);
        } else if (at[0] == reader->href && allowed & HAS_HREF) {
            own->href = attribute;
        } else if (at[0] == reader->type && allowed & HAS_TYPE) {
            own->type = trimmed(attribute);
        } else if (at[0] == reader->ns) {
            own->ns = attribute;
        } else if (at[0] == reader->datatype_library) {
            own->library = attribute;
        } else {
            syntax_error(reader->reading, node, "rng/schema-syntax",
                         "\"%s\" has no attribute \"%s\" (RELAX NG 3)", syntax_names[node->kind],
                         at[0]);
        }
    }
}

/* ---- scopes ---- */

static const char *resolved_base(struct xml_reader *reader, const struct syntax_scope *outer,
                                 struct attribute base) {
    const char *own = arena_copy(reader->reading->arena, base.value, base.length);
    if (uri_has_scheme(own) || *own == '/') return own;
    const char *slash = strrchr(outer->base, '/');
    int folder = slash ? (int)(slash - outer->base + 1) : 0;
    return arena_print(reader->reading->arena, "%.*s%s", folder, outer->base, own);
}

/* RNG 4.3: the datatype library is an absolute URI without a fragment, or empty. */
static const char *checked_library(struct xml_reader *reader, const struct syntax_node *node,
                                   struct attribute library) {
    const char *uri = syntax_symbol(reader->reading, library.value, library.length);
    if (*uri && (!syntax_is_uri_reference(uri) || !uri_has_scheme(uri) || strchr(uri, '#')))
        syntax_error(reader->reading, node, "rng/schema-uri",
                     "datatypeLibrary \"%s\" is not an absolute URI without a fragment "
                     "(RELAX NG 4.3)",
                     uri);
    return uri;
}

/* The scope of an element: that around it, or a new one where its attributes say something. */
static const struct syntax_scope *element_scope(struct xml_reader *reader,
                                                const struct syntax_node *node,
                                                const struct own_attributes *own, int count,
                                                const xmlChar **namespaces) {
    const struct syntax_scope *outer = node->scope;
    if (!count && !own->ns.value && !own->library.value && !own->base.value) return outer;
    struct arena *arena = reader->reading->arena;
    struct syntax_scope *scope = arena_allocate(arena, sizeof *scope);
    *scope = *outer;
    for (; count--; namespaces += 2) {
        struct syntax_binding *binding = arena_allocate(arena, sizeof *binding);
        binding->prefix = namespaces[0] ? (const char *)namespaces[0] : "";
        binding->uri =
            namespaces[1] ? (const char *)namespaces[1] : syntax_intern(reader->reading, "");
        binding->next = scope->bindings;
        scope->bindings = binding;
    }
    if (own->ns.value)
        scope->ns = (const char *)xmlDictLookup(reader->reading->names, BAD_CAST own->ns.value,
                                                (int)own->ns.length);
    if (own->library.value) scope->datatype_library = checked_library(reader, node, own->library);
    if (own->base.value) scope->base = resolved_base(reader, outer, own->base);
    return scope;
}

/* ---- names ---- */

/* Whether the bytes are an NCName in ASCII; false does not say that they are none. */
static bool is_plain_name(struct attribute text) {
    if (!text.length || (*text.value >= '-' && *text.value <= '9')) return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned byte = (unsigned char)text.value[i], letter = (byte | 0x20u) - 'a';
        if (letter > 'z' - 'a' && byte != '_' && (byte < '-' || byte > '9' || byte == '/'))
            return false;
    }
    return true;
}

static const char *checked_name(struct xml_reader *reader, const struct syntax_node *node,
                                struct attribute text) {
    const char *name = syntax_symbol(reader->reading, text.value, text.length);
    if (!is_plain_name(text) && xmlValidateNCName((const xmlChar *)name, 0))
        syntax_error(reader->reading, node, "rng/schema-syntax",
                     "\"%s\" is not a name without a colon (RELAX NG 3)", name);
    return name;
}

/* RNG 4.10: a QName gets the namespace of its prefix, and `ns` where it has none. */
static void set_name(struct xml_reader *reader, struct syntax_node *name, struct attribute text,
                     const char *ns) {
    text = trimmed(text);
    const char *colon = memchr(text.value, ':', text.length);
    if (colon) {
        size_t length = (size_t)(colon - text.value);
        const struct syntax_binding *binding = syntax_binding_of(name->scope, text.value, length);
        name->prefix = syntax_symbol(reader->reading, text.value, length);
        if (!binding)
            syntax_error(reader->reading, name, "rng/schema-prefix",
                         "prefix \"%s\" is not declared (RELAX NG 4.10)", name->prefix);
        ns = binding ? syntax_bound_uri(reader->reading, binding)
                     : syntax_intern(reader->reading, "");
        text = (struct attribute){colon + 1, text.length - length - 1};
    }
    name->uri = ns;
    name->name = syntax_intern(reader->reading, checked_name(reader, name, text));
}

/* ---- elements ---- */

static void add_child(struct xml_reader *reader, struct syntax_node *node) {
    struct open_element *parent = innermost(reader);
    struct syntax_node **first = parent ? &parent->node->first_child : &reader->first;
    struct syntax_node **last = parent ? &parent->last_child : &reader->last;
    *(*first ? &(*last)->next : first) = node;
    *last = node;
}

static struct open_element *push_element(struct xml_reader *reader, struct syntax_node *node,
                                         const struct syntax_scope *scope, enum content content) {
    reader->open =
        memory_grow(reader->open, &reader->capacity, reader->depth + 1, sizeof *reader->open);
    struct open_element *element = &reader->open[reader->depth++];
    *element = (struct open_element){.node = node, .scope = scope, .content = content};
    return element;
}

static struct open_element *open_element(struct xml_reader *reader, struct syntax_node *node,
                                         const struct syntax_scope *scope, enum content content) {
    add_child(reader, node);
    return push_element(reader, node, scope, content);
}

/* Whether an element of this kind may come next in `parent`; counts it, and says in *content what
   it may hold there. */
static bool fits(struct open_element *parent, enum syntax_kind kind, enum content *content) {
    *content = rules[kind].content;
    bool most = parent->children < rules[parent->node->kind].most ||
                rules[parent->node->kind].most == ANY_NUMBER;
    switch (parent->content) {
    case CONTENT_NAMED_PATTERNS:
        if (!parent->has_name_class && is_name_class(kind)) {
            parent->has_name_class = true;
            if (kind == SYNTAX_CHOICE) *content = CONTENT_NAME_CLASSES;
            return true;
        }
        parent->children++;
        return parent->has_name_class && is_pattern(kind) && most;
    case CONTENT_PATTERNS: parent->children++; return is_pattern(kind) && most;
    case CONTENT_NAME_CLASSES:
        parent->children++;
        if (kind == SYNTAX_CHOICE) *content = CONTENT_NAME_CLASSES;
        return is_name_class(kind);
    case CONTENT_NAME_EXCEPT:
        parent->children++;
        *content = CONTENT_NAME_CLASSES;
        return kind == SYNTAX_EXCEPT && most;
    case CONTENT_DATA:
        if (kind == SYNTAX_PARAM) return !parent->has_except;
        if (kind != SYNTAX_EXCEPT || parent->has_except) return false;
        return parent->has_except = true;
    case CONTENT_GRAMMAR: return is_grammar_content(kind);
    case CONTENT_INCLUDE:
        if (kind == SYNTAX_DIV) *content = CONTENT_INCLUDE;
        return is_grammar_content(kind) && kind != SYNTAX_INCLUDE;
    case CONTENT_FOREIGN:
    case CONTENT_TEXT:
    case CONTENT_NOTHING: return false;
    }
    return false;
}

static const char *required_name(enum syntax_kind kind) {
    unsigned required = rules[kind].required;
    return required & HAS_NAME ? "name" : required & HAS_HREF ? "href" : "type";
}

static void read_combine(struct xml_reader *reader, struct syntax_node *node,
                         struct attribute combine) {
    if (combine.length == 6 && !memcmp(combine.value, "choice", 6))
        node->combine = COMBINE_CHOICE;
    else if (combine.length == 10 && !memcmp(combine.value, "interleave", 10))
        node->combine = COMBINE_INTERLEAVE;
    else
        syntax_error(reader->reading, node, "rng/schema-syntax",
                     "combine is \"choice\" or \"interleave\", not \"%.*s\" (RELAX NG 3)",
                     (int)combine.length, combine.value);
}

/* RNG 4.8: a name attribute is a name child, with the namespace in scope; that of an attribute
   without an ns of its own is in no namespace. */
static void add_name(struct xml_reader *reader, struct open_element *element,
                     const struct own_attributes *own) {
    struct syntax_node *name =
        syntax_node_new(reader->reading, SYNTAX_NAME, element->scope, element->node->offset);
    name->name_is_attribute = true;
    const char *ns = element->scope->ns;
    if (element->node->kind == SYNTAX_ATTRIBUTE && !own->ns.value)
        ns = syntax_intern(reader->reading, "");
    set_name(reader, name, own->name, ns);
    element->node->first_child = element->last_child = name;
    element->has_name_class = true;
}

/* Takes into the node what its own attributes say. */
static void set_attributes(struct xml_reader *reader, struct open_element *element,
                           const struct own_attributes *own) {
    struct syntax_node *node = element->node;
    struct syntax_reading *reading = reader->reading;
    unsigned given = (own->name.value ? HAS_NAME : 0u) | (own->href.value ? HAS_HREF : 0u) |
                     (own->type.value ? HAS_TYPE : 0u);
    if (rules[node->kind].required & ~given)
        syntax_error(reading, node, "rng/schema-syntax",
                     "\"%s\" needs an attribute \"%s\" (RELAX NG 3)", syntax_names[node->kind],
                     required_name(node->kind));
    if (own->combine.value) read_combine(reader, node, own->combine);
    if (own->href.value) node->text = arena_copy(reading->arena, own->href.value, own->href.length);
    if (own->type.value) node->name = checked_name(reader, node, own->type);
    if (node->kind == SYNTAX_ELEMENT || node->kind == SYNTAX_ATTRIBUTE) {
        if (own->name.value) add_name(reader, element, own);
    } else if (own->name.value) {
        node->name = checked_name(reader, node, own->name);
    }
    /* RNG 4.4: a value without a type is of the built-in library's token */
    if (node->kind == SYNTAX_VALUE || node->kind == SYNTAX_DATA)
        node->library = node->kind == SYNTAX_VALUE && !node->name
                            ? syntax_symbol(reading, "", 0)
                            : element->scope->datatype_library;
    if (node->kind == SYNTAX_VALUE || node->kind == SYNTAX_NS_NAME) node->uri = element->scope->ns;
}

/* Passes over an element that does not belong where it is, so that it is one finding. */
static void skip_element(struct xml_reader *reader) {
    reader->skipped = 1;
}

static void refuse_root(struct xml_reader *reader, const xmlChar *local, const xmlChar *uri) {
    const char *what = "";
    if (uri && !strcmp((const char *)uri, "http://www.w3.org/2001/XMLSchema"))
        what = "; it is an XML Schema (XSD), which has to be converted to RELAX NG first";
    else if (uri && strstr((const char *)uri, "schematron"))
        what = "; it is a Schematron schema";
    else if (uri && !strcmp((const char *)uri, "http://www.tei-c.org/ns/1.0"))
        what = "; it is a TEI document: a TEI customisation (ODD) has to be compiled to RELAX NG "
               "first";
    syntax_error_at(reader->reading, reader->source, reader->offset, "rng/schema-not-relax-ng",
                    "this is not a RELAX NG schema: its root element is \"%s\" in %s%s%s%s "
                    "(RELAX NG 3)",
                    local, uri ? "the namespace \"" : "no namespace", uri ? (const char *)uri : "",
                    uri ? "\"" : "", what);
    reader->failed = true;
    xmlStopParser(reader->parser);
}

static void flush_annotation_text(struct xml_reader *reader) {
    if (!reader->text.length) return;
    struct syntax_node *node = syntax_node_new(reader->reading, SYNTAX_ANNOTATION_TEXT,
                                               innermost(reader)->scope, reader->offset);
    node->text = arena_copy(reader->reading->arena, reader->text.bytes, reader->text.length);
    reader->text.length = 0;
    add_child(reader, node);
}

static void start_foreign(struct xml_reader *reader, const xmlChar *local, const xmlChar *prefix,
                          const xmlChar *uri, int count, const xmlChar **attributes) {
    struct open_element *parent = innermost(reader);
    const char *namespace = (const char *)uri;
    bool inside = parent->content == CONTENT_FOREIGN;
    bool stays =
        inside || reader->reading->keeps_everything ||
        (reader->reading->keeps_documentation && documentation_is(namespace, (const char *)local));
    if (!stays && !(uri && embedded_is(namespace))) {
        skip_element(reader);
        return;
    }
    if (inside) flush_annotation_text(reader);
    struct syntax_node *node = syntax_node_new(reader->reading, SYNTAX_ANNOTATION, parent->scope,
                                               tag_offset(reader, reader->parser));
    node->name = (const char *)local;
    node->prefix = prefix ? (const char *)prefix : "";
    node->uri = uri ? (const char *)uri : "";
    for (const xmlChar **at = attributes; count--; at += 5)
        keep_attribute(reader, node, at);
    if (stays) {
        open_element(reader, node, parent->scope, CONTENT_FOREIGN);
    } else {
        embedded_keep(reader->reading, node);
        push_element(reader, node, parent->scope, CONTENT_FOREIGN);
    }
}

/* The parser itself allows 256 levels; a finding of ours before that is clearer. */
enum { XML_DEPTH_LIMIT = 250 };

static bool is_too_deep(struct xml_reader *reader) {
    if (reader->depth + reader->skipped < XML_DEPTH_LIMIT) return false;
    syntax_error_at(reader->reading, reader->source, current_offset(reader), "rng/schema-too-deep",
                    "the schema nests more than %d levels deep", XML_DEPTH_LIMIT);
    reader->failed = true;
    xmlStopParser(reader->parser);
    return true;
}

static void start_element(void *data, const xmlChar *local, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted_count, const xmlChar **attributes) {
    struct xml_reader *reader = ((xmlParserCtxtPtr)data)->_private;
    (void)defaulted_count;
    if (reader->failed || is_too_deep(reader)) return;
    if (reader->skipped) {
        reader->skipped++;
        return;
    }
    struct open_element *parent = innermost(reader);
    if (parent && (uri != reader->relaxng_uri || parent->content == CONTENT_FOREIGN)) {
        if (parent->content == CONTENT_TEXT)
            syntax_error_at(reader->reading, reader->source, tag_offset(reader, data),
                            "rng/schema-syntax",
                            "\"%s\" holds text only; \"%s\" may not stand in it (RELAX NG 3)",
                            syntax_names[parent->node->kind], local);
        start_foreign(reader, local, prefix, uri, attribute_count, attributes);
        return;
    }
    size_t offset = tag_offset(reader, data);
    enum syntax_kind kind = uri == reader->relaxng_uri ? kind_named(reader, local) : SYNTAX_KINDS;
    if (!parent && (kind == SYNTAX_KINDS || !is_pattern(kind))) {
        refuse_root(reader, local, uri);
        return;
    }
    enum content content = rules[kind < SYNTAX_KINDS ? kind : 0].content;
    if (parent && (kind == SYNTAX_KINDS || !fits(parent, kind, &content))) {
        syntax_error_at(reader->reading, reader->source, offset, "rng/schema-syntax",
                        kind == SYNTAX_KINDS
                            ? "RELAX NG has no element \"%s\" (in \"%s\", RELAX NG 3)"
                            : "\"%s\" is not allowed here in \"%s\" (RELAX NG 3)",
                        local, syntax_names[parent->node->kind]);
        skip_element(reader);
        return;
    }
    struct syntax_node *node =
        syntax_node_new(reader->reading, kind, parent ? parent->scope : reader->scope, offset);
    struct own_attributes own = {0};
    read_attributes(reader, node, attribute_count, attributes, &own);
    node->scope = element_scope(reader, node, &own, namespace_count, namespaces);
    set_attributes(reader, open_element(reader, node, node->scope, content), &own);
    if (content == CONTENT_TEXT) reader->text.length = 0;
}

/* Checks what the rule asks for at least (RNG 3). */
static void check_children(struct xml_reader *reader, const struct open_element *element) {
    enum syntax_kind kind = element->node->kind;
    const char *name = syntax_names[kind];
    if (element->content == CONTENT_NAMED_PATTERNS && !element->has_name_class)
        syntax_error(reader->reading, element->node, "rng/schema-syntax",
                     "\"%s\" has no name: neither an attribute \"name\" nor a name class "
                     "(RELAX NG 3)",
                     name);
    else if (element->children < rules[kind].least)
        syntax_error(reader->reading, element->node, "rng/schema-syntax",
                     "\"%s\" is empty; it needs at least one %s (RELAX NG 3)", name,
                     element->content == CONTENT_NAME_CLASSES ? "name class" : "pattern");
}

static void end_element(void *data, const xmlChar *local, const xmlChar *prefix,
                        const xmlChar *uri) {
    struct xml_reader *reader = ((xmlParserCtxtPtr)data)->_private;
    (void)local, (void)prefix, (void)uri;
    if (reader->failed) return;
    struct open_element *element = innermost(reader);
    if (reader->skipped) {
        reader->skipped--;
        return;
    }
    struct syntax_node *node = element->node;
    const char *text = reader->text.length ? reader->text.bytes : "";
    if (element->content == CONTENT_FOREIGN) {
        flush_annotation_text(reader);
        reader->depth--;
        return;
    }
    if (node->kind == SYNTAX_NAME)
        set_name(reader, node, (struct attribute){text, reader->text.length}, node->scope->ns);
    else if (element->content == CONTENT_TEXT)
        node->text = arena_copy(reader->reading->arena, text, reader->text.length);
    reader->text.length = 0;
    check_children(reader, element);
    reader->depth--;
}

/* ---- text and comments ---- */

/* Where the text stands that the parser hands over: in its buffer, unless it comes out of a
   reference. */
static size_t text_offset(const struct xml_reader *reader, const xmlChar *text) {
    const xmlParserInput *input = reader->parser->inputTab[0];
    uintptr_t at = (uintptr_t)text, base = (uintptr_t)input->base, end = (uintptr_t)input->end;
    return at >= base && at < end ? input->consumed + (at - base) : current_offset(reader);
}

static void read_text(void *data, const xmlChar *bytes, int length) {
    struct xml_reader *reader = ((xmlParserCtxtPtr)data)->_private;
    struct open_element *element = innermost(reader);
    if (reader->failed || reader->skipped || !element) return;
    if (element->content == CONTENT_TEXT || element->content == CONTENT_FOREIGN) {
        buffer_append(&reader->text, (const char *)bytes, (size_t)length);
        return;
    }
    for (int i = 0; i < length; i++) {
        if (bytes[i] <= ' ') continue; /* no other control character is XML */
        syntax_error_at(reader->reading, reader->source, text_offset(reader, bytes + i),
                        "rng/schema-syntax", "text is not allowed in \"%s\" (RELAX NG 3)",
                        syntax_names[element->node->kind]);
        return;
    }
}

static void read_comment(void *data, const xmlChar *text) {
    struct xml_reader *reader = ((xmlParserCtxtPtr)data)->_private;
    struct open_element *element = innermost(reader);
    if (!reader->reading->keeps_everything || reader->failed || reader->skipped) return;
    if (element && element->content == CONTENT_TEXT) return;
    if (element && element->content == CONTENT_FOREIGN) flush_annotation_text(reader);
    struct syntax_node *node = syntax_node_new(
        reader->reading, SYNTAX_COMMENT, element ? element->scope : reader->scope, reader->offset);
    node->text = arena_copy(reader->reading->arena, (const char *)text, strlen((const char *)text));
    add_child(reader, node);
}

/* ---- the document ---- */

/* External entities are not declared, so that none is ever read. */
static void declare_entity(void *data, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content) {
    if (type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY ||
        type == XML_INTERNAL_PREDEFINED_ENTITY)
        xmlSAX2EntityDecl(data, name, type, public_id, system_id, content);
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *parser_error;
#else
typedef xmlErrorPtr parser_error;
#endif

static void note_error(void *data, parser_error error) {
    struct xml_reader *reader = ((xmlParserCtxtPtr)data)->_private;
    bool is_hint = error->code == XML_WAR_NS_URI || error->code == XML_WAR_NS_URI_RELATIVE;
    if (reader->failed || reader->source->file.error || error->level < XML_ERR_ERROR || is_hint)
        return;
    struct buffer text = {0};
    if (error->message)
        xml_explain_error(error, &text, NULL);
    else
        buffer_text(&text, "it cannot be parsed");
    reader->failed = error->level == XML_ERR_FATAL;
    syntax_error_at(reader->reading, reader->source, current_offset(reader),
                    "rng/schema-not-well-formed", "the schema is not well-formed XML: %s",
                    text.bytes);
    buffer_free(&text);
}

static void set_handlers(xmlSAXHandler *handlers) {
    handlers->startElementNs = start_element;
    handlers->endElementNs = end_element;
    handlers->characters = read_text;
    handlers->ignorableWhitespace = read_text;
    handlers->cdataBlock = read_text;
    handlers->comment = read_comment;
    handlers->processingInstruction = NULL;
    handlers->entityDecl = declare_entity;
    handlers->serror = note_error;
    handlers->error = NULL;
    handlers->warning = NULL;
}

/* Hands the parser the next bytes of the source; it keeps a window of some kilobytes, so that the
   text is not in memory as a whole. */
static int read_bytes(void *source, char *bytes, int length) {
    return (int)source_next(source, bytes, (size_t)length);
}

static void parse(struct xml_reader *reader) {
    xmlParserCtxtPtr parser =
        xmlCreateIOParserCtxt(NULL, NULL, read_bytes, NULL, reader->source, XML_CHAR_ENCODING_NONE);
    if (!parser) memory_exhausted();
    if (!reader->source->length) {
        reader->failed = true;
        xmlFreeParserCtxt(parser);
        syntax_error_at(reader->reading, reader->source, 0, "rng/schema-not-well-formed",
                        "the schema is not well-formed XML: the file is empty");
        return;
    }
    xmlDictFree(parser->dict);
    parser->dict = reader->reading->names;
    xmlDictReference(parser->dict);
    set_handlers(parser->sax);
    xmlCtxtUseOptions(parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    parser->_private = reader;
    reader->parser = parser;
    xmlParseDocument(parser);
    int error = reader->source->file.error;
    if (error)
        syntax_error_at(reader->reading, reader->source, 0, "rng/schema-unreadable",
                        "cannot be read: %s", strerror(error));
    source_end(reader->source);
    if (error || !parser->wellFormed) reader->failed = true;
    if (parser->myDoc) xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
}

struct syntax_node *xml_syntax_read(struct syntax_reading *reading, struct source *source) {
    struct xml_reader reader = {.reading = reading, .source = source};
    reader.scope = arena_allocate(reading->arena, sizeof *reader.scope);
    reader.scope->source = source;
    reader.scope->datatype_library = syntax_symbol(reading, "", 0);
    reader.scope->base = source->name;
    learn_names(&reader);
    parse(&reader);
    free(reader.open);
    buffer_free(&reader.text);
    return reader.failed ? NULL : reader.first;
}
