/* What the function library (F&O 2.0, second edition; F&O 3.1) and the evaluator share: rows of
   functions with their signatures, and what a function may ask of the evaluation it is called in.
 */
#ifndef TEIKIT_XPATH_FUNCTIONS_H
#define TEIKIT_XPATH_FUNCTIONS_H

#include "xpath/xpath.h"

/* ---- items on their way ---- */

/* Whoever wants the items of a value: they are handed over one by one.  false: no more are wanted,
   or there was an error, which the evaluation then holds; what hands them over returns false at
   once then. */
struct xpath_sink {
    bool (*take)(struct xpath_sink *sink, const struct xpath_value *item);
};

static inline bool xpath_give(struct xpath_sink *sink, const struct xpath_value *item) {
    return sink->take(sink, item);
}

/* ---- signatures ---- */

/* Types of parameters besides enum xpath_type. */
enum {
    XPATH_ITEM_TYPE = 100, /* item(): given as it is */
    XPATH_NODE_TYPE,       /* node() */
    XPATH_ELEMENT_TYPE,    /* element() */
    XPATH_NUMERIC_TYPE,    /* integer, decimal, float or double; untypedAtomic becomes a double */
    XPATH_FUNCTION_TYPE    /* function(*) */
};

struct xpath_signature_type {
    uint8_t type;
    char occurrence; /* '1', '?', '*', '+' */
};

enum { XPATH_MOST_PARAMETERS = 8, XPATH_ANY_NUMBER = 255 };

/* What a function is given: its arguments by the function conversion rules (XPath 2.0 3.1.5),
   atomized and cast where the parameter is atomic.  Their items live until it returns, its result's
   until the evaluation's mark is released. */
typedef bool xpath_function_run(struct xpath_evaluation *evaluation,
                                const struct xpath_sequence *arguments, size_t count,
                                struct xpath_sink *result);

enum xpath_function_flags {
    XPATH_OF_31 = 1,        /* only with XPATH_31 */
    XPATH_OF_XSLT = 2,      /* only with XPATH_XSLT_FUNCTIONS */
    XPATH_USES_FOCUS = 4,   /* with fewer arguments than `most` it looks at the context item */
    XPATH_USES_STATIC = 8,  /* at namespaces or the base URI of the place where it is called */
    XPATH_NOT_CONSTANT = 16 /* may give another value with the same arguments */
};

struct xpath_function_row {
    const char *uri; /* one of those below */
    const char *local;
    uint8_t least,
        most; /* arguments; `most` XPATH_ANY_NUMBER: further ones as the last parameter */
    uint8_t flags;
    struct xpath_signature_type result, parameters[XPATH_MOST_PARAMETERS];
    xpath_function_run *run;
};

extern const char xpath_fn_namespace[], xpath_math_namespace[], xpath_map_namespace[],
    xpath_array_namespace[], xpath_xs_namespace[];

/* All rows, a table for each file `functions_*.c`, ended by a row whose local name is NULL; the
   list is ended by NULL.  Of rows of one name the first that fits the arity and the features
   counts. */
extern const struct xpath_function_row *const xpath_function_tables[];

/* ---- what a function may ask ---- */

/* Where values are made: the arena of the evaluation, the implicit zone, the error. */
struct xpath_values *xpath_values_of(struct xpath_evaluation *evaluation);

/* The context item; false, with XPDY0002, where there is none. */
bool xpath_context_item(struct xpath_evaluation *evaluation, struct xpath_value *item);

/* The context item as a node: XPTY0004 where it is none. */
bool xpath_context_node(struct xpath_evaluation *evaluation, struct xpath_node *node);

/* What fn:current-dateTime() gives. */
const struct xpath_value *xpath_now(struct xpath_evaluation *evaluation);

/* The static context of the call at hand, whose base URI and namespaces (those of xpath_compile()'s
   time) it can ask for; the URI is NULL where there is none. */
const char *xpath_call_base(struct xpath_evaluation *evaluation);
const char *xpath_call_namespace(struct xpath_evaluation *evaluation, const char *prefix);

/* Documents by URI, made absolute by the base of the call: FODC0002.  The tree is the same each
   time. */
bool xpath_call_document(struct xpath_evaluation *evaluation, const char *uri,
                         const struct tree **tree);

/* Where collections and text files come from; NULL: there are none. */
const struct xpath_documents *xpath_documents_of(struct xpath_evaluation *evaluation);

/* Where names of trees are interned that a function makes; and such a tree given to the evaluation,
   which frees it at its end. */
const struct tree_names *xpath_names_of(struct xpath_evaluation *evaluation);
void xpath_keep_tree(struct xpath_evaluation *evaluation, struct tree *tree);

/* The item that the expression as a whole is evaluated with (current(), XSLT 2.0 16.6.1); false,
   with XTDE1360, where there is none. */
bool xpath_current_item(struct xpath_evaluation *evaluation, struct xpath_value *item);

/* The nodes of that tree, in document order, that one of the values is a key of (XSLT 2.0 16.3);
   XTDE1260 where no such key is declared. */
bool xpath_key_nodes(struct xpath_evaluation *evaluation, const struct xpath_name *key,
                     struct xpath_sequence values, const struct tree *tree,
                     struct xpath_sink *result);

/* Whether there is a function of that name that takes so many arguments; SIZE_MAX: any. */
bool xpath_function_exists(struct xpath_evaluation *evaluation, const struct xpath_name *name,
                           size_t arity);

/* What the library remembers from call to call, such as compiled patterns: NULL at first; the
   evaluation calls xpath_library_free() with it at its end. */
struct xpath_library;
struct xpath_library **xpath_library_of(struct xpath_evaluation *evaluation);
void xpath_library_free(struct xpath_library *library);

/* Counts so many nodes or items as looked at; false, with an error, where the limit is passed. */
bool xpath_count_steps(struct xpath_evaluation *evaluation, uint64_t steps);

/* The typed value of an item (XPath 2.0 2.4.2): of a node without a schema's types the string
   value as untypedAtomic, or as string of comments and processing instructions. FOTY0013 for
   functions. */
bool xpath_atomize(struct xpath_evaluation *evaluation, const struct xpath_value *item,
                   struct xpath_value *atomic);

/* The string value of an item (fn:string): a slice of its tree, or made in the arena. */
bool xpath_string_of(struct xpath_evaluation *evaluation, const struct xpath_value *item,
                     struct xpath_string *string);

/* Calls a function item (XPath 3.1). */
bool xpath_call_function(struct xpath_evaluation *evaluation, const struct xpath_function *function,
                         const struct xpath_sequence *arguments, size_t count,
                         struct xpath_sink *result);

#endif
