/* teikit encode --profile: profiles of the user's own, and what is said of those that are wrong. */
#include "command-line/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The built-in profile with a pattern that tries too many ways to match a line of many a's. */
static void put_costly_profile(void) {
    ck_assert_int_eq(RUN("show", "profile", "diplomatic"), 0);
    char *own = strdup(output()), *line = strstr(own, "\nclosing: ");
    ck_assert_ptr_nonnull(line);
    char *end = strchr(line + 1, '\n');
    static const char costly[] = "\nclosing: '^(?:a+)+[bc]$'";
    ck_assert_uint_lt(sizeof costly, (size_t)(end - line));
    memset(line + 1, ' ', (size_t)(end - line - 1));
    memcpy(line, costly, sizeof costly - 1);
    put("own.yaml", own);
    free(own);
}

/* A letter whose last line is such. */
#define COSTLY_LETTER                                                                              \
    "Dear A:\n\nWords.\n\n"                                                                        \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n\nSmith\n"

START_TEST(a_pattern_that_backtracks_without_end) {
    static const char text[] = "7. Letter\n\n" COSTLY_LETTER;
    put_costly_profile();
    put("in/a.txt", text);
    put("in/b.txt", text);
    ck_assert_int_eq(RUN("encode", "--profile", "own.yaml", "-d", "out", "in"), 2);
    ck_holds(errors(), "profile/pattern-too-costly");
    ck_holds(errors(), "closing: '^(?:a+)+[bc]$'");
    ck_error("in/a.txt", "encode/pattern-given-up");
    ck_error("in/b.txt", "encode/pattern-given-up");
    ck_assert_uint_eq(count_findings(errors()), 3); /* the pattern is named once */
    ck_assert_str_eq(files(), "in/a.txt in/b.txt own.yaml");
}
END_TEST

/* Of a built-in profile it is the text's fault: a heading of megabytes, no word of which is the one
   that is looked for behind each. */
START_TEST(a_pattern_of_the_program_that_is_given_up) {
    enum { TIMES = 250000 };
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    fputs("1. ", stream);
    for (size_t i = 0; i < TIMES; i++)
        fputs("Protokoll ", stream);
    fputs("\n\nWorte.\n", stream);
    fclose(stream);
    put("odd.txt", text);
    free(text);
    ck_assert_int_eq(RUN("encode", "--lang", "de", "-o", "odd.xml", "odd.txt"), 1);
    ck_error("odd.txt", "encode/pattern-given-up");
    ck_holds(errors(), "diplomatic-de:");
    ck_assert_str_eq(files(), "odd.txt");
}
END_TEST

/* What was found in the documents before it is said, and what is behind it is read without the
   pattern, by however many threads. */
START_TEST(a_pattern_that_is_given_up_in_a_volume) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    for (int i = 1; i < 1000; i++)
        fprintf(stream, "%d. Letter\n\n%s[not closed\n\n%60cB%d\n\n", i,
                i == 500 ? COSTLY_LETTER "\n" : "Dear B:\n\nWords.\n\n", ' ', i);
    fclose(stream);
    put_costly_profile();
    put("in.txt", text);
    free(text);
    ck_assert_int_eq(RUN("encode", "--profile", "own.yaml", "-j", "1", "in.txt"), 2);
    const char *first = errors();
    ck_error("in.txt", "encode/pattern-given-up");
    ck_assert_uint_eq(count_findings(first), 999 + 2);
    ck_assert_int_eq(RUN("encode", "--profile", "own.yaml", "-j", "3", "in.txt"), 2);
    ck_assert_str_eq(errors(), first);
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(a_profile_says_only_what_differs) {
    put("own.yaml", "name: own\nbase: diplomatic\npage: '^\\[S\\. (?<number>[0-9]+)\\]$'\n");
    put("a.txt", "7. Letter\n\nDear A:\n\nOne.\n\n[S. 8]\n\nTwo.\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--profile", "own.yaml", "a.txt"), 0);
    ck_holds(output(), "<pb n=\"8\" xml:id=\"pg_8\" rend=\"before:[S.␣ behind:]\"/>");
    ck_holds(output(), "<salute>Dear A:</salute>");
    ck_holds(output(), "profile own,");
}
END_TEST

