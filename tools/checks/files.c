/* The ids of other files, each read once however many pointers lead there. */
#include "checks/internal.h"

#include "base/file.h"
#include "base/memory.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include <unistd.h>

/* The ids of files by their paths; a file that is no XML has none. */
struct checks_files {
    xmlHashTable *files;
    void (*hear)(void *context, const char *path, bool content); /* or NULL */
    void *context;
};

struct checks_files *checks_files_new(void) {
    struct checks_files *files = memory_allocate(1, sizeof *files);
    files->files = xmlHashCreate(0);
    if (!files->files) memory_exhausted();
    return files;
}

static void free_ids(void *ids, const xmlChar *path) {
    (void)path;
    xmlHashFree(ids, NULL);
}

void checks_files_free(struct checks_files *files) {
    if (!files) return;
    xmlHashFree(files->files, free_ids);
    free(files);
}

void checks_files_listen(struct checks_files *files,
                         void (*hear)(void *context, const char *path, bool content),
                         void *context) {
    files->hear = hear;
    files->context = context;
}

static void note_id(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                    int namespace_count, const xmlChar **namespaces, int attribute_count,
                    int default_count, const xmlChar **attributes) {
    xmlHashTable *ids = ((xmlParserCtxt *)context)->_private;
    (void)local, (void)prefix, (void)uri, (void)namespace_count, (void)namespaces;
    (void)default_count;
    for (int i = 0; i < attribute_count; i++, attributes += 5) {
        if (!attributes[1] || strcmp((const char *)attributes[1], "xml") ||
            strcmp((const char *)attributes[0], "id"))
            continue;
        char *id =
            memory_copy((const char *)attributes[3], (size_t)(attributes[4] - attributes[3]));
        xmlHashAddEntry(ids, (const xmlChar *)id, ids);
        free(id);
    }
}

static void ignore_error(void *context, const char *format, ...) {
    (void)context, (void)format;
}

static xmlHashTable *read_ids(const char *path) {
    xmlHashTable *ids = xmlHashCreate(0);
    xmlParserCtxt *parser = xmlCreateFileParserCtxt(path);
    if (!ids) memory_exhausted();
    if (!parser) return ids;
    *parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                   .startElementNs = note_id,
                                   .error = ignore_error,
                                   .fatalError = ignore_error};
    parser->_private = ids;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR);
    xmlParseDocument(parser);
    if (parser->myDoc) xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
    return ids;
}

enum found files_find(struct checks_files *files, const char *path, const char *id) {
    if (files->hear) files->hear(files->context, path, id);
    if (access(path, R_OK)) return NO_FILE;
    if (!id) return FOUND;
    if (file_is_special(path)) return NO_ID;
    xmlHashTable *ids = xmlHashLookup(files->files, (const xmlChar *)path);
    if (!ids) {
        ids = read_ids(path);
        xmlHashAddEntry(files->files, (const xmlChar *)path, ids);
    }
    return xmlHashLookup(ids, (const xmlChar *)id) ? FOUND : NO_ID;
}
