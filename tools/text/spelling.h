/* Near misses in spelling. */
#ifndef TEIKIT_TEXT_SPELLING_H
#define TEIKIT_TEXT_SPELLING_H

#include <stddef.h>

/* How many slips of the pen lead from one word to the other: insertions, deletions, substitutions,
   and swaps of neighbours (Damerau and Levenshtein), in bytes; more than `limit` is limit + 1. */
size_t spelling_distance(const char *a, const char *b, size_t limit);

/* How many slips are near for a word of this length. */
size_t spelling_tolerance(const char *word);

#endif
