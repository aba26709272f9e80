/* A hash table from up to three pointers, interned names mostly, to one: what was computed once and
   is remembered.  All of validation's speed comes from here, so the look-up stands in the header.
 */
#ifndef TEIKIT_BASE_MEMO_H
#define TEIKIT_BASE_MEMO_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

struct memo_entry {
    const void *a, *b, *c; /* the key; `a` is never NULL */
    void *value;
};

/* Start with `struct memo memo = {0};`, or with the arena that it is to take its memory from. */
struct memo {
    struct memo_entry *entries; /* open addressing; a power of two of them, or none */
    size_t mask, count;         /* mask: how many, less one */
    struct arena *arena;
};

static inline size_t memo_hash(const void *a, const void *b, const void *c) {
    uint64_t h = (uint64_t)(uintptr_t)a * 0x9E3779B97F4A7C15u;
    h ^= ((uint64_t)(uintptr_t)b + (h >> 32)) * 0xC2B2AE3D27D4EB4Fu;
    h ^= ((uint64_t)(uintptr_t)c + (h >> 29)) * 0xD6E8FEB86659FD93u;
    return (size_t)(h ^ (h >> 32));
}

/* What is remembered under this key; NULL where there is nothing. */
static inline void *memo_find(const struct memo *memo, const void *a, const void *b,
                              const void *c) {
    if (!memo->entries) return NULL;
    for (size_t i = memo_hash(a, b, c);; i++) {
        const struct memo_entry *entry = &memo->entries[i & memo->mask];
        if (!entry->a) return NULL;
        if (entry->a == a && entry->b == b && entry->c == c) return entry->value;
    }
}

/* Remembers a value under a key that is not there yet. */
void memo_add(struct memo *memo, const void *a, const void *b, const void *c, const void *value);

/* Where the value of that key is kept: NULL is kept there at first.  Valid until the next call. */
void **memo_place(struct memo *memo, const void *a, const void *b, const void *c);

/* How many bytes the table takes. */
size_t memo_size(const struct memo *memo);

/* Frees the table; not needed where an arena has its memory. */
void memo_free(struct memo *memo);

#endif
