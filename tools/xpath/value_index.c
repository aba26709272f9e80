/* An index of atomic values that are all strings, or all numbers: a hash table with open
   addressing. */
#include "xpath/value_index.h"

#include <math.h>
#include <string.h>

enum value_class { STRINGS, NUMBERS, OTHERS };

struct value_index {
    struct xpath_sequence values;
    enum value_class class;
    size_t size;     /* of the table, a power of two */
    uint32_t *table; /* numbers of values, from 1; 0: free */
    uint32_t *next;  /* of each string the number of the next one that is equal; 0: none */
};

static enum value_class class_of(const struct xpath_value *value) {
    if (value->type <= XPATH_ENTITY || value->type == XPATH_ANY_URI) return STRINGS;
    return xpath_type_is_numeric(value->type) ? NUMBERS : OTHERS;
}

static uint64_t hash_bytes(const char *bytes, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037) ^ length;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    return hash ^ hash >> 29;
}

/* Numbers that are equal have equal doubles. */
static uint64_t hash_of(const struct xpath_value *value, enum value_class class) {
    if (class == STRINGS) return hash_bytes(value->as.string.bytes, value->as.string.length);
    double number = xpath_value_to_double(value) + 0.0; /* -0 is 0 */
    char bytes[sizeof number];
    memcpy(bytes, &number, sizeof number);
    return hash_bytes(bytes, sizeof number);
}

/* Where the value, the string or a number, is in the table, or would be. */
static size_t place_of(const struct value_index *index, const struct xpath_value *value) {
    size_t place = hash_of(value, index->class) & (index->size - 1);
    for (; index->table[place]; place = (place + 1) & (index->size - 1))
        if (index->class == STRINGS &&
            !xpath_compare_strings(index->values.items[index->table[place] - 1].as.string,
                                   value->as.string))
            break;
    return place;
}

struct value_index *value_index_new(struct arena *arena, struct xpath_sequence values) {
    struct value_index *index = arena_allocate(arena, sizeof *index);
    index->values = values;
    index->class = values.count && values.count < UINT32_MAX / 4 ? class_of(values.items) : OTHERS;
    for (size_t i = 1; i < values.count && index->class != OTHERS; i++)
        if (class_of(&values.items[i]) != index->class) index->class = OTHERS;
    if (index->class == OTHERS) return index;
    for (index->size = 8; index->size < 2 * values.count;)
        index->size *= 2;
    index->table = arena_allocate(arena, index->size * sizeof *index->table);
    index->next = arena_allocate(arena, values.count * sizeof *index->next);
    for (size_t i = values.count; i--;) { /* so that those that are equal are linked in order */
        uint32_t *place = &index->table[place_of(index, &values.items[i])];
        index->next[i] = *place;
        *place = (uint32_t)i + 1;
    }
    return index;
}

size_t value_index_find(const struct value_index *index, struct xpath_string string) {
    struct xpath_value value = xpath_value_string(string.bytes, string.length);
    return index->class == STRINGS ? index->table[place_of(index, &value)] : 0;
}

size_t value_index_next(const struct value_index *index, size_t number) {
    return index->next[number - 1];
}

struct xpath_sequence value_index_values(const struct value_index *index) {
    return index->values;
}

bool value_index_is_of_strings(const struct value_index *index) {
    return index->class == STRINGS;
}

bool value_index_serves(const struct value_index *index, const struct xpath_value *value) {
    if (index->class == OTHERS) return false;
    return class_of(value) == index->class || value->type == XPATH_UNTYPED_ATOMIC;
}

bool value_index_holds(struct xpath_values *values, const struct value_index *index,
                       const struct xpath_value *value, bool *holds) {
    struct xpath_value number;
    *holds = false;
    if (index->class == NUMBERS && class_of(value) != NUMBERS) {
        if (!xpath_cast(values, value, XPATH_DOUBLE, &number)) return false;
        value = &number;
    }
    size_t place = hash_of(value, index->class) & (index->size - 1);
    for (; index->table[place] && !*holds; place = (place + 1) & (index->size - 1)) {
        const struct xpath_value *candidate = &index->values.items[index->table[place] - 1];
        if (index->class == STRINGS)
            *holds = !xpath_compare_strings(candidate->as.string, value->as.string);
        else if (!xpath_compare(values, XPATH_EQ, candidate, value, holds))
            return false;
    }
    return true;
}
