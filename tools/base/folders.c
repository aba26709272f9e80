/* Folders that files have to be beneath; see folders.h. */
#include "base/folders.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The real path of what is there, or would be: of a file that is not there yet, its folder's, or
   the folder's above that, with the rest behind it.  NULL where that cannot be told. */
static char *real_path(const char *path) {
    struct buffer there = {0};
    buffer_text(&there, *path ? path : ".");
    char *real = NULL;
    while (!(real = realpath(there.bytes, NULL)) && errno == ENOENT) {
        char *slash = strrchr(there.bytes, '/');
        const char *name = slash ? slash + 1 : there.bytes;
        if (!strcmp(name, "..") || !strcmp(name, ".")) break; /* of what is not there */
        there.length = slash ? (size_t)(slash - there.bytes) + (slash == there.bytes) : 0;
        if (there.length)
            there.bytes[there.length] = '\0';
        else
            buffer_text(&there, ".");
    }
    buffer_free(&there);
    return real;
}

static bool is_beneath(const char *real, const char *folder) {
    char *real_folder = realpath(folder, NULL);
    size_t length = real_folder ? strlen(real_folder) : 0;
    if (length && real_folder[length - 1] == '/') length--; /* the root */
    bool beneath = real_folder && !strncmp(real, real_folder, length) &&
                   (!real[length] || real[length] == '/');
    free(real_folder);
    return beneath;
}

bool folder_holds(const char *folder, const char *path) {
    const char *const folders[] = {folder, NULL};
    return folders_hold(folders, path);
}

bool folders_hold(const char *const *folders, const char *path) {
    char *real = folders && *folders ? real_path(path) : NULL;
    bool held = false;
    for (; real && *folders && !held; folders++)
        held = is_beneath(real, *folders);
    free(real);
    return held;
}

char *folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    char *named = slash ? memory_copy(path, (size_t)(slash - path) + 1) : memory_copy(".", 1);
    char *real = realpath(named, NULL);
    if (real) free(named);
    return real ? real : named;
}
