/* encode/play: lines with marks, as the profile ezdrama has them, become a play; and what is wrong
   with the marks is told. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS = 1000, LONGEST_TIME = 300 };

#define PLAY(words) (&(struct source){.text = (words), .profile = "ezdrama"})

static void check_findings(const char *text, const char *expected) {
    struct example example = example_encode(PLAY(text));
    ck_assert_str_eq(example.findings, expected);
    example_check_way_back(text, example.encoding);
    example_free(&example);
}

/* ---- front matter ---- */

START_TEST(titles_and_author) {
    const char *text = "@title The Lamp\n@subtitleA Comedy\n@author N. N.\n@Ada: Yes.";
    check_element(PLAY(text), "front",
                  "<front>\n"
                  "  <docTitle>\n"
                  "    <titlePart type=\"main\">The Lamp</titlePart>\n"
                  "    <titlePart type=\"sub\" rend=\"indent0\">A Comedy</titlePart>\n"
                  "  </docTitle>\n"
                  "  <docAuthor>N. N.</docAuthor>\n"
                  "</front>");
    check_element(PLAY(text), "titleStmt",
                  "<titleStmt>\n"
                  "  <title>The Lamp</title>\n"
                  "  <title type=\"sub\">A Comedy</title>\n"
                  "  <author>N. N.</author>\n"
                  "  <respStmt>\n"
                  "    <resp>encoded in TEI by</resp>\n"
                  "    <name>teikit</name>\n"
                  "  </respStmt>\n"
                  "</titleStmt>");
    check_element(PLAY(text), "term", "<term type=\"genre\">comedy</term>");
}
END_TEST

START_TEST(a_cast_list) {
    check_element(
        PLAY("^Persons\nAda Brook, a keeper\n\nPilots:\n  First Pilot\n  Second Pilot (old)\n"
             "The Sea.\n#One\n@ADA.\nYes.\n@Pilot:\nNo.\n@THE SEA:\nOh."),
        "castList",
        "<castList>\n"
        "  <head>Persons</head>\n"
        "  <castItem corresp=\"#ada\"><role>Ada Brook</role>, "
        "<roleDesc>a keeper</roleDesc></castItem>\n"
        "  <castGroup>\n"
        "    <head rend=\"spaced\">Pilots:</head>\n"
        "    <castItem rend=\"indent2\"><role>First Pilot</role></castItem>\n"
        "    <castItem rend=\"indent2\"><role>Second Pilot</role> "
        "<roleDesc>(old)</roleDesc></castItem>\n"
        "  </castGroup>\n"
        "  <castItem corresp=\"#the_sea\"><role>The Sea</role>.</castItem>\n"
        "</castList>");
}
END_TEST

/* ---- divisions and stage directions ---- */

START_TEST(acts_and_scenes) {
    check_element(PLAY("$Night.\n#Act 1\n$The pier\nof stone.\n##Scene 1\n###Part\n####Deeper\n"
                       "##\n$ The end"),
                  "body",
                  "<body>\n"
                  "  <stage>Night.</stage>\n"
                  "  <div type=\"act\">\n"
                  "    <head>Act 1</head>\n"
                  "    <stage>The pier\nof stone.</stage>\n"
                  "    <div type=\"scene\">\n"
                  "      <head>Scene 1</head>\n"
                  "      <div type=\"subscene\">\n"
                  "        <head>Part</head>\n"
                  "        <div type=\"subscene\">\n"
                  "          <head>Deeper</head>\n"
                  "        </div>\n"
                  "      </div>\n"
                  "    </div>\n"
                  "    <div type=\"scene\">\n"
                  "      <stage rend=\"indent1\">The end</stage>\n"
                  "    </div>\n"
                  "  </div>\n"
                  "</body>");
}
END_TEST

