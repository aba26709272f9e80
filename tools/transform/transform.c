/* transform: runs a stylesheet over one document at a time. */
#include "transform/transform.h"

#include "base/builtin.h"
#include "base/folders.h"
#include "base/memory.h"
#include "base/pool.h"
#include "transform/internal.h"

#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const char tei_namespace[] = "http://www.tei-c.org/ns/1.0";

/* What goes with each level of templates: variables, as many as libxslt allows for its own depth,
   and bytes of the stack. */
enum { VARIABLES_A_TEMPLATE = 5, STACK_A_TEMPLATE = 4096 };

/* Sanitizers have to see every block that is taken. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

void transform_prepare(void) {
#ifndef SANITIZED
    xmlMemSetup(pool_free, pool_allocate, pool_reallocate, pool_copy);
#endif
}

/* ---- loading ---- */

/* Lets the stack grow as far as the depth needs: more than was ever seen for one template. */
static void make_room(int depth) {
    const rlim_t needed = (rlim_t)depth * STACK_A_TEMPLATE;
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) || limit.rlim_cur >= needed) return;
    limit.rlim_cur = limit.rlim_max < needed ? limit.rlim_max : needed;
    setrlimit(RLIMIT_STACK, &limit);
}

static struct transform_stylesheet *load(const char *bytes, size_t length, const char *name,
                                         char *folder, const struct transform_options *options,
                                         struct report *report) {
    struct transform_stylesheet *stylesheet = memory_allocate(1, sizeof *stylesheet);
    struct session session = {.report = report, .name = name, .stylesheet = stylesheet};
    stylesheet->folder = folder;
    if (options) stylesheet->options = *options;
    make_room(stylesheet->options.max_depth);
    exsltRegisterAll();
    documents_register();
    session_begin(&session);
    xmlDoc *document = document_parse(bytes, length, name, &session);
    if (document) stylesheet->compiled = xsltParseStylesheetDoc(document);
    if (document && !stylesheet->compiled) {
        xmlFreeDoc(document);
        if (!session.errors && !session.unplaced)
            session_error(&session, "xslt/error", name, 0, 0, "is no stylesheet");
    }
    session_end(&session);
    if (stylesheet->compiled && !stylesheet->compiled->errors && !session.errors) {
        stylesheet->security = access_rules();
        return stylesheet;
    }
    transform_free(stylesheet);
    return NULL;
}

struct transform_stylesheet *
transform_load(const char *path, const struct transform_options *options, struct report *report) {
    struct session session = {.report = report, .name = path};
    struct buffer bytes = {0};
    struct transform_stylesheet *stylesheet = NULL;
    if (session_read(&session, path, path, &bytes))
        stylesheet = load(bytes.bytes, bytes.length, path, folder_of(path), options, report);
    buffer_free(&bytes);
    return stylesheet;
}

struct transform_stylesheet *transform_load_builtin(const char *name,
                                                    const struct transform_options *options,
                                                    struct report *report) {
    struct buffer path = {0}, address = {0};
    buffer_print(&path, "stylesheets/%s.xsl", name);
    buffer_print(&address, BUILTIN_BASE "%s.xsl", name);
    const struct builtin *file = builtin_find(path.bytes);
    struct transform_stylesheet *stylesheet = NULL;
    if (file)
        stylesheet = load(file->bytes, (size_t)(file->end - file->bytes), address.bytes, NULL,
                          options, report);
    else
        report_say(report, SEVERITY_ERROR, "transform/unknown-stylesheet", NULL, 0, 0,
                   "there is no built-in stylesheet \"%s\"; `teikit show stylesheet` lists them",
                   name);
    buffer_free(&path);
    buffer_free(&address);
    return stylesheet;
}

void transform_free(struct transform_stylesheet *stylesheet) {
    if (!stylesheet) return;
    xsltFreeStylesheet(stylesheet->compiled);
    xsltFreeSecurityPrefs(stylesheet->security);
    free(stylesheet->folder);
    free(stylesheet);
}