START_TEST(a_file_in_the_working_folder_goes_first) {
    put("a.txt", "One.\n\n{8}\n\nTwo.\n");
    put("minutes.yaml", "name: ours\nbase: minutes\npage: '^\\{(?<number>[0-9]+)\\}$'\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--profile", "minutes", "a.txt"), 0);
    ck_holds(output(), "<pb n=\"8\" xml:id=\"pg_8\" rend=\"before:{ behind:}\"/>");
    ck_holds(output(), "profile ours,");
    put("minutes.yaml", "name: ours\nbase: minutes\npage: '('\n");
    ck_assert_int_eq(RUN("encode", "--profile", "minutes", "a.txt"), 2);
    ck_error("minutes.yaml:3:9", "profile/bad-pattern");
}
END_TEST

START_TEST(a_file_for_the_language_goes_first) {
    put("a.txt", "One on 3 mei 1912.\n\nTwo on 3. Mai 1912.\n");
    put("diplomatic-nl.yaml", "name: ours\nbase: diplomatic\nday_first: '(?<day>3) (?<month>mei) "
                              "(?<year>1912)'\nmonths: [a, b, c, d, mei, f, g, h, i, j, k, l]\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--lang", "nl-BE", "a.txt"), 0);
    ck_holds(output(), "<date when=\"1912-05-03\">3 mei 1912</date>");
    put("diplomatic-de.yaml", "name: theirs\nbase: diplomatic\nlanguage: de\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--lang", "de", "a.txt"), 0);
    ck_holds(output(), "profile theirs,");
    ck_holds(output(), "<date when=\"1912-05-03\">3. Mai 1912</date>");
}
END_TEST

/* Groups that a pattern must have may still take no part in a match, or match nothing. */
START_TEST(matches_that_lack_a_group) {
    put("a.txt", "7. Letter\n\nDear A:\n\nOne. [8]\n\n(a) x\n\n(b) y\n\nB: z\n  1. Note.\n");
    static const char *const lines[] = {
        "page: '^(?:\\[x(?<number>8)\\]|.*)$'",
        "page: '^(?<number>)'",
        "note: '(?<indent>)(?:(?<number>y)|\\s*)'",
        "salute: '(?:(?<words>y)|.*)'",
        "number: '(?:(?<number>y)|.*)'",
        "enumerator: '(?:(?<label>y)|.*)'",
        "speaker: '(?:(?<label>y)|.*)'",
        "date: '(?:(?<month>y)|)'",
        "references: ['(?:(?<note>y)|)', '(?<page>)']",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char yaml[256] = "name: own\nbase: diplomatic\n";
        put("own.yaml", strcat(strcat(yaml, lines[i]), "\n"));
        ck_assert_int_eq(RUN("encode", "--verify", "--profile", "own.yaml", "-o", "a.xml", "a.txt"),
                         0);
        ck_assert_int_eq(RUN("validate", "a.xml"), 0);
    }
}
END_TEST

START_TEST(interviews_have_questions_and_answers) {
    put("a.txt", "Interview With the Pilot\n\nQ. When?\n\nA. At six. Bring: oil.\nQ. Why?\n\n"
                 "MR. BERG: He said so.\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--profile", "interview", "-o", "a.xml", "a.txt"),
                     0);
    ck_holds(content("a.xml"), "<sp who=\"#q\">\n          <speaker>Q.</speaker>\n"
                               "          <p>When?</p>");
    ck_holds(content("a.xml"), "<speaker>A.</speaker>\n          <p>At six. Bring: oil.</p>");
    ck_holds(content("a.xml"), "<sp rend=\"tight\" who=\"#q\">");
    ck_holds(content("a.xml"), "<speaker>MR. BERG:</speaker>");
    ck_assert_int_eq(RUN("validate", "a.xml"), 0);
}
END_TEST

