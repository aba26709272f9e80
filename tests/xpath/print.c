/* Syntax trees as S-expressions. */
#include "print.h"

static const char *const kinds[XPATH_SYNTAX_KINDS] = {
    [XPATH_EXPR] = "Expr",
    [XPATH_FOR_EXPR] = "ForExpr",
    [XPATH_LET_EXPR] = "LetExpr",
    [XPATH_SOME_EXPR] = "SomeExpr",
    [XPATH_EVERY_EXPR] = "EveryExpr",
    [XPATH_IF_EXPR] = "IfExpr",
    [XPATH_OR_EXPR] = "OrExpr",
    [XPATH_AND_EXPR] = "AndExpr",
    [XPATH_VALUE_COMP] = "ValueComp",
    [XPATH_GENERAL_COMP] = "GeneralComp",
    [XPATH_NODE_COMP] = "NodeComp",
    [XPATH_STRING_CONCAT_EXPR] = "StringConcatExpr",
    [XPATH_RANGE_EXPR] = "RangeExpr",
    [XPATH_ADDITIVE_EXPR] = "AdditiveExpr",
    [XPATH_MULTIPLICATIVE_EXPR] = "MultiplicativeExpr",
    [XPATH_UNION_EXPR] = "UnionExpr",
    [XPATH_INTERSECT_EXCEPT_EXPR] = "IntersectExceptExpr",
    [XPATH_INSTANCEOF_EXPR] = "InstanceofExpr",
    [XPATH_TREAT_EXPR] = "TreatExpr",
    [XPATH_CASTABLE_EXPR] = "CastableExpr",
    [XPATH_CAST_EXPR] = "CastExpr",
    [XPATH_UNARY_EXPR] = "UnaryExpr",
    [XPATH_SIMPLE_MAP_EXPR] = "SimpleMapExpr",
    [XPATH_PATH_EXPR] = "PathExpr",
    [XPATH_ROOT] = "Root",
    [XPATH_AXIS_STEP] = "AxisStep",
    [XPATH_FILTER_EXPR] = "FilterExpr",
    [XPATH_INTEGER_LITERAL] = "IntegerLiteral",
    [XPATH_DECIMAL_LITERAL] = "DecimalLiteral",
    [XPATH_DOUBLE_LITERAL] = "DoubleLiteral",
    [XPATH_STRING_LITERAL] = "StringLiteral",
    [XPATH_VAR_REF] = "VarRef",
    [XPATH_CONTEXT_ITEM_EXPR] = "ContextItemExpr",
    [XPATH_FUNCTION_CALL] = "FunctionCall",
    [XPATH_NAMED_FUNCTION_REF] = "NamedFunctionRef",
    [XPATH_DYNAMIC_FUNCTION_CALL] = "DynamicFunctionCall",
    [XPATH_INLINE_FUNCTION_EXPR] = "InlineFunctionExpr",
};

static const char *const operations[] = {
    [XPATH_EQUAL] = "eq",      [XPATH_NOT_EQUAL] = "ne",        [XPATH_LESS] = "lt",
    [XPATH_GREATER] = "gt",    [XPATH_LESS_OR_EQUAL] = "le",    [XPATH_GREATER_OR_EQUAL] = "ge",
    [XPATH_IS] = "is",         [XPATH_BEFORE] = "before",       [XPATH_AFTER] = "after",
    [XPATH_ADD] = "+",         [XPATH_SUBTRACT] = "-",          [XPATH_MULTIPLY] = "*",
    [XPATH_DIVIDE] = "div",    [XPATH_INTEGER_DIVIDE] = "idiv", [XPATH_MODULO] = "mod",
    [XPATH_EXCEPT] = "except", [XPATH_INTERSECT] = "intersect",
};

