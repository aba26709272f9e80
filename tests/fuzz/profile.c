/* Fuzz target: YAML of the user's own, read as a profile and as metadata.  Whatever the bytes, what
   cannot be used is said to be at fault, and what can be encodes a text. */
#include "base/memory.h"
#include "encode/encode.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Something of each kind that the keys of a profile are about. */
static const char sample[] =
    "Papers of the Harbour\n\nChapter 1. The Light\n\n"
    "7. Transcript of a Talk Between the Keeper (Amsel) and the Pilot (Lund)1\n\n"
    "A: The lamp [is] out.2 [1 line illegible] On May 3, 1912 it burned(?) [sic].\n\n[Page 2]\n\n"
    "L: See Document 8, footnote 1.\n\n(a) oil\n\n(b) a boat\n\n(Laughter)\n\n"
    "  1. Source: Harbour Archives, Letters, Box 7, Lamps. Secret.\n  2. It was.\n\n"
    "8. Letter From the Pilot (Lund) to the Keeper (Amsel)\n\nTO: Mr. Amsel, Keeper\n\n"
    "Brest, 7 May 1912\n\nDear Amsel:\n\nTHE LIGHT\n\nIt burns.*\n\nYours,\n\nLund\n\n"
    "P.S. Brightly.\n\nEnclosure 1\n\nOil.\n\n* Dimly.\n\n"
    "@title A Play\n^Roles\nAda, a keeper\n#Act\n@Ada (low):\n~Light.\n$Night.\n";

static const char *yaml_path(void) {
    static char path[] = "/tmp/fuzz-profile-XXXXXX";
    static int file = -1;
    if (file < 0 && (file = mkstemp(path)) < 0) abort();
    return path;
}

static void write_file(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "w");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file)) abort();
}

/* Lets standard input give the sample. */
static void put_sample_on_stdin(void) {
    static FILE *file;
    if (!file && (!(file = tmpfile()) || fwrite(sample, 1, sizeof sample - 1, file) == 0 ||
                  fflush(file) || dup2(fileno(file), STDIN_FILENO) < 0))
        abort();
    if (lseek(STDIN_FILENO, 0, SEEK_SET)) abort();
}

static void encode(const struct encode_profile *profile, const struct encode_metadata *metadata,
                   struct report *report) {
    struct encode_options options = {.metadata = metadata, .review = encode_review_new()};
    const struct text_wishes wishes = {.charset = "UTF-8"};
    struct buffer encoding = {0};
    struct text *text = NULL;
    put_sample_on_stdin();
    if (text_read("-", "sample.txt", &wishes, report, &text) != TEXT_READ) abort();
    encode_text(text, profile, &options, report, &encoding);
    encode_profile_check(profile, "sample.txt", report);
    encode_review_free(options.review);
    buffer_free(&encoding);
    text_free(text);
}

/* Whether what was not loaded was said to be at fault. */
static void check_said(const void *loaded, const struct report *report, size_t before) {
    if (!loaded && report_count(report, SEVERITY_ERROR) == before) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct encode_profile *usual;
    static FILE *nowhere;
    memory_on_exhaustion(abort);
    if (!nowhere && !(nowhere = fopen("/dev/null", "w"))) abort();
    struct report *report = report_new(nowhere, report_format_named("text"), false);
    if (!usual && !(usual = encode_profile_load("diplomatic", NULL, report))) abort();
    write_file(yaml_path(), data, size);
    struct encode_profile *profile = encode_profile_load(yaml_path(), NULL, report);
    check_said(profile, report, 0);
    size_t errors = report_count(report, SEVERITY_ERROR);
    struct encode_metadata *metadata = encode_metadata_load(yaml_path(), report);
    check_said(metadata, report, errors);
    if (profile || metadata) encode(profile ? profile : usual, metadata, report);
    encode_metadata_free(metadata);
    encode_profile_free(profile);
    report_free(report);
    return 0;
}
