/* encode/enumeration: numbered and lettered paragraphs become lists, nested by their numbers. */
#include "example.h"
#include "run.h"

START_TEST(nested_by_their_numbering) {
    check_encodes("So:\n\n1. One:\n\n(a) first,\n\n(b) second.\n\n2. Two.\n\nEnd.",
                  "<p>So:</p>\n"
                  "<list type=\"ordered\">\n"
                  "  <label>1.</label>\n"
                  "  <item>\n"
                  "    <p>One:</p>\n"
                  "    <list type=\"ordered\">\n"
                  "      <label>(a)</label>\n"
                  "      <item>first,</item>\n"
                  "      <label>(b)</label>\n"
                  "      <item>second.</item>\n"
                  "    </list>\n"
                  "  </item>\n"
                  "  <label>2.</label>\n"
                  "  <item>Two.</item>\n"
                  "</list>\n"
                  "<p>End.</p>\n");
}
END_TEST

START_TEST(line_upon_line) {
    check_encodes("So:\n  a) first\ngoes on\n  b) second\n\nEnd.",
                  "<p>So:</p>\n"
                  "<list type=\"ordered\">\n"
                  "  <label rend=\"tight indent2\">a)</label>\n"
                  "  <item>first\ngoes on</item>\n"
                  "  <label rend=\"tight indent2\">b)</label>\n"
                  "  <item>second</item>\n"
                  "</list>\n"
                  "<p>End.</p>\n");
}
END_TEST

/* What stands between two items belongs to the first; what follows the last one does not. */
START_TEST(items_of_several_paragraphs) {
    check_encodes("So:\n\nI. One.\n\nMore.\n\n[Page 2]\n\nII. Two.\n\n[Page 3]\n\nEnd.",
                  "<p>So:</p>\n"
                  "<list type=\"ordered\">\n"
                  "  <label>I.</label>\n"
                  "  <item>\n"
                  "    <p>One.</p>\n"
                  "    <p>More.</p>\n"
                  "    <pb n=\"2\" xml:id=\"pg_2\"/>\n"
                  "  </item>\n"
                  "  <label>II.</label>\n"
                  "  <item>Two.</item>\n"
                  "</list>\n"
                  "<pb n=\"3\" xml:id=\"pg_3\"/>\n"
                  "<p>End.</p>\n");
}
END_TEST

START_TEST(letters_that_are_roman_numbers_too) {
    check_encodes("So:\n\nh. x\n\ni. one\n\nii. two\n\n", "<p>So:</p>\n"
                                                          "<p>h. x</p>\n"
                                                          "<list type=\"ordered\">\n"
                                                          "  <label>i.</label>\n"
                                                          "  <item>one</item>\n"
                                                          "  <label>ii.</label>\n"
                                                          "  <item>two</item>\n"
                                                          "</list>\n");
}
END_TEST

START_TEST(bullets_stand_one_below_the_other) {
    check_encodes("So:\n\n— one\n\n— two\n\nWords.\n\n— He left.", "<p>So:</p>\n"
                                                                   "<list type=\"bulleted\">\n"
                                                                   "  <label>—</label>\n"
                                                                   "  <item>one</item>\n"
                                                                   "  <label>—</label>\n"
                                                                   "  <item>two</item>\n"
                                                                   "</list>\n"
                                                                   "<p>Words.</p>\n"
                                                                   "<p>— He left.</p>\n");
}
END_TEST

START_TEST(numbering_that_starts_again) {
    check_encodes("So:\n\n1. a\n\n2. b\n\nOr:\n\n1. c\n\n2. d", "<p>So:</p>\n"
                                                                "<list type=\"ordered\">\n"
                                                                "  <label>1.</label>\n"
                                                                "  <item>a</item>\n"
                                                                "  <label>2.</label>\n"
                                                                "  <item>b</item>\n"
                                                                "</list>\n"
                                                                "<p>Or:</p>\n"
                                                                "<list type=\"ordered\">\n"
                                                                "  <label>1.</label>\n"
                                                                "  <item>c</item>\n"
                                                                "  <label>2.</label>\n"
                                                                "  <item>d</item>\n"
                                                                "</list>\n");
}
END_TEST

START_TEST(what_is_no_list) {
    check_encodes("So:\n\n1. One alone.\n\nEnd.",
                  "<p>So:</p>\n<p>1. One alone.</p>\n<p>End.</p>\n");
    check_encodes("So:\n\nA. Smith came.\n\nC. Lund left.",
                  "<p>So:</p>\n<p>A. Smith came.</p>\n<p>C. Lund left.</p>\n");
}
END_TEST

START_TEST(numbers_that_go_on_below_a_heading) {
    check_encodes(
        "Zero.\n\n1. A.\n\n2. B.\n\nTHE WICK\n\n3. C.\n\nTHE BOAT\n\n4. D.\n\n5. E.",
        "<p>Zero.</p>\n<list type=\"ordered\">\n  <label>1.</label>\n  <item>A.</item>\n  "
        "<label>2.</label>\n"
        "  <item>B.</item>\n</list>\n<div type=\"section\">\n  <head>THE WICK</head>\n  <list "
        "type=\"ordered\">\n"
        "    <label>3.</label>\n    <item>C.</item>\n  </list>\n</div>\n<div type=\"section\">\n  "
        "<head>THE BOAT</head>\n  <list type=\"ordered\">\n    <label>4.</label>\n    "
        "<item>D.</item>\n"
        "    <label>5.</label>\n    <item>E.</item>\n  </list>\n</div>\n");
}
END_TEST

SUITE(enumeration) {
    Suite *suite = suite_create("encode/enumeration");
    TCase *cases = tcase_create("enumeration");
    tcase_add_test(cases, nested_by_their_numbering);
    tcase_add_test(cases, line_upon_line);
    tcase_add_test(cases, items_of_several_paragraphs);
    tcase_add_test(cases, letters_that_are_roman_numbers_too);
    tcase_add_test(cases, bullets_stand_one_below_the_other);
    tcase_add_test(cases, numbering_that_starts_again);
    tcase_add_test(cases, what_is_no_list);
    tcase_add_test(cases, numbers_that_go_on_below_a_heading);
    suite_add_tcase(suite, cases);
    return suite;
}
