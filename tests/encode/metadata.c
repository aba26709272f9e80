/* encode/metadata: what the user says of documents, where it goes, and what is said of metadata
   that is wrong. */
#include "example.h"
#include "run.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *said;
static size_t said_length;

/* Loads the YAML; findings go to `said`, which the caller frees. */
static struct encode_metadata *load(const char *yaml, struct report **report, FILE **stream) {
    char path[] = "/tmp/teikit-metadata-XXXXXX";
    close(mkstemp(path));
    ck_assert(file_write(path, yaml, strlen(yaml)));
    *stream = open_memstream(&said, &said_length);
    *report = report_new(*stream, report_format_named("text"), false);
    struct encode_metadata *metadata = encode_metadata_load(path, *report);
    unlink(path);
    return metadata;
}

/* Asserts that the element of that name, in the encoding of a file "in/d2.txt" that has this
   metadata, is this one. */
static void check_metadata(const char *yaml, const char *name, const char *expected) {
    struct report *report;
    FILE *stream;
    struct encode_metadata *metadata = load(yaml, &report, &stream);
    ck_assert_ptr_nonnull(metadata);
    check_element(
        &(struct source){.text = "Words.", .name = "in/d2.txt", .options = {.metadata = metadata}},
        name, expected);
    encode_metadata_free(metadata);
    report_free(report);
    fclose(stream);
    free(said);
}

/* Asserts that the YAML is refused with a finding that stands and reads so. */
static void check_refused(const char *yaml, const char *expected) {
    struct report *report;
    FILE *stream;
    ck_assert_ptr_null(load(yaml, &report, &stream));
    report_free(report);
    fclose(stream);
    ck_assert_msg(strstr(said, expected), "no %s in:\n%s", expected, said);
    free(said);
}

START_TEST(title_and_editors) {
    check_metadata("title: A & B\nauthors: [Ada]\neditors: [Bo, Cy]\n", "titleStmt",
                   "<titleStmt>\n"
                   "  <title>A &amp; B</title>\n"
                   "  <author>Ada</author>\n"
                   "  <editor>Bo</editor>\n"
                   "  <editor>Cy</editor>\n"
                   "  <respStmt>\n"
                   "    <resp>encoded in TEI by</resp>\n"
                   "    <name>teikit</name>\n"
                   "  </respStmt>\n"
                   "</titleStmt>");
}
END_TEST

START_TEST(publication) {
    check_metadata("publisher: P\nplace: L\npublished: 2026-01\n"
                   "identifiers: [{type: DOI, value: 10.1}]\n"
                   "licence: {name: Free, target: 'https://example.org/'}\n",
                   "publicationStmt",
                   "<publicationStmt>\n"
                   "  <publisher>P</publisher>\n"
                   "  <pubPlace>L</pubPlace>\n"
                   "  <date when=\"2026-01\">2026-01</date>\n"
                   "  <idno type=\"DOI\">10.1</idno>\n"
                   "  <availability>\n"
                   "    <licence target=\"https://example.org/\">Free</licence>\n"
                   "  </availability>\n"
                   "</publicationStmt>");
}
END_TEST

START_TEST(series_and_date) {
    check_metadata("series: {title: S, volume: 2, identifier: X}\n", "seriesStmt",
                   "<seriesStmt>\n"
                   "  <title level=\"s\">S</title>\n"
                   "  <idno type=\"series\">X</idno>\n"
                   "  <biblScope unit=\"volume\">2</biblScope>\n"
                   "</seriesStmt>");
    check_metadata("date: 1912\n", "creation", "<creation><date when=\"1912\"/></creation>");
}
END_TEST

START_TEST(languages) {
    check_metadata("language: fr-CA\nlanguages: [fr-CA, la]\n", "langUsage",
                   "<langUsage>\n"
                   "  <language ident=\"fr-CA\">French</language>\n"
                   "  <language ident=\"la\">Latin</language>\n"
                   "</langUsage>");
}
END_TEST

START_TEST(entries_come_before_the_top) {
    check_metadata("source: {repository: R, box: 1, folder: F}\n"
                   "files:\n"
                   "  - {match: 'd*.txt', source: {box: 2}}\n"
                   "  - {match: 'in/d[0-9].txt', source: {box: 3}}\n"
                   "  - {match: 'e*.txt', source: {box: 4}}\n",
                   "msIdentifier",
                   "<msIdentifier>\n"
                   "  <repository>R</repository>\n"
                   "  <idno type=\"box\">3</idno>\n"
                   "  <idno type=\"folder\">F</idno>\n"
                   "</msIdentifier>");
}
END_TEST

START_TEST(what_is_wrong_is_said_with_its_line) {
    check_refused("title: A\nseries:\n  titel: B\n",
                  ":3:3: error: \"titel\" is no key here: did you mean \"title\"?");
    check_refused("title: A\ndate: 1912-13\n", ":2:7: error: \"1912-13\" is no date");
    check_refused("language: English words\n",
                  ":1:11: error: \"English words\" is no language tag");
    check_refused("files:\n  - match: a\n    languages: [en, e_n]\n",
                  ":3:21: error: \"e_n\" is no language tag");
    check_refused("title: '  '\n", ":1:8: error: is no text that XML can hold");
    check_refused("title: \"\\x01\"\n", ":1:8: error: is no text that XML can hold");
    check_refused("publisher: P\nlicence: {name: N, target: a b}\n", "[metadata/bad-address]");
    check_refused("publisher: P\nidentifiers: [{type: a b, value: c}]\n", "[metadata/bad-type]");
    check_refused("published: 2020\n", "\"published\" needs a publisher");
    check_refused("series: {volume: 2}\n", "series without a title");
    check_refused("source: {box: 2}\n", "source without a repository");
    check_refused("files:\n  - title: A\n", "the key \"match\" is missing here");
    check_refused("title: [A", "[metadata/invalid]");
    check_refused("", "holds nothing [metadata/invalid]");
}
END_TEST

SUITE(metadata) {
    Suite *suite = suite_create("encode/metadata");
    TCase *cases = tcase_create("metadata");
    tcase_add_test(cases, title_and_editors);
    tcase_add_test(cases, publication);
    tcase_add_test(cases, series_and_date);
    tcase_add_test(cases, languages);
    tcase_add_test(cases, entries_come_before_the_top);
    tcase_add_test(cases, what_is_wrong_is_said_with_its_line);
    suite_add_tcase(suite, cases);
    return suite;
}
