/* teikit validate: documents against RELAX NG schemas: those of the call, else those that the
   settings of the corpus name, else those that a document names itself, else the built-in one. */
#include "rng/rng.h"

#include "base/buffer.h"
#include "base/builtin.h"
#include "base/file.h"
#include "base/memory.h"
#include "checks/checks.h"
#include "corpus/corpus.h"
#include "verbs/verb.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCHEMA, CATALOG, CHECK, NO_CHECK, FORMAT, OUTPUT, SETTINGS, BASELINE, EXPLAIN };

static const struct option options[] = {
    {"schema", 's', "FILE|NAME", "a RELAX NG schema, in either syntax; may be repeated"},
    {"catalog", 'C', "FILE", "an XML catalog for what schemas refer to; may be repeated"},
    {"check", 'c', "NAME",
     "make this check beyond the grammar as well: ids, pointers, language, characters (these are "
     "made anyhow), white-space; may be repeated"},
    {"no-check", 'n', "NAME|all", "do not make this check; may be repeated"},
    {"format", 'f', "FORMAT",
     "how findings are written: text, jsonl, sarif, junit, github, checkstyle (default: text)"},
    {"output", 'o', "FORMAT:FILE", "write the findings there as well; may be repeated"},
    {"settings", 0, "FILE",
     "the settings of the corpus; none: without any (default: teikit.yml in the folder or above)"},
    {"baseline", 'b', "FILE",
     "pass over the findings that are known: a report that --format jsonl wrote"},
    {"explain", 'e', NULL, "list all that was expected, not only the likeliest"},
    {0}};

static const char default_schema[] = "teikit";

/* A schema by the name that the call or a document has for it, loaded once. */
struct named_schema {
    char *name;
    struct rng_schema *schema; /* NULL: it cannot be used, as was said */
};

struct call {
    const char **names; /* of schemas that the call names */
    size_t name_count, name_capacity;
    struct named_schema *schemas;
    size_t schema_count, schema_capacity;
    const struct report_format *format;
    struct report_files files;
    const char *settings_path, *baseline_path; /* as the call names them; or NULL */
    struct corpus_settings *settings;          /* or NULL */
    struct corpus_baseline *baseline;          /* or NULL */
    bool explain;
    unsigned checks, more_checks, no_checks; /* the last two by the call's options */
    struct checks_files *files_of_pointers;
    struct batch_call batch;
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
    report_once(call->batch.findings, true);
    struct rng_schema *schema = load(name, call->batch.findings);
    report_once(call->batch.findings, false);
    if (schema) rng_explain_all(schema, call->explain);
    call->schemas[call->schema_count++] =
        (struct named_schema){memory_copy(name, strlen(name)), schema};
    return schema;
}

/* ---- documents ---- */

/* `checks`: those to be made in the same pass. */
static enum status validate_by(struct call *call, const char *schema_name, unsigned checks,
                               const char *path, const char *name) {
    static const enum status statuses[] = {
        [RNG_VALID] = STATUS_DONE, [RNG_INVALID] = STATUS_DOCUMENT, [RNG_UNREADABLE] = STATUS_CALL};
    struct rng_schema *schema = schema_named(call, schema_name);
    if (!schema) return STATUS_CALL;
    if (rng_checks_ids(schema)) checks &= ~(unsigned)CHECK_IDS;
    if (!checks) return statuses[rng_validate(schema, path, name, call->batch.findings)];
    struct checks_run *run =
        checks_begin(checks, path, name, call->files_of_pointers, call->batch.findings);
    struct xml_observer observer = checks_observer(run);
    rng_observe(schema, &observer);
    enum rng_verdict verdict = rng_validate(schema, path, name, call->batch.findings);
    rng_observe(schema, NULL);
    checks_end(run);
    return statuses[verdict];
}

/* By the schemas that the document names, else by the built-in one.  Standard input may have been
   put into a file; what it names is still relative to the working folder. */
