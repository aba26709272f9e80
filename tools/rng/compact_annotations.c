/* Annotations of the compact syntax: documentation comments, [...] before something, >> after it.
 */
#include "base/memo.h"
#include "rng/compact_parser.h"
#include "rng/embedded.h"

#include <string.h>

static const char *annotation_uri(struct compact_parser *parser, const struct compact_token *name) {
    const struct syntax_binding *binding =
        name->kind == TOKEN_PREFIXED_NAME ? compact_binding(parser, name) : NULL;
    return binding && binding->uri ? binding->uri : syntax_intern(parser->reading, "");
}

static bool is_name(const struct compact_token *token) {
    return token->kind == TOKEN_IDENTIFIER || token->kind == TOKEN_KEYWORD ||
           token->kind == TOKEN_PREFIXED_NAME;
}

/* No two attributes of one name (XML Names 6.3). */
static void check_attributes(struct compact_parser *parser, size_t offset,
                             const struct syntax_attribute *first) {
    struct memo seen = {.arena = parser->reading->arena};
    for (; first && first->next; first = first->next) {
        void **entry = memo_place(&seen, first->local, first->uri, NULL);
        *entry = (void *)(size_t)first;
        if (!memo_find(&seen, first->next->local, first->next->uri, NULL)) continue;
        syntax_error_at(parser->reading, parser->lexer.source, offset, "rng/schema-syntax",
                        "the annotation \"%s\" is given twice (RELAX NG compact syntax)",
                        first->next->local);
    }
}

/* What annotates RELAX NG is not in its namespace, and an attribute is in some. */
static void check_foreign(struct compact_parser *parser, size_t offset, const char *name,
                          const char *uri, bool is_attribute) {
    if (is_attribute && !*uri)
        syntax_error_at(parser->reading, parser->lexer.source, offset, "rng/schema-syntax",
                        "annotation \"%s\" needs a prefix of a namespace (RELAX NG compact syntax)",
                        name);
    else if (!strcmp(uri, syntax_relaxng_uri))
        syntax_error_at(
            parser->reading, parser->lexer.source, offset, "rng/schema-syntax",
            "annotation \"%s\" is in the namespace of RELAX NG itself (RELAX NG compact "
            "syntax)",
            name);
}

static void append_attribute(struct compact_parser *parser, struct syntax_attribute ***end) {
    struct compact_token name = parser->token;
    compact_advance(parser);
    compact_expect(parser, '=', "\"=\"");
    struct syntax_attribute *attribute = arena_allocate(parser->reading->arena, sizeof *attribute);
    attribute->prefix = name.prefix ? name.prefix : "";
    attribute->uri = annotation_uri(parser, &name);
    attribute->local = name.text;
    attribute->value = compact_literal(parser);
    **end = attribute;
    *end = &attribute->next;
}

/* Text in an annotation: literals there are not joined by ~ alone but stand one after the other. */
static void append_text(struct compact_parser *parser, struct node_run *run) {
    struct syntax_node *node = compact_node(parser, SYNTAX_ANNOTATION_TEXT, parser->token.offset);
    node->text = compact_literal(parser);
    compact_append(run, node);
}

bool compact_is_annotation_element(const struct compact_parser *parser) {
    return is_name(&parser->token) && parser->token.kind != TOKEN_KEYWORD &&
           parser->next.kind == '[';
}

static struct syntax_node *read_element(struct compact_parser *parser) {
    struct compact_token name = parser->token;
    struct syntax_node *node = compact_node(parser, SYNTAX_ANNOTATION, name.offset);
    struct syntax_attribute **end = &node->attributes;
    struct node_run content = {0};
    if (!is_name(&name)) {
        compact_expected(parser, "the name of an annotation");
        return node;
    }
    node->name = name.text;
    node->prefix = name.prefix ? name.prefix : "";
    node->uri = annotation_uri(parser, &name);
    compact_advance(parser);
    if (!compact_enter(parser)) return node;
    compact_expect(parser, '[', "\"[\"");
    while (is_name(&parser->token) && parser->next.kind == '=')
        append_attribute(parser, &end);
    check_attributes(parser, name.offset, node->attributes);
    while (parser->token.kind != ']' && parser->token.kind != TOKEN_END) {
        compact_append_run(&content, compact_take_comments(parser));
        if (parser->token.kind == TOKEN_LITERAL)
            append_text(parser, &content);
        else
            compact_append(&content, read_element(parser));
    }
    compact_append_run(&content, compact_take_comments(parser));
    compact_expect(parser, ']', "\"]\"");
    node->first_child = content.first;
    parser->depth--;
    return node;
}

struct syntax_node *compact_annotation_element(struct compact_parser *parser) {
    struct syntax_node *node = read_element(parser);
    bool everything = parser->reading->keeps_everything;
    if (!everything && node->uri && embedded_is(node->uri)) embedded_keep(parser->reading, node);
    return node;
}

/* ## lines are an a:documentation element. */
static void append_documentation(struct compact_parser *parser, struct annotations *annotations) {
    struct syntax_node *node = compact_node(parser, SYNTAX_ANNOTATION, parser->token.offset);
    node->name = "documentation";
    node->uri = syntax_annotations_uri;
    node->first_child = compact_node(parser, SYNTAX_ANNOTATION_TEXT, parser->token.offset);
    node->first_child->text = parser->token.text;
    compact_append(&annotations->elements, node);
}

struct annotations compact_annotations(struct compact_parser *parser) {
    struct annotations annotations = {0};
    struct syntax_attribute **end = &annotations.attributes;
    for (; parser->token.kind == TOKEN_DOCUMENTATION; compact_advance(parser))
        append_documentation(parser, &annotations);
    if (parser->token.kind != '[') return annotations;
    compact_advance(parser);
    size_t offset = parser->token.offset;
    while (is_name(&parser->token) && parser->next.kind == '=') {
        size_t start = parser->token.offset;
        struct syntax_attribute **own = end;
        append_attribute(parser, &end);
        check_foreign(parser, start, (*own)->local, (*own)->uri, true);
    }
    check_attributes(parser, offset, annotations.attributes);
    while (parser->token.kind != ']' && parser->token.kind != TOKEN_END) {
        struct syntax_node *element = compact_annotation_element(parser);
        if (element->uri)
            check_foreign(parser, element->offset, element->name, element->uri, false);
        compact_append(&annotations.elements, element);
    }
    compact_expect(parser, ']', "\"]\"");
    return annotations;
}

void compact_follow_annotations(struct compact_parser *parser, struct node_run *run) {
    while (parser->token.kind == TOKEN_FOLLOWS) {
        compact_advance(parser);
        struct syntax_node *element = compact_annotation_element(parser);
        if (element->uri)
            check_foreign(parser, element->offset, element->name, element->uri, false);
        if (parser->reading->keeps_everything) compact_append(run, element);
        parser->followed = parser->token.offset;
    }
}

void compact_annotate(struct compact_parser *parser, struct node_run *run, struct syntax_node *node,
                      const struct annotations *annotations) {
    if (!parser->reading->keeps_everything && !parser->reading->keeps_documentation) return;
    struct syntax_attribute **end = &node->attributes;
    while (*end)
        end = &(*end)->next;
    *end = annotations->attributes;
    const struct node_run *elements = &annotations->elements;
    if (!elements->first) return;
    if (node->kind == SYNTAX_VALUE || node->kind == SYNTAX_NAME || node->kind == SYNTAX_PARAM) {
        elements->last->next = node->next;
        node->next = elements->first;
        if (run->last == node) run->last = elements->last;
    } else {
        elements->last->next = node->first_child;
        node->first_child = elements->first;
    }
}
