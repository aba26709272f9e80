/* Drafts: what a document gets that depends on those before it, while several are made side by
   side. That one thread and three make the same of each text is asserted by all examples of encode.
 */
#include "example.h"
#include "run.h"

#include <string.h>

static void check_holds(const char *text, const char *const *expected) {
    struct example example = example_encode(&(struct source){.text = text});
    for (; *expected; expected++)
        ck_assert_msg(strstr(example.encoding, *expected) != NULL, "%s lacks %s", example.encoding,
                      *expected);
    example_check_way_back(text, example.encoding);
    example_free(&example);
}
#define CHECK_HOLDS(text, ...) check_holds(text, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(the_same_page_in_two_documents) {
    CHECK_HOLDS("7. Editorial Note\n\nOne [Page 5] and two.\n\n"
                "8. Editorial Note\n\n[Page 5]\n\nThree [Page 6] and four.\n",
                "<pb n=\"5\" xml:id=\"pg_5\"/> and two", "<pb n=\"5\" xml:id=\"pg_5_2\"/>",
                "<pb n=\"6\" xml:id=\"pg_6\"/> and four");
}
END_TEST

START_TEST(persons_of_documents_before) {
    CHECK_HOLDS("7. Conversation Between the Keeper (Amsel) and the Pilot (Aas)\n\n"
                "Amsel: One.\n\nAas: Two.\n\n"
                "8. Conversation Between Dora Amsel (Amsel) and the Pilot (Jon Aas)\n\n"
                "Aas: Three.\n\nAmsel: Four.\n\n"
                "9. Conversation Between the Keeper (Amsel) and the Mayor (Ahlers)\n\n"
                "A: Five.\n\nThe Mayor: Six.\n\nA: Seven.\n",
                "<sp who=\"#aas\">\n          <speaker>Aas:</speaker>\n          <p>Three.</p>",
                "<sp who=\"#a\">\n          <speaker>A:</speaker>\n          <p>Seven.</p>",
                "<person xml:id=\"ahlers\">");
}
END_TEST

START_TEST(notes_of_the_original) {
    CHECK_HOLDS("7. Editorial Note\n\nOne.1\n\n  1. A. (Footnote in the original.)\n\n"
                "8. Editorial Note\n\nTwo.1\n\n  1. B. (Footnote in the original.)\n",
                "xml:id=\"d8fn1\" place=\"bottom\" type=\"original\" resp=\"#original\"");
}
END_TEST

/* A number of page 122 is not one of page 12 with a marker behind it where the file has page 122.
 */
START_TEST(a_reference_to_a_page_of_a_document_before) {
    static const char *const documents[] = {
        "7. Editorial Note\n\nOne [Page 122] and two.\n\n"
        "8. Editorial Note1\n\nSo ante, p. 122. And then.3\n\n  1. A\n  2. B\n  3. C\n",
        "7. Editorial Note\n\nOne [Page 121] and two.\n\n"
        "8. Editorial Note1\n\nSo ante, p. 122. And then.3\n\n  1. A\n  2. B\n  3. C\n"};
    CHECK_HOLDS(documents[0], "<ref target=\"#pg_122\">ante, p. 122</ref>.");
    CHECK_HOLDS(documents[1], "<ref target=\"#pg_12\">ante, p. 12</ref><note n=\"2\"");
}
END_TEST

START_TEST(a_chapter_that_begins_between_documents) {
    CHECK_HOLDS("7. Editorial Note\n\nOne.\n\nChapter II\n\n8. Editorial Note\n\nTwo.\n\n"
                "9. Editorial Note\n\nThree.\n",
                "\n      <div type=\"document\" subtype=\"editorial-note\" n=\"7\"",
                "\n        <div type=\"document\" subtype=\"editorial-note\" n=\"9\"");
}
END_TEST

SUITE(drafts) {
    Suite *suite = suite_create("encode/drafts");
    TCase *cases = tcase_create("drafts");
    tcase_add_test(cases, the_same_page_in_two_documents);
    tcase_add_test(cases, persons_of_documents_before);
    tcase_add_test(cases, notes_of_the_original);
    tcase_add_test(cases, a_reference_to_a_page_of_a_document_before);
    tcase_add_test(cases, a_chapter_that_begins_between_documents);
    suite_add_tcase(suite, cases);
    return suite;
}
