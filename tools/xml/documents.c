/* Documents by URI: from the URI to a file that may be read, and from the file to a tree that is
   kept. */
#include "xml/documents.h"

#include "base/file.h"
#include "base/folders.h"
#include "base/memory.h"
#include "xml/documents_internal.h"
#include "xml/location.h"
#include "xml/uri.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const size_t default_most_bytes = (size_t)1 << 30;

/* What became of a URI: the tree, or why there is none. */
struct kept {
    struct tree *tree;
    bool is_given; /* it belongs to another */
    char *reason;
};

struct documents *documents_new(const struct documents_options *options) {
    struct documents *documents = memory_allocate(1, sizeof *documents);
    documents->names = options->names;
    documents->left = options->most_bytes ? options->most_bytes : default_most_bytes;
    documents->kept = xmlHashCreate(0);
    if (!documents->kept) memory_exhausted();
    if (options->collection)
        documents->collection = memory_copy(options->collection, strlen(options->collection));
    return documents;
}

static void free_kept(void *entry, const xmlChar *uri) {
    struct kept *kept = entry;
    (void)uri;
    if (!kept->is_given) tree_free(kept->tree);
    free(kept->reason);
    free(kept);
}

void documents_free(struct documents *documents) {
    if (!documents) return;
    xmlHashFree(documents->kept, free_kept);
    for (size_t i = 0; i < documents->folder_count; i++)
        free(documents->folders[i]);
    free(documents->folders);
    free(documents->collection);
    buffer_free(&documents->reason);
    free(documents);
}

/* ---- what may be read ---- */

/* Takes the name over. */
static void add_folder(struct documents *documents, char *folder) {
    for (size_t i = 0; i < documents->folder_count; i++)
        if (!strcmp(documents->folders[i], folder)) {
            free(folder);
            return;
        }
    documents->folders = memory_grow(documents->folders, &documents->folder_capacity,
                                     documents->folder_count + 2, sizeof *documents->folders);
    documents->folders[documents->folder_count++] = folder;
    documents->folders[documents->folder_count] = NULL;
}

bool documents_allow_folder(struct documents *documents, const char *folder) {
    struct stat status;
    char *real = realpath(folder, NULL);
    bool is_folder = real && !stat(real, &status) && S_ISDIR(status.st_mode);
    if (is_folder)
        add_folder(documents, real);
    else
        free(real);
    return is_folder;
}

void documents_allow(struct documents *documents, const char *path) {
    add_folder(documents, folder_of(path));
}

void documents_allow_all(struct documents *documents, bool all) {
    documents->allows_all = all;
}

/* ---- reasons ---- */

bool documents_refuse(struct documents *documents, const char **reason, const char *format, ...) {
    va_list arguments;
    struct buffer sentence = {0}; /* the arguments may stand in the last one */
    va_start(arguments, format);
    buffer_vprint(&sentence, format, arguments);
    va_end(arguments);
    buffer_free(&documents->reason);
    documents->reason = sentence;
    *reason = documents->reason.bytes;
    return false;
}

/* ---- from the URI to a file that may be read ---- */

char *documents_path(struct documents *documents, const char *uri, const char **reason) {
    struct arena *arena = arena_new();
    const char *found = location_of(arena, NULL, "", uri);
    char *path = found ? memory_copy(found, strlen(found)) : NULL;
    arena_free(arena);
    if (!path)
        documents_refuse(documents, reason, "%s is no file, and nothing is fetched", uri);
    else if (!documents->allows_all && !folders_hold((const char *const *)documents->folders, path))
        documents_refuse(documents, reason,
                         "%s is not in a folder that may be read; --allow-read FOLDER allows it",
                         path);
    else
        return path;
    free(path);
    return NULL;
}

/* Whether it is a regular file that is not too large for what is left. */
static bool may_be_read(struct documents *documents, const char *path, const char **reason) {
    struct stat status;
    if (stat(path, &status))
        return documents_refuse(documents, reason, "%s cannot be read: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return documents_refuse(documents, reason, "%s is no regular file", path);
    if ((uintmax_t)status.st_size > documents->left)
        return documents_refuse(documents, reason,
                                "%s is too large: %zu bytes more may be read in all", path,
                                documents->left);
    documents->left -= (size_t)status.st_size;
    return true;
}

/* ---- trees ---- */

static void hear(void *context, const struct finding *finding) {
    struct buffer *said = context;
    if (!said->length && finding->severity == SEVERITY_ERROR)
        buffer_print(said, "%s:%zu:%zu: %s", finding->file, finding->line, finding->column,
                     finding->message);
}

struct tree *documents_read(struct documents *documents, const char *uri, const char **reason) {
    char *path = documents_path(documents, uri, reason), *findings = NULL;
    struct tree *tree = NULL;
    struct buffer said = {0};
    if (path && may_be_read(documents, path, reason)) {
        size_t length;
        FILE *stream = open_memstream(&findings, &length);
        if (!stream) memory_exhausted();
        struct report *report = report_new(stream, report_format_named("text"), false);
        report_listen(report, hear, &said);
        const struct xml_source source = {.path = path, .name = path};
        tree = tree_read_source(&source, uri, documents->names, report);
        if (!tree) documents_refuse(documents, reason, "%s", said.bytes ? said.bytes : path);
        report_free(report);
        fclose(stream);
    }
    buffer_free(&said);
    free(findings);
    free(path);
    return tree;
}

static struct kept *keep(struct documents *documents, const char *uri, struct tree *tree) {
    struct kept *kept = memory_allocate(1, sizeof *kept);
    kept->tree = tree;
    if (xmlHashAddEntry(documents->kept, (const xmlChar *)uri, kept)) memory_exhausted();
    return kept;
}

struct tree *documents_document(void *data, const char *uri, const char **reason) {
    struct documents *documents = data;
    struct kept *kept = xmlHashLookup(documents->kept, (const xmlChar *)uri);
    if (!kept) {
        if (strchr(uri, '#')) {
            documents_refuse(documents, reason, "%s has a fragment, which is no document", uri);
            return NULL;
        }
        kept = keep(documents, uri, documents_read(documents, uri, reason));
        if (!kept->tree) kept->reason = memory_copy(*reason, strlen(*reason));
    }
    if (!kept->tree) *reason = kept->reason;
    return kept->tree;
}

void documents_add(struct documents *documents, struct tree *tree) {
    if (tree->uri && !xmlHashLookup(documents->kept, (const xmlChar *)tree->uri))
        keep(documents, tree->uri, tree)->is_given = true;
}

void documents_take_back(struct documents *documents, const struct tree *tree) {
    const xmlChar *uri = (const xmlChar *)tree->uri;
    const struct kept *kept = uri ? xmlHashLookup(documents->kept, uri) : NULL;
    if (kept && kept->tree == tree) xmlHashRemoveEntry(documents->kept, uri, free_kept);
}

/* ---- texts ---- */

bool documents_text(void *data, const char *uri, struct buffer *bytes, const char **reason) {
    struct documents *documents = data;
    char *path = documents_path(documents, uri, reason);
    bool read = path && may_be_read(documents, path, reason);
    if (read && !file_read(path, bytes))
        read = documents_refuse(documents, reason, "%s cannot be read: %s", path, strerror(errno));
    free(path);
    return read;
}
