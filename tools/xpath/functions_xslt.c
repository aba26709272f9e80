/* The functions that XSLT 2.0 adds (16), as far as they are of use outside of stylesheets. */
#include "xpath/functions_common.h"

#include "xml/uri.h"
#include "xpath/indexes.h"
#include "xpath/values.h"

#include <stdlib.h>

/* ---- names ---- */

/* The name that a string argument writes, its prefix looked up where the call stands; a name
   without one is in the namespace `none`.  False, with that error, where it is no name. */
static bool name_argument(struct xpath_evaluation *evaluation, struct xpath_string written,
                          const char *none, const char *code, struct xpath_name *name) {
    const char *text = text_of(evaluation, string_trim(written));
    const char *colon = strchr(text, ':');
    const char *prefix =
        colon ? text_of(evaluation, (struct xpath_string){text, (size_t)(colon - text)}) : "";
    *name = (struct xpath_name){none, colon ? colon + 1 : text, prefix};
    if (colon) name->uri = xpath_call_namespace(evaluation, prefix);
    return (name->uri && *name->local) ||
           fail_with(evaluation, code, "\"%s\" is no name, or its prefix is not declared", text);
}

/* ---- current(), key() (16.6.1, 16.3) ---- */

FUNCTION(current) {
    struct xpath_value item;
    return xpath_current_item(evaluation, &item) && xpath_give(result, &item);
}

/* Hands on what is in the subtree of a node. */
struct subtree_sink {
    struct xpath_sink sink, *behind;
    const struct xpath_node *top;
};

static bool take_in_subtree(struct xpath_sink *sink, const struct xpath_value *item) {
    const struct subtree_sink *subtree = (const struct subtree_sink *)sink;
    uint32_t index = item->as.node.index, top = subtree->top->index;
    bool is_in = index >= top && index < subtree->top->tree->nodes[top].end;
    return !is_in || xpath_give(subtree->behind, item);
}

FUNCTION(key) {
    struct xpath_node context;
    const struct xpath_node *top;
    struct xpath_name name;
    if (!name_argument(evaluation, string_argument(arguments, count, 0), "", "XTDE1260", &name) ||
        !node_argument(evaluation, arguments, count, 2, &context, &top))
        return false;
    if (top->tree->nodes[0].kind != TREE_DOCUMENT)
        return fail_with(evaluation, "XTDE1270", "the node is in no document");
    struct subtree_sink subtree = {{take_in_subtree}, result, top};
    return xpath_key_nodes(evaluation, &name, arguments[1], top->tree,
                           count > 2 ? &subtree.sink : result);
}

/* ---- document() (16.1) ---- */

/* The node that a reference leads to: a document, or behind "#" an element in it. */
static bool give_document(struct xpath_evaluation *evaluation, struct xpath_string reference,
                          const char *base, struct xpath_sink *result) {
    const char *text = text_of(evaluation, reference), *fragment = strchr(text, '#');
    size_t length = fragment ? (size_t)(fragment - text) : reference.length;
    char *uri = uri_resolve(text_of(evaluation, (struct xpath_string){text, length}), base);
    const char *kept = text_of(evaluation, (struct xpath_string){uri, strlen(uri)});
    const struct tree *tree;
    free(uri);
    if (!xpath_call_document(evaluation, kept, &tree)) return false;
    if (!fragment) return give_node(result, tree, 0);
    uint32_t element = index_id(tree, fragment + 1, strlen(fragment + 1));
    return element == TREE_NONE || give_node(result, tree, element);
}

/* References that are nodes start from their own base URI, others from that of the second argument,
   a node, or of the expression. */
FUNCTION(document) {
    const struct xpath_value *given = argument(arguments, count, 1);
    for (size_t i = 0; i < arguments[0].count; i++) {
        const struct xpath_value *item = &arguments[0].items[i];
        const struct xpath_node *node = given                      ? &given->as.node
                                        : item->type == XPATH_NODE ? &item->as.node
                                                                   : NULL;
        struct xpath_string reference;
        char *base = node ? tree_base_uri(node->tree, node->index) : NULL;
        bool done =
            xpath_string_of(evaluation, item, &reference) &&
            give_document(evaluation, reference, base ? base : xpath_call_base(evaluation), result);
        free(base);
        if (!done) return false;
    }
    return true;
}

