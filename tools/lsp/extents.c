/* How far what a finding is about goes: findings have a place where it begins. */
#include "lsp/internal.h"

#include <string.h>

/* Of an attribute its name, or name and value. */
static struct span attribute_extent(const struct nodes *nodes, const struct node *element,
                                    size_t offset, const char *code) {
    static const char *const of_names[] = {"rng/attribute-not-allowed", "rng/attribute-unknown"};
    struct attribute attribute = {0};
    while (node_next_attribute(nodes, element, &attribute)) {
        if (offset < attribute.name.start || offset >= attribute.end) continue;
        for (size_t i = 0; i < sizeof of_names / sizeof *of_names; i++)
            if (!strcmp(code, of_names[i])) return attribute.name;
        return (struct span){attribute.name.start, attribute.end};
    }
    return (struct span){offset, name_end(nodes->text, offset)};
}

/* Of text the rest of its line, or of a character the character alone. */
static struct span text_extent(const struct document *document, size_t offset, const char *code) {
    const char *text = document->text.bytes;
    size_t end = offset;
    if (!strncmp(code, "check/", 6)) {
        do
            end += end < document->text.length;
        while ((text[end] & 0xC0) == 0x80);
        return (struct span){offset, end};
    }
    end += strcspn(text + offset, "<\r\n");
    while (end > offset && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    return (struct span){offset, end};
}

/* At the end of a line or of the text: the character before. */
static struct span not_empty(const struct document *document, struct span span) {
    const char *text = document->text.bytes;
    if (span.start < span.end || !span.start || text[span.start - 1] == '\n') return span;
    do
        span.start--;
    while (span.start && (text[span.start] & 0xC0) == 0x80);
    return span;
}

struct span finding_extent(struct document *document, size_t offset, const char *code) {
    const struct nodes *nodes = document_nodes(document);
    const char *text = document->text.bytes;
    size_t at = nodes_at(nodes, offset + 1);
    const struct node *node = at == NODE_NONE ? NULL : &nodes->list[at];
    if (text[offset] == '<' && text[offset + 1] == '/')
        return (struct span){offset, name_end(nodes->text, offset + 2)};
    if (node && node->span.start == offset)
        return node->kind == MARKUP_START_TAG ? (struct span){offset, node->name.end} : node->span;
    if (node && node->kind == MARKUP_START_TAG && offset > node->name.end && offset < node->tag_end)
        return not_empty(document, attribute_extent(nodes, node, offset, code));
    return not_empty(document, text_extent(document, offset, code));
}
