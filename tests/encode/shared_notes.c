/* encode/shared_notes: lists of notes at the end of a volume that are those of several of its
   documents. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

/* Of an encoding: id and words of each note, then what the milestones of its lists point to. */
static char *notes_of(const char *encoding) {
    struct buffer notes = {0};
    buffer_text(&notes, "");
    for (const char *at = encoding; (at = strstr(at, "<note n=\"")); at++) {
        const char *id = strstr(at, "xml:id=\"") + strlen("xml:id=\""), *words = strchr(at, '>');
        if (words[-1] == '/') continue;
        buffer_print(&notes, "%.*s %.*s\n", (int)strcspn(id, "\""), id,
                     (int)strcspn(words + 1, "<"), words + 1);
    }
    for (const char *at = encoding; (at = strstr(at, "notes\" corresp=\"#")); at++) {
        at += strlen("notes\" corresp=\"");
        buffer_print(&notes, "%.*s\n", (int)strcspn(at, "\""), at);
    }
    return notes.bytes;
}

static void check_notes(const char *text, const char *expected) {
    struct example example = example_encode(&(struct source){.text = text});
    char *found = notes_of(example.encoding);
    ck_assert_str_eq(found, expected);
    example_check_way_back(text, example.encoding);
    free(found);
    example_free(&example);
}

/* Two documents; the markers of the second are as given. */
#define DOCUMENTS(first, second)                                                                   \
    "7. Letter From the Keeper (Amsel) to the Harbour Master (Lund)1\n\n"                          \
    "The lamp is out.2 Send oil.\n\n"                                                              \
    "8. Editorial Note\n\nOil" first " was sent.\n\nThe lamp burns." second "\n\n"
#define OWN "d7fn1 Log.\nd7fn2 It was lit.\nd8fn1 Thin.\nd8fn2 It did.\n"
#define RUNNING "d7fn1 Log.\nd7fn2 It was lit.\nd8fn3 Thin.\nd8fn4 It did.\n"

START_TEST(under_the_numbers_of_documents) {
    check_notes(DOCUMENTS("1", "2") "Notes\n\nDocument 7\n\n1. Log.\n\n2. It was lit.\n\n"
                                    "Document 8\n\n1. Thin.\n\n2. It did.\n",
                OWN "#d7fn1 #d7fn2\n#d8fn1 #d8fn2\n");
}
END_TEST

START_TEST(under_the_headings_of_documents) {
    check_notes(DOCUMENTS("1", "2") "Notes\n\n"
                                    "7. Letter From the Keeper (Amsel) to the Harbour Master "
                                    "(Lund)\n\n  1. Log.\n  2. It was lit.\n\n"
                                    "8. Editorial Note\n\n  1. Thin.\n  2. It did.\n",
                OWN "#d7fn1 #d7fn2\n#d8fn1 #d8fn2\n");
}
END_TEST

START_TEST(under_the_headings_of_chapters) {
    check_notes("Chapter 1. The Light\n\n" DOCUMENTS(
                    "3", "4") "Chapter 2. The Quay\n\n9. Editorial Note\n\nIt was built1 of "
                              "stone.\n\nNotes to chapter 1\n\n1. Log.\n\n2. It was lit.\n\n"
                              "3. Thin.\n\n4. It did.\n\nNotes to chapter 2\n\n1. By whom?\n",
                RUNNING "d9fn1 By whom?\n#d7fn1 #d7fn2 #d8fn3 #d8fn4\n#d9fn1\n");
}
END_TEST

START_TEST(in_one_list_in_which_numbers_begin_anew) {
    check_notes(DOCUMENTS("1", "2") "NOTES\n\n1. Log.\n\n2. It was lit.\n\n1. Thin.\n\n2. It "
                                    "did.\n",
                OWN "#d7fn1 #d7fn2 #d8fn1 #d8fn2\n");
}
END_TEST

START_TEST(in_one_list_in_which_numbers_run_on) {
    check_notes(DOCUMENTS("3", "4") "  1. Log.\n  2. It was lit.\n  3. Thin.\n  4. It did.\n",
                RUNNING "#d7fn1 #d7fn2 #d8fn3 #d8fn4\n");
}
END_TEST

START_TEST(of_documents_without_numbers) {
    check_notes("Letter From Amsel to Lund1\n\nMeran, March 3, 1921\n\nThe lamp is out.2\n\n"
                "Letter From Lund to Amsel1\n\nMeran, March 5, 1921\n\nIt was lit.\n\n"
                "NOTES\n\nLetter From Amsel to Lund\n\n  1. Log.\n  2. Why?\n\n"
                "Letter From Lund to Amsel\n\n  1. Found.\n",
                "example-1fn1 Log.\nexample-1fn2 Why?\nexample-2fn1 Found.\n"
                "#example-1fn1 #example-1fn2\n#example-2fn1\n");
}
END_TEST

/* The marker of note 2 is lost: the note stays in its document.  A document that is not there has
   notes: they stay where the lists are. */
START_TEST(notes_without_markers_are_said) {
    const char *text = DOCUMENTS("1", "") "Notes\n\nDocument 6\n\n1. Lost.\n\n"
                                          "Document 7\n\n1. Log.\n\n2. It was lit.\n\n"
                                          "Document 8\n\n1. Thin.\n\n2. It did.\n";
    check_notes(text, "d7fn1 Log.\nd7fn2 It was lit.\nd8fn1 Thin.\nd8fn2 It did.\nnotesfn1 "
                      "Lost.\n#notesfn1\n#d7fn1 #d7fn2\n#d8fn1 #d8fn2\n");
    check_finds(text, "27:4 encode/note-without-marker\n15:4 encode/note-without-marker\n");
}
END_TEST

/* A document whose list follows it is served by that, whatever stands in the last one. */
START_TEST(a_list_of_the_last_document_only) {
    check_notes("7. Editorial Note\n\nOil1 was sent.2 It burns.3\n\n1. Thin.\n\n2. By boat.\n\n"
                "3. It did.\n\n8. Editorial Note\n\nThe lamp1 burns.\n\n1. Lit.\n\n2. Lost.\n",
                "d7fn1 Thin.\nd7fn2 By boat.\nd7fn3 It did.\nd8fn1 Lit.\nd8fn2 Lost.\n");
}
END_TEST

SUITE(shared_notes) {
    Suite *suite = suite_create("encode/shared_notes");
    TCase *cases = tcase_create("shared_notes");
    tcase_add_test(cases, under_the_numbers_of_documents);
    tcase_add_test(cases, under_the_headings_of_documents);
    tcase_add_test(cases, under_the_headings_of_chapters);
    tcase_add_test(cases, in_one_list_in_which_numbers_begin_anew);
    tcase_add_test(cases, in_one_list_in_which_numbers_run_on);
    tcase_add_test(cases, of_documents_without_numbers);
    tcase_add_test(cases, notes_without_markers_are_said);
    tcase_add_test(cases, a_list_of_the_last_document_only);
    suite_add_tcase(suite, cases);
    return suite;
}
