/* Quick fixes: what the hint of a finding says, done. */
#include "lsp/internal.h"

#include "rng/assist.h"
#include "text/spelling.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A finding to be mended. */
struct mend {
    struct server *server;
    struct document *document;
    const struct shown *shown;
    json_t *actions;
};

/* Adds a "CodeAction" with these edits, a list that it takes over. */
static void add(const struct mend *mend, struct buffer *title, json_t *edits) {
    json_t *changes = json_object();
    json_object_set_new(changes, mend->document->uri, edits);
    json_array_append_new(mend->actions,
                          json_pack("{so ss sb s{so}}", "title", buffer_json(title), "kind",
                                    "quickfix", "isPreferred", 1, "edit", "changes", changes));
}

static json_t *edit(const struct mend *mend, struct span span, const char *text) {
    return edit_json(mend->server, mend->document, span, text);
}

/* What stands between these words in the hint, `length` bytes; NULL where they are not there. */
static const char *said_in_hint(const struct shown *shown, const char *before, const char *behind,
                                size_t *length) {
    const char *start = shown->hint ? strstr(shown->hint, before) : NULL;
    if (start) start += strlen(before);
    const char *end = start ? strstr(start, behind) : NULL;
    if (end) *length = (size_t)(end - start);
    return end ? start : NULL;
}

/* The element whose start tag the finding is in; NULL where it is in none. */
static const struct node *element_of(const struct mend *mend) {
    const struct nodes *nodes = document_nodes(mend->document);
    size_t at = nodes_at(nodes, mend->shown->span.start + 1);
    const struct node *node = at == NODE_NONE ? NULL : &nodes->list[at];
    bool in_tag = node && node->kind == MARKUP_START_TAG && mend->shown->span.start < node->tag_end;
    return in_tag ? node : NULL;
}

/* ---- did you mean …? ---- */

/* The token of a value that is most like the word. */
static struct span nearest_token(const struct nodes *nodes, struct span value, const char *word) {
    struct span nearest = value;
    size_t least = SIZE_MAX;
    for (size_t at = value.start; at < value.end;) {
        struct buffer text = {0};
        struct span token = value_token(nodes, value, at);
        buffer_append(&text, nodes->text + token.start, token.end - token.start);
        size_t distance = spelling_distance(text.bytes, word, strlen(word) + 1);
        if (token.end > token.start && distance && distance < least) {
            nearest = token;
            least = distance;
        }
        at = token.end + 1;
        buffer_free(&text);
    }
    return nearest;
}

/* What the word is to stand in the place of: a name, or a value, in a tag or as text. */
static struct span misspelt(const struct mend *mend, const char *word) {
    const struct nodes *nodes = document_nodes(mend->document);
    const struct node *element = element_of(mend);
    struct span span = mend->shown->span;
    struct attribute attribute = {0};
    if (!element) {
        span.start += strspn(nodes->text + span.start, " \t\r\n");
        return span.start < span.end ? span : mend->shown->span;
    }
    if (span.start == element->span.start) return element->name;
    while (node_next_attribute(nodes, element, &attribute))
        if (attribute.name.start == span.start)
            return span.end > attribute.name.end ? nearest_token(nodes, attribute.value, word)
                                                 : attribute.name;
    return span;
}

static void mend_spelling(const struct mend *mend) {
    size_t length;
    const char *word = said_in_hint(mend->shown, "did you mean \"", "\"?", &length);
    if (!word) return;
    struct buffer text = {0}, title = {0};
    const struct nodes *nodes = document_nodes(mend->document);
    const struct node *element = element_of(mend);
    buffer_append(&text, word, length);
    struct span span = misspelt(mend, text.bytes);
    json_t *edits = json_pack("[o]", edit(mend, span, text.bytes));
    struct span close = element ? node_close_name(nodes, element) : (struct span){0, 0};
    if (element && span.start == element->name.start && close.start < close.end)
        json_array_append_new(edits, edit(mend, close, text.bytes));
    buffer_print(&title, "Replace it by \"%s\"", text.bytes);
    add(mend, &title, edits);
    buffer_free(&text);
}

/* ---- what is missing ---- */

static void mend_namespace(const struct mend *mend) {
    size_t length;
    const char *declaration = said_in_hint(mend->shown, "add xmlns=\"", "\" to its", &length);
    const struct node *element = element_of(mend);
    if (!declaration || !element) return;
    struct buffer text = {0}, title = {0};
    buffer_print(&text, " xmlns=\"%.*s\"", (int)length, declaration);
    buffer_print(&title, "Add%s", text.bytes);
    struct span behind_name = {element->name.end, element->name.end};
    add(mend, &title, json_pack("[o]", edit(mend, behind_name, text.bytes)));
    buffer_free(&text);
}

/* The required attributes that a start tag has not, by the grammar. */
static void mend_attributes(const struct mend *mend) {
    const struct node *element = element_of(mend);
    if (strcmp(mend->shown->code, "rng/attribute-missing") != 0 || !element) return;
    struct rng_schema *grammar = grammar_of(mend->server, mend->document);
    if (!grammar) return;
    const struct buffer *bytes = &mend->document->text;
    struct buffer text = {0}, title = {0};
    struct span behind_name = {element->name.end, element->name.end};
    /* Attributes may begin behind white space, which need not be there. */
    struct buffer spaced = {0};
    buffer_append(&spaced, bytes->bytes, bytes->length);
    buffer_insert(&spaced, behind_name.end, "  ", 2);
    struct rng_assistance *assistance =
        rng_assist(grammar, spaced.bytes, spaced.length, behind_name.end + 1);
    for (size_t i = 0; i < assistance->proposal_count; i++) {
        const struct rng_proposal *proposal = &assistance->proposals[i];
        if (assistance->place != RNG_PLACE_ATTRIBUTE_NAME || !proposal->required ||
            !proposal->local || !proposal->prefix)
            continue;
        buffer_print(&text, " %s%s%s=\"\"", proposal->prefix, *proposal->prefix ? ":" : "",
                     proposal->local);
    }
    rng_assistance_free(assistance);
    buffer_free(&spaced);
    if (text.length) {
        buffer_print(&title, "Add%s", text.bytes);
        add(mend, &title, json_pack("[o]", edit(mend, behind_name, text.bytes)));
    }
    buffer_free(&text);
}

/* ---- the answer ---- */

static void (*const menders[])(const struct mend *mend) = {mend_spelling, mend_namespace,
                                                           mend_attributes};

json_t *answer_code_action(struct server *server, const json_t *params) {
    struct document *document = document_of(server, params);
    if (!document) return NULL;
    const json_t *range = json_object_get(params, "range");
    size_t start = offset_of(server, document, json_object_get(range, "start"));
    size_t end = offset_of(server, document, json_object_get(range, "end"));
    if (start == (size_t)-1 || end == (size_t)-1)
        return refuse(server, INVALID_PARAMS, "no range is named");
    struct mend mend = {server, document, NULL, json_array()};
    for (size_t i = 0; i < document->shown_count; i++) {
        mend.shown = &document->shown[i];
        if (mend.shown->span.start > end || mend.shown->span.end < start) continue;
        for (size_t j = 0; j < sizeof menders / sizeof *menders; j++)
            menders[j](&mend);
    }
    return mend.actions;
}
