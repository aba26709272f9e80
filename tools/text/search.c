/* Searches for bytes of a kind; see search.h. */
#include "text/search.h"

#include "base/scan.h"

#include <ctype.h>

size_t search_digit(const char *bytes, size_t start, size_t end) {
    while (start < end && end - start >= SCAN_SIZE && !scan_any_digit(scan_word(bytes + start)))
        start += SCAN_SIZE;
    while (start < end && !isdigit((unsigned char)bytes[start]))
        start++;
    return start;
}

size_t search_either(const char *bytes, size_t start, size_t end, char first, char second) {
    for (; start < end && end - start >= SCAN_SIZE; start += SCAN_SIZE) {
        uint64_t word = scan_word(bytes + start);
        if (scan_any_is(word, (unsigned char)first) || scan_any_is(word, (unsigned char)second))
            break;
    }
    while (start < end && bytes[start] != first && bytes[start] != second)
        start++;
    return start;
}
