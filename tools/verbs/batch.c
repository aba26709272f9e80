/* What the verbs that do the same to each input have in common: their options, their inputs, and
   the batch. */
#include "corpus/corpus.h"
#include "verbs/verb.h"

#include <stdlib.h>
#include <string.h>

enum { JOBS = SHARED_OPTIONS, TIMEOUT, CHANGED, QUIET };

const struct option batch_options[] = {
    {"jobs", 'j', "N", "work on N inputs at a time (default: as many as there are processors)"},
    {"timeout", 0, "SECONDS", "give an input up that takes longer"},
    {"changed-since", 0, "REVISION", "pass over files that git says are as they were then"},
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

static bool set_shared(struct batch_call *common, int option, const char *value) {
    double number = 0;
    switch (option) {
    case JOBS:
        if (!read_number(common->report, "--jobs", value, 1024, &number)) return false;
        common->workers = (size_t)number;
        return true;
    case TIMEOUT: return read_number(common->report, "--timeout", value, 1e9, &common->timeout);
    case CHANGED: common->revision = value; return true;
    default: common->quiet = true; return true;
    }
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
            inputs->list[kept++] = *input;
    }
    if (known) inputs->count = kept;
    corpus_changes_free(&changes);
    return known;
}

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
    if (!common->inputs.count) return status;
    if (does->begin(call) != STATUS_DONE) return STATUS_CALL;
    return status_worst(status, batch_verb_work(does, common, call));
}
