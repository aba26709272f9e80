/* Writes a syntax tree in the compact syntax.  Every pattern is first tried on the rest of the
   line; where it does not fit, or has comments or annotations, it is broken over several. */
#include "rng/convert.h"

#include "rng/compact_lexer.h"
#include "xsd/datatype.h"

#include <ctype.h>
#include <string.h>

enum { LINE_WIDTH = 80, INDENT = 2 };

struct writer {
    struct conversion *conversion;
    struct buffer *output;
    size_t line_start; /* where in the output the present line begins */
    bool flat;         /* trying to write on one line */
    bool failed;       /* it does not fit */
};

/* How tightly a pattern is bound by what is around it: whether it needs parentheses. */
enum binding { LOOSE, IN_OPERATOR, IN_REPETITION };

static void write_pattern(struct writer *writer, const struct syntax_node *node, size_t indent,
                          enum binding binding);

/* ---- lines ---- */

static void write(struct writer *writer, const char *text) {
    buffer_text(writer->output, text);
    if (writer->flat && writer->output->length - writer->line_start > LINE_WIDTH)
        writer->failed = true;
}

static void new_line(struct writer *writer, size_t indent) {
    if (writer->flat) {
        writer->failed = true;
        return;
    }
    buffer_byte(writer->output, '\n');
    writer->line_start = writer->output->length;
    for (size_t i = 0; i < indent; i++)
        buffer_byte(writer->output, ' ');
}

/* A new line, or a space where all is on one line. */
static void soft_break(struct writer *writer, size_t indent) {
    if (writer->flat)
        write(writer, " ");
    else
        new_line(writer, indent);
}

/* A new line unless the present one is still empty. */
static void fresh_line(struct writer *writer, size_t indent) {
    if (writer->flat) {
        writer->failed = true;
        return;
    }
    size_t length = writer->output->length;
    for (size_t at = writer->line_start; at < length; at++) {
        if (writer->output->bytes[at] == ' ') continue;
        new_line(writer, indent);
        return;
    }
    writer->output->length = writer->line_start;
    for (size_t i = 0; i < indent; i++)
        buffer_byte(writer->output, ' ');
}

/* ---- words ---- */

static bool is_escape(const char *text) {
    const char *at = text + 1;
    while (*at == 'x')
        at++;
    if (at == text + 1 || *at++ != '{' || !isxdigit((unsigned char)*at)) return false;
    while (isxdigit((unsigned char)*at))
        at++;
    return *at == '}';
}

/* Text in which nothing may be taken for an escape. */
static void write_unescaped(struct writer *writer, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\' && is_escape(text + i))
            buffer_text(writer->output, "\\x{5C}");
        else if (text[i] == '\r')
            buffer_text(writer->output, "\\x{D}");
        else if (text[i] == '\n')
            buffer_text(writer->output, "\\x{A}");
        else
            buffer_byte(writer->output, text[i]);
    }
}

/* A literal: in the quotes that it does not contain, or in segments joined by ~. */
static void write_literal(struct writer *writer, const char *text) {
    do {
        size_t plain = strcspn(text, "\""), other = strcspn(text, "'");
        const char *quote = plain >= other ? "\"" : "'";
        size_t length = plain >= other ? plain : other;
        write(writer, quote);
        write_unescaped(writer, text, length);
        write(writer, quote);
        text += length;
        if (*text) write(writer, " ~ ");
    } while (*text);
}

static void write_identifier(struct writer *writer, const char *name) {
    if (compact_keyword_named(name, strlen(name)) < KEYWORDS) write(writer, "\\");
    write(writer, name);
}

static void write_prefixed(struct writer *writer, const char *prefix, const char *name) {
    write(writer, prefix);
    write(writer, ":");
    write(writer, name);
}

/* ---- comments and annotations ---- */

