/* Rows: the results of many documents joined to one table, list of JSON lines, or JSON array. */
#ifndef TEIKIT_TRANSFORM_ROWS_H
#define TEIKIT_TRANSFORM_ROWS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Start with the extension of the results ("csv") and zeroes. */
struct rows {
    const char *extension;
    bool headless;        /* of a table: its first row is a row like the others */
    struct buffer joined; /* the caller frees it */
    size_t head_length;   /* of the row that names the columns, 0: there is none yet */
};

/* Whether results with this extension can be joined. */
bool rows_can_join(const char *extension);

/* Adds a result.  Of tables, the row that names the columns stays only where it is the first. */
void rows_add(struct rows *rows, const char *bytes, size_t length);

/* Ends what was joined. */
void rows_end(struct rows *rows);

#endif
