/* Writes a syntax tree in the compact syntax.  Every pattern is first tried on the rest of the
   line; where it does not fit, or has comments or annotations, it is broken over several. */
#include "rng/compact_writer.h"

#include "xsd/datatype.h"

#include <string.h>

/* How tightly a pattern is bound by what is around it: whether it needs parentheses. */
enum binding { LOOSE, IN_OPERATOR, IN_REPETITION };

static void write_pattern(struct writer *writer, const struct syntax_node *node, size_t indent,
                          enum binding binding);

/* ---- name classes ---- */

static void write_name_class(struct writer *writer, const struct syntax_node *node,
                             bool of_attribute, bool parentheses, size_t indent);

static void write_name_choice(struct writer *writer, const struct syntax_node *first,
                              bool of_attribute, bool parentheses, size_t indent) {
    bool several = first && syntax_skip_annotations(first->next);
    if (several && parentheses) writer_text(writer, "(");
    for (const struct syntax_node *at = first; at; at = syntax_skip_annotations(at->next)) {
        if (at != first) writer_text(writer, " | ");
        write_name_class(writer, at, of_attribute, several || parentheses, indent);
    }
    if (several && parentheses) writer_text(writer, ")");
}

static void write_name(struct writer *writer, const struct syntax_node *node, bool of_attribute) {
    struct conversion *conversion = writer->conversion;
    bool unprefixed =
        of_attribute ? node->uri && !*node->uri : conversion_same(node->uri, conversion->ns);
    if (unprefixed && !node->prefix)
        writer_text(writer, node->name);
    else
        writer_prefixed(writer, conversion_prefix(conversion, node->uri, node->prefix), node->name);
}

static void write_name_class(struct writer *writer, const struct syntax_node *node,
                             bool of_attribute, bool parentheses, size_t indent) {
    const struct syntax_node *inner = syntax_skip_annotations(node->first_child);
    if (writer_has_lead(node)) {
        bool flat = writer->flat;
        writer_lead(writer, node, indent);
        writer->flat = flat;
    }
    if (parentheses && inner && node->kind != SYNTAX_CHOICE) writer_text(writer, "(");
    switch (node->kind) {
    case SYNTAX_CHOICE:
        write_name_choice(writer, inner, of_attribute, parentheses || writer_has_lead(node),
                          indent);
        return;
    case SYNTAX_NAME: write_name(writer, node, of_attribute); return;
    case SYNTAX_NS_NAME:
        writer_prefixed(writer, conversion_prefix(writer->conversion, node->uri, node->prefix),
                        "*");
        break;
    default: writer_text(writer, "*"); break;
    }
    if (!inner) return;
    writer_text(writer, " - ");
    write_name_choice(writer, syntax_skip_annotations(inner->first_child), of_attribute, true,
                      indent);
    if (parentheses) writer_text(writer, ")");
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
        writer_comment(writer, node, indent);
    if (!node) return NULL;
    bool follows = node->next && node->next->kind == SYNTAX_ANNOTATION;
    const struct syntax_node *at = node->next;
    if (writer_value_documentation(node)) {
        while (at && writer_is_documentation(at))
            at = at->next;
        follows = at && at->kind == SYNTAX_ANNOTATION;
    }
    /* >> is bound to the pattern before it, so that this must be one without operators */
    write_pattern(writer, node, indent, follows && binding == LOOSE ? IN_OPERATOR : binding);
    for (; at && syntax_is_annotation(at) && !writer->failed; at = at->next) {
        if (at->kind == SYNTAX_COMMENT) break;
        writer_new_line(writer, indent);
        writer_text(writer, ">> ");
        writer_annotation(writer, at, indent);
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
            writer_text(writer, ",");
            writer_soft_break(writer, indent);
        } else if (at != first) {
            writer_soft_break(writer, indent);
            writer_text(writer, separator);
        }
        bool marked = at != first && kind != SYNTAX_GROUP;
        at = write_member(writer, at, indent + (marked ? INDENT : 0), IN_OPERATOR);
        if (!next_pattern(at))
            for (; at; at = at->next)
                if (at->kind == SYNTAX_COMMENT) writer_comment(writer, at, indent);
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
            if (at->kind == SYNTAX_COMMENT) writer_comment(writer, at, indent);
            at = at->next;
        }
    }
}

static void write_braced(struct writer *writer, const struct syntax_node *node, size_t indent) {
    writer_text(writer, " {");
    writer_soft_break(writer, indent + INDENT);
    writer_lead_comments(writer, node, indent + INDENT);
    const struct syntax_node *content = writer_content_of(node);
    if (content)
        write_content(writer, content, indent + INDENT, SYNTAX_GROUP);
    else
        writer_text(writer, "text"); /* RNG 4.12, of an attribute */
    if (writer->flat)
        writer_text(writer, " ");
    else
        writer_fresh_line(writer, indent);
    writer_text(writer, "}");
}

