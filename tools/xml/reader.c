/* Reads a document with libxml2's SAX2 parser and hands its events to the observers: the callbacks,
   the errors, and the way from the file to the parser. */
#include "xml/reader_internal.h"

#include "base/memory.h"
#include "xml/parser_error.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* So many bytes of names that nobody knew before are allowed in one document. */
enum { MOST_NAME_BYTES = 4 << 20 };

struct xml_reader *reader_of(void *context) {
    return ((xmlParserCtxt *)context)->_private;
}

const struct xml_source *xml_source_of(const struct xml_reader *reader) {
    return reader->source;
}

size_t xml_size(const struct xml_reader *reader) {
    struct stat status;
    if (reader->source->bytes) return reader->source->length;
    bool is_known = !fstat(reader->file.file, &status) && S_ISREG(status.st_mode);
    return is_known ? (size_t)status.st_size : 0;
}

/* ---- what is said here ---- */

/* Adds a finding so many characters before the place that the parser has reached. */
static void say_before(struct xml_reader *reader, size_t characters, enum severity severity,
                       const char *code, const char *message, const char *hint) {
    const xmlParserInput *input = reader->input;
    if (severity == SEVERITY_ERROR) reader->at_fault = true;
    if (!reader->report) return;
    report_add(reader->report,
               &(struct finding){.severity = severity,
                                 .code = code,
                                 .file = reader->name,
                                 .line = input ? (size_t)input->line : 0,
                                 .column = input ? (size_t)input->col - characters : 0,
                                 .message = message,
                                 .hint = hint});
}

void reader_say(struct xml_reader *reader, enum severity severity, const char *code,
                const char *message, const char *hint) {
    say_before(reader, 0, severity, code, message, hint);
}

void reader_stop(struct xml_reader *reader) {
    reader->stopped = true;
    xmlStopParser(reader->parser);
}

bool reader_is_stopped(const struct xml_reader *reader, void *context) {
    if (reader->stopped) xmlStopParser(context);
    return reader->stopped;
}

void xml_refuse(struct xml_reader *reader, const char *code, const char *message) {
    if (reader->stopped) return;
    reader_say(reader, SEVERITY_ERROR, code, message, NULL);
    reader->refused = true;
    reader_stop(reader);
}

static void say_unreadable(const struct xml_reader *reader, int error) {
    if (reader->report)
        report_say(reader->report, SEVERITY_ERROR, "file/cannot-read", reader->name, 0, 0,
                   "cannot read the file: %s", strerror(error));
}

#if LIBXML_VERSION >= 21200
typedef const xmlError parser_error;
#else
typedef xmlError parser_error;
#endif

/* Whether the dictionary is full, which libxml2 says as it does that memory ran out. */
static bool has_too_many_names(const struct xml_reader *reader) {
    return reader->names_limit &&
           xmlDictGetUsage(reader->parser->dict) + (1 << 16) > reader->names_limit;
}

/* How many characters of the line the sign stands before the parser's place; 0 where it does not.
 */
static size_t characters_since(const xmlParserInput *input, char sign) {
    size_t characters = 0;
    const xmlChar *place = input && sign ? input->cur : NULL;
    while (place && place > input->base && place[-1] != '\n') {
        characters += (*--place & 0xC0) != 0x80;
        if (*place == sign) return characters < (size_t)input->col ? characters : 0;
    }
    return 0;
}

static void say_fatal(struct xml_reader *reader, const char *message, const char *hint,
                      size_t characters) {
    reader->stopped = true;
    if (reader->total == 0)
        message = "the file is empty", hint = NULL;
    else if (has_too_many_names(reader))
        message = "the document has too many different names", hint = NULL;
    say_before(reader, characters, SEVERITY_ERROR, "xml/not-well-formed", message, hint);
}

static void say_namespace(struct xml_reader *reader, bool is_error, const char *message,
                          const char *hint, size_t characters) {
    say_before(reader, characters, is_error ? SEVERITY_ERROR : SEVERITY_WARNING, "xml/namespace",
               message, hint);
    if (is_error) reader_stop(reader);
}

static void take_error(struct xml_reader *reader, parser_error *error) {
    if (error->code == XML_ERR_NO_MEMORY && !has_too_many_names(reader)) memory_exhausted();
    if (reader->stopped || reader->file.error || !error->message) return;
    struct buffer message = {0}, hint = {0};
    buffer_text(&message, "");
    char sign = xml_explain_error(error, &message, &hint);
    size_t characters = characters_since(reader->input, sign);
    if (error->code == XML_WAR_UNDECLARED_ENTITY)
        reader_say(reader, SEVERITY_ERROR, "xml/external-entity", message.bytes,
                   "external DTDs are not read; declare the entity in the document");
    else if (error->domain == XML_FROM_NAMESPACE)
        say_namespace(reader, error->level >= XML_ERR_ERROR, message.bytes, hint.bytes, characters);
    else if (error->level == XML_ERR_FATAL)
        say_fatal(reader, message.bytes, hint.bytes, characters);
    buffer_free(&message);
    buffer_free(&hint);
}

