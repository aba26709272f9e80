/* encode/particulars: the lines TO, FROM, SUBJECT above a memorandum, and who took part. */
#include "example.h"
#include "run.h"

#define MEMORANDUM "7. Memorandum\n\n"
#define HEAD "<head>7. Memorandum</head>\n"

START_TEST(labels_with_their_words) {
    check_encodes(MEMORANDUM "May 4, 1971\n\nTO: The Harbour Master\nSUBJECT : Dredging\n\n"
                             "REF:\tLetter of May 2\n\nWords.",
                  HEAD "<opener>\n"
                       "  <dateline><date when=\"1971-05-04\">May 4, 1971</date></dateline>\n"
                       "</opener>\n"
                       "<list type=\"particulars\">\n"
                       "  <label>TO:</label>\n"
                       "  <item>The Harbour Master</item>\n"
                       "  <label rend=\"tight\">SUBJECT :</label>\n"
                       "  <item>Dredging</item>\n"
                       "  <label>REF:</label>\n"
                       "  <item rend=\"joined\">\tLetter of <date when=\"1971-05-02\" "
                       "cert=\"medium\">May 2</date></item>\n"
                       "</list>\n"
                       "<p>Words.</p>\n");
}
END_TEST

START_TEST(words_below_their_label) {
    check_encodes(MEMORANDUM "SUBJECT\n\nDredging1\n\nWords.\n  1. Of sand.",
                  HEAD "<list type=\"particulars\">\n"
                       "  <label>SUBJECT</label>\n"
                       "  <item rend=\"spaced\">Dredging<note n=\"1\" xml:id=\"d7fn1\" "
                       "place=\"bottom\">Of sand.</note></item>\n"
                       "</list>\n"
                       "<p>Words.</p>\n");
}
END_TEST

START_TEST(words_on_the_next_line) {
    check_encodes(MEMORANDUM "SUBJECT\nDredging\n\nWords.",
                  HEAD "<list type=\"particulars\">\n"
                       "  <label>SUBJECT</label>\n"
                       "  <item rend=\"tight\">Dredging</item>\n"
                       "</list>\n"
                       "<p>Words.</p>\n");
}
END_TEST

/* The first participant stands behind the label, the others below him. */
START_TEST(participants_behind_their_label) {
    check_encodes(
        "Minutes\n\nPresent: Mr. A. Lund (Chairman)\n         Mrs. E. Aho\nIn attendance: "
        "The Clerk\n\nWords.",
        "<head>Minutes</head>\n<list type=\"particulars\">\n"
        "  <label>Present:</label>\n"
        "  <item>\n"
        "    <list type=\"participants\">\n"
        "      <item rend=\"run-on\">Mr. A. Lund (Chairman)</item>\n"
        "      <item rend=\"tight\">         Mrs. E. Aho</item>\n"
        "    </list>\n"
        "  </item>\n"
        "  <label rend=\"tight\">In attendance:</label>\n"
        "  <item>The Clerk</item>\n"
        "</list>\n"
        "<p>Words.</p>\n");
}
END_TEST

/* Those of two sides stand in columns. */
START_TEST(participants_side_by_side) {
    const struct source source = {.text = MEMORANDUM
                                  "PARTICIPANTS\n\nNorland        Vale\nMr. Lund       Count "
                                  "Ortega, Envoy\nMiss Aho\n\nWords."};
    check_element(&source, "particDesc",
                  "<particDesc>\n  <listPerson>\n    <person xml:id=\"mr._lund\">\n      "
                  "<persName>Mr. Lund</persName>\n    </person>\n    <person "
                  "xml:id=\"count_ortega\">\n      <persName>Count Ortega</persName>\n      "
                  "<occupation>Envoy</occupation>\n    </person>\n    <person "
                  "xml:id=\"miss_aho\">\n      <persName>Miss Aho</persName>\n    </person>\n  "
                  "</listPerson>\n</particDesc>");
    check_source_encodes(&source,
                         HEAD "<list type=\"particulars\">\n  <label>PARTICIPANTS</label>\n  "
                              "<item>\n    <list type=\"participants\">\n      <head>Norland      "
                              "  Vale</head>\n      <item rend=\"tight\">Mr. Lund       Count "
                              "Ortega, Envoy</item>\n      <item rend=\"tight\">Miss Aho</item>\n  "
                              "  </list>\n  </item>\n</list>\n<p>Words.</p>\n");
}
END_TEST

