/* Writes a node as XML: what was read, in the form that libxml2 writes too. */
#include "base/memory.h"
#include "xml/tree_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- characters ---- */

/* What stands for a character; NULL: itself. */
typedef const char *escape_of(unsigned char c);

static const char *escape_in_text(unsigned char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    default: return NULL;
    }
}

static const char *escape_in_attribute(unsigned char c) {
    switch (c) {
    case '"': return "&quot;";
    case '\n': return "&#10;";
    case '\t': return "&#9;";
    default: return escape_in_text(c);
    }
}

static void append_escaped(struct buffer *xml, const char *text, size_t length, escape_of *escape) {
    size_t done = 0;
    for (size_t i = 0; i < length; i++) {
        const char *reference = escape((unsigned char)text[i]);
        if (!reference) continue;
        buffer_append(xml, text + done, i - done);
        buffer_text(xml, reference);
        done = i + 1;
    }
    buffer_append(xml, text + done, length - done);
}

/* ---- namespaces ---- */

static void append_declaration(struct buffer *xml, const char *prefix, const char *uri) {
    buffer_text(xml, *prefix ? " xmlns:" : " xmlns");
    buffer_text(xml, prefix);
    buffer_text(xml, "=\"");
    append_escaped(xml, uri, strlen(uri), escape_in_attribute);
    buffer_byte(xml, '"');
}

static bool declares(const struct tree *tree, uint32_t element, const char *prefix) {
    size_t count;
    const struct tree_namespace *declared = tree_declared(tree, element, &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(declared[i].prefix, prefix)) return true;
    return false;
}

/* Declares what names in the element use and what is declared around it only. */
static void append_inherited(const struct tree *tree, uint32_t element, struct buffer *xml) {
    const struct tree_node *nodes = tree->nodes;
    bool *seen = memory_allocate(tree->prefix_count, sizeof *seen);
    for (uint32_t at = element; at < nodes[element].end; at++) {
        bool has_prefix = nodes[at].kind == TREE_ELEMENT ||
                          (nodes[at].kind == TREE_ATTRIBUTE && nodes[at].prefix);
        if (!has_prefix || seen[nodes[at].prefix]) continue;
        seen[nodes[at].prefix] = true;
        const char *prefix = tree->prefixes[nodes[at].prefix];
        if (!strcmp(prefix, "xml") || declares(tree, element, prefix)) continue;
        const char *uri = tree_namespace_of(tree, element, prefix);
        if (uri && *uri) append_declaration(xml, prefix, uri);
    }
    free(seen);
}

/* ---- nodes ---- */

static void append_attribute(const struct tree *tree, uint32_t attribute, struct buffer *xml) {
    size_t length;
    const char *value = tree_value(tree, attribute, &length);
    tree_append_name(tree, attribute, xml);
    buffer_text(xml, "=\"");
    append_escaped(xml, value, length, escape_in_attribute);
    buffer_byte(xml, '"');
}

static bool is_empty(const struct tree *tree, uint32_t element) {
    return tree_first_child(tree, element) == TREE_NONE;
}

static void append_start_tag(const struct tree *tree, uint32_t element, bool outermost,
                             struct buffer *xml) {
    size_t count;
    const struct tree_namespace *declared = tree_declared(tree, element, &count);
    buffer_byte(xml, '<');
    tree_append_name(tree, element, xml);
    for (size_t i = 0; i < count; i++)
        append_declaration(xml, declared[i].prefix, declared[i].uri);
    if (outermost) append_inherited(tree, element, xml);
    for (uint32_t i = 1; i <= tree->nodes[element].attributes; i++) {
        buffer_byte(xml, ' ');
        append_attribute(tree, element + i, xml);
    }
    buffer_text(xml, is_empty(tree, element) ? "/>" : ">");
}

static void append_end_tag(const struct tree *tree, uint32_t element, struct buffer *xml) {
    if (is_empty(tree, element)) return;
    buffer_text(xml, "</");
    tree_append_name(tree, element, xml);
    buffer_byte(xml, '>');
}

/* A comment, or an instruction with its target. */
static void append_marked(const struct tree *tree, uint32_t node, struct buffer *xml) {
    bool is_comment = tree->nodes[node].kind == TREE_COMMENT;
    size_t length;
    const char *value = tree_value(tree, node, &length);
    buffer_text(xml, is_comment ? "<!--" : "<?");
    if (!is_comment) {
        tree_append_name(tree, node, xml);
        if (length) buffer_byte(xml, ' ');
    }
    buffer_append(xml, value, length);
    buffer_text(xml, is_comment ? "-->" : "?>");
}

static void append_node(const struct tree *tree, uint32_t node, bool outermost,
                        struct buffer *xml) {
    size_t length;
    const char *value = tree_value(tree, node, &length);
    switch (tree->nodes[node].kind) {
    case TREE_DOCUMENT: break;
    case TREE_ELEMENT: append_start_tag(tree, node, outermost, xml); break;
    case TREE_ATTRIBUTE: append_attribute(tree, node, xml); break;
    case TREE_TEXT: append_escaped(xml, value, length, escape_in_text); break;
    default: append_marked(tree, node, xml);
    }
}

/* The next node behind this one that is no attribute of it. */
static uint32_t next_of(const struct tree *tree, uint32_t node) {
    return node + 1 + tree->nodes[node].attributes;
}

void tree_write(const struct tree *tree, uint32_t node, struct buffer *xml) {
    const struct tree_node *nodes = tree->nodes;
    bool of_document = nodes[node].kind == TREE_DOCUMENT;
    for (uint32_t at = node, end = nodes[node].end; at < end;) {
        bool outermost = at == node || (of_document && nodes[at].parent == node);
        append_node(tree, at, outermost, xml);
        /* What ends behind it, from the innermost on. */
        uint32_t next = next_of(tree, at);
        for (uint32_t open = at; nodes[open].end <= next; open = nodes[open].parent) {
            if (nodes[open].kind == TREE_ELEMENT) append_end_tag(tree, open, xml);
            /* White space between a document's children is no part of it. */
            bool of_top = of_document && open != node && nodes[open].parent == node;
            if (of_top && nodes[open].end < end) buffer_byte(xml, '\n');
            if (open == node) break;
        }
        at = next;
    }
}
