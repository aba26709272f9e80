/* Functions on nodes (F&O 2 and 14): their names, values and places, where they belong, and the
   nodes that an identifier leads to (15.5.2 to 15.5.4). */
#include "xpath/functions_common.h"

#include "xpath/indexes.h"
#include "xpath/value_set.h"
#include "xpath/values.h"

#include <stdlib.h>
#include <strings.h>

static const struct tree_node *node_at(const struct xpath_node *node) {
    return &node->tree->nodes[node->index];
}

static const struct tree_name *name_of(const struct xpath_node *node) {
    return tree_name_of(node->tree->names, node_at(node)->name);
}

/* Whether nodes of its kind have a name. */
static bool has_name(const struct xpath_node *node) {
    enum tree_kind kind = node_at(node)->kind;
    return kind == TREE_ELEMENT || kind == TREE_ATTRIBUTE || kind == TREE_PI;
}

/* ---- names (F&O 2.1, 14.1 to 14.3) ---- */

/* What a name as written has before its local part. */
static const char *prefix_of(const struct xpath_node *node) {
    return node->tree->prefixes[node_at(node)->prefix];
}

FUNCTION(node_name) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 0, &context, &node)) return false;
    if (!node || !has_name(node)) return true;
    struct xpath_value name = {
        XPATH_QNAME, .as.name = {name_of(node)->uri, prefix_of(node), name_of(node)->local}};
    return xpath_give(result, &name);
}

FUNCTION(name) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 0, &context, &node)) return false;
    if (!node || !has_name(node)) return give_text(result, XPATH_STRING, "");
    if (!*prefix_of(node)) return give_text(result, XPATH_STRING, name_of(node)->local);
    struct buffer name = {0};
    buffer_print(&name, "%s:%s", prefix_of(node), name_of(node)->local);
    return give_buffer(evaluation, result, &name);
}

FUNCTION(local_name) {
    struct xpath_node context;
    const struct xpath_node *node;
    return node_argument(evaluation, arguments, count, 0, &context, &node) &&
           give_text(result, XPATH_STRING, node && has_name(node) ? name_of(node)->local : "");
}

FUNCTION(namespace_uri) {
    struct xpath_node context;
    const struct xpath_node *node;
    return node_argument(evaluation, arguments, count, 0, &context, &node) &&
           give_text(result, XPATH_ANY_URI, node && has_name(node) ? name_of(node)->uri : "");
}

/* ---- values (F&O 2.2 to 2.4) ---- */

/* Without a schema no element is nilled, and other nodes are neither that nor not. */
FUNCTION(nilled) {
    struct xpath_node context;
    const struct xpath_node *node;
    return node_argument(evaluation, arguments, count, 0, &context, &node) &&
           (!node || node_at(node)->kind != TREE_ELEMENT || give_boolean(result, false));
}

FUNCTION(string) {
    struct xpath_value context;
    const struct xpath_value *item;
    struct xpath_string string = {"", 0};
    return item_argument(evaluation, arguments, count, 0, &context, &item) &&
           (!item || xpath_string_of(evaluation, item, &string)) && give_string(result, string);
}

FUNCTION(data) {
    struct xpath_value context, atomic;
    const struct xpath_value *item;
    if (count) return give_items(result, arguments[0], 0, arguments[0].count);
    return item_argument(evaluation, arguments, count, 0, &context, &item) &&
           xpath_atomize(evaluation, item, &atomic) && xpath_give(result, &atomic);
}

/* ---- where nodes belong (F&O 2.5, 2.6, 14.9; F&O 3.1 13.5 to 13.9) ---- */

FUNCTION(base_uri) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 0, &context, &node)) return false;
    char *base = node ? tree_base_uri(node->tree, node->index) : NULL;
    if (!base) return true;
    const char *kept = text_of(evaluation, (struct xpath_string){base, strlen(base)});
    free(base);
    return give_text(result, XPATH_ANY_URI, kept);
}

