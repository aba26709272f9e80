/* schematron: how schemas are read: variables, phases, files, functions, and what is wrong. */
#include "schematron/rules.h"

#include <unistd.h>

/* ---- variables ---- */

START_TEST(variables_of_the_schema_may_mention_each_other_in_any_order) {
    assert_finds(SCHEMA("<let name='a' value='$b + 1'/><let name='b' value='count(//x)'/>"
                        "<pattern><rule context='/'><assert test='$a = 1'><value-of select='$a'/>"
                        "</assert></rule></pattern>"),
                 "<x><x/></x>", "a.xml:1:1: error: 3 [schematron/assert]\n");
}
END_TEST

START_TEST(variables_are_seen_where_they_are_declared) {
    assert_finds(SCHEMA("<let name='v' value='\"schema\"'/>"
                        "<pattern><let name='v' value='\"pattern\"'/>"
                        "<rule context='a'><let name='v' value='concat($v, \" in rule \", @n)'/>"
                        "<let name='w' value='$v'/>"
                        "<assert test='false()'><value-of select='$w'/></assert></rule>"
                        "<rule context='b'><assert test='false()'><value-of select='$v'/></assert>"
                        "</rule></pattern>"
                        "<pattern><rule context='b'><assert test='false()'>"
                        "<value-of select='$v'/></assert></rule></pattern>"),
                 "<a n='1'><a n='2'/><b/></a>",
                 "a.xml:1:1: error: pattern in rule 1 [schematron/assert]\n"
                 "a.xml:1:10: error: pattern in rule 2 [schematron/assert]\n"
                 "a.xml:1:20: error: pattern [schematron/assert]\n"
                 "a.xml:1:20: error: schema [schematron/assert]\n");
}
END_TEST

START_TEST(variables_of_a_pattern_without_rules_are_seen_by_others) {
    assert_finds(SCHEMA("<pattern><rule context='a'><assert test='false()'><value-of select='$v'/>"
                        "</assert></rule></pattern><pattern><let name='v' value='7'/></pattern>"),
                 "<a/>", "a.xml:1:1: error: 7 [schematron/assert]\n");
}
END_TEST

START_TEST(contexts_may_mention_variables) {
    assert_finds(SCHEMA("<let name='ids' value='//ref/@to'/><pattern><rule "
                        "context='a[@id = $ids]'><report test='true()'><value-of select='@id'/>"
                        "</report></rule></pattern>"),
                 "<x><a id='1'/><a id='2'/><ref to='2'/></x>",
                 "a.xml:1:15: error: 2 [schematron/report]\n");
}
END_TEST

START_TEST(a_variable_is_computed_only_where_it_is_needed) {
    assert_finds(SCHEMA("<let name='bad' value='xs:integer(\"x\")'/><pattern><rule context='a'>"
                        "<assert test='false()'>1</assert></rule></pattern>"),
                 "<a/>", "a.xml:1:1: error: 1 [schematron/assert]\n");
}
END_TEST

START_TEST(variables_have_types) {
    assert_finds(SCHEMA("<let name='n' value='/a/@n' as='xs:integer'/><pattern><rule context='a'>"
                        "<report test='$n + 1 = 8'><value-of select='$n + 1'/></report></rule>"
                        "</pattern>"),
                 "<a n='7'/>", "a.xml:1:1: error: 8 [schematron/report]\n");
}
END_TEST

START_TEST(variables_may_hold_elements_and_text) {
    assert_finds(SCHEMA("<let name='list'><item xmlns=''>x</item><item xmlns=''>y</item></let>"
                        "<let name='text'>it's</let>"
                        "<pattern><rule context='a'><assert test='. = $list/item'>"
                        "<value-of select='concat($text, \" \", .)'/></assert></rule></pattern>"),
                 "<z><a>x</a><a>z</a></z>", "a.xml:1:12: error: it's z [schematron/assert]\n");
}
END_TEST

