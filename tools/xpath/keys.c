/* Keys (XSLT 2.0 16.3): the nodes of a tree that have them are found once, and looked up by value.
 */
#include "base/memory.h"
#include "xpath/library.h"

#include <stdlib.h>
#include <string.h>

struct key_entry {
    const char *value; /* the class of its type, and its text */
    uint32_t node;
};

/* The nodes of a tree that have keys of that name, in the order of their values. */
struct key_index {
    const struct tree *tree;
    uint64_t order;
    const struct key *key; /* the newest of its name */
    struct arena *arena;
    struct key_entry *entries;
    size_t count, capacity;
    struct key_index *next;
};

static void key_index_free(struct key_index *index) {
    arena_free(index->arena);
    free(index->entries);
    free(index);
}

static bool is_key(const struct key *key, const struct xpath_name *name) {
    return !strcmp(key->name.local, name->local) && !strcmp(key->name.uri, name->uri);
}

/* Strings are equal to strings and untyped values, numbers to numbers. */
static const char *key_text(struct xpath_values *values, struct arena *arena,
                            const struct xpath_value *value) {
    bool is_number = xpath_type_is_numeric(value->type);
    bool is_text = value->type <= XPATH_ENTITY || value->type == XPATH_ANY_URI;
    struct xpath_value number;
    if (is_number) {
        number = xpath_value_double(xpath_value_to_double(value));
        value = &number;
    }
    struct xpath_string text = xpath_value_text(values, value);
    return arena_print(arena, "%c%.*s",
                       is_text     ? 's'
                       : is_number ? 'n'
                                   : 'o',
                       (int)text.length, text.bytes);
}

struct key_sink {
    struct xpath_sink sink;
    struct xpath_values *values;
    struct key_index *index;
    uint32_t node;
};

static bool take_key(struct xpath_sink *sink, const struct xpath_value *item) {
    struct key_sink *keys = (struct key_sink *)sink;
    struct key_index *index = keys->index;
    index->entries =
        memory_grow(index->entries, &index->capacity, index->count + 1, sizeof *index->entries);
    index->entries[index->count++] =
        (struct key_entry){key_text(keys->values, index->arena, item), keys->node};
    return true;
}

static bool add_keys(struct xpath_evaluation *evaluation, struct key_index *index,
                     const struct key *key, uint32_t node) {
    struct frame outer = {.evaluation = evaluation};
    bool matches;
    if (!pattern_matches(&outer, key->match, index->tree, node, &matches)) return false;
    if (!matches) return true;
    struct xpath_value item = xpath_value_node(index->tree, node);
    struct frame frame = frame_for(evaluation, key->use, &item);
    struct key_sink sink = {{take_key}, &evaluation->values, index, node};
    return push_atomized(key->use->body, &frame, &sink.sink);
}

static int compare_entries(const void *first, const void *second) {
    const struct key_entry *one = first, *other = second;
    int difference = strcmp(one->value, other->value);
    return difference ? difference : (one->node > other->node) - (one->node < other->node);
}

static bool fill_key_index(struct xpath_evaluation *evaluation, struct key_index *index) {
    for (uint32_t node = 0; node < index->tree->count; node++)
        for (const struct key *key = index->key; key; key = key->older)
            if (is_key(key, &index->key->name) && !add_keys(evaluation, index, key, node))
                return false;
    if (index->count) qsort(index->entries, index->count, sizeof *index->entries, compare_entries);
    return true;
}

static const struct key_index *key_index_of(struct xpath_evaluation *evaluation,
                                            const struct key *key, const struct tree *tree) {
    for (struct key_index *index = evaluation->keys; index; index = index->next)
        if (index->key == key && index->tree == tree && index->order == tree->order) return index;
    struct key_index *index = memory_allocate(1, sizeof *index);
    *index =
        (struct key_index){.tree = tree, .order = tree->order, .key = key, .arena = arena_new()};
    if (!fill_key_index(evaluation, index)) {
        key_index_free(index);
        return NULL;
    }
    index->next = evaluation->keys;
    return evaluation->keys = index;
}

/* Appends the nodes that have the value. */
static void find_keys(const struct key_index *index, const char *value, struct collector *nodes) {
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->entries[middle].value, value) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < index->count && !strcmp(index->entries[low].value, value); low++) {
        struct xpath_value item = xpath_value_node(index->tree, index->entries[low].node);
        collect(nodes, &item);
    }
}

bool xpath_key_nodes(struct xpath_evaluation *evaluation, const struct xpath_name *name,
                     struct xpath_sequence values, const struct tree *tree,
                     struct xpath_sink *result) {
    const struct key *key = evaluation->context->keys;
    struct frame frame = {.evaluation = evaluation};
    struct collector nodes = collector(&frame);
    while (key && !is_key(key, name))
        key = key->older;
    if (!key)
        return xpath_fail(&evaluation->values, "XTDE1260", "no key %s is declared", name->local);
    const struct key_index *index = key_index_of(evaluation, key, tree);
    if (!index) return false;
    for (size_t i = 0; i < values.count; i++)
        find_keys(index, key_text(&evaluation->values, evaluation->values.arena, &values.items[i]),
                  &nodes);
    sort_nodes(&nodes);
    return give_sequence(collected(&nodes), result);
}

void keys_free(struct xpath_evaluation *evaluation) {
    for (struct key_index *index = evaluation->keys, *next; index; index = next) {
        next = index->next;
        key_index_free(index);
    }
}
