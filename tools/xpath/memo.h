/* Values that are kept from one place to the next: of expressions that depend on the tree alone,
   and are evaluated for many of its nodes. */
#ifndef TEIKIT_XPATH_MEMO_H
#define TEIKIT_XPATH_MEMO_H

#include "xpath/evaluation.h"

/* Whether an expression depends on the tree alone, and is worth keeping. */
bool is_worth_keeping(const struct expression *expression);

/* A node that keeps the value of the operand. */
struct expression *new_memo(struct compiler *compiler, struct expression *operand);

/* The index of the values of a node that was made by new_memo(), atomized, for comparisons; NULL
   where the expression is none, or after an error. */
struct value_index;
const struct value_index *memo_index(const struct expression *expression,
                                     const struct frame *frame);

/* Room for what is kept under that number (xpath_static.memo_count) for a tree and the variables
   as they are: NULL, or what was put there before. */
struct memo *memo_at(const struct frame *frame, size_t number);

void memos_free(struct xpath_evaluation *evaluation);

#endif
