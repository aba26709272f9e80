/* encode/heading: number, id, genre and persons of a document, from its first block. */
#include "example.h"
#include "run.h"

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
        example.encoding, "<div type=\"document\" subtype=\"message\" n=\"12a\" xml:id=\"d12a\">"));
    example_free(&example);
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

START_TEST(a_sentence_is_no_heading) {
    check_encodes("Words of a letter.\n\nMore.", "<p>Words of a letter.</p>\n<p>More.</p>\n");
    check_encodes("He said, “Words.”1\n\nMore.\n  1. Lee.",
                  "<p>He said, “Words.”<note n=\"1\" xml:id=\"examplefn1\" "
                  "place=\"bottom\">Lee.</note></p>\n<p>More.</p>\n");
    check_encodes("Words alone", "<p>Words alone</p>\n");
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
    tcase_add_test(cases, without_a_number_the_file_gives_the_id);
    tcase_add_test(cases, a_page_break_may_stand_before);
    tcase_add_test(cases, a_sentence_is_no_heading);
    suite_add_tcase(suite, cases);
    return suite;
}
