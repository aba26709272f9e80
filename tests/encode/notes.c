/* encode/notes: which numbers are markers of notes, told by the order of them all.  In what is
   expected, {2} stands for note 2 and {2?} for a note whose words are missing. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The division with its notes written short. */
static char *shorten(const char *division) {
    static const char missing[] = "<gap reason=\"missing\"/>";
    struct buffer text = {0};
    for (const char *next = division, *note; *next;) {
        note = strstr(next, "<note n=\"");
        buffer_append(&text, next, note ? (size_t)(note - next) : strlen(next));
        if (!note) break;
        const char *number = note + strlen("<note n=\""), *words = strchr(note, '>') + 1;
        buffer_print(&text, "{%.*s%s}", (int)strcspn(number, "\""), number,
                     strncmp(words, missing, strlen(missing)) ? "" : "?");
        next = strstr(words, "</note>") + strlen("</note>");
    }
    return text.bytes;
}

static void check_markers(const char *text, const char *expected) {
    struct example example = example_encode(&(struct source){.text = text});
    char *division = example_division(example.encoding), *found = shorten(division);
    ck_assert_str_eq(found, expected);
    example_check_way_back(text, example.encoding);
    free(division);
    free(found);
    example_free(&example);
}

START_TEST(where_markers_stand) {
    check_markers(
        "To Ruina1 and others, of NSDM–140.2 He came Friday3—so it was, in “there.”4 (So.)5\n"
        "  1. A\n  2. B\n  3. C\n  4. D\n  5. E",
        "<p>To Ruina{1} and others, of NSDM–140.{2} He came Friday{3}—so it was, in "
        "“there.”{4} (So.){5}</p>\n");
    check_markers("One A, the F–4s1 and (E.O. 12065)2. Word [sic]3 and up.\n  1. A\n  2. B\n  3. C",
                  "<p>One A, the F–4s{1} and (E.O. 12065){2}. <sic rend=\"[sic]\">Word "
                  "</sic>{3} and up.</p>\n");
}
END_TEST

START_TEST(numbers_that_are_none) {
    check_markers("On May 4, 1971, in the 1960s at 3:15 (or 2 p.m.) for $4.50, 5,000 men of the 3d "
                  "and 2.5 percent, 1/3 of No. 2, saw MIG–21s1 fly 1,234 miles.2\n  1. A\n  2. B",
                  "<p>On <date when=\"1971-05-04\">May 4, 1971</date>, in the 1960s at 3:15 (or 2 "
                  "p.m.) for $4.50, 5,000 men of the 3d and 2.5 percent, 1/3 of No. 2, saw "
                  "MIG–21s{1} fly 1,234 miles.{2}</p>\n");
}
END_TEST

START_TEST(the_order_decides) {
    check_markers("One.1 The State2/Defense man.3\n  1. A\n  2. B\n  3. C",
                  "<p>One.{1} The State{2}/Defense man.{3}</p>\n");
    check_markers("Text1 more.2 Text2 again.3\n  1. A\n  2. B\n  3. C",
                  "<p>Text{1} more.{2} Text2 again.{3}</p>\n");
    check_markers("At 5.1 He left at 12.2 On Article 3.3 he said.4\n  1. A\n  2. B\n  3. C\n  4. D",
                  "<p>At 5.{1} He left at 12.{2} On Article 3.{3} he said.{4}</p>\n");
}
END_TEST

START_TEST(a_year_and_a_marker) {
    check_markers("Since 1958.37 They came in 1959.38 Then.\n  37. A\n  38. B",
                  "<p>Since 1958.{37} They came in 1959.{38} Then.</p>\n");
    check_markers("In the 1960s12 they met.13\n  12. A\n  13. B",
                  "<p>In the 1960s{12} they met.{13}</p>\n");
}
END_TEST