/* Every line of the text behind a mark. */
static void write_marked_lines(struct writer *writer, const char *text, const char *mark,
                               size_t indent) {
    for (;;) {
        size_t length = strcspn(text, "\n");
        size_t shown = length && text[length - 1] == '\r' ? length - 1 : length;
        fresh_line(writer, indent);
        if (writer->failed) return;
        write(writer, mark);
        write_unescaped(writer, text, shown);
        if (!text[length]) break;
        text += length + 1;
    }
    new_line(writer, indent);
}

static void write_comment(struct writer *writer, const struct syntax_node *node, size_t indent) {
    /* a line that begins with # would be documentation */
    const char *text = node->text;
    for (;;) {
        size_t length = strcspn(text, "\n");
        fresh_line(writer, indent);
        if (writer->failed) return;
        write(writer, *text == '#' ? "# " : "#");
        write_unescaped(writer, text, length);
        if (!text[length]) break;
        text += length + 1;
    }
    new_line(writer, indent);
}

static bool is_documentation(const struct syntax_node *node) {
    const struct syntax_node *text = node->first_child;
    return node->kind == SYNTAX_ANNOTATION && !strcmp(node->name, "documentation") &&
           !strcmp(node->uri, syntax_annotations_uri) && !node->attributes &&
           (!text || (text->kind == SYNTAX_ANNOTATION_TEXT && !text->next));
}

static void write_documentation(struct writer *writer, const struct syntax_node *node,
                                size_t indent) {
    write_marked_lines(writer, node->first_child ? node->first_child->text : "", "## ", indent);
}

static void write_foreign_attribute(struct writer *writer,
                                    const struct syntax_attribute *attribute) {
    if (*attribute->uri)
        write_prefixed(writer,
                       conversion_prefix(writer->conversion, attribute->uri, attribute->prefix),
                       attribute->local);
    else
        write(writer, attribute->local);
    write(writer, " = ");
    write_literal(writer, attribute->value);
}

static void write_annotation_name(struct writer *writer, const struct syntax_node *node) {
    if (*node->uri)
        write_prefixed(writer, conversion_prefix(writer->conversion, node->uri, node->prefix),
                       node->name);
    else
        write_identifier(writer, node->name);
}

/* NAME [ ATTRIBUTES CONTENT ] */
static void write_annotation(struct writer *writer, const struct syntax_node *node, size_t indent) {
    size_t inner = indent + INDENT;
    if (node->kind == SYNTAX_COMMENT) {
        write_comment(writer, node, indent);
        return;
    }
    if (node->kind == SYNTAX_ANNOTATION_TEXT) {
        write_literal(writer, node->text);
        return;
    }
    write_annotation_name(writer, node);
    write(writer, " [");
    bool simple = !node->attributes && node->first_child && !node->first_child->next &&
                  node->first_child->kind == SYNTAX_ANNOTATION_TEXT;
    for (const struct syntax_attribute *at = node->attributes; at; at = at->next) {
        new_line(writer, inner);
        write_foreign_attribute(writer, at);
    }
    for (const struct syntax_node *at = node->first_child; at; at = at->next) {
        if (simple)
            write(writer, " ");
        else
            fresh_line(writer, inner);
        write_annotation(writer, at, inner);
    }
    if (simple || (!node->attributes && !node->first_child))
        write(writer, " ");
    else
        fresh_line(writer, indent);
    write(writer, "]");
}

/* Whether the node is among the annotations that stand before it: up to the first child that is no
   annotation, but for the name of an element. */
static bool is_lead_end(const struct syntax_node *parent, const struct syntax_node *child,
                        bool *passed_name) {
    if (syntax_is_annotation(child)) return false;
    bool named = parent->kind == SYNTAX_ELEMENT || parent->kind == SYNTAX_ATTRIBUTE;
    if (!named || *passed_name) return true;
    *passed_name = true;
    return false;
}

