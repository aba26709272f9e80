/* teikit transform: TEI becomes HTML, text, or whatever a stylesheet makes. */
#include "transform/transform.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "verbs/gather.h"
#include "verbs/verb.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OUTPUT, FOLDER, TO, STYLESHEET, PARAMETER, EXPRESSION, XINCLUDE, READ, WRITE, DEPTH, TIMES };

static const struct option options[] = {
    {"output", 'o', "FILE", "write the result there (default: standard output)"},
    {"folder", 'd', "FOLDER", "write a result for each input there"},
    {"to", 't', "NAME",
     "a built-in stylesheet, such as html, text, markdown, csv; `teikit show stylesheet` lists "
     "them"},
    {"stylesheet", 's', "FILE", "a stylesheet (XSLT 1.0 with EXSLT) of your own"},
    {"param", 'p', "NAME=VALUE", "set a parameter of the stylesheet to a string"},
    {"xpath-param", 0, "NAME=EXPR", "set it to what the expression gives for each document"},
    {"xinclude", 'x', NULL, "carry out XInclude in the documents"},
    {"allow-read", 0, "FOLDER", "let the stylesheet read there; may be repeated"},
    {"allow-write", 0, "FOLDER", "let it write there; may be repeated"},
    {"max-depth", 0, "N", "how deep templates may call each other (default: 3000)"},
    {"profile-time", 0, NULL, "say which templates take how much time"},
    {0}};

static const char example[] = "teikit transform --to html FILE.xml";

/* Names of folders, ended by NULL. */
struct folders {
    const char **names;
    size_t count, capacity;
};

struct call {
    struct destination destination;
    const char *builtin, *file;
    struct transform_parameter *parameters; /* ends with a NULL name */
    size_t parameter_count, parameter_capacity;
    struct folders read_folders, write_folders;
    struct transform_options options;
    struct transform_stylesheet *stylesheet;
    struct batch_call batch;
    struct gathering gathering;
};

static enum status transform_input(void *context, const struct input *input,
                                   struct batch_result *result) {
    static const enum status statuses[] = {[TRANSFORM_DONE] = STATUS_DONE,
                                           [TRANSFORM_AT_FAULT] = STATUS_DOCUMENT,
                                           [TRANSFORM_STYLESHEET] = STATUS_CALL,
                                           [TRANSFORM_UNREADABLE] = STATUS_CALL};
    const struct call *call = context;
    struct report *report = call->batch.report;
    struct buffer made = {0};
    if (call->gathering.site)
        return statuses[site_work(call->gathering.site, input, &result->extra)];
    enum status status = statuses[transform_file(call->stylesheet, input->path, input_name(input),
                                                 call->parameters, report, &made)];
    if (status == STATUS_DONE && gathers(&call->gathering, &call->destination)) {
        result->extra = made;
        return status;
    }
    if (status == STATUS_DONE && !gather_alone(&call->gathering, input_name(input), &made, report))
        status = STATUS_CALL;
    if (status == STATUS_DONE)
        status = destination_write(&call->destination, input, transform_extension(call->stylesheet),
                                   &made, report, &result->output);
    buffer_free(&made);
    return status;
}

static void take(void *context, const struct input *input, const struct batch_result *result) {
    struct call *call = context;
    call->gathering.any |= result->status == STATUS_DONE;
    gather_take(&call->gathering, input, &result->extra);
}

/* The file that was named, or the user's own NAME.xsl, or the built-in one. */
static struct transform_stylesheet *load(const struct call *call) {
    struct report *report = call->batch.report;
    if (call->file) return transform_load(call->file, &call->options, report);
    struct buffer path = {0};
    buffer_print(&path, "%s.xsl", call->builtin);
    struct transform_stylesheet *stylesheet =
        access(path.bytes, F_OK) ? transform_load_builtin(call->builtin, &call->options, report)
                                 : transform_load(path.bytes, &call->options, report);
    buffer_free(&path);
    return stylesheet;
}

static bool is_site(const struct call *call) {
    return call->builtin && !strcmp(call->builtin, "site");
}

