/* A string of bytes that grows.  Start with `struct buffer buffer = {0};`.  It is NUL-terminated
   from the first append on; the NUL does not count in its length. */
#ifndef TEIKIT_BASE_BUFFER_H
#define TEIKIT_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>

struct buffer {
    char *bytes;
    size_t length, capacity;
};

/* Appends `length` bytes. */
void buffer_append(struct buffer *buffer, const char *bytes, size_t length);

/* Appends a NUL-terminated string. */
void buffer_text(struct buffer *buffer, const char *text);

/* Appends one byte. */
void buffer_byte(struct buffer *buffer, char byte);

/* Appends what printf() would print. */
void buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_vprint(struct buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Makes room for `length` more bytes and returns where they go; the caller writes there and adds to
   buffer->length what it wrote. */
char *buffer_reserve(struct buffer *buffer, size_t length);

/* Frees the bytes and leaves an empty buffer. */
void buffer_free(struct buffer *buffer);

#endif
