/* Small blocks, cut from chunks and kept in a list for each size; see pool.h.  The functions have
   the forms that libraries ask for, which tell them nothing: hence the pool, this file's state. */
#include "base/pool.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What stands before a block: how many bytes there is room for, and the round that it was cut in.
   It is half as long as what blocks are aligned to: a block and its head fill whole steps. */
struct head {
    uint32_t room, round;
};

/* Large blocks are malloc()'s, with their size before their head, whose room is 0. */
struct large {
    size_t size;
    struct head head;
};

/* A block that was given back. */
struct free_block {
    struct free_block *next;
};

struct chunk {
    struct chunk *next;
    char bytes[]; /* the first block begins one head from here, at a whole step */
};

enum { STEP = 16, LARGEST = 4104, LISTS = (LARGEST + 8) / STEP + 1, CHUNK = 1 << 18 };
_Static_assert(sizeof(struct head) == 8 && sizeof(struct large) == STEP, "alignment");

/* Where blocks come from: those given back, by their steps, and the rest of a chunk. */
struct supply {
    struct free_block *lists[LISTS];
    struct chunk *chunks;
    char *place;
    size_t left;
};

/* What is taken in a round comes from the passing supply, and goes back to it. */
static struct {
    struct supply lasting, passing;
    struct chunk *spare;
    uint32_t round, rounds; /* 0: outside a round */
    size_t in_use;          /* blocks of the round that are taken */
} pool;

static void add_chunk(struct supply *supply) {
    struct chunk *chunk = pool.spare;
    if (chunk)
        pool.spare = chunk->next;
    else
        chunk = memory_take(sizeof *chunk + CHUNK);
    chunk->next = supply->chunks;
    supply->chunks = chunk;
    supply->place = chunk->bytes;
    supply->left = CHUNK;
}

static void *cut(struct supply *supply, size_t steps) {
    if (steps * STEP > supply->left) add_chunk(supply);
    struct head *head = (void *)supply->place;
    *head = (struct head){(uint32_t)(steps * STEP - sizeof *head), pool.round};
    supply->place += steps * STEP;
    supply->left -= steps * STEP;
    return head + 1;
}

/* How many steps a block with this room takes, with its head. */
static size_t steps_for(size_t room) {
    return (room + sizeof(struct head) + STEP - 1) / STEP;
}

static struct head *head_of(void *block) {
    return (struct head *)block - 1;
}

/* `block` NULL: a new one. */
static void *allocate_large(void *block, size_t size) {
    struct large *large = block ? (struct large *)block - 1 : NULL;
    if (size > SIZE_MAX - sizeof *large) memory_exhausted();
    large = memory_resize(large, sizeof *large + size);
    *large = (struct large){size, {0, 0}};
    return large + 1;
}

void *pool_allocate(size_t size) {
    if (size > LARGEST) return allocate_large(NULL, size);
    struct supply *supply = pool.round ? &pool.passing : &pool.lasting;
    size_t steps = steps_for(size ? size : 1);
    struct free_block *block = supply->lists[steps];
    if (block)
        supply->lists[steps] = block->next;
    else
        block = cut(supply, steps);
    pool.in_use++;
    return block;
}

void pool_free(void *block) {
    if (!block) return;
    struct head *head = head_of(block);
    if (!head->room) {
        free((struct large *)block - 1);
        return;
    }
    struct supply *supply = &pool.lasting;
    if (head->round == pool.round) {
        if (pool.round) supply = &pool.passing;
        pool.in_use--;
    }
    struct free_block *kept = block;
    size_t steps = steps_for(head->room);
    kept->next = supply->lists[steps];
    supply->lists[steps] = kept;
}

void *pool_reallocate(void *block, size_t size) {
    if (!block) return pool_allocate(size);
    size_t room = head_of(block)->room;
    if (!room && size > LARGEST) return allocate_large(block, size);
    if (size <= room) return block;
    if (!room) room = size; /* a large block becomes a small one */
    void *other = pool_allocate(size);
    memcpy(other, block, room);
    pool_free(block);
    return other;
}

char *pool_copy(const char *text) {
    size_t size = strlen(text) + 1;
    return memcpy(pool_allocate(size), text, size);
}

/* ---- rounds ---- */

void pool_begin_round(void) {
    pool.round = ++pool.rounds;
    pool.in_use = 0;
}

/* Puts one list behind another. */
static void join(struct free_block **list, struct free_block *behind) {
    while (*list)
        list = &(*list)->next;
    *list = behind;
}

/* What is still in use keeps its chunk from being cut anew, and nobody knows which one it is. */
void pool_end_round(void) {
    struct chunk **end = &pool.passing.chunks;
    while (*end)
        end = &(*end)->next;
    if (!pool.in_use) {
        *end = pool.spare;
        pool.spare = pool.passing.chunks;
    } else {
        *end = pool.lasting.chunks;
        pool.lasting.chunks = pool.passing.chunks;
        for (size_t i = 0; i < LISTS; i++)
            join(&pool.passing.lists[i], pool.lasting.lists[i]);
        memcpy(pool.lasting.lists, pool.passing.lists, sizeof pool.lasting.lists);
    }
    pool.passing = (struct supply){0};
    pool.round = 0;
}