START_TEST(a_page_between_label_and_words) {
    check_encodes(MEMORANDUM "SUBJECT\n\n[Page 4]\n\nDredging\n\nPARTICIPANTS:\n\n[Page 5]\n\n"
                             "Mr. Lund\n\nWords.",
                  HEAD "<list type=\"particulars\">\n"
                       "  <label>SUBJECT</label>\n"
                       "  <pb n=\"4\" xml:id=\"pg_4\"/>\n"
                       "  <item rend=\"spaced\">Dredging</item>\n"
                       "  <label>PARTICIPANTS:</label>\n"
                       "  <pb n=\"5\" xml:id=\"pg_5\"/>\n"
                       "  <item>\n"
                       "    <list type=\"participants\">\n"
                       "      <item>Mr. Lund</item>\n"
                       "    </list>\n"
                       "  </item>\n"
                       "</list>\n"
                       "<p>Words.</p>\n");
}
END_TEST

START_TEST(participants_in_groups) {
    check_encodes(MEMORANDUM "TALK IN THE HARBOUR\n\nParticipants:\n\nFor the harbour:\n\n"
                             "Anna Brook, Master\n\n[Page 2]\n\nFor the town:\n\n"
                             "Mr. Lund - Mayor\nJohn de Vries, Jr.\n\nMr. Lund spoke first.",
                  HEAD "<head>TALK IN THE HARBOUR</head>\n"
                       "<list type=\"particulars\">\n"
                       "  <label>Participants:</label>\n"
                       "  <item>\n"
                       "    <list type=\"participants\">\n"
                       "      <head>For the harbour:</head>\n"
                       "      <item>Anna Brook, Master</item>\n"
                       "      <pb n=\"2\" xml:id=\"pg_2\"/>\n"
                       "    </list>\n"
                       "    <list type=\"participants\">\n"
                       "      <head>For the town:</head>\n"
                       "      <item>Mr. Lund - Mayor</item>\n"
                       "      <item rend=\"tight\">John de Vries, Jr.</item>\n"
                       "    </list>\n"
                       "  </item>\n"
                       "</list>\n"
                       "<p>Mr. Lund spoke first.</p>\n");
}
END_TEST

START_TEST(participants_are_persons) {
    check_element(&(struct source){.text = MEMORANDUM "PRESENT:\n\nAnna Brook, Master\n\n"
                                                      "Mr. Lund\n\nWords."},
                  "listPerson",
                  "<listPerson>\n"
                  "  <person xml:id=\"anna_brook\">\n"
                  "    <persName>Anna Brook</persName>\n"
                  "    <occupation>Master</occupation>\n"
                  "  </person>\n"
                  "  <person xml:id=\"mr._lund\">\n"
                  "    <persName>Mr. Lund</persName>\n"
                  "  </person>\n"
                  "</listPerson>");
}
END_TEST

START_TEST(sender_and_addressee) {
    check_element(&(struct source){.text = MEMORANDUM "FROM: Anna Brook, Master\n\n"
                                                      "TO: the Harbour Office\n\n"
                                                      "DATE: 4 May 1971\n\nWords."},
                  "correspDesc",
                  "<correspDesc>\n"
                  "  <correspAction type=\"sent\">\n"
                  "    <persName ref=\"#anna_brook\">Anna Brook</persName>\n"
                  "    <date when=\"1971-05-04\"/>\n"
                  "  </correspAction>\n"
                  "  <correspAction type=\"received\">\n"
                  "    <orgName>the Harbour Office</orgName>\n"
                  "  </correspAction>\n"
                  "</correspDesc>");
}
END_TEST

/* Below the first paragraph a label is a word with a colon like others. */
START_TEST(a_heading_in_capitals_behind_participants) {
    check_encodes(MEMORANDUM "PARTICIPANTS:\n\nMr. Jonas Amsel\n\nTHE STATE OF THE LIGHT\n\n"
                             "The light burned all the night, and nobody saw anything come in.",
                  HEAD "<list type=\"particulars\">\n"
                       "  <label>PARTICIPANTS:</label>\n"
                       "  <item>\n"
                       "    <list type=\"participants\">\n"
                       "      <item>Mr. Jonas Amsel</item>\n"
                       "    </list>\n"
                       "  </item>\n"
                       "</list>\n"
                       "<div type=\"section\">\n"
                       "  <head>THE STATE OF THE LIGHT</head>\n"
                       "  <p>The light burned all the night, and nobody saw anything come in.</p>\n"
                       "</div>\n");
}
END_TEST

