/* What is said of a corpus as a whole: the settings that a teikit.yml at its root makes, the
   findings that are known already, and which files have changed. */
#ifndef TEIKIT_CORPUS_CORPUS_H
#define TEIKIT_CORPUS_CORPUS_H

#include "base/buffer.h"
#include "base/stamps.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- settings ---- */

struct corpus_settings;
struct corpus_cache;

/* The path of the teikit.yml in the folder of `path` (a file or folder) or the nearest folder above
   it; NULL where there is none.  The caller frees it. */
char *corpus_settings_find(const char *path);

/* Loads the settings; NULL, with findings that name the line, where they cannot be used.  Free them
   with corpus_settings_free(). */
struct corpus_settings *corpus_settings_load(const char *path, struct report *report);
void corpus_settings_free(struct corpus_settings *settings);

/* The schemas for the file of that name (a path from the working folder), by the first pattern that
   it matches: their number, and the names in *names, which belong to the settings. */
size_t corpus_settings_schemas(const struct corpus_settings *settings, const char *name,
                               const char *const **names);

/* The file of known findings; NULL where none is named. */
const char *corpus_settings_baseline(const struct corpus_settings *settings);

/* The folder of the cache; NULL where none is named. */
const char *corpus_settings_cache(const struct corpus_settings *settings);

/* Lets all that the settings say be a condition of a cache. */
void corpus_settings_condition(const struct corpus_settings *settings, struct corpus_cache *cache);

/* The names of the checks to be made; 0 where the settings say nothing of them. */
size_t corpus_settings_checks(const struct corpus_settings *settings, const char *const **names);

/* Says that the check of that index is none that is known. */
void corpus_settings_unknown_check(const struct corpus_settings *settings, size_t index,
                                   const char *known, struct report *report);

/* What the settings make of a finding: its severity may change.  False where it is ignored. */
bool corpus_settings_apply(const struct corpus_settings *settings, struct finding *finding);

/* ---- baseline: findings that are known ---- */

struct corpus_baseline;

/* Loads known findings from a report in jsonl.  NULL, with a finding that names the line, where
   that is none.  Free it with corpus_baseline_free(). */
struct corpus_baseline *corpus_baseline_load(const char *path, struct report *report);
void corpus_baseline_free(struct corpus_baseline *baseline);

/* Whether the finding is known: one of the same file, code and message was, and has not been met
   yet.  Lines do not count, since they move when something is added above them. */
bool corpus_baseline_knows(struct corpus_baseline *baseline, const struct finding *finding);

/* Lets all that is known be a condition of a cache. */
void corpus_baseline_condition(const struct corpus_baseline *baseline, struct corpus_cache *cache);

/* Forgets what has been met, so that what is known in an input does not depend on which were looked
   at before. */
void corpus_baseline_begin(struct corpus_baseline *baseline);

/* ---- cache: what was found in inputs, kept until something changes that it depends on ---- */

/* What is kept of an input is found by this: a digest of all that its findings depend on, but for
   other files that the document points to. */
struct corpus_cache_key {
    struct stamp stamp; /* of the input, when its digest was made */
    unsigned char digest[32];
};

/* A digest of the files that a schema was read from. */
struct corpus_digest {
    bool known; /* false: they have changed since */
    unsigned char bytes[32];
};

/* Of `length` bytes in memory and the files, which may be none. */
struct corpus_digest corpus_digest_of(const char *bytes, size_t length, const struct stamps *files);

/* Makes the folder, where it is missing, and removes from it, once a day, what was not used for 30
   days.  NULL, with a finding, where that cannot be done.  Free it
   with corpus_cache_free().  Several processes may use the same folder. */
struct corpus_cache *corpus_cache_open(const char *folder, struct report *report);
void corpus_cache_free(struct corpus_cache *cache);

/* Adds something that the findings of all inputs depend on. */
void corpus_cache_condition(struct corpus_cache *cache, const void *bytes, size_t length);

/* Begins with an input, which findings name as `name`: its key, from its bytes, the conditions, and
   its schemas in their order.  False where it cannot be kept: it is no regular file or cannot be
   read, or a schema's digest is not known. */
bool corpus_cache_begin(struct corpus_cache *cache, const char *path, const char *name,
                        const struct corpus_digest *const *schemas, size_t schema_count,
                        struct corpus_cache_key *key);

/* Appends the findings that are kept under the key, as a record, and to `others`, which may be
   NULL, the paths of the other files that they depend on, each with a NUL behind it; false where
   there are none, or these files have changed. */
bool corpus_cache_find(struct corpus_cache *cache, const struct corpus_cache_key *key,
                       struct buffer *findings, struct buffer *others);

/* Notes another file that the input's findings depend on: its content, or only that it is there. In
   the form that checks_files_listen() takes. */
void corpus_cache_depend(void *cache, const char *path, bool content);

/* Keeps the findings of the input, unless it has changed since its key was made.  That they cannot
   be written is no fault: the next run does the work again. */
void corpus_cache_keep(struct corpus_cache *cache, const struct corpus_cache_key *key,
                       const char *path, const struct buffer *findings);

/* ---- changes: what git says ---- */

/* Real paths of files, sorted; begin with {0}. */
struct corpus_changes {
    char **paths;
    size_t count, capacity;
};

/* Takes the files of the repository of the working folder that differ from a revision, and those
   that git does not track yet and does not ignore.  False, with a finding, where git cannot be run
   or does not know the revision. */
bool corpus_changes_since(struct corpus_changes *changes, const char *revision,
                          struct report *report);
bool corpus_changes_include(const struct corpus_changes *changes, const char *path);
void corpus_changes_free(struct corpus_changes *changes);

#endif
