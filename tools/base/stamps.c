/* Stamps of files; see stamps.h. */
#include "base/stamps.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct stamp stamp_of(const char *path) {
    struct stat status;
    if (stat(path, &status)) return (struct stamp){0};
    return (struct stamp){.device = status.st_dev,
                          .inode = status.st_ino,
                          .size = status.st_size,
                          .changed = status.st_mtim,
                          .regular = S_ISREG(status.st_mode)};
}

bool stamp_equal(const struct stamp *first, const struct stamp *second) {
    return first->device == second->device && first->inode == second->inode &&
           first->size == second->size && first->changed.tv_sec == second->changed.tv_sec &&
           first->changed.tv_nsec == second->changed.tv_nsec;
}

void stamps_note(struct stamps *stamps, const char *path) {
    for (size_t i = 0; i < stamps->count; i++)
        if (!strcmp(stamps->list[i].path, path)) return;
    stamps_add(stamps, path);
}

void stamps_add(struct stamps *stamps, const char *path) {
    stamps->list =
        memory_grow(stamps->list, &stamps->capacity, stamps->count + 1, sizeof *stamps->list);
    stamps->list[stamps->count++] =
        (struct stamped){memory_copy(path, strlen(path)), stamp_of(path)};
}

const char *stamps_changed(const struct stamps *stamps) {
    for (size_t i = 0; i < stamps->count; i++) {
        struct stamp now = stamp_of(stamps->list[i].path);
        if (!stamp_equal(&now, &stamps->list[i].stamp)) return stamps->list[i].path;
    }
    return NULL;
}

void stamps_renew(struct stamps *stamps) {
    for (size_t i = 0; i < stamps->count; i++)
        stamps->list[i].stamp = stamp_of(stamps->list[i].path);
}

void stamps_free(struct stamps *stamps) {
    for (size_t i = 0; i < stamps->count; i++)
        free(stamps->list[i].path);
    free(stamps->list);
    *stamps = (struct stamps){0};
}
