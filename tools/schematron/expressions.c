/* Expressions, contexts and variables of a schema: compiled in its static context, with a note of
   the variables that each mentions, so that those are computed before it, and only those. */
#include "schematron/reading.h"

#include "base/memory.h"

#include <string.h>

/* ---- variables that are mentioned ---- */

static size_t name_length(const char *text) {
    return strcspn(text, " \t\r\n!\"#$%&'()*+,/;<=>?@[\\]^`{|}~");
}

/* The newest variable in scope of the name that the bytes are; NULL where there is none. */
static struct variable *variable_named(struct reading *reading, const char *bytes, size_t length) {
    char *qname = arena_copy(reading->schema->arena, bytes, length);
    while (length && strchr(".-:", qname[length - 1]))
        qname[--length] = '\0'; /* of the range or the comment behind it */
    struct xpath_name name;
    if (!length || !xpath_static_resolve(reading->schema->context, qname, &name)) return NULL;
    for (size_t i = reading->visible_count; i-- > 0;) {
        const struct xpath_name *own = &reading->visible[i]->name;
        if (!strcmp(own->local, name.local) && !strcmp(own->uri, name.uri))
            return reading->visible[i];
    }
    return NULL;
}

static void add_once(struct arena *arena, struct variable *variable, struct variable ***list,
                     size_t *count) {
    for (size_t i = 0; i < *count; i++)
        if ((*list)[i] == variable) return;
    if (!(*count & (*count - 1))) { /* room is doubled */
        struct variable **grown = arena_allocate(arena, 2 * (*count + 1) * sizeof(void *));
        if (*count) memcpy(grown, *list, *count * sizeof(void *));
        *list = grown;
    }
    (*list)[(*count)++] = variable;
}

/* A name behind a `$` is a variable, or one of the expression's own; one that is only in a string
   is computed for nothing. */
void variables_mentioned(struct reading *reading, const char *text, struct variable ***list,
                         size_t *count) {
    if (!reading->visible_count) return;
    while ((text = strchr(text, '$'))) {
        text++;
        text += strspn(text, " \t\r\n");
        size_t length = name_length(text);
        struct variable *variable = length ? variable_named(reading, text, length) : NULL;
        if (variable) add_once(reading->schema->arena, variable, list, count);
    }
}

/* What of this the rule that is being read needs before it fires. */
static void note_for_rule(struct reading *reading, const struct expression *expression) {
    struct rule *rule = reading->rule;
    for (size_t i = 0; rule && i < expression->need_count; i++)
        if (!expression->needs[i]->of_rule)
            add_once(reading->schema->arena, expression->needs[i], &rule->needs, &rule->need_count);
}

/* ---- expressions ---- */

struct expression *expression_made(struct reading *reading, struct element at,
                                   const char *attribute, const char *text, size_t before) {
    struct expression *expression = arena_allocate(reading->schema->arena, sizeof *expression);
    struct xpath_fault fault = {0};
    expression->text = text;
    expression->place = place_of(at);
    expression->compiled = xpath_compile(reading->schema->context, text, strlen(text), &fault);
    if (!expression->compiled) {
        fault.offset = fault.offset > before ? fault.offset - before : 0;
        expression_error(reading, at, attribute, &fault);
        return NULL;
    }
    variables_mentioned(reading, text, &expression->needs, &expression->need_count);
    note_for_rule(reading, expression);
    return expression;
}

struct expression *expression_of(struct reading *reading, struct element at,
                                 const char *attribute) {
    const char *text = filled_attribute(reading, at, attribute);
    return text ? expression_made(reading, at, attribute, text, 0) : NULL;
}

const struct xpath_pattern *context_of(struct reading *reading, struct element rule,
                                       struct expression *mentioned) {
    const char *text = filled_attribute(reading, rule, "context");
    struct xpath_fault fault = {0};
    if (!text) return NULL;
    const struct xpath_pattern *context =
        xpath_compile_pattern(reading->schema->context, text, strlen(text), &fault);
    if (!context) expression_error(reading, rule, "context", &fault);
    mentioned->text = text;
    mentioned->place = place_of(rule);
    variables_mentioned(reading, text, &mentioned->needs, &mentioned->need_count);
    return context;
}

/* ---- variables ---- */

struct variable *variable_declare(struct reading *reading, struct element let) {
    const char *qname = attribute_of(reading, let, "name");
    struct variable *variable = arena_allocate(reading->schema->arena, sizeof *variable);
    if (!qname) return NULL;
    if (!xpath_static_resolve(reading->schema->context, qname, &variable->name)) {
        schema_error(reading, let, "name", "schematron/schema-syntax", NULL,
                     "\"%s\" cannot be the name of a variable (ISO 19757-3 5.4.5)", qname);
        return NULL;
    }
    variable->index = reading->schema->variable_count++;
    variable->of_rule = reading->rule;
    variable->number = xpath_static_variable(reading->schema->context, &variable->name);
    reading->visible = memory_grow(reading->visible, &reading->visible_capacity,
                                   reading->visible_count + 1, sizeof *reading->visible);
    reading->visible[reading->visible_count++] = variable;
    return variable;
}

void variables_hide(struct reading *reading, size_t count) {
    while (reading->visible_count > count)
        xpath_static_hide(reading->schema->context,
                          reading->visible[--reading->visible_count]->number);
}

void append_literal(struct buffer *expression, const char *text, size_t length) {
    buffer_byte(expression, '\'');
    for (size_t i = 0; i < length; i++) {
        buffer_byte(expression, text[i]);
        if (text[i] == '\'') buffer_byte(expression, '\'');
    }
    buffer_byte(expression, '\'');
}

/* ISO 5.4.5: a `let` without @value has its content as its value. */
static void append_content(struct buffer *expression, struct element let) {
    const struct tree *tree = let.file->tree;
    size_t length;
    const char *text = tree_value(tree, let.node, &length);
    bool elements = false;
    struct buffer xml = {0};
    for (uint32_t child = tree_first_child(tree, let.node); child != TREE_NONE;
         child = tree_next_sibling(tree, child)) {
        elements |= tree->nodes[child].kind == TREE_ELEMENT;
        tree_write(tree, child, &xml);
    }
    if (elements) buffer_text(expression, "parse-xml-fragment(");
    append_literal(expression, elements ? xml.bytes : text, elements ? xml.length : length);
    if (elements) buffer_byte(expression, ')');
    buffer_free(&xml);
}

void append_conversion(struct buffer *expression, const char *type) {
    if (type) buffer_print(expression, "(function($value as %s) as %s {$value})(", type, type);
}

struct expression *variable_value(struct reading *reading, struct element let) {
    const char *attribute = kind_of(let) == E_OTHER ? "select" : "value";
    const char *value = filled_attribute(reading, let, attribute);
    const char *type = attribute_of(reading, let, "as");
    struct buffer expression = {0};
    append_conversion(&expression, type);
    size_t before = expression.length;
    if (value)
        buffer_text(&expression, value);
    else
        append_content(&expression, let);
    if (type) buffer_byte(&expression, ')');
    struct expression *made = expression_made(
        reading, let, value ? attribute : NULL,
        arena_copy(reading->schema->arena, expression.bytes, expression.length), before);
    buffer_free(&expression);
    return made;
}

void variable_read(struct reading *reading, struct element let, bool of_pattern) {
    struct expression *value = variable_value(reading, let);
    struct variable *variable = variable_declare(reading, let);
    if (!variable) return;
    variable->value = value;
    variable->of_pattern = of_pattern;
}
