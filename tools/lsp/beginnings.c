/* What a document begins with: declarations that name its schema and its rules, and the least of
   TEI. */
#include "lsp/completion.h"

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

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

void complete_beginnings(struct completion *completion) {
    size_t start;
    bool snippets = completion->server->client.snippets;
    if (!is_before_root(completion, &start)) return;
    completion_set_range(completion, start, completion->offset);
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
        completion_add(completion, &(struct item){.label = beginnings[i].label,
                                                  .kind = SNIPPET,
                                                  .text = text.bytes,
                                                  .is_snippet = snippets,
                                                  .detail = beginnings[i].detail});
        buffer_free(&text);
    }
}
