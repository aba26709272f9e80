/* rng: the XML syntax (RNG 3, 4.1 to 4.4, 4.10): what is taken and what is refused, and where. */
#include "schemas.h"

START_TEST(a_schema_is_a_pattern) {
    assert_good_xml(ELEMENT("<empty/>"));
    assert_good_xml(START("<element name='e'><text/></element>"));
    assert_good_xml("<choice xmlns='" RNG_URI "'><element name='a'><empty/></element>"
                    "<element name='b'><empty/></element></choice>");
}
END_TEST

START_TEST(other_roots_are_named) {
    assert_schema(
        "s.rng", "<html/>",
        "s.rng:1:1: error: this is not a RELAX NG schema: its root element is \"html\" in "
        "no namespace (RELAX NG 3) [rng/schema-not-relax-ng]\n");
    assert_schema(
        "s.rng", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>",
        "s.rng:1:1: error: this is not a RELAX NG schema: its root element is \"schema\" "
        "in the namespace \"http://www.w3.org/2001/XMLSchema\"; it is an XML Schema (XSD), "
        "which has to be converted to RELAX NG first (RELAX NG 3) "
        "[rng/schema-not-relax-ng]\n");
    assert_schema("s.rng", ROOT("define", ""),
                  "s.rng:1:1: error: this is not a RELAX NG schema: its root element is \"define\" "
                  "in the namespace \"" RNG_URI "\" (RELAX NG 3) [rng/schema-not-relax-ng]\n");
}
END_TEST

START_TEST(what_is_not_well_formed_is_one_finding) {
    assert_schema("s.rng", "<notAllowed xmlns='" RNG_URI "'>",
                  "s.rng:1:57: error: the schema is not well-formed XML: the document ends where "
                  "\"notAllowed\" of line 1 is still open [rng/schema-not-well-formed]\n");
    assert_schema("s.rng", "",
                  "s.rng:1:1: error: the schema is not well-formed XML: the file is empty "
                  "[rng/schema-not-well-formed]\n");
}
END_TEST

START_TEST(elements_are_checked_at_their_place) {
    assert_schema("s.rng",
                  "<element name='e' xmlns='" RNG_URI "'>\n  <emty/>\n  <empty/>\n</element>",
                  "s.rng:2:3: error: RELAX NG has no element \"emty\" (in \"element\", RELAX NG 3) "
                  "[rng/schema-syntax]\n");
    assert_schema("s.rng", ELEMENT("<start/><empty/>"),
                  "s.rng:1:124: error: \"start\" is not allowed here in \"element\" (RELAX NG 3) "
                  "[rng/schema-syntax]\n");
    assert_schema("s.rng", "<element name='e' xmlns='" RNG_URI "'/>",
                  "s.rng:1:1: error: \"element\" is empty; it needs at least one pattern (RELAX NG "
                  "3) [rng/schema-syntax]\n");
    assert_schema("s.rng", ROOT("element", "<empty/>"),
                  "s.rng:1:54: error: \"empty\" is not allowed here in \"element\" (RELAX NG 3) "
                  "[rng/schema-syntax]\n"
                  "s.rng:1:1: error: \"element\" has no name: neither an attribute \"name\" nor a "
                  "name class (RELAX NG 3) [rng/schema-syntax]\n");
    assert_schema("s.rng", "<element name='e' xmlns='" RNG_URI "'>words<empty/></element>",
                  "s.rng:1:63: error: text is not allowed in \"element\" (RELAX NG 3) "
                  "[rng/schema-syntax]\n");
}
END_TEST

START_TEST(attributes_are_checked) {
    assert_schema("s.rng", ROOT("grammar", "<start><ref/></start>"),
                  "s.rng:1:61: error: \"ref\" needs an attribute \"name\" (RELAX NG 3) "
                  "[rng/schema-syntax]\n");
    assert_schema("s.rng", ROOT("notAllowed", "") "<!-- -->", "");
    assert_schema("s.rng", "<element name='e' nam='f' xmlns='" RNG_URI "'><empty/></element>",
                  "s.rng:1:1: error: \"element\" has no attribute \"nam\" (RELAX NG 3) "
                  "[rng/schema-syntax]\n");
    assert_schema("s.rng", "<element name='1' xmlns='" RNG_URI "'><empty/></element>",
                  "s.rng:1:1: error: \"1\" is not a name without a colon (RELAX NG 3) "
                  "[rng/schema-syntax]\n");
    assert_good_xml("<element name=' e ' xmlns='" RNG_URI "'><empty/></element>"); /* RNG 4.2 */
}
END_TEST

