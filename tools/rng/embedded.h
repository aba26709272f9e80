/* Rules of Schematron that are embedded in a schema: elements of its namespaces among the
   annotations (RNG 3), which RELAX NG itself passes over. */
#ifndef TEIKIT_RNG_EMBEDDED_H
#define TEIKIT_RNG_EMBEDDED_H

#include "rng/syntax_tree.h"
#include "xml/tree.h"

/* Whether that is their namespace. */
bool embedded_is(const char *uri);

/* Keeps the annotation, an element that stands in no other annotation. */
void embedded_keep(struct syntax_reading *reading, struct syntax_node *node);

/* What was kept, as trees: one for each file, whose root is an element `schema`.  Their number is
   *count.  The list and the trees are the caller's to free.  To be called while the files are open,
   in which their places are looked for. */
struct tree **embedded_trees(const struct embedded *list, size_t *count);

#endif
