/* The way back: whatever a source text holds, its encoding is well-formed and gives it again. Texts
   are made at random of what sources are made of, the same ones on every run. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS = 1000, LONGEST_TIME = 300 };

/* ---- chance ---- */

/* A linear congruential generator (Knuth's MMIX constants); its upper bits are the good ones. */
static unsigned chance(uint64_t *state, unsigned below) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33) % below;
}

#define PICK(state, table) (table)[chance(state, sizeof(table) / sizeof *(table))]

/* ---- pieces of texts ---- */

static const char *const pieces[] = {"the treaty",
                                     "NSDM–140.2",
                                     "Friday5—",
                                     "the 1960s12",
                                     "F–4s2",
                                     "(E.O. 12065)2.",
                                     "$4.50",
                                     "5,000",
                                     "week.11",
                                     "To Ruina9 and others",
                                     "1958.3",
                                     "3d",
                                     "Smith1",
                                     "Smith2",
                                     "him.3",
                                     "him.1",
                                     "her.*",
                                     "it.†",
                                     "*so*",
                                     "me[1]",
                                     "us.(2)",
                                     "she 1/",
                                     "they,a/",
                                     "you.12",
                                     "he.¹",
                                     "we.²",
                                     "one.**",
                                     "two.2a",
                                     "\n\n* * *\n\n",
                                     "[large]",
                                     "K[ishilov]",
                                     "[a [b] c]",
                                     "[[d]]",
                                     "[omission in transcript]",
                                     "[",
                                     "]",
                                     "[]",
                                     "[ ]",
                                     "[less than 1 line not declassified]",
                                     "Semenov(?)",
                                     "text[?]",
                                     "[word(?)]",
                                     "(?)",
                                     "[?]",
                                     "[Page 12]",
                                     "[Page xii]",
                                     "[Laughter]",
                                     "(Laughter)",
                                     "[laughter [loud]]",
                                     "Document 212",
                                     "footnote 4, Document 210",
                                     "See footnote 2 above",
                                     "December 13, 1971",
                                     "February 30, 1971",
                                     "[December 13, 1971]",
                                     "December\n13, 1971",
                                     "K: yes",
                                     "Note: this",
                                     "A & B < C > D \"E\" 'F'",
                                     "\t",
                                     "  ",
                                     "…4",
                                     "—",
                                     "word”5",
                                     "1. first",
                                     "2. second",
                                     "3.",
                                     "’tis",
                                     "]]>",
                                     "<!-- -->",
                                     "&amp;",
                                     "été",
                                     "Ж1",
                                     "漢字2",
                                     "[Page 3](?)",
                                     "1[2]3",
                                     "[gap illegible]4",
                                     "hunderd [sic]",
                                     "hunderd(sic)",
                                     "[sic]",
                                     "K (aside): so",
                                     "1 text",
                                     "[3] text",
                                     "2/ text",
                                     "fn.",
                                     "½",
                                     "“Yes,”6",
                                     "Document 3, footnote 5",
                                     "May 4, 1971",
                                     "MR. X [low]: hm",
                                     "December 7, 19711",
                                     "in 19592",
                                     "NSC 682",
                                     "1,0002",
                                     "on May 61",
                                     "he.2, 3",
                                     "it.12",
                                     "x²/ y",
                                     "[*]",
                                     "12, 13",
                                     "State2/Defense",
                                     "[Figure 2: a pier]",
                                     "hunderd [sic: hundred]",
                                     "hundred [hundert]",
                                     "[Column 3]",
                                     "[underlined in the original]",
                                     "Documents 5, 7 and 9",
                                     "Ibid.",
                                     "Foreign Relations, 1969–1976, volume XIV, Document 3",
                                     "https://example.org/a?b=c&d",
                                     "November 3–4, 1961",
                                     "May 6",
                                     "[1 paragraph (5 lines) not declassified]",
                                     "(Footnote in the original.)",
                                     "[. . .]",
                                     "é"};

