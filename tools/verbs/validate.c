/* teikit validate: documents against schemas, with their findings as the result. */
#include "verbs/validation_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FORMAT = VALIDATION_OPTION_COUNT, OUTPUT };

static const struct option options[] = {
    VALIDATION_OPTIONS,
    {"format", 'f', "FORMAT",
     "how findings are written: text, jsonl, sarif, junit, github, checkstyle, svrl "
     "(default: text)"},
    {"output", 'o', "FORMAT:FILE", "write the findings there as well; may be repeated"},
    {0}};

struct call {
    struct validation validation;
    const struct report_format *format;
    struct report_files files;
    struct batch_call batch;
    struct share_end end; /* of the share's report */
};

static enum status validate_input(void *context, const struct input *input,
                                  struct batch_result *result) {
    struct call *call = context;
    struct validation_svrl svrl = {0};
    bool wanted = report_takes_svrl(call->batch.findings);
    call->validation.svrl = wanted ? &svrl : NULL;
    enum status status = validation_of_input(&call->validation, input);
    const struct buffer parts[] = {svrl.attributes, svrl.prefixes, svrl.patterns, svrl.unused};
    for (size_t i = 0; i < 4; i++) {
        if (svrl.patterns.length && i < 3)
            buffer_append(&result->extra, parts[i].length ? parts[i].bytes : "",
                          parts[i].length + 1);
        free(parts[i].bytes);
    }
    return status;
}

static void take(void *context, const struct input *input, const struct batch_result *result) {
    const struct call *call = context;
    if (result->extra.length) { /* three strings */
        struct report_svrl svrl = {.attributes = result->extra.bytes};
        svrl.prefixes = svrl.attributes + strlen(svrl.attributes) + 1;
        svrl.patterns = svrl.prefixes + strlen(svrl.prefixes) + 1;
        report_add_svrl(call->batch.findings, &svrl);
    }
    report_checked(call->batch.findings, input_name(input), input->place);
}

/* Where nothing is named: the working folder, if it is in a corpus with settings. */
static const char *usual_input(void *context) {
    struct call *call = context;
    bool good = validation_load_settings(&call->validation, ".");
    return good && call->validation.settings ? "." : NULL;
}

static bool set(void *context, int option, const char *value) {
    struct call *call = context;
    if (option < FORMAT) return validation_set(&call->validation, option, value);
    if (option == OUTPUT) return report_files_add(&call->files, value, call->batch.report);
    call->format = report_format_named(value);
    if (call->format) return true;
    usage_error(call->batch.report, "call/format", NULL, "there is no format \"%s\", only %s",
                value, report_format_names());
    return false;
}

/* The files of schemas that the settings name for the inputs. */
static void note_schemas(const struct call *call, struct stamps *files) {
    const struct corpus_settings *settings = call->validation.settings;
    const char *const *names, *const *before = NULL;
    for (size_t i = 0; settings && i < call->batch.inputs.count; i++) {
        size_t count =
            corpus_settings_schemas(settings, input_name(&call->batch.inputs.list[i]), &names);
        for (size_t j = 0; j < count && names != before; j++)
            stamps_note(files, names[j]);
        if (count) before = names;
    }
}

/* A digest of what all shares have to have in common besides the call: its schemas, settings and
   known findings. */
static void note_files(struct call *call) {
    struct validation *validation = &call->validation;
    struct buffer digests = {0};
    struct stamps files = {0};
    for (size_t i = 0; i < validation->schema_count; i++) {
        const struct corpus_digest *digest = named_schema_digest(validation->schemas[i]);
        buffer_append(&digests, (const char *)digest->bytes, sizeof digest->bytes);
    }
    for (size_t i = 0; i < validation->files.count; i++)
        stamps_note(&files, validation->files.list[i].path);
    if (!validation->name_count) note_schemas(call, &files);
    share_digest(&digests, &files, call->end.files);
    buffer_free(&digests);
    stamps_free(&files);
}

/* Findings in documents are the result and go to standard output, in the format asked for. */
static enum status begin(void *context) {
    struct call *call = context;
    bool shared = call->batch.share.count;
    const char *first = call->batch.inputs.count ? call->batch.inputs.list[0].path : "-";
    if (shared) report_files_of_share(&call->files);
    if (shared) call->format = report_format_of_share(call->format);
    if (!validation_begin(&call->validation, strcmp(first, "-") ? first : ".")) return STATUS_CALL;
    call->batch.findings =
        report_new(stdout, call->format, isatty(STDOUT_FILENO) && !getenv("NO_COLOR"));
    if (!report_files_open(&call->files, &call->batch.inputs, call->batch.report,
                           call->batch.findings))
        return STATUS_CALL;
    report_begin_share(call->batch.findings, &call->batch.head);
    bool good = validation_report_to(&call->validation, call->batch.findings);
    if (shared) note_files(call);
    return good ? STATUS_DONE : STATUS_CALL;
}

static enum status run(const struct verb *verb, char **words) {
    static const struct batch_verb does = {.extension = ".xml",
                                           .example = "teikit validate FILE.xml",
                                           .set = set,
                                           .usual_input = usual_input,
                                           .begin = begin,
                                           .work = validate_input,
                                           .take = take};
    struct call call = {.format = report_format_named("text"), .batch.report = report_on_stderr()};
    call.validation.report = call.batch.report;
    enum status status = batch_verb_run(verb, words, &does, &call.batch, &call);
    call.end.status = (int)status;
    if (call.batch.findings && status <= STATUS_CALL)
        report_end_share(call.batch.findings, &call.end);
    if (call.batch.findings && !report_free(call.batch.findings)) {
        report_say(call.batch.report, SEVERITY_ERROR, "file/cannot-write", "standard output", 0, 0,
                   "cannot be written: %s", strerror(errno));
        status = status_worst(status, STATUS_CALL);
    }
    if (!report_files_write(&call.files, call.batch.report))
        status = status_worst(status, STATUS_CALL);
    validation_free(&call.validation);
    batch_call_free(&call.batch);
    return report_end(call.batch.report, status);
}

const struct verb verb_validate = {"validate",
                                   "teikit validate [OPTION]... INPUT...",
                                   "documents against schemas: RELAX NG, Schematron",
                                   options,
                                   batch_options,
                                   run};
