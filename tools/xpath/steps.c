/* Paths and their steps: axes, node tests, predicates, and the abbreviations, written out (XPath
   2.0 §3.2). */
#include "xpath/parser.h"

#include <string.h>

const char *const xpath_axis_names[XPATH_AXES] = {
    [XPATH_CHILD] = "child",
    [XPATH_DESCENDANT] = "descendant",
    [XPATH_ATTRIBUTE] = "attribute",
    [XPATH_SELF] = "self",
    [XPATH_DESCENDANT_OR_SELF] = "descendant-or-self",
    [XPATH_FOLLOWING_SIBLING] = "following-sibling",
    [XPATH_FOLLOWING] = "following",
    [XPATH_PARENT] = "parent",
    [XPATH_ANCESTOR] = "ancestor",
    [XPATH_PRECEDING_SIBLING] = "preceding-sibling",
    [XPATH_PRECEDING] = "preceding",
    [XPATH_ANCESTOR_OR_SELF] = "ancestor-or-self",
};

/* The step `axis::node()` that an abbreviation stands for. */
static struct xpath_syntax *abbreviated(struct xpath_parser *parser, enum xpath_axis axis) {
    struct xpath_syntax *step = xpath_node(parser, XPATH_AXIS_STEP, parser->token.offset);
    struct xpath_item_test *test = arena_allocate(parser->arena, sizeof *test);
    test->kind = XPATH_ANY_KIND_TEST;
    test->offset = step->offset;
    step->step.axis = axis;
    step->step.test = test;
    xpath_advance(parser);
    return step;
}

/* ---- axis steps ---- */

static bool begins_name_test(const struct xpath_parser *parser) {
    enum xpath_token_kind kind = parser->token.kind;
    return xpath_is_name(parser) || kind == XPATH_TOKEN_ANY_LOCAL || kind == XPATH_TOKEN_ANY_URI ||
           xpath_is(parser, "*");
}

static bool begins_axis_step(const struct xpath_parser *parser) {
    if (xpath_is(parser, "@") || xpath_is(parser, "..") || xpath_begins_kind_test(parser))
        return true;
    if (!begins_name_test(parser)) return false;
    bool is_function =
        xpath_next_is(parser, "(") || (parser->names->is_31 && xpath_next_is(parser, "#"));
    return !xpath_is_name(parser) || !is_function;
}

/* AxisStep's axis, with what stands between it and the node test. */
static enum xpath_axis axis_at(struct xpath_parser *parser) {
    if (xpath_accept(parser, "@")) return XPATH_ATTRIBUTE;
    if (!xpath_next_is(parser, "::")) {
        /* XPath 2.0 §3.2.4: the axis of a kind test without one follows from it. */
        bool of_attribute = xpath_begins_kind_test(parser) &&
                            (xpath_is(parser, "attribute") || xpath_is(parser, "schema-attribute"));
        return of_attribute ? XPATH_ATTRIBUTE : XPATH_CHILD;
    }
    size_t axis = 0;
    while (axis < XPATH_AXES && !xpath_is(parser, xpath_axis_names[axis]))
        axis++;
    if (axis == XPATH_AXES && xpath_is(parser, "namespace"))
        parser_fail(parser, "XPST0010", parser->token.offset,
                    "there is no namespace axis here; in-scope-prefixes() gives the prefixes");
    else if (axis == XPATH_AXES)
        xpath_expected(parser, "an axis (child, parent, descendant, ancestor, following, "
                               "preceding, following-sibling, preceding-sibling, attribute, self, "
                               "descendant-or-self or ancestor-or-self)");
    xpath_advance(parser);
    xpath_advance(parser); /* :: */
    return axis < XPATH_AXES ? (enum xpath_axis)axis : XPATH_CHILD;
}