/* Members in parentheses where what is around them needs some. */
static void write_operator(struct writer *writer, const struct syntax_node *node, size_t indent,
                           enum binding binding) {
    const struct syntax_node *content = writer_content_of(node);
    bool several = has_several(content);
    bool parentheses = (several && binding != LOOSE) || writer_has_lead(node);
    if (!several && !parentheses) {
        write_member(writer, content, indent, binding);
        return;
    }
    if (parentheses) writer_text(writer, "(");
    writer_lead_comments(writer, node, indent + 1);
    write_members(writer, content, indent + (parentheses ? 1 : 0), (enum syntax_kind)node->kind);
    if (parentheses) writer_text(writer, ")");
}

static void write_repetition(struct writer *writer, const struct syntax_node *node, size_t indent) {
    const char *mark = node->kind == SYNTAX_OPTIONAL       ? "?"
                       : node->kind == SYNTAX_ZERO_OR_MORE ? "*"
                                                           : "+";
    const struct syntax_node *content = writer_content_of(node);
    bool parentheses =
        writer_has_lead(node); /* else what is before it would be before its inside */
    if (parentheses) writer_text(writer, "(");
    writer_lead_comments(writer, node, indent);
    if (has_several(content)) {
        writer_text(writer, "(");
        write_members(writer, content, indent + 1, SYNTAX_GROUP);
        writer_text(writer, ")");
    } else {
        write_member(writer, content, indent, IN_REPETITION);
    }
    writer_text(writer, mark);
    if (parentheses) writer_text(writer, ")");
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
        writer_prefixed(writer, library_prefix(writer, node->library), node->name);
    else
        writer_text(writer, node->name);
}

static bool has_except(const struct syntax_node *data) {
    const struct syntax_node *at = data->first_child;
    while (at && at->kind != SYNTAX_EXCEPT)
        at = at->next;
    return at != NULL;
}

static void write_data(struct writer *writer, const struct syntax_node *node, size_t indent,
                       enum binding binding) {
    const struct syntax_node *at = writer_content_of(node);
    bool parentheses = binding != LOOSE && has_except(node);
    if (parentheses) writer_text(writer, "(");
    write_type(writer, node);
    bool any = at && next_pattern(at) && next_pattern(at)->kind == SYNTAX_PARAM;
    if (any) writer_text(writer, " {");
    for (; at && at->kind != SYNTAX_EXCEPT; at = at->next) {
        if (at->kind == SYNTAX_COMMENT) writer_comment(writer, at, indent + INDENT);
        if (at->kind != SYNTAX_PARAM) continue;
        writer_soft_break(writer, indent + INDENT);
        writer_lead(writer, at, indent + INDENT);
        writer_text(writer, at->name);
        writer_text(writer, " = ");
        writer_literal(writer, at->text);
    }
    if (any) {
        writer_soft_break(writer, indent);
        writer_text(writer, "}");
    }
    if (!at) return;
    writer_text(writer, " - ");
    const struct syntax_node *first = at->first_child;
    if (has_several(first)) writer_text(writer, "(");
    if (has_several(first))
        write_members(writer, first, indent + INDENT, SYNTAX_CHOICE);
    else
        write_member(writer, first, indent + INDENT, IN_REPETITION);
    if (has_several(first)) writer_text(writer, ")");
    if (parentheses) writer_text(writer, ")");
}

static void write_value(struct writer *writer, const struct syntax_node *node) {
    bool plain = !node->name || (!*node->library && !strcmp(node->name, "token"));
    if (!plain) {
        write_type(writer, node);
        writer_text(writer, " ");
    }
    writer_literal(writer, conversion_value_text(writer->conversion, node));
}

/* ---- grammars ---- */

static void write_components(struct writer *writer, const struct syntax_node *first, size_t indent);

static void write_inherit(struct writer *writer, const struct syntax_node *node) {
    const char *ns = conversion_passed_ns(node);
    if (conversion_same(ns, writer->conversion->ns)) return;
    writer_text(writer, " inherit = ");
    writer_text(writer, conversion_prefix(writer->conversion, ns, node->prefix));
}

/* What is in the braces of a grammar, div or include: all but the documentation before it. */
static const struct syntax_node *components_of(const struct syntax_node *node) {
    const struct syntax_node *at = node->first_child;
    while (at && writer_is_documentation(at))
        at = at->next;
    return at;
}

