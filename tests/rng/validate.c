/* rng_validate: documents that are not well-formed, hostile or large, entities, encodings, and
   files that cannot be read. */
#include "run.h"

#include "base/buffer.h"
#include "rng/findings.h"
#include "xml/tree.h"

/* Elements `a` in each other and text. */
#define NEST                                                                                       \
    GRAMMAR("<start><ref name='a'/></start><define name='a'><element name='a'>"                    \
            "<optional><attribute name='x'/></optional>"                                           \
            "<zeroOrMore><choice><text/><ref name='a'/></choice></zeroOrMore>"                     \
            "</element></define>")

START_TEST(not_well_formed_is_one_finding_at_its_place) {
    assert_findings(NEST, "<a>\n<a></b>\n</c>",
                    "doc:2:4: error: end tag \"b\" does not match: the element open here is "
                    "\"a\" of line 2 [xml/not-well-formed]\n"
                    "  hint: </a> must come before it, or </b> is one too many\n");
    assert_findings(NEST, "", "doc:1:1: error: the file is empty [xml/not-well-formed]\n");
    assert_findings(NEST, "<a/><a/>",
                    "doc:1:5: error: something stands behind the end of the document's "
                    "outermost element [xml/not-well-formed]\n"
                    "  hint: all elements of a document are within one\n");
}
END_TEST

START_TEST(a_prefix_must_be_declared) {
    assert_findings(NEST, "<a><x:a/></a>",
                    "doc:1:4: error: the prefix \"x\" of \"a\" is not declared [xml/namespace]\n"
                    "  hint: leave it out, or declare it as in xmlns:x=\"…\"\n");
}
END_TEST

START_TEST(internal_entities_are_part_of_the_document) {
    assert_valid(NEST, "<!DOCTYPE a [<!ENTITY e 'x<a>y</a>'>]><a>&e;&e;</a>");
    assert_findings(NEST, "<!DOCTYPE a [<!ENTITY e '<b/>'>]>\n<a>\n &e;</a>",
                    "doc:3:2: error: unknown element \"b\"; expected the end of \"a\", text or "
                    "\"a\" [rng/element-unknown]\n");
    assert_valid(NEST, "<!DOCTYPE a [<!ATTLIST a x CDATA 'v'>]><a/>");
}
END_TEST

START_TEST(external_entities_are_not_read) {
    assert_findings(NEST, "<!DOCTYPE a [<!ENTITY e SYSTEM '/etc/hosts'>]>\n<a>&e;<a/></a>",
                    "doc:2:7: error: external entity \"e\" (/etc/hosts) is not read "
                    "[xml/external-entity]\n  hint: put its content into the document\n");
    assert_valid(NEST, "<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>");
}
END_TEST

static const char levels[] =
    "<!DOCTYPE a [<!ENTITY a '0123456789'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>"
    "<!ENTITY i '&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;'>]>";

static void assert_bomb(const char *root) {
    struct buffer document = {0};
    buffer_print(&document, "%s\n%s", levels, root);
    char *found = findings_of(NEST, document.bytes);
    ck_assert_ptr_nonnull(strstr(found, "xml/entity-amplification"));
    ck_assert_ptr_eq(strchr(found, '\n'), found + strlen(found) - 1);
    free(found);
    buffer_free(&document);
}

START_TEST(entities_cannot_make_a_document_large) {
    assert_bomb("<a>&i;</a>");
    assert_bomb("<a x='&i;'/>");
}
END_TEST

START_TEST(too_many_names_are_one_finding) {
    struct buffer document = {0};
    buffer_text(&document, "<a>");
    for (int i = 0; i < 200000; i++)
        buffer_print(&document, "<name-that-nobody-has-used-before-%d/>", i);
    buffer_text(&document, "</a>");
    char *found = findings_of(GRAMMAR("<start><element name='a'><zeroOrMore><element><anyName/>"
                                      "<empty/></element></zeroOrMore></element></start>"),
                              document.bytes);
    ck_assert_ptr_nonnull(strstr(found, "the document has too many different names"));
    ck_assert_ptr_eq(strchr(found, '\n'), found + strlen(found) - 1);
    free(found);
    buffer_free(&document);
}
END_TEST

