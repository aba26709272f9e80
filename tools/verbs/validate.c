/* teikit validate: documents against RELAX NG schemas: those of the call, else those that a
   document names itself, else the built-in one. */
#include "rng/rng.h"

#include "base/buffer.h"
#include "base/builtin.h"
#include "base/file.h"
#include "base/memory.h"
#include "verbs/verb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCHEMA, CATALOG, FORMAT, EXPLAIN };

static const struct option options[] = {
    {"schema", 's', "FILE|NAME", "a RELAX NG schema, in either syntax; may be repeated"},
    {"catalog", 'C', "FILE", "an XML catalog for what schemas refer to; may be repeated"},
    {"format", 'f', "FORMAT", "how findings are written: text or jsonl (default: text)"},
    {"explain", 'e', NULL, "list all that was expected, not only the likeliest"},
    {0}};

static const char default_schema[] = "teikit";

/* A schema by the name that the call or a document has for it, loaded once. */
struct named_schema {
    char *name;
    struct rng_schema *schema; /* NULL: it cannot be used, as was said */
};

struct call {
    struct named_schema *schemas; /* those of the call first */
    size_t schema_count, schema_capacity, named_count;
    const struct report_format *format;
    bool explain;
    struct inputs inputs;
    enum status inputs_status; /* STATUS_CALL where some cannot be had; the rest is done */
    struct report *report;     /* of the documents */
};

/* ---- schemas ---- */

/* A name without a dot or slash is a file of the user's, with or without ".rng", or built in. */
static struct rng_schema *load(const char *name, struct report *report) {
    const struct builtin *file =
        strpbrk(name, "./") ? NULL : builtin_named("schemas/", name, ".rng");
    if (file)
        return rng_load_memory(file->bytes, (size_t)(file->end - file->bytes), file->path, report);
    if (strpbrk(name, "./") || !access(name, F_OK)) return rng_load(name, report);
    struct buffer path = {0};
    buffer_print(&path, "%s.rng", name);
    struct rng_schema *schema = rng_load(path.bytes, report);
    buffer_free(&path);
    return schema;
}

/* The schema of that name, loaded at the first call for it; NULL where it cannot be used. */
static struct rng_schema *schema_named(struct call *call, const char *name) {
    for (size_t i = 0; i < call->schema_count; i++)
        if (!strcmp(call->schemas[i].name, name)) return call->schemas[i].schema;
    call->schemas = memory_grow(call->schemas, &call->schema_capacity, call->schema_count + 1,
                                sizeof *call->schemas);
    struct rng_schema *schema = load(name, call->report);
    if (schema) rng_explain_all(schema, call->explain);
    call->schemas[call->schema_count++] =
        (struct named_schema){memory_copy(name, strlen(name)), schema};
    return schema;
}

/* ---- documents ---- */

static enum status validate_by(struct call *call, const char *schema_name, const char *path,
                               const char *name) {
    static const enum status statuses[] = {
        [RNG_VALID] = STATUS_DONE, [RNG_INVALID] = STATUS_DOCUMENT, [RNG_UNREADABLE] = STATUS_CALL};
    struct rng_schema *schema = schema_named(call, schema_name);
    return schema ? statuses[rng_validate(schema, path, name, call->report)] : STATUS_CALL;
}

/* By the schemas that the document names, else by the built-in one.  Standard input may have been
   put into a file; what it names is still relative to the working folder. */
static enum status validate_by_its_own(struct call *call, const struct input *input,
                                       const char *path) {
    struct rng_associations own = {0};
    const char *name = input_name(input);
    rng_associations_find(path, input->path, name, call->report, &own);
    enum status status = own.failed ? STATUS_CALL : STATUS_DONE;
    for (size_t i = 0; i < own.count; i++)
        status = status_worst(status, validate_by(call, own.paths[i], path, name));
    if (!own.count && !own.failed) status = validate_by(call, default_schema, path, name);
    rng_associations_free(&own);
    return status;
}

static enum status validate_file(struct call *call, const struct input *input, const char *path) {
    if (!call->named_count) return validate_by_its_own(call, input, path);
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < call->named_count && status != STATUS_CALL; i++)
        status =
            status_worst(status, validate_by(call, call->schemas[i].name, path, input_name(input)));
    return status;
}

