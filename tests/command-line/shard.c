/* --shard and teikit merge: one call dealt out to several, and their reports joined again. */
#include "command-line/program.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const formats[] = {"text", "jsonl", "sarif", "junit", "github", "checkstyle"};
enum { FORMATS = sizeof formats / sizeof *formats, FILES = 40 };

/* Documents, every third of which is at fault, with a schema of their own. */
static void put_documents(const char *folder) {
    put("own.rnc", "element a { element b { empty }* }\n");
    for (int i = 0; i < FILES; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s/%d/%02d.xml", folder, i % 4, i);
        put(name, i % 3 ? "<a><b/></a>\n" : "<a>\n <c/>\n <d/></a>\n");
    }
}

/* Validates each of `count` shares of the folder "in" to r/1.jsonl and so on; gives the worst
   status. */
static int validate_shares(int count, const char *option, const char *value) {
    int worst = 0;
    for (int i = 1; i <= count; i++) {
        char share[32], report[32];
        snprintf(share, sizeof share, "%d/%d", i, count);
        snprintf(report, sizeof report, "jsonl:r/%d.jsonl", i);
        int status = RUN("validate", "--shard", share, "--output", report, option, value, "in");
        if (status > worst) worst = status;
    }
    return worst;
}

/* Whether the report of a share says that it has this input. */
static bool has_input(const char *report, const char *name) {
    char line[128];
    snprintf(line, sizeof line, ",\"file\":\"%s\"}\n", name);
    const char *found = strstr(report, line);
    while (found && found > report && found[-1] != '\n')
        found--;
    return found && !strncmp(found, "{\"input\":", 9);
}

/* ---- which inputs are in a share ---- */

START_TEST(each_input_is_in_one_share) {
    static const int counts[] = {1, 2, 3, 7, 60};
    put_documents("in");
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        int shares[FILES] = {0};
        ck_assert_int_eq(validate_shares(counts[c], "-s", "own.rnc"), 1);
        for (int k = 1; k <= counts[c]; k++) {
            char report[32], name[64];
            snprintf(report, sizeof report, "r/%d.jsonl", k);
            const char *inputs = content(report);
            for (int i = 0; i < FILES; i++) {
                snprintf(name, sizeof name, "in/%d/%02d.xml", i % 4, i);
                shares[i] += has_input(inputs, name);
            }
        }
        for (int i = 0; i < FILES; i++)
            ck_assert_int_eq(shares[i], 1);
    }
}
END_TEST

START_TEST(an_input_stays_in_its_share) {
    put_documents("in");
    put_documents("elsewhere/new");
    put("elsewhere/new/0/00a.xml", "<a/>");
    put("own.rnc", "element a { element b { empty }* }\n");
    RUN("validate", "--shard", "2/3", "--format", "jsonl", "-s", "own.rnc", "in");
    const char *before = output();
    RUN("validate", "--shard", "2/3", "--format", "jsonl", "-s", "own.rnc", "elsewhere/new/");
    for (int i = 0; i < FILES; i++) {
        char name[64], moved[64];
        snprintf(name, sizeof name, "in/%d/%02d.xml", i % 4, i);
        snprintf(moved, sizeof moved, "elsewhere/new/%d/%02d.xml", i % 4, i);
        ck_assert_int_eq(has_input(before, name), has_input(output(), moved));
    }
}
END_TEST

START_TEST(files_of_one_name_in_several_folders_are_dealt_out) {
    size_t shares = 0;
    for (int i = 0; i < 20; i++) {
        char name[64];
        snprintf(name, sizeof name, "in/%d/tei.xml", i);
        put(name, "<a/>");
    }
    put("list", "in/0/tei.xml\nin/1/tei.xml\nin/2/tei.xml\nin/3/tei.xml\nin/4/tei.xml\n"
                "in/5/tei.xml\nin/6/tei.xml\nin/7/tei.xml\nin/8/tei.xml\nin/9/tei.xml\n");
    for (int k = 1; k <= 3; k++) {
        char share[8];
        snprintf(share, sizeof share, "%d/3", k);
        ck_assert_int_eq(RUN("query", "--shard", share, "'x'", "@list"), 0);
        shares += *output() != '\0';
    }
    ck_assert_uint_eq(shares, 3);
}
END_TEST

