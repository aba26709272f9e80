/* Volumes: where documents begin in a text of several, and where none does though it looks so. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

/* ---- what tests assert ---- */

/* Of an encoding's body: the lines of divisions, headings and page breaks, without what stands
   behind the tag. */
static char *skeleton(const char *encoding) {
    static const char *const shown[] = {"<div ", "</div>", "<head", "<pb "};
    struct buffer lines = {0};
    buffer_text(&lines, "");
    const char *line = strstr(encoding, "<body>");
    for (; line && *line; line = strchr(line, '\n'), line += line != NULL) {
        const char *start = line + strspn(line, " ");
        for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
            if (!strncmp(start, shown[i], strlen(shown[i])))
                buffer_print(&lines, "%.*s\n", (int)(strchr(start, '>') + 1 - start), start);
    }
    return lines.bytes;
}

static void check_volume(const char *text, const char *expected) {
    struct example example = example_encode(&(struct source){.text = text});
    char *found = skeleton(example.encoding);
    ck_assert_str_eq(found, expected);
    example_check_way_back(text, example.encoding);
    free(found);
    example_free(&example);
}

static void check_single(const char *text, const char *id) {
    struct example example = example_encode(&(struct source){.text = text});
    struct buffer tag = {0};
    buffer_print(&tag, "xml:id=\"%s\">", id);
    const char *division = strstr(example.encoding, "<div type=\"document\"");
    ck_assert_ptr_nonnull(division);
    ck_assert_ptr_nonnull(strstr(division, tag.bytes));
    ck_assert_ptr_null(strstr(division + 1, "<div type=\"document\""));
    ck_assert_ptr_null(strstr(example.encoding, "<div type=\"front\""));
    example_check_way_back(text, example.encoding);
    buffer_free(&tag);
    example_free(&example);
}

/* ---- documents ---- */

START_TEST(documents_begin_at_numbered_headings) {
    check_volume(
        "7. Letter From the Keeper (Amsel) to the Harbour Master (Lund)1\n\n"
        "The lamp is out.\n\n"
        "  1. Source: Harbour Archives.\n\n"
        "8. Editorial Note\n\n"
        "The lamp was lit again. See Document 7.\n\n"
        "[Page 12]\n\n"
        "9. Telegram From the Harbour Master (Lund) to the Keeper (Amsel)\n\n"
        "Well done.\n",
        "<div type=\"document\" subtype=\"letter\" n=\"7\" xml:id=\"d7\">\n<head>\n</div>\n"
        "<div type=\"document\" subtype=\"editorial-note\" n=\"8\" xml:id=\"d8\">\n"
        "<head>\n</div>\n"
        "<div type=\"document\" subtype=\"telegram\" n=\"9\" xml:id=\"d9\">\n"
        "<pb n=\"12\" xml:id=\"pg_12\"/>\n<head>\n</div>\n");
}
END_TEST

START_TEST(what_stands_before_the_first_document_is_kept) {
    check_volume("Papers of the Harbour Board\n\nVolume II\n\n"
                 "Chapter 3. The Light\n\n"
                 "7. Editorial Note\n\nThe lamp was lit.\n\n"
                 "8. Editorial Note\n\nThe lamp was lit again.\n\n"
                 "[Page 40]\n\nChapter 4. The Quay\n\n[Page 41]\n\n"
                 "9. Editorial Note\n\nThe quay was built.\n",
                 "<div type=\"front\" xml:id=\"front\">\n<head>\n</div>\n"
                 "<div type=\"chapter\">\n<head>\n"
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"7\" xml:id=\"d7\">\n"
                 "<head>\n</div>\n"
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"8\" xml:id=\"d8\">\n"
                 "<head>\n</div>\n</div>\n"
                 "<div type=\"chapter\">\n<pb n=\"40\" xml:id=\"pg_40\"/>\n<head>\n"
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"9\" xml:id=\"d9\">\n"
                 "<pb n=\"41\" xml:id=\"pg_41\"/>\n<head>\n</div>\n</div>\n");
}
END_TEST

START_TEST(the_heading_of_a_chapter_may_have_a_note) {
    check_volume("7. Editorial Note\n\nThe lamp was lit.\n\nChapter 4. The Quay1\n\n"
                 "8. Editorial Note\n\nThe quay2 was built.\n\n  1. A wall.\n  2. Of stone.\n",
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"7\" xml:id=\"d7\">\n"
                 "<head>\n</div>\n"
                 "<div type=\"chapter\">\n<head>\n"
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"8\" xml:id=\"d8\">\n"
                 "<head>\n</div>\n</div>\n");
}
END_TEST