/* The first child that is no part of the annotations before the node and not its name. */
static const struct syntax_node *content_of(const struct syntax_node *node) {
    bool passed_name = false;
    const struct syntax_node *at = node->first_child;
    while (at && !is_lead_end(node, at, &passed_name))
        at = at->next;
    return at;
}

/* What holds parts of a grammar has only documentation before it: other annotations are parts
   themselves. */
static bool holds_components(const struct syntax_node *node) {
    return node->kind == SYNTAX_DIV || node->kind == SYNTAX_INCLUDE || node->kind == SYNTAX_GRAMMAR;
}

static bool is_lead(const struct syntax_node *parent, const struct syntax_node *annotation) {
    if (annotation->kind != SYNTAX_ANNOTATION) return false;
    return !holds_components(parent) || is_documentation(annotation);
}

/* The a:documentation elements behind a value are about it. */
static const struct syntax_node *value_documentation(const struct syntax_node *node) {
    bool text_only = node->kind == SYNTAX_VALUE || node->kind == SYNTAX_PARAM;
    return text_only && node->next && is_documentation(node->next) ? node->next : NULL;
}

static bool has_lead(const struct syntax_node *node) {
    if (node->attributes || value_documentation(node)) return true;
    const struct syntax_node *end = content_of(node);
    for (const struct syntax_node *at = node->first_child; at && at != end; at = at->next) {
        if (is_lead(node, at)) return true;
        if (holds_components(node)) return false;
    }
    return false;
}

/* [ ATTRIBUTES ELEMENTS ]: a single attribute on one line, else one on each. */
static void write_lead_brackets(struct writer *writer, const struct syntax_attribute *attributes,
                                const struct syntax_node *first, const struct syntax_node *end,
                                size_t indent) {
    bool single = attributes && !attributes->next && (!first || first == end);
    write(writer, "[");
    for (; attributes; attributes = attributes->next) {
        if (single)
            write(writer, " ");
        else
            fresh_line(writer, indent + INDENT);
        write_foreign_attribute(writer, attributes);
    }
    for (; first && first != end; first = first->next) {
        if (first->kind != SYNTAX_ANNOTATION) continue;
        fresh_line(writer, indent + INDENT);
        write_annotation(writer, first, indent + INDENT);
    }
    if (single)
        write(writer, " ");
    else
        fresh_line(writer, indent);
    write(writer, "]");
}

/* Documentation and [...] before the node. */
static void write_lead(struct writer *writer, const struct syntax_node *node, size_t indent) {
    if (!has_lead(node)) return;
    if (writer->flat) {
        writer->failed = true;
        return;
    }
    const struct syntax_node *end = content_of(node), *at = node->first_child;
    const struct syntax_node *behind = value_documentation(node);
    for (; behind && is_documentation(behind); behind = behind->next)
        write_documentation(writer, behind, indent);
    for (; at && at != end && (!is_lead(node, at) || is_documentation(at)); at = at->next) {
        if (is_lead(node, at)) write_documentation(writer, at, indent);
        if (!is_lead(node, at) && holds_components(node)) break;
    }
    if (holds_components(node)) at = end;
    if (!node->attributes && (!at || at == end)) return;
    fresh_line(writer, indent);
    write_lead_brackets(writer, node->attributes, at, end, indent);
    new_line(writer, indent);
}

/* Comments among the annotations before the content. */
static void write_lead_comments(struct writer *writer, const struct syntax_node *node,
                                size_t indent) {
    const struct syntax_node *end = content_of(node);
    if (holds_components(node)) return;
    for (const struct syntax_node *at = node->first_child; at && at != end; at = at->next)
        if (at->kind == SYNTAX_COMMENT) write_comment(writer, at, indent);
}

/* ---- name classes ---- */

static void write_name_class(struct writer *writer, const struct syntax_node *node,
                             bool of_attribute, bool parentheses, size_t indent);

