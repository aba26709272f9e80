/* A sieve: what of all that is sought may stand in a part of a text.  One look at its words spares
   trying every pattern there. */
#ifndef TEIKIT_TEXT_SIEVE_H
#define TEIKIT_TEXT_SIEVE_H

#include "text/regex.h"

#include <stdint.h>

struct sieve;

/* A set of things sought: a bit for each, in the order in which they were added. */
typedef uint32_t sieve_set;
enum { MOST_SOUGHT = 31 };

struct sieve *sieve_new(void);
void sieve_free(struct sieve *sieve);

/* Adds what is sought, MOST_SOUGHT at most: what the pattern matches, or only that in text with a
   digit; one of the words. */
void sieve_add_pattern(struct sieve *sieve, const struct regex *pattern, bool with_digit);
void sieve_add_words(struct sieve *sieve, char *const *words, size_t count);

/* What may stand in the span of `bytes`: what is not in the set does not.  *last is where the last
   word stands that anything sought needs, so that nothing of it begins behind that; the span's end
   where there may be something that needs none. */
sieve_set sieve_sift(const struct sieve *sieve, const char *bytes, struct span span, size_t *last);

#endif