START_TEST(stage_directions_in_speeches) {
    check_element(PLAY("@Ada (aside):\n(She lights\nthe lamp.)\n%softly\nIt burns (a little) and\n"
                       "5:smokes.\n<!-- so -->\nWell.\n$She goes."),
                  "sp",
                  "<sp who=\"#ada\">\n"
                  "  <speaker>Ada:</speaker>\n"
                  "  <stage rend=\"parens in-label\">(aside)</stage>\n"
                  "  <stage rend=\"parens\">(She lights\nthe lamp.)</stage>\n"
                  "  <stage>softly</stage>\n"
                  "  <p>It burns <stage rend=\"parens\">(a little)</stage> and</p>\n"
                  "  <p><pb n=\"5\" xml:id=\"pg_5\"/>smokes.</p>\n"
                  "  <!-- so -->\n"
                  "  <p>Well.</p>\n"
                  "</sp>");
}
END_TEST

/* ---- speeches ---- */

START_TEST(words_on_the_speakers_line) {
    check_element(PLAY("@Ada: Yes & no.\nMore."), "sp",
                  "<sp who=\"#ada\">\n"
                  "  <speaker>Ada:</speaker>\n"
                  "  <p rend=\"run-on\">Yes &amp; no.</p>\n"
                  "  <p>More.</p>\n"
                  "</sp>");
}
END_TEST

START_TEST(verse_is_switched_on_and_off) {
    check_element(
        PLAY("@Ada:\nNow.\n~The lamp is lit,\n  the wick is split,\n\nThe oil\nwill boil.\n"
             "~So it is."),
        "sp",
        "<sp who=\"#ada\">\n"
        "  <speaker>Ada:</speaker>\n"
        "  <p>Now.</p>\n"
        "  <lg>\n"
        "    <l>The lamp is lit,</l>\n"
        "    <l rend=\"indent2\">the wick is split,</l>\n"
        "  </lg>\n"
        "  <lg>\n"
        "    <l rend=\"spaced\">The oil</l>\n"
        "    <l>will boil.</l>\n"
        "  </lg>\n"
        "  <p>So it is.</p>\n"
        "</sp>");
    check_element(PLAY("@Ada:\n~\nLit.\n~\n@Bo:\nProse."), "sp",
                  "<sp who=\"#ada\">\n"
                  "  <speaker>Ada:</speaker>\n"
                  "  <l rend=\"below closed\">Lit.</l>\n"
                  "</sp>");
}
END_TEST

START_TEST(verse_is_marked_on_each_line) {
    check_element(PLAY("@Ada:\n~One,\n~two,\n~three.\nProse."), "body",
                  "<body rend=\"each\">\n"
                  "  <sp who=\"#ada\">\n"
                  "    <speaker>Ada:</speaker>\n"
                  "    <l>One,</l>\n"
                  "    <l>two,</l>\n"
                  "    <l>three.</l>\n"
                  "    <p>Prose.</p>\n"
                  "  </sp>\n"
                  "</body>");
    check_findings("@Ada:\n~One,\n~two.", "1:1 encode/verse-mark-on-each-line\n");
}
END_TEST

/* ---- who speaks ---- */

START_TEST(several_speakers) {
    const char *text =
        "@Ada:\nYes.\n@BO.\nNo.\n@Ada, Bo and Cyr:\nOh.\n@Max and Moritz:\nWe.\n@All:\nSo.";
    check_element(PLAY(text), "listPerson",
                  "<listPerson>\n"
                  "  <person xml:id=\"ada\">\n"
                  "    <persName>Ada</persName>\n"
                  "  </person>\n"
                  "  <person xml:id=\"bo\">\n"
                  "    <persName>BO</persName>\n"
                  "  </person>\n"
                  "  <person xml:id=\"ada_bo_and_cyr\">\n"
                  "    <persName>Ada, Bo and Cyr</persName>\n"
                  "  </person>\n"
                  "  <person xml:id=\"max_and_moritz\">\n"
                  "    <persName>Max and Moritz</persName>\n"
                  "  </person>\n"
                  "  <personGrp xml:id=\"all\">\n"
                  "    <name>All</name>\n"
                  "  </personGrp>\n"
                  "</listPerson>");
    check_element(PLAY("@Ada and Bo:\nOh.\n@Ada:\nYes."), "sp",
                  "<sp who=\"#ada #bo\">\n"
                  "  <speaker>Ada and Bo:</speaker>\n"
                  "  <p>Oh.</p>\n"
                  "</sp>");
}
END_TEST

