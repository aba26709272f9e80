/* Collections: the files of a folder, or those that a file lists. */
#include "base/file.h"
#include "base/memory.h"
#include "xml/documents_internal.h"
#include "xml/uri.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What stands behind the "?" of a collection's URI. */
struct selection {
    char *pattern; /* of file names */
    bool recurses;
};

/* ---- the files of a folder ---- */

/* A folder that is being searched through, or a file. */
struct paths {
    char **list;
    size_t count, capacity;
};

static void add_path(struct paths *paths, const char *folder, const char *name) {
    struct buffer path = {0};
    bool has_slash = folder[strlen(folder) - 1] == '/';
    buffer_print(&path, "%s%s%s", folder, has_slash ? "" : "/", name);
    paths->list = memory_grow(paths->list, &paths->capacity, paths->count + 1, sizeof *paths->list);
    paths->list[paths->count++] = path.bytes;
}

static void free_paths(struct paths *paths) {
    for (size_t i = 0; i < paths->count; i++)
        free(paths->list[i]);
    free(paths->list);
}

static int compare_paths(const void *first, const void *second) {
    return strcmp(*(char *const *)first, *(char *const *)second);
}

static bool is_folder(const char *path) {
    struct stat status; /* a link to a folder could lead round in a circle */
    return !lstat(path, &status) && S_ISDIR(status.st_mode);
}

static bool is_selected(const char *path, const struct selection *selection) {
    struct stat status;
    return file_name_matches(selection->pattern, path) && !stat(path, &status) &&
           S_ISREG(status.st_mode);
}

/* Files of the folder are added to `files`, folders to `folders`. */
static bool list_folder(const char *folder, const struct selection *selection, struct paths *files,
                        struct paths *folders) {
    DIR *stream = opendir(folder);
    if (!stream) return false;
    for (const struct dirent *entry; (entry = readdir(stream));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        add_path(files, folder, entry->d_name);
        const char *path = files->list[files->count - 1];
        if (is_selected(path, selection)) continue;
        if (selection->recurses && is_folder(path)) add_path(folders, folder, entry->d_name);
        free(files->list[--files->count]);
    }
    closedir(stream);
    return true;
}

static bool collect_folder(struct documents *documents, const char *folder,
                           const struct selection *selection, struct buffer *uris,
                           const char **reason) {
    struct paths files = {0}, folders = {0};
    bool listed = list_folder(folder, selection, &files, &folders);
    if (!listed)
        documents_refuse(documents, reason, "the folder %s cannot be read: %s", folder,
                         strerror(errno));
    for (size_t i = 0; i < folders.count; i++) /* those that are found on the way are behind */
        list_folder(folders.list[i], selection, &files, &folders);
    if (files.count) qsort(files.list, files.count, sizeof *files.list, compare_paths);
    for (size_t i = 0; i < files.count; i++) {
        char *uri = uri_of_path(files.list[i]);
        buffer_append(uris, uri, strlen(uri) + 1);
        free(uri);
    }
    free_paths(&files);
    free_paths(&folders);
    return listed;
}

/* ---- a list of documents ---- */

static bool is_named(const struct tree *tree, uint32_t node, const char *local) {
    return !strcmp(tree_name_of(tree->names, tree->nodes[node].name)->local, local);
}

static void collect_item(const struct tree *tree, uint32_t element, struct buffer *uris) {
    for (uint32_t i = 1; i <= tree->nodes[element].attributes; i++) {
        if (!is_named(tree, element + i, "href")) continue;
        size_t length;
        const char *value = tree_value(tree, element + i, &length);
        char *reference = memory_copy(value, length), *base = tree_base_uri(tree, element);
        char *uri = uri_resolve(reference, base);
        buffer_append(uris, uri, strlen(uri) + 1);
        free(uri);
        free(base);
        free(reference);
    }
}

static bool collect_list(struct documents *documents, const char *uri, struct buffer *uris,
                         const char **reason) {
    struct tree *tree = documents_read(documents, uri, reason);
    if (!tree) return false;
    uint32_t root = tree_first_child(tree, 0);
    while (root != TREE_NONE && tree->nodes[root].kind != TREE_ELEMENT)
        root = tree_next_sibling(tree, root);
    bool is_list = root != TREE_NONE && is_named(tree, root, "collection");
    if (!is_list)
        documents_refuse(documents, reason,
                         "%s is neither a folder nor a list of documents, <collection>", uri);
    for (uint32_t child = is_list ? tree_first_child(tree, root) : TREE_NONE; child != TREE_NONE;
         child = tree_next_sibling(tree, child))
        if (tree->nodes[child].kind == TREE_ELEMENT && is_named(tree, child, "doc"))
            collect_item(tree, child, uris);
    tree_free(tree);
    return is_list;
}

/* ---- the URI ---- */

/* Reads "select=*.xml;recurse=yes"; what else Saxon has there is passed over. */
static struct selection read_query(const char *query) {
    struct selection selection = {.pattern = memory_copy("*.xml", 5)};
    while (*query) {
        size_t length = strcspn(query, ";&");
        char *item = memory_copy(query, length);
        uri_decode(item);
        if (!strncmp(item, "select=", 7)) {
            free(selection.pattern);
            selection.pattern = memory_copy(item + 7, strlen(item + 7));
        }
        if (!strncmp(item, "recurse=", 8)) selection.recurses = !strcmp(item + 8, "yes");
        free(item);
        query += length + (query[length] != '\0');
    }
    return selection;
}

bool documents_collection(void *data, const char *uri, struct buffer *uris, const char **reason) {
    struct documents *documents = data;
    if (!*uri) uri = documents->collection;
    if (!uri) return documents_refuse(documents, reason, "there is no default collection");
    size_t length = strcspn(uri, "?");
    char *address = memory_copy(uri, length);
    char *path = documents_path(documents, address, reason);
    struct selection selection = read_query(uri + length + (uri[length] == '?'));
    struct stat status;
    bool good = path != NULL;
    if (good && !stat(path, &status) && S_ISDIR(status.st_mode))
        good = collect_folder(documents, path, &selection, uris, reason);
    else if (good)
        good = collect_list(documents, address, uris, reason);
    free(selection.pattern);
    free(path);
    free(address);
    return good;
}