START_TEST(minutes_hold_paragraphs_or_speeches) {
    put("a.txt", "Minutes of the Board\n\nPresent: all.\n\nThe lamp was lit.\n");
    put("b.txt", "Minutes of the Board\n\nMR. BERG: Yes.\n\nMISS AHO: No.\n\nMR. BERG: So.\n");
    ck_assert_int_eq(
        RUN("encode", "--verify", "--profile", "minutes", "-d", "out", "a.txt", "b.txt"), 0);
    ck_holds(content("out/a.xml"), "subtype=\"minutes\"");
    ck_holds(content("out/a.xml"), "<p>The lamp was lit.</p>");
    ck_holds(content("out/b.xml"), "subtype=\"minutes\"");
    ck_holds(content("out/b.xml"), "<speaker>MISS AHO:</speaker>");
    ck_assert_int_eq(RUN("validate", "out"), 0);
}
END_TEST

START_TEST(plays_have_marks_at_the_beginnings_of_lines) {
    put("a.txt",
        "@title The Lamp\n@author N. N.\n^Persons\nAda, a keeper\nBo\n#Act 1\n##Scene 1\n"
        "$Night.\n@Ada (aside):\nIt burns. (She sits.)\n@Bo: No!\n@Both:\n~Alas,\nalas.\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--profile", "ezdrama", "--lang", "en", "--id",
                         "lamp", "-o", "a.xml", "a.txt"),
                     0);
    ck_assert_str_eq(errors(), "");
    ck_holds(content("a.xml"), "xml:id=\"lamp\">\n  <teiHeader>");
    ck_holds(content("a.xml"), "<rendition scheme=\"other\" selector=\"speaker\">@</rendition>");
    ck_holds(content("a.xml"), "<castItem corresp=\"#ada\"><role>Ada</role>, ");
    ck_holds(content("a.xml"), "<l>Alas,</l>\n            <l>alas.</l>");
    ck_assert_int_eq(RUN("validate", "a.xml"), 0);
    ck_assert_int_eq(RUN("transform", "--to", "source", "a.xml"), 0);
    ck_holds(output(), "@Ada (aside):\nIt burns. (She sits.)\n@Bo: No!\n");
}
END_TEST

START_TEST(marks_of_ones_own) {
    put("own.yaml", "name: own\nbase: ezdrama\nspeech: verse\ndivisions: [part]\nmarks:\n"
                    "  - {mark: '==', is: heading}\n  - {mark: '>', is: speaker}\n"
                    "  - {mark: '!', is: verse}\n  - {mark: '* ', is: stage}\n");
    put("a.txt", "==One\n* Night\n>Ada\nAlas,\nalas.\n!In prose.\n====Two\n>Bo: $No.\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--profile", "own.yaml", "-o", "a.xml", "a.txt"), 0);
    ck_holds(content("a.xml"), "<body rend=\"verse\">\n      <div type=\"part\">");
    ck_holds(content("a.xml"), "<l>alas.</l>\n          <p>In prose.</p>");
    ck_holds(content("a.xml"), "<head>Two</head>\n          <sp who=\"#bo\">");
    ck_assert_int_eq(RUN("validate", "a.xml"), 0);
}
END_TEST

