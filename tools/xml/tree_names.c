/* Pools of names: strings and expanded names by number, each pool above another one's numbers. */
#include "base/arena.h"
#include "base/memory.h"
#include "xml/tree.h"
#include "xml/tree_internal.h"

#include <stdlib.h>
#include <string.h>

/* Numbers by hash, open addressing; a power of two of slots, at most half of them taken.  A slot
   holds one more than a place in the pool's own list, 0: free. */
struct slots {
    uint32_t *list;
    size_t count;
};

/* What the pools above a lowest one share. */
struct shared {
    uint64_t trees; /* how many were built over them */
    struct {
        void *room;
        size_t size;
    } rooms[TREE_ROOMS]; /* for the next one */
};

struct tree_names {
    const struct tree_names *base;
    struct shared *shared;
    struct arena *arena;
    uint32_t first_string, first_name; /* the numbers below are the base's */
    uint32_t string_count, name_count; /* of its own */
    const char **strings;
    const struct tree_name **names;
    size_t string_capacity, name_capacity;
    struct slots string_slots, name_slots;
};

/* ---- hashing ---- */

static size_t hash_of_string(const char *string) {
    uint64_t hash = 0xCBF29CE484222325u; /* FNV-1a */
    for (; *string; string++)
        hash = (hash ^ (unsigned char)*string) * 0x100000001B3u;
    return (size_t)(hash ^ (hash >> 32));
}

static size_t hash_of_name(uint32_t uri, uint32_t local) {
    uint64_t hash = ((uint64_t)uri << 32 | local) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash ^ (hash >> 32));
}

/* The slot of the string or name, or the free one where it belongs. */
static size_t string_slot(const struct tree_names *names, const char *string) {
    const struct slots *slots = &names->string_slots;
    size_t mask = slots->count - 1, at = hash_of_string(string) & mask;
    while (slots->list[at] && strcmp(names->strings[slots->list[at] - 1], string) != 0)
        at = (at + 1) & mask;
    return at;
}

static size_t name_slot(const struct tree_names *names, uint32_t uri, uint32_t local) {
    const struct slots *slots = &names->name_slots;
    size_t mask = slots->count - 1, at = hash_of_name(uri, local) & mask;
    for (; slots->list[at]; at = (at + 1) & mask) {
        const struct tree_name *name = names->names[slots->list[at] - 1];
        if (name->uri_id == uri && name->local_id == local) break;
    }
    return at;
}

/* Makes room for one more; true where what is there has to be entered anew. */
static bool grow_slots(struct slots *slots, size_t taken) {
    if (2 * (taken + 1) <= slots->count) return false;
    free(slots->list);
    slots->count = slots->count ? 2 * slots->count : 64;
    slots->list = memory_allocate(slots->count, sizeof *slots->list);
    return true;
}

/* ---- strings ---- */

static uint32_t add_string(struct tree_names *names, const char *string) {
    if (grow_slots(&names->string_slots, names->string_count))
        for (uint32_t i = 0; i < names->string_count; i++)
            names->string_slots.list[string_slot(names, names->strings[i])] = i + 1;
    names->strings = memory_grow(names->strings, &names->string_capacity,
                                 (size_t)names->string_count + 1, sizeof *names->strings);
    size_t at = string_slot(names, string);
    names->strings[names->string_count] = arena_copy(names->arena, string, strlen(string));
    names->string_slots.list[at] = ++names->string_count;
    return names->first_string + names->string_count - 1;
}

uint32_t tree_string_intern(struct tree_names *names, const char *string) {
    for (const struct tree_names *pool = names; pool; pool = pool->base) {
        if (!pool->string_count) continue;
        uint32_t place = pool->string_slots.list[string_slot(pool, string)];
        if (place) return pool->first_string + place - 1;
    }
    return add_string(names, string);
}

const char *tree_string_of(const struct tree_names *names, uint32_t string) {
    while (string < names->first_string)
        names = names->base;
    return names->strings[string - names->first_string];
}

/* ---- names ---- */

static uint32_t add_name(struct tree_names *names, uint32_t uri, uint32_t local) {
    if (grow_slots(&names->name_slots, names->name_count))
        for (uint32_t i = 0; i < names->name_count; i++)
            names->name_slots
                .list[name_slot(names, names->names[i]->uri_id, names->names[i]->local_id)] = i + 1;
    names->names = memory_grow(names->names, &names->name_capacity, (size_t)names->name_count + 1,
                               sizeof *names->names);
    struct tree_name *name = arena_allocate(names->arena, sizeof *name);
    *name =
        (struct tree_name){tree_string_of(names, uri), tree_string_of(names, local), uri, local};
    size_t at = name_slot(names, uri, local);
    names->names[names->name_count] = name;
    names->name_slots.list[at] = ++names->name_count;
    return names->first_name + names->name_count - 1;
}

uint32_t tree_name_intern(struct tree_names *names, const char *uri, const char *local) {
    uint32_t uri_id = tree_string_intern(names, uri), local_id = tree_string_intern(names, local);
    for (const struct tree_names *pool = names; pool; pool = pool->base) {
        if (!pool->name_count) continue;
        uint32_t place = pool->name_slots.list[name_slot(pool, uri_id, local_id)];
        if (place) return pool->first_name + place - 1;
    }
    return add_name(names, uri_id, local_id);
}

const struct tree_name *tree_name_of(const struct tree_names *names, uint32_t name) {
    while (name < names->first_name)
        names = names->base;
    return names->names[name - names->first_name];
}

/* ---- pools ---- */

struct tree_names *tree_names_new(const struct tree_names *base) {
    struct tree_names *names = memory_allocate(1, sizeof *names);
    names->base = base;
    names->arena = arena_new();
    names->shared = base ? base->shared : arena_allocate(names->arena, sizeof *names->shared);
    if (base) {
        names->first_string = base->first_string + base->string_count;
        names->first_name = base->first_name + base->name_count;
    } else {
        tree_name_intern(names, "", ""); /* TREE_NO_NAME */
    }
    return names;
}

void tree_names_free(struct tree_names *names) {
    if (!names) return;
    free(names->strings);
    free(names->names);
    free(names->string_slots.list);
    free(names->name_slots.list);
    for (int which = 0; !names->base && which < TREE_ROOMS; which++)
        free(names->shared->rooms[which].room);
    arena_free(names->arena);
    free(names);
}

uint64_t tree_names_next_order(const struct tree_names *names) {
    return ++names->shared->trees;
}

/* ---- room ---- */

void *tree_room_take(const struct tree_names *names, enum tree_room which, size_t *size) {
    void *room = names->shared->rooms[which].room;
    *size = names->shared->rooms[which].size;
    names->shared->rooms[which].room = NULL;
    names->shared->rooms[which].size = 0;
    return room;
}

/* More is not kept for a tree that may not come. */
enum { LARGEST_ROOM = 4 << 20 };

void tree_room_give(const struct tree_names *names, enum tree_room which, void *room, size_t size) {
    bool stays = size <= LARGEST_ROOM && size > names->shared->rooms[which].size;
    free(stays ? names->shared->rooms[which].room : room);
    if (!stays) return;
    names->shared->rooms[which].room = room;
    names->shared->rooms[which].size = size;
}
