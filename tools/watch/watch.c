/* The watch: gathers what has changed, by whichever way there is. */
#include "watch/internal.h"

#include "base/memory.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

/* In seconds: how often to look where the system does not tell. */
static const double usual_interval = 1;

struct watch *watch_new(const char *extension, double interval) {
    struct watch *watch = memory_allocate(1, sizeof *watch);
    *watch = (struct watch){.extension = extension, .interval = interval, .events = -1};
    if (interval <= 0) inotify_begin(watch);
    if (watch_polls(watch) && interval <= 0) watch->interval = usual_interval;
    return watch;
}

static void forget_changes(struct watch *watch) {
    while (watch->changed_count)
        free(watch->changed[--watch->changed_count]);
}

void watch_free(struct watch *watch) {
    if (!watch) return;
    inotify_end(watch);
    forget_changes(watch);
    for (size_t i = 0; i < watch->root_count; i++)
        free(watch->roots[i]);
    stamps_free(&watch->files);
    free(watch->changed);
    free(watch->roots);
    free(watch);
}

bool watch_polls(const struct watch *watch) {
    return watch->events < 0;
}

/* From now on files are looked at, since the system has no room to tell of them. */
static void turn_to_polling(struct watch *watch) {
    inotify_end(watch);
    watch->interval = usual_interval;
    polling_begin(watch);
}

void watch_add(struct watch *watch, const char *path) {
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    watch->roots =
        memory_grow(watch->roots, &watch->root_capacity, watch->root_count + 1, sizeof(char *));
    char *root = watch->roots[watch->root_count++] = memory_copy(path, length);
    if (watch_polls(watch))
        polling_begin(watch);
    else if (!inotify_add(watch, root))
        turn_to_polling(watch);
}

void watch_note(struct watch *watch, const char *path) {
    watch->changed = memory_grow(watch->changed, &watch->changed_capacity, watch->changed_count + 1,
                                 sizeof *watch->changed);
    watch->changed[watch->changed_count++] = memory_copy(path, strlen(path));
}

double watch_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bool watch_await(int file, double seconds, const sigset_t *signals) {
    fd_set files;
    FD_ZERO(&files);
    if (file >= 0) FD_SET(file, &files);
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    return pselect(file + 1, &files, NULL, NULL, &time, signals) > 0;
}

static int compare_paths(const void *first, const void *second) {
    return strcmp(*(char *const *)first, *(char *const *)second);
}

/* Sorts what has changed and leaves each path once. */
static void tidy(struct watch *watch) {
    size_t kept = 0;
    if (!watch->changed_count) return;
    qsort(watch->changed, watch->changed_count, sizeof *watch->changed, compare_paths);
    for (size_t i = 0; i < watch->changed_count; i++) {
        if (kept && !strcmp(watch->changed[i], watch->changed[kept - 1]))
            free(watch->changed[i]);
        else
            watch->changed[kept++] = watch->changed[i];
    }
    watch->changed_count = kept;
}

size_t watch_wait(struct watch *watch, double seconds, const sigset_t *signals,
                  const char *const **paths) {
    forget_changes(watch);
    watch->gone = false;
    if (watch_polls(watch))
        polling_take(watch, seconds, signals);
    else if (!inotify_take(watch, seconds, signals)) {
        turn_to_polling(watch);
        for (size_t i = 0; i < watch->root_count; i++) /* what went unnoticed meanwhile */
            watch_note(watch, watch->roots[i]);
    }
    tidy(watch);
    *paths = (const char *const *)watch->changed;
    return watch->changed_count;
}