START_TEST(a_numbered_heading_is_no_note) {
    check_volume("Board\n\nChapter 4. The Quay1\n\n1. Minutes of a Talk\n\n]\n",
                 "<div type=\"front\" xml:id=\"front\">\n<head>\n</div>\n"
                 "<div type=\"chapter\">\n<head>\n"
                 "<div type=\"document\" subtype=\"minutes\" n=\"1\" xml:id=\"d1\">\n"
                 "<head>\n</div>\n</div>\n");
}
END_TEST

START_TEST(a_line_below_the_notes_is_the_heading_of_a_chapter) {
    check_volume("7. Editorial Note\n\nThe lamp1 was lit.\n\n  1. An oil lamp.\n\n"
                 "The Quay\n\n"
                 "8. Editorial Note\n\nThe quay was built.\n",
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"7\" xml:id=\"d7\">\n"
                 "<head>\n</div>\n"
                 "<div type=\"chapter\">\n<head>\n"
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"8\" xml:id=\"d8\">\n"
                 "<head>\n</div>\n</div>\n");
}
END_TEST

START_TEST(no_blank_line_need_stand_around_page_breaks) {
    check_volume("7. Editorial Note\n\nThe lamp was lit.\n[Page 12]\n"
                 "8. Editorial Note\n\nThe quay was built.\n",
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"7\" xml:id=\"d7\">\n"
                 "<head>\n</div>\n"
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"8\" xml:id=\"d8\">\n"
                 "<pb n=\"12\" xml:id=\"pg_12\" rend=\"tight\"/>\n<head rend=\"tight\">\n</div>\n");
}
END_TEST

START_TEST(a_number_between_two_documents_is_one_too) {
    check_volume("7. Editorial Note\n\nThe lamp was lit.\n\n"
                 "8. The Quay\n\nThe quay was built.\n\n"
                 "9. Editorial Note\n\nThe quay was opened.\n",
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"7\" xml:id=\"d7\">\n"
                 "<head>\n</div>\n"
                 "<div type=\"document\" n=\"8\" xml:id=\"d8\">\n<head>\n</div>\n"
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"9\" xml:id=\"d9\">\n"
                 "<head>\n</div>\n");
}
END_TEST

START_TEST(numbers_may_begin_anew_behind_a_list_of_notes) {
    check_volume("207. Editorial Note\n\nThe lamp1 was lit.\n\n  1. An oil lamp.\n\n"
                 "3. Editorial Note\n\nThe quay was built.\n",
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"207\" xml:id=\"d207\">\n"
                 "<head>\n</div>\n"
                 "<div type=\"document\" subtype=\"editorial-note\" n=\"3\" xml:id=\"d3\">\n"
                 "<head>\n</div>\n");
}
END_TEST

START_TEST(a_list_of_contents_is_not_its_documents) {
    check_volume(
        "Papers of the Harbour Board\n\n"
        "7. Letter From the Keeper\n\n8. Editorial Note\n\n"
        "7. Letter From the Keeper\n\nThe lamp is out.\n\n"
        "8. Editorial Note\n\nThe lamp was lit again.\n",
        "<div type=\"front\" xml:id=\"front\">\n<head>\n</div>\n"
        "<div type=\"document\" subtype=\"letter\" n=\"7\" xml:id=\"d7\">\n<head>\n</div>\n"
        "<div type=\"document\" subtype=\"editorial-note\" n=\"8\" xml:id=\"d8\">\n"
        "<head>\n</div>\n");
}
END_TEST

/* ---- a single document stays whole ---- */

START_TEST(items_of_an_agenda_are_no_documents) {
    check_single("Minutes of the Harbour Board\n\n"
                 "1. Minutes of the Last Meeting\n\nThey were read.\n\n"
                 "2. Report of the Harbour Master\n\nIt was heard.\n\n"
                 "3. Letter From the Ministry\n\nIt was noted.\n\n"
                 "4. Letter From the Pilots\n\nIt was answered.\n",
                 "example");
    check_single("2. Minutes of the Harbour Board\n\n"
                 "1. Minutes of the Last Meeting\n\nThey were read.\n\n"
                 "2. Report From the Harbour Master\n\nIt was heard.\n\n"
                 "3. Letter From the Ministry\n\nIt was noted.\n",
                 "d2");
}
END_TEST

