/* Primary expressions: literals, variables, parentheses, the context item, and function calls
   (XPath 2.0 §3.1), with the inline functions and references to functions of XPath 3.1. */
#include "xpath/parser.h"

#include <stdlib.h>
#include <string.h>

/* XPath 2.0 A.3, XPath 3.1 A.4: reserved function names. */
bool xpath_is_reserved(const struct xpath_parser *parser, struct xpath_run name) {
    static const struct {
        const char *name;
        bool is_31;
    } reserved[] = {
        {"attribute", false},
        {"comment", false},
        {"document-node", false},
        {"element", false},
        {"empty-sequence", false},
        {"if", false},
        {"item", false},
        {"node", false},
        {"processing-instruction", false},
        {"schema-attribute", false},
        {"schema-element", false},
        {"text", false},
        {"typeswitch", false},
        {"array", true},
        {"function", true},
        {"map", true},
        {"namespace-node", true},
        {"switch", true},
    };
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strlen(reserved[i].name) == name.length &&
            !memcmp(reserved[i].name, name.bytes, name.length))
            return !reserved[i].is_31 || parser->names->is_31;
    return false;
}

static bool begins_inline_function(const struct xpath_parser *parser) {
    return parser->names->is_31 && xpath_is(parser, "function") && xpath_next_is(parser, "(");
}

static bool is_reserved_here(const struct xpath_parser *parser) {
    return parser->token.kind == XPATH_TOKEN_NCNAME &&
           xpath_is_reserved(parser, parser->token.local);
}

bool xpath_begins_primary_expr(const struct xpath_parser *parser) {
    switch (parser->token.kind) {
    case XPATH_TOKEN_INTEGER:
    case XPATH_TOKEN_DECIMAL:
    case XPATH_TOKEN_DOUBLE:
    case XPATH_TOKEN_STRING: return true;
    case XPATH_TOKEN_SYMBOL:
        return xpath_is(parser, "$") || xpath_is(parser, "(") || xpath_is(parser, ".");
    default: return xpath_is_name(parser); /* of a function: others begin axis steps */
    }
}

/* ---- functions ---- */

void xpath_arguments(struct xpath_parser *parser, struct xpath_syntax *call) {
    xpath_expect(parser, "(");
    if (xpath_accept(parser, ")")) return;
    do
        xpath_append(parser, call, xpath_expr_single(parser));
    while (xpath_accept(parser, ","));
    if (!xpath_is(parser, ")")) xpath_expected(parser, "\",\", an operator or \")\"");
    xpath_advance(parser);
}

static struct xpath_syntax *function_call(struct xpath_parser *parser) {
    struct xpath_syntax *call = xpath_node(parser, XPATH_FUNCTION_CALL, parser->token.offset);
    if (is_reserved_here(parser))
        xpath_expected(parser, xpath_is(parser, "if")
                                   ? "an operand, or parentheses around a conditional expression"
                                   : "the name of a function, which is no reserved word");
    call->name = xpath_name(parser, XPATH_FUNCTION, "the name of a function");
    xpath_arguments(parser, call);
    return call;
}

/* XPath 3.1 §3.1.6: name#arity. */
static struct xpath_syntax *named_function_ref(struct xpath_parser *parser) {
    struct xpath_syntax *node = xpath_node(parser, XPATH_NAMED_FUNCTION_REF, parser->token.offset);
    if (is_reserved_here(parser))
        xpath_expected(parser, "the name of a function, which is no reserved word");
    node->name = xpath_name(parser, XPATH_FUNCTION, "the name of a function");
    xpath_expect(parser, "#");
    if (parser->token.kind != XPATH_TOKEN_INTEGER)
        xpath_expected(parser, "the number of the function's parameters");
    else
        node->arity = strtoul(parser->token.text.bytes, NULL, 10);
    xpath_advance(parser);
    return node;
}

