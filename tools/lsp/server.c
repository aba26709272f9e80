/* The server: takes messages one by one, and validates documents when no message is waiting, so
   that of many changes only the last text is looked at. */
#include "lsp/internal.h"

#include "base/memory.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A message that waits for its turn. */
struct queued {
    json_t *json;
    size_t bytes;
    bool cancelled;
};

/* No more is read before it is answered. */
enum { MOST_QUEUED_BYTES = 16 << 20 };

double clock_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- sending ---- */

/* Takes over the message. */
static void send(struct server *server, json_t *message) {
    json_object_set_new(message, "jsonrpc", json_string("2.0"));
    char *text = json_dumps(message, JSON_COMPACT);
    json_decref(message);
    if (!text) memory_exhausted();
    transport_send(&server->transport, text, strlen(text));
    free(text);
}

void notify(struct server *server, const char *method, json_t *params) {
    send(server, json_pack("{ss so}", "method", method, "params", params));
}

void request(struct server *server, const char *method, json_t *params) {
    send(server, json_pack("{sI ss so}", "id", (json_int_t)++server->requests, "method", method,
                           "params", params));
}

json_t *refuse(struct server *server, int code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    server->error = code;
    server->error_message.length = 0;
    buffer_vprint(&server->error_message, format, arguments);
    va_end(arguments);
    return NULL;
}

/* Answers the request with a result, or with the error that was noted.  Takes over both. */
static void respond(struct server *server, json_t *id, json_t *result) {
    json_t *response = json_pack("{so}", "id", id ? id : json_null());
    if (result) {
        json_object_set_new(response, "result", result);
    } else {
        const struct buffer *message = &server->error_message;
        json_t *error = json_pack("{si so}", "code", server->error, "message",
                                  text_json(message->bytes, message->length));
        json_object_set_new(response, "error", error);
    }
    server->error = 0;
    send(server, response);
}

static void respond_error(struct server *server, json_t *id, int code, const char *message) {
    refuse(server, code, "%s", message);
    respond(server, id, NULL);
}

/* ---- the life of the server ---- */

static const json_t *capability(const json_t *params, const char *group, const char *feature,
                                const char *name) {
    const json_t *capabilities = json_object_get(params, "capabilities");
    return json_object_get(json_object_get(json_object_get(capabilities, group), feature), name);
}

static bool holds(const json_t *list, const char *string) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *item = json_string_value(json_array_get(list, i));
        if (item && !strcmp(item, string)) return true;
    }
    return false;
}

static const char *const encodings[] = {
    [POSITION_UTF_16] = "utf-16", [POSITION_UTF_8] = "utf-8", [POSITION_UTF_32] = "utf-32"};

/* The first of the client's that there is: its order is that of its preference. */
static enum position_encoding encoding_of(const json_t *params) {
    const json_t *capabilities = json_object_get(params, "capabilities");
    const json_t *list =
        json_object_get(json_object_get(capabilities, "general"), "positionEncodings");
    for (size_t i = 0; i < json_array_size(list); i++)
        for (size_t j = 0; j < sizeof encodings / sizeof *encodings; j++) {
            const char *name = json_string_value(json_array_get(list, i));
            if (name && !strcmp(name, encodings[j])) return (enum position_encoding)j;
        }
    return POSITION_UTF_16;
}

static struct client client_of(const json_t *params) {
    const json_t *item = capability(params, "textDocument", "completion", "completionItem");
    const json_t *process = json_object_get(params, "processId");
    const json_t *watched =
        capability(params, "workspace", "didChangeWatchedFiles", "dynamicRegistration");
    return (struct client){
        .encoding = encoding_of(params),
        .snippets = json_is_true(json_object_get(item, "snippetSupport")),
        .markdown_completion = holds(json_object_get(item, "documentationFormat"), "markdown"),
        .markdown_hover =
            holds(capability(params, "textDocument", "hover", "contentFormat"), "markdown"),
        .symbol_trees = json_is_true(capability(params, "textDocument", "documentSymbol",
                                                "hierarchicalDocumentSymbolSupport")),
        .watches_files = json_is_true(watched),
        .process = (pid_t)(json_is_integer(process) ? json_integer_value(process) : 0)};
}

