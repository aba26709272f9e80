/* Parses the compact syntax (OASIS, 21 November 2002) into the syntax tree, as the elements of the
   XML syntax that its specification translates it to. */
#include "rng/compact_parser.h"
#include "xsd/datatype.h"

#include <string.h>

/* ---- tokens ---- */

void compact_advance(struct compact_parser *parser) {
    if (parser->token.first_comment)
        compact_append_run(&parser->comments, (struct node_run){parser->token.first_comment,
                                                                parser->token.last_comment});
    parser->token = parser->next;
    parser->next = compact_lexer_next(&parser->lexer);
}

bool compact_is_keyword(const struct compact_parser *parser, enum compact_keyword keyword) {
    return parser->token.kind == TOKEN_KEYWORD && parser->token.keyword == keyword;
}

/* Nothing is parsed any more. */
static void stop(struct compact_parser *parser) {
    parser->lexer.failed = true;
    parser->token = parser->next = (struct compact_token){.kind = TOKEN_END};
}

void compact_expected(struct compact_parser *parser, const char *what) {
    const struct compact_token *token = &parser->token;
    size_t length = token->end - token->offset;
    if (parser->lexer.failed) {
        /* said already */
    } else if (token->kind == TOKEN_END) {
        syntax_error_at(parser->reading, parser->lexer.source, token->offset, "rng/schema-syntax",
                        "the schema ends where %s is expected (RELAX NG compact syntax)", what);
    } else {
        syntax_error_at(parser->reading, parser->lexer.source, token->offset, "rng/schema-syntax",
                        "%s is expected, not %.*s%s (RELAX NG compact syntax)", what,
                        (int)(length < 40 ? length : 40),
                        parser->lexer.source->bytes + token->offset, length < 40 ? "" : "...");
    }
    stop(parser);
}

bool compact_expect(struct compact_parser *parser, int kind, const char *what) {
    if (parser->token.kind != kind) {
        compact_expected(parser, what);
        return false;
    }
    compact_advance(parser);
    return true;
}

bool compact_enter(struct compact_parser *parser) {
    if (parser->depth < SYNTAX_DEPTH_LIMIT) {
        parser->depth++;
        return true;
    }
    if (!parser->lexer.failed)
        syntax_error_at(parser->reading, parser->lexer.source, parser->token.offset,
                        "rng/schema-too-deep", "the schema nests more than %d levels deep",
                        SYNTAX_DEPTH_LIMIT);
    stop(parser);
    return false;
}

const char *compact_literal(struct compact_parser *parser) {
    const char *text = parser->token.text;
    if (!compact_expect(parser, TOKEN_LITERAL, "a literal")) return "";
    if (parser->token.kind != '~') return text;
    struct buffer joined = {0};
    buffer_text(&joined, text);
    while (parser->token.kind == '~') {
        compact_advance(parser);
        text = parser->token.text;
        if (!compact_expect(parser, TOKEN_LITERAL, "a literal")) break;
        buffer_text(&joined, text);
    }
    text = arena_copy(parser->reading->arena, joined.bytes, joined.length);
    buffer_free(&joined);
    return text;
}

/* ---- nodes ---- */

struct syntax_node *compact_node(struct compact_parser *parser, enum syntax_kind kind,
                                 size_t offset) {
    return syntax_node_new(parser->reading, kind, parser->scope, offset);
}

void compact_append(struct node_run *run, struct syntax_node *node) {
    *(run->first ? &run->last->next : &run->first) = node;
    run->last = node;
}

void compact_append_run(struct node_run *run, struct node_run more) {
    if (!more.first) return;
    *(run->first ? &run->last->next : &run->first) = more.first;
    run->last = more.last;
}

struct node_run compact_take_comments(struct compact_parser *parser) {
    struct node_run run = parser->comments;
    compact_append_run(&run,
                       (struct node_run){parser->token.first_comment, parser->token.last_comment});
    parser->comments = (struct node_run){0};
    parser->token.first_comment = parser->token.last_comment = NULL;
    return run;
}

