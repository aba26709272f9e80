/* encode/speeches: labels before a colon, whom they mean, and where a speech begins. */
#include "example.h"
#include "run.h"

#define HEADING "2. Talk Between President Nixon and the Assistant (Henry Kissinger)"
#define TRANSCRIPT(speeches)                                                                       \
    (&(struct source){.text = HEADING "\n\n" speeches, .options = {.genre = "transcript"}})
#define HEAD "<head>" HEADING "</head>\n"
#define SPEECH(who, label, words)                                                                  \
    "<sp who=\"#" who "\">\n  <speaker>" label ":</speaker>\n  <p>" words "</p>\n</sp>\n"
#define TIGHT_SPEECH(who, label, words)                                                            \
    "<sp rend=\"tight\" who=\"#" who "\">\n  <speaker>" label ":</speaker>\n  <p>" words           \
    "</p>\n</sp>\n"

START_TEST(labels_mean_persons_of_the_heading) {
    check_source_encodes(
        TRANSCRIPT("N: One.\n\nKissinger: Two.\n\nHK: Three.\n\nMR. NIXON: Four."
                   "\n\nPresident: Five."),
        HEAD SPEECH("nixon", "N", "One.") SPEECH("henry_kissinger", "Kissinger", "Two.")
            SPEECH("henry_kissinger", "HK", "Three.") SPEECH("nixon", "MR. NIXON", "Four.")
                SPEECH("nixon", "President", "Five."));
}
END_TEST

START_TEST(no_blank_lines_between_speeches) {
    check_source_encodes(
        TRANSCRIPT("N: One,\nand two.\nK: Three.\n[Page 9]\nN: Four."),
        HEAD SPEECH("nixon", "N", "One,\nand two.") TIGHT_SPEECH(
            "henry_kissinger", "K",
            "Three.") "<pb n=\"9\" xml:id=\"pg_9\" rend=\"tight\"/>\n" TIGHT_SPEECH("nixon", "N",
                                                                                    "Four."));
}
END_TEST

START_TEST(a_speech_goes_on_until_the_next) {
    check_source_encodes(TRANSCRIPT("N: One:\n\nTwo.\n\n[Page 9]\n\nThree.\n\nK: Four."),
                         HEAD "<sp who=\"#nixon\">\n"
                              "  <speaker>N:</speaker>\n"
                              "  <p>One:</p>\n"
                              "  <p>Two.</p>\n"
                              "  <pb n=\"9\" xml:id=\"pg_9\"/>\n"
                              "  <p>Three.</p>\n"
                              "</sp>\n" SPEECH("henry_kissinger", "K", "Four."));
}
END_TEST

START_TEST(a_label_alone_on_its_line) {
    check_source_encodes(TRANSCRIPT("THE PRESIDENT:\nOne."),
                         HEAD "<sp who=\"#nixon\">\n"
                              "  <speaker>THE PRESIDENT:</speaker>\n"
                              "  <p rend=\"tight\">One.</p>\n"
                              "</sp>\n");
}
END_TEST

START_TEST(remarks_behind_a_label_are_not_the_name) {
    check_source_encodes(TRANSCRIPT("N [aside]: One.\n\nKissinger (laughing): Two."),
                         HEAD SPEECH("nixon", "N <note type=\"editorial\">aside</note>", "One.")
                             SPEECH("henry_kissinger", "Kissinger (laughing)", "Two."));
}
END_TEST

START_TEST(a_colon_in_running_text_is_no_label) {
    check_source_encodes(TRANSCRIPT("N: My view is: no.\n\nNote: this is mine.\n\nFirst: we go.\n\n"
                                    "He said: go."),
                         HEAD "<sp who=\"#nixon\">\n"
                              "  <speaker>N:</speaker>\n"
                              "  <p>My view is: no.</p>\n"
                              "  <p>Note: this is mine.</p>\n"
                              "  <p>First: we go.</p>\n"
                              "  <p>He said: go.</p>\n"
                              "</sp>\n");
}
END_TEST

START_TEST(speeches_alone_make_a_transcript) {
    check_encodes("Lee: Yes.\n\nPoe: No.\n\nLee: Yes.\n\nPoe: No.",
                  SPEECH("lee", "Lee", "Yes.") SPEECH("poe", "Poe", "No.")
                      SPEECH("lee", "Lee", "Yes.") SPEECH("poe", "Poe", "No."));
}
END_TEST

START_TEST(who_was_not_introduced_is_told_once) {
    check_finds("2. Transcript\n\nLEE: Yes.\n\nLEE: No.\n", "3:1 encode/speaker-not-introduced\n");
}
END_TEST

/* U+01F2 is a letter to Unicode, but not to the XML that most parsers know. */
START_TEST(letters_that_no_id_holds) {
    struct source source = {.text = "1. Interview\n\nAǲel: Yes.\n\nAǲel: No."};
    check_element(&source, "listPerson",
                  "<listPerson>\n  <person xml:id=\"a_el\">\n    <persName>Aǲel</persName>\n"
                  "  </person>\n</listPerson>");
}
END_TEST

