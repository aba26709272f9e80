/* Batches: deals inputs out to workers as they come free and takes what comes of them in the order
   of the inputs. */
#include "batch/batch.h"

#include "base/file.h"
#include "base/memory.h"
#include "batch/internal.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* One run of a batch. */
struct run {
    const struct batch *batch;
    struct worker *workers;
    size_t worker_count;
    struct pollfd *polled;
    size_t *order;           /* in which inputs are dealt */
    size_t in_order;         /* so many of these come in the order of the inputs */
    struct parcel **parcels; /* one an input: what has come and is not taken yet */
    size_t dealt, taken;     /* how many inputs are */
    size_t arrived;          /* how many parcels came */
    size_t waiting;          /* bytes of the parcels that are not taken yet */
    int status;
    bool output_failed;
    struct progress progress;
};

/* Parcels that wait for an earlier one may take so many bytes; then no new work is dealt out. */
enum { MOST_WAITING = 1 << 26 };

/* ---- signals ---- */

/* The signal that ends the batch; 0: none yet. */
static volatile sig_atomic_t ended_by;

/* What this process itself is writing; with it the handler can end the program at any time. */
static char own_temporary[PATH_MAX];
static volatile sig_atomic_t end_at_once; /* there is nothing to finish first */

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { ENDING_SIGNALS = sizeof ending_signals / sizeof *ending_signals };

/* The first signal lets the input at hand be finished; the second does not. */
static void note_signal(int number) {
    if (end_at_once || ended_by) {
        if (*own_temporary) unlink(own_temporary);
        _exit(128 + number);
    }
    ended_by = number;
}

/* Lets the signals be noted, but for those that the program was started without. */
static void catch_signals(struct sigaction usual[ENDING_SIGNALS]) {
    struct sigaction noted = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
    sigemptyset(&noted.sa_mask);
    ended_by = 0;
    for (size_t i = 0; i < ENDING_SIGNALS; i++) {
        sigaction(ending_signals[i], NULL, &usual[i]);
        if (usual[i].sa_handler != SIG_IGN) sigaction(ending_signals[i], &noted, NULL);
    }
}

static void release_signals(const struct sigaction usual[ENDING_SIGNALS]) {
    for (size_t i = 0; i < ENDING_SIGNALS; i++)
        sigaction(ending_signals[i], &usual[i], NULL);
}

/* ---- results ---- */

/* Takes what came of the next input. */
static void take_result(struct run *run, const struct batch_result *result) {
    const struct batch *batch = run->batch;
    const struct input *input = &batch->inputs[run->taken++];
    if (result->status > run->status) run->status = result->status;
    if (result->output.length && !run->output_failed) {
        progress_clear(&run->progress);
        run->output_failed = !file_write("-", result->output.bytes, result->output.length);
        if (run->output_failed)
            report_say(batch->report, SEVERITY_ERROR, "file/cannot-write", "standard output", 0, 0,
                       "cannot be written: %s", strerror(errno));
    }
    if (run->output_failed && batch->status_unwritten > run->status)
        run->status = batch->status_unwritten;
    if (batch->take) batch->take(batch->context, input, result);
}

/* Takes the next parcel: the findings, and the rest as a result. */
static void take_parcel(struct run *run) {
    struct parcel *parcel = run->parcels[run->taken];
    char *findings = (char *)(parcel + 1), *extra = findings + parcel->findings;
    struct batch_result result = {
        parcel->status,
        {extra + parcel->extra + 1, parcel->output, parcel->output},
        {extra, parcel->extra, parcel->extra},
    };
    run->parcels[run->taken] = NULL;
    run->waiting -= parcel_length(parcel);
    report_replay(run->batch->report, findings, parcel->findings);
    take_result(run, &result);
    free(parcel);
}

static void keep_parcel(struct run *run, const char *bytes, size_t length) {
    struct parcel *parcel = (struct parcel *)memory_copy(bytes, length);
    run->parcels[parcel->index] = parcel;
    run->waiting += length;
    run->arrived++;
}

/* ---- in one process ---- */

static void work_here(struct run *run) {
    const struct batch *batch = run->batch;
    struct batch_result result = {0};
    end_at_once = batch->count == 1;
    batch->work(batch->context, &batch->inputs[run->taken], &result);
    end_at_once = false;
    take_result(run, &result);
    buffer_free(&result.output);
    buffer_free(&result.extra);
}

/* ---- in several ---- */

/* How many inputs a worker has before it: where each takes little time, more than one, so that it
   does not wait for the next; fewer towards the end, so that none has many left when others have
   none. */