static enum status begin(void *context) {
    struct call *call = context;
    struct report *report = call->batch.report;
    if (!call->builtin == !call->file)
        return usage_error(report, "call/stylesheet", example,
                           "name one stylesheet: --to NAME or --stylesheet FILE");
    if (call->options.take_time && call->batch.timeout > 0)
        return usage_error(report, "call/profile-time", NULL,
                           "--profile-time and --timeout exclude each other");
    if (call->options.take_time) call->batch.workers = 1; /* times are added up in one process */
    call->options.read_folders = call->read_folders.names;
    call->options.write_folders = call->write_folders.names;
    call->options.any_root = is_site(call); /* its stylesheet is for what documents make together */
    call->stylesheet = load(call);
    call->options.any_root = false;
    if (!call->stylesheet ||
        !transform_check_parameters(call->stylesheet, call->parameters, report))
        return STATUS_CALL;
    if (is_site(call) && call->batch.share.count)
        return usage_error(report, "call/shard", NULL,
                           "a site is made of all its documents at once");
    if (is_site(call))
        return gather_site(&call->gathering, &call->destination, call->stylesheet, call->parameters,
                           &call->options, &call->batch.inputs, report);
    enum status status =
        gather_begin(&call->gathering, &call->destination, call->stylesheet, call->parameters,
                     &call->options, &call->batch.inputs, report);
    if (status == STATUS_DONE && call->batch.share.count &&
        gathers(&call->gathering, &call->destination) && call->gathering.kind == GATHER_BOOK)
        return usage_error(report, "call/shard", "-d FOLDER makes a book of each document",
                           "a book is made of all its documents at once");
    return status;
}

/* Adds NAME=VALUE to the parameters; false where it is not written so. */
static bool add_parameter(struct call *call, const char *text, bool is_expression) {
    const char *equals = strchr(text, '=');
    if (!equals || equals == text) {
        usage_error(call->batch.report, "call/parameter", NULL,
                    "a parameter is written NAME=VALUE, not %s", text);
        return false;
    }
    size_t length = (size_t)(equals - text);
    for (size_t i = 0; i < call->parameter_count; i++) {
        const char *name = call->parameters[i].name;
        if (strlen(name) != length || strncmp(name, text, length)) continue;
        usage_error(call->batch.report, "call/parameter", NULL, "the parameter %s is set twice",
                    name);
        return false;
    }
    call->parameters = memory_grow(call->parameters, &call->parameter_capacity,
                                   call->parameter_count + 2, sizeof *call->parameters);
    call->parameters[call->parameter_count++] =
        (struct transform_parameter){memory_copy(text, length), equals + 1, is_expression};
    call->parameters[call->parameter_count] = (struct transform_parameter){0};
    return true;
}

/* Adds a folder that has to be there. */
static bool add_folder(struct call *call, struct folders *folders, const char *name) {
    struct stat status;
    if (stat(name, &status) || !S_ISDIR(status.st_mode)) {
        usage_error(call->batch.report, "call/no-folder", NULL, "%s is no folder", name);
        return false;
    }
    folders->names =
        memory_grow(folders->names, &folders->capacity, folders->count + 2, sizeof *folders->names);
    folders->names[folders->count++] = name;
    folders->names[folders->count] = NULL;
    return true;
}

static bool set_depth(struct call *call, const char *value) {
    char *end;
    long depth = strtol(value, &end, 10);
    if (*end || depth < 1 || depth > TRANSFORM_DEEPEST) {
        usage_error(call->batch.report, "call/number", NULL,
                    "--max-depth takes a number from 1 to %d, not %s", TRANSFORM_DEEPEST, value);
        return false;
    }
    call->options.max_depth = (int)depth;
    return true;
}

static bool set(void *context, int option, const char *value) {
    struct call *call = context;
    switch (option) {
    case OUTPUT: call->destination.file = value; return true;
    case FOLDER: call->destination.folder = value; return true;
    case TO: call->builtin = value; return true;
    case STYLESHEET: call->file = value; return true;
    case PARAMETER: return add_parameter(call, value, false);
    case EXPRESSION: return add_parameter(call, value, true);
    case XINCLUDE: call->options.xinclude = true; return true;
    case READ: return add_folder(call, &call->read_folders, value);
    case WRITE: return add_folder(call, &call->write_folders, value);
    case DEPTH: return set_depth(call, value);
    default: call->options.take_time = true; return true;
    }
}

static enum status run(const struct verb *verb, char **words) {
    static const struct batch_verb does = {.extension = ".xml",
                                           .example = example,
                                           .set = set,
                                           .begin = begin,
                                           .work = transform_input,
                                           .take = take};
    transform_prepare();
    struct call call = {.batch.report = report_on_stderr(), .destination.spares_sources = true};
    enum status status = batch_verb_run(verb, words, &does, &call.batch, &call);
    if (status <= STATUS_CALL)
        status = status_worst(status, gather_end(&call.gathering, &call.destination, &call.batch));
    for (size_t i = 0; i < call.parameter_count; i++)
        free((char *)call.parameters[i].name);
    gather_free(&call.gathering);
    if (call.stylesheet && call.options.take_time)
        transform_say_times(call.stylesheet, call.batch.report);
    free(call.parameters);
    free(call.read_folders.names);
    free(call.write_folders.names);
    transform_free(call.stylesheet);
    batch_call_free(&call.batch);
    return report_end(call.batch.report, status);
}

const struct verb verb_transform = {
    "transform",
    "teikit transform --to NAME|--stylesheet FILE [OPTION]... INPUT...",
    "TEI becomes HTML, text, or what a stylesheet makes",
    options,
    batch_options,
    run};
