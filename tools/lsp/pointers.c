/* Pointers and what they lead to: elements by their xml:id, in this file or another, and files that
   are referred to, such as schemas and what is included. */
#include "lsp/internal.h"

#include "base/memory.h"
#include "text/xml_name.h"
#include "xml/uri.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- finding ---- */

bool pointer_at(struct document *document, size_t offset, struct pointer *pointer) {
    const struct nodes *nodes = document_nodes(document);
    size_t at = nodes_at(nodes, offset);
    struct attribute attribute = {0};
    if (at == NODE_NONE ||
        (nodes->list[at].kind != MARKUP_START_TAG && nodes->list[at].kind != MARKUP_INSTRUCTION))
        return false;
    while (node_next_attribute(nodes, &nodes->list[at], &attribute)) {
        if (!span_touches(attribute.value, offset)) continue;
        pointer->is_id = span_is(nodes, attribute.name, "xml:id");
        pointer->span = value_token(nodes, attribute.value, offset);
        return pointer->span.start < pointer->span.end;
    }
    return false;
}

size_t element_of_id(const struct nodes *nodes, const char *id, size_t length) {
    for (size_t i = 0; i < nodes->count; i++) {
        struct attribute attribute;
        if (nodes->list[i].kind != MARKUP_START_TAG ||
            !node_attribute(nodes, &nodes->list[i], "xml:id", &attribute))
            continue;
        struct span value = attribute.value;
        if (value.end - value.start == length && !memcmp(nodes->text + value.start, id, length))
            return i;
    }
    return NODE_NONE;
}

/* The path of the file that a reference, `length` bytes long, leads to; NULL where it is none. */
static char *path_of(const struct document *document, const char *reference, size_t length) {
    char *text = memory_copy(reference, length), *base = uri_of_path(document->path);
    char *uri = uri_resolve(text, base), *path = uri_path(uri);
    free(text);
    free(base);
    free(uri);
    return path;
}

static struct document *open_at(const struct server *server, const char *path) {
    for (size_t i = 0; i < server->document_count; i++)
        if (!strcmp(server->documents[i]->path, path)) return server->documents[i];
    return NULL;
}

bool target_of(struct server *server, struct document *document, struct span pointer,
               struct target *target) {
    const char *reference = document->text.bytes + pointer.start;
    size_t length = pointer.end - pointer.start;
    const char *hash = memchr(reference, '#', length);
    size_t file_length = hash ? (size_t)(hash - reference) : length;
    *target = (struct target){.document = document, .element = NODE_NONE};
    if (file_length) {
        char *path = path_of(document, reference, file_length);
        if (path) target->document = open_at(server, path);
        if (path && !target->document) target->document = target->owned = document_read(path);
        free(path);
    }
    if (!target->document || (!file_length && !hash)) return false;
    if (hash) {
        target->element =
            element_of_id(document_nodes(target->document), hash + 1, length - file_length - 1);
        if (target->element == NODE_NONE) target_free(target);
    }
    return target->document;
}

void target_free(struct target *target) {
    if (target->owned) document_free(target->owned);
    target->document = target->owned = NULL;
}

json_t *answer_definition(struct server *server, const json_t *params) {
    struct place place;
    struct pointer pointer;
    struct target target;
    if (!place_asked(server, params, &place)) return NULL;
    if (!pointer_at(place.document, place.offset, &pointer) || pointer.is_id ||
        !target_of(server, place.document, pointer.span, &target))
        return json_null();
    struct span span = {0, 0};
    if (target.element != NODE_NONE) {
        const struct node *element = &document_nodes(target.document)->list[target.element];
        span = (struct span){element->span.start, element->tag_end};
    }
    json_t *location = location_json(server, target.document, span);
    target_free(&target);
    return location;
}

/* ---- who points to an id ---- */

/* An id in a document, and the documents that may point there. */
struct id {
    struct document *document;
    const char *text;
    size_t length;
};

/* The id that is meant at a place: an xml:id, or what a pointer leads to in an open document. */
static bool id_at(struct server *server, const struct place *place, struct id *id) {
    struct pointer pointer;
    if (!pointer_at(place->document, place->offset, &pointer)) return false;
    const char *text = place->document->text.bytes + pointer.span.start;
    size_t length = pointer.span.end - pointer.span.start;
    const char *hash = memchr(text, '#', length);
    *id = (struct id){place->document, text, length};
    if (pointer.is_id) return true;
    if (!hash) return false;
    *id = (struct id){place->document, hash + 1, (size_t)(text + length - hash - 1)};
    if (hash == text) return id->length;
    char *path = path_of(place->document, text, (size_t)(hash - text));
    id->document = path ? open_at(server, path) : NULL;
    free(path);
    return id->document && id->length;
}

/* The xml:id of the element whose start tag is at the place: its `<` is where a pointer leads to. */
static bool id_of_tag_at(const struct place *place, struct id *id) {
    const struct nodes *nodes = document_nodes(place->document);
    size_t at = nodes_at(nodes, place->offset + (nodes->text[place->offset] == '<'));
    struct attribute attribute;
    if (at == NODE_NONE || nodes->list[at].kind != MARKUP_START_TAG ||
        place->offset >= nodes->list[at].tag_end ||
        !node_attribute(nodes, &nodes->list[at], "xml:id", &attribute))
        return false;
    *id = (struct id){place->document, nodes->text + attribute.value.start,
                      span_length(attribute.value)};
    return id->length;
}

