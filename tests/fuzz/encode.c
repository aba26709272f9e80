/* Fuzz target: texts, encoded by the built-in profiles.  Whatever the bytes, what is encoded must
   be valid by the built-in schema, and the way back must give the text again. */
#include "encode/encode.h"
#include "base/builtin.h"
#include "base/memory.h"
#include "rng/rng.h"
#include "transform/transform.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is loaded once, as for a batch of texts. */
struct tools {
    struct report *report;
    struct encode_profile **profiles;
    size_t count, capacity;
    struct rng_schema *schema;
    struct transform_stylesheet *way_back;
};

static void load_profiles(struct tools *tools) {
    static const char folder[] = "tools/encode/profiles/";
    for (const struct builtin *file = builtin_files; file->path; file++) {
        if (strncmp(file->path, folder, sizeof folder - 1)) continue;
        const char *name = file->path + sizeof folder - 1;
        char *stem = memory_copy(name, strcspn(name, "."));
        tools->profiles = memory_grow(tools->profiles, &tools->capacity, tools->count + 1,
                                      sizeof(struct encode_profile *));
        if (!(tools->profiles[tools->count++] = encode_profile_load(stem, NULL, tools->report)))
            abort();
        free(stem);
    }
}

static const struct tools *load(void) {
    static struct tools tools;
    if (tools.report) return &tools;
    memory_on_exhaustion(abort);
    tools.report = report_new(stderr, report_format_named("text"), false);
    load_profiles(&tools);
    const struct builtin *schema = builtin_find("schemas/teikit.rng");
    tools.schema = rng_load_memory(schema->bytes, (size_t)(schema->end - schema->bytes),
                                   schema->path, NULL, tools.report);
    tools.way_back = transform_load_builtin("source", NULL, tools.report);
    if (!tools.schema || !tools.way_back) abort();
    return &tools;
}

/* Lets standard input give these bytes. */
static void put_on_stdin(const void *bytes, size_t length) {
    static FILE *file;
    if (!file && (!(file = tmpfile()) || dup2(fileno(file), STDIN_FILENO) < 0)) abort();
    if (ftruncate(STDIN_FILENO, 0) || pwrite(STDIN_FILENO, bytes, length, 0) != (ssize_t)length ||
        lseek(STDIN_FILENO, 0, SEEK_SET))
        abort();
}

static void check_valid(const struct tools *tools, const struct buffer *encoding) {
    put_on_stdin(encoding->bytes, encoding->length);
    if (rng_validate(tools->schema, "-", "encoding", tools->report) == RNG_VALID) return;
    fputs(encoding->bytes, stderr);
    abort();
}

static void check_way_back(const struct tools *tools, const struct text *text,
                           const struct buffer *encoding) {
    struct buffer back = {0}, source = {0}, returned = {0};
    enum transform_status status = transform_memory(
        tools->way_back, encoding->bytes, encoding->length, "encoding", NULL, tools->report, &back);
    encode_tidy(text->bytes, text->length, &source);
    encode_tidy(back.bytes ? back.bytes : "", back.length, &returned);
    if (status != TRANSFORM_DONE || source.length != returned.length ||
        (source.length && memcmp(source.bytes, returned.bytes, source.length))) {
        fprintf(stderr, "%s\nis taken back to\n%s\n", encoding->bytes, back.bytes);
        abort();
    }
    buffer_free(&back);
    buffer_free(&source);
    buffer_free(&returned);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct tools *tools = load();
    const struct encode_profile *profile = tools->profiles[size % tools->count];
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere) abort();
    struct report *report = report_new(nowhere, report_format_named("text"), false);
    struct encode_options options = {.review = encode_review_new()};
    struct buffer encoding = {0};
    struct text *text = NULL;
    put_on_stdin(data, size);
    const struct text_wishes wishes = {0};
    if (text_read("-", "fuzz.txt", &wishes, report, &text) == TEXT_READ &&
        encode_text(text, profile, &options, report, &encoding)) {
        if (!encode_profile_check(profile, "fuzz.txt", tools->report)) abort();
        check_valid(tools, &encoding);
        check_way_back(tools, text, &encoding);
    }
    encode_review_free(options.review);
    buffer_free(&encoding);
    text_free(text);
    report_free(report);
    fclose(nowhere);
    return 0;
}
