/* The server: takes messages one by one, and validates documents when no message is waiting, so
   that of many changes only the last text is looked at. */
#include "lsp/internal.h"

#include "base/memory.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
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

/* ---- the life of the server ---- */

static json_t *answer_shutdown(struct server *server, const json_t *params) {
    (void)params;
    server->shut_down = true;
    return json_null();
}

static void on_exit_asked(struct server *server, const json_t *params) {
    (void)params;
    server->exiting = true;
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
    taker *take;
} notifications[] = {{"initialized", take_initialized},
                     {"exit", on_exit_asked},
                     {"textDocument/didOpen", take_open},
                     {"textDocument/didChange", take_change},
                     {"textDocument/didSave", take_save},
                     {"textDocument/didClose", take_close},
                     {"workspace/didChangeWatchedFiles", take_save}};

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
    for (size_t i = server->queue_taken; id && i < server->queue_count; i++)
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
    server->queue[server->queue_count++] = (struct queued){json, sizeof *json + length, false};
    server->queue_bytes += sizeof *json + length;
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
    const struct queued first = server->queue[server->queue_taken++];
    if (server->queue_taken * 2 > server->queue_count) { /* so each is moved once at most */
        server->queue_count -= server->queue_taken;
        memmove(server->queue, server->queue + server->queue_taken,
                server->queue_count * sizeof *server->queue);
        server->queue_taken = 0;
    }
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
        if (server->queue_count > server->queue_taken) {
            take_next(server);
            continue;
        }
        wait = diagnose_next(server, 1000);
        if (wait && (server->transport.ended || !look_around(server, &looked))) return;
    }
}

bool lsp_serve(const struct lsp_wishes *wishes) {
    struct server server = {.wishes = wishes,
                            .transport = {.input = wishes->input, .output = wishes->output}};
    run(&server);
    for (size_t i = 0; i < server.document_count; i++)
        document_free(server.documents[i]);
    for (size_t i = server.queue_taken; i < server.queue_count; i++)
        json_decref(server.queue[i].json);
    free(server.documents);
    free(server.queue);
    corpora_free(&server);
    buffer_free(&server.error_message);
    transport_free(&server.transport);
    if (server.transport.error)
        report_say(wishes->validation->report, SEVERITY_ERROR, "file/cannot-read", "standard input",
                   0, 0, "cannot be read: %s", strerror(server.transport.error));
    return server.exiting && server.shut_down;
}
