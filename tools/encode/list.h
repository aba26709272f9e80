/* Lists that grow: in a struct three members, the entries, how many there are, and how many there
   is room for.  Free the entries with free(). */
#ifndef TEIKIT_ENCODE_LIST_H
#define TEIKIT_ENCODE_LIST_H

#include "base/memory.h"

#include <string.h>

#define LIST_OF(type, name)                                                                        \
    struct type *name;                                                                             \
    size_t name##_count, name##_capacity

/* Adds a zeroed entry to the list and returns it. */
#define LIST_ADD(list)                                                                             \
    ((list) = memory_grow((list), &list##_capacity, list##_count + 1, sizeof *(list)),             \
     memset(&(list)[list##_count], 0, sizeof *(list)), &(list)[list##_count++])

#endif
