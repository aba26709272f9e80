/* Reads a document into a tree: libxml2's events, given to the builder. */
#include "base/file.h"
#include "base/memory.h"
#include "xml/tree.h"
#include "xml/uri.h"

#include <errno.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct xml_observer observer;
    xmlParserCtxt *parser;
    const char *name;
    struct report *report;
    struct xml_attribute *attributes;
    size_t attribute_capacity;
    bool failed;
};

static struct reading *reading_of(void *context) {
    return ((xmlParserCtxt *)context)->_private;
}

/* ---- places ---- */

/* Where the construct begins that has just been read. */
static struct xml_place locate_tag(const void *reader) {
    const struct reading *reading = reader;
    const xmlParserInput *input = reading->parser->inputTab[0];
    const xmlChar *at = input->cur, *start;
    size_t line = (size_t)input->line, column = 1;
    while (at > input->base && *--at != '<')
        line -= *at == '\n';
    for (start = at; start > input->base && start[-1] != '\n';)
        column += (*--start & 0xC0) != 0x80;
    return (struct xml_place){line, column, NULL};
}

static struct xml_place locate_attribute(const void *reader, const char *prefix,
                                         const char *local) {
    (void)prefix, (void)local;
    return locate_tag(reader);
}

static struct xml_place locate_text(const void *reader, const char *text, size_t length,
                                    size_t offset) {
    const struct reading *reading = reader;
    const xmlParserInput *input = reading->parser->inputTab[0];
    (void)text, (void)length, (void)offset;
    return (struct xml_place){(size_t)input->line, (size_t)input->col, NULL};
}

static struct xml_locator locator_of(const struct reading *reading) {
    return (struct xml_locator){reading, locate_tag, locate_attribute, locate_text};
}

/* ---- events ---- */

static void on_start_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                         const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                         int attribute_count, int default_count, const xmlChar **attributes) {
    struct reading *reading = reading_of(context);
    (void)default_count;
    reading->attributes = memory_grow(reading->attributes, &reading->attribute_capacity,
                                      (size_t)attribute_count, sizeof *reading->attributes);
    for (int i = 0; i < attribute_count; i++, attributes += 5)
        reading->attributes[i] = (struct xml_attribute){
            .name = {attributes[2] ? (const char *)attributes[2] : "", (const char *)attributes[0],
                     (const char *)attributes[1]},
            .value = (const char *)attributes[3],
            .length = (size_t)(attributes[4] - attributes[3])};
    struct xml_tag tag = {{uri ? (const char *)uri : "", (const char *)local, (const char *)prefix},
                          reading->attributes,
                          (size_t)attribute_count,
                          (const char *const *)namespaces,
                          (size_t)namespace_count};
    struct xml_locator locator = locator_of(reading);
    reading->observer.start_tag(reading->observer.context, &tag, &locator);
}

static void on_end_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                       const xmlChar *uri) {
    struct reading *reading = reading_of(context);
    (void)local, (void)prefix, (void)uri;
    reading->observer.end_tag(reading->observer.context);
}

static void on_text(void *context, const xmlChar *text, int length) {
    struct reading *reading = reading_of(context);
    struct xml_locator locator = locator_of(reading);
    reading->observer.text(reading->observer.context, (const char *)text, (size_t)length, &locator);
}

static void on_comment(void *context, const xmlChar *text) {
    struct reading *reading = reading_of(context);
    struct xml_locator locator = locator_of(reading);
    if (reading->parser->inSubset) return;
    reading->observer.comment(reading->observer.context, (const char *)text, &locator);
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *content) {
    struct reading *reading = reading_of(context);
    struct xml_locator locator = locator_of(reading);
    if (reading->parser->inSubset) return;
    reading->observer.instruction(reading->observer.context, (const char *)target,
                                  content ? (const char *)content : "", &locator);
}

static void on_entity_declaration(void *context, const xmlChar *name, int type,
                                  const xmlChar *public_id, const xmlChar *system_id,
                                  xmlChar *content) {
    if (type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY)
        xmlSAX2EntityDecl(context, name, type, public_id, system_id, content);
}

static void on_error(void *context, xmlError *error) {
    struct reading *reading = reading_of(context);
    if (reading->failed || error->level < XML_ERR_ERROR) return;
    reading->failed = true;
    if (reading->report)
        report_say(reading->report, SEVERITY_ERROR,
                   error->domain == XML_FROM_NAMESPACE ? "xml/namespace" : "xml/not-well-formed",
                   reading->name, error->line > 0 ? (size_t)error->line : 0,
                   error->int2 > 0 ? (size_t)error->int2 : 0, "%.*s",
                   (int)strcspn(error->message, "\n"), error->message);
}

static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = xmlSAX2StartDocument,
    .internalSubset = xmlSAX2InternalSubset,
    .entityDecl = on_entity_declaration,
    .getEntity = xmlSAX2GetEntity,
    .getParameterEntity = xmlSAX2GetParameterEntity,
    .startElementNs = on_start_tag,
    .endElementNs = on_end_tag,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .comment = on_comment,
    .processingInstruction = on_instruction,
    .serror = (xmlStructuredErrorFunc)on_error,
};

static void parse(struct reading *reading, const char *bytes, size_t length) {
    xmlParserCtxt *parser = reading->parser = xmlCreateMemoryParserCtxt(bytes, (int)length);
    if (!parser) memory_exhausted();
    *parser->sax = handler;
    parser->_private = reading;
    xmlCtxtUseOptions(parser, XML_PARSE_NOENT | XML_PARSE_NONET);
    xmlParseDocument(parser);
    if (parser->wellFormed && !reading->failed) reading->observer.end(reading->observer.context);
    if (parser->myDoc) xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
}

struct tree *tree_read_memory(const char *bytes, size_t length, const char *name, const char *uri,
                              const struct tree_names *names, struct report *report) {
    struct tree_builder *builder = tree_builder_new(names, name, uri);
    struct reading reading = {
        .observer = tree_builder_observer(builder), .name = name, .report = report};
    if (length && length <= INT_MAX)
        parse(&reading, bytes, length);
    else if (report)
        report_say(report, SEVERITY_ERROR, "xml/not-well-formed", name, 0, 0, "the file is empty");
    free(reading.attributes);
    return tree_built(builder);
}

struct tree *tree_read(const char *path, const char *name, const struct tree_names *names,
                       struct report *report) {
    struct buffer bytes = {0};
    struct tree *tree = NULL;
    char *uri = strcmp(path, "-") != 0 ? uri_of_path(path) : NULL;
    if (file_read(path, &bytes))
        tree = tree_read_memory(bytes.bytes ? bytes.bytes : "", bytes.length, name, uri, names,
                                report);
    else if (report)
        report_say(report, SEVERITY_ERROR, "file/cannot-read", name, 0, 0,
                   "cannot read the file: %s", strerror(errno));
    free(uri);
    buffer_free(&bytes);
    return tree;
}
