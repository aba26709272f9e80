/* No catalogs: libxml2 has one set of them for the whole process, which is not the library's to
   use. This stands in the place of xml/catalog.c. */
#include "xml/catalog.h"

#include <stddef.h>

const char *catalog_find(struct arena *arena, struct report *report, const char *uri) {
    (void)arena, (void)report, (void)uri;
    return NULL;
}
