/* The static context (XPath 2.0 2.1.1), and compiling in it: what xpath.h promises before anything
   is evaluated. */
#include "base/memory.h"
#include "xpath/evaluation.h"
#include "xpath/item_types.h"
#include "xpath/memo.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

const char xpath_fn_namespace[] = "http://www.w3.org/2005/xpath-functions",
           xpath_math_namespace[] = "http://www.w3.org/2005/xpath-functions/math",
           xpath_map_namespace[] = "http://www.w3.org/2005/xpath-functions/map",
           xpath_array_namespace[] = "http://www.w3.org/2005/xpath-functions/array",
           xpath_xs_namespace[] = "http://www.w3.org/2001/XMLSchema";

struct xpath_static *xpath_static_new(struct tree_names *names) {
    static const struct {
        const char *prefix, *uri;
    } known[] = {
        {"xml", "http://www.w3.org/XML/1998/namespace"},
        {"xs", xpath_xs_namespace},
        {"fn", xpath_fn_namespace},
        {"math", xpath_math_namespace},
        {"map", xpath_map_namespace},
        {"array", xpath_array_namespace},
    };
    struct xpath_static *context = memory_allocate(1, sizeof *context);
    context->arena = arena_new();
    context->names = names;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        xpath_static_namespace(context, known[i].prefix, known[i].uri);
    return context;
}

void xpath_static_free(struct xpath_static *context) {
    if (!context) return;
    xpath_evaluation_free(context->folding);
    free(context->variables);
    arena_free(context->arena);
    free(context);
}

void xpath_static_features(struct xpath_static *context, unsigned features) {
    context->features = features;
}

/* ---- namespaces ---- */

void xpath_static_namespace(struct xpath_static *context, const char *prefix, const char *uri) {
    struct namespace_binding *binding = arena_allocate(context->arena, sizeof *binding);
    binding->prefix = arena_copy(context->arena, prefix, strlen(prefix));
    binding->uri = arena_copy(context->arena, uri, strlen(uri));
    binding->older = context->namespaces;
    context->namespaces = binding;
}

void xpath_static_base(struct xpath_static *context, const char *uri) {
    context->base = uri ? arena_copy(context->arena, uri, strlen(uri)) : NULL;
}

const char *namespace_uri(const struct namespace_binding *namespaces, const char *prefix,
                          size_t length) {
    for (; namespaces; namespaces = namespaces->older)
        if (strlen(namespaces->prefix) == length && !memcmp(namespaces->prefix, prefix, length))
            return namespaces->uri;
    return length ? NULL : "";
}

static bool is_ncname(const char *name) {
    return xmlValidateNCName((const xmlChar *)name, 0) == 0;
}

bool xpath_static_resolve(struct xpath_static *context, const char *qname,
                          struct xpath_name *name) {
    const char *colon = strchr(qname, ':');
    size_t length = colon ? (size_t)(colon - qname) : 0;
    const char *local = colon ? colon + 1 : qname;
    const char *uri = colon ? namespace_uri(context->namespaces, qname, length) : "";
    char *prefix = arena_copy(context->arena, qname, length);
    if (!uri || !is_ncname(local) || (colon && !is_ncname(prefix))) return false;
    *name = (struct xpath_name){uri, arena_copy(context->arena, local, strlen(local)), prefix};
    return true;
}

/* ---- variables ---- */

size_t xpath_static_variable(struct xpath_static *context, const struct xpath_name *name) {
    context->variables = memory_grow(context->variables, &context->variable_capacity,
                                     context->variable_count + 1, sizeof *context->variables);
    context->variables[context->variable_count] =
        (struct static_variable){{arena_copy(context->arena, name->uri, strlen(name->uri)),
                                  arena_copy(context->arena, name->local, strlen(name->local)), ""},
                                 false};
    return context->variable_count++;
}

void xpath_static_hide(struct xpath_static *context, size_t variable) {
    context->variables[variable].is_hidden = true;
}

/* ---- functions and keys ---- */

static bool static_error(struct xpath_static *context, struct xpath_fault *fault, const char *code,
                         const char *what, const struct xpath_name *name) {
    *fault = (struct xpath_fault){code, 1,
                                  arena_print(context->arena, "%s: %s%s%s", what, name->prefix,
                                              *name->prefix ? ":" : "", name->local)};
    return false;
}