const struct syntax_binding *compact_binding(struct compact_parser *parser,
                                             const struct compact_token *token) {
    const struct syntax_binding *binding =
        syntax_binding_of(parser->scope, token->prefix, strlen(token->prefix));
    if (!binding)
        syntax_error_at(parser->reading, parser->lexer.source, token->offset, "rng/schema-prefix",
                        "prefix \"%s\" is not declared (RELAX NG 4.10)", token->prefix);
    return binding;
}

void compact_check_name(struct compact_parser *parser) {
    const char *name = parser->token.text;
    if (name && xmlValidateNCName((const xmlChar *)name, 0))
        syntax_error_at(parser->reading, parser->lexer.source, parser->token.offset,
                        "rng/schema-syntax",
                        "\"%s\" is not a name without a colon (RELAX NG compact syntax)", name);
}

/* ---- declarations ---- */

static const char *interned_literal(struct compact_parser *parser) {
    return syntax_intern(parser->reading, compact_literal(parser));
}

static const char *identifier_or_keyword(struct compact_parser *parser) {
    const char *name = parser->token.text;
    if (parser->token.kind != TOKEN_IDENTIFIER && parser->token.kind != TOKEN_KEYWORD) {
        compact_expected(parser, "a name");
        return "";
    }
    compact_advance(parser);
    return name;
}

/* A URI, or NULL for `inherit`. */
static const char *namespace_uri(struct compact_parser *parser) {
    if (!compact_is_keyword(parser, KEYWORD_INHERIT)) return interned_literal(parser);
    compact_advance(parser);
    return NULL;
}

/* Only "xml" stands for XML's namespace, and only for that; "xmlns" stands for none. */
static void check_prefix(struct compact_parser *parser, const char *prefix, const char *uri,
                         size_t offset) {
    bool is_xml = !strcmp(prefix, "xml"), is_xml_uri = uri && !strcmp(uri, syntax_xml_uri);
    if (is_xml != is_xml_uri || !strcmp(prefix, "xmlns"))
        syntax_error_at(parser->reading, parser->lexer.source, offset, "rng/schema-prefix",
                        "prefix \"%s\" cannot be declared as \"%s\" (RELAX NG compact syntax)",
                        prefix, uri ? uri : "inherit");
}

/* A prefix that is declared again stands for what was said last. */
static void declare_prefix(struct compact_parser *parser, const char *prefix, const char *uri) {
    for (struct syntax_binding *at = parser->scope->bindings; at; at = at->next) {
        if (strcmp(at->prefix, prefix) != 0) continue;
        at->uri = uri;
        return;
    }
    struct syntax_binding *binding = arena_allocate(parser->reading->arena, sizeof *binding);
    *binding = (struct syntax_binding){.prefix = prefix, .uri = uri};
    if (parser->last_binding)
        parser->last_binding->next = binding;
    else
        parser->scope->bindings = binding;
    parser->last_binding = binding;
}

static void declare_namespace(struct compact_parser *parser, bool is_default) {
    size_t offset = parser->token.offset;
    const char *prefix = NULL;
    compact_advance(parser);
    if (!is_default || parser->token.kind != '=') prefix = identifier_or_keyword(parser);
    compact_expect(parser, '=', "\"=\"");
    const char *uri = namespace_uri(parser);
    if (prefix) {
        check_prefix(parser, prefix, uri, offset);
        declare_prefix(parser, prefix, uri);
    }
    if (is_default) parser->scope->ns = uri;
}

static void declare_datatypes(struct compact_parser *parser) {
    compact_advance(parser);
    struct syntax_binding *library = arena_allocate(parser->reading->arena, sizeof *library);
    library->prefix = identifier_or_keyword(parser);
    compact_expect(parser, '=', "\"=\"");
    const char *uri = compact_literal(parser);
    library->uri = syntax_symbol(parser->reading, uri, strlen(uri));
    library->next = parser->libraries;
    parser->libraries = library;
}

