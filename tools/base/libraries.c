/* The functions that PCRE2 is given for its memory; see libraries.h. */
#include "base/libraries.h"

#include "base/memory.h"

#include <stdlib.h>

void *libraries_take(size_t size, void *context) {
    (void)context;
    return memory_take(size);
}

void libraries_give_back(void *block, void *context) {
    (void)context;
    free(block);
}
