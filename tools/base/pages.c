/* Large pages, where Linux has them; see pages.h. */
#define _DEFAULT_SOURCE /* madvise() is no part of POSIX */
#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>

void pages_prepare(void) {
    enum { LEAST_MAPPING = 1 << 20 };
    mallopt(M_MMAP_THRESHOLD, LEAST_MAPPING);
}
#else
void pages_prepare(void) {
}
#endif

#ifdef MADV_HUGEPAGE
enum { LEAST = 4 << 20 };

/* The advice is for whole pages.  They are those that malloc() mapped for the block, all of them,
   so that they stay one mapping, which realloc() can move. */
void pages_make_large(void *block, size_t size) {
    long page = size < LEAST ? 0 : sysconf(_SC_PAGESIZE);
    if (page < 1) return;
    size_t ahead = (uintptr_t)block % (size_t)page;
    size_t behind = ((size_t)page - (ahead + size) % (size_t)page) % (size_t)page;
    madvise((char *)block - ahead, ahead + size + behind, MADV_HUGEPAGE);
}
#else
void pages_make_large(void *block, size_t size) {
    (void)block;
    (void)size;
}
#endif
