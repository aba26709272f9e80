/* What is declared for all patterns: variables, and the elements of XSLT that schemas may hold
   (ISO annexes C and H): keys, functions, variables. A function's body becomes one expression. */
#include "schematron/reading.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const char xslt_namespace[] = "http://www.w3.org/1999/XSL/Transform";

/* The local name of an element of XSLT; else NULL. */
static const char *xslt_name(struct element element) {
    const struct tree *tree = element.file->tree;
    const struct tree_node *node = &tree->nodes[element.node];
    if (node->kind != TREE_ELEMENT) return NULL;
    const struct tree_name *name = tree_name_of(tree->names, node->name);
    return strcmp(name->uri, xslt_namespace) ? NULL : name->local;
}

static struct element first_child(struct element parent) {
    return (struct element){parent.file, tree_first_child(parent.file->tree, parent.node)};
}

static struct element next_sibling(struct element element) {
    return (struct element){element.file, tree_next_sibling(element.file->tree, element.node)};
}

static bool is_there(struct element element) {
    return element.node != TREE_NONE;
}

static const char *needed(struct reading *reading, struct element element, const char *attribute) {
    const char *value = attribute_of(reading, element, attribute);
    if (!value)
        schema_error(reading, element, NULL, "schematron/schema-syntax", NULL,
                     "\"xsl:%s\" needs an attribute \"%s\"", xslt_name(element), attribute);
    return value;
}

/* ---- prefixes ---- */

static bool is_declared(const struct schematron_schema *schema, const char *prefix) {
    for (const struct prefix *at = schema->prefixes; at; at = at->next)
        if (!strcmp(at->prefix, prefix)) return true;
    return false;
}

/* Names in XSLT's elements have the prefixes of the XML around them. */
static void bind_prefixes(struct reading *reading, struct element element) {
    const struct tree *tree = element.file->tree;
    for (size_t i = 0; i < tree->namespace_count; i++) {
        const struct tree_namespace *at = &tree->namespaces[i];
        bool around = at->element <= element.node && tree->nodes[at->element].end > element.node;
        if (around && *at->prefix && *at->uri && !is_declared(reading->schema, at->prefix))
            xpath_static_namespace(
                reading->schema->context,
                arena_copy(reading->schema->arena, at->prefix, strlen(at->prefix)),
                arena_copy(reading->schema->arena, at->uri, strlen(at->uri)));
    }
}

static bool resolve(struct reading *reading, struct element element, const char *qname,
                    struct xpath_name *name) {
    if (xpath_static_resolve(reading->schema->context, qname, name)) return true;
    schema_error(reading, element, "name", "schematron/schema-syntax", NULL,
                 "\"%s\" is no name whose prefix is declared", qname);
    return false;
}

/* ---- keys (XSLT 2.0 16.3) ---- */

static void declare_key(struct reading *reading, struct element key) {
    const char *qname = needed(reading, key, "name"), *match = needed(reading, key, "match");
    struct expression *use =
        needed(reading, key, "use") ? expression_of(reading, key, "use") : NULL;
    struct xpath_name name;
    struct xpath_fault fault = {0};
    if (!qname || !match || !use || !resolve(reading, key, qname, &name)) return;
    const struct xpath_pattern *pattern =
        xpath_compile_pattern(reading->schema->context, match, strlen(match), &fault);
    if (pattern)
        xpath_static_key(reading->schema->context, &name, pattern, use->compiled);
    else
        expression_error(reading, key, "match", &fault);
    struct schematron_schema *schema = reading->schema;
    variables_mentioned(reading, match, &schema->function_needs, &schema->function_need_count);
    variables_mentioned(reading, use->text, &schema->function_needs, &schema->function_need_count);
}

/* ---- functions (XSLT 2.0 10.3) ---- */

