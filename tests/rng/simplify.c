/* rng: simplification (RNG 4.5 to 4.21) of schemas in one file and in several. */
#include "schemas.h"
#include "xml/catalog.h"

#define EXTERNAL(file) "<externalRef xmlns='" RNG_URI "' href='" file "'/>"

START_TEST(references_are_relative_and_may_mix_the_syntaxes) { /* RNG 4.5, 4.6 */
    assert_files("", {"a.rng", EXTERNAL("sub/b.rnc")},
                 {"sub/b.rnc", "element b { external \"c.rng\" }"},
                 {"sub/c.rng", ELEMENT("<empty/>")});
    assert_files("a.rng:1:1: error: \"b.rng\" cannot be read: No such file or directory (RELAX NG "
                 "4.6) [rng/schema-reference]\n",
                 {"a.rng", EXTERNAL("b.rng")});
    assert_files("a.rng:1:1: error: \"b.rng#c\" is not a URI reference without a fragment (RELAX "
                 "NG 4.5) [rng/schema-uri]\n",
                 {"a.rng", EXTERNAL("b.rng#c")});
    assert_files("a.rnc:1:1: error: \"http://localhost/b.rnc\" is not a file, and no catalog maps "
                 "it to one; schemas are never fetched (RELAX NG 4.5) [rng/schema-reference]\n",
                 {"a.rnc", "external \"http://localhost/b.rnc\""});
}
END_TEST

START_TEST(a_schema_may_not_refer_to_itself) {
    assert_files("b.rnc:1:1: error: \"a.rnc\" is referred to from within itself (RELAX NG 4.6) "
                 "[rng/schema-reference-loop]\n",
                 {"a.rnc", "external \"b.rnc\""}, {"b.rnc", "external \"a.rnc\""});
    assert_files("a.rnc:1:1: error: \"a.rnc\" is referred to from within itself (RELAX NG 4.7) "
                 "[rng/schema-reference-loop]\n",
                 {"a.rnc", "include \"a.rnc\"\nstart = element a { empty }"});
}
END_TEST

START_TEST(includes_replace_definitions) { /* RNG 4.7 */
    assert_files("", {"a.rnc", "include \"b.rnc\" { b = empty }"},
                 {"b.rnc", "start = element a { b }\nb = undefined"});
    assert_files("", {"a.rnc", "include \"b.rnc\" { div { start = element x { empty } } }"},
                 {"b.rnc", "include \"c.rnc\""}, {"c.rnc", "start = nothing"});
    assert_files(
        "a.rnc:1:19: error: \"c\" is to replace one of \"b.rnc\", which has none (RELAX NG "
        "4.7) [rng/schema-override]\n",
        {"a.rnc", "include \"b.rnc\" { c = empty }"}, {"b.rnc", "start = element a { empty }"});
    assert_files("a.rnc:1:1: error: \"b.rnc\" holds \"element\"; only a grammar can be included "
                 "(RELAX NG 4.7) [rng/schema-reference]\n",
                 {"a.rnc", "include \"b.rnc\""}, {"b.rnc", "element a { empty }"});
}
END_TEST

START_TEST(many_includes_of_one_file_take_no_time) {
    assert_files("", {"a.rnc", "element a { external \"b.rnc\"?, external \"b.rnc\" }"},
                 {"b.rnc", "element a { external \"c.rnc\"?, external \"c.rnc\" }"},
                 {"c.rnc", "element a { empty }"});
}
END_TEST

START_TEST(name_classes_have_limits) { /* RNG 4.16 */
    assert_schema("s.rnc", "element a { attribute xmlns { text } }",
                  "s.rnc:1:23: error: an attribute cannot be called \"xmlns\" (RELAX NG 4.16) "
                  "[rng/schema-name-class]\n");
    assert_schema("s.rnc",
                  "namespace x = \"http://www.w3.org/2000/xmlns\"\n"
                  "element a { attribute x:y { text } }",
                  "s.rnc:2:23: error: an attribute cannot be in the namespace "
                  "\"http://www.w3.org/2000/xmlns\" (RELAX NG 4.16) [rng/schema-name-class]\n");
    assert_schema("s.rnc", "element * - (a | *) { empty }",
                  "s.rnc:1:18: error: anyName is not allowed in the except of anyName (RELAX NG "
                  "4.16) [rng/schema-name-class]\n");
    assert_schema("s.rnc", "namespace x = \"urn:x\"\nelement x:* - x:* { empty }",
                  "s.rnc:2:15: error: nsName is not allowed in the except of nsName (RELAX NG "
                  "4.16) [rng/schema-name-class]\n");
}
END_TEST

START_TEST(datatypes_have_to_exist) { /* RNG 4.16, also where nothing refers to them */
    char *found = schema_findings("s.rnc", "start = element a { empty }\nb = xsd:integre");
    ck_assert_ptr_nonnull(strstr(found, "s.rnc:2:5: error: "));
    ck_assert_ptr_nonnull(strstr(found, "(RELAX NG 4.16) [rng/schema-datatype]\n"));
    free(found);
    assert_schema("s.rnc", "element a { xsd:integer \"x\" }",
                  "s.rnc:1:13: error: \"x\" is not a value of the datatype integer (RELAX NG 4.16) "
                  "[rng/schema-datatype]\n");
}
END_TEST

