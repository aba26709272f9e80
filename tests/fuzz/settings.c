/* Fuzz target: settings of a corpus.  Whatever the bytes, there are settings that can be asked, or
   a finding says why not. */
#include "corpus/corpus.h"
#include "file_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const struct corpus_settings *settings, struct report *report) {
    static const char *const files[] = {"a.xml", "letters/a.xml", "../a.xml", ""};
    const char *const *names;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct finding finding = {
            .severity = SEVERITY_ERROR, .code = "rng/x", .file = files[i], .message = "m"};
        corpus_settings_schemas(settings, files[i], &names);
        corpus_settings_apply(settings, &finding);
    }
    if (corpus_settings_checks(settings, &names))
        corpus_settings_unknown_check(settings, 0, "ids", report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct report *report = quiet_report();
    struct corpus_settings *settings =
        corpus_settings_load(put_file("teikit.yml", data, size), report);
    if (!settings && !report_count(report, SEVERITY_ERROR)) abort();
    if (settings) ask(settings, report);
    corpus_settings_free(settings);
    report_free(report);
    return 0;
}