/* An instruction becomes part of an expression: its attribute between these. */
static const struct {
    const char *name, *attribute, *before, *behind;
} simple_instructions[] = {
    {"sequence", "select", "(", ")"},
    {"copy-of", "select", "(", ")"},
    {"value-of", "select", "string-join((", ")!string(.), ' ')"},
};
enum { SIMPLE_INSTRUCTIONS = sizeof simple_instructions / sizeof *simple_instructions };

static bool write_body(struct reading *reading, struct element first, struct buffer *body);

static bool write_content(struct reading *reading, struct element parent, struct buffer *body) {
    buffer_byte(body, '(');
    bool good = write_body(reading, first_child(parent), body);
    buffer_byte(body, ')');
    return good;
}

static bool write_test(struct reading *reading, struct element element, struct buffer *body) {
    const char *test = needed(reading, element, "test");
    if (!test) return false;
    buffer_print(body, "if (%s) then ", test);
    return write_content(reading, element, body);
}

static bool refuse(struct reading *reading, struct element element) {
    const struct tree *tree = element.file->tree;
    const char *name = xslt_name(element);
    if (!name) name = tree_name_of(tree->names, tree->nodes[element.node].name)->local;
    schema_error(reading, element, NULL, "schematron/schema-not-supported",
                 "write the function with xsl:sequence, xsl:value-of, xsl:variable, xsl:for-each, "
                 "xsl:choose and xsl:if",
                 "\"%s%s\" is not supported in functions", xslt_name(element) ? "xsl:" : "", name);
    return false;
}

static bool write_choose(struct reading *reading, struct element choose, struct buffer *body) {
    bool otherwise = false;
    for (struct element at = first_child(choose); is_there(at); at = next_sibling(at)) {
        const char *name = xslt_name(at);
        if (!name) continue;
        if (!strcmp(name, "otherwise")) {
            otherwise = true;
            if (!write_content(reading, at, body)) return false;
        } else {
            if (!write_test(reading, at, body)) return false;
            buffer_text(body, " else ");
        }
    }
    if (!otherwise) buffer_text(body, "()");
    return true;
}

static bool write_variable(struct reading *reading, struct element variable, struct buffer *body) {
    const char *name = needed(reading, variable, "name");
    const char *select = attribute_of(reading, variable, "select");
    const char *type = attribute_of(reading, variable, "as");
    if (!name) return false;
    buffer_print(body, "let $%s := ", name);
    append_conversion(body, type);
    bool good = true;
    if (select)
        buffer_print(body, "(%s)", select);
    else
        good = write_content(reading, variable, body);
    buffer_text(body, type ? ") return (" : " return (");
    good &= write_body(reading, next_sibling(variable), body);
    buffer_byte(body, ')');
    return good;
}

static void write_text(struct element element, struct buffer *body) {
    size_t length;
    const char *text = tree_value(element.file->tree, element.node, &length);
    append_literal(body, text, length);
}

static bool write_instruction(struct reading *reading, struct element at, const char *name,
                              struct buffer *body) {
    for (size_t i = 0; i < SIMPLE_INSTRUCTIONS; i++) {
        if (!name || strcmp(simple_instructions[i].name, name)) continue;
        const char *select = needed(reading, at, simple_instructions[i].attribute);
        if (select)
            buffer_print(body, "%s%s%s", simple_instructions[i].before, select,
                         simple_instructions[i].behind);
        return select;
    }
    if (!name) return refuse(reading, at);
    if (!strcmp(name, "choose")) return write_choose(reading, at, body);
    if (!strcmp(name, "if")) {
        bool good = write_test(reading, at, body);
        buffer_text(body, " else ()");
        return good;
    }
    if (!strcmp(name, "for-each")) {
        const char *select = needed(reading, at, "select");
        buffer_print(body, "(%s) ! ", select ? select : "");
        return select && write_content(reading, at, body);
    }
    if (!strcmp(name, "text")) return write_text(at, body), true;
    return refuse(reading, at);
}

