/* A table from strings to pointers; see table.h.  An entry stands at the place of its hash, or at
   the next one that was free. */
#include "base/table.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a, its upper bits mixed into the lower ones, which choose the place. */
static size_t hash_of(const char *key) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * UINT64_C(0x100000001B3);
    return (size_t)(hash ^ hash >> 32);
}

/* The place of the key, or the free one where it would stand. */
static struct table_entry *find(const struct table *table, const char *key, size_t hash) {
    for (size_t i = hash;; i++) {
        struct table_entry *entry = &table->entries[i & (table->capacity - 1)];
        if (!entry->key || (entry->hash == hash && !strcmp(entry->key, key))) return entry;
    }
}

static void grow(struct table *table) {
    struct table larger = {.count = table->count,
                           .capacity = table->capacity ? 2 * table->capacity : 8};
    larger.entries = memory_allocate(larger.capacity, sizeof *larger.entries);
    for (size_t i = 0; i < table->capacity; i++)
        if (table->entries[i].key)
            *find(&larger, table->entries[i].key, table->entries[i].hash) = table->entries[i];
    free(table->entries);
    *table = larger;
}

void *table_get(const struct table *table, const char *key) {
    return table->count ? find(table, key, hash_of(key))->value : NULL;
}

void table_put(struct table *table, const char *key, const void *value) {
    if (2 * table->count >= table->capacity) grow(table);
    size_t hash = hash_of(key);
    struct table_entry *entry = find(table, key, hash);
    if (!entry->key) {
        entry->key = key;
        entry->hash = hash;
        table->count++;
    }
    entry->value = (void *)(uintptr_t)value;
}

void table_free(struct table *table) {
    free(table->entries);
    *table = (struct table){0};
}
