/* The values of expressions and of the variables that they mention, which are computed when they
   are first needed, once a document or once for a rule that fires. */
#include "schematron/run.h"

#include <string.h>

/* ---- errors ---- */

/* Where the item stands: a value that is no node, at the document. */
static struct xml_place item_place(const struct run *run, const struct xpath_value *item,
                                   const struct tree **tree, uint32_t *node) {
    bool is_node = item->type == XPATH_NODE;
    *tree = is_node ? item->as.node.tree : run->tree;
    *node = is_node ? item->as.node.index : 0;
    return tree_place(*tree, *node);
}

void run_error(struct run *run, struct expression *expression, const struct xpath_value *item) {
    const struct xpath_fault *fault = xpath_error(run->evaluation);
    const struct tree *tree;
    uint32_t node;
    if (expression->failed == run->schema->runs) return; /* once a document is enough */
    expression->failed = run->schema->runs;
    struct xml_place place = item_place(run, item, &tree, &node);
    struct buffer path = {0}, message = {0}, hint = {0};
    tree_path(tree, node, &path);
    buffer_print(&message, "the rules' expression %s cannot be evaluated here: %s (%s)",
                 expression->text, fault->message, fault->code);
    buffer_print(&hint, "it is in %s, line %zu", expression->place.file, expression->place.line);
    report_add(run->report, &(struct finding){.severity = SEVERITY_ERROR,
                                              .code = "schematron/dynamic-error",
                                              .file = place.file ? place.file : tree->file,
                                              .line = place.line,
                                              .column = place.column,
                                              .message = message.bytes,
                                              .hint = hint.bytes,
                                              .xpath = path.bytes});
    buffer_free(&path);
    buffer_free(&message);
    buffer_free(&hint);
}

/* ---- variables ---- */

enum { DEEPEST_NEED = 500 };

static bool compute(struct run *run, const struct variable *variable,
                    const struct xpath_value *item) {
    struct variable_value *value = &run->values[variable->index];
    struct xpath_value document = xpath_value_node(run->tree, 0);
    if (variable->of_rule && value->firing != run->firing) {
        value->state = VALUE_UNKNOWN;
        value->firing = run->firing;
    }
    if (!variable->of_rule) item = &document;
    if (value->state == VALUE_COMPUTING) {
        report_say(run->report, SEVERITY_ERROR, "schematron/dynamic-error",
                   variable->value->place.file, variable->value->place.line,
                   variable->value->place.column, "the variable \"%s\" needs its own value",
                   variable->name.local);
        return false;
    }
    if (value->state != VALUE_UNKNOWN) return value->state == VALUE_KNOWN;
    value->state = VALUE_COMPUTING;
    bool good = variable->value && run->depth < DEEPEST_NEED &&
                run_evaluate(run, variable->value, item, &value->sequence);
    value->state = good ? VALUE_KNOWN : VALUE_FAILED;
    if (good) xpath_set_variable(run->evaluation, variable->number, value->sequence);
    return good;
}

bool variables_compute(struct run *run, struct variable *const *variables, size_t count,
                       const struct xpath_value *item) {
    bool good = true;
    run->depth++;
    for (size_t i = 0; i < count; i++)
        good &= compute(run, variables[i], item);
    run->depth--;
    return good;
}

/* ---- expressions ---- */

static bool is_ready(struct run *run, const struct expression *expression,
                     const struct xpath_value *item) {
    return !expression->need_count ||
           variables_compute(run, expression->needs, expression->need_count, item);
}

bool run_evaluate(struct run *run, struct expression *expression, const struct xpath_value *item,
                  struct xpath_sequence *value) {
    if (!is_ready(run, expression, item)) return false;
    if (xpath_evaluate(run->evaluation, expression->compiled, item, value)) return true;
    run_error(run, expression, item);
    return false;
}

bool run_evaluate_boolean(struct run *run, struct expression *expression,
                          const struct xpath_value *item, bool *value) {
    if (!is_ready(run, expression, item)) return false;
    if (xpath_evaluate_boolean(run->evaluation, expression->compiled, item, value)) return true;
    run_error(run, expression, item);
    return false;
}

bool run_evaluate_string(struct run *run, struct expression *expression,
                         const struct xpath_value *item, struct buffer *string) {
    if (!is_ready(run, expression, item)) return false;
    if (xpath_evaluate_string(run->evaluation, expression->compiled, item, string)) return true;
    run_error(run, expression, item);
    return false;
}
