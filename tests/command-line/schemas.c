/* Which schemas a document is validated by, and schemas converted. */
#include "command-line/program.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char compact[] = "## a reading of the gauge\n"
                              "start = element tide { attribute height { xsd:decimal }, text }\n";
static const char good[] = "<tide height='3.2'>high</tide>";
static const char bad[] = "<tide height='tall'>high</tide>";

#define NAMES(schema) "<?xml-model href='" schema "' type='application/relax-ng-compact-syntax'?>\n"

START_TEST(a_document_names_its_schema) {
    put("schemas/tide.rnc", compact);
    put("good.xml", NAMES("schemas/tide.rnc") "<tide height='3.2'/>");
    put("bad.xml", NAMES("schemas/tide.rnc") "<tide height='tall'/>");
    ck_assert_int_eq(RUN("validate", "good.xml"), 0);
    ck_assert_int_eq(RUN("validate", "bad.xml"), 1);
    ck_finding_in(output(), "bad.xml:2:7", "error", "rng/attribute-value");
}
END_TEST

START_TEST(the_schema_of_the_call_goes_before_it) {
    put("any.rnc", "start = element * { (attribute * { text } | text)* }");
    put("tide.rnc", compact);
    put("bad.xml", NAMES("tide.rnc") "<tide height='tall'/>");
    ck_assert_int_eq(RUN("validate", "--schema", "any.rnc", "bad.xml"), 0);
}
END_TEST

