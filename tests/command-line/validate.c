/* teikit validate: findings are its result, on standard output. */
#include "command-line/program.h"

#include <string.h>

static const char schema[] = "<grammar xmlns='http://relaxng.org/ns/structure/1.0'\n"
                             "  datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>\n"
                             "<start><element name='tide'><attribute name='height'>"
                             "<data type='decimal'/></attribute><text/></element></start>\n"
                             "</grammar>";

START_TEST(what_encode_makes_is_valid) {
    ck_assert_int_eq(RUN("encode", "-d", "tei", sample("")), 0);
    ck_assert_int_eq(RUN("validate", "tei"), 0);
    ck_assert_str_eq(output(), "");
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(a_schema_of_the_users_own_is_used) {
    put("tide.rng", schema);
    put("good.xml", "<tide height='3.2'>high</tide>");
    put("bad.xml", "<tide\n  height='tall'>high</tide>");
    put("worse.xml", "<tide height='1'>\n <ebb/></tide>");
    ck_assert_int_eq(RUN("validate", "--schema", "tide.rng", "good.xml"), 0);
    ck_assert_str_eq(output(), "");
    ck_assert_int_eq(RUN("validate", "--schema", "tide.rng", "bad.xml", "worse.xml"), 1);
    ck_holds(output(), "bad.xml:2:");
    ck_holds(output(), "worse.xml:2:2: error: ");
    ck_holds(output(), " [rng/");
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(the_compact_syntax_is_understood) {
    put("tide.rnc", "start = element tide { attribute height { xsd:decimal }, text }");
    put("good.xml", "<tide height='3.2'>high</tide>");
    put("bad.xml", "<tide>high</tide>");
    ck_assert_int_eq(RUN("validate", "--schema", "tide.rnc", "good.xml"), 0);
    ck_assert_int_eq(RUN("validate", "--schema", "tide.rnc", "bad.xml"), 1);
    ck_holds(output(), "bad.xml:1:");
}
END_TEST

START_TEST(several_schemas_are_all_used) {
    put("tide.rng", schema);
    put("any.rng", "<element name='tide' xmlns='http://relaxng.org/ns/structure/1.0'>"
                   "<ref name='unknown'/></element>");
    put("good.xml", "<tide height='3.2'>high</tide>");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-s", "any.rng", "good.xml"), 2);
}
END_TEST

START_TEST(findings_can_be_json) {
    put("bad.xml", "<a>\n</b>");
    ck_assert_int_eq(RUN("validate", "--format", "jsonl", "bad.xml"), 1);
    ck_assert_ptr_eq(strstr(output(), "{\"severity\":\"error\",\"code\":\""), output());
    ck_holds(output(), "\"file\":\"bad.xml\",\"line\":2,");
    ck_assert_int_eq(RUN("validate", "--format", "verse", "bad.xml"), 2);
    ck_error("teikit", "call/format");
}
END_TEST

START_TEST(xml_that_is_not_well_formed) {
    put("bad.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<p>x</q></TEI>");
    ck_assert_int_eq(RUN("validate", "bad.xml"), 1);
    ck_holds(output(), "bad.xml:2:");
    ck_holds(output(), "[xml/not-well-formed]");
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(xml_that_is_not_tei) {
    put("page.xml", "<page/>");
    ck_assert_int_eq(RUN("validate", "page.xml"), 1);
    ck_holds(output(), "page.xml:1:1: error: ");
    ck_holds(output(), "[rng/");
}
END_TEST

START_TEST(files_without_xml) {
    static const char *const documents[] = {"", " \n", "Words", "<TEI"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        put("bad.xml", documents[i]);
        ck_assert_int_eq(RUN("validate", "bad.xml"), 1);
        ck_holds(output(), "bad.xml");
        ck_holds(output(), "[xml/");
    }
}
END_TEST

START_TEST(a_file_that_cannot_be_read) {
    ck_assert_int_eq(RUN("validate", "missing.xml"), 2);
    ck_finding_in(output(), "missing.xml", "error", "file/cannot-read");
    put("in/readme.txt", "none");
    ck_assert_int_eq(RUN("validate", "in"), 2);
    ck_error("in", "file/none-in-folder");
}
END_TEST

START_TEST(the_rest_of_a_batch_is_done) {
    put("tide.rng", schema);
    put("in/a.xml", "<tide/>");
    put("in/b.xml", "<tide");
    put("in/c.xml", "<ebb/>");
    ck_assert_int_eq(RUN("validate", "--schema", "tide.rng", "missing.xml", "in"), 2);
    const char *last = output();
    static const char *const names[] = {"missing.xml", "in/a.xml", "in/b.xml", "in/c.xml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *found = strstr(last, names[i]);
        ck_assert_msg(found != NULL, "%s is missing, or out of order, in:\n%s", names[i], output());
        last = found;
    }
}
END_TEST

START_TEST(a_schema_that_cannot_be_used) {
    put("good.xml", "<tide height='3.2'>high</tide>");
    ck_assert_int_eq(RUN("validate", "--schema", "missing.rng", "good.xml"), 2);
    ck_finding_in(output(), "missing.rng", "error", "rng/schema-unreadable");
    put("torn.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'>\n<start>");
    ck_assert_int_eq(RUN("validate", "--schema", "torn.rng", "good.xml"), 2);
    ck_holds(output(), "torn.rng:2:");
    put("wrong.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'>\n"
                     "<start><ref name='unknown'/></start></grammar>");
    ck_assert_int_eq(RUN("validate", "--schema", "wrong.rng", "good.xml"), 2);
    ck_holds(output(), "wrong.rng:2:");
    put("page.rng", "<page/>");
    ck_assert_int_eq(RUN("validate", "--schema", "page.rng", "good.xml"), 2);
    ck_holds(output(), "page.rng:1:");
}
END_TEST

START_TEST(an_entity_bomb) {
    put("bomb.xml", "<!DOCTYPE tide [<!ENTITY a 'many words that fill up the memory'>\n"
                    "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>\n"
                    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>\n"
                    "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>\n"
                    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>\n"
                    "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>\n"
                    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'>\n"
                    "<!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>\n"
                    "<tide height='1'>&h;</tide>");
    put("tide.rng", schema);
    ck_assert_int_eq(RUN("validate", "--schema", "tide.rng", "bomb.xml"), 1);
    ck_holds(output(), "bomb.xml:");
    ck_holds(output(), "[xml/");
    ck_assert_uint_lt(megabytes_used(), UNDER_SANITIZERS ? 600 : 100);
}
END_TEST

START_TEST(an_external_entity_is_not_fetched) {
    put("ebb.xml", "<ebb/>");
    put("tide.rng", schema);
    put("in.xml", "<!DOCTYPE tide [<!ENTITY a SYSTEM 'ebb.xml'>]>\n<tide height='1'>&a;</tide>");
    RUN("validate", "--schema", "tide.rng", "in.xml");
    ck_lacks(output(), "rng/");
    ck_lacks(output(), "ebb.xml:");
}
END_TEST

START_TEST(findings_go_to_files_as_well) {
    put("good.xml", "<tide/>");
    put("bad.xml", "<tide");
    put("tide.rng",
        "<element name='tide' xmlns='http://relaxng.org/ns/structure/1.0'><empty/></element>");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-o", "junit:j.xml", "-o", "github:out/g",
                         "good.xml", "bad.xml"),
                     1);
    ck_holds(output(), "2 files, 1 at fault: 1 error, 0 warnings, 0 notes\n");
    ck_holds(content("j.xml"), "tests=\"2\" failures=\"1\" errors=\"0\"");
    ck_holds(content("out/g"), "::error title=xml/not-well-formed,file=bad.xml,line=1");
}
END_TEST

START_TEST(a_report_that_cannot_be_written) {
    put("good.xml", "<tide/>");
    put("tide.rng",
        "<element name='tide' xmlns='http://relaxng.org/ns/structure/1.0'><empty/></element>");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-o", "junit:good.xml", "good.xml"), 2);
    ck_error("teikit", "call/output-is-input");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-o", "junit", "good.xml"), 2);
    ck_error("teikit", "call/format");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "-o", "junit:good.xml/x", "good.xml"), 2);
    ck_error("good.xml/x", "file/cannot-write");
    ck_assert_str_eq(content("good.xml"), "<tide/>");
}
END_TEST

COMMAND_LINE_SUITE(validate, what_encode_makes_is_valid, a_schema_of_the_users_own_is_used,
                   the_compact_syntax_is_understood, several_schemas_are_all_used,
                   findings_can_be_json, xml_that_is_not_well_formed, xml_that_is_not_tei,
                   files_without_xml, a_file_that_cannot_be_read, the_rest_of_a_batch_is_done,
                   a_schema_that_cannot_be_used, an_entity_bomb, an_external_entity_is_not_fetched,
                   findings_go_to_files_as_well, a_report_that_cannot_be_written)