static void parse_declarations(struct compact_parser *parser) {
    for (;;) {
        if (compact_is_keyword(parser, KEYWORD_NAMESPACE)) {
            declare_namespace(parser, false);
        } else if (compact_is_keyword(parser, KEYWORD_DATATYPES)) {
            declare_datatypes(parser);
        } else if (compact_is_keyword(parser, KEYWORD_DEFAULT)) {
            compact_advance(parser);
            if (compact_is_keyword(parser, KEYWORD_NAMESPACE))
                declare_namespace(parser, true);
            else
                compact_expected(parser, "\"namespace\"");
        } else {
            return;
        }
    }
}

/* ---- grammars ---- */

/* The reference's scope then has the namespace of the prefix. */
void compact_inherit(struct compact_parser *parser, struct syntax_node *node) {
    if (!compact_is_keyword(parser, KEYWORD_INHERIT)) return;
    compact_advance(parser);
    compact_expect(parser, '=', "\"=\"");
    struct compact_token token = parser->token;
    token.prefix = identifier_or_keyword(parser);
    const struct syntax_binding *binding = compact_binding(parser, &token);
    struct syntax_scope *scope = arena_allocate(parser->reading->arena, sizeof *scope);
    *scope = *parser->scope;
    scope->ns = binding ? binding->uri : NULL;
    node->scope = scope;
    node->prefix = token.prefix;
}

static struct syntax_node *parse_include(struct compact_parser *parser) {
    struct syntax_node *node = compact_node(parser, SYNTAX_INCLUDE, parser->token.offset);
    compact_advance(parser);
    node->text = compact_literal(parser);
    compact_inherit(parser, node);
    if (parser->token.kind != '{') return node;
    compact_advance(parser);
    compact_grammar_content(parser, node, true);
    compact_expect(parser, '}', "\"}\"");
    return node;
}

static struct syntax_node *parse_div(struct compact_parser *parser, bool in_include) {
    struct syntax_node *node = compact_node(parser, SYNTAX_DIV, parser->token.offset);
    compact_advance(parser);
    compact_expect(parser, '{', "\"{\"");
    compact_grammar_content(parser, node, in_include);
    compact_expect(parser, '}', "\"}\"");
    return node;
}

/* start or define: NAME = PATTERN, |= or &= */
static struct syntax_node *parse_definition(struct compact_parser *parser) {
    bool is_start = compact_is_keyword(parser, KEYWORD_START);
    struct syntax_node *node =
        compact_node(parser, is_start ? SYNTAX_START : SYNTAX_DEFINE, parser->token.offset);
    if (!is_start) {
        compact_check_name(parser);
        node->name = parser->token.text;
    }
    compact_advance(parser);
    switch (parser->token.kind) {
    case '=': break;
    case TOKEN_CHOICE_ASSIGN: node->combine = COMBINE_CHOICE; break;
    case TOKEN_INTERLEAVE_ASSIGN: node->combine = COMBINE_INTERLEAVE; break;
    default: compact_expected(parser, "\"=\", \"|=\" or \"&=\""); return node;
    }
    compact_advance(parser);
    node->first_child = compact_pattern(parser, NULL).first;
    return node;
}

/* Whether what comes now is part of a grammar rather than a pattern. */
static bool is_component(const struct compact_parser *parser) {
    int next = parser->next.kind;
    bool assigns = next == '=' || next == TOKEN_CHOICE_ASSIGN || next == TOKEN_INTERLEAVE_ASSIGN;
    return compact_is_keyword(parser, KEYWORD_START) ||
           compact_is_keyword(parser, KEYWORD_INCLUDE) || compact_is_keyword(parser, KEYWORD_DIV) ||
           (parser->token.kind == TOKEN_IDENTIFIER && assigns);
}

