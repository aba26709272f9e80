/* Embedded rules, from the syntax tree of either syntax to trees of XML: reading keeps their
   elements apart, and when it ends they are written out and read again, with their own places. */
#include "rng/embedded.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const namespaces[] = {"http://purl.oclc.org/dsdl/schematron",
                                         "http://www.ascc.net/xml/schematron", NULL};

bool embedded_is(const char *uri) {
    for (const char *const *at = namespaces; *at; at++)
        if (!strcmp(*at, uri)) return true;
    return false;
}

/* A file's come one after the other, but for those of files that it refers to. */
void embedded_keep(struct syntax_reading *reading, struct syntax_node *node) {
    struct embedded *embedded = arena_allocate(reading->arena, sizeof *embedded);
    embedded->node = node;
    if (reading->last_embedded)
        reading->last_embedded->next = embedded;
    else
        reading->embedded = embedded;
    reading->last_embedded = embedded;
}

/* ---- XML ---- */

static void append_escaped(struct buffer *xml, const char *text) {
    static const char special[] = "&<>\"\n\t\r";
    static const char *const written[] = {"&amp;", "&lt;", "&gt;", "&quot;",
                                          "&#10;", "&#9;", "&#13;"};
    while (*text) {
        size_t plain = strcspn(text, special);
        buffer_append(xml, text, plain);
        text += plain;
        if (*text) buffer_text(xml, written[strchr(special, *text++) - special]);
    }
}

/* Text, in which white space of any length is as good as a space. */
static void append_text(struct buffer *xml, const char *text) {
    while (*text) {
        size_t space = strspn(text, " \t\r\n"), plain = strcspn(text + space, " \t\r\n&<>");
        if (space) buffer_byte(xml, ' ');
        buffer_append(xml, text + space, plain);
        text += space + plain;
        if (*text && strchr("&<>", *text)) {
            buffer_text(xml, *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : "&gt;");
            text++;
        }
    }
}

/* The namespace of the element's prefix, unless the element around it has both. */
static void append_declaration(struct buffer *xml, const struct syntax_node *node,
                               const struct syntax_node *parent) {
    if (parent && !strcmp(parent->prefix, node->prefix) && !strcmp(parent->uri, node->uri)) return;
    buffer_text(xml, *node->prefix ? " xmlns:" : " xmlns");
    buffer_text(xml, node->prefix);
    buffer_text(xml, "=\"");
    append_escaped(xml, node->uri);
    buffer_byte(xml, '"');
}

static void append_name(struct buffer *xml, const char *before, const struct syntax_node *node) {
    buffer_text(xml, before);
    buffer_text(xml, node->prefix);
    if (*node->prefix) buffer_byte(xml, ':');
    buffer_text(xml, node->name);
}

/* Attributes in a namespace say nothing in Schematron. */
static void append_attributes(struct buffer *xml, const struct syntax_attribute *attributes) {
    for (; attributes; attributes = attributes->next) {
        if (*attributes->uri) continue;
        buffer_byte(xml, ' ');
        buffer_text(xml, attributes->local);
        buffer_text(xml, "=\"");
        append_escaped(xml, attributes->value);
        buffer_byte(xml, '"');
    }
}

/* The elements in the order of their start tags. */
struct nodes {
    const struct syntax_node **list;
    size_t count, capacity;
};

/* Annotations nest no deeper than SYNTAX_DEPTH_LIMIT. */
static void append_element(struct buffer *xml, const struct syntax_node *node,
                           const struct syntax_node *parent, struct nodes *nodes) {
    if (node->kind == SYNTAX_ANNOTATION_TEXT) append_text(xml, node->text);
    if (node->kind != SYNTAX_ANNOTATION) return;
    nodes->list = memory_grow(nodes->list, &nodes->capacity, nodes->count + 1, sizeof(void *));
    nodes->list[nodes->count++] = node;
    append_name(xml, "<", node);
    append_declaration(xml, node, parent);
    append_attributes(xml, node->attributes);
    buffer_byte(xml, '>');
    for (const struct syntax_node *child = node->first_child; child; child = child->next)
        append_element(xml, child, node, nodes);
    append_name(xml, "</", node);
    buffer_byte(xml, '>');
}

/* ---- trees ---- */

/* Puts the elements below the root where they stand in their file, and the root where the first of
   them does. */
static void set_places(struct tree *tree, const struct nodes *nodes, struct source *source) {
    struct source_place *places = memory_allocate(nodes->count, sizeof *places), *place = places;
    for (size_t i = 0; i < nodes->count; i++)
        places[i].offset = nodes->list[i]->offset;
    source_places(source, places, nodes->count);
    for (uint32_t i = 2; i < tree->count && place < places + nodes->count; i++) {
        if (tree->nodes[i].kind != TREE_ELEMENT) continue;
        uint32_t last = i + tree->nodes[i].attributes;
        for (uint32_t at = i; at <= last; at++) {
            tree->nodes[at].line = (uint32_t)place->line;
            tree->nodes[at].column = (uint32_t)place->column;
        }
        place++;
    }
    free(places);
}

/* The tree of the elements from `first` on that are in its file. */
static struct tree *tree_of(const struct embedded *first) {
    struct source *source = first->node->scope->source;
    struct buffer xml = {0};
    struct nodes nodes = {0};
    buffer_print(&xml, "<schema xmlns=\"%s\">", first->node->uri);
    for (; first; first = first->next)
        if (first->node->scope->source == source) append_element(&xml, first->node, NULL, &nodes);
    buffer_text(&xml, "</schema>");
    struct tree *tree = tree_read_memory(xml.bytes, xml.length, source->name, NULL, NULL, NULL);
    if (tree) set_places(tree, &nodes, source);
    source_close(source);
    buffer_free(&xml);
    free(nodes.list);
    return tree;
}

static bool is_first_of_file(const struct embedded *list, const struct embedded *embedded) {
    while (list->node->scope->source != embedded->node->scope->source)
        list = list->next;
    return list == embedded;
}

struct tree **embedded_trees(const struct embedded *list, size_t *count) {
    struct tree **trees = NULL;
    size_t capacity = 0;
    const struct source *before = NULL;
    *count = 0;
    for (const struct embedded *at = list; at; at = at->next) {
        bool same = at->node->scope->source == before;
        before = at->node->scope->source;
        if (same || !is_first_of_file(list, at)) continue;
        trees = memory_grow(trees, &capacity, *count + 1, sizeof *trees);
        struct tree *tree = tree_of(at);
        if (tree) trees[(*count)++] = tree;
    }
    return trees;
}
