/* The verbs, in the order in which they are listed. */
#include "verbs/verb.h"

#include <string.h>

const struct verb *const verbs[] = {
    &verb_encode,    &verb_validate, &verb_watch, &verb_merge,   &verb_query, &verb_lsp,
    &verb_transform, &verb_convert,  &verb_show,  &verb_explain, NULL};

const struct verb *verb_named(const char *name, size_t length) {
    for (const struct verb *const *verb = verbs; *verb; verb++)
        if (strlen((*verb)->name) == length && !memcmp((*verb)->name, name, length)) return *verb;
    return NULL;
}
