/* encode/numbered_headings: headings with numbers within a document. */
#include "example.h"
#include "run.h"

START_TEST(of_sections) {
    check_encodes(
        "Minutes\n\n1. Lamp oil\n\nIt was thin.\n\n2. The quay\n\n(a) It leaks.\n\n(b) It "
        "sinks.\n",
        "<head>Minutes</head>\n<div type=\"section\" n=\"1\">\n  <head>1. Lamp oil</head>\n"
        "  <p>It was thin.</p>\n</div>\n<div type=\"section\" n=\"2\">\n  <head>2. The "
        "quay</head>\n  <list type=\"ordered\">\n    <label>(a)</label>\n    <item>It "
        "leaks.</item>\n    <label>(b)</label>\n    <item>It sinks.</item>\n  </list>\n"
        "</div>\n");
}
END_TEST

/* What has other numbers is a level below; a letter may be a roman number. */
START_TEST(of_sections_within_sections) {
    check_encodes(
        "Report\n\nI. Light\n\nA. Oil\n\nIt was thin.\n\nB. Wicks\n\nThey drown.\n\nII. Quay\n\nIt "
        "leaks.\n",
        "<head>Report</head>\n<div type=\"section\" n=\"I\">\n  <head>I. Light</head>\n  <div "
        "type=\"section\" n=\"A\">\n    <head>A. Oil</head>\n    <p>It was thin.</p>\n  </div>\n  "
        "<div type=\"section\" n=\"B\">\n    <head>B. Wicks</head>\n    <p>They drown.</p>\n  "
        "</div>\n</div>\n<div type=\"section\" n=\"II\">\n  <head>II. Quay</head>\n  <p>It "
        "leaks.</p>\n</div>\n");
}
END_TEST

START_TEST(of_articles) {
    check_encodes(
        "Treaty\n\nARTICLE I\n\nNo toll, except:\n\nArticle II. The Pilots\n\nThey row.\n",
        "<head>Treaty</head>\n<div type=\"section\" n=\"I\">\n  <head>ARTICLE I</head>\n  "
        "<p>No toll, except:</p>\n</div>\n<div type=\"section\" n=\"II\">\n  "
        "<head>Article II. The Pilots</head>\n  <p>They row.</p>\n</div>\n");
}
END_TEST

START_TEST(what_is_none) {
    /* Items of a list, one below the other. */
    check_encodes(
        "Bring:\n\n1. Oil\n\n2. Wicks\n\nThat is all.",
        "<p>Bring:</p>\n<list type=\"ordered\">\n  <label>1.</label>\n  "
        "<item>Oil</item>\n  <label>2.</label>\n  <item>Wicks</item>\n</list>\n<p>That is "
        "all.</p>\n");
    /* A number alone, and sentences. */
    check_encodes("So:\n\n1. Oil\n\nIt was thin.",
                  "<p>So:</p>\n<p>1. Oil</p>\n<p>It was thin.</p>\n");
    check_encodes("So:\n\nArticle 1. It is so.\n\nArticle 2. It is not.",
                  "<p>So:</p>\n<p>Article 1. It is so.</p>\n<p>Article 2. It is not.</p>\n");
}
END_TEST

SUITE(numbered_headings) {
    Suite *suite = suite_create("encode/numbered_headings");
    TCase *cases = tcase_create("numbered_headings");
    tcase_add_test(cases, of_sections);
    tcase_add_test(cases, of_sections_within_sections);
    tcase_add_test(cases, of_articles);
    tcase_add_test(cases, what_is_none);
    suite_add_tcase(suite, cases);
    return suite;
}
