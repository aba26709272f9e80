/* teikit encode --report: what was found of each kind, and where an editor should look. */
#include "command-line/program.h"

#include <string.h>

START_TEST(counts_what_was_found) {
    put("talk.txt", "7. Transcript of a Talk Between the Pilot (Berg) and the Keeper (Aho)1\n\n"
                    "B: The lamp is [illegible] out.2\n\n[Laughter]\n\nA: Since June 4, 1908.\n\n"
                    "B: See Document 3.\n\n[Page 8]\n\nA: [sic]\n  1. One.\n  2. Two.\n");
    ck_assert_int_eq(RUN("encode", "--report", "r.jsonl", "-o", "talk.xml", "talk.txt"), 0);
    ck_assert_str_eq(files(), "r.jsonl talk.txt talk.xml");
    const char *report = content("r.jsonl");
    ck_holds(report, "{\"file\":\"talk.txt\",\"encoded\":true,\"counts\":{\"documents\":1,");
    ck_holds(report, "\"speeches\":4,\"speakers\":2,\"stage\":1,");
    ck_holds(report, "\"notes\":2,\"notes_without_text\":0,\"notes_without_marker\":0,");
    ck_holds(report, "\"pages\":1,\"columns\":0,\"figures\":0,\"references\":1,\"dates\":1,");
    ck_holds(report, "\"gaps\":{\"illegible\":1}");
}
END_TEST

START_TEST(counts_what_a_play_holds) {
    put("play.txt", "@title The Lamp\n^Persons\nAda, a keeper\nBo\n#Act\n@Ada\n~The lamp is lit,\n"
                    "the wick is split.\n@Bo\nIt burns.\n");
    ck_assert_int_eq(RUN("encode", "-p", "ezdrama", "-r", "r.jsonl", "-o", "p.xml", "play.txt"), 0);
    ck_holds(content("r.jsonl"), "\"verse_lines\":2,\"roles\":2,\"speeches\":2,");
}
END_TEST

START_TEST(lists_what_is_unsure) {
    put("a.txt", "Words [perhaps] and more.\n\n  4. A note without its marker.\n");
    ck_assert_int_eq(RUN("encode", "--report", "r.jsonl", "a.txt"), 0);
    ck_holds(content("r.jsonl"),
             "{\"code\":\"encode/bracket-not-explained\",\"line\":1,\"column\":7,");
    ck_holds(content("r.jsonl"), "\"notes_without_marker\":1,");
    ck_holds(content("r.jsonl"), "{\"code\":\"encode/note-without-marker\",\"line\":3,");
}
END_TEST

START_TEST(has_a_line_for_each_input) {
    put("in/a.txt", "Words.");
    put("in/b.txt", "");
    put("in/c.txt", "[Laughter] Notes.1");
    ck_assert_int_eq(RUN("encode", "--report", "r.jsonl", "-d", "out", "in"), 1);
    const char *second = strchr(content("r.jsonl"), '\n') + 1;
    ck_holds(content("r.jsonl"), "{\"file\":\"in/a.txt\",\"encoded\":true,");
    ck_assert_int_eq(strncmp(second, "{\"file\":\"in/b.txt\",\"encoded\":false,", 34), 0);
    ck_holds(second, "{\"code\":\"encode/empty\",\"line\":0,\"column\":0,");
    ck_holds(second, "\n{\"file\":\"in/c.txt\",\"encoded\":true,");
}
END_TEST

START_TEST(is_never_written_over_an_input) {
    put("a.txt", "Words.");
    ck_assert_int_eq(RUN("encode", "--report", "a.txt", "a.txt"), 2);
    ck_error("teikit", "call/output-is-input");
    ck_assert_str_eq(content("a.txt"), "Words.");
}
END_TEST

START_TEST(a_report_that_cannot_be_written) {
    put("a.txt", "Words.");
    ck_assert_int_eq(RUN("encode", "--report", "none/r.jsonl", "a.txt"), 2);
    ck_error("none/r.jsonl", "file/cannot-write");
}
END_TEST

COMMAND_LINE_SUITE(report, counts_what_was_found, counts_what_a_play_holds, lists_what_is_unsure,
                   has_a_line_for_each_input, is_never_written_over_an_input,
                   a_report_that_cannot_be_written)