static const char *const blocks[] = {"Vienna, December 7, 1971.",
                                     "November 20, 1978",
                                     "Dear Henry:",
                                     "12. Dear Henry:",
                                     "Warm regards.",
                                     "Sincerely yours,",
                                     "Gerry Smith",
                                     "Gerry Smith\nAmbassador, Vienna",
                                     "Warm regards,\nGerry Smith",
                                     "[Page 4]",
                                     "[Page 4]\n[Page 5]",
                                     "[Laughter]",
                                     "(Laughter)",
                                     "(Pause.) [Page 9]",
                                     "K:",
                                     "K: We will.",
                                     "K:We will.",
                                     "K:  We will.",
                                     "  K: We will.",
                                     "K: We will.\nD: We won’t.",
                                     "MR. SMITH: Yes.\n[Page 7]\nMR. SMITH: No.",
                                     "MR. SMITH [aside]: Yes1.",
                                     "SUBJECT: Talks",
                                     "    indented",
                                     "1. One.",
                                     "      [Page 8]",
                                     "\t(Pause)",
                                     " \t [Applause]",
                                     "[At this point the President left.]",
                                     "[Omitted here is discussion of Berlin.]",
                                     "Paris, December 7, 1971, 6:30 p.m.",
                                     "/s/ Gerry Smith",
                                     "2. Two.",
                                     "1. One.\n2. Two.",
                                     "a. One.\n  b. Two.\nc.  Three.",
                                     "(a) One.",
                                     "(b) Two.",
                                     "— One.\n— Two.",
                                     "  • One.",
                                     "i. One.",
                                     "ii.\tTwo.",
                                     "BACKGROUND",
                                     "The South Pier",
                                     "The north pier has sunk by two feet since it was dredged.",
                                     "PARTICIPANTS:",
                                     "Participants\nMr. Lee\nMr. Poe, Clerk",
                                     "Members of it:",
                                     "Anna Brook, Master",
                                     "TO: Lee\nFROM: Mr. Poe\nSUBJECT:\tTalks\n  on.",
                                     "SUBJECT",
                                     "DATE: May 4, 1971",
                                     "No. 859",
                                     "P.S. More.",
                                     "Enclosure",
                                     "  1. One.",
                                     "We sang:",
                                     "    The lamp is lit, 1 [large],\n    And home we go.12",
                                     "Mr. Poe,1\n  Clerk\nBrest",
                                     "Mr. Poe [of\nBrest],1\n(Clerk\nBrest\n\nDear Ann:",
                                     "K1: We will.",
                                     "Gray2: So.",
                                     "PARTICIPANTS",
                                     "SUBJECT1",
                                     "Mr. Lee2\nAnna Brook, Clerk3",
                                     "SUBJECT\n\n[Page 6]\n\nTalks",
                                     "Bonn, May 4, 19711",
                                     "Dear Ann:2",
                                     "Yours,3\n\nAl Poe4",
                                     "Words.",
                                     "[Column 2]",
                                     "[Map of the pier]",
                                     "* * *",
                                     "Chapter 4. The Quay1",
                                     "8. Letter From Lee to Poe2",
                                     "9. Editorial Note",
                                     "* Of stone.\n† Of wood.",
                                     "Enclosure 2 – A list",
                                     "I. Past",
                                     "\n\n",
                                     "\t\t"};

static const char *const headings[] = {
    "209. Transcript of a Talk Between the Assistant (Kissinger) and the Envoy (Dobrynin)1",
    "215. Backchannel Message From the Chief (Smith) to the Assistant (Kissinger)1",
    "7. Memorandum of Conversation",
    "7. Memorandum From the Chief (Smith) to the Assistant (Kissinger)",
    "7. Message From the Embassy in France to the Department of State",
    "A title of its own",
    "[Page 1]",
    "[Page 1]\n12. Letter From Smith",
    "12. Letter [Page 2] From\nSmith2",
    "3.",
    ""};

static const char *const gaps_between_blocks[] = {"\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n"};