static void on_error(void *context, parser_error *error) {
    take_error(reader_of(context), error);
}

/* Errors in decoding come without the parser's context. */
static void on_error_outside(void *context, parser_error *error) {
    take_error(context, error);
}

/* ---- what does not reach the observers: XInclude's elements, and what is not included ---- */

/* Of an included file perhaps one element counts; `inside` is how deep it is open. */
static bool is_outside(struct xml_reader *reader, const struct xml_tag *tag) {
    if (!reader->only_id || reader->inside) return false;
    for (size_t i = 0; i < tag->attribute_count && !reader->id_found; i++) {
        const struct xml_attribute *attribute = &tag->attributes[i];
        reader->id_found = !strcmp(attribute->name.local, "id") && attribute->name.prefix &&
                           !strcmp(attribute->name.prefix, "xml") &&
                           strlen(reader->only_id) == attribute->length &&
                           !memcmp(attribute->value, reader->only_id, attribute->length);
        reader->inside = reader->id_found;
    }
    return !reader->inside;
}

static bool passes_over_start(struct xml_reader *reader, const struct xml_tag *tag) {
    bool was_inside = reader->inside;
    if (is_outside(reader, tag)) return true;
    if (was_inside) reader->inside++;
    return xinclude_takes_start(reader, tag);
}

static bool passes_over_end(struct xml_reader *reader) {
    if (reader->only_id && !reader->inside) return true;
    if (reader->only_id) reader->inside--;
    return xinclude_takes_end(reader);
}

static bool passes_over_content(const struct xml_reader *reader) {
    return (reader->only_id && !reader->inside) || xinclude_takes_content(reader);
}

/* ---- types of attributes ---- */

static void on_attribute_declaration(void *context, const xmlChar *element, const xmlChar *name,
                                     int type, int kind, const xmlChar *value,
                                     xmlEnumeration *values) {
    struct xml_reader *reader = reader_of(context);
    (void)kind, (void)value;
    xmlFreeEnumeration(values);
    if (type != XML_ATTRIBUTE_ID && type != XML_ATTRIBUTE_IDREF && type != XML_ATTRIBUTE_IDREFS)
        return;
    uintptr_t known = type == XML_ATTRIBUTE_ID ? XML_ID_TYPE : XML_IDREFS_TYPE;
    if (!reader->types && !(reader->types = xmlHashCreate(0))) memory_exhausted();
    xmlHashAddEntry2(reader->types, element, name, (void *)known); /* XML 1.0 3.3: the first */
}

static xmlChar *qualified(const struct xml_name *name) {
    return xmlBuildQName((const xmlChar *)name->local, (const xmlChar *)name->prefix, NULL, 0);
}

static void take_types(struct xml_reader *reader, const struct xml_name *element, size_t count) {
    xmlChar *element_name = qualified(element);
    for (size_t i = 0; i < count; i++) {
        xmlChar *name = qualified(&reader->attributes[i].name);
        reader->attributes[i].type =
            (enum xml_attribute_type)(uintptr_t)xmlHashLookup2(reader->types, element_name, name);
        if (name != (const xmlChar *)reader->attributes[i].name.local) xmlFree(name);
    }
    if (element_name != (const xmlChar *)element->local) xmlFree(element_name);
}

/* ---- events ---- */

/* Calls the function of each observer. */
#define TELL(reader, event, ...) TELL_FROM((reader)->observers, reader, event, __VA_ARGS__)
#define TELL_FROM(from, reader, event, ...)                                                        \
    for (const struct xml_observer *observer = (from); observer < (reader)->observers_end;         \
         observer++)                                                                               \
        if (observer->event) observer->event(observer->context, __VA_ARGS__)

/* Mostly there is one observer, which is to be reached in the fewest steps: of the frequent events
   the others are told apart. */
static void tell_others_start_tag(struct xml_reader *reader, const struct xml_tag *tag) {
    TELL_FROM(reader->observers + 1, reader, start_tag, tag, reader);
}

static void tell_others_end_tag(struct xml_reader *reader) {
    TELL_FROM(reader->observers + 1, reader, end_tag, reader);
}