START_TEST(markers_behind_figures) {
    check_markers(
        "On December 7, 19711 they met, and in May 19582 again; of 1,2003 men, so.4\n"
        "  1. A\n  2. B\n  3. C\n  4. D",
        "<p>On <date when=\"1971-12-07\">December 7, 1971</date>{1} they met, and in <date "
        "when=\"1958-05\">May 1958</date>{2} again; of 1,200{3} men, so.{4}</p>\n");
    check_markers("One.1 On 7 December 197112 more.\n  1. A\n  12. B",
                  "<p>One.{1} On <date when=\"1971-12-07\">7 December 1971</date>{12} more.</p>\n");
    check_markers("One.1 Of NSC 682 and 4 of 14 others.3\n  1. A\n  2. B\n  3. C",
                  "<p>One.{1} Of NSC 68{2} and 4 of 14 others.{3}</p>\n");
}
END_TEST

START_TEST(ends_of_numbers_that_are_no_markers) {
    check_markers("One.1 Of May 5, 19450 men.\n  1. A", "<p>One.{1} Of May 5, 19450 men.</p>\n");
    check_markers("One.1 Of May 5, 19458 men.\n  1. A", "<p>One.{1} Of May 5, 19458 men.</p>\n");
    check_markers("One.1 In 1962 or 52 or 42 so.3\n  1. A\n  2. B\n  3. C",
                  "<p>One.{1} In 1962 or 52 or 42 so.{3}</p>\n{2}\n");
    check_markers("One.1 In 1962 so.3\n  1. A\n  2. B\n  3. C",
                  "<p>One.{1} In 1962 so.{3}</p>\n{2}\n");
    check_markers("Of 31 and 41 two.2 And three.3\n  1. A\n  2. B\n  3. C",
                  "<p>Of 31 and 41 two.{2} And three.{3}</p>\n{1}\n");
}
END_TEST

/* A reference ends in a marker only for a note that is left over, and never if it leads to
   something as it stands, or to what is nearer. */
START_TEST(markers_behind_references) {
    check_markers("7. Editorial Note1\n\nSo in Document 122. And then.3\n  1. A\n  2. B\n  3. C",
                  "<head>7. Editorial Note{1}</head>\n<p>So in <ref target=\"#d12\">Document "
                  "12</ref>{2}. And then.{3}</p>\n");
    check_markers("70. Editorial Note1\n\nSo in Document 82.\n  1. A\n  2. B",
                  "<head>70. Editorial Note{1}</head>\n<p>So in <ref target=\"#d82\">Document "
                  "82</ref>.</p>\n{2}\n");
    check_markers("7. Editorial Note1\n\nOne.2 Two.3 See footnote 12.\n"
                  "  1. A\n  2. B\n  3. C\n  12. D",
                  "<head>7. Editorial Note{1}</head>\n<p>One.{2} Two.{3} See <ref "
                  "target=\"#d7fn12\">footnote 12</ref>.</p>\n{12}\n");
}
END_TEST

START_TEST(the_number_of_a_heading_holds_no_marker) {
    check_markers("52. Editorial Note1\n\nSo it was.\n  1. A\n  2. B",
                  "<head>52. Editorial Note{1}</head>\n<p>So it was.</p>\n{2}\n");
}
END_TEST

START_TEST(markers_behind_the_number_of_a_message) {
    check_markers("7. Letter From Poe1\n\n12.2 Dear Ann\n\nSo it is.\n  1. A\n  2. B",
                  "<head>7. Letter From Poe{1}</head>\n<opener>\n  <idno "
                  "type=\"message\">12.</idno>\n  <salute rend=\"joined\">{2} Dear "
                  "Ann</salute>\n</opener>\n<p>So it is.</p>\n");
}
END_TEST

