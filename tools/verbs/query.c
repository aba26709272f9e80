/* teikit query: what an XPath expression gives for each document, an item a line. */
#include "base/buffer.h"
#include "base/memory.h"
#include "verbs/query_output.h"
#include "verbs/verb.h"
#include "xml/documents.h"
#include "xml/uri.h"

#include <libxml/uri.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NAMESPACE, VARIABLE, BASE, READ, FORMAT, LANGUAGE };

static const struct option options[] = {
    {"namespace", 'N', "PREFIX=URI",
     "bind a prefix (tei, xs, fn, math, map and array are bound); =URI: of names without one"},
    {"variable", 'V', "NAME=EXPR", "set a variable to the value of an expression"},
    {"base", 0, "URI|FOLDER", "where relative references in doc() start from"},
    {"allow-read", 0, "FOLDER", "let doc() and collection() read there; may be repeated"},
    {"format", 'f', "FORMAT", "how items are written: xml, text, jsonl, count (default: xml)"},
    {"version", 0, "VERSION", "of XPath: 1.0 (compatibility mode), 2.0 or 3.1 (default)"},
    {0}};

static const char example[] = "teikit query 'count(//tei:sp)' FILE.xml";

/* A variable, in the order in which they are set. */
struct setting {
    struct query_text text;
    const struct xpath_expression *value;
    size_t number;
};

struct call {
    struct batch_call batch;
    const char *base;
    const struct query_format *format;
    unsigned features;
    struct query_text text;
    struct setting *settings;
    size_t setting_count, setting_capacity;
    struct tree_names *names;
    struct xpath_static *context;
    const struct xpath_expression *expression;
    struct documents *documents;
    struct xpath_evaluation *evaluation;
};

/* ---- the static context ---- */

static enum status say_fault(const struct call *call, const struct query_text *text,
                             const struct xpath_fault *fault, const char *file) {
    query_say_fault(call->batch.report, text, fault, file);
    return STATUS_CALL;
}

/* The base as a URI; a folder ends in a slash. */
static void set_base(struct call *call) {
    struct stat status;
    if (call->base && uri_has_scheme(call->base)) {
        char *file = uri_path(call->base);
        if (file) documents_allow(call->documents, file);
        free(file);
        xpath_static_base(call->context, call->base);
        return;
    }
    char *real = realpath(call->base ? call->base : ".", NULL);
    struct buffer path = {0};
    if (real) buffer_text(&path, real);
    if (real && !stat(real, &status) && S_ISDIR(status.st_mode)) buffer_byte(&path, '/');
    if (real) documents_allow(call->documents, path.bytes);
    xmlChar *escaped = xmlURIEscapeStr((const xmlChar *)(path.length ? path.bytes : call->base),
                                       (const xmlChar *)"/");
    struct buffer uri = {0};
    buffer_print(&uri, "file://%s", (const char *)escaped);
    xpath_static_base(call->context, uri.bytes);
    buffer_free(&uri);
    buffer_free(&path);
    xmlFree(escaped);
    free(real);
}

/* Compiles NAME=EXPR, which sees the variables before it. */
static enum status declare(struct call *call, struct setting *setting) {
    struct xpath_fault fault;
    struct xpath_name name;
    const char *text = setting->text.bytes, *equals = strchr(text, '=');
    char *qname = memory_copy(text, (size_t)(equals - text));
    bool is_name = xpath_static_resolve(call->context, qname, &name);
    if (!is_name)
        usage_error(call->batch.report, "call/parameter", NULL, "%s is no name of a variable",
                    qname);
    free(qname);
    if (!is_name) return STATUS_CALL;
    setting->text.bytes = equals + 1;
    setting->value = xpath_compile(call->context, equals + 1, strlen(equals + 1), &fault);
    if (!setting->value) return say_fault(call, &setting->text, &fault, NULL);
    setting->number = xpath_static_variable(call->context, &name);
    return STATUS_DONE;
}

