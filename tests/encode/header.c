/* encode/header: what the header says of a document. */
#include "example.h"
#include "run.h"

#include <string.h>

#define MESSAGE                                                                                    \
    "7. Letter From the Chief (Smith) to the Secretary (Rogers)1\n\nVienna, December 7, "          \
    "1971.\n\nWords.\n  1. Source: National Archives, “A & B.”"

static const struct source message = {.text = MESSAGE, .name = "in/letter.txt"};

START_TEST(the_title_is_the_heading) {
    check_element(&message, "titleStmt",
                  "<titleStmt>\n"
                  "  <title>Letter From the Chief (Smith) to the Secretary (Rogers)</title>\n"
                  "  <respStmt>\n"
                  "    <resp>encoded in TEI by</resp>\n"
                  "    <name>teikit</name>\n"
                  "  </respStmt>\n"
                  "</titleStmt>");
    check_element(&(struct source){.text = "Words.", .name = "in/letter.txt"}, "title",
                  "<title>letter</title>");
}
END_TEST

START_TEST(a_title_of_several_lines) {
    check_element(&(struct source){.text = "7. Letter [Page 2] From\n   [Mr.] Lee1\n\nWords."},
                  "title", "<title>Letter From Mr. Lee</title>");
    /* The second figure of the number is taken for a marker. */
    check_element(&(struct source){.text = "52. Ørsted Sends Word\n\nWords.\n  2. A note."},
                  "title", "<title>Ørsted Sends Word</title>");
}
END_TEST

START_TEST(the_source_is_the_file_and_the_archive) {
    check_element(
        &(struct source){.text = "Words.1\n  1. Source: National Archives, “A & B.”",
                         .name = "in/letter.txt"},
        "sourceDesc",
        "<sourceDesc>\n"
        "  <bibl type=\"file\"><title>letter.txt</title> <idno "
        "type=\"SHA-256\">006bbdc163c9fa35cca13f04a576085ec731582c128cdf4678d7de7793223afa</idno>"
        "</bibl>\n"
        "  <bibl type=\"source\" corresp=\"#letterfn1\">National Archives, “A &amp; B.”</bibl>\n"
        "</sourceDesc>");
}
END_TEST

START_TEST(a_source_note_may_say_nothing) {
    struct source source = {.text = "7. Letter1\n\nThe lamp is out.2\n\n  1. Source: \n  2. So."};
    struct example example = example_encode(&source);
    ck_assert_ptr_null(strstr(example.encoding, "<bibl type=\"source\""));
    example_free(&example);
}
END_TEST

START_TEST(who_wrote_to_whom_and_when) {
    check_element(&message, "correspDesc",
                  "<correspDesc>\n"
                  "  <correspAction type=\"sent\">\n"
                  "    <persName ref=\"#smith\">Smith</persName>\n"
                  "    <date when=\"1971-12-07\"/>\n"
                  "  </correspAction>\n"
                  "  <correspAction type=\"received\">\n"
                  "    <persName ref=\"#rogers\">Rogers</persName>\n"
                  "  </correspAction>\n"
                  "</correspDesc>");
    check_element(&message, "creation", "<creation><date when=\"1971-12-07\"/></creation>");
}
END_TEST

/* A surname alone could be an office; the greeting and the signature tell. */
START_TEST(surnames_write_to_surnames) {
    check_element(&(struct source){.text = "7. Letter From Brook to Amsel\n\nDear Mr. Amsel:\n\n"
                                           "Words.\n\nSincerely,\n\nAda Brook"},
                  "correspDesc",
                  "<correspDesc>\n"
                  "  <correspAction type=\"sent\">\n"
                  "    <persName ref=\"#ada_brook\">Ada Brook</persName>\n"
                  "  </correspAction>\n"
                  "  <correspAction type=\"received\">\n"
                  "    <persName ref=\"#amsel\">Amsel</persName>\n"
                  "  </correspAction>\n"
                  "</correspDesc>");
}
END_TEST

START_TEST(offices_write_to_offices) {
    check_element(&(struct source){.text =
                                       "7. Telegram From the Embassy in France to the Department "
                                       "of State1\n\nWords."},
                  "correspDesc",
                  "<correspDesc>\n"
                  "  <correspAction type=\"sent\">\n"
                  "    <orgName>the Embassy in France</orgName>\n"
                  "  </correspAction>\n"
                  "  <correspAction type=\"received\">\n"
                  "    <orgName>the Department of State</orgName>\n"
                  "  </correspAction>\n"
                  "</correspDesc>");
}
END_TEST

START_TEST(an_office_writes_to_a_person) {
    check_element(
        &(struct source){.text =
                             "7. Telegram From the Embassy in France to President Nixon\n\nWords."},
        "correspDesc",
        "<correspDesc>\n"
        "  <correspAction type=\"sent\">\n"
        "    <orgName>the Embassy in France</orgName>\n"
        "  </correspAction>\n"
        "  <correspAction type=\"received\">\n"
        "    <persName ref=\"#nixon\">Nixon</persName>\n"
        "  </correspAction>\n"
        "</correspDesc>");
}
END_TEST

START_TEST(a_transcript_has_no_correspondence) {
    check_element(&(struct source){.text = "7. Transcript of a Talk From Lee to Poe\n\nWords."},
                  "correspDesc", "");
}
END_TEST

START_TEST(the_language) {
    check_element(&(struct source){.text = "Mots.", .options = {.language = "fr-CA"}}, "langUsage",
                  "<langUsage>\n  <language ident=\"fr-CA\">French</language>\n</langUsage>");
}
END_TEST

START_TEST(the_application_says_how_the_source_was_read) {
    struct example example = example_encode(&message);
    ck_assert_ptr_nonnull(strstr(example.encoding, "<application ident=\"teikit\" "
                                                   "version=\"" TEIKIT_VERSION "\">"));
    ck_assert_ptr_nonnull(strstr(example.encoding, "profile diplomatic, source read as UTF-8"));
    example_free(&example);
}
END_TEST

SUITE(header) {
    Suite *suite = suite_create("encode/header");
    TCase *cases = tcase_create("header");
    tcase_add_test(cases, the_title_is_the_heading);
    tcase_add_test(cases, a_title_of_several_lines);
    tcase_add_test(cases, the_source_is_the_file_and_the_archive);
    tcase_add_test(cases, a_source_note_may_say_nothing);
    tcase_add_test(cases, who_wrote_to_whom_and_when);
    tcase_add_test(cases, surnames_write_to_surnames);
    tcase_add_test(cases, offices_write_to_offices);
    tcase_add_test(cases, an_office_writes_to_a_person);
    tcase_add_test(cases, a_transcript_has_no_correspondence);
    tcase_add_test(cases, the_language);
    tcase_add_test(cases, the_application_says_how_the_source_was_read);
    suite_add_tcase(suite, cases);
    return suite;
}
