/* Reads a document with libxml2's SAX2 parser and hands its events to the matcher.  No tree is
   built, nothing outside of the file is read, and entities cannot make a small document large. */
#include "base/memory.h"
#include "rng/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How much is read from the file at a time. */
enum { CHUNK = 1 << 16 };

/* Entities may make a document so many times as large, once they have given this many bytes. */
enum { LARGEST_AMPLIFICATION = 10, ENTITY_ALLOWANCE = 1 << 20 };

/* Names that are in a document but not in the schema: so many bytes of them in one document, and in
   all documents so far before later ones get a dictionary of their own. */
enum { MOST_NAME_BYTES = 4 << 20, MOST_KEPT_NAME_BYTES = 1 << 20 };

struct document {
    struct matcher matcher;
    xmlParserCtxt *parser;
    const xmlParserCtxt *current; /* of the event at hand: the same, or one for an entity */
    struct report *report;
    const char *name;

    int file;
    int read_error; /* errno of a read that failed */
    char *chunk;
    size_t chunk_length, chunk_offset;
    size_t length; /* bytes read in all */

    size_t names_limit; /* of the dictionary */

    size_t entity_bytes; /* bytes that entities gave in all */
    xmlEntity nothing;   /* stands for any entity once reading has stopped */
    bool stopped;        /* nothing more is to be said about this document */
    bool invalid;        /* an error was found here or by the matcher */

    /* A place a little before the one at hand, for columns on lines whose beginning the parser does
       not hold any more. */
    size_t known_offset, known_line, known_column;

    struct document_attribute *attributes;
    size_t attribute_capacity;
};

static struct document *document_of(void *context) {
    return ((xmlParserCtxt *)context)->_private;
}

/* ---- places ---- */

/* The file's own input; entities are inputs on top of it. */
static const xmlParserInput *file_input(const struct document *document) {
    return document->parser->inputNr ? document->parser->inputTab[0] : NULL;
}

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
static struct place place_before(const struct document *document, const xmlParserInput *input,
                                 const xmlChar *here, const xmlChar *at) {
    struct place place = {(size_t)input->line, 0};
    for (const xmlChar *c = at; c < here; c++)
        place.line -= *c == '\n';
    if (place.line == (size_t)input->line) {
        place.column = (size_t)input->col - count_characters(at, here);
        return place;
    }
    const xmlChar *start = line_start(input, at);
    size_t start_offset = offset_of(input, start);
    if (start == input->base && start_offset && document->known_line == place.line &&
        document->known_offset >= start_offset && document->known_offset <= offset_of(input, at))
        place.column =
            document->known_column +
            count_characters(input->base + (document->known_offset - input->consumed), at);
    else
        place.column = 1 + count_characters(start, at);
    return place;
}

static struct place place_at(const struct document *document, const xmlParserInput *input,
                             const xmlChar *at) {
    return place_before(document, input, input->cur, at);
}

/* Notes the place behind an event, to which the parser's line and column belong. */
static void note_place(struct document *document, const xmlChar *here) {
    const xmlParserInput *input = document->parser->input;
    document->known_offset = offset_of(input, here);
    document->known_line = (size_t)input->line;
    document->known_column = (size_t)input->col;
}

/* Where the tag begins that the parser has just read, or the entity reference that led to it. */
static const xmlChar *tag_start(const struct document *document, const xmlParserInput *input) {
    bool in_entity = document->current != document->parser || document->parser->inputNr > 1;
    const xmlChar *at = input->cur;
    while (at > input->base)
        if (*--at == (in_entity ? '&' : '<')) break;
    return at;
}

struct place document_tag_place(const struct document *document) {
    const xmlParserInput *input = file_input(document);
    return place_at(document, input, tag_start(document, input));
}

