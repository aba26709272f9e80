/* Proposals for values: what the schema names, the ids of the document, and entities. */
#include "lsp/completion.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

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
    completion_add(completion, &quoted);
    buffer_free(&text);
}

/* So many ids are proposed at most. */
enum { MOST_IDS = 5000, MOST_OF_ELEMENT = 60 };

/* The ids of the document, with what is at them. */
static void complete_ids(struct completion *completion, const struct rng_assistance *assistance,
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

void complete_values(struct completion *completion, const struct rng_assistance *assistance) {
    for (size_t i = 0; i < assistance->value_count; i++)
        add_value(completion, assistance,
                  &(struct item){.label = assistance->values[i].text,
                                 .kind = VALUE,
                                 .text = assistance->values[i].text,
                                 .documentation = assistance->values[i].documentation});
    if (has_datatype(assistance, "anyURI") || completion->text[assistance->start] == '#')
        complete_ids(completion, assistance, "#");
    else if (has_datatype(assistance, "IDREF") || has_datatype(assistance, "IDREFS"))
        complete_ids(completion, assistance, "");
}

/* ---- entities ---- */

/* Those that the document declares (XML 1.0, production 70). */
static void complete_declared(struct completion *completion) {
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
                completion_add(completion,
                               &(struct item){.label = name, .kind = CONSTANT, .text = text.bytes});
            buffer_free(&text);
            free(name);
        }
    }
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

bool complete_entities(struct completion *completion) {
    static const struct {
        const char *name, *text, *character;
    } predefined[] = {{"amp", "amp;", "&"},
                      {"lt", "lt;", "<"},
                      {"gt", "gt;", ">"},
                      {"quot", "quot;", "\""},
                      {"apos", "apos;", "'"}};
    size_t start;
    if (!is_in_entity(completion, &start)) return false;
    completion_set_range(completion, start, completion->offset);
    for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++)
        completion_add(completion, &(struct item){.label = predefined[i].name,
                                                  .kind = CONSTANT,
                                                  .text = predefined[i].text,
                                                  .detail = predefined[i].character});
    complete_declared(completion);
    return true;
}
