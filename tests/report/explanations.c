/* report/explanations: every code that the program can say is explained, and no other. */
#include "run.h"

#include "base/buffer.h"
#include "base/file.h"
#include "report/report.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

/* The first parts of codes. */
static const char *const modules[] = {"baseline",   "batch",    "call",    "encode",    "file",
                                      "memory",     "metadata", "persons", "profile",   "rng",
                                      "schematron", "settings", "text",    "transform", "xml",
                                      "xpath",      "xslt"};
enum { MODULES = sizeof modules / sizeof *modules };

/* What looks like a code and is none: types of media, folders. */
static bool is_no_code(const char *words) {
    return !strcmp(words, "text/csv") || !strcmp(words, "text/markdown");
}

/* All sources of the program, one behind the other. */
static void read_sources(struct buffer *sources) {
    glob_t found;
    ck_assert_int_eq(glob("tools/*/*.c", 0, NULL, &found), 0);
    ck_assert_int_eq(glob("tools/*.c", GLOB_APPEND, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        ck_assert(file_read(found.gl_pathv[i], sources));
    globfree(&found);
}

/* How long the code is that begins there; 0 where none does. */
static size_t code_length(const char *at) {
    for (size_t i = 0; i < MODULES; i++) {
        size_t length = strlen(modules[i]);
        if (strncmp(at, modules[i], length) || at[length] != '/') continue;
        size_t what = strspn(at + length + 1, "abcdefghijklmnopqrstuvwxyz0123456789-");
        return what && strchr("\"]", at[length + 1 + what]) ? length + 1 + what : 0;
    }
    return 0;
}

START_TEST(every_code_of_the_sources_is_explained) {
    struct buffer sources = {0};
    size_t codes = 0, length;
    read_sources(&sources);
    for (const char *at = sources.bytes; *at; at++) {
        char code[64];
        struct explanation explanation;
        if ((*at != '"' && *at != '[') || !(length = code_length(at + 1))) continue;
        snprintf(code, sizeof code, "%.*s", (int)length, at + 1);
        codes++;
        ck_assert_msg(is_no_code(code) || report_explain(code, &explanation),
                      "docs/findings.md lacks %s", code);
    }
    ck_assert_uint_gt(codes, 100);
    buffer_free(&sources);
}
END_TEST

START_TEST(every_explanation_is_of_a_code_of_the_sources) {
    struct buffer sources = {0};
    size_t length;
    read_sources(&sources);
    for (const char *next = NULL; (next = report_next_code(next, &length));) {
        char code[64];
        snprintf(code, sizeof code, "%.*s", (int)length, next);
        ck_assert_msg(strstr(sources.bytes, code) != NULL, "nothing says %s", code);
    }
    buffer_free(&sources);
}
END_TEST

START_TEST(an_explanation_has_an_example_and_a_mend) {
    size_t length;
    for (const char *next = NULL; (next = report_next_code(next, &length));) {
        char code[64];
        struct explanation explanation;
        snprintf(code, sizeof code, "%.*s", (int)length, next);
        ck_assert(report_explain(code, &explanation));
        const char *end = explanation.text + explanation.length;
        const char *example = strstr(explanation.text, "\n\n- Example: ");
        const char *mend = strstr(explanation.text, "\n- Mend: ");
        ck_assert_msg(example && mend && example < mend && mend < end, "%s", code);
    }
}
END_TEST

SUITE(report_explanations) {
    Suite *suite = suite_create("report/explanations");
    TCase *cases = tcase_create("report_explanations");
    tcase_add_test(cases, every_code_of_the_sources_is_explained);
    tcase_add_test(cases, every_explanation_is_of_a_code_of_the_sources);
    tcase_add_test(cases, an_explanation_has_an_example_and_a_mend);
    suite_add_tcase(suite, cases);
    return suite;
}
