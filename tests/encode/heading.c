/* encode/heading: number, id, genre and persons of a document, from its first block. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"

#include <string.h>

#include <stdlib.h>
#include <string.h>

/* Asserts whom the heading introduces: the <listPerson>. */
static void check_persons(const char *heading, const char *expected) {
    char text[600];
    strcpy(text, heading);
    strcat(text, "\n\nWords.");
    check_element(&(struct source){.text = text}, "listPerson", expected);
}

#define PERSON(id, name)                                                                           \
    "  <person xml:id=\"" id "\">\n    <persName>" name "</persName>\n  </person>\n"
#define OFFICER(id, name, office)                                                                  \
    "  <person xml:id=\"" id "\">\n    <persName>" name "</persName>\n    <occupation>" office     \
    "</occupation>\n  </person>\n"
#define PERSONS(list) "<listPerson>\n" list "</listPerson>"

START_TEST(offices_with_names_in_brackets) {
    check_persons("209. Transcript of a Telephone Conversation Between the President’s Assistant "
                  "(Kissinger) and the Soviet Ambassador (Dobrynin)1",
                  PERSONS(OFFICER("kissinger", "Kissinger", "the President’s Assistant")
                              OFFICER("dobrynin", "Dobrynin", "the Soviet Ambassador")));
}
END_TEST

START_TEST(commas_between_persons) {
    check_persons("1. Conversation Among the Chairman (Lee), the Clerk (Ann Poe), and Others (Fox)",
                  PERSONS(OFFICER("lee", "Lee", "the Chairman") OFFICER(
                      "ann_poe", "Ann Poe", "the Clerk") OFFICER("fox", "Fox", "Others")));
}
END_TEST

START_TEST(titles_with_names) {
    check_persons("1. Conversation Between President Nixon and Prime Minister Heath",
                  PERSONS(OFFICER("nixon", "Nixon", "President")
                              OFFICER("heath", "Heath", "Prime Minister")));
    check_persons("1. Conversation Between President Nixon and his Assistant (Kissinger)",
                  PERSONS(OFFICER("nixon", "Nixon", "President")
                              OFFICER("kissinger", "Kissinger", "his Assistant")));
}
END_TEST

START_TEST(the_president_needs_no_name) {
    check_persons("1. Conversation Between the President and the President’s Assistant (Kissinger)",
                  PERSONS(PERSON("the_president", "the President")
                              OFFICER("kissinger", "Kissinger", "the President’s Assistant")));
}
END_TEST

START_TEST(persons_of_one_name_have_ids_of_their_own) {
    check_persons("1. Conversation Between the Clerk (Lee) and the Guard (Lee)",
                  PERSONS(OFFICER("lee", "Lee", "the Clerk") OFFICER("lee_2", "Lee", "the Guard")));
}
END_TEST

START_TEST(a_number_gives_the_id) {
    struct example example =
        example_encode(&(struct source){.text = "12a. Letter From Lee\n\nWords."});
    ck_assert_ptr_nonnull(strstr(
        example.encoding, "<div type=\"document\" subtype=\"letter\" n=\"12a\" xml:id=\"d12a\">"));
    example_free(&example);
}
END_TEST

static void check_genre(const char *heading, const char *genre) {
    struct buffer text = {0}, start = {0};
    buffer_print(&text, "12. %s\n\nWords.", heading);
    buffer_print(&start, "<div type=\"document\"%s%s%s n=\"12\" xml:id=\"d12\">",
                 *genre ? " subtype=\"" : "", genre, *genre ? "\"" : "");
    struct example example = example_encode(&(struct source){.text = text.bytes});
    ck_assert_msg(strstr(example.encoding, start.bytes), "\"%s\" is no \"%s\"", heading, genre);
    example_free(&example);
    buffer_free(&text);
    buffer_free(&start);
}

START_TEST(the_heading_names_the_genre) {
    check_genre("Letter From Lee", "letter");
    check_genre("Telegram From the Embassy to the Department", "telegram");
    check_genre("Airgram From the Embassy", "telegram");
    check_genre("Backchannel Message From Lee", "message");
    check_genre("Memorandum From Lee to Poe", "memorandum");
    check_genre("Action Memorandum From Lee to Poe", "memorandum");
    check_genre("National Security Decision Memorandum 140", "memorandum");
    check_genre("Memorandum for the President", "memorandum");
    check_genre("Memorandum of Conversation1", "memorandum-of-conversation");
    check_genre("Memorandum of a Conversation Between Lee and Poe", "memorandum-of-conversation");
    check_genre("Memorandum of Telephone Conversation", "transcript");
    check_genre("Transcript of a Telephone Conversation", "transcript");
    check_genre("Minutes of a Meeting", "minutes");
    check_genre("Draft Minutes of a Meeting", "minutes");
    check_genre("Report Prepared by the Committee", "report");
    check_genre("Editorial Note", "editorial-note");
    check_genre("The Foundation of the Harbour", "");
}
END_TEST

