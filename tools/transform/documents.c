/* Documents: how XML comes in.  Files are read by us and parsed from memory, what is built in has
   addresses of its own, and nothing else is fetched, whoever asks for it. */
#include "base/builtin.h"
#include "base/file.h"
#include "base/memory.h"
#include "transform/internal.h"
#include "xml/parser_error.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/uri.h>
#include <libxml/xinclude.h>
#include <libxslt/documents.h>
#include <libxslt/xsltutils.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

bool session_read(struct session *session, const char *path, const char *name,
                  struct buffer *bytes) {
    bool done = file_read(path, bytes);
    if (!done)
        session_error(session, "file/cannot-read", name, 0, 0, "cannot be read: %s",
                      strerror(errno));
    return done;
}

/* ---- parsing ---- */

/* What a parser's callbacks are told. */
struct parsing {
    struct session *session;
    const char *name;
    xmlParserCtxt *parser; /* of the document; entities may be parsed by others */
    bool refused;          /* an error was said */
    bool torn;             /* it was one of well-formedness */
};

/* Where in the document the reference stands at which the parser is. */
static void find_reference(const xmlParserCtxt *parser, size_t *line, size_t *column) {
    *line = *column = 0;
    if (!parser->inputNr) return;
    const xmlParserInput *input = parser->inputTab[0];
    const xmlChar *place = input->cur;
    size_t characters = 0;
    while (place > input->base && *place != '&' && *place != '%' && *place != '\n')
        characters += (*place-- & 0xC0) != 0x80;
    bool found = *place == '&' || *place == '%';
    *line = (size_t)input->line;
    *column = found && (size_t)input->col > characters ? (size_t)input->col - characters : 0;
}

static void hear_parser(void *context, xmlErrorPtr error) {
    struct parsing *parsing = context;
    bool fatal = error->level == XML_ERR_FATAL;
    if (!error->message || error->level < XML_ERR_ERROR) return;
    if (error->domain == XML_FROM_VALID) { /* an id that stands twice: the first keeps it */
        report_say(parsing->session->report, SEVERITY_WARNING, "xml/not-valid", parsing->name,
                   (size_t)error->line, error->int2 > 0 ? (size_t)error->int2 : 0, "%.*s",
                   (int)strcspn(error->message, "\n"), error->message);
        return;
    }
    /* Only the first error counts: the others mostly follow from it.  But a prefix may be
       undeclared only because its tag is torn. */
    if (parsing->refused && (parsing->torn || !fatal)) return;
    parsing->refused = true;
    parsing->torn = fatal;
    size_t line = error->line > 0 ? (size_t)error->line : 0;
    size_t column = error->int2 > 0 ? (size_t)error->int2 : 0;
    /* Errors in decoding come without a parser, while its input is moved in memory. */
    if (error->ctxt && (error->ctxt != parsing->parser || parsing->parser->inputNr > 1))
        find_reference(parsing->parser, &line, &column);
    if (!error->ctxt && parsing->parser->input) line = (size_t)parsing->parser->input->line;
    struct buffer message = {0};
    if (error->code == XML_ERR_ENTITY_LOOP)
        buffer_text(&message,
                    "entities refer to each other without end, or to a text that is far too long");
    else
        xml_explain_error(error, &message, NULL);
    session_error(parsing->session,
                  error->domain == XML_FROM_NAMESPACE ? "xml/namespace" : "xml/not-well-formed",
                  parsing->name, line, column, "%s", message.bytes);
    buffer_free(&message);
}

static xmlParserInput *refuse_entity(const char *address, const char *public_id,
                                     xmlParserCtxt *parser) {
    (void)public_id;
    struct parsing *parsing = parser->_private;
    enum { EXTERNAL_SUBSET = 2 }; /* of the DTD: passed over, the document can do without */
    if (!parsing || parser->inSubset == EXTERNAL_SUBSET) return NULL;
    size_t line, column;
    find_reference(parsing->parser, &line, &column);
    session_error(parsing->session, "xml/external-entity", parsing->name, line, column,
                  "an external entity is not fetched: %s", address ? address : "(no address)");
    parsing->refused = parsing->torn = true; /* what follows is a consequence */
    return NULL;
}