START_TEST(variables_that_need_themselves_are_said) {
    assert_finds(SCHEMA("<let name='a' value='$b'/><let name='b' value='$a'/><pattern>"
                        "<rule context='x'><assert test='$a'>1</assert></rule></pattern>"),
                 "<x/>",
                 "rules.sch:1:75: error: the variable \"a\" needs its own value "
                 "[schematron/dynamic-error]\n");
}
END_TEST

START_TEST(parameters_of_the_schema_are_variables) {
    assert_finds(SCHEMA("<param name='most' value='2'/><pattern><rule context='a'>"
                        "<assert test='count(b) le $most'><value-of select='count(b) - $most'/> "
                        "too many</assert></rule></pattern>"),
                 "<a><b/><b/><b/></a>", "a.xml:1:1: error: 1 too many [schematron/assert]\n");
}
END_TEST

/* ---- phases ---- */

#define PHASES(default_phase)                                                                      \
    "<schema xmlns='" SCH_URI "' queryBinding='xslt2'" default_phase ">"                           \
    "<phase id='draft'><let name='word' value='\"draft\"'/><active pattern='one'/></phase>"        \
    "<phase id='final'><let name='word' value='\"final\"'/><active pattern='one'/>"                \
    "<active pattern='two'/></phase>"                                                              \
    "<pattern id='one'><rule context='a'><assert test='false()'>1</assert></rule></pattern>"       \
    "<pattern id='two'><rule context='a'><assert test='false()'>2</assert></rule></pattern>"       \
    "</schema>"

START_TEST(a_phase_makes_patterns_active) {
    static const char one[] = "a.xml:1:1: error: 1 [schematron/one]\n",
                      both[] = "a.xml:1:1: error: 1 [schematron/one]\n"
                               "a.xml:1:1: error: 2 [schematron/two]\n";
    assert_call_finds(PHASES(""), "<a/>", both, .phase = NULL);
    assert_call_finds(PHASES(""), "<a/>", one, .phase = "draft");
    assert_call_finds(PHASES(""), "<a/>", both, .phase = "final");
    assert_call_finds(PHASES(" defaultPhase='draft'"), "<a/>", one, .phase = NULL);
    assert_call_finds(PHASES(" defaultPhase='draft'"), "<a/>", one, .phase = "#DEFAULT");
    assert_call_finds(PHASES(" defaultPhase='draft'"), "<a/>", both, .phase = "#ALL");
}
END_TEST

START_TEST(a_phase_that_is_not_there_is_said) {
    assert_call_finds(PHASES(""), "<a/>",
                      "rules.sch:1:1: error: there is no \"phase\" with the id \"finale\" "
                      "[schematron/schema-reference]; did you mean \"final\"?\n",
                      .phase = "finale");
}
END_TEST

START_TEST(variables_of_a_phase_are_seen_by_its_patterns) {
    assert_call_finds(
        SCHEMA("<phase id='p'><let name='word' value='\"hello\"'/><active pattern='x'/></phase>"
               "<pattern id='x'><rule context='a'><assert test='false()'>"
               "<value-of select='$word'/></assert></rule></pattern>"),
        "<a/>", "a.xml:1:1: error: hello [schematron/x]\n", .phase = "p");
}
END_TEST

START_TEST(a_phase_may_be_about_a_part_of_the_document) {
    assert_call_finds(SCHEMA("<phase id='p' from='//body'><active pattern='x'/></phase>"
                             "<pattern id='x'><rule context='a'><assert test='false()'>1</assert>"
                             "</rule></pattern>"),
                      "<x><a/><body><a/></body></x>", "a.xml:1:14: error: 1 [schematron/x]\n",
                      .phase = "p");
}
END_TEST

/* ---- XSLT's elements ---- */

#define WITH_XSLT(content)                                                                         \
    "<schema xmlns='" SCH_URI "' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "                \
    "xmlns:f='urn:f' queryBinding='xslt2'><ns prefix='f' uri='urn:f'/>" content "</schema>"

