/* Reads a schema from its file to its simple form: syntax tree, simplification, restrictions. */
#include "rng/schema.h"

#include "base/memory.h"
#include "rng/embedded.h"
#include "rng/simple_form.h"

#include <stdlib.h>

static struct simple_schema *schema_new(void) {
    struct arena *arena = arena_new();
    struct simple_schema *schema = arena_allocate(arena, sizeof *schema);
    schema->arena = arena;
    schema->names = xmlDictCreate();
    if (!schema->names) memory_exhausted();
    return schema;
}

void simple_schema_free(struct simple_schema *schema) {
    if (!schema) return;
    for (size_t i = 0; i < schema->type_count; i++)
        datatype_free(schema->types[i]);
    free(schema->types);
    for (size_t i = 0; i < schema->rule_count; i++)
        tree_free(schema->rules[i]);
    free(schema->rules);
    free(schema->leaves);
    id_types_free(schema->id_types);
    xmlDictFree(schema->names);
    arena_free(schema->arena);
}

/* The schema's text from its file or from memory; NULL with a finding. */
static struct source *open_source(struct syntax_reading *reading, const char *path,
                                  const char *bytes, size_t length) {
    const char *problem = NULL;
    if (!bytes && reading->files) stamps_note(reading->files, path);
    struct source *source = bytes ? source_of_memory(reading->arena, bytes, length, path, &problem)
                                  : source_read(reading->arena, path, &problem);
    if (source)
        reading->sources = source;
    else
        report_say(reading->report, SEVERITY_ERROR, "rng/schema-unreadable", path, 0, 0,
                   "the schema cannot be read: %s", problem);
    return source;
}

/* Walks over patterns go as deep as these are nested.  Beyond this, a schema is refused. */
enum { DEEPEST_PATTERN = 4000 };

static void check_depth(struct simplification *simplification) {
    for (size_t i = 0; i < simplification->element_count; i++) {
        if (simplification->elements[i]->members[0]->depth <= DEEPEST_PATTERN) continue;
        syntax_error(
            simplification->reading, simplification->elements[i]->syntax, "rng/schema-too-deep",
            "the content of this element is nested more than %d patterns deep", DEEPEST_PATTERN);
        return;
    }
}

/* True where the schema can be used. */
static bool read_into(struct simplification *simplification, struct source *source) {
    struct syntax_reading *reading = simplification->reading;
    arena_expect(reading->arena, 4 * source->length);
    struct syntax_node *root = syntax_skip_annotations(syntax_read(reading, source));
    if (!root || reading->errors) return false;
    simplification->start = simplify(simplification, root);
    if (reading->errors) return false;
    simple_form_expand(simplification);
    if (reading->errors) return false;
    check_restrictions(simplification, root);
    if (!reading->errors) check_depth(simplification);
    simplification->schema->start = simplification->start;
    return !reading->errors;
}

static struct simple_schema *read_schema(const char *path, const char *bytes, size_t length,
                                         struct stamps *files, bool documented,
                                         struct report *report) {
    struct simple_schema *schema = schema_new();
    struct syntax_reading reading = {.arena = schema->arena,
                                     .names = schema->names,
                                     .files = files,
                                     .report = report,
                                     .keeps_documentation = documented};
    struct source *source = open_source(&reading, path, bytes, length);
    bool usable = false;
    if (source) {
        struct simplification simplification = {.reading = &reading, .schema = schema};
        simplification.references.reading = &reading;
        usable = read_into(&simplification, source);
        simplification_finish(&simplification);
    }
    if (usable) schema->rules = embedded_trees(reading.embedded, &schema->rule_count);
    schema->documentation = reading.documentation;
    syntax_reading_finish(&reading);
    if (usable) return schema;
    simple_schema_free(schema);
    return NULL;
}

struct simple_schema *simple_schema_read(const char *path, const char *bytes, size_t length,
                                         struct stamps *files, struct report *report) {
    return read_schema(path, bytes, length, files, false, report);
}

struct simple_schema *simple_schema_read_documented(const char *path, const char *bytes,
                                                    size_t length, struct stamps *files,
                                                    struct report *report) {
    return read_schema(path, bytes, length, files, true, report);
}
