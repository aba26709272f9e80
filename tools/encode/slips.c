/* Slips in speakers' labels: a rare label that differs by no more than a slip from a frequent one
   means the same speaker.  Which label means which is kept for when the speeches are made. */
#include "encode/internal.h"
#include "encode/names.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A label is a slip of one that is so many times as frequent.  Where more labels than this differ,
   they are no cast of speakers, and only punctuation is compared. */
enum { TIMES_AS_FREQUENT = 3, MOST_LABELS = 1000 };

/* The most frequent label of each key; `keys` maps a key to its index in `labels`, from 1. */
static void group_by_key(const struct label_count *labels, size_t count, struct table *keys,
                         const char *const *key_of) {
    for (size_t i = 0; i < count; i++) {
        size_t other = (uintptr_t)table_get(keys, key_of[i]);
        if (!other || labels[other - 1].count < labels[i].count)
            table_put(keys, key_of[i], (void *)(uintptr_t)(i + 1));
    }
}

/* The only label that is frequent enough and a slip away; the label itself where there is none. */
static size_t nearest(const struct label_count *labels, size_t count, const char *const *key_of,
                      size_t label) {
    size_t found = label;
    for (size_t i = 0; i < count; i++) {
        if (labels[i].count < TIMES_AS_FREQUENT * labels[label].count) continue;
        if (!name_is_near(key_of[label], key_of[i])) continue;
        if (found != label && strcmp(key_of[found], key_of[i])) return label;
        if (found == label || labels[found].count < labels[i].count) found = i;
    }
    return found;
}

void slips_find(struct document *document, const struct label_count *labels, size_t count) {
    struct table keys = {0};
    const char **key_of = memory_allocate(count + 1, sizeof *key_of);
    for (size_t i = 0; i < count; i++)
        key_of[i] = name_key(document->arena, labels[i].name);
    group_by_key(labels, count, &keys, key_of);
    for (size_t i = 0; i < count; i++) {
        size_t meant = (uintptr_t)table_get(&keys, key_of[i]) - 1;
        if (meant != i && labels[meant].count < TIMES_AS_FREQUENT * labels[i].count) meant = i;
        if (meant == i && count <= MOST_LABELS) meant = nearest(labels, count, key_of, i);
        if (meant != i) table_put(&document->slips, labels[i].name, labels[meant].name);
    }
    free(key_of);
    table_free(&keys);
}
