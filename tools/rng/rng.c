/* The face of the module: a schema that is read, with the automaton that validation builds over
   it. */
#include "rng/rng.h"

#include "base/memory.h"
#include "rng/internal.h"

#include <stdlib.h>

struct rng_schema *rng_schema_over(struct simple_schema *simple) {
    if (!simple) return NULL;
    struct rng_schema *schema = memory_allocate(1, sizeof *schema);
    schema->simple = simple;
    schema->no_uri = (const char *)xmlDictLookup(simple->names, (const xmlChar *)"", 0);
    schema->name_bytes = xmlDictGetUsage(simple->names);
    schema->automaton = automaton_new(simple);
    return schema;
}

struct rng_schema *rng_load(const char *path, struct stamps *files, struct report *report) {
    return rng_schema_over(simple_schema_read(path, NULL, 0, files, report));
}

struct rng_schema *rng_load_memory(const char *bytes, size_t length, const char *name,
                                   struct stamps *files, struct report *report) {
    return rng_schema_over(simple_schema_read(name, bytes, length, files, report));
}

struct tree *const *rng_embedded_rules(const struct rng_schema *schema, size_t *count) {
    *count = schema->simple->rule_count;
    return schema->simple->rules;
}

void rng_explain_all(struct rng_schema *schema, bool all) {
    schema->explain_all = all;
}

void rng_follow_xinclude(struct rng_schema *schema, bool follow) {
    schema->follows_xinclude = follow;
}

bool rng_checks_ids(const struct rng_schema *schema) {
    return schema->simple->id_types;
}

void rng_observe(struct rng_schema *schema, const struct xml_observer *observers, size_t count) {
    schema->observers = observers;
    schema->observer_count = count;
}

void rng_schema_release(struct rng_schema *schema) {
    automaton_free(schema->automaton);
    schema_names_free(schema->schema_names);
    free(schema);
}

void rng_free(struct rng_schema *schema) {
    if (!schema) return;
    struct simple_schema *simple = schema->simple;
    rng_schema_release(schema);
    simple_schema_free(simple);
}
