/* The options of a context: those of the verbs by their names, a row each. */
#include "library/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What the value of an option is: a string, a yes, or the name of a check for a set of them. */
enum kind { STRING, YES, CHECK };

struct option {
    const char *name;
    enum kind kind;
    bool encodes;  /* it is one of `encode`, else of `validate` */
    bool unloads;  /* what was loaded for the encoding has to be loaded anew */
    size_t offset; /* of its value in struct encode_setup or struct validation */
};

#define VALIDATION(member) .offset = offsetof(struct validation, member)
#define ENCODING(member) .encodes = true, .offset = offsetof(struct encode_setup, member)

static const struct option options[] = {
    {"check", CHECK, VALIDATION(more_checks)},
    {"no-check", CHECK, VALIDATION(no_checks)},
    {"xinclude", YES, VALIDATION(xinclude)},
    {"settings", STRING, VALIDATION(settings_path)},
    {"baseline", STRING, VALIDATION(baseline_path)},
    {"phase", STRING, VALIDATION(phase)},
    {"no-rules", YES, VALIDATION(no_rules)},
    {"explain", YES, VALIDATION(explain)},
    {"profile", STRING, ENCODING(profile_name), .unloads = true},
    {"genre", STRING, ENCODING(options.genre)},
    {"lang", STRING, ENCODING(options.language), .unloads = true},
    {"id", STRING, ENCODING(options.id)},
    {"metadata", STRING, ENCODING(metadata_name), .unloads = true},
    {"persons", STRING, ENCODING(persons_name), .unloads = true},
    {"charset", STRING, ENCODING(charset)},
    {"nfc", YES, ENCODING(nfc)},
};
enum { OPTIONS = sizeof options / sizeof *options };

static const struct option *option_named(const char *name) {
    for (size_t i = 0; i < OPTIONS; i++)
        if (!strcmp(options[i].name, name)) return &options[i];
    return NULL;
}

static void *place_of(teikit *context, const struct option *option) {
    char *base = option->encodes ? (char *)&context->setup : (char *)&context->validation;
    return base + option->offset;
}

static void set_string(char **place, const char *value) {
    char *copy = value ? memory_copy(value, strlen(value)) : NULL;
    free(*place);
    *place = copy;
}

static void set_check(struct call *call, unsigned *set, bool may_be_all) {
    unsigned check = may_be_all && !strcmp(call->value, "all") ? ~0U : check_named(call->value);
    *set |= check;
    if (!check) call_refuse(call, "call/check", call->value, "there is no such check");
}

/* Why the option cannot have this value now; NULL where it can. */
static const char *fault_of(const struct call *call, const struct option *option) {
    if (!option) return "there is no such option";
    if (option->encodes) return NULL;
    if (call->context->is_validating) return "is to be set before the first schema or document";
    return option->kind != CHECK || call->value ? NULL : "needs a value";
}

static void set(struct call *call) {
    const struct option *option = option_named(call->option);
    const char *fault = fault_of(call, option);
    if (fault) {
        call_refuse(call, "call/option", call->option, fault);
        return;
    }
    void *place = place_of(call->context, option);
    switch (option->kind) {
    case STRING: set_string(place, call->value); break;
    case YES: *(bool *)place = !call->value || strcmp(call->value, "no") != 0; break;
    case CHECK: set_check(call, place, !strcmp(option->name, "no-check")); break;
    }
    if (option->unloads) encode_setup_free(&call->context->setup);
}

enum teikit_status teikit_set(teikit *context, const char *option, const char *value) {
    struct call call = {.context = context, .option = option ? option : "", .value = value};
    return call_begin(&call, set);
}

void options_free(teikit *context) {
    for (size_t i = 0; i < OPTIONS; i++)
        if (options[i].kind == STRING) set_string(place_of(context, &options[i]), NULL);
}
