/* The syntax of XPath: an expression becomes a tree whose nodes bear the names of the grammar
   (XPath 2.0, second edition, appendix A.1).  What the specification defines by other expressions
   is written out here already: `//` as a step, `..` as an axis step, several variables of `for`,
   `let`, `some` and `every` as one expression in the other, `=>` as a function call.  Prefixes are
   resolved; whether functions, variables and types exist the parser does not know. */
#ifndef TEIKIT_XPATH_SYNTAX_H
#define TEIKIT_XPATH_SYNTAX_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* An expanded QName.  In a test's name either part may be NULL: any. */
struct xpath_name {
    const char *uri; /* "": in no namespace */
    const char *local;
    const char *prefix; /* as written; "" where there is none */
};

/* ---- types and tests ---- */

enum xpath_item_kind {
    XPATH_NAME_TEST,             /* name, with wildcards; of the axis's principal node kind */
    XPATH_ANY_KIND_TEST,         /* node() */
    XPATH_DOCUMENT_TEST,         /* content: what its document element must be, or NULL */
    XPATH_ELEMENT_TEST,          /* name, with (NULL, NULL) for *; type, is_nillable */
    XPATH_ATTRIBUTE_TEST,        /* the same */
    XPATH_SCHEMA_ELEMENT_TEST,   /* name */
    XPATH_SCHEMA_ATTRIBUTE_TEST, /* name */
    XPATH_PI_TEST,               /* name.local: the target, or NULL */
    XPATH_COMMENT_TEST,
    XPATH_TEXT_TEST,
    XPATH_NAMESPACE_NODE_TEST, /* XPath 3.1 */
    XPATH_ANY_ITEM,            /* item() */
    XPATH_ATOMIC_TYPE,         /* name */
    XPATH_ANY_FUNCTION_TEST,   /* XPath 3.1: function(*) */
    XPATH_TYPED_FUNCTION_TEST, /* XPath 3.1: parameters, result */
};

struct xpath_sequence_type;

/* ItemType, and NodeTest. */
struct xpath_item_test {
    enum xpath_item_kind kind;
    size_t offset;
    struct xpath_name name;
    struct xpath_name type; /* type.local is NULL where there is none */
    bool is_nillable;       /* `?` behind the type's name */
    const struct xpath_item_test *content;
    const struct xpath_sequence_type *parameters; /* linked by `next` */
    const struct xpath_sequence_type *result;
};

/* SequenceType and SingleType.  `item` is NULL for empty-sequence(), whose occurrence is '?'. */
struct xpath_sequence_type {
    const struct xpath_item_test *item;
    char occurrence; /* '?', '*', '+', or '1' */
    size_t offset;
    const struct xpath_sequence_type *next; /* the next parameter of a function's type */
};

/* ---- expressions ---- */

enum xpath_axis {
    XPATH_CHILD,
    XPATH_DESCENDANT,
    XPATH_ATTRIBUTE,
    XPATH_SELF,
    XPATH_DESCENDANT_OR_SELF,
    XPATH_FOLLOWING_SIBLING,
    XPATH_FOLLOWING,
    XPATH_PARENT, /* the first of the reverse axes */
    XPATH_ANCESTOR,
    XPATH_PRECEDING_SIBLING,
    XPATH_PRECEDING,
    XPATH_ANCESTOR_OR_SELF,
    XPATH_AXES
};
extern const char *const xpath_axis_names[XPATH_AXES];

/* What each node has besides its children, which are named in order. */
enum xpath_syntax_kind {
    XPATH_EXPR,                  /* the operands of commas; none: () */
    XPATH_FOR_EXPR,              /* name; sequence, return */
    XPATH_LET_EXPR,              /* name; value, return (XPath 3.1) */
    XPATH_SOME_EXPR,             /* QuantifiedExpr: name; sequence, satisfies */
    XPATH_EVERY_EXPR,            /* QuantifiedExpr: name; sequence, satisfies */
    XPATH_IF_EXPR,               /* test, then, else */
    XPATH_OR_EXPR,               /* two operands and more */
    XPATH_AND_EXPR,              /* two operands and more */
    XPATH_VALUE_COMP,            /* operation; left, right */
    XPATH_GENERAL_COMP,          /* operation; left, right */
    XPATH_NODE_COMP,             /* operation; left, right */
    XPATH_STRING_CONCAT_EXPR,    /* two operands and more (XPath 3.1) */
    XPATH_RANGE_EXPR,            /* first, last */
    XPATH_ADDITIVE_EXPR,         /* operation; left, right */
    XPATH_MULTIPLICATIVE_EXPR,   /* operation; left, right */
    XPATH_UNION_EXPR,            /* two operands and more */
    XPATH_INTERSECT_EXCEPT_EXPR, /* operation; left, right */
    XPATH_INSTANCEOF_EXPR,       /* type; operand */
    XPATH_TREAT_EXPR,            /* type; operand */
    XPATH_CASTABLE_EXPR,         /* type; operand */
    XPATH_CAST_EXPR,             /* type; operand */
    XPATH_UNARY_EXPR,            /* operation, that of all signs together; operand */
    XPATH_SIMPLE_MAP_EXPR,       /* left, right (XPath 3.1) */
    XPATH_PATH_EXPR,             /* two steps and more */
    XPATH_ROOT,                  /* the leading / */
    XPATH_AXIS_STEP,             /* axis, test; predicates */
    XPATH_FILTER_EXPR,           /* the primary expression, predicates */
    XPATH_INTEGER_LITERAL,       /* text */
    XPATH_DECIMAL_LITERAL,       /* text */
    XPATH_DOUBLE_LITERAL,        /* text */
    XPATH_STRING_LITERAL,        /* text, its value */
    XPATH_VAR_REF,               /* name */
    XPATH_CONTEXT_ITEM_EXPR,
    XPATH_FUNCTION_CALL,         /* name; arguments */
    XPATH_NAMED_FUNCTION_REF,    /* name, arity (XPath 3.1) */
    XPATH_DYNAMIC_FUNCTION_CALL, /* function, arguments (XPath 3.1) */
    XPATH_INLINE_FUNCTION_EXPR,  /* parameters, type or NULL; body (XPath 3.1) */
    XPATH_SYNTAX_KINDS
};

