/* Types: their making from syntax, and what they match (XPath 2.0 2.5.4). */
#include "xpath/item_types.h"

#include <string.h>

const struct sequence_type any_sequence = {{.kind = TYPE_ITEM}, '*'};

/* ---- node tests ---- */

static void set_name(struct compiler *compiler, struct node_test *test,
                     const struct xpath_name *name) {
    struct tree_names *names = compiler->context->names;
    if (name->uri && name->local) {
        test->names = THIS_NAME;
        test->name = tree_name_intern(names, name->uri, name->local);
    } else if (name->uri) {
        test->names = ANY_LOCAL_OF_URI;
        test->name = tree_string_intern(names, name->uri);
    } else if (name->local) {
        test->names = ANY_URI_OF_LOCAL;
        test->name = tree_string_intern(names, name->local);
    }
}

/* Whether nodes of a document without a schema's types are of that type (XDM 3.3): elements are
   untyped, attributes untypedAtomic.  XPST0008 where there is no such type. */
static bool is_of_untyped(struct compiler *compiler, const struct xpath_item_test *test,
                          bool is_element) {
    const char *type = test->type.local;
    enum xpath_type atomic;
    if (!type) return true;
    if (strcmp(test->type.uri, xpath_xs_namespace) != 0) {
        compile_error(compiler, "XPST0008", test->offset, "there is no type %s", type);
        return false;
    }
    if (!strcmp(type, "anyType")) return true;
    if (!strcmp(type, "untyped")) return is_element;
    if (!strcmp(type, "anySimpleType") || !strcmp(type, "anyAtomicType") ||
        !strcmp(type, "untypedAtomic"))
        return !is_element;
    bool is_list =
        !strcmp(type, "NMTOKENS") || !strcmp(type, "IDREFS") || !strcmp(type, "ENTITIES");
    if (!is_list && !xpath_type_find(type, strlen(type), &atomic))
        compile_error(compiler, "XPST0008", test->offset, "there is no type xs:%s", type);
    return false;
}

struct node_test compile_node_test(struct compiler *compiler, const struct xpath_item_test *test,
                                   enum tree_kind principal) {
    static const uint8_t kinds[] = {
        [XPATH_ANY_KIND_TEST] = ALL_KINDS,
        [XPATH_DOCUMENT_TEST] = 1 << TREE_DOCUMENT,
        [XPATH_ELEMENT_TEST] = 1 << TREE_ELEMENT,
        [XPATH_ATTRIBUTE_TEST] = 1 << TREE_ATTRIBUTE,
        [XPATH_PI_TEST] = 1 << TREE_PI,
        [XPATH_COMMENT_TEST] = 1 << TREE_COMMENT,
        [XPATH_TEXT_TEST] = 1 << TREE_TEXT,
        [XPATH_NAMESPACE_NODE_TEST] = 0, /* there are no such nodes */
    };
    unsigned of_kinds = test->kind == XPATH_NAME_TEST ? 1u << principal : kinds[test->kind];
    struct node_test made = {.kinds = (uint8_t)of_kinds};
    struct xpath_name target = {"", test->name.local, ""};
    switch (test->kind) {
    case XPATH_NAME_TEST: set_name(compiler, &made, &test->name); break;
    case XPATH_ELEMENT_TEST:
    case XPATH_ATTRIBUTE_TEST:
        set_name(compiler, &made, &test->name);
        if (!is_of_untyped(compiler, test, test->kind == XPATH_ELEMENT_TEST)) made.kinds = 0;
        break;
    case XPATH_PI_TEST:
        if (target.local) set_name(compiler, &made, &target);
        break;
    case XPATH_SCHEMA_ELEMENT_TEST:
    case XPATH_SCHEMA_ATTRIBUTE_TEST:
        compile_error(compiler, "XPST0008", test->offset,
                      "no schema declares %s: documents are read without types", test->name.local);
        break;
    case XPATH_DOCUMENT_TEST:
        if (test->content) {
            struct node_test *content = arena_allocate(compiler->arena, sizeof *content);
            *content = compile_node_test(compiler, test->content, TREE_ELEMENT);
            made.content = content;
        }
        break;
    default: break;
    }
    return made;
}

bool test_matches_wholly(const struct node_test *test, const struct tree *tree, uint32_t index) {
    uint32_t element = TREE_NONE;
    if (!test_matches(test, tree, index)) return false;
    if (!test->content) return true;
    for (uint32_t i = tree_first_child(tree, index); i != TREE_NONE;
         i = tree_next_sibling(tree, i)) {
        if (tree->nodes[i].kind == TREE_TEXT) return false;
        if (tree->nodes[i].kind != TREE_ELEMENT) continue;
        if (element != TREE_NONE) return false;
        element = i;
    }
    return element != TREE_NONE && test_matches(test->content, tree, element);
}

/* ---- types ---- */

enum xpath_type compile_atomic_type(struct compiler *compiler, const struct xpath_name *name,
                                    size_t offset) {
    enum xpath_type type = XPATH_ANY_ATOMIC_TYPE;
    if (strcmp(name->uri, xpath_xs_namespace) != 0 ||
        !xpath_type_find(name->local, strlen(name->local), &type))
        compile_error(compiler, "XPST0051", offset, "there is no atomic type %s%s%s", name->prefix,
                      *name->prefix ? ":" : "", name->local);
    return type;
}

