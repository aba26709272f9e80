/* Elements by their identifiers: an index of each tree that is asked, made when it is asked first.
 */
#include "xpath/functions_common.h"

#include "base/memory.h"
#include "xpath/values.h"

#include <stdlib.h>

/* A table with open addressing, of the attributes that are identifiers. */
struct id_index {
    uint64_t order;  /* of the tree, which no other has */
    uint32_t *slots; /* TREE_NONE: free */
    size_t capacity; /* a power of two */
    struct id_index *next;
};

/* FNV-1a */
static uint32_t hash_of(struct xpath_string string) {
    uint32_t hash = 2166136261;
    for (size_t i = 0; i < string.length; i++)
        hash = (hash ^ (unsigned char)string.bytes[i]) * 16777619;
    return hash;
}

static struct xpath_string id_of(const struct tree *tree, uint32_t attribute) {
    struct xpath_string id;
    id.bytes = tree_value(tree, attribute, &id.length);
    return string_trim(id);
}

/* The slot of the identifier, or the free one where it goes. */
static uint32_t *slot_of(const struct id_index *index, const struct tree *tree,
                         struct xpath_string id) {
    for (size_t i = hash_of(id);; i++) {
        uint32_t *slot = &index->slots[i & (index->capacity - 1)];
        if (*slot == TREE_NONE || strings_equal(id_of(tree, *slot), id)) return slot;
    }
}

static bool is_id(const struct tree_node *node) {
    return node->kind == TREE_ATTRIBUTE && node->flags & TREE_IS_ID;
}

/* Of several elements with one identifier the first counts (F&O 15.5.2). */
static struct id_index *index_new(const struct tree *tree) {
    struct id_index *index = memory_allocate(1, sizeof *index);
    size_t count = 0;
    for (uint32_t i = 0; i < tree->count; i++)
        count += is_id(&tree->nodes[i]);
    for (index->capacity = 2; index->capacity < count * 2;)
        index->capacity *= 2;
    index->slots = memory_allocate(index->capacity, sizeof *index->slots);
    memset(index->slots, 0xFF, index->capacity * sizeof *index->slots);
    index->order = tree->order;
    for (uint32_t i = 0; i < tree->count; i++) {
        if (!is_id(&tree->nodes[i])) continue;
        uint32_t *slot = slot_of(index, tree, id_of(tree, i));
        if (*slot == TREE_NONE) *slot = i;
    }
    return index;
}

uint32_t element_with_id(struct xpath_evaluation *evaluation, const struct tree *tree,
                         struct xpath_string id) {
    struct xpath_library *library = library_of(evaluation);
    struct id_index *index = library->ids;
    while (index && index->order != tree->order)
        index = index->next;
    if (!index) {
        index = index_new(tree);
        index->next = library->ids;
        library->ids = index;
    }
    uint32_t attribute = *slot_of(index, tree, id);
    return attribute == TREE_NONE ? TREE_NONE : tree->nodes[attribute].parent;
}

void ids_free(struct id_index *index) {
    while (index) {
        struct id_index *next = index->next;
        free(index->slots);
        free(index);
        index = next;
    }
}
