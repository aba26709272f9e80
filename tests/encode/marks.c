/* encode/marks: what square brackets and signs behind words say. */
#include "example.h"
#include "run.h"

/* Asserts what becomes of words in a paragraph. */
#define CHECK(words, expected) check_encodes(words " ends.", "<p>" expected " ends.</p>\n")

START_TEST(words_that_an_editor_put_in) {
    CHECK("on longer [large] ones", "on longer <supplied>large</supplied> ones");
    CHECK("K[ishilov] said", "K<supplied>ishilov</supplied> said");
    CHECK("[He said [that] it]", "<supplied>He said <supplied>that</supplied> it</supplied>");
}
END_TEST

START_TEST(words_left_out) {
    CHECK("a [omission in transcript].",
          "a <gap reason=\"omission\"><desc>omission in transcript</desc></gap>.");
    CHECK("a [one page omitted]", "a <gap reason=\"omission\" unit=\"page\" quantity=\"1\" "
                                  "extent=\"one page\"><desc>one page omitted</desc></gap>");
    CHECK("a [less than 1 line not declassified]",
          "a <gap reason=\"not-declassified\" unit=\"line\" atMost=\"1\" extent=\"less than 1 "
          "line\"><desc>less than 1 line not declassified</desc></gap>");
    CHECK("a [1½ lines not declassified]",
          "a <gap reason=\"not-declassified\" unit=\"line\" quantity=\"1.5\" extent=\"1½ "
          "lines\"><desc>1½ lines not declassified</desc></gap>");
}
END_TEST

#define GAP(attributes, words) "<gap " attributes "><desc>" words "</desc></gap>"
#define WITHHELD "reason=\"not-declassified\""

START_TEST(words_that_are_withheld) {
    CHECK("a [1 paragraph (5 lines) not declassified]",
          "a " GAP(WITHHELD " unit=\"paragraph\" quantity=\"1\" extent=\"1 paragraph (5 lines)\"",
                   "1 paragraph (5 lines) not declassified"));
    CHECK("a [2 lines of source text not declassified]",
          "a " GAP(WITHHELD " unit=\"line\" quantity=\"2\" extent=\"2 lines of source text\"",
                   "2 lines of source text not declassified"));
    CHECK("a [1-1/2 lines not declassified]",
          "a " GAP(WITHHELD " unit=\"line\" quantity=\"1.5\" extent=\"1-1/2 lines\"",
                   "1-1/2 lines not declassified"));
    CHECK("a [more than 3 pages not declassified]",
          "a " GAP(WITHHELD " unit=\"page\" atLeast=\"3\" extent=\"more than 3 pages\"",
                   "more than 3 pages not declassified"));
    CHECK("a [dollar amount not declassified]",
          "a " GAP(WITHHELD, "dollar amount not declassified"));
}
END_TEST

START_TEST(words_that_the_editor_left_out) {
    CHECK("a [Omitted here is a list.]",
          "a " GAP("reason=\"omission\"", "Omitted here is a list."));
    CHECK("a [Here follows a list.]", "a " GAP("reason=\"omission\"", "Here follows a list."));
    CHECK("a […] b [. . .]",
          "a " GAP("reason=\"omission\"", "…") " b " GAP("reason=\"omission\"", ". . ."));
    CHECK("a [last page missing]", "a " GAP("reason=\"missing\"", "last page missing"));
}
END_TEST

START_TEST(figures_that_are_not_reproduced) {
    CHECK("a [Map not reproduced] [Figure 2] b [map] [Chart: depths]",
          "a <figure><figDesc>Map not reproduced</figDesc></figure> <figure><figDesc>Figure "
          "2</figDesc></figure> b <supplied>map</supplied> <figure><figDesc>Chart: "
          "depths</figDesc></figure>");
}
END_TEST

START_TEST(notes_of_the_editor) {
    CHECK("a [underlined in the original]",
          "a <note type=\"editorial\">underlined in the original</note>");
    check_encodes("A.\n\n[Translation]\n\nB.\n[See Document 2.]",
                  "<p>A.</p>\n<note type=\"editorial\">Translation</note>\n"
                  "<p>B.\n<supplied>See <ref target=\"#d2\">Document 2</ref>.</supplied></p>\n");
    check_encodes("A.\n\n  [See Document 2.]\n\nB.",
                  "<p>A.</p>\n<note type=\"editorial\" rend=\"indent2\">See <ref "
                  "target=\"#d2\">Document 2</ref>.</note>\n<p>B.</p>\n");
}
END_TEST