static size_t most_ahead(const struct run *run) {
    static const double short_work = 0.01;
    double spent = clock_seconds() - run->progress.begun;
    if (!run->arrived || spent / (double)run->arrived > short_work || run->batch->timeout > 0)
        return 1;
    size_t share = (run->batch->count - run->dealt) / (2 * run->worker_count) + 1;
    return share < MOST_AHEAD ? share : MOST_AHEAD;
}

/* Whether more can be dealt now.  Those that are not in order may all wait for one of them. */
static bool has_more(const struct run *run) {
    return run->dealt < run->batch->count &&
           (run->waiting < MOST_WAITING || run->dealt >= run->in_order);
}

/* Deals inputs out to those who have too few; false where there is nobody to work on them, or on
   those of a worker that died. */
static bool deal(struct run *run) {
    bool alive = false;
    for (size_t i = 0; i < run->worker_count; i++) {
        struct worker *worker = &run->workers[i];
        if (!worker->pid && (worker->queued || has_more(run)) &&
            !worker_start(run->batch, run->workers, run->worker_count, i) && worker->queued)
            return false;
        if (!worker->pid) continue;
        alive = true;
        while (worker->queued < most_ahead(run) && has_more(run))
            worker_give(worker, run->order[run->dealt++]);
    }
    for (size_t i = 0; i < run->worker_count && run->dealt == run->batch->count; i++)
        if (run->workers[i].pid) worker_dismiss(&run->workers[i]);
    return alive;
}

/* The input that the worker was at gets a finding instead of a result. */
static void say_lost(struct run *run, struct worker *worker, int status) {
    const struct batch *batch = run->batch;
    struct buffer findings = {0}, message = {0};
    struct finding finding = {.severity = SEVERITY_ERROR,
                              .code = worker->timed_out ? "batch/timeout" : "batch/worker-died",
                              .file = input_name(&batch->inputs[worker->queue[0]])};
    if (worker->timed_out) {
        buffer_print(&message, "was given up after %g seconds", batch->timeout);
        finding.hint = "--timeout SECONDS sets how long it may take";
    } else if (WIFSIGNALED(status)) {
        buffer_print(&message, "the process at work on it was ended by signal %d",
                     WTERMSIG(status));
        finding.hint = WTERMSIG(status) == SIGKILL
                           ? "if memory ran out, fewer workers (-j) need less"
                           : "please report this as a fault of teikit";
    } else if (WEXITSTATUS(status) == WORKER_OUT_OF_MEMORY) {
        buffer_text(&message, "the process at work on it ran out of memory");
        finding.hint = "fewer workers (-j) need less";
    } else {
        buffer_print(&message, "the process at work on it ended with status %d",
                     WEXITSTATUS(status));
    }
    finding.message = message.bytes;
    report_divert(batch->report, &findings);
    report_add(batch->report, &finding);
    report_divert(batch->report, NULL);
    struct parcel head = {
        .index = worker->queue[0], .status = batch->status_lost, .findings = findings.length};
    struct buffer parcel = {0};
    buffer_append(&parcel, (const char *)&head, sizeof head);
    buffer_append(&parcel, findings.bytes, findings.length);
    buffer_byte(&parcel, '\0');
    keep_parcel(run, parcel.bytes, parcel.length);
    buffer_free(&parcel);
    buffer_free(&message);
    buffer_free(&findings);
}

static void leave_queue(struct worker *worker) {
    worker->queued--;
    memmove(worker->queue, worker->queue + 1, worker->queued * sizeof *worker->queue);
    worker->since = clock_seconds();
}

/* Takes whole parcels out of what a worker has sent. */
static void unpack(struct run *run, struct worker *worker) {
    struct parcel head;
    size_t offset = 0;
    for (size_t length;; offset += length) {
        size_t rest = worker->received.length - offset;
        if (rest < sizeof head) break;
        memcpy(&head, worker->received.bytes + offset, sizeof head);
        length = parcel_length(&head);
        if (rest < length) break;
        keep_parcel(run, worker->received.bytes + offset, length);
        leave_queue(worker);
    }
    if (!offset) return;
    worker->received.length -= offset;
    memmove(worker->received.bytes, worker->received.bytes + offset, worker->received.length);
}

static void receive(struct run *run, struct worker *worker) {
    enum { STEP = 1 << 16 };
    ssize_t got = read(worker->results, buffer_reserve(&worker->received, STEP), STEP);
    if (got < 0 && errno == EINTR) return;
    if (got > 0) {
        worker->received.length += (size_t)got;
        unpack(run, worker);
        return;
    }
    int status = worker_end(worker, false);
    if (!worker->queued) return;
    say_lost(run, worker, status);
    leave_queue(worker);
}

