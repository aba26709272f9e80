/* A heap: the blocks of memory that one context of the library holds, so that all of them can be
   given back at once where memory runs out in the midst of a call.  The Makefile lets all other
   code of the library take its memory here, by the four functions that are named like malloc() and
   its kin. */
#ifndef TEIKIT_LIBRARY_HEAP_H
#define TEIKIT_LIBRARY_HEAP_H

#include <stdbool.h>
#include <stddef.h>

struct heap;

/* A new, empty heap; NULL where there is no memory.  Free it with heap_free(). */
struct heap *heap_new(void);

/* Frees the heap, whose blocks were given back before; what is left of them is lost. */
void heap_free(struct heap *heap);

/* No more than so many bytes are taken from now on; 0: as many as there are. */
void heap_limit(struct heap *heap, size_t most);

/* Does the work, whose memory comes from the heap, in this thread.  False where memory ran out: the
   work was left where it was, all blocks of the heap were given back, and what they held is gone.
 */
bool heap_work(struct heap *heap, void (*work)(void *context), void *context);

/* A thing of a library's, such as a parser or an open file, that was made in the work and is to be
   let go, by that function, where memory runs out: the last one first.  heap_release() forgets the
   one that was held last, as it is let go otherwise. */
void heap_hold(void *thing, void (*let_go)(void *thing));
void heap_release(const void *thing);

/* As malloc(), calloc(), realloc() and free(): within heap_work() from its heap, else from the
   system.  A block of the system's may go to the last two as well. */
void *heap_take(size_t size);
void *heap_take_zeroed(size_t count, size_t size);
void *heap_resize(void *block, size_t size);
void heap_give_back(void *block);

#endif