static enum status validate_by_its_own(struct call *call, const struct input *input,
                                       const char *path) {
    struct rng_associations own = {0};
    const char *name = input_name(input);
    rng_associations_find(path, input->path, name, call->batch.findings, &own);
    enum status status = own.failed ? STATUS_CALL : STATUS_DONE;
    for (size_t i = 0; i < own.count; i++)
        status =
            status_worst(status, validate_by(call, own.paths[i], i ? 0 : call->checks, path, name));
    if (!own.count && !own.failed)
        status = validate_by(call, default_schema, call->checks, path, name);
    rng_associations_free(&own);
    return status;
}

static enum status validate_file(struct call *call, const struct input *input, const char *path) {
    const char *const *names = call->names;
    size_t count = call->name_count;
    if (!count && call->settings)
        count = corpus_settings_schemas(call->settings, input_name(input), &names);
    if (!count) return validate_by_its_own(call, input, path);
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < count && status != STATUS_CALL; i++)
        status = status_worst(
            status, validate_by(call, names[i], i ? 0 : call->checks, path, input_name(input)));
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
        report_say(call->batch.findings, SEVERITY_ERROR, "file/cannot-read", input_name(input), 0,
                   0, "cannot be kept in %s: %s", path.bytes, strerror(errno));
    if (file >= 0) unlink(path.bytes), close(file);
    buffer_free(&path);
    buffer_free(&bytes);
    return status;
}

static enum status validate_input(void *context, const struct input *input,
                                  struct batch_result *result) {
    struct call *call = context;
    (void)result; /* findings are all there is */
    bool once = call->name_count == 1 || strcmp(input->path, "-") != 0;
    size_t errors = report_count(call->batch.findings, SEVERITY_ERROR);
    enum status status =
        once ? validate_file(call, input, input->path) : validate_spooled(call, input);
    /* What is no error by the settings, or known, is no fault of the document. */
    bool at_fault = report_count(call->batch.findings, SEVERITY_ERROR) > errors;
    return status == STATUS_CALL ? status : at_fault ? STATUS_DOCUMENT : STATUS_DONE;
}

/* ---- the call ---- */

static void add_name(struct call *call, const char *name) {
    call->names =
        memory_grow(call->names, &call->name_capacity, call->name_count + 1, sizeof *call->names);
    call->names[call->name_count++] = name;
}

/* Adds the check of that name to a set; false, with a finding, where there is none. */
static bool add_check(struct call *call, unsigned *set, const char *name) {
    unsigned check = set == &call->no_checks && !strcmp(name, "all") ? ~0U : check_named(name);
    *set |= check;
    if (!check)
        usage_error(call->batch.report, "call/check", NULL, "there is no check \"%s\", only %s",
                    name, check_names());
    return check;
}

/* The checks that settings and options ask for; false, with a finding, where the settings name one
   that there is not. */
static bool choose_checks(struct call *call) {
    const char *const *names = NULL;
    size_t count = call->settings ? corpus_settings_checks(call->settings, &names) : 0;
    call->checks = count ? 0 : CHECKS_USUAL;
    for (size_t i = 0; i < count; i++) {
        if (!check_named(names[i])) {
            corpus_settings_unknown_check(call->settings, i, check_names(), call->batch.report);
            return false;
        }
        call->checks |= check_named(names[i]);
    }
    call->checks = (call->checks & ~call->no_checks) | call->more_checks;
    return true;
}

/* What the settings and the baseline make of a finding. */
static bool filter(void *context, struct finding *finding) {
    struct call *call = context;
    if (call->settings && !corpus_settings_apply(call->settings, finding)) return false;
    return !call->baseline || !corpus_baseline_knows(call->baseline, finding);
}

/* Loads the settings that are named, or those of the corpus that the path is in.  False, with a
   finding, where they are wrong. */
