/* What the fuzz targets for the two syntaxes of RELAX NG share: a schema that can be read can be
   converted to the other syntax, and what comes out can be read as well. */
#ifndef TEIKIT_TESTS_FUZZ_SCHEMA_FUZZ_H
#define TEIKIT_TESTS_FUZZ_SCHEMA_FUZZ_H

#include "rng/rng.h"
#include "rng/schema.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static inline bool can_be_read(const char *text, size_t length, const char *name,
                               struct report *report) {
    struct simple_schema *schema = simple_schema_read(name, text, length, NULL, report);
    bool good = schema != NULL;
    simple_schema_free(schema);
    return good;
}

/* The XML syntax has a limit of nesting that the compact syntax has not. */
static inline bool is_shallow(const char *text, size_t length) {
    size_t open = 0;
    for (size_t i = 0; i < length; i++)
        open += text[i] == '(' || text[i] == '{' || text[i] == '[';
    return open < 60;
}

static inline void fuzz_schema(const char *text, size_t length, const char *name,
                               const char *other_name) {
    FILE *stream = fopen("/dev/null", "w");
    if (!stream) return;
    struct report *report = report_new(stream, report_format_named("jsonl"), false);
    bool good = can_be_read(text, length, name, report);
    struct buffer converted = {0};
    bool written = rng_convert_memory(text, length, name, other_name, &converted, report);
    if (good && !written) abort();
    if (good && is_shallow(text, length) &&
        !can_be_read(converted.bytes, converted.length, other_name, report))
        abort();
    buffer_free(&converted);
    report_free(report);
    fclose(stream);
}

#endif
