/* Allocation that cannot fail for its caller: where memory runs out, one handler says so and the
   program ends.  Everything in teikit that is not in an arena is taken from here. */
#ifndef TEIKIT_BASE_MEMORY_H
#define TEIKIT_BASE_MEMORY_H

#include <stddef.h>

/* Zeroed memory for `count` objects of `size` bytes; never NULL.  The caller frees it with free().
 */
void *memory_allocate(size_t count, size_t size);

/* `size` bytes that are not zeroed; never NULL.  The caller frees them with free(). */
void *memory_take(size_t size);

/* The block (NULL: a new one) with room for `size` bytes; it may have moved.  Never NULL.  The
   caller frees it with free(). */
void *memory_resize(void *block, size_t size);

/* What memory_grow() does where there is not room enough. */
void *memory_make_room(void *block, size_t *capacity, size_t needed, size_t size);

/* Makes room for at least `needed` objects of `size` bytes in `block` (NULL at first), which holds
   *capacity of them; grows by doubling and sets *capacity.  Returns the block, which may have
   moved; what is new in it is not zeroed.  The caller frees it with free(). */
static inline void *memory_grow(void *block, size_t *capacity, size_t needed, size_t size) {
    return needed <= *capacity ? block : memory_make_room(block, capacity, needed, size);
}

/* A copy of `length` bytes with a NUL behind them.  The caller frees it with free(). */
char *memory_copy(const char *bytes, size_t length);

/* Ends the program as at an allocation that failed; for libraries that report it themselves. */
_Noreturn void memory_exhausted(void);

/* Sets what memory_exhausted() does; it must not return.  At first: a line on standard error in the
   form of a finding, exit status 2. */
void memory_on_exhaustion(void (*handler)(void));

#endif
