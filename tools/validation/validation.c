/* A validation: documents against the schemas that are chosen for them, with the checks, the cache
   and the known findings of the corpus. */
#include "validation/internal.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "xml/reader.h"
#include "xml/uri.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what findings depend on ---- */

void validation_depends_on(struct validation *validation, const char *path, bool content) {
    if (validation->cache) corpus_cache_depend(validation->cache, path, content);
    if (validation->pointed_to) buffer_append(validation->pointed_to, path, strlen(path) + 1);
}

static void note_pointed_to(void *validation, const char *path, bool content) {
    validation_depends_on(validation, path, content);
}

static void note_included(void *validation, const char *path) {
    validation_depends_on(validation, path, true);
}

/* ---- documents ---- */

/* Those who look on while a document is read. */
struct onlookers {
    struct xml_observer list[2];
    size_t count;
    struct checks_run *checks;    /* or NULL */
    struct tree_builder *builder; /* where there are rules; or NULL */
};

static struct onlookers onlookers_begin(const struct validation *validation, unsigned checks,
                                        bool rules, const struct xml_source *document) {
    struct onlookers onlookers = {0};
    if (checks) {
        onlookers.checks = checks_begin(checks, document->path, document->name,
                                        validation->files_of_pointers, validation->findings);
        onlookers.list[onlookers.count++] = checks_observer(onlookers.checks);
    }
    if (rules) {
        char *uri = uri_of_path(document->path);
        onlookers.builder = tree_builder_new(validation->names_of_trees, document->name, uri);
        onlookers.list[onlookers.count++] = tree_builder_observer(onlookers.builder);
        free(uri);
    }
    return onlookers;
}

/* Reads the document, by the grammar if there is one, with the onlookers.  False where the file
   cannot be read. */
static bool read_first(const struct validation *validation, struct rng_schema *grammar,
                       const struct onlookers *onlookers, const struct xml_source *document) {
    if (!grammar) {
        struct xml_source source = *document;
        source.follows_xinclude = validation->xinclude;
        return xml_read(&source, onlookers->list, onlookers->count, validation->findings) !=
               XML_UNREADABLE;
    }
    rng_observe(grammar, onlookers->list, onlookers->count);
    enum rng_verdict verdict = rng_validate_source(grammar, document, validation->findings);
    rng_observe(grammar, NULL, 0);
    return verdict != RNG_UNREADABLE;
}

/* Rules are asked about the document as a whole, which has to be well-formed. */
static void check_rules(struct validation *validation, const struct chosen_schemas *chosen,
                        const char *path, struct tree *tree) {
    if (!tree) return;
    struct rules_run *run = rules_begin(validation, path, tree);
    for (size_t i = 0; i < chosen->count; i++)
        if (chosen->list[i]->rules) rules_check(run, chosen->list[i]);
    rules_end(run);
}

/* A file larger than that is not held in memory for rules that nobody asked for by name. */
enum { LARGEST_FOR_EMBEDDED_RULES = 256 << 20 };

static bool is_large(const struct xml_source *document) {
    struct stat file;
    if (document->bytes) return document->length > LARGEST_FOR_EMBEDDED_RULES;
    bool known =
        strcmp(document->path, "-") ? !stat(document->path, &file) : !fstat(STDIN_FILENO, &file);
    return known && file.st_size > LARGEST_FOR_EMBEDDED_RULES;
}

/* Whether there are rules to be asked about the document. */
static bool has_rules(const struct validation *validation, const struct chosen_schemas *chosen,
                      const struct xml_source *document) {
    bool embedded = false;
    for (size_t i = 0; i < chosen->count; i++) {
        if (chosen->list[i]->rules && !chosen->list[i]->grammar) return true;
        embedded |= chosen->list[i]->rules != NULL;
    }
    if (!embedded || !is_large(document)) return embedded;
    report_add(validation->findings,
               &(struct finding){.severity = SEVERITY_NOTE,
                                 .code = "schematron/large-document",
                                 .file = document->name,
                                 .message =
                                     "the rules that the schema embeds are passed over, since "
                                     "the document would have to be held in memory",
                                 .hint = "--schema FILE.sch asks rules about it all the same"});
    return false;
}

