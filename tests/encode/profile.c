/* encode/profile: the built-in profile, the user's own, and what is said of one that is wrong. */
#include "example.h"
#include "run.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/teikit-profile-XXXXXX";

/* A profile based on the built-in one, with this line of its own. */
static void write_profile(const char *line) {
    struct buffer yaml = {0};
    buffer_print(&yaml, "name: own\nbase: diplomatic\n%s\n", line);
    strcpy(path, "/tmp/teikit-profile-XXXXXX");
    close(mkstemp(path));
    ck_assert(file_write(path, yaml.bytes, yaml.length));
    buffer_free(&yaml);
}

/* Asserts that the profile cannot be used, and that the report says this. */
static void check_refuses(const char *name, const char *expected) {
    char *said = NULL;
    size_t length;
    FILE *stream = open_memstream(&said, &length);
    struct report *report = report_new(stream, report_format_named("text"), false);
    ck_assert_ptr_null(encode_profile_load(name, NULL, report));
    report_free(report);
    fclose(stream);
    ck_assert_msg(strstr(said, expected), "%s", said);
    free(said);
}

START_TEST(genres_have_names) {
    struct report *report = report_new(stderr, report_format_named("text"), false);
    struct encode_profile *profile = encode_profile_load("diplomatic", NULL, report);
    ck_assert(encode_profile_has_genre(profile, "transcript"));
    ck_assert(encode_profile_has_genre(profile, "message"));
    ck_assert(!encode_profile_has_genre(profile, "ode"));
    encode_profile_free(profile);
    report_free(report);
}
END_TEST

START_TEST(a_profile_of_the_users_own) {
    write_profile("page: '^\\[S\\. (?<number>[0-9]+)\\]$'");
    struct example example =
        example_encode(&(struct source){.text = "One.\n\n[S. 4]\n\nTwo.", .profile = path});
    char *division = example_division(example.encoding);
    ck_assert_str_eq(
        division,
        "<p>One.</p>\n<pb n=\"4\" xml:id=\"pg_4\" rend=\"before:[S.␣ behind:]\"/>\n<p>Two.</p>\n");
    free(division);
    example_free(&example);
    unlink(path);
}
END_TEST

#define NOTE(n, more, words)                                                                       \
    "<note n=\"" n "\" xml:id=\"examplefn" n "\" place=\"bottom\"" more ">" words "</note>"

START_TEST(other_forms_of_notes) {
    write_profile("note: '^(?<indent> *)\\[?(?<number>[0-9]+)(?:\\]|/)? (?=\\S)'");
    check_source_encodes(&(struct source){.text = "One.1 Two.2\n\n[1] A\n[2] B", .profile = path},
                         "<p>One." NOTE("1", " rend=\"indent0 bracket spaced\"", "A") " Two." NOTE(
                             "2", " rend=\"indent0 bracket\"", "B") "</p>\n");
    check_source_encodes(&(struct source){.text = "One.1 Two.2\n  1/ A\n  2/ B", .profile = path},
                         "<p>One." NOTE("1", " rend=\"slash\"",
                                        "A") " Two." NOTE("2", " rend=\"slash\"", "B") "</p>\n");
    check_source_encodes(&(struct source){.text = "One.1 Two.2\n  1 A\n  2 B", .profile = path},
                         "<p>One." NOTE("1", " rend=\"bare\"",
                                        "A") " Two." NOTE("2", " rend=\"bare\"", "B") "</p>\n");
    unlink(path);
}
END_TEST

/* Asserts what a profile with these lines of its own makes of the text. */
static void check_makes(const char *lines, const char *text, const char *expected) {
    write_profile(lines);
    check_source_encodes(&(struct source){.text = text, .profile = path}, expected);
    unlink(path);
}

START_TEST(signs_of_ones_own) {
    check_makes("stops: ['。']", "灯亮了。\n\n是。", "<p>灯亮了。</p>\n<p>是。</p>\n");
    check_makes("closing_signs: ['#']", "It burns.#\n\nSo.", "<p>It burns.#</p>\n<p>So.</p>\n");
    check_makes("opening_signs: ['%']", "One.\n\n   % Two.",
                "<p>One.</p>\n<quote>\n  <p>   % Two.</p>\n</quote>\n");
    check_makes("note_signs: ['+']\ngenres: [{name: song, heading: 'lamp$'}]",
                "7. The lamp+\n\nIt burns.", "<head>7. The lamp+</head>\n<p>It burns.</p>\n");
}
END_TEST

START_TEST(labels_of_ones_own) {
    check_makes("enumerator: '^(?<label>[0-9]+:)[ ](?=\\S)'", "Here.\n\n1: Oil.\n\n2: Wicks.",
                "<p>Here.</p>\n<list type=\"ordered\">\n  <label>1:</label>\n  <item>Oil.</item>\n"
                "  <label>2:</label>\n  <item>Wicks.</item>\n</list>\n");
    static const char questions[] = "speaker: '^(?<label>(?<question>F)|(?<answer>A))\\.(?=\\s)'\n"
                                    "genres: [{name: transcript, heading: '^Verhör'}]";
    check_makes(questions, "Verhör\n\nF. Wann?\n\nA. Um neun.",
                "<head>Verhör</head>\n<sp who=\"#f\">\n  <speaker>F.</speaker>\n  <p>Wann?</p>\n"
                "</sp>\n<sp who=\"#a\">\n  <speaker>A.</speaker>\n  <p>Um neun.</p>\n</sp>\n");
    check_makes(questions, "Verhör\n\nA. Öl.\n\nF. Dochte.\n\nA. Glas.",
                "<head>Verhör</head>\n<p>A. Öl.</p>\n<p>F. Dochte.</p>\n<p>A. Glas.</p>\n");
}
END_TEST

START_TEST(marks_of_pages_with_and_without_brackets) {
    check_makes("page: '^\\[?S (?<number>[0-9]+)\\]?$'", "One.\n\nS 4\n\nTwo.",
                "<p>One.</p>\n<pb n=\"4\" xml:id=\"pg_4\" rend=\"before:S␣ behind:\"/>\n"
                "<p>Two.</p>\n");
}
END_TEST

START_TEST(profiles_that_are_wrong) {
    write_profile("date: '('");
    check_refuses(path, "missing closing parenthesis [profile/bad-pattern]");
    unlink(path);
    write_profile("lingo: en");
    check_refuses(path, "[profile/invalid]");
    unlink(path);
    check_refuses("undiplomatic", "there is no built-in profile \"undiplomatic\"");
    check_refuses("/nowhere/a.yaml", "[file/cannot-read]");
}
END_TEST

SUITE(profile) {
    Suite *suite = suite_create("encode/profile");
    TCase *cases = tcase_create("profile");
    tcase_add_test(cases, genres_have_names);
    tcase_add_test(cases, a_profile_of_the_users_own);
    tcase_add_test(cases, other_forms_of_notes);
    tcase_add_test(cases, signs_of_ones_own);
    tcase_add_test(cases, labels_of_ones_own);
    tcase_add_test(cases, marks_of_pages_with_and_without_brackets);
    tcase_add_test(cases, profiles_that_are_wrong);
    suite_add_tcase(suite, cases);
    return suite;
}