/* libxml2 allows texts over 10 MB only without its checks on entities, so those are lifted only
   where no entity is declared. */
static int parser_options(const char *bytes, size_t length) {
    bool wide = length > 1 && (!bytes[0] || !bytes[1]);
    const char *place = bytes, *end = bytes + length;
    bool entities = wide;
    while (!entities && place && (place = memchr(place, '!', (size_t)(end - place))))
        entities = end - ++place > 6 && !memcmp(place, "ENTITY", 6);
    return XML_PARSE_NOENT | XML_PARSE_DTDATTR | XML_PARSE_NOCDATA | XML_PARSE_NONET |
           XML_PARSE_COMPACT | XML_PARSE_BIG_LINES | (entities ? 0 : XML_PARSE_HUGE);
}

static xmlDoc *parse(const char *bytes, size_t length, const char *address, const char *name,
                     struct session *session, xmlDict *names) {
    if (!length || length > INT_MAX) {
        session_error(session, "xml/not-well-formed", name, 0, 0,
                      length ? "too long to be parsed into a tree" : "holds nothing");
        return NULL;
    }
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (!parser) memory_exhausted();
    struct parsing parsing = {session, name, parser, false, false};
    if (names) {
        xmlDictFree(parser->dict);
        parser->dict = names;
        xmlDictReference(names);
    }
    parser->_private = &parsing;
    xmlExternalEntityLoader usual = xmlGetExternalEntityLoader();
    xmlSetExternalEntityLoader(refuse_entity);
    xmlSetStructuredErrorFunc(&parsing, hear_parser);
    xmlDoc *document =
        xmlCtxtReadMemory(parser, bytes, (int)length, address, NULL, parser_options(bytes, length));
    xmlSetExternalEntityLoader(usual);
    session_begin(session);
    if (parsing.refused || !parser->wellFormed) {
        xmlFreeDoc(document);
        document = NULL;
    }
    xmlFreeParserCtxt(parser);
    return document;
}

xmlDoc *document_parse(const char *bytes, size_t length, const char *name,
                       struct session *session) {
    xmlChar *address = xmlPathToURI(BAD_CAST name); /* escaped, as those built upon it must be */
    if (!address) memory_exhausted();
    xmlDoc *document = parse(bytes, length, (char *)address, name, session, NULL);
    xmlFree(address);
    return document;
}

/* ---- what stylesheets ask for ---- */

/* The path of a file: address; NULL where it is none.  The caller frees it with xmlFree(). */
static char *path_of(const char *address) {
    xmlURI *uri = xmlParseURI(address);
    bool local = uri && (!uri->scheme || !strcmp(uri->scheme, "file")) && uri->path;
    char *path = local ? (char *)xmlStrdup((xmlChar *)uri->path) : NULL;
    xmlFreeURI(uri);
    return path;
}

/* Reads a file that a stylesheet or document asks for; false, with a finding, where it may not, or
   where that fails. */
static bool read_wanted(struct session *session, const char *address, struct buffer *bytes) {
    char *path = path_of(address);
    bool done = false;
    if (!path)
        session_refuse(session, "xslt/not-fetched", "only files can be loaded, not %s", address);
    else if (!access_may_read(session, path))
        session_refuse(session, "xslt/forbidden",
                       "%s may not be read: it is not in the folder of the stylesheet or of the "
                       "document",
                       path);
    else if (file_is_special(path))
        session_refuse(session, "file/cannot-read", "%s cannot be read: it is no regular file",
                       path);
    else if (!(done = file_read(path, bytes)))
        session_refuse(session, "file/cannot-read", "%s cannot be read: %s", path, strerror(errno));
    xmlFree(path);
    return done;
}

/* The built-in file of an address: "teikit:html.xsl". */
static const struct builtin *builtin_at(const char *address) {
    if (strncmp(address, BUILTIN_BASE, strlen(BUILTIN_BASE))) return NULL;
    const char *path = address + strlen(BUILTIN_BASE);
    struct buffer whole = {0};
    buffer_print(&whole, "stylesheets/%s", path + (*path == '/'));
    const struct builtin *file = builtin_find(whole.bytes);
    buffer_free(&whole);
    return file;
}

