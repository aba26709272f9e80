/* Writes the pieces of the compact syntax: lines that may be tried flat before they are broken,
   words, comments, and the annotations before something. */
#include "rng/compact_writer.h"

#include "rng/compact_lexer.h"

#include <ctype.h>
#include <string.h>

enum { LINE_WIDTH = 80 };

/* ---- lines ---- */

void writer_text(struct writer *writer, const char *text) {
    buffer_text(writer->output, text);
    if (writer->flat && writer->output->length - writer->line_start > LINE_WIDTH)
        writer->failed = true;
}

void writer_new_line(struct writer *writer, size_t indent) {
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
void writer_soft_break(struct writer *writer, size_t indent) {
    if (writer->flat)
        writer_text(writer, " ");
    else
        writer_new_line(writer, indent);
}

/* A new line unless the present one is still empty. */
void writer_fresh_line(struct writer *writer, size_t indent) {
    if (writer->flat) {
        writer->failed = true;
        return;
    }
    size_t length = writer->output->length;
    for (size_t at = writer->line_start; at < length; at++) {
        if (writer->output->bytes[at] == ' ') continue;
        writer_new_line(writer, indent);
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
void writer_literal(struct writer *writer, const char *text) {
    do {
        size_t plain = strcspn(text, "\""), other = strcspn(text, "'");
        const char *quote = plain >= other ? "\"" : "'";
        size_t length = plain >= other ? plain : other;
        writer_text(writer, quote);
        write_unescaped(writer, text, length);
        writer_text(writer, quote);
        text += length;
        if (*text) writer_text(writer, " ~ ");
    } while (*text);
}

void writer_identifier(struct writer *writer, const char *name) {
    if (compact_keyword_named(name, strlen(name)) < KEYWORDS) writer_text(writer, "\\");
    writer_text(writer, name);
}

void writer_prefixed(struct writer *writer, const char *prefix, const char *name) {
    writer_text(writer, prefix);
    writer_text(writer, ":");
    writer_text(writer, name);
}

/* ---- comments and annotations ---- */

/* Every line of the text behind a mark. */
static void write_marked_lines(struct writer *writer, const char *text, const char *mark,
                               size_t indent) {
    for (;;) {
        size_t length = strcspn(text, "\n");
        size_t shown = length && text[length - 1] == '\r' ? length - 1 : length;
        writer_fresh_line(writer, indent);
        if (writer->failed) return;
        writer_text(writer, mark);
        write_unescaped(writer, text, shown);
        if (!text[length]) break;
        text += length + 1;
    }
    writer_new_line(writer, indent);
}

void writer_comment(struct writer *writer, const struct syntax_node *node, size_t indent) {
    /* a line that begins with # would be documentation */
    const char *text = node->text;
    for (;;) {
        size_t length = strcspn(text, "\n");
        writer_fresh_line(writer, indent);
        if (writer->failed) return;
        writer_text(writer, *text == '#' ? "# " : "#");
        write_unescaped(writer, text, length);
        if (!text[length]) break;
        text += length + 1;
    }
    writer_new_line(writer, indent);
}

bool writer_is_documentation(const struct syntax_node *node) {
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
        writer_prefixed(writer,
                        conversion_prefix(writer->conversion, attribute->uri, attribute->prefix),
                        attribute->local);
    else
        writer_text(writer, attribute->local);
    writer_text(writer, " = ");
    writer_literal(writer, attribute->value);
}

static void write_annotation_name(struct writer *writer, const struct syntax_node *node) {
    if (*node->uri)
        writer_prefixed(writer, conversion_prefix(writer->conversion, node->uri, node->prefix),
                        node->name);
    else
        writer_identifier(writer, node->name);
}

/* NAME [ ATTRIBUTES CONTENT ] */
void writer_annotation(struct writer *writer, const struct syntax_node *node, size_t indent) {
    size_t inner = indent + INDENT;
    if (node->kind == SYNTAX_COMMENT) {
        writer_comment(writer, node, indent);
        return;
    }
    if (node->kind == SYNTAX_ANNOTATION_TEXT) {
        writer_literal(writer, node->text);
        return;
    }
    write_annotation_name(writer, node);
    writer_text(writer, " [");
    bool simple = !node->attributes && node->first_child && !node->first_child->next &&
                  node->first_child->kind == SYNTAX_ANNOTATION_TEXT;
    for (const struct syntax_attribute *at = node->attributes; at; at = at->next) {
        writer_new_line(writer, inner);
        write_foreign_attribute(writer, at);
    }
    for (const struct syntax_node *at = node->first_child; at; at = at->next) {
        if (simple)
            writer_text(writer, " ");
        else
            writer_fresh_line(writer, inner);
        writer_annotation(writer, at, inner);
    }
    if (simple || (!node->attributes && !node->first_child))
        writer_text(writer, " ");
    else
        writer_fresh_line(writer, indent);
    writer_text(writer, "]");
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
const struct syntax_node *writer_content_of(const struct syntax_node *node) {
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
    return !holds_components(parent) || writer_is_documentation(annotation);
}

/* The a:documentation elements behind a value are about it. */
const struct syntax_node *writer_value_documentation(const struct syntax_node *node) {
    bool text_only = node->kind == SYNTAX_VALUE || node->kind == SYNTAX_PARAM;
    return text_only && node->next && writer_is_documentation(node->next) ? node->next : NULL;
}

bool writer_has_lead(const struct syntax_node *node) {
    if (node->attributes || writer_value_documentation(node)) return true;
    const struct syntax_node *end = writer_content_of(node);
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
    writer_text(writer, "[");
    for (; attributes; attributes = attributes->next) {
        if (single)
            writer_text(writer, " ");
        else
            writer_fresh_line(writer, indent + INDENT);
        write_foreign_attribute(writer, attributes);
    }
    for (; first && first != end; first = first->next) {
        if (first->kind != SYNTAX_ANNOTATION) continue;
        writer_fresh_line(writer, indent + INDENT);
        writer_annotation(writer, first, indent + INDENT);
    }
    if (single)
        writer_text(writer, " ");
    else
        writer_fresh_line(writer, indent);
    writer_text(writer, "]");
}

/* Documentation and [...] before the node. */
void writer_lead(struct writer *writer, const struct syntax_node *node, size_t indent) {
    if (!writer_has_lead(node)) return;
    if (writer->flat) {
        writer->failed = true;
        return;
    }
    const struct syntax_node *end = writer_content_of(node), *at = node->first_child;
    const struct syntax_node *behind = writer_value_documentation(node);
    for (; behind && writer_is_documentation(behind); behind = behind->next)
        write_documentation(writer, behind, indent);
    for (; at && at != end && (!is_lead(node, at) || writer_is_documentation(at)); at = at->next) {
        if (is_lead(node, at)) write_documentation(writer, at, indent);
        if (!is_lead(node, at) && holds_components(node)) break;
    }
    if (holds_components(node)) at = end;
    if (!node->attributes && (!at || at == end)) return;
    writer_fresh_line(writer, indent);
    write_lead_brackets(writer, node->attributes, at, end, indent);
    writer_new_line(writer, indent);
}

/* Comments among the annotations before the content. */
void writer_lead_comments(struct writer *writer, const struct syntax_node *node, size_t indent) {
    const struct syntax_node *end = writer_content_of(node);
    if (holds_components(node)) return;
    for (const struct syntax_node *at = node->first_child; at && at != end; at = at->next)
        if (at->kind == SYNTAX_COMMENT) writer_comment(writer, at, indent);
}
