/* Writes a syntax tree in the XML syntax. */
#include "rng/convert.h"

#include <string.h>

enum text_place { IN_CONTENT, IN_ATTRIBUTE };

static void write_escaped(struct buffer *output, const char *text, enum text_place place) {
    for (; *text; text++) {
        switch (*text) {
        case '&': buffer_text(output, "&amp;"); break;
        case '<': buffer_text(output, "&lt;"); break;
        case '>': buffer_text(output, "&gt;"); break;
        case '\r': buffer_text(output, "&#xD;"); break;
        case '"': buffer_text(output, place == IN_ATTRIBUTE ? "&quot;" : "\""); break;
        case '\n': buffer_text(output, place == IN_ATTRIBUTE ? "&#xA;" : "\n"); break;
        case '\t': buffer_text(output, place == IN_ATTRIBUTE ? "&#x9;" : "\t"); break;
        default: buffer_byte(output, *text);
        }
    }
}

static void write_attribute(struct conversion *conversion, const char *prefix, const char *name,
                            const char *value) {
    buffer_print(conversion->output, " %s%s%s=\"", prefix, *prefix ? ":" : "", name);
    write_escaped(conversion->output, value, IN_ATTRIBUTE);
    buffer_byte(conversion->output, '"');
}

static void start_line(struct conversion *conversion, size_t depth) {
    if (conversion->output->length) buffer_byte(conversion->output, '\n');
    for (size_t i = 0; i < depth; i++)
        buffer_text(conversion->output, "  ");
}

/* A comment; two hyphens, or one at its end, may not stand in one (XML 2.5). */
static void write_comment(struct conversion *conversion, const struct syntax_node *node) {
    buffer_text(conversion->output, "<!--");
    for (const char *at = node->text; *at; at++) {
        buffer_byte(conversion->output, *at);
        if (*at == '-' && (at[1] == '-' || !at[1])) buffer_byte(conversion->output, ' ');
    }
    buffer_text(conversion->output, "-->");
}

static void write_foreign_attributes(struct conversion *conversion,
                                     const struct syntax_node *node) {
    for (const struct syntax_attribute *at = node->attributes; at; at = at->next) {
        const char *prefix = *at->uri ? conversion_prefix(conversion, at->uri, at->prefix) : "";
        write_attribute(conversion, prefix, at->local, at->value);
    }
}

/* ---- annotations ---- */

static bool has_text(const struct syntax_node *node) {
    for (const struct syntax_node *at = node->first_child; at; at = at->next)
        if (at->kind == SYNTAX_ANNOTATION_TEXT) return true;
    return false;
}

/* `in_line`: among text, where white space may not be added. */
static void write_annotation(struct conversion *conversion, const struct syntax_node *node,
                             size_t depth, bool in_line) {
    struct buffer *output = conversion->output;
    if (node->kind == SYNTAX_ANNOTATION_TEXT) {
        write_escaped(output, node->text, IN_CONTENT);
        return;
    }
    if (!in_line) start_line(conversion, depth);
    if (node->kind == SYNTAX_COMMENT) {
        write_comment(conversion, node);
        return;
    }
    const char *prefix = *node->uri ? conversion_prefix(conversion, node->uri, node->prefix) : "";
    const char *colon = *prefix ? ":" : "";
    buffer_print(output, "<%s%s%s", prefix, colon, node->name);
    if (!*prefix) buffer_text(output, " xmlns=\"\"");
    write_foreign_attributes(conversion, node);
    if (!node->first_child) {
        buffer_text(output, "/>");
        return;
    }
    buffer_byte(output, '>');
    in_line = in_line || has_text(node);
    for (const struct syntax_node *at = node->first_child; at; at = at->next)
        write_annotation(conversion, at, depth + 1, in_line);
    if (!in_line) start_line(conversion, depth);
    buffer_print(output, "</%s%s%s>", prefix, colon, node->name);
}

/* ---- names ---- */

/* Whether the name is to be written with a prefix: no namespace has none in XML. */
static bool has_prefix(const struct syntax_node *name) {
    return name->prefix && name->uri && *name->uri;
}