static void write_name_choice(struct writer *writer, const struct syntax_node *first,
                              bool of_attribute, bool parentheses, size_t indent) {
    bool several = first && syntax_skip_annotations(first->next);
    if (several && parentheses) write(writer, "(");
    for (const struct syntax_node *at = first; at; at = syntax_skip_annotations(at->next)) {
        if (at != first) write(writer, " | ");
        write_name_class(writer, at, of_attribute, several || parentheses, indent);
    }
    if (several && parentheses) write(writer, ")");
}

static void write_name(struct writer *writer, const struct syntax_node *node, bool of_attribute) {
    struct conversion *conversion = writer->conversion;
    bool unprefixed =
        of_attribute ? node->uri && !*node->uri : conversion_same(node->uri, conversion->ns);
    if (unprefixed && !node->prefix)
        write(writer, node->name);
    else
        write_prefixed(writer, conversion_prefix(conversion, node->uri, node->prefix), node->name);
}

static void write_name_class(struct writer *writer, const struct syntax_node *node,
                             bool of_attribute, bool parentheses, size_t indent) {
    const struct syntax_node *inner = syntax_skip_annotations(node->first_child);
    if (has_lead(node)) {
        bool flat = writer->flat;
        write_lead(writer, node, indent);
        writer->flat = flat;
    }
    if (parentheses && inner && node->kind != SYNTAX_CHOICE) write(writer, "(");
    switch (node->kind) {
    case SYNTAX_CHOICE:
        write_name_choice(writer, inner, of_attribute, parentheses || has_lead(node), indent);
        return;
    case SYNTAX_NAME: write_name(writer, node, of_attribute); return;
    case SYNTAX_NS_NAME:
        write_prefixed(writer, conversion_prefix(writer->conversion, node->uri, node->prefix), "*");
        break;
    default: write(writer, "*"); break;
    }
    if (!inner) return;
    write(writer, " - ");
    write_name_choice(writer, syntax_skip_annotations(inner->first_child), of_attribute, true,
                      indent);
    if (parentheses) write(writer, ")");
}

/* ---- patterns ---- */

static const struct syntax_node *next_pattern(const struct syntax_node *node) {
    while (node && syntax_is_annotation(node))
        node = node->next;
    return node;
}

/* A member of an operator, or content of braces, with the comments before it and the annotations
   behind it; returns what comes then. */
static const struct syntax_node *write_member(struct writer *writer, const struct syntax_node *node,
                                              size_t indent, enum binding binding) {
    for (; node && node->kind == SYNTAX_COMMENT; node = node->next)
        write_comment(writer, node, indent);
    if (!node) return NULL;
    bool follows = node->next && node->next->kind == SYNTAX_ANNOTATION;
    const struct syntax_node *at = node->next;
    if (value_documentation(node)) {
        while (at && is_documentation(at))
            at = at->next;
        follows = at && at->kind == SYNTAX_ANNOTATION;
    }
    /* >> is bound to the pattern before it, so that this must be one without operators */
    write_pattern(writer, node, indent, follows && binding == LOOSE ? IN_OPERATOR : binding);
    for (; at && syntax_is_annotation(at) && !writer->failed; at = at->next) {
        if (at->kind == SYNTAX_COMMENT) break;
        new_line(writer, indent);
        write(writer, ">> ");
        write_annotation(writer, at, indent);
    }
    return at;
}

static const char *separator_of(enum syntax_kind kind) {
    return kind == SYNTAX_CHOICE ? "| " : kind == SYNTAX_INTERLEAVE ? "& " : ", ";
}

