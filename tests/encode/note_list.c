/* encode/note_list: the notes that end a text, told from its numbered paragraphs and its lists. */
#include "example.h"
#include "run.h"

#define NOTE(n, more, words)                                                                       \
    "<note n=\"" n "\" xml:id=\"examplefn" n "\" place=\"bottom\"" more ">" words "</note>"

START_TEST(notes_line_upon_line) {
    check_encodes("One1 and two.2\n  1. First.\n  2. Second.",
                  "<p>One" NOTE("1", "", "First.") " and two." NOTE("2", "", "Second.") "</p>\n");
}
END_TEST

START_TEST(notes_apart_and_set_in_otherwise) {
    check_encodes("One1 and two.2\n\n1. First.\n\n2. Second.",
                  "<p>One" NOTE("1", " rend=\"indent0 spaced\"", "First.") " and two." NOTE(
                      "2", " rend=\"indent0 spaced\"", "Second.") "</p>\n");
    check_encodes("One1 and two.2\n\t1. First.\n\t2. Second.",
                  "<p>One" NOTE("1", " rend=\"tab\"", "First.") " and two." NOTE(
                      "2", " rend=\"tab\"", "Second.") "</p>\n");
    check_encodes("One.1\n    1. First.",
                  "<p>One." NOTE("1", " rend=\"indent4\"", "First.") "</p>\n");
}
END_TEST

START_TEST(a_note_goes_on_over_lines_and_paragraphs) {
    check_encodes("One.1 Two.2\n  1. First\nline more.\n  2. Second.\n\n     Its end.\n",
                  "<p>One." NOTE("1", "", "First\nline more.") " Two." NOTE(
                      "2", "", "<p>Second.</p><p>     Its end.</p>") "</p>\n");
}
END_TEST

START_TEST(the_first_number_may_be_any) {
    check_encodes(
        "In 1958 they said so37 again.38\n  37. A.\n  38. B.",
        "<p>In 1958 they said so" NOTE("37", "", "A.") " again." NOTE("38", "", "B.") "</p>\n");
}
END_TEST

START_TEST(other_forms_of_the_number) {
    check_encodes("One.1 Two.2\n\n[1] First.\n[2] Second.",
                  "<p>One." NOTE("1", " rend=\"indent0 bracket spaced\"", "First.") " Two." NOTE(
                      "2", " rend=\"indent0 bracket\"", "Second.") "</p>\n");
    check_encodes("One.1 Two.2\n\n1/ First.\n2/ Second.",
                  "<p>One." NOTE("1", " rend=\"indent0 slash spaced\"", "First.") " Two." NOTE(
                      "2", " rend=\"indent0 slash\"", "Second.") "</p>\n");
    check_encodes("One.1 Two.2\n  1 First.\n  2 Second.",
                  "<p>One." NOTE("1", " rend=\"bare\"",
                                 "First.") " Two." NOTE("2", " rend=\"bare\"", "Second.") "</p>\n");
    check_encodes("One.1 Two.2\n1.  First.\n2.  Second.",
                  "<p>One." NOTE("1", " rend=\"indent0\"", " First.") " Two." NOTE(
                      "2", " rend=\"indent0\"", " Second.") "</p>\n");
}
END_TEST

/* Words of a note that look like another form are still its words. */
START_TEST(one_form_a_list) {
    check_encodes("One.1 Two.2\n  1. First, of\n1971 Ships.\n  2. Second, of\n25 Ships.",
                  "<p>One." NOTE("1", "", "First, of\n1971 Ships.") " Two." NOTE(
                      "2", "", "Second, of\n25 Ships.") "</p>\n");
    check_encodes("Ships:\n\n  1 Erna\n  2 Ida", "<p>Ships:</p>\n<p>  1 Erna\n  2 Ida</p>\n");
}
END_TEST

START_TEST(a_note_of_the_original) {
    check_encodes("One.1\n  1. First. (Footnote in the original.)",
                  "<p>One.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\" type=\"original\" "
                  "resp=\"#original\">First. (Footnote in the original.)</note></p>\n");
    struct source source = {.text = "One.1\n  1. First. (Footnote in the original.)"};
    check_element(&source, "respStmt",
                  "<respStmt xml:id=\"original\">\n  <resp>notes of the original by</resp>\n  "
                  "<name>its author</name>\n</respStmt>");
}
END_TEST

START_TEST(numbered_paragraphs_are_not_notes) {
    check_encodes("1. One.\n\n2. Two.", "<list type=\"ordered\">\n"
                                        "  <label>1.</label>\n"
                                        "  <item>One.</item>\n"
                                        "  <label>2.</label>\n"
                                        "  <item>Two.</item>\n"
                                        "</list>\n");
}
END_TEST

