/* A sieve: what is sought in a text, and in which parts of the text it may stand.  One pass over
   the text, by the words that each pattern needs, spares trying every pattern on every part. */
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

/* Adds what is sought, MOST_SOUGHT at most: what the pattern matches; one of the words. */
void sieve_add_pattern(struct sieve *sieve, const struct regex *pattern);
void sieve_add_words(struct sieve *sieve, char *const *words, size_t count);

/* What a sieve found in a span of a text. */
struct sifted;

/* Looks through the span of `bytes`, which need live no longer.  Free it with sifted_free(). */
struct sifted *sieve_sift(const struct sieve *sieve, const char *bytes, struct span span);
void sifted_free(struct sifted *sifted);

/* What may stand in the span, which lies in the one that was looked through: what is not in the set
   does not. */
sieve_set sifted_in(const struct sifted *sifted, struct span span);

#endif
