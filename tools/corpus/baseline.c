/* Findings that are known, from a report in jsonl: so many of each file, code and message. */
#include "corpus/corpus.h"

#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <jansson.h>
#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How many there are is an entry's value itself. */
struct corpus_baseline {
    struct buffer bytes; /* of the file */
    xmlHashTable *known, *met;
    bool any_met;
};

static const xmlChar *text(const char *string) {
    return (const xmlChar *)(string ? string : "");
}

static size_t count_of(xmlHashTable *table, const char *file, const char *code,
                       const char *message) {
    return (size_t)(uintptr_t)xmlHashLookup3(table, text(file), text(code), text(message));
}

static void count_one(xmlHashTable *table, const char *file, const char *code,
                      const char *message) {
    size_t count = count_of(table, file, code, message) + 1;
    if (xmlHashUpdateEntry3(table, text(file), text(code), text(message), (void *)(uintptr_t)count,
                            NULL))
        memory_exhausted();
}

/* Takes one line; false where it is no finding. */
static bool take_line(struct corpus_baseline *baseline, const char *line, size_t length) {
    const char *file = NULL, *code, *message;
    json_t *object = json_loadb(line, length, 0, NULL);
    bool good = object && !json_unpack(object, "{s?s, s:s, s:s}", "file", &file, "code", &code,
                                       "message", &message);
    if (!good && object) /* "file" may be null */
        good = json_is_null(json_object_get(object, "file")) &&
               !json_unpack(object, "{s:s, s:s}", "code", &code, "message", &message);
    if (good) count_one(baseline->known, file, code, message);
    json_decref(object);
    return good;
}

struct corpus_baseline *corpus_baseline_load(const char *path, struct report *report) {
    struct corpus_baseline *baseline = memory_allocate(1, sizeof *baseline);
    baseline->known = xmlHashCreate(0);
    baseline->met = xmlHashCreate(0);
    if (!baseline->known || !baseline->met) memory_exhausted();
    bool good = file_read(path, &baseline->bytes);
    if (!good)
        report_say(report, SEVERITY_ERROR, "file/cannot-read", path, 0, 0, "cannot be read: %s",
                   strerror(errno));
    const char *line = baseline->bytes.bytes, *end = line + baseline->bytes.length;
    for (size_t number = 1; good && line && line < end; number++) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((line_end ? line_end : end) - line);
        good = !length || take_line(baseline, line, length);
        if (!good)
            report_say(report, SEVERITY_ERROR, "baseline/invalid", path, number, 1,
                       "this line is no finding: a baseline is what validate --format jsonl wrote");
        line += length + 1;
    }
    if (good) return baseline;
    corpus_baseline_free(baseline);
    return NULL;
}

void corpus_baseline_free(struct corpus_baseline *baseline) {
    if (!baseline) return;
    buffer_free(&baseline->bytes);
    xmlHashFree(baseline->known, NULL);
    xmlHashFree(baseline->met, NULL);
    free(baseline);
}

bool corpus_baseline_knows(struct corpus_baseline *baseline, const struct finding *finding) {
    size_t known = count_of(baseline->known, finding->file, finding->code, finding->message);
    if (count_of(baseline->met, finding->file, finding->code, finding->message) >= known)
        return false;
    count_one(baseline->met, finding->file, finding->code, finding->message);
    baseline->any_met = true;
    return true;
}

void corpus_baseline_begin(struct corpus_baseline *baseline) {
    if (!baseline->any_met) return;
    xmlHashFree(baseline->met, NULL);
    baseline->met = xmlHashCreate(0);
    if (!baseline->met) memory_exhausted();
    baseline->any_met = false;
}

void corpus_baseline_condition(const struct corpus_baseline *baseline, struct corpus_cache *cache) {
    corpus_cache_condition(cache, baseline->bytes.bytes, baseline->bytes.length);
}