static bool load_settings(struct call *call, const char *path) {
    if (call->settings || (call->settings_path && !strcmp(call->settings_path, "none")))
        return true;
    char *found = call->settings_path ? NULL : corpus_settings_find(path);
    const char *file = call->settings_path ? call->settings_path : found;
    if (file) call->settings = corpus_settings_load(file, call->batch.report);
    bool good = call->settings || !file;
    free(found);
    return good;
}

/* Where nothing is named: the working folder, if it is in a corpus with settings. */
static const char *usual_input(void *context) {
    struct call *call = context;
    return load_settings(call, ".") && call->settings ? "." : NULL;
}

static bool set(void *context, int option, const char *value) {
    struct call *call = context;
    switch (option) {
    case SCHEMA: add_name(call, value); return true;
    case CATALOG: return rng_add_catalog(value, call->batch.report);
    case CHECK: return add_check(call, &call->more_checks, value);
    case NO_CHECK: return add_check(call, &call->no_checks, value);
    case OUTPUT: return report_files_add(&call->files, value, call->batch.report);
    case SETTINGS: call->settings_path = value; return true;
    case BASELINE: call->baseline_path = value; return true;
    case EXPLAIN: call->explain = true; return true;
    default:
        call->format = report_format_named(value);
        if (call->format) return true;
        usage_error(call->batch.report, "call/format", NULL, "there is no format \"%s\", only %s",
                    value, report_format_names());
        return false;
    }
}

/* Findings in documents are the result and go to standard output, in the format asked for.  Schemas
   that the call names are loaded now, when all options are known. */
static enum status begin(void *context) {
    struct call *call = context;
    const char *first = call->batch.inputs.list[0].path;
    if (!load_settings(call, strcmp(first, "-") ? first : ".")) return STATUS_CALL;
    if (!choose_checks(call)) return STATUS_CALL;
    call->files_of_pointers = checks_files_new();
    const char *known = call->baseline_path ? call->baseline_path
                        : call->settings    ? corpus_settings_baseline(call->settings)
                                            : NULL;
    if (known && !(call->baseline = corpus_baseline_load(known, call->batch.report)))
        return STATUS_CALL;
    call->batch.findings =
        report_new(stdout, call->format, isatty(STDOUT_FILENO) && !getenv("NO_COLOR"));
    enum status status = STATUS_DONE;
    report_filter(call->batch.findings, filter, call);
    if (!report_files_open(&call->files, &call->batch.inputs, call->batch.report,
                           call->batch.findings))
        return STATUS_CALL;
    for (size_t i = 0; i < call->name_count; i++)
        if (!schema_named(call, call->names[i])) status = STATUS_CALL;
    return status;
}

static enum status run(const struct verb *verb, char **words) {
    static const struct batch_verb does = {.extension = ".xml",
                                           .example = "teikit validate FILE.xml",
                                           .set = set,
                                           .usual_input = usual_input,
                                           .begin = begin,
                                           .work = validate_input};
    struct call call = {.format = report_format_named("text"), .batch.report = report_on_stderr()};
    enum status status = batch_verb_run(verb, words, &does, &call.batch, &call);
    if (call.batch.findings && !report_free(call.batch.findings)) {
        report_say(call.batch.report, SEVERITY_ERROR, "file/cannot-write", "standard output", 0, 0,
                   "cannot be written: %s", strerror(errno));
        status = status_worst(status, STATUS_CALL);
    }
    if (!report_files_write(&call.files, call.batch.report))
        status = status_worst(status, STATUS_CALL);
    for (size_t i = 0; i < call.schema_count; i++) {
        rng_free(call.schemas[i].schema);
        free(call.schemas[i].name);
    }
    free(call.schemas);
    free(call.names);
    corpus_settings_free(call.settings);
    checks_files_free(call.files_of_pointers);
    corpus_baseline_free(call.baseline);
    inputs_free(&call.batch.inputs);
    return report_end(call.batch.report, status);
}

const struct verb verb_validate = {"validate",
                                   "teikit validate [OPTION]... INPUT...",
                                   "documents against RELAX NG schemas",
                                   options,
                                   batch_options,
                                   run};
