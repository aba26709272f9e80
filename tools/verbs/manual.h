/* What there is to read about the program, all of it from the tables of the verbs and from
   docs/verbs.md, so that no two of them differ: help, manual pages, completions for shells. */
#ifndef TEIKIT_VERBS_MANUAL_H
#define TEIKIT_VERBS_MANUAL_H

#include "base/buffer.h"
#include "verbs/verb.h"

/* Appends what --help prints for the verb, or for the program (NULL). */
void help_write(const struct verb *verb, struct buffer *text);

/* Appends the manual page of the verb, or of the program (NULL), for man(7). */
void manual_write(const struct verb *verb, struct buffer *page);

/* The shells that there are completions for, separated by spaces. */
extern const char completion_shells[];

/* Appends the completions for the shell; false where there are none. */
bool completion_write(const char *shell, struct buffer *script);

#endif