START_TEST(definitions_are_combined) { /* RNG 4.17 */
    assert_good_compact("start = a\na = element a { empty }\na |= element b { empty }");
    assert_schema("s.rnc", "start = a\na = element a { empty }\na = element b { empty }",
                  "s.rnc:3:1: error: \"a\" is defined more than once without combine (RELAX NG "
                  "4.17) [rng/schema-combine]\n");
    assert_schema("s.rnc", "start |= element a { empty }\nstart &= element b { empty }",
                  "s.rnc:2:1: error: start is combined by choice and by interleave (RELAX NG 4.17) "
                  "[rng/schema-combine]\n");
}
END_TEST

START_TEST(references_have_definitions) { /* RNG 4.18 */
    assert_schema(
        "s.rnc", "start = element a { b }",
        "s.rnc:1:21: error: \"b\" is not defined (RELAX NG 4.18) [rng/schema-undefined]\n");
    assert_schema("s.rnc", "element a { b }",
                  "s.rnc:1:13: error: \"b\" is referred to outside any grammar (RELAX NG 4.18) "
                  "[rng/schema-undefined]\n");
    assert_schema("s.rnc", "b = element a { empty }",
                  "s.rnc:1:1: error: the grammar has no start (RELAX NG 4.18) "
                  "[rng/schema-no-start]\n");
    assert_good_compact("start = element a { grammar { start = b, parent b\nb = empty } }\n"
                        "b = text");
}
END_TEST

START_TEST(recursion_goes_through_elements) { /* RNG 4.19 */
    assert_good_compact("start = a\na = element a { a? }");
    assert_schema(
        "s.rnc", "start = element a { b }\nb = empty | c\nc = text, b",
        "s.rnc:2:1: error: \"b\" refers to itself without an element in between (RELAX NG "
        "4.19) [rng/schema-recursion]\n");
}
END_TEST

START_TEST(not_allowed_is_taken_out) { /* RNG 4.20: what is beside it may break section 7 */
    assert_good_compact("start = element a { empty } | (notAllowed, text)");
    assert_good_compact("start = element a { (list { text }, b) | empty }\nb = notAllowed");
}
END_TEST

START_TEST(long_chains_of_references_are_a_finding) {
    struct buffer text = {0};
    buffer_text(&text, "start = element a { d0 }\n");
    for (int i = 0; i < 20000; i++)
        buffer_print(&text, "d%d = d%d\n", i, i + 1);
    buffer_text(&text, "d20000 = empty\n");
    char *found = schema_findings("s.rnc", text.bytes);
    ck_assert_ptr_nonnull(strstr(found, "[rng/schema-too-deep]\n"));
    free(found);
    buffer_free(&text);
}
END_TEST

START_TEST(catalogs_lead_to_files) {
    const struct test_file files[] = {
        {"a.rnc", "include \"urn:x-teikit:b\""},
        {"b.rnc", "start = element b { empty }"},
        {"catalog.xml", "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>"
                        "<uri name='urn:x-teikit:b' uri='b.rnc'/></catalog>"},
        {0}};
    char *folder = enter_folder(files);
    struct report *report = report_new(stdout, report_format_named("text"), false);
    ck_assert(catalog_add("catalog.xml", report));
    struct simple_schema *schema = simple_schema_read("a.rnc", NULL, 0, NULL, report);
    leave_folder(folder, files);
    ck_assert_ptr_nonnull(schema);
    ck_assert_str_eq(schema->elements[0]->name_class->local, "b");
    simple_schema_free(schema);
    report_free(report);
}
END_TEST

START_TEST(namespaces_are_inherited_by_what_is_referred_to) { /* RNG 4.6, 4.8 */
    const struct test_file files[] = {{"a.rnc", "namespace x = \"urn:x\"\n"
                                                "external \"b.rnc\" inherit = x"},
                                      {"b.rnc", "element b { empty }"},
                                      {0}};
    char *folder = enter_folder(files);
    struct report *report = report_new(stdout, report_format_named("text"), false);
    struct simple_schema *schema = simple_schema_read("a.rnc", NULL, 0, NULL, report);
    leave_folder(folder, files);
    ck_assert_ptr_nonnull(schema);
    ck_assert_str_eq(schema->elements[0]->name_class->uri, "urn:x");
    simple_schema_free(schema);
    report_free(report);
}
END_TEST

SUITE(simplify) {
    Suite *suite = suite_create("rng/simplify");
    TCase *cases = tcase_create("simplify");
    tcase_add_test(cases, references_are_relative_and_may_mix_the_syntaxes);
    tcase_add_test(cases, a_schema_may_not_refer_to_itself);
    tcase_add_test(cases, includes_replace_definitions);
    tcase_add_test(cases, many_includes_of_one_file_take_no_time);
    tcase_add_test(cases, name_classes_have_limits);
    tcase_add_test(cases, datatypes_have_to_exist);
    tcase_add_test(cases, definitions_are_combined);
    tcase_add_test(cases, references_have_definitions);
    tcase_add_test(cases, recursion_goes_through_elements);
    tcase_add_test(cases, not_allowed_is_taken_out);
    tcase_add_test(cases, long_chains_of_references_are_a_finding);
    tcase_add_test(cases, catalogs_lead_to_files);
    tcase_add_test(cases, namespaces_are_inherited_by_what_is_referred_to);
    suite_add_tcase(suite, cases);
    return suite;
}
