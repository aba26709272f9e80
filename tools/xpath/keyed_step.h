/* Steps that are found by a value. */
#ifndef TEIKIT_XPATH_KEYED_STEP_H
#define TEIKIT_XPATH_KEYED_STEP_H

#include "xpath/filter.h"

/* A step `base[value = wanted]...`, where what `base` gives depends on the tree alone, `value` on
   the node, and `wanted` on neither: where it is evaluated again and again, the nodes are looked up
   by their values.  `plain` is the step as it is; it is given back where it is no such step. */
struct expression *keyed_step(struct compiler *compiler, const struct xpath_syntax *syntax,
                              struct expression *plain, struct expression *base,
                              const struct predicate *predicates, size_t count);

#endif
