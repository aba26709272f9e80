/* encode/note_rests: notes that go on in the list of the next page, where their number is not
   repeated. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"

#include <string.h>

#define NOTE(n, more, words)                                                                       \
    "<note n=\"" n "\" xml:id=\"examplefn" n "\" place=\"bottom\"" more ">" words "</note>"
#define LIST(notes) "<milestone unit=\"notes\" corresp=\"" notes "\"/>\n"
#define PAGE(n) "<pb n=\"" n "\" xml:id=\"pg_" n "\"/>\n"
#define PARTS(first, n, more, last)                                                                \
    "<p part=\"I\">" first "</p><p part=\"F\"" more " xml:id=\"examplefn" n "p2\">" last "</p>"

START_TEST(above_the_first_number) {
    check_encodes(
        "One.1\n\n  1. Of oil\n\n[Page 2]\n\nTwo.2\n\n  and tar.\n  2. B.\n\n[Page 3]\n\nEnd.",
        "<p>One." NOTE("1", " rend=\"spaced\"",
                       PARTS("Of oil", "1", "", "  and tar.")) "</p>\n" LIST("#examplefn1")
            PAGE("2") "<p>Two." NOTE("2", "", "B.") "</p>\n" LIST("#examplefn1p2 #examplefn2")
                PAGE("3") "<p>End.</p>\n");
}
END_TEST

/* What is not set in begins with a small letter, and is not all there is on the page. */
START_TEST(set_as_a_paragraph) {
    check_encodes(
        "One.1\n\n1. Of oil,\n\n[Page 2]\n\nTwo.2\n\nand of tar.\n\n2. B.\n\n[Page 3]\n\nEnd.",
        "<p>One." NOTE("1", " rend=\"indent0 spaced\"",
                       PARTS("Of oil,", "1", "", "and of tar.")) "</p>\n" LIST("#examplefn1")
            PAGE("2") "<p>Two." NOTE("2", " rend=\"indent0 spaced\"", "B.") "</p>\n" LIST(
                "#examplefn1p2 #examplefn2") PAGE("3") "<p>End.</p>\n");
}
END_TEST

START_TEST(alone_at_the_foot_of_the_page) {
    check_encodes(
        "One.1\n\n  1. Of oil\n\n[Page 2]\n\nTwo.\n\nand tar.\n\n[Page 3]\n\nThree.2\n\n  2. B.\n",
        "<p>One." NOTE("1", " rend=\"spaced\"", PARTS("Of oil", "1", "", "and tar.")) "</p>\n" LIST(
            "#examplefn1") PAGE("2") "<p>Two.</p>\n" LIST("#examplefn1p2")
            PAGE("3") "<p>Three." NOTE("2", " rend=\"spaced\"", "B.") "</p>\n");
}
END_TEST

/* A rest of several lines and paragraphs, directly below the text. */
START_TEST(of_several_paragraphs) {
    check_encodes(
        "One.1\n\n  1. Of oil\n\n[Page 2]\n\nTwo.\n  and\n  tar.\n\n  Of wicks.\n\n[Page "
        "3]\n\nEnd.",
        "<p>One." NOTE("1", " rend=\"spaced\"",
                       PARTS("Of oil", "1", " rend=\"tight\"",
                             "  and\n  tar.") "<p>  Of wicks.</p>") "</p>\n" LIST("#examplefn1")
            PAGE("2") "<p>Two.</p>\n" LIST("#examplefn1p2") PAGE("3") "<p>End.</p>\n");
}
END_TEST

START_TEST(over_three_pages) {
    check_encodes(
        "One.1\n\n  1. Of oil\n\n[Page 2]\n\nTwo.\n\n  and tar\n\n[Page 3]\n\nThree.\n\n  and "
        "wicks.\n\n[Page 4]\n\nEnd.",
        "<p>One." NOTE("1", " rend=\"spaced\"",
                       "<p part=\"I\">Of oil</p><p part=\"M\" "
                       "xml:id=\"examplefn1p2\">  and tar</p><p part=\"F\" "
                       "xml:id=\"examplefn1p2_2\">  and wicks.</p>") "</p>\n" LIST("#examplefn1")
            PAGE("2") "<p>Two.</p>\n" LIST("#examplefn1p2")
                PAGE("3") "<p>Three.</p>\n" LIST("#examplefn1p2_2") PAGE("4") "<p>End.</p>\n");
}
END_TEST

