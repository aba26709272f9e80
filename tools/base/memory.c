/* Allocation that cannot fail for its caller; see memory.h. */
#include "base/memory.h"

#include "base/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void say_and_exit(void) {
    static const char message[] = "teikit: error: out of memory [memory/exhausted]\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(2);
}

static void (*on_exhaustion)(void) = say_and_exit;

void memory_on_exhaustion(void (*handler)(void)) {
    on_exhaustion = handler;
}

_Noreturn void memory_exhausted(void) {
    on_exhaustion();
    abort();
}

void *memory_allocate(size_t count, size_t size) {
    void *block = calloc(count ? count : 1, size);
    if (!block) memory_exhausted();
    pages_make_large(block, count * size);
    return block;
}

void *memory_take(size_t size) {
    void *block = malloc(size ? size : 1);
    if (!block) memory_exhausted();
    pages_make_large(block, size);
    return block;
}

void *memory_resize(void *block, size_t size) {
    block = realloc(block, size ? size : 1);
    if (!block) memory_exhausted();
    pages_make_large(block, size);
    return block;
}

void *memory_make_room(void *block, size_t *capacity, size_t needed, size_t size) {
    size_t wanted = *capacity < 8 ? 8 : *capacity;
    while (wanted < needed) {
        if (wanted > SIZE_MAX / 2) memory_exhausted();
        wanted *= 2;
    }
    if (wanted > SIZE_MAX / size) memory_exhausted();
    *capacity = wanted;
    return memory_resize(block, wanted * size);
}

char *memory_copy(const char *bytes, size_t length) {
    if (length == SIZE_MAX) memory_exhausted();
    char *copy = memory_take(length + 1);
    if (length) memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}
