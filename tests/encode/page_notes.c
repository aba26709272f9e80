/* encode/page_notes: lists of notes within the text, at the end of pages and sections. */
#include "example.h"
#include "run.h"

#define NOTE(n, id, more, words)                                                                   \
    "<note n=\"" n "\" xml:id=\"examplefn" id "\" place=\"bottom\"" more ">" words "</note>"
#define LIST(notes) "<milestone unit=\"notes\" corresp=\"" notes "\"/>\n"
#define PAGE(n) "<pb n=\"" n "\" xml:id=\"pg_" n "\"/>\n"

START_TEST(above_the_page_break) {
    check_encodes(
        "One.1 Two.2\n\n  1. A.\n  2. B.\n\n[Page 2]\n\nThree.1 Four.\n\n  1. C.",
        "<p>One." NOTE("1", "1", " rend=\"spaced\"", "A.") " Two." NOTE(
            "2", "2", "", "B.") "</p>\n" LIST("#examplefn1 #examplefn2")
            PAGE("2") "<p>Three." NOTE("1", "1_2", " rend=\"spaced\"", "C.") " Four.</p>\n");
}
END_TEST

START_TEST(below_the_page_break) {
    check_encodes("One.1\n\n[Page 2]\n  1. A.\n\nTwo.1\n\n[Page 3]\n  1. B.\n\nThree.",
                  "<p>One." NOTE("1", "1", "", "A.") "</p>\n" PAGE("2")
                      LIST("#examplefn1") "<p>Two." NOTE("1", "1_2", "", "B.") "</p>\n" PAGE("3")
                          LIST("#examplefn1_2") "<p>Three.</p>\n");
}
END_TEST

START_TEST(in_a_paragraph_that_goes_on) {
    check_encodes(
        "Zero.\n\nOne.1 And\n  1. A.\n[Page 2]\nso on.2\n  2. B.",
        "<p>Zero.</p>\n<p part=\"I\">One." NOTE("1", "1", "", "A.") " And</p>\n" LIST(
            "#examplefn1") "<pb n=\"2\" xml:id=\"pg_2\" rend=\"tight\"/>\n"
                           "<p rend=\"tight\" part=\"F\">so on." NOTE("2", "2", "", "B.") "</p>\n");
}
END_TEST

/* Numbers set as those of paragraphs are notes only at a break. */
START_TEST(at_the_end_of_a_section) {
    check_encodes(
        "Zero.\n\nTHE PIER\n\nIt has sunk into the mud of the harbour, as everybody here "
        "saw.1\n\n1. "
        "A.\n\n"
        "THE SEA\n\nIt has risen over the wall and over the road that is behind.1\n\n1. B.",
        "<p>Zero.</p>\n<div type=\"section\">\n  <head>THE PIER</head>\n  <p>It has sunk into the "
        "mud of "
        "the harbour, as everybody here saw." NOTE(
            "1", "1", " rend=\"indent0 spaced\"",
            "A.") "</p>\n  " LIST("#examplefn1") "</div>\n<div "
                                                 "type=\"section\">\n  <head>THE "
                                                 "SEA</head>\n  <p>It has risen over the "
                                                 "wall and over the road that is "
                                                 "behind." NOTE("1", "1_2",
                                                                " rend=\"indent0 "
                                                                "spaced\"",
                                                                "B.") "</p>\n</div>\n");
    check_encodes("One.1 And two.2\n\n1. First here.\n\n2. Then there.\n\nOr so.3\n\n  3. C.",
                  "<p>One.1 And two.2</p>\n<list type=\"ordered\">\n  <label>1.</label>\n  "
                  "<item>First here.</item>\n  <label>2.</label>\n  <item>Then there.</item>\n"
                  "</list>\n<p>Or so." NOTE("3", "3", " rend=\"spaced\"", "C.") "</p>\n");
}
END_TEST

START_TEST(a_note_of_several_paragraphs) {
    check_encodes("One.1 Two.2\n\n  1. A\nand more.\n\n    Its end.\n  2. B.\n\nThree.1\n\n  1. C.",
                  "<p>One." NOTE("1", "1", " rend=\"spaced\"", "<p>A\nand more.</p><p>    Its end.</p>") " Two." NOTE(
                      "2", "2", "",
                      "B.") "</p>\n" LIST("#examplefn1 #examplefn2") "<p>Three." NOTE("1", "1_2",
                                                                                      " rend="
                                                                                      "\"spaced\"",
                                                                                      "C.") "</"
                                                                                            "p>\n");
}
END_TEST

