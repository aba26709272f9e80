/* Documents validated by rules of Schematron: alone, with a grammar, embedded in one. */
#include "command-line/program.h"

#include <string.h>
#include <unistd.h>

#define SCH "http://purl.oclc.org/dsdl/schematron"

static const char rules[] =
    "<schema xmlns='" SCH "' queryBinding='xslt2'><title>Tides</title>\n"
    "<phase id='coarse'><active pattern='heights'/></phase>\n"
    "<pattern id='heights'><rule context='tide'>\n"
    "<assert test='number(@height) le 20'>A tide of <value-of select='@height'/> "
    "is none.</assert></rule></pattern>\n"
    "<pattern><rule context='tide' role='warning'>\n"
    "<assert id='place' test='@at'>Where was it?</assert></rule></pattern>"
    "</schema>";
static const char grammar[] = "start = element tides { element tide { attribute * { text }* }* }\n";
static const char tides[] = "<tides>\n<tide height='3' at='quay'/>\n<tide height='90'/></tides>";

START_TEST(rules_are_a_schema) {
    put("tides.sch", rules);
    put("a.xml", tides);
    ck_assert_int_eq(RUN("validate", "--schema", "tides.sch", "a.xml"), 1);
    ck_assert_str_eq(output(), "a.xml:3:1: error: A tide of 90 is none. [schematron/heights]\n"
                               "  <tide height='90'/></tides>\n"
                               "  ^\n"
                               "a.xml:3:1: warning: Where was it? [schematron/place]\n"
                               "  <tide height='90'/></tides>\n"
                               "  ^\n");
    put("b.xml", "<tides><tide height='3'/></tides>");
    ck_assert_int_eq(RUN("validate", "--schema", "tides.sch", "b.xml"), 0);
}
END_TEST

START_TEST(a_phase_is_chosen) {
    put("tides.sch", rules);
    put("a.xml", tides);
    ck_assert_int_eq(RUN("validate", "--phase", "coarse", "--schema", "tides.sch", "a.xml"), 1);
    ck_assert_uint_eq(count_findings(output()), 1);
    ck_assert_int_eq(RUN("validate", "--phase", "fine", "--schema", "tides.sch", "a.xml"), 2);
    ck_finding_in(output(), "tides.sch:1:1", "error", "schematron/schema-reference");
}
END_TEST

START_TEST(rules_and_a_grammar_see_one_reading) {
    put("tides.sch", rules);
    put("tides.rnc", grammar);
    ck_assert_int_eq(RUN_WITH(.input = "<tides><tide height='30'/><flood/></tides>", "validate",
                              "-s", "tides.sch", "-s", "tides.rnc", "-"),
                     1);
    ck_finding_in(output(), "standard input:1:27", "error", "rng/element-unknown");
    ck_finding_in(output(), "standard input:1:8", "error", "schematron/heights");
}
END_TEST

START_TEST(of_a_document_that_is_not_well_formed_rules_say_nothing) {
    put("tides.sch", rules);
    put("a.xml", "<tides><tide height='30'/>");
    ck_assert_int_eq(RUN("validate", "-s", "tides.sch", "a.xml"), 1);
    ck_finding_in(output(), "a.xml:1:27", "error", "xml/not-well-formed");
    ck_assert_uint_eq(count_findings(output()), 1);
}
END_TEST

static const char embedding_xml[] =
    "<element name='tide' xmlns='http://relaxng.org/ns/structure/1.0' xmlns:s='" SCH "'>\n"
    "  <s:pattern><s:rule context='tide'><s:assert test='@height'>no height</s:assert>\n"
    "  <s:assert test='no(way'>?</s:assert></s:rule></s:pattern>\n"
    "  <optional><attribute name='height'/></optional></element>";
static const char embedding_compact[] =
    "namespace s = \"" SCH "\"\n"
    "s:pattern [ s:rule [ context = \"tide\" s:assert [ test = \"@height\" \"no \" s:emph [ "
    "\"height\" ] ] ] ]\n"
    "start = element tide { attribute height { text }? }\n";

START_TEST(rules_embedded_in_a_grammar_are_asked) {
    put("a.xml", "<tide/>");
    put("tide.rng", embedding_xml);
    put("tide.rnc", embedding_compact);
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "a.xml"), 1);
    ck_finding_in(output(), "tide.rng:3:25", "warning", "schematron/schema-expression");
    ck_finding_in(output(), "a.xml:1:1", "error", "schematron/assert");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rnc", "a.xml"), 1);
    ck_holds(output(), "a.xml:1:1: error: no height [schematron/assert]");
    ck_assert_int_eq(RUN("validate", "--no-rules", "-s", "tide.rnc", "a.xml"), 0);
}
END_TEST

