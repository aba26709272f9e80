/* What encode makes of bad texts: a finding with its place, the right status, nothing half-written.
 */
#include "command-line/program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Encodes a file "in.txt" with this text and returns the status. */
static int encode(const char *text) {
    put("in.txt", text);
    return RUN("encode", "--verify", "-o", "out.xml", "in.txt");
}

/* ---- files that cannot be encoded ---- */

START_TEST(a_missing_file) {
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "missing.txt"), 2);
    ck_error("missing.txt", "file/cannot-read");
    ck_assert_str_eq(files(), "");
}
END_TEST

START_TEST(a_file_that_cannot_be_read) {
    /* A folder is such a file for everybody; permissions do not bind root. */
    make_folder("in.txt");
    put("list", "in.txt/missing.txt");
    ck_assert_int_eq(RUN("encode", "-d", "out", "@list"), 2);
    ck_error("in.txt/missing.txt", "file/cannot-read");
    ck_assert_int_eq(RUN("encode", "-d", "out", "@in.txt"), 2);
    ck_error("in.txt", "file/cannot-read");
    ck_assert_int_eq(RUN("encode", "-d", "out", "@missing"), 2);
    ck_error("missing", "file/cannot-read");
    ck_assert_str_eq(files(), "list");
}
END_TEST

START_TEST(a_file_without_permission) {
    if (geteuid() == 0) return; /* root reads everything */
    put("in.txt", "Words");
    ck_assert_int_eq(chmod("in.txt", 0), 0);
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "in.txt"), 2);
    ck_error("in.txt", "file/cannot-read");
    ck_assert_str_eq(files(), "in.txt");
}
END_TEST

START_TEST(a_folder_without_texts) {
    put("in/readme.md", "none");
    ck_assert_int_eq(RUN("encode", "-d", "out", "in"), 2);
    ck_error("in", "file/none-in-folder");
    ck_assert_str_eq(files(), "in/readme.md");
}
END_TEST

START_TEST(a_file_without_words) {
    static const char *const texts[] = {"", " \n\n\t\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert_int_eq(encode(texts[i]), 1);
        ck_error("in.txt", "encode/empty");
        ck_assert_str_eq(files(), "in.txt");
    }
}
END_TEST

START_TEST(bytes_that_are_not_text) {
    char bytes[4096];
    unsigned seed = 1;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)((seed = seed * 1103515245 + 12345) >> 16);
    put_bytes("in.txt", bytes, sizeof bytes);
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "in.txt"), 1);
    ck_error("in.txt", "text/not-text");
    ck_assert_str_eq(files(), "in.txt");
}
END_TEST

START_TEST(utf8_that_is_broken) {
    ck_assert_int_eq(encode("Caf\xC3\xA9\n\nna\xC3\xAFve \xC3( \xC3\xA9t\xC3\xA9\n"), 1);
    ck_error("in.txt:3:7", "text/invalid-utf8");
    ck_holds(errors(), "0xC3 at offset 14");
    ck_assert_str_eq(files(), "in.txt");
}
END_TEST

START_TEST(utf8_that_no_character_has) {
    /* A surrogate, an overlong form, a code beyond the last, a sequence that the file cuts off. */
    static const char *const texts[] = {
        "\xC3\xA9\xC3\xA9 \xED\xA0\x80", "\xC3\xA9\xC3\xA9 \xC0\xAF",
        "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xF4\x90\x80\x80", "\xC3\xA9\xC3\xA9 \xE2\x82"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put("in.txt", texts[i]);
        ck_assert_int_eq(RUN("encode", "--charset", "UTF-8", "-o", "out.xml", "in.txt"), 1);
        ck_holds(errors(), "in.txt:1:");
        ck_holds(errors(), "[text/invalid-utf8]");
        ck_assert_str_eq(files(), "in.txt");
    }
}
END_TEST

START_TEST(control_characters) {
    ck_assert_int_eq(encode("Heading\n\nA \001 here\vand\n"), 1);
    ck_error("in.txt:3:3", "text/control-character");
    ck_error("in.txt:3:9", "text/control-character");
    ck_holds(errors(), "U+0001");
    ck_holds(errors(), "U+000B");
    ck_assert_uint_eq(count_findings(errors()), 2);
    ck_assert_str_eq(files(), "in.txt");
}
END_TEST

/* Else the sign for form feeds would be one more of them. */
START_TEST(form_feeds_beside_their_sign) {
    ck_assert_int_eq(encode("Heading\n\nA ␌ here\fand\n"), 1);
    ck_error("in.txt:3:9", "text/control-character");
}
END_TEST

START_TEST(a_character_that_xml_excludes) {
    ck_assert_int_eq(encode("A \xEF\xBF\xBF here\n"), 1);
    ck_error("in.txt:1:3", "text/control-character");
    ck_assert_str_eq(files(), "in.txt");
}
END_TEST

START_TEST(many_control_characters_are_not_listed_all) {
    char text[3000] = "";
    for (size_t i = 0; i < 40; i++)
        strcat(text, "words that fill up this line, so that the file is still a text\x02\n");
    ck_assert_int_eq(encode(text), 1);
    ck_assert_uint_le(count_findings(errors()), 6);
    ck_assert_str_eq(files(), "in.txt");
}
END_TEST

/* ---- texts that are odd, but can be encoded ---- */

