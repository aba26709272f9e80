/* What may come at the cursor: elements, attributes and values by the grammar, end tags, ids of the
   document, entities, and what a document begins with. */
#include "lsp/internal.h"

#include "base/memory.h"
#include "rng/assist.h"

#include <stdlib.h>
#include <string.h>

/* "CompletionItemKind". */
enum { CLASS = 7, PROPERTY = 10, VALUE = 12, SNIPPET = 15, REFERENCE = 18, CONSTANT = 21 };

struct completion {
    const struct server *server;
    struct document *document;
    const char *text; /* of the document */
    size_t offset;
    json_t *range; /* that a proposal replaces */
    json_t *items;
};

/* One proposal; the strings are NUL-terminated. */
struct item {
    const char *label;
    int kind;
    const char *text;   /* that is inserted */
    bool is_snippet;    /* it has tab stops */
    const char *detail; /* or NULL, as */
    const char *documentation;
};

static void add(struct completion *completion, const struct item *item) {
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

static void set_range(struct completion *completion, size_t start, size_t end) {
    json_decref(completion->range);
    completion->range =
        range_json(completion->server, completion->document, (struct span){start, end});
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

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
    add(completion, &(struct item){.label = name.bytes,
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
    add(completion,
        &(struct item){
            .label = label.bytes, .kind = CLASS, .text = text.bytes, .detail = "end tag"});
    buffer_free(&label);
    buffer_free(&text);
}

/* Whether the tag at `end` goes on to a `>` of its own. */
static bool goes_on(const char *text, size_t end) {
    return text[end + strcspn(text + end, "<>")] == '>';
}

static void propose_elements(struct completion *completion,
                             const struct rng_assistance *assistance) {
    bool is_content = assistance->place == RNG_PLACE_CONTENT;
    bool in_tag = !is_content && goes_on(completion->text, assistance->end);
    if (assistance->end_tag && assistance->element && !assistance->proposal_count)
        add_end_tag(completion, is_content ? "</" : "/", assistance->element, assistance->end);
    for (size_t i = 0; i < assistance->proposal_count; i++) {
        bool last_required = assistance->proposals[i].required;
        if (i == 0 && assistance->end_tag && assistance->element && !last_required)
            add_end_tag(completion, is_content ? "</" : "/", assistance->element, assistance->end);
        add_element(completion, &assistance->proposals[i], is_content ? "<" : "", in_tag);
    }
}

static void propose_end_tag(struct completion *completion,
                            const struct rng_assistance *assistance) {
    if (assistance->element) add_end_tag(completion, "", assistance->element, assistance->end);
}

/* Behind the `>` of a start tag that nothing closes. */
static void propose_closing(struct completion *completion) {
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
    add(completion, &(struct item){.label = label.bytes,
                                   .kind = CLASS,
                                   .text = text.bytes,
                                   .is_snippet = snippet,
                                   .detail = "end tag"});
    buffer_free(&label);
    buffer_free(&text);
}

/* ---- attributes ---- */

static void propose_attributes(struct completion *completion,
                               const struct rng_assistance *assistance) {
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
        add(completion, &(struct item){.label = name.bytes,
                                       .kind = PROPERTY,
                                       .text = inserted.bytes,
                                       .is_snippet = snippet && !has_value,
                                       .detail = proposal->required ? "required" : NULL,
                                       .documentation = proposal->documentation});
        buffer_free(&name);
        buffer_free(&inserted);
    }
}

/* ---- values ---- */

/* Appends the value as it stands within quotation marks. */
static void append_escaped(struct buffer *text, const char *value) {
    for (; *value; value++)
        switch (*value) {
        case '&': buffer_text(text, "&amp;"); break;
        case '<': buffer_text(text, "&lt;"); break;
        case '"': buffer_text(text, "&quot;"); break;
        case '\'': buffer_text(text, "&apos;"); break;
        default: buffer_byte(text, *value);
        }
}

static void add_value(struct completion *completion, const struct rng_assistance *assistance,
                      const struct item *item) {
    struct buffer text = {0};
    const char *quote = assistance->attribute && !assistance->is_quoted ? "\"" : "";
    struct item quoted = *item;
    buffer_text(&text, quote);
    append_escaped(&text, item->text);
    buffer_text(&text, quote);
    quoted.text = text.bytes;
    add(completion, &quoted);
    buffer_free(&text);
}

/* So many ids are proposed at most. */
enum { MOST_IDS = 5000, MOST_OF_ELEMENT = 60 };

/* The ids of the document, with what is at them. */
static void propose_ids(struct completion *completion, const struct rng_assistance *assistance,
                        const char *before) {
    const struct nodes *nodes = document_nodes(completion->document);
    for (size_t i = 0, found = 0; i < nodes->count && found < MOST_IDS; i++) {
        const struct node *node = &nodes->list[i];
        struct attribute id;
        struct buffer label = {0}, detail = {0};
        if (node->kind != MARKUP_START_TAG || !node_attribute(nodes, node, "xml:id", &id)) continue;
        buffer_text(&label, before);
        buffer_append(&label, nodes->text + id.value.start, span_length(id.value));
        buffer_append(&detail, nodes->text + node->name.start, span_length(node->name));
        buffer_byte(&detail, ' ');
        node_append_text(nodes, node, MOST_OF_ELEMENT, &detail);
        add_value(completion, assistance,
                  &(struct item){.label = label.bytes,
                                 .kind = REFERENCE,
                                 .text = label.bytes,
                                 .detail = detail.bytes});
        buffer_free(&label);
        buffer_free(&detail);
        found++;
    }
}

static bool has_datatype(const struct rng_assistance *assistance, const char *name) {
    for (size_t i = 0; i < assistance->datatype_count; i++)
        if (!strcmp(assistance->datatypes[i], name)) return true;
    return false;
}

static void propose_values(struct completion *completion, const struct rng_assistance *assistance) {
    for (size_t i = 0; i < assistance->value_count; i++)
        add_value(completion, assistance,
                  &(struct item){.label = assistance->values[i].text,
                                 .kind = VALUE,
                                 .text = assistance->values[i].text,
                                 .documentation = assistance->values[i].documentation});
    if (has_datatype(assistance, "anyURI") || completion->text[assistance->start] == '#')
        propose_ids(completion, assistance, "#");
    else if (has_datatype(assistance, "IDREF") || has_datatype(assistance, "IDREFS"))
        propose_ids(completion, assistance, "");
}

/* ---- entities ---- */

/* Those that the document declares (XML 1.0, production 70). */
static void propose_declared(struct completion *completion) {
    static const char keyword[] = "<!ENTITY";
    const struct nodes *nodes = document_nodes(completion->document);
    for (size_t i = 0; i < nodes->count && nodes->list[i].kind != MARKUP_START_TAG; i++) {
        if (nodes->list[i].kind != MARKUP_DECLARATION) continue;
        const char *end = nodes->text + nodes->list[i].span.end;
        const char *at = nodes->text + nodes->list[i].span.start;
        while ((at = strstr(at, keyword)) && at < end) {
            at += sizeof keyword - 1;
            at += strspn(at, " \t\r\n");
            size_t start = (size_t)(at - nodes->text);
            char *name = memory_copy(at, name_end(nodes->text, start) - start);
            struct buffer text = {0};
            buffer_print(&text, "%s;", name);
            if (*name && *name != '%')
                add(completion,
                    &(struct item){.label = name, .kind = CONSTANT, .text = text.bytes});
            buffer_free(&text);
            free(name);
        }
    }
}

static void propose_entities(struct completion *completion, size_t start) {
    static const struct {
        const char *name, *text, *character;
    } predefined[] = {{"amp", "amp;", "&"},
                      {"lt", "lt;", "<"},
                      {"gt", "gt;", ">"},
                      {"quot", "quot;", "\""},
                      {"apos", "apos;", "'"}};
    set_range(completion, start, completion->offset);
    for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++)
        add(completion, &(struct item){.label = predefined[i].name,
                                       .kind = CONSTANT,
                                       .text = predefined[i].text,
                                       .detail = predefined[i].character});
    propose_declared(completion);
}

/* ---- what a document begins with ---- */

/* As snippets: clients that take none get them without the stops. */
static const struct {
    const char *label, *detail, *text;
} beginnings[] = {
    {"<?xml", "XML declaration", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"},
    {"<?xml-model RELAX NG", "the document's schema",
     "<?xml-model href=\"$1\" type=\"application/xml\" "
     "schematypens=\"http://relaxng.org/ns/structure/1.0\"?>"},
    {"<?xml-model Schematron", "the document's rules",
     "<?xml-model href=\"$1\" type=\"application/xml\" "
     "schematypens=\"http://purl.oclc.org/dsdl/schematron\"?>"},
    {"<TEI> document", "TEI with the least header",
     "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n  <teiHeader>\n    <fileDesc>\n"
     "      <titleStmt>\n        <title>$1</title>\n      </titleStmt>\n"
     "      <publicationStmt>\n        <p>$2</p>\n      </publicationStmt>\n"
     "      <sourceDesc>\n        <p>$3</p>\n      </sourceDesc>\n    </fileDesc>\n"
     "  </teiHeader>\n  <text>\n    <body>\n      <p>$0</p>\n    </body>\n  </text>\n</TEI>"}};

/* Whether no element begins before the cursor; then what is there of a tag begins at *start. */
static bool is_before_root(struct completion *completion, size_t *start) {
    const struct nodes *nodes = document_nodes(completion->document);
    const char *text = completion->text;
    *start = completion->offset;
    while (*start && !is_space(text[*start - 1]) && text[*start - 1] != '>')
        --*start;
    for (size_t i = 0; i < nodes->count && nodes->list[i].span.start < *start; i++)
        if (nodes->list[i].kind == MARKUP_START_TAG || nodes->list[i].span.end > completion->offset)
            return false;
    return *start == completion->offset || text[*start] == '<';
}

static void propose_beginnings(struct completion *completion) {
    size_t start;
    bool snippets = completion->server->client.snippets;
    if (!is_before_root(completion, &start)) return;
    set_range(completion, start, completion->offset);
    const struct nodes *nodes = document_nodes(completion->document);
    bool has_root = false;
    for (size_t i = 0; i < nodes->count; i++)
        has_root |= nodes->list[i].kind == MARKUP_START_TAG &&
                    nodes->list[i].name.end > start + 1 &&
                    nodes->list[i].span.start >= completion->offset;
    for (size_t i = start ? 1 : 0; i < sizeof beginnings / sizeof *beginnings - has_root; i++) {
        struct buffer text = {0};
        for (const char *at = beginnings[i].text; *at; at++) {
            bool stop = *at == '$' && !snippets;
            if (stop) at++;
            if (!stop) buffer_byte(&text, *at);
        }
        add(completion, &(struct item){.label = beginnings[i].label,
                                       .kind = SNIPPET,
                                       .text = text.bytes,
                                       .is_snippet = snippets,
                                       .detail = beginnings[i].detail});
        buffer_free(&text);
    }
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
static void (*const proposers[])(struct completion *completion,
                                 const struct rng_assistance *assistance) = {
    [RNG_PLACE_CONTENT] = propose_elements,
    [RNG_PLACE_ELEMENT_NAME] = propose_elements,
    [RNG_PLACE_ATTRIBUTE_NAME] = propose_attributes,
    [RNG_PLACE_ATTRIBUTE_VALUE] = propose_values,
    [RNG_PLACE_END_TAG] = propose_end_tag};

static void propose_by_grammar(struct server *server, struct completion *completion, char typed) {
    struct document *document = completion->document;
    struct rng_schema *grammar = grammar_of(server, document);
    if (!grammar) return;
    struct rng_assistance *assistance =
        rng_assist(grammar, document->text.bytes, document->text.length, completion->offset);
    if (is_asked(typed, assistance->place) && proposers[assistance->place]) {
        set_range(completion, assistance->start, assistance->end);
        proposers[assistance->place](completion, assistance);
    }
    rng_assistance_free(assistance);
}

enum { LONGEST_ENTITY = 64 };

/* Where the name of an entity begins that is being typed; false where none is. */
static bool is_in_entity(const struct completion *completion, size_t *start) {
    const struct nodes *nodes = document_nodes(completion->document);
    size_t at = nodes_at(nodes, completion->offset), begins = completion->offset;
    if (at != NODE_NONE && nodes->list[at].kind != MARKUP_START_TAG) return false;
    while (begins && completion->offset - begins < LONGEST_ENTITY &&
           name_end(nodes->text, begins - 1) >= completion->offset)
        begins--;
    *start = begins;
    return begins && completion->text[begins - 1] == '&';
}

json_t *answer_completion(struct server *server, const json_t *params) {
    struct place place;
    size_t start;
    if (!place_asked(server, params, &place)) return NULL;
    const char *character =
        json_string_value(json_object_get(json_object_get(params, "context"), "triggerCharacter"));
    char typed = character ? *character : '\0';
    struct completion completion = {.server = server,
                                    .document = place.document,
                                    .text = place.document->text.bytes,
                                    .offset = place.offset,
                                    .items = json_array()};
    set_range(&completion, place.offset, place.offset);
    if (is_in_entity(&completion, &start)) {
        propose_entities(&completion, start);
    } else if (typed == '>') {
        propose_closing(&completion);
    } else {
        propose_by_grammar(server, &completion, typed);
        if (!typed || typed == '<') propose_beginnings(&completion);
    }
    json_decref(completion.range);
    return json_pack("{sb so}", "isIncomplete", 0, "items", completion.items);
}