static struct syntax_node *parse_component(struct compact_parser *parser, bool in_include) {
    if (compact_is_keyword(parser, KEYWORD_DIV)) return parse_div(parser, in_include);
    if (compact_is_keyword(parser, KEYWORD_INCLUDE)) {
        if (in_include) compact_expected(parser, "a definition");
        return parse_include(parser);
    }
    if (!is_component(parser)) compact_expected(parser, "a definition, start, include or div");
    return parse_definition(parser);
}

/* `lead`: annotations that were read already, or NULL. */
static void parse_grammar_content(struct compact_parser *parser, struct syntax_node *parent,
                                  const struct annotations *lead, bool in_include) {
    struct node_run run = {0};
    bool keeps = parser->reading->keeps_everything;
    while (parser->token.kind != '}' && parser->token.kind != TOKEN_END) {
        compact_append_run(&run, compact_take_comments(parser));
        if (!lead && compact_is_annotation_element(parser)) {
            struct syntax_node *element = compact_annotation_element(parser);
            if (keeps) compact_append(&run, element);
            continue;
        }
        struct annotations annotations = lead ? *lead : compact_annotations(parser);
        struct syntax_node *component = parse_component(parser, in_include);
        compact_append(&run, component);
        compact_annotate(parser, &run, component, &annotations);
        lead = NULL;
    }
    compact_append_run(&run, compact_take_comments(parser));
    parent->first_child = run.first;
}

void compact_grammar_content(struct compact_parser *parser, struct syntax_node *parent,
                             bool in_include) {
    if (!compact_enter(parser)) return;
    parse_grammar_content(parser, parent, NULL, in_include);
    parser->depth--;
}

/* ---- the file ---- */

/* A grammar without `grammar { }` around it, or a pattern. */
static struct node_run parse_top_level(struct compact_parser *parser) {
    struct node_run run = compact_take_comments(parser);
    size_t offset = parser->token.offset;
    parse_declarations(parser);
    bool has_element = compact_is_annotation_element(parser);
    struct annotations annotations = {0};
    if (!has_element) annotations = compact_annotations(parser);
    if (has_element || is_component(parser) || parser->token.kind == TOKEN_END) {
        struct syntax_node *grammar = compact_node(parser, SYNTAX_GRAMMAR, offset);
        compact_append(&run, grammar);
        parse_grammar_content(parser, grammar, has_element ? NULL : &annotations, false);
    } else {
        struct node_run pattern = compact_pattern(parser, &annotations);
        const struct syntax_node *node = syntax_skip_annotations(pattern.first);
        if (node && node->kind == SYNTAX_ELEMENT && parser->followed &&
            parser->followed == parser->token.offset)
            syntax_error(parser->reading, node, "rng/schema-syntax",
                         "annotations cannot follow the pattern of the whole schema (RELAX NG "
                         "compact syntax)");
        compact_append_run(&run, pattern);
        compact_append_run(&run, compact_take_comments(parser));
    }
    if (parser->token.kind != TOKEN_END) compact_expected(parser, "the end of the schema");
    return run;
}

struct syntax_node *compact_syntax_read(struct syntax_reading *reading, struct source *source) {
    struct compact_parser parser = {.reading = reading};
    struct syntax_binding *xsd = arena_allocate(reading->arena, sizeof *xsd);
    *xsd = (struct syntax_binding){
        NULL, "xsd", syntax_symbol(reading, datatype_xsd_library, strlen(datatype_xsd_library))};
    parser.libraries = xsd;
    parser.scope = arena_allocate(reading->arena, sizeof *parser.scope);
    parser.scope->source = source;
    parser.scope->base = source->name;
    parser.scope->datatype_library = syntax_symbol(reading, "", 0);
    parser.lexer =
        (struct compact_lexer){.reading = reading, .source = source, .scope = parser.scope};
    compact_advance(&parser);
    compact_advance(&parser);
    struct node_run run = parse_top_level(&parser);
    buffer_free(&parser.lexer.text);
    return parser.lexer.failed ? NULL : run.first;
}