START_TEST(a_file_of_one_line) {
    ck_assert_int_eq(encode("Just one line"), 0);
    ck_holds(content("out.xml"), "<p>Just one line</p>");
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(a_very_long_line) {
    size_t length = (UNDER_SANITIZERS ? 20u : 100u) << 20;
    char *line = malloc(length);
    ck_assert_ptr_nonnull(line);
    for (size_t i = 0; i < length; i++)
        line[i] = i % 6 == 5 ? ' ' : 'x';
    put_bytes("in.txt", line, length);
    free(line);
    ck_assert_int_eq(RUN("encode", "-o", "out.xml", "in.txt"), 0);
    ck_assert_str_eq(errors(), "");
    ck_assert_str_eq(files(), "in.txt out.xml");
    ck_assert_uint_lt(megabytes_used(), UNDER_SANITIZERS ? 1000 : 600);
}
END_TEST

START_TEST(a_list_of_notes_without_markers) {
    ck_assert_int_eq(encode("1. Talk\n\nWords.\n\nMore.\n  1. First.\n  2. Second.\n"), 0);
    ck_warning("in.txt:6:6", "encode/note-without-marker");
    ck_warning("in.txt:7:6", "encode/note-without-marker");
    ck_holds(content("out.xml"), "<note n=\"2\" xml:id=\"d1fn2\" place=\"bottom\" "
                                 "anchored=\"false\">Second.</note>");
}
END_TEST

START_TEST(markers_without_a_list_of_notes) {
    ck_assert_int_eq(encode("1. Talk1\n\nWords.2 More.3\n"), 0);
    ck_warning("in.txt:1:8", "encode/note-missing");
    ck_holds(content("out.xml"), "<note n=\"3\" xml:id=\"d1fn3\" place=\"bottom\">"
                                 "<gap reason=\"missing\"/></note>");
}
END_TEST

START_TEST(a_marker_whose_note_is_not_in_the_list) {
    ck_assert_int_eq(encode("1. Talk1\n\nWords.2 More.3\n  1. First.\n  3. Third.\n"), 0);
    ck_warning("in.txt:3:7", "encode/note-missing");
    ck_assert_uint_eq(count_findings(errors()), 1);
}
END_TEST

START_TEST(markers_out_of_order) {
    ck_assert_int_eq(
        encode("1. Talk1\n\nWords.3 And more.2\n  1. First.\n  2. Second.\n  3. Third.\n"), 0);
    ck_warning("in.txt:3:18", "encode/marker-out-of-order");
    ck_holds(content("out.xml"), "And more.<note n=\"2\"");
    ck_assert_uint_eq(count_findings(errors()), 1);
}
END_TEST

START_TEST(a_bracket_that_is_not_closed) {
    ck_assert_int_eq(encode("1. Talk\n\nWords [never closed.\n\nMore] words.\n"), 0);
    ck_warning("in.txt:3:7", "encode/bracket-not-closed");
    ck_warning("in.txt:5:5", "encode/bracket-not-opened");
    ck_holds(content("out.xml"), "<p>Words [never closed.</p>");
    ck_holds(content("out.xml"), "<p>More] words.</p>");
}
END_TEST

START_TEST(brackets_within_brackets) {
    ck_assert_int_eq(encode("1. Talk\n\nA [b [c] d] e.\n"), 0);
    ck_holds(content("out.xml"), "A <supplied>b <supplied>c</supplied> d</supplied> e.");
    ck_assert_str_eq(errors(), "");
}
END_TEST

/* The character `open` so many times, "x", `close` so many times, in a paragraph. */
static const char *nested(size_t depth, bool closed) {
    static char text[300000];
    char *end = stpcpy(text, "1. Talk\n\n");
    memset(end, '[', depth);
    end[depth] = 'x';
    memset(end + depth + 1, ']', closed ? depth : 0);
    strcpy(end + 1 + depth + (closed ? depth : 0), "\n");
    return text;
}

START_TEST(brackets_within_brackets_very_deep) {
    ck_assert_int_eq(encode(nested(100000, true)), 0);
    ck_warning("in.txt:3:25", "encode/brackets-too-deep");
    ck_assert_uint_eq(count_findings(errors()), 1);
}
END_TEST

START_TEST(very_many_brackets_that_are_not_closed) {
    ck_assert_int_eq(encode(nested(100000, false)), 0);
    ck_warning("in.txt:3:1", "encode/bracket-not-closed");
    ck_assert_uint_lt(count_findings(errors()), 100);
}
END_TEST

START_TEST(a_speaker_whom_nobody_introduced) {
    ck_assert_int_eq(
        encode("1. Transcript of a Talk Between the Pilot (Berg) and the Keeper (Aho)\n"
               "\nBERG: Yes.\n\nZ: No.\n\nZ: Never.\n"),
        0);
    ck_warning("in.txt:5:1", "encode/speaker-not-introduced");
    ck_assert_uint_eq(count_findings(errors()), 1);
    ck_holds(content("out.xml"), "<sp who=\"#z\">");
    ck_holds(content("out.xml"), "<person xml:id=\"z\">");
}
END_TEST

COMMAND_LINE_SUITE(bad_text, a_missing_file, a_file_that_cannot_be_read, a_file_without_permission,
                   a_folder_without_texts, a_file_without_words, bytes_that_are_not_text,
                   utf8_that_is_broken, utf8_that_no_character_has, control_characters,
                   form_feeds_beside_their_sign, a_character_that_xml_excludes,
                   many_control_characters_are_not_listed_all, a_file_of_one_line, a_very_long_line,
                   a_list_of_notes_without_markers, markers_without_a_list_of_notes,
                   a_marker_whose_note_is_not_in_the_list, markers_out_of_order,
                   a_bracket_that_is_not_closed, brackets_within_brackets,
                   brackets_within_brackets_very_deep, very_many_brackets_that_are_not_closed,
                   a_speaker_whom_nobody_introduced)
