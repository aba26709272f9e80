/* teikit merge: the reports of shares become the report that one call would have written.  The
   shares are read side by side, an input at a time, so that memory grows with their number only. */
#include "verbs/verb.h"

#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FORMAT, OUTPUT };

static const struct option options[] = {
    {"format", 'f', "FORMAT",
     "how findings are written: text, jsonl, sarif, junit, github, checkstyle (default: text)"},
    {"output", 'o', "FORMAT:FILE", "write the findings there as well; may be repeated"},
    {0}};

struct call {
    struct report *report, *merged;
    const struct report_format *format; /* NULL: as the reports suggest */
    struct report_files files;
    struct inputs inputs; /* the reports */
    struct share_reader *readers;
    size_t reader_count;
    const struct share_reader *model; /* whose call is merged: the first, but whole if one is */
    struct share_reader **shares;     /* by their numbers, from 1; NULL: missing */
    struct share_reader **queue;      /* those with an input at hand: a heap by its place */
    size_t queued;
    struct buffer faults; /* of the reports, as a record of findings */
};

/* ---- which reports are there ---- */

/* How the call of a report differs from that of another; NULL: it is the same. */
static const char *difference(const struct share_reader *one, const struct share_reader *other) {
    const struct share_head *a = &one->head, *b = &other->head;
    if (strcmp(a->verb, b->verb) != 0) return "is of another verb than";
    if (a->count != b->count) return "is of another number of shares than";
    if (strcmp(a->call, b->call) != 0) return "is of a call with other options than";
    if (a->of != b->of || strcmp(a->names, b->names) != 0) return "is of other inputs than";
    if (other->whole && one->whole && strcmp(one->end.files, other->end.files) != 0)
        return "is of another state of schemas, settings or known findings than";
    return NULL;
}

/* A finding that compares a report with another. */
static void say_of(struct call *call, const char *code, const char *path, const char *message,
                   const char *other) {
    report_say(call->report, SEVERITY_ERROR, code, path, 0, 0, "%s %s", message, other);
}

/* Opens a report and finds its place among the others.  Of two of one share the first that is whole
   counts. */
static void take_report(struct call *call, const char *path) {
    struct share_reader *reader = &call->readers[call->reader_count];
    switch (share_reader_open(reader, path)) {
    case SHARE_UNREADABLE:
        report_say(call->report, SEVERITY_ERROR, "file/cannot-read", path, 0, 0,
                   "cannot be read: %s", strerror(errno));
        return;
    case SHARE_NONE:
        report_add(call->report, &(struct finding){.severity = SEVERITY_ERROR,
                                                   .code = "merge/no-share",
                                                   .file = path,
                                                   .message = "is no report of a share",
                                                   .hint = "validate --shard K/N --output "
                                                           "jsonl:FILE writes one"});
        return;
    default: break;
    }
    const struct share_reader *model = call->model ? call->model : reader;
    const char *differs = difference(model, reader);
    if (differs) {
        say_of(call, "merge/other-call", path, differs, model->path);
        share_reader_free(reader);
        return;
    }
    if (!call->model || !model->whole) call->model = reader;
    call->reader_count++;
    if (!call->shares) call->shares = memory_allocate(reader->head.count, sizeof *call->shares);
    struct share_reader **share = &call->shares[reader->head.number - 1];
    if (*share) say_of(call, "merge/doubled", path, "is of the same share as", (*share)->path);
    if (!*share || (!(*share)->whole && reader->whole)) *share = reader;
}

/* Numbers as --array of sbatch takes them: 3,7-12. */
static void append_ranges(struct share_reader *const *shares, size_t count, struct buffer *ranges) {
    for (size_t i = 0; i < count; i++) {
        size_t first = i;
        if (shares[i]) continue;
        while (i + 1 < count && !shares[i + 1])
            i++;
        buffer_print(ranges, "%s%zu", ranges->length ? "," : "", first + 1);
        if (i > first) buffer_print(ranges, "%c%zu", i > first + 1 ? '-' : ',', i + 1);
    }
}

static void say_missing(struct call *call) {
    struct buffer ranges = {0};
    append_ranges(call->shares, call->model->head.count, &ranges);
    if (ranges.length)
        report_say(call->report, SEVERITY_ERROR, "merge/missing", NULL, 0, 0,
                   "there is no report of %s %s of %zu",
                   strpbrk(ranges.bytes, ",-") ? "shares" : "share", ranges.bytes,
                   call->model->head.count);
    buffer_free(&ranges);
}

/* ---- their inputs, in the order of the call ---- */

/* Moves the share at `index` of the heap down to where no later one is above it. */
static void sink_down(struct call *call, size_t index) {
    struct share_reader **queue = call->queue, *moved = queue[index];
    for (size_t child; (child = 2 * index + 1) < call->queued; index = child) {
        if (child + 1 < call->queued && queue[child + 1]->place < queue[child]->place) child++;
        if (moved->place <= queue[child]->place) break;
        queue[index] = queue[child];
    }
    queue[index] = moved;
}

static void add_content(struct call *call, const struct share_reader *share) {
    if (!strcmp(share->head.verb, "validate"))
        report_replay(call->merged, share->content.bytes, share->content.length);
    else
        report_add_lines(call->merged, share->content.bytes, share->content.length);
}

/* Goes to the share's next input.  At its end it may have findings that belong to none; and that it
   is not whole may not be known before. */
