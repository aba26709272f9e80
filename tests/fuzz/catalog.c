/* Fuzz target: XML catalogs, and references that they are asked about: a catalog, a NUL, and a
   reference.  Whatever the bytes, asking ends, and gives a path or nothing. */
#include "xml/catalog.h"
#include "file_fuzz.h"
#include "xml/location.h"

#include <libxml/catalog.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *rest;
    size_t rest_size, length = split(data, size, &rest, &rest_size);
    struct report *report = quiet_report();
    struct arena *arena = arena_new();
    const char *reference = rest_size ? arena_copy(arena, (const char *)rest, rest_size)
                                      : "http://tide.example/tide.rng";
    setenv("XML_CATALOG_FILES", "", 1); /* not those of the system */
    if (catalog_add(put_file("catalog.xml", data, length), report)) {
        const char *path = location_of(arena, report, "folder/a.xml", reference);
        if (path && !*path) abort();
    }
    xmlCatalogCleanup();
    arena_free(arena);
    report_free(report);
    return 0;
}
