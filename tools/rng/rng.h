/* RELAX NG (OASIS Committee Specification, 3 December 2001): loads a schema in either syntax and
   validates documents against it in one pass. */
#ifndef TEIKIT_RNG_RNG_H
#define TEIKIT_RNG_RNG_H

#include "base/buffer.h"
#include "base/stamps.h"
#include "report/report.h"
#include "xml/reader.h"

#include <stdbool.h>
#include <stddef.h>

struct rng_schema;
struct tree; /* xml/tree.h */

/* Loads the schema in the file `path`; the syntax is told from the extension (.rng, .rnc) and,
   where that says nothing, from the content.  What is wrong with it becomes findings; NULL where it
   cannot be used.  Free it with rng_free().  The files that were read for it, or should have been,
   are noted in `files`, which may be NULL. */
struct rng_schema *rng_load(const char *path, struct stamps *files, struct report *report);

/* The same for a schema in memory (`length` bytes, any encoding that XML allows), known to findings
   and to relative references as `name`, which is not among `files`. */
struct rng_schema *rng_load_memory(const char *bytes, size_t length, const char *name,
                                   struct stamps *files, struct report *report);

void rng_free(struct rng_schema *schema);

/* The elements of Schematron that annotate the schema: for each of its files that has some, a tree
   whose root, an element `schema`, stands for the file and holds them in order.  They belong to the
   schema. */
struct tree *const *rng_embedded_rules(const struct rng_schema *schema, size_t *count);

/* Whether findings list all names and values that were expected instead of the likeliest eight. */
void rng_explain_all(struct rng_schema *schema, bool all);

/* Whether xi:include elements are replaced by what they name (XInclude 1.0): files, whole or by the
   id of an element, as XML or text.  Findings name the file that they are in. */
void rng_follow_xinclude(struct rng_schema *schema, bool follow);

/* Whether the schema has attributes of type ID, so that validation finds ids that are not unique.
 */
bool rng_checks_ids(const struct rng_schema *schema);

/* Lets `count` observers see the events of the documents that are validated from now on, each after
   the findings about it; 0: nobody.  They have to live as long. */
void rng_observe(struct rng_schema *schema, const struct xml_observer *observers, size_t count);

/* Validates the document in the file `path` ("-": standard input).  Findings name the file as
   `name`.  External entities are never fetched. */
enum rng_verdict {
    RNG_VALID,
    RNG_INVALID,   /* not valid, or not well-formed: there are findings that say so */
    RNG_UNREADABLE /* the file cannot be read: a finding says why */
};
enum rng_verdict rng_validate(struct rng_schema *schema, const char *path, const char *name,
                              struct report *report);

/* The same for a document that may be in memory; whether XInclude is followed, and where names are
   interned, the schema says. */
enum rng_verdict rng_validate_source(struct rng_schema *schema, const struct xml_source *document,
                                     struct report *report);

/* Writes the schema in the file `path` to `output` in the syntax that the name of the output file
   asks for (.rng, .rnc), with its comments and annotations, names and order as written.  What is
   wrong becomes findings; then false. */
bool rng_convert(const char *path, const char *output_name, struct buffer *output,
                 struct report *report);

/* The same for a schema in memory, known to findings as `name`. */
bool rng_convert_memory(const char *bytes, size_t length, const char *name, const char *output_name,
                        struct buffer *output, struct report *report);

#endif
