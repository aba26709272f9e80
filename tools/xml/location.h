/* Where a reference leads: the one way from URIs to files. */
#ifndef TEIKIT_XML_LOCATION_H
#define TEIKIT_XML_LOCATION_H

#include "base/arena.h"
#include "report/report.h"

/* The path, kept in the arena, of the file to which `reference` leads from `base` (a path or a
   URI), itself or by the XML catalogs that were added; NULL where it leads to no file (RNG 4.5), as
   to a pipe.  A catalog that cannot be used is a finding. */
const char *location_of(struct arena *arena, struct report *report, const char *base,
                        const char *reference);

#endif
