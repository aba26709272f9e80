/* The documents that are open in the editor: their text, as the client changes it. */
#include "lsp/internal.h"

#include "base/file.h"
#include "base/memory.h"
#include "xml/uri.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What of a path a call in the working folder would have. */
static char *name_of(const char *path) {
    char *here = getcwd(NULL, 0);
    size_t length = here ? strlen(here) : 0;
    bool beneath = length > 1 && !strncmp(path, here, length) && path[length] == '/';
    const char *name = beneath ? path + length + 1 : path;
    free(here);
    return memory_copy(name, strlen(name));
}

/* A document that is not in a file has a path all the same, in the working folder. */
static char *path_of(const char *uri) {
    char *path = uri_path(uri);
    const char *tail = strrchr(uri, '/');
    if (!tail) tail = strrchr(uri, ':');
    tail = tail && tail[1] ? tail + 1 : "document.xml";
    return path ? path : memory_copy(tail, strlen(tail));
}

/* The text has moved or changed. */
static void renew(struct document *document) {
    document->lines.text = document->nodes.text = document->text.bytes;
    document->lines.length = document->nodes.length = document->text.length;
    document->scanned = false;
    document->unseen = true;
}

struct document *document_open(struct document *document, const char *uri, const char *text,
                               size_t length) {
    if (!document) {
        document = memory_allocate(1, sizeof *document);
        document->uri = memory_copy(uri, strlen(uri));
        document->path = path_of(uri);
        document->name = name_of(document->path);
    }
    document_forget_shown(document);
    document->text.length = 0;
    buffer_append(&document->text, text, length);
    renew(document);
    lines_count(&document->lines);
    return document;
}

struct document *document_read(const char *path) {
    struct buffer bytes = {0};
    struct stat file;
    bool is_regular = !stat(path, &file) && S_ISREG(file.st_mode);
    bool read = is_regular && file.st_size <= LARGEST_MESSAGE && file_read(path, &bytes);
    char *uri = uri_of_path(path);
    struct document *document =
        read ? document_open(NULL, uri, bytes.length ? bytes.bytes : "", bytes.length) : NULL;
    free(uri);
    buffer_free(&bytes);
    return document;
}

void document_forget_shown(struct document *document) {
    for (size_t i = 0; i < document->shown_count; i++) {
        free(document->shown[i].code);
        free(document->shown[i].message);
        free(document->shown[i].hint);
    }
    document->shown_count = 0;
}

void document_free(struct document *document) {
    document_forget_shown(document);
    free(document->shown);
    free(document->faults);
    free(document->uri);
    free(document->path);
    free(document->name);
    buffer_free(&document->text);
    lines_free(&document->lines);
    nodes_free(&document->nodes);
    free(document);
}

/* What was shown moves with the text until it is found anew. */
static void move_shown(struct document *document, struct span span, size_t length) {
    for (size_t i = 0; i < document->shown_count; i++) {
        struct span *shown = &document->shown[i].span;
        size_t *ends[] = {&shown->start, &shown->end};
        for (size_t j = 0; j < 2; j++)
            if (*ends[j] >= span.end)
                *ends[j] = *ends[j] - (span.end - span.start) + length;
            else if (*ends[j] > span.start)
                *ends[j] = span.start;
    }
}

void document_replace(struct document *document, struct span span, const char *text,
                      size_t length) {
    struct buffer *own = &document->text;
    size_t rest = own->length - span.end;
    buffer_reserve(own, length);
    memmove(own->bytes + span.start + length, own->bytes + span.end, rest + 1);
    if (length) memcpy(own->bytes + span.start, text, length);
    own->length = span.start + length + rest;
    renew(document);
    lines_replace(&document->lines, span.start, span.end, length);
    move_shown(document, span, length);
}

const struct nodes *document_nodes(struct document *document) {
    if (!document->scanned) nodes_scan(&document->nodes);
    document->scanned = true;
    return &document->nodes;
}
