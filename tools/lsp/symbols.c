/* The outline of a document: its divisions, speeches, notes, pages and whatever has an id. */
#include "lsp/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* "SymbolKind". */
enum {
    FILE_SYMBOL = 1,
    MODULE = 2,
    NAMESPACE = 3,
    CLASS = 5,
    METHOD = 6,
    PROPERTY = 7,
    FIELD = 8,
    INTERFACE = 11,
    FUNCTION = 12,
    STRING = 15,
    ARRAY = 18,
    OBJECT = 19,
    KEY = 20,
    EVENT = 24
};

/* Elements of TEI that are in the outline whether they have an id or not. */
static const struct {
    const char *name;
    int kind;
    const char *title; /* the child whose text says what it is; or NULL */
} outlined[] = {{"TEI", FILE_SYMBOL, NULL},
                {"teiCorpus", FILE_SYMBOL, NULL},
                {"teiHeader", MODULE, NULL},
                {"standOff", MODULE, NULL},
                {"facsimile", MODULE, NULL},
                {"text", MODULE, NULL},
                {"group", MODULE, NULL},
                {"front", NAMESPACE, NULL},
                {"body", NAMESPACE, NULL},
                {"back", NAMESPACE, NULL},
                {"div", CLASS, "head"},
                {"div1", CLASS, "head"},
                {"div2", CLASS, "head"},
                {"div3", CLASS, "head"},
                {"div4", CLASS, "head"},
                {"div5", CLASS, "head"},
                {"div6", CLASS, "head"},
                {"div7", CLASS, "head"},
                {"sp", METHOD, "speaker"},
                {"u", METHOD, NULL},
                {"lg", FUNCTION, "head"},
                {"note", STRING, NULL},
                {"pb", KEY, NULL},
                {"milestone", KEY, NULL},
                {"figure", OBJECT, "head"},
                {"table", ARRAY, "head"},
                {"list", ARRAY, "head"},
                {"castList", ARRAY, "head"},
                {"listPerson", ARRAY, "head"},
                {"person", INTERFACE, "persName"},
                {"personGrp", INTERFACE, "persName"},
                {"listPlace", ARRAY, "head"},
                {"place", INTERFACE, "placeName"},
                {"listOrg", ARRAY, "head"},
                {"org", INTERFACE, "orgName"},
                {"listBibl", ARRAY, "head"},
                {"bibl", FIELD, "title"},
                {"entry", FIELD, "form"},
                {"surface", EVENT, NULL}};
enum { OUTLINED = sizeof outlined / sizeof *outlined };

/* The index in the table; OUTLINED where the name is not there. */
static size_t outlined_as(const struct nodes *nodes, struct span name) {
    size_t length = name.end - name.start;
    size_t i = 0;
    while (i < OUTLINED && (strlen(outlined[i].name) != length ||
                            memcmp(outlined[i].name, nodes->text + name.start, length) != 0))
        i++;
    return i;
}

/* Of a title so many bytes are shown. */
enum { LONGEST_TITLE = 60 };

/* Such as `div scene 2 "On the quay"`. */
static json_t *label_of(const struct nodes *nodes, size_t at, size_t as) {
    static const char *const named_by[] = {"type", "n", "xml:id"};
    const struct node *node = &nodes->list[at];
    struct buffer label = {0};
    buffer_append(&label, nodes->text + node->name.start, node->name.end - node->name.start);
    for (size_t i = 0; i < sizeof named_by / sizeof *named_by; i++) {
        struct attribute attribute;
        if (!node_attribute(nodes, node, named_by[i], &attribute)) continue;
        buffer_text(&label, i == 2 ? " #" : " ");
        buffer_append(&label, nodes->text + attribute.value.start,
                      attribute.value.end - attribute.value.start);
    }
    const char *title = as < OUTLINED ? outlined[as].title : NULL;
    for (size_t child = at + 1; title && child < node->last; child = nodes->list[child].last)
        if (span_is(nodes, nodes->list[child].name, title)) {
            buffer_byte(&label, ' ');
            node_append_text(nodes, &nodes->list[child], LONGEST_TITLE, &label);
            break;
        }
    return buffer_json(&label);
}

/* ---- the tree of symbols ---- */

/* Deeper ones are put beside those at this depth; more would be of no use to anybody. */
enum { DEEPEST = 64, MOST_SYMBOLS = 20000 };

struct outline {
    const struct server *server;
    struct document *document;
    const struct nodes *nodes;
    json_t *symbols; /* of the document */
    struct level {
        size_t last;      /* one past the last node within */
        json_t *children; /* a list */
        const char *name;
    } levels[DEEPEST];
    size_t depth, count;
};

static json_t *tree_symbol(struct outline *outline, const struct node *node, json_t *label,
                           int kind) {
    json_t *range = range_json(outline->server, outline->document, node->span);
    json_t *selection = range_json(outline->server, outline->document, node->name);
    return json_pack("{so si so so s[]}", "name", label, "kind", kind, "range", range,
                     "selectionRange", selection, "children");
}

/* For clients that know no trees: "SymbolInformation". */
static json_t *flat_symbol(struct outline *outline, const struct node *node, json_t *label,
                           int kind) {
    const struct level *above = outline->depth ? &outline->levels[outline->depth - 1] : NULL;
    json_t *symbol = json_pack("{so si so}", "name", label, "kind", kind, "location",
                               location_json(outline->server, outline->document, node->span));
    if (above) json_object_set_new(symbol, "containerName", json_string(above->name));
    return symbol;
}

static void add(struct outline *outline, size_t at, size_t as) {
    const struct node *node = &outline->nodes->list[at];
    json_t *label = label_of(outline->nodes, at, as);
    const char *name = json_string_value(label);
    int kind = as < OUTLINED ? outlined[as].kind : PROPERTY;
    bool tree = outline->server->client.symbol_trees;
    json_t *symbol = (tree ? tree_symbol : flat_symbol)(outline, node, label, kind);
    json_t *list =
        tree && outline->depth ? outline->levels[outline->depth - 1].children : outline->symbols;
    json_array_append_new(list, symbol);
    outline->count++;
    if (outline->depth < DEEPEST && node->last > at + 1)
        outline->levels[outline->depth++] =
            (struct level){node->last, json_object_get(symbol, "children"), name};
}

json_t *answer_document_symbol(struct server *server, const json_t *params) {
    struct document *document = document_of(server, params);
    if (!document) return NULL;
    struct outline outline = {.server = server,
                              .document = document,
                              .nodes = document_nodes(document),
                              .symbols = json_array()};
    for (size_t at = 0; at < outline.nodes->count && outline.count < MOST_SYMBOLS; at++) {
        const struct node *node = &outline.nodes->list[at];
        struct attribute id;
        while (outline.depth && outline.levels[outline.depth - 1].last <= at)
            outline.depth--;
        if (node->kind != MARKUP_START_TAG) continue;
        size_t as = outlined_as(outline.nodes, node->name);
        if (as < OUTLINED || node->parent == NODE_NONE ||
            node_attribute(outline.nodes, node, "xml:id", &id))
            add(&outline, at, as);
    }
    return outline.symbols;
}
