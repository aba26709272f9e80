/* What the client says of its documents: that they are opened, changed, saved and closed. */
#include "lsp/internal.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

static void take_version(struct document *document, const json_t *named) {
    const json_t *version = json_object_get(named, "version");
    document->has_version = json_is_integer(version);
    document->version = json_integer_value(version);
}

void take_open(struct server *server, const json_t *params) {
    const json_t *named = json_object_get(params, "textDocument");
    const json_t *text = json_object_get(named, "text");
    const char *uri = json_string_value(json_object_get(named, "uri"));
    if (!uri || !json_is_string(text)) return;
    struct document *known = document_named(server, uri);
    struct document *document =
        document_open(known, uri, json_string_value(text), json_string_length(text));
    take_version(document, named);
    document->due = 0;
    if (known) return;
    server->documents = memory_grow(server->documents, &server->document_capacity,
                                    server->document_count + 1, sizeof *server->documents);
    server->documents[server->document_count++] = document;
}

/* One "TextDocumentContentChangeEvent". */
static void change(struct server *server, struct document *document, const json_t *event) {
    const json_t *text = json_object_get(event, "text"), *range = json_object_get(event, "range");
    if (!json_is_string(text)) return;
    const char *bytes = json_string_value(text);
    if (!range) {
        document_open(document, document->uri, bytes, json_string_length(text));
        return;
    }
    size_t start = offset_of(server, document, json_object_get(range, "start"));
    size_t end = offset_of(server, document, json_object_get(range, "end"));
    if (start == (size_t)-1 || end == (size_t)-1) return;
    struct span span = {start < end ? start : end, start < end ? end : start};
    document_replace(document, span, bytes, json_string_length(text));
}

/* A document that takes long waits until typing rests for as long as its validation takes. */
static double due_after(const struct document *document) {
    static const double quick = 0.05, longest = 2;
    return document->seconds < quick ? 0 : clock_now() + fmin(document->seconds, longest);
}

void take_change(struct server *server, const json_t *params) {
    struct document *document = document_of(server, params);
    if (!document) return;
    const json_t *changes = json_object_get(params, "contentChanges");
    for (size_t i = 0; i < json_array_size(changes); i++)
        change(server, document, json_array_get(changes, i));
    take_version(document, json_object_get(params, "textDocument"));
    document->due = due_after(document);
}

/* Other documents may point to what was saved. */
void take_save(struct server *server, const json_t *params) {
    (void)params;
    diagnose_all(server);
}

void take_close(struct server *server, const json_t *params) {
    struct document *document = document_of(server, params);
    if (!document) return;
    notify(server, "textDocument/publishDiagnostics",
           json_pack("{ss s[]}", "uri", document->uri, "diagnostics"));
    for (size_t i = 0; i < server->document_count; i++)
        if (server->documents[i] == document)
            server->documents[i] = server->documents[--server->document_count];
    document_free(document);
}