START_TEST(functions_are_called) {
    assert_finds(
        WITH_XSLT("<xsl:function name='f:size' as='xs:string'><xsl:param name='n' as='xs:integer'/>"
                  "<xsl:variable name='half' select='$n idiv 2'/>"
                  "<xsl:choose><xsl:when test='$half gt 4'>large</xsl:when>"
                  "<xsl:when test='$n lt 2'><xsl:sequence select='\"small\"'/></xsl:when>"
                  "<xsl:otherwise><xsl:value-of select='f:name($n)'/></xsl:otherwise></xsl:choose>"
                  "</xsl:function>"
                  "<xsl:function name='f:name'><xsl:param name='n'/>"
                  "<xsl:if test='$n = 5'><xsl:text>five</xsl:text></xsl:if></xsl:function>"
                  "<pattern><rule context='a'><assert test='false()'>"
                  "<value-of select='f:size(@n)'/></assert></rule></pattern>"),
        "<x><a n='20'/><a n='1'/><a n='5'/></x>",
        "a.xml:1:4: error: large [schematron/assert]\n"
        "a.xml:1:15: error: small [schematron/assert]\n"
        "a.xml:1:25: error: five [schematron/assert]\n");
}
END_TEST

START_TEST(a_function_may_call_itself_and_look_at_nodes) {
    assert_finds(
        WITH_XSLT("<xsl:function name='f:depth'><xsl:param name='e'/><xsl:sequence "
                  "select='if ($e/..) then 1 + f:depth($e/..) else 0'/></xsl:function>"
                  "<xsl:function name='f:all'><xsl:param name='e'/><xsl:for-each select='$e/*'>"
                  "<xsl:value-of select='name()'/></xsl:for-each></xsl:function>"
                  "<pattern><rule context='c'><assert test='false()'>"
                  "<value-of select='f:depth(.), f:all(/a)'/></assert></rule></pattern>"),
        "<a><b><c/></b><d/></a>", "a.xml:1:7: error: 3 b d [schematron/assert]\n");
}
END_TEST

START_TEST(endless_functions_end) {
    char *found = rules_found(
        WITH_XSLT("<xsl:function name='f:f'><xsl:param name='n'/><xsl:sequence "
                  "select='1 + f:f($n + 1)'/></xsl:function>"
                  "<pattern><rule context='a'><assert test='f:f(1)'>1</assert></rule></pattern>"),
        "<a/>", &(const struct rules_call){0});
    ck_assert_msg(strstr(found, "[schematron/dynamic-error]"), "%s", found);
    free(found);
}
END_TEST

START_TEST(keys_are_looked_up) {
    assert_finds(WITH_XSLT("<xsl:key name='person' match='person' use='@id'/><pattern>"
                           "<rule context='sp'><assert test='key(\"person\", @who)'>nobody is "
                           "<value-of select='@who'/></assert></rule></pattern>"),
                 "<x><person id='a'/><sp who='a'/><sp who='b'/></x>",
                 "a.xml:1:33: error: nobody is b [schematron/assert]\n");
}
END_TEST

START_TEST(variables_of_xslt_are_variables) {
    assert_finds(WITH_XSLT("<xsl:variable name='n' select='2'/><pattern><rule context='a'>"
                           "<assert test='false()'><value-of select='$n'/></assert></rule>"
                           "</pattern>"),
                 "<a/>", "a.xml:1:1: error: 2 [schematron/assert]\n");
}
END_TEST

START_TEST(what_is_not_supported_of_xslt_is_named) {
    assert_schema_finds(
        WITH_XSLT("<xsl:function name='f:f'><xsl:call-template name='t'/></xsl:function>"),
        "rules.sch:1:193: error: \"xsl:call-template\" is not supported in functions "
        "[schematron/schema-not-supported]; write the function with xsl:sequence, xsl:value-of, "
        "xsl:variable, xsl:for-each, xsl:choose and xsl:if\n");
    assert_schema_finds(WITH_XSLT("<xsl:include href='a.xsl'/>"),
                        "rules.sch:1:168: warning: \"xsl:include\" is passed over: stylesheets are "
                        "not taken into a schema [schematron/schema-not-supported]; put what the "
                        "rules need of it into the schema, as xsl:function\n");
}
END_TEST

