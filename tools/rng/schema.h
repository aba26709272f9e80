/* What schema reading hands to validation: the simple form and all that lives with it. */
#ifndef TEIKIT_RNG_SCHEMA_H
#define TEIKIT_RNG_SCHEMA_H

#include "base/memo.h"
#include "rng/ids.h"
#include "rng/pattern.h"
#include "rng/rng.h"

/* A schema read, simplified (RNG 4) and checked (RNG 7). */
struct simple_schema {
    struct arena *arena; /* the simple form and all that was read for it */
    xmlDict *names;      /* interned names and namespace URIs */
    const struct simple_node *start;
    struct element_pattern **elements; /* all that start reaches */
    size_t element_count;
    struct simple_node **leaves; /* all elements, datatypes and values, in order */
    size_t leaf_count, leaf_capacity;
    const struct datatype **types; /* all datatypes, to be given back with the schema */
    size_t type_count;
    struct id_types *id_types; /* NULL where no attribute is of type ID, IDREF or IDREFS */
    struct tree **rules;       /* of Schematron: one for each file that has some */
    size_t rule_count;
    uint32_t generations;      /* how many builders there were */
    struct memo documentation; /* of nodes of the syntax tree, where it was kept: text */
};

/* Reads the schema in `path` or, where `bytes` is not NULL, in memory under that name, and notes in
   `files` (or NULL) which files that took.  Findings for what is wrong; NULL where it cannot be
   used. */
struct simple_schema *simple_schema_read(const char *path, const char *bytes, size_t length,
                                         struct stamps *files, struct report *report);

/* The same, and keeps the documentation. */
struct simple_schema *simple_schema_read_documented(const char *path, const char *bytes,
                                                    size_t length, struct stamps *files,
                                                    struct report *report);

void simple_schema_free(struct simple_schema *schema);

#endif
