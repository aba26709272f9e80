/* Makes patterns of the simple form when they are first needed: a document uses a small part of a
   large schema. */
#ifndef TEIKIT_RNG_BUILD_H
#define TEIKIT_RNG_BUILD_H

#include "base/memo.h"
#include "rng/schema.h"

/* Start with the table that the patterns are made in, and zeroes. */
struct builder {
    struct pattern_table *patterns;
    struct memo made;    /* simple node: pattern */
    uint32_t generation; /* tells what this builder made from what another one did */
};

void builder_free(struct builder *builder);

/* Makes the schema's elements, datatypes and values, in the order of the schema: messages list what
   was expected by the order of making, which is then the same whatever is made later. */
void build_leaves(struct builder *builder, struct simple_schema *schema);

/* The pattern of a node of the simple form. */
const struct pattern *build_pattern(struct builder *builder, const struct simple_node *node);

/* What the element must contain. */
const struct pattern *build_content(struct builder *builder, struct element_pattern *element);

#endif