START_TEST(a_label_that_could_mean_two) {
    check_finds("2. Transcript of a Talk Between the Clerk (Lane) and the Guard (Lowe)\n\nL: Yes.",
                "3:1 encode/speaker-not-introduced\n");
}
END_TEST

START_TEST(a_marker_in_a_label) {
    check_encodes("Lee1: Yes.\n\nPoe: No.\n\nLee: Yes.\n\nPoe: No.\n  1. The clerk.",
                  "<sp who=\"#lee\">\n"
                  "  <speaker>Lee<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\">The "
                  "clerk.</note>:</speaker>\n"
                  "  <p>Yes.</p>\n"
                  "</sp>\n" SPEECH("poe", "Poe", "No.") SPEECH("lee", "Lee", "Yes.")
                      SPEECH("poe", "Poe", "No."));
}
END_TEST

#define DOTTED_SPEECH(who, label, words)                                                           \
    "<sp who=\"#" who "\">\n  <speaker>" label ".</speaker>\n  <p>" words "</p>\n</sp>\n"
#define MINUTES "7. Minutes of a Meeting"
#define MINUTES_HEAD "<head>" MINUTES "</head>\n"

START_TEST(a_few_speeches_in_minutes) {
    check_encodes(MINUTES "\n\nPRESENT\n\nThe Chairman (Mr. Lee)\n\nThe lamp was discussed.\n\n"
                          "MR. POE: It is lit.\n\nAll agreed.\n\nDecision: none.\n\n"
                          "Mr. Poe then asked: why?\n\nTHE CHAIRMAN: Adjourned.\n\n"
                          "(Whereupon, at noon, they rose.)",
                  MINUTES_HEAD "<list type=\"particulars\">\n"
                               "  <label>PRESENT</label>\n"
                               "  <item>\n"
                               "    <list type=\"participants\">\n"
                               "      <item>The Chairman (Mr. Lee)</item>\n"
                               "    </list>\n"
                               "  </item>\n"
                               "</list>\n"
                               "<p>The lamp was discussed.</p>\n"
                               "<sp who=\"#mr._poe\">\n"
                               "  <speaker>MR. POE:</speaker>\n"
                               "  <p>It is lit.</p>\n"
                               "</sp>\n"
                               "<p>All agreed.</p>\n"
                               "<p>Decision: none.</p>\n"
                               "<p>Mr. Poe then asked: why?</p>\n"
                               "<sp who=\"#mr._lee\">\n"
                               "  <speaker>THE CHAIRMAN:</speaker>\n"
                               "  <p>Adjourned.</p>\n"
                               "</sp>\n"
                               "<stage rend=\"parens\">(Whereupon, at noon, they rose.)</stage>\n");
}
END_TEST

START_TEST(questions_and_answers) {
    check_source_encodes(TRANSCRIPT("Q. [To Mr. Nixon] Lit?\n\nA. Yes."),
                         HEAD DOTTED_SPEECH("q", "Q", "<stage>To Mr. Nixon</stage> Lit?")
                             DOTTED_SPEECH("a", "A", "Yes."));
}
END_TEST

START_TEST(items_answer_nobody) {
    check_source_encodes(TRANSCRIPT("N: Two things.\n\nA. The lamp.\n\nB. The oil."),
                         HEAD "<sp who=\"#nixon\">\n"
                              "  <speaker>N:</speaker>\n"
                              "  <p>Two things.</p>\n"
                              "  <list type=\"ordered\">\n"
                              "    <label>A.</label>\n"
                              "    <item>The lamp.</item>\n"
                              "    <label>B.</label>\n"
                              "    <item>The oil.</item>\n"
                              "  </list>\n"
                              "</sp>\n");
}
END_TEST

START_TEST(a_speaker_goes_through_points) {
    check_encodes(
        "K: Two points:\n\n1. It has sunk.\n\n2. It burns:\n(a) at night,\n(b) by day.\n\n"
        "So.\n\nD: 1. Yes.\n\n2. No.\n\nK: Well.\n\n2. Well.\n\nD: Fine.",
        "<sp who=\"#k\">\n  <speaker>K:</speaker>\n  <p>Two points:</p>\n"
        "  <list type=\"ordered\">\n    <label>1.</label>\n    <item>It has "
        "sunk.</item>\n    <label>2.</label>\n    <item>\n      <p>It burns:</p>\n"
        "      <list type=\"ordered\">\n        <label rend=\"tight\">(a)</label>\n"
        "        <item>at night,</item>\n        <label rend=\"tight\">(b)</label>\n"
        "        <item>by day.</item>\n      </list>\n    </item>\n  </list>\n"
        "  <p>So.</p>\n</sp>\n"
        "<sp who=\"#d\">\n  <speaker>D:</speaker>\n  <list type=\"ordered\">\n"
        "    <label rend=\"run-on\">1.</label>\n    <item>Yes.</item>\n"
        "    <label>2.</label>\n    <item>No.</item>\n  </list>\n</sp>\n"
        "<sp who=\"#k\">\n  <speaker>K:</speaker>\n  <p>Well.</p>\n  <p>2. "
        "Well.</p>\n</sp>\n<sp who=\"#d\">\n  <speaker>D:</speaker>\n  "
        "<p>Fine.</p>\n</sp>\n");
}
END_TEST

