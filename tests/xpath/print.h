/* Writes syntax trees of XPath down, for tests. */
#ifndef TEIKIT_TESTS_XPATH_PRINT_H
#define TEIKIT_TESTS_XPATH_PRINT_H

#include "base/buffer.h"
#include "xpath/syntax.h"

/* Appends the tree as an S-expression: (Kind OPERATION NAME TYPE CHILD...). */
void print_syntax(struct buffer *out, const struct xpath_syntax *node);

#endif