static void write_component_braces(struct writer *writer, const struct syntax_node *node,
                                   size_t indent) {
    writer_text(writer, " {");
    writer_new_line(writer, indent + INDENT);
    write_components(writer, components_of(node), indent + INDENT);
    writer_fresh_line(writer, indent);
    writer_text(writer, "}");
}

static void write_definition(struct writer *writer, const struct syntax_node *node, size_t indent) {
    static const char *const operators[] = {" =", " |=", " &="};
    if (node->kind == SYNTAX_START)
        writer_text(writer, "start");
    else
        writer_identifier(writer, node->name);
    writer_text(writer, operators[node->combine]);
    size_t length = writer->output->length, line_start = writer->line_start;
    const struct syntax_node *content = writer_content_of(node);
    writer->flat = true;
    writer->failed = false;
    writer_text(writer, " ");
    writer_lead_comments(writer, node, indent + INDENT);
    write_content(writer, content, indent + INDENT, SYNTAX_GROUP);
    writer->flat = false;
    if (!writer->failed) return;
    writer->failed = false;
    writer->output->length = length;
    writer->line_start = line_start;
    writer_new_line(writer, indent + INDENT);
    writer_lead_comments(writer, node, indent + INDENT);
    write_content(writer, content, indent + INDENT, SYNTAX_GROUP);
}

static void write_component(struct writer *writer, const struct syntax_node *node, size_t indent) {
    writer_lead(writer, node, indent);
    writer_fresh_line(writer, indent);
    switch (node->kind) {
    case SYNTAX_DIV:
        writer_text(writer, "div");
        write_component_braces(writer, node, indent);
        break;
    case SYNTAX_INCLUDE:
        writer_text(writer, "include ");
        writer_literal(writer, conversion_href(writer->conversion, node));
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
        writer_fresh_line(writer, indent);
        if (last && last->kind == SYNTAX_COMMENT && at->kind == SYNTAX_COMMENT)
            writer_new_line(writer, indent); /* else they would be one */
        if (syntax_is_annotation(at))
            writer_annotation(writer, at, indent);
        else
            write_component(writer, at, indent);
    }
}

/* ---- patterns again ---- */

static void write_named(struct writer *writer, const struct syntax_node *node, size_t indent) {
    const struct syntax_node *name = syntax_skip_annotations(node->first_child);
    bool is_attribute = node->kind == SYNTAX_ATTRIBUTE;
    writer_text(writer, is_attribute ? "attribute " : "element ");
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
        if (binding == IN_REPETITION) writer_text(writer, "(");
        write_repetition(writer, node, indent);
        if (binding == IN_REPETITION) writer_text(writer, ")");
        break;
    case SYNTAX_LIST:
    case SYNTAX_MIXED:
        writer_text(writer, syntax_names[node->kind]);
        write_braced(writer, node, indent);
        break;
    case SYNTAX_REF: writer_identifier(writer, node->name); break;
    case SYNTAX_PARENT_REF:
        writer_text(writer, "parent ");
        writer_identifier(writer, node->name);
        break;
    case SYNTAX_VALUE: write_value(writer, node); break;
    case SYNTAX_DATA: write_data(writer, node, indent, binding); break;
    case SYNTAX_EXTERNAL_REF:
        writer_text(writer, "external ");
        writer_literal(writer, conversion_href(writer->conversion, node));
        write_inherit(writer, node);
        break;
    case SYNTAX_GRAMMAR:
        writer_text(writer, "grammar");
        write_component_braces(writer, node, indent);
        break;
    default: writer_text(writer, syntax_names[node->kind]); /* empty, text, notAllowed */
    }
}

static void write_pattern(struct writer *writer, const struct syntax_node *node, size_t indent,
                          enum binding binding) {
    if (writer->failed) return;
    if (writer->flat) {
        writer_lead(writer, node, indent);
        write_kind(writer, node, indent, binding);
        return;
    }
    if (writer_has_lead(node)) {
        size_t column = writer->output->length - writer->line_start;
        if (column > indent) writer_new_line(writer, indent);
        writer_lead(writer, node, indent);
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
    writer_text(writer, what);
    if (prefix) {
        writer_text(writer, " ");
        writer_text(writer, prefix);
    }
    writer_text(writer, " = ");
    if (uri)
        writer_literal(writer, uri);
    else
        writer_text(writer, "inherit");
    writer_new_line(writer, 0);
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
        writer_new_line(writer, 0);
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
        writer_comment(writer, first, 0);
        writer_new_line(writer, 0);
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
    writer_fresh_line(&writer, 0);
    write_outer_comments(&writer, root->next, NULL);
}