/* The members of an operator: on one line, or each on one of its own. */
static void write_members(struct writer *writer, const struct syntax_node *first, size_t indent,
                          enum syntax_kind kind) {
    const char *separator = separator_of(kind);
    for (const struct syntax_node *at = first; next_pattern(at) && !writer->failed;) {
        if (at != first && kind == SYNTAX_GROUP) {
            write(writer, ",");
            soft_break(writer, indent);
        } else if (at != first) {
            soft_break(writer, indent);
            write(writer, separator);
        }
        bool marked = at != first && kind != SYNTAX_GROUP;
        at = write_member(writer, at, indent + (marked ? INDENT : 0), IN_OPERATOR);
        if (!next_pattern(at))
            for (; at; at = at->next)
                if (at->kind == SYNTAX_COMMENT) write_comment(writer, at, indent);
    }
}

static bool has_several(const struct syntax_node *first) {
    first = next_pattern(first);
    return first && next_pattern(first->next);
}

/* What stands in braces: several patterns are a group. */
static void write_content(struct writer *writer, const struct syntax_node *first, size_t indent,
                          enum syntax_kind kind) {
    if (has_several(first)) {
        write_members(writer, first, indent, kind);
        return;
    }
    for (const struct syntax_node *at = first; at;) {
        if (next_pattern(at)) {
            at = write_member(writer, at, indent, LOOSE);
        } else {
            if (at->kind == SYNTAX_COMMENT) write_comment(writer, at, indent);
            at = at->next;
        }
    }
}

static void write_braced(struct writer *writer, const struct syntax_node *node, size_t indent) {
    write(writer, " {");
    soft_break(writer, indent + INDENT);
    write_lead_comments(writer, node, indent + INDENT);
    const struct syntax_node *content = content_of(node);
    if (content)
        write_content(writer, content, indent + INDENT, SYNTAX_GROUP);
    else
        write(writer, "text"); /* RNG 4.12, of an attribute */
    if (writer->flat)
        write(writer, " ");
    else
        fresh_line(writer, indent);
    write(writer, "}");
}

/* Members in parentheses where what is around them needs some. */
static void write_operator(struct writer *writer, const struct syntax_node *node, size_t indent,
                           enum binding binding) {
    const struct syntax_node *content = content_of(node);
    bool several = has_several(content);
    bool parentheses = (several && binding != LOOSE) || has_lead(node);
    if (!several && !parentheses) {
        write_member(writer, content, indent, binding);
        return;
    }
    if (parentheses) write(writer, "(");
    write_lead_comments(writer, node, indent + 1);
    write_members(writer, content, indent + (parentheses ? 1 : 0), (enum syntax_kind)node->kind);
    if (parentheses) write(writer, ")");
}

static void write_repetition(struct writer *writer, const struct syntax_node *node, size_t indent) {
    const char *mark = node->kind == SYNTAX_OPTIONAL       ? "?"
                       : node->kind == SYNTAX_ZERO_OR_MORE ? "*"
                                                           : "+";
    const struct syntax_node *content = content_of(node);
    bool parentheses = has_lead(node); /* else what is before it would be before its inside */
    if (parentheses) write(writer, "(");
    write_lead_comments(writer, node, indent);
    if (has_several(content)) {
        write(writer, "(");
        write_members(writer, content, indent + 1, SYNTAX_GROUP);
        write(writer, ")");
    } else {
        write_member(writer, content, indent, IN_REPETITION);
    }
    write(writer, mark);
    if (parentheses) write(writer, ")");
}

/* ---- data ---- */

static const char *library_prefix(struct writer *writer, const char *library) {
    struct conversion *conversion = writer->conversion;
    if (!strcmp(library, datatype_xsd_library)) return "xsd";
    for (size_t i = 0, number = 0; i < conversion->library_count; i++) {
        if (!strcmp(conversion->libraries[i], datatype_xsd_library)) continue;
        number++;
        if (!strcmp(conversion->libraries[i], library))
            return arena_print(conversion->reading->arena, "datatypes%zu", number);
    }
    return "xsd";
}

static void write_type(struct writer *writer, const struct syntax_node *node) {
    if (*node->library)
        write_prefixed(writer, library_prefix(writer, node->library), node->name);
    else
        write(writer, node->name);
}

