/* Near misses in spelling: the distance of Damerau and Levenshtein (in the form in which no part is
   edited twice), by three rows of the table at a time. */
#include "text/spelling.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static size_t least(size_t a, size_t b, size_t c) {
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Fills the row of a[i - 1] from the one above it and, for swaps, the one above that; returns its
   least entry. */
static size_t fill_row(const char *a, const char *b, size_t i, size_t length, size_t *row,
                       const size_t *above, const size_t *above_that) {
    size_t smallest = row[0] = i;
    for (size_t j = 1; j <= length; j++) {
        size_t change = a[i - 1] != b[j - 1];
        row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        if (swapped && above_that[j - 2] + 1 < row[j]) row[j] = above_that[j - 2] + 1;
        if (row[j] < smallest) smallest = row[j];
    }
    return smallest;
}

size_t spelling_distance(const char *a, const char *b, size_t limit) {
    size_t m = strlen(a), n = strlen(b);
    if ((m > n ? m - n : n - m) > limit) return limit + 1;
    size_t *rows = memory_allocate(3 * (n + 1), sizeof *rows);
    size_t *row = rows, *above = rows + n + 1, *above_that = rows + 2 * (n + 1);
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    size_t smallest = 0;
    for (size_t i = 1; i <= m && smallest <= limit; i++) {
        size_t *next = above_that;
        above_that = above, above = row, row = next;
        smallest = fill_row(a, b, i, n, row, above, above_that);
    }
    size_t distance = smallest > limit || row[n] > limit ? limit + 1 : row[n];
    free(rows);
    return distance;
}

size_t spelling_tolerance(const char *word) {
    size_t length = strlen(word);
    return length < 3 ? 0 : length < 6 ? 1 : 2;
}
