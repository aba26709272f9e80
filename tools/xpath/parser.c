/* The parser's tokens, errors, names and nodes, and its entry; expressions.c, steps.c, primaries.c
   and sequence_types.c are the grammar, by recursive descent with two tokens at hand. */
#include "xpath/parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- tokens ---- */

static void read_next(struct xpath_parser *parser) {
    parser->next = xpath_lexer_next(&parser->lexer);
    parser->next_fault = parser->lexer.fault;
}

void xpath_advance(struct xpath_parser *parser) {
    parser->token = parser->next;
    if (parser->next_fault)
        parser_fail(parser, "XPST0003", parser->token.offset, "%s", parser->next_fault);
    else
        read_next(parser);
}

static bool is_text(const struct xpath_token *token, const char *text) {
    return (token->kind == XPATH_TOKEN_SYMBOL || token->kind == XPATH_TOKEN_NCNAME) &&
           *token->text.bytes == *text && token->text.length == strlen(text) &&
           memcmp(token->text.bytes, text, token->text.length) == 0;
}

bool xpath_is(const struct xpath_parser *parser, const char *text) {
    return is_text(&parser->token, text);
}

bool xpath_next_is(const struct xpath_parser *parser, const char *text) {
    return is_text(&parser->next, text);
}

bool xpath_accept(struct xpath_parser *parser, const char *text) {
    if (!xpath_is(parser, text)) return false;
    xpath_advance(parser);
    return true;
}

bool xpath_expect(struct xpath_parser *parser, const char *text) {
    if (xpath_accept(parser, text)) return true;
    xpath_expected(parser, arena_print(parser->arena, "\"%s\"", text));
    return false;
}

/* ---- errors ---- */

void parser_fail(struct xpath_parser *parser, const char *code, size_t offset, const char *format,
                 ...) {
    parser->token.kind = parser->next.kind = XPATH_TOKEN_END;
    parser->lexer.at = parser->lexer.end;
    parser->next_fault = NULL;
    if (xpath_failed(parser)) return;
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t size = (size_t)vsnprintf(NULL, 0, format, again) + 1;
    char *message = arena_allocate(parser->arena, size);
    vsnprintf(message, size, format, arguments);
    va_end(again);
    va_end(arguments);
    *parser->fault = (struct xpath_fault){code, offset, message};
}

bool xpath_failed(const struct xpath_parser *parser) {
    return parser->fault->code;
}

void xpath_expected(struct xpath_parser *parser, const char *what) {
    static const char *const kinds[] = {
        [XPATH_TOKEN_INTEGER] = "the number ", [XPATH_TOKEN_DECIMAL] = "the number ",
        [XPATH_TOKEN_DOUBLE] = "the number ",  [XPATH_TOKEN_STRING] = "the string ",
        [XPATH_TOKEN_NCNAME] = "the name ",    [XPATH_TOKEN_QNAME] = "the name ",
        [XPATH_TOKEN_EQNAME] = "the name ",
    };
    enum { SHOWN = 40 };
    const struct xpath_token *token = &parser->token;
    size_t length = token->text.length;
    const char *kind = token->kind < sizeof kinds / sizeof *kinds ? kinds[token->kind] : NULL;
    if (length > SHOWN) /* at the end of a character */
        for (length = SHOWN; length && ((unsigned char)token->text.bytes[length] & 0xC0) == 0x80;)
            length--;
    const char *quote = token->kind == XPATH_TOKEN_STRING ? "" : "\"";
    if (token->kind == XPATH_TOKEN_END)
        parser_fail(parser, "XPST0003", token->offset, "expected %s, not the end of the expression",
                    what);
    else
        parser_fail(parser, "XPST0003", token->offset, "expected %s, not %s%s%.*s%s%s", what,
                    kind ? kind : "", quote, (int)length, token->text.bytes,
                    length < token->text.length ? "…" : "", quote);
}

bool xpath_enter(struct xpath_parser *parser) {
    if (parser->depth < XPATH_DEPTH_LIMIT) {
        parser->depth++;
        return true;
    }
    parser_fail(parser, "XPST0003", parser->token.offset,
                "expected at most %d expressions in one another, not one more", XPATH_DEPTH_LIMIT);
    return false;
}

/* ---- names ---- */

bool xpath_is_name(const struct xpath_parser *parser) {
    enum xpath_token_kind kind = parser->token.kind;
    return kind == XPATH_TOKEN_NCNAME || kind == XPATH_TOKEN_QNAME || kind == XPATH_TOKEN_EQNAME;
}

static const char *copy(struct xpath_parser *parser, struct xpath_run run) {
    return arena_copy(parser->arena, run.bytes, run.length);
}