START_TEST(one_person_of_several_labels) {
    const char *text =
        "^Persons\nThe Old Keeper\nKatharina Brook\n#One\n@KEEPER.\nA.\n@Old Keeper:\nB.\n"
        "@The Old Keeper:\nC.\n@Kath.\nD.\n@Bo:\nE.";
    check_element(PLAY(text), "listPerson",
                  "<listPerson>\n"
                  "  <person xml:id=\"keeper\">\n"
                  "    <persName>The Old Keeper</persName>\n"
                  "  </person>\n"
                  "  <person xml:id=\"kath\">\n"
                  "    <persName>Katharina Brook</persName>\n"
                  "  </person>\n"
                  "  <person xml:id=\"bo\">\n"
                  "    <persName>Bo</persName>\n"
                  "  </person>\n"
                  "</listPerson>");
    check_findings(text, "11:2 encode/speaker-near-miss\n13:2 encode/speaker-not-in-cast\n");
    check_element(PLAY("@Der Alte:\nA.\n@Die Alte:\nB.\n@Ein Bote:\nC.\n@Bote:\nD."), "listPerson",
                  "<listPerson>\n"
                  "  <person xml:id=\"der_alte\">\n"
                  "    <persName>Der Alte</persName>\n"
                  "  </person>\n"
                  "  <person xml:id=\"die_alte\">\n"
                  "    <persName>Die Alte</persName>\n"
                  "  </person>\n"
                  "  <person xml:id=\"ein_bote\">\n"
                  "    <persName>Ein Bote</persName>\n"
                  "  </person>\n"
                  "</listPerson>");
}
END_TEST

/* ---- what is wrong ---- */

START_TEST(slips_of_the_marks_are_told) {
    check_findings("Words.\n@Ada:\nYes.", "1:1 encode/text-outside-speech\n");
    check_findings("#One\n~Verse\nmore\n@Ada:\nYes.", "2:1 encode/verse-outside-speech\n");
    check_findings("#One\n###Three\n@Ada:\nYes.", "2:1 encode/heading-level-skipped\n");
    check_findings("#\n@Ada:\nYes.", "1:1 encode/heading-without-words\n");
    check_findings("@Ada:\n@Bo: Yes.", "1:1 encode/speech-without-words\n");
    check_findings("@\n@Bo: Yes.",
                   "1:1 encode/speaker-without-name\n1:1 encode/text-outside-speech\n");
    check_findings("@Bo: Yes.\n%", "2:1 encode/mark-without-words\n");
    check_findings("@Bo: Yes.\n @Ada: No.", "2:2 encode/mark-set-in\n");
    check_findings("@Bo: Yes.\n@title No\nMaybe.", "2:1 encode/metadata-in-play\n");
    check_findings("#One\n%Night\n@Bo: Yes.", "2:1 encode/remark-outside-speech\n");
    check_findings("$Night\n\nstill\n@Bo: Yes.", "1:1 encode/stage-over-blank-line\n");
    check_findings("^Persons\n#One\n@Bo: Yes.", "1:1 encode/cast-without-roles\n");
    check_findings("#One\n^Persons\nBo\n@Bo: Yes.", "2:1 encode/cast-in-play\n");
    check_findings("@Bo: Yes.\n<!-- a -- b -->", "2:1 encode/comment-not-closed\n");
    check_findings("@Bo: Yes (and\nno.", "1:10 encode/bracket-not-closed\n");
    check_findings("Only words.",
                   "1:1 encode/text-outside-speech\n1:1 encode/play-without-speeches\n");
}
END_TEST