static enum status compile(struct call *call) {
    struct xpath_fault fault;
    for (size_t i = 0; i < call->setting_count; i++)
        if (declare(call, &call->settings[i]) != STATUS_DONE) return STATUS_CALL;
    call->expression =
        xpath_compile(call->context, call->text.bytes, strlen(call->text.bytes), &fault);
    return call->expression ? STATUS_DONE : say_fault(call, &call->text, &fault, NULL);
}

/* ---- evaluation ---- */

/* Variables have no context item: what they read is what the call names, in any folder. */
static enum status set_variables(struct call *call) {
    documents_allow_all(call->documents, true);
    for (size_t i = 0; i < call->setting_count; i++) {
        const struct setting *setting = &call->settings[i];
        struct xpath_sequence value;
        if (!xpath_evaluate(call->evaluation, setting->value, NULL, &value))
            return say_fault(call, &setting->text, xpath_error(call->evaluation), NULL);
        xpath_set_variable(call->evaluation, setting->number, value);
    }
    documents_allow_all(call->documents, false);
    return STATUS_DONE;
}

static enum status begin(void *context) {
    struct call *call = context;
    if (!call->text.bytes)
        return usage_error(call->batch.report, "call/no-expression", example,
                           "name an expression and what it is to be evaluated for");
    xpath_static_features(call->context, call->features);
    set_base(call);
    if (compile(call) != STATUS_DONE) return STATUS_CALL;
    const struct xpath_documents documents = {.document = documents_document,
                                              .collection = documents_collection,
                                              .text = documents_text,
                                              .data = call->documents};
    call->evaluation = xpath_evaluation_new(call->context, &documents, NULL);
    return set_variables(call);
}

/* Evaluates for a node of a tree, or for none. */
static enum status evaluate(struct call *call, const char *file, const struct xpath_value *item,
                            struct buffer *output) {
    struct arena_mark mark = xpath_mark(call->evaluation);
    struct xpath_sequence value;
    if (!xpath_evaluate(call->evaluation, call->expression, item, &value))
        return say_fault(call, &call->text, xpath_error(call->evaluation), file);
    call->format->write(call->evaluation, value, call->batch.inputs.count > 1 ? file : NULL,
                        output);
    xpath_release(call->evaluation, mark);
    return STATUS_DONE;
}

/* The input as a tree; NULL where that cannot be had, with the status. */
static struct tree *read_input(const struct call *call, const struct input *input,
                               enum status *status) {
    const struct xml_source source = {.path = input->path, .name = input_name(input)};
    char *uri = strcmp(input->path, "-") != 0 ? uri_of_path(input->path) : NULL;
    struct tree_builder *builder = tree_builder_new(call->names, source.name, uri);
    struct xml_observer observer = tree_builder_observer(builder);
    enum xml_verdict verdict = xml_read(&source, &observer, 1, call->batch.report);
    struct tree *tree = verdict == XML_GOOD ? tree_built(builder) : NULL;
    if (!tree) tree_builder_free(builder);
    *status = verdict == XML_UNREADABLE ? STATUS_CALL : STATUS_DOCUMENT;
    free(uri);
    return tree;
}

static enum status work(void *context, const struct input *input, struct batch_result *result) {
    struct call *call = context;
    enum status status;
    struct tree *tree = read_input(call, input, &status);
    if (!tree) return status;
    struct xpath_value item = xpath_value_node(tree, 0);
    documents_allow(call->documents, input->path);
    documents_add(call->documents, tree);
    status = evaluate(call, input_name(input), &item, &result->output);
    documents_take_back(call->documents, tree);
    tree_free(tree);
    return status;
}

static enum status without_input(struct call *call) {
    struct buffer output = {0};
    enum status status = begin(call);
    if (status == STATUS_DONE) status = evaluate(call, NULL, NULL, &output);
    if (status == STATUS_DONE)
        status = print_text(output.length ? output.bytes : "", output.length, call->batch.report);
    buffer_free(&output);
    return status;
}

