/* Validation: one walk over the nodes of a document, in which each rule that can match a node is
   asked, and of each pattern the first that matches fires (ISO 6.5). */
#include "schematron/run.h"

#include "base/memory.h"

#include <stdlib.h>

/* ---- a rule that fires ---- */

static void check_assertions(struct run *run, const struct firing *firing) {
    for (const struct assertion *at = firing->rule->assertions; at; at = at->next) {
        bool holds;
        if (!run_evaluate_boolean(run, at->test, &firing->item, &holds)) continue;
        if (holds == at->is_report) result_say(run, at, firing);
    }
}

/* ISO 2025: the assertions are about each of the items that the rule visits. */
static void visit_each(struct run *run, struct firing *firing) {
    struct xpath_sequence items;
    if (!run_evaluate(run, firing->rule->visit_each, &firing->item, &items)) return;
    for (size_t i = 0; i < items.count; i++) {
        run->firing++;
        firing->item = items.items[i];
        check_assertions(run, firing);
    }
}

static void fire(struct run *run, const struct rule *rule, uint32_t node) {
    struct firing firing = {rule, node, xpath_value_node(run->tree, node)};
    run->firing++;
    /* variables that outlive the rule are computed before what is given back behind it */
    variables_compute(run, run->schema->function_needs, run->schema->function_need_count,
                      &firing.item);
    variables_compute(run, rule->needs, rule->need_count, &firing.item);
    if (run->bodies) svrl_fired(run, rule);
    struct arena_mark mark = xpath_mark(run->evaluation);
    if (rule->visit_each)
        visit_each(run, &firing);
    else
        check_assertions(run, &firing);
    xpath_release(run->evaluation, mark);
}

/* ---- the walk ---- */

static bool matches(struct run *run, struct rule *rule, uint32_t node) {
    struct xpath_value item = xpath_value_node(run->tree, node);
    bool matches = false;
    if (rule->mentioned.need_count &&
        !variables_compute(run, rule->mentioned.needs, rule->mentioned.need_count, &item))
        return false;
    if (!xpath_match(run->evaluation, rule->context, run->tree, node, &matches))
        run_error(run, &rule->mentioned, &item);
    return matches;
}

static bool has_attribute(const struct tree *tree, uint32_t node, uint32_t name) {
    uint32_t count = tree->nodes[node].attributes;
    for (uint32_t i = 1; i <= count; i++)
        if (tree->nodes[node + i].name == name) return true;
    return false;
}

static void visit(struct run *run, const struct rule_list *candidates, uint32_t node) {
    const struct pattern *fired = NULL;
    for (size_t i = 0; i < candidates->count; i++) {
        struct rule *rule = candidates->rules[i];
        if (rule->attribute && !has_attribute(run->tree, node, rule->attribute)) continue;
        if (rule->pattern == fired || !matches(run, rule, node)) continue;
        fire(run, rule, node);
        if (!rule->pattern->is_group) fired = rule->pattern;
    }
}

static void walk(struct run *run, const struct dispatch *dispatch, uint32_t start, uint32_t end) {
    for (uint32_t node = start; node < end; node++) {
        const struct tree_node *at = &run->tree->nodes[node];
        const struct candidates *candidates = dispatch_of(dispatch, at);
        const struct rule_list *list =
            at->attributes ? &candidates->all : &candidates->without_attribute;
        if (list->count) visit(run, list, node);
    }
}

/* ISO 2025: a phase may be about what is below some nodes only. */
static void walk_phase(struct run *run) {
    struct xpath_value document = xpath_value_node(run->tree, 0);
    struct xpath_sequence from;
    uint32_t end = 0;
    if (!run->schema->phase_from) {
        walk(run, &run->schema->dispatch, 0, run->tree->count);
        return;
    }
    if (!run_evaluate(run, run->schema->phase_from, &document, &from)) return;
    for (size_t i = 0; i < from.count; i++) {
        const struct xpath_node *node = &from.items[i].as.node;
        if (from.items[i].type != XPATH_NODE || node->tree != run->tree || node->index < end)
            continue;
        end = run->tree->nodes[node->index].end;
        walk(run, &run->schema->dispatch, node->index, end);
    }
}

/* ---- subordinate documents (ISO 5.4.8) ---- */

/* Variables of patterns have other values in another document. */
static void forget_variables(struct run *run, const struct pattern *pattern) {
    for (const struct rule *rule = pattern->rules; rule; rule = rule->next)
        for (size_t i = 0; i < rule->need_count; i++)
            if (rule->needs[i]->of_pattern)
                run->values[rule->needs[i]->index].state = VALUE_UNKNOWN;
}

static void walk_documents(struct run *run, const struct pattern *pattern) {
    struct tree *tree = run->tree;
    struct xpath_value document = xpath_value_node(tree, 0);
    struct xpath_sequence documents;
    if (!run_evaluate(run, pattern->documents, &document, &documents)) return;
    for (size_t i = 0; i < documents.count; i++) {
        if (documents.items[i].type != XPATH_NODE) continue;
        run->tree = (struct tree *)documents.items[i].as.node.tree;
        forget_variables(run, pattern);
        walk(run, pattern->dispatch, 0, run->tree->count);
    }
    run->tree = tree;
}

/* ---- the document ---- */

void schematron_validate(struct schematron_schema *schema, struct tree *tree,
                         const struct xpath_documents *documents, struct report *report,
                         struct buffer *svrl) {
    struct run run = {.schema = schema, .tree = tree, .report = report};
    schema->runs++;
    run.evaluation = xpath_evaluation_new(schema->context, documents, NULL);
    run.values = memory_allocate(schema->variable_count, sizeof *run.values);
    if (svrl) run.bodies = memory_allocate(schema->pattern_count, sizeof *run.bodies);
    walk_phase(&run);
    for (const struct pattern *pattern = schema->patterns; pattern; pattern = pattern->next)
        if (pattern->documents) walk_documents(&run, pattern);
    if (svrl) svrl_append(&run, svrl);
    for (size_t i = 0; svrl && i < schema->pattern_count; i++)
        buffer_free(&run.bodies[i]);
    free(run.bodies);
    free(run.values);
    buffer_free(&run.text);
    xpath_evaluation_free(run.evaluation);
}
