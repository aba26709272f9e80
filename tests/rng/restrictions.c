/* rng: the restrictions of section 7, and the soundness of ID types (RELAX NG DTD Compatibility 5).
 */
#include "schemas.h"

#define assert_violates(compact, place, message, section, code)                                    \
    assert_schema("s.rnc", compact,                                                                \
                  "s.rnc:" place ": error: " message " (RELAX NG " section ") [rng/schema-" code   \
                  "]\n")

START_TEST(attributes_hold_neither_elements_nor_attributes) { /* RNG 7.1.1 */
    assert_violates("element a { attribute b { element c { empty } } }", "1:27",
                    "element cannot stand in an attribute", "7.1.1", "path");
    assert_violates("start = element a { attribute b { c } }\nc = attribute c { text }", "2:5",
                    "attribute cannot stand in an attribute", "7.1.1", "path");
}
END_TEST

START_TEST(groups_of_attributes_are_not_repeated) { /* RNG 7.1.2 */
    assert_violates("element a { (attribute b { text }, element c { empty })+ }", "1:14",
                    "attribute cannot stand in a group or interleave that is repeated", "7.1.2",
                    "path");
    assert_good_compact("element a { (attribute b { text }, empty)+ }"); /* RNG 4.21 */
}
END_TEST

START_TEST(lists_hold_data_only) { /* RNG 7.1.3 */
    assert_violates("element a { list { element b { empty } } }", "1:20",
                    "element cannot stand in a list", "7.1.3", "path");
    assert_violates("element a { list { text } }", "1:13", "text cannot stand in a list", "7.1.3",
                    "path");
    assert_violates("element a { list { xsd:int & xsd:int } }", "1:20",
                    "interleave cannot stand in a list", "7.1.3", "path");
    assert_good_compact("element a { list { (xsd:int, xsd:date)+ | empty } }");
}
END_TEST

START_TEST(excepts_of_datatypes_hold_data_only) { /* RNG 7.1.4 */
    assert_violates("element a { xsd:int - (\"1\" | text) }", "1:13",
                    "text cannot stand in the except of a datatype", "7.1.4", "path");
    assert_good_compact("element a { xsd:int - (\"1\" | (xsd:int - \"2\") | notAllowed) }");
}
END_TEST

START_TEST(start_leads_to_elements) { /* RNG 7.1.5 */
    assert_violates("start = element a { empty }?", "1:9",
                    "start leads to elements only; empty cannot stand in it", "7.1.5", "path");
    assert_violates("start = a\na = element a { empty }, element b { empty }", "2:5",
                    "start leads to elements only; group cannot stand in it", "7.1.5", "path");
}
END_TEST

START_TEST(data_stands_alone) { /* RNG 7.2 */
    assert_violates("element a { xsd:int, element b { empty } }", "1:13",
                    "data, value or list cannot stand beside other content or be repeated outside "
                    "a list",
                    "7.2", "content-type");
    assert_violates("element a { attribute b { xsd:int, xsd:int } }", "1:27",
                    "data, value or list cannot stand beside other content or be repeated outside "
                    "a list",
                    "7.2", "content-type");
    assert_good_compact("element a { xsd:int?, attribute b { text } }");
}
END_TEST

START_TEST(attributes_occur_once) { /* RNG 7.3 */
    assert_violates("element a { attribute b { text }?, attribute b { text }? }", "1:36",
                    "attribute \"b\" may occur twice in one element", "7.3", "attribute-twice");
    assert_violates(
        "element a { (attribute b { text } | attribute c { text }), attribute c { text } "
        "}",
        "1:60", "attribute \"c\" may occur twice in one element", "7.3", "attribute-twice");
    assert_violates("element a { attribute * { text }*, attribute b { text } }", "1:36",
                    "attribute \"b\" may occur twice in one element", "7.3", "attribute-twice");
    assert_good_compact("element a { attribute * - b { text }*, attribute b { text } }");
    assert_good_compact("element a { (attribute b { text } | (attribute b { text }, attribute c { "
                        "text })), attribute d { text } }");
    assert_violates("element a { attribute * { text } }", "1:13",
                    "an attribute with anyName or nsName needs a oneOrMore around it", "7.3",
                    "open-attribute");
}
END_TEST