START_TEST(only_instructions_about_languages_that_it_has_before_the_root_count) {
    put("tide.rnc", compact);
    put("good.xml", "<?xml-model href='tide.xsd' schematypens='http://www.w3.org/2001/XMLSchema'?>"
                    "<?xml-model title=\"Tides > 3\" href=\"tide.rnc\"?>"
                    "<tide height='3'><?xml-model href='other.rnc'?></tide>");
    ck_assert_int_eq(RUN("validate", "good.xml"), 0);
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(a_schema_elsewhere_is_not_fetched) {
    put("far.xml", NAMES("https://example.org/tide.rnc") "<tide height='3'/>");
    ck_assert_int_eq(RUN("validate", "far.xml"), 2);
    ck_finding_in(output(), "far.xml:1", "error", "rng/schema-not-fetched");
    ck_holds(output(), "--catalog");
}
END_TEST

START_TEST(a_catalog_says_where_it_is) {
    put("tide.rnc", compact);
    put("catalog.xml", "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>"
                       "<uri name='https://example.org/tide.rnc' uri='tide.rnc'/></catalog>");
    put("far.xml", NAMES("https://example.org/tide.rnc") "<tide height='tall'/>");
    ck_assert_int_eq(RUN("validate", "--catalog", "catalog.xml", "far.xml"), 1);
    ck_finding_in(output(), "far.xml:2:7", "error", "rng/attribute-value");
    ck_assert_int_eq(RUN("validate", "--catalog", "nowhere.xml", "far.xml"), 2);
    ck_error("nowhere.xml", "rng/catalog");
}
END_TEST

START_TEST(standard_input_may_name_its_schema_and_be_read_twice) {
    put("tide.rnc", compact);
    put("any.rnc", "start = element * { (attribute * { text } | text)* }");
    struct circumstances named = {.input = NAMES("tide.rnc") "<tide height='tall'/>"};
    ck_assert_int_eq(run_program(&named, (const char *const[]){"validate", "-", NULL}), 1);
    ck_assert_int_eq(RUN_WITH(.input = bad, "validate", "-s", "any.rnc", "-s", "tide.rnc", "-"), 1);
    ck_finding_in(output(), "standard input:1:7", "error", "rng/attribute-value");
    ck_assert_int_eq(RUN_WITH(.input = good, "validate", "-s", "any.rnc", "-s", "tide.rnc", "-"),
                     0);
}
END_TEST

static const char with_rules[] =
    "<element name='tide' xmlns='http://relaxng.org/ns/structure/1.0'>\n"
    " <text/>\n"
    " <pattern xmlns='http://purl.oclc.org/dsdl/schematron'>\n"
    "  <rule context='tide'><assert test='. = \"high\"'>The tide is out.</assert></rule>\n"
    "  <rule context='('><assert test='1'>Never.</assert></rule></pattern>\n"
    "</element>\n";

static void write_to_pipe(const char *name, const char *text) {
    FILE *pipe = fopen(name, "w");
    ck_assert(pipe && fputs(text, pipe) >= 0 && !fclose(pipe));
}

/* Validates by a schema that comes through a pipe of that name. */
static int validate_by_pipe(const char *name, const char *schema, const char *document) {
    unlink(name);
    ck_assert_int_eq(mkfifo(name, 0600), 0);
    put("document.xml", document);
    START("validate", "-s", name, "--cache", "cache", "document.xml");
    write_to_pipe(name, schema);
    return stop_program(0);
}

START_TEST(a_schema_may_come_through_a_pipe) {
    ck_assert_int_eq(validate_by_pipe("pipe", compact, bad), 1);
    ck_finding_in(output(), "document.xml:1:7", "error", "rng/attribute-value");
    ck_assert_int_eq(validate_by_pipe("pipe", with_rules, "<tide>low</tide>"), 1);
    ck_finding_in(output(), "document.xml:1:1", "error", "schematron/assert");
    ck_finding_in(output(), "pipe:5:3", "warning", "schematron/schema-expression");
    ck_assert_int_eq(validate_by_pipe("pipe.rng", with_rules, "<tide>high</tide>"), 0);
    ck_finding_in(output(), "pipe.rng:5:3", "warning", "schematron/schema-expression");
}
END_TEST

START_TEST(a_document_may_come_through_a_pipe_and_name_its_schema) {
    put("tide.rnc", compact);
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    START("validate", "pipe");
    write_to_pipe("pipe", NAMES("tide.rnc") "<tide height='tall'/>");
    ck_assert_int_eq(stop_program(0), 1);
    ck_finding_in(output(), "pipe:2:7", "error", "rng/attribute-value");
}
END_TEST

START_TEST(all_that_was_expected_is_listed_on_request) {
    put("many.rnc", "start = element a { (element b1 { empty } | element b2 { empty }"
                    " | element b3 { empty } | element b4 { empty } | element b5 { empty }"
                    " | element b6 { empty } | element b7 { empty } | element b8 { empty }"
                    " | element b9 { empty } | element b10 { empty })+ }");
    put("none.xml", "<a><wrong/></a>");
    ck_assert_int_eq(RUN("validate", "-s", "many.rnc", "none.xml"), 1);
    ck_holds(output(), " more [rng/element-unknown]");
    ck_assert_int_eq(RUN("validate", "-s", "many.rnc", "--explain", "none.xml"), 1);
    ck_holds(output(), "\"b10\"");
    ck_lacks(output(), " more [");
}
END_TEST

START_TEST(a_schema_is_converted_and_back) {
    put("tide.rnc", compact);
    put("good.xml", good);
    put("bad.xml", bad);
    ck_assert_int_eq(RUN("convert", "tide.rnc", "-o", "tide.rng"), 0);
    ck_assert_str_eq(errors(), "");
    ck_holds(content("tide.rng"), "a reading of the gauge");
    ck_assert_int_eq(RUN("validate", "-s", "tide.rng", "good.xml"), 0);
    ck_assert_int_eq(RUN("convert", "tide.rng", "-o", "again.rnc"), 0);
    ck_holds(content("again.rnc"), "## a reading of the gauge");
    ck_assert_int_eq(RUN("validate", "-s", "again.rnc", "bad.xml"), 1);
}
END_TEST

START_TEST(what_cannot_be_converted_leaves_nothing) {
    put("wrong.rnc", "start = element tide { height ");
    ck_assert_int_eq(RUN("convert", "wrong.rnc", "-o", "wrong.rng"), 2);
    ck_assert_int_eq(RUN("convert", "wrong.rnc"), 2);
    ck_error("teikit", "call/convert");
    ck_assert_int_eq(RUN("convert", "wrong.rnc", "other.rnc", "-o", "wrong.rng"), 2);
    ck_error("teikit", "call/arguments");
    ck_assert_int_eq(RUN("convert", "nowhere.rnc", "-o", "wrong.rng"), 2);
    ck_assert_str_eq(files(), "wrong.rnc");
}
END_TEST

COMMAND_LINE_SUITE(schemas, a_document_names_its_schema, the_schema_of_the_call_goes_before_it,
                   only_instructions_about_languages_that_it_has_before_the_root_count,
                   a_schema_elsewhere_is_not_fetched, a_catalog_says_where_it_is,
                   standard_input_may_name_its_schema_and_be_read_twice,
                   a_schema_may_come_through_a_pipe,
                   a_document_may_come_through_a_pipe_and_name_its_schema,
                   all_that_was_expected_is_listed_on_request, a_schema_is_converted_and_back,
                   what_cannot_be_converted_leaves_nothing)
