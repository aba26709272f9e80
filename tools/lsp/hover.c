/* What is shown of the place under the pointer: what the schema says of the name or value there,
   where a pointer leads, and what a finding means. */
#include "lsp/internal.h"

#include "rng/assist.h"

#include <string.h>

static void separate(struct buffer *text) {
    if (text->length) buffer_text(text, "\n\n---\n\n");
}

static void describe(struct server *server, const struct place *place, struct buffer *text,
                     struct span *span) {
    struct rng_schema *grammar = grammar_of(server, place->document);
    const struct buffer *bytes = &place->document->text;
    struct rng_description *description =
        grammar ? rng_describe(grammar, bytes->bytes, bytes->length, place->offset) : NULL;
    if (!description) return;
    buffer_text(text, description->text);
    *span = (struct span){description->start, description->end};
    rng_description_free(description);
}

/* Of what a pointer leads to so much is shown. */
enum { MOST_OF_TARGET = 400 };

static void show_target(struct server *server, const struct place *place, struct buffer *text,
                        struct span *span) {
    struct pointer pointer;
    struct target target;
    if (!pointer_at(place->document, place->offset, &pointer) || pointer.is_id ||
        !target_of(server, place->document, pointer.span, &target))
        return;
    if (target.element != NODE_NONE) {
        const struct nodes *nodes = document_nodes(target.document);
        struct span whole = nodes->list[target.element].span;
        size_t length = whole.end - whole.start;
        bool cut = length > MOST_OF_TARGET;
        if (cut) length = MOST_OF_TARGET;
        while (cut && (nodes->text[whole.start + length] & 0xC0) == 0x80)
            length--;
        separate(text);
        buffer_text(text, "```xml\n");
        buffer_append(text, nodes->text + whole.start, length);
        buffer_text(text, cut ? "…\n```" : "\n```");
        *span = pointer.span;
    }
    target_free(&target);
}

static void explain(const struct place *place, struct buffer *text, struct span *span) {
    for (size_t i = 0; i < place->document->shown_count; i++) {
        const struct shown *shown = &place->document->shown[i];
        struct explanation explanation;
        if (!span_touches(shown->span, place->offset) || !report_explain(shown->code, &explanation))
            continue;
        separate(text);
        buffer_print(text, "**%s**\n\n", shown->code);
        buffer_append(text, explanation.text, explanation.length);
        if (span->start == span->end) *span = shown->span;
        return;
    }
}

json_t *answer_hover(struct server *server, const json_t *params) {
    struct place place;
    struct buffer text = {0};
    if (!place_asked(server, params, &place)) return NULL;
    struct span span = {place.offset, place.offset};
    describe(server, &place, &text, &span);
    show_target(server, &place, &text, &span);
    explain(&place, &text, &span);
    if (!text.length) return json_null();
    json_t *contents =
        json_pack("{ss so}", "kind", server->client.markdown_hover ? "markdown" : "plaintext",
                  "value", buffer_json(&text));
    return json_pack("{so so}", "contents", contents, "range",
                     range_json(server, place.document, span));
}
