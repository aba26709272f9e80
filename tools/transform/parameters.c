/* Parameters: whether what a call sets is there to be set, before anything is transformed. */
#include "base/memory.h"
#include "transform/internal.h"

#include <libxml/xpath.h>
#include <libxslt/imports.h>
#include <libxslt/variables.h>
#include <stdlib.h>
#include <string.h>

/* Calls `visit` with each global parameter until it returns true; whether it did. */
static bool any_parameter(const struct transform_stylesheet *stylesheet,
                          bool (*visit)(const xsltStackElem *parameter, void *context),
                          void *context) {
    for (xsltStylesheet *style = stylesheet->compiled; style; style = xsltNextImport(style))
        for (const xsltStackElem *global = style->variables; global; global = global->next)
            if (global->comp && global->comp->type == XSLT_FUNC_PARAM && visit(global, context))
                return true;
    return false;
}

/* Names are NAME or {NAMESPACE}NAME. */
static bool has_name(const xsltStackElem *parameter, void *context) {
    const char *name = context, *end = name[0] == '{' ? strchr(name, '}') : NULL;
    const char *local = end ? end + 1 : name;
    if (!xmlStrEqual(parameter->name, BAD_CAST local)) return false;
    if (!end) return !parameter->nameURI;
    size_t length = (size_t)(end - name) - 1;
    return parameter->nameURI && strlen((const char *)parameter->nameURI) == length &&
           !strncmp((const char *)parameter->nameURI, name + 1, length);
}

bool transform_has_parameter(const struct transform_stylesheet *stylesheet, const char *name) {
    return any_parameter(stylesheet, has_name, (char *)(uintptr_t)name);
}

static bool list_name(const xsltStackElem *parameter, void *context) {
    struct buffer *names = context;
    buffer_print(names, "%s%s", names->length ? ", " : "", (const char *)parameter->name);
    return false;
}

static void say_unknown(const struct transform_stylesheet *stylesheet, const char *name,
                        struct report *report) {
    struct buffer names = {0}, message = {0}, hint = {0};
    any_parameter(stylesheet, list_name, &names);
    buffer_print(&message, "the stylesheet has no parameter \"%s\"", name);
    if (names.length) buffer_print(&hint, "it has %s", names.bytes);
    report_add(report, &(struct finding){.severity = SEVERITY_WARNING,
                                         .code = "transform/unknown-parameter",
                                         .message = message.bytes,
                                         .hint = hint.bytes});
    buffer_free(&names);
    buffer_free(&message);
    buffer_free(&hint);
}

static void hear_nothing(void *context, xmlErrorPtr error) {
    (void)context, (void)error;
}

/* Whether it is written as XPath has it; what it refers to is seen when it is evaluated. */
static bool is_expression(const char *text) {
    xmlSetStructuredErrorFunc(NULL, hear_nothing);
    xmlXPathCompExpr *compiled = xmlXPathCompile(BAD_CAST text);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlXPathFreeCompExpr(compiled);
    return compiled;
}

bool transform_check_parameters(const struct transform_stylesheet *stylesheet,
                                const struct transform_parameter *parameter,
                                struct report *report) {
    bool good = true;
    for (; parameter && parameter->name; parameter++) {
        if (!transform_has_parameter(stylesheet, parameter->name))
            say_unknown(stylesheet, parameter->name, report);
        if (!parameter->is_expression || is_expression(parameter->value)) continue;
        report_say(report, SEVERITY_ERROR, "transform/parameter", NULL, 0, 0,
                   "the value of the parameter %s is no XPath expression: %s", parameter->name,
                   parameter->value);
        good = false;
    }
    return good;
}