static void tell_others_text(struct xml_reader *reader, const char *text, size_t length) {
    TELL_FROM(reader->observers + 1, reader, text, text, length, reader);
}

static void take_attributes(struct xml_reader *reader, const xmlChar **attributes, size_t count) {
    if (count > reader->attribute_capacity)
        reader->attributes = memory_grow(reader->attributes, &reader->attribute_capacity, count,
                                         sizeof *reader->attributes);
    for (size_t i = 0; i < count; i++, attributes += 5)
        reader->attributes[i] = (struct xml_attribute){
            .name = {attributes[2] ? (const char *)attributes[2] : reader->no_uri,
                     (const char *)attributes[0], (const char *)attributes[1]},
            .value = (const char *)attributes[3],
            .length = (size_t)(attributes[4] - attributes[3])};
}

static void on_start_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                         const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                         int attribute_count, int default_count, const xmlChar **attributes) {
    struct xml_reader *reader = reader_of(context);
    (void)default_count; /* those are among the attributes */
    if (reader_is_stopped(reader, context)) return;
    reader->current = context;
    take_attributes(reader, attributes, (size_t)attribute_count);
    const struct xml_tag tag = {
        {uri ? (const char *)uri : reader->no_uri, (const char *)local, (const char *)prefix},
        reader->attributes,
        (size_t)attribute_count,
        (const char *const *)namespaces,
        (size_t)namespace_count};
    if (reader->types) take_types(reader, &tag.name, tag.attribute_count);
    const struct xml_observer *first = reader->observers;
    if (!reader->follows_xinclude || !passes_over_start(reader, &tag)) {
        if (first->start_tag) first->start_tag(first->context, &tag, reader);
        if (reader->has_several) tell_others_start_tag(reader, &tag);
    }
    const xmlChar *here = reader->input->cur;
    reader_note_place(reader, here, *here == '>');
}

static void on_end_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                       const xmlChar *uri) {
    struct xml_reader *reader = reader_of(context);
    (void)local, (void)prefix, (void)uri;
    if (reader_is_stopped(reader, context)) return;
    reader->current = context;
    const struct xml_observer *first = reader->observers;
    if (!reader->follows_xinclude || !passes_over_end(reader)) {
        if (first->end_tag) first->end_tag(first->context, reader);
        if (reader->has_several) tell_others_end_tag(reader);
    }
    reader_note_place(reader, reader->input->cur, 0);
}

void reader_give_text(struct xml_reader *reader, const char *text, size_t length) {
    TELL(reader, text, text, length, reader);
}

static void on_text(void *context, const xmlChar *text, int length) {
    struct xml_reader *reader = reader_of(context);
    if (reader_is_stopped(reader, context)) return;
    reader->current = context;
    const struct xml_observer *first = reader->observers;
    if (!reader->follows_xinclude || !passes_over_content(reader)) {
        if (first->text) first->text(first->context, (const char *)text, (size_t)length, reader);
        if (reader->has_several) tell_others_text(reader, (const char *)text, (size_t)length);
    }
    const xmlChar *here = reader->input->cur;
    reader_note_place(reader, here == text ? here + length : here, 0);
}

/* Whether the observers are told of a comment or an instruction. */
static bool takes_markup(struct xml_reader *reader, void *context) {
    if (reader_is_stopped(reader, context) || ((xmlParserCtxt *)context)->inSubset) return false;
    reader->current = context;
    return !reader->follows_xinclude || !passes_over_content(reader);
}

static void on_comment(void *context, const xmlChar *text) {
    struct xml_reader *reader = reader_of(context);
    if (takes_markup(reader, context)) TELL(reader, comment, (const char *)text, reader);
    reader_note_place(reader, reader->input->cur, 0);
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *content) {
    struct xml_reader *reader = reader_of(context);
    if (takes_markup(reader, context))
        TELL(reader, instruction, (const char *)target, content ? (const char *)content : "",
             reader);
    reader_note_place(reader, reader->input->cur, 0);
}

static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = xmlSAX2StartDocument,
    .internalSubset = xmlSAX2InternalSubset,
    .attributeDecl = on_attribute_declaration,
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

/* ---- from the file to the parser ---- */

static int read_bytes(void *context, char *bytes, int length) {
    struct xml_reader *reader = context;
    size_t got = file_reader_next(&reader->file, bytes, (size_t)length);
    reader->total += got;
    return (int)got;
}

static int read_memory(void *context, char *bytes, int length) {
    struct xml_reader *reader = context;
    size_t left = reader->source->length - reader->total;
    size_t got = left < (size_t)length ? left : (size_t)length;
    memcpy(bytes, reader->source->bytes + reader->total, got);
    reader->total += got;
    return (int)got;
}

