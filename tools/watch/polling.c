/* Polling: the files are looked at every so often, and compared with what they were. */
#include "watch/internal.h"

#include "batch/inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_files(const void *first, const void *second) {
    return strcmp(((const struct stamped *)first)->path, ((const struct stamped *)second)->path);
}

/* What is there now, sorted; what cannot be looked at is not there. */
static struct stamps look(const struct watch *watch) {
    struct stamps files = {0};
    struct inputs inputs = {0};
    struct buffer unsaid = {0};
    struct report *report = report_new(stderr, report_format_named("text"), false);
    report_divert(report, &unsaid);
    for (size_t i = 0; i < watch->root_count; i++)
        inputs_add(&inputs, watch->roots[i], watch->extension, report);
    for (size_t i = 0; i < inputs.count; i++)
        stamps_add(&files, inputs.list[i].path);
    if (files.count) qsort(files.list, files.count, sizeof *files.list, compare_files);
    report_free(report);
    buffer_free(&unsaid);
    inputs_free(&inputs);
    return files;
}

void polling_begin(struct watch *watch) {
    stamps_free(&watch->files);
    watch->files = look(watch);
    watch->looked = watch_clock();
}

/* Notes how the files differ: both lists are sorted. */
static void compare(struct watch *watch, const struct stamps *now) {
    const struct stamps *then = &watch->files;
    for (size_t i = 0, j = 0; i < then->count || j < now->count;) {
        int order = i == then->count  ? 1
                    : j == now->count ? -1
                                      : strcmp(then->list[i].path, now->list[j].path);
        if (order || !stamp_equal(&then->list[i].stamp, &now->list[j].stamp))
            watch_note(watch, order < 0 ? then->list[i].path : now->list[j].path);
        i += order <= 0;
        j += order >= 0;
    }
}

void polling_take(struct watch *watch, double seconds, const sigset_t *signals) {
    double left = watch->looked + watch->interval - watch_clock();
    if (left > 0) watch_await(-1, left < seconds ? left : seconds, signals);
    if (left > seconds) return;
    struct stamps now = look(watch);
    compare(watch, &now);
    stamps_free(&watch->files);
    watch->files = now;
    watch->looked = watch_clock();
}