FUNCTION(document_uri) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 0, &context, &node)) return false;
    bool has_uri = node && node_at(node)->kind == TREE_DOCUMENT && node->tree->uri;
    return !has_uri || give_text(result, XPATH_ANY_URI, node->tree->uri);
}

FUNCTION(root) {
    struct xpath_node context;
    const struct xpath_node *node;
    return node_argument(evaluation, arguments, count, 0, &context, &node) &&
           (!node || give_node(result, node->tree, 0));
}

FUNCTION(has_children) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 0, &context, &node)) return false;
    bool has = node && node_at(node)->kind <= TREE_ELEMENT &&
               tree_first_child(node->tree, node->index) != TREE_NONE;
    return give_boolean(result, has);
}

/* What tells a tree from others: its URI, by FNV-1a, so that it is the same in whichever process
   and order documents are read; of trees that functions made, whose URI is none of their own, that
   order. */
static unsigned long long tree_number(const struct tree *tree) {
    uint64_t hash = 14695981039346656037u;
    bool is_made = !tree->uri || (tree->file && strcmp(tree->file, parsed_name) == 0);
    if (is_made) return tree->order;
    for (const char *byte = tree->uri; *byte; byte++)
        hash = (hash ^ (unsigned char)*byte) * 1099511628211u;
    return hash;
}

/* Letters and digits only. */
FUNCTION(generate_id) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 0, &context, &node)) return false;
    struct buffer id = {0};
    if (node) buffer_print(&id, "d%llxn%u", tree_number(node->tree), node->index);
    return give_buffer(evaluation, result, &id);
}

/* ---- fn:path (F&O 3.1 14.3) ---- */

/* The place among the siblings that the same step would find; adds to *steps how many were looked
   at. */
static size_t position_of(const struct xpath_node *node, size_t *steps) {
    const struct tree_node *nodes = node->tree->nodes, *self = &nodes[node->index];
    size_t position = 1;
    for (uint32_t i = self->previous; i != TREE_NONE; i = nodes[i].previous, ++*steps)
        position += nodes[i].kind == self->kind && nodes[i].name == self->name;
    return position;
}

static void put_step(struct buffer *path, const struct xpath_node *node, size_t *steps) {
    const struct tree_name *name = name_of(node);
    switch ((enum tree_kind)node_at(node)->kind) {
    case TREE_ATTRIBUTE:
        if (*name->uri)
            buffer_print(path, "/@Q{%s}%s", name->uri, name->local);
        else
            buffer_print(path, "/@%s", name->local);
        return;
    case TREE_TEXT: buffer_text(path, "/text()"); break;
    case TREE_COMMENT: buffer_text(path, "/comment()"); break;
    case TREE_PI: buffer_print(path, "/processing-instruction(%s)", name->local); break;
    default: buffer_print(path, "/Q{%s}%s", name->uri, name->local);
    }
    buffer_print(path, "[%zu]", position_of(node, steps));
}

FUNCTION(path) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 0, &context, &node)) return false;
    if (!node) return true;
    const struct tree *tree = node->tree;
    struct arena *arena = xpath_values_of(evaluation)->arena;
    size_t depth = 0, looked_at = 0;
    for (uint32_t i = node->index; i; i = tree->nodes[i].parent)
        depth++;
    uint32_t *steps = arena_allocate(arena, (depth + 1) * sizeof *steps);
    uint32_t at = node->index;
    for (size_t i = depth; i; at = tree->nodes[at].parent)
        steps[--i] = at;
    struct buffer path = {0};
    if (tree->nodes[0].kind != TREE_DOCUMENT)
        buffer_text(&path, "Q{http://www.w3.org/2005/xpath-functions}root()");
    else if (!depth)
        buffer_byte(&path, '/');
    for (size_t i = 0; i < depth; i++)
        put_step(&path, &(struct xpath_node){tree, steps[i]}, &looked_at);
    return give_buffer(evaluation, result, &path) && xpath_count_steps(evaluation, looked_at);
}

/* ---- fn:lang (F&O 14.5) ---- */