START_TEST(encodings_are_understood) {
    assert_valid(NEST, "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>");
    static const char utf16[] = "\xFF\xFE<\0a\0>\0<\0b\0/\0>\0<\0/\0a\0>\0";
    char *found;
    ck_assert_int_eq(validate_bytes(NEST, utf16, sizeof utf16 - 1, &found), RNG_INVALID);
    ck_assert_ptr_nonnull(strstr(found, "doc:1:4: error: unknown element \"b\""));
    free(found);
}
END_TEST

START_TEST(bytes_that_are_no_characters_are_one_finding) {
    static const char utf16[] = "\xFF\xFE<\0a\0>\0\0\xD8<\0/\0a\0>\0";
    char *found = findings_of(NEST, "<a>\xE4</a>");
    ck_assert_ptr_nonnull(strstr(found, "[xml/not-well-formed]"));
    ck_assert_ptr_null(strstr(strstr(found, "error: ") + 1, "error: "));
    free(found);
    ck_assert_int_eq(validate_bytes(NEST, utf16, sizeof utf16 - 1, &found), RNG_INVALID);
    ck_assert_ptr_nonnull(strstr(found, "[xml/not-well-formed]"));
    ck_assert_ptr_null(strstr(strstr(found, "error: ") + 1, "error: "));
    free(found);
}
END_TEST

START_TEST(a_million_levels) {
    enum { LEVELS = 1000000 };
    struct buffer document = {0};
    for (int i = 0; i < LEVELS; i++)
        buffer_text(&document, "<a>");
    for (int i = 0; i < LEVELS; i++)
        buffer_text(&document, "</a>");
    assert_valid(NEST, document.bytes);
    buffer_free(&document);
}
END_TEST

START_TEST(an_attribute_of_many_megabytes) {
    enum { LENGTH = 20 << 20 };
    struct buffer document = {0};
    buffer_text(&document, "<a x='");
    memset(buffer_reserve(&document, LENGTH), 'v', LENGTH);
    document.length += LENGTH;
    buffer_text(&document, "'/>");
    assert_valid(NEST, document.bytes);
    buffer_free(&document);
}
END_TEST

/* Thirty elements in any order: 2^30 states if all were kept. */
START_TEST(an_automaton_that_grows_too_large_is_begun_anew) {
    struct buffer schema = {0}, document = {0};
    buffer_text(&schema, "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start>"
                         "<element name='r'><oneOrMore><element name='s'><interleave>");
    for (int i = 0; i < 30; i++)
        buffer_print(&schema, "<optional><element name='e%d'><empty/></element></optional>", i);
    buffer_text(&schema, "</interleave></element></oneOrMore></element></start></grammar>");
    buffer_text(&document, "<r>");
    uint32_t seed = 1;
    for (int i = 0; i < 12000; i++) {
        bool seen[30] = {false};
        buffer_text(&document, "<s>");
        for (int j = 0; j < 30; j++) {
            seed = seed * 1664525 + 1013904223;
            uint32_t element = (seed >> 16) % 30;
            if (!seen[element]) buffer_print(&document, "<e%u/>", (unsigned)element);
            seen[element] = true;
        }
        buffer_text(&document, "</s>");
    }
    buffer_text(&document, "</r>");
    assert_valid(schema.bytes, document.bytes);
    document.length -= strlen("</s></r>");
    buffer_text(&document, "<e1/><e1/></s></r>");
    char *found = findings_of(schema.bytes, document.bytes);
    ck_assert_ptr_nonnull(strstr(found, "element \"e1\" not allowed here"));
    free(found);
    buffer_free(&schema);
    buffer_free(&document);
}
END_TEST

START_TEST(twenty_attributes_in_any_order) {
    struct buffer schema = {0}, document = {0};
    buffer_text(&schema, "<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'>");
    for (int i = 0; i < 20; i++)
        buffer_print(&schema,
                     "<choice><attribute name='a%d'/><attribute name='b%d'/><empty/></choice>", i,
                     i);
    buffer_text(&schema, "</element>");
    buffer_text(&document, "<a");
    for (int i = 19; i >= 0; i--)
        buffer_print(&document, " %c%d=''", i % 2 ? 'a' : 'b', i);
    buffer_text(&document, "/>");
    assert_valid(schema.bytes, document.bytes);
    buffer_free(&schema);
    buffer_free(&document);
}
END_TEST

