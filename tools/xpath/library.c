/* What functions of the library may ask of the evaluation that they are called in; see
   functions.h. */
#include "xpath/library.h"

#include "base/memory.h"
#include "xml/uri.h"
#include "xpath/calls.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct kept_tree {
    struct tree *tree;
    struct kept_tree *next;
};

/* ---- the call ---- */

struct call_state enter_call(const struct frame *frame, const struct static_snapshot *snapshot) {
    struct xpath_evaluation *evaluation = frame->evaluation;
    struct call_state before = {evaluation->frame, evaluation->snapshot};
    evaluation->frame = frame;
    if (snapshot) evaluation->snapshot = snapshot;
    return before;
}

void leave_call(struct xpath_evaluation *evaluation, struct call_state before) {
    evaluation->frame = before.frame;
    evaluation->snapshot = before.snapshot;
}

struct xpath_values *xpath_values_of(struct xpath_evaluation *evaluation) {
    return &evaluation->values;
}

bool xpath_context_item(struct xpath_evaluation *evaluation, struct xpath_value *item) {
    if (!evaluation->frame || !evaluation->frame->item)
        return xpath_fail(&evaluation->values, "XPDY0002", "there is no context item");
    *item = *evaluation->frame->item;
    return true;
}

bool xpath_context_node(struct xpath_evaluation *evaluation, struct xpath_node *node) {
    struct xpath_value item = {0};
    if (!xpath_context_item(evaluation, &item)) return false;
    if (item.type != XPATH_NODE)
        return xpath_fail(&evaluation->values, "XPTY0004", "the context item is no node");
    *node = item.as.node;
    return true;
}

bool xpath_current_item(struct xpath_evaluation *evaluation, struct xpath_value *item) {
    if (!evaluation->frame || !evaluation->frame->current)
        return xpath_fail(&evaluation->values, "XTDE1360", "there is no current item");
    *item = *evaluation->frame->current;
    return true;
}

const struct xpath_value *xpath_now(struct xpath_evaluation *evaluation) {
    char text[64];
    struct timespec now;
    struct tm fields;
    if (evaluation->now.type == XPATH_DATE_TIME) return &evaluation->now;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &fields);
    size_t length = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &fields);
    length +=
        (size_t)snprintf(text + length, sizeof text - length, ".%03ldZ", now.tv_nsec / 1000000);
    struct xpath_value string = xpath_value_string(text, length);
    xpath_cast(&evaluation->values, &string, XPATH_DATE_TIME, &evaluation->now);
    return &evaluation->now;
}

const char *xpath_call_base(struct xpath_evaluation *evaluation) {
    return evaluation->snapshot ? evaluation->snapshot->base : NULL;
}

const char *xpath_call_namespace(struct xpath_evaluation *evaluation, const char *prefix) {
    if (!evaluation->snapshot) return NULL;
    return namespace_uri(evaluation->snapshot->namespaces, prefix, strlen(prefix));
}

bool xpath_function_exists(struct xpath_evaluation *evaluation, const struct xpath_name *name,
                           size_t arity) {
    return find_row(evaluation->context, name, arity) ||
           find_user_function(evaluation->context, name, arity);
}

/* ---- documents ---- */

const struct xpath_documents *xpath_documents_of(struct xpath_evaluation *evaluation) {
    return evaluation->documents.document ? &evaluation->documents : NULL;
}

bool xpath_call_document(struct xpath_evaluation *evaluation, const char *uri,
                         const struct tree **tree) {
    const char *base = xpath_call_base(evaluation), *reason = NULL;
    struct xpath_values *values = &evaluation->values;
    const struct xpath_documents *documents = &evaluation->documents;
    if (!documents->document)
        return xpath_fail(values, "FODC0002", "there are no other documents here: %s", uri);
    char *absolute = uri_resolve(uri, base);
    *tree = documents->document(documents->data, absolute, &reason);
    if (!*tree) xpath_fail(values, "FODC0002", "%s", reason ? reason : uri);
    free(absolute);
    return *tree;
}

const struct tree_names *xpath_names_of(struct xpath_evaluation *evaluation) {
    return evaluation->context->names;
}

void xpath_keep_tree(struct xpath_evaluation *evaluation, struct tree *tree) {
    struct kept_tree *kept = memory_allocate(1, sizeof *kept);
    *kept = (struct kept_tree){tree, evaluation->trees};
    evaluation->trees = kept;
}

struct xpath_library **xpath_library_of(struct xpath_evaluation *evaluation) {
    return &evaluation->library;
}

/* ---- values of items ---- */

bool xpath_atomize(struct xpath_evaluation *evaluation, const struct xpath_value *item,
                   struct xpath_value *atomic) {
    if (item->type < XPATH_TYPES) {
        *atomic = *item;
        return true;
    }
    if (item->type == XPATH_FUNCTION)
        return xpath_fail(&evaluation->values, "FOTY0013", "a function has no value");
    const struct xpath_node *node = &item->as.node;
    uint8_t kind = node->tree->nodes[node->index].kind;
    size_t length;
    const char *bytes = tree_value(node->tree, node->index, &length);
    *atomic = xpath_value_string(bytes, length);
    if (kind != TREE_COMMENT && kind != TREE_PI) atomic->type = XPATH_UNTYPED_ATOMIC;
    return true;
}

bool xpath_string_of(struct xpath_evaluation *evaluation, const struct xpath_value *item,
                     struct xpath_string *string) {
    if (item->type == XPATH_FUNCTION)
        return xpath_fail(&evaluation->values, "FOTY0014", "a function has no string value");
    if (item->type == XPATH_NODE)
        string->bytes = tree_value(item->as.node.tree, item->as.node.index, &string->length);
    else
        *string = xpath_value_text(&evaluation->values, item);
    return true;
}

void library_free(struct xpath_evaluation *evaluation) {
    keys_free(evaluation);
    for (struct kept_tree *kept = evaluation->trees, *next; kept; kept = next) {
        next = kept->next;
        tree_free(kept->tree);
        free(kept);
    }
    xpath_library_free(evaluation->library);
}