struct place document_text_place(const struct document *document, const char *text, size_t length) {
    const xmlParserInput *input = file_input(document);
    const xmlChar *at = (const xmlChar *)text, *here = input->cur;
    size_t white = 0;
    while (white < length && is_white(text + white, 1))
        white++;
    if (at == here) /* the parser's own buffer, not yet counted as read */
        return place_before(document, input, at + length, at + white);
    if (at >= input->base && at < here) return place_at(document, input, at + white);
    if ((size_t)(here - input->base) >= length && !memcmp(here - length, text, length))
        return place_at(document, input, here - length + white); /* a copy of what was read */
    return (struct place){(size_t)input->line, (size_t)input->col};
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

static bool is_name(const xmlChar *name, size_t length, const char *prefix, const char *local) {
    size_t prefix_length = prefix ? strlen(prefix) + 1 : 0;
    return length == prefix_length + strlen(local) &&
           !memcmp(name + prefix_length, local, length - prefix_length) &&
           (!prefix_length ||
            (!memcmp(name, prefix, prefix_length - 1) && name[prefix_length - 1] == ':'));
}

struct place document_attribute_place(const struct document *document, const char *prefix,
                                      const char *local) {
    const xmlParserInput *input = file_input(document);
    const xmlChar *start = tag_start(document, input), *at = start, *name_end;
    while (at < input->cur && !is_white_or_end(*at))
        at++;
    for (const xmlChar *name; (name = next_attribute(at, input->cur, &name_end));
         at = skip_value(name_end, input->cur))
        if (is_name(name, (size_t)(name_end - name), prefix, local))
            return place_at(document, input, name);
    return place_at(document, input, start); /* given by the DTD, or in an entity */
}

/* ---- what is said here ---- */

static void say(struct document *document, enum severity severity, const char *code,
                const char *message, const char *hint) {
    const xmlParserInput *input = file_input(document);
    if (severity == SEVERITY_ERROR) document->invalid = true;
    report_add(document->report, &(struct finding){.severity = severity,
                                                   .code = code,
                                                   .file = document->name,
                                                   .line = input ? (size_t)input->line : 0,
                                                   .column = input ? (size_t)input->col : 0,
                                                   .message = message,
                                                   .hint = hint});
}

/* Stops the parser; those for entities are stopped when they call back. */
static void stop(struct document *document) {
    document->stopped = true;
    xmlStopParser(document->parser);
}

/* Whether nothing more is to be done with the document, which the parser is told then. */
static bool is_stopped(const struct document *document, void *context) {
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
    if (document->length == 0)
        message = "the file is empty";
    else if (document->names_limit &&
             xmlDictGetUsage(document->parser->dict) + (1 << 16) > document->names_limit)
        message = "the document has too many different names";
    say(document, SEVERITY_ERROR, "xml/not-well-formed", message, NULL);
}

/* libxml2's errors; its sentences end with a line feed. */
static void on_error(void *context, parser_error *error) {
    struct document *document = document_of(context);
    if (document->stopped || document->read_error || !error->message) return;
    size_t length = strlen(error->message);
    while (length && is_white(error->message + length - 1, 1))
        length--;
    char *message = memory_copy(error->message, length);
    if (error->code == XML_WAR_UNDECLARED_ENTITY) {
        say(document, SEVERITY_ERROR, "xml/external-entity", message,
            "external DTDs are not read; declare the entity in the document");
    } else if (error->domain == XML_FROM_NAMESPACE) {
        bool is_error = error->level >= XML_ERR_ERROR;
        say(document, is_error ? SEVERITY_ERROR : SEVERITY_WARNING, "xml/namespace", message, NULL);
        if (is_error) stop(document);
    } else if (error->level == XML_ERR_FATAL) {
        say_fatal(document, message);
    }
    free(message);
}

/* ---- entities ---- */

/* Declares an external entity as an empty internal one: nothing is fetched, and where it is
   referred to, its system identifier tells. */
static void on_entity_declaration(void *context, const xmlChar *name, int type,
                                  const xmlChar *public_id, const xmlChar *system_id,
                                  xmlChar *content) {
    xmlChar nothing[] = "";
    if (type == XML_EXTERNAL_GENERAL_PARSED_ENTITY || type == XML_EXTERNAL_PARAMETER_ENTITY) {
        type = type == XML_EXTERNAL_GENERAL_PARSED_ENTITY ? XML_INTERNAL_GENERAL_ENTITY
                                                          : XML_INTERNAL_PARAMETER_ENTITY;
        content = nothing;
    }
    xmlSAX2EntityDecl(context, name, type, public_id, system_id, content);
}

static void check_amplification(struct document *document, const xmlEntity *entity) {
    document->entity_bytes += entity->length > 0 ? (size_t)entity->length : 0;
    if (document->entity_bytes <= ENTITY_ALLOWANCE ||
        document->entity_bytes / LARGEST_AMPLIFICATION <= document->length)
        return;
    say(document, SEVERITY_ERROR, "xml/entity-amplification",
        "entities make the document more than 10 times as large: reading stops here", NULL);
    stop(document);
}

static void check_external(struct document *document, const xmlEntity *entity) {
    if (!entity->SystemID || entity->etype == XML_EXTERNAL_GENERAL_UNPARSED_ENTITY) return;
    struct buffer message = {0};
    buffer_print(&message, "external entity \"%s\" (%s) is not read", (const char *)entity->name,
                 (const char *)entity->SystemID);
    say(document, SEVERITY_ERROR, "xml/external-entity", message.bytes,
        "put its content into the document");
    buffer_free(&message);
}

/* What the parser gets at a reference to an entity.  Once reading has stopped that is nothing: a
   NULL it would not take for an answer, but look the entity up by itself. */
static xmlEntity *refer(struct document *document, void *context, xmlEntity *entity) {
    if (entity && !document->stopped) {
        check_external(document, entity);
        check_amplification(document, entity);
    }
    return is_stopped(document, context) ? &document->nothing : entity;
}

static xmlEntity *on_entity(void *context, const xmlChar *name) {
    return refer(document_of(context), context, xmlSAX2GetEntity(context, name));
}

static xmlEntity *on_parameter_entity(void *context, const xmlChar *name) {
    return refer(document_of(context), context, xmlSAX2GetParameterEntity(context, name));
}

/* ---- elements and text ---- */

static void take_attributes(struct document *document, const xmlChar **attributes, size_t count) {
    const char *no_uri = document->matcher.schema->no_uri;
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

static void on_start_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                         const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                         int attribute_count, int default_count, const xmlChar **attributes) {
    struct document *document = document_of(context);
    (void)default_count; /* those are among the attributes */
    if (is_stopped(document, context)) return;
    document->current = context;
    take_attributes(document, attributes, (size_t)attribute_count);
    struct document_name name = {uri ? (const char *)uri : document->matcher.schema->no_uri,
                                 (const char *)local, (const char *)prefix};
    matcher_start_tag(&document->matcher, &name, (const char *const *)namespaces,
                      (size_t)namespace_count, document->attributes, (size_t)attribute_count);
    note_place(document, document->parser->input->cur);
}

static void on_end_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                       const xmlChar *uri) {
    struct document *document = document_of(context);
    (void)local, (void)prefix, (void)uri;
    if (is_stopped(document, context)) return;
    document->current = context;
    matcher_end_tag(&document->matcher);
    note_place(document, document->parser->input->cur);
}

