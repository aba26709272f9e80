/* Looks files up in the table of what is built in; the table itself is made by the Makefile. */
#include "base/builtin.h"

#include <string.h>

const struct builtin *builtin_find(const char *path) {
    for (const struct builtin *file = builtin_files; file->path; file++)
        if (!strcmp(file->path, path)) return file;
    return NULL;
}
