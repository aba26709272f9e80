/* Large pages: the system hands memory out page by page, as it is first touched, which for a large
   text takes longer than encoding it; pages of some megabytes make that little. */
#ifndef TEIKIT_BASE_PAGES_H
#define TEIKIT_BASE_PAGES_H

#include <stddef.h>

/* Makes large blocks mappings of their own, which grow without being copied.  To be called once,
   when the program begins. */
void pages_prepare(void);

/* Advises the system to use large pages for a block from malloc() or its kin, `size` bytes, that is
   not touched yet.  Nothing happens where the block is small or the system has no such pages. */
void pages_make_large(void *block, size_t size);

#endif