START_TEST(signs_on_pages_and_numbers_at_the_end) {
    check_encodes(
        "One.* Two.1\n\n* A.\n\n[Page 2]\n\nThree.* Four.2\n\n* B.\n\n[Page 3]\n\nEnd.\n\n"
        "  1. C.\n  2. D.",
        "<p>One." NOTE("*", "s1", " rend=\"indent0 bare spaced\"", "A.") " Two." NOTE(
            "1", "1", " rend=\"spaced\"", "C.") "</p>\n" LIST("#examplefns1")
            PAGE("2") "<p>Three." NOTE("*", "s2", " rend=\"indent0 bare spaced\"",
                                       "B.") " Four." NOTE("2", "2", "",
                                                           "D.") "</p>\n" LIST("#examplefns2")
                PAGE("3") "<p>End.</p>\n");
}
END_TEST

/* An emphasis within the words of a note does not make one of its sign. */
START_TEST(signs_right_before_the_words) {
    check_encodes("One.* Two.†\n\n*See *Lund*, p. 4.\n†B.\n\nThree.*\n\n*So.* It "
                  "is.\n\n*C.\n\nEnd.",
                  "<p>One." NOTE("*", "s1", " rend=\"indent0 attached spaced\"", "See *Lund*, p. 4.") " Two." NOTE(
                      "†", "s2", " rend=\"indent0 attached\"",
                      "B.") "</p>\n" LIST("#examplefns1 #examplefns2") "<p>Three." NOTE("*", "s3",
                                                                                        " rend="
                                                                                        "\"indent0 "
                                                                                        "attached "
                                                                                        "spaced\"",
                                                                                        "C.") "</"
                                                                                              "p>"
                                                                                              "\n<"
                                                                                              "p>*"
                                                                                              "So.*"
                                                                                              " It "
                                                                                              "is.<"
                                                                                              "/p>"
                                                                                              "\n" LIST(
                                                                                                  "#examplefns3") "<p>End.</p>\n");
}
END_TEST

/* A number that no full stop follows is none of a paragraph. */
START_TEST(bare_numbers_between_paragraphs) {
    check_encodes(
        "One.1\n\n1 A.\n\nTwo.1\n\n1 B.\n\nEnd.",
        "<p>One." NOTE("1", "1", " rend=\"indent0 bare spaced\"", "A.") "</p>\n" LIST(
            "#examplefn1") "<p>Two." NOTE("1", "1_2", " rend=\"indent0 bare spaced\"",
                                          "B.") "</p>\n" LIST("#examplefn1_2") "<p>End.</p>\n");
}
END_TEST

#define FLUSH " rend=\"indent0 spaced\""

/* Set as paragraphs are, each list below the paragraph that holds its markers. */
START_TEST(notes_set_as_paragraphs_between_paragraphs) {
    check_encodes(
        "One.7 And two.8\n\n7. A.\n\n8. B.\n\nThree.9\n\n9. C.\n\nEnd.",
        "<p>One." NOTE("7", "7", FLUSH, "A.") " And two." NOTE("8", "8", FLUSH, "B.") "</p>\n" LIST(
            "#examplefn7 #examplefn8") "<p>Three." NOTE("9", "9", FLUSH,
                                                        "C.") "</p>\n" LIST("#examplefn9") "<p>End."
                                                                                           "</"
                                                                                           "p>\n");
}
END_TEST

/* Where breaks of pages were lost, markers stand some paragraphs above their notes. */
START_TEST(notes_set_as_paragraphs_below_several) {
    check_encodes("One.1\n\nTwo.2\n\n1. A.\n\n2. B.\n\nThree.3\n\nFour.4\n\n3. C.\n\n4. D.\n\nEnd.",
                  "<p>One." NOTE("1", "1", FLUSH, "A.") "</p>\n<p>Two." NOTE("2", "2", FLUSH, "B.") "</p>\n" LIST("#examplefn1 #examplefn2") "<p>Three." NOTE(
                      "3", "3", FLUSH,
                      "C.") "</p>\n<p>Four." NOTE("4", "4", FLUSH,
                                                  "D.") "</p>\n" LIST("#examplefn3 "
                                                                      "#examplefn4") "<p>"
                                                                                     "End.</"
                                                                                     "p>\n");
}
END_TEST

