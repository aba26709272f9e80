/* The options of a validation, and the way from an input to its status. */
#include "verbs/validation_options.h"

#include "xml/catalog.h"

#include <string.h>

/* The indices of VALIDATION_OPTIONS. */
enum {
    SCHEMA,
    CATALOG,
    CHECK,
    NO_CHECK,
    XINCLUDE,
    SETTINGS,
    BASELINE,
    CACHE,
    PHASE,
    NO_RULES,
    EXPLAIN
};

/* Adds the check of that name to a set; false, with a finding, where there is none. */
static bool add_check(struct validation *validation, unsigned *set, const char *name) {
    bool all = set == &validation->no_checks && !strcmp(name, "all");
    unsigned check = all ? ~0U : check_named(name);
    *set |= check;
    if (!check)
        usage_error(validation->report, "call/check", NULL, "there is no check \"%s\", only %s",
                    name, check_names());
    return check;
}

bool validation_set(struct validation *validation, int option, const char *value) {
    switch (option) {
    case SCHEMA: validation_add_schema(validation, value); return true;
    case CATALOG: return catalog_add(value, validation->report);
    case CHECK: return add_check(validation, &validation->more_checks, value);
    case NO_CHECK: return add_check(validation, &validation->no_checks, value);
    case XINCLUDE: validation->xinclude = true; return true;
    case SETTINGS: validation->settings_path = value; return true;
    case BASELINE: validation->baseline_path = value; return true;
    case CACHE: validation->cache_path = value; return true;
    case PHASE: validation->phase = value; return true;
    case NO_RULES: validation->no_rules = true; return true;
    default: validation->explain = true; return true;
    }
}

enum status validation_of_input(struct validation *validation, const struct input *input) {
    static const enum status statuses[] = {[VALIDATION_GOOD] = STATUS_DONE,
                                           [VALIDATION_AT_FAULT] = STATUS_DOCUMENT,
                                           [VALIDATION_IMPOSSIBLE] = STATUS_CALL};
    return statuses[validation_of(
        validation, &(struct xml_source){.path = input->path, .name = input_name(input)})];
}
