/* Patterns and name classes of the compact syntax. */
#include "rng/compact_parser.h"

#include <string.h>

/* ---- name classes ---- */

static struct node_run parse_simple_name_class(struct compact_parser *parser, bool of_attribute);

/* What has `-` in it stands alone or in parentheses. */
static void refuse_bare_except(struct compact_parser *parser) {
    if (parser->bare_except) compact_expected(parser, "a parenthesis around what has \"-\" in it");
}

/* `- NAMECLASS` behind a wildcard. */
static void parse_name_except(struct compact_parser *parser, struct syntax_node *wildcard,
                              bool of_attribute) {
    if (parser->token.kind != '-') return;
    wildcard->first_child = compact_node(parser, SYNTAX_EXCEPT, parser->token.offset);
    compact_advance(parser);
    wildcard->first_child->first_child = parse_simple_name_class(parser, of_attribute).first;
    refuse_bare_except(parser);
    parser->bare_except = true;
}

static struct syntax_node *parse_name(struct compact_parser *parser, bool of_attribute) {
    struct syntax_node *node = compact_node(parser, SYNTAX_NAME, parser->token.offset);
    compact_check_name(parser);
    node->name = syntax_intern(parser->reading, parser->token.text);
    node->uri = of_attribute ? syntax_intern(parser->reading, "") : parser->scope->ns;
    if (parser->token.kind == TOKEN_PREFIXED_NAME) {
        const struct syntax_binding *binding = compact_binding(parser, &parser->token);
        node->prefix = parser->token.prefix;
        node->uri = syntax_bound_uri(parser->reading, binding);
    }
    compact_advance(parser);
    return node;
}

static struct syntax_node *parse_wildcard(struct compact_parser *parser, bool of_attribute) {
    bool any = parser->token.kind == '*';
    struct syntax_node *node =
        compact_node(parser, any ? SYNTAX_ANY_NAME : SYNTAX_NS_NAME, parser->token.offset);
    if (!any) {
        const struct syntax_binding *binding = compact_binding(parser, &parser->token);
        node->prefix = parser->token.prefix;
        node->uri = syntax_bound_uri(parser->reading, binding);
    }
    compact_advance(parser);
    parse_name_except(parser, node, of_attribute);
    return node;
}

static struct node_run parse_name_class(struct compact_parser *parser, bool of_attribute);

/* A name class without | at its top. */
static struct node_run parse_simple_name_class(struct compact_parser *parser, bool of_attribute) {
    struct node_run run = compact_take_comments(parser);
    struct annotations annotations = compact_annotations(parser);
    struct syntax_node *node;
    parser->bare_except = false;
    switch (parser->token.kind) {
    case '(': {
        compact_advance(parser);
        struct node_run inner = parse_name_class(parser, of_attribute);
        parser->bare_except = false;
        compact_expect(parser, ')', "\")\"");
        struct syntax_node *first = syntax_skip_annotations(inner.first);
        if (first) compact_annotate(parser, &inner, first, &annotations);
        compact_append_run(&run, inner);
        compact_follow_annotations(parser, &run);
        return run;
    }
    case TOKEN_IDENTIFIER:
    case TOKEN_KEYWORD:
    case TOKEN_PREFIXED_NAME: node = parse_name(parser, of_attribute); break;
    case TOKEN_NS_NAME:
    case '*': node = parse_wildcard(parser, of_attribute); break;
    default: compact_expected(parser, "a name or name class"); return run;
    }
    compact_append(&run, node);
    compact_annotate(parser, &run, node, &annotations);
    compact_follow_annotations(parser, &run);
    return run;
}

static struct node_run parse_name_class(struct compact_parser *parser, bool of_attribute) {
    size_t offset = parser->token.offset;
    struct node_run run = {0};
    if (!compact_enter(parser)) return run;
    run = parse_simple_name_class(parser, of_attribute);
    if (parser->token.kind == '|') {
        refuse_bare_except(parser);
        struct syntax_node *choice = compact_node(parser, SYNTAX_CHOICE, offset);
        while (parser->token.kind == '|') {
            compact_advance(parser);
            compact_append_run(&run, parse_simple_name_class(parser, of_attribute));
            refuse_bare_except(parser);
        }
        choice->first_child = run.first;
        run = (struct node_run){choice, choice};
    }
    parser->depth--;
    return run;
}

/* ---- patterns ---- */

static struct node_run parse_inner(struct compact_parser *parser, const struct annotations *lead,
                                   const struct annotations *outer);
static struct node_run parse_primary(struct compact_parser *parser, const struct annotations *lead);

/* { PATTERN }, behind what the node has already. */
static void parse_braced(struct compact_parser *parser, struct syntax_node *node,
                         struct node_run content) {
    compact_expect(parser, '{', "\"{\"");
    compact_append_run(&content, compact_pattern(parser, NULL));
    compact_append_run(&content, compact_take_comments(parser));
    compact_expect(parser, '}', "\"}\"");
    parser->bare_except = false;
    node->first_child = content.first;
}

