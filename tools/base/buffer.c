/* A string of bytes that grows; see buffer.h. */
#include "base/buffer.h"

#include "base/figures.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What most print at once. */
enum { ROOM_FOR_MOST = 100 };

char *buffer_reserve(struct buffer *buffer, size_t length) {
    if (length >= SIZE_MAX - buffer->length) memory_exhausted();
    buffer->bytes = memory_grow(buffer->bytes, &buffer->capacity, buffer->length + length + 1, 1);
    return buffer->bytes + buffer->length;
}

void buffer_insert(struct buffer *buffer, size_t offset, const char *bytes, size_t length) {
    if (!length) return;
    buffer_reserve(buffer, length);
    char *place = buffer->bytes + offset;
    memmove(place + length, place, buffer->length - offset);
    memcpy(place, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_number(struct buffer *buffer, size_t number) {
    char figures[MOST_FIGURES], *end = figures + MOST_FIGURES, *first = figures_before(end, number);
    buffer_append(buffer, first, (size_t)(end - first));
}

void buffer_vprint(struct buffer *buffer, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    char *end = buffer_reserve(buffer, ROOM_FOR_MOST);
    size_t room = buffer->capacity - buffer->length;
    int length = vsnprintf(end, room, format, arguments);
    if (length < 0) memory_exhausted();
    if ((size_t)length >= room)
        vsnprintf(buffer_reserve(buffer, (size_t)length), (size_t)length + 1, format, again);
    va_end(again);
    buffer->length += (size_t)length;
}

void buffer_print(struct buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(buffer, format, arguments);
    va_end(arguments);
}

void buffer_free(struct buffer *buffer) {
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}