START_TEST(numbered_sections_are_no_documents) {
    check_single("The Harbour\n\n1. The Quay\n\nIt is long.\n\n2. Letters\n\nThere are many.\n\n"
                 "3. Telegrams\n\nThere are few.\n",
                 "example");
    check_single("1. Introduction\n\nThe quay is long.\n\n"
                 "2. Letter From the Keeper\n\nThe lamp is out.\n",
                 "d1");
}
END_TEST

START_TEST(numbered_paragraphs_are_no_documents) {
    check_single("7. Letter From the Keeper\n\n"
                 "8. Telegram from the Ministry arrived on Monday.\n\n"
                 "9. Letter from the pilots came on Tuesday.\n",
                 "d7");
}
END_TEST

START_TEST(what_is_attached_is_no_document) {
    check_single("7. Letter From the Keeper\n\nI send two papers.\n\nAttachments:\n\n"
                 "8. Letter From the Pilots\n\n9. Telegram From the Ministry\n",
                 "d7");
}
END_TEST

START_TEST(notes_are_no_documents) {
    check_single("7. Letter From the Keeper\n\nThe lamp1 is out2 again.3\n\n"
                 "  1. An oil lamp.\n  8. Telegram From the Ministry\n  9. Editorial Note\n",
                 "d7");
}
END_TEST

/* ---- what is said ---- */

START_TEST(a_number_that_comes_twice_is_found) {
    check_finds("7. Editorial Note\n\nThe lamp was lit.\n\n7. Editorial Note\n\nIt went out.\n",
                "5:1 encode/document-number-twice\n");
}
END_TEST

/* The number of the message stands below the heading as that of a note would. */
START_TEST(a_document_that_comes_twice_is_two) {
    check_finds(
        "7. Message From the Keeper\n\n12. Dear Ada:\n\nThe lamp was lit.\n\nIt went out.\n\n"
        "7. Message From the Keeper\n\n12. Dear Ada:\n\nThe lamp was lit.\n\nIt went out.\n",
        "9:1 encode/document-number-twice\n");
}
END_TEST

START_TEST(a_heading_whose_number_does_not_follow_is_told) {
    check_finds("207. Editorial Note\n\nThe lamp was lit.\n\n3. Editorial Note\n\nIt went out.\n",
                "5:1 encode/document-out-of-order\n");
}
END_TEST

START_TEST(an_id_cannot_be_that_of_several) {
    struct source source = {.text = "7. Editorial Note\n\nThe lamp.\n\n8. Editorial Note\n\nOil.\n",
                            .options = {.id = "harbour"}};
    struct example example = example_encode(&source);
    ck_assert_str_eq(example.findings, "0:0 encode/id-for-several\n");
    example_free(&example);
}
END_TEST

/* ---- the header ---- */

START_TEST(the_header_is_of_all_documents) {
    static const char *const text =
        "7. Letter From the Keeper (Amsel) to the Harbour Master (Lund)1\n\n"
        "Brest, May 3, 1912.\n\nThe lamp is out.\n\n  1. Source: Harbour Archives, Box 7.\n\n"
        "8. Transcript of a Conversation Between the Harbour Master (Lund) and the Pilot (Aas)\n\n"
        "Brest, May 1, 1912.\n\nL: The lamp is out.\n\nA: It is.\n";
    struct source source = {.text = text};
    check_element(&source, "titleStmt",
                  "<titleStmt>\n  <title>Documents 7 to 8 (example.txt)</title>\n  <respStmt>\n"
                  "    <resp>encoded in TEI by</resp>\n    <name>teikit</name>\n"
                  "  </respStmt>\n</titleStmt>");
    check_element(&source, "creation",
                  "<creation><date from=\"1912-05-01\" to=\"1912-05-03\"/></creation>");
    check_element(&source, "listPerson",
                  "<listPerson>\n"
                  "  <person xml:id=\"amsel\">\n    <persName>Amsel</persName>\n"
                  "    <occupation>the Keeper</occupation>\n  </person>\n"
                  "  <person xml:id=\"lund\">\n    <persName>Lund</persName>\n"
                  "    <occupation>the Harbour Master</occupation>\n  </person>\n"
                  "  <person xml:id=\"aas\">\n    <persName>Aas</persName>\n"
                  "    <occupation>the Pilot</occupation>\n  </person>\n"
                  "</listPerson>");
    struct example example = example_encode(&source);
    ck_assert_ptr_nonnull(strstr(example.encoding, "<correspDesc corresp=\"#d7\">"));
    ck_assert_ptr_nonnull(strstr(example.encoding, "corresp=\"#d7fn1\">Harbour Archives, Box 7."));
    ck_assert_ptr_nonnull(strstr(example.encoding, "<msDesc corresp=\"#d7\">"));
    example_free(&example);
}
END_TEST