static struct item_type compile_item_type(struct compiler *compiler,
                                          const struct xpath_item_test *test) {
    struct item_type made = {.kind = TYPE_ITEM};
    switch (test->kind) {
    case XPATH_ANY_ITEM: return made;
    case XPATH_ATOMIC_TYPE:
        made.kind = TYPE_ATOMIC;
        made.atomic = compile_atomic_type(compiler, &test->name, test->offset);
        return made;
    case XPATH_ANY_FUNCTION_TEST: made.kind = TYPE_FUNCTION; return made;
    case XPATH_TYPED_FUNCTION_TEST: {
        made.kind = TYPE_FUNCTION_OF;
        for (const struct xpath_sequence_type *type = test->parameters; type; type = type->next)
            made.count++;
        struct sequence_type *types =
            arena_allocate(compiler->arena, (made.count + 1) * sizeof *types);
        const struct xpath_sequence_type *type = test->parameters;
        for (size_t i = 0; i < made.count; i++, type = type->next)
            types[i] = compile_sequence_type(compiler, type);
        types[made.count] = compile_sequence_type(compiler, test->result);
        made.types = types;
        return made;
    }
    default:
        made.kind = TYPE_NODE;
        made.test = compile_node_test(compiler, test, TREE_ELEMENT);
        return made;
    }
}

struct sequence_type compile_sequence_type(struct compiler *compiler,
                                           const struct xpath_sequence_type *type) {
    if (!type) return any_sequence;
    if (!type->item) return (struct sequence_type){{.kind = TYPE_ITEM}, '0'};
    return (struct sequence_type){compile_item_type(compiler, type->item), type->occurrence};
}

struct sequence_type type_of_signature(struct xpath_signature_type type) {
    struct sequence_type made = {{.kind = TYPE_ATOMIC}, type.occurrence};
    switch (type.type) {
    case XPATH_ITEM_TYPE: made.item.kind = TYPE_ITEM; break;
    case XPATH_NODE_TYPE:
        made.item = (struct item_type){.kind = TYPE_NODE, .test.kinds = ALL_KINDS};
        break;
    case XPATH_ELEMENT_TYPE:
        made.item = (struct item_type){.kind = TYPE_NODE, .test.kinds = 1 << TREE_ELEMENT};
        break;
    case XPATH_NUMERIC_TYPE: made.item.kind = TYPE_NUMERIC; break;
    case XPATH_FUNCTION_TYPE: made.item.kind = TYPE_FUNCTION; break;
    default: made.item.atomic = (enum xpath_type)type.type; break;
    }
    return made;
}

void set_static_type(struct expression *expression, const struct sequence_type *type) {
    static const uint8_t types[] = {
        [TYPE_ITEM] = XPATH_ITEM_TYPE,
        [TYPE_NUMERIC] = XPATH_NUMERIC_TYPE,
        [TYPE_NODE] = XPATH_NODE,
        [TYPE_FUNCTION] = XPATH_FUNCTION,
        [TYPE_FUNCTION_OF] = XPATH_FUNCTION,
    };
    expression->type =
        type->item.kind == TYPE_ATOMIC ? (uint8_t)type->item.atomic : types[type->item.kind];
    expression->cardinality = type->occurrence == '1'   ? EXACTLY_ONE
                              : type->occurrence == '?' ? AT_MOST_ONE
                              : type->occurrence == '0' ? MAY_BE_NONE
                              : type->occurrence == '+' ? MAY_BE_ONE | MAY_BE_MANY
                                                        : ANY_NUMBER;
}

/* ---- matching ---- */

/* Whether all that is of the first type is of the second (XPath 3.1 2.5.6.2). */
static bool item_subtype(const struct item_type *first, const struct item_type *second);

static bool subtype(const struct sequence_type *first, const struct sequence_type *second) {
    if (first->occurrence == '0') return occurrence_allows(second->occurrence, 0);
    if (strchr("?*", first->occurrence) && !occurrence_allows(second->occurrence, 0)) return false;
    if (strchr("+*", first->occurrence) && !occurrence_allows(second->occurrence, 2)) return false;
    return second->occurrence != '0' && item_subtype(&first->item, &second->item);
}

static bool functions_match(const struct sequence_type *first, const struct sequence_type *second,
                            size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!subtype(&second[i], &first[i])) return false;
    return subtype(&first[count], &second[count]);
}

static bool item_subtype(const struct item_type *first, const struct item_type *second) {
    if (second->kind == TYPE_ITEM) return true;
    if (first->kind == TYPE_FUNCTION_OF && second->kind == TYPE_FUNCTION) return true;
    if (first->kind == TYPE_ATOMIC && second->kind == TYPE_NUMERIC)
        return xpath_type_is_numeric(first->atomic);
    if (first->kind != second->kind) return false;
    switch (second->kind) {
    case TYPE_ATOMIC: return xpath_type_derives_from(first->atomic, second->atomic);
    case TYPE_NODE:
        return !(first->test.kinds & ~second->test.kinds) &&
               (second->test.names == ANY_NAME ||
                (first->test.names == second->test.names && first->test.name == second->test.name));
    case TYPE_FUNCTION_OF:
        return first->count == second->count &&
               functions_match(first->types, second->types, first->count);
    default: return true;
    }
}

bool item_matches(const struct item_type *type, const struct xpath_value *item) {
    switch (type->kind) {
    case TYPE_ITEM: return true;
    case TYPE_ATOMIC:
        return item->type < XPATH_TYPES && xpath_type_derives_from(item->type, type->atomic);
    case TYPE_NUMERIC: return item->type < XPATH_TYPES && xpath_type_is_numeric(item->type);
    case TYPE_NODE:
        return item->type == XPATH_NODE &&
               test_matches_wholly(&type->test, item->as.node.tree, item->as.node.index);
    case TYPE_FUNCTION: return item->type == XPATH_FUNCTION;
    default: break;
    }
    if (item->type != XPATH_FUNCTION) return false;
    const struct sequence_type *types;
    size_t arity = function_types(item->as.function, &types);
    return arity == type->count && functions_match(types, type->types, arity);
}
