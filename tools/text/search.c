/* Searches for bytes of a kind; see search.h. */
#include "text/search.h"

#include "base/scan.h"

#include <ctype.h>
#include <string.h>

size_t search_digit(const char *bytes, size_t start, size_t end) {
    while (start < end && end - start >= SCAN_SIZE && !scan_any_digit(scan_word(bytes + start)))
        start += SCAN_SIZE;
    while (start < end && !isdigit((unsigned char)bytes[start]))
        start++;
    return start;
}

size_t search_byte(const char *bytes, size_t start, size_t end, char byte) {
    const char *found = start < end ? memchr(bytes + start, byte, end - start) : NULL;
    return found ? (size_t)(found - bytes) : end;
}