/* False where the file cannot be read. */
static bool validate_by_all(struct validation *validation, const struct chosen_schemas *chosen,
                            const struct xml_source *document) {
    struct rng_schema *first = first_grammar(chosen);
    bool rules = has_rules(validation, chosen, document);
    unsigned checks = first ? validation->checks : validation->asked_checks;
    if (!chosen->count) return true;
    if (first && rng_checks_ids(first)) checks &= ~(unsigned)CHECK_IDS;
    struct onlookers onlookers = onlookers_begin(validation, checks, rules, document);
    bool read = read_first(validation, first, &onlookers, document);
    if (onlookers.checks) checks_end(onlookers.checks);
    for (size_t i = 0; read && i < chosen->count; i++) {
        struct rng_schema *grammar = chosen->list[i]->grammar;
        if (grammar && grammar != first)
            read = rng_validate_source(grammar, document, validation->findings) != RNG_UNREADABLE;
    }
    if (rules) check_rules(validation, chosen, document->path, tree_built(onlookers.builder));
    return read;
}

/* The key by which the document is in the cache; false where it cannot be there. */
static bool begin_in_cache(struct validation *validation, const struct xml_source *document,
                           const struct chosen_schemas *chosen, struct corpus_cache_key *key) {
    if (!validation->cache || validation->svrl || chosen->failed || document->bytes ||
        !strcmp(document->path, "-"))
        return false;
    const struct corpus_digest **digests = memory_allocate(chosen->count, sizeof *digests);
    for (size_t i = 0; i < chosen->count; i++)
        digests[i] = named_schema_digest(chosen->list[i]);
    bool begun = corpus_cache_begin(validation->cache, document->path, document->name, digests,
                                    chosen->count, key);
    free(digests);
    return begun;
}

/* Validates, or says what is known from the cache.  False where the file cannot be read. */
static bool validate_or_recall(struct validation *validation, const struct xml_source *document,
                               const struct chosen_schemas *chosen) {
    struct corpus_cache_key key;
    struct buffer found = {0};
    if (!begin_in_cache(validation, document, chosen, &key))
        return validate_by_all(validation, chosen, document);
    if (corpus_cache_find(validation->cache, &key, &found, validation->pointed_to)) {
        report_replay(validation->findings, found.bytes, found.length);
        buffer_free(&found);
        return true;
    }
    report_copy(validation->findings, &found);
    bool read = validate_by_all(validation, chosen, document);
    report_copy(validation->findings, NULL);
    if (read) corpus_cache_keep(validation->cache, &key, document->path, &found);
    buffer_free(&found);
    return read;
}

static bool validate_document(struct validation *validation, const struct xml_source *document) {
    struct chosen_schemas chosen = choose_schemas(validation, document, validation->findings);
    struct xml_source source = *document;
    source.included = note_included;
    source.included_context = validation;
    bool good = validate_or_recall(validation, &source, &chosen) && !chosen.failed;
    free(chosen.list);
    return good;
}

/* Standard input and pipes, such as a shell makes for `<(…)`. */
static bool is_read_once(const char *path) {
    struct stat file;
    return !strcmp(path, "-") || (!stat(path, &file) && S_ISFIFO(file.st_mode));
}

/* What can be read but once is held in memory. */
static bool validate_held(struct validation *validation, const struct xml_source *document) {
    struct buffer bytes = {0};
    struct xml_source held = *document;
    bool read = file_read(document->path, &bytes);
    held.bytes = bytes.length ? bytes.bytes : "";
    held.length = bytes.length;
    held.bytes_stay = true;
    if (!read)
        report_say(validation->findings, SEVERITY_ERROR, "file/cannot-read", document->name, 0, 0,
                   "cannot be read: %s", strerror(errno));
    bool good = read && validate_document(validation, &held);
    buffer_free(&bytes);
    return good;
}

