/* Reads a document with libxml2's SAX2 parser and hands its events to the matcher.  No tree is
   built, nothing outside of the file is read, and entities cannot make a small document large. */
#include "rng/document.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Names that are in a document but not in the schema: so many bytes of them in one document, and in
   all documents so far before later ones get a dictionary of their own. */
enum { MOST_NAME_BYTES = 4 << 20, MOST_KEPT_NAME_BYTES = 1 << 20 };

struct document *document_of(void *context) {
    return ((xmlParserCtxt *)context)->_private;
}

const xmlParserInput *document_input(const struct document *document) {
    return document->parser->inputNr ? document->parser->inputTab[0] : NULL;
}

/* ---- what is said here ---- */

void document_say(struct document *document, enum severity severity, const char *code,
                  const char *message, const char *hint) {
    const xmlParserInput *input = document_input(document);
    if (severity == SEVERITY_ERROR) document->invalid = true;
    report_add(document->report, &(struct finding){.severity = severity,
                                                   .code = code,
                                                   .file = document->name,
                                                   .line = input ? (size_t)input->line : 0,
                                                   .column = input ? (size_t)input->col : 0,
                                                   .message = message,
                                                   .hint = hint});
}

void document_stop(struct document *document) {
    document->stopped = true;
    xmlStopParser(document->parser);
}

bool document_is_stopped(const struct document *document, void *context) {
    if (document->stopped) xmlStopParser(context);
    return document->stopped;
}

static void say_unreadable(struct document *document, int error) {
    report_say(document->report, SEVERITY_ERROR, "file/cannot-read", document->name, 0, 0,
               "cannot read the file: %s", strerror(error));
}

#if LIBXML_VERSION >= 21200
typedef const xmlError parser_error;
#else
typedef xmlError parser_error;
#endif

static void say_fatal(struct document *document, const char *message) {
    document->stopped = true;
    if (document->file.total == 0)
        message = "the file is empty";
    else if (document->names_limit &&
             xmlDictGetUsage(document->parser->dict) + (1 << 16) > document->names_limit)
        message = "the document has too many different names";
    document_say(document, SEVERITY_ERROR, "xml/not-well-formed", message, NULL);
}

/* libxml2's errors; its sentences end with a line feed. */
static void take_error(struct document *document, parser_error *error) {
    if (document->stopped || document->file.error || !error->message) return;
    size_t length = strcspn(error->message, "\n"); /* further lines tell of bytes */
    while (length && is_white(error->message + length - 1, 1))
        length--;
    char *message = memory_copy(error->message, length);
    if (error->code == XML_WAR_UNDECLARED_ENTITY) {
        document_say(document, SEVERITY_ERROR, "xml/external-entity", message,
                     "external DTDs are not read; declare the entity in the document");
    } else if (error->domain == XML_FROM_NAMESPACE) {
        bool is_error = error->level >= XML_ERR_ERROR;
        document_say(document, is_error ? SEVERITY_ERROR : SEVERITY_WARNING, "xml/namespace",
                     message, NULL);
        if (is_error) document_stop(document);
    } else if (error->level == XML_ERR_FATAL) {
        say_fatal(document, message);
    }
    free(message);
}

static void on_error(void *context, parser_error *error) {
    take_error(document_of(context), error);
}

/* Errors in decoding come without the parser's context. */
static void on_error_outside(void *context, parser_error *error) {
    take_error(context, error);
}

/* ---- elements and text ---- */

static void take_attributes(struct document *document, const xmlChar **attributes, size_t count) {
    const char *no_uri = document->matcher->schema->no_uri;
    if (count > document->attribute_capacity)
        document->attributes = memory_grow(document->attributes, &document->attribute_capacity,
                                           count, sizeof *document->attributes);
    for (size_t i = 0; i < count; i++, attributes += 5)
        document->attributes[i] = (struct document_attribute){
            .name = {attributes[2] ? (const char *)attributes[2] : no_uri,
                     (const char *)attributes[0], (const char *)attributes[1]},
            .value = (const char *)attributes[3],
            .length = (size_t)(attributes[4] - attributes[3])};
}

/* ---- those who look on (observer) ---- */

static struct xml_place public_place(const struct document *document, struct place place) {
    return (struct xml_place){place.line, place.column, document->includer ? document->path : NULL};
}

static struct xml_place locate_tag(const void *reader) {
    return public_place(reader, document_tag_place(reader));
}

