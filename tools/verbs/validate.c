/* teikit validate: documents against RELAX NG schemas. */
#include "rng/rng.h"

#include "base/buffer.h"
#include "base/builtin.h"
#include "base/memory.h"
#include "verbs/verb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCHEMA, FORMAT };

static const struct option options[] = {
    {"schema", 's', "FILE|NAME", "a RELAX NG schema; may be given several times (default: teikit)"},
    {"format", 'f', "FORMAT", "how findings are written: text or jsonl (default: text)"},
    {0}};

struct call {
    const char **schema_names;
    struct rng_schema **schemas;
    size_t schema_count, names_capacity;
    const struct report_format *format;
    struct inputs inputs;
    enum status inputs_status; /* STATUS_CALL where some cannot be had; the rest is done */
    struct report *report;     /* of the call and the schemas, then of the documents */
};

/* A file of the user's goes before the built-in of the same name. */
static struct rng_schema *load_schema(const char *name, struct report *report) {
    struct buffer path = {0};
    buffer_print(&path, "schemas/%s.rng", name);
    const struct builtin *file = access(name, F_OK) ? builtin_find(path.bytes) : NULL;
    struct rng_schema *schema =
        file ? rng_load_memory(file->bytes, (size_t)(file->end - file->bytes), path.bytes, report)
             : rng_load(name, report);
    buffer_free(&path);
    return schema;
}

static enum status load_schemas(struct call *call) {
    call->schemas = memory_allocate(call->schema_count, sizeof *call->schemas);
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < call->schema_count; i++)
        if (!(call->schemas[i] = load_schema(call->schema_names[i], call->report)))
            status = STATUS_CALL;
    return status;
}

static enum status validate_input(const struct call *call, const struct input *input) {
    static const enum status statuses[] = {
        [RNG_VALID] = STATUS_DONE, [RNG_INVALID] = STATUS_DOCUMENT, [RNG_UNREADABLE] = STATUS_CALL};
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < call->schema_count && status != STATUS_CALL; i++)
        status = status_worst(
            status,
            statuses[rng_validate(call->schemas[i], input->path, input_name(input), call->report)]);
    return status;
}

static void add_schema(struct call *call, const char *name) {
    call->schema_names = memory_grow(call->schema_names, &call->names_capacity,
                                     call->schema_count + 1, sizeof *call->schema_names);
    call->schema_names[call->schema_count++] = name;
}

static enum status validate_all(struct call *call) {
    if (!call->inputs.count)
        return usage_error(call->report, "call/no-input", "teikit validate FILE.xml",
                           "there is nothing to validate");
    if (!call->schema_count) add_schema(call, "teikit");
    enum status status = load_schemas(call);
    if (status != STATUS_DONE) return status;
    for (size_t i = 0; i < call->inputs.count; i++)
        status = status_worst(status, validate_input(call, &call->inputs.list[i]));
    return status;
}

/* False where the call is wrong, so that nothing is done. */
static bool read_arguments(struct call *call, const struct verb *verb, char **words) {
    struct arguments arguments = {.verb = verb, .next = words, .report = call->report};
    for (int found; (found = arguments_next(&arguments)) != ARGUMENT_END;) {
        switch (found) {
        case SCHEMA: add_schema(call, arguments.value); break;
        case FORMAT:
            call->format = report_format_named(arguments.value);
            if (!call->format) {
                usage_error(call->report, "call/format", NULL, "there is no format \"%s\", only %s",
                            arguments.value, report_format_names());
                return false;
            }
            break;
        case ARGUMENT_INPUT:
            if (!inputs_add(&call->inputs, arguments.value, ".xml", call->report))
                call->inputs_status = STATUS_CALL;
            break;
        default: return false;
        }
    }
    return true;
}

/* Findings in documents are the result and go to standard output, in the format asked for. */
static enum status run(const struct verb *verb, char **arguments) {
    struct report *errors = report_on_stderr();
    struct call call = {.format = report_format_named("text"), .report = errors};
    bool understood = read_arguments(&call, verb, arguments);
    enum status status = understood ? call.inputs_status : STATUS_CALL;
    if (understood && (status == STATUS_DONE || call.inputs.count)) {
        bool colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
        call.report = report_new(stdout, call.format, colour);
        status = status_worst(status, validate_all(&call));
        if (!report_free(call.report)) {
            report_say(errors, SEVERITY_ERROR, "file/cannot-write", "standard output", 0, 0,
                       "cannot be written: %s", strerror(errno));
            status = STATUS_CALL;
        }
    }
    for (size_t i = 0; call.schemas && i < call.schema_count; i++)
        rng_free(call.schemas[i]);
    free(call.schemas);
    free(call.schema_names);
    inputs_free(&call.inputs);
    return report_end(errors, status);
}

const struct verb verb_validate = {"validate", "teikit validate [OPTION]... INPUT...",
                                   "documents against RELAX NG schemas", options, run};