START_TEST(alternatives_that_share_parts_take_no_time) {
    struct buffer text = {0};
    buffer_text(&text, "start = element a { c0 }\n");
    for (int i = 0; i < 200; i++)
        buffer_print(&text, "c%d = (attribute x%d { text }, c%d) | (attribute y%d { text }, c%d)\n",
                     i, i, i + 1, i, i + 1);
    buffer_text(&text, "c200 = attribute z { text }\n");
    assert_good_compact(text.bytes);
    buffer_text(&text, "start |= element b { c0, attribute y77 { text } }\n");
    char *found = schema_findings("s.rnc", text.bytes);
    ck_assert_ptr_nonnull(strstr(found, "attribute \"y77\" may occur twice"));
    free(found);
    buffer_free(&text);
}
END_TEST

START_TEST(interleaved_patterns_share_no_element) { /* RNG 7.4 */
    assert_violates("element a { element b { empty }? & element b { text }? }", "1:13",
                    "element \"b\" occurs in more than one pattern of an interleave", "7.4",
                    "interleave");
    assert_violates("element a { element * - c { empty } & element b { text } }", "1:13",
                    "element \"b\" occurs in more than one pattern of an interleave", "7.4",
                    "interleave");
    assert_violates("element a { (text | element b { empty }) & text }", "1:13",
                    "text occurs in more than one pattern of an interleave", "7.4", "interleave");
    assert_good_compact("element a { element * - b { empty } & (element b { text } | element b { "
                        "empty }) }");
    assert_good_compact("element a { attribute b { text } & attribute c { text } & text }");
}
END_TEST

START_TEST(id_types_are_sound) {
    assert_good_compact("element a { attribute id { xsd:ID }, attribute to { xsd:IDREFS } }");
    assert_schema("s.rnc", "element a { xsd:ID }",
                  "s.rnc:1:13: error: the datatype ID cannot be used but as the whole value of an "
                  "attribute (RELAX NG DTD Compatibility 5) [rng/schema-id-type]\n");
    assert_schema(
        "s.rnc", "element * { attribute id { xsd:ID } }",
        "s.rnc:1:13: error: an attribute of type ID, IDREF or IDREFS needs one plain name, "
        "and every element that has it plain names (RELAX NG DTD Compatibility 5) "
        "[rng/schema-id-type]\n");
    assert_schema(
        "s.rnc", "element a { attribute id { xsd:ID }, element * { attribute id { text } }? }",
        "s.rnc:1:50: error: attribute \"id\" of an element has another type of ID, IDREF or "
        "IDREFS, or none, elsewhere (RELAX NG DTD Compatibility 5) "
        "[rng/schema-id-type]\n");
    assert_schema("s.rnc", "element a { attribute id { text } | attribute id { xsd:ID } }",
                  "s.rnc:1:13: error: attribute \"id\" of an element has another type of ID, IDREF "
                  "or IDREFS, or none, elsewhere (RELAX NG DTD Compatibility 5) "
                  "[rng/schema-id-type]\n");
    assert_good_compact(
        "element a { attribute id { xsd:ID }, element * - a { attribute id { text } }? }");
}
END_TEST

SUITE(restrictions) {
    Suite *suite = suite_create("rng/restrictions");
    TCase *cases = tcase_create("restrictions");
    tcase_add_test(cases, attributes_hold_neither_elements_nor_attributes);
    tcase_add_test(cases, groups_of_attributes_are_not_repeated);
    tcase_add_test(cases, lists_hold_data_only);
    tcase_add_test(cases, excepts_of_datatypes_hold_data_only);
    tcase_add_test(cases, start_leads_to_elements);
    tcase_add_test(cases, data_stands_alone);
    tcase_add_test(cases, attributes_occur_once);
    tcase_add_test(cases, alternatives_that_share_parts_take_no_time);
    tcase_add_test(cases, interleaved_patterns_share_no_element);
    tcase_add_test(cases, id_types_are_sound);
    suite_add_tcase(suite, cases);
    return suite;
}
