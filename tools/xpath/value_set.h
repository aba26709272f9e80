/* Sets of atomic values, equal as fn:distinct-values asks (F&O 15.1.6). */
#ifndef TEIKIT_XPATH_VALUE_SET_H
#define TEIKIT_XPATH_VALUE_SET_H

#include "xpath/value.h"

/* Begin with the values and zeroes; it lives in their arena. */
struct value_set {
    struct xpath_values *values;
    struct value_slot {
        uint32_t hash;
        const struct xpath_value *value; /* NULL: free */
    } * slots;
    size_t count, capacity;
};

/* Adds a value, which is not copied; false where one equal to it is there already. */
bool value_set_add(struct value_set *set, const struct xpath_value *value);

/* Whether one equal to it is there. */
bool value_set_has(const struct value_set *set, const struct xpath_value *value);

#endif
