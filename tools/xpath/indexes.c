/* Indexes of a tree: a list of all elements, grouped by name, made when the tree has been walked as
   a whole more than once; and a table of identifiers, made when it is asked first. */
#include "xpath/indexes.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 32 }; /* nodes that are walked sooner than looked up */

struct indexes {
    uint64_t walked;  /* nodes, as long as there is no index */
    uint32_t names;   /* the numbers of names are below this */
    uint32_t *starts; /* of each name in `elements`; one more at the end */
    uint32_t *elements;
    uint32_t *ids;      /* a table with open addressing, of attributes; TREE_NONE: free */
    size_t id_capacity; /* a power of two */
};

static void indexes_free(void *data) {
    struct indexes *indexes = data;
    if (!indexes) return;
    free(indexes->starts);
    free(indexes->elements);
    free(indexes->ids);
    free(indexes);
}

static struct indexes *indexes_of(const struct tree *tree) {
    /* What is kept with the tree is no part of its value. */
    struct tree *keeper = (struct tree *)tree;
    if (!keeper->indexes) {
        keeper->indexes = memory_allocate(1, sizeof(struct indexes));
        keeper->indexes_free = indexes_free;
    }
    return keeper->indexes;
}

/* ---- names ---- */

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
    struct indexes *indexes = indexes_of(tree);
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

/* ---- identifiers ---- */

static bool is_white(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The value of an identifier, without white space around it. */
static const char *id_of(const struct tree *tree, uint32_t attribute, size_t *length) {
    const char *id = tree_value(tree, attribute, length);
    while (*length && is_white(*id))
        id++, --*length;
    while (*length && is_white(id[*length - 1]))
        --*length;
    return id;
}

/* The slot of the identifier, or the free one where it goes; the hash is FNV-1a. */
static uint32_t *id_slot(const struct tree *tree, const struct indexes *indexes, const char *id,
                         size_t length) {
    uint32_t hash = 2166136261;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)id[i]) * 16777619;
    for (size_t i = hash;; i++) {
        uint32_t *slot = &indexes->ids[i & (indexes->id_capacity - 1)];
        if (*slot == TREE_NONE) return slot;
        size_t other_length;
        const char *other = id_of(tree, *slot, &other_length);
        if (other_length == length && !memcmp(other, id, length)) return slot;
    }
}

static bool is_id(const struct tree_node *node) {
    return node->kind == TREE_ATTRIBUTE && node->flags & TREE_IS_ID;
}

/* Of several elements with one identifier the first counts (F&O 15.5.2). */
static void make_id_index(const struct tree *tree, struct indexes *indexes) {
    size_t count = 0;
    for (uint32_t i = 0; i < tree->count; i++)
        count += is_id(&tree->nodes[i]);
    for (indexes->id_capacity = 2; indexes->id_capacity < count * 2;)
        indexes->id_capacity *= 2;
    indexes->ids = memory_allocate(indexes->id_capacity, sizeof *indexes->ids);
    for (size_t i = 0; i < indexes->id_capacity; i++)
        indexes->ids[i] = TREE_NONE;
    for (uint32_t i = 0; i < tree->count; i++) {
        if (!is_id(&tree->nodes[i])) continue;
        size_t length;
        const char *id = id_of(tree, i, &length);
        uint32_t *slot = id_slot(tree, indexes, id, length);
        if (*slot == TREE_NONE) *slot = i;
    }
}

uint32_t index_id(const struct tree *tree, const char *id, size_t length) {
    struct indexes *indexes = indexes_of(tree);
    if (!indexes->ids) make_id_index(tree, indexes);
    uint32_t attribute = *id_slot(tree, indexes, id, length);
    return attribute == TREE_NONE ? TREE_NONE : tree->nodes[attribute].parent;
}
