/* What may come at the cursor: who proposes what, and what a character that was typed asks for. */
#include "lsp/completion.h"

#include <stdio.h>

void completion_add(struct completion *completion, const struct item *item) {
    char order[24]; /* they come in the order in which they are to be shown */
    snprintf(order, sizeof order, "%06zu", json_array_size(completion->items));
    json_t *edit = json_pack("{sO ss}", "range", completion->range, "newText", item->text);
    json_t *json = json_pack("{ss si ss ss si so}", "label", item->label, "kind", item->kind,
                             "sortText", order, "filterText", item->label, "insertTextFormat",
                             item->is_snippet ? 2 : 1, "textEdit", edit);
    if (!json) return; /* what is no UTF-8 */
    if (item->detail) json_object_set_new(json, "detail", json_string(item->detail));
    if (item->documentation)
        json_object_set_new(
            json, "documentation",
            json_pack("{ss ss}", "kind",
                      completion->server->client.markdown_completion ? "markdown" : "plaintext",
                      "value", item->documentation));
    json_array_append_new(completion->items, json);
}

void completion_set_range(struct completion *completion, size_t start, size_t end) {
    json_decref(completion->range);
    completion->range =
        range_json(completion->server, completion->document, (struct span){start, end});
}

/* ---- the answer ---- */

/* What a character that was typed can ask for: a space in text asks for nothing. */
static const struct {
    char typed;
    unsigned places; /* bits of enum rng_place */
} asked_by[] = {
    {'<', 1U << RNG_PLACE_ELEMENT_NAME},
    {' ', 1U << RNG_PLACE_ATTRIBUTE_NAME | 1U << RNG_PLACE_ATTRIBUTE_VALUE},
    {'"', 1U << RNG_PLACE_ATTRIBUTE_VALUE},
    {'\'', 1U << RNG_PLACE_ATTRIBUTE_VALUE},
    {'#', 1U << RNG_PLACE_ATTRIBUTE_VALUE},
    {'/', 1U << RNG_PLACE_END_TAG},
};

static bool is_asked(char typed, enum rng_place place) {
    if (!typed) return true;
    for (size_t i = 0; i < sizeof asked_by / sizeof *asked_by; i++)
        if (asked_by[i].typed == typed) return asked_by[i].places >> place & 1;
    return false;
}

/* Nothing is proposed for the rest. */
static completer *const completers[] = {[RNG_PLACE_CONTENT] = complete_elements,
                                        [RNG_PLACE_ELEMENT_NAME] = complete_elements,
                                        [RNG_PLACE_ATTRIBUTE_NAME] = complete_attributes,
                                        [RNG_PLACE_ATTRIBUTE_VALUE] = complete_values,
                                        [RNG_PLACE_END_TAG] = complete_end_tag};

static void complete_by_grammar(struct server *server, struct completion *completion, char typed) {
    struct document *document = completion->document;
    struct rng_schema *grammar = grammar_of(server, document);
    if (!grammar) return;
    struct rng_assistance *assistance =
        rng_assist(grammar, document->text.bytes, document->text.length, completion->offset);
    bool asked = is_asked(typed, assistance->place);
    completion_set_range(completion, assistance->start, assistance->end);
    if ((asked || typed == '/') && complete_inclusion(completion, assistance)) {
        /* whatever the grammar makes of it */
    } else if (asked && completers[assistance->place]) {
        completers[assistance->place](completion, assistance);
    }
    rng_assistance_free(assistance);
}

json_t *answer_completion(struct server *server, const json_t *params) {
    struct place place;
    if (!place_asked(server, params, &place)) return NULL;
    const char *character =
        json_string_value(json_object_get(json_object_get(params, "context"), "triggerCharacter"));
    char typed = character ? *character : '\0';
    struct completion completion = {.server = server,
                                    .document = place.document,
                                    .text = place.document->text.bytes,
                                    .offset = place.offset,
                                    .items = json_array()};
    completion_set_range(&completion, place.offset, place.offset);
    if (complete_entities(&completion)) {
        /* nothing else begins with `&` */
    } else if (typed == '>') {
        complete_closing(&completion);
    } else {
        complete_by_grammar(server, &completion, typed);
        if (!typed || typed == '<') complete_beginnings(&completion);
    }
    json_decref(completion.range);
    return json_pack("{sb so}", "isIncomplete", 0, "items", completion.items);
}
