/* encode/blocks: blank lines set blocks apart; how a block stands otherwise is on its rend. */
#include "example.h"
#include "run.h"

START_TEST(blank_lines_set_blocks_apart) {
    check_encodes("One\nline more.\n\n\n \nTwo.\n", "<p>One\nline more.</p>\n<p>Two.</p>\n");
}
END_TEST

START_TEST(a_page_break_alone_on_a_line_is_a_block) {
    check_encodes("One.\n\n[Page 621]\n\nTwo.", "<p>One.</p>\n"
                                                "<pb n=\"621\" xml:id=\"pg_621\"/>\n"
                                                "<p>Two.</p>\n");
    check_encodes("One.\n[Page 621]\nTwo.", "<p>One.</p>\n"
                                            "<pb n=\"621\" xml:id=\"pg_621\" rend=\"tight\"/>\n"
                                            "<p rend=\"tight\">Two.</p>\n");
}
END_TEST

START_TEST(page_breaks_at_the_ends) {
    check_encodes("[Page 1]\n[Page 2]\n\nWords.\n\n[Page xii]\n",
                  "<pb n=\"1\" xml:id=\"pg_1\"/>\n"
                  "<pb n=\"2\" xml:id=\"pg_2\" rend=\"tight\"/>\n"
                  "<p>Words.</p>\n"
                  "<pb n=\"xii\" xml:id=\"pg_xii\"/>\n");
}
END_TEST

START_TEST(a_page_break_that_is_set_in) {
    check_encodes("One.\n\n      [Page 3]\n\n\t[Page 4]",
                  "<p>One.</p>\n"
                  "<pb n=\"3\" xml:id=\"pg_3\" rend=\"indent6\"/>\n"
                  "<pb n=\"4\" xml:id=\"pg_4\" rend=\"tab\"/>\n");
}
END_TEST

START_TEST(a_page_that_comes_twice_has_another_id) {
    check_encodes("[Page 1]\n\n[Page 1]", "<pb n=\"1\" xml:id=\"pg_1\"/>\n"
                                          "<pb n=\"1\" xml:id=\"pg_1_2\"/>\n");
}
END_TEST

START_TEST(a_text_without_words) {
    check_finds(" \n\t\n", "0:0 encode/empty\n");
}
END_TEST

SUITE(blocks) {
    Suite *suite = suite_create("encode/blocks");
    TCase *cases = tcase_create("blocks");
    tcase_add_test(cases, blank_lines_set_blocks_apart);
    tcase_add_test(cases, a_page_break_alone_on_a_line_is_a_block);
    tcase_add_test(cases, page_breaks_at_the_ends);
    tcase_add_test(cases, a_page_break_that_is_set_in);
    tcase_add_test(cases, a_page_that_comes_twice_has_another_id);
    tcase_add_test(cases, a_text_without_words);
    suite_add_tcase(suite, cases);
    return suite;
}
