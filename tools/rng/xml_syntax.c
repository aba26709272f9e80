/* Reads the XML syntax (RNG 3) into the syntax tree, in one pass over the parser's events, and
   checks it against the grammar of section 3.  Foreign elements are passed over, or kept for
   conversion. */
#include "rng/xml_syntax.h"

#include "rng/documentation.h"
#include "rng/embedded.h"

#include "base/memory.h"
#include "xml/parser_error.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

static struct open_element *innermost(struct xml_syntax_reader *reader) {
    return reader->depth ? &reader->open[reader->depth - 1] : NULL;
}

static size_t kind_slot(const xmlChar *name) {
    return ((uintptr_t)name >> 2 ^ (uintptr_t)name >> 9) % KIND_SLOTS;
}

static void learn_names(struct xml_syntax_reader *reader) {
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
static enum syntax_kind kind_named(const struct xml_syntax_reader *reader, const xmlChar *name) {
    for (size_t slot = kind_slot(name); reader->kinds[slot].name; slot = (slot + 1) % KIND_SLOTS)
        if (reader->kinds[slot].name == name) return reader->kinds[slot].kind;
    return SYNTAX_KINDS;
}

/* Where the parser is in the source. */
static size_t current_offset(const struct xml_syntax_reader *reader) {
    const xmlParserInput *input = reader->parser->inputTab[0];
    size_t offset = input->consumed + (size_t)(input->cur - input->base);
    return offset < reader->source->length ? offset : reader->source->length;
}

/* Where the start tag stands that the parser has just read and still holds: at the last `<`, since
   a tag cannot contain one.  What comes out of an entity stands where the tag before it does. */
static size_t tag_offset(struct xml_syntax_reader *reader, const void *parser) {
    if (parser != reader->parser || reader->parser->inputNr != 1) return reader->offset;
    const xmlParserInput *input = reader->parser->input;
    const xmlChar *at = input->cur;
    while (at > input->base && *at != '<')
        at--;
    return reader->offset = input->consumed + (size_t)(at - input->base);
}

/* ---- elements ---- */

static void add_child(struct xml_syntax_reader *reader, struct syntax_node *node) {
    struct open_element *parent = innermost(reader);
    struct syntax_node **first = parent ? &parent->node->first_child : &reader->first;
    struct syntax_node **last = parent ? &parent->last_child : &reader->last;
    *(*first ? &(*last)->next : first) = node;
    *last = node;
}

static struct open_element *push_element(struct xml_syntax_reader *reader, struct syntax_node *node,
                                         const struct syntax_scope *scope, enum content content) {
    reader->open =
        memory_grow(reader->open, &reader->capacity, reader->depth + 1, sizeof *reader->open);
    struct open_element *element = &reader->open[reader->depth++];
    *element = (struct open_element){.node = node, .scope = scope, .content = content};
    return element;
}

static struct open_element *open_element(struct xml_syntax_reader *reader, struct syntax_node *node,
                                         const struct syntax_scope *scope, enum content content) {
    add_child(reader, node);
    return push_element(reader, node, scope, content);
}

/* Passes over an element that does not belong where it is, so that it is one finding. */
static void skip_element(struct xml_syntax_reader *reader) {
    reader->skipped = 1;
}

static void refuse_root(struct xml_syntax_reader *reader, const xmlChar *local,
                        const xmlChar *uri) {
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

static void flush_annotation_text(struct xml_syntax_reader *reader) {
    if (!reader->text.length) return;
    struct syntax_node *node = syntax_node_new(reader->reading, SYNTAX_ANNOTATION_TEXT,
                                               innermost(reader)->scope, reader->offset);
    node->text = arena_copy(reader->reading->arena, reader->text.bytes, reader->text.length);
    reader->text.length = 0;
    add_child(reader, node);
}

static void start_foreign(struct xml_syntax_reader *reader, const xmlChar *local,
                          const xmlChar *prefix, const xmlChar *uri, int count,
                          const xmlChar **attributes) {
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
        xml_keep_attribute(reader, node, at);
    if (stays) {
        open_element(reader, node, parent->scope, CONTENT_FOREIGN);
    } else {
        embedded_keep(reader->reading, node);
        push_element(reader, node, parent->scope, CONTENT_FOREIGN);
    }
}

/* The parser itself allows 256 levels; a finding of ours before that is clearer. */
enum { XML_DEPTH_LIMIT = 250 };

static bool is_too_deep(struct xml_syntax_reader *reader) {
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
    struct xml_syntax_reader *reader = ((xmlParserCtxtPtr)data)->_private;
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
    if (!parent && (kind == SYNTAX_KINDS || !xml_is_pattern(kind))) {
        refuse_root(reader, local, uri);
        return;
    }
    enum content content = xml_rules[kind < SYNTAX_KINDS ? kind : 0].content;
    if (parent && (kind == SYNTAX_KINDS || !xml_fits(parent, kind, &content))) {
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
    xml_read_attributes(reader, node, attribute_count, attributes, &own);
    node->scope = xml_element_scope(reader, node, &own, namespace_count, namespaces);
    xml_set_attributes(reader, open_element(reader, node, node->scope, content), &own);
    if (content == CONTENT_TEXT) reader->text.length = 0;
}

static void end_element(void *data, const xmlChar *local, const xmlChar *prefix,
                        const xmlChar *uri) {
    struct xml_syntax_reader *reader = ((xmlParserCtxtPtr)data)->_private;
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
        xml_set_name(reader, node, (struct attribute){text, reader->text.length}, node->scope->ns);
    else if (element->content == CONTENT_TEXT)
        node->text = arena_copy(reader->reading->arena, text, reader->text.length);
    reader->text.length = 0;
    xml_check_children(reader, element);
    reader->depth--;
}

/* ---- text and comments ---- */

/* Where the text stands that the parser hands over: in its buffer, unless it comes out of a
   reference. */
static size_t text_offset(const struct xml_syntax_reader *reader, const xmlChar *text) {
    const xmlParserInput *input = reader->parser->inputTab[0];
    uintptr_t at = (uintptr_t)text, base = (uintptr_t)input->base, end = (uintptr_t)input->end;
    return at >= base && at < end ? input->consumed + (at - base) : current_offset(reader);
}

static void read_text(void *data, const xmlChar *bytes, int length) {
    struct xml_syntax_reader *reader = ((xmlParserCtxtPtr)data)->_private;
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
    struct xml_syntax_reader *reader = ((xmlParserCtxtPtr)data)->_private;
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
    struct xml_syntax_reader *reader = ((xmlParserCtxtPtr)data)->_private;
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

static void parse(struct xml_syntax_reader *reader) {
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
    struct xml_syntax_reader reader = {.reading = reading, .source = source};
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
