/* Words with a number each, found by their bytes: ids with their lines, pointers with their places
   in a list. */
#include "checks/internal.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 256 };

void words_begin(struct words *words) {
    *words = (struct words){.arena = arena_new(), .capacity = FIRST_CAPACITY};
    words->slots = memory_allocate(words->capacity, sizeof *words->slots);
}

void words_end(struct words *words) {
    arena_free(words->arena);
    free(words->slots);
}

/* FNV-1a, its high bits mixed into the low ones. */
static size_t hash_of(const char *text, size_t length) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
    return (size_t)(hash ^ hash >> 32);
}

/* The slot of the word, or the free one where it would be. */
static struct word *slot_of(const struct words *words, const char *text, size_t length) {
    for (size_t i = hash_of(text, length);; i++) {
        struct word *slot = &words->slots[i & (words->capacity - 1)];
        if (!slot->text || (slot->length == length && !memcmp(slot->text, text, length)))
            return slot;
    }
}

/* Half of the slots are free at least. */
static void make_room(struct words *words) {
    struct words wider = *words;
    if (words->count < words->capacity / 2) return;
    wider.capacity = 2 * words->capacity;
    wider.slots = memory_allocate(wider.capacity, sizeof *wider.slots);
    for (size_t i = 0; i < words->capacity; i++)
        if (words->slots[i].text)
            *slot_of(&wider, words->slots[i].text, words->slots[i].length) = words->slots[i];
    free(words->slots);
    *words = wider;
}

struct word *words_find(const struct words *words, const char *text, size_t length) {
    struct word *slot = slot_of(words, text, length);
    return slot->text ? slot : NULL;
}

const struct word *words_add(struct words *words, const char *text, size_t length, size_t number) {
    make_room(words);
    struct word *slot = slot_of(words, text, length);
    *slot = (struct word){arena_copy(words->arena, text, length), length, number};
    words->count++;
    return slot;
}