START_TEST(markers_in_what_frames_a_message) {
    check_markers("7. Letter From Poe1\n\nBonn, May 4, 19712\n\nDear Ann:3\n\nSo it is.\n\n"
                  "Yours,4\n\nAl Poe5\n  1. A\n  2. B\n  3. C\n  4. D\n  5. E",
                  "<head>7. Letter From Poe{1}</head>\n<opener>\n  <dateline>Bonn, <date "
                  "when=\"1971-05-04\">May 4, 1971</date>{2}</dateline>\n  <salute>Dear "
                  "Ann:{3}</salute>\n</opener>\n<p>So it is.</p>\n<closer>\n  "
                  "<salute>Yours,{4}</salute>\n  <signed>Al Poe{5}</signed>\n</closer>\n");
}
END_TEST

START_TEST(markers_out_of_order) {
    check_markers("One.1 Two.3 Three.2\n  1. A\n  2. B\n  3. C",
                  "<p>One.{1} Two.{3} Three.{2}</p>\n");
    check_finds("One.1 Two.3 Three.2\n  1. A\n  2. B\n  3. C", "1:19 encode/marker-out-of-order\n");
}
END_TEST

START_TEST(a_note_without_a_marker) {
    check_markers("One.1 Two.\n  1. A\n  2. B", "<p>One.{1} Two.</p>\n{2}\n");
    check_finds("One.1 Two.\n  1. A\n  2. B", "3:6 encode/note-without-marker\n");
}
END_TEST

START_TEST(a_marker_without_a_note) {
    check_markers("One.1 Two.2 Three.3\n  1. A\n  3. B", "<p>One.{1} Two.{2?} Three.{3}</p>\n");
    check_finds("One.1 Two.2 Three.3\n  1. A\n  3. B", "1:11 encode/note-missing\n");
}
END_TEST

START_TEST(markers_without_a_list) {
    check_markers("He said1 at 4.5 percent.2 We have 4 of 12.3 And on.4\n\nIf 3 is not 2 then.5",
                  "<p>He said{1?} at 4.5 percent.{2?} We have 4 of 12.{3?} And on.{4?}</p>\n"
                  "<p>If 3 is not 2 then.{5?}</p>\n");
    check_finds("He said1 so.2 Thus.3", "1:8 encode/note-missing\n");
}
END_TEST

START_TEST(numbers_without_a_list_that_are_no_markers) {
    check_markers("They sold 4 or 2.5 for 3.1 each in 1971.",
                  "<p>They sold 4 or 2.5 for 3.1 each in "
                  "1971.</p>\n");
    check_markers("The MIG–21s flew. In 1.2 days.", "<p>The MIG–21s flew. In 1.2 days.</p>\n");
}
END_TEST

START_TEST(a_letter_behind_a_missing_number) {
    check_markers("One.2a\n2a/ A\n\nSo 1/ two.2a\n1 O",
                  "<head>One.{2a}</head>\n<milestone unit=\"notes\" "
                  "corresp=\"#examplefn2a\"/>\n<p>So {1} two.2a</p>\n");
}
END_TEST

START_TEST(notes_hold_no_markers) {
    check_markers("One.1 Two.2\n  1. See him.2\n  2. B", "<p>One.{1} Two.{2}</p>\n");
}
END_TEST

START_TEST(gaps_and_dates_hold_no_markers) {
    check_markers("A [1 line not declassified].1 On May 1, 1971.2\n  1. A\n  2. B",
                  "<p>A <gap reason=\"not-declassified\" unit=\"line\" quantity=\"1\" extent=\"1 "
                  "line\"><desc>1 line not declassified</desc></gap>.{1} On <date "
                  "when=\"1971-05-01\">May 1, 1971</date>.{2}</p>\n");
}
END_TEST

START_TEST(markers_side_by_side) {
    check_markers("One.12 Two.3\n  1. A\n  2. B\n  3. C", "<p>One.{1}{2} Two.{3}</p>\n");
    check_markers("One.1, 2 Two.3\n  1. A\n  2. B\n  3. C", "<p>One.{1}, {2} Two.{3}</p>\n");
    check_markers("One.1 Two.12\n  1. A\n  12. B", "<p>One.{1} Two.{12}</p>\n");
}
END_TEST

