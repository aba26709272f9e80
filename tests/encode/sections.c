/* encode/sections: headings within a document. */
#include "example.h"
#include "run.h"

#define LONG "The north pier has sunk by two feet since the harbour was dredged."

START_TEST(in_capitals_and_below) {
    check_encodes(
        "7. Memorandum\n\nSUBJECT: Piers\n\nBACKGROUND\n\n" LONG "\n\nThe South Pier1\n\n" LONG
        "\n\n[Page 2]\n\nRECOMMENDATIONS\n\n1. To dredge."
        "\n\n2. To wait.\n  1. Of stone.",
        "<head>7. Memorandum</head>\n"
        "<list type=\"particulars\">\n"
        "  <label>SUBJECT:</label>\n"
        "  <item>Piers</item>\n"
        "</list>\n"
        "<div type=\"section\">\n"
        "  <head>BACKGROUND</head>\n"
        "  <p>" LONG "</p>\n"
        "  <div type=\"section\">\n"
        "    <head>The South Pier<note n=\"1\" xml:id=\"d7fn1\" place=\"bottom\">Of stone."
        "</note></head>\n"
        "    <p>" LONG "</p>\n"
        "    <pb n=\"2\" xml:id=\"pg_2\"/>\n"
        "  </div>\n"
        "</div>\n"
        "<div type=\"section\">\n"
        "  <head>RECOMMENDATIONS</head>\n"
        "  <list type=\"ordered\">\n"
        "    <label>1.</label>\n"
        "    <item>To dredge.</item>\n"
        "    <label>2.</label>\n"
        "    <item>To wait.</item>\n"
        "  </list>\n"
        "</div>\n");
}
END_TEST

START_TEST(a_closer_ends_the_document) {
    check_encodes("7. Letter\n\n" LONG "\n\nConclusion\n\n" LONG "\n\nSincerely,\n\nAnna Brook",
                  "<head>7. Letter</head>\n"
                  "<p>" LONG "</p>\n"
                  "<div type=\"section\">\n"
                  "  <head>Conclusion</head>\n"
                  "  <p>" LONG "</p>\n"
                  "</div>\n"
                  "<closer>\n"
                  "  <salute>Sincerely,</salute>\n"
                  "  <signed>Anna Brook</signed>\n"
                  "</closer>\n");
}
END_TEST

START_TEST(of_a_sitting) {
    check_encodes("7. Transcript\n\nMR. LUND: Yes.\n\nAFTERNOON SESSION\n\nMR. LUND: No.",
                  "<head>7. Transcript</head>\n"
                  "<sp who=\"#mr._lund\">\n"
                  "  <speaker>MR. LUND:</speaker>\n"
                  "  <p>Yes.</p>\n"
                  "</sp>\n"
                  "<div type=\"section\">\n"
                  "  <head>AFTERNOON SESSION</head>\n"
                  "  <sp who=\"#mr._lund\">\n"
                  "    <speaker>MR. LUND:</speaker>\n"
                  "    <p>No.</p>\n"
                  "  </sp>\n"
                  "</div>\n");
}
END_TEST

/* Names below each other, and what stands above no paragraph. */
START_TEST(what_is_no_heading) {
    check_encodes("7. Minutes\n\n" LONG "\n\nAnna Brook\n\nJohn Lund\n\n" LONG "\n\nThe Mayor",
                  "<head>7. Minutes</head>\n"
                  "<p>" LONG "</p>\n"
                  "<p>Anna Brook</p>\n"
                  "<p>John Lund</p>\n"
                  "<p>" LONG "</p>\n"
                  "<p>The Mayor</p>\n");
}
END_TEST

SUITE(sections) {
    Suite *suite = suite_create("encode/sections");
    TCase *cases = tcase_create("sections");
    tcase_add_test(cases, in_capitals_and_below);
    tcase_add_test(cases, a_closer_ends_the_document);
    tcase_add_test(cases, of_a_sitting);
    tcase_add_test(cases, what_is_no_heading);
    suite_add_tcase(suite, cases);
    return suite;
}
