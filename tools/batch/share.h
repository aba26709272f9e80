/* Shares: one call dealt out to several machines or jobs, each of which works on the inputs that
   are its own. */
#ifndef TEIKIT_BATCH_SHARE_H
#define TEIKIT_BATCH_SHARE_H

#include "batch/inputs.h"
#include "report/share.h"

#include <stdbool.h>
#include <stddef.h>

/* The `number`-th of `count`, from 1; {0}: all is done in one call. */
struct share {
    size_t number, count;
};

/* Takes "K/N", N being at most MOST_SHARES; false where it is no such share. */
bool share_read(const char *text, struct share *share);

/* Whether the input is in the share.  That depends on its name alone: the path within the folder
   that it was found in, or the path by which the call or a list named it. */
bool share_holds(const struct share *share, const struct input *input);

/* Marks the inputs that are in the share, and gives their number. */
size_t inputs_mark_share(struct inputs *inputs, const struct share *share);

/* Takes out all inputs but those that are marked; they keep their places. */
void inputs_keep_share(struct inputs *inputs);

/* A digest of the names of all inputs, in hexadecimal figures. */
void inputs_digest(const struct inputs *inputs, char digest[SHARE_FIGURES + 1]);

#endif
