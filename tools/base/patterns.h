/* Many patterns of file names, as file_name_matches() has them: those that a name matches are found
   without trying all, as long as most of them are plain names. */
#ifndef TEIKIT_BASE_PATTERNS_H
#define TEIKIT_BASE_PATTERNS_H

#include "base/table.h"

#include <stdbool.h>
#include <stddef.h>

/* Begin with {0}. */
struct file_patterns {
    const char **texts;
    size_t count;
    size_t *next; /* of the same words, the one behind it; the count: none */
    size_t *wild; /* those that are more than a name */
    size_t wild_count;
    struct table plain; /* words -> the first that has them, as its index and 1 */
};

/* Takes the patterns; the array and what it points to have to live as long. */
void file_patterns_make(struct file_patterns *patterns, const char **texts, size_t count);
void file_patterns_free(struct file_patterns *patterns);

/* A walk over those that a name matches, in their order. */
struct file_patterns_walk {
    const struct file_patterns *patterns;
    const char *name;
    size_t wild, whole, last; /* the next of each kind: plain ones of the whole path, and of its
                                 last part */
};

struct file_patterns_walk file_patterns_find(const struct file_patterns *patterns,
                                             const char *name);
bool file_patterns_next(struct file_patterns_walk *walk, size_t *index);

#endif