/* Standard input that has to be read more than once goes through a file. */
static enum status validate_spooled(struct call *call, const struct input *input) {
    const char *folder = getenv("TMPDIR");
    struct buffer path = {0}, bytes = {0};
    buffer_print(&path, "%s/teikit.XXXXXX", folder && *folder ? folder : "/tmp");
    int file = mkstemp(path.bytes);
    enum status status = STATUS_CALL;
    if (file >= 0 && file_read("-", &bytes) && file_write(path.bytes, bytes.bytes, bytes.length))
        status = validate_file(call, input, path.bytes);
    else
        report_say(call->report, SEVERITY_ERROR, "file/cannot-read", input_name(input), 0, 0,
                   "cannot be kept in %s: %s", path.bytes, strerror(errno));
    if (file >= 0) unlink(path.bytes), close(file);
    buffer_free(&path);
    buffer_free(&bytes);
    return status;
}

static enum status validate_input(struct call *call, const struct input *input) {
    bool once = call->named_count == 1 || strcmp(input->path, "-") != 0;
    return once ? validate_file(call, input, input->path) : validate_spooled(call, input);
}

static enum status validate_all(struct call *call) {
    if (!call->inputs.count)
        return usage_error(call->report, "call/no-input", "teikit validate FILE.xml",
                           "there is nothing to validate");
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < call->named_count; i++)
        if (!call->schemas[i].schema) return STATUS_CALL;
    for (size_t i = 0; i < call->inputs.count; i++)
        status = status_worst(status, validate_input(call, &call->inputs.list[i]));
    return status;
}

/* ---- the call ---- */

/* The names of schemas are only noted, and loaded when all options are known. */
struct schema_names {
    const char **names;
    size_t count, capacity;
};

static void add_name(struct schema_names *schemas, const char *name) {
    schemas->names =
        memory_grow(schemas->names, &schemas->capacity, schemas->count + 1, sizeof *schemas->names);
    schemas->names[schemas->count++] = name;
}

/* False where the call is wrong, so that nothing is done. */
static bool read_arguments(struct call *call, const struct verb *verb, char **words,
                           struct schema_names *schemas) {
    struct arguments arguments = {.verb = verb, .next = words, .report = call->report};
    for (int found; (found = arguments_next(&arguments)) != ARGUMENT_END;) {
        switch (found) {
        case SCHEMA: add_name(schemas, arguments.value); break;
        case CATALOG:
            if (!rng_add_catalog(arguments.value, call->report)) return false;
            break;
        case EXPLAIN: call->explain = true; break;
        case FORMAT:
            call->format = report_format_named(arguments.value);
            if (call->format) break;
            usage_error(call->report, "call/format", NULL, "there is no format \"%s\", only %s",
                        arguments.value, report_format_names());
            return false;
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
static enum status run(const struct verb *verb, char **words) {
    struct report *errors = report_on_stderr();
    struct call call = {.format = report_format_named("text"), .report = errors};
    struct schema_names schemas = {0};
    bool understood = read_arguments(&call, verb, words, &schemas);
    enum status status = understood ? call.inputs_status : STATUS_CALL;
    if (understood && (status == STATUS_DONE || call.inputs.count)) {
        call.report = report_new(stdout, call.format, isatty(STDOUT_FILENO) && !getenv("NO_COLOR"));
        for (size_t i = 0; i < schemas.count; i++)
            schema_named(&call, schemas.names[i]);
        call.named_count = call.schema_count;
        status = status_worst(status, validate_all(&call));
        if (!report_free(call.report)) {
            report_say(errors, SEVERITY_ERROR, "file/cannot-write", "standard output", 0, 0,
                       "cannot be written: %s", strerror(errno));
            status = STATUS_CALL;
        }
    }
    for (size_t i = 0; i < call.schema_count; i++) {
        rng_free(call.schemas[i].schema);
        free(call.schemas[i].name);
    }
    free(call.schemas);
    free(schemas.names);
    inputs_free(&call.inputs);
    return report_end(errors, status);
}

const struct verb verb_validate = {"validate", "teikit validate [OPTION]... INPUT...",
                                   "documents against RELAX NG schemas", options, run};