static void on_text(void *context, const xmlChar *text, int length) {
    struct document *document = document_of(context);
    if (is_stopped(document, context)) return;
    document->current = context;
    matcher_text(&document->matcher, (const char *)text, (size_t)length);
    const xmlChar *here = document->parser->input->cur;
    note_place(document, here == text ? here + length : here);
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

static int read_chunk(void *context, char *bytes, int length) {
    struct document *document = context;
    if (document->chunk_offset == document->chunk_length) {
        ssize_t count;
        do
            count = read(document->file, document->chunk, CHUNK);
        while (count < 0 && errno == EINTR);
        if (count < 0) {
            document->read_error = errno;
            return 0; /* said at the end; the parser would not name the reason */
        }
        document->chunk_length = (size_t)count;
        document->chunk_offset = 0;
        document->length += (size_t)count;
    }
    size_t left = document->chunk_length - document->chunk_offset;
    size_t count = left < (size_t)length ? left : (size_t)length;
    if (count) memcpy(bytes, document->chunk + document->chunk_offset, count);
    document->chunk_offset += count;
    return (int)count;
}

/* Names come interned in the schema's dictionary, so that they compare by their addresses.  A
   dictionary only grows; when documents have filled it with names of their own, further ones get
   one that is thrown away after them. */
static void set_names(struct document *document, struct rng_schema *schema) {
    xmlDict *names = schema->simple->names;
    if (xmlDictGetUsage(names) < schema->name_bytes + MOST_KEPT_NAME_BYTES)
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
        xmlParserInputBufferCreateIO(read_chunk, NULL, document, XML_CHAR_ENCODING_NONE);
    xmlParserInput *input =
        buffer ? xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE) : NULL;
    if (!input || inputPush(parser, input) < 0) memory_exhausted();
    xmlParseDocument(parser);
}

static void free_parser(struct document *document, struct rng_schema *schema) {
    bool own_names = document->parser->dict != schema->simple->names;
    if (document->parser->myDoc) xmlFreeDoc(document->parser->myDoc);
    xmlDictSetLimit(document->parser->dict, 0);
    xmlFreeParserCtxt(document->parser);
    if (!own_names) return;
    /* The automaton remembers names of the document's dictionary. */
    automaton_free(schema->automaton);
    schema->automaton = automaton_new(schema->simple->patterns, schema->simple->start);
}

static void validate_open_file(struct document *document, struct rng_schema *schema) {
    struct matcher *matcher = &document->matcher;
    *matcher = (struct matcher){
        .schema = schema, .document = document, .report = document->report, .file = document->name};
    matcher_start(matcher);
    document->chunk = memory_allocate(CHUNK, 1);
    parse(document, schema);
    if (document->read_error)
        say_unreadable(document, document->read_error);
    else if (!document->stopped && document->parser->wellFormed)
        matcher_end(matcher);
    document->invalid |= matcher->had_error || !document->parser->wellFormed;
    free_parser(document, schema);
    matcher_free(matcher);
    free(document->chunk);
    free(document->attributes);
}

enum rng_verdict rng_validate(struct rng_schema *schema, const char *path, const char *name,
                              struct report *report) {
    bool is_input = !strcmp(path, "-");
    xmlChar nothing[] = "";
    struct document document = {.report = report,
                                .name = name,
                                .nothing = {.type = XML_ENTITY_DECL,
                                            .name = nothing,
                                            .content = nothing,
                                            .orig = nothing,
                                            .etype = XML_INTERNAL_GENERAL_ENTITY}};
    document.file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (document.file < 0) {
        say_unreadable(&document, errno);
        return RNG_UNREADABLE;
    }
    validate_open_file(&document, schema);
    if (!is_input) close(document.file);
    if (document.read_error) return RNG_UNREADABLE;
    return document.invalid ? RNG_INVALID : RNG_VALID;
}
