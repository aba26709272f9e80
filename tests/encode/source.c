/* encode/source: where the original is kept, taken from the source note where that is certain. */
#include "example.h"
#include "run.h"

#define NOTE(words)                                                                                \
    (&(struct source){.text = "Words.1\n  1. Source: " words, .name = "in/letter.txt"})

START_TEST(repository_collection_box_and_classification) {
    check_element(NOTE("National Archives, Nixon Materials, NSC Files, Box 427, Backchannel, 1971. "
                       "Top Secret; Eyes Only. Sent at noon."),
                  "msDesc",
                  "<msDesc>\n"
                  "  <msIdentifier>\n"
                  "    <repository>National Archives</repository>\n"
                  "    <collection>Nixon Materials, NSC Files</collection>\n"
                  "    <idno type=\"box\">427</idno>\n"
                  "    <idno type=\"folder\">Backchannel, 1971</idno>\n"
                  "  </msIdentifier>\n"
                  "  <p>Top Secret; Eyes Only</p>\n"
                  "</msDesc>");
}
END_TEST

START_TEST(the_folder_first) {
    check_element(NOTE("Folder “Letters (1980),” Box 3, Lot File 04 D 114, U.S. Department of "
                       "State, Washington, DC. Drafted at home."),
                  "msDesc",
                  "<msDesc>\n"
                  "  <msIdentifier>\n"
                  "    <settlement>Washington, DC</settlement>\n"
                  "    <repository>U.S. Department of State</repository>\n"
                  "    <collection>Lot File 04 D 114</collection>\n"
                  "    <idno type=\"box\">3</idno>\n"
                  "    <idno type=\"folder\">Letters (1980)</idno>\n"
                  "  </msIdentifier>\n"
                  "</msDesc>");
}
END_TEST

START_TEST(the_words_stay_whole) {
    check_element(
        NOTE("Kennedy Library, Box 7. Secret."), "sourceDesc",
        "<sourceDesc>\n"
        "  <bibl type=\"file\"><title>letter.txt</title> <idno "
        "type=\"SHA-256\">919090647c9ff91dc5eb866048fdf54b3a902a82acac3b83ca6b1149648661b4"
        "</idno></bibl>\n"
        "  <bibl type=\"source\" corresp=\"#letterfn1\">Kennedy Library, Box 7. "
        "Secret.</bibl>\n"
        "  <msDesc>\n"
        "    <msIdentifier>\n"
        "      <repository>Kennedy Library</repository>\n"
        "      <idno type=\"box\">7</idno>\n"
        "    </msIdentifier>\n"
        "    <p>Secret</p>\n"
        "  </msDesc>\n"
        "</sourceDesc>");
}
END_TEST

START_TEST(what_is_not_certain_is_left_whole) {
    check_element(NOTE("Private papers, in a box. The original of Box 7 is lost."), "msDesc", "");
    check_element(NOTE("Harbour Board, Letters Received, 1912, no. 118."), "msDesc", "");
    check_element(NOTE("Published in a book from the National Archives."), "msDesc", "");
}
END_TEST

SUITE(source) {
    Suite *suite = suite_create("encode/source");
    TCase *cases = tcase_create("source");
    tcase_add_test(cases, repository_collection_box_and_classification);
    tcase_add_test(cases, the_folder_first);
    tcase_add_test(cases, the_words_stay_whole);
    tcase_add_test(cases, what_is_not_certain_is_left_whole);
    suite_add_tcase(suite, cases);
    return suite;
}
