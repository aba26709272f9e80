/* What the files of batch share. */
#ifndef TEIKIT_BATCH_INTERNAL_H
#define TEIKIT_BATCH_INTERNAL_H

#include "batch/batch.h"

#include <signal.h>
#include <sys/types.h>

/* Seconds on a clock that nobody sets. */
double clock_seconds(void);

/* ---- progress.c: a line on standard error, where a person would see it ---- */

struct progress {
    bool wanted, shown;
    size_t total;
    double begun, drawn; /* when */
};

struct progress progress_begin(const struct batch *batch);

/* Draws the line anew, if it is time to; `done` inputs are. */
void progress_draw(struct progress *progress, size_t done);

/* Takes the line away; for report_before(). */
void progress_clear(void *progress);

/* ---- order.c ---- */

/* The indices of the inputs in the order in which workers get them; the first *in_order of them
   stand as they are in the batch.  The caller frees it. */
size_t *dealing_order(const struct batch *batch, size_t workers, size_t *in_order);

/* ---- workers.c: the processes ---- */

enum { MOST_AHEAD = 8 };

struct worker {
    pid_t pid;                /* 0: none */
    int tasks;                /* ends of pipes: inputs are named to it (-1: no more will be), */
    int results;              /* results come from it */
    size_t queue[MOST_AHEAD]; /* the inputs given to it; it is at the first */
    size_t queued;
    double since;           /* when it began with that */
    bool timed_out;         /* it was killed for being too slow */
    struct buffer received; /* of what it has sent, what is not taken yet */
    char *temporary;        /* the file that it is writing; see file_keep_temporary() */
};

/* What a worker sends for an input: this, and behind it the findings, the extra with a NUL, and the
   output. */
struct parcel {
    size_t index;
    int status;
    size_t findings, extra, output; /* lengths in bytes */
};

/* The length of a parcel with this head. */
size_t parcel_length(const struct parcel *head);

/* Starts the process of workers[which] and names it the inputs of its queue; false where the system
   gives no process or pipe. */
bool worker_start(const struct batch *batch, struct worker *workers, size_t count, size_t which);

/* Names it one more input. */
void worker_give(struct worker *worker, size_t index);

/* Tells it that there will be no more, so that it ends when it has done those that it has. */
void worker_dismiss(struct worker *worker);

/* Ends it, at once if it is killed, and removes what it was writing.  Gives its status as waitpid()
   does. */
int worker_end(struct worker *worker, bool killed);

/* The exit status of a worker that ran out of memory. */
enum { WORKER_OUT_OF_MEMORY = 99 };

#endif
