/* Which schemas a document names itself: the <?xml-model?> instructions before its root element
   (Associating Schemas with XML documents 1.0, third edition). */
#include "xml/association.h"

#include "base/memory.h"
#include "xml/location.h"

#include <fcntl.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How an instruction says in what language its schema is: by its schematypens, else by its type,
   else by the extension of the file. */
enum language { LANGUAGE_OTHER, LANGUAGE_RELAX_NG, LANGUAGE_SCHEMATRON };
static const struct {
    enum language language;
    const char *types, *type, *extension; /* the last two may be NULL */
} languages[] = {
    {LANGUAGE_RELAX_NG, "http://relaxng.org/ns/structure/1.0",
     "application/relax-ng-compact-syntax", ".rnc"},
    {LANGUAGE_RELAX_NG, "http://relaxng.org/ns/structure/1.0", NULL, ".rng"},
    {LANGUAGE_SCHEMATRON, "http://purl.oclc.org/dsdl/schematron", NULL, ".sch"},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

struct prolog {
    struct arena *arena;
    const char *base, *name;
    struct report *report;
    xmlParserCtxt *parser;
    struct xml_associations *found;
    const char *passed_over; /* the last schema in no language that is known here; or NULL */
    size_t passed_over_line;
    bool ended; /* the root element was seen */
};

/* ---- pseudo-attributes ---- */

/* The value of a pseudo-attribute in an instruction's content; NULL where it has none. */
static const char *pseudo_attribute(struct arena *arena, const char *content, const char *name) {
    size_t length = strlen(name);
    while (*content) {
        content += strspn(content, " \t\r\n");
        size_t name_length = strcspn(content, "= \t\r\n");
        const char *value = content + name_length + strspn(content + name_length, "= \t\r\n");
        const char *end = *value == '"' || *value == '\'' ? strchr(value + 1, *value) : NULL;
        if (!end) return NULL;
        if (name_length == length && !strncmp(content, name, length))
            return arena_copy(arena, value + 1, (size_t)(end - value - 1));
        content = end + 1;
    }
    return NULL;
}

static enum language language_of(struct arena *arena, const char *content, const char *href) {
    const char *types = pseudo_attribute(arena, content, "schematypens");
    const char *type = pseudo_attribute(arena, content, "type");
    const char *dot = strrchr(href, '.');
    for (size_t i = 0; i < LANGUAGES; i++) {
        const char *own = languages[i].type, *extension = languages[i].extension;
        if (types ? !strcmp(types, languages[i].types)
                  : (type && own && !strcmp(type, own)) || (dot && !strcmp(dot, extension)))
            return languages[i].language;
    }
    return LANGUAGE_OTHER;
}

/* ---- the prolog ---- */

/* A document that does without its rules is not wrong by that. */
static void say_not_fetched(struct prolog *prolog, const char *href, bool is_grammar) {
    const char *message =
        arena_print(prolog->arena, "the schema %s is not a file, and nothing is fetched", href);
    prolog->found->failed |= is_grammar;
    report_add(prolog->report,
               &(struct finding){.severity = is_grammar ? SEVERITY_ERROR : SEVERITY_WARNING,
                                 .code = "rng/schema-not-fetched",
                                 .file = prolog->name,
                                 .line = (size_t)prolog->parser->input->line,
                                 .message = message,
                                 .hint = "name a copy with --schema, or map it with --catalog"});
}

/* Said where the document names no other, since many name a DTD beside their grammar. */
static void say_passed_over(const struct prolog *prolog) {
    report_add(prolog->report,
               &(struct finding){.severity = SEVERITY_NOTE,
                                 .code = "rng/schema-passed-over",
                                 .file = prolog->name,
                                 .line = prolog->passed_over_line,
                                 .message = arena_print(prolog->arena,
                                                        "the schema %s is neither RELAX NG nor "
                                                        "Schematron, and is passed over",
                                                        prolog->passed_over),
                                 .hint = "where it is one of them, say so by schematypens"});
}

static void add(struct prolog *prolog, const char *content, const char *href, bool is_grammar) {
    struct xml_associations *found = prolog->found;
    const char *path = location_of(prolog->arena, prolog->report, prolog->base, href);
    const char *phase = pseudo_attribute(prolog->arena, content, "phase");
    if (!path) {
        say_not_fetched(prolog, href, is_grammar);
        return;
    }
    found->list = memory_grow(found->list, &found->capacity, found->count + 1, sizeof *found->list);
    found->list[found->count++] = (struct xml_association){
        memory_copy(path, strlen(path)), phase ? memory_copy(phase, strlen(phase)) : NULL};
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *data) {
    struct prolog *prolog = ((xmlParserCtxt *)context)->_private;
    const char *content = (const char *)data;
    if (prolog->ended || !content || strcmp((const char *)target, "xml-model")) return;
    const char *href = pseudo_attribute(prolog->arena, content, "href");
    if (!href) return;
    enum language language = language_of(prolog->arena, content, href);
    if (language != LANGUAGE_OTHER) {
        add(prolog, content, href, language == LANGUAGE_RELAX_NG);
    } else {
        prolog->passed_over = href;
        prolog->passed_over_line = (size_t)prolog->parser->input->line;
    }
}

static void on_start_tag(void *context, const xmlChar *local, const xmlChar *prefix,
                         const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                         int attribute_count, int default_count, const xmlChar **attributes) {
    struct prolog *prolog = ((xmlParserCtxt *)context)->_private;
    (void)local, (void)prefix, (void)uri, (void)namespace_count, (void)namespaces;
    (void)attribute_count, (void)default_count, (void)attributes;
    prolog->ended = true;
    xmlStopParser(context);
}

/* What is wrong with the document is said when it is validated. */
static void ignore_error(void *context, xmlErrorPtr error) {
    (void)context, (void)error;
}

/* Hands the parser what the prolog is in; `file` is -1 for a document in memory. */
static void read_prolog(const struct prolog *prolog, const struct xml_source *document, int file) {
    char chunk[4096];
    const char *piece = chunk;
    for (size_t offset = 0; !prolog->ended && !prolog->parser->disableSAX;) {
        size_t left = document->length - offset, got = left < sizeof chunk ? left : sizeof chunk;
        if (file < 0) {
            piece = document->bytes + offset;
            offset += got;
        } else {
            ssize_t filled = read(file, chunk, sizeof chunk);
            got = filled > 0 ? (size_t)filled : 0;
        }
        if (!got) return;
        xmlParseChunk(prolog->parser, piece, (int)got, 0);
    }
}

void xml_associations_find(const struct xml_source *document, struct report *report,
                           struct xml_associations *found) {
    int file = document->bytes ? -1 : open(document->path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && !document->bytes) return;
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .processingInstruction = on_instruction,
                             .startElementNs = on_start_tag,
                             .serror = (xmlStructuredErrorFunc)ignore_error};
    struct prolog prolog = {.arena = arena_new(),
                            .base = document->path,
                            .name = document->name,
                            .report = report,
                            .found = found};
    prolog.parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (!prolog.parser) memory_exhausted();
    xmlCtxtUseOptions(prolog.parser,
                      XML_PARSE_NONET | (document->is_utf8 ? XML_PARSE_IGNORE_ENC : 0));
    prolog.parser->_private = &prolog;
    /* Errors in decoding come without the parser's context. */
    xmlStructuredErrorFunc usual = xmlStructuredError;
    void *usual_context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)ignore_error);
    read_prolog(&prolog, document, file);
    xmlSetStructuredErrorFunc(usual_context, usual);
    if (file >= 0) close(file);
    if (prolog.passed_over && !found->count && !found->failed) say_passed_over(&prolog);
    xmlFreeParserCtxt(prolog.parser);
    arena_free(prolog.arena);
}

void xml_associations_free(struct xml_associations *found) {
    for (size_t i = 0; i < found->count; i++) {
        free(found->list[i].path);
        free(found->list[i].phase);
    }
    free(found->list);
    *found = (struct xml_associations){0};
}
