/* The Schematron Validation Report Language (ISO/IEC 19757-3 annex D), and the texts of messages,
   which it has with their markup. */
#include "schematron/run.h"

#include <libxml/tree.h>
#include <string.h>

/* ---- XML ---- */

static void append_escaped(struct buffer *xml, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        switch (text[i]) {
        case '&': buffer_text(xml, "&amp;"); break;
        case '<': buffer_text(xml, "&lt;"); break;
        case '>': buffer_text(xml, "&gt;"); break;
        case '"': buffer_text(xml, "&quot;"); break;
        default: buffer_byte(xml, text[i]);
        }
}

/* NULL: nothing. */
static void append_attribute(struct buffer *xml, const char *name, const char *value) {
    if (!value) return;
    buffer_print(xml, " %s=\"", name);
    append_escaped(xml, value, strlen(value));
    buffer_byte(xml, '"');
}

/* Only what is a name can be an id there. */
static void append_id(struct buffer *xml, const char *id) {
    if (id && !xmlValidateNCName(BAD_CAST id, 0)) append_attribute(xml, "id", id);
}

/* A list of tokens that is empty is none. */
static void append_flag(struct buffer *xml, const char *flag) {
    if (flag && flag[strspn(flag, " \t\r\n")]) append_attribute(xml, "flag", flag);
}

/* ---- messages ---- */

/* Appends text as it is, in SVRL escaped. */
static void append_plain(struct buffer *text, const char *bytes, size_t length, bool is_svrl) {
    if (is_svrl)
        append_escaped(text, bytes, length);
    else
        buffer_append(text, bytes, length);
}

/* ISO 5.5.6: a `name` without a path is the name of the context node. */
static void append_name(const struct run *run, const struct firing *firing, struct buffer *text) {
    const struct tree_node *node = &run->tree->nodes[firing->node];
    if (node->prefix) buffer_print(text, "%s:", run->tree->prefixes[node->prefix]);
    buffer_text(text, tree_name_of(run->tree->names, node->name)->local);
}

static void append_value(struct run *run, struct expression *value, const struct firing *firing,
                         bool is_svrl, struct buffer *text) {
    struct buffer string = {0};
    if (run_evaluate_string(run, value, &firing->item, &string))
        append_plain(text, string.bytes ? string.bytes : "", string.length, is_svrl);
    buffer_free(&string);
}

/* SVRL has text alone in its markup; what is in markup within markup loses its own. */
static void append_tag(const struct message *part, size_t depth, struct buffer *text) {
    bool is_dir = !strcmp(part->text, "dir");
    if (depth) return;
    buffer_print(text, part->kind == PART_OPEN ? "<svrl:%s" : "</svrl:%s", part->text);
    if (part->kind == PART_OPEN && part->attribute)
        append_attribute(text, is_dir ? "dir" : "class", part->attribute);
    else if (part->kind == PART_OPEN && !strcmp(part->text, "span"))
        append_attribute(text, "class", "");
    buffer_byte(text, '>');
}

void message_append(struct run *run, const struct message *message, const struct firing *firing,
                    bool is_svrl, struct buffer *text) {
    size_t depth = 0;
    for (; message; message = message->next) {
        switch (message->kind) {
        case PART_TEXT: append_plain(text, message->text, strlen(message->text), is_svrl); break;
        case PART_VALUE_OF: append_value(run, message->value, firing, is_svrl, text); break;
        case PART_NAME:
            if (message->value)
                append_value(run, message->value, firing, is_svrl, text);
            else
                append_name(run, firing, text);
            break;
        case PART_OPEN:
            if (is_svrl) append_tag(message, depth, text);
            depth++;
            break;
        case PART_CLOSE:
            depth--;
            if (is_svrl) append_tag(message, depth, text);
            break;
        }
    }
}

static void append_text(struct run *run, const struct message *message,
                        const struct linkable *about, const struct firing *firing,
                        struct buffer *xml) {
    buffer_text(xml, "<svrl:text");
    append_attribute(xml, "see", about->see);
    append_attribute(xml, "icon", about->icon);
    append_attribute(xml, "fpi", about->fpi);
    buffer_byte(xml, '>');
    message_append(run, message, firing, true, xml);
    buffer_text(xml, "</svrl:text>\n");
}

/* ---- locations ---- */

/* How manieth the node is among its siblings of that name and kind. */
static size_t position_of(const struct tree *tree, uint32_t node) {
    size_t position = 1;
    for (uint32_t at = tree->nodes[node].previous; at != TREE_NONE; at = tree->nodes[at].previous)
        position += tree->nodes[at].kind == tree->nodes[node].kind &&
                    tree->nodes[at].name == tree->nodes[node].name;
    return position;
}