START_TEST(participants_in_capitals) {
    check_encodes(MEMORANDUM "PARTICIPANTS:\n\nJONAS AMSEL\n\nADA BROOK\n\nWords.",
                  HEAD "<list type=\"particulars\">\n"
                       "  <label>PARTICIPANTS:</label>\n"
                       "  <item>\n"
                       "    <list type=\"participants\">\n"
                       "      <item>JONAS AMSEL</item>\n"
                       "      <item>ADA BROOK</item>\n"
                       "    </list>\n"
                       "  </item>\n"
                       "</list>\n"
                       "<p>Words.</p>\n");
}
END_TEST

START_TEST(below_place_and_date) {
    check_encodes(MEMORANDUM "Harbour Office\n\nBrest, May 4, 1908\n\nTO: Mr. Amsel\n\nWords.", HEAD
                  "<opener>\n"
                  "  <dateline>Harbour Office</dateline>\n"
                  "  <dateline>Brest, <date when=\"1908-05-04\">May 4, 1908</date></dateline>\n"
                  "</opener>\n"
                  "<list type=\"particulars\">\n"
                  "  <label>TO:</label>\n"
                  "  <item>Mr. Amsel</item>\n"
                  "</list>\n"
                  "<p>Words.</p>\n");
}
END_TEST

START_TEST(above_the_words_only) {
    check_encodes(MEMORANDUM "Words.\n\nSUBJECT: Dredging",
                  HEAD "<p>Words.</p>\n<p>SUBJECT: Dredging</p>\n");
}
END_TEST

START_TEST(markers_behind_names) {
    struct source source = {.text = MEMORANDUM "TO: Mr. Lund1\nPARTICIPANTS:\nAnna Brook2\nJohn "
                                               "Vries, Clerk3\n\nWords.\n  1. A\n  2. B\n  3. C"};
    check_element(&source, "listPerson",
                  "<listPerson>\n"
                  "  <person xml:id=\"mr._lund\">\n    <persName>Mr. Lund</persName>\n  </person>\n"
                  "  <person xml:id=\"anna_brook\">\n    <persName>Anna Brook</persName>\n  "
                  "</person>\n"
                  "  <person xml:id=\"john_vries\">\n    <persName>John Vries</persName>\n    "
                  "<occupation>Clerk</occupation>\n  </person>\n"
                  "</listPerson>");
}
END_TEST

START_TEST(participants_below_their_states) {
    check_encodes(MEMORANDUM "PARTICIPANTS\n\nUnited Kingdom\nSir Alan Holt, Envoy\n\nNorway\n"
                             "Miss Moe (notetaker)\n\nWords.",
                  HEAD "<list type=\"particulars\">\n"
                       "  <label>PARTICIPANTS</label>\n"
                       "  <item>\n"
                       "    <list type=\"participants\">\n"
                       "      <head>United Kingdom</head>\n"
                       "      <item rend=\"tight\">Sir Alan Holt, Envoy</item>\n"
                       "    </list>\n"
                       "    <list type=\"participants\">\n"
                       "      <head>Norway</head>\n"
                       "      <item rend=\"tight\">Miss Moe (notetaker)</item>\n"
                       "    </list>\n"
                       "  </item>\n"
                       "</list>\n"
                       "<p>Words.</p>\n");
}
END_TEST

SUITE(particulars) {
    Suite *suite = suite_create("encode/particulars");
    TCase *cases = tcase_create("particulars");
    tcase_add_test(cases, labels_with_their_words);
    tcase_add_test(cases, words_below_their_label);
    tcase_add_test(cases, words_on_the_next_line);
    tcase_add_test(cases, participants_behind_their_label);
    tcase_add_test(cases, participants_side_by_side);
    tcase_add_test(cases, a_page_between_label_and_words);
    tcase_add_test(cases, participants_in_groups);
    tcase_add_test(cases, participants_below_their_states);
    tcase_add_test(cases, participants_are_persons);
    tcase_add_test(cases, sender_and_addressee);
    tcase_add_test(cases, a_heading_in_capitals_behind_participants);
    tcase_add_test(cases, participants_in_capitals);
    tcase_add_test(cases, below_place_and_date);
    tcase_add_test(cases, above_the_words_only);
    tcase_add_test(cases, markers_behind_names);
    suite_add_tcase(suite, cases);
    return suite;
}
