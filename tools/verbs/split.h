/* The documents of a volume as files of their own: packed where they are made, written where the
   results of all inputs come together. */
#ifndef TEIKIT_VERBS_SPLIT_H
#define TEIKIT_VERBS_SPLIT_H

#include "base/buffer.h"
#include "encode/encode.h"
#include "verbs/verb.h"

/* What was written so far.  Free it with split_free(). */
struct split;
struct split *split_new(void);
void split_free(struct split *split);

/* Appends the parts to `packed`. */
void split_pack(const struct encode_part *parts, size_t count, struct buffer *packed);

/* Writes the parts packed at *packed to the folder of the destination, each named by its id, and
   moves *packed behind them.  A finding about each that would take the place of one of another
   input, which is not written. */
enum status split_write(struct split *split, const struct destination *destination,
                        const struct input *input, const char **packed, struct report *report);

#endif
