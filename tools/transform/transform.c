/* transform: runs a stylesheet over one document at a time. */
#include "transform/transform.h"

#include "base/builtin.h"
#include "base/memory.h"
#include "transform/internal.h"

#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct transform_stylesheet {
    xsltStylesheet *compiled;
    xsltSecurityPrefs *security;
    bool builtin; /* ours: made for TEI documents only */
};

static const char tei_namespace[] = "http://www.tei-c.org/ns/1.0";

/* A stylesheet writes no file and reaches no network. */
static xsltSecurityPrefs *forbid_writing(void) {
    static const xsltSecurityOption forbidden[] = {
        XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
        XSLT_SECPREF_WRITE_NETWORK};
    xsltSecurityPrefs *security = xsltNewSecurityPrefs();
    if (!security) memory_exhausted();
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        xsltSetSecurityPrefs(security, forbidden[i], xsltSecurityForbid);
    return security;
}

/* ---- loading ---- */

static struct transform_stylesheet *compile(xmlDoc *document, struct session *session) {
    if (!document) return NULL;
    xsltStylesheet *compiled = xsltParseStylesheetDoc(document);
    if (!compiled) {
        xmlFreeDoc(document);
        if (!session->errors)
            session_error(session, "xslt/error", session->name, 0, 0, "is no stylesheet");
        return NULL;
    }
    if (compiled->errors || session->errors) {
        xsltFreeStylesheet(compiled);
        return NULL;
    }
    struct transform_stylesheet *stylesheet = memory_allocate(1, sizeof *stylesheet);
    stylesheet->compiled = compiled;
    stylesheet->security = forbid_writing();
    return stylesheet;
}

static struct transform_stylesheet *load(const char *bytes, size_t length, const char *name,
                                         struct session *session) {
    exsltRegisterAll();
    documents_register();
    return compile(document_parse(bytes, length, name, session), session);
}

struct transform_stylesheet *transform_load(const char *path, struct report *report) {
    struct session session = {.report = report, .name = path};
    struct buffer bytes = {0};
    session_begin(&session);
    struct transform_stylesheet *stylesheet = session_read(&session, path, path, &bytes)
                                                  ? load(bytes.bytes, bytes.length, path, &session)
                                                  : NULL;
    session_end(&session);
    buffer_free(&bytes);
    return stylesheet;
}

struct transform_stylesheet *transform_load_builtin(const char *name, struct report *report) {
    struct buffer address = {0};
    buffer_print(&address, BUILTIN_BASE "stylesheets/%s.xsl", name);
    const struct builtin *file = builtin_find(address.bytes + strlen(BUILTIN_BASE));
    struct transform_stylesheet *stylesheet = NULL;
    if (file) {
        struct session session = {.report = report, .name = address.bytes};
        session_begin(&session);
        stylesheet = load(file->bytes, (size_t)(file->end - file->bytes), address.bytes, &session);
        session_end(&session);
        if (stylesheet) stylesheet->builtin = true;
    } else {
        report_say(report, SEVERITY_ERROR, "transform/unknown-stylesheet", NULL, 0, 0,
                   "there is no built-in stylesheet \"%s\"; `teikit show stylesheet` lists them",
                   name);
    }
    buffer_free(&address);
    return stylesheet;
}

void transform_free(struct transform_stylesheet *stylesheet) {
    if (!stylesheet) return;
    xsltFreeStylesheet(stylesheet->compiled);
    xsltFreeSecurityPrefs(stylesheet->security);
    free(stylesheet);
}

const char *transform_extension(const struct transform_stylesheet *stylesheet) {
    static const struct {
        const char *media_type, *extension;
    } known[] = {{"text/csv", "csv"},
                 {"text/markdown", "md"},
                 {"application/jsonl", "jsonl"},
                 {"application/json", "json"},
                 {"application/x-latex", "tex"}};
    const xmlChar *method = NULL, *media_type = NULL;
    for (const xsltStylesheet *style = stylesheet->compiled; style; style = style->imports) {
        if (!method) method = style->method;
        if (!media_type) media_type = style->mediaType;
    }
    for (size_t i = 0; media_type && i < sizeof known / sizeof *known; i++)
        if (xmlStrEqual(media_type, BAD_CAST known[i].media_type)) return known[i].extension;
    if (method && xmlStrEqual(method, BAD_CAST "text")) return "txt";
    if (stylesheet->builtin || (method && xmlStrEqual(method, BAD_CAST "html"))) return "html";
    return "xml";
}

