/* Sets of atomic values: a table with open addressing over a hash in which equal values agree; see
   value_set.h. */
#include "xpath/value_set.h"

#include "xpath/values.h"

#include <math.h>
#include <string.h>

/* ---- the hash ---- */

/* FNV-1a */
static uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 16777619;
    return hash;
}

/* A number of any type by the float next to it: an integer and a float are equal where the integer
   as a float is. */
static uint32_t hash_number(uint32_t hash, const struct xpath_value *value) {
    float number = (float)xpath_value_to_double(value);
    if (isnan(number) || number == 0) number = 0;
    return hash_bytes(hash, &number, sizeof number);
}

static uint32_t hash_of(const struct xpath_values *values, const struct xpath_value *value) {
    uint32_t hash = 2166136261;
    enum xpath_type type = value->type;
    if (xpath_type_is_numeric(type)) return hash_number(hash, value);
    if (type == XPATH_BOOLEAN) return hash + value->as.boolean;
    if (type_is_moment(type)) {
        wide moment = moment_in_utc(values, &value->as.moment);
        return hash_bytes(hash, &moment, sizeof moment);
    }
    if (type_is_duration(type)) {
        hash = hash_bytes(hash, &value->as.duration.months, sizeof value->as.duration.months);
        return hash_bytes(hash, &value->as.duration.seconds, sizeof value->as.duration.seconds);
    }
    if (type == XPATH_QNAME || type == XPATH_NOTATION)
        return hash_bytes(hash, value->as.name.local, strlen(value->as.name.local));
    return hash_bytes(hash, value->as.string.bytes, value->as.string.length);
}

/* ---- the table ---- */

/* The slot of the value, or the free one where it goes. */
static struct value_slot *slot_of(const struct value_set *set, const struct xpath_value *value,
                                  uint32_t hash) {
    for (size_t i = hash;; i++) {
        struct value_slot *slot = &set->slots[i & (set->capacity - 1)];
        if (!slot->value ||
            (slot->hash == hash && xpath_equal(set->values, slot->value, value, true)))
            return slot;
    }
}

static void grow(struct value_set *set) {
    enum { AT_FIRST = 16 };
    struct value_set grown = *set;
    grown.capacity = set->capacity ? set->capacity * 2 : AT_FIRST;
    grown.slots = arena_allocate(set->values->arena, grown.capacity * sizeof *grown.slots);
    for (size_t i = 0; i < set->capacity; i++) {
        if (!set->slots[i].value) continue;
        size_t place = set->slots[i].hash;
        while (grown.slots[place & (grown.capacity - 1)].value)
            place++;
        grown.slots[place & (grown.capacity - 1)] = set->slots[i];
    }
    *set = grown;
}

bool value_set_add(struct value_set *set, const struct xpath_value *value) {
    if (set->count * 2 >= set->capacity) grow(set);
    uint32_t hash = hash_of(set->values, value);
    struct value_slot *slot = slot_of(set, value, hash);
    if (slot->value) return false;
    *slot = (struct value_slot){hash, value};
    set->count++;
    return true;
}

bool value_set_has(const struct value_set *set, const struct xpath_value *value) {
    return set->count && slot_of(set, value, hash_of(set->values, value))->value;
}