enum validation_verdict validation_of(struct validation *validation,
                                      const struct xml_source *document) {
    bool held = validation->name_count != 1 && !document->bytes && is_read_once(document->path);
    size_t errors = report_count(validation->findings, SEVERITY_ERROR);
    if (validation->baseline) corpus_baseline_begin(validation->baseline);
    if (!(held ? validate_held : validate_document)(validation, document))
        return VALIDATION_IMPOSSIBLE;
    /* What is no error by the settings, or known, is no fault of the document. */
    bool at_fault = report_count(validation->findings, SEVERITY_ERROR) > errors;
    return at_fault ? VALIDATION_AT_FAULT : VALIDATION_GOOD;
}

/* ---- the call ---- */

/* Settings that are not there may come. */
static void note_absent(struct validation *validation, const char *folder) {
    struct buffer path = {0};
    buffer_print(&path, "%s/teikit.yml", folder);
    stamps_note(&validation->files, path.bytes);
    buffer_free(&path);
}

bool validation_load_settings(struct validation *validation, const char *path) {
    if (validation->settings ||
        (validation->settings_path && !strcmp(validation->settings_path, "none")))
        return true;
    char *found = validation->settings_path ? NULL : corpus_settings_find(path);
    const char *file = validation->settings_path ? validation->settings_path : found;
    if (file)
        stamps_note(&validation->files, file);
    else
        note_absent(validation, path);
    if (file) validation->settings = corpus_settings_load(file, validation->report);
    bool good = validation->settings || !file;
    free(found);
    return good;
}

/* The checks that settings and options ask for; false, with a finding, where the settings name one
   that there is not. */
static bool choose_checks(struct validation *validation) {
    const char *const *names = NULL;
    size_t count = validation->settings ? corpus_settings_checks(validation->settings, &names) : 0;
    validation->checks = count ? 0 : CHECKS_USUAL;
    if (!validation->settings) /* other files may be elsewhere, such as images */
        validation->checks &= ~(unsigned)CHECK_OTHER_FILES;
    for (size_t i = 0; i < count; i++) {
        if (!check_named(names[i])) {
            corpus_settings_unknown_check(validation->settings, i, check_names(),
                                          validation->report);
            return false;
        }
        validation->checks |= check_named(names[i]);
    }
    validation->checks = (validation->checks & ~validation->no_checks) | validation->more_checks;
    validation->asked_checks = count ? validation->checks : validation->more_checks;
    return true;
}

static bool load_baseline(struct validation *validation) {
    const char *path = validation->baseline_path;
    if (!path && validation->settings) path = corpus_settings_baseline(validation->settings);
    if (path) stamps_note(&validation->files, path);
    if (path) validation->baseline = corpus_baseline_load(path, validation->report);
    return validation->baseline || !path;
}

/* Nothing is known of files that documents point to. */
static void forget_files(struct validation *validation) {
    checks_files_free(validation->files_of_pointers);
    validation->files_of_pointers = checks_files_new();
    checks_files_listen(validation->files_of_pointers, note_pointed_to, validation);
}

/* All that findings depend on besides the input and its schemas becomes a condition of the cache.
 */
static bool open_cache(struct validation *validation) {
    const char *folder = validation->cache_path;
    if (!folder && validation->settings) folder = corpus_settings_cache(validation->settings);
    if (!folder || !strcmp(folder, "none")) return true;
    struct corpus_cache *cache = corpus_cache_open(folder, validation->report);
    if (!cache) return false;
    const unsigned options[] = {validation->checks, validation->asked_checks, validation->explain,
                                validation->no_rules, validation->xinclude};
    corpus_cache_condition(cache, options, sizeof options);
    const char *phase = validation->phase ? validation->phase : "";
    corpus_cache_condition(cache, phase, strlen(phase));
    if (validation->settings) corpus_settings_condition(validation->settings, cache);
    if (validation->baseline) corpus_baseline_condition(validation->baseline, cache);
    validation->cache = cache;
    return true;
}