static const struct xpath_item_test *node_test(struct xpath_parser *parser, enum xpath_axis axis) {
    if (xpath_begins_kind_test(parser)) return xpath_kind_test(parser);
    struct xpath_item_test *test = arena_allocate(parser->arena, sizeof *test);
    test->kind = XPATH_NAME_TEST;
    test->offset = parser->token.offset;
    if (begins_name_test(parser))
        test->name = xpath_name_test(parser, axis == XPATH_ATTRIBUTE ? XPATH_IN_NO_NAMESPACE
                                                                     : XPATH_ELEMENT_OR_TYPE);
    else
        xpath_expected(parser, "a name or another node test");
    return test;
}

static void predicates(struct xpath_parser *parser, struct xpath_syntax *node) {
    while (xpath_accept(parser, "[")) {
        xpath_append(parser, node, xpath_expr(parser));
        if (!xpath_is(parser, "]")) xpath_expected(parser, "an operator or \"]\"");
        xpath_advance(parser);
    }
}

static struct xpath_syntax *axis_step(struct xpath_parser *parser) {
    struct xpath_syntax *step;
    if (xpath_is(parser, "..")) {
        step = abbreviated(parser, XPATH_PARENT);
    } else {
        step = xpath_node(parser, XPATH_AXIS_STEP, parser->token.offset);
        step->step.axis = axis_at(parser);
        step->step.test = node_test(parser, step->step.axis);
    }
    predicates(parser, step);
    return step;
}

/* ---- filter expressions ---- */

/* FilterExpr; in XPath 3.1 PostfixExpr, with calls of what stands before the arguments. */
static struct xpath_syntax *filter_expr(struct xpath_parser *parser) {
    struct xpath_syntax *node = xpath_primary_expr(parser);
    for (;;) {
        size_t offset = parser->token.offset;
        enum xpath_syntax_kind kind =
            xpath_is(parser, "[") ? XPATH_FILTER_EXPR : XPATH_DYNAMIC_FUNCTION_CALL;
        bool calls = parser->names->is_31 && xpath_is(parser, "(");
        if (kind == XPATH_DYNAMIC_FUNCTION_CALL && !calls) return node;
        struct xpath_syntax *outer = xpath_node(parser, kind, offset);
        xpath_append(parser, outer, node);
        if (calls)
            xpath_arguments(parser, outer);
        else
            predicates(parser, outer);
        node = outer;
    }
}

/* ---- paths ---- */

static struct xpath_syntax *step_expr(struct xpath_parser *parser) {
    if (begins_axis_step(parser)) return axis_step(parser);
    if (xpath_begins_primary_expr(parser)) return filter_expr(parser);
    xpath_expected(parser, "an expression");
    return xpath_node(parser, XPATH_EXPR, parser->token.offset);
}

/* Appends the steps from here on, of which the first must be there. */
static void steps(struct xpath_parser *parser, struct xpath_syntax *path) {
    xpath_append(parser, path, step_expr(parser));
    while (xpath_is(parser, "/") || xpath_is(parser, "//")) {
        if (xpath_is(parser, "//"))
            xpath_append(parser, path, abbreviated(parser, XPATH_DESCENDANT_OR_SELF));
        else
            xpath_advance(parser);
        xpath_append(parser, path, step_expr(parser));
    }
}

struct xpath_syntax *xpath_path_expr(struct xpath_parser *parser) {
    size_t offset = parser->token.offset;
    struct xpath_syntax *path = xpath_node(parser, XPATH_PATH_EXPR, offset);
    if (xpath_is(parser, "/") || xpath_is(parser, "//")) {
        struct xpath_syntax *root = xpath_node(parser, XPATH_ROOT, offset);
        xpath_append(parser, path, root);
        if (xpath_is(parser, "//")) {
            xpath_append(parser, path, abbreviated(parser, XPATH_DESCENDANT_OR_SELF));
        } else {
            xpath_advance(parser);
            /* XPath 2.0 A.1.2, leading-lone-slash: what can be a step is one. */
            if (!begins_axis_step(parser) && !xpath_begins_primary_expr(parser)) return root;
        }
    }
    steps(parser, path);
    return path->count == 1 ? path->first : path;
}