static bool has_except(const struct syntax_node *data) {
    const struct syntax_node *at = data->first_child;
    while (at && at->kind != SYNTAX_EXCEPT)
        at = at->next;
    return at != NULL;
}

static void write_data(struct writer *writer, const struct syntax_node *node, size_t indent,
                       enum binding binding) {
    const struct syntax_node *at = content_of(node);
    bool parentheses = binding != LOOSE && has_except(node);
    if (parentheses) write(writer, "(");
    write_type(writer, node);
    bool any = at && next_pattern(at) && next_pattern(at)->kind == SYNTAX_PARAM;
    if (any) write(writer, " {");
    for (; at && at->kind != SYNTAX_EXCEPT; at = at->next) {
        if (at->kind == SYNTAX_COMMENT) write_comment(writer, at, indent + INDENT);
        if (at->kind != SYNTAX_PARAM) continue;
        soft_break(writer, indent + INDENT);
        write_lead(writer, at, indent + INDENT);
        write(writer, at->name);
        write(writer, " = ");
        write_literal(writer, at->text);
    }
    if (any) {
        soft_break(writer, indent);
        write(writer, "}");
    }
    if (!at) return;
    write(writer, " - ");
    const struct syntax_node *first = at->first_child;
    if (has_several(first)) write(writer, "(");
    if (has_several(first))
        write_members(writer, first, indent + INDENT, SYNTAX_CHOICE);
    else
        write_member(writer, first, indent + INDENT, IN_REPETITION);
    if (has_several(first)) write(writer, ")");
    if (parentheses) write(writer, ")");
}

static void write_value(struct writer *writer, const struct syntax_node *node) {
    bool plain = !node->name || (!*node->library && !strcmp(node->name, "token"));
    if (!plain) {
        write_type(writer, node);
        write(writer, " ");
    }
    write_literal(writer, conversion_value_text(writer->conversion, node));
}

/* ---- grammars ---- */

static void write_components(struct writer *writer, const struct syntax_node *first, size_t indent);

static void write_inherit(struct writer *writer, const struct syntax_node *node) {
    const char *ns = conversion_passed_ns(node);
    if (conversion_same(ns, writer->conversion->ns)) return;
    write(writer, " inherit = ");
    write(writer, conversion_prefix(writer->conversion, ns, node->prefix));
}

/* What is in the braces of a grammar, div or include: all but the documentation before it. */
static const struct syntax_node *components_of(const struct syntax_node *node) {
    const struct syntax_node *at = node->first_child;
    while (at && is_documentation(at))
        at = at->next;
    return at;
}

static void write_component_braces(struct writer *writer, const struct syntax_node *node,
                                   size_t indent) {
    write(writer, " {");
    new_line(writer, indent + INDENT);
    write_components(writer, components_of(node), indent + INDENT);
    fresh_line(writer, indent);
    write(writer, "}");
}

static void write_definition(struct writer *writer, const struct syntax_node *node, size_t indent) {
    static const char *const operators[] = {" =", " |=", " &="};
    if (node->kind == SYNTAX_START)
        write(writer, "start");
    else
        write_identifier(writer, node->name);
    write(writer, operators[node->combine]);
    size_t length = writer->output->length, line_start = writer->line_start;
    const struct syntax_node *content = content_of(node);
    writer->flat = true;
    writer->failed = false;
    write(writer, " ");
    write_lead_comments(writer, node, indent + INDENT);
    write_content(writer, content, indent + INDENT, SYNTAX_GROUP);
    writer->flat = false;
    if (!writer->failed) return;
    writer->failed = false;
    writer->output->length = length;
    writer->line_start = line_start;
    new_line(writer, indent + INDENT);
    write_lead_comments(writer, node, indent + INDENT);
    write_content(writer, content, indent + INDENT, SYNTAX_GROUP);
}

