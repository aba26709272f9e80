/* Values that are kept from one place to the next: of expressions that depend on the tree alone,
   and are evaluated for many of its nodes. */
#ifndef TEIKIT_XPATH_MEMO_H
#define TEIKIT_XPATH_MEMO_H

#include "xpath/evaluation.h"

/* Whether an expression depends on the tree alone, and is worth keeping. */
bool is_worth_keeping(const struct expression *expression);

/* A node that keeps the value of the operand. */
struct expression *new_memo(struct compiler *compiler, struct expression *operand);

/* A node that keeps the value of the operand, which depends on the context item and its tree, for
   the element that is the document's. */
struct expression *new_root_memo(struct compiler *compiler, struct expression *operand);

/* The index of the values of a node that was made by new_memo(), atomized, for comparisons; NULL
   where the expression is none, or after an error. */
struct value_index;
const struct value_index *memo_index(const struct expression *expression,
                                     const struct frame *frame);

/* A place for what is kept of an expression. */
struct memo_key new_memo_key(struct compiler *compiler, const struct expression *expression);

/* The effective boolean value of an expression that is worth keeping, kept there. */
bool truth_kept(const struct expression *expression, const struct frame *frame,
                const struct memo_key *key, bool *truth);

/* Whether a node of the context item's tree is among those that the expression gives with the root
   of the tree as its context item; found once for all nodes. */
bool is_among_kept(const struct xpath_expression *expression, const struct frame *frame,
                   uint32_t node, bool *is_among);

/* The nodes that an expression gives, found by values: node number i + 1 has the value number i + 1
   of the index.  *lookup is NULL as long as nothing is asked often, or where the values are no
   strings. */
struct lookup {
    const struct value_index *index;
    const struct xpath_value *nodes;
};
bool lookup_kept(const struct expression *nodes, const struct expression *value,
                 const struct frame *frame, const struct memo_key *key,
                 const struct lookup **lookup);

void memos_free(struct xpath_evaluation *evaluation);

#endif