/* ---- the way back ---- */

static const char *const lines[] = {"@title A",
                                    "@titleB",
                                    "@subtitle C",
                                    "@author D",
                                    "@author",
                                    "@Ada:",
                                    "@Ada",
                                    "@Bo (x):",
                                    "@Bo (x)",
                                    "@Bo(x).",
                                    "@Bo  (x):",
                                    "@Ada: words",
                                    "@Ada:words (a)",
                                    "@Ada: (a)",
                                    "@Ada and Bo.",
                                    "@All",
                                    "@",
                                    "@ Ada",
                                    "@\tAda",
                                    "#One",
                                    "##Two",
                                    "# Three",
                                    "####Four",
                                    "##",
                                    "#",
                                    "$Night",
                                    "$",
                                    "$ Day 7: x",
                                    "%loud",
                                    "%",
                                    "% (loud)",
                                    "~Verse",
                                    "~",
                                    "~Verse too",
                                    "~ set in",
                                    "words",
                                    "  set in",
                                    "\tset in",
                                    "\t mixed",
                                    "(He sits)",
                                    "(he sits",
                                    "down) and",
                                    "down)",
                                    "a (b) c (d",
                                    "5:",
                                    "12: x",
                                    "^Persons",
                                    "^",
                                    "^Ada",
                                    "Ada, a queen",
                                    "Pilots:",
                                    "  First",
                                    "<!-- c -->",
                                    "<!-- a",
                                    "b -->",
                                    "<!--a--b-->",
                                    " @Ada:",
                                    "@Dr. (x) words",
                                    "~(verse)",
                                    "[x] & <y>",
                                    "@Bo: ~x",
                                    "@Ada (a) (b):"};

static unsigned chance(uint64_t *state, unsigned below) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33) % below;
}

START_TEST(lines_of_any_kind_can_be_taken_back) {
    static const char *const ends[] = {"\n", "\n", "\n", "\n", " \n", "\n\n", "\n \n\n"};
    uint64_t state = 1;
    for (int i = 0; i < TEXTS; i++) {
        struct buffer text = {0};
        /* Few kinds of lines at a time, so that they meet each other in many ways. */
        unsigned first = chance(&state, sizeof lines / sizeof *lines), step = 1 + chance(&state, 9);
        for (unsigned count = 1 + chance(&state, 25); count; count--) {
            unsigned line = first + step * chance(&state, 12);
            buffer_text(&text, lines[line % (sizeof lines / sizeof *lines)]);
            buffer_text(&text, ends[chance(&state, sizeof ends / sizeof *ends)]);
        }
        struct example example = example_encode(PLAY(text.bytes));
        example_check_way_back(text.bytes, example.encoding);
        example_free(&example);
        buffer_free(&text);
    }
}
END_TEST

SUITE(play) {
    Suite *suite = suite_create("encode/play");
    TCase *cases = tcase_create("play");
    tcase_set_timeout(cases, LONGEST_TIME);
    tcase_add_test(cases, titles_and_author);
    tcase_add_test(cases, a_cast_list);
    tcase_add_test(cases, acts_and_scenes);
    tcase_add_test(cases, stage_directions_in_speeches);
    tcase_add_test(cases, words_on_the_speakers_line);
    tcase_add_test(cases, verse_is_switched_on_and_off);
    tcase_add_test(cases, verse_is_marked_on_each_line);
    tcase_add_test(cases, several_speakers);
    tcase_add_test(cases, one_person_of_several_labels);
    tcase_add_test(cases, slips_of_the_marks_are_told);
    tcase_add_test(cases, lines_of_any_kind_can_be_taken_back);
    suite_add_tcase(suite, cases);
    return suite;
}
