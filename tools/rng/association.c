/* Which schemas a document names itself: the <?xml-model?> instructions before its root element
   (Associating Schemas with XML documents 1.0, third edition). */
#include "base/memory.h"
#include "rng/rng.h"
#include "xml/location.h"

#include <fcntl.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char relaxng_namespace[] = "http://relaxng.org/ns/structure/1.0";
static const char compact_type[] = "application/relax-ng-compact-syntax";

struct prolog {
    struct arena *arena;
    const char *base, *name;
    struct report *report;
    xmlParserCtxt *parser;
    struct rng_associations *found;
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

/* Whether the instruction is about RELAX NG, as its types or else its extension tell. */
static bool is_relaxng(struct arena *arena, const char *content, const char *href) {
    const char *types = pseudo_attribute(arena, content, "schematypens");
    const char *type = pseudo_attribute(arena, content, "type");
    if (types) return !strcmp(types, relaxng_namespace);
    if (type && !strcmp(type, compact_type)) return true;
    const char *dot = strrchr(href, '.');
    return dot && (!strcmp(dot, ".rng") || !strcmp(dot, ".rnc"));
}

/* ---- the prolog ---- */

static void add(struct prolog *prolog, const char *href) {
    struct rng_associations *found = prolog->found;
    size_t line = (size_t)prolog->parser->input->line;
    const char *path = location_of(prolog->arena, prolog->report, prolog->base, href);
    if (!path) {
        found->failed = true;
        report_add(
            prolog->report,
            &(struct finding){.severity = SEVERITY_ERROR,
                              .code = "rng/schema-not-fetched",
                              .file = prolog->name,
                              .line = line,
                              .message = arena_print(prolog->arena,
                                                     "the schema %s is not a file, and "
                                                     "nothing is fetched",
                                                     href),
                              .hint = "name a copy with --schema, or map it with --catalog"});
        return;
    }
    found->paths =
        memory_grow(found->paths, &found->capacity, found->count + 1, sizeof *found->paths);
    found->paths[found->count++] = memory_copy(path, strlen(path));
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *data) {
    struct prolog *prolog = ((xmlParserCtxt *)context)->_private;
    const char *content = (const char *)data;
    if (prolog->ended || !content || strcmp((const char *)target, "xml-model")) return;
    const char *href = pseudo_attribute(prolog->arena, content, "href");
    if (href && is_relaxng(prolog->arena, content, href)) add(prolog, href);
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

void rng_associations_find(const char *path, const char *base, const char *name,
                           struct report *report, struct rng_associations *found) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .processingInstruction = on_instruction,
                             .startElementNs = on_start_tag,
                             .serror = (xmlStructuredErrorFunc)ignore_error};
    struct prolog prolog = {
        .arena = arena_new(), .base = base, .name = name, .report = report, .found = found};
    prolog.parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (!prolog.parser) memory_exhausted();
    xmlCtxtUseOptions(prolog.parser, XML_PARSE_NONET);
    prolog.parser->_private = &prolog;
    char chunk[4096];
    ssize_t got;
    while (!prolog.ended && !prolog.parser->disableSAX &&
           (got = read(file, chunk, sizeof chunk)) > 0)
        xmlParseChunk(prolog.parser, chunk, (int)got, 0);
    close(file);
    xmlFreeParserCtxt(prolog.parser);
    arena_free(prolog.arena);
}

void rng_associations_free(struct rng_associations *found) {
    for (size_t i = 0; i < found->count; i++)
        free(found->paths[i]);
    free(found->paths);
    *found = (struct rng_associations){0};
}