/* xml:lang of the element or the next one above it that has one; TREE_NONE: there is none. */
static uint32_t language_of(const struct tree *tree, uint32_t node) {
    for (; node != TREE_NONE; node = tree->nodes[node].parent)
        for (uint32_t i = 1; i <= tree->nodes[node].attributes; i++) {
            const struct tree_name *name = tree_name_of(tree->names, tree->nodes[node + i].name);
            if (strcmp(name->local, "lang") == 0 &&
                strcmp(name->uri, "http://www.w3.org/XML/1998/namespace") == 0)
                return node + i;
        }
    return TREE_NONE;
}

FUNCTION(lang) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 1, &context, &node)) return false;
    struct xpath_string sought = string_argument(arguments, count, 0), lang;
    uint32_t attribute = language_of(node->tree, node->index);
    if (attribute == TREE_NONE) return give_boolean(result, false);
    lang.bytes = tree_value(node->tree, attribute, &lang.length);
    bool is_it = lang.length >= sought.length &&
                 strncasecmp(lang.bytes, sought.bytes, sought.length) == 0 &&
                 (lang.length == sought.length || lang.bytes[sought.length] == '-');
    return give_boolean(result, is_it);
}

/* ---- fn:id, fn:element-with-id, fn:idref (F&O 15.5.2, 15.5.3) ---- */

/* The words of all strings of an argument. */
static struct value_set words_of(struct xpath_evaluation *evaluation,
                                 struct xpath_sequence strings) {
    struct xpath_values *values = xpath_values_of(evaluation);
    struct value_set words = {.values = values};
    for (size_t i = 0; i < strings.count; i++) {
        struct xpath_string string = strings.items[i].as.string;
        for (size_t start = 0, end; start < string.length; start = end + 1) {
            for (end = start; end < string.length && !is_white(string.bytes[end]);)
                end++;
            if (end == start) continue;
            struct xpath_value *word = arena_allocate(values->arena, sizeof *word);
            *word = xpath_value_string(string.bytes + start, end - start);
            value_set_add(&words, word);
        }
    }
    return words;
}

/* The tree whose identifiers are meant: that of the second argument or of the context node;
   FODC0001 where it has no document node. */
static bool tree_argument(struct xpath_evaluation *evaluation,
                          const struct xpath_sequence *arguments, size_t count,
                          const struct tree **tree) {
    struct xpath_node context;
    const struct xpath_node *node;
    if (!node_argument(evaluation, arguments, count, 1, &context, &node)) return false;
    *tree = node->tree;
    return node->tree->nodes[0].kind == TREE_DOCUMENT ||
           fail_with(evaluation, "FODC0001", "the node is in no document");
}

static int compare_indices(const void *first, const void *second) {
    uint32_t a = *(const uint32_t *)first, b = *(const uint32_t *)second;
    return (a > b) - (a < b);
}

/* The elements with one of the words as their identifier, in document order. */
FUNCTION(id) {
    const struct tree *tree;
    if (!tree_argument(evaluation, arguments, count, &tree)) return false;
    struct value_set words = words_of(evaluation, arguments[0]);
    uint32_t *elements = arena_allocate(words.values->arena, words.count * sizeof *elements + 1);
    size_t found = 0;
    for (size_t i = 0; i < words.capacity; i++) {
        const struct xpath_value *word = words.slots[i].value;
        uint32_t element =
            word ? index_id(tree, word->as.string.bytes, word->as.string.length) : TREE_NONE;
        if (element != TREE_NONE) elements[found++] = element;
    }
    qsort(elements, found, sizeof *elements, compare_indices);
    for (size_t i = 0; i < found; i++)
        if ((!i || elements[i] != elements[i - 1]) && !give_node(result, tree, elements[i]))
            return false;
    return true;
}

/* Whether one of the words of the attribute is in the set. */
static bool refers_to(struct value_set *words, const struct tree *tree, uint32_t attribute) {
    struct xpath_string value;
    value.bytes = tree_value(tree, attribute, &value.length);
    for (size_t start = 0, end; start < value.length; start = end + 1) {
        for (end = start; end < value.length && !is_white(value.bytes[end]);)
            end++;
        struct xpath_value word = xpath_value_string(value.bytes + start, end - start);
        if (end > start && value_set_has(words, &word)) return true;
    }
    return false;
}