static struct xml_place locate_attribute(const void *reader, const char *prefix,
                                         const char *local) {
    return public_place(reader, document_attribute_place(reader, prefix, local));
}

static struct xml_place locate_text(const void *reader, const char *text, size_t length,
                                    size_t offset) {
    return public_place(reader, document_byte_place(reader, text, length, offset));
}

static struct xml_locator locator_of(const struct document *document) {
    return (struct xml_locator){document, locate_tag, locate_attribute, locate_text};
}

static void show_start_tag(struct document *document, const struct xml_observer *observer,
                           const struct document_name *name, size_t count) {
    if (count > document->observed_capacity)
        document->observed = memory_grow(document->observed, &document->observed_capacity, count,
                                         sizeof *document->observed);
    for (size_t i = 0; i < count; i++) {
        const struct document_attribute *attribute = &document->attributes[i];
        document->observed[i] = (struct xml_attribute){
            .name = {attribute->name.uri, attribute->name.local, attribute->name.prefix},
            .value = attribute->value,
            .length = attribute->length};
    }
    struct xml_tag tag = {.name = {name->uri, name->local, name->prefix},
                          .attributes = document->observed,
                          .attribute_count = count};
    struct xml_locator locator = locator_of(document);
    observer->start_tag(observer->context, &tag, &locator);
}

static void show_text(struct document *document, const struct xml_observer *observer,
                      const char *text, size_t length) {
    struct xml_locator locator = locator_of(document);
    observer->text(observer->context, text, length, &locator);
}

/* ---- what does not reach the matcher: XInclude's elements, and what is not included ---- */

/* Of an included file perhaps one element counts; `inside` is how deep it is open. */
static bool is_outside(struct document *document, size_t count) {
    if (!document->only_id || document->inside) return false;
    for (size_t i = 0; i < count && !document->id_found; i++) {
        const struct document_attribute *attribute = &document->attributes[i];
        document->id_found = !strcmp(attribute->name.local, "id") && attribute->name.prefix &&
                             !strcmp(attribute->name.prefix, "xml") &&
                             strlen(document->only_id) == attribute->length &&
                             !memcmp(attribute->value, document->only_id, attribute->length);
        document->inside = document->id_found;
    }
    return !document->inside;
}

static bool passes_over_start(struct document *document, const struct document_name *name,
                              size_t count) {
    if (!document->matcher->schema->follows_xinclude) return false;
    bool was_inside = document->inside;
    if (is_outside(document, count)) return true;
    if (was_inside) document->inside++;
    return xinclude_takes_start(document, name, document->attributes, count);
}

static bool passes_over_end(struct document *document) {
    if (!document->matcher->schema->follows_xinclude) return false;
    if (document->only_id && !document->inside) return true;
    if (document->only_id) document->inside--;
    return xinclude_takes_end(document);
}

static bool passes_over_text(const struct document *document) {
    return (document->only_id && !document->inside) || xinclude_takes_text(document);
}

static void on_start_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                         const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                         int attribute_count, int default_count, const xmlChar **attributes) {
    struct document *document = document_of(context);
    (void)default_count; /* those are among the attributes */
    if (document_is_stopped(document, context)) return;
    document->current = context;
    take_attributes(document, attributes, (size_t)attribute_count);
    struct document_name name = {uri ? (const char *)uri : document->matcher->schema->no_uri,
                                 (const char *)local, (const char *)prefix};
    if (passes_over_start(document, &name, (size_t)attribute_count)) return;
    matcher_start_tag(document->matcher, &name, (const char *const *)namespaces,
                      (size_t)namespace_count, document->attributes, (size_t)attribute_count);
    const struct xml_observer *observer = document->matcher->schema->observer;
    if (observer && observer->start_tag)
        show_start_tag(document, observer, &name, (size_t)attribute_count);
    document_note_place(document, document->parser->input->cur);
}

static void on_end_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                       const xmlChar *uri) {
    struct document *document = document_of(context);
    (void)local, (void)prefix, (void)uri;
    if (document_is_stopped(document, context)) return;
    document->current = context;
    if (passes_over_end(document)) return;
    matcher_end_tag(document->matcher);
    document_note_place(document, document->parser->input->cur);
}

static void on_text(void *context, const xmlChar *text, int length) {
    struct document *document = document_of(context);
    if (document_is_stopped(document, context)) return;
    document->current = context;
    if (passes_over_text(document)) return;
    matcher_text(document->matcher, (const char *)text, (size_t)length);
    const struct xml_observer *observer = document->matcher->schema->observer;
    if (observer && observer->text)
        show_text(document, observer, (const char *)text, (size_t)length);
    const xmlChar *here = document->parser->input->cur;
    document_note_place(document, here == text ? here + length : here);
}