static xmlDoc *load(const xmlChar *address, xmlDict *names, int options, void *context,
                    xsltLoadType type) {
    (void)options, (void)context, (void)type;
    struct session *session = xsltGenericErrorContext;
    const char *name = (const char *)address;
    const struct builtin *file = builtin_at(name);
    if (file)
        return parse(file->bytes, (size_t)(file->end - file->bytes), name, name, session, names);
    if (!strncmp(name, BUILTIN_BASE, strlen(BUILTIN_BASE))) {
        session_refuse(session, "transform/unknown-stylesheet",
                       "%s is not built in; `teikit show stylesheet` lists what is", name);
        return NULL;
    }
    struct buffer bytes = {0};
    xmlDoc *document = NULL;
    if (read_wanted(session, name, &bytes)) {
        char *path = path_of(name);
        document = parse(bytes.bytes, bytes.length, name, path, session, names);
        xmlFree(path);
    }
    buffer_free(&bytes);
    return document;
}

void documents_register(void) {
    xsltSetLoaderFunc(load);
}

/* ---- XInclude ---- */

/* What the callbacks are told while a document is put together. */
struct including {
    struct session *session;
    bool failed;
};

/* Errors of XInclude stand at the element that includes, those of a parser in what is included. */
static void hear_include(void *context, xmlErrorPtr error) {
    struct including *including = context;
    const xmlNode *element = error->domain == XML_FROM_XINCLUDE ? error->node : NULL;
    if (error->level < XML_ERR_ERROR || !error->message || including->failed) return;
    struct session *session = including->session;
    including->failed = true;
    const char *code = error->domain == XML_FROM_XINCLUDE    ? "xml/xinclude"
                       : error->domain == XML_FROM_NAMESPACE ? "xml/namespace"
                                                             : "xml/not-well-formed";
    const char *message = session->unplaced ? session->unplaced : error->message;
    char *file = element || !error->file ? NULL : address_file(error->file);
    long line = element ? xmlGetLineNo(element) : error->line;
    session_error(session, session->unplaced ? session->unplaced_code : code,
                  file ? file : session->name, line > 0 ? (size_t)line : 0, 0, "%.*s",
                  (int)strcspn(message, "\n"), message);
    free(file);
    free(session->unplaced);
    session->unplaced = NULL;
}

/* A fallback may stand in for what cannot be had, so that is said by hear_include() only. */
static xmlParserInput *load_included(const char *address, const char *public_id,
                                     xmlParserCtxt *parser) {
    (void)public_id;
    struct session *session = xsltGenericErrorContext;
    struct buffer bytes = {0};
    xmlParserInput *input = NULL;
    free(session->unplaced);
    session->unplaced = NULL;
    if (read_wanted(session, address, &bytes)) {
        xmlParserInputBuffer *buffer =
            xmlParserInputBufferCreateMem(bytes.bytes, (int)bytes.length, XML_CHAR_ENCODING_NONE);
        if (buffer) input = xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE);
        if (input) input->filename = (char *)xmlStrdup(BAD_CAST address);
    }
    buffer_free(&bytes);
    return input;
}

bool document_include(xmlDoc *document, struct session *session) {
    struct including including = {session, false};
    xmlExternalEntityLoader usual = xmlGetExternalEntityLoader();
    xmlSetExternalEntityLoader(load_included);
    xmlSetStructuredErrorFunc(&including, hear_include);
    int included =
        xmlXIncludeProcessFlags(document, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOXINCNODE |
                                              XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
    xmlSetExternalEntityLoader(usual);
    session_begin(session);
    free(session->unplaced);
    session->unplaced = NULL;
    if (included < 0 && !including.failed)
        session_error(session, "xml/xinclude", session->name, 0, 0,
                      "what it includes cannot be put in");
    return included >= 0 && !including.failed;
}
