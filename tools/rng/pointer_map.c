/* A hash table with open addressing; see pointer_map.h. */
#include "rng/pointer_map.h"

#include <stdint.h>

struct pointer_map_slot {
    const void *first, *second; /* `first` is NULL where the slot is free */
    void *value;
};

enum { FIRST_SLOTS = 16 };

static struct pointer_map_slot *slot_of(const struct pointer_map *map, const void *first,
                                        const void *second) {
    uint64_t hash = (uint64_t)(uintptr_t)first * 0x9E3779B97F4A7C15u ^
                    (uint64_t)(uintptr_t)second * 0xC2B2AE3D27D4EB4Fu;
    for (size_t i = hash ^ hash >> 29;; i++) {
        struct pointer_map_slot *slot = &map->slots[i & (map->slot_count - 1)];
        if (!slot->first || (slot->first == first && slot->second == second)) return slot;
    }
}

static void grow(struct pointer_map *map) {
    struct pointer_map_slot *old = map->slots;
    size_t old_count = map->slot_count;
    map->slot_count = old_count ? 2 * old_count : FIRST_SLOTS;
    map->slots = arena_allocate(map->arena, map->slot_count * sizeof *map->slots);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].first) *slot_of(map, old[i].first, old[i].second) = old[i];
}

void **pointer_map_entry(struct pointer_map *map, const void *first, const void *second) {
    if (4 * map->count >= 3 * map->slot_count) grow(map);
    struct pointer_map_slot *slot = slot_of(map, first, second);
    if (!slot->first) {
        *slot = (struct pointer_map_slot){first, second, NULL};
        map->count++;
    }
    return &slot->value;
}

void *pointer_map_find(const struct pointer_map *map, const void *first, const void *second) {
    return map->count ? slot_of(map, first, second)->value : NULL;
}