START_TEST(every_verb_with_inputs_does_its_share) {
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (size_t i = 0; i < 8; i++) {
        char name[16];
        snprintf(name, sizeof name, "in/%s.txt", names[i]);
        put(name, "Words.\n");
    }
    ck_assert_int_eq(RUN("encode", "--shard", "1/2", "-d", "tei", "in"), 0);
    size_t first = strlen(files());
    ck_assert_int_eq(RUN("encode", "--shard", "2/2", "-d", "tei", "in"), 0);
    ck_assert_uint_lt(first, strlen(files()));
    ck_holds(files(), "tei/a.xml tei/b.xml tei/c.xml tei/d.xml tei/e.xml tei/f.xml tei/g.xml "
                      "tei/h.xml");
    for (int k = 1; k <= 3; k++) {
        char share[8];
        snprintf(share, sizeof share, "%d/3", k);
        ck_assert_int_eq(RUN("transform", "--to", "text", "--shard", share, "-d", "out", "tei"), 0);
    }
    ck_holds(files(), "out/a.txt out/b.txt out/c.txt out/d.txt out/e.txt out/f.txt out/g.txt "
                      "out/h.txt");
}
END_TEST

/* ---- the merged report ---- */

/* Asserts that the merged reports of so many shares are what one call says, in every format. */
static void check_merged(int count, const char *option, const char *value) {
    int status = validate_shares(count, option, value);
    for (size_t i = 0; i < FORMATS; i++) {
        ck_assert_int_eq(RUN("validate", "-f", formats[i], option, value, "in"), status);
        const char *single = output();
        ck_assert_int_eq(RUN("merge", "-f", formats[i], "r"), status);
        ck_assert_str_eq(output(), single);
        ck_assert_str_eq(errors(), "");
    }
}