/* Whether the token, in that document, points to the id; then *span is the id in it. */
static bool points_to(const struct document *document, struct span token, const struct id *id,
                      struct span *span) {
    const char *text = document->text.bytes + token.start;
    size_t length = token.end - token.start;
    if (length <= id->length) return false;
    size_t file_length = length - id->length - 1;
    if (text[file_length] != '#' || memcmp(text + file_length + 1, id->text, id->length) != 0)
        return false;
    *span = (struct span){token.end - id->length, token.end};
    if (!file_length) return document == id->document;
    char *path = path_of(document, text, file_length);
    bool same = path && !strcmp(path, id->document->path);
    free(path);
    return same;
}

/* Calls `take` for each place of the id: in pointers, and where it is given. */
static void each_place(struct server *server, struct document *document, const struct id *id,
                       void (*take)(struct server *server, struct document *document,
                                    struct span span, bool is_id, json_t *list),
                       json_t *list) {
    const struct nodes *nodes = document_nodes(document);
    for (size_t i = 0; i < nodes->count; i++) {
        struct attribute attribute = {0};
        if (nodes->list[i].kind != MARKUP_START_TAG) continue;
        while (node_next_attribute(nodes, &nodes->list[i], &attribute)) {
            bool is_id = span_is(nodes, attribute.name, "xml:id");
            struct span value = attribute.value, span = value;
            if (is_id && document == id->document && value.end - value.start == id->length &&
                !memcmp(nodes->text + value.start, id->text, id->length))
                take(server, document, value, true, list);
            for (size_t at = value.start; !is_id && at < value.end;) {
                struct span token = value_token(nodes, value, at);
                if (points_to(document, token, id, &span))
                    take(server, document, span, false, list);
                at = token.end + 1;
            }
        }
    }
}

static void take_location(struct server *server, struct document *document, struct span span,
                          bool is_id, json_t *list) {
    (void)is_id;
    json_array_append_new(list, location_json(server, document, span));
}

static void take_pointer(struct server *server, struct document *document, struct span span,
                         bool is_id, json_t *list) {
    if (!is_id) take_location(server, document, span, is_id, list);
}

json_t *answer_references(struct server *server, const json_t *params) {
    struct place place;
    struct id id;
    if (!place_asked(server, params, &place)) return NULL;
    if (!id_at(server, &place, &id) && !id_of_tag_at(&place, &id)) return json_null();
    const json_t *context = json_object_get(params, "context");
    bool all = json_is_true(json_object_get(context, "includeDeclaration"));
    json_t *list = json_array();
    for (size_t i = 0; i < server->document_count; i++)
        each_place(server, server->documents[i], &id, all ? take_location : take_pointer, list);
    return list;
}

/* ---- giving an id another name ---- */

json_t *answer_prepare_rename(struct server *server, const json_t *params) {
    struct place place;
    struct id id;
    struct pointer pointer;
    if (!place_asked(server, params, &place)) return NULL;
    if (!id_at(server, &place, &id)) return json_null();
    pointer_at(place.document, place.offset, &pointer);
    return range_json(server, place.document,
                      (struct span){pointer.span.end - id.length, pointer.span.end});
}

/* Whether it is an NCName (Namespaces in XML 1.0, production 4). */
static bool is_id_name(const char *name) {
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)name;
    if (!*at) return false;
    for (bool first = true; *at; first = false) {
        utf8proc_int32_t code;
        utf8proc_ssize_t size = utf8proc_iterate(at, -1, &code);
        if (size < 1) return false;
        if (!(first ? xml_name_begins_with : xml_name_holds)((uint32_t)code)) return false;
        at += size;
    }
    return true;
}

/* The new name travels as the first item of the list. */
static void take_edit(struct server *server, struct document *document, struct span span,
                      bool is_id, json_t *list) {
    (void)is_id;
    const char *name = json_string_value(json_array_get(list, 0));
    json_array_append_new(list, edit_json(server, document, span, name));
}

json_t *answer_rename(struct server *server, const json_t *params) {
    struct place place;
    struct id id;
    const char *name = json_string_value(json_object_get(params, "newName"));
    if (!place_asked(server, params, &place)) return NULL;
    if (!id_at(server, &place, &id)) return refuse(server, REQUEST_FAILED, "there is no id here");
    if (name && *name == '#') name++; /* clients that know words only offer the pointer */
    if (!name || !is_id_name(name))
        return refuse(server, INVALID_PARAMS, "that cannot be an xml:id: %.200s", name ? name : "");
    if (element_of_id(document_nodes(id.document), name, strlen(name)) != NODE_NONE)
        return refuse(server, REQUEST_FAILED, "the xml:id %.200s is taken already", name);
    json_t *changes = json_object();
    for (size_t i = 0; i < server->document_count; i++) {
        struct document *document = server->documents[i];
        json_t *edits = json_pack("[s]", name);
        each_place(server, document, &id, take_edit, edits);
        json_array_remove(edits, 0);
        if (json_array_size(edits))
            json_object_set_new(changes, document->uri, edits);
        else
            json_decref(edits);
    }
    return json_pack("{so}", "changes", changes);
}
