/* Hands: what each of the threads that encode a text has for itself. */
#ifndef TEIKIT_ENCODE_HANDS_H
#define TEIKIT_ENCODE_HANDS_H

#include "encode/encode.h"

#include <stddef.h>

struct known_words;

struct hand {
    struct text *text;
    const struct encode_profile *profile;
    struct known_words *brackets;
};

/* So many; the first, which is the calling thread's, has this text and profile, the others twins.
   Free them with hands_free(), before text and profile. */
struct hand *hands_new(struct text *text, const struct encode_profile *profile, size_t count);
void hands_free(struct hand *hands, size_t count);

#endif