/* ---- documents without numbers ---- */

#define DOCUMENT(genre, id)                                                                        \
    "<div type=\"document\" subtype=\"" genre "\" xml:id=\"example-" id "\">\n"

START_TEST(titles_without_numbers) {
    check_volume(
        "Papers of the Pier\n\n"
        "Memorandum From the Keeper (Amsel) to the Board\n\nBrest, May 2, 1912\n\nThe lamp is "
        "out.\n\n"
        "Telegram From the Board to the Keeper (Amsel)\n\nLund, May 4, 1912\n\nLight it.\n\n  1. "
        "A.\n\n"
        "Editorial Note\n\nHe lit it.",
        "<div type=\"front\" xml:id=\"front\">\n<head>\n</div>\n" DOCUMENT(
            "memorandum",
            "1") "<head>\n</div>\n" DOCUMENT("telegram",
                                             "2") "<head>\n</div>\n" DOCUMENT("editorial-note",
                                                                              "3") "<head>\n</"
                                                                                   "div>\n");
}
END_TEST

START_TEST(rules_between_letters) {
    check_volume("Brest, 7 December 1971\n\nDear Anna,\n\nIt is lit.\n\n-----\n\n"
                 "Brest, 9 December 1971\n\nDear Anna,\n\nIt is out.\n\n\f\n"
                 "Lund, 12 December 1971\n\nDear Jonas,\n\nCome home.",
                 DOCUMENT("letter", "1") "</div>\n" DOCUMENT("letter", "2") "</div>\n" DOCUMENT(
                     "letter", "3") "<pb rend=\"before:␌ behind:\"/>\n</div>\n");
}
END_TEST

/* What is sent along has a heading too, and so have parts of a report. */
START_TEST(titles_within_a_document) {
    check_single("Memorandum From the Keeper to the Board\n\nBrest, May 2, 1912\n\nIt is "
                 "out.\n\nAttachment\n\n"
                 "Letter From the Board to the Keeper\n\nLund, May 1, 1912\n\nLight it.",
                 "example");
    check_finds(
        "Of Lamps\n\nThe board met.\n\nLetter From the Board\n\nIt was read.\n\nTelegram From the "
        "Keeper\n\nIt was not.",
        "5:1 encode/perhaps-several-documents\n");
    check_single("Report on Lamps\n\nThe board met.\n\nLetter From the Board\n\nLund, May 1, "
                 "1912\n\nLight it.\n\n"
                 "Telegram From the Keeper\n\nBrest, May 2, 1912\n\nIt is lit.",
                 "example");
}
END_TEST

SUITE(volume) {
    Suite *suite = suite_create("encode/volume");
    TCase *cases = tcase_create("volume");
    tcase_add_test(cases, documents_begin_at_numbered_headings);
    tcase_add_test(cases, what_stands_before_the_first_document_is_kept);
    tcase_add_test(cases, the_heading_of_a_chapter_may_have_a_note);
    tcase_add_test(cases, a_numbered_heading_is_no_note);
    tcase_add_test(cases, a_line_below_the_notes_is_the_heading_of_a_chapter);
    tcase_add_test(cases, no_blank_line_need_stand_around_page_breaks);
    tcase_add_test(cases, a_number_between_two_documents_is_one_too);
    tcase_add_test(cases, numbers_may_begin_anew_behind_a_list_of_notes);
    tcase_add_test(cases, a_list_of_contents_is_not_its_documents);
    tcase_add_test(cases, items_of_an_agenda_are_no_documents);
    tcase_add_test(cases, numbered_sections_are_no_documents);
    tcase_add_test(cases, numbered_paragraphs_are_no_documents);
    tcase_add_test(cases, what_is_attached_is_no_document);
    tcase_add_test(cases, notes_are_no_documents);
    tcase_add_test(cases, a_number_that_comes_twice_is_found);
    tcase_add_test(cases, a_document_that_comes_twice_is_two);
    tcase_add_test(cases, a_heading_whose_number_does_not_follow_is_told);
    tcase_add_test(cases, an_id_cannot_be_that_of_several);
    tcase_add_test(cases, the_header_is_of_all_documents);
    tcase_add_test(cases, titles_without_numbers);
    tcase_add_test(cases, rules_between_letters);
    tcase_add_test(cases, titles_within_a_document);
    suite_add_tcase(suite, cases);
    return suite;
}