START_TEST(foreign_elements_and_attributes_are_left_alone) {
    assert_good_xml("<element name='e' xmlns='" RNG_URI "' x:a='1' xmlns:x='urn:x'><x:doc>any "
                    "<element xmlns='" RNG_URI "'/></x:doc><empty/></element>");
}
END_TEST

START_TEST(datatype_libraries_are_absolute_uris) { /* RNG 4.3 */
    assert_schema(
        "s.rng", "<element name='e' datatypeLibrary='lib#x' xmlns='" RNG_URI "'><empty/></element>",
        "s.rng:1:1: error: datatypeLibrary \"lib#x\" is not an absolute URI without a "
        "fragment (RELAX NG 4.3) [rng/schema-uri]\n");
    assert_good_xml("<element name='e' datatypeLibrary='urn:x' xmlns='" RNG_URI "'>"
                    "<empty/></element>");
}
END_TEST

START_TEST(prefixes_have_to_be_declared) { /* RNG 4.10 */
    assert_schema("s.rng", "<element name='x:e' xmlns='" RNG_URI "'><empty/></element>",
                  "s.rng:1:1: error: prefix \"x\" is not declared (RELAX NG 4.10) "
                  "[rng/schema-prefix]\n");
}
END_TEST

START_TEST(entities_are_expanded_but_never_fetched) {
    assert_good_xml("<!DOCTYPE element [<!ENTITY c '<empty/>'>]>" ELEMENT("&c;"));
    assert_schema(
        "s.rng", "<!DOCTYPE element [<!ENTITY c SYSTEM '/etc/passwd'>]>\n" ELEMENT("&c;"),
        "s.rng:2:127: error: the schema is not well-formed XML: the entity \"c\" is not declared "
        "[rng/schema-not-well-formed]\n");
}
END_TEST

START_TEST(encodings_are_decoded) {
    assert_good_xml("<?xml version='1.0' encoding='ISO-8859-1'?>"
                    "<element name='\xE4' xmlns='" RNG_URI "'><empty/></element>");
    assert_schema("s.rng", "<?xml version='1.0' encoding='nonsense'?>" ELEMENT("<empty/>"),
                  "s.rng: error: the schema cannot be read: the encoding \"nonsense\" is not known "
                  "[rng/schema-unreadable]\n");
}
END_TEST

START_TEST(deep_nesting_is_a_finding) {
    struct buffer text = {0};
    buffer_text(&text, "<element name='e' xmlns='" RNG_URI "'>\n");
    for (int i = 0; i < 5000; i++)
        buffer_text(&text, "<group>");
    char *found = schema_findings("s.rng", text.bytes);
    ck_assert_str_eq(found, "s.rng:2:1750: error: the schema nests more than 250 levels deep "
                            "[rng/schema-too-deep]\n");
    free(found);
    buffer_free(&text);
}
END_TEST

SUITE(xml_syntax) {
    Suite *suite = suite_create("rng/xml_syntax");
    TCase *cases = tcase_create("xml_syntax");
    tcase_add_test(cases, a_schema_is_a_pattern);
    tcase_add_test(cases, other_roots_are_named);
    tcase_add_test(cases, what_is_not_well_formed_is_one_finding);
    tcase_add_test(cases, elements_are_checked_at_their_place);
    tcase_add_test(cases, attributes_are_checked);
    tcase_add_test(cases, foreign_elements_and_attributes_are_left_alone);
    tcase_add_test(cases, datatype_libraries_are_absolute_uris);
    tcase_add_test(cases, prefixes_have_to_be_declared);
    tcase_add_test(cases, entities_are_expanded_but_never_fetched);
    tcase_add_test(cases, encodings_are_decoded);
    tcase_add_test(cases, deep_nesting_is_a_finding);
    suite_add_tcase(suite, cases);
    return suite;
}
