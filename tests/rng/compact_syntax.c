/* rng: the compact syntax: what it is in the XML syntax, and what is refused where. */
#include "schemas.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* What is in the root element of the conversion to XML. */
#define assert_means(compact, xml) assert_converts("s.rnc", compact, "s.rng", HEAD xml "\n")

#define assert_refused(compact, place, message)                                                    \
    assert_schema("s.rnc", compact,                                                                \
                  "s.rnc:" place ": error: " message                                               \
                  " (RELAX NG compact syntax) [rng/schema-syntax]\n")

START_TEST(operators_become_elements) {
    assert_means("element a { attribute b { text }?, c, (d | e)*, list { f+ } }",
                 "<element xmlns=\"" RNG_URI "\" name=\"a\">\n"
                 "  <optional>\n    <attribute name=\"b\"/>\n  </optional>\n"
                 "  <ref name=\"c\"/>\n"
                 "  <zeroOrMore>\n    <choice>\n      <ref name=\"d\"/>\n      <ref name=\"e\"/>\n"
                 "    </choice>\n  </zeroOrMore>\n"
                 "  <list>\n    <oneOrMore>\n      <ref name=\"f\"/>\n    </oneOrMore>\n  </list>\n"
                 "</element>");
}
END_TEST

START_TEST(operators_are_not_mixed) {
    assert_refused("element a { b, c | d }", "1:18",
                   "the same operator, or parentheses around what it joins, is expected, not |");
    assert_refused("element a { xsd:int - \"1\" | b }", "1:27",
                   "a parenthesis around what has \"-\" in it is expected, not |");
}
END_TEST

START_TEST(data_and_values) {
    assert_means("element a { xsd:int { minInclusive = \"1\" } - (\"3\" | \"4\") }",
                 "<element xmlns=\"" RNG_URI "\" datatypeLibrary=\"" XSD_URI "\" name=\"a\">\n"
                 "  <data type=\"int\">\n    <param name=\"minInclusive\">1</param>\n"
                 "    <except>\n      <value>3</value>\n      <value>4</value>\n    </except>\n"
                 "  </data>\n</element>");
    assert_good_compact("element a { token \"x\" | string \"y\" | xsd:date | 'z' }");
}
END_TEST

START_TEST(literals_are_joined_and_may_have_several_lines) {
    assert_means("element a { \"b\" ~ 'c' ~ \"\"\"\"d\"\ne\"\"\" }",
                 "<element xmlns=\"" RNG_URI "\" name=\"a\">\n  <value>bc\"d\"\ne</value>\n"
                 "</element>");
    assert_refused("element a { \"b\nc\" }", "1:13",
                   "the literal has no end on its line; one of several lines needs three quotes");
}
END_TEST

START_TEST(escapes_stand_for_characters_anywhere) {
    assert_means("\\x{65}lement \\xx{e4}\\x{62} { \"\\x{A}\" }",
                 "<element xmlns=\"" RNG_URI
                 "\" name=\"\u00E4b\">\n  <value>\n</value>\n</element>");
    assert_refused("element a { \"\\x{0}\" }", "1:14", "this character is not allowed in XML");
}
END_TEST

START_TEST(keywords_are_quoted_as_names) {
    assert_good_compact("start = \\list\n\\list = element list { \\start? }\n\\start = empty");
    assert_refused("list = empty", "1:6", "\"{\" is expected, not =");
}
END_TEST

START_TEST(namespaces) {
    assert_means(
        "default namespace = \"urn:d\"\nnamespace x = \"urn:x\"\n"
        "element a { attribute b { text }, attribute x:c { text }, element x:d { empty } }",
        "<element xmlns=\"" RNG_URI "\" xmlns:x=\"urn:x\" ns=\"urn:d\" name=\"a\">\n"
        "  <attribute name=\"b\"/>\n  <attribute name=\"x:c\"/>\n"
        "  <element name=\"x:d\">\n    <empty/>\n  </element>\n</element>");
    assert_schema("s.rnc", "element y:a { empty }",
                  "s.rnc:1:9: error: prefix \"y\" is not declared (RELAX NG 4.10) "
                  "[rng/schema-prefix]\n");
    assert_schema(
        "s.rnc", "namespace xml = \"urn:x\"\nelement a { empty }",
        "s.rnc:1:1: error: prefix \"xml\" cannot be declared as \"urn:x\" (RELAX NG compact "
        "syntax) [rng/schema-prefix]\n");
}
END_TEST