static json_t *answer_initialize(struct server *server, const json_t *params) {
    if (server->initialized) return refuse(server, INVALID_REQUEST, "it is initialized already");
    server->initialized = true;
    server->client = client_of(params);
    return json_pack(
        "{s{ss s{sb si s{sb}} s{s[ssssssss]} sb sb sb s{sb} sb sb sb sb s{s[s]}} s{ss ss}}",
        "capabilities", "positionEncoding", encodings[server->client.encoding], "textDocumentSync",
        "openClose", 1, "change", 2, "save", "includeText", 0, "completionProvider",
        "triggerCharacters", "<", " ", "\"", "'", "#", "/", ">", "&", "hoverProvider", 1,
        "definitionProvider", 1, "referencesProvider", 1, "renameProvider", "prepareProvider", 1,
        "documentSymbolProvider", 1, "foldingRangeProvider", 1, "selectionRangeProvider", 1,
        "linkedEditingRangeProvider", 1, "codeActionProvider", "codeActionKinds", "quickfix",
        "serverInfo", "name", "teikit", "version", TEIKIT_VERSION);
}

static json_t *answer_shutdown(struct server *server, const json_t *params) {
    (void)params;
    server->shut_down = true;
    return json_null();
}

static void on_initialized(struct server *server, const json_t *params) {
    (void)params;
    if (!server->client.watches_files) return;
    request(server, "client/registerCapability",
            json_pack("{s[{ss ss s{s[{ss}]}}]}", "registrations", "id", "files", "method",
                      "workspace/didChangeWatchedFiles", "registerOptions", "watchers",
                      "globPattern", "**/*.{xml,rng,rnc,sch,yml}"));
}

static void on_exit_asked(struct server *server, const json_t *params) {
    (void)params;
    server->exiting = true;
}

/* ---- documents ---- */

static void take_version(struct document *document, const json_t *named) {
    const json_t *version = json_object_get(named, "version");
    document->has_version = json_is_integer(version);
    document->version = json_integer_value(version);
}