static bool go_on(struct call *call, struct share_reader *share) {
    if (share_reader_next(share)) return true;
    add_content(call, share);
    if (share->damaged)
        report_say(call->report, SEVERITY_ERROR, "merge/damaged", share->path, share->line, 1,
                   "this line is none of a share's report; nothing behind it is merged");
    else if (!share->whole || share->done != share->end.inputs)
        report_say(call->report, SEVERITY_ERROR, "merge/cut-short", share->path, 0, 0,
                   "the report of share %zu/%zu is cut short: it holds %zu of %zu inputs",
                   share->head.number, share->head.count, share->done, share->head.inputs);
    share_reader_free(share);
    return false;
}

static void merge_inputs(struct call *call) {
    size_t count = call->model->head.count;
    call->queue = memory_allocate(call->reader_count, sizeof(struct share_reader *));
    for (size_t i = 0; i < count; i++)
        if (call->shares[i] && go_on(call, call->shares[i]))
            call->queue[call->queued++] = call->shares[i];
    for (size_t i = call->queued / 2; i-- > 0;)
        sink_down(call, i);
    while (call->queued) {
        struct share_reader *first = call->queue[0];
        add_content(call, first);
        report_checked(call->merged, first->file, first->place);
        if (!go_on(call, first)) call->queue[0] = call->queue[--call->queued];
        if (call->queued) sink_down(call, 0);
    }
}

/* ---- the call ---- */

/* Whether the reports are lines for each input, such as encode's, and not findings. */
static bool holds_lines(const struct call *call) {
    return strcmp(call->model->head.verb, "validate") != 0;
}

/* Opens the report that is made. */
static enum status begin(struct call *call) {
    const char *usual = holds_lines(call) ? "jsonl" : "text";
    if (!call->format) call->format = report_format_named(usual);
    call->merged = report_new(stdout, call->format, isatty(STDOUT_FILENO) && !getenv("NO_COLOR"));
    if (!report_files_open(&call->files, &call->inputs, call->report, call->merged))
        return STATUS_CALL;
    if (holds_lines(call) && !report_takes_lines(call->merged))
        return usage_error(call->report, "call/format", NULL,
                           "reports of %s can be merged as jsonl only", call->model->head.verb);
    return STATUS_DONE;
}

/* The worst that a share ended with; none of those that are not whole is known. */
static enum status worst_of(const struct call *call) {
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < call->model->head.count; i++)
        if (call->shares[i] && call->shares[i]->whole)
            status = status_worst(status, (enum status)call->shares[i]->end.status);
    return status <= STATUS_CALL ? status : STATUS_CALL;
}

/* What is wrong with the reports is said at the end, in the merged report if that holds findings:
   one that lacks a share is not to be taken for whole. */
static enum status merge(struct call *call) {
    enum status status = STATUS_CALL;
    call->readers = memory_allocate(call->inputs.count, sizeof *call->readers);
    report_divert(call->report, &call->faults);
    for (size_t i = 0; i < call->inputs.count; i++)
        take_report(call, call->inputs.list[i].path);
    if (call->model) say_missing(call);
    report_divert(call->report, NULL);
    bool begun = call->model && begin(call) == STATUS_DONE;
    report_divert(call->report, &call->faults);
    if (begun) merge_inputs(call);
    report_divert(call->report, NULL);
    if (begun && !call->faults.length) status = worst_of(call);
    bool into_merged = begun && !holds_lines(call);
    report_replay(into_merged ? call->merged : call->report, call->faults.bytes,
                  call->faults.length);
    return status;
}

static enum status finish(struct call *call, enum status status) {
    if (call->merged && !report_free(call->merged)) {
        report_say(call->report, SEVERITY_ERROR, "file/cannot-write", "standard output", 0, 0,
                   "cannot be written: %s", strerror(errno));
        status = STATUS_CALL;
    }
    if (!report_files_write(&call->files, call->report)) status = STATUS_CALL;
    for (size_t i = 0; i < call->reader_count; i++)
        share_reader_free(&call->readers[i]);
    free(call->readers);
    free(call->shares);
    free(call->queue);
    buffer_free(&call->faults);
    inputs_free(&call->inputs);
    return report_end(call->report, status);
}

static bool set_format(struct call *call, const char *value) {
    static const char formats[] = "text, jsonl, sarif, junit, github, checkstyle";
    call->format = strstr(formats, value) ? report_format_named(value) : NULL;
    if (call->format) return true;
    usage_error(call->report, "call/format", NULL, "merge writes no format \"%s\", only %s", value,
                formats);
    return false;
}

/* Reads the arguments; false where the call is wrong. */
static bool read_arguments(struct call *call, const struct verb *verb, char **words) {
    struct arguments arguments = {.verb = verb, .next = words, .report = call->report};
    bool good = true;
    for (int found; good && (found = arguments_next(&arguments)) != ARGUMENT_END;)
        switch (found) {
        case ARGUMENT_WRONG: good = false; break;
        case FORMAT: good = set_format(call, arguments.value); break;
        case OUTPUT: good = report_files_add(&call->files, arguments.value, call->report); break;
        default: good = inputs_add(&call->inputs, arguments.value, ".jsonl", call->report); break;
        }
    if (good && !call->inputs.count)
        usage_error(call->report, "call/no-input", "teikit merge REPORT.jsonl...",
                    "there is nothing to merge");
    return good && call->inputs.count;
}

static enum status run(const struct verb *verb, char **words) {
    struct call call = {.report = report_on_stderr()};
    enum status status = read_arguments(&call, verb, words) ? merge(&call) : STATUS_CALL;
    return finish(&call, status);
}

const struct verb verb_merge = {"merge",
                                "teikit merge [OPTION]... REPORT...",
                                "the reports of shares become one",
                                options,
                                NULL,
                                run};
