/* The schemas of a validation: found by their names, and loaded in the language that they are in.
 */
#include "validation/internal.h"

#include "base/builtin.h"
#include "base/file.h"
#include "base/memory.h"
#include "rng/assist.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && !strcmp(text + length - end_length, end);
}

static bool is_named_as_grammar(const char *name) {
    return ends_with(name, ".rng") || ends_with(name, ".rnc");
}

/* Whether a schema is one of rules: told from the extension of its name and, where that says
   nothing, from its first element. */
static bool is_of_rules(const char *name, const struct schema_bytes *schema) {
    return ends_with(name, ".sch") ||
           (!is_named_as_grammar(name) && schematron_recognizes(schema->bytes, schema->length));
}

static struct schematron_wishes wishes_of(const struct validation *validation,
                                          struct named_schema *named) {
    return (struct schematron_wishes){.names = validation->names_of_trees,
                                      .phase = named->phase ? named->phase : validation->phase,
                                      .files = &named->files,
                                      .report = validation->findings};
}

/* The rules in the grammar. */
static void load_embedded(struct validation *validation, struct named_schema *named) {
    const struct schematron_wishes wishes = wishes_of(validation, named);
    size_t count;
    if (validation->no_rules) return;
    struct tree *const *trees = rng_embedded_rules(named->grammar, &count);
    if (count) named->rules = schematron_load_embedded(trees, count, &wishes);
}

/* A grammar in the file `path`, or in memory under that name. */
static void load_grammar(struct validation *validation, struct named_schema *named,
                         const struct schema_bytes *schema, const char *path) {
    const char *bytes = schema ? schema->bytes : NULL;
    size_t length = schema ? schema->length : 0;
    struct stamps *files = &named->files;
    struct report *report = validation->findings;
    if (validation->documented)
        named->grammar = rng_load_documented(path, bytes, length, files, report);
    else if (bytes)
        named->grammar = rng_load_memory(bytes, length, path, files, report);
    else
        named->grammar = rng_load(path, files, report);
    named->usable = named->grammar;
    if (named->usable) load_embedded(validation, named);
}

/* The bytes of a file `path`, of rules or of a grammar. */
static void load_bytes(struct validation *validation, struct named_schema *named,
                       const struct schema_bytes *schema, const char *path) {
    if (!is_of_rules(path, schema)) {
        load_grammar(validation, named, schema, path);
        return;
    }
    const struct schematron_wishes wishes = wishes_of(validation, named);
    named->rules = schematron_load_memory(schema->bytes, schema->length, path, &wishes);
    named->usable = named->rules;
}

static void load_builtin(struct validation *validation, struct named_schema *named) {
    const struct builtin *builtin = named->builtin;
    const struct schema_bytes schema = {builtin->bytes, (size_t)(builtin->end - builtin->bytes)};
    load_bytes(validation, named, &schema, builtin->path);
}

/* What is not named as a grammar is read whole, and once: it may be a pipe. */
static void load_file(struct validation *validation, struct named_schema *named, const char *path) {
    struct buffer bytes = {0};
    if (is_named_as_grammar(path)) {
        load_grammar(validation, named, NULL, path);
        return;
    }
    stamps_note(&named->files, path);
    if (file_read(path, &bytes)) {
        const struct schema_bytes schema = {bytes.bytes, bytes.length};
        load_bytes(validation, named, &schema, path);
    } else {
        const char *code =
            ends_with(path, ".sch") ? "schematron/schema-unreadable" : "rng/schema-unreadable";
        report_say(validation->findings, SEVERITY_ERROR, code, path, 0, 0,
                   "the schema cannot be read: %s", strerror(errno));
    }
    buffer_free(&bytes);
}

/* The built-in schema of that name, unless the user has a file of it: a grammar by its name alone,
   rules with ".sch". */
static const struct builtin *find_builtin(const char *name) {
    bool rules = ends_with(name, ".sch");
    char *plain = memory_copy(name, strlen(name) - (rules ? 4 : 0));
    const struct builtin *builtin =
        strpbrk(plain, "./") ? NULL : builtin_named("schemas/", plain, rules ? ".sch" : ".rng");
    free(plain);
    return builtin;
}

static struct named_schema *named_schema_new(struct validation *validation, const char *name,
                                             const char *phase) {
    struct named_schema *named = memory_allocate(1, sizeof *named);
    if (!validation->names_of_trees) validation->names_of_trees = tree_names_new(NULL);
    named->name = memory_copy(name, strlen(name));
    named->phase = phase ? memory_copy(phase, strlen(phase)) : NULL;
    return named;
}

static struct named_schema *with_options(const struct validation *validation,
                                         struct named_schema *named) {
    if (named->grammar) {
        rng_explain_all(named->grammar, validation->explain);
        rng_follow_xinclude(named->grammar, validation->xinclude);
    }
    return named;
}

/* A name without a dot or slash is a file of the user's, with or without ".rng", or built in. */
struct named_schema *named_schema_load(struct validation *validation, const char *name,
                                       const char *phase) {
    struct named_schema *named = named_schema_new(validation, name, phase);
    bool is_path = strpbrk(name, "./");
    named->builtin = find_builtin(name);
    if (named->builtin) {
        load_builtin(validation, named);
    } else {
        struct buffer path = {0};
        buffer_print(&path, "%s%s", name, is_path || !access(name, F_OK) ? "" : ".rng");
        load_file(validation, named, path.bytes);
        buffer_free(&path);
    }
    return with_options(validation, named);
}

struct named_schema *named_schema_load_memory(struct validation *validation, const char *name,
                                              const struct schema_bytes *schema) {
    struct named_schema *named = named_schema_new(validation, name, NULL);
    load_bytes(validation, named, schema, name);
    return with_options(validation, named);
}

bool named_schema_is(const struct named_schema *named, const char *name, const char *phase) {
    return !strcmp(named->name, name) &&
           (phase && named->phase ? !strcmp(named->phase, phase) : phase == named->phase);
}

const struct corpus_digest *named_schema_digest(struct named_schema *named) {
    const struct builtin *builtin = named->builtin;
    size_t length = builtin ? (size_t)(builtin->end - builtin->bytes) : 0;
    if (!named->digest.known)
        named->digest = corpus_digest_of(builtin ? builtin->bytes : "", length, &named->files);
    return &named->digest;
}

void named_schema_free(struct named_schema *named) {
    rng_free(named->grammar);
    schematron_free(named->rules);
    stamps_free(&named->files);
    free(named->name);
    free(named->phase);
    free(named);
}
