/* What was computed once and is remembered; see memo.h. */
#include "rng/memo.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_ENTRIES = 256 };

static void insert(struct memo *memo, const struct memo_entry *entry) {
    size_t i = memo_hash(entry->a, entry->b, entry->c);
    while (memo->entries[i & memo->mask].a)
        i++;
    memo->entries[i & memo->mask] = *entry;
}

static void grow(struct memo *memo) {
    struct memo old = *memo;
    size_t count = old.entries ? (old.mask + 1) * 2 : FIRST_ENTRIES;
    memo->entries = memory_allocate(count, sizeof *memo->entries);
    memo->mask = count - 1;
    for (size_t i = 0; old.entries && i <= old.mask; i++)
        if (old.entries[i].a) insert(memo, &old.entries[i]);
    free(old.entries);
}

void memo_add(struct memo *memo, const void *a, const void *b, const void *c, const void *value) {
    if (!memo->entries || memo->count * 2 > memo->mask) grow(memo);
    insert(memo, &(struct memo_entry){a, b, c, (void *)(uintptr_t)value});
    memo->count++;
}

size_t memo_size(const struct memo *memo) {
    return memo->entries ? (memo->mask + 1) * sizeof *memo->entries : 0;
}

void memo_free(struct memo *memo) {
    free(memo->entries);
    *memo = (struct memo){0};
}
