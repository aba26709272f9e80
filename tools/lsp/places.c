/* What requests are about, and what answers point at: places in documents as the protocol has
   them. */
#include "lsp/internal.h"

#include <stdlib.h>
#include <string.h>

struct document *document_named(const struct server *server, const char *uri) {
    for (size_t i = 0; uri && i < server->document_count; i++)
        if (!strcmp(server->documents[i]->uri, uri)) return server->documents[i];
    return NULL;
}

struct document *document_of(struct server *server, const json_t *params) {
    const char *uri =
        json_string_value(json_object_get(json_object_get(params, "textDocument"), "uri"));
    struct document *document = document_named(server, uri);
    if (!uri)
        refuse(server, INVALID_PARAMS, "no document is named: textDocument.uri");
    else if (!document)
        refuse(server, INVALID_PARAMS, "%.200s is not open", uri);
    return document;
}

/* A number from 0 on; false where it is none. */
static bool count_of(const json_t *number, size_t *count) {
    if (!json_is_integer(number) || json_integer_value(number) < 0) return false;
    *count = (size_t)json_integer_value(number);
    return true;
}

size_t offset_of(const struct server *server, struct document *document, const json_t *position) {
    struct position place = {0, 0};
    if (!count_of(json_object_get(position, "line"), &place.line) ||
        !count_of(json_object_get(position, "character"), &place.character))
        return (size_t)-1;
    return lines_offset(&document->lines, server->client.encoding, place);
}

bool place_asked(struct server *server, const json_t *params, struct place *place) {
    place->document = document_of(server, params);
    if (!place->document) return false;
    place->offset = offset_of(server, place->document, json_object_get(params, "position"));
    if (place->offset == (size_t)-1) refuse(server, INVALID_PARAMS, "no position is named");
    return place->offset != (size_t)-1;
}

json_t *position_json(const struct server *server, struct document *document, size_t offset) {
    struct position position = lines_position(&document->lines, server->client.encoding, offset);
    return json_pack("{sI sI}", "line", (json_int_t)position.line, "character",
                     (json_int_t)position.character);
}

json_t *range_json(const struct server *server, struct document *document, struct span span) {
    json_t *start = position_json(server, document, span.start);
    return json_pack("{so so}", "start", start, "end", position_json(server, document, span.end));
}

json_t *location_json(const struct server *server, struct document *document, struct span span) {
    return json_pack("{ss so}", "uri", document->uri, "range", range_json(server, document, span));
}

json_t *edit_json(const struct server *server, struct document *document, struct span span,
                  const char *text) {
    return json_pack("{so ss}", "range", range_json(server, document, span), "newText", text);
}

json_t *text_json(const char *text, size_t length) {
    json_t *json = json_stringn(text, length);
    while (!json && length) /* a character may be cut at its end */
        json = json_stringn(text, --length);
    return json ? json : json_string("");
}

json_t *buffer_json(struct buffer *buffer) {
    json_t *json = text_json(buffer->length ? buffer->bytes : "", buffer->length);
    buffer_free(buffer);
    return json;
}
