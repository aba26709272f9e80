/* The contexts of libteikit, and how a call is made in one: the work gets its memory from the
   context's heap, and where that runs out, the context is lost, but not the program. */
#include "library/internal.h"

#include "base/memory.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

const char *teikit_version(void) {
    return TEIKIT_VERSION;
}

/* ---- calls ---- */

/* Who hears in this thread what libxml2 says beside its parsers' own handlers. */
struct xml_handlers {
    xmlGenericErrorFunc generic;
    xmlStructuredErrorFunc structured;
    void *generic_context, *structured_context;
};

static void hear_nothing(void *context, const char *format, ...) {
    (void)context, (void)format;
}

/* The program's own handlers are not to hear of what is done here, nor is standard error. */
static struct xml_handlers silence_xml(void) {
    const struct xml_handlers usual = {xmlGenericError, xmlStructuredError, xmlGenericErrorContext,
                                       xmlStructuredErrorContext};
    xmlSetGenericErrorFunc(NULL, hear_nothing);
    xmlSetStructuredErrorFunc(NULL, NULL);
    return usual;
}

static void restore_xml(const struct xml_handlers *usual) {
    xmlSetGenericErrorFunc(usual->generic_context, usual->generic);
    xmlSetStructuredErrorFunc(usual->structured_context, usual->structured);
}

static enum teikit_status in_heap(struct call *call, void (*work)(void *call)) {
    teikit *context = call->context;
    if (!context) return TEIKIT_WRONG_CALL;
    if (!context->lost) {
        const struct xml_handlers usual = silence_xml();
        context->lost = !heap_work(context->heap, work, call);
        restore_xml(&usual);
    }
    return context->lost ? TEIKIT_NO_MEMORY : call->status;
}

static void go_on(void *data) {
    struct call *call = data;
    report_listen(call->context->report, findings_keep, call);
    call->work(call);
    report_listen(call->context->report, NULL, NULL);
}

static void begin(void *data) {
    const struct call *call = data;
    teikit *context = call->context;
    findings_begin(context);
    buffer_free(&context->encoding);
    buffer_free(&context->written);
    free(context->name);
    context->name = call->name ? memory_copy(call->name, strlen(call->name)) : NULL;
    go_on(data);
}

enum teikit_status call_begin(struct call *call, void (*work)(struct call *call)) {
    call->work = work;
    return in_heap(call, begin);
}

enum teikit_status call_go_on(struct call *call, void (*work)(struct call *call)) {
    call->work = work;
    return in_heap(call, go_on);
}

void call_refuse(struct call *call, const char *code, const char *what, const char *message) {
    report_say(call->context->report, SEVERITY_ERROR, code, NULL, 0, 0, "%s: %s", what, message);
    call->status = TEIKIT_WRONG_CALL;
}

/* ---- contexts ---- */

static void make(void *data) {
    const struct call *call = data;
    teikit *context = call->context;
    context->report = report_new(NULL, NULL, false);
    context->arena = arena_new();
    context->validation = (struct validation){
        .report = context->report, .findings = context->report, .cache_path = "none"};
}

teikit *teikit_new(void) {
    teikit *context = calloc(1, sizeof *context);
    struct heap *heap = context ? heap_new() : NULL;
    if (heap) {
        xmlInitParser();
        context->heap = heap;
        if (in_heap(&(struct call){.context = context}, make) == TEIKIT_GOOD) return context;
        heap_free(heap);
    }
    free(context);
    return NULL;
}

static void unmake(void *data) {
    const struct call *call = data;
    teikit *context = call->context;
    validation_free(&context->validation);
    encode_setup_free(&context->setup);
    options_free(context);
    report_free(context->report);
    arena_free(context->arena);
    free(context->name);
    free(context->findings);
    buffer_free(&context->encoding);
    buffer_free(&context->written);
}

void teikit_free(teikit *context) {
    if (!context) return;
    in_heap(&(struct call){.context = context}, unmake);
    heap_free(context->heap);
    free(context);
}

enum teikit_status teikit_limit_memory(teikit *context, size_t most) {
    if (!context) return TEIKIT_WRONG_CALL;
    if (context->lost) return TEIKIT_NO_MEMORY;
    heap_limit(context->heap, most);
    return TEIKIT_GOOD;
}
