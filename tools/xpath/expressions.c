/* Expressions from commas down to signs: what begins with a word (for, let, some, every, if), and
   the operators, whose precedence is a table (XPath 2.0 A.1, A.4). */
#include "xpath/parser.h"

#include <string.h>

/* ---- operators ---- */

/* How an operator joins its operands. */
enum joining {
    LEFT,  /* a - b - c is (a - b) - c */
    MANY,  /* a or b or c is one expression of three */
    ONCE,  /* a = b = c is an error */
    TYPE,  /* a type stands behind it, and it stands once */
    ARROW, /* a function call stands behind it, to which the left side is an argument */
};

struct operator_row {
    const char *word, *second; /* as in `instance of` */
    enum xpath_syntax_kind kind;
    enum xpath_operation operation;
    unsigned level; /* the higher binds the tighter */
    enum joining joining;
    bool is_31;
};

enum { LOWEST_LEVEL = 1, HIGHEST_LEVEL = 14 };

static const struct operator_row operators[] = {
    {"or", NULL, XPATH_OR_EXPR, XPATH_NO_OPERATION, 1, MANY, false},
    {"and", NULL, XPATH_AND_EXPR, XPATH_NO_OPERATION, 2, MANY, false},
    {"eq", NULL, XPATH_VALUE_COMP, XPATH_EQUAL, 3, ONCE, false},
    {"ne", NULL, XPATH_VALUE_COMP, XPATH_NOT_EQUAL, 3, ONCE, false},
    {"lt", NULL, XPATH_VALUE_COMP, XPATH_LESS, 3, ONCE, false},
    {"le", NULL, XPATH_VALUE_COMP, XPATH_LESS_OR_EQUAL, 3, ONCE, false},
    {"gt", NULL, XPATH_VALUE_COMP, XPATH_GREATER, 3, ONCE, false},
    {"ge", NULL, XPATH_VALUE_COMP, XPATH_GREATER_OR_EQUAL, 3, ONCE, false},
    {"=", NULL, XPATH_GENERAL_COMP, XPATH_EQUAL, 3, ONCE, false},
    {"!=", NULL, XPATH_GENERAL_COMP, XPATH_NOT_EQUAL, 3, ONCE, false},
    {"<", NULL, XPATH_GENERAL_COMP, XPATH_LESS, 3, ONCE, false},
    {"<=", NULL, XPATH_GENERAL_COMP, XPATH_LESS_OR_EQUAL, 3, ONCE, false},
    {">", NULL, XPATH_GENERAL_COMP, XPATH_GREATER, 3, ONCE, false},
    {">=", NULL, XPATH_GENERAL_COMP, XPATH_GREATER_OR_EQUAL, 3, ONCE, false},
    {"is", NULL, XPATH_NODE_COMP, XPATH_IS, 3, ONCE, false},
    {"<<", NULL, XPATH_NODE_COMP, XPATH_BEFORE, 3, ONCE, false},
    {">>", NULL, XPATH_NODE_COMP, XPATH_AFTER, 3, ONCE, false},
    {"||", NULL, XPATH_STRING_CONCAT_EXPR, XPATH_NO_OPERATION, 4, MANY, true},
    {"to", NULL, XPATH_RANGE_EXPR, XPATH_NO_OPERATION, 5, ONCE, false},
    {"+", NULL, XPATH_ADDITIVE_EXPR, XPATH_ADD, 6, LEFT, false},
    {"-", NULL, XPATH_ADDITIVE_EXPR, XPATH_SUBTRACT, 6, LEFT, false},
    {"*", NULL, XPATH_MULTIPLICATIVE_EXPR, XPATH_MULTIPLY, 7, LEFT, false},
    {"div", NULL, XPATH_MULTIPLICATIVE_EXPR, XPATH_DIVIDE, 7, LEFT, false},
    {"idiv", NULL, XPATH_MULTIPLICATIVE_EXPR, XPATH_INTEGER_DIVIDE, 7, LEFT, false},
    {"mod", NULL, XPATH_MULTIPLICATIVE_EXPR, XPATH_MODULO, 7, LEFT, false},
    {"union", NULL, XPATH_UNION_EXPR, XPATH_NO_OPERATION, 8, MANY, false},
    {"|", NULL, XPATH_UNION_EXPR, XPATH_NO_OPERATION, 8, MANY, false},
    {"intersect", NULL, XPATH_INTERSECT_EXCEPT_EXPR, XPATH_INTERSECT, 9, LEFT, false},
    {"except", NULL, XPATH_INTERSECT_EXCEPT_EXPR, XPATH_EXCEPT, 9, LEFT, false},
    {"instance", "of", XPATH_INSTANCEOF_EXPR, XPATH_NO_OPERATION, 10, TYPE, false},
    {"treat", "as", XPATH_TREAT_EXPR, XPATH_NO_OPERATION, 11, TYPE, false},
    {"castable", "as", XPATH_CASTABLE_EXPR, XPATH_NO_OPERATION, 12, TYPE, false},
    {"cast", "as", XPATH_CAST_EXPR, XPATH_NO_OPERATION, 13, TYPE, false},
    {"=>", NULL, XPATH_FUNCTION_CALL, XPATH_NO_OPERATION, 14, ARROW, true},
};

