/* Which schemas a document is validated by: those of the call, else those that the settings of the
   corpus name, else those that the document names itself, else the built-in one.  Each is loaded at
   the first call for it. */
#include "validation/internal.h"

#include "base/memory.h"
#include "xml/association.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char default_schema[] = "teikit";

/* Where in the list of schemas the one of that name and phase is; behind its end: nowhere. */
static size_t find_schema(const struct validation *validation, const char *name,
                          const char *phase) {
    size_t i = 0;
    while (i < validation->schema_count && !named_schema_is(validation->schemas[i], name, phase))
        i++;
    return i;
}

static struct named_schema *add_schema(struct validation *validation, struct named_schema *named) {
    validation->schemas = memory_grow(validation->schemas, &validation->schema_capacity,
                                      validation->schema_count + 1, sizeof *validation->schemas);
    return validation->schemas[validation->schema_count++] = named;
}

struct named_schema *schema_named(struct validation *validation, const char *name,
                                  const char *phase) {
    size_t known = find_schema(validation, name, phase);
    if (known < validation->schema_count) return validation->schemas[known];
    report_once(validation->findings, true);
    struct named_schema *named = named_schema_load(validation, name, phase);
    report_once(validation->findings, false);
    return add_schema(validation, named);
}

static void remove_schema(struct validation *validation, size_t index) {
    named_schema_free(validation->schemas[index]);
    validation->schemas[index] = validation->schemas[--validation->schema_count];
}

void validation_forget_unusable(struct validation *validation) {
    for (size_t i = validation->schema_count; i--;)
        if (!validation->schemas[i]->usable) remove_schema(validation, i);
}

/* The schema in memory, in place of one of the same name; NULL where it cannot be used. */
static struct named_schema *schema_in_memory(struct validation *validation, const char *name,
                                             const struct schema_bytes *bytes) {
    struct named_schema *named = named_schema_load_memory(validation, name, bytes);
    if (!named->usable) {
        named_schema_free(named);
        return NULL;
    }
    size_t known = find_schema(validation, name, NULL);
    for (size_t i = 0; i < validation->name_count; i++) /* the name goes with the schema */
        if (!strcmp(validation->names[i], name)) validation->names[i] = named->name;
    if (known < validation->schema_count) remove_schema(validation, known);
    return add_schema(validation, named);
}

void validation_add_schema(struct validation *validation, const char *name) {
    validation->names = memory_grow(validation->names, &validation->name_capacity,
                                    validation->name_count + 1, sizeof *validation->names);
    validation->names[validation->name_count++] = name;
}

bool validation_use_schema(struct validation *validation, const char *name,
                           const struct schema_bytes *bytes) {
    struct named_schema *named =
        bytes ? schema_in_memory(validation, name, bytes) : schema_named(validation, name, NULL);
    if (!named || !named->usable) {
        validation_forget_unusable(validation);
        return false;
    }
    for (size_t i = 0; i < validation->name_count; i++)
        if (validation->names[i] == named->name) return true;
    validation_add_schema(validation, named->name);
    return true;
}

static void choose_schema(struct validation *validation, const char *name, const char *phase,
                          struct chosen_schemas *chosen) {
    struct named_schema *named = schema_named(validation, name, phase);
    chosen->failed |= !named->usable;
    for (size_t i = 0; i < chosen->count; i++)
        if (chosen->list[i] == named) return;
    if (!named->usable) return;
    chosen->list =
        memory_grow(chosen->list, &chosen->capacity, chosen->count + 1, sizeof *chosen->list);
    chosen->list[chosen->count++] = named;
}

/* Those that the document names, else the built-in one. */
static void choose_its_own(struct validation *validation, const struct xml_source *document,
                           struct report *report, struct chosen_schemas *chosen) {
    struct xml_associations own = {0};
    xml_associations_find(document, report, &own);
    chosen->failed = own.failed;
    for (size_t i = 0; i < own.count; i++)
        choose_schema(validation, own.list[i].path, own.list[i].phase, chosen);
    if (!own.count && !own.failed) choose_schema(validation, default_schema, NULL, chosen);
    xml_associations_free(&own);
}

struct chosen_schemas choose_schemas(struct validation *validation,
                                     const struct xml_source *document, struct report *report) {
    struct chosen_schemas chosen = {0};
    const char *const *names = validation->names;
    size_t count = validation->name_count;
    if (!count && validation->settings)
        count = corpus_settings_schemas(validation->settings, document->name, &names);
    for (size_t i = 0; i < count; i++)
        choose_schema(validation, names[i], NULL, &chosen);
    if (!count) choose_its_own(validation, document, report, &chosen);
    return chosen;
}

struct rng_schema *first_grammar(const struct chosen_schemas *chosen) {
    for (size_t i = 0; i < chosen->count; i++)
        if (chosen->list[i]->grammar) return chosen->list[i]->grammar;
    return NULL;
}

/* Those of the document, without a word about what is wrong: it is said when the document is
   validated. */
static struct chosen_schemas load_silently(struct validation *validation,
                                           const struct xml_source *document) {
    struct buffer unsaid = {0};
    struct report *silent = report_new(stderr, report_format_named("text"), false);
    report_divert(silent, &unsaid);
    struct chosen_schemas chosen = choose_schemas(validation, document, silent);
    report_free(silent);
    buffer_free(&unsaid);
    return chosen;
}

void validation_load_schemas(struct validation *validation, const struct xml_source *document) {
    free(load_silently(validation, document).list);
}

struct rng_schema *validation_grammar(struct validation *validation,
                                      const struct xml_source *document) {
    struct chosen_schemas chosen = load_silently(validation, document);
    struct rng_schema *grammar = first_grammar(&chosen);
    free(chosen.list);
    return grammar;
}
