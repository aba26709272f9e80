/* Datatypes and values that a schema names (RNG 4.4, 4.16): each one is made once, however often it
   is written. */
#include "rng/simple_form.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The parameters of a data node, in the order written. */
static size_t parameters_of(struct simplification *simplification, const struct syntax_node *node,
                            struct datatype_parameter **parameters,
                            const struct syntax_node ***nodes) {
    struct arena *arena = simplification->reading->arena;
    size_t count = 0;
    *parameters = NULL;
    if (node->kind != SYNTAX_DATA) return 0;
    for (const struct syntax_node *at = node->first_child; at; at = at->next)
        count += at->kind == SYNTAX_PARAM;
    if (!count) return 0;
    *parameters = arena_allocate(arena, count * sizeof **parameters);
    *nodes = arena_allocate(arena, count * sizeof **nodes);
    count = 0;
    for (const struct syntax_node *at = node->first_child; at; at = at->next) {
        if (at->kind != SYNTAX_PARAM) continue;
        (*nodes)[count] = at;
        (*parameters)[count].name = at->name ? at->name : "";
        (*parameters)[count++].value = at->text ? at->text : "";
    }
    return count;
}

/* Where the type is kept: by library and name, or by one string of those and the parameters. */
static void **type_entry(struct simplification *simplification, const char *library,
                         const char *name, const struct datatype_parameter *parameters,
                         size_t count) {
    if (!count) return memo_place(&simplification->types, library, name, NULL);
    struct buffer key = {0};
    buffer_print(&key, "%s\n%s", library, name);
    for (size_t i = 0; i < count; i++)
        buffer_print(&key, "\n%s\t%zu\t%s", parameters[i].name, strlen(parameters[i].value),
                     parameters[i].value);
    const char *symbol = syntax_symbol(simplification->reading, key.bytes, key.length);
    buffer_free(&key);
    return memo_place(&simplification->types, symbol, NULL, NULL);
}

static void own_type(struct simplification *simplification, const struct datatype *type) {
    struct simple_schema *schema = simplification->schema;
    schema->types = memory_grow(schema->types, &simplification->type_capacity,
                                schema->type_count + 1, sizeof(const struct datatype *));
    schema->types[schema->type_count++] = type;
}

const struct datatype *simplify_datatype(struct simplification *simplification,
                                         const struct syntax_node *node) {
    struct datatype_parameter *parameters;
    const struct syntax_node **nodes = NULL;
    size_t count = parameters_of(simplification, node, &parameters, &nodes), culprit = 0;
    const char *name = node->name;
    if (!name) { /* a value without a type is a token (RNG 4.4); data has one, or a finding */
        if (node->kind == SYNTAX_DATA) return NULL;
        name = syntax_symbol(simplification->reading, "token", 5);
    }
    void **entry = type_entry(simplification, node->library, name, parameters, count);
    if (*entry) return *entry;
    enum datatype_error error = DATATYPE_OK;
    struct buffer message = {0};
    const struct datatype *type = datatype_new(simplification->schema->arena, node->library, name,
                                               parameters, count, &error, &culprit, &message);
    if (type) {
        own_type(simplification, type);
        *entry = (void *)(size_t)type;
    } else {
        bool of_parameter =
            (error == DATATYPE_NO_PARAMETER || error == DATATYPE_BAD_PARAMETER) && culprit < count;
        syntax_error(simplification->reading, of_parameter ? nodes[culprit] : node,
                     "rng/schema-datatype", "%s (RELAX NG 4.16)",
                     message.length ? message.bytes : "the datatype cannot be used");
    }
    buffer_free(&message);
    return type;
}

/* ---- values ---- */

struct value_context {
    const struct syntax_node *node;
    const char *ns; /* what the file inherits */
};

static const char *namespace_of(void *data, const char *prefix, size_t length) {
    const struct value_context *context = data;
    const char *inherited = context->ns ? context->ns : "";
    if (!length) return context->node->uri ? context->node->uri : inherited;
    const struct syntax_binding *binding = syntax_binding_of(context->node->scope, prefix, length);
    if (!binding) return NULL;
    return binding->uri ? binding->uri : inherited;
}

const struct datatype_value *simplify_value(struct simplification *simplification,
                                            const struct syntax_node *node,
                                            const struct datatype *type, const char *ns) {
    struct value_context data = {node, ns};
    struct datatype_context context = {namespace_of, &data};
    const char *text = node->text ? node->text : "";
    /* what a qualified name is depends on where it stands */
    bool is_name = node->name && (!strcmp(node->name, "QName") || !strcmp(node->name, "NOTATION"));
    void **entry = NULL;
    if (!is_name) {
        const char *symbol = syntax_symbol(simplification->reading, text, strlen(text));
        entry = memo_place(&simplification->values, type, symbol, NULL);
        if (*entry) return *entry;
    }
    const struct datatype_value *value =
        datatype_value_new(simplification->schema->arena, type, text, strlen(text), &context);
    if (!value)
        syntax_error(simplification->reading, node, "rng/schema-datatype",
                     "\"%s\" is not a value of the datatype %s (RELAX NG 4.16)", text,
                     node->name ? node->name : "token");
    if (entry) *entry = (void *)(size_t)value;
    return value;
}
