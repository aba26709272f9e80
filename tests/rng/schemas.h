/* For tests of schema reading: schemas as strings, in memory or as files of a folder that goes away
   again; what is found as text. */
#ifndef TEIKIT_TESTS_RNG_SCHEMAS_H
#define TEIKIT_TESTS_RNG_SCHEMAS_H

#include "run.h"

#include "rng/rng.h"
#include "rng/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A schema in the XML syntax. */
#define RNG_URI "http://relaxng.org/ns/structure/1.0"
#define XSD_URI "http://www.w3.org/2001/XMLSchema-datatypes"
#define ROOT(tag, content) "<" tag " xmlns='" RNG_URI "'>" content "</" tag ">"
#define ELEMENT(content)                                                                           \
    "<element name='e' xmlns='" RNG_URI "' datatypeLibrary='" XSD_URI "'>" content "</element>"
#define START(content) ROOT("grammar", "<start>" content "</start>")

/* Takes out the lines that show the source, which begin with white space. */
static inline char *without_excerpts(char *findings) {
    char *to = findings;
    for (char *line = findings; *line;) {
        size_t length = strcspn(line, "\n") + 1;
        if (*line != ' ') {
            memmove(to, line, length);
            to += length;
        }
        line += length;
    }
    *to = '\0';
    return findings;
}

/* What is found in reading the schema, a line each; free() it.  `text` NULL: from the file. */
static inline char *schema_findings(const char *name, const char *text) {
    char *findings;
    size_t size;
    FILE *stream = open_memstream(&findings, &size);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct simple_schema *schema =
        simple_schema_read(name, text, text ? strlen(text) : 0, NULL, report);
    ck_assert_int_eq(schema != NULL, report_count(report, SEVERITY_ERROR) == 0);
    simple_schema_free(schema);
    report_free(report);
    fclose(stream);
    return without_excerpts(findings);
}

#define assert_schema(name, text, expected)                                                        \
    do {                                                                                           \
        char *found_here = schema_findings(name, text);                                            \
        ck_assert_str_eq(found_here, expected);                                                    \
        free(found_here);                                                                          \
    } while (0)

#define assert_good_xml(text) assert_schema("s.rng", text, "")
#define assert_good_compact(text) assert_schema("s.rnc", text, "")

/* A file of a test's own. */
struct test_file {
    const char *name, *text;
};

/* Goes to a new folder with these files (a NULL name ends them); returns its name. */
static inline char *enter_folder(const struct test_file *files) {
    char *folder = strdup("/tmp/teikit-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    for (; files->name; files++) {
        if (strchr(files->name, '/')) mkdir("sub", 0777);
        FILE *file = fopen(files->name, "wb");
        ck_assert_ptr_nonnull(file);
        fputs(files->text, file);
        fclose(file);
    }
    return folder;
}

static inline void leave_folder(char *folder, const struct test_file *files) {
    for (; files->name; files++)
        unlink(files->name);
    rmdir("sub");
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(rmdir(folder), 0);
    free(folder);
}

/* Reads the first of the files. */
#define assert_files(expected, ...)                                                                \
    do {                                                                                           \
        const struct test_file files[] = {__VA_ARGS__, {0}};                                       \
        char *folder = enter_folder(files);                                                        \
        char *found_here = schema_findings(files[0].name, NULL);                                   \
        leave_folder(folder, files);                                                               \
        ck_assert_str_eq(found_here, expected);                                                    \
        free(found_here);                                                                          \
    } while (0)

/* The schema in the syntax of the output's name; free() it. */
static inline char *converted(const char *name, const char *text, const char *output_name) {
    const struct test_file files[] = {{name, text}, {0}};
    char *folder = enter_folder(files);
    struct report *report = report_new(stdout, report_format_named("text"), false);
    struct buffer output = {0};
    ck_assert(rng_convert(name, output_name, &output, report));
    report_free(report);
    leave_folder(folder, files);
    return output.bytes;
}

#define assert_converts(name, text, output_name, expected)                                         \
    do {                                                                                           \
        char *result = converted(name, text, output_name);                                         \
        ck_assert_str_eq(result, expected);                                                        \
        free(result);                                                                              \
    } while (0)

#endif
