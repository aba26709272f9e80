/* An arena; see arena.h.  Blocks double up to a limit, so that small documents stay small and large
   ones take few blocks; a piece larger than a block gets one of its own. */
#include "base/arena.h"

#include "base/figures.h"
#include "base/memory.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 23 };

struct block {
    struct block *previous;
    size_t size, used; /* used: while it is not the last one */
    alignas(uint64_t) unsigned char bytes[];
};

struct arena {
    struct block *blocks;
    unsigned char *next, *end;
    size_t block_size, size;
    struct block *spare; /* lest a block be taken and given back again and again */
};

struct arena *arena_new(void) {
    struct arena *arena = memory_allocate(1, sizeof *arena);
    arena->block_size = FIRST_BLOCK;
    return arena;
}

void arena_expect(struct arena *arena, size_t size) {
    if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
    if (size > arena->block_size) arena->block_size = size;
}

void arena_free(struct arena *arena) {
    if (!arena) return;
    for (struct block *block = arena->blocks, *previous; block; block = previous) {
        previous = block->previous;
        free(block);
    }
    free(arena->spare);
    free(arena);
}

static struct block *new_block(struct arena *arena, size_t size) {
    if (size < arena->block_size) size = arena->block_size;
    if (size > SIZE_MAX - sizeof(struct block)) memory_exhausted();
    struct block *block = memory_take(sizeof *block + size);
    block->size = size;
    if (arena->block_size < LARGEST_BLOCK) arena->block_size *= 2;
    return block;
}

static void add_block(struct arena *arena, size_t size) {
    struct block *block = arena->spare;
    if (block && block->size >= size)
        arena->spare = NULL;
    else
        block = new_block(arena, size);
    if (arena->blocks) arena->blocks->used = (size_t)(arena->next - arena->blocks->bytes);
    block->previous = arena->blocks;
    arena->blocks = block;
    arena->next = block->bytes;
    arena->end = block->bytes + block->size;
    arena->size += block->size;
}

static size_t aligned(size_t size) {
    const size_t alignment = alignof(uint64_t);
    if (size > SIZE_MAX - alignment) memory_exhausted();
    return (size + alignment - 1) / alignment * alignment;
}

/* As arena_allocate(), but not zeroed. */
static void *take(struct arena *arena, size_t size) {
    size = aligned(size);
    if (size > (size_t)(arena->end - arena->next)) add_block(arena, size);
    void *piece = arena->next;
    arena->next += size;
    return piece;
}

void *arena_allocate(struct arena *arena, size_t size) {
    return memset(take(arena, size), 0, size);
}

void *arena_extend(struct arena *arena, void *piece, size_t size, size_t larger) {
    unsigned char *end = piece ? (unsigned char *)piece + aligned(size) : NULL;
    bool is_last = end && end == arena->next;
    if (is_last && aligned(larger) - aligned(size) <= (size_t)(arena->end - end)) {
        arena->next = (unsigned char *)piece + aligned(larger);
    } else {
        void *copy = take(arena, larger);
        if (size) memcpy(copy, piece, size);
        piece = copy;
    }
    memset((unsigned char *)piece + size, 0, larger - size);
    return piece;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length) {
    if (length == SIZE_MAX) memory_exhausted();
    char *copy = take(arena, length + 1);
    if (length) memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_join_all(struct arena *arena, const char *const *strings) {
    size_t length = 0;
    for (size_t i = 0; strings[i]; i++)
        length += strlen(strings[i]);
    char *joined = take(arena, length + 1), *end = joined;
    for (; *strings; strings++)
        end = stpcpy(end, *strings);
    *end = '\0';
    return joined;
}

char *arena_number(struct arena *arena, size_t number) {
    char figures[MOST_FIGURES], *end = figures + MOST_FIGURES, *first = figures_before(end, number);
    return arena_copy(arena, first, (size_t)(end - first));
}

char *arena_print(struct arena *arena, const char *format, ...) {
    char most[128]; /* room for most */
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(most, sizeof most, format, arguments);
    va_end(arguments);
    if (length < 0) memory_exhausted();
    char *string = take(arena, (size_t)length + 1);
    if ((size_t)length < sizeof most)
        memcpy(string, most, (size_t)length + 1);
    else
        vsnprintf(string, (size_t)length + 1, format, again);
    va_end(again);
    return string;
}

struct arena_mark arena_mark(const struct arena *arena) {
    return (struct arena_mark){arena->blocks,
                               arena->blocks ? (size_t)(arena->next - arena->blocks->bytes) : 0};
}

/* Takes the last block out, and keeps it if it is larger than the one that is kept. */
static void drop_block(struct arena *arena) {
    struct block *block = arena->blocks;
    arena->size -= block->size;
    arena->blocks = block->previous;
    if (arena->blocks) {
        arena->end = arena->blocks->bytes + arena->blocks->size;
        arena->next = arena->blocks->bytes + arena->blocks->used;
    } else {
        arena->next = arena->end = NULL;
    }
    if (arena->spare && arena->spare->size >= block->size) {
        free(block);
        return;
    }
    free(arena->spare);
    arena->spare = block;
}

void arena_release(struct arena *arena, struct arena_mark mark) {
    while (arena->blocks && arena->blocks != mark.block)
        drop_block(arena);
    if (arena->blocks) arena->next = arena->blocks->bytes + mark.used;
}

size_t arena_size(const struct arena *arena) {
    return arena->size;
}