static const struct operator_row *operator_at(const struct xpath_parser *parser) {
    const struct xpath_run token = parser->token.text;
    for (size_t i = 0; token.length && i < sizeof operators / sizeof *operators; i++)
        if (*operators[i].word == *token.bytes && xpath_is(parser, operators[i].word))
            return !operators[i].is_31 || parser->names->is_31 ? &operators[i] : NULL;
    return NULL;
}

static struct xpath_syntax *operators_from(struct xpath_parser *parser, unsigned level);

/* SimpleMapExpr (XPath 3.1): paths joined by `!`. */
static struct xpath_syntax *simple_map_expr(struct xpath_parser *parser) {
    struct xpath_syntax *left = xpath_path_expr(parser);
    while (parser->names->is_31 && xpath_is(parser, "!")) {
        struct xpath_syntax *map = xpath_node(parser, XPATH_SIMPLE_MAP_EXPR, parser->token.offset);
        xpath_advance(parser);
        xpath_append(parser, map, left);
        xpath_append(parser, map, xpath_path_expr(parser));
        left = map;
    }
    return left;
}

/* UnaryExpr: two minus signs are a plus, which still wants a number. */
static struct xpath_syntax *unary_expr(struct xpath_parser *parser) {
    struct xpath_syntax *unary = NULL;
    for (; xpath_is(parser, "-") || xpath_is(parser, "+"); xpath_advance(parser)) {
        if (!unary) {
            unary = xpath_node(parser, XPATH_UNARY_EXPR, parser->token.offset);
            unary->operation = XPATH_ADD;
        }
        if (xpath_is(parser, "-"))
            unary->operation = unary->operation == XPATH_ADD ? XPATH_SUBTRACT : XPATH_ADD;
    }
    struct xpath_syntax *operand = simple_map_expr(parser);
    if (!unary) return operand;
    xpath_append(parser, unary, operand);
    return unary;
}

/* What stands behind `=>` (XPath 3.1 §3.16): a function's name, a variable or an expression in
   parentheses, and further arguments. */
static struct xpath_syntax *arrow_call(struct xpath_parser *parser, struct xpath_syntax *argument,
                                       size_t offset) {
    struct xpath_syntax *call;
    if (xpath_is_name(parser)) {
        if (parser->token.kind == XPATH_TOKEN_NCNAME &&
            xpath_is_reserved(parser, parser->token.local))
            xpath_expected(parser, "the name of a function, which is no reserved word");
        call = xpath_node(parser, XPATH_FUNCTION_CALL, offset);
        call->name = xpath_name(parser, XPATH_FUNCTION, "the name of a function");
    } else {
        if (!xpath_is(parser, "$") && !xpath_is(parser, "("))
            xpath_expected(parser, "a function behind \"=>\"");
        call = xpath_node(parser, XPATH_DYNAMIC_FUNCTION_CALL, offset);
        xpath_append(parser, call, xpath_primary_expr(parser));
    }
    xpath_append(parser, call, argument);
    xpath_arguments(parser, call);
    return call;
}

/* The expression that the operator makes of what stands before it and behind it. */
static struct xpath_syntax *join(struct xpath_parser *parser, const struct operator_row *row,
                                 struct xpath_syntax *left) {
    size_t offset = parser->token.offset;
    xpath_advance(parser);
    if (row->second) xpath_expect(parser, row->second);
    if (row->joining == ARROW) return arrow_call(parser, left, offset);
    struct xpath_syntax *node = xpath_node(parser, row->kind, offset);
    node->operation = row->operation;
    xpath_append(parser, node, left);
    if (row->joining == TYPE)
        node->function.type = row->kind == XPATH_CAST_EXPR || row->kind == XPATH_CASTABLE_EXPR
                                  ? xpath_single_type(parser)
                                  : xpath_sequence_type(parser);
    else
        xpath_append(parser, node, operators_from(parser, row->level + 1));
    return node;
}

