/* Worker processes: each is told through a pipe which inputs to work on, and sends back through
   another what comes of them. */
#include "base/file.h"
#include "base/memory.h"
#include "batch/internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

size_t parcel_length(const struct parcel *head) {
    return sizeof *head + head->findings + head->extra + 1 + head->output;
}

/* Closes the parent's ends of its pipes. */
static void close_ends(const struct worker *worker) {
    if (worker->tasks >= 0) close(worker->tasks);
    close(worker->results);
}

/* ---- in the worker ---- */

static _Noreturn void exit_out_of_memory(void) {
    _exit(WORKER_OUT_OF_MEMORY);
}

/* Whoever reads is gone if this fails, and then there is no more to be done. */
static void send_bytes(int file, const char *bytes, size_t length) {
    while (length) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) _exit(0);
        bytes += written;
        length -= (size_t)written;
    }
}

static void send_parcel(int file, size_t index, const struct batch_result *result,
                        const struct buffer *findings) {
    struct parcel head;
    struct buffer parcel = {0};
    memset(&head, 0, sizeof head);
    head.index = index;
    head.status = result->status;
    head.findings = findings->length;
    head.extra = result->extra.length;
    head.output = result->output.length;
    buffer_append(&parcel, (const char *)&head, sizeof head);
    buffer_append(&parcel, findings->bytes, findings->length);
    buffer_append(&parcel, result->extra.bytes, result->extra.length);
    buffer_byte(&parcel, '\0');
    send_bytes(file, parcel.bytes, parcel.length);
    send_bytes(file, result->output.bytes, result->output.length);
    buffer_free(&parcel);
}

/* Works until there are no more tasks. */
static _Noreturn void work(const struct batch *batch, int tasks, int results) {
    struct buffer findings = {0};
    report_divert(batch->report, &findings);
    for (;;) {
        size_t index;
        ssize_t got = read(tasks, &index, sizeof index);
        if (got < 0 && errno == EINTR) continue;
        if (got != sizeof index) _exit(0);
        struct batch_result result = {0};
        batch->work(batch->context, &batch->inputs[index], &result);
        send_parcel(results, index, &result, &findings);
        findings.length = 0;
        buffer_free(&result.output);
        buffer_free(&result.extra);
    }
}

/* What this worker is writing, in memory that it shares with its parent. */
static const char *temporary;

/* Without its parent nobody but the worker takes that away. */
static void end_worker(int number) {
    if (*temporary) unlink(temporary);
    _exit(128 + number);
}

/* What differs in a process that does not speak to the user itself. */
static void become_worker(struct worker *workers, size_t count, size_t which) {
    for (size_t i = 0; i < count; i++)
        if (workers[i].pid) close_ends(&workers[i]);
    signal(SIGINT, SIG_IGN); /* a terminal sends these to all; the parent ends its workers */
    signal(SIGHUP, SIG_IGN);
    temporary = workers[which].temporary;
    signal(SIGTERM, end_worker);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* elsewhere it notes the parent's end at its next result */
#endif
    memory_on_exhaustion(exit_out_of_memory);
    file_keep_temporary(workers[which].temporary, PATH_MAX);
}

/* ---- in the parent ---- */

void worker_dismiss(struct worker *worker) {
    if (worker->tasks >= 0) close(worker->tasks);
    worker->tasks = -1;
}

void worker_give(struct worker *worker, size_t index) {
    if (!worker->queued) worker->since = clock_seconds();
    worker->queue[worker->queued++] = index;
    /* Never waits: a pipe holds more than MOST_AHEAD of them.  A worker that is not told of it
       ends, which is found out where it is read from, as where it died. */
    ssize_t written;
    do
        written = write(worker->tasks, &index, sizeof index);
    while (written < 0 && errno == EINTR);
    if (written != sizeof index) worker_dismiss(worker);
}

bool worker_start(const struct batch *batch, struct worker *workers, size_t count, size_t which) {
    struct worker *worker = &workers[which];
    int tasks[2], results[2];
    if (pipe(tasks)) return false;
    pid_t pid = -1;
    bool piped = !pipe(results);
    if (piped) {
        report_flush(batch->report);
        fflush(NULL); /* lest what is buffered is written twice */
        pid = fork();
    }
    if (!pid) {
        close(tasks[1]), close(results[0]);
        become_worker(workers, count, which);
        work(batch, tasks[0], results[1]);
    }
    close(tasks[0]);
    if (piped) close(results[1]);
    if (pid < 0) {
        close(tasks[1]);
        if (piped) close(results[0]);
        return false;
    }
    worker->pid = pid;
    worker->tasks = tasks[1];
    worker->results = results[0];
    worker->timed_out = false;
    size_t queued = worker->queued;
    worker->queued = 0;
    for (size_t i = 0; i < queued; i++)
        worker_give(worker, worker->queue[i]);
    return true;
}

int worker_end(struct worker *worker, bool killed) {
    int status = 0;
    if (killed) kill(worker->pid, SIGKILL);
    close_ends(worker);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (*worker->temporary) unlink(worker->temporary);
    *worker->temporary = '\0';
    buffer_free(&worker->received);
    worker->pid = 0;
    return status;
}