static void on_open(struct server *server, const json_t *params) {
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

static void on_change(struct server *server, const json_t *params) {
    struct document *document = document_of(server, params);
    if (!document) return;
    const json_t *changes = json_object_get(params, "contentChanges");
    for (size_t i = 0; i < json_array_size(changes); i++)
        change(server, document, json_array_get(changes, i));
    take_version(document, json_object_get(params, "textDocument"));
    document->due = due_after(document);
}

/* Other documents may point to what was saved. */
static void on_save(struct server *server, const json_t *params) {
    (void)params;
    diagnose_all(server);
}

static void on_close(struct server *server, const json_t *params) {
    struct document *document = document_of(server, params);
    if (!document) return;
    notify(server, "textDocument/publishDiagnostics",
           json_pack("{ss s[]}", "uri", document->uri, "diagnostics"));
    for (size_t i = 0; i < server->document_count; i++)
        if (server->documents[i] == document)
            server->documents[i] = server->documents[--server->document_count];
    document_free(document);
}

/* ---- methods ---- */

static const struct {
    const char *name;
    answer *answer;
} requests[] = {{"initialize", answer_initialize},
                {"shutdown", answer_shutdown},
                {"textDocument/completion", answer_completion},
                {"textDocument/hover", answer_hover},
                {"textDocument/definition", answer_definition},
                {"textDocument/references", answer_references},
                {"textDocument/prepareRename", answer_prepare_rename},
                {"textDocument/rename", answer_rename},
                {"textDocument/documentSymbol", answer_document_symbol},
                {"textDocument/foldingRange", answer_folding_range},
                {"textDocument/selectionRange", answer_selection_range},
                {"textDocument/linkedEditingRange", answer_linked_editing_range},
                {"textDocument/codeAction", answer_code_action}};

static const struct {
    const char *name;
    void (*take)(struct server *server, const json_t *params);
} notifications[] = {{"initialized", on_initialized},
                     {"exit", on_exit_asked},
                     {"textDocument/didOpen", on_open},
                     {"textDocument/didChange", on_change},
                     {"textDocument/didSave", on_save},
                     {"textDocument/didClose", on_close},
                     {"workspace/didChangeWatchedFiles", on_save}};

/* Those that the server does not know are passed over. */
static void take_notification(struct server *server, const char *method, const json_t *params) {
    bool is_exit = !strcmp(method, "exit");
    if (!is_exit && (!server->initialized || server->shut_down)) return;
    for (size_t i = 0; i < sizeof notifications / sizeof *notifications; i++)
        if (!strcmp(notifications[i].name, method)) notifications[i].take(server, params);
    server->error = 0;
}

static json_t *answer_request(struct server *server, const char *method, const json_t *params) {
    if (!server->initialized && strcmp(method, "initialize") != 0)
        return refuse(server, SERVER_NOT_INITIALIZED, "the first request has to be initialize");
    if (server->shut_down) return refuse(server, INVALID_REQUEST, "the server is shut down");
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        if (!strcmp(requests[i].name, method)) return requests[i].answer(server, params);
    return refuse(server, METHOD_NOT_FOUND, "there is no method %.200s", method);
}

static void take_message(struct server *server, const struct queued *queued) {
    const char *method = json_string_value(json_object_get(queued->json, "method"));
    json_t *id = json_object_get(queued->json, "id");
    const json_t *params = json_object_get(queued->json, "params");
    bool is_id = json_is_string(id) || json_is_number(id);
    if (!method &&
        (json_object_get(queued->json, "result") || json_object_get(queued->json, "error")))
        return; /* an answer to what the server asked */
    if (!method || (id && !is_id))
        respond_error(server, is_id ? json_incref(id) : NULL, INVALID_REQUEST,
                      "this is no request: an object with a method, and an id or none");
    else if (!id)
        take_notification(server, method, params);
    else if (queued->cancelled)
        respond_error(server, json_incref(id), REQUEST_CANCELLED, "cancelled");
    else
        respond(server, json_incref(id), answer_request(server, method, params));
}

/* ---- the queue ---- */

static void cancel(struct server *server, const json_t *params) {
    const json_t *id = json_object_get(params, "id");
    for (size_t i = 0; id && i < server->queue_count; i++)
        if (json_equal(json_object_get(server->queue[i].json, "id"), id))
            server->queue[i].cancelled = true;
}

static void enqueue(struct server *server, const char *text, size_t length) {
    json_error_t error;
    json_t *json = json_loadb(text, length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    if (!json) {
        respond_error(server, NULL, PARSE_ERROR, error.text);
        return;
    }
    const char *method = json_string_value(json_object_get(json, "method"));
    if (method && !strcmp(method, "$/cancelRequest")) {
        cancel(server, json_object_get(json, "params"));
        json_decref(json);
        return;
    }
    server->queue = memory_grow(server->queue, &server->queue_capacity, server->queue_count + 1,
                                sizeof *server->queue);
    server->queue[server->queue_count++] = (struct queued){json, length, false};
    server->queue_bytes += length;
}

/* Takes in what is waiting; false where nothing is. */
static bool gather(struct server *server, int milliseconds) {
    bool came = transport_wait(&server->transport, milliseconds);
    const char *text;
    size_t length;
    enum transport_taken taken;
    while ((taken = transport_take(&server->transport, &text, &length)) != TRANSPORT_NOTHING)
        if (taken == TRANSPORT_MESSAGE)
            enqueue(server, text, length);
        else
            respond_error(server, NULL, INVALID_REQUEST,
                          taken == TRANSPORT_TOO_LARGE ? "the message is too large"
                                                       : "there is no Content-Length");
    return came;
}

static void take_next(struct server *server) {
    struct queued first = server->queue[0];
    server->queue_count--;
    memmove(server->queue, server->queue + 1, server->queue_count * sizeof *server->queue);
    server->queue_bytes -= first.bytes;
    take_message(server, &first);
    json_decref(first.json);
}

/* ---- the loop ---- */

/* Validates a document that is to be; else gives the milliseconds until one is, at most `most`. */
static int diagnose_next(struct server *server, int most) {
    double now = clock_now();
    for (size_t i = 0; i < server->document_count; i++) {
        struct document *document = server->documents[i];
        if (!document->unseen) continue;
        if (document->due <= now) {
            diagnose(server, document);
            return 0;
        }
        double wait = ceil((document->due - now) * 1000);
        if (wait < most) most = (int)wait;
    }
    return most;
}

/* What is looked at now and then; false where the client is gone. */
static bool look_around(struct server *server, double *looked) {
    static const double step = 1; /* seconds */
    double now = clock_now();
    if (now - *looked < step) return true;
    *looked = now;
    look_at_schemas(server);
    return server->client.process <= 0 || !kill(server->client.process, 0) || errno != ESRCH;
}

static void run(struct server *server) {
    double looked = clock_now();
    int wait = 0;
    while (!server->exiting && !server->transport.broken) {
        while (gather(server, wait) && server->queue_bytes < MOST_QUEUED_BYTES)
            wait = 0;
        wait = 0;
        if (server->queue_count)
            take_next(server);
        else if (server->transport.ended || !look_around(server, &looked))
            return;
        else
            wait = diagnose_next(server, 1000);
    }
}

bool lsp_serve(const struct lsp_wishes *wishes) {
    struct server server = {.wishes = wishes,
                            .transport = {.input = wishes->input, .output = wishes->output}};
    run(&server);
    for (size_t i = 0; i < server.document_count; i++)
        document_free(server.documents[i]);
    for (size_t i = 0; i < server.queue_count; i++)
        json_decref(server.queue[i].json);
    free(server.documents);
    free(server.queue);
    corpora_free(&server);
    buffer_free(&server.error_message);
    transport_free(&server.transport);
    return server.exiting && server.shut_down;
}
