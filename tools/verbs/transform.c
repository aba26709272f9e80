/* teikit transform: TEI becomes HTML, text, or whatever a stylesheet makes. */
#include "transform/transform.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "verbs/verb.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OUTPUT, FOLDER, TO, STYLESHEET, PARAMETER };

static const struct option options[] = {
    {"output", 'o', "FILE", "write the result there (default: standard output)"},
    {"folder", 'd', "FOLDER", "write a result for each input there"},
    {"to", 't', "NAME",
     "a built-in stylesheet, such as html, text, markdown, csv; `teikit show stylesheet` lists "
     "them"},
    {"stylesheet", 's', "FILE", "a stylesheet (XSLT 1.0 with EXSLT) of your own"},
    {"param", 'p', "NAME=VALUE", "set a parameter of the stylesheet to a string"},
    {0}};

struct call {
    struct destination destination;
    const char *builtin, *file;
    struct transform_parameter *parameters; /* ends with a NULL name */
    size_t parameter_count, parameter_capacity;
    struct inputs inputs;
    enum status inputs_status; /* STATUS_CALL where some cannot be had; the rest is done */
    struct transform_stylesheet *stylesheet;
    struct report *report;
};

static enum status transform_input(const struct call *call, const struct input *input) {
    static const enum status statuses[] = {[TRANSFORM_DONE] = STATUS_DONE,
                                           [TRANSFORM_AT_FAULT] = STATUS_DOCUMENT,
                                           [TRANSFORM_STYLESHEET] = STATUS_CALL,
                                           [TRANSFORM_UNREADABLE] = STATUS_CALL};
    struct buffer output = {0};
    enum status status = statuses[transform_file(call->stylesheet, input->path, input_name(input),
                                                 call->parameters, call->report, &output)];
    if (status == STATUS_DONE)
        status = destination_write(&call->destination, input, transform_extension(call->stylesheet),
                                   output.bytes ? output.bytes : "", output.length, call->report);
    buffer_free(&output);
    return status;
}

/* The file that was named, or the user's own NAME.xsl, or the built-in one. */
static struct transform_stylesheet *load(const struct call *call) {
    if (call->file) return transform_load(call->file, call->report);
    struct buffer path = {0};
    buffer_print(&path, "%s.xsl", call->builtin);
    struct transform_stylesheet *stylesheet =
        access(path.bytes, F_OK) ? transform_load_builtin(call->builtin, call->report)
                                 : transform_load(path.bytes, call->report);
    buffer_free(&path);
    return stylesheet;
}

static enum status transform_all(struct call *call) {
    if (!call->builtin == !call->file)
        return usage_error(call->report, "call/stylesheet", "teikit transform --to html FILE.xml",
                           "name one stylesheet: --to NAME or --stylesheet FILE");
    if (!call->inputs.count)
        return usage_error(call->report, "call/no-input", "teikit transform --to html FILE.xml",
                           "there is nothing to transform");
    call->stylesheet = load(call);
    if (!call->stylesheet) return STATUS_CALL;
    if (!destination_fits(&call->destination, &call->inputs, transform_extension(call->stylesheet),
                          call->report))
        return STATUS_CALL;
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < call->inputs.count; i++)
        status = status_worst(status, transform_input(call, &call->inputs.list[i]));
    return status;
}

/* Adds NAME=VALUE to the parameters; false where it is not written so. */
static bool add_parameter(struct call *call, const char *text) {
    const char *equals = strchr(text, '=');
    if (!equals || equals == text) {
        usage_error(call->report, "call/parameter", NULL,
                    "a parameter is written NAME=VALUE, not %s", text);
        return false;
    }
    size_t length = (size_t)(equals - text);
    for (size_t i = 0; i < call->parameter_count; i++) {
        const char *name = call->parameters[i].name;
        if (strlen(name) != length || strncmp(name, text, length)) continue;
        usage_error(call->report, "call/parameter", NULL, "the parameter %s is set twice", name);
        return false;
    }
    call->parameters = memory_grow(call->parameters, &call->parameter_capacity,
                                   call->parameter_count + 2, sizeof *call->parameters);
    call->parameters[call->parameter_count++] =
        (struct transform_parameter){memory_copy(text, length), equals + 1};
    call->parameters[call->parameter_count] = (struct transform_parameter){0};
    return true;
}

/* False where the call is wrong, so that nothing is done. */
static bool read_arguments(struct call *call, const struct verb *verb, char **words) {
    struct arguments arguments = {.verb = verb, .next = words, .report = call->report};
    for (int found; (found = arguments_next(&arguments)) != ARGUMENT_END;) {
        switch (found) {
        case OUTPUT: call->destination.file = arguments.value; break;
        case FOLDER: call->destination.folder = arguments.value; break;
        case TO: call->builtin = arguments.value; break;
        case STYLESHEET: call->file = arguments.value; break;
        case PARAMETER:
            if (!add_parameter(call, arguments.value)) return false;
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

static enum status run(const struct verb *verb, char **arguments) {
    struct call call = {.report = report_on_stderr()};
    bool understood = read_arguments(&call, verb, arguments);
    enum status status = understood ? call.inputs_status : STATUS_CALL;
    if (understood && (status == STATUS_DONE || call.inputs.count))
        status = status_worst(status, transform_all(&call));
    for (size_t i = 0; i < call.parameter_count; i++)
        free((char *)call.parameters[i].name);
    free(call.parameters);
    transform_free(call.stylesheet);
    inputs_free(&call.inputs);
    return report_end(call.report, status);
}

const struct verb verb_transform = {
    "transform", "teikit transform --to NAME|--stylesheet FILE [OPTION]... INPUT...",
    "TEI becomes HTML, text, or what a stylesheet makes", options, run};
