/* XPath 2.0 (W3C Recommendation, second edition, 14 December 2010), with what is used of XPath 3.1
   and of XSLT: expressions are compiled once and evaluated over trees (xml/tree.h). */
#ifndef TEIKIT_XPATH_XPATH_H
#define TEIKIT_XPATH_XPATH_H

#include "report/report.h"
#include "xml/tree.h"
#include "xpath/syntax.h"
#include "xpath/value.h"

/* ---- the static context (XPath 2.0 2.1.1) ---- */

struct xpath_static;

/* A static context in which the prefixes xml, xs, fn, and of 3.1 map, array and math are bound. All
   names are interned in `names`, on which the trees have to stand that expressions are evaluated
   over. It lives as long as what is compiled in it; free it with xpath_static_free(). */
struct xpath_static *xpath_static_new(struct tree_names *names);
void xpath_static_free(struct xpath_static *context);

enum xpath_features {
    XPATH_31 = 1,            /* what is taken from XPath 3.1 (see xpath_parse()) */
    XPATH_1_COMPATIBLE = 2,  /* XPath 1.0 compatibility mode (XPath 2.0 appendix I) */
    XPATH_XSLT_FUNCTIONS = 4 /* current(), key(), document(), generate-id(), format-number(),
                                format-date(), system-property(), function-available() … */
};
void xpath_static_features(struct xpath_static *context, unsigned features);

/* Binds a prefix; "": the default namespace of element and type names.  A later binding replaces an
   earlier one for what is compiled from then on. */
void xpath_static_namespace(struct xpath_static *context, const char *prefix, const char *uri);

/* The base URI that relative references start from. */
void xpath_static_base(struct xpath_static *context, const char *uri);

/* Declares a variable, and returns the number by which its value is set.  A later one of the same
   name hides it for what is compiled from then on; xpath_static_hide() takes the newest one back,
   so that an earlier one of its name is seen again. */
size_t xpath_static_variable(struct xpath_static *context, const struct xpath_name *name);
void xpath_static_hide(struct xpath_static *context, size_t variable);

/* Resolves a QName as written, a prefix being looked up; false where that is not bound or it is no
   QName.  A name without a prefix is in no namespace. */
bool xpath_static_resolve(struct xpath_static *context, const char *qname, struct xpath_name *name);

struct xpath_expression;

/* Declares a function that expressions can call, before its body is compiled, so that functions can
   call themselves; and gives it its body, in which the parameters are variables `variables`.  The
   types are SequenceTypes as text, or NULL: item()*.  False, with *fault, where one is wrong or
   there is such a function (XTSE0770). */
struct xpath_function_parameter {
    struct xpath_name name;
    const char *type;
    size_t variable; /* filled in: the number of its variable */
};
struct xpath_user_function;
struct xpath_user_function *xpath_static_function(struct xpath_static *context,
                                                  const struct xpath_name *name,
                                                  struct xpath_function_parameter *parameters,
                                                  size_t count, const char *type,
                                                  struct xpath_fault *fault);
void xpath_static_function_body(struct xpath_user_function *function,
                                const struct xpath_expression *body);

/* ---- compiling ---- */

/* Compiles an expression; NULL, with *fault, where it is in error.  It belongs to the context. */
const struct xpath_expression *xpath_compile(struct xpath_static *context, const char *expression,
                                             size_t length, struct xpath_fault *fault);

struct xpath_pattern;

/* Compiles an XSLT 2.0 match pattern (5.5.2), and what Schematron schemas write in its place, such
   as variables and `//` expressions of any form. */
const struct xpath_pattern *xpath_compile_pattern(struct xpath_static *context, const char *pattern,
                                                  size_t length, struct xpath_fault *fault);

/* Which nodes can match at all, so that others need not be asked: those of a kind and, where `name`
   is not TREE_NO_NAME, of that name.  An alternative of a union each; `count` 0: any node can. */
