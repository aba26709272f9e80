/* XML catalogs: what they say a reference stands for. */
#ifndef TEIKIT_XML_CATALOG_H
#define TEIKIT_XML_CATALOG_H

#include "base/arena.h"
#include "report/report.h"

#include <stdbool.h>

/* Adds an XML catalog to those that XML_CATALOG_FILES names: where references lead out of the file
   system, catalogs say to which file.  False, with a finding, where it cannot be read. */
bool catalog_add(const char *path, struct report *report);

/* What the catalogs map the URI to, in the arena; NULL where they say nothing. */
const char *catalog_find(struct arena *arena, struct report *report, const char *uri);

#endif
