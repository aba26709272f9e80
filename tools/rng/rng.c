/* The face of the module: a schema that is read, with the automaton that validation builds over
   it. */
#include "rng/rng.h"

#include "base/memory.h"
#include "rng/internal.h"

#include <stdlib.h>

/* Walks over patterns go as deep as these are nested.  Beyond this, a schema is refused. */
enum { DEEPEST_PATTERN = 4000 };

static bool is_too_deep(const struct simple_schema *simple, struct report *report) {
    for (size_t i = 0; i < simple->element_count; i++) {
        const struct element_pattern *element = simple->elements[i];
        if (element->content->depth <= DEEPEST_PATTERN) continue;
        report_say(report, SEVERITY_ERROR, "rng/schema-too-deep", element->place.file,
                   element->place.line, element->place.column,
                   "the content of this element is nested more than %d patterns deep",
                   DEEPEST_PATTERN);
        return true;
    }
    return false;
}

struct rng_schema *rng_schema_over(struct simple_schema *simple, struct report *report) {
    if (!simple) return NULL;
    if (is_too_deep(simple, report)) {
        simple_schema_free(simple);
        return NULL;
    }
    struct rng_schema *schema = memory_allocate(1, sizeof *schema);
    schema->simple = simple;
    schema->no_uri = (const char *)xmlDictLookup(simple->names, (const xmlChar *)"", 0);
    schema->name_bytes = xmlDictGetUsage(simple->names);
    schema->id_types = id_types_new(simple);
    schema->automaton = automaton_new(simple->patterns, simple->start);
    return schema;
}

struct rng_schema *rng_load(const char *path, struct report *report) {
    return rng_schema_over(simple_schema_read(path, NULL, 0, report), report);
}

struct rng_schema *rng_load_memory(const char *bytes, size_t length, const char *name,
                                   struct report *report) {
    return rng_schema_over(simple_schema_read(name, bytes, length, report), report);
}

void rng_explain_all(struct rng_schema *schema, bool all) {
    schema->explain_all = all;
}

void rng_schema_release(struct rng_schema *schema) {
    automaton_free(schema->automaton);
    id_types_free(schema->id_types);
    schema_names_free(schema->schema_names);
    free(schema);
}

void rng_free(struct rng_schema *schema) {
    if (!schema) return;
    struct simple_schema *simple = schema->simple;
    rng_schema_release(schema);
    simple_schema_free(simple);
}
