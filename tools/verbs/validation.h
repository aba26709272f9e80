/* What `validate` and `watch` share: the options of a validation, the schemas and settings that it
   loads, and the validation of one input. */
#ifndef TEIKIT_VERBS_VALIDATION_H
#define TEIKIT_VERBS_VALIDATION_H

#include "checks/checks.h"
#include "corpus/corpus.h"
#include "rng/rng.h"
#include "schematron/schematron.h"
#include "verbs/verb.h"

/* The first options of both, for validation_set(); what a verb has besides comes behind. */
#define VALIDATION_OPTIONS                                                                         \
    {"schema", 's', "FILE|NAME",                                                                   \
     "a schema: RELAX NG in either syntax, or Schematron (.sch); may be repeated"},                \
        {"catalog", 'C', "FILE", "an XML catalog for what schemas refer to; may be repeated"},     \
        {"check", 'c', "NAME",                                                                     \
         "make this check beyond the grammar as well: ids, pointers (to other files too), "        \
         "language, characters (these are made anyhow, pointers within the document), "            \
         "white-space; may be repeated"},                                                          \
        {"no-check", 'n', "NAME|all", "do not make this check; may be repeated"},                  \
        {"xinclude", 'x', NULL, "carry out XInclude: what is included is validated in its place"}, \
        {"settings", 0, "FILE",                                                                    \
         "the settings of the corpus; none: without any (default: teikit.yml in the folder or "    \
         "above)"},                                                                                \
        {"baseline", 'b', "FILE",                                                                  \
         "pass over the findings that are known: a report that --format jsonl wrote"},             \
        {"cache", 0, "FOLDER",                                                                     \
         "keep what was found there, and look only at what has changed since; none: without"},     \
        {"phase", 0, "NAME", "the phase of Schematron schemas; #ALL: all patterns"},               \
        {"no-rules", 0, NULL, "pass over the rules that a RELAX NG schema has in Schematron"}, {   \
        "explain", 'e', NULL, "list all that was expected, not only the likeliest"                 \
    }
enum { VALIDATION_OPTION_COUNT = 11 };

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

/* What a document's rules say in SVRL; see report_add_svrl(). */
struct validation_svrl {
    struct buffer attributes, prefixes, patterns;
    struct buffer unused; /* attributes of further schemas */
};

/* Begin with {.report = …}. */
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
    unsigned checks, more_checks, no_checks; /* the last two by the call's options */
    unsigned asked_checks;                   /* those that are made where there are rules alone */
    struct checks_files *files_of_pointers;
    struct buffer *pointed_to; /* where the paths of files that the input at hand points to are
                                  appended, each with a NUL behind it; or NULL */
    struct stamps files;       /* that settings and known findings were read from */
};

/* Takes one of VALIDATION_OPTIONS; false, with a finding, where its argument is wrong. */
bool validation_set(struct validation *validation, int option, const char *value);

/* Loads the settings that the call names, or those of the corpus that the path is in.  False, with
   a finding, where they are wrong. */
bool validation_load_settings(struct validation *validation, const char *path);

/* Loads what all inputs need, the first of which is `path`, but for schemas: settings, baseline and
   cache. */
enum status validation_begin(struct validation *validation, const char *path);

/* Lets findings in documents go to this report from now on, and loads the schemas
   that the call names. */
enum status validation_report_to(struct validation *validation, struct report *findings);

/* Validates one input. */
enum status validation_of(struct validation *validation, const struct input *input);

/* Loads the schema of that name; `phase` may be NULL.  What is wrong goes to the findings
 * (schemas.c).
 */
struct named_schema *named_schema_load(struct validation *validation, const char *name,
                                       const char *phase);
bool named_schema_is(const struct named_schema *named, const char *name, const char *phase);
const struct corpus_digest *named_schema_digest(struct named_schema *named);
void named_schema_free(struct named_schema *named);

/* Rules asked about one document, read from the file `path`; the run takes over the tree (rules.c).
   What expressions read besides is beneath the folder of the document or of the schema. */
struct rules_run;
struct rules_run *rules_begin(struct validation *validation, const char *path, struct tree *tree);
void rules_check(struct rules_run *run, const struct named_schema *named);
void rules_end(struct rules_run *run);

/* Loads the schemas that the input is validated against, if they are not yet. */
void validation_load_schemas(struct validation *validation, const struct input *input);

/* Loads anew the schemas, settings and known findings that have changed since they were loaded, the
   settings being those of `path`; what is wrong is said, and the old stays.  True where something
   was replaced, so that findings may be others than before. */
bool validation_renew(struct validation *validation, const char *path);

/* Forgets what is remembered of files that documents point to, which may have changed. */
void validation_begin_round(struct validation *validation);

/* Frees all but the reports. */
void validation_free(struct validation *validation);

#endif