/* Parses a SequenceType that stands alone. */
static bool type_of_text(struct xpath_static *context, const char *text, struct sequence_type *type,
                         struct xpath_fault *fault) {
    *type = any_sequence;
    if (!text) return true;
    char *expression = arena_print(context->arena, "() treat as %s", text);
    const struct xpath_syntax *syntax = parse_in(context, expression, strlen(expression), fault);
    if (!syntax) return false;
    struct compiler compiler = {.context = context, .arena = context->arena, .fault = fault};
    fault->code = NULL;
    if (syntax->kind != XPATH_TREAT_EXPR)
        compile_error(&compiler, "XPST0003", 1, "%s is no type", text);
    else
        *type = compile_sequence_type(&compiler, syntax->function.type);
    return !fault->code;
}

struct xpath_user_function *xpath_static_function(struct xpath_static *context,
                                                  const struct xpath_name *name,
                                                  struct xpath_function_parameter *parameters,
                                                  size_t count, const char *type,
                                                  struct xpath_fault *fault) {
    for (struct xpath_user_function *other = context->functions; other; other = other->older)
        if (other->count == count && !strcmp(other->name.local, name->local) &&
            !strcmp(other->name.uri, name->uri)) {
            static_error(context, fault, "XTSE0770", "there are two functions of this name", name);
            return NULL;
        }
    struct xpath_user_function *function = arena_allocate(context->arena, sizeof *function);
    struct sequence_type *types = arena_allocate(context->arena, (count + 1) * sizeof *types);
    function->name = (struct xpath_name){
        arena_copy(context->arena, name->uri, strlen(name->uri)),
        arena_copy(context->arena, name->local, strlen(name->local)),
        arena_copy(context->arena, name->prefix, strlen(name->prefix)),
    };
    function->count = count;
    function->variables = arena_allocate(context->arena, count * sizeof *function->variables);
    for (size_t i = 0; i < count; i++) {
        if (!type_of_text(context, parameters[i].type, &types[i], fault)) return NULL;
        parameters[i].variable = xpath_static_variable(context, &parameters[i].name);
        function->variables[i] = parameters[i].variable;
    }
    if (!type_of_text(context, type, &types[count], fault)) return NULL;
    function->types = types;
    function->result = &types[count];
    function->older = context->functions;
    context->functions = function;
    return function;
}

void xpath_static_function_body(struct xpath_user_function *function,
                                const struct xpath_expression *body) {
    function->body = body;
}

void xpath_static_key(struct xpath_static *context, const struct xpath_name *name,
                      const struct xpath_pattern *match, const struct xpath_expression *use) {
    struct key *key = arena_allocate(context->arena, sizeof *key);
    key->name =
        (struct xpath_name){arena_copy(context->arena, name->uri, strlen(name->uri)),
                            arena_copy(context->arena, name->local, strlen(name->local)), ""};
    key->match = match;
    key->use = use;
    key->older = context->keys;
    context->keys = key;
}

/* ---- compiling ---- */

static const char *bound_uri(void *data, const char *prefix, size_t length) {
    const struct xpath_static *context = data;
    return namespace_uri(context->namespaces, prefix, length);
}

const struct xpath_syntax *parse_in(struct xpath_static *context, const char *expression,
                                    size_t length, struct xpath_fault *fault) {
    struct xpath_static_names names = {context->features & XPATH_31, bound_uri, context,
                                       namespace_uri(context->namespaces, "", 0),
                                       xpath_fn_namespace};
    return xpath_parse(context->arena, expression, length, &names, fault);
}

const struct static_snapshot *snapshot_of(struct xpath_static *context) {
    struct static_snapshot *snapshot = arena_allocate(context->arena, sizeof *snapshot);
    *snapshot = (struct static_snapshot){context, context->namespaces, context->base};
    return snapshot;
}

const struct xpath_expression *compile_syntax(struct xpath_static *context,
                                              const struct xpath_syntax *syntax,
                                              struct xpath_fault *fault) {
    struct body body = {0};
    struct compiler compiler = {context, context->arena, &body, snapshot_of(context), fault};
    struct xpath_expression *compiled = arena_allocate(context->arena, sizeof *compiled);
    fault->code = NULL;
    compiled->body = compile(&compiler, syntax);
    compiled->locals = body.slots;
    compiled->memo = new_memo_key(&compiler, compiled->body);
    return fault->code ? NULL : compiled;
}

const struct xpath_expression *xpath_compile(struct xpath_static *context, const char *expression,
                                             size_t length, struct xpath_fault *fault) {
    const struct xpath_syntax *syntax = parse_in(context, expression, length, fault);
    return syntax ? compile_syntax(context, syntax, fault) : NULL;
}
