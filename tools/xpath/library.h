/* What the evaluation keeps for the function library. */
#ifndef TEIKIT_XPATH_LIBRARY_H
#define TEIKIT_XPATH_LIBRARY_H

#include "xpath/evaluation.h"

/* Frees indexes of keys, trees that functions made, and what the library remembers. */
void library_free(struct xpath_evaluation *evaluation);
void keys_free(struct xpath_evaluation *evaluation);

/* xpath_match(), in the midst of an evaluation. */
bool pattern_matches(const struct frame *frame, const struct xpath_pattern *pattern,
                     const struct tree *tree, uint32_t node, bool *matches);

#endif
