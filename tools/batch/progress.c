/* Progress: one line that is drawn over itself, only where a person looks at it and would wait. */
#include "batch/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* In seconds: work shorter than the first needs no line, and one is read for the second at least.
 */
static const double first_after = 1, again_after = 0.25;

double clock_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct progress progress_begin(const struct batch *batch) {
    double now = clock_seconds();
    bool seen = isatty(STDERR_FILENO) && !getenv("CI");
    return (struct progress){.wanted = !batch->quiet && batch->count > 1 && seen,
                             .total = batch->count,
                             .begun = now,
                             .drawn = now + first_after - again_after};
}

void progress_draw(struct progress *progress, size_t done) {
    if (!progress->wanted || !done) return;
    double now = clock_seconds();
    if (now < progress->drawn + again_after) return;
    double rate = (double)done / (now - progress->begun);
    unsigned long left = (unsigned long)((double)(progress->total - done) / rate + 0.5);
    fprintf(stderr, "\r\033[K%zu of %zu, %.*f a second, ", done, progress->total, rate < 10, rate);
    if (left < 60)
        fprintf(stderr, "%lu s left", left);
    else
        fprintf(stderr, "%lu min %lu s left", left / 60, left % 60);
    fflush(stderr);
    progress->shown = true;
    progress->drawn = now;
}

void progress_clear(void *context) {
    struct progress *progress = context;
    if (!progress->shown) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->shown = false;
}
