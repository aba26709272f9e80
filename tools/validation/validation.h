/* The validation of documents, in files or in memory, by all that there is to say of them: the
   schemas of the call, of the corpus or of the document, the rules in them, and the checks beyond.
 */
#ifndef TEIKIT_VALIDATION_VALIDATION_H
#define TEIKIT_VALIDATION_VALIDATION_H

#include "checks/checks.h"
#include "corpus/corpus.h"
#include "rng/rng.h"
#include "schematron/schematron.h"

/* A schema by the name that the call or a document has for it, loaded once: a grammar, rules, or a
   grammar with rules in it. */
struct named_schema {
    char *name, *phase;              /* the latter may be NULL */
    struct rng_schema *grammar;      /* or NULL */
    struct schematron_schema *rules; /* or NULL */
    bool usable;                     /* else it was said why not */
    const struct builtin *builtin;   /* that it was read from; or NULL, and then */
    struct stamps files;             /* these */
    struct corpus_digest digest;     /* made when the cache needs it */
};

/* A digest of what the schema was read from. */
const struct corpus_digest *named_schema_digest(struct named_schema *named);

/* What a document's rules say in SVRL; see report_add_svrl(). */
struct validation_svrl {
    struct buffer attributes, prefixes, patterns;
    struct buffer unused; /* attributes of further schemas */
};

/* Begin with {.report = …} and what is wanted. */
struct validation {
    struct report *report;   /* of the call */
    struct report *findings; /* of the documents */
    const char **names;      /* of schemas that the call names */
    size_t name_count, name_capacity;
    const char *phase; /* or NULL */
    bool no_rules;
    struct tree_names *names_of_trees; /* on which trees and rules stand */
    struct validation_svrl *svrl;      /* where it is wanted; or NULL */
    struct named_schema **schemas;
    size_t schema_count, schema_capacity;
    const char *settings_path, *baseline_path, *cache_path; /* as the call names them; or NULL */
    struct corpus_settings *settings;                       /* or NULL */
    struct corpus_baseline *baseline;                       /* or NULL */
    struct corpus_cache *cache;                             /* or NULL */
    bool explain, xinclude;
    bool documented; /* schemas are loaded with their documentation (rng/assist.h) */
    unsigned checks, more_checks, no_checks; /* the last two by the call's options */
    unsigned asked_checks;                   /* those that are made where there are rules alone */
    struct checks_files *files_of_pointers;
    struct buffer *pointed_to; /* where the paths of files that the document at hand depends on are
                                  appended, each with a NUL behind it; or NULL */
    struct stamps files;       /* that settings and known findings were read from */
};

/* Adds a schema that the call names; the name is not copied. */
void validation_add_schema(struct validation *validation, const char *name);

/* Loads a schema, by which documents are validated from now on; of `bytes` (or NULL) in place of
   the file of that name.  One of the same name that was in use gives way to them.  False, with
   findings, where it cannot be used; then all is as before.  The report has to be known. */
struct schema_bytes {
    const char *bytes; /* in any encoding that XML allows */
    size_t length;
};
bool validation_use_schema(struct validation *validation, const char *name,
                           const struct schema_bytes *bytes);

/* Forgets the schemas that could not be used, so that they are loaded, and what is wrong with them
   is said, again. */
void validation_forget_unusable(struct validation *validation);

/* Loads the settings that the call names, or those of the corpus that the path is in.  False, with
   a finding, where they are wrong. */
bool validation_load_settings(struct validation *validation, const char *path);

/* Loads what all documents need, the first of which is `path`, but for schemas: settings, baseline
   and cache.  False, with a finding, where something is wrong with them. */
bool validation_begin(struct validation *validation, const char *path);

/* Lets findings in documents go to this report from now on, and loads the schemas that the call
   names; false where one of them cannot be used. */
bool validation_report_to(struct validation *validation, struct report *findings);

/* Validates one document.  Bytes in memory are read in place of the file of their path, to which
   references in them are relative; standard input or a pipe is read into memory where it has to be
   read more than once. */
enum validation_verdict {
    VALIDATION_GOOD,
    VALIDATION_AT_FAULT,  /* there are errors in the document */
    VALIDATION_IMPOSSIBLE /* the file cannot be read or a schema cannot be used */
};
enum validation_verdict validation_of(struct validation *validation,
                                      const struct xml_source *document);

/* The grammar that the document is validated by first, loaded if it was not yet; NULL where there
   is none that can be used.  It stays the validation's, until validation_renew(). */
struct rng_schema *validation_grammar(struct validation *validation,
                                      const struct xml_source *document);

/* Loads the schemas that the document is validated against, if they are not yet. */
void validation_load_schemas(struct validation *validation, const struct xml_source *document);

/* Loads anew the schemas, settings and known findings that have changed since they were loaded, the
   settings being those of `path`; what is wrong is said, and the old stays.  True where something
   was replaced, so that findings may be others than before. */
bool validation_renew(struct validation *validation, const char *path);

/* Forgets what is remembered of files that documents point to, which may have changed. */
void validation_begin_round(struct validation *validation);

/* Frees all but the reports. */
void validation_free(struct validation *validation);

#endif
