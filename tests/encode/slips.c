/* encode/slips: labels that are written with a slip mean the speaker of the frequent label. */
#include "example.h"
#include "run.h"

#include <stdlib.h>
#include <string.h>

#define NOBLE "MR. NOBLE: Yes.\n\nMR. NOBLE: No.\n\nMR. NOBLE: Yes.\n\n"
#define TRANSCRIPT(speeches)                                                                       \
    (&(struct source){.text = "2. Transcript\n\n" NOBLE speeches,                                  \
                      .options = {.genre = "transcript"}})

/* Asserts that the label, behind three speeches of MR. NOBLE, is kept and means this person, and
   whether that is a near miss. */
static void check_label(const char *label, const char *who, bool near_miss) {
    struct buffer text = {0}, speech = {0};
    buffer_print(&text, "2. Transcript\n\n" NOBLE "%s: Well.", label);
    buffer_print(&speech, "<sp who=\"#%s\">\n          <speaker>%s:</speaker>", who, label);
    struct source source = {.text = text.bytes, .options = {.genre = "transcript"}};
    struct example example = example_encode(&source);
    ck_assert_msg(strstr(example.encoding, speech.bytes), "no %s", speech.bytes);
    ck_assert_int_eq(strstr(example.findings, "9:1 encode/speaker-near-miss") != NULL, near_miss);
    example_check_way_back(text.bytes, example.encoding);
    example_free(&example);
    buffer_free(&text);
    buffer_free(&speech);
}

START_TEST(punctuation_and_spaces) {
    check_label("MR·. NOBLE", "mr._noble", true);
    check_label("MR., NOBLE", "mr._noble", true);
    check_label("MR.NOBLE", "mr._noble", true);
    check_label("MR. NOBLE", "mr._noble", false);
}
END_TEST

START_TEST(one_letter) {
    check_label("MR. NOBIE", "mr._noble", true);
    check_label("MR. NOBLEE", "mr._noble", true);
    check_label("MR. NBLE", "mr._noble", true);
    check_label("MR. NOBEL", "mr._noble", true);
}
END_TEST

START_TEST(other_names) {
    check_label("MR. NIMLE", "mr._nimle", false);
    check_label("MRS. NABLE", "mrs._nable", false);
    check_label("MR. PARSONS", "mr._parsons", false);
    check_label("FROM THE FLOOR", "from_the_floor", false);
}
END_TEST

START_TEST(a_name_that_is_as_frequent_is_another) {
    struct example example = example_encode(TRANSCRIPT("MR. NOBIE: A.\n\nMR. NOBIE: B."));
    ck_assert_ptr_nonnull(strstr(example.encoding, "<sp who=\"#mr._nobie\">"));
    ck_assert_ptr_null(strstr(example.findings, "near-miss"));
    example_free(&example);
}
END_TEST

START_TEST(words_in_brackets_are_not_the_name) {
    struct example example = example_encode(TRANSCRIPT("MR. NOBLE [Cont.]: So.\n\nMR. NOBLE: [To "
                                                       "Mr. Lee] Yes."));
    ck_assert_ptr_nonnull(strstr(example.encoding,
                                 "<sp who=\"#mr._noble\">\n          "
                                 "<speaker>MR. NOBLE <note type=\"editorial\">Cont."));
    ck_assert_ptr_null(strstr(example.findings, "near-miss"));
    example_free(&example);
}
END_TEST

START_TEST(a_person_of_the_heading) {
    check_finds("2. Transcript of a Talk Between the Clerk (Kretzmann) and the Guard "
                "(Lowe)\n\nMR. KRETZMAN: Yes.\n\nMR. LOWE: No.\n\nMR. KRETZMAN: So.",
                "3:1 encode/speaker-near-miss\n7:1 encode/speaker-near-miss\n");
}
END_TEST

SUITE(slips) {
    Suite *suite = suite_create("encode/slips");
    TCase *cases = tcase_create("slips");
    tcase_add_test(cases, punctuation_and_spaces);
    tcase_add_test(cases, one_letter);
    tcase_add_test(cases, other_names);
    tcase_add_test(cases, a_name_that_is_as_frequent_is_another);
    tcase_add_test(cases, words_in_brackets_are_not_the_name);
    tcase_add_test(cases, a_person_of_the_heading);
    suite_add_tcase(suite, cases);
    return suite;
}