static const char *written_name(struct conversion *conversion, const struct syntax_node *name) {
    if (!has_prefix(name)) return name->name;
    return arena_print(conversion->reading->arena, "%s:%s",
                       conversion_prefix(conversion, name->uri, name->prefix), name->name);
}

/* Whether the name can be an attribute, given the namespace in scope; *ns is then the one to be
   set on the element, or NULL. */
static bool fits_attribute(const struct conversion *conversion, const struct syntax_node *name,
                           bool of_attribute, const char *scope, const char **ns) {
    *ns = NULL;
    if (!name->name_is_attribute) return false;
    if (has_prefix(name)) return true;
    if (of_attribute && name->uri && !*name->uri) return true; /* RNG 4.8 */
    if (!of_attribute && conversion_same(name->uri, scope)) return true;
    *ns = name->uri;
    /* an ns on the element would be seen by all in it */
    return name->uri && !conversion->has_inherited;
}

/* ---- elements ---- */

/* What is written around a node: the namespace in scope. */
static void write_node(struct conversion *conversion, const struct syntax_node *node, size_t depth,
                       const char *scope);

static bool groups_implicitly(const struct syntax_node *node) {
    switch (node->kind) {
    case SYNTAX_ELEMENT:
    case SYNTAX_OPTIONAL:
    case SYNTAX_ZERO_OR_MORE:
    case SYNTAX_ONE_OR_MORE:
    case SYNTAX_LIST:
    case SYNTAX_MIXED:
    case SYNTAX_DEFINE: return true;
    default: return false;
    }
}

/* A group or choice that need not be written, since the element around it means one. */
static bool is_implicit(const struct syntax_node *parent, const struct syntax_node *child,
                        size_t siblings) {
    if (child->attributes || siblings != 1) return false;
    if (child->kind == SYNTAX_GROUP) return groups_implicitly(parent);
    return child->kind == SYNTAX_CHOICE && parent->kind == SYNTAX_EXCEPT;
}

static size_t count_patterns(const struct syntax_node *node) {
    size_t count = 0;
    for (const struct syntax_node *at = node->first_child; at; at = at->next)
        count += !syntax_is_annotation(at) && !at->name_is_attribute;
    bool named = node->kind == SYNTAX_ELEMENT || node->kind == SYNTAX_ATTRIBUTE;
    const struct syntax_node *name = syntax_skip_annotations(node->first_child);
    return count - (named && name && !name->name_is_attribute);
}

static bool is_default_content(const struct syntax_node *parent, const struct syntax_node *child) {
    return parent->kind == SYNTAX_ATTRIBUTE && child->kind == SYNTAX_TEXT && !child->attributes &&
           !child->first_child;
}

/* The children but for the name that was written as an attribute. */
static void write_children(struct conversion *conversion, const struct syntax_node *node,
                           const struct syntax_node *skipped, size_t depth, const char *scope) {
    size_t siblings = count_patterns(node);
    bool is_name = node->kind == SYNTAX_ELEMENT || node->kind == SYNTAX_ATTRIBUTE;
    for (const struct syntax_node *at = node->first_child; at; at = at->next) {
        bool is_pattern = !syntax_is_annotation(at) && !is_name;
        if (is_name && !syntax_is_annotation(at)) is_name = false;
        if (at == skipped || is_default_content(node, at)) continue;
        if (is_pattern && is_implicit(node, at, siblings))
            write_children(conversion, at, NULL, depth, scope);
        else
            write_node(conversion, at, depth, scope);
    }
}

static bool has_children(const struct syntax_node *node, const struct syntax_node *skipped) {
    for (const struct syntax_node *at = node->first_child; at; at = at->next)
        if (at != skipped && !is_default_content(node, at)) return true;
    return false;
}

/* The namespace that the node itself needs to have in scope. */
static const char *needed_ns(const struct syntax_node *node, const char *scope) {
    switch (node->kind) {
    case SYNTAX_NAME: return has_prefix(node) ? scope : node->uri;
    case SYNTAX_NS_NAME: return node->uri;
    case SYNTAX_INCLUDE:
    case SYNTAX_EXTERNAL_REF: return conversion_passed_ns(node);
    default: return scope;
    }
}

