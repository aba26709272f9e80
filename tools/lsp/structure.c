/* What the markup alone tells an editor: what can be folded, how a selection grows, and which two
   names change together. */
#include "lsp/internal.h"

#include <string.h>

/* ---- folding ---- */

enum { MOST_FOLDS = 20000 };

json_t *answer_folding_range(struct server *server, const json_t *params) {
    struct document *document = document_of(server, params);
    if (!document) return NULL;
    const struct nodes *nodes = document_nodes(document);
    json_t *ranges = json_array();
    for (size_t i = 0; i < nodes->count && json_array_size(ranges) < MOST_FOLDS; i++) {
        const struct node *node = &nodes->list[i];
        size_t first = lines_of(&document->lines, node->span.start);
        size_t last = lines_of(&document->lines, node->span.end);
        bool is_element = node->kind == MARKUP_START_TAG;
        if (last - first < (is_element ? 2 : 1)) continue;
        json_t *range = json_pack("{sI sI}", "startLine", (json_int_t)first, "endLine",
                                  (json_int_t)(last - is_element)); /* its end tag stays in sight */
        if (node->kind == MARKUP_COMMENT)
            json_object_set_new(range, "kind", json_string("comment"));
        json_array_append_new(ranges, range);
    }
    return ranges;
}

/* ---- selection ---- */

enum { MOST_PIECES = 256 };

/* A piece counts where it is larger than the one before. */
static void add_piece(struct span pieces[MOST_PIECES], size_t *count, struct span span) {
    const struct span *before = *count ? &pieces[*count - 1] : NULL;
    if (*count == MOST_PIECES || (before && (span.start > before->start || span.end < before->end ||
                                             span.end - span.start == before->end - before->start)))
        return;
    pieces[(*count)++] = span;
}

/* The pieces around a place, the innermost first. */
static size_t pieces_around(const struct nodes *nodes, size_t offset,
                            struct span pieces[MOST_PIECES]) {
    size_t count = 0, at = nodes_at(nodes, offset);
    struct attribute attribute = {0};
    const struct node *node = at == NODE_NONE ? NULL : &nodes->list[at];
    while (node && node->kind == MARKUP_START_TAG && offset < node->tag_end &&
           node_next_attribute(nodes, node, &attribute)) {
        if (!span_touches((struct span){attribute.name.start, attribute.end}, offset)) continue;
        bool in_value = span_touches(attribute.value, offset);
        add_piece(pieces, &count, in_value ? attribute.value : attribute.name);
        add_piece(pieces, &count, (struct span){attribute.name.start, attribute.end});
        break;
    }
    for (; at != NODE_NONE; at = nodes->list[at].parent) {
        node = &nodes->list[at];
        if (node->kind == MARKUP_START_TAG) {
            struct span tag = {node->span.start, node->tag_end};
            struct span content = {node->tag_end, node->close.start};
            struct span close = node_close_name(nodes, node);
            if (span_touches(node->name, offset)) add_piece(pieces, &count, node->name);
            if (span_touches(close, offset)) add_piece(pieces, &count, close);
            if (offset < tag.end)
                add_piece(pieces, &count, tag);
            else if (offset > node->close.start)
                add_piece(pieces, &count, node->close);
            else if (content.start < content.end)
                add_piece(pieces, &count, content);
        }
        add_piece(pieces, &count, node->span);
    }
    add_piece(pieces, &count, (struct span){0, nodes->length});
    return count;
}

json_t *answer_selection_range(struct server *server, const json_t *params) {
    struct document *document = document_of(server, params);
    if (!document) return NULL;
    const json_t *positions = json_object_get(params, "positions");
    json_t *result = json_array();
    for (size_t i = 0; i < json_array_size(positions); i++) {
        struct span pieces[MOST_PIECES];
        size_t offset = offset_of(server, document, json_array_get(positions, i));
        if (offset == (size_t)-1) offset = 0;
        size_t count = pieces_around(document_nodes(document), offset, pieces);
        json_t *range = NULL;
        while (count--) { /* each is the parent of the one before */
            json_t *inner = json_pack("{so}", "range", range_json(server, document, pieces[count]));
            if (range) json_object_set_new(inner, "parent", range);
            range = inner;
        }
        json_array_append_new(result, range);
    }
    return result;
}

/* ---- linked editing ---- */

json_t *answer_linked_editing_range(struct server *server, const json_t *params) {
    struct place place;
    if (!place_asked(server, params, &place)) return NULL;
    const struct nodes *nodes = document_nodes(place.document);
    size_t at = nodes_at(nodes, place.offset);
    if (at == NODE_NONE || nodes->list[at].kind != MARKUP_START_TAG) return json_null();
    const struct node *node = &nodes->list[at];
    struct span close = node_close_name(nodes, node);
    bool is_on = span_touches(node->name, place.offset) || span_touches(close, place.offset);
    if (!is_on || close.start == close.end) return json_null();
    json_t *open = range_json(server, place.document, node->name);
    return json_pack("{s[oo] ss}", "ranges", open, range_json(server, place.document, close),
                     "wordPattern", "[^\\s<>/=]+");
}
