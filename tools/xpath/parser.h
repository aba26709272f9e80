/* What the files of the parser share: the tokens at hand, errors, names, and nodes.  After an error
   all tokens are the end, so that every loop ends; what is returned then means nothing. */
#ifndef TEIKIT_XPATH_PARSER_H
#define TEIKIT_XPATH_PARSER_H

#include "xpath/lexer.h"

struct xpath_parser {
    struct arena *arena;
    const struct xpath_static_names *names;
    struct xpath_lexer lexer;
    struct xpath_token token, next; /* what comes now, and what after it */
    const char *next_fault;         /* why `next` is the end */
    size_t depth;
    struct xpath_fault *fault; /* fault->code is NULL as long as there is none */
};

void xpath_advance(struct xpath_parser *parser);

/* Whether the current token, or the next, is that symbol or that word. */
bool xpath_is(const struct xpath_parser *parser, const char *text);
bool xpath_next_is(const struct xpath_parser *parser, const char *text);

/* Passes over the token if it is that symbol or word. */
bool xpath_accept(struct xpath_parser *parser, const char *text);

/* The same; an error where it is another one. */
bool xpath_expect(struct xpath_parser *parser, const char *text);

/* An error at `offset`; the first one counts. */
void parser_fail(struct xpath_parser *parser, const char *code, size_t offset, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));

/* A syntax error here: "expected WHAT, not ...". */
void xpath_expected(struct xpath_parser *parser, const char *what);

bool xpath_failed(const struct xpath_parser *parser);

/* A step further down; false, with an error, where it would be too deep.  To be taken back by
   parser->depth--. */
bool xpath_enter(struct xpath_parser *parser);

/* ---- names ---- */

/* What a name without a prefix is in. */
enum xpath_name_use {
    XPATH_IN_NO_NAMESPACE, /* attributes, variables */
    XPATH_ELEMENT_OR_TYPE,
    XPATH_FUNCTION
};

/* Whether the current token is a QName (EQName in XPath 3.1). */
bool xpath_is_name(const struct xpath_parser *parser);

/* Reads it; an error that names `what` where there is none, or where its prefix is not bound. */
struct xpath_name xpath_name(struct xpath_parser *parser, enum xpath_name_use use,
                             const char *what);

/* The same, of a name test's wildcards too. */
struct xpath_name xpath_name_test(struct xpath_parser *parser, enum xpath_name_use use);

/* `$` and a name. */
struct xpath_name xpath_variable(struct xpath_parser *parser);

/* The value of the string literal at hand, of which *length gets the bytes; passes over it. */
const char *xpath_string(struct xpath_parser *parser, size_t *length);

/* ---- nodes ---- */

struct xpath_syntax *xpath_node(struct xpath_parser *parser, enum xpath_syntax_kind kind,
                                size_t offset);
void xpath_append(struct xpath_parser *parser, struct xpath_syntax *node,
                  struct xpath_syntax *child);

/* ---- the grammar ---- */

/* Expr, ExprSingle. */
struct xpath_syntax *xpath_expr(struct xpath_parser *parser);
struct xpath_syntax *xpath_expr_single(struct xpath_parser *parser);

/* PathExpr. */
struct xpath_syntax *xpath_path_expr(struct xpath_parser *parser);

/* PrimaryExpr. */
struct xpath_syntax *xpath_primary_expr(struct xpath_parser *parser);

/* Whether the current token can begin a PrimaryExpr. */
bool xpath_begins_primary_expr(const struct xpath_parser *parser);

/* Appends the arguments in parentheses that stand here. */
void xpath_arguments(struct xpath_parser *parser, struct xpath_syntax *call);

/* Whether `name`, which a parenthesis follows, is no function (XPath 2.0 A.3). */
bool xpath_is_reserved(const struct xpath_parser *parser, struct xpath_run name);

/* SequenceType, SingleType, KindTest, and whether one begins here. */
const struct xpath_sequence_type *xpath_sequence_type(struct xpath_parser *parser);
const struct xpath_sequence_type *xpath_single_type(struct xpath_parser *parser);
const struct xpath_item_test *xpath_kind_test(struct xpath_parser *parser);
bool xpath_begins_kind_test(const struct xpath_parser *parser);

#endif
