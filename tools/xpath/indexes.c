/* The index of element names: a list of all elements, grouped by name, made when a tree has been
   walked as a whole more than once. */
#include "xpath/indexes.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FEW = 32 }; /* nodes that are walked sooner than looked up */

struct indexes {
    uint64_t walked;  /* nodes, as long as there is no index */
    uint32_t names;   /* the numbers of names are below this */
    uint32_t *starts; /* of each name in `elements`; one more at the end */
    uint32_t *elements;
};

static void indexes_free(void *data) {
    struct indexes *indexes = data;
    if (!indexes) return;
    free(indexes->starts);
    free(indexes->elements);
    free(indexes);
}

/* Counts, adds up, and puts each element in its place. */
static void make_index(const struct tree *tree, struct indexes *indexes) {
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].kind == TREE_ELEMENT && tree->nodes[i].name >= indexes->names)
            indexes->names = tree->nodes[i].name + 1;
    uint32_t *starts = memory_allocate((size_t)indexes->names + 2, sizeof *starts);
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].kind == TREE_ELEMENT) starts[tree->nodes[i].name + 2]++;
    for (size_t i = 2; i < (size_t)indexes->names + 2; i++)
        starts[i] += starts[i - 1];
    indexes->elements =
        memory_allocate((size_t)starts[indexes->names + 1] + 1, sizeof *indexes->elements);
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].kind == TREE_ELEMENT)
            indexes->elements[starts[tree->nodes[i].name + 1]++] = i;
    indexes->starts = starts;
}

bool index_elements(const struct tree *tree, uint32_t name, uint32_t about,
                    struct tree_occurrences *found) {
    if (about < FEW) return false;
    /* What is kept with the tree is no part of its value. */
    struct tree *keeper = (struct tree *)tree;
    struct indexes *indexes = keeper->indexes;
    if (!indexes) {
        keeper->indexes = indexes = memory_allocate(1, sizeof *indexes);
        keeper->indexes_free = indexes_free;
    }
    if (!indexes->starts) {
        indexes->walked += about;
        if (indexes->walked < 2 * (uint64_t)tree->count) return false;
        make_index(tree, indexes);
    }
    *found = (struct tree_occurrences){NULL, 0};
    if (name >= indexes->names) return true;
    *found = (struct tree_occurrences){indexes->elements + indexes->starts[name],
                                       indexes->starts[name + 1] - indexes->starts[name]};
    return true;
}

size_t occurrence_from(const struct tree_occurrences *found, uint32_t node) {
    size_t low = 0, high = found->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (found->nodes[middle] < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