static struct syntax_node *parse_element(struct compact_parser *parser, enum syntax_kind kind) {
    struct syntax_node *node = compact_node(parser, kind, parser->token.offset);
    compact_advance(parser);
    struct node_run name = parse_name_class(parser, kind == SYNTAX_ATTRIBUTE);
    if (name.first && name.first == name.last && name.first->kind == SYNTAX_NAME &&
        !name.first->attributes)
        name.first->name_is_attribute = true;
    parse_braced(parser, node, name);
    return node;
}

static struct syntax_node *parse_container(struct compact_parser *parser, enum syntax_kind kind) {
    struct syntax_node *node = compact_node(parser, kind, parser->token.offset);
    compact_advance(parser);
    parse_braced(parser, node, (struct node_run){0});
    return node;
}

static struct syntax_node *parse_plain(struct compact_parser *parser, enum syntax_kind kind) {
    struct syntax_node *node = compact_node(parser, kind, parser->token.offset);
    compact_advance(parser);
    return node;
}

static struct syntax_node *parse_grammar(struct compact_parser *parser) {
    struct syntax_node *node = compact_node(parser, SYNTAX_GRAMMAR, parser->token.offset);
    compact_advance(parser);
    compact_expect(parser, '{', "\"{\"");
    compact_grammar_content(parser, node, false);
    compact_expect(parser, '}', "\"}\"");
    parser->bare_except = false;
    return node;
}

static struct syntax_node *parse_reference(struct compact_parser *parser) {
    bool to_parent = compact_is_keyword(parser, KEYWORD_PARENT);
    struct syntax_node *node =
        compact_node(parser, to_parent ? SYNTAX_PARENT_REF : SYNTAX_REF, parser->token.offset);
    if (to_parent) compact_advance(parser);
    compact_check_name(parser);
    node->name = parser->token.text;
    compact_expect(parser, TOKEN_IDENTIFIER, "the name of a definition");
    return node;
}

static struct syntax_node *parse_external(struct compact_parser *parser) {
    struct syntax_node *node = compact_node(parser, SYNTAX_EXTERNAL_REF, parser->token.offset);
    compact_advance(parser);
    node->text = compact_literal(parser);
    compact_inherit(parser, node);
    return node;
}

/* { NAME = LITERAL ... } behind a datatype */
static void parse_params(struct compact_parser *parser, struct node_run *run) {
    compact_advance(parser);
    while (parser->token.kind != '}' && parser->token.kind != TOKEN_END) {
        compact_append_run(run, compact_take_comments(parser));
        struct annotations annotations = compact_annotations(parser);
        struct syntax_node *param = compact_node(parser, SYNTAX_PARAM, parser->token.offset);
        if (parser->token.kind != TOKEN_IDENTIFIER && parser->token.kind != TOKEN_KEYWORD) {
            compact_expected(parser, "the name of a parameter");
            return;
        }
        compact_check_name(parser);
        param->name = parser->token.text;
        compact_advance(parser);
        compact_expect(parser, '=', "\"=\"");
        param->text = compact_literal(parser);
        compact_append(run, param);
        compact_annotate(parser, run, param, &annotations);
    }
    compact_append_run(run, compact_take_comments(parser));
    compact_expect(parser, '}', "\"}\"");
}

static const char *library_of(struct compact_parser *parser, const struct compact_token *type) {
    if (type->kind != TOKEN_PREFIXED_NAME) return syntax_symbol(parser->reading, "", 0);
    for (const struct syntax_binding *at = parser->libraries; at; at = at->next)
        if (!strcmp(at->prefix, type->prefix)) return at->uri;
    syntax_error_at(parser->reading, parser->lexer.source, type->offset, "rng/schema-prefix",
                    "prefix \"%s\" of a datatype is not declared (RELAX NG compact syntax)",
                    type->prefix);
    return syntax_symbol(parser->reading, "", 0);
}

static struct syntax_node *parse_value(struct compact_parser *parser, struct syntax_node *node) {
    node->kind = SYNTAX_VALUE;
    node->uri = parser->scope->ns;
    node->text = compact_literal(parser);
    return node;
}

/* TYPE { PARAMS } - EXCEPT, TYPE LITERAL, or LITERAL */
static struct syntax_node *parse_data(struct compact_parser *parser) {
    struct compact_token type = parser->token;
    struct syntax_node *node = compact_node(parser, SYNTAX_DATA, type.offset);
    node->library = syntax_symbol(parser->reading, "", 0);
    if (type.kind == TOKEN_LITERAL) return parse_value(parser, node);
    node->library = library_of(parser, &type);
    node->name = type.text;
    compact_advance(parser);
    if (parser->token.kind == TOKEN_LITERAL) return parse_value(parser, node);
    struct node_run content = {0};
    if (parser->token.kind == '{') parse_params(parser, &content);
    if (parser->token.kind == '-') {
        struct syntax_node *except = compact_node(parser, SYNTAX_EXCEPT, parser->token.offset);
        compact_advance(parser);
        except->first_child = parse_primary(parser, NULL).first;
        refuse_bare_except(parser);
        parser->bare_except = true;
        compact_append(&content, except);
    }
    node->first_child = content.first;
    return node;
}

