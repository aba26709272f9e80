/* Patterns of file names; see patterns.h.  Plain names are looked up in a table, all others are
   tried one by one. */
#include "base/patterns.h"

#include "base/file.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The first pattern of these words; the count: there is none. */
static size_t first_of(const struct file_patterns *patterns, const char *words) {
    size_t found = (size_t)(uintptr_t)table_get(&patterns->plain, words);
    return found ? found - 1 : patterns->count;
}

void file_patterns_make(struct file_patterns *patterns, const char **texts, size_t count) {
    *patterns = (struct file_patterns){.texts = texts,
                                       .count = count,
                                       .next = memory_allocate(count, sizeof(size_t)),
                                       .wild = memory_allocate(count, sizeof(size_t))};
    for (size_t i = 0; i < count; i++)
        if (strpbrk(texts[i], "*?[\\")) patterns->wild[patterns->wild_count++] = i;
    for (size_t i = count; i-- > 0;) {
        if (strpbrk(texts[i], "*?[\\")) continue;
        patterns->next[i] = first_of(patterns, texts[i]);
        table_put(&patterns->plain, texts[i], (const void *)(uintptr_t)(i + 1));
    }
}

void file_patterns_free(struct file_patterns *patterns) {
    table_free(&patterns->plain);
    free(patterns->next);
    free(patterns->wild);
    *patterns = (struct file_patterns){0};
}

struct file_patterns_walk file_patterns_find(const struct file_patterns *patterns,
                                             const char *name) {
    const char *slash = strrchr(name, '/');
    return (struct file_patterns_walk){
        .patterns = patterns,
        .name = name,
        .whole = first_of(patterns, name),
        .last = slash ? first_of(patterns, slash + 1) : patterns->count,
    };
}

/* The next of the wild patterns that matches. */
static size_t next_wild(struct file_patterns_walk *walk) {
    const struct file_patterns *patterns = walk->patterns;
    while (walk->wild < patterns->wild_count) {
        size_t index = patterns->wild[walk->wild];
        if (file_name_matches(patterns->texts[index], walk->name)) return index;
        walk->wild++;
    }
    return patterns->count;
}

bool file_patterns_next(struct file_patterns_walk *walk, size_t *index) {
    const struct file_patterns *patterns = walk->patterns;
    size_t wild = next_wild(walk), first = wild;
    if (walk->whole < first) first = walk->whole;
    if (walk->last < first) first = walk->last;
    if (first == patterns->count) return false;
    if (first == wild)
        walk->wild++;
    else if (first == walk->whole)
        walk->whole = patterns->next[first];
    else
        walk->last = patterns->next[first];
    *index = first;
    return true;
}