static const char *const tests[] = {
    [XPATH_ANY_KIND_TEST] = "node",
    [XPATH_DOCUMENT_TEST] = "document-node",
    [XPATH_ELEMENT_TEST] = "element",
    [XPATH_ATTRIBUTE_TEST] = "attribute",
    [XPATH_SCHEMA_ELEMENT_TEST] = "schema-element",
    [XPATH_SCHEMA_ATTRIBUTE_TEST] = "schema-attribute",
    [XPATH_PI_TEST] = "processing-instruction",
    [XPATH_COMMENT_TEST] = "comment",
    [XPATH_TEXT_TEST] = "text",
    [XPATH_NAMESPACE_NODE_TEST] = "namespace-node",
    [XPATH_ANY_ITEM] = "item",
    [XPATH_ANY_FUNCTION_TEST] = "function",
    [XPATH_TYPED_FUNCTION_TEST] = "function",
};

/* {URI}local; any part is *. */
static void print_name(struct buffer *out, const struct xpath_name *name) {
    if (!name->uri && !name->local) {
        buffer_text(out, "*");
        return;
    }
    if (!name->uri || *name->uri) buffer_print(out, "{%s}", name->uri ? name->uri : "*");
    buffer_text(out, name->local ? name->local : "*");
}

static void print_type(struct buffer *out, const struct xpath_sequence_type *type);

static void print_test(struct buffer *out, const struct xpath_item_test *test) {
    if (test->kind == XPATH_NAME_TEST || test->kind == XPATH_ATOMIC_TYPE) {
        print_name(out, &test->name);
        return;
    }
    buffer_print(out, "%s(", tests[test->kind]);
    if (test->kind == XPATH_ANY_FUNCTION_TEST) buffer_text(out, "*");
    if (test->name.local) print_name(out, &test->name);
    if (test->type.local) {
        buffer_text(out, test->name.local ? "," : "*,");
        print_name(out, &test->type);
        if (test->is_nillable) buffer_text(out, "?");
    }
    if (test->content) print_test(out, test->content);
    for (const struct xpath_sequence_type *type = test->parameters; type; type = type->next) {
        print_type(out, type);
        if (type->next) buffer_text(out, ",");
    }
    buffer_text(out, ")");
    if (test->result) {
        buffer_text(out, ":");
        print_type(out, test->result);
    }
}

static void print_type(struct buffer *out, const struct xpath_sequence_type *type) {
    if (!type->item) {
        buffer_text(out, "empty-sequence()");
        return;
    }
    print_test(out, type->item);
    if (type->occurrence != '1') buffer_byte(out, type->occurrence);
}

static void print_function(struct buffer *out, const struct xpath_syntax *node) {
    for (const struct xpath_parameter *parameter = node->function.parameters; parameter;
         parameter = parameter->next) {
        buffer_print(out, " $%s", parameter->name.local);
        if (!parameter->type) continue;
        buffer_text(out, ":");
        print_type(out, parameter->type);
    }
    if (!node->function.type) return;
    buffer_text(out, " ");
    print_type(out, node->function.type);
}

void print_syntax(struct buffer *out, const struct xpath_syntax *node) {
    buffer_print(out, "(%s", kinds[node->kind]);
    if (node->operation) buffer_print(out, " %s", operations[node->operation]);
    if (node->name.local) {
        buffer_text(out, " ");
        print_name(out, &node->name);
    }
    switch (node->kind) {
    case XPATH_INTEGER_LITERAL:
    case XPATH_DECIMAL_LITERAL:
    case XPATH_DOUBLE_LITERAL:
    case XPATH_STRING_LITERAL: buffer_print(out, " %s", node->text.bytes); break;
    case XPATH_AXIS_STEP:
        buffer_print(out, " %s::", xpath_axis_names[node->step.axis]);
        print_test(out, node->step.test);
        break;
    case XPATH_INSTANCEOF_EXPR:
    case XPATH_TREAT_EXPR:
    case XPATH_CASTABLE_EXPR:
    case XPATH_CAST_EXPR:
    case XPATH_INLINE_FUNCTION_EXPR: print_function(out, node); break;
    case XPATH_NAMED_FUNCTION_REF: buffer_print(out, " %zu", node->arity); break;
    default: break;
    }
    for (const struct xpath_syntax *child = node->first; child; child = child->next) {
        buffer_text(out, " ");
        print_syntax(out, child);
    }
    buffer_text(out, ")");
}