static void write_component(struct writer *writer, const struct syntax_node *node, size_t indent) {
    write_lead(writer, node, indent);
    fresh_line(writer, indent);
    switch (node->kind) {
    case SYNTAX_DIV:
        write(writer, "div");
        write_component_braces(writer, node, indent);
        break;
    case SYNTAX_INCLUDE:
        write(writer, "include ");
        write_literal(writer, conversion_href(writer->conversion, node));
        write_inherit(writer, node);
        if (components_of(node)) write_component_braces(writer, node, indent);
        break;
    default: write_definition(writer, node, indent);
    }
}

static void write_components(struct writer *writer, const struct syntax_node *first,
                             size_t indent) {
    const struct syntax_node *last = NULL;
    for (const struct syntax_node *at = first; at; last = at, at = at->next) {
        fresh_line(writer, indent);
        if (last && last->kind == SYNTAX_COMMENT && at->kind == SYNTAX_COMMENT)
            new_line(writer, indent); /* else they would be one */
        if (syntax_is_annotation(at))
            write_annotation(writer, at, indent);
        else
            write_component(writer, at, indent);
    }
}

/* ---- patterns again ---- */

static void write_named(struct writer *writer, const struct syntax_node *node, size_t indent) {
    const struct syntax_node *name = syntax_skip_annotations(node->first_child);
    bool is_attribute = node->kind == SYNTAX_ATTRIBUTE;
    write(writer, is_attribute ? "attribute " : "element ");
    write_name_class(writer, name, is_attribute, false, indent + INDENT);
    write_braced(writer, node, indent);
}

static void write_kind(struct writer *writer, const struct syntax_node *node, size_t indent,
                       enum binding binding) {
    switch (node->kind) {
    case SYNTAX_ELEMENT:
    case SYNTAX_ATTRIBUTE: write_named(writer, node, indent); break;
    case SYNTAX_GROUP:
    case SYNTAX_INTERLEAVE:
    case SYNTAX_CHOICE: write_operator(writer, node, indent, binding); break;
    case SYNTAX_OPTIONAL:
    case SYNTAX_ZERO_OR_MORE:
    case SYNTAX_ONE_OR_MORE:
        if (binding == IN_REPETITION) write(writer, "(");
        write_repetition(writer, node, indent);
        if (binding == IN_REPETITION) write(writer, ")");
        break;
    case SYNTAX_LIST:
    case SYNTAX_MIXED:
        write(writer, syntax_names[node->kind]);
        write_braced(writer, node, indent);
        break;
    case SYNTAX_REF: write_identifier(writer, node->name); break;
    case SYNTAX_PARENT_REF:
        write(writer, "parent ");
        write_identifier(writer, node->name);
        break;
    case SYNTAX_VALUE: write_value(writer, node); break;
    case SYNTAX_DATA: write_data(writer, node, indent, binding); break;
    case SYNTAX_EXTERNAL_REF:
        write(writer, "external ");
        write_literal(writer, conversion_href(writer->conversion, node));
        write_inherit(writer, node);
        break;
    case SYNTAX_GRAMMAR:
        write(writer, "grammar");
        write_component_braces(writer, node, indent);
        break;
    default: write(writer, syntax_names[node->kind]); /* empty, text, notAllowed */
    }
}

static void write_pattern(struct writer *writer, const struct syntax_node *node, size_t indent,
                          enum binding binding) {
    if (writer->failed) return;
    if (writer->flat) {
        write_lead(writer, node, indent);
        write_kind(writer, node, indent, binding);
        return;
    }
    if (has_lead(node)) {
        size_t column = writer->output->length - writer->line_start;
        if (column > indent) new_line(writer, indent);
        write_lead(writer, node, indent);
    }
    size_t length = writer->output->length, line_start = writer->line_start;
    writer->flat = true;
    write_kind(writer, node, indent, binding);
    writer->flat = false;
    if (!writer->failed) return;
    writer->failed = false;
    writer->output->length = length;
    writer->line_start = line_start;
    write_kind(writer, node, indent, binding);
}