START_TEST(name_classes) {
    assert_means("namespace x = \"urn:x\"\nelement * - (x:* | a) { empty }",
                 "<element xmlns=\"" RNG_URI "\" xmlns:x=\"urn:x\">\n  <anyName>\n    <except>\n"
                 "      <nsName ns=\"urn:x\"/>\n      <name>a</name>\n    </except>\n"
                 "  </anyName>\n  <empty/>\n</element>");
    assert_good_compact("element a|b|(* - c) { empty }");
}
END_TEST

START_TEST(annotations_and_documentation) {
    assert_means("namespace x = \"urn:x\"\n"
                 "## First line.\n## Second.\n"
                 "[ x:y = \"1\" x:z [ \"t\" ] ]\n"
                 "element a { empty >> x:f [ ] }",
                 "<element xmlns=\"" RNG_URI "\" xmlns:x=\"urn:x\" "
                 "xmlns:a=\"http://relaxng.org/ns/compatibility/annotations/1.0\" name=\"a\" "
                 "x:y=\"1\">\n"
                 "  <a:documentation>First line.\nSecond.</a:documentation>\n"
                 "  <x:z>t</x:z>\n  <empty/>\n  <x:f/>\n</element>");
    assert_refused("[ y = \"1\" ] element a { empty }", "1:3",
                   "annotation \"y\" needs a prefix of a namespace");
}
END_TEST

START_TEST(grammars) {
    assert_means("start = a\na |= empty\ndiv { a |= text }\ninclude \"b.rnc\" { a = empty }",
                 "<grammar xmlns=\"" RNG_URI "\">\n"
                 "  <start>\n    <ref name=\"a\"/>\n  </start>\n"
                 "  <define name=\"a\" combine=\"choice\">\n    <empty/>\n  </define>\n"
                 "  <div>\n    <define name=\"a\" combine=\"choice\">\n      <text/>\n"
                 "    </define>\n  </div>\n"
                 "  <include href=\"b.rnc\">\n    <define name=\"a\">\n      <empty/>\n"
                 "    </define>\n  </include>\n</grammar>");
}
END_TEST

START_TEST(syntax_errors_say_what_was_expected) {
    assert_refused("element { text }", "1:9", "a name or name class is expected, not {");
    assert_refused("start = element a { b c }", "1:23", "\"}\" is expected, not c");
    assert_schema("s.rnc", "start = element a { b",
                  "s.rnc:1:22: error: the schema ends where \"}\" is expected (RELAX NG compact "
                  "syntax) [rng/schema-syntax]\n");
}
END_TEST

START_TEST(deep_nesting_is_a_finding) {
    struct buffer text = {0};
    for (int i = 0; i < 100000; i++)
        buffer_text(&text, "(");
    char *found = schema_findings("s.rnc", text.bytes);
    ck_assert_str_eq(found, "s.rnc:1:1001: error: the schema nests more than 1000 levels deep "
                            "[rng/schema-too-deep]\n");
    free(found);
    buffer_free(&text);
}
END_TEST

SUITE(compact_syntax) {
    Suite *suite = suite_create("rng/compact_syntax");
    TCase *cases = tcase_create("compact_syntax");
    tcase_add_test(cases, operators_become_elements);
    tcase_add_test(cases, operators_are_not_mixed);
    tcase_add_test(cases, data_and_values);
    tcase_add_test(cases, literals_are_joined_and_may_have_several_lines);
    tcase_add_test(cases, escapes_stand_for_characters_anywhere);
    tcase_add_test(cases, keywords_are_quoted_as_names);
    tcase_add_test(cases, namespaces);
    tcase_add_test(cases, name_classes);
    tcase_add_test(cases, annotations_and_documentation);
    tcase_add_test(cases, grammars);
    tcase_add_test(cases, syntax_errors_say_what_was_expected);
    tcase_add_test(cases, deep_nesting_is_a_finding);
    suite_add_tcase(suite, cases);
    return suite;
}
