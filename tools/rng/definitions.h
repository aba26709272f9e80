/* What a schema says of a name: where in its simple form elements and attributes of that name are
   defined, and what is documented there. */
#ifndef TEIKIT_RNG_DEFINITIONS_H
#define TEIKIT_RNG_DEFINITIONS_H

#include "rng/internal.h"
#include "rng/simple_form.h"

/* Start with zeroes; free them with definitions_free(). */
struct definitions {
    const struct simple_node **nodes;
    size_t count, capacity;
};
void definitions_free(struct definitions *definitions);

/* Adds the elements of that name that are expected; where there are none, those anywhere in the
   schema that name it most exactly. */
void definitions_of_element(struct definitions *definitions, const struct rng_schema *schema,
                            const struct expected *expected, const char *uri, const char *local);

/* Adds the attributes, or the elements within, of all these elements. */
void definitions_attributes(struct definitions *attributes, const struct definitions *elements);
void definitions_children(struct definitions *children, const struct definitions *elements);

/* Adds those attributes that name it most exactly. */
void definitions_named(struct definitions *named, const struct definitions *attributes,
                       const char *uri, const char *local);

/* What is documented at them, kept in the arena where there are several texts; NULL for none. */
const char *definitions_documentation(const struct rng_schema *schema,
                                      const struct definitions *definitions, struct arena *arena);

/* Adds the values and datatypes in these elements or attributes, in the order of the schema. */
void definitions_strings(struct definitions *strings, const struct definitions *definitions);

/* What is documented at the node; or NULL. */
const char *definition_documentation(const struct rng_schema *schema,
                                     const struct simple_node *node);

#endif