/* Where two numbers could be the marker, the one that stands better is. */
START_TEST(what_stands_better) {
    check_markers("One.1 By Article 3.2 of it he left.2\n  1. A\n  2. B",
                  "<p>One.{1} By Article 3.2 of it he left.{2}</p>\n");
    check_markers("One.1 The SALT2 talks began there2 at last.\n  1. A\n  2. B",
                  "<p>One.{1} The SALT2 talks began there{2} at last.</p>\n");
    check_markers("One.1 The “B2” flew for 3.2 hours.2\n  1. A\n  2. B",
                  "<p>One.{1} The “B2” flew for 3.2 hours.{2}</p>\n");
    check_markers("One.1 See No.2 and p.2 of it, in 1958.2 Then.\n  1. A\n  2. B",
                  "<p>One.{1} See No.2 and p.2 of it, in 1958.{2} Then.</p>\n");
}
END_TEST

/* A paragraph of a number alone is where a note stands that the edition set between paragraphs. */
START_TEST(a_marker_alone) {
    check_markers("One.\n\n1\n\nTwo.2\n  1. A\n  2. B",
                  "<p>One.</p>\n<p>{1}</p>\n<p>Two.{2}</p>\n");
}
END_TEST

START_TEST(a_marker_that_stands_twice) {
    check_finds("One.1 Two.1 Three.2\n  1. A\n  2. B", "1:11 encode/marker-repeated\n");
    check_encodes("One.1 Two.1\n  1. A",
                  "<p>One.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\">A</note> Two."
                  "<ref type=\"noteAnchor\" target=\"#examplefn1\">1</ref></p>\n");
}
END_TEST

START_TEST(many_notes_are_quick) {
    struct buffer text = {0}, list = {0};
    for (int i = 1; i <= 20000; i++) {
        buffer_print(&text, "Word.%d And ", i);
        buffer_print(&list, "\n  %d. Note %d.", i, i);
    }
    buffer_text(&text, list.bytes);
    struct example example = example_encode(&(struct source){.text = text.bytes});
    ck_assert_str_eq(example.findings, "");
    ck_assert_ptr_nonnull(strstr(example.encoding, "Word.<note n=\"20000\""));
    example_free(&example);
    buffer_free(&text);
    buffer_free(&list);
}
END_TEST

SUITE(notes) {
    Suite *suite = suite_create("encode/notes");
    TCase *cases = tcase_create("notes");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, where_markers_stand);
    tcase_add_test(cases, numbers_that_are_none);
    tcase_add_test(cases, the_order_decides);
    tcase_add_test(cases, a_year_and_a_marker);
    tcase_add_test(cases, markers_behind_figures);
    tcase_add_test(cases, ends_of_numbers_that_are_no_markers);
    tcase_add_test(cases, markers_behind_references);
    tcase_add_test(cases, the_number_of_a_heading_holds_no_marker);
    tcase_add_test(cases, markers_behind_the_number_of_a_message);
    tcase_add_test(cases, markers_in_what_frames_a_message);
    tcase_add_test(cases, markers_out_of_order);
    tcase_add_test(cases, a_note_without_a_marker);
    tcase_add_test(cases, a_marker_without_a_note);
    tcase_add_test(cases, markers_without_a_list);
    tcase_add_test(cases, numbers_without_a_list_that_are_no_markers);
    tcase_add_test(cases, a_letter_behind_a_missing_number);
    tcase_add_test(cases, notes_hold_no_markers);
    tcase_add_test(cases, gaps_and_dates_hold_no_markers);
    tcase_add_test(cases, markers_side_by_side);
    tcase_add_test(cases, what_stands_better);
    tcase_add_test(cases, a_marker_alone);
    tcase_add_test(cases, a_marker_that_stands_twice);
    tcase_add_test(cases, many_notes_are_quick);
    suite_add_tcase(suite, cases);
    return suite;
}
