/* A pool of small blocks for a library that takes its memory by functions it can be given, as
   libxml2 does: trees of thousands of nodes are made and freed in half the time that malloc() and
   free() need.  Blocks that were given back are kept for the next ones of their size;
   the system has them back when the program ends. */
#ifndef TEIKIT_BASE_POOL_H
#define TEIKIT_BASE_POOL_H

#include <stddef.h>

/* As malloc(), realloc(), free() and strdup() are, but never NULL: see memory.h.  What comes from
   one of these may go to no other free() or realloc() than those here.  For one thread only. */
void *pool_allocate(size_t size);
void *pool_reallocate(void *block, size_t size);
void pool_free(void *block);
char *pool_copy(const char *text);

/* Between these two is a round of work, such as that on one document.  Where nothing is left of
   what it took, the next round finds the memory in order, as if nobody had used it: blocks that are
   taken one behind the other lie so, which for a tree is quicker by half. */
void pool_begin_round(void);
void pool_end_round(void);

#endif
