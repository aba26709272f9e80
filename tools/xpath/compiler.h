/* What the files share that make expressions of syntax trees: the static context, the variables in
   scope, and the making of nodes. */
#ifndef TEIKIT_XPATH_COMPILER_H
#define TEIKIT_XPATH_COMPILER_H

#include "xpath/expression.h"

/* Bindings of prefixes, the newest first; those that an expression was compiled with stay. */
struct namespace_binding {
    const char *prefix, *uri;
    const struct namespace_binding *older;
};

struct static_variable {
    struct xpath_name name;
    bool is_hidden;
};

struct xpath_user_function {
    struct xpath_name name;
    size_t count;
    size_t *variables; /* of its parameters */
    const struct sequence_type *types, *result;
    const struct xpath_expression *body; /* NULL: none yet */
    struct xpath_user_function *older;
};

struct key {
    struct xpath_name name;
    const struct xpath_pattern *match;
    const struct xpath_expression *use;
    const struct key *older;
};

struct xpath_static {
    struct arena *arena;
    struct tree_names *names;
    unsigned features; /* enum xpath_features */
    const struct namespace_binding *namespaces;
    const char *base; /* or NULL */
    struct static_variable *variables;
    size_t variable_count, variable_capacity;
    struct xpath_user_function *functions;
    const struct key *keys;
    size_t memo_count;                /* of values that are kept in evaluations; see memo.c */
    struct xpath_evaluation *folding; /* in which constants are evaluated; or NULL */
};

/* The part of the static context that is looked at where an expression is evaluated. */
struct static_snapshot {
    const struct xpath_static *context;
    const struct namespace_binding *namespaces;
    const char *base;
};

/* The URI of a prefix; NULL where it is not bound. */
const char *namespace_uri(const struct namespace_binding *namespaces, const char *prefix,
                          size_t length);

/* Where a value is kept, and on which variables it depends (memo.c). */
struct memo_key {
    size_t number;
    const size_t *variables; /* in the order of their numbers */
    size_t count;
};

/* What is compiled at once: an expression and how many variables of its own it has. */
struct xpath_expression {
    const struct expression *body;
    size_t locals;
    struct memo_key memo; /* of its effective boolean value, where only the tree matters */
};

/* The syntax tree of an expression in that context; NULL, with *fault. */
const struct xpath_syntax *parse_in(struct xpath_static *context, const char *expression,
                                    size_t length, struct xpath_fault *fault);
/* The static context as it is now. */
const struct static_snapshot *snapshot_of(struct xpath_static *context);
/* Compiles a syntax tree; NULL, with *fault. */
const struct xpath_expression *compile_syntax(struct xpath_static *context,
                                              const struct xpath_syntax *syntax,
                                              struct xpath_fault *fault);

/* ---- the compiler ---- */

/* A variable that for, let, some, every or a parameter binds. */
struct scope {
    struct xpath_name name;
    size_t slot;
    const struct expression *value; /* whose type is its; or NULL */
    bool is_one;                    /* an item of it */
    const struct scope *outer;
};

/* An inline function, or the expression as a whole. */
struct body {
    size_t slots;
    const struct scope *scope;
    struct body *outer;
    /* Of an inline function: the variables of the bodies around it that it uses. */
    struct capture *captures;
};

struct capture {
    size_t slot, outer_slot; /* here, and in the body around this one */
    const struct expression *value;
    bool is_one;
    struct xpath_name name;
    struct capture *next;
};

struct compiler {
    struct xpath_static *context;
    struct arena *arena;
    struct body *body;
    const struct static_snapshot *snapshot;
    struct xpath_fault *fault; /* fault->code is NULL as long as there is none */
};

/* The expression that a syntax tree stands for; after an error anything but NULL. */
struct expression *compile(struct compiler *compiler, const struct xpath_syntax *syntax);

/* A new node of `size` bytes, which begins with a struct expression, with room for so many
   operands. */
void *new_expression(struct compiler *compiler, const struct xpath_syntax *syntax, size_t size,
                     size_t count);

/* Sets the ways that are still missing, and what is used by the operands as used by the node; a
   node whose value is known already becomes a literal.  To be called once, last. */
struct expression *finish(struct compiler *compiler, struct expression *expression);

/* The same for a node that sets the uses itself. */
struct expression *finish_with(struct compiler *compiler, struct expression *expression,
                               unsigned uses);

/* An operand that is evaluated again and again, so that it is kept where it depends on nothing but
   the tree (memo.c). */
struct expression *repeated(struct compiler *compiler, struct expression *operand);

/* The numbers of the static context's variables that the expression looks at; in the arena. */
const size_t *variables_of(struct compiler *compiler, const struct expression *expression,
                           size_t *count);

/* Lets the order of its nodes go, and duplicates be: whoever takes them does not mind. */
void disregard_order(struct expression *expression);
void disregard_order_of_map(struct expression *expression);

/* The expression `mapped` evaluated for each item of `origin`: behind a slash if `is_path`. */
struct expression *map_over(struct compiler *compiler, const struct xpath_syntax *syntax,
                            struct expression *origin, struct expression *mapped, bool is_path);

/* An error; the first counts. */
void compile_error(struct compiler *compiler, const char *code, size_t offset, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));

/* How many nodes a step gives, where that can be told without going there; false where it cannot,
   also after an error. */
bool count_step_nodes(const struct expression *expression, const struct frame *frame,
                      int64_t *count);

/* Whether it is a general comparison of its two operands by `=`. */
bool is_equality(const struct expression *expression);

/* Whether it is the call last(). */
bool is_call_of_last(const struct expression *expression);

/* The word nearest in spelling among those that it is compared with. */
struct nearest {
    const char *word, *found; /* NULL: none is near */
    size_t distance;
};
void compare_spelling(struct nearest *nearest, const char *other);

/* Whether its value cannot be a number, so that as a predicate it is a truth value. */
bool is_never_number(const struct expression *expression);

/* ---- literals ---- */

struct literal {
    struct expression expression;
    struct xpath_sequence value;
};
struct expression *new_literal(struct compiler *compiler, const struct xpath_syntax *syntax,
                               struct xpath_sequence value);
static inline struct xpath_sequence literal_value(const struct expression *expression) {
    return ((const struct literal *)expression)->value;
}

/* ---- what each kind of syntax becomes; each file has some ---- */

typedef struct expression *compile_function(struct compiler *compiler,
                                            const struct xpath_syntax *syntax);

compile_function compile_for, compile_let, compile_quantified, compile_if, compile_logical,
    compile_comma;                                                                 /* control.c */
compile_function compile_arithmetic, compile_unary, compile_range, compile_concat; /* operators.c */
compile_function compile_value_comparison, compile_node_comparison;                /* operators.c */
compile_function compile_general_comparison;                                       /* general.c */
compile_function compile_path, compile_step, compile_root;                         /* path.c */
compile_function compile_map;                                                      /* map.c */
compile_function compile_variable;                                                 /* variables.c */
compile_function compile_filter;                                                   /* filter.c */
compile_function compile_set;                                                      /* sets.c */
compile_function compile_instance, compile_treat, compile_castable, compile_cast;  /* types */
compile_function compile_call, compile_function_reference, compile_dynamic_call,
    compile_inline_function; /* calls.c, function_items.c */

#endif
