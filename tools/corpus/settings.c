/* The settings of a corpus: teikit.yml, which names schemas by patterns of file names and says what
   to make of findings. */
#include "corpus/corpus.h"

#include "base/file.h"
#include "base/memory.h"
#include "text/yaml.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the form of the file ---- */

/* Files and their schemas. */
struct schema_rule {
    char *match, **schemas;
    unsigned schemas_count;
};

/* What to make of findings. */
struct finding_rule {
    char *code, *match, *reason; /* match: NULL for all files */
    enum verdict { VERDICT_NOTE, VERDICT_WARNING, VERDICT_ERROR, VERDICT_IGNORE } severity;
};

struct form {
    struct schema_rule *schemas;
    struct finding_rule *findings;
    unsigned schemas_count, findings_count;
    char *baseline, *cache, **checks;
    unsigned checks_count;
};

static const cyaml_schema_value_t string_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED)};
static const cyaml_schema_field_t schema_fields[] = {
    CYAML_FIELD_STRING_PTR("match", CYAML_FLAG_POINTER, struct schema_rule, match, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("schemas", CYAML_FLAG_POINTER, struct schema_rule, schemas, &string_entry,
                         1, CYAML_UNLIMITED),
    CYAML_FIELD_END};
static const cyaml_schema_value_t schema_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct schema_rule, schema_fields)};

static const cyaml_strval_t verdicts[] = {{"note", VERDICT_NOTE},
                                          {"warning", VERDICT_WARNING},
                                          {"error", VERDICT_ERROR},
                                          {"ignore", VERDICT_IGNORE}};
