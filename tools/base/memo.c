/* What was computed once and is remembered; see memo.h. */
#include "base/memo.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_ENTRIES = 16 };

/* The entry of that key, or the free one where it belongs. */
static struct memo_entry *entry_of(const struct memo *memo, const void *a, const void *b,
                                   const void *c) {
    for (size_t i = memo_hash(a, b, c);; i++) {
        struct memo_entry *entry = &memo->entries[i & memo->mask];
        if (!entry->a || (entry->a == a && entry->b == b && entry->c == c)) return entry;
    }
}

static void grow(struct memo *memo) {
    struct memo old = *memo;
    size_t count = old.entries ? (old.mask + 1) * 2 : FIRST_ENTRIES;
    memo->entries = memo->arena ? arena_allocate(memo->arena, count * sizeof *memo->entries)
                                : memory_allocate(count, sizeof *memo->entries);
    memo->mask = count - 1;
    for (size_t i = 0; old.entries && i <= old.mask; i++) {
        const struct memo_entry *entry = &old.entries[i];
        if (entry->a) *entry_of(memo, entry->a, entry->b, entry->c) = *entry;
    }
    if (!memo->arena) free(old.entries);
}

void **memo_place(struct memo *memo, const void *a, const void *b, const void *c) {
    if (!memo->entries || 3 * memo->count > 2 * memo->mask) grow(memo);
    struct memo_entry *entry = entry_of(memo, a, b, c);
    if (!entry->a) {
        *entry = (struct memo_entry){a, b, c, NULL};
        memo->count++;
    }
    return &entry->value;
}

void memo_add(struct memo *memo, const void *a, const void *b, const void *c, const void *value) {
    *memo_place(memo, a, b, c) = (void *)(uintptr_t)value;
}

size_t memo_size(const struct memo *memo) {
    return memo->entries ? (memo->mask + 1) * sizeof *memo->entries : 0;
}

void memo_free(struct memo *memo) {
    if (!memo->arena) free(memo->entries);
    *memo = (struct memo){.arena = memo->arena};
}
