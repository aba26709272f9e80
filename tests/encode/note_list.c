/* encode/note_list: the numbered notes that end a text, told from its numbered paragraphs. */
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
                  "<p>One.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\" type=\"original\">"
                  "First. (Footnote in the original.)</note></p>\n");
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
    suite_add_tcase(suite, cases);
    return suite;
}