/* What opens a letter shows one that has no heading. */
START_TEST(a_letter_without_heading) {
    check_encodes("[Page 1]\n\nNo. 859\n\nHarbour Office\n\nKarlshof, 2nd March 1864\n\nSir:\n\n"
                  "Words.",
                  "<pb n=\"1\" xml:id=\"pg_1\"/>\n"
                  "<opener>\n"
                  "  <idno type=\"message\">No. 859</idno>\n"
                  "  <dateline>Harbour Office</dateline>\n"
                  "  <dateline>Karlshof, <date when=\"1864-03-02\">2nd March 1864</date>"
                  "</dateline>\n"
                  "  <salute>Sir:</salute>\n"
                  "</opener>\n"
                  "<p>Words.</p>\n");
    check_encodes("Harbour Office\n\nMarch 2, 1864\n\nSir:\n\nWords.",
                  "<opener>\n"
                  "  <dateline>Harbour Office</dateline>\n"
                  "  <dateline><date when=\"1864-03-02\">March 2, 1864</date></dateline>\n"
                  "  <salute>Sir:</salute>\n"
                  "</opener>\n"
                  "<p>Words.</p>\n");
}
END_TEST

START_TEST(without_a_number_the_file_gives_the_id) {
    struct example example =
        example_encode(&(struct source){.text = "Words.", .name = "in/7 days – été.v2.txt"});
    ck_assert_ptr_nonnull(
        strstr(example.encoding, "<div type=\"document\" xml:id=\"d7_days_été.v2\">"));
    example_free(&example);
}
END_TEST

START_TEST(a_page_break_may_stand_before) {
    check_encodes("[Page 1]\n\n12. Minutes\n\nWords.", "<pb n=\"1\" xml:id=\"pg_1\"/>\n"
                                                       "<head>12. Minutes</head>\n"
                                                       "<p>Words.</p>\n");
}
END_TEST

START_TEST(an_addressee_who_does_not_follow_the_sender) {
    check_encodes("1. Message From the Envoy (Lee), sent to the Board\n\nWe agree.",
                  "<head>1. Message From the Envoy (Lee), sent to the Board</head>\n"
                  "<p>We agree.</p>\n");
}
END_TEST

START_TEST(a_sentence_is_no_heading) {
    check_encodes("Words of a letter.\n\nMore.", "<p>Words of a letter.</p>\n<p>More.</p>\n");
    check_encodes("He said, “Words.”1\n\nMore.\n  1. Lee.",
                  "<p>He said, “Words.”<note n=\"1\" xml:id=\"examplefn1\" "
                  "place=\"bottom\">Lee.</note></p>\n<p>More.</p>\n");
    check_encodes("Words alone", "<p>Words alone</p>\n");
}
END_TEST

START_TEST(a_title_with_a_colon) {
    check_encodes("Chapter 3: “The Lamp,” 1901–1909\n\nIt was lit.",
                  "<head>Chapter 3: “The Lamp,” 1901–1909</head>\n<p>It was lit.</p>\n");
    check_encodes("The Harbour Board: A History\n\nIt was lit.",
                  "<head>The Harbour Board: A History</head>\n<p>It was lit.</p>\n");
    check_encodes("Mr. Lund: Good Morning\n\nIt was lit.",
                  "<p>Mr. Lund: Good Morning</p>\n<p>It was lit.</p>\n");
}
END_TEST

START_TEST(a_long_paragraph_with_a_number_names_no_persons) {
    struct buffer text = {0};
    for (int i = 0; i < 500000; i++)
        buffer_text(&text, "1. ");
    struct example example = example_encode(&(struct source){.text = text.bytes});
    ck_assert_str_eq(example.findings, "");
    ck_assert_ptr_nonnull(strstr(example.encoding, "<head>1. 1. 1."));
    example_free(&example);
    buffer_free(&text);
}
END_TEST

SUITE(heading) {
    Suite *suite = suite_create("encode/heading");
    TCase *cases = tcase_create("heading");
    tcase_add_test(cases, offices_with_names_in_brackets);
    tcase_add_test(cases, commas_between_persons);
    tcase_add_test(cases, titles_with_names);
    tcase_add_test(cases, the_president_needs_no_name);
    tcase_add_test(cases, persons_of_one_name_have_ids_of_their_own);
    tcase_add_test(cases, a_number_gives_the_id);
    tcase_add_test(cases, the_heading_names_the_genre);
    tcase_add_test(cases, a_letter_without_heading);
    tcase_add_test(cases, without_a_number_the_file_gives_the_id);
    tcase_add_test(cases, a_page_break_may_stand_before);
    tcase_add_test(cases, an_addressee_who_does_not_follow_the_sender);
    tcase_add_test(cases, a_sentence_is_no_heading);
    tcase_add_test(cases, a_title_with_a_colon);
    tcase_add_test(cases, a_long_paragraph_with_a_number_names_no_persons);
    suite_add_tcase(suite, cases);
    return suite;
}
