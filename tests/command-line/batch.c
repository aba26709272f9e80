/* Several inputs in one call: worker processes, in whatever number, and what is the same with each.
 */
#include "command-line/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const numbers[] = {"1", "2", "3", "9"};
enum { NUMBERS = sizeof numbers / sizeof *numbers };

/* Asserts that the call ends so, and gives the same output and findings with each number of
   workers; `file` as well, if it is not NULL. */
#define check_same(status, file, ...)                                                              \
    do {                                                                                           \
        const char *first_output = NULL, *first_errors = NULL, *first_content = NULL;              \
        for (size_t number = 0; number < NUMBERS; number++) {                                      \
            ck_assert_int_eq(RUN(__VA_ARGS__, "-j", numbers[number]), status);                     \
            if (!number) first_output = output(), first_errors = errors();                         \
            if (!number && (file)) first_content = content(file);                                  \
            ck_assert_str_eq(output(), first_output);                                              \
            ck_assert_str_eq(errors(), first_errors);                                              \
            if (file) ck_assert_str_eq(content(file), first_content);                              \
        }                                                                                          \
    } while (0)

/* Texts that an encoder has something to say of, one of which cannot be encoded. */
static void put_texts(void) {
    for (int i = 1; i < 7; i++) {
        char name[32], text[200];
        snprintf(name, sizeof name, "in/%d.txt", i);
        snprintf(text, sizeof text, "%d. Transcript\n\nA: One.\n\nB: Two.%s\n", i,
                 i % 2 ? "\n\n  2. A note." : "");
        put(name, text);
    }
    put_bytes("in/4.txt", "a\0b", 3);
}

START_TEST(encodings_findings_and_reports_are_the_same) {
    put_texts();
    check_same(2, "report.jsonl", "encode", "-d", "out", "--report", "report.jsonl", "in", "gone");
    ck_error("in/4.txt:1:2", "text/control-character");
    ck_error("gone", "file/cannot-read");
    ck_warning("in/5.txt:7:6", "encode/note-without-marker");
    ck_assert_str_eq(files(), "in/1.txt in/2.txt in/3.txt in/4.txt in/5.txt in/6.txt out/1.xml "
                              "out/2.xml out/3.xml out/5.xml out/6.xml report.jsonl");
}
END_TEST

/* A volume that is long enough to be made by several threads: persons and pages come again and
   again, some notes have no marker and some markers no note. */
static void put_volume(const char *name, int count) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    for (int i = 1; i <= count; i++) {
        if (i % 50 == 0) fprintf(stream, "Chapter %d\n\n", i / 50);
        fprintf(stream,
                "%d. Conversation Between the Keeper (Amsel) and Pilot %d (Aas)1\n\n"
                "[Page %d]\n\nAmsel: The lamp is out.2 So is the [small] one. See Document %d,"
                " footnote 2.\n\nAas: That was on May 3, 1912. [omission in the source]\n\n"
                "  1. Source: Harbour Archives, Box %d.\n  %d. Oil.\n\n",
                i, i % 7, i % 30, i / 2 + 1, i, i % 9 ? 2 : 3);
    }
    fclose(stream);
    put(name, text);
    free(text);
}

START_TEST(the_documents_of_a_volume_are_the_same) {
    put_volume("in.txt", 700);
    check_same(0, "report.jsonl", "encode", "--report", "report.jsonl", "in.txt");
    ck_warning("in.txt:93:24", "encode/note-missing");
    ck_holds(output(), "xml:id=\"pg_1_24\"");
}
END_TEST

START_TEST(validation_says_the_same) {
    put("own.rnc", "element a { element b { empty }* }\n");
    put("bad.rnc", "element a {\n");
    for (int i = 1; i < 8; i++) {
        char name[32], text[200];
        snprintf(name, sizeof name, "in/%d.xml", i);
        snprintf(text, sizeof text, "<?xml-model href='../%s.rnc'?>\n<a><b/>%s</a>\n",
                 i % 4 ? "own" : "bad", i % 3 ? "" : "<c/>");
        put(name, text);
    }
    put("in/5.xml", "<a>\n<b>");
    check_same(2, NULL, "validate", "in");
    ck_finding_in(output(), "in/3.xml:2:8", "error", "rng/element-unknown");
    ck_finding_in(output(), "in/6.xml:2:8", "error", "rng/element-unknown");
    const char *schema = strstr(output(), "bad.rnc:");
    ck_assert_ptr_nonnull(schema);
    ck_assert_ptr_null(strstr(schema + 1, "bad.rnc:2")); /* it is said once */
    check_same(2, NULL, "validate", "--format", "jsonl", "in");
}
END_TEST

START_TEST(transformations_are_the_same) {
    put("own.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                   "<xsl:output method='text'/><xsl:template match='/'>"
                   "<xsl:message><xsl:value-of select='a'/></xsl:message>"
                   "<xsl:value-of select='a'/></xsl:template></xsl:stylesheet>");
    put("in/1.xml", "<a>one</a>");
    put("in/2.xml", "<a>two");
    put("in/sub/3.xml", "<a>three</a>");
    check_same(1, "out/sub/3.txt", "transform", "-s", "own.xsl", "-d", "out", "in");
    ck_note("own.xsl:1", "xslt/message");
    ck_assert_str_eq(content("out/sub/3.txt"), "three");
}
END_TEST

START_TEST(an_input_over_its_time_is_given_up) {
    put("own.xsl", "<xsl:stylesheet version='1.0' "
                   "xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                   "<xsl:output method='text'/>"
                   "<xsl:template match='a'>done</xsl:template>"
                   "<xsl:template match='b' name='twice'><xsl:param name='n' select='200'/>"
                   "<xsl:if test='$n'>"
                   "<xsl:call-template name='twice'><xsl:with-param name='n' select='$n - 1'/>"
                   "</xsl:call-template>"
                   "<xsl:call-template name='twice'><xsl:with-param name='n' select='$n - 1'/>"
                   "</xsl:call-template></xsl:if></xsl:template></xsl:stylesheet>");
    put("in/1.xml", "<a/>");
    put("in/2.xml", "<b/>");
    put("in/3.xml", "<a/>");
    ck_assert_int_eq(
        RUN("transform", "-s", "own.xsl", "--timeout", "0.5", "-d", "out", "-j", "1", "in"), 1);
    ck_error("in/2.xml", "batch/timeout");
    ck_assert_uint_eq(count_findings(errors()), 1);
    ck_assert_str_eq(files(), "in/1.xml in/2.xml in/3.xml out/1.txt out/3.txt own.xsl");
}
END_TEST

START_TEST(numbers_of_workers_are_numbers) {
    put("in.txt", "Words");
    ck_assert_int_eq(RUN("encode", "-j", "two", "in.txt"), 2);
    ck_error("teikit", "call/number");
    ck_assert_int_eq(RUN("encode", "--timeout", "-1", "in.txt"), 2);
    ck_error("teikit", "call/number");
    ck_assert_str_eq(output(), "");
}
END_TEST

COMMAND_LINE_SUITE(batch, encodings_findings_and_reports_are_the_same,
                   the_documents_of_a_volume_are_the_same, validation_says_the_same,
                   transformations_are_the_same, an_input_over_its_time_is_given_up,
                   numbers_of_workers_are_numbers)