START_TEST(is_that_of_one_call) {
    char line[6000];
    put_documents("in");
    memset(line, ' ', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    memcpy(line, "<a>", 3);
    memcpy(line + 3000, "<c/>", 4);
    memcpy(line + 5900, "</a>", 4);
    put("in/long.xml", line);
    put("in/broken.xml", "<a>\n <b>\n");
    put("in/\xE9.xml", "<a>\n <c/>\n</a>");
    put_bytes("in/latin.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><a><!-- \xE9 --><c/></a>",
              68);
    ck_assert_int_eq(symlink("nowhere", "in/gone.xml"), 0);
    check_merged(4, "-s", "own.rnc");
}
END_TEST

START_TEST(says_once_what_documents_share) {
    put("bad.rnc", "element a {\n");
    put("worse.rnc", "element a { b }\n");
    for (int i = 0; i < 12; i++) {
        char name[32], text[64];
        snprintf(name, sizeof name, "in/%02d.xml", i);
        snprintf(text, sizeof text, "<?xml-model href='../%s.rnc'?><a/>", i % 2 ? "bad" : "worse");
        put(name, text);
    }
    check_merged(3, "-j", "2");
    check_merged(3, "-s", "bad.rnc");
    ck_holds(output(), "bad.rnc");
}
END_TEST

START_TEST(heeds_settings_and_known_findings) {
    put_documents("in");
    put("in/teikit.yml", "schemas:\n  - match: '*.xml'\n    schemas: [../own.rnc]\n"
                         "findings:\n  - {code: rng/element-unknown, severity: warning,\n"
                         "     match: '*/1/*', reason: a test}\n");
    ck_assert_int_eq(RUN("validate", "-f", "jsonl", "in/0"), 1);
    put("known.jsonl", output());
    check_merged(3, "-b", "known.jsonl");
    ck_lacks(output(), "in/0/00.xml\" line");
}
END_TEST

START_TEST(is_the_same_with_shares_that_are_empty) {
    put("own.rnc", "element a { empty }\n");
    put("in/1.xml", "<a/>");
    put("in/2.xml", "<b/>");
    check_merged(9, "-s", "own.rnc");
}
END_TEST

START_TEST(of_encodings_is_that_of_one_call) {
    for (int i = 1; i < 9; i++) {
        char name[32];
        snprintf(name, sizeof name, "in/%d.txt", i);
        put(name, i % 2 ? "1. Letter\n\nA word.2\n" : "Words [perhaps].\n\n  4. A note.\n");
    }
    put_bytes("in/0.txt", "a\0b", 3);
    make_folder("r");
    int status = RUN("encode", "-d", "out", "--report", "single.jsonl", "in"), worst = 0;
    for (int k = 1; k <= 3; k++) {
        char share[8], report[32];
        snprintf(share, sizeof share, "%d/3", k);
        snprintf(report, sizeof report, "r/%d.jsonl", k);
        int of_share = RUN("encode", "-d", "out", "--shard", share, "--report", report, "in");
        if (of_share > worst) worst = of_share;
    }
    ck_assert_int_eq(worst, status);
    ck_assert_int_eq(RUN("merge", "-o", "jsonl:merged.jsonl", "r"), status);
    ck_assert_str_eq(output(), content("single.jsonl"));
    ck_assert_str_eq(content("merged.jsonl"), content("single.jsonl"));
    ck_assert_int_eq(RUN("merge", "-f", "sarif", "r"), 2);
    ck_error("teikit", "call/format");
}
END_TEST

START_TEST(goes_to_files_as_well) {
    put_documents("in");
    ck_assert_int_eq(RUN("validate", "-s", "own.rnc", "-o", "sarif:one.sarif", "in"), 1);
    const char *text = output();
    validate_shares(2, "-s", "own.rnc");
    ck_assert_int_eq(RUN("merge", "-o", "sarif:two.sarif", "r/2.jsonl", "r/1.jsonl"), 1);
    ck_assert_str_eq(output(), text);
    ck_assert_str_eq(content("two.sarif"), content("one.sarif"));
    ck_assert_int_eq(RUN("merge", "-o", "sarif:r/1.jsonl", "r"), 2);
    ck_error("teikit", "call/output-is-input");
}
END_TEST

/* ---- reports that are not as they should be ---- */

/* Three good reports in r/. */
static void put_reports(void) {
    put_documents("in");
    ck_assert_int_eq(validate_shares(3, "-s", "own.rnc"), 1);
}

/* Asserts that merging says this of the reports, and ends with 2. */
static void check_fault(const char *place, const char *code) {
    ck_assert_int_eq(RUN("merge", "r"), 2);
    ck_finding_in(output(), place, "error", code);
    ck_assert_str_eq(errors(), "");
}

START_TEST(a_missing_share_is_said_and_the_rest_merged) {
    put_reports();
    unlink("r/2.jsonl");
    check_fault("teikit", "merge/missing");
    ck_holds(output(), "there is no report of share 2 of 3");
    ck_holds(output(), "rng/element-unknown");
    unlink("r/3.jsonl");
    check_fault("teikit", "merge/missing");
    ck_holds(output(), "there is no report of shares 2,3 of 3");
    ck_assert_int_eq(RUN("merge", "-f", "sarif", "r"), 2);
    ck_holds(output(), "\"executionSuccessful\":false");
}
END_TEST

START_TEST(a_doubled_share_counts_once) {
    put_reports();
    RUN("merge", "r");
    size_t count = count_findings(output());
    put("r/4.jsonl", content("r/2.jsonl"));
    check_fault("r/4.jsonl", "merge/doubled");
    ck_assert_uint_eq(count_findings(output()), count + 1);
}
END_TEST

START_TEST(a_share_that_is_cut_short_is_merged_as_far_as_it_goes) {
    put_reports();
    const char *whole = content("r/2.jsonl");
    const char *third = strstr(whole, "{\"input\":");
    for (int i = 0; i < 3; i++)
        third = strstr(third + 1, "{\"input\":");
    put_bytes("r/2.jsonl", whole, (size_t)(third - whole) + 5);
    check_fault("r/2.jsonl", "merge/cut-short");
    ck_holds(output(), "share 2/3 is cut short: it holds 3 of ");
    put("r/0.jsonl", whole); /* its second run takes the place of the first */
    ck_assert_int_eq(RUN("merge", "r"), 2);
    ck_finding_in(output(), "r/2.jsonl", "error", "merge/doubled");
    ck_lacks(output(), "merge/cut-short");
}
END_TEST

START_TEST(a_share_with_a_hole_in_it_is_cut_short) {
    put_reports();
    const char *whole = content("r/1.jsonl"), *first = strstr(whole, "{\"input\":");
    const char *behind = strchr(first, '\n') + 1;
    put_bytes("r/1.jsonl", whole, (size_t)(first - whole));
    char *holed = strcat(strcpy((char[1 << 16]){0}, content("r/1.jsonl")), behind);
    put("r/1.jsonl", holed);
    check_fault("r/1.jsonl", "merge/cut-short");
}
END_TEST

START_TEST(a_damaged_line_is_named) {
    put_reports();
    char *bytes = strcpy((char[1 << 16]){0}, content("r/3.jsonl"));
    *strchr(strchr(bytes, '\n') + 1, ':') = '!';
    put("r/3.jsonl", bytes);
    check_fault("r/3.jsonl:2:1", "merge/damaged");
}
END_TEST

START_TEST(reports_of_other_calls_are_refused) {
    put_reports();
    const char *plain =
        "{\"severity\":\"error\",\"code\":\"a/b\",\"file\":null,\"message\":\"c\"}\n";
    put("r/4.jsonl", plain);
    put("r/5.jsonl", "");
    check_fault("r/4.jsonl", "merge/no-share");
    ck_finding_in(output(), "r/5.jsonl", "error", "merge/no-share");
    unlink("r/5.jsonl");

    RUN("validate", "--shard", "2/4", "-o", "jsonl:r/4.jsonl", "-s", "own.rnc", "in");
    check_fault("r/4.jsonl", "merge/other-call");
    ck_holds(output(), "of another number of shares");
    RUN("validate", "--shard", "2/3", "-o", "jsonl:r/4.jsonl", "-s", "own.rnc", "-e", "in");
    check_fault("r/4.jsonl", "merge/other-call");
    ck_holds(output(), "of a call with other options");
    RUN("validate", "--shard", "2/3", "-o", "jsonl:r/4.jsonl", "-s", "own.rnc", "in/0", "in/1");
    check_fault("r/4.jsonl", "merge/other-call");
    ck_holds(output(), "of other inputs");
    put("own.rnc", "element a { element b { empty }*, element c { empty }? }\n");
    RUN("validate", "--shard", "2/3", "-o", "jsonl:r/4.jsonl", "-s", "own.rnc", "in");
    check_fault("r/4.jsonl", "merge/other-call");
    ck_holds(output(), "of another state of schemas");
}
END_TEST

START_TEST(nothing_to_merge_is_a_fault_of_the_call) {
    ck_assert_int_eq(RUN("merge"), 2);
    ck_error("teikit", "call/no-input");
    put("a.jsonl", "{}\n");
    ck_assert_int_eq(RUN("merge", "a.jsonl", "gone.jsonl"), 2);
    ck_error("a.jsonl", "merge/no-share");
    ck_error("gone.jsonl", "file/cannot-read");
    ck_assert_str_eq(output(), "");
    ck_assert_int_eq(RUN("merge", "-f", "svrl", "a.jsonl"), 2);
    ck_error("teikit", "call/format");
}
END_TEST

START_TEST(what_is_no_share_is_refused) {
    static const char *const wrong[] = {"0/3", "4/3", "1", "1/", "a/b", "1/3x", "-1/3", "1/0"};
    put("a.xml", "<a/>");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(RUN("validate", "--shard", wrong[i], "a.xml"), 2);
        ck_error("teikit", "call/shard");
    }
    ck_assert_int_eq(RUN("transform", "--to", "site", "-d", "out", "--shard", "1/2", "a.xml"), 2);
    ck_error("teikit", "call/shard");
    ck_assert_int_eq(RUN("transform", "--to", "epub", "-o", "b", "--shard", "1/2", "a.xml"), 2);
    ck_error("teikit", "call/shard");
    ck_assert_int_eq(RUN("watch", "--shard", "1/2", "."), 2);
    ck_error("teikit", "call/shard");
    ck_assert_str_eq(files(), "a.xml");
}
END_TEST

COMMAND_LINE_SUITE(shard, each_input_is_in_one_share, an_input_stays_in_its_share,
                   files_of_one_name_in_several_folders_are_dealt_out,
                   every_verb_with_inputs_does_its_share, is_that_of_one_call,
                   says_once_what_documents_share, heeds_settings_and_known_findings,
                   is_the_same_with_shares_that_are_empty, of_encodings_is_that_of_one_call,
                   goes_to_files_as_well, a_missing_share_is_said_and_the_rest_merged,
                   a_doubled_share_counts_once,
                   a_share_that_is_cut_short_is_merged_as_far_as_it_goes,
                   a_share_with_a_hole_in_it_is_cut_short, a_damaged_line_is_named,
                   reports_of_other_calls_are_refused, nothing_to_merge_is_a_fault_of_the_call,
                   what_is_no_share_is_refused)
