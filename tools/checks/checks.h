/* Checks beyond the grammar, in the same pass: what ids there are and what points to them, tags of
   languages, and characters that XML allows but an archive does not want. */
#ifndef TEIKIT_CHECKS_CHECKS_H
#define TEIKIT_CHECKS_CHECKS_H

#include "report/report.h"
#include "xml/observer.h"

#include <stdbool.h>
#include <stddef.h>

/* The checks, each a bit of a set. */
enum checks {
    CHECK_IDS = 1,          /* xml:id is unique */
    CHECK_POINTERS = 2,     /* TEI's pointers within a document lead to something that is there */
    CHECK_LANGUAGE = 4,     /* xml:lang is a tag of BCP 47 */
    CHECK_CHARACTERS = 8,   /* no private use, no U+FFFD, one normalisation */
    CHECK_WHITE_SPACE = 16, /* no tabs, no spaces at line ends */
    CHECK_OTHER_FILES = 32  /* as CHECK_POINTERS, to other files */
};

/* The set unless something else is asked for; called "usual". */
enum {
    CHECKS_USUAL =
        CHECK_IDS | CHECK_POINTERS | CHECK_LANGUAGE | CHECK_CHARACTERS | CHECK_OTHER_FILES
};

/* The check, or set of checks, of that name; 0 where there is none. */
unsigned check_named(const char *name);

/* The names of all checks, separated by ", ". */
const char *check_names(void);

/* What is known of the ids of other files, kept from one document to the next. */
struct checks_files;
struct checks_files *checks_files_new(void);
void checks_files_free(struct checks_files *files);

/* Lets `hear` know of each file that a pointer leads to from now on, before it is looked at, and
   whether its content counts or only that it is there. */
void checks_files_listen(struct checks_files *files,
                         void (*hear)(void *context, const char *path, bool content),
                         void *context);

/* The checking of one document. */
struct checks_run;

/* Begins the check of the document in the file `path`, which findings name as `name`.  checks_end()
   adds what only the whole document tells, and frees the run. */
struct checks_run *checks_begin(unsigned checks, const char *path, const char *name,
                                struct checks_files *files, struct report *report);
struct xml_observer checks_observer(struct checks_run *run);
void checks_end(struct checks_run *run);

#endif