/* ---- the file ---- */

/* The prefix to be declared with the default namespace. */
static const char *default_prefix(const struct conversion *conversion) {
    for (size_t i = 0; conversion->ns && i < conversion->prefix_count; i++)
        if (conversion_same(conversion->prefixes[i].uri, conversion->ns))
            return conversion->prefixes[i].prefix;
    return NULL;
}

static void declare(struct writer *writer, const char *what, const char *prefix, const char *uri) {
    write(writer, what);
    if (prefix) {
        write(writer, " ");
        write(writer, prefix);
    }
    write(writer, " = ");
    if (uri)
        write_literal(writer, uri);
    else
        write(writer, "inherit");
    new_line(writer, 0);
}

static void write_declarations(struct writer *writer) {
    const struct conversion *conversion = writer->conversion;
    const char *prefix = default_prefix(conversion);
    for (size_t i = 0; i < conversion->prefix_count; i++)
        declare(writer,
                conversion->prefixes[i].prefix == prefix ? "default namespace" : "namespace",
                conversion->prefixes[i].prefix, conversion->prefixes[i].uri);
    if (conversion->ns && !prefix) declare(writer, "default namespace", NULL, conversion->ns);
    for (size_t i = 0; i < conversion->library_count; i++)
        if (strcmp(conversion->libraries[i], datatype_xsd_library) != 0)
            declare(writer, "datatypes", library_prefix(writer, conversion->libraries[i]),
                    conversion->libraries[i]);
    if (conversion->prefix_count || conversion->ns || conversion->library_count)
        new_line(writer, 0);
}

/* All names are first asked for their prefixes, so that these can be declared. */
static void ask_for_prefixes(struct conversion *conversion, const struct syntax_node *first,
                             bool of_attribute) {
    for (const struct syntax_node *at = first; at; at = at->next) {
        bool needs = false;
        const char *uri = at->uri;
        if (at->kind == SYNTAX_NAME)
            needs =
                at->prefix || (of_attribute ? !uri || *uri : !conversion_same(uri, conversion->ns));
        else if (at->kind == SYNTAX_INCLUDE || at->kind == SYNTAX_EXTERNAL_REF)
            needs = !conversion_same(uri = conversion_passed_ns(at), conversion->ns);
        if (needs || at->kind == SYNTAX_NS_NAME) conversion_prefix(conversion, uri, at->prefix);
        bool inner = at->kind == SYNTAX_ATTRIBUTE ||
                     (of_attribute && (at->kind == SYNTAX_CHOICE || at->kind == SYNTAX_EXCEPT ||
                                       at->kind == SYNTAX_ANY_NAME || at->kind == SYNTAX_NS_NAME));
        ask_for_prefixes(conversion, at->first_child, inner);
    }
}

/* Comments outside the root: on lines of their own, with an empty line behind each. */
static void write_outer_comments(struct writer *writer, const struct syntax_node *first,
                                 const struct syntax_node *end) {
    for (; first != end; first = first->next) {
        if (first->kind != SYNTAX_COMMENT) continue;
        write_comment(writer, first, 0);
        new_line(writer, 0);
    }
}

void convert_to_compact(struct conversion *conversion, struct syntax_node *first) {
    struct writer writer = {.conversion = conversion, .output = conversion->output};
    const struct syntax_node *root = conversion_root(first);
    ask_for_prefixes(conversion, first, false);
    write_outer_comments(&writer, first, root);
    write_declarations(&writer);
    if (root->kind == SYNTAX_GRAMMAR && !root->attributes)
        write_components(&writer, root->first_child, 0);
    else
        write_member(&writer, root, 0, LOOSE);
    fresh_line(&writer, 0);
    write_outer_comments(&writer, root->next, NULL);
}