/* Names compare by their addresses within a document and what it includes. */
static void set_names(struct xml_reader *reader) {
    xmlParserCtxt *parser = reader->parser;
    xmlDict *names = reader->includer ? reader->includer->parser->dict : reader->source->names;
    if (names) {
        xmlDictReference(names);
        xmlDictFree(parser->dict);
        parser->dict = names;
    }
    reader->no_uri = (const char *)xmlDictLookup(parser->dict, (const xmlChar *)"", 0);
    if (!reader->no_uri) memory_exhausted();
    if (reader->includer) return; /* what it may take is part of what its includer may */
    reader->names_limit = xmlDictGetUsage(parser->dict) + MOST_NAME_BYTES;
    xmlDictSetLimit(parser->dict, reader->names_limit);
}

static void open_parser(struct xml_reader *reader) {
    xmlParserCtxt *parser = reader->parser = xmlNewParserCtxt();
    if (!parser) memory_exhausted();
    *parser->sax = handler;
    for (const struct xml_observer *observer = reader->observers; observer < reader->observers_end;
         observer++) {
        if (observer->comment) parser->sax->comment = on_comment;
        if (observer->instruction) parser->sax->processingInstruction = on_instruction;
    }
    parser->_private = reader;
    bool in_memory = !reader->includer && reader->source->bytes;
    int ignored = in_memory && reader->source->is_utf8 ? XML_PARSE_IGNORE_ENC : 0;
    xmlCtxtUseOptions(parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_HUGE | ignored);
    set_names(reader);
    reader->current = parser;
    xmlParserInputBuffer *buffer = xmlParserInputBufferCreateIO(
        in_memory ? read_memory : read_bytes, NULL, reader, XML_CHAR_ENCODING_NONE);
    xmlParserInput *input =
        buffer ? xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE) : NULL;
    if (!input || inputPush(parser, input) < 0) memory_exhausted();
    reader->input = input;
}

static void close_parser(struct xml_reader *reader) {
    if (reader->parser->myDoc) xmlFreeDoc(reader->parser->myDoc);
    if (!reader->includer) xmlDictSetLimit(reader->parser->dict, 0);
    xmlFreeParserCtxt(reader->parser);
}

void reader_run(struct xml_reader *reader) {
    open_parser(reader);
    xmlStructuredErrorFunc usual = xmlStructuredError;
    void *usual_context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(reader, on_error_outside);
    xmlParseDocument(reader->parser);
    xmlSetStructuredErrorFunc(usual_context, usual);
    /* libxml2 ends at a NUL behind the root element as at the end. */
    const xmlParserInput *rest = reader->parser->input;
    if (!reader->stopped && reader->parser->wellFormed && rest && rest->cur < rest->end)
        say_fatal(reader, "there is a NUL character behind the document's element", NULL, 0);
    if (reader->file.error)
        say_unreadable(reader, reader->file.error);
    else if (!reader->includer && !reader->stopped && reader->parser->wellFormed)
        TELL(reader, end, reader);
    reader->at_fault |= !reader->parser->wellFormed;
    close_parser(reader);
    file_reader_free(&reader->file);
    xmlHashFree(reader->types, NULL);
    free(reader->attributes);
    xinclude_free(reader);
}

enum xml_verdict xml_read(const struct xml_source *source, const struct xml_observer *observers,
                          size_t count, struct report *report) {
    bool is_opened = !source->bytes && strcmp(source->path, "-") != 0;
    xmlChar nothing[] = "";
    struct xml_reader reader = {.observers = observers,
                                .observers_end = observers + count,
                                .has_several = count > 1,
                                .report = report,
                                .source = source,
                                .name = source->name,
                                .path = source->path,
                                .follows_xinclude = source->follows_xinclude,
                                .nothing = {.type = XML_ENTITY_DECL,
                                            .name = nothing,
                                            .content = nothing,
                                            .orig = nothing,
                                            .etype = XML_INTERNAL_GENERAL_ENTITY},
                                .file.file = STDIN_FILENO,
                                .known = {1, 1, NULL}};
    if (is_opened) reader.file.file = open(source->path, O_RDONLY | O_CLOEXEC);
    if (reader.file.file < 0) {
        say_unreadable(&reader, errno);
        return XML_UNREADABLE;
    }
    reader.arena = arena_new();
    reader_run(&reader);
    arena_free(reader.arena);
    if (is_opened) close(reader.file.file);
    if (reader.file.error) return XML_UNREADABLE;
    return reader.at_fault ? XML_AT_FAULT : XML_GOOD;
}
