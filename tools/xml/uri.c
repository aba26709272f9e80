/* URI references; see uri.h. */
#include "xml/uri.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool uri_has_scheme(const char *reference) {
    if (!isalpha((unsigned char)*reference)) return false;
    while (isalnum((unsigned char)*reference) || (*reference && strchr("+-.", *reference)))
        reference++;
    return *reference == ':';
}

void uri_decode(char *reference) {
    char *to = reference;
    for (const char *from = reference; *from; from++) {
        if (*from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2])) {
            char digits[] = {from[1], from[2], '\0'};
            *to++ = (char)strtol(digits, NULL, 16);
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
}