/* ---- what there is (16.6.5, 18.1) ---- */

FUNCTION(system_property) {
    static const struct {
        const char *local, *value;
    } properties[] = {
        {"version", "2.0"},
        {"vendor", "teikit"},
        {"vendor-url", ""},
        {"product-name", "teikit"},
        {"product-version", TEIKIT_VERSION},
        {"is-schema-aware", "no"},
        {"supports-serialization", "no"},
        {"supports-backwards-compatibility", "yes"},
    };
    struct xpath_name name;
    if (!name_argument(evaluation, string_argument(arguments, count, 0), "", "XTDE1390", &name))
        return false;
    bool is_xslt = strcmp(name.uri, "http://www.w3.org/1999/XSL/Transform") == 0;
    for (size_t i = 0; is_xslt && i < sizeof properties / sizeof *properties; i++)
        if (strcmp(properties[i].local, name.local) == 0)
            return give_text(result, XPATH_STRING, properties[i].value);
    return give_text(result, XPATH_STRING, "");
}

FUNCTION(function_available) {
    const struct xpath_value *arity = argument(arguments, count, 1);
    struct xpath_name name;
    if (!name_argument(evaluation, string_argument(arguments, count, 0), xpath_fn_namespace,
                       "XTDE1400", &name))
        return false;
    size_t parameters = arity ? (size_t)integer_argument(arity) : SIZE_MAX;
    return give_boolean(result, xpath_function_exists(evaluation, &name, parameters));
}

/* There are no instructions. */
FUNCTION(element_available) {
    return give_boolean(result, false);
}

FUNCTION(type_available) {
    struct xpath_name name;
    enum xpath_type type;
    if (!name_argument(evaluation, string_argument(arguments, count, 0), "", "XTDE1428", &name))
        return false;
    return give_boolean(result, strcmp(name.uri, xpath_xs_namespace) == 0 &&
                                    xpath_type_find(name.local, strlen(name.local), &type));
}

/* Trees do not keep the entities that are not parsed. */
FUNCTION(unparsed_entity) {
    return give_text(result, XPATH_STRING, "");
}

/* ---- the table ---- */

const struct xpath_function_row xpath_xslt_functions[] = {
#define XSLT XPATH_OF_XSLT
#define XSLT_HERE (XPATH_OF_XSLT | XPATH_USES_STATIC)
    ROW(fn_current, "current", 0, 0, XSLT | XPATH_NOT_CONSTANT, ONE(ITEM_TYPE), NO_PARAMETERS),
    ROW(fn_key, "key", 2, 3, XSLT_HERE | XPATH_USES_FOCUS | XPATH_NOT_CONSTANT, ANY(NODE_TYPE),
        ONE(STRING), ANY(ANY_ATOMIC_TYPE), ONE(NODE_TYPE)),
    ROW(fn_document, "document", 1, 2, XSLT_HERE | XPATH_NOT_CONSTANT, ANY(NODE_TYPE),
        ANY(ITEM_TYPE), ONE(NODE_TYPE)),
    ROW(fn_system_property, "system-property", 1, 1, XSLT_HERE, ONE(STRING), ONE(STRING)),
    ROW(fn_function_available, "function-available", 1, 2, XSLT_HERE, ONE(BOOLEAN), ONE(STRING),
        ONE(INTEGER)),
    ROW(fn_element_available, "element-available", 1, 1, XSLT, ONE(BOOLEAN), ONE(STRING)),
    ROW(fn_type_available, "type-available", 1, 1, XSLT_HERE, ONE(BOOLEAN), ONE(STRING)),
    ROW(fn_unparsed_entity, "unparsed-entity-uri", 1, 1, XSLT, ONE(ANY_URI), ONE(STRING)),
    ROW(fn_unparsed_entity, "unparsed-entity-public-id", 1, 1, XSLT, ONE(STRING), ONE(STRING)),
    {0},
};
