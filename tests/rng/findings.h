/* For tests of validation: a schema and a document as strings, what is found as text. */
#ifndef TEIKIT_TESTS_RNG_FINDINGS_H
#define TEIKIT_TESTS_RNG_FINDINGS_H

#include "rng/rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GRAMMAR(body)                                                                              \
    "<grammar xmlns='http://relaxng.org/ns/structure/1.0' "                                        \
    "datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>" body "</grammar>"

/* Puts a document on standard input. */
static inline void put_document(const char *bytes, size_t length) {
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    rewind(file);
    ck_assert_int_eq(dup2(fileno(file), STDIN_FILENO), STDIN_FILENO);
    fclose(file);
}

static inline enum rng_verdict validate_as(const char *format, const char *schema_text,
                                           const char *bytes, size_t length, char **findings) {
    size_t size;
    FILE *stream = open_memstream(findings, &size);
    struct report *report = report_new(stream, report_format_named(format), false);
    struct rng_schema *schema =
        rng_load_memory(schema_text, strlen(schema_text), "schema.rng", NULL, report);
    enum rng_verdict verdict = RNG_UNREADABLE;
    if (schema) {
        put_document(bytes, length);
        verdict = rng_validate(schema, "-", "doc", report);
    }
    rng_free(schema);
    report_free(report);
    fclose(stream);
    return verdict;
}

static inline enum rng_verdict validate_bytes(const char *schema_text, const char *bytes,
                                              size_t length, char **findings) {
    return validate_as("text", schema_text, bytes, length, findings);
}

/* The findings in the document as text; free() them. */
static inline char *findings_of(const char *schema_text, const char *document) {
    char *findings;
    enum rng_verdict verdict = validate_bytes(schema_text, document, strlen(document), &findings);
    ck_assert_int_eq(verdict, *findings ? RNG_INVALID : RNG_VALID);
    return findings;
}

#define assert_findings(schema, document, expected)                                                \
    do {                                                                                           \
        char *found = findings_of(schema, document);                                               \
        ck_assert_str_eq(found, expected);                                                         \
        free(found);                                                                               \
    } while (0)

#define assert_valid(schema, document) assert_findings(schema, document, "")

#endif
