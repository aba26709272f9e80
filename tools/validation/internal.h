/* What the files of a validation share: the schemas that a document is validated by (choice.c), and
   how each is loaded (schemas.c); rules asked about a document (rules.c). */
#ifndef TEIKIT_VALIDATION_INTERNAL_H
#define TEIKIT_VALIDATION_INTERNAL_H

#include "validation/validation.h"

/* ---- choice.c ---- */

struct chosen_schemas {
    struct named_schema **list; /* to be freed */
    size_t count, capacity;
    bool failed; /* one of them cannot be used */
};

/* Those of the document; `report` is told of schemas that it names and that cannot be had. */
struct chosen_schemas choose_schemas(struct validation *validation,
                                     const struct xml_source *document, struct report *report);

/* The grammar that the document is read by first; NULL where there are rules alone. */
struct rng_schema *first_grammar(const struct chosen_schemas *chosen);

/* The schema of that name and phase, loaded at the first call for it. */
struct named_schema *schema_named(struct validation *validation, const char *name,
                                  const char *phase);

/* ---- schemas.c ---- */

/* Loads the schema of that name; `phase` may be NULL.  What is wrong goes to the findings. */
struct named_schema *named_schema_load(struct validation *validation, const char *name,
                                       const char *phase);
/* The same for one in memory. */
struct named_schema *named_schema_load_memory(struct validation *validation, const char *name,
                                              const struct schema_bytes *bytes);
bool named_schema_is(const struct named_schema *named, const char *name, const char *phase);
void named_schema_free(struct named_schema *named);

/* ---- rules.c ---- */

/* Rules asked about one document, that of the file `path`; the run takes over the tree.
   What expressions read besides is beneath the folder of the document or of the schema. */
struct rules_run;
struct rules_run *rules_begin(struct validation *validation, const char *path, struct tree *tree);
void rules_check(struct rules_run *run, const struct named_schema *named);
void rules_end(struct rules_run *run);

/* Notes that what is found in the document at hand depends on a file: on what is in it, or only on
   whether it is there. */
void validation_depends_on(struct validation *validation, const char *path, bool content);

#endif
