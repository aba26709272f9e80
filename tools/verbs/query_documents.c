/* Where the verb `query` has documents from: files, each read once. */
#include "base/file.h"
#include "base/memory.h"
#include "verbs/query_output.h"
#include "xml/uri.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct query_documents {
    const struct tree_names *names;
    struct document {
        char *uri;
        struct tree *tree; /* NULL: it could not be read */
    } * list;
    size_t count, capacity;
};

struct query_documents *query_documents_new(const struct tree_names *names) {
    struct query_documents *documents = memory_allocate(1, sizeof *documents);
    documents->names = names;
    return documents;
}

/* The path of a file: URI, to be freed; NULL, with a reason, where it is of another scheme. */
static char *path_of(const char *uri, const char **reason) {
    const char *path = uri;
    if (!strncmp(uri, "file://", 7))
        path += 7 + strcspn(uri + 7, "/");
    else if (!strncmp(uri, "file:", 5))
        path += 5;
    if (path == uri && uri_has_scheme(uri)) {
        *reason = "only files are read";
        return NULL;
    }
    char *decoded = memory_copy(path, strcspn(path, "#?"));
    uri_decode(decoded);
    return decoded;
}

static struct tree *document(void *data, const char *uri, const char **reason) {
    struct query_documents *documents = data;
    for (size_t i = 0; i < documents->count; i++)
        if (!strcmp(documents->list[i].uri, uri)) {
            *reason = "it is no well-formed document";
            return documents->list[i].tree;
        }
    char *path = path_of(uri, reason);
    if (!path) return NULL;
    struct buffer bytes = {0};
    struct tree *tree = NULL;
    if (!file_read(path, &bytes)) {
        *reason = strerror(errno);
    } else {
        *reason = "it is no well-formed document";
        tree = tree_read_memory(bytes.length ? bytes.bytes : "", bytes.length, path, uri,
                                documents->names, NULL);
    }
    buffer_free(&bytes);
    documents->list = memory_grow(documents->list, &documents->capacity, documents->count + 1,
                                  sizeof *documents->list);
    documents->list[documents->count++] = (struct document){memory_copy(uri, strlen(uri)), tree};
    free(path);
    return tree;
}

static bool text(void *data, const char *uri, struct buffer *bytes, const char **reason) {
    (void)data;
    char *path = path_of(uri, reason);
    bool done = path && file_read(path, bytes);
    if (path && !done) *reason = strerror(errno);
    free(path);
    return done;
}

struct xpath_documents query_documents(struct query_documents *documents) {
    return (struct xpath_documents){.document = document, .text = text, .data = documents};
}

void query_documents_free(struct query_documents *documents) {
    for (size_t i = 0; documents && i < documents->count; i++) {
        tree_free(documents->list[i].tree);
        free(documents->list[i].uri);
    }
    if (documents) free(documents->list);
    free(documents);
}
