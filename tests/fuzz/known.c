/* Fuzz target: reports in jsonl that are read again, as known findings and as those of a share.
   Whatever the bytes, reading ends, and what is no report is said to be none. */
#include "corpus/corpus.h"
#include "file_fuzz.h"
#include "report/share.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_share(const char *path) {
    struct share_reader reader;
    if (share_reader_open(&reader, path) != SHARE_READ) return;
    if (!reader.head.number || reader.head.number > reader.head.count) abort();
    while (share_reader_next(&reader))
        continue;
    share_reader_free(&reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct report *report = quiet_report();
    const char *path = put_file("report.jsonl", data, size);
    struct corpus_baseline *known = corpus_baseline_load(path, report);
    if (!known && !report_count(report, SEVERITY_ERROR)) abort();
    if (known) {
        const struct finding finding = {.severity = SEVERITY_ERROR,
                                        .code = "rng/element-unknown",
                                        .file = "a.xml",
                                        .message = "no"};
        corpus_baseline_begin(known);
        if (corpus_baseline_knows(known, &finding) && corpus_baseline_knows(known, &finding))
            corpus_baseline_knows(known, &finding);
    }
    corpus_baseline_free(known);
    read_share(path);
    report_free(report);
    return 0;
}