/* Whether it is text of white space, a comment, or a parameter, which is declared already. */
static bool says_nothing(struct element at) {
    const struct tree *tree = at.file->tree;
    const struct tree_node *node = &tree->nodes[at.node];
    const char *name = xslt_name(at);
    if (node->kind == TREE_ELEMENT) return name && !strcmp(name, "param");
    size_t length;
    const char *text = tree_value(tree, at.node, &length);
    while (length && strchr(" \t\r\n", *text))
        text++, length--;
    return node->kind != TREE_TEXT || !length;
}

/* A sequence constructor from its element `first` on. */
static bool write_body(struct reading *reading, struct element first, struct buffer *body) {
    bool some = false;
    for (struct element at = first; is_there(at); at = next_sibling(at)) {
        if (says_nothing(at)) continue;
        if (some) buffer_byte(body, ',');
        some = true;
        const char *name = xslt_name(at);
        if (name && !strcmp(name, "variable")) return write_variable(reading, at, body);
        if (at.file->tree->nodes[at.node].kind == TREE_TEXT)
            write_text(at, body);
        else if (!write_instruction(reading, at, name, body))
            return false;
    }
    if (!some) buffer_text(body, "()");
    return true;
}

/* A function whose body is still to be read. */
struct function {
    struct element element;
    struct xpath_user_function *function;
    struct buffer bindings; /* its parameters by their own names */
};

/* Parameters of all functions are in one scope, so each is declared under a name that is no
   other's; in the body its own name is bound to it. */
static bool read_parameters(struct reading *reading, struct function *function, size_t index,
                            struct xpath_function_parameter *parameters, size_t *count) {
    for (struct element at = first_child(function->element); is_there(at); at = next_sibling(at)) {
        const char *own = xslt_name(at);
        if (!own || strcmp(own, "param")) continue;
        const char *name = needed(reading, at, "name");
        if (!name) return false;
        const char *unique = arena_print(reading->schema->arena, "f%zu-p%zu", index, *count);
        buffer_print(&function->bindings, "let $%s := $%s return ", name, unique);
        parameters[(*count)++] = (struct xpath_function_parameter){
            .name = {"", unique, ""}, .type = attribute_of(reading, at, "as")};
    }
    return true;
}

static bool declare_function(struct reading *reading, struct element element, size_t index,
                             struct function *function) {
    const char *qname = needed(reading, element, "name");
    struct xpath_name name;
    struct xpath_fault fault = {0};
    size_t count = 0;
    function->element = element;
    bind_prefixes(reading, element);
    if (!qname || !resolve(reading, element, qname, &name)) return false;
    for (struct element at = first_child(element); is_there(at); at = next_sibling(at))
        count++;
    struct xpath_function_parameter *parameters =
        arena_allocate(reading->schema->arena, (count + 1) * sizeof *parameters);
    count = 0;
    if (!read_parameters(reading, function, index, parameters, &count)) return false;
    function->function = xpath_static_function(reading->schema->context, &name, parameters, count,
                                               attribute_of(reading, element, "as"), &fault);
    if (!function->function) expression_error(reading, element, "name", &fault);
    return function->function;
}

static void read_function(struct reading *reading, const struct function *function) {
    struct schematron_schema *schema = reading->schema;
    struct buffer body = {0};
    if (function->bindings.length) buffer_text(&body, function->bindings.bytes);
    buffer_byte(&body, '(');
    if (write_body(reading, first_child(function->element), &body)) {
        buffer_byte(&body, ')');
        struct expression *expression =
            expression_made(reading, function->element, NULL,
                            arena_copy(schema->arena, body.bytes, body.length), body.length);
        if (expression) xpath_static_function_body(function->function, expression->compiled);
        variables_mentioned(reading, body.bytes, &schema->function_needs,
                            &schema->function_need_count);
    }
    buffer_free(&body);
}

/* ---- the schema's declarations ---- */

