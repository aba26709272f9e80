/* Schematron (ISO/IEC 19757-3:2016, and of the editions of 2020 and 2025 group, rules, library,
   visit-each, severity and schema parameters): loads a schema and says which of its assertions a
   document violates.  The query language is XPath 2.0 (xpath/xpath.h), whatever the binding. */
#ifndef TEIKIT_SCHEMATRON_SCHEMATRON_H
#define TEIKIT_SCHEMATRON_SCHEMATRON_H

#include "base/buffer.h"
#include "base/stamps.h"
#include "report/report.h"
#include "xml/tree.h"
#include "xpath/xpath.h"

#include <stdbool.h>
#include <stddef.h>

struct schematron_schema;

/* What a schema is loaded with. */
struct schematron_wishes {
    struct tree_names *names; /* that the documents' trees will stand on; outlives the schema */
    const char *phase;        /* its id, "#ALL" or "#DEFAULT"; NULL: "#DEFAULT" */
    struct stamps *files;     /* where the files that it refers to are noted; or NULL */
    struct report *report;    /* of what is wrong with the schema */
};

/* Whether the bytes of an XML document look like a schema, by its root element. */
bool schematron_recognizes(const char *bytes, size_t length);

/* Loads a schema in memory (`length` bytes, any encoding that XML allows), known to findings and to
   relative references as `name`.  What is wrong with it becomes findings; NULL where it cannot be
   used.  Free it with schematron_free(). */
struct schematron_schema *schematron_load_memory(const char *bytes, size_t length, const char *name,
                                                 const struct schematron_wishes *wishes);

/* The same for what is embedded in a schema of another language (ISO/IEC 19757-3 does not define
   how; this is what TEI's schemas do): elements of Schematron below the root of each of `count`
   trees, which belong to the caller and may be freed afterwards.  Prefixes hold for all of them.
   Rules that cannot be used are left out with a warning, others are not affected; NULL where there
   are none. */
struct schematron_schema *schematron_load_embedded(struct tree *const *trees, size_t count,
                                                   const struct schematron_wishes *wishes);

void schematron_free(struct schematron_schema *schema);

/* Validates the document, whose tree stands on the names of the schema.  Findings: each assertion
   that failed and each report that succeeded, in the order of the nodes, with the code
   "schematron/ID" of the nearest id there is (its own, that of its rule, that of its pattern), else
   "schematron/assert" or "schematron/report".  `documents` may be NULL: expressions have no others.
   `svrl` (or NULL) takes the active patterns, fired rules and results as elements of SVRL (ISO/IEC
   19757-3 annex D), with what goes before them in schematron_svrl_head(). */
void schematron_validate(struct schematron_schema *schema, struct tree *tree,
                         const struct xpath_documents *documents, struct report *report,
                         struct buffer *svrl);

/* Appends the attributes of SVRL's root that the schema gives, and its prefixes as elements, which
   stand before all else in it. */
void schematron_svrl_head(const struct schematron_schema *schema, struct buffer *attributes,
                          struct buffer *elements);

#endif
