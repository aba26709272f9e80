/* Numbers in decimal figures. */
#ifndef TEIKIT_BASE_FIGURES_H
#define TEIKIT_BASE_FIGURES_H

#include <stddef.h>

/* A size_t has no more figures. */
enum { MOST_FIGURES = 3 * sizeof(size_t) };

/* Writes the number right before `end`; returns where it begins. */
static inline char *figures_before(char *end, size_t number) {
    do
        *--end = (char)('0' + number % 10);
    while (number /= 10);
    return end;
}

#endif