struct xpath_pattern_head {
    enum tree_kind kind;
    uint32_t name;
};
const struct xpath_pattern_head *xpath_pattern_heads(const struct xpath_pattern *pattern,
                                                     size_t *count);

/* The name of an attribute that all elements have that match, so that others need not be asked;
   TREE_NO_NAME where none is known. */
uint32_t xpath_pattern_attribute(const struct xpath_pattern *pattern);

/* Declares a key (XSLT 2.0 16.3): nodes that match have the values of `use` as their keys. */
void xpath_static_key(struct xpath_static *context, const struct xpath_name *name,
                      const struct xpath_pattern *match, const struct xpath_expression *use);

/* ---- the dynamic context (XPath 2.0 2.1.2) ---- */

struct xpath_sequence {
    const struct xpath_value *items;
    size_t count;
};

/* Where documents come from.  `document` gives the tree of an absolute URI, the same each time, or
   NULL with a reason (a sentence); `collection` a list of URIs ("": the default collection),
   false where there is none.  Trees belong to the provider. */
struct xpath_documents {
    struct tree *(*document)(void *data, const char *uri, const char **reason);
    bool (*collection)(void *data, const char *uri, struct buffer *uris /* NUL behind each */,
                       const char **reason);
    /* unparsed-text() (XPath 3.1 and XSLT): the bytes of a file. */
    bool (*text)(void *data, const char *uri, struct buffer *bytes, const char **reason);
    void *data;
};

struct xpath_limits {
    uint64_t steps; /* nodes and items looked at in one evaluation; 0: the default */
    size_t bytes;   /* of memory in one evaluation; 0: the default */
    unsigned depth; /* of function calls; 0: the default */
};

struct xpath_evaluation;

/* An evaluation of expressions of that context, one after the other.  What fn:current-dateTime()
   gives is fixed at its beginning.  `documents` may be NULL: there are none. */
struct xpath_evaluation *xpath_evaluation_new(struct xpath_static *context,
                                              const struct xpath_documents *documents,
                                              const struct xpath_limits *limits);
void xpath_evaluation_free(struct xpath_evaluation *evaluation);

/* The value of a variable; the items are not copied, and live as long as it is used. */
void xpath_set_variable(struct xpath_evaluation *evaluation, size_t variable,
                        struct xpath_sequence value);

/* What was made in evaluations since the mark is given back; sequences and strings made since then
   are gone. */
struct arena_mark xpath_mark(struct xpath_evaluation *evaluation);
void xpath_release(struct xpath_evaluation *evaluation, struct arena_mark mark);

/* The error of the last call that failed; `offset` is where in the expression. */
const struct xpath_fault *xpath_error(const struct xpath_evaluation *evaluation);

/* ---- evaluating: with a context item, or NULL for none; false: in error ---- */

/* The whole value; it lives until its mark is released. */
bool xpath_evaluate(struct xpath_evaluation *evaluation, const struct xpath_expression *expression,
                    const struct xpath_value *item, struct xpath_sequence *value);

/* The effective boolean value (XPath 2.0 2.4.3), found as soon as it is known. */
bool xpath_evaluate_boolean(struct xpath_evaluation *evaluation,
                            const struct xpath_expression *expression,
                            const struct xpath_value *item, bool *value);

/* The value atomized, the strings joined with a space between (XSLT 2.0 5.7.2, as xsl:value-of). */
bool xpath_evaluate_string(struct xpath_evaluation *evaluation,
                           const struct xpath_expression *expression,
                           const struct xpath_value *item, struct buffer *string);

/* Whether the node matches.  Errors while it is found out are no match (XSLT 2.0 5.5.4); limits
   that are exceeded are errors. */
bool xpath_match(struct xpath_evaluation *evaluation, const struct xpath_pattern *pattern,
                 const struct tree *tree, uint32_t node, bool *matches);

/* A node as an item. */
struct xpath_value xpath_value_node(const struct tree *tree, uint32_t node);

#endif
