/* What is found in a tree once and kept with it, in tree->indexes: where elements of a name stand,
   and those with an identifier. */
#ifndef TEIKIT_XPATH_INDEXES_H
#define TEIKIT_XPATH_INDEXES_H

#include "xml/tree.h"

struct tree_occurrences {
    const uint32_t *nodes; /* in document order */
    size_t count;
};

/* Where elements of the name stand, found by an index if there is one already or if so much of the
   tree was walked that it pays off; `about` is how many nodes would be walked now.  False: walk. */
bool index_elements(const struct tree *tree, uint32_t name, uint32_t about,
                    struct tree_occurrences *found);

/* The first of them that is not before `node`. */
size_t occurrence_from(const struct tree_occurrences *found, uint32_t node);

/* The first element with that identifier, an attribute xml:id or one that is declared as ID;
   TREE_NONE where there is none. */
uint32_t index_id(const struct tree *tree, const char *id, size_t length);

#endif
