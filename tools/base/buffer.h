/* A string of bytes that grows.  Start with `struct buffer buffer = {0};`.  It is NUL-terminated
   from the first append on; the NUL does not count in its length. */
#ifndef TEIKIT_BASE_BUFFER_H
#define TEIKIT_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct buffer {
    char *bytes;
    size_t length, capacity;
};

/* Makes room for `length` more bytes and returns where they go; the caller writes there and adds to
   buffer->length what it wrote. */
char *buffer_reserve(struct buffer *buffer, size_t length);

/* Appends `length` bytes. */
static inline void buffer_append(struct buffer *buffer, const char *bytes, size_t length) {
    bool fits = length < buffer->capacity - buffer->length;
    char *end = fits ? buffer->bytes + buffer->length : buffer_reserve(buffer, length);
    if (length) memcpy(end, bytes, length);
    end[length] = '\0';
    buffer->length += length;
}

/* Appends a NUL-terminated string. */
static inline void buffer_text(struct buffer *buffer, const char *text) {
    buffer_append(buffer, text, strlen(text));
}

/* Appends one byte. */
static inline void buffer_byte(struct buffer *buffer, char byte) {
    buffer_append(buffer, &byte, 1);
}

/* Appends the number in decimal figures. */
void buffer_number(struct buffer *buffer, size_t number);

/* Appends what printf() would print. */
void buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_vprint(struct buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Puts `length` bytes before the one at `offset`. */
void buffer_insert(struct buffer *buffer, size_t offset, const char *bytes, size_t length);

/* Frees the bytes and leaves an empty buffer. */
void buffer_free(struct buffer *buffer);

#endif