/* Kills workers that are too slow; gives the milliseconds until the next one may be. */
static int end_slow_workers(struct run *run) {
    enum { LONGEST_WAIT = 200 }; /* milliseconds, for the progress line and for signals */
    double now = clock_seconds(), wait = LONGEST_WAIT / 1000.0;
    for (size_t i = 0; i < run->worker_count && run->batch->timeout > 0; i++) {
        struct worker *worker = &run->workers[i];
        if (!worker->pid || !worker->queued || worker->timed_out) continue;
        double left = worker->since + run->batch->timeout - now;
        if (left <= 0) {
            worker->timed_out = true;
            kill(worker->pid, SIGKILL);
        } else if (left < wait) {
            wait = left;
        }
    }
    return (int)(wait * 1000) + 1;
}

/* Waits for what workers send, and receives it. */
static void await(struct run *run) {
    for (size_t i = 0; i < run->worker_count; i++)
        run->polled[i] = (struct pollfd){.fd = run->workers[i].pid ? run->workers[i].results : -1,
                                         .events = POLLIN};
    if (poll(run->polled, (nfds_t)run->worker_count, end_slow_workers(run)) <= 0) return;
    for (size_t i = 0; i < run->worker_count; i++)
        if (run->polled[i].revents) receive(run, &run->workers[i]);
}

/* Until all inputs are done, nobody is there to work on them, or a signal came. */
static void work_in_processes(struct run *run) {
    while (run->taken < run->batch->count && !ended_by && deal(run)) {
        await(run);
        while (run->taken < run->batch->count && run->parcels[run->taken])
            take_parcel(run);
        progress_draw(&run->progress, run->arrived);
    }
}

/* Memory that workers write to and this process reads; NULL where there is none to be had. */
static char *share(size_t size) {
    FILE *file = tmpfile();
    void *memory = MAP_FAILED;
    if (file && !ftruncate(fileno(file), (off_t)size))
        memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0);
    if (file) fclose(file);
    return memory == MAP_FAILED ? NULL : memory;
}

static void run_processes(struct run *run) {
    char *temporaries = share(run->worker_count * PATH_MAX);
    if (!temporaries) return;
    run->workers = memory_allocate(run->worker_count, sizeof *run->workers);
    run->polled = memory_allocate(run->worker_count, sizeof *run->polled);
    run->parcels = memory_allocate(run->batch->count, sizeof(struct parcel *));
    run->order = dealing_order(run->batch, run->worker_count, &run->in_order);
    for (size_t i = 0; i < run->worker_count; i++)
        run->workers[i].temporary = temporaries + i * PATH_MAX;
    work_in_processes(run);
    for (size_t i = 0; i < run->worker_count; i++)
        if (run->workers[i].pid) worker_end(&run->workers[i], true);
    free(run->order);
    free(run->polled);
    free(run->workers);
    munmap(temporaries, run->worker_count * PATH_MAX);
}

size_t batch_workers(size_t wanted) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return wanted ? wanted : processors > 1 ? (size_t)processors : 1;
}

/* How many workers are of use; 0: this process does the work itself. */
static size_t count_workers(const struct batch *batch) {
    size_t wanted = batch_workers(batch->workers);
    if (wanted > batch->count) wanted = batch->count;
    return wanted > 1 || batch->timeout > 0 ? wanted : 0;
}

int batch_run(const struct batch *batch) {
    struct sigaction usual[ENDING_SIGNALS];
    struct run run = {
        .batch = batch, .worker_count = count_workers(batch), .progress = progress_begin(batch)};
    catch_signals(usual);
    file_keep_temporary(own_temporary, sizeof own_temporary);
    report_before(batch->report, progress_clear, &run.progress);
    if (run.worker_count) run_processes(&run);
    /* Without workers, or where the system gave none, this process goes on; after a signal it takes
       what did come. */
    while (run.taken < batch->count) {
        if (run.parcels && run.parcels[run.taken])
            take_parcel(&run);
        else if (ended_by)
            run.taken++;
        else
            work_here(&run);
        progress_draw(&run.progress, run.taken);
    }
    free(run.parcels);
    progress_clear(&run.progress);
    report_before(batch->report, NULL, NULL);
    file_keep_temporary(NULL, 0);
    release_signals(usual);
    return ended_by ? 128 + ended_by : run.status;
}
