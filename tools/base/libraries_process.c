/* The functions that libraries are given for their memory, once for the whole process, so that
   libteikit cannot do it; see libraries.h.  libcyaml and PCRE2 are told where they are called;
   utf8proc, minizip and libyaml say that memory ran out. */
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

/* C++'s std::set_new_handler(), by its name for linkers (Itanium C++ ABI 5.1): what `new` does
   where memory runs out.  Without it uchardet guesses on with those of its detectors that it has.
 */
typedef void new_handler(void);
new_handler *set_new_handler(new_handler *handler) __asm__("_ZSt15set_new_handlerPFvvE");

static void new_failed(void) {
    set_new_handler(NULL);
    memory_exhausted();
}

void libraries_prepare(void) {
    set_new_handler(new_failed);
    xmlMemSetup(free, memory_take, memory_resize, copy);
    json_set_alloc_funcs(memory_take, free);
    mp_set_memory_functions(memory_take, resize, give_back);
}
