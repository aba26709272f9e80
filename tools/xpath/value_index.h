/* An index of atomic values, for general comparisons with `=` in which both sides are long. */
#ifndef TEIKIT_XPATH_VALUE_INDEX_H
#define TEIKIT_XPATH_VALUE_INDEX_H

#include "xpath/xpath.h"

struct value_index;

/* An index of the values, which are not copied, in the arena. */
struct value_index *value_index_new(struct arena *arena, struct xpath_sequence values);

struct xpath_sequence value_index_values(const struct value_index *index);

/* Whether its values are strings; if so, the number, from 1, of the first one that is equal to the
   string, and of the next; 0: none. */
bool value_index_is_of_strings(const struct value_index *index);
size_t value_index_find(const struct value_index *index, struct xpath_string string);
size_t value_index_next(const struct value_index *index, size_t number);

/* Whether the index can tell if a value is equal to one of its own; else they are to be compared
   one by one. */
bool value_index_serves(const struct value_index *index, const struct xpath_value *value);

/* Whether one of its values is equal, by the rules of general comparisons; false after an error,
   which comparing them would be as well. */
bool value_index_holds(struct xpath_values *values, const struct value_index *index,
                       const struct xpath_value *value, bool *holds);

#endif
