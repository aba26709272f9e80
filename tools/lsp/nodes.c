/* The nodes of a text that is being typed: one pass over its markup, in which an end tag closes the
   nearest open element of its name, and those in between end there. */
#include "lsp/nodes.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool span_equals(const struct nodes *nodes, struct span span, const char *string, size_t length) {
    return span_length(span) == length && !memcmp(nodes->text + span.start, string, length);
}

bool span_is(const struct nodes *nodes, struct span span, const char *string) {
    return span_equals(nodes, span, string, strlen(string));
}

size_t name_end(const char *text, size_t offset) {
    while (markup_in_name(text[offset]))
        offset++;
    return offset;
}

/* ---- attributes ---- */

bool node_next_attribute(const struct nodes *nodes, const struct node *node,
                         struct attribute *attribute) {
    const struct markup tag = {.inside_end = node->inside_end};
    struct markup_attribute found;
    size_t at = attribute->end ? attribute->end : node->name.end;
    if (!markup_next_attribute(nodes->text, &tag, &at, &found)) return false;
    *attribute = (struct attribute){
        {found.name_start, found.name_end}, {found.value_start, found.value_end}, found.end};
    return true;
}

bool node_attribute(const struct nodes *nodes, const struct node *node, const char *name,
                    struct attribute *attribute) {
    size_t length = strlen(name);
    *attribute = (struct attribute){0};
    while (node_next_attribute(nodes, node, attribute))
        if (span_equals(nodes, attribute->name, name, length)) return true;
    return false;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct span value_token(const struct nodes *nodes, struct span value, size_t offset) {
    struct span token = {offset, offset};
    while (token.start > value.start && !is_space(nodes->text[token.start - 1]))
        token.start--;
    while (token.end < value.end && !is_space(nodes->text[token.end]))
        token.end++;
    return token;
}

/* ---- the scan ---- */

/* What is open: the innermost element, or NODE_NONE. */
struct scan {
    struct nodes *nodes;
    size_t open;
};

static void add(struct scan *scan, const struct markup *markup) {
    struct nodes *nodes = scan->nodes;
    bool is_tag = markup->kind == MARKUP_START_TAG;
    bool is_instruction = markup->kind == MARKUP_INSTRUCTION && markup->is_closed;
    nodes->list = memory_grow(nodes->list, &nodes->capacity, nodes->count + 1, sizeof *nodes->list);
    struct node *node = &nodes->list[nodes->count++];
    *node = (struct node){.kind = markup->kind,
                          .span = {markup->start, markup->end},
                          .name = {markup->name_start, markup->name_end},
                          .inside_end = is_tag           ? markup->inside_end
                                        : is_instruction ? markup->end - 2
                                                         : markup->end,
                          .tag_end = markup->end,
                          .close = {markup->end, markup->end},
                          .parent = scan->open,
                          .last = nodes->count,
                          .closed = !is_tag || markup->is_empty};
    if (markup->kind == MARKUP_INSTRUCTION)
        node->name = (struct span){markup->start + 2, name_end(nodes->text, markup->start + 2)};
    if (!node->closed) scan->open = nodes->count - 1;
}

/* Ends the innermost open element at an offset. */
static void end_open(struct scan *scan, size_t end) {
    struct node *node = &scan->nodes->list[scan->open];
    node->span.end = end;
    node->close = (struct span){end, end};
    node->last = scan->nodes->count;
    scan->open = node->parent;
}

/* So many levels up an end tag finds its element, lest bad documents take long. */
enum { MOST_LEVELS = 1000 };

static bool is_open(const struct scan *scan, const char *name, size_t length) {
    const struct nodes *nodes = scan->nodes;
    size_t at = scan->open;
    for (int i = 0; at != NODE_NONE && i < MOST_LEVELS; i++, at = nodes->list[at].parent)
        if (span_equals(nodes, nodes->list[at].name, name, length)) return true;
    return false;
}

/* An end tag for which nothing is open closes nothing. */
static void close(struct scan *scan, const struct markup *tag) {
    struct nodes *nodes = scan->nodes;
    const char *name = nodes->text + tag->name_start;
    size_t length = tag->name_end - tag->name_start;
    if (!length || !is_open(scan, name, length)) return;
    for (bool ended = false; !ended;) {
        struct node *node = &nodes->list[scan->open];
        ended = span_equals(nodes, node->name, name, length);
        end_open(scan, ended ? tag->end : tag->start);
        node->closed = ended;
        if (ended) node->close.start = tag->start;
    }
}

void nodes_scan(struct nodes *nodes) {
    struct scan scan = {.nodes = nodes, .open = NODE_NONE};
    struct markup_scanner scanner = {nodes->text, nodes->length, 0};
    struct markup markup;
    nodes->count = 0;
    while (markup_next(&scanner, &markup))
        if (markup.kind == MARKUP_END_TAG)
            close(&scan, &markup);
        else if (markup.kind != MARKUP_TEXT && markup.kind != MARKUP_OPENING)
            add(&scan, &markup);
    while (scan.open != NODE_NONE)
        end_open(&scan, nodes->length);
}

void nodes_free(struct nodes *nodes) {
    free(nodes->list);
    *nodes = (struct nodes){0};
}

/* ---- asking ---- */

/* What is not closed goes on to where something else ends it. */
static bool ends_before(const struct node *node, size_t offset) {
    return node->closed ? node->span.end <= offset : node->span.end < offset;
}

size_t nodes_at(const struct nodes *nodes, size_t offset) {
    size_t low = 0, high = nodes->count; /* those before `low` begin before the offset */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (nodes->list[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    size_t at = low ? low - 1 : NODE_NONE;
    while (at != NODE_NONE && ends_before(&nodes->list[at], offset))
        at = nodes->list[at].parent;
    return at;
}

struct span node_close_name(const struct nodes *nodes, const struct node *element) {
    size_t start = element->close.start + 2;
    if (element->close.start == element->close.end) return element->close;
    return (struct span){start, name_end(nodes->text, start)};
}

void node_append_text(const struct nodes *nodes, const struct node *element, size_t most,
                      struct buffer *text) {
    enum { BYTES_FOR_ONE = 32 }; /* tags count as well, lest much is looked through in vain */
    size_t begin = text->length, limit = element->tag_end + BYTES_FOR_ONE * most;
    size_t end = element->close.start < limit ? element->close.start : limit;
    bool in_tag = false, space = false;
    for (size_t at = element->tag_end; at < end; at++) {
        char c = nodes->text[at];
        if (text->length - begin > most && (c & 0xC0) != 0x80) {
            buffer_text(text, "…");
            return;
        }
        if (c == '<' || c == '>') in_tag = c == '<';
        if (is_space(c)) space = true;
        if (in_tag || c == '>' || is_space(c)) continue;
        if (space && text->length > begin) buffer_byte(text, ' ');
        buffer_byte(text, c);
        space = false;
    }
}