START_TEST(large_documents_are_held_in_memory_on_request_only) {
    put("tide.rnc", embedding_compact);
    put("tide.sch", "<schema xmlns='" SCH "'/>");
    put("a.xml", "<tide/>");
    ck_assert_int_eq(truncate("a.xml", 257 << 20), 0); /* NULs, at which reading ends */
    ck_assert_int_eq(RUN("validate", "-s", "tide.rnc", "a.xml"), 1);
    ck_holds(output(), "a.xml: note: the rules that the schema embeds are passed over");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rnc", "-s", "tide.sch", "a.xml"), 1);
    ck_lacks(output(), "passed over");
}
END_TEST

START_TEST(rules_are_gathered_from_all_files_of_a_grammar) {
    put("a.xml", "<a xmlns='urn:t'><b/></a>");
    put("main.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><include href='b.rng'/>"
                    "<ns xmlns='" SCH "' prefix='t' uri='urn:t'/>"
                    "<start><element name='a' ns='urn:t'><ref name='b'/></element></start>"
                    "</grammar>");
    put("b.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><define name='b'>"
                 "<element name='b' ns='urn:t'><pattern xmlns='" SCH "'><rule context='t:b'>"
                 "<assert test='@n'>n</assert></rule></pattern><empty/></element></define>"
                 "</grammar>");
    ck_assert_int_eq(RUN("validate", "-s", "main.rng", "a.xml"), 1);
    ck_assert_str_eq(output(), "a.xml:1:18: error: n [schematron/assert]\n"
                               "  <a xmlns='urn:t'><b/></a>\n"
                               "                   ^\n");
}
END_TEST

START_TEST(a_document_names_its_rules) {
    put("tides.sch", rules);
    put("a.xml", "<?xml-model href='tides.sch' schematypens='" SCH "' phase='coarse'?>\n"
                 "<tides><tide height='30'/></tides>");
    ck_assert_int_eq(RUN("validate", "a.xml"), 1);
    ck_finding_in(output(), "a.xml:2:8", "error", "schematron/heights");
    ck_assert_uint_eq(count_findings(output()), 1);
}
END_TEST

START_TEST(settings_name_rules_and_what_they_find) {
    put("teikit.yml", "schemas:\n  - match: '*.xml'\n    schemas: [./tides.sch]\n"
                      "findings:\n  - code: schematron/heights\n    severity: note\n");
    put("tides.sch", rules);
    put("a.xml", "<tides><tide height='30' at='quay'/></tides>");
    ck_assert_int_eq(RUN("validate", "a.xml"), 0);
    ck_finding_in(output(), "a.xml:1:8", "note", "schematron/heights");
}
END_TEST

START_TEST(rules_that_change_are_not_in_the_cache) {
    put("tides.sch", rules);
    put("a.xml", tides);
    ck_assert_int_eq(RUN("validate", "--cache", "c", "-s", "tides.sch", "a.xml"), 1);
    ck_assert_int_eq(RUN("validate", "--cache", "c", "-s", "tides.sch", "a.xml"), 1);
    ck_assert_uint_eq(count_findings(output()), 2);
    ck_assert_int_eq(
        RUN("validate", "--cache", "c", "--phase", "coarse", "-s", "tides.sch", "a.xml"), 1);
    ck_assert_uint_eq(count_findings(output()), 1);
    put("tides.sch", "<schema xmlns='" SCH "'/>");
    ck_assert_int_eq(RUN("validate", "--cache", "c", "-s", "tides.sch", "a.xml"), 0);
}
END_TEST

START_TEST(the_rules_for_encodings_are_built_in) {
    put("a.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><sp who='#nobody'><speaker>A</speaker>"
                 "<p>Yes.</p></sp></TEI>");
    ck_assert_int_eq(RUN("validate", "--no-check", "all", "-s", "teikit.sch", "a.xml"), 1);
    ck_finding_in(output(), "a.xml:1:42", "error", "schematron/who-is-a-person");
}
END_TEST

