/* The schemas of a validation: found by their names, and loaded in the language that they are in.
 */
#include "validation/validation.h"

#include "base/builtin.h"
#include "base/file.h"
#include "base/memory.h"
#include "rng/assist.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && !strcmp(text + length - end_length, end);
}

/* Whether a schema is one of rules: told from the extension of its name and, where that says
   nothing, from its first element. */
static bool looks_like_rules(const char *name, const struct schema_bytes *schema) {
    if (ends_with(name, ".sch")) return true;
    if (ends_with(name, ".rng") || ends_with(name, ".rnc")) return false;
    return schematron_recognizes(schema->bytes, schema->length);
}

static bool is_of_rules(const char *path) {
    struct buffer bytes = {0};
    bool is_told = ends_with(path, ".sch") || ends_with(path, ".rng") || ends_with(path, ".rnc");
    bool is_read = is_told || file_read(path, &bytes);
    const struct schema_bytes schema = {bytes.bytes ? bytes.bytes : "", bytes.length};
    bool rules = is_read && looks_like_rules(path, &schema);
    buffer_free(&bytes);
    return rules;
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

/* The bytes of a file `path`, of rules or of a grammar. */
static void load_bytes(struct validation *validation, struct named_schema *named,
                       const struct schema_bytes *schema, const char *path, bool of_rules) {
    if (of_rules) {
        const struct schematron_wishes wishes = wishes_of(validation, named);
        named->rules = schematron_load_memory(schema->bytes, schema->length, path, &wishes);
        named->usable = named->rules;
        return;
    }
    named->grammar =
        validation->documented
            ? rng_load_documented(path, schema->bytes, schema->length, NULL, validation->findings)
            : rng_load_memory(schema->bytes, schema->length, path, validation->findings);
    named->usable = named->grammar;
    if (named->usable) load_embedded(validation, named);
}

static void load_builtin(struct validation *validation, struct named_schema *named) {
    const struct builtin *builtin = named->builtin;
    const struct schema_bytes schema = {builtin->bytes, (size_t)(builtin->end - builtin->bytes)};
    load_bytes(validation, named, &schema, builtin->path, ends_with(builtin->path, ".sch"));
}

static void load_file(struct validation *validation, struct named_schema *named, const char *path) {
    if (is_of_rules(path)) {
        const struct schematron_wishes wishes = wishes_of(validation, named);
        named->rules = schematron_load(path, &wishes);
        named->usable = named->rules;
        return;
    }
    named->grammar = validation->documented
                         ? rng_load_documented(path, NULL, 0, &named->files, validation->findings)
                         : rng_load(path, &named->files, validation->findings);
    named->usable = named->grammar;
    if (named->usable) load_embedded(validation, named);
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
    load_bytes(validation, named, schema, name, looks_like_rules(name, schema));
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
