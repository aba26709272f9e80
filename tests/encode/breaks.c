/* encode/breaks: where pages and columns begin, however the source marks that. */
#include "example.h"
#include "run.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(pages) {
    check_encodes("A [Page XIV] b [Page A-2] c [Page 12b] d [Page] e.",
                  "<p>A <pb n=\"XIV\" xml:id=\"pg_XIV\"/> b <pb n=\"A-2\" xml:id=\"pg_A-2\"/> c "
                  "<pb n=\"12b\" xml:id=\"pg_12b\"/> d <supplied>Page</supplied> e.</p>\n");
}
END_TEST

START_TEST(columns) {
    check_encodes("A.\n\n[Column 12]\n\nB [Col. 13] c.",
                  "<p>A.</p>\n<cb n=\"12\"/>\n"
                  "<p>B <cb n=\"13\" rend=\"before:[Col.␣ behind:]\"/> c.</p>\n");
}
END_TEST

/* Asserts what becomes of a text by a profile with that pattern for pages. */
static void check_form(const char *pattern, const char *text, const char *expected) {
    char path[] = "/tmp/teikit-breaks-XXXXXX";
    close(mkstemp(path));
    struct buffer yaml = {0};
    buffer_print(&yaml, "name: own\nbase: diplomatic\npage: '%s'\n", pattern);
    ck_assert(file_write(path, yaml.bytes, yaml.length));
    buffer_free(&yaml);
    check_source_encodes(&(struct source){.text = text, .profile = path}, expected);
    unlink(path);
}

START_TEST(other_forms) {
    check_form("^- (?<number>[0-9]+) -$", "A.\n\n- 8 -\n\nB.",
               "<p>A.</p>\n<pb n=\"8\" xml:id=\"pg_8\" rend=\"before:-␣ behind:␣-\"/>\n"
               "<p>B.</p>\n");
    check_form("^\\[S\\. (?<number>[0-9]+)\\]$", "A [S. 8] b.\n[S. 9]\nC.",
               "<p>A <pb n=\"8\" xml:id=\"pg_8\" rend=\"before:[S.␣ behind:]\"/> b.</p>\n"
               "<pb n=\"9\" xml:id=\"pg_9\" rend=\"before:[S.␣ behind:] tight\"/>\n"
               "<p rend=\"tight\">C.</p>\n");
    check_form("^Page (?<number>[0-9]+) of [0-9]+$", "A.\n\n  Page 8 of 12\n\nB.",
               "<p>A.</p>\n<pb n=\"8\" xml:id=\"pg_8\" rend=\"before:Page␣ behind:␣of␣12 "
               "indent2\"/>\n<p>B.</p>\n");
}
END_TEST

/* What rend cannot hold, and numbers that are none, stay words. */
START_TEST(marks_that_cannot_be_kept) {
    check_form("^\\{\\s*(?<number>[0-9]*)\\}$", "A.\n\n{\t8}\n\n{}\n\n{␣8}",
               "<p>A.</p>\n<p>{\t8}</p>\n<p>{}</p>\n<p>{␣8}</p>\n");
    check_form("^\\{(?:(?<number>[0-9]+)|none)\\}$", "{none}", "<p>{none}</p>\n");
}
END_TEST

SUITE(breaks) {
    Suite *suite = suite_create("encode/breaks");
    TCase *cases = tcase_create("breaks");
    tcase_add_test(cases, pages);
    tcase_add_test(cases, columns);
    tcase_add_test(cases, other_forms);
    tcase_add_test(cases, marks_that_cannot_be_kept);
    suite_add_tcase(suite, cases);
    return suite;
}
