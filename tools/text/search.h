/* Searches of a text for bytes of a kind, which pass over the rest eight at a time. */
#ifndef TEIKIT_TEXT_SEARCH_H
#define TEIKIT_TEXT_SEARCH_H

#include <stddef.h>

/* The offset in bytes[start..end) of the first digit of ASCII; `end` where there is none. */
size_t search_digit(const char *bytes, size_t start, size_t end);

/* The same of the first byte that is this one. */
size_t search_byte(const char *bytes, size_t start, size_t end, char byte);

#endif