static struct syntax_node *parse_keyword(struct compact_parser *parser) {
    switch (parser->token.keyword) {
    case KEYWORD_ELEMENT: return parse_element(parser, SYNTAX_ELEMENT);
    case KEYWORD_ATTRIBUTE: return parse_element(parser, SYNTAX_ATTRIBUTE);
    case KEYWORD_LIST: return parse_container(parser, SYNTAX_LIST);
    case KEYWORD_MIXED: return parse_container(parser, SYNTAX_MIXED);
    case KEYWORD_EMPTY: return parse_plain(parser, SYNTAX_EMPTY);
    case KEYWORD_TEXT: return parse_plain(parser, SYNTAX_TEXT);
    case KEYWORD_NOT_ALLOWED: return parse_plain(parser, SYNTAX_NOT_ALLOWED);
    case KEYWORD_EXTERNAL: return parse_external(parser);
    case KEYWORD_GRAMMAR: return parse_grammar(parser);
    case KEYWORD_PARENT: return parse_reference(parser);
    case KEYWORD_STRING:
    case KEYWORD_TOKEN: return parse_data(parser);
    default: compact_expected(parser, "a pattern"); return NULL;
    }
}

/* A pattern without operators, with the annotations before and behind it; those before it may have
   been read already. */
static struct node_run parse_primary(struct compact_parser *parser,
                                     const struct annotations *lead) {
    struct node_run run = compact_take_comments(parser);
    struct annotations own = {0};
    if (!lead) own = compact_annotations(parser);
    const struct annotations *annotations = lead ? lead : &own;
    struct syntax_node *node = NULL;
    parser->bare_except = false;
    switch (parser->token.kind) {
    case '(':
        compact_advance(parser);
        compact_append_run(&run, parse_inner(parser, NULL, annotations));
        parser->bare_except = false;
        compact_append_run(&run, compact_take_comments(parser));
        compact_expect(parser, ')', "\")\"");
        compact_follow_annotations(parser, &run);
        return run;
    case TOKEN_KEYWORD: node = parse_keyword(parser); break;
    case TOKEN_IDENTIFIER: node = parse_reference(parser); break;
    case TOKEN_PREFIXED_NAME:
    case TOKEN_LITERAL: node = parse_data(parser); break;
    default: compact_expected(parser, "a pattern"); break;
    }
    if (!node) return run;
    compact_append(&run, node);
    compact_annotate(parser, &run, node, annotations);
    compact_follow_annotations(parser, &run);
    return run;
}

/* A primary with ?, * or + behind it, or without. */
static struct node_run parse_particle(struct compact_parser *parser,
                                      const struct annotations *lead) {
    size_t offset = parser->token.offset;
    struct node_run run = parse_primary(parser, lead);
    enum syntax_kind kind;
    switch (parser->token.kind) {
    case '?': kind = SYNTAX_OPTIONAL; break;
    case '*': kind = SYNTAX_ZERO_OR_MORE; break;
    case '+': kind = SYNTAX_ONE_OR_MORE; break;
    default: return run;
    }
    refuse_bare_except(parser);
    struct syntax_node *node = compact_node(parser, kind, offset);
    node->first_child = run.first;
    run = (struct node_run){node, node};
    compact_advance(parser);
    compact_follow_annotations(parser, &run);
    return run;
}

static enum syntax_kind operator_kind(int token) {
    return token == ',' ? SYNTAX_GROUP : token == '|' ? SYNTAX_CHOICE : SYNTAX_INTERLEAVE;
}

static bool is_operator(int token) {
    return token == ',' || token == '|' || token == '&';
}

/* Particles joined by one operator.  `lead` stands before the first of them, `outer` before the
   parenthesis around all. */
static struct node_run parse_inner(struct compact_parser *parser, const struct annotations *lead,
                                   const struct annotations *outer) {
    struct node_run run = {0};
    if (!compact_enter(parser)) return run;
    size_t offset = parser->token.offset;
    run = parse_particle(parser, lead);
    int separator = parser->token.kind;
    if (is_operator(separator)) {
        refuse_bare_except(parser);
        struct syntax_node *node = compact_node(parser, operator_kind(separator), offset);
        while (parser->token.kind == separator) {
            compact_advance(parser);
            compact_append_run(&run, parse_particle(parser, NULL));
            refuse_bare_except(parser);
        }
        if (is_operator(parser->token.kind))
            compact_expected(parser, "the same operator, or parentheses around what it joins,");
        node->first_child = run.first;
        run = (struct node_run){node, node};
    }
    struct syntax_node *pattern = syntax_skip_annotations(run.first);
    if (pattern && outer) compact_annotate(parser, &run, pattern, outer);
    parser->depth--;
    return run;
}

struct node_run compact_pattern(struct compact_parser *parser, const struct annotations *lead) {
    return parse_inner(parser, lead, NULL);
}
