/* Documentation of a schema's parts (RELAX NG DTD Compatibility, section 6): what its
   a:documentation elements say, by the node of the syntax tree that they are about. */
#ifndef TEIKIT_RNG_DOCUMENTATION_H
#define TEIKIT_RNG_DOCUMENTATION_H

#include "rng/syntax_tree.h"

/* Whether an annotation of that name is documentation. */
bool documentation_is(const char *uri, const char *local);

/* Notes in reading->documentation what the tree, a file's, documents. */
void documentation_gather(struct syntax_reading *reading, struct syntax_node *root);

#endif