START_TEST(numbered_paragraphs_before_notes) {
    check_encodes(
        "So:\n\n1. One.1\n\n2. Two.2\n\n  1. First.\n  2. Second.",
        "<p>So:</p>\n"
        "<list type=\"ordered\">\n"
        "  <label>1.</label>\n"
        "  <item>One." NOTE("1", " rend=\"spaced\"",
                            "First.") "</item>\n"
                                      "  <label>2.</label>\n"
                                      "  <item>Two." NOTE("2", "", "Second.") "</item>\n"
                                                                              "</list>\n");
}
END_TEST

START_TEST(a_number_may_be_lost_from_the_list) {
    check_encodes("One.1 Three.3\n  1. First.\n  3. Third.",
                  "<p>One." NOTE("1", "", "First.") " Three." NOTE("3", "", "Third.") "</p>\n");
}
END_TEST

START_TEST(a_number_with_a_zero_before_it_is_text) {
    check_encodes("One.\n  01. First.", "<p>One.\n  01. First.</p>\n");
}
END_TEST

/* What is listed otherwise than by rising numbers at the end. */
#define LIST(notes) "<milestone unit=\"notes\" corresp=\"" notes "\"/>\n"

START_TEST(notes_with_signs) {
    check_encodes(
        "One.* Two.† “Three”**\n  * First.\n  † Second.\n  ** Third.",
        "<p>One.<note n=\"*\" xml:id=\"examplefns1\" place=\"bottom\" rend=\"bare\">First."
        "</note> Two.<note n=\"†\" xml:id=\"examplefns2\" place=\"bottom\" rend=\"bare\">"
        "Second.</note> “Three”<note n=\"**\" xml:id=\"examplefns3\" place=\"bottom\" "
        "rend=\"bare\">Third.</note></p>\n" LIST("#examplefns1 #examplefns2 #examplefns3"));
    check_encodes("One.§\n\n§ First.", "<p>One.<note n=\"§\" xml:id=\"examplefns1\" "
                                       "place=\"bottom\" rend=\"indent0 bare spaced\">First.</note>"
                                       "</p>\n" LIST("#examplefns1"));
    check_encodes("One.*\n*First.",
                  "<p>One.<note n=\"*\" xml:id=\"examplefns1\" place=\"bottom\" "
                  "rend=\"indent0 attached\">First.</note></p>\n" LIST("#examplefns1"));
}
END_TEST

/* A list in the text with as many numbers as the text has markers is none of notes, where another
   says that it is one. */
START_TEST(below_its_heading) {
    check_encodes("Zero.\n\nOne.1 Two.2 We ask:\n\n(1) oil;\n\n(2) tar.\n\nSo.\n\nNOTES\n\n1. "
                  "A.\n\n2. B.",
                  "<p>Zero.</p>\n<p>One.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\" "
                  "rend=\"indent0 spaced\">A.</note> Two.<note n=\"2\" xml:id=\"examplefn2\" "
                  "place=\"bottom\" rend=\"indent0 spaced\">B.</note> We ask:</p>\n<list "
                  "type=\"ordered\">\n  <label>(1)</label>\n  <item>oil;</item>\n  "
                  "<label>(2)</label>\n  <item>tar.</item>\n</list>\n<p>So.</p>\n<div "
                  "type=\"section\">\n  <head>NOTES</head>\n</div>\n");
}
END_TEST

START_TEST(signs_that_are_none) {
    check_encodes("So:\n\n* one\n\n* two", "<p>So:</p>\n<p>* one</p>\n<p>* two</p>\n");
    check_encodes(
        "A *word* is.\n\n* * *\n\nmore.",
        "<p>A *word* is.</p>\n<milestone unit=\"section\" rend=\"before:*␣*␣*\"/>\n<p>more.</p>\n");
    check_encodes("A *word* is.\n\n* one", "<p>A *word* is.</p>\n<p>* one</p>\n");
}
END_TEST

START_TEST(signs_and_numbers) {
    check_encodes(
        "One.1 Two.* Three.2\n  * Sign.\n  1. First.\n  2. Second.",
        "<p>One." NOTE(
            "1", "",
            "First.") " Two.<note n=\"*\" xml:id=\"examplefns1\" "
                      "place=\"bottom\" rend=\"bare\">Sign.</note> Three." NOTE(
                          "2", "",
                          "Second.") "</p>\n" LIST("#examplefns1 #examplefn1 #examplefn2"));
}
END_TEST

START_TEST(lettered_notes) {
    check_encodes("One a/ and two.b/\n  a/ First.\n  b/ Second.",
                  "<p>One " NOTE("a", " rend=\"slash marker-slash\"", "First.") " and two." NOTE(
                      "b", " rend=\"slash marker-slash\"",
                      "Second.") "</p>\n" LIST("#examplefna #examplefnb"));
}
END_TEST