bool validation_begin(struct validation *validation, const char *path) {
    if (!validation_load_settings(validation, path)) return false;
    if (!choose_checks(validation) || !load_baseline(validation)) return false;
    forget_files(validation);
    return open_cache(validation);
}

/* What the settings and the baseline make of a finding. */
static bool filter(void *context, struct finding *finding) {
    struct validation *validation = context;
    if (validation->settings && !corpus_settings_apply(validation->settings, finding)) return false;
    return !validation->baseline || !corpus_baseline_knows(validation->baseline, finding);
}

bool validation_report_to(struct validation *validation, struct report *findings) {
    bool usable = true;
    validation->findings = findings;
    report_filter(findings, filter, validation);
    for (size_t i = 0; i < validation->name_count; i++)
        usable &= schema_named(validation, validation->names[i], NULL)->usable;
    return usable;
}

/* ---- what has changed ---- */

static void say_file(struct report *report, const char *code, const char *file,
                     const char *message) {
    report_add(report,
               &(struct finding){
                   .severity = SEVERITY_NOTE, .code = code, .file = file, .message = message});
}

static void say_kept(struct report *report, const char *file) {
    say_file(report, "watch/kept", file,
             "cannot be used as it is now; what was loaded before goes on counting");
}

static void say_reloaded(struct report *report, const char *file) {
    say_file(report, "watch/reloaded", file, "has changed and is loaded anew");
}

/* True where it was replaced. */
static bool renew_schema(struct validation *validation, struct named_schema **place) {
    struct named_schema *old = *place;
    if (!stamps_changed(&old->files)) return false;
    struct named_schema *new = named_schema_load(validation, old->name, old->phase);
    if (new->usable) {
        say_reloaded(validation->findings, new->name);
        named_schema_free(old);
        *place = new;
        return true;
    }
    if (old->usable) say_kept(validation->findings, old->name);
    stamps_renew(&old->files);
    for (size_t i = 0; i < new->files.count; i++)
        stamps_note(&old->files, new->files.list[i].path);
    old->digest.known = false;
    named_schema_free(new);
    return false;
}

/* Settings and known findings.  True where they were replaced. */
static bool renew_corpus(struct validation *validation, const char *path) {
    const char *changed = stamps_changed(&validation->files);
    if (!changed) return false;
    stamps_renew(&validation->files);
    struct validation next = *validation;
    next.report = validation->findings;
    next.settings = NULL;
    next.baseline = NULL;
    bool good =
        validation_load_settings(&next, path) && choose_checks(&next) && load_baseline(&next);
    validation->files = next.files;
    struct corpus_settings *settings = good ? validation->settings : next.settings;
    struct corpus_baseline *baseline = good ? validation->baseline : next.baseline;
    if (good) {
        validation->settings = next.settings;
        validation->baseline = next.baseline;
        validation->checks = next.checks;
        validation->asked_checks = next.asked_checks;
    }
    corpus_settings_free(settings);
    corpus_baseline_free(baseline);
    (good ? say_reloaded : say_kept)(validation->findings, changed);
    return good;
}

bool validation_renew(struct validation *validation, const char *path) {
    bool renewed = renew_corpus(validation, path);
    for (size_t i = 0; i < validation->schema_count; i++)
        renewed |= renew_schema(validation, &validation->schemas[i]);
    return renewed;
}

void validation_begin_round(struct validation *validation) {
    corpus_cache_free(validation->cache);
    validation->cache = NULL;
    forget_files(validation);
    open_cache(validation);
}

void validation_free(struct validation *validation) {
    stamps_free(&validation->files);
    for (size_t i = 0; i < validation->schema_count; i++)
        named_schema_free(validation->schemas[i]);
    free(validation->schemas);
    tree_names_free(validation->names_of_trees);
    free(validation->names);
    corpus_settings_free(validation->settings);
    corpus_baseline_free(validation->baseline);
    corpus_cache_free(validation->cache);
    checks_files_free(validation->files_of_pointers);
}
