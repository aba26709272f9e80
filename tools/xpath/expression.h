/* What an expression becomes: a tree of nodes each of which can be evaluated in four ways, by
   functions of its own.  Items are handed over one by one to a sink (xpath/functions.h), which may
   have had enough at any time; nothing is put together that nobody asks for whole. */
#ifndef TEIKIT_XPATH_EXPRESSION_H
#define TEIKIT_XPATH_EXPRESSION_H

#include "xpath/functions.h"

struct expression;

/* What changes from one part of an expression to the next (XPath 2.0 2.1.2): the focus and the
   variables of the expression itself. */
struct frame {
    struct xpath_evaluation *evaluation;
    const struct xpath_value *item; /* the context item; NULL: none */
    size_t position, last;          /* the context position and size, where they are used */
    struct xpath_sequence *locals;
    const struct xpath_value *current; /* XSLT 2.0 16.6.1: the item that evaluation began with */
};

/* The type of a value that stands for no item. */
enum { NO_ITEM = 255 };

static inline struct xpath_value no_item(void) {
    return (struct xpath_value){.type = (enum xpath_type)NO_ITEM};
}
static inline bool is_item(const struct xpath_value *value) {
    return (int)value->type != NO_ITEM;
}

/* The four ways.  All return false after an error; push_function also where the sink has had
   enough. */
typedef bool push_function(const struct expression *expression, const struct frame *frame,
                           struct xpath_sink *sink);
/* The only item, or no_item(); XPTY0004 where there are several. */
typedef bool item_function(const struct expression *expression, const struct frame *frame,
                           struct xpath_value *item);
/* The effective boolean value (XPath 2.0 2.4.3). */
typedef bool truth_function(const struct expression *expression, const struct frame *frame,
                            bool *truth);
/* All items, which live as long as what the expression was evaluated in. */
typedef bool sequence_function(const struct expression *expression, const struct frame *frame,
                               struct xpath_sequence *sequence);

/* What a value depends on. */
enum uses {
    USES_ITEM = 1,       /* the context item */
    USES_ROOT = 2,       /* of the context item only the tree that it is in */
    USES_POSITION = 4,   /* the context position */
    USES_LAST = 8,       /* the context size */
    USES_LOCALS = 16,    /* variables of the expression itself */
    USES_VARIABLES = 32, /* variables of the static context */
    USES_OTHER = 64,     /* current(), documents, the time … : it is no constant */
    USES_FOCUS = USES_ITEM | USES_ROOT | USES_POSITION | USES_LAST
};

/* How many items there may be. */
enum cardinality {
    MAY_BE_NONE = 1,
    MAY_BE_ONE = 2,
    MAY_BE_MANY = 4,
    EXACTLY_ONE = MAY_BE_ONE,
    AT_MOST_ONE = MAY_BE_NONE | MAY_BE_ONE,
    ANY_NUMBER = MAY_BE_NONE | MAY_BE_ONE | MAY_BE_MANY
};

/* How nodes are handed over. */
enum order {
    IN_ORDER = 1, /* in document order, none twice */
    PEERS = 2     /* none is an ancestor of another */
};

struct expression {
    push_function *push;
    item_function *item;
    truth_function *truth;
    sequence_function *sequence;
    size_t offset;       /* as in xpath_fault */
    uint8_t uses;        /* enum uses */
    uint8_t type;        /* of its items: enum xpath_type or XPATH_ITEM_TYPE, XPATH_NUMERIC_TYPE */
    uint8_t cardinality; /* enum cardinality */
    uint8_t order;       /* enum order */
    uint8_t is_literal;  /* its value is known; see struct literal */
    size_t count;        /* of its operands */
    struct expression **operands;
};

/* ---- evaluating: these see to it that the C stack does not overflow ---- */

bool push(const struct expression *expression, const struct frame *frame, struct xpath_sink *sink);
bool item_of(const struct expression *expression, const struct frame *frame,
             struct xpath_value *item);
bool truth_of(const struct expression *expression, const struct frame *frame, bool *truth);
bool sequence_of(const struct expression *expression, const struct frame *frame,
                 struct xpath_sequence *sequence);

/* The only item, atomized (XPath 2.0 2.4.2), or no_item(). */
bool atomic_of(const struct expression *expression, const struct frame *frame,
               struct xpath_value *item);

/* The items, atomized, one by one. */
bool push_atomized(const struct expression *expression, const struct frame *frame,
                   struct xpath_sink *sink);

/* What is evaluated in one way can be evaluated in all: what a node has that knows no better. */
push_function push_by_item, push_by_truth, push_by_sequence;
item_function item_by_push, item_by_truth;
truth_function truth_by_push, truth_by_item;
sequence_function sequence_by_push;

/* Whether there was an error. */
bool has_failed(const struct frame *frame);

/* Notes where the error is, if that is not known more closely; returns false. */
bool blame(const struct frame *frame, const struct expression *expression);

/* An error at the expression; returns false. */
bool fail(const struct frame *frame, const struct expression *expression, const char *code,
          const char *format, ...) __attribute__((format(printf, 4, 5)));

/* ---- sinks ---- */

/* Puts items together in the evaluation's arena. */
struct collector {
    struct xpath_sink sink;
    struct xpath_evaluation *evaluation;
    struct arena *arena;
    struct xpath_value *items;
    size_t count, capacity;
};
struct collector collector(const struct frame *frame);
bool collect(struct collector *collector, const struct xpath_value *item);
static inline struct xpath_sequence collected(const struct collector *collector) {
    return (struct xpath_sequence){collector->items, collector->count};
}

/* Hands over the items of a sequence. */
bool give_sequence(struct xpath_sequence sequence, struct xpath_sink *sink);

/* The effective boolean value of what it takes, which is known as soon as it has enough. */
struct truth_sink {
    struct xpath_sink sink;
    const struct frame *frame;
    bool truth, has_item;
};
struct truth_sink truth_sink(const struct frame *frame);

/* Puts nodes in document order and takes out those that are there twice (XPath 2.0 3.2). */
void sort_nodes(struct collector *nodes);

/* Below zero, zero or above: the order of two nodes (XPath 2.0 2.4.1). */
int compare_nodes(const struct xpath_node *first, const struct xpath_node *second);

#endif