/* Markers without notes are no reason to take paragraphs for them. */
START_TEST(numbered_paragraphs_far_from_markers_are_not_notes) {
    check_encodes("One.1\n\nSo:\n\n1. First.\n\n2. Second.\n\nThree.2",
                  "<p>One.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\"><gap "
                  "reason=\"missing\"/></note></p>\n<p>So:</p>\n<list type=\"ordered\">\n  "
                  "<label>1.</label>\n  <item>First.</item>\n  <label>2.</label>\n  "
                  "<item>Second.</item>\n</list>\n<p>Three.<note n=\"2\" xml:id=\"examplefn2\" "
                  "place=\"bottom\"><gap reason=\"missing\"/></note></p>\n");
}
END_TEST

/* The numbered paragraph right below a break is none of the notes at the foot of the pages. */
START_TEST(notes_at_the_foot_only) {
    check_encodes(
        "One.1 Two.2\n\n[Page 2]\n\n1. First\nhere.\n\n1. A.\n2. B.\n\n[Page 3]\n\nEnd.",
        "<p>One." NOTE("1", "1", FLUSH, "A.") " Two." NOTE(
            "2", "2", " rend=\"indent0\"",
            "B.") "</p>\n" PAGE("2") "<p>1. First\nhere.</p>\n" LIST("#examplefn1 #examplefn2")
            PAGE("3") "<p>End.</p>\n");
}
END_TEST

/* Items of a list have no markers of their own: one list at the end explains them all. */
START_TEST(items_are_not_notes) {
    check_encodes(
        "One.1 Two.2\n\n  1. First here.\n  2. Then there.\n\nSo.\n\n  1. A.\n  2. B.",
        "<p>One." NOTE("1", "1", " rend=\"spaced\"", "A.") " Two." NOTE(
            "2", "2", "",
            "B.") "</p>\n<list type=\"ordered\">\n  <label rend=\"indent2\">1.</label>\n  "
                  "<item>First here.</item>\n  <label rend=\"tight indent2\">2.</label>\n  "
                  "<item>Then there.</item>\n</list>\n<p>So.</p>\n");
}
END_TEST

/* One list, above a page break, and no more notes behind it. */
START_TEST(the_only_list_is_within_the_text) {
    check_encodes("One.1\n\n  1. A.\n\n[Page 2]\n\nAnd more text follows.",
                  "<p>One." NOTE("1", "1", " rend=\"spaced\"", "A.") "</p>\n" LIST("#examplefn1")
                      PAGE("2") "<p>And more text follows.</p>\n");
}
END_TEST

START_TEST(a_note_without_a_marker) {
    check_finds(
        "One.1 Two.2 Three.3 Four.\n\n  1. A.\n  2. B.\n  3. C.\n  4. D.\n\n[Page 2]\n\nFive.1\n\n"
        "  1. E.",
        "6:6 encode/note-without-marker\n");
}
END_TEST

SUITE(page_notes) {
    Suite *suite = suite_create("encode/page_notes");
    TCase *cases = tcase_create("page_notes");
    tcase_add_test(cases, above_the_page_break);
    tcase_add_test(cases, below_the_page_break);
    tcase_add_test(cases, in_a_paragraph_that_goes_on);
    tcase_add_test(cases, at_the_end_of_a_section);
    tcase_add_test(cases, a_note_of_several_paragraphs);
    tcase_add_test(cases, signs_on_pages_and_numbers_at_the_end);
    tcase_add_test(cases, signs_right_before_the_words);
    tcase_add_test(cases, bare_numbers_between_paragraphs);
    tcase_add_test(cases, notes_set_as_paragraphs_between_paragraphs);
    tcase_add_test(cases, notes_set_as_paragraphs_below_several);
    tcase_add_test(cases, numbered_paragraphs_far_from_markers_are_not_notes);
    tcase_add_test(cases, notes_at_the_foot_only);
    tcase_add_test(cases, items_are_not_notes);
    tcase_add_test(cases, the_only_list_is_within_the_text);
    tcase_add_test(cases, a_note_without_a_marker);
    suite_add_tcase(suite, cases);
    return suite;
}
