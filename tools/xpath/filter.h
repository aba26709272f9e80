/* Predicates (XPath 2.0 3.2.2, 3.3.2): what they let through of what is handed over. */
#ifndef TEIKIT_XPATH_FILTER_H
#define TEIKIT_XPATH_FILTER_H

#include "xpath/compiler.h"

enum predicate_kind {
    BY_TRUTH,    /* its effective boolean value counts, and no position is looked at */
    BY_POSITION, /* a number, known beforehand */
    BY_LAST,     /* last() */
    BY_EITHER    /* a number is a position, anything else a truth value; or positions are used */
};

struct predicate {
    const struct expression *expression;
    enum predicate_kind kind;
    double position; /* BY_POSITION */
    bool uses_last;
};

/* Compiles the predicates from `syntax` on, as operands of `owner` from number `first` on. */
struct predicate *compile_predicates(struct compiler *compiler, const struct xpath_syntax *syntax,
                                     struct expression *owner, size_t first);

/* Whether the position of an item among others matters. */
bool are_positional(const struct predicate *predicates, size_t count);

/* What is to be filtered hands itself over; `source` is its own. */
typedef bool push_source(const void *source, struct xpath_sink *sink);

/* Hands over what the predicates let through.  False after an error, or where the sink has had
   enough. */
bool push_filtered(const struct frame *frame, const struct predicate *predicates, size_t count,
                   push_source *push, const void *source, struct xpath_sink *sink);

#endif
