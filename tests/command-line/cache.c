/* teikit validate --cache: the same result as without, whatever has changed. */
#include "command-line/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Validates with and without the cache and asserts that both say the same. */
static void check_same(int status, const char *format) {
    for (const char *jobs = "12"; *jobs; jobs++) {
        char number[] = {*jobs, '\0'};
        ck_assert_int_eq(RUN("validate", "--cache", "none", "-j", number, "-f", format, "in"),
                         status);
        const char *expected = output(), *said = errors();
        for (int time = 0; time < 2; time++) {
            ck_assert_int_eq(RUN("validate", "-j", number, "-f", format, "in"), status);
            ck_assert_str_eq(output(), expected);
            ck_assert_str_eq(errors(), said);
        }
    }
}

static void check_formats(int status) {
    static const char *const formats[] = {"jsonl", "text", "sarif", "junit", "github"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        check_same(status, formats[i]);
}

START_TEST(the_same_with_and_without) {
    put("teikit.yml", "cache: .kept\nfindings: [{code: rng/attribute-unknown, severity: note}]\n");
    put("own.rnc", "include 'part.rnc'\n");
    put("part.rnc", "start = element a { attribute xml:id { text }?, attribute xml:lang { text }?,"
                    " element b { empty }* }\n");
    for (int i = 1; i < 6; i++) {
        char name[32], text[200];
        snprintf(name, sizeof name, "in/%d.xml", i);
        snprintf(text, sizeof text,
                 "<?xml-model href='../own.rnc'?>\n<a xml:lang='no_such'>\n<b/>%s</a>\n",
                 i % 3 ? "<b c='1'/>" : "<c/>");
        put(name, text);
    }
    put("in/4.xml", "<a>\n<b>");
    put("in/7.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0' source='1.xml#d other.xml'/>");
    check_formats(1);
    ck_holds(output(), "in/3.xml");
    ck_holds(output(), "no_such");
    put("part.rnc", "start = element a { element c { empty }* }\n");
    check_formats(1);
    put("teikit.yml", "cache: .kept\nfindings: [{code: rng/, severity: note}]\n");
    check_formats(1);
    put("in/1.xml", "<?xml-model href='../own.rnc'?>\n<a xml:id='d'/>");
    put("in/other.xml", "<a/>");
    check_formats(1);
    put("part.rnc", "start = element a {\n");
    check_formats(2);
}
END_TEST

START_TEST(settings_say_where_it_is) {
    put("corpus/teikit.yml", "cache: kept\n");
    put("corpus/in.xml", "<a/>");
    ck_assert_int_eq(RUN("validate", "--cache", "other", "corpus"), 1);
    ck_holds(files(), " other/");
    ck_lacks(files(), "kept");
    ck_assert_int_eq(RUN("validate", "corpus"), 1);
    ck_holds(files(), "corpus/kept/");
}
END_TEST

START_TEST(a_folder_that_cannot_be_one) {
    put("in.xml", "<a/>");
    ck_assert_int_eq(RUN("validate", "--cache", "in.xml/cache", "in.xml"), 2);
    ck_error("in.xml/cache", "cache/folder");
    ck_assert_int_eq(RUN("validate", "--cache", "in.xml", "in.xml"), 2);
    ck_error("in.xml", "cache/folder");
    ck_holds(errors(), ": Not a directory");
}
END_TEST

START_TEST(standard_input_is_not_kept) {
    ck_assert_int_eq(RUN_WITH(.input = "<a/>", "validate", "--cache", "kept", "-"), 1);
    ck_assert_str_eq(files(), "kept/CACHEDIR.TAG");
}
END_TEST

COMMAND_LINE_SUITE(cache, the_same_with_and_without, settings_say_where_it_is,
                   a_folder_that_cannot_be_one, standard_input_is_not_kept)