/* What stands around the label of a note. */
static const struct {
    const char *before, *behind;
} note_forms[] = {{"  ", ". "}, {"  ", ". "}, {"", ". "},  {"    ", ". "},
                  {"\t", ". "}, {"  ", " "},  {"[", "] "}, {"", "/ "},
                  {"(", ") "},  {"  ", "/ "}, {"", " "},   {"  ", ""}};

/* Labels of notes: figures, or one of these. */
static const char *const labels[] = {"*", "**", "†", "‡", "a", "b", "2a", "¹", "²", "³", "¹²", "§"};

static void add_words(struct buffer *text, uint64_t *state, unsigned most) {
    for (unsigned count = 1 + chance(state, most); count; count--) {
        buffer_text(text, PICK(state, pieces));
        if (chance(state, 5)) buffer_byte(text, " \n"[!chance(state, 8)]);
    }
}

static void add_notes(struct buffer *text, uint64_t *state) {
    unsigned first = chance(state, 5) ? 1 : 37;
    unsigned form = chance(state, sizeof note_forms / sizeof *note_forms);
    unsigned others = chance(state, 3) ? 0 : 2;
    const char *gap = chance(state, 3) ? "\n" : "\n\n";
    for (unsigned number = first, last = first + chance(state, 6); number <= last; number++) {
        if (!chance(state, 12)) continue;
        buffer_print(text, "%s%s", gap, note_forms[form].before);
        if (chance(state, 3) < others)
            buffer_text(text, PICK(state, labels));
        else
            buffer_print(text, "%u", number);
        buffer_text(text, note_forms[form].behind);
        if (number == 1 && chance(state, 2)) buffer_text(text, "Source: ");
        add_words(text, state, 4);
        if (!chance(state, 6)) buffer_text(text, "\n\n  A second paragraph.");
        if (!chance(state, 9)) buffer_text(text, "\n\n\nA third.");
    }
}

/* A text that the caller frees. */
static char *make_text(uint64_t *state) {
    struct buffer text = {0};
    buffer_text(&text, PICK(state, headings));
    for (unsigned count = chance(state, 9); count; count--) {
        buffer_text(&text, PICK(state, gaps_between_blocks));
        if (chance(state, 2))
            buffer_text(&text, PICK(state, blocks));
        else if (chance(state, 6))
            add_words(&text, state, 12);
        else
            add_notes(&text, state);
    }
    if (chance(state, 2)) add_notes(&text, state);
    if (chance(state, 2)) buffer_text(&text, "\n\nx");
    return text.bytes;
}

/* ---- the property ---- */

static void check_texts(uint64_t state, const char *genre) {
    for (int i = 0; i < TEXTS; i++) {
        char *text = make_text(&state);
        struct source source = {.text = text, .options = {.genre = genre}};
        struct example example = example_encode(&source);
        if (*example.encoding) example_check_way_back(text, example.encoding);
        example_free(&example);
        free(text);
    }
}

START_TEST(texts_of_any_kind) {
    check_texts(1, NULL);
}
END_TEST

START_TEST(transcripts) {
    check_texts(2, "transcript");
}
END_TEST

START_TEST(messages) {
    check_texts(3, "message");
}
END_TEST

/* By hand they may be told without the line end that encode writes before them. */
START_TEST(beginnings_of_lines) {
    char *back = example_way_back("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><div>"
                                  "<p>Harbour Office<lb/>Grey Quay\n<lb/><name>Brest</name><lb/>B"
                                  "</p></div></body></text></TEI>");
    ck_assert_str_eq(back, "Harbour Office\nGrey Quay\nBrest\nB\n");
    free(back);
}
END_TEST

SUITE(way_back) {
    Suite *suite = suite_create("encode/way_back");
    TCase *cases = tcase_create("way_back");
    tcase_set_timeout(cases, LONGEST_TIME);
    tcase_add_test(cases, texts_of_any_kind);
    tcase_add_test(cases, transcripts);
    tcase_add_test(cases, messages);
    tcase_add_test(cases, beginnings_of_lines);
    suite_add_tcase(suite, cases);
    return suite;
}
