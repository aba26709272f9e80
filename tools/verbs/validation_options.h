/* The options that `validate` and other verbs which validate have in common. */
#ifndef TEIKIT_VERBS_VALIDATION_OPTIONS_H
#define TEIKIT_VERBS_VALIDATION_OPTIONS_H

#include "validation/validation.h"
#include "verbs/verb.h"

/* The first options of such verbs, for validation_set(); what a verb has besides comes behind. */
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

/* Takes one of VALIDATION_OPTIONS; false, with a finding, where its argument is wrong. */
bool validation_set(struct validation *validation, int option, const char *value);

/* Validates one input. */
enum status validation_of_input(struct validation *validation, const struct input *input);

#endif