START_TEST(a_note_put_in_between_two) {
    check_encodes("One.1 Two.1a Three.2\n  1. A.\n  1a. B.\n  2. C.",
                  "<p>One." NOTE("1", "", "A.") " Two." NOTE("1a", "", "B.") " Three." NOTE(
                      "2", "", "C.") "</p>\n" LIST("#examplefn1 #examplefn1a #examplefn2"));
}
END_TEST

START_TEST(markers_in_signs) {
    check_encodes(
        "One [1] and two.[2] Or [so].\n  [1] First.\n  [2] Second.",
        "<p>One " NOTE("1", " rend=\"bracket marker-bracket\"",
                       "First.") " and two." NOTE("2", " rend=\"bracket marker-bracket\"",
                                                  "Second.") " Or <supplied>so</supplied>.</p>\n");
    check_encodes("One.(1) Two (a).(2)\n  (1) First.\n  (2) Second.",
                  "<p>One." NOTE("1", " rend=\"parens marker-parens\"", "First.") " Two (a)." NOTE(
                      "2", " rend=\"parens marker-parens\"", "Second.") "</p>\n");
    check_encodes("One 1/ and 1/2 of it. 2/\n1/ First.\n2/ Second.",
                  "<p>One " NOTE(
                      "1", " rend=\"indent0 slash marker-slash\"",
                      "First.") " and 1/2 of it. " NOTE("2", " rend=\"indent0 slash marker-slash\"",
                                                        "Second.") "</p>\n");
}
END_TEST

START_TEST(superscript_figures) {
    check_encodes(
        "One.¹ Two² in 3 m².¹²\n  ¹ First.\n  ² Second.\n  ¹² Third.",
        "<p>One." NOTE("1", " rend=\"bare superscript marker-superscript\"", "First.") " Two" NOTE(
            "2", " rend=\"bare superscript marker-superscript\"",
            "Second.") " in 3 m²." NOTE("12", " rend=\"bare superscript marker-superscript\"",
                                        "Third.") "</p>\n");
    check_encodes("One.¹ Two²\n  1. First.\n  2. Second.",
                  "<p>One." NOTE("1", " rend=\"marker-superscript\"", "First.") " Two" NOTE(
                      "2", " rend=\"marker-superscript\"", "Second.") "</p>\n");
}
END_TEST

#define AGAIN(n, id, more, words)                                                                  \
    "<note n=\"" n "\" xml:id=\"examplefn" id "\" place=\"bottom\"" more ">" words "</note>"

START_TEST(numbers_that_begin_again_in_one_list) {
    check_encodes("One.1 Two.2\n\nThree.1\n  1. A.\n  2. B.\n  1. C.",
                  "<p>One." NOTE("1", "", "A.") " Two." NOTE("2", "", "B.") "</p>\n<p>Three." AGAIN(
                      "1", "1_2", "", "C.") "</p>\n" LIST("#examplefn1 #examplefn2 #examplefn1_2"));
}
END_TEST

START_TEST(one_number_for_two_notes) {
    check_encodes("One.1 Two.1 Three.2\n  1. A.\n  1. B.\n  2. C.",
                  "<p>One." NOTE("1", "", "A.") " Two." AGAIN("1", "1_2", "", "B.") " Three." NOTE(
                      "2", "", "C.") "</p>\n" LIST("#examplefn1 #examplefn1_2 #examplefn2"));
}
END_TEST

SUITE(note_list) {
    Suite *suite = suite_create("encode/note_list");
    TCase *cases = tcase_create("list");
    tcase_add_test(cases, notes_line_upon_line);
    tcase_add_test(cases, notes_apart_and_set_in_otherwise);
    tcase_add_test(cases, a_note_goes_on_over_lines_and_paragraphs);
    tcase_add_test(cases, the_first_number_may_be_any);
    tcase_add_test(cases, other_forms_of_the_number);
    tcase_add_test(cases, one_form_a_list);
    tcase_add_test(cases, a_note_of_the_original);
    tcase_add_test(cases, numbered_paragraphs_are_not_notes);
    tcase_add_test(cases, numbered_paragraphs_before_notes);
    tcase_add_test(cases, a_number_may_be_lost_from_the_list);
    tcase_add_test(cases, a_number_with_a_zero_before_it_is_text);
    tcase_add_test(cases, notes_with_signs);
    tcase_add_test(cases, below_its_heading);
    tcase_add_test(cases, signs_that_are_none);
    tcase_add_test(cases, signs_and_numbers);
    tcase_add_test(cases, lettered_notes);
    tcase_add_test(cases, a_note_put_in_between_two);
    tcase_add_test(cases, markers_in_signs);
    tcase_add_test(cases, superscript_figures);
    tcase_add_test(cases, numbers_that_begin_again_in_one_list);
    tcase_add_test(cases, one_number_for_two_notes);
    suite_add_tcase(suite, cases);
    return suite;
}