/* An XPath that needs no prefixes: /Q{uri}name[1]/@name (XPath 3.1). */
static void append_step(const struct tree *tree, uint32_t node, struct buffer *path) {
    static const char *const tests[NODE_KINDS] = {
        [TREE_TEXT] = "text()", [TREE_COMMENT] = "comment()", [TREE_PI] = "processing-instruction"};
    const struct tree_node *at = &tree->nodes[node];
    const struct tree_name *name = tree_name_of(tree->names, at->name);
    buffer_byte(path, '/');
    if (at->kind == TREE_ATTRIBUTE) buffer_byte(path, '@');
    if (tests[at->kind]) buffer_text(path, tests[at->kind]);
    if (at->kind == TREE_PI) buffer_print(path, "('%s')", name->local);
    if (!tests[at->kind]) buffer_print(path, "Q{%s}%s", name->uri, name->local);
    if (at->kind != TREE_ATTRIBUTE) buffer_print(path, "[%zu]", position_of(tree, node));
}

static void append_location(const struct tree *tree, uint32_t node, struct buffer *path) {
    size_t start = path->length;
    for (uint32_t at = node; at != TREE_NONE && tree->nodes[at].parent != TREE_NONE;
         at = tree->nodes[at].parent) {
        struct buffer step = {0};
        append_step(tree, at, &step);
        buffer_insert(path, start, step.bytes, step.length);
        buffer_free(&step);
    }
    if (path->length == start) buffer_byte(path, '/');
}

/* ---- results ---- */

void svrl_fired(struct run *run, const struct rule *rule) {
    struct buffer *xml = &run->bodies[rule->pattern->index];
    buffer_text(xml, "  <svrl:fired-rule");
    append_id(xml, rule->about.id);
    append_attribute(xml, "name", rule->name);
    append_attribute(xml, "context", rule->context_text);
    if (rule->visit_each) append_attribute(xml, "visit-each", rule->visit_each->text);
    append_attribute(xml, "role", rule->about.role);
    append_flag(xml, rule->about.flag);
    buffer_text(xml, "/>\n");
}

static void append_references(struct run *run, const struct assertion *assertion, bool properties,
                              const struct firing *firing, struct buffer *xml) {
    const char *element = properties ? "property" : "diagnostic";
    for (const struct reference *at = assertion->references; at; at = at->next) {
        if (at->is_property != properties) continue;
        buffer_print(xml, "    <svrl:%s-reference", element);
        append_attribute(xml, element, at->about.id);
        append_attribute(xml, "role", at->about.role);
        append_attribute(xml, "scheme", at->scheme);
        buffer_text(xml, ">\n");
        buffer_text(xml, "      ");
        append_text(run, at->message, &at->about, firing, xml);
        buffer_print(xml, "    </svrl:%s-reference>\n", element);
    }
}

void svrl_result(struct run *run, const struct result *result, const struct firing *firing) {
    const struct assertion *assertion = result->assertion;
    const char *element = assertion->is_report ? "successful-report" : "failed-assert";
    struct buffer *xml = &run->bodies[firing->rule->pattern->index], location = {0};
    append_location(result->tree, result->node, &location);
    buffer_print(xml, "  <svrl:%s", element);
    append_id(xml, assertion->about.id);
    append_attribute(xml, "location", location.bytes);
    append_attribute(xml, "test", assertion->test->text);
    append_attribute(xml, "role",
                     assertion->about.role ? assertion->about.role : firing->rule->about.role);
    append_flag(xml, assertion->about.flag);
    append_attribute(xml, "severity", result->severity);
    buffer_text(xml, ">\n");
    append_references(run, assertion, false, firing, xml);
    append_references(run, assertion, true, firing, xml);
    buffer_text(xml, "    ");
    append_text(run, assertion->message, &assertion->about, firing, xml);
    buffer_print(xml, "  </svrl:%s>\n", element);
    buffer_free(&location);
}

/* ---- the document ---- */

void svrl_append(struct run *run, struct buffer *svrl) {
    for (const struct pattern *pattern = run->schema->patterns; pattern; pattern = pattern->next) {
        const struct buffer *body = &run->bodies[pattern->index];
        buffer_print(svrl, "  <svrl:active-%s", pattern->is_group ? "group" : "pattern");
        append_id(svrl, pattern->about.id);
        append_attribute(svrl, "documents", run->tree->uri ? run->tree->uri : run->tree->file);
        append_attribute(svrl, "name", pattern->title);
        append_attribute(svrl, "role", pattern->about.role);
        buffer_text(svrl, "/>\n");
        if (body->length) buffer_append(svrl, body->bytes, body->length);
    }
}

void schematron_svrl_head(const struct schematron_schema *schema, struct buffer *attributes,
                          struct buffer *elements) {
    append_attribute(attributes, "title", schema->title);
    if (schema->phase && !xmlValidateNMToken(BAD_CAST schema->phase, 0))
        append_attribute(attributes, "phase", schema->phase);
    append_attribute(attributes, "schemaVersion", schema->version);
    append_attribute(attributes, "schematronEdition", schema->edition);
    for (const struct prefix *at = schema->prefixes; at; at = at->next) {
        buffer_text(elements, "  <svrl:ns-prefix-in-attribute-values");
        append_attribute(elements, "prefix", at->prefix);
        append_attribute(elements, "uri", at->uri);
        buffer_text(elements, "/>\n");
    }
}