enum xpath_operation {
    XPATH_NO_OPERATION,
    XPATH_EQUAL, /* eq and =, and so on */
    XPATH_NOT_EQUAL,
    XPATH_LESS,
    XPATH_LESS_OR_EQUAL,
    XPATH_GREATER,
    XPATH_GREATER_OR_EQUAL,
    XPATH_IS,
    XPATH_BEFORE, /* << */
    XPATH_AFTER,  /* >> */
    XPATH_ADD,    /* also the sign */
    XPATH_SUBTRACT,
    XPATH_MULTIPLY,
    XPATH_DIVIDE,
    XPATH_INTEGER_DIVIDE,
    XPATH_MODULO,
    XPATH_INTERSECT,
    XPATH_EXCEPT,
};

struct xpath_parameter {
    struct xpath_name name;
    const struct xpath_sequence_type *type; /* or NULL */
    const struct xpath_parameter *next;
};

struct xpath_syntax {
    enum xpath_syntax_kind kind;
    enum xpath_operation operation;
    size_t offset; /* where it begins, an operator's node at the operator; as in xpath_fault */
    size_t height; /* of the tree from here down, at most XPATH_HEIGHT_LIMIT */
    struct xpath_syntax *first, *last, *next; /* its children; its next sibling */
    size_t count;                             /* of its children */
    struct xpath_name name;
    union {
        struct {
            const char *bytes;
            size_t length;
        } text;
        struct {
            enum xpath_axis axis;
            const struct xpath_item_test *test;
        } step;
        struct {
            const struct xpath_parameter *parameters;
            const struct xpath_sequence_type *type; /* also of instance of, treat, cast … */
        } function;
        size_t arity;
    };
};

/* ---- parsing ---- */

enum {
    XPATH_DEPTH_LIMIT = 500,   /* of expressions in one another */
    XPATH_HEIGHT_LIMIT = 2500, /* of the tree: a + b + c … is as high as it has operators */
};

/* What of the static context (XPath 2.0 §2.1.1) the parser needs. */
struct xpath_static_names {
    bool is_31; /* with what is taken from XPath 3.1 (see xpath_parse()) */
    /* The namespace that the prefix is bound to, which lives as long as the tree; NULL: none. */
    const char *(*namespace_of)(void *data, const char *prefix, size_t length);
    void *data;
    const char *element_namespace;  /* of element and type names without a prefix; "": none */
    const char *function_namespace; /* of function names without a prefix */
};

/* Why there is no tree. */
struct xpath_fault {
    const char *code;    /* "XPST0003" and the like */
    size_t offset;       /* in the expression, in characters, from 1 */
    const char *message; /* in the arena; not ended by a full stop */
};

/* The tree of the expression, `length` bytes of UTF-8, in the arena; NULL, with *fault filled in,
   where it is in error: XPST0003 (syntax, or deeper than the limits), XPST0010 (the namespace
   axis), XPST0081 (a prefix that is not bound), XPTY0004 (a processing instruction's target that is
   no name).  From XPath 3.1 there are `let`, `||`, `!`, `=>`, Q{uri}name, inline functions, f#1,
   $f(...), function types and namespace-node(); not maps, arrays, `?` and partial application.  The
   tree points into nothing but the arena and what `names` gives. */
const struct xpath_syntax *xpath_parse(struct arena *arena, const char *expression, size_t length,
                                       const struct xpath_static_names *names,
                                       struct xpath_fault *fault);

#endif