/* XPath 3.1: the white space of a BracedURILiteral is normalised. */
static const char *normalised_uri(struct xpath_parser *parser, struct xpath_run uri) {
    char *bytes = arena_copy(parser->arena, uri.bytes, uri.length), *end = bytes;
    for (const char *at = bytes; *at; at++) {
        bool space = strchr(" \t\r\n", *at);
        if (!space || (end > bytes && end[-1] != ' ')) *end++ = space ? ' ' : *at;
    }
    if (end > bytes && end[-1] == ' ') end--;
    *end = '\0';
    return bytes;
}

static const char *namespace_of(struct xpath_parser *parser, const struct xpath_token *token) {
    struct xpath_run prefix = token->space;
    const struct xpath_static_names *names = parser->names;
    const char *uri =
        names->namespace_of ? names->namespace_of(names->data, prefix.bytes, prefix.length) : NULL;
    if (!uri)
        parser_fail(parser, "XPST0081", token->offset,
                    "the prefix \"%.*s\" is not bound to a namespace", (int)prefix.length,
                    prefix.bytes);
    return uri;
}

static const char *default_namespace(const struct xpath_parser *parser, enum xpath_name_use use) {
    const char *uri = use == XPATH_ELEMENT_OR_TYPE ? parser->names->element_namespace
                      : use == XPATH_FUNCTION      ? parser->names->function_namespace
                                                   : NULL;
    return uri ? uri : "";
}

struct xpath_name xpath_name_test(struct xpath_parser *parser, enum xpath_name_use use) {
    struct xpath_token token = parser->token;
    struct xpath_name name = {NULL, NULL, ""};
    xpath_advance(parser);
    if (xpath_failed(parser) || token.kind == XPATH_TOKEN_SYMBOL) return name; /* * */
    if (token.kind != XPATH_TOKEN_ANY_LOCAL) name.local = copy(parser, token.local);
    if (token.kind == XPATH_TOKEN_ANY_URI) return name;
    if (token.kind == XPATH_TOKEN_NCNAME) {
        name.uri = default_namespace(parser, use);
    } else if (token.text.length > 1 && token.text.bytes[1] == '{') {
        name.uri = normalised_uri(parser, token.space);
    } else {
        name.prefix = copy(parser, token.space);
        name.uri = namespace_of(parser, &token);
    }
    return name;
}

struct xpath_name xpath_name(struct xpath_parser *parser, enum xpath_name_use use,
                             const char *what) {
    if (xpath_is_name(parser)) return xpath_name_test(parser, use);
    xpath_expected(parser, what);
    return (struct xpath_name){"", "", ""};
}

struct xpath_name xpath_variable(struct xpath_parser *parser) {
    xpath_expect(parser, "$");
    return xpath_name(parser, XPATH_IN_NO_NAMESPACE, "the name of a variable");
}

const char *xpath_string(struct xpath_parser *parser, size_t *length) {
    struct xpath_run text = parser->token.text;
    char quote = *text.bytes, *value = arena_copy(parser->arena, text.bytes + 1, text.length - 2);
    *length = 0;
    for (size_t at = 0; at < text.length - 2; at++) {
        value[(*length)++] = value[at];
        if (value[at] == quote) at++; /* the second of two quotes */
    }
    value[*length] = '\0';
    xpath_advance(parser);
    return value;
}

/* ---- nodes ---- */

struct xpath_syntax *xpath_node(struct xpath_parser *parser, enum xpath_syntax_kind kind,
                                size_t offset) {
    struct xpath_syntax *node = arena_allocate(parser->arena, sizeof *node);
    node->kind = kind;
    node->offset = offset;
    node->height = 1;
    return node;
}

void xpath_append(struct xpath_parser *parser, struct xpath_syntax *node,
                  struct xpath_syntax *child) {
    *(node->last ? &node->last->next : &node->first) = child;
    node->last = child;
    node->count++;
    if (child->height >= node->height) node->height = child->height + 1;
    if (node->height > XPATH_HEIGHT_LIMIT)
        parser_fail(parser, "XPST0003", node->offset,
                    "expected at most %d operators around one another, not one more",
                    XPATH_HEIGHT_LIMIT);
}

/* ---- the whole ---- */

const struct xpath_syntax *xpath_parse(struct arena *arena, const char *expression, size_t length,
                                       const struct xpath_static_names *names,
                                       struct xpath_fault *fault) {
    struct xpath_parser parser = {
        .arena = arena,
        .names = names,
        .lexer = {expression, expression + length, 1, names->is_31, NULL},
        .fault = fault,
    };
    *fault = (struct xpath_fault){0};
    read_next(&parser);
    xpath_advance(&parser);
    const struct xpath_syntax *tree = xpath_expr(&parser);
    if (parser.token.kind != XPATH_TOKEN_END) xpath_expected(&parser, "an operator or the end");
    return xpath_failed(&parser) ? NULL : tree;
}