/* ---- running ---- */

/* Parameters as libxslt takes them: name, value, name, value, …, NULL. */
static const char **list_parameters(const struct transform_parameter *parameters) {
    size_t count = 0;
    while (parameters && parameters[count].name)
        count++;
    const char **list = memory_allocate(2 * count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[2 * i] = parameters[i].name;
        list[2 * i + 1] = parameters[i].value;
    }
    return list;
}

static bool is_tei(xmlDoc *document, struct session *session) {
    const xmlNode *root = xmlDocGetRootElement(document);
    if (root && root->ns && xmlStrEqual(root->ns->href, BAD_CAST tei_namespace)) return true;
    session_error(session, "transform/not-tei", session->name, root ? root->line : 0, 0,
                  "is no TEI document: its root element %s is not in the namespace %s",
                  root ? (const char *)root->name : "", tei_namespace);
    return false;
}

static enum transform_status apply(struct transform_stylesheet *stylesheet, xmlDoc *document,
                                   const struct transform_parameter *parameters,
                                   struct session *session, struct buffer *output) {
    xsltTransformContext *context = xsltNewTransformContext(stylesheet->compiled, document);
    if (!context) memory_exhausted();
    const char **list = list_parameters(parameters);
    xsltSetCtxtSecurityPrefs(stylesheet->security, context);
    int quoted = xsltQuoteUserParams(context, list);
    free(list);
    xmlDoc *result =
        quoted ? NULL
               : xsltApplyStylesheetUser(stylesheet->compiled, document, NULL, NULL, NULL, context);
    xsltTransformState state = context->state;
    enum transform_status status = TRANSFORM_DONE;
    if (state == XSLT_STATE_STOPPED && !session->errors)
        status = TRANSFORM_AT_FAULT; /* libxslt stops for errors of the stylesheet as well */
    else if (!result || state != XSLT_STATE_OK || session->errors)
        status = TRANSFORM_STYLESHEET;
    xmlChar *bytes = NULL;
    int length = 0;
    if (status == TRANSFORM_DONE &&
        xsltSaveResultToString(&bytes, &length, result, stylesheet->compiled) < 0)
        memory_exhausted();
    if (bytes) buffer_append(output, (const char *)bytes, (size_t)length);
    xmlFree(bytes);
    xmlFreeDoc(result);
    xsltFreeTransformContext(context);
    return status;
}

enum transform_status transform_memory(struct transform_stylesheet *stylesheet, const char *bytes,
                                       size_t length, const char *name,
                                       const struct transform_parameter *parameters,
                                       struct report *report, struct buffer *output) {
    struct session session = {.report = report, .name = name};
    session_begin(&session);
    xmlDoc *document = document_parse(bytes, length, name, &session);
    enum transform_status status = TRANSFORM_AT_FAULT;
    if (document && (!stylesheet->builtin || is_tei(document, &session)))
        status = apply(stylesheet, document, parameters, &session, output);
    xmlFreeDoc(document);
    session_end(&session);
    if (status == TRANSFORM_STYLESHEET && !session.errors)
        report_say(report, SEVERITY_ERROR, "xslt/failed", name, 0, 0,
                   "the stylesheet made no result");
    if (status == TRANSFORM_AT_FAULT && !session.errors)
        report_say(report, SEVERITY_ERROR, "xslt/stopped", name, 0, 0,
                   "the stylesheet stopped at this document (xsl:message terminate=\"yes\")");
    return status;
}

enum transform_status transform_file(struct transform_stylesheet *stylesheet, const char *path,
                                     const char *name, const struct transform_parameter *parameters,
                                     struct report *report, struct buffer *output) {
    struct session session = {.report = report, .name = name};
    struct buffer bytes = {0};
    enum transform_status status = TRANSFORM_UNREADABLE;
    if (session_read(&session, path, name, &bytes))
        status = transform_memory(stylesheet, bytes.bytes, bytes.length, name, parameters, report,
                                  output);
    buffer_free(&bytes);
    return status;
}
