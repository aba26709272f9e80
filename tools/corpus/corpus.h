/* What is said of a corpus as a whole: the settings that a teikit.yml at its root makes, the
   findings that are known already, and which files have changed. */
#ifndef TEIKIT_CORPUS_CORPUS_H
#define TEIKIT_CORPUS_CORPUS_H

#include "base/buffer.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- settings ---- */

struct corpus_settings;

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
