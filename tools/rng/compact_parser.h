/* What the files of the compact syntax's parser share: the tokens at hand, annotations, and runs of
   sibling nodes. */
#ifndef TEIKIT_RNG_COMPACT_PARSER_H
#define TEIKIT_RNG_COMPACT_PARSER_H

#include "rng/compact_lexer.h"

/* Siblings: a pattern with the comments before it and the annotations that follow it. */
struct node_run {
    struct syntax_node *first, *last;
};

struct compact_parser {
    struct syntax_reading *reading;
    struct compact_lexer lexer;
    struct compact_token token, next; /* what comes now, and what after it */
    struct node_run comments;         /* read, and not yet put anywhere */
    struct syntax_scope *scope;
    struct syntax_binding *last_binding;
    struct syntax_binding *libraries; /* prefixes of datatype libraries */
    size_t depth;
    size_t followed;  /* where the token stands before which the last >> annotation ended */
    bool bare_except; /* what was parsed last has `-` in it, without parentheses around */
};

/* What stands in [...] and ## before something. */
struct annotations {
    struct syntax_attribute *attributes;
    struct node_run elements;
};

void compact_advance(struct compact_parser *parser);
bool compact_is_keyword(const struct compact_parser *parser, enum compact_keyword keyword);

/* A syntax error here: "expected WHAT, found ...".  Nothing is parsed after it. */
void compact_expected(struct compact_parser *parser, const char *what);

/* Passes over a token of that kind; an error where it is another one. */
bool compact_expect(struct compact_parser *parser, int kind, const char *what);

/* A step further down; false, with an error, where it would be too deep.  To be taken back by
   parser->depth--. */
bool compact_enter(struct compact_parser *parser);

/* Literal segments joined by ~. */
const char *compact_literal(struct compact_parser *parser);

struct syntax_node *compact_node(struct compact_parser *parser, enum syntax_kind kind,
                                 size_t offset);
void compact_append(struct node_run *run, struct syntax_node *node);
void compact_append_run(struct node_run *run, struct node_run more);

/* The comments that stand before the current token. */
struct node_run compact_take_comments(struct compact_parser *parser);

/* An error where the current token's name is none that RELAX NG takes (XML Names 1.0). */
void compact_check_name(struct compact_parser *parser);

/* What the prefix is bound to; NULL, with an error at `token`, where it is not declared. */
const struct syntax_binding *compact_binding(struct compact_parser *parser,
                                             const struct compact_token *token);

/* ---- annotations ---- */

bool compact_is_annotation_element(const struct compact_parser *parser);
struct syntax_node *compact_annotation_element(struct compact_parser *parser);
struct annotations compact_annotations(struct compact_parser *parser);

/* Appends the elements that follow by >>. */
void compact_follow_annotations(struct compact_parser *parser, struct node_run *run);

/* Puts the annotations on a node of the run.  Behind what holds text only their elements go among
   the siblings. */
void compact_annotate(struct compact_parser *parser, struct node_run *run, struct syntax_node *node,
                      const struct annotations *annotations);

/* ---- patterns ---- */

/* PATTERN, with annotations before its first part that were read already, or NULL. */
struct node_run compact_pattern(struct compact_parser *parser, const struct annotations *lead);

/* `inherit = PREFIX` behind a reference to a file. */
void compact_inherit(struct compact_parser *parser, struct syntax_node *node);

/* The content of a grammar, up to its } or the end. */
void compact_grammar_content(struct compact_parser *parser, struct syntax_node *parent,
                             bool in_include);

#endif
