/* What the server sends: answers, errors, notifications and requests of its own (JSON-RPC 2.0). */
#include "lsp/internal.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

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

void respond(struct server *server, json_t *id, json_t *result) {
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

void respond_error(struct server *server, json_t *id, int code, const char *message) {
    refuse(server, code, "%s", message);
    respond(server, id, NULL);
}