/* ---- the call ---- */

static bool has_equals(const struct call *call, const char *option, const char *value) {
    if (strchr(value, '=')) return true;
    usage_error(call->batch.report, "call/parameter", NULL, "%s takes NAME=VALUE, not %s", option,
                value);
    return false;
}

static bool bind(struct call *call, const char *value) {
    if (!has_equals(call, "--namespace", value)) return false;
    const char *equals = strchr(value, '=');
    char *prefix = memory_copy(value, (size_t)(equals - value));
    xpath_static_namespace(call->context, prefix, equals + 1);
    free(prefix);
    return true;
}

static bool add_setting(struct call *call, const char *value) {
    if (!has_equals(call, "--variable", value)) return false;
    call->settings = memory_grow(call->settings, &call->setting_capacity, call->setting_count + 1,
                                 sizeof *call->settings);
    call->settings[call->setting_count++] = (struct setting){.text = {"--variable", value}};
    return true;
}

static bool allow(struct call *call, const char *folder) {
    bool allowed = documents_allow_folder(call->documents, folder);
    if (!allowed)
        usage_error(call->batch.report, "call/no-folder", NULL, "%s is no folder", folder);
    return allowed;
}

static bool set_language(struct call *call, const char *value) {
    static const struct {
        const char *version;
        unsigned features;
    } versions[] = {{"1.0", XPATH_1_COMPATIBLE}, {"2.0", 0}, {"3.1", XPATH_31}};
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        if (strcmp(versions[i].version, value) != 0) continue;
        call->features = versions[i].features;
        return true;
    }
    usage_error(call->batch.report, "call/version", NULL, "--version takes 1.0, 2.0 or 3.1, not %s",
                value);
    return false;
}

static bool set(void *context, int option, const char *value) {
    struct call *call = context;
    switch (option) {
    case NAMESPACE: return bind(call, value);
    case VARIABLE: return add_setting(call, value);
    case BASE: call->base = value; return true;
    case READ: return allow(call, value);
    case FORMAT:
        call->format = query_format_named(value);
        if (!call->format)
            usage_error(call->batch.report, "call/format", NULL,
                        "there is no format \"%s\"; there are xml, text, jsonl and count", value);
        return call->format;
    default: return set_language(call, value);
    }
}

/* The first is the expression. */
static bool take_input(void *context, const char *argument) {
    struct call *call = context;
    if (call->text.bytes)
        return inputs_add(&call->batch.inputs, argument, ".xml", call->batch.report);
    call->text = (struct query_text){"the expression", argument};
    return true;
}

static enum status run(const struct verb *verb, char **words) {
    static const struct batch_verb does = {.extension = ".xml",
                                           .example = example,
                                           .set = set,
                                           .take_input = take_input,
                                           .begin = begin,
                                           .work = work};
    struct call call = {.batch.report = report_on_stderr(),
                        .features = XPATH_31,
                        .format = query_format_named("xml"),
                        .names = tree_names_new(NULL)};
    call.context = xpath_static_new(call.names);
    call.documents = documents_new(&(struct documents_options){.names = call.names});
    xpath_static_namespace(call.context, "tei", "http://www.tei-c.org/ns/1.0");
    enum status status = STATUS_CALL;
    if (batch_verb_read(verb, words, &does, &call.batch, &call))
        status = call.batch.inputs.count || call.batch.inputs_missing
                     ? batch_verb_work_all(verb, &does, &call.batch, &call)
                     : without_input(&call);
    xpath_evaluation_free(call.evaluation);
    documents_free(call.documents);
    xpath_static_free(call.context);
    tree_names_free(call.names);
    free(call.settings);
    batch_call_free(&call.batch);
    return report_end(call.batch.report, status);
}

const struct verb verb_query = {"query",
                                "teikit query [OPTION]... EXPRESSION [INPUT]...",
                                "what an XPath expression gives, an item a line",
                                options,
                                batch_options,
                                run};