START_TEST(the_report_language_of_schematron_is_a_format) {
    put("tides.sch", rules);
    put("a.xml", tides);
    put("b.xml", "<tides>");
    ck_assert_int_eq(RUN("validate", "--format", "svrl", "-s", "tides.sch", "a.xml", "b.xml"), 1);
    ck_holds(output(), "<svrl:schematron-output xmlns:svrl=\"http://purl.oclc.org/dsdl/svrl\" "
                       "title=\"Tides\">\n"
                       "  <svrl:error document=\"b.xml\"");
    ck_holds(output(), "  <svrl:fired-rule context=\"tide\"/>\n"
                       "  <svrl:failed-assert location=\"/Q{}tides[1]/Q{}tide[2]\" "
                       "test=\"number(@height) le 20\">\n"
                       "    <svrl:text>A tide of 90 is none.</svrl:text>\n"
                       "  </svrl:failed-assert>\n");
    ck_holds(output(), "<svrl:failed-assert id=\"place\" location=");
    ck_assert_int_eq(
        RUN("validate", "-j", "1", "--output", "svrl:r.xml", "-s", "tides.sch", "a.xml"), 1);
    ck_holds(content("r.xml"), "<svrl:active-pattern id=\"heights\" documents=\"file:///");
}
END_TEST

static const char reading[] =
    "<schema xmlns='" SCH "' queryBinding='xslt2'><pattern><rule context='tide'>"
    "<assert test='@at = doc(\"places.xml\")//place'>no place: <value-of select='@at'/></assert>"
    "</rule></pattern></schema>";

START_TEST(rules_read_documents_beside_the_schema) {
    put("rules/tides.sch", reading);
    put("rules/places.xml", "<places><place>quay</place></places>");
    put("a.xml", tides);
    ck_assert_int_eq(RUN("validate", "--cache", "c", "-s", "rules/tides.sch", "a.xml"), 1);
    ck_finding_in(output(), "a.xml:3:1", "error", "schematron/assert");
    ck_assert_uint_eq(count_findings(output()), 1);
    put("rules/places.xml", "<places><place>pier</place></places>");
    ck_assert_int_eq(RUN("validate", "--cache", "c", "-s", "rules/tides.sch", "a.xml"), 1);
    ck_assert_uint_eq(count_findings(output()), 2);
}
END_TEST

START_TEST(rules_read_nothing_from_elsewhere) {
    put("rules/tides.sch", "<schema xmlns='" SCH "' queryBinding='xslt2'><pattern>"
                           "<rule context='/'><assert test='doc(\"/etc/x.xml\")'>1</assert>"
                           "<assert test='doc(\"http://example.org/x.xml\")'>2</assert></rule>"
                           "</pattern></schema>");
    put("a.xml", tides);
    ck_assert_int_eq(RUN("validate", "-s", "rules/tides.sch", "a.xml"), 1);
    ck_assert_uint_eq(count_findings(output()), 2);
    ck_finding_in(output(), "a.xml:1:1", "error", "schematron/dynamic-error");
}
END_TEST

START_TEST(a_pattern_may_be_about_other_documents) {
    put("main.xml", "<book><part href='parts/a.xml'/><part href='parts/b.xml'/></book>");
    put("parts/a.xml", "<part><title/></part>");
    put("parts/b.xml", "<part>\n<p/></part>");
    put("book.sch", "<schema xmlns='" SCH "' queryBinding='xslt2'>"
                    "<pattern documents='/book/part/@href'><let name='all' value='count(//*)'/>"
                    "<rule context='part'><assert test='title'>no title in <value-of "
                    "select='$all'/> elements</assert></rule></pattern></schema>");
    ck_assert_int_eq(RUN("validate", "-s", "book.sch", "main.xml"), 1);
    ck_holds(output(), "parts/b.xml:1:1: error: no title in 2 elements [schematron/assert]");
    ck_assert_uint_eq(count_findings(output()), 1);
}
END_TEST

COMMAND_LINE_SUITE(schematron, rules_read_documents_beside_the_schema,
                   rules_read_nothing_from_elsewhere, a_pattern_may_be_about_other_documents,
                   rules_are_a_schema, a_phase_is_chosen, rules_and_a_grammar_see_one_reading,
                   of_a_document_that_is_not_well_formed_rules_say_nothing,
                   rules_embedded_in_a_grammar_are_asked,
                   large_documents_are_held_in_memory_on_request_only,
                   rules_are_gathered_from_all_files_of_a_grammar, a_document_names_its_rules,
                   settings_name_rules_and_what_they_find, rules_that_change_are_not_in_the_cache,
                   the_rules_for_encodings_are_built_in,
                   the_report_language_of_schematron_is_a_format)
