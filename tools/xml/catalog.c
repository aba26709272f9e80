/* XML catalogs: libxml2's, one for the whole process, kept from the network. */
#include "xml/catalog.h"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <string.h>
#include <unistd.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *catalog_error;
#else
typedef xmlErrorPtr catalog_error;
#endif

/* What the library says about a broken catalog becomes a finding. */
static void note_catalog_error(void *data, catalog_error error) {
    struct report *report = data;
    const char *message = error->message ? error->message : "the catalog cannot be used";
    if (!report) return;
    report_say(report, SEVERITY_WARNING, "rng/catalog", error->file,
               error->line > 0 ? (size_t)error->line : 0, 0, "catalog: %.*s",
               (int)strcspn(message, "\n"), message);
}

/* Around every call into the library's catalogs: its errors become findings, and a catalog that
   refers to another one by http: cannot make it reach for the network. */
struct catalog_guard {
    xmlExternalEntityLoader loader;
    xmlStructuredErrorFunc handler;
    void *data;
};

static struct catalog_guard begin_catalog_call(struct report *report) {
    struct catalog_guard guard = {xmlGetExternalEntityLoader(), xmlStructuredError,
                                  xmlStructuredErrorContext};
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
    xmlSetStructuredErrorFunc(report, note_catalog_error);
    return guard;
}

static void end_catalog_call(struct catalog_guard guard) {
    xmlSetExternalEntityLoader(guard.loader);
    xmlSetStructuredErrorFunc(guard.data, guard.handler);
}

bool catalog_add(const char *path, struct report *report) {
    struct catalog_guard guard = begin_catalog_call(report);
    bool loaded = !access(path, R_OK) && xmlLoadCatalog(path) == 0;
    end_catalog_call(guard);
    if (!loaded)
        report_say(report, SEVERITY_ERROR, "rng/catalog", path, 0, 0, "the catalog cannot be read");
    return loaded;
}

const char *catalog_find(struct arena *arena, struct report *report, const char *uri) {
    struct catalog_guard guard = begin_catalog_call(report);
    xmlChar *mapped = xmlCatalogResolveURI((const xmlChar *)uri);
    if (!mapped) mapped = xmlCatalogResolveSystem((const xmlChar *)uri);
    end_catalog_call(guard);
    if (!mapped) return NULL;
    const char *copy = arena_copy(arena, (const char *)mapped, strlen((char *)mapped));
    xmlFree(mapped);
    return copy;
}
