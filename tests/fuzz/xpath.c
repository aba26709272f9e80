/* Fuzz target: expressions of XPath, in both versions and in XPath 1.0 compatibility mode. Whatever
   the bytes, parsing must end with a tree or with a fault that lies in the expression; and
   evaluation over a small document, as an expression and as a pattern, with a value or an error. */
#include "xpath/xpath.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *namespace_of(void *data, const char *prefix, size_t length) {
    (void)data;
    return length == 1 && *prefix == 'p' ? "urn:p" : NULL;
}

/* Whether the tree is as high as it says, and not higher than is allowed. */
static bool is_sound(const struct xpath_syntax *node) {
    size_t count = 0, height = 0;
    for (const struct xpath_syntax *child = node->first; child; child = child->next, count++) {
        if (!is_sound(child)) return false;
        if (child->height > height) height = child->height;
    }
    return count == node->count && node->height == height + 1 &&
           node->height <= XPATH_HEIGHT_LIMIT && node->offset;
}

static void parse(const char *text, size_t size, bool is_31) {
    struct xpath_static_names names = {is_31, namespace_of, NULL, "", "urn:f"};
    struct arena *arena = arena_new();
    struct xpath_fault fault;
    const struct xpath_syntax *tree = xpath_parse(arena, text, size, &names, &fault);
    if (tree ? !is_sound(tree) : !fault.offset || fault.offset > size + 1 || !fault.message)
        abort();
    arena_free(arena);
}

/* ---- evaluation ---- */

static const char document[] =
    "<r xmlns:p='urn:p'><a n='1'><b>x</b><c/><p:b>y</p:b></a><a n='2' xml:id='i'>2020-01-01"
    "<a><b n='1'>3</b></a><?go on?><!--note--></a></r>";

static const struct xpath_limits limits = {.steps = 20000, .bytes = 1 << 22, .depth = 40};

static void check_fault(const struct xpath_fault *fault) {
    if (!fault->code || !fault->message) abort();
}

static void evaluate(struct xpath_evaluation *evaluation, const struct xpath_expression *expression,
                     const struct tree *tree) {
    struct xpath_value root = xpath_value_node(tree, 0);
    struct xpath_sequence value;
    bool truth;
    struct arena_mark mark = xpath_mark(evaluation);
    if (!xpath_evaluate(evaluation, expression, &root, &value))
        check_fault(xpath_error(evaluation));
    xpath_release(evaluation, mark);
    if (!xpath_evaluate_boolean(evaluation, expression, NULL, &truth))
        check_fault(xpath_error(evaluation));
    xpath_release(evaluation, mark);
}

static void match(struct xpath_evaluation *evaluation, const struct xpath_pattern *pattern,
                  const struct tree *tree) {
    for (uint32_t node = 0; node < tree->count; node++) {
        bool matches;
        if (xpath_match(evaluation, pattern, tree, node, &matches)) continue;
        check_fault(xpath_error(evaluation));
        return;
    }
}

static void compile_and_evaluate(const char *text, size_t size, unsigned features) {
    struct tree_names *names = tree_names_new(NULL);
    struct xpath_static *context = xpath_static_new(names);
    struct xpath_fault fault;
    xpath_static_features(context, features);
    xpath_static_namespace(context, "p", "urn:p");
    const struct xpath_expression *expression = xpath_compile(context, text, size, &fault);
    const struct xpath_pattern *pattern = xpath_compile_pattern(context, text, size, &fault);
    struct tree *tree = tree_read_memory(document, sizeof document - 1, "fuzz", NULL, names, NULL);
    struct xpath_evaluation *evaluation = xpath_evaluation_new(context, NULL, &limits);
    if (expression) evaluate(evaluation, expression, tree);
    if (pattern) match(evaluation, pattern, tree);
    xpath_evaluation_free(evaluation);
    tree_free(tree);
    xpath_static_free(context);
    tree_names_free(names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *text = (const char *)data;
    parse(text, size, false);
    parse(text, size, true);
    compile_and_evaluate(text, size, XPATH_31 | XPATH_XSLT_FUNCTIONS);
    compile_and_evaluate(text, size, XPATH_1_COMPATIBLE);
    return 0;
}