/* An expression of operators of that level and above.  Behind an operator none that binds tighter
   can follow, and where it stands once not its like. */
static struct xpath_syntax *operators_from(struct xpath_parser *parser, unsigned level) {
    struct xpath_syntax *left = unary_expr(parser);
    unsigned highest = HIGHEST_LEVEL;
    const struct operator_row *row, *last = NULL;
    while ((row = operator_at(parser)) && row->level >= level && row->level <= highest) {
        if (last && row->joining == MANY && row->kind == last->kind) {
            xpath_advance(parser);
            xpath_append(parser, left, operators_from(parser, row->level + 1));
        } else {
            left = join(parser, row, left);
        }
        last = row;
        highest = row->joining == ONCE || row->joining == TYPE ? row->level - 1 : row->level;
    }
    return left;
}

/* ---- what begins with a word ---- */

struct binding_row {
    const char *word, *between, *before_last;
    enum xpath_syntax_kind kind;
    bool is_31;
};

static const struct binding_row bindings[] = {
    {"for", "in", "return", XPATH_FOR_EXPR, false},
    {"let", ":=", "return", XPATH_LET_EXPR, true},
    {"some", "in", "satisfies", XPATH_SOME_EXPR, false},
    {"every", "in", "satisfies", XPATH_EVERY_EXPR, false},
};

/* Whether an expression that binds variables begins here: one of the words before a `$`. */
static const struct binding_row *binding_at(const struct xpath_parser *parser) {
    if (!xpath_next_is(parser, "$")) return NULL;
    for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++)
        if (xpath_is(parser, bindings[i].word) && (!bindings[i].is_31 || parser->names->is_31))
            return &bindings[i];
    return NULL;
}

/* ForExpr, LetExpr, QuantifiedExpr: behind a comma the next variable (XPath 2.0 §3.7). */
static struct xpath_syntax *binding_expr(struct xpath_parser *parser,
                                         const struct binding_row *row) {
    struct xpath_syntax *node = xpath_node(parser, row->kind, parser->token.offset);
    xpath_advance(parser); /* the word, or the comma */
    node->name = xpath_variable(parser);
    xpath_expect(parser, row->between);
    xpath_append(parser, node, xpath_expr_single(parser));
    if (xpath_is(parser, ",") && xpath_enter(parser)) {
        xpath_append(parser, node, binding_expr(parser, row));
        parser->depth--;
    } else {
        if (!xpath_is(parser, row->before_last))
            xpath_expected(parser, arena_print(parser->arena, "\",\" or \"%s\"", row->before_last));
        xpath_advance(parser);
        xpath_append(parser, node, xpath_expr_single(parser));
    }
    return node;
}

static struct xpath_syntax *if_expr(struct xpath_parser *parser) {
    struct xpath_syntax *node = xpath_node(parser, XPATH_IF_EXPR, parser->token.offset);
    xpath_advance(parser);
    xpath_expect(parser, "(");
    xpath_append(parser, node, xpath_expr(parser));
    xpath_expect(parser, ")");
    xpath_expect(parser, "then");
    xpath_append(parser, node, xpath_expr_single(parser));
    xpath_expect(parser, "else");
    xpath_append(parser, node, xpath_expr_single(parser));
    return node;
}

struct xpath_syntax *xpath_expr_single(struct xpath_parser *parser) {
    if (!xpath_enter(parser)) return xpath_node(parser, XPATH_EXPR, parser->token.offset);
    const struct binding_row *row = binding_at(parser);
    struct xpath_syntax *node = row ? binding_expr(parser, row)
                                : xpath_is(parser, "if") && xpath_next_is(parser, "(")
                                    ? if_expr(parser)
                                    : operators_from(parser, LOWEST_LEVEL);
    parser->depth--;
    return node;
}

struct xpath_syntax *xpath_expr(struct xpath_parser *parser) {
    size_t offset = parser->token.offset;
    struct xpath_syntax *first = xpath_expr_single(parser);
    if (!xpath_is(parser, ",")) return first;
    struct xpath_syntax *node = xpath_node(parser, XPATH_EXPR, offset);
    xpath_append(parser, node, first);
    while (xpath_accept(parser, ","))
        xpath_append(parser, node, xpath_expr_single(parser));
    return node;
}