START_TEST(what_is_wrong_is_said_with_its_line) {
    put("a.txt", "Words.");
    static const struct {
        const char *yaml, *place, *code;
    } wrong[] = {
        {"name: x\nbase: diplomatic\ndate: '('\n", "own.yaml:3:9", "profile/bad-pattern"},
        {"name: x\nbase: diplomatic\ndate: 'May'\n", "own.yaml:3:7", "profile/bad-groups"},
        {"name: x\nbase: diplomatic\nreferences: [ab]\n", "own.yaml:3:14", "profile/bad-groups"},
        {"name: x\nbase: diplomatic\nbrackets:\n  - {words: no, element: correction}\n",
         "own.yaml:4:13", "profile/bad-groups"},
        {"name: x\nbase: diplomatic\ntitel: a\n", "own.yaml:3:1", "profile/invalid"},
        {"name: x\nbase: other.yaml\n", "own.yaml:2:7", "profile/unknown"},
        {"name: x\nbase: nothing\n", "own.yaml:2:7", "profile/unknown"},
        {"name: x\n", "own.yaml:1:1", "profile/incomplete"},
        {"base: diplomatic\n", "own.yaml:1:1", "profile/incomplete"},
        {"name: x\nbase: diplomatic\nlanguage: n_l\n", "own.yaml:3:11", "profile/invalid"},
        {"name: x (\nbase: diplomatic\n# (\ndate: '('\n", "own.yaml:4:9", "profile/bad-pattern"},
        {"name: x\nbase: diplomatic\ndate: >-\n  (?x) (?<month> May )\n  (?<year> [0-9]{4}\n",
         "own.yaml:5:20", "profile/bad-pattern"},
        {"name: x\nbase: diplomatic\nsources:\n  - 'a'\n  - 'it''s ('\n", "own.yaml:5:13",
         "profile/bad-pattern"},
        {"name: x\nbase: diplomatic\ndate: '(?<month>a) (?<yaer>b)'\n", "own.yaml:3:7",
         "profile/bad-groups"},
        {"name: x\nbase: diplomatic\nmarkers:\n  - {words: '(?<number>[a', weight: 1}\n",
         "own.yaml:4:26", "profile/bad-pattern"},
        {"name: x\nbase: diplomatic\nspeaker: '()()()(?<label>a)'\n", "own.yaml:3:10",
         "profile/bad-groups"},
        {"name: x\nbase: diplomatic\nmarkers:\n  - {words: '(?<number>a)', weight: 12}\n",
         "own.yaml:4:37", "profile/invalid"},
        {"name: x\nbase: ezdrama\nspeech: song\n", "own.yaml:3:9", "profile/invalid"},
        {"name: x\nbase: ezdrama\nverse_mark: no\n", "own.yaml:3:13", "profile/invalid"},
        {"name: x\nbase: ezdrama\nrole: 'a'\n", "own.yaml:3:7", "profile/bad-groups"},
        {"name: x\nbase: ezdrama\nmarks: [{mark: a, is: b}]\n", "own.yaml:3:23", "profile/invalid"},
        {"name: x\nbase: ezdrama\nmarks: [{mark: a, is: stage}, {mark: b, is: stage}]\n",
         "own.yaml:3:8", "profile/invalid"},
        {"name: x\nbase: diplomatic\nmarks: [{mark: '@', is: speaker}]\n", "own.yaml:1:1",
         "profile/incomplete"},
        {"", "own.yaml", "profile/invalid"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        put("own.yaml", wrong[i].yaml);
        ck_assert_int_eq(RUN("encode", "--profile", "own.yaml", "a.txt"), 2);
        ck_error(wrong[i].place, wrong[i].code);
        ck_assert_str_eq(output(), "");
    }
}
END_TEST

COMMAND_LINE_SUITE(profiles, a_pattern_that_backtracks_without_end,
                   a_pattern_of_the_program_that_is_given_up,
                   a_pattern_that_is_given_up_in_a_volume, a_profile_says_only_what_differs,
                   a_file_in_the_working_folder_goes_first, a_file_for_the_language_goes_first,
                   matches_that_lack_a_group, interviews_have_questions_and_answers,
                   minutes_hold_paragraphs_or_speeches, plays_have_marks_at_the_beginnings_of_lines,
                   marks_of_ones_own, what_is_wrong_is_said_with_its_line)