FUNCTION(idref) {
    const struct tree *tree;
    if (!tree_argument(evaluation, arguments, count, &tree)) return false;
    struct value_set words = words_of(evaluation, arguments[0]);
    if (!xpath_count_steps(evaluation, tree->count)) return false;
    for (uint32_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].kind == TREE_ATTRIBUTE && tree->nodes[i].flags & TREE_IS_IDREFS &&
            refers_to(&words, tree, i) && !give_node(result, tree, i))
            return false;
    return true;
}

/* ---- the table ---- */

/* Functions of a node, which is the context node where it is not given; in F&O 2.0 some must be
   given it. */
#define OF_A_NODE(name, flags, occurrence, type, run)                                              \
    ROW(run, name, 0, 1, XPATH_USES_FOCUS | (flags), occurrence(type), MAYBE(NODE_TYPE))
#define OF_A_GIVEN_NODE(name, occurrence, type, run)                                               \
    ROW(run, name, 1, 1, 0, occurrence(type), MAYBE(NODE_TYPE))
#define BY_ID(name, type, run)                                                                     \
    ROW(run, name, 1, 2, XPATH_USES_FOCUS, ANY(type), ANY(STRING), ONE(NODE_TYPE))

const struct xpath_function_row xpath_node_functions[] = {
    OF_A_NODE("node-name", XPATH_OF_31, MAYBE, QNAME, fn_node_name),
    OF_A_GIVEN_NODE("node-name", MAYBE, QNAME, fn_node_name),
    OF_A_NODE("name", 0, ONE, STRING, fn_name),
    OF_A_NODE("local-name", 0, ONE, STRING, fn_local_name),
    OF_A_NODE("namespace-uri", 0, ONE, ANY_URI, fn_namespace_uri),
    OF_A_NODE("nilled", XPATH_OF_31, MAYBE, BOOLEAN, fn_nilled),
    OF_A_GIVEN_NODE("nilled", MAYBE, BOOLEAN, fn_nilled),
    ROW(fn_string, "string", 0, 1, XPATH_USES_FOCUS, ONE(STRING), MAYBE(ITEM_TYPE)),
    ROW(fn_data, "data", 0, 1, XPATH_USES_FOCUS | XPATH_OF_31, ANY(ANY_ATOMIC_TYPE),
        ANY(ANY_ATOMIC_TYPE)),
    ROW(fn_data, "data", 1, 1, 0, ANY(ANY_ATOMIC_TYPE), ANY(ANY_ATOMIC_TYPE)),
    OF_A_NODE("base-uri", 0, MAYBE, ANY_URI, fn_base_uri),
    OF_A_NODE("document-uri", XPATH_OF_31, MAYBE, ANY_URI, fn_document_uri),
    OF_A_GIVEN_NODE("document-uri", MAYBE, ANY_URI, fn_document_uri),
    OF_A_NODE("root", 0, MAYBE, NODE_TYPE, fn_root),
    OF_A_NODE("has-children", XPATH_OF_31, ONE, BOOLEAN, fn_has_children),
    OF_A_NODE("generate-id", XPATH_OF_31, ONE, STRING, fn_generate_id),
    OF_A_NODE("generate-id", XPATH_OF_XSLT, ONE, STRING, fn_generate_id),
    OF_A_NODE("path", XPATH_OF_31, MAYBE, STRING, fn_path),
    ROW(fn_lang, "lang", 1, 2, XPATH_USES_FOCUS, ONE(BOOLEAN), MAYBE(STRING), ONE(NODE_TYPE)),
    BY_ID("id", ELEMENT_TYPE, fn_id),
    BY_ID("element-with-id", ELEMENT_TYPE, fn_id),
    BY_ID("idref", NODE_TYPE, fn_idref),
    {0},
};