/* ---- files ---- */

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static char folder[64], before[4096];

static void enter_folder(void) {
    snprintf(folder, sizeof folder, "/tmp/teikit-schematron.XXXXXX");
    ck_assert_ptr_nonnull(getcwd(before, sizeof before));
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void leave_folder(void) {
    char command[100];
    ck_assert_int_eq(chdir(before), 0);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

#define IN_FILE(tag, content) "<" tag " xmlns='" SCH_URI "'>" content "</" tag ">"

START_TEST(what_is_included_stands_in_its_place) {
    enter_folder();
    write_file("p.sch", IN_FILE("pattern", "<rule context='a'><include href='parts.xml#x'/>"
                                           "</rule>"));
    write_file("parts.xml", "<parts>"
                            "<assert xmlns='" SCH_URI "' id='x' test='@n'>n</assert>"
                            "</parts>");
    assert_finds(SCHEMA("<include href='p.sch'/>"), "<a/>", "a.xml:1:1: error: n [schematron/x]\n");
    leave_folder();
}
END_TEST

START_TEST(what_is_extended_gives_its_content) {
    enter_folder();
    write_file("r.sch", "<rule xmlns='" SCH_URI "' abstract='true' id='r'>"
                        "<assert test='@n'>n</assert></rule>");
    write_file("library.sch",
               IN_FILE("library", "<pattern><rule context='b'><extends href='r.sch'/></rule>"
                                  "</pattern>"));
    assert_finds(SCHEMA("<extends href='library.sch'/><pattern><rule context='a'>"
                        "<extends href='r.sch'/></rule></pattern>"),
                 "<a><b/></a>",
                 "a.xml:1:1: error: n [schematron/assert]\n"
                 "a.xml:1:4: error: n [schematron/assert]\n");
    leave_folder();
}
END_TEST

START_TEST(circles_of_files_are_said) {
    enter_folder();
    write_file("rules.sch", SCHEMA("<include href='rules.sch'/>"));
    assert_schema_finds(SCHEMA("<include href='rules.sch'/>"),
                        "rules.sch:1:84: error: rules.sch: it is a \"schema\", which may not stand "
                        "in \"schema\" [schematron/schema-circular]\n");
    write_file("a.sch", IN_FILE("schema", "<extends href='a.sch'/>"));
    char *found =
        rules_found(SCHEMA("<extends href='a.sch'/>"), NULL, &(const struct rules_call){0});
    ck_assert_msg(strstr(found, "a.sch leads back to the element that it extends "
                                "[schematron/schema-circular]"),
                  "%s", found);
    free(found);
    leave_folder();
}
END_TEST

START_TEST(files_that_are_not_there_are_said) {
    assert_schema_finds(SCHEMA("<include href='/nowhere/x.sch'/>"),
                        "rules.sch:1:84: error: /nowhere/x.sch cannot be read: No such file or "
                        "directory [schematron/schema-unreadable]\n");
    assert_schema_finds(SCHEMA("<include href='http://example.org/x.sch'/>"),
                        "rules.sch:1:84: error: http://example.org/x.sch is not a file, and "
                        "nothing is fetched [schematron/schema-unreadable]\n");
}
END_TEST

/* ---- what is wrong ---- */

START_TEST(slips_are_found_with_what_is_near) {
    assert_schema_finds(PATTERN("<rule context='a'><asert test='b'>c</asert></rule>"),
                        "rules.sch:1:102: error: Schematron has no element \"asert\" (ISO 19757-3 "
                        "annex A) [schematron/schema-syntax]; did you mean \"assert\"?\n");
    assert_schema_finds(PATTERN("<rule context='a'><assert tets='b'>c</assert></rule>"),
                        "rules.sch:1:110: warning: \"assert\" has no attribute \"tets\", which is "
                        "passed over (ISO 19757-3 annex A) [schematron/schema-syntax]; did you "
                        "mean \"test\"?\n"
                        "rules.sch:1:102: error: \"assert\" needs an attribute \"test\" (ISO "
                        "19757-3 annex A) [schematron/schema-syntax]\n");
    assert_schema_finds(SCHEMA("<rule context='a'/>"),
                        "rules.sch:1:75: error: \"rule\" may not stand in \"schema\" (ISO 19757-3 "
                        "annex A) [schematron/schema-syntax]\n");
    assert_schema_finds(PATTERN("<rule/>"),
                        "rules.sch:1:84: error: a rule that is not abstract needs an attribute "
                        "\"context\" (ISO 19757-3 5.4.12) [schematron/schema-syntax]\n");
}
END_TEST

START_TEST(foreign_elements_are_passed_over) {
    assert_finds(SCHEMA("<q:about xmlns:q='urn:q'><nonsense/><pattern/></q:about>"
                        "<pattern><rule context='a'><assert test='false()'>1<q:fix "
                        "xmlns:q='urn:q'>2</q:fix></assert></rule></pattern>"),
                 "<a/>", "a.xml:1:1: error: 1 [schematron/assert]\n");
}
END_TEST

START_TEST(errors_in_expressions_have_their_place) {
    assert_schema_finds("<schema xmlns='" SCH_URI "'>\n<pattern><rule context='a'>\n"
                        "<assert test='b &lt; 1\nand c ]'>d</assert></rule></pattern></schema>",
                        "rules.sch:4:7: error: test: expected an operator or the end, not "
                        "\"]\" (XPST0003) "
                        "[schematron/schema-expression]\n");
}
END_TEST

START_TEST(prefixes_and_variables_have_to_be_declared) {
    assert_schema_finds(
        PATTERN("<rule context='t:a'/>"),
        "rules.sch:1:99: error: context: the prefix \"t\" is not bound to a namespace "
        "(XPST0081) "
        "[schematron/schema-expression]; Schematron takes the prefixes of "
        "expressions from <ns prefix=\"…\" uri=\"…\"/>\n");
    char *found = rules_found(PATTERN("<rule context='a'><assert test='$x'>1</assert></rule>"),
                              NULL, &(const struct rules_call){0});
    ck_assert_msg(strstr(found, "(XPST0008) [schematron/schema-expression]"), "%s", found);
    free(found);
}
END_TEST

START_TEST(references_have_to_lead_somewhere) {
    assert_schema_finds(PATTERN("<rule abstract='true' id='base'><assert test='1'>1</assert></rule>"
                                "<rule context='a'><extends rule='bases'/></rule>"),
                        "rules.sch:1:177: error: there is no \"rule\" with the id \"bases\" "
                        "[schematron/schema-reference]; did you mean \"base\"?\n");
    assert_schema_finds(PATTERN("<rule context='b' id='b'/><rule context='a'><extends rule='b'/>"
                                "</rule>"),
                        "rules.sch:1:137: error: the rule \"b\" is not abstract (ISO 19757-3 "
                        "5.4.3) [schematron/schema-reference]\n");
    assert_schema_finds(SCHEMA("<pattern is-a='x'/>"),
                        "rules.sch:1:84: error: there is no \"pattern\" with the id \"x\" "
                        "[schematron/schema-reference]\n");
    assert_schema_finds(SCHEMA("<phase id='p'><active pattern='x'/></phase>"),
                        "rules.sch:1:97: error: there is no \"pattern\" with the id \"x\" "
                        "[schematron/schema-reference]\n");
}
END_TEST

START_TEST(circles_are_said) {
    assert_schema_finds(SCHEMA("<pattern id='p' is-a='p'/>"),
                        "rules.sch:1:91: error: the pattern \"p\" is an instance of itself (ISO "
                        "19757-3 5.4.8) [schematron/schema-circular]\n");
    assert_schema_finds(PATTERN("<rule abstract='true' id='a'><extends rule='b'/></rule>"
                                "<rule abstract='true' id='b'><extends rule='a'/></rule>"
                                "<rule context='x'><extends rule='a'/></rule>"),
                        "rules.sch:1:177: error: the rule \"a\" extends itself "
                        "[schematron/schema-circular]\n");
}
END_TEST

START_TEST(other_languages_and_documents_are_said) {
    assert_schema_finds("<schema xmlns='" SCH_URI "' queryBinding='xquery'/>",
                        "rules.sch:1:54: error: the query language \"xquery\" is not supported, "
                        "only xslt, xslt2, xslt3, xpath, xpath2, xpath3 and xpath31 are "
                        "[schematron/schema-not-supported]\n");
    assert_schema_finds("<TEI xmlns='urn:t'/>",
                        "rules.sch:1:1: error: this is not a Schematron schema: its root element "
                        "is \"TEI\" in the namespace \"urn:t\" "
                        "[schematron/schema-not-schematron]\n");
}
END_TEST

START_TEST(what_is_nested_too_deeply_is_refused) {
    struct buffer schema = {0};
    buffer_text(&schema, "<schema xmlns='" SCH_URI "'><pattern><rule context='a'>"
                         "<assert test='b'>");
    for (size_t i = 0; i < 240; i++)
        buffer_text(&schema, "<emph>");
    for (size_t i = 0; i < 240; i++)
        buffer_text(&schema, "</emph>");
    buffer_text(&schema, "</assert></rule></pattern></schema>");
    assert_schema_finds(schema.bytes,
                        "rules.sch:1:1274: error: the schema nests more than 200 levels deep "
                        "[schematron/schema-too-deep]\n");
    buffer_free(&schema);
}
END_TEST

SUITE(schematron_schemas) {
    Suite *suite = suite_create("schematron/schemas");
    TCase *cases = tcase_create("schematron_schemas");
    tcase_add_test(cases, variables_of_the_schema_may_mention_each_other_in_any_order);
    tcase_add_test(cases, variables_are_seen_where_they_are_declared);
    tcase_add_test(cases, variables_of_a_pattern_without_rules_are_seen_by_others);
    tcase_add_test(cases, contexts_may_mention_variables);
    tcase_add_test(cases, a_variable_is_computed_only_where_it_is_needed);
    tcase_add_test(cases, variables_have_types);
    tcase_add_test(cases, variables_may_hold_elements_and_text);
    tcase_add_test(cases, variables_that_need_themselves_are_said);
    tcase_add_test(cases, parameters_of_the_schema_are_variables);
    tcase_add_test(cases, a_phase_makes_patterns_active);
    tcase_add_test(cases, a_phase_that_is_not_there_is_said);
    tcase_add_test(cases, variables_of_a_phase_are_seen_by_its_patterns);
    tcase_add_test(cases, a_phase_may_be_about_a_part_of_the_document);
    tcase_add_test(cases, functions_are_called);
    tcase_add_test(cases, a_function_may_call_itself_and_look_at_nodes);
    tcase_add_test(cases, endless_functions_end);
    tcase_add_test(cases, keys_are_looked_up);
    tcase_add_test(cases, variables_of_xslt_are_variables);
    tcase_add_test(cases, what_is_not_supported_of_xslt_is_named);
    tcase_add_test(cases, what_is_included_stands_in_its_place);
    tcase_add_test(cases, what_is_extended_gives_its_content);
    tcase_add_test(cases, circles_of_files_are_said);
    tcase_add_test(cases, files_that_are_not_there_are_said);
    tcase_add_test(cases, slips_are_found_with_what_is_near);
    tcase_add_test(cases, foreign_elements_are_passed_over);
    tcase_add_test(cases, errors_in_expressions_have_their_place);
    tcase_add_test(cases, prefixes_and_variables_have_to_be_declared);
    tcase_add_test(cases, references_have_to_lead_somewhere);
    tcase_add_test(cases, circles_are_said);
    tcase_add_test(cases, other_languages_and_documents_are_said);
    tcase_add_test(cases, what_is_nested_too_deeply_is_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