/* What was declared and is still to be read. */
struct declarations {
    struct function *functions;
    size_t function_count, function_capacity;
    struct declared_variable {
        struct element element;
        struct variable *variable;
    } * variables;
    size_t variable_count, variable_capacity;
    struct elements keys;
};

static void add_variable(struct reading *reading, struct declarations *declarations,
                         struct element element) {
    struct variable *variable = variable_declare(reading, element);
    if (!variable) return;
    declarations->variables =
        memory_grow(declarations->variables, &declarations->variable_capacity,
                    declarations->variable_count + 1, sizeof *declarations->variables);
    declarations->variables[declarations->variable_count++] =
        (struct declared_variable){element, variable};
}

static void add_function(struct reading *reading, struct declarations *declarations,
                         struct element element) {
    struct function function = {0};
    if (!declare_function(reading, element, declarations->function_count, &function)) {
        buffer_free(&function.bindings);
        return;
    }
    declarations->functions =
        memory_grow(declarations->functions, &declarations->function_capacity,
                    declarations->function_count + 1, sizeof *declarations->functions);
    declarations->functions[declarations->function_count++] = function;
}

static void declare(struct reading *reading, struct declarations *declarations,
                    struct element element, const char *name) {
    if (!strcmp(name, "function"))
        add_function(reading, declarations, element);
    else if (!strcmp(name, "key"))
        elements_append(reading, &declarations->keys, element);
    else if (!strcmp(name, "variable") || !strcmp(name, "param"))
        add_variable(reading, declarations, element);
    else if (!strcmp(name, "include") || !strcmp(name, "import"))
        schema_warning(reading, element, NULL, "schematron/schema-not-supported",
                       "put what the rules need of it into the schema, as xsl:function",
                       "\"xsl:%s\" is passed over: stylesheets are not taken into a schema", name);
    else
        schema_warning(reading, element, NULL, "schematron/schema-not-supported", NULL,
                       "\"xsl:%s\" is passed over, it is not supported in schemas", name);
}

/* Whether it is a pattern of variables alone.  Such ones are meant for the patterns behind them, as
   implementations in XSLT have it, where variables of patterns are global. */
static bool has_only_variables(struct reading *reading, struct element element) {
    if (kind_of(element) != E_PATTERN || attribute_of(reading, element, "is-a")) return false;
    struct elements children = children_of(reading, element);
    for (size_t i = 0; i < children.count; i++)
        if (kind_of(children.list[i]) == E_RULE) return false;
    return true;
}

static void add_variables(struct reading *reading, struct declarations *declarations,
                          const struct elements *elements) {
    for (size_t i = 0; i < elements->count; i++) {
        enum element_kind kind = kind_of(elements->list[i]);
        if (kind == E_LET || kind == E_PARAM)
            add_variable(reading, declarations, elements->list[i]);
    }
}

void xslt_declare(struct reading *reading, const struct elements *children) {
    struct declarations found = {0};
    add_variables(reading, &found, children);
    for (size_t i = 0; i < children->count; i++) {
        if (!has_only_variables(reading, children->list[i])) continue;
        struct elements own = children_of(reading, children->list[i]);
        add_variables(reading, &found, &own);
    }
    for (struct schema_file *file = reading->files; file; file = file->next) {
        struct element root = root_of(file);
        if (file->too_deep) continue;
        for (struct element at = first_child(root); is_there(at); at = next_sibling(at)) {
            const char *name = xslt_name(at);
            if (name) declare(reading, &found, at, name);
        }
    }
    for (size_t i = 0; i < found.variable_count; i++)
        found.variables[i].variable->value = variable_value(reading, found.variables[i].element);
    for (size_t i = 0; i < found.keys.count; i++)
        declare_key(reading, found.keys.list[i]);
    for (size_t i = 0; i < found.function_count; i++) {
        read_function(reading, &found.functions[i]);
        buffer_free(&found.functions[i].bindings);
    }
    free(found.functions);
    free(found.variables);
}
