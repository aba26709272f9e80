/* Encoding in a context: texts in memory or in files. */
#include "library/internal.h"

#include "text/text.h"

#include <string.h>

static enum text_status read(const struct call *call, struct text **text) {
    const teikit *context = call->context;
    const struct text_wishes wishes = encode_setup_wishes(&context->setup);
    if (call->bytes)
        return text_read_memory(call->bytes, call->length, call->name, &wishes, context->report,
                                text);
    const char *path = strcmp(call->name, "-") ? call->name : "./-";
    return text_read(path, call->name, &wishes, context->report, text);
}

static void encode_read(struct call *call, struct text *text) {
    teikit *context = call->context;
    struct encode_setup *setup = &context->setup;
    struct buffer encoding = {0};
    bool encoded = encode_text(text, setup->profile, &setup->options, context->report, &encoding);
    if (!encode_profile_check(setup->profile, text->name, context->report))
        call->status = TEIKIT_WRONG_CALL;
    else if (!encoded)
        call->status = TEIKIT_AT_FAULT;
    if (call->status == TEIKIT_GOOD)
        context->encoding = encoding;
    else
        buffer_free(&encoding);
}

static void encode(struct call *call) {
    struct text *text;
    call->status = TEIKIT_WRONG_CALL;
    report_filter(call->context->report, NULL, NULL); /* that of the validation */
    if (!encode_setup_load(&call->context->setup, call->context->report)) return;
    enum text_status status = read(call, &text);
    if (status == TEXT_AT_FAULT) call->status = TEIKIT_AT_FAULT;
    if (status != TEXT_READ) return;
    call->status = TEIKIT_GOOD;
    encode_read(call, text);
    text_free(text);
}

enum teikit_status teikit_encode(teikit *context, const char *bytes, size_t length,
                                 const char *name) {
    struct call call = {
        .context = context, .name = name, .bytes = length ? bytes : "", .length = length};
    return name && call.bytes ? call_begin(&call, encode) : TEIKIT_WRONG_CALL;
}

enum teikit_status teikit_encode_file(teikit *context, const char *path) {
    struct call call = {.context = context, .name = path};
    return path ? call_begin(&call, encode) : TEIKIT_WRONG_CALL;
}

const char *teikit_encoding(const teikit *context, size_t *length) {
    bool is_there = context && !context->lost && context->encoding.bytes;
    if (length) *length = is_there ? context->encoding.length : 0;
    return is_there ? context->encoding.bytes : NULL;
}