static void write_own_attributes(struct conversion *conversion, const struct syntax_node *node) {
    static const char *const combines[] = {
        [COMBINE_CHOICE] = "choice", [COMBINE_INTERLEAVE] = "interleave"};
    bool is_type = node->kind == SYNTAX_DATA || node->kind == SYNTAX_VALUE;
    if (node->name && node->kind != SYNTAX_NAME)
        write_attribute(conversion, "", is_type ? "type" : "name", node->name);
    if (node->combine != COMBINE_NONE)
        write_attribute(conversion, "", "combine", combines[node->combine]);
    if (node->kind == SYNTAX_INCLUDE || node->kind == SYNTAX_EXTERNAL_REF)
        write_attribute(conversion, "", "href", conversion_href(conversion, node));
    const char *library = conversion->library_count ? conversion->libraries[0] : "";
    if (is_type && node->name && !conversion_same(node->library, library))
        write_attribute(conversion, "", "datatypeLibrary", node->library);
}

static void write_declarations(struct conversion *conversion) {
    write_attribute(conversion, "", "xmlns", syntax_relaxng_uri);
    for (size_t i = 0; i < conversion->prefix_count; i++) {
        const struct declared_prefix *declared = &conversion->prefixes[i];
        if (declared->uri && *declared->uri)
            write_attribute(conversion, "xmlns", declared->prefix, declared->uri);
    }
    if (conversion->ns && !conversion->has_inherited)
        write_attribute(conversion, "", "ns", conversion->ns);
    if (conversion->library_count)
        write_attribute(conversion, "", "datatypeLibrary", conversion->libraries[0]);
}

static void write_element(struct conversion *conversion, const struct syntax_node *node,
                          size_t depth, const char *scope, bool is_root) {
    struct buffer *output = conversion->output;
    const char *tag = syntax_names[node->kind], *ns = NULL;
    const struct syntax_node *name = NULL;
    start_line(conversion, depth);
    buffer_print(output, "<%s", tag);
    if (is_root) write_declarations(conversion);
    if (node->kind == SYNTAX_ELEMENT || node->kind == SYNTAX_ATTRIBUTE) {
        name = syntax_skip_annotations(node->first_child);
        if (name && fits_attribute(conversion, name, node->kind == SYNTAX_ATTRIBUTE, scope, &ns))
            write_attribute(conversion, "", "name", written_name(conversion, name));
        else
            name = NULL;
    }
    write_own_attributes(conversion, node);
    const char *needed = name && ns ? ns : needed_ns(node, scope);
    if (needed && !conversion_same(needed, scope)) {
        write_attribute(conversion, "", "ns", needed);
        scope = needed;
    }
    write_foreign_attributes(conversion, node);
    if (node->kind == SYNTAX_NAME || node->kind == SYNTAX_VALUE || node->kind == SYNTAX_PARAM) {
        buffer_byte(output, '>');
        write_escaped(output,
                      node->kind == SYNTAX_NAME    ? written_name(conversion, node)
                      : node->kind == SYNTAX_VALUE ? conversion_value_text(conversion, node)
                                                   : node->text,
                      IN_CONTENT);
        buffer_print(output, "</%s>", tag);
    } else if (has_children(node, name)) {
        buffer_byte(output, '>');
        write_children(conversion, node, name, depth + 1, scope);
        start_line(conversion, depth);
        buffer_print(output, "</%s>", tag);
    } else {
        buffer_text(output, "/>");
    }
}

static void write_node(struct conversion *conversion, const struct syntax_node *node, size_t depth,
                       const char *scope) {
    if (syntax_is_annotation(node))
        write_annotation(conversion, node, depth, false);
    else
        write_element(conversion, node, depth, scope, false);
}

void convert_to_xml(struct conversion *conversion, struct syntax_node *first) {
    const struct syntax_node *root = conversion_root(first);
    buffer_text(conversion->output, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    for (const struct syntax_node *at = first; at; at = at->next) {
        if (at == root)
            write_element(conversion, at, 0, conversion->has_inherited ? NULL : conversion->ns,
                          true);
        else if (at->kind == SYNTAX_COMMENT || at->kind == SYNTAX_ANNOTATION)
            write_annotation(conversion, at, 0, false);
    }
    buffer_byte(conversion->output, '\n');
}
