/* Validates a document: the matcher is the first of those who see its events. */
#include "base/memory.h"
#include "rng/internal.h"
#include "xml/reader.h"

#include <stdlib.h>
#include <string.h>

/* Names that are in documents but not in the schema: so many bytes of them before later documents
   get a dictionary of their own. */
enum { MOST_KEPT_NAME_BYTES = 1 << 20 };

/* A dictionary only grows: when documents have filled the schema's with names of their own, further
   ones get one that is thrown away after them. */
xmlDict *document_names_new(struct rng_schema *schema) {
    xmlDict *names = schema->simple->names;
    if (xmlDictGetUsage(names) < schema->name_bytes + MOST_KEPT_NAME_BYTES) return names;
    names = xmlDictCreateSub(names);
    if (!names) memory_exhausted();
    return names;
}

void document_names_free(struct rng_schema *schema, xmlDict *names) {
    if (names == schema->simple->names) return;
    automaton_free(schema->automaton); /* which remembers some of them */
    schema->automaton = automaton_new(schema->simple);
    xmlDictFree(names);
}

enum rng_verdict rng_validate_source(struct rng_schema *schema, const struct xml_source *document,
                                     struct report *report) {
    static const enum rng_verdict verdicts[] = {
        [XML_GOOD] = RNG_VALID, [XML_AT_FAULT] = RNG_INVALID, [XML_UNREADABLE] = RNG_UNREADABLE};
    struct matcher matcher = {.schema = schema, .report = report, .name = document->name};
    struct xml_source source = *document;
    source.follows_xinclude = schema->follows_xinclude;
    source.names = document_names_new(schema);
    size_t count = 1 + schema->observer_count;
    struct xml_observer *observers = memory_allocate(count, sizeof *observers);
    matcher_start(&matcher);
    observers[0] = matcher_observer(&matcher);
    if (count > 1) memcpy(observers + 1, schema->observers, (count - 1) * sizeof *observers);
    enum rng_verdict verdict = verdicts[xml_read(&source, observers, count, report)];
    free(observers);
    matcher_free(&matcher);
    document_names_free(schema, source.names);
    return verdict == RNG_VALID && matcher.had_error ? RNG_INVALID : verdict;
}

enum rng_verdict rng_validate(struct rng_schema *schema, const char *path, const char *name,
                              struct report *report) {
    return rng_validate_source(schema, &(struct xml_source){.path = path, .name = name}, report);
}
