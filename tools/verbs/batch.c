/* What the verbs that do the same to each input have in common: their options, their inputs, and
   the batch. */
#include "corpus/corpus.h"
#include "verbs/verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOBS = SHARED_OPTIONS, TIMEOUT, CHANGED, SHARD, QUIET };

const struct option batch_options[] = {
    {"jobs", 'j', "N", "work on N inputs at a time (default: as many as there are processors)"},
    {"timeout", 0, "SECONDS", "give an input up that takes longer"},
    {"changed-since", 0, "REVISION", "pass over files that git says are as they were then"},
    {"shard", 0, "K/N",
     "work on the K-th of N shares of the inputs; `teikit merge` joins their reports"},
    {"quiet", 'q', NULL, "draw no line of progress"},
    {0}};

bool read_number(struct report *report, const char *option, const char *text, double most,
                 double *number) {
    char *end;
    *number = strtod(text, &end);
    if (!*end && *number >= 0 && *number <= most) return true;
    usage_error(report, "call/number", NULL, "%s takes a number, not %s", option, text);
    return false;
}

static bool set_share(struct batch_call *common, const char *value) {
    if (share_read(value, &common->share)) return true;
    usage_error(common->report, "call/shard", "such as --shard 3/8, from 1/8 to 8/8",
                "\"%s\" is no share of at most %d", value, MOST_SHARES);
    return false;
}

static bool set_shared(struct batch_call *common, int option, const char *value) {
    double number = 0;
    switch (option) {
    case JOBS:
        if (!read_number(common->report, "--jobs", value, 1024, &number)) return false;
        common->workers = (size_t)number;
        return true;
    case TIMEOUT: return read_number(common->report, "--timeout", value, 1e9, &common->timeout);
    case CHANGED: common->revision = value; return true;
    case SHARD: return set_share(common, value);
    default: common->quiet = true; return true;
    }
}

/* Notes an option that shares of one call have in common, for the head of their reports: all but
   those that say where results go and how they are written. */
static void note_told(struct batch_call *common, const struct option *option, const char *value) {
    static const char *const own[] = {"output", "folder", "format", "report", "cache"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (!strcmp(option->name, own[i])) return;
    buffer_append(&common->told, option->name, strlen(option->name) + 1);
    if (option->argument) buffer_append(&common->told, value, strlen(value) + 1);
}

static bool take_input(const struct batch_verb *does, struct batch_call *common, void *call,
                       const char *argument) {
    return does->take_input
               ? does->take_input(call, argument)
               : inputs_add(&common->inputs, argument, does->extension, common->report);
}

bool batch_verb_read(const struct verb *verb, char **words, const struct batch_verb *does,
                     struct batch_call *common, void *call) {
    struct arguments arguments = {.verb = verb, .next = words, .report = common->report};
    for (int found; (found = arguments_next(&arguments)) != ARGUMENT_END;) {
        if (found == ARGUMENT_WRONG) return false;
        if (found >= SHARED_OPTIONS) {
            if (!set_shared(common, found, arguments.value)) return false;
        } else if (found >= 0) {
            if (!does->set(call, found, arguments.value)) return false;
            note_told(common, &verb->options[found], arguments.value);
        } else if (!take_input(does, common, call, arguments.value)) {
            common->inputs_missing = true;
        }
    }
    return true;
}

/* What batch.work is told. */
struct work {
    const struct batch_verb *does;
    void *call;
};

static void work_on(void *context, const struct input *input, struct batch_result *result) {
    const struct work *work = context;
    result->status = (int)work->does->work(work->call, input, result);
}

static void take(void *context, const struct input *input, const struct batch_result *result) {
    const struct work *work = context;
    if (work->does->take) work->does->take(work->call, input, result);
}

/* Takes out the inputs that have not changed; standard input has. */
static bool keep_changed(struct batch_call *common) {
    struct corpus_changes changes = {0};
    struct inputs *inputs = &common->inputs;
    size_t kept = 0;
    bool known = corpus_changes_since(&changes, common->revision, common->report);
    for (size_t i = 0; known && i < inputs->count; i++) {
        struct input *input = &inputs->list[i];
        if (strcmp(input->path, "-") && !corpus_changes_include(&changes, input->path))
            free(input->path);
        else
            inputs->list[input->place = kept++] = *input;
    }
    if (known) inputs->count = kept;
    corpus_changes_free(&changes);
    return known;
}

/* ---- shares ---- */

void share_digest(const struct buffer *bytes, const struct stamps *files,
                  char digest[SHARE_FIGURES + 1]) {
    struct corpus_digest full = corpus_digest_of(bytes->bytes, bytes->length, files);
    for (size_t i = 0; i < SHARE_FIGURES / 2; i++)
        snprintf(digest + 2 * i, 3, "%02x", full.bytes[i]);
}

/* What the report of the share will begin with. */
static void make_head(const struct verb *verb, struct batch_call *common) {
    struct share_head *head = &common->head;
    *head = (struct share_head){.number = common->share.number,
                                .count = common->share.count,
                                .inputs = inputs_mark_share(&common->inputs, &common->share),
                                .of = common->inputs.count};
    snprintf(head->verb, sizeof head->verb, "%s", verb->name);
    buffer_text(&common->told, TEIKIT_VERSION);
    share_digest(&common->told, &(struct stamps){0}, head->call);
    inputs_digest(&common->inputs, head->names);
}

void batch_call_free(struct batch_call *common) {
    inputs_free(&common->inputs);
    buffer_free(&common->told);
}

/* ---- the work ---- */

enum status batch_verb_work(const struct batch_verb *does, struct batch_call *common, void *call) {
    struct work work = {does, call};
    struct batch batch = {.inputs = common->inputs.list,
                          .count = common->inputs.count,
                          .work = work_on,
                          .take = take,
                          .context = &work,
                          .report = common->findings ? common->findings : common->report,
                          .status_lost = STATUS_DOCUMENT,
                          .status_unwritten = STATUS_CALL,
                          .workers = common->workers,
                          .timeout = common->timeout,
                          .quiet = common->quiet};
    return (enum status)batch_run(&batch);
}

enum status batch_verb_run(const struct verb *verb, char **words, const struct batch_verb *does,
                           struct batch_call *common, void *call) {
    if (!batch_verb_read(verb, words, does, common, call)) return STATUS_CALL;
    return batch_verb_work_all(verb, does, common, call);
}

enum status batch_verb_work_all(const struct verb *verb, const struct batch_verb *does,
                                struct batch_call *common, void *call) {
    enum status status = common->inputs_missing ? STATUS_CALL : STATUS_DONE;
    if (!common->inputs.count && status == STATUS_DONE && does->usual_input) {
        const char *usual = does->usual_input(call);
        if (usual && !inputs_add(&common->inputs, usual, does->extension, common->report))
            status = STATUS_CALL;
    }
    if (!common->inputs.count)
        return status != STATUS_DONE ? status
                                     : usage_error(common->report, "call/no-input", does->example,
                                                   "there is nothing to %s", verb->name);
    if (common->revision && !keep_changed(common)) return STATUS_CALL;
    if (!common->inputs.count && !common->share.count) return status;
    if (common->share.count) make_head(verb, common);
    if (does->begin(call) != STATUS_DONE) return STATUS_CALL;
    if (common->share.count) inputs_keep_share(&common->inputs);
    return status_worst(status, batch_verb_work(does, common, call));
}
