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

/* How many are known is the entry's value itself. */
struct corpus_baseline {
    xmlHashTable *known;
};

static const xmlChar *text(const char *string) {
    return (const xmlChar *)(string ? string : "");
}

static size_t known(const struct corpus_baseline *baseline, const char *file, const char *code,
                    const char *message) {
    return (size_t)(uintptr_t)xmlHashLookup3(baseline->known, text(file), text(code),
                                             text(message));
}

static void set_known(struct corpus_baseline *baseline, const char *file, const char *code,
                      const char *message, size_t count) {
    if (xmlHashUpdateEntry3(baseline->known, text(file), text(code), text(message),
                            (void *)(uintptr_t)count, NULL))
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
    if (good) set_known(baseline, file, code, message, known(baseline, file, code, message) + 1);
    json_decref(object);
    return good;
}

struct corpus_baseline *corpus_baseline_load(const char *path, struct report *report) {
    struct buffer bytes = {0};
    struct corpus_baseline *baseline = memory_allocate(1, sizeof *baseline);
    baseline->known = xmlHashCreate(0);
    bool good = file_read(path, &bytes);
    if (!good)
        report_say(report, SEVERITY_ERROR, "file/cannot-read", path, 0, 0, "cannot be read: %s",
                   strerror(errno));
    const char *line = bytes.bytes, *end = line + bytes.length;
    for (size_t number = 1; good && line && line < end; number++) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((line_end ? line_end : end) - line);
        good = !length || take_line(baseline, line, length);
        if (!good)
            report_say(report, SEVERITY_ERROR, "baseline/invalid", path, number, 1,
                       "this line is no finding: a baseline is what validate --format jsonl wrote");
        line += length + 1;
    }
    buffer_free(&bytes);
    if (good) return baseline;
    corpus_baseline_free(baseline);
    return NULL;
}

void corpus_baseline_free(struct corpus_baseline *baseline) {
    if (!baseline) return;
    xmlHashFree(baseline->known, NULL);
    free(baseline);
}

bool corpus_baseline_knows(struct corpus_baseline *baseline, const struct finding *finding) {
    size_t count = known(baseline, finding->file, finding->code, finding->message);
    if (!count) return false;
    set_known(baseline, finding->file, finding->code, finding->message, count - 1);
    return true;
}