const char *transform_extension(const struct transform_stylesheet *stylesheet) {
    static const struct {
        const char *media_type, *extension;
    } known[] = {{"text/csv", "csv"},
                 {"text/markdown", "md"},
                 {"application/jsonl", "jsonl"},
                 {"application/json", "json"},
                 {"application/x-latex", "tex"},
                 {"application/epub+zip", "epub"}};
    const xmlChar *method = NULL, *media_type = NULL;
    for (const xsltStylesheet *style = stylesheet->compiled; style; style = style->imports) {
        if (!method) method = style->method;
        if (!media_type) media_type = style->mediaType;
    }
    for (size_t i = 0; media_type && i < sizeof known / sizeof *known; i++)
        if (xmlStrEqual(media_type, BAD_CAST known[i].media_type)) return known[i].extension;
    if (method && xmlStrEqual(method, BAD_CAST "text")) return "txt";
    if (!stylesheet->folder || (method && xmlStrEqual(method, BAD_CAST "html"))) return "html";
    return "xml";
}

/* ---- running ---- */

/* Gives the parameters to libxslt; false, with a finding, where one cannot be evaluated.  The table
   of prefixes is the stylesheet's own, so another stands in for it. */
static bool set_parameters(xsltTransformContext *context, xmlDoc *document,
                           const struct transform_parameter *parameter) {
    xmlXPathContext *xpath = context->xpathCtxt;
    xmlHashTable *own_prefixes = xpath->nsHash;
    bool set = true;
    xpath->nsHash = NULL;
    xpath->doc = context->initialContextDoc = document;
    xpath->node = context->node = context->initialContextNode = (xmlNode *)document;
    xpath->contextSize = xpath->proximityPosition = 1;
    xmlXPathRegisterNs(xpath, BAD_CAST "tei", BAD_CAST tei_namespace);
    for (; parameter && parameter->name && set; parameter++) {
        const xmlChar *name = BAD_CAST parameter->name, *value = BAD_CAST parameter->value;
        set = !(parameter->is_expression ? xsltEvalOneUserParam(context, name, value)
                                         : xsltQuoteOneUserParam(context, name, value));
    }
    xmlXPathRegisteredNsCleanup(xpath);
    xpath->nsHash = own_prefixes;
    return set;
}

/* Whether the parameter `file` is to be set to the document's name: the call does not. */
static bool wants_file(const struct transform_stylesheet *stylesheet,
                       const struct transform_parameter *parameter) {
    for (; parameter && parameter->name; parameter++)
        if (!strcmp(parameter->name, "file")) return false;
    return transform_has_parameter(stylesheet, "file");
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
    const struct transform_options *options = &stylesheet->options;
    xsltTransformContext *context = xsltNewTransformContext(stylesheet->compiled, document);
    if (!context) memory_exhausted();
    int depth = options->max_depth ? options->max_depth : TRANSFORM_DEPTH;
    context->maxTemplateDepth = depth;
    context->maxTemplateVars = VARIABLES_A_TEMPLATE * depth;
    context->profile = options->take_time;
    context->_private = session;
    xsltSetCtxtSecurityPrefs(stylesheet->security, context);
    session->context = context;
    const struct transform_parameter file[] = {{"file", session->name, false}, {0}};
    bool set = set_parameters(context, document, parameters) &&
               (!wants_file(stylesheet, parameters) || set_parameters(context, document, file));
    xmlDoc *result =
        set ? xsltApplyStylesheetUser(stylesheet->compiled, document, NULL, NULL, NULL, context)
            : NULL;
    session->context = NULL;
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
    struct session session = {.report = report, .name = name, .stylesheet = stylesheet};
    pool_begin_round();
    session_begin(&session);
    xmlDoc *document = document_parse(bytes, length, name, &session);
    enum transform_status status = TRANSFORM_AT_FAULT;
    bool whole =
        document && (!stylesheet->options.xinclude || document_include(document, &session));
    if (whole && (stylesheet->folder || stylesheet->options.any_root || is_tei(document, &session)))
        status = apply(stylesheet, document, parameters, &session, output);
    xmlFreeDoc(document);
    session_end(&session);
    pool_end_round();
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