START_TEST(a_page_begins_among_the_points_of_a_speech) {
    check_encodes("K: So:\n\n1. It has sunk.\n\n[Page 2]\n\n2. It burns.\n\nOr not.\n\n3. It "
                  "is.\n\nD: Yes.\n\nK: No.\n\nD: Yes.",
                  "<sp who=\"#k\">\n  <speaker>K:</speaker>\n  <p>So:</p>\n"
                  "  <list type=\"ordered\">\n    <label>1.</label>\n    <item>It has "
                  "sunk.</item>\n    <pb n=\"2\" xml:id=\"pg_2\"/>\n    <label>2.</label>\n"
                  "    <item>\n      <p>It burns.</p>\n      <p>Or not.</p>\n    </item>\n"
                  "    <label>3.</label>\n    <item>It is.</item>\n  </list>\n</sp>\n"
                  "<sp who=\"#d\">\n  <speaker>D:</speaker>\n  <p>Yes.</p>\n</sp>\n<sp "
                  "who=\"#k\">\n  <speaker>K:</speaker>\n  <p>No.</p>\n</sp>\n<sp who=\"#d\">\n  "
                  "<speaker>D:</speaker>\n  <p>Yes.</p>\n</sp>\n");
}
END_TEST

/* Dashes are the speaker's own. */
START_TEST(dashes_in_speeches_are_words) {
    check_encodes("K: So.\n\n— It has sunk.\n\n— It burns.\n\nD: Yes.",
                  "<sp who=\"#k\">\n  <speaker>K:</speaker>\n  <p>So.</p>\n  <p>— It has "
                  "sunk.</p>\n  <p>— It burns.</p>\n</sp>\n<sp who=\"#d\">\n  "
                  "<speaker>D:</speaker>\n  <p>Yes.</p>\n</sp>\n");
}
END_TEST

#define STOPPED(who, label, words)                                                                 \
    "<sp who=\"#" who "\">\n  <speaker>" label ".</speaker>\n  <p>" words "</p>\n</sp>\n"

/* Hearings have a full stop behind the label; so has many a sentence, so one is not enough. */
START_TEST(labels_with_full_stops) {
    check_encodes(
        "Hearing\n\nTHE CHAIRMAN. We begin.\n\nMr. AMSEL. I am here.\n\nTHE CHAIRMAN. Good.",
        "<head>Hearing</head>\n" STOPPED("the_chairman", "THE CHAIRMAN", "We begin.")
            STOPPED("mr._amsel", "Mr. AMSEL", "I am here.")
                STOPPED("the_chairman", "THE CHAIRMAN", "Good."));
    /* Between questions and answers, too. */
    check_encodes("Q. Who?\n\nA. I.\n\nThe CHAIRMAN. When?\n\nThe WITNESS. At six.\n\nQ. Where?",
                  STOPPED("q", "Q", "Who?") STOPPED("a", "A", "I.") STOPPED("the_chairman",
                                                                            "The CHAIRMAN", "When?")
                      STOPPED("the_witness", "The WITNESS", "At six.") STOPPED("q", "Q", "Where?"));
    check_encodes("Zero.\n\nMr. AMSEL. He was here.\n\nEnd.",
                  "<p>Zero.</p>\n<p>Mr. AMSEL. He was here.</p>\n<p>End.</p>\n");
}
END_TEST

SUITE(speeches) {
    Suite *suite = suite_create("encode/speeches");
    TCase *cases = tcase_create("speeches");
    tcase_add_test(cases, labels_mean_persons_of_the_heading);
    tcase_add_test(cases, no_blank_lines_between_speeches);
    tcase_add_test(cases, a_speech_goes_on_until_the_next);
    tcase_add_test(cases, a_label_alone_on_its_line);
    tcase_add_test(cases, remarks_behind_a_label_are_not_the_name);
    tcase_add_test(cases, a_colon_in_running_text_is_no_label);
    tcase_add_test(cases, speeches_alone_make_a_transcript);
    tcase_add_test(cases, who_was_not_introduced_is_told_once);
    tcase_add_test(cases, letters_that_no_id_holds);
    tcase_add_test(cases, a_label_that_could_mean_two);
    tcase_add_test(cases, a_marker_in_a_label);
    tcase_add_test(cases, a_few_speeches_in_minutes);
    tcase_add_test(cases, questions_and_answers);
    tcase_add_test(cases, items_answer_nobody);
    tcase_add_test(cases, a_speaker_goes_through_points);
    tcase_add_test(cases, a_page_begins_among_the_points_of_a_speech);
    tcase_add_test(cases, dashes_in_speeches_are_words);
    tcase_add_test(cases, labels_with_full_stops);
    suite_add_tcase(suite, cases);
    return suite;
}
