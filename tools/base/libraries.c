/* The functions that libraries are given for their memory; see libraries.h.  libcyaml, uchardet and
   zlib are told where they are called; utf8proc and libyaml say that memory ran out. */
#include "base/libraries.h"

#include "base/memory.h"

#include <gmp.h>
#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>

static char *copy(const char *text) {
    return memory_copy(text, strlen(text));
}

static void *resize(void *block, size_t size, size_t larger) {
    (void)size;
    return memory_resize(block, larger);
}

static void give_back(void *block, size_t size) {
    (void)size;
    free(block);
}

void *libraries_take(size_t size, void *context) {
    (void)context;
    return memory_take(size);
}

void libraries_give_back(void *block, void *context) {
    (void)context;
    free(block);
}

void libraries_prepare(void) {
    xmlMemSetup(free, memory_take, memory_resize, copy);
    json_set_alloc_funcs(memory_take, free);
    mp_set_memory_functions(memory_take, resize, give_back);
}
