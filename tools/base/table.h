/* A table from strings to pointers, each string once.  Start with `struct table table = {0};`,
   which takes no memory until something is put there. */
#ifndef TEIKIT_BASE_TABLE_H
#define TEIKIT_BASE_TABLE_H

#include <stddef.h>

struct table {
    struct table_entry {
        const char *key; /* NULL: a free place */
        size_t hash;
        void *value;
    } * entries;
    size_t count, capacity; /* capacity: a power of two, twice as many as the entries at least */
};

/* What was put there under the key; NULL where nothing was. */
void *table_get(const struct table *table, const char *key);

/* Puts the value under the key, in the place of what is there.  A key that is new is not copied: it
   must live as long as the table. */
void table_put(struct table *table, const char *key, const void *value);

/* Frees the places and leaves an empty table; keys and values are the caller's. */
void table_free(struct table *table);

#endif
