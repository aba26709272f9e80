/* An arena: memory that is taken piece by piece and given back all at once, with the document or
   the schema that it belongs to. */
#ifndef TEIKIT_BASE_ARENA_H
#define TEIKIT_BASE_ARENA_H

#include <stddef.h>

struct arena;

/* A new, empty arena; free it with arena_free(). */
struct arena *arena_new(void);

/* Prepares for about `size` more bytes, so that they come in one block. */
void arena_expect(struct arena *arena, size_t size);

/* Gives back the arena and all that was taken from it; NULL does nothing. */
void arena_free(struct arena *arena);

/* `size` zeroed bytes, aligned for any object but a long double; never NULL.  They live as long as
 * the arena. */
void *arena_allocate(struct arena *arena, size_t size);

/* The piece of `size` bytes, or where it cannot grow on its place a copy of it, with room for
   `larger` bytes; what is new is zeroed. */
void *arena_extend(struct arena *arena, void *piece, size_t size, size_t larger);

/* A copy of `length` bytes with a NUL behind them, in the arena. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* The strings, one behind the other, in the arena. */
#define arena_join(arena, ...) arena_join_all(arena, (const char *const[]){__VA_ARGS__, NULL})
char *arena_join_all(struct arena *arena, const char *const *strings);

/* The number in decimal figures, in the arena. */
char *arena_number(struct arena *arena, size_t number);

/* A string in the arena, formatted as by printf(). */
char *arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A place in the arena, to which it can be taken back; {0} is its beginning. */
struct arena_mark {
    const void *block;
    size_t used; /* of the block */
};
struct arena_mark arena_mark(const struct arena *arena);

/* Gives back all that was taken from the arena since the mark. */
void arena_release(struct arena *arena, struct arena_mark mark);

/* How many bytes the arena holds, taken or not. */
size_t arena_size(const struct arena *arena);

#endif
