/* encode/end_notes: lists of notes behind all of the text, under headings of their own. */
#include "example.h"
#include "run.h"

#define NOTE(n, id, words)                                                                         \
    "<note n=\"" n "\" xml:id=\"examplefn" id "\" place=\"end\" rend=\"indent0 spaced\">" words    \
    "</note>"
#define LIST(notes) "<milestone unit=\"notes\" corresp=\"" notes "\"/>\n"

/* Numbers begin again with each chapter. */
START_TEST(of_several_chapters) {
    check_encodes(
        "Zero.\n\nOne.1 Two.2\n\nThree.1\n\nNOTES\n\nChapter 1\n\n1. A.\n\n2. B.\n\nChapter "
        "2\n\n1. C.",
        "<p>Zero.</p>\n<p>One." NOTE("1", "1", "A.") " Two." NOTE(
            "2", "2",
            "B.") "</p>\n<p>Three." NOTE("1", "1_2",
                                         "C.") "</p>\n<div type=\"section\">\n  "
                                               "<head>NOTES</head>\n  <div type=\"section\">\n"
                                               "    <head>Chapter 1</head>\n    " LIST(
                                                   "#examplefn1 #examplefn2") "  </div>\n  <div "
                                                                              "type=\"section\">\n"
                                                                              "    <head>Chapter "
                                                                              "2</head>\n  "
                                                                              "</div>\n</"
                                                                              "div>\n" LIST(
                                                                                  "#examplefn1_2"));
}
END_TEST

/* Numbers run on, and no heading stands above all. */
START_TEST(numbers_that_run_on) {
    check_encodes(
        "Zero.\n\nOne.1 Two.2\n\nThree.3\n\nNotes to Part 1\n\n1. A.\n\n2. B.\n\nNotes to Part "
        "2\n\n3. C.",
        "<p>Zero.</p>\n<p>One." NOTE(
            "1", "1",
            "A.") " Two." NOTE("2", "2",
                               "B.") "</p>\n<p>Three." NOTE("3", "3",
                                                            "C.") "</p>\n<div type=\"section\">\n  "
                                                                  "<head>Notes to Part 1</head>\n "
                                                                  " " LIST("#examplefn1 "
                                                                           "#examplefn2") "</"
                                                                                          "div>\n<"
                                                                                          "div "
                                                                                          "type="
                                                                                          "\"sectio"
                                                                                          "n\">\n"
                                                                                          "  "
                                                                                          "<head>"
                                                                                          "Notes "
                                                                                          "to Part "
                                                                                          "2</"
                                                                                          "head>\n<"
                                                                                          "/div>"
                                                                                          "\n" LIST(
                                                                                              "#exa"
                                                                                              "mple"
                                                                                              "fn"
                                                                                              "3"));
}
END_TEST

/* The heading of the only list. */
START_TEST(under_one_heading) {
    check_encodes("Zero.\n\nOne.1\n\nNOTES\n\n  1. A.",
                  "<p>Zero.</p>\n<p>One.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\" "
                  "rend=\"spaced\">A.</note></p>\n"
                  "<div type=\"section\">\n  <head>NOTES</head>\n</div>\n");
}
END_TEST

/* A sentence between them is text. */
START_TEST(paragraphs_between_lists) {
    check_encodes("Zero.\n\nOne.1\n\n  1. A.\n\nSo it is.\n\nTwo.2\n\n  2. B.",
                  "<p>Zero.</p>\n<p>One.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\" "
                  "rend=\"spaced\">A.</note></p>\n" LIST(
                      "#examplefn1") "<p>So it is.</p>\n<p>Two.<note n=\"2\" xml:id=\"examplefn2\" "
                                     "place=\"bottom\" "
                                     "rend=\"spaced\">B.</note></p>\n");
}
END_TEST

SUITE(end_notes) {
    Suite *suite = suite_create("encode/end_notes");
    TCase *cases = tcase_create("end_notes");
    tcase_add_test(cases, of_several_chapters);
    tcase_add_test(cases, numbers_that_run_on);
    tcase_add_test(cases, under_one_heading);
    tcase_add_test(cases, paragraphs_between_lists);
    suite_add_tcase(suite, cases);
    return suite;
}
