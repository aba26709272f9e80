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

/* Lines of signs set off what follows; those within a block are of that. */
START_TEST(rules) {
    check_encodes("A.\n\n* * *\n\nB.\n\n  -----\n\nC.\n\n***\n",
                  "<p>A.</p>\n<milestone unit=\"section\" rend=\"before:*␣*␣*\"/>\n<p>B.</p>\n"
                  "<milestone unit=\"section\" rend=\"before:----- indent2\"/>\n<p>C.</p>\n"
                  "<milestone unit=\"section\" rend=\"before:***\"/>\n");
    check_encodes("A.\n\nOil  Tar\n--------\n12    9\n\n**\n\nB.",
                  "<p>A.</p>\n<p>Oil  Tar\n--------\n12    9</p>\n<p>**</p>\n<p>B.</p>\n");
}
END_TEST

/* They stand between the items of a list. */
START_TEST(parts_of_a_telegram) {
    check_encodes(
        "So:\n\n1. A.\n\n(Section 2 of 3)\n\n2. B.",
        "<p>So:</p>\n<list type=\"ordered\">\n  <label>1.</label>\n  <item>A.</item>\n  <milestone "
        "unit=\"section\" n=\"2\" rend=\"before:(Section␣ behind:␣of␣3)\"/>\n  "
        "<label>2.</label>\n  <item>B.</item>\n</list>\n");
}
END_TEST

/* Below a signature it is no part of that, and above notes none of theirs. */
START_TEST(rules_around_a_closer) {
    check_encodes("7. Letter From Amsel to Lund\n\nThe lamp1 is out.\n\nYours ever,\n\nAmsel\n\n"
                  "_____\n1. An oil lamp.",
                  "<head>7. Letter From Amsel to Lund</head>\n<p>The lamp<note n=\"1\" "
                  "xml:id=\"d7fn1\" place=\"bottom\" rend=\"indent0\">An oil lamp.</note> is "
                  "out.</p>\n<closer>\n  <salute>Yours ever,</salute>\n  <signed>Amsel</signed>\n"
                  "</closer>\n<milestone unit=\"section\" rend=\"before:_____\"/>\n");
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

#define FEED(rend) "<pb rend=\"before:␌ behind:" rend "\"/>\n"

START_TEST(form_feeds) {
    check_encodes(
        "One.\n\fTwo.\n\n\f\n\nThree.",
        "<p>One.</p>\n" FEED(" tight") "<p rend=\"tight\">Two.</p>\n" FEED("") "<p>Three.</p>\n");
    check_encodes("Zero.\n\nOne \fand two.",
                  "<p>Zero.</p>\n<p part=\"I\">One</p>\n" FEED(
                      " tight") "<p rend=\"tight\" part=\"F\">and two.</p>\n");
    check_encodes(
        "One.1 Two.2\n\n  1. A\n\fand B.\n  2. C.\n",
        "<p>One.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\" rend=\"spaced\">A\n<pb "
        "rend=\"before:␌ behind:\"/>\nand B.</note> Two.<note n=\"2\" xml:id=\"examplefn2\" "
        "place=\"bottom\">C.</note></p>\n");
}
END_TEST

START_TEST(form_feeds_with_the_number_of_the_page) {
    check_encodes(
        "One.\n\f13\n\nTwo.\n\n\f   - xiv -\n\nThree.",
        "<p>One.</p>\n<pb n=\"13\" xml:id=\"pg_13\" rend=\"before:␌ behind: "
        "tight\"/>\n<p>Two.</p>\n"
        "<pb n=\"xiv\" xml:id=\"pg_xiv\" rend=\"before:␌␣␣␣-␣ behind:␣-\"/>\n<p>Three.</p>\n");
}
END_TEST

/* What stands at the foot of a page is not where the next one begins. */
START_TEST(numbers_above_form_feeds) {
    check_encodes(
        "One.\n\n    12\n\n\fTwo.\n13\n\f\n14",
        "<p>One.</p>\n<fw type=\"pageNum\" place=\"bottom\" rend=\"indent4\">12</fw>\n" FEED(
            "") "<p rend=\"tight\">Two.</p>\n<fw type=\"pageNum\" place=\"bottom\" "
                "rend=\"tight\">13</fw>\n" FEED(" tight") "<p rend=\"tight\">14</p>\n");
}
END_TEST

START_TEST(findings_behind_form_feeds) {
    check_finds("One.\n\fTwo [and\n\fThree and [so",
                "2:6 encode/bracket-not-closed\n3:12 encode/bracket-not-closed\n");
}
END_TEST

START_TEST(form_feeds_in_plays) {
    struct source source = {.text = "@title The Lamp\n@Ada\nIt burns\n\fall night.\n@Bo\nYes.\n",
                            .profile = "ezdrama"};
    struct example example = example_encode(&source);
    ck_assert_ptr_nonnull(strstr(example.encoding, "<pb rend=\"before:␌ behind:\"/>"));
    example_check_way_back(source.text, example.encoding);
    example_free(&example);
}
END_TEST

/* The number of the page that ends, above the mark of the next. */
START_TEST(numbers_above_marks_of_pages) {
    check_encodes("Zero.\n\n12\n\n[Page 13]\n\nOne.\n\n13\n\nTwo.",
                  "<p>Zero.</p>\n<fw type=\"pageNum\" place=\"bottom\">12</fw>\n<pb n=\"13\" "
                  "xml:id=\"pg_13\"/>\n<p>One.</p>\n<p>13</p>\n<p>Two.</p>\n");
}
END_TEST

SUITE(breaks) {
    Suite *suite = suite_create("encode/breaks");
    TCase *cases = tcase_create("breaks");
    tcase_add_test(cases, pages);
    tcase_add_test(cases, columns);
    tcase_add_test(cases, rules);
    tcase_add_test(cases, parts_of_a_telegram);
    tcase_add_test(cases, rules_around_a_closer);
    tcase_add_test(cases, other_forms);
    tcase_add_test(cases, marks_that_cannot_be_kept);
    tcase_add_test(cases, form_feeds);
    tcase_add_test(cases, form_feeds_with_the_number_of_the_page);
    tcase_add_test(cases, numbers_above_form_feeds);
    tcase_add_test(cases, findings_behind_form_feeds);
    tcase_add_test(cases, form_feeds_in_plays);
    tcase_add_test(cases, numbers_above_marks_of_pages);
    suite_add_tcase(suite, cases);
    return suite;
}