static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = xmlSAX2StartDocument,
    .internalSubset = xmlSAX2InternalSubset,
    .entityDecl = on_entity_declaration,
    .unparsedEntityDecl = xmlSAX2UnparsedEntityDecl,
    .getEntity = on_entity,
    .getParameterEntity = on_parameter_entity,
    .startElementNs = on_start_tag,
    .endElementNs = on_end_tag,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .serror = on_error,
};

/* ---- the file ---- */

static int read_bytes(void *file, char *bytes, int length) {
    return (int)file_reader_next(file, bytes, (size_t)length);
}

/* Names come interned in the schema's dictionary, so that they compare by their addresses.  A
   dictionary only grows; when documents have filled it with names of their own, further ones get
   one that is thrown away after them. */
static void set_names(struct document *document, struct rng_schema *schema) {
    xmlDict *names = document->includer ? document->includer->parser->dict : schema->simple->names;
    if (document->includer || xmlDictGetUsage(names) < schema->name_bytes + MOST_KEPT_NAME_BYTES)
        xmlDictReference(names);
    else
        names = xmlDictCreateSub(names);
    if (!names) memory_exhausted();
    xmlDictFree(document->parser->dict);
    document->parser->dict = names;
    document->names_limit = xmlDictGetUsage(names) + MOST_NAME_BYTES;
    xmlDictSetLimit(names, document->names_limit);
}

static void parse(struct document *document, struct rng_schema *schema) {
    xmlParserCtxt *parser = document->parser = xmlNewParserCtxt();
    if (!parser) memory_exhausted();
    *parser->sax = handler;
    parser->_private = document;
    xmlCtxtUseOptions(parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_HUGE);
    set_names(document, schema);
    document->current = parser;
    xmlParserInputBuffer *buffer =
        xmlParserInputBufferCreateIO(read_bytes, NULL, &document->file, XML_CHAR_ENCODING_NONE);
    xmlParserInput *input =
        buffer ? xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE) : NULL;
    if (!input || inputPush(parser, input) < 0) memory_exhausted();
    xmlSetStructuredErrorFunc(document, on_error_outside);
    xmlParseDocument(parser);
    xmlSetStructuredErrorFunc(document->includer, document->includer ? on_error_outside : NULL);
}

static void free_parser(struct document *document, struct rng_schema *schema) {
    bool own_names = document->parser->dict != schema->simple->names;
    if (document->parser->myDoc) xmlFreeDoc(document->parser->myDoc);
    xmlDictSetLimit(document->parser->dict, 0);
    xmlFreeParserCtxt(document->parser);
    if (!own_names || document->includer) return;
    /* The automaton remembers names of the document's dictionary. */
    automaton_free(schema->automaton);
    schema->automaton = automaton_new(schema->simple);
}

void document_read(struct document *document, struct rng_schema *schema) {
    parse(document, schema);
    if (document->file.error)
        say_unreadable(document, document->file.error);
    else if (!document->includer && !document->stopped && document->parser->wellFormed)
        matcher_end(document->matcher);
    document->invalid |= document->matcher->had_error || !document->parser->wellFormed;
    free_parser(document, schema);
    file_reader_free(&document->file);
    free(document->attributes);
    free(document->observed);
    xinclude_free(document);
}

enum rng_verdict rng_validate(struct rng_schema *schema, const char *path, const char *name,
                              struct report *report) {
    bool is_input = !strcmp(path, "-");
    xmlChar nothing[] = "";
    struct matcher matcher = {.schema = schema, .report = report, .file = name};
    struct document document = {.matcher = &matcher,
                                .report = report,
                                .name = name,
                                .path = path,
                                .nothing = {.type = XML_ENTITY_DECL,
                                            .name = nothing,
                                            .content = nothing,
                                            .orig = nothing,
                                            .etype = XML_INTERNAL_GENERAL_ENTITY}};
    matcher.document = &document;
    document.file.file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (document.file.file < 0) {
        say_unreadable(&document, errno);
        return RNG_UNREADABLE;
    }
    matcher_start(&matcher);
    document_read(&document, schema);
    matcher_free(&matcher);
    if (!is_input) close(document.file.file);
    if (document.file.error) return RNG_UNREADABLE;
    return document.invalid ? RNG_INVALID : RNG_VALID;
}
