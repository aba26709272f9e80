/* teikit encode: plain text in, TEI out. */
#include "command-line/program.h"

#include <string.h>

static const char talk[] =
    "7. Transcript of a Talk Between the Pilot (Berg) and the Keeper (Aho)1\n"
    "\n"
    "B: The lamp is out.2\n"
    "\n"
    "A: It is [omission in transcript] day.\n"
    "  1. Source: Day Book 3.\n"
    "  2. Since June 4, 1908.\n";

START_TEST(writes_tei_to_standard_output) {
    put("talk.txt", talk);
    ck_assert_int_eq(RUN("encode", "talk.txt"), 0);
    ck_holds(output(), "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">");
    ck_holds(output(), "<div type=\"document\" subtype=\"transcript\" n=\"7\" xml:id=\"d7\">");
    ck_holds(output(), "<sp who=\"#berg\">\n          <speaker>B:</speaker>\n"
                       "          <p>The lamp is out.<note n=\"2\" xml:id=\"d7fn2\" "
                       "place=\"bottom\">Since <date when=\"1908-06-04\">June 4, 1908</date>."
                       "</note></p>");
    ck_holds(output(), "<gap reason=\"omission\"><desc>omission in transcript</desc></gap>");
    ck_holds(output(), "<bibl type=\"source\" corresp=\"#d7fn1\">Day Book 3.</bibl>");
    ck_assert_str_eq(errors(), "");
    ck_assert_str_eq(files(), "talk.txt");
}
END_TEST

START_TEST(the_same_text_gives_the_same_bytes) {
    put("talk.txt", talk);
    ck_assert_int_eq(RUN("encode", "-o", "one.xml", "talk.txt"), 0);
    ck_assert_int_eq(RUN("encode", "-o", "two.xml", "talk.txt"), 0);
    ck_assert_str_eq(content("one.xml"), content("two.xml"));
}
END_TEST

START_TEST(names_file_and_digest_of_the_source) {
    put("in/three.txt", "abc");
    ck_assert_int_eq(RUN("encode", "in/three.txt"), 0);
    /* FIPS 180-2 gives this digest for "abc". */
    ck_holds(output(), "<title>three.txt</title> <idno type=\"SHA-256\">"
                       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad</idno>");
}
END_TEST

START_TEST(genre_and_language_can_be_given) {
    put("words.txt", "Tide Tables\n\nDear Berg:\n\nHere they are.\n\nYours ever,\n\nAho\n");
    ck_assert_int_eq(RUN("encode", "words.txt"), 0);
    ck_holds(output(), "subtype=\"letter\"");
    ck_assert_int_eq(RUN("encode", "--genre", "message", "--lang=sv-FI", "words.txt"), 0);
    ck_holds(output(), "subtype=\"message\"");
    ck_holds(output(), "<salute>Dear Berg:</salute>");
    ck_holds(output(), "<signed>Aho</signed>");
    ck_holds(output(), "<text xml:lang=\"sv-FI\">");
    ck_holds(output(), "<language ident=\"sv-FI\">Swedish</language>");
}
END_TEST

START_TEST(a_language_that_nobody_says_is_doubted) {
    put("brief.txt",
        "Die Lampe brennt, und der Wärter ist mit dem Bruder auf die Mole gegangen.\n");
    ck_assert_int_eq(RUN("encode", "brief.txt"), 0);
    ck_holds(errors(), "brief.txt: warning: looks to be in German, but is encoded as \"en\" "
                       "[encode/language-doubtful]");
    ck_assert_int_eq(RUN("encode", "--lang", "en", "brief.txt"), 0);
    ck_assert_str_eq(errors(), "");
    put("own.yaml", "language: de\n");
    ck_assert_int_eq(RUN("encode", "--metadata", "own.yaml", "brief.txt"), 0);
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(a_genre_must_be_known) {
    put("talk.txt", talk);
    ck_assert_int_eq(RUN("encode", "--genre", "opera", "talk.txt"), 2);
    ck_error("teikit", "call/genre");
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(every_sample_can_be_taken_back) {
    ck_assert_int_eq(RUN("encode", "--verify", "-d", "tei", sample("")), 0);
    ck_assert_str_eq(files(), "tei/corrections.xml tei/gaps.xml tei/interview.xml tei/latin1.xml "
                              "tei/letter.xml tei/lost-notes.xml tei/minutes.xml tei/telegram.xml "
                              "tei/telephone.xml tei/volume.xml");
    ck_lacks(errors(), "encode/not-reversible");
}
END_TEST

START_TEST(only_the_samples_that_should_have_findings_have_them) {
    RUN("encode", "-d", "tei", sample(""));
    ck_assert_uint_eq(count_findings(errors()), 2);
    ck_note(sample("latin1.txt"), "text/charset-guessed");
    ck_warning(strcat(strcpy((char[512]){0}, sample("lost-notes.txt")), ":1:146"),
               "encode/note-missing");
}
END_TEST

START_TEST(latin1_is_found_by_looking) {
    ck_assert_int_eq(RUN("encode", sample("latin1.txt")), 0);
    ck_holds(output(), "source read as ISO-8859-1");
    ck_holds(output(), "Miss Þorvaldsdóttir");
    ck_lacks(output(), "\r");
}
END_TEST

START_TEST(the_charset_can_be_named) {
    put_bytes("greek.txt", "\xC1\xE8\xDE\xED\xE1", 5);
    ck_assert_int_eq(RUN("encode", "--charset", "ISO-8859-7", "greek.txt"), 0);
    ck_holds(output(), "<p>Αθήνα</p>");
    ck_assert_str_eq(errors(), "");
    ck_assert_int_eq(RUN("encode", "--charset", "no-such-charset", "greek.txt"), 2);
    ck_error("teikit", "call/charset");
}
END_TEST

START_TEST(utf16_and_byte_order_marks_are_understood) {
    put_bytes("wide.txt", "\xFF\xFEH\0\xF6\0", 6);
    ck_assert_int_eq(RUN("encode", "wide.txt"), 0);
    ck_holds(output(), "<p>Hö</p>");
    put("marked.txt", "\xEF\xBB\xBFH\xC3\xB6");
    ck_assert_int_eq(RUN("encode", "marked.txt"), 0);
    ck_holds(output(), "<p>Hö</p>");
}
END_TEST

START_TEST(the_charset_is_told) {
    put_bytes("a.txt", "\xFF\xFEH\0\xF6\0", 6);
    ck_assert_int_eq(RUN("encode", "--verify", "a.txt"), 0);
    ck_note("a.txt", "text/charset-marked");
    put_bytes("a.txt", "H\0\xF6\0.\0", 6);
    ck_assert_int_eq(RUN("encode", "--verify", "a.txt"), 0);
    ck_note("a.txt", "text/charset-guessed");
    ck_holds(output(), "source read as UTF-16LE");
    ck_holds(output(), "<p>Hö.</p>");
    put("a.txt", "An attach\x8E.");
    ck_assert_int_eq(RUN("encode", "--verify", "a.txt"), 0);
    ck_holds(errors(), "read as MACINTOSH");
    ck_holds(output(), "<p>An attaché.</p>");
}
END_TEST

/* Findings speak of the source's own columns, in which the accents are characters of their own. */
START_TEST(normal_form_on_request) {
    put("a.txt", "Une e\xCC\x81te\xCC\x81 [ici.");
    ck_assert_int_eq(RUN("encode", "--verify", "a.txt"), 0);
    ck_holds(output(), "e\xCC\x81te\xCC\x81");
    ck_assert_int_eq(RUN("encode", "--verify", "--nfc", "a.txt"), 0);
    ck_note("a.txt:1:5", "text/normalised");
    ck_holds(errors(), "in 2 places");
    ck_warning("a.txt:1:11", "encode/bracket-not-closed");
    ck_holds(output(), "<p>Une été [ici.</p>");
    ck_holds(output(), "source read as UTF-8 and put into NFC");
    put("a.txt", "Une été.");
    ck_assert_int_eq(RUN("encode", "--nfc", "a.txt"), 0);
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(a_profile_of_the_users_own_is_used) {
    ck_assert_int_eq(RUN("show", "profile", "diplomatic"), 0);
    put("own.yaml", output());
    put("talk.txt", talk);
    ck_assert_int_eq(RUN("encode", "--profile", "own.yaml", "talk.txt"), 0);
    ck_holds(output(), "<sp who=\"#berg\">");
}
END_TEST

START_TEST(a_profile_that_cannot_be_used_is_a_fault_of_the_call) {
    put("talk.txt", talk);
    put("bad.yaml", "name: bad\nnumber: '('\n");
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "--profile", "bad.yaml", "talk.txt"), 2);
    ck_assert_uint_gt(count_findings(errors()), 0);
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "--profile", "missing.yaml", "talk.txt"), 2);
    ck_assert_uint_gt(count_findings(errors()), 0);
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "--profile", "missing", "talk.txt"), 2);
    ck_assert_uint_gt(count_findings(errors()), 0);
    ck_assert_str_eq(files(), "bad.yaml talk.txt");
}
END_TEST

COMMAND_LINE_SUITE(encode, writes_tei_to_standard_output, the_same_text_gives_the_same_bytes,
                   names_file_and_digest_of_the_source, genre_and_language_can_be_given,
                   a_language_that_nobody_says_is_doubted, a_genre_must_be_known,
                   every_sample_can_be_taken_back,
                   only_the_samples_that_should_have_findings_have_them, latin1_is_found_by_looking,
                   the_charset_can_be_named, utf16_and_byte_order_marks_are_understood,
                   the_charset_is_told, normal_form_on_request, a_profile_of_the_users_own_is_used,
                   a_profile_that_cannot_be_used_is_a_fault_of_the_call)