/* The text stops in the middle of a sentence above words that do not: they are the rest. */
START_TEST(with_a_capital) {
    check_encodes("One.1\n\n1. Of the oil from the Harbour\n\n[Page 2]\n\nThe men who came from "
                  "the island brought "
                  "oil with them, and they\n\nOffice and of tar.\n\n[Page 3]\n\nwent.",
                  "<p>One." NOTE("1", " rend=\"indent0 spaced\"",
                                 PARTS("Of the oil from the Harbour", "1", "",
                                       "Office and of tar.")) "</p>\n" LIST("#examplefn1")
                      PAGE("2") "<p part=\"I\">The men who came from the island brought oil "
                                "with them, and they</p>\n" LIST("#examplefn1p2")
                                    PAGE("3") "<p part=\"F\">went.</p>\n");
}
END_TEST

/* A note cannot end in a comma or within brackets, and nothing else begins with a number and one.
 */
START_TEST(above_a_number_and_below_a_sentence) {
    static const char *const cuts[][2] = {{"Box 3,", "Lot 4."},
                                          {"Box (with", "Lot 4)."},
                                          {"Of “oil", "Lot” 4."},
                                          {"May", "4, 1921."}};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        struct buffer text = {0}, expected = {0};
        buffer_print(&text,
                     "One.1\n\n1. %s\n\n[Page 2]\n\nTwo.2\n\n%s\n\n2. B.\n\n[Page 3]\n\nEnd.",
                     cuts[i][0], cuts[i][1]);
        buffer_print(&expected, "<p part=\"I\">%s</p>", cuts[i][0]);
        struct example example = example_encode(&(struct source){.text = text.bytes});
        ck_assert_ptr_nonnull(strstr(example.encoding, expected.bytes));
        example_check_way_back(text.bytes, example.encoding);
        example_free(&example);
        buffer_free(&text);
        buffer_free(&expected);
    }
}
END_TEST

START_TEST(what_is_no_rest) {
    /* The note is at its end. */
    check_encodes("One.1\n\n  1. A.\n\n[Page 2]\n\nTwo:\n\noil\n\n[Page 3]\n\nEnd.",
                  "<p>One." NOTE("1", " rend=\"spaced\"", "A.") "</p>\n" LIST("#examplefn1")
                      PAGE("2") "<p>Two:</p>\n<p>oil</p>\n" PAGE("3") "<p>End.</p>\n");
    /* The page holds nothing else: it is the text that goes on. */
    check_encodes("Zero.\n\nOne.1 And\n\n  1. Lund, p. 4\n\n[Page 2]\n\nso on.\n\n[Page 3]\n\nEnd.",
                  "<p>Zero.</p>\n<p part=\"I\">One." NOTE(
                      "1", " rend=\"spaced\"", "Lund, p. 4") " And</p>\n" LIST("#examplefn1")
                      PAGE("2") "<p part=\"F\">so on.</p>\n" PAGE("3") "<p>End.</p>\n");
}
END_TEST

SUITE(note_rests) {
    Suite *suite = suite_create("encode/note_rests");
    TCase *cases = tcase_create("note_rests");
    tcase_add_test(cases, above_the_first_number);
    tcase_add_test(cases, set_as_a_paragraph);
    tcase_add_test(cases, alone_at_the_foot_of_the_page);
    tcase_add_test(cases, of_several_paragraphs);
    tcase_add_test(cases, over_three_pages);
    tcase_add_test(cases, with_a_capital);
    tcase_add_test(cases, above_a_number_and_below_a_sentence);
    tcase_add_test(cases, what_is_no_rest);
    suite_add_tcase(suite, cases);
    return suite;
}
