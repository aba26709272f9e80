/* Validation in a context: its schemas, and documents in memory or in files. */
#include "library/internal.h"

#include "base/memory.h"

#include <string.h>

/* Loads what all documents need; false, with a finding, where something is wrong with it. */
static bool begin(teikit *context) {
    struct validation *validation = &context->validation;
    if (!validation->settings_path) validation->settings_path = memory_copy("none", 4);
    if (!context->is_validating) context->is_validating = validation_begin(validation, ".");
    return context->is_validating && validation_report_to(validation, context->report);
}

static void use_schema(struct call *call) {
    struct validation *validation = &call->context->validation;
    const struct schema_bytes bytes = {call->bytes, call->length};
    if (!begin(call->context) ||
        !validation_use_schema(validation, call->name, call->bytes ? &bytes : NULL))
        call->status = TEIKIT_WRONG_CALL;
}

enum teikit_status teikit_use_schema(teikit *context, const char *name) {
    struct call call = {.context = context, .name = name};
    return name ? call_begin(&call, use_schema) : TEIKIT_WRONG_CALL;
}

enum teikit_status teikit_use_schema_bytes(teikit *context, const char *bytes, size_t length,
                                           const char *name) {
    struct call call = {
        .context = context, .name = name, .bytes = length ? bytes : "", .length = length};
    return name && call.bytes ? call_begin(&call, use_schema) : TEIKIT_WRONG_CALL;
}

static void validate(struct call *call) {
    static const enum teikit_status statuses[] = {[VALIDATION_GOOD] = TEIKIT_GOOD,
                                                  [VALIDATION_AT_FAULT] = TEIKIT_AT_FAULT,
                                                  [VALIDATION_IMPOSSIBLE] = TEIKIT_WRONG_CALL};
    const struct xml_source document = {.path = strcmp(call->name, "-") ? call->name : "./-",
                                        .name = call->name,
                                        .bytes = call->bytes,
                                        .length = call->length,
                                        .bytes_stay = true};
    call->status = TEIKIT_WRONG_CALL;
    if (!begin(call->context)) return;
    validation_begin_round(&call->context->validation);
    call->status = statuses[validation_of(&call->context->validation, &document)];
    validation_forget_unusable(&call->context->validation);
}

enum teikit_status teikit_validate(teikit *context, const char *bytes, size_t length,
                                   const char *name) {
    struct call call = {
        .context = context, .name = name, .bytes = length ? bytes : "", .length = length};
    return name && call.bytes ? call_begin(&call, validate) : TEIKIT_WRONG_CALL;
}

enum teikit_status teikit_validate_file(teikit *context, const char *path) {
    struct call call = {.context = context, .name = path};
    return path ? call_begin(&call, validate) : TEIKIT_WRONG_CALL;
}
