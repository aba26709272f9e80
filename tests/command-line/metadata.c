/* teikit encode: what the user adds to a text: metadata, an id. */
#include "command-line/program.h"

START_TEST(metadata_goes_into_each_header) {
    put("in/a.txt", "One.");
    put("in/b.txt", "Two.");
    put("m.yaml", "editors: [Ada]\nfiles:\n  - {match: 'b.*', title: The Second}\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--metadata", "m.yaml", "-d", "out", "in"), 0);
    ck_holds(content("out/a.xml"), "<title>a</title>\n        <editor>Ada</editor>");
    ck_holds(content("out/b.xml"), "<title>The Second</title>\n        <editor>Ada</editor>");
    ck_assert_str_eq(errors(), "");
    ck_assert_int_eq(RUN("validate", "out"), 0);
}
END_TEST

START_TEST(a_full_header_is_valid) {
    put("a.txt", "One.");
    put("m.yaml", "title: T\nauthors: [A]\neditors: [E]\npublisher: P\nplace: L\npublished: 2026\n"
                  "licence: {name: N, target: 'https://example.org/'}\ndate: 1912-04\n"
                  "identifiers: [{type: DOI, value: V}]\nlanguage: de\nlanguages: [de, la]\n"
                  "series: {title: S, volume: 1, issue: 2, identifier: I}\n"
                  "source: {settlement: W, institution: I, repository: R, collection: C, box: 1,\n"
                  "         folder: F, identifier: X}\n");
    ck_assert_int_eq(RUN("encode", "--metadata", "m.yaml", "-o", "a.xml", "a.txt"), 0);
    ck_assert_int_eq(RUN("validate", "a.xml"), 0);
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(metadata_for_files_that_are_not_there) {
    put("a.txt", "One.");
    put("m.yaml", "files:\n  - match: 'b*.txt'\n    title: T\n");
    ck_assert_int_eq(RUN("encode", "--metadata", "m.yaml", "a.txt"), 0);
    ck_warning("m.yaml:2:12", "metadata/no-such-file");
    ck_holds(output(), "<title>a</title>");
}
END_TEST

START_TEST(metadata_that_cannot_be_used_is_a_fault_of_the_call) {
    put("a.txt", "One.");
    put("m.yaml", "title: T\ndate: May\n");
    ck_assert_int_eq(RUN("encode", "--metadata", "m.yaml", "a.txt"), 2);
    ck_error("m.yaml:2:7", "metadata/bad-date");
    ck_assert_str_eq(output(), "");
    ck_assert_int_eq(RUN("encode", "--metadata", "none.yaml", "a.txt"), 2);
    ck_error("none.yaml", "file/cannot-read");
}
END_TEST

START_TEST(the_id_can_be_given) {
    put("a.txt", "7. Words1\n\nMore.\n  1. Note.");
    ck_assert_int_eq(RUN("encode", "--id", "tide-7", "a.txt"), 0);
    ck_holds(output(), "<div type=\"document\" n=\"7\" xml:id=\"tide-7\">");
    ck_holds(output(), "xml:id=\"tide-7fn1\"");
    ck_assert_int_eq(RUN("encode", "--id", "7", "a.txt"), 2);
    ck_error("teikit", "call/id");
    ck_assert_int_eq(RUN("encode", "--id", "x", "-d", "out", "a.txt", "a.txt"), 2);
    ck_error("teikit", "call/id");
}
END_TEST

START_TEST(the_day_in_a_heading_is_that_of_the_original) {
    put("a.txt",
        "HEARING BEFORE THE CANAL COMMISSION\nTuesday, 4 May 1926\n\nThe Commission met.\n");
    ck_assert_int_eq(RUN("encode", "a.txt"), 0);
    ck_holds(output(), "<creation><date when=\"1926-05-04\"/></creation>");
    put("a.txt", "Report on the treaty of 3 May 1852\n\nIt was kept.\n");
    ck_assert_int_eq(RUN("encode", "a.txt"), 0);
    ck_lacks(output(), "<creation>");
}
END_TEST

START_TEST(the_language_must_be_a_tag) {
    put("a.txt", "One.");
    ck_assert_int_eq(RUN("encode", "--lang", "EN-gb", "a.txt"), 0);
    ck_assert_int_eq(RUN("encode", "--lang", "English", "a.txt"), 2);
    ck_assert_int_eq(RUN("encode", "--lang", "e_n", "a.txt"), 2);
    ck_error("teikit", "call/language");
}
END_TEST

COMMAND_LINE_SUITE(metadata, metadata_goes_into_each_header, a_full_header_is_valid,
                   metadata_for_files_that_are_not_there,
                   metadata_that_cannot_be_used_is_a_fault_of_the_call, the_id_can_be_given,
                   the_day_in_a_heading_is_that_of_the_original, the_language_must_be_a_tag)
