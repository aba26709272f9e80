/* What schema reading hands to validation: the start pattern and all that lives with it. */
#ifndef TEIKIT_RNG_SCHEMA_H
#define TEIKIT_RNG_SCHEMA_H

#include "rng/pattern.h"
#include "rng/rng.h"

/* A schema read, simplified (RNG 4) and checked (RNG 7). */
struct simple_schema {
    struct arena *arena; /* patterns, name classes, element patterns, strings */
    xmlDict *names;      /* interned names and namespace URIs */
    struct pattern_table *patterns;
    const struct pattern *start;
    struct element_pattern **elements; /* all element patterns that start reaches */
    size_t element_count;
    const struct datatype **types; /* all datatypes, to be given back with the schema */
    size_t type_count;
    /* (DTD compatibility, section 5) which attributes of which elements are of type ID, IDREF or
       IDREFS is told by the datatypes of the attributes' patterns. */
};

/* Reads the schema in `path` or, where `bytes` is not NULL, in memory under that name.  Findings
   for what is wrong; NULL where it cannot be used. */
struct simple_schema *simple_schema_read(const char *path, const char *bytes, size_t length,
                                         struct report *report);

void simple_schema_free(struct simple_schema *schema);

#endif
