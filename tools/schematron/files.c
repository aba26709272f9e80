/* The files of a schema: reading them, and following references from one to the other (ISO 5.4.4,
   5.4.3).  Nothing is fetched from a network. */
#include "schematron/reading.h"

#include "base/file.h"
#include "base/memory.h"
#include "xml/uri.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct schema_file *file_add(struct reading *reading, struct tree *tree, const char *name,
                             bool borrowed, const char *bytes, size_t length) {
    struct schema_file *file = arena_allocate(reading->schema->arena, sizeof *file);
    file->tree = tree;
    file->name = arena_copy(reading->schema->arena, name, strlen(name));
    file->kinds = arena_allocate(reading->schema->arena, tree->count);
    file->children = arena_allocate(reading->schema->arena, tree->count * sizeof(void *));
    file->bytes = bytes;
    file->length = length;
    file->borrowed = borrowed;
    file->next = reading->files;
    reading->files = file;
    elements_check(reading, file);
    return file;
}

void files_free(struct schema_file *files) {
    for (; files; files = files->next)
        if (!files->borrowed) tree_free(files->tree);
}

struct element root_of(struct schema_file *file) {
    struct element root = {file, tree_first_child(file->tree, 0)};
    while (file->tree->nodes[root.node].kind != TREE_ELEMENT)
        root.node = tree_next_sibling(file->tree, root.node);
    return root;
}

/* The path that the reference leads to, relative to that of the file; NULL where it is no file. */
static const char *path_of(struct reading *reading, const struct schema_file *from,
                           const char *reference, size_t length) {
    struct arena *arena = reading->schema->arena;
    char *path = arena_copy(arena, reference, length);
    if (!strncmp(path, "file://", 7)) path += 7;
    if (uri_has_scheme(path)) return NULL;
    uri_decode(path);
    const char *slash = strrchr(from->name, '/');
    if (*path == '/' || !slash) return path;
    return arena_print(arena, "%.*s%s", (int)(slash - from->name + 1), from->name, path);
}

/* The file of that path, read at the first call for it; NULL, with a finding. */
static struct schema_file *file_at(struct reading *reading, struct element from, const char *path) {
    for (struct schema_file *file = reading->files; file; file = file->next)
        if (!strcmp(file->name, path)) return file;
    struct buffer bytes = {0};
    if (reading->wishes->files) stamps_note(reading->wishes->files, path);
    struct tree *tree = NULL;
    if (!file_read(path, &bytes))
        schema_error(reading, from, "href", "schematron/schema-unreadable", NULL,
                     "%s cannot be read: %s", path, strerror(errno));
    else if (!(tree = tree_read_memory(bytes.bytes, bytes.length, path, NULL, NULL,
                                       reading->wishes->report)))
        reading->errors++;
    buffer_free(&bytes);
    return tree ? file_add(reading, tree, path, false, NULL, 0) : NULL;
}

/* The element of that id (or xml:id); false where there is none. */
static bool find_id(const struct schema_file *file, const char *id, struct element *element) {
    const struct tree *tree = file->tree;
    for (uint32_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].kind != TREE_ATTRIBUTE) continue;
        if (strcmp(tree_name_of(tree->names, tree->nodes[i].name)->local, "id")) continue;
        size_t length;
        const char *value = tree_value(tree, i, &length);
        if (length != strlen(id) || memcmp(value, id, length)) continue;
        *element = (struct element){(struct schema_file *)file, tree->nodes[i].parent};
        return true;
    }
    return false;
}

bool file_refer(struct reading *reading, struct element from, const char *reference,
                struct element *element) {
    size_t length = strcspn(reference, "#");
    const char *id = reference[length] ? reference + length + 1 : NULL;
    const char *path = length ? path_of(reading, from.file, reference, length) : from.file->name;
    if (!path) {
        schema_error(reading, from, "href", "schematron/schema-unreadable", NULL,
                     "%s is not a file, and nothing is fetched", reference);
        return false;
    }
    struct schema_file *file = file_at(reading, from, path);
    if (!file || file->too_deep) return false;
    if (id) {
        if (find_id(file, id, element)) return true;
        schema_error(reading, from, "href", "schematron/schema-reference", NULL,
                     "%s has no element with the id \"%s\"", path, id);
        return false;
    }
    *element = root_of(file);
    return true;
}