START_TEST(corrections) {
    CHECK("a hunderd [correction: hundred], mnay[sic; should be many]",
          "a <choice><sic>hunderd </sic><corr rend=\"[correction:\">hundred</corr></choice>, "
          "<choice><sic>mnay</sic><corr rend=\"[sic; should be\">many</corr></choice>");
    CHECK("a, [correction: hundred]", "a, <supplied>correction: hundred</supplied>");
    CHECK("He [should be sent]", "He <supplied>should be sent</supplied>");
}
END_TEST

START_TEST(words_that_cannot_be_read_or_heard) {
    CHECK("a [two words illegible]",
          "a <gap reason=\"illegible\" unit=\"word\" quantity=\"2\" extent=\"two words\"><desc>two "
          "words illegible</desc></gap>");
    CHECK("a [unclear]", "a <gap reason=\"inaudible\"><desc>unclear</desc></gap>");
    CHECK("a [garble]", "a <gap reason=\"garbled\"><desc>garble</desc></gap>");
}
END_TEST

START_TEST(remarks_in_running_text) {
    CHECK("a [Laughter.] b [laughs]", "a <stage>Laughter.</stage> b <stage>laughs</stage>");
}
END_TEST

START_TEST(page_breaks_in_running_text) {
    CHECK("split [Page 3] here", "split <pb n=\"3\" xml:id=\"pg_3\"/> here");
    CHECK("wo[Page 3]rd", "wo<pb n=\"3\" xml:id=\"pg_3\"/>rd");
    CHECK("[see [Page 3] here]", "<supplied>see <pb n=\"3\" xml:id=\"pg_3\"/> here</supplied>");
}
END_TEST

START_TEST(signs_of_doubt) {
    CHECK("Semenov(?) and été[?]",
          "<unclear rend=\"(?)\">Semenov</unclear> and <unclear rend=\"[?]\">été</unclear>");
    CHECK("a [?] alone (?)", "a [?] alone (?)");
}
END_TEST

START_TEST(signs_of_slips) {
    CHECK("a hunderd [sic] and mnay(sic)",
          "a <sic rend=\"[sic]\">hunderd </sic> and <sic rend=\"(sic)\">mnay</sic>");
    CHECK("“a hunderd” [sic]", "“a <sic rend=\"[sic]\">hunderd” </sic>");
}
END_TEST

START_TEST(brackets_that_do_not_pair_stay) {
    CHECK("a [b", "a [b");
    CHECK("a] b", "a] b");
    CHECK("a [b [c] d", "a [b <supplied>c</supplied> d");
    CHECK("a [] b [ ]", "a [] b [ ]");
}
END_TEST

START_TEST(brackets_that_do_not_pair_are_told) {
    check_finds("A [b ends.", "1:3 encode/bracket-not-closed\n");
    check_finds("Été] ends.", "1:4 encode/bracket-not-opened\n");
}
END_TEST

START_TEST(brackets_deeper_than_trees_should_be) {
    char text[2 * 200 + 8] = "";
    for (int i = 0; i < 200; i++)
        text[i] = '[', text[201 + i] = ']';
    text[200] = 'a';
    check_finds(text, "1:25 encode/brackets-too-deep\n");
}
END_TEST

SUITE(marks) {
    Suite *suite = suite_create("encode/marks");
    TCase *cases = tcase_create("marks");
    tcase_add_test(cases, words_that_an_editor_put_in);
    tcase_add_test(cases, words_left_out);
    tcase_add_test(cases, words_that_are_withheld);
    tcase_add_test(cases, words_that_the_editor_left_out);
    tcase_add_test(cases, figures_that_are_not_reproduced);
    tcase_add_test(cases, notes_of_the_editor);
    tcase_add_test(cases, corrections);
    tcase_add_test(cases, words_that_cannot_be_read_or_heard);
    tcase_add_test(cases, remarks_in_running_text);
    tcase_add_test(cases, page_breaks_in_running_text);
    tcase_add_test(cases, signs_of_doubt);
    tcase_add_test(cases, signs_of_slips);
    tcase_add_test(cases, brackets_that_do_not_pair_stay);
    tcase_add_test(cases, brackets_that_do_not_pair_are_told);
    tcase_add_test(cases, brackets_deeper_than_trees_should_be);
    suite_add_tcase(suite, cases);
    return suite;
}
