/* Proposals for tags: elements with what they must have, ends of what is open, and attributes. */
#include "lsp/completion.h"

#include <string.h>

/* ---- elements ---- */

/* A name with the prefix that the document has for it. */
static void append_name(struct buffer *text, const struct rng_proposal *proposal) {
    if (proposal->prefix && *proposal->prefix) buffer_print(text, "%s:", proposal->prefix);
    buffer_text(text, proposal->local);
}

/* The attributes that it must have, and its end, with stops for the cursor. */
static void append_rest_of_tag(struct buffer *text, const struct rng_proposal *proposal,
                               const char *name) {
    size_t stop = 0;
    for (const char *const *attribute = proposal->attributes; attribute && *attribute; attribute++)
        buffer_print(text, " %s=\"$%zu\"", *attribute, ++stop);
    if (proposal->is_empty)
        buffer_text(text, "/>$0");
    else
        buffer_print(text, ">$0</%s>", name);
}

/* `before` is what stands before the name: "<" or nothing; `in_tag` says that the tag goes on
   behind the name. */
static void add_element(struct completion *completion, const struct rng_proposal *proposal,
                        const char *before, bool in_tag) {
    struct buffer name = {0}, text = {0};
    bool snippet = completion->server->client.snippets && !in_tag;
    if (!proposal->local) return; /* any name: the author knows it */
    append_name(&name, proposal);
    buffer_print(&text, "%s%s", before, name.bytes);
    if (!proposal->prefix && proposal->uri && !in_tag)
        buffer_print(&text, " xmlns=\"%s\"", proposal->uri);
    if (snippet) append_rest_of_tag(&text, proposal, name.bytes);
    completion_add(completion, &(struct item){.label = name.bytes,
                                              .kind = CLASS,
                                              .text = text.bytes,
                                              .is_snippet = snippet,
                                              .detail = proposal->required ? "required here" : NULL,
                                              .documentation = proposal->documentation});
    buffer_free(&name);
    buffer_free(&text);
}

/* An end tag, behind what of it is there already. */
static void add_end_tag(struct completion *completion, const char *before, const char *name,
                        size_t end) {
    struct buffer label = {0}, text = {0};
    buffer_print(&label, "%s%s", before, name);
    buffer_print(&text, "%s%s", label.bytes, completion->text[end] == '>' ? "" : ">");
    completion_add(completion, &(struct item){.label = label.bytes,
                                              .kind = CLASS,
                                              .text = text.bytes,
                                              .detail = "end tag"});
    buffer_free(&label);
    buffer_free(&text);
}

/* Whether the tag at `end` goes on to a `>` of its own. */
static bool goes_on(const char *text, size_t end) {
    return text[end + strcspn(text + end, "<>")] == '>';
}

void complete_elements(struct completion *completion, const struct rng_assistance *assistance) {
    bool is_content = assistance->place == RNG_PLACE_CONTENT;
    bool in_tag = !is_content && goes_on(completion->text, assistance->end);
    if (assistance->end_tag && assistance->element)
        add_end_tag(completion, is_content ? "</" : "/", assistance->element, assistance->end);
    for (size_t i = 0; i < assistance->proposal_count; i++)
        add_element(completion, &assistance->proposals[i], is_content ? "<" : "", in_tag);
}

void complete_end_tag(struct completion *completion, const struct rng_assistance *assistance) {
    if (assistance->element) add_end_tag(completion, "", assistance->element, assistance->end);
}

/* Behind the `>` of a start tag that nothing closes. */
void complete_closing(struct completion *completion) {
    const struct nodes *nodes = document_nodes(completion->document);
    size_t at = nodes_at(nodes, completion->offset);
    if (at == NODE_NONE || nodes->list[at].kind != MARKUP_START_TAG) return;
    const struct node *node = &nodes->list[at];
    struct buffer label = {0}, text = {0};
    if (node->closed || node->tag_end != completion->offset) return;
    buffer_text(&label, "</");
    buffer_append(&label, completion->text + node->name.start, node->name.end - node->name.start);
    buffer_byte(&label, '>');
    bool snippet = completion->server->client.snippets;
    buffer_print(&text, "%s%s", snippet ? "$0" : "", label.bytes);
    completion_add(completion, &(struct item){.label = label.bytes,
                                              .kind = CLASS,
                                              .text = text.bytes,
                                              .is_snippet = snippet,
                                              .detail = "end tag"});
    buffer_free(&label);
    buffer_free(&text);
}

/* ---- attributes ---- */

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void complete_attributes(struct completion *completion, const struct rng_assistance *assistance) {
    const char *text = completion->text;
    size_t start = assistance->start;
    bool snippet = completion->server->client.snippets;
    bool has_value = text[assistance->end] == '=', is_apart = !start || is_space(text[start - 1]);
    for (size_t i = 0; i < assistance->proposal_count; i++) {
        const struct rng_proposal *proposal = &assistance->proposals[i];
        struct buffer name = {0}, inserted = {0};
        if (!proposal->local || !proposal->prefix) continue;
        append_name(&name, proposal);
        buffer_print(&inserted, "%s%s", is_apart ? "" : " ", name.bytes);
        if (!has_value) buffer_text(&inserted, snippet ? "=\"$1\"$0" : "=\"\"");
        completion_add(completion, &(struct item){.label = name.bytes,
                                                  .kind = PROPERTY,
                                                  .text = inserted.bytes,
                                                  .is_snippet = snippet && !has_value,
                                                  .detail = proposal->required ? "required" : NULL,
                                                  .documentation = proposal->documentation});
        buffer_free(&name);
        buffer_free(&inserted);
    }
}