START_TEST(qnames_are_names_by_their_namespaces) {
    static const char schema[] =
        GRAMMAR("<start><element name='a'><attribute name='t'><value type='QName' "
                "xmlns:p='urn:x'>p:q</value></attribute></element></start>");
    assert_valid(schema, "<a xmlns:z='urn:x' t='z:q'/>");
    char *found = findings_of(schema, "<a xmlns:p='urn:y' t='p:q'/>");
    ck_assert_ptr_nonnull(strstr(found, "rng/attribute-value"));
    free(found);
}
END_TEST

START_TEST(a_file_that_cannot_be_read) {
    char *found;
    size_t size;
    FILE *stream = open_memstream(&found, &size);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct rng_schema *schema = rng_load_memory(NEST, strlen(NEST), "schema.rng", NULL, report);
    ck_assert_int_eq(rng_validate(schema, "/nonexistent/file", "f", report), RNG_UNREADABLE);
    ck_assert_int_eq(rng_validate(schema, "/", "d", report), RNG_UNREADABLE);
    rng_free(schema);
    report_free(report);
    fclose(stream);
    ck_assert_str_eq(found, "f: error: cannot read the file: No such file or directory "
                            "[file/cannot-read]\n"
                            "d: error: cannot read the file: Is a directory [file/cannot-read]\n");
    free(found);
}
END_TEST

START_TEST(others_see_the_same_reading) {
    char *found;
    size_t size;
    FILE *stream = open_memstream(&found, &size);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct rng_schema *schema = rng_load_memory(NEST, strlen(NEST), "schema.rng", NULL, report);
    struct tree_builder *builders[] = {tree_builder_new(NULL, "doc", NULL),
                                       tree_builder_new(NULL, "doc", NULL)};
    struct xml_observer observers[] = {tree_builder_observer(builders[0]),
                                       tree_builder_observer(builders[1])};
    const char document[] = "<a>x<b/><a x='1'/></a>";
    rng_observe(schema, observers, 2);
    put_document(document, strlen(document));
    ck_assert_int_eq(rng_validate(schema, "-", "doc", report), RNG_INVALID);
    for (size_t i = 0; i < 2; i++) {
        struct tree *tree = tree_built(builders[i]);
        struct buffer xml = {0};
        tree_write(tree, 0, &xml);
        ck_assert_str_eq(xml.bytes, "<a>x<b/><a x=\"1\"/></a>");
        buffer_free(&xml);
        tree_free(tree);
    }
    rng_observe(schema, NULL, 0);
    put_document("<a/>", 4);
    ck_assert_int_eq(rng_validate(schema, "-", "doc", report), RNG_VALID);
    rng_free(schema);
    report_free(report);
    fclose(stream);
    ck_assert_ptr_nonnull(strstr(found, "doc:1:5: error: unknown element \"b\""));
    free(found);
}
END_TEST

SUITE(validate) {
    Suite *suite = suite_create("rng/validate");
    TCase *cases = tcase_create("rng-validate");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, not_well_formed_is_one_finding_at_its_place);
    tcase_add_test(cases, a_prefix_must_be_declared);
    tcase_add_test(cases, internal_entities_are_part_of_the_document);
    tcase_add_test(cases, external_entities_are_not_read);
    tcase_add_test(cases, entities_cannot_make_a_document_large);
    tcase_add_test(cases, too_many_names_are_one_finding);
    tcase_add_test(cases, encodings_are_understood);
    tcase_add_test(cases, bytes_that_are_no_characters_are_one_finding);
    tcase_add_test(cases, a_million_levels);
    tcase_add_test(cases, an_attribute_of_many_megabytes);
    tcase_add_test(cases, an_automaton_that_grows_too_large_is_begun_anew);
    tcase_add_test(cases, twenty_attributes_in_any_order);
    tcase_add_test(cases, qnames_are_names_by_their_namespaces);
    tcase_add_test(cases, a_file_that_cannot_be_read);
    tcase_add_test(cases, others_see_the_same_reading);
    suite_add_tcase(suite, cases);
    return suite;
}
