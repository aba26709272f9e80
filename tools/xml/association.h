/* Which schemas a document names itself (Associating Schemas with XML documents 1.0, third
   edition). */
#ifndef TEIKIT_XML_ASSOCIATION_H
#define TEIKIT_XML_ASSOCIATION_H

#include "report/report.h"
#include "xml/reader.h"

#include <stdbool.h>
#include <stddef.h>

struct xml_association {
    char *path;
    char *phase; /* that the document asks for, of rules; or NULL */
};

/* Those in RELAX NG and Schematron. */
struct xml_associations {
    struct xml_association *list;
    size_t count, capacity;
    bool failed; /* one of them cannot be had: a finding says so */
};

/* Finds the schemas that the document names by <?xml-model?> before its root element, in their
   order; starts from a zeroed *found, which the caller frees with xml_associations_free().
   References are relative to the document's path ("-": to the working folder).  A document that
   cannot be read or is not well-formed names none. */
void xml_associations_find(const struct xml_source *document, struct report *report,
                           struct xml_associations *found);
void xml_associations_free(struct xml_associations *found);

#endif
