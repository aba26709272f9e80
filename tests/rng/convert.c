/* rng: conversion from one syntax to the other. */
#include "schemas.h"

START_TEST(compact_to_xml_and_back_is_the_same) {
    static const char schema[] =
        "# A comment\n"
        "# of two lines\n"
        "\n"
        "namespace x = \"urn:x\"\n"
        "default namespace t = \"urn:t\"\n"
        "namespace a = \"http://relaxng.org/ns/compatibility/annotations/1.0\"\n"
        "\n"
        "start = first\n"
        "# about the element\n"
        "## The first.\n"
        "[ x:status = \"draft\" ]\n"
        "first = element first { attribute n { xsd:int }?, (second | \\list)* }\n"
        "second = element x:second | x:third { \"a\" | string \"b\" | (xsd:int - \"3\") }\n"
        "\\list &=\n"
        "  ## What is listed.\n"
        "  attribute xml:id {\n"
        "    ## the one\n"
        "    \"one\"\n"
        "    | ## the other\n"
        "      \"other\"\n"
        "  }\n"
        "x:rule [ test = \"1\" x:assert [ \"words\" ] ]\n"
        "div {\n"
        "  include \"other.rnc\" inherit = x {\n"
        "    start = notAllowed\n"
        "  }\n"
        "}\n";
    char *xml = converted("s.rnc", schema, "s.rng");
    char *compact = converted("s.rng", xml, "s.rnc");
    char *again = converted("s.rnc", compact, "s.rng");
    ck_assert_str_eq(again, xml);
    free(xml);
    free(compact);
    free(again);
}
END_TEST

START_TEST(xml_comments_annotations_and_order_are_kept) {
    assert_converts(
        "s.rng",
        "<!-- before -->\n<grammar xmlns='" RNG_URI "' xmlns:x='urn:x' ns='urn:t'>\n"
        "<!-- of b --><define name='b'><x:note>N</x:note><ref name='a'/></define>\n"
        "<x:rule test='1'/>\n"
        "<start><ref name='b'/></start>\n"
        "<define name='a' combine='choice'><element name='e'><value>v</value><!-- in -->"
        "</element></define></grammar>",
        "s.rnc",
        "# before \n"
        "\n"
        "namespace x = \"urn:x\"\n"
        "default namespace = \"urn:t\"\n"
        "\n"
        "# of b \n"
        "[\n"
        "  x:note [ \"N\" ]\n"
        "]\n"
        "b = a\n"
        "x:rule [\n"
        "  test = \"1\"\n"
        "]\n"
        "start = b\n"
        "a |=\n"
        "  element e {\n"
        "    \"v\"\n"
        "    # in \n"
        "  }\n");
}
END_TEST

START_TEST(names_get_the_prefixes_that_they_need) {
    assert_converts("s.rng",
                    "<element name='e' ns='urn:a' xmlns='" RNG_URI "'>"
                    "<attribute name='f' ns='urn:b'/><element name='g' ns=''><empty/></element>"
                    "</element>",
                    "s.rnc",
                    "namespace ns1 = \"urn:b\"\n"
                    "namespace local = \"\"\n"
                    "default namespace = \"urn:a\"\n"
                    "\n"
                    "element e { attribute ns1:f { text }, element local:g { empty } }\n");
}
END_TEST

START_TEST(literals_are_quoted_as_they_need) {
    assert_converts("s.rng", ELEMENT("<value>it's \"x\"</value>"), "s.rnc",
                    "element e { \"it's \" ~ '\"x\"' }\n");
    assert_converts("s.rng", ELEMENT("<value>\\x{41}&#10;</value>"), "s.rnc",
                    "element e { \"\\x{5C}x{41}\\x{A}\" }\n");
}
END_TEST

START_TEST(long_patterns_are_broken) {
    assert_converts("s.rng",
                    ELEMENT("<zeroOrMore><choice><ref name='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'/>"
                            "<ref name='bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'/>"
                            "<text/></choice></zeroOrMore>"),
                    "s.rnc",
                    "element e {\n"
                    "  (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
                    "   | bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
                    "   | text)*\n"
                    "}\n");
}
END_TEST

START_TEST(other_extensions_are_refused) {
    char *findings;
    size_t size;
    FILE *stream = open_memstream(&findings, &size);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct buffer output = {0};
    ck_assert(!rng_convert("s.rng", "s.xsd", &output, report));
    report_free(report);
    fclose(stream);
    ck_assert_str_eq(findings, "s.xsd: error: a schema is written to a file .rng (XML syntax) or "
                               ".rnc (compact syntax) [rng/convert-extension]\n");
    free(findings);
}
END_TEST

SUITE(convert) {
    Suite *suite = suite_create("rng/convert");
    TCase *cases = tcase_create("convert");
    tcase_add_test(cases, compact_to_xml_and_back_is_the_same);
    tcase_add_test(cases, xml_comments_annotations_and_order_are_kept);
    tcase_add_test(cases, names_get_the_prefixes_that_they_need);
    tcase_add_test(cases, literals_are_quoted_as_they_need);
    tcase_add_test(cases, long_patterns_are_broken);
    tcase_add_test(cases, other_extensions_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