/* XPath 3.1 §3.1.7: function($a as T, $b) as T { ... }, whose body may be empty. */
static struct xpath_syntax *inline_function_expr(struct xpath_parser *parser) {
    struct xpath_syntax *node =
        xpath_node(parser, XPATH_INLINE_FUNCTION_EXPR, parser->token.offset);
    struct xpath_parameter *last = NULL;
    xpath_advance(parser);
    xpath_expect(parser, "(");
    while (!xpath_is(parser, ")") && !xpath_failed(parser)) {
        struct xpath_parameter *parameter = arena_allocate(parser->arena, sizeof *parameter);
        if (last) xpath_expect(parser, ",");
        parameter->name = xpath_variable(parser);
        if (xpath_accept(parser, "as")) parameter->type = xpath_sequence_type(parser);
        if (last)
            last->next = parameter;
        else
            node->function.parameters = parameter;
        last = parameter;
    }
    xpath_expect(parser, ")");
    if (xpath_accept(parser, "as")) node->function.type = xpath_sequence_type(parser);
    xpath_expect(parser, "{");
    xpath_append(parser, node,
                 xpath_is(parser, "}") ? xpath_node(parser, XPATH_EXPR, parser->token.offset)
                                       : xpath_expr(parser));
    xpath_expect(parser, "}");
    return node;
}

/* ---- the rest ---- */

static struct xpath_syntax *number(struct xpath_parser *parser, enum xpath_syntax_kind kind) {
    const struct xpath_token *token = &parser->token;
    struct xpath_syntax *node = xpath_node(parser, kind, token->offset);
    node->text.bytes = arena_copy(parser->arena, token->text.bytes, token->text.length);
    node->text.length = token->text.length;
    xpath_advance(parser);
    return node;
}

/* ParenthesizedExpr: what is in it, for the tree shows what belongs together. */
static struct xpath_syntax *parenthesized_expr(struct xpath_parser *parser) {
    size_t offset = parser->token.offset;
    xpath_advance(parser);
    if (xpath_accept(parser, ")")) return xpath_node(parser, XPATH_EXPR, offset);
    struct xpath_syntax *node = xpath_expr(parser);
    if (!xpath_is(parser, ")")) xpath_expected(parser, "an operator or \")\"");
    xpath_advance(parser);
    return node;
}

static struct xpath_syntax *symbol(struct xpath_parser *parser) {
    if (xpath_is(parser, "(")) return parenthesized_expr(parser);
    bool is_variable = xpath_is(parser, "$");
    struct xpath_syntax *node = xpath_node(
        parser, is_variable ? XPATH_VAR_REF : XPATH_CONTEXT_ITEM_EXPR, parser->token.offset);
    if (is_variable)
        node->name = xpath_variable(parser);
    else
        xpath_advance(parser);
    return node;
}

struct xpath_syntax *xpath_primary_expr(struct xpath_parser *parser) {
    struct xpath_syntax *node;
    switch (parser->token.kind) {
    case XPATH_TOKEN_INTEGER: return number(parser, XPATH_INTEGER_LITERAL);
    case XPATH_TOKEN_DECIMAL: return number(parser, XPATH_DECIMAL_LITERAL);
    case XPATH_TOKEN_DOUBLE: return number(parser, XPATH_DOUBLE_LITERAL);
    case XPATH_TOKEN_STRING:
        node = xpath_node(parser, XPATH_STRING_LITERAL, parser->token.offset);
        node->text.bytes = xpath_string(parser, &node->text.length);
        return node;
    case XPATH_TOKEN_NCNAME:
    case XPATH_TOKEN_QNAME:
    case XPATH_TOKEN_EQNAME:
        if (begins_inline_function(parser)) return inline_function_expr(parser);
        if (parser->names->is_31 && xpath_next_is(parser, "#")) return named_function_ref(parser);
        return function_call(parser);
    default: return symbol(parser);
    }
}
