/* The order in which inputs are dealt out: theirs, but for the last ones, of which the largest come
   first, so that all workers are done at about the same time. */
#include "base/memory.h"
#include "batch/internal.h"

#include <stdlib.h>
#include <sys/stat.h>

/* So many for each worker are dealt by size: enough to even out what each is at, few enough for
   what comes of them to be kept until it is its turn. */
enum { BY_SIZE = 32 };

struct sized {
    size_t index;
    off_t size;
};

/* Of two that are equally large, the first. */
static int compare_sizes(const void *first, const void *second) {
    const struct sized *a = first, *b = second;
    if (a->size != b->size) return a->size < b->size ? 1 : -1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* What is no regular file, such as standard input, has no size and comes last. */
static off_t size_of(const char *path) {
    struct stat status;
    return stat(path, &status) || !S_ISREG(status.st_mode) ? 0 : status.st_size;
}

size_t *dealing_order(const struct batch *batch, size_t workers, size_t *in_order) {
    size_t count = batch->count, last = workers > 1 ? workers * BY_SIZE : 0;
    if (last > count) last = count;
    size_t *order = memory_allocate(count, sizeof *order);
    struct sized *sized = memory_allocate(last, sizeof *sized);
    *in_order = count - last;
    for (size_t i = 0; i < last; i++)
        sized[i] = (struct sized){*in_order + i, size_of(batch->inputs[*in_order + i].path)};
    if (last) qsort(sized, last, sizeof *sized, compare_sizes);
    for (size_t i = 0; i < *in_order; i++)
        order[i] = i;
    for (size_t i = 0; i < last; i++)
        order[*in_order + i] = sized[i].index;
    free(sized);
    return order;
}
