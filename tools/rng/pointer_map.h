/* A hash table from pairs of pointers (interned names, mostly) to objects. */
#ifndef TEIKIT_RNG_POINTER_MAP_H
#define TEIKIT_RNG_POINTER_MAP_H

#include "base/arena.h"

#include <stddef.h>

struct pointer_map_slot;

/* Start with the arena that it may take its memory from, and zeroes. */
struct pointer_map {
    struct arena *arena;
    struct pointer_map_slot *slots;
    size_t slot_count, count;
};

/* Where the object of that pair is kept: NULL is kept there at first.  Valid until the next call.
 */
void **pointer_map_entry(struct pointer_map *map, const void *first, const void *second);

/* The object of that pair; NULL where there is none. */
void *pointer_map_find(const struct pointer_map *map, const void *first, const void *second);

#endif