static const cyaml_schema_field_t finding_fields[] = {
    CYAML_FIELD_STRING_PTR("code", CYAML_FLAG_POINTER, struct finding_rule, code, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_ENUM("severity", CYAML_FLAG_STRICT, struct finding_rule, severity, verdicts,
                     sizeof verdicts / sizeof *verdicts),
    CYAML_FIELD_STRING_PTR("match", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct finding_rule,
                           match, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("reason", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct finding_rule,
                           reason, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END};
static const cyaml_schema_value_t finding_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct finding_rule, finding_fields)};

static const cyaml_schema_field_t form_fields[] = {
    CYAML_FIELD_SEQUENCE("schemas", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct form, schemas,
                         &schema_entry, 0, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("findings", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct form,
                         findings, &finding_entry, 0, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("checks", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct form, checks,
                         &string_entry, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("baseline", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct form,
                           baseline, 1, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("cache", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct form, cache, 1,
                           CYAML_UNLIMITED),
    CYAML_FIELD_END};
static const cyaml_schema_value_t form_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct form, form_fields)};

struct corpus_settings {
    struct form *form;
    struct buffer bytes;
    char *path; /* of the file */
    char *root; /* the folder of the file */
    char
        *inside; /* the way from there to the working folder, "" or "a/b/"; NULL: it is elsewhere */
    char *beyond; /* the real path of the root, with a "/" behind it */
};

/* ---- finding and loading ---- */

static bool is_there(const char *folder, struct buffer *path) {
    path->length = 0;
    buffer_print(path, "%s/teikit.yml", folder);
    return !access(path->bytes, F_OK);
}

char *corpus_settings_find(const char *path) {
    char real[PATH_MAX], *found = NULL;
    if (!realpath(path, real)) return NULL;
    struct buffer file = {0};
    for (;;) {
        if (is_there(real, &file)) {
            found = memory_copy(file.bytes, file.length);
            break;
        }
        char *slash = strrchr(real, '/');
        if (!slash || !*real) break;
        *slash = '\0';
    }
    buffer_free(&file);
    return found;
}

/* Makes the path, which is relative to the root, one that can be opened. */
static void join_root(const struct corpus_settings *settings, char **path) {
    if (!*path || **path == '/') return;
    struct buffer joined = {0};
    buffer_print(&joined, "%s/%s", settings->root, *path);
    free(*path);
    *path = memory_copy(joined.bytes, joined.length);
    buffer_free(&joined);
}

/* A schema that is no path is the name of a built-in one. */
static void join_paths(struct corpus_settings *settings) {
    struct form *form = settings->form;
    join_root(settings, &form->baseline);
    join_root(settings, &form->cache);
    for (unsigned i = 0; i < form->schemas_count; i++)
        for (unsigned j = 0; j < form->schemas[i].schemas_count; j++)
            if (strpbrk(form->schemas[i].schemas[j], "./"))
                join_root(settings, &form->schemas[i].schemas[j]);
}

/* Finds how names from the working folder are to be compared with patterns from the root. */
static void find_root(struct corpus_settings *settings) {
    const char *path = settings->path;
    char real[PATH_MAX], here[PATH_MAX];
    const char *slash = strrchr(path, '/');
    settings->root = slash ? memory_copy(path, (size_t)(slash - path)) : memory_copy(".", 1);
    struct buffer beyond = {0}, inside = {0};
    buffer_print(&beyond, "%s/", realpath(settings->root, real) ? real : settings->root);
    if (getcwd(here, sizeof here)) {
        size_t length = strlen(here);
        here[length] = '/', here[length + 1] = '\0';
        if (!strncmp(here, beyond.bytes, beyond.length))
            buffer_text(&inside, here + beyond.length), buffer_append(&inside, "", 0);
    }
    settings->beyond = memory_copy(beyond.bytes, beyond.length);
    settings->inside = inside.bytes ? memory_copy(inside.bytes, inside.length) : NULL;
    buffer_free(&beyond);
    buffer_free(&inside);
}

/* A finding is ignored for a reason, which the file must say. */
static bool check(const struct yaml_source *source, const struct form *form) {
    bool good = true;
    for (unsigned i = 0; i < form->findings_count; i++) {
        const struct finding_rule *rule = &form->findings[i];
        if (rule->severity != VERDICT_IGNORE || rule->reason) continue;
        char path[32];
        snprintf(path, sizeof path, "findings/%u", i);
        yaml_source_say(source, path, SEVERITY_ERROR, "settings/no-reason",
                        "%s is ignored without a reason: say it under \"reason\"", rule->code);
        good = false;
    }
    return good;
}

struct corpus_settings *corpus_settings_load(const char *path, struct report *report) {
    struct corpus_settings *settings = memory_allocate(1, sizeof *settings);
    settings->path = memory_copy(path, strlen(path));
    bool good = file_read(path, &settings->bytes);
    if (good) {
        struct yaml_source source = {
            path,   settings->bytes.bytes, settings->bytes.length, "settings/invalid",
            report, yaml_places_new()};
        settings->form = yaml_source_load(&source, &form_schema);
        good = settings->form && check(&source, settings->form);
        yaml_places_free(source.places);
    } else {
        report_say(report, SEVERITY_ERROR, "file/cannot-read", path, 0, 0, "cannot be read: %s",
                   strerror(errno));
    }
    if (!good) {
        corpus_settings_free(settings);
        return NULL;
    }
    find_root(settings);
    join_paths(settings);
    return settings;
}

void corpus_settings_free(struct corpus_settings *settings) {
    if (!settings) return;
    if (settings->form) yaml_source_free(&form_schema, settings->form);
    buffer_free(&settings->bytes);
    free(settings->path);
    free(settings->root);
    free(settings->inside);
    free(settings->beyond);
    free(settings);
}

/* ---- asking ---- */

const char *corpus_settings_baseline(const struct corpus_settings *settings) {
    return settings->form->baseline;
}

const char *corpus_settings_cache(const struct corpus_settings *settings) {
    return settings->form->cache;
}

/* With the places by which names of files are compared with patterns. */
void corpus_settings_condition(const struct corpus_settings *settings, struct corpus_cache *cache) {
    const char *inside = settings->inside ? settings->inside : "/";
    corpus_cache_condition(cache, settings->bytes.bytes, settings->bytes.length);
    corpus_cache_condition(cache, inside, strlen(inside));
    corpus_cache_condition(cache, settings->beyond, strlen(settings->beyond));
}

size_t corpus_settings_checks(const struct corpus_settings *settings, const char *const **names) {
    *names = (const char *const *)settings->form->checks;
    return settings->form->checks_count;
}

void corpus_settings_unknown_check(const struct corpus_settings *settings, size_t index,
                                   const char *known, struct report *report) {
    struct yaml_source source = {settings->path,
                                 settings->bytes.bytes,
                                 settings->bytes.length,
                                 "settings/invalid",
                                 report,
                                 NULL};
    char path[32];
    snprintf(path, sizeof path, "checks/%zu", index);
    yaml_source_say(&source, path, SEVERITY_ERROR, "settings/invalid",
                    "there is no check \"%s\", only %s", settings->form->checks[index], known);
}

/* Whether the file of that name, as a call has it, matches a pattern of the settings. */
static bool matches(const struct corpus_settings *settings, const char *pattern, const char *name) {
    if (!strncmp(name, settings->beyond, strlen(settings->beyond)))
        return file_name_matches(pattern, name + strlen(settings->beyond));
    while (!strncmp(name, "./", 2))
        name += 2;
    if (*name == '/' || !settings->inside) return file_name_matches(pattern, name);
    struct buffer path = {0};
    buffer_print(&path, "%s%s", settings->inside, name);
    bool same = file_name_matches(pattern, path.bytes);
    buffer_free(&path);
    return same;
}

size_t corpus_settings_schemas(const struct corpus_settings *settings, const char *name,
                               const char *const **names) {
    for (unsigned i = 0; i < settings->form->schemas_count; i++) {
        const struct schema_rule *rule = &settings->form->schemas[i];
        if (!matches(settings, rule->match, name)) continue;
        *names = (const char *const *)rule->schemas;
        return rule->schemas_count;
    }
    return 0;
}

/* The last rule that is about the finding holds.  A code "rng/" is about all that begin so. */
bool corpus_settings_apply(const struct corpus_settings *settings, struct finding *finding) {
    for (unsigned i = settings->form->findings_count; i-- > 0;) {
        const struct finding_rule *rule = &settings->form->findings[i];
        size_t length = strlen(rule->code);
        bool group = rule->code[length - 1] == '/';
        if (group ? strncmp(finding->code, rule->code, length) : strcmp(finding->code, rule->code))
            continue;
        if (rule->match && (!finding->file || !matches(settings, rule->match, finding->file)))
            continue;
        if (rule->severity == VERDICT_IGNORE) return false;
        finding->severity = (enum severity)rule->severity;
        return true;
    }
    return true;
}
