/* Looks files up in the table of what is built in; the table itself is made by the Makefile. */
#include "base/builtin.h"

#include "base/buffer.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

const struct builtin *builtin_find(const char *path) {
    for (const struct builtin *file = builtin_files; file->path; file++)
        if (!strcmp(file->path, path)) return file;
    return NULL;
}

const struct builtin *builtin_named(const char *folder, const char *name, const char *extension) {
    struct buffer path = {0};
    buffer_print(&path, "%s%s", name, extension);
    bool own = !access(path.bytes, F_OK);
    path.length = 0;
    buffer_print(&path, "%s%s%s", folder, name, extension);
    const struct builtin *file = own ? NULL : builtin_find(path.bytes);
    buffer_free(&path);
    return file;
}
