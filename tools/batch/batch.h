/* Batches: the same work done on each input, by worker processes where there are several, with what
   comes of it in the order of the inputs, however many workers there are.  What the work needs is
   loaded before, so that the workers, which are forked, share it. */
#ifndef TEIKIT_BATCH_BATCH_H
#define TEIKIT_BATCH_BATCH_H

#include "base/buffer.h"
#include "batch/inputs.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

/* What comes of one input, besides its findings and the files that are written. */
struct batch_result {
    int status;           /* as the caller counts: the highest is the worst */
    struct buffer output; /* what goes to standard output */
    struct buffer extra;  /* for batch.take */
};

struct batch {
    const struct input *inputs;
    size_t count;

    /* Does the work on one input, perhaps in a process of its own: what it changes in `context` is
       seen by no other input for sure. */
    void (*work)(void *context, const struct input *input, struct batch_result *result);
    /* Takes each result, in the order of the inputs, in this process; or NULL. */
    void (*take)(void *context, const struct input *input, const struct batch_result *result);
    void *context;

    struct report *report; /* to which the work adds its findings */
    int status_lost;       /* the status of an input whose worker died or took too long */
    int status_unwritten;  /* where standard output cannot be written to */
    size_t workers;        /* how many at most; 0: as many as there are processors */
    double timeout;        /* the most seconds that an input may take; 0: without end */
    bool quiet;            /* no progress on standard error */
};

/* How many workers that means: as many as are wanted, 0: as there are processors. */
size_t batch_workers(size_t wanted);

/* Does the work on all inputs and gives the highest of their statuses; where a signal (SIGINT,
   SIGTERM, SIGHUP) ended it before, 128 and its number.  Findings: batch/worker-died,
   batch/timeout, file/cannot-write. */
int batch_run(const struct batch *batch);

#endif
