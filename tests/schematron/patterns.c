/* schematron: patterns, rules, assertions and what they say. */
#include "schematron/rules.h"

START_TEST(an_assertion_that_fails_is_found_where_the_node_is) {
    assert_finds(PATTERN("<rule context='sp'><assert test='@who'>A speech has a speaker.</assert>"
                         "</rule>"),
                 "<play>\n  <sp who='#a'/>\n  <sp/>\n</play>",
                 "a.xml:3:3: error: A speech has a speaker. [schematron/assert]\n");
}
END_TEST

START_TEST(a_report_is_found_where_it_is_true) {
    assert_finds(PATTERN("<rule context='s'><report test='s'>No sentence in a sentence.</report>"
                         "</rule>"),
                 "<p><s><s/></s></p>",
                 "a.xml:1:4: error: No sentence in a sentence. [schematron/report]\n");
}
END_TEST

START_TEST(of_a_pattern_the_first_rule_fires_that_matches) {
    assert_finds(PATTERN("<rule context='b/a'><assert test='false()'>inner</assert></rule>"
                         "<rule context='a'><assert test='false()'>any</assert></rule>"),
                 "<b><a/><c><a/></c></b>",
                 "a.xml:1:4: error: inner [schematron/assert]\n"
                 "a.xml:1:11: error: any [schematron/assert]\n");
}
END_TEST

START_TEST(of_each_pattern_a_rule_fires_in_the_order_of_the_nodes) {
    assert_finds(SCHEMA("<pattern><rule context='b'><assert test='false()'>1</assert></rule>"
                        "</pattern><pattern><rule context='*'><assert test='false()'>2</assert>"
                        "</rule></pattern>"),
                 "<a><b/></a>",
                 "a.xml:1:1: error: 2 [schematron/assert]\n"
                 "a.xml:1:4: error: 1 [schematron/assert]\n"
                 "a.xml:1:4: error: 2 [schematron/assert]\n");
}
END_TEST

START_TEST(of_a_group_every_rule_fires_that_matches) {
    assert_finds(SCHEMA("<group><rule context='a'><assert test='false()'>1</assert></rule>"
                        "<rule context='*'><assert test='false()'>2</assert></rule></group>"),
                 "<a/>",
                 "a.xml:1:1: error: 1 [schematron/assert]\n"
                 "a.xml:1:1: error: 2 [schematron/assert]\n");
}
END_TEST

START_TEST(contexts_are_nodes_of_any_kind) {
    static const char document[] = "<?x y?><!--c--><a b='1'>text</a>";
    static const struct {
        const char *context, *place;
    } contexts[] = {{"/", "1:1"},         {"a", "1:16"},        {"@b", "1:16"},
                    {"text()", "1:25"},   {"comment()", "1:8"}, {"processing-instruction()", "1:1"},
                    {"@*[. = 1]", "1:16"}};
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
        char schema[400], expected[100];
        snprintf(schema, sizeof schema,
                 PATTERN("<rule context='%s'><assert test='false()'>here</assert></rule>"),
                 contexts[i].context);
        snprintf(expected, sizeof expected, "a.xml:%s: error: here [schematron/assert]\n",
                 contexts[i].place);
        assert_finds(schema, document, expected);
    }
}
END_TEST

START_TEST(contexts_may_be_about_attributes_of_any_element) {
    static const char document[] = "<r z=''><a x='1' y='k1'/><b x='2'/><c y='m'/><d/></r>";
    static const struct {
        const char *context, *names;
    } contexts[] = {{"*[@x]", "ab"},
                    {"*[@x = 2]", "b"},
                    {"*[@x ne '2' and @y]", "a"},
                    {"*[not(@x)][@y]", "c"},
                    {"*[@x or @y]", "abc"},
                    {"*[@x] | *[@y]", "abc"},
                    {"a | *[@x]", "ab"},
                    {"*[@x != '1' or not(@x)]", "rbcd"},
                    {"*[starts-with(@y, 'k')]", "a"},
                    {"*[starts-with(@y, '')]", "rabcd"},
                    {"*[not(@x = 1)]", "rbcd"},
                    {"(a | b | c)[@x]", "ab"},
                    {"/*[@z]", "r"},
                    {"r/*[@y]/@y/..", "ac"}};
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
        char schema[400], found_names[10] = "";
        snprintf(schema, sizeof schema,
                 PATTERN("<rule context=\"%s\"><report test='true()'>|<name/></report></rule>"),
                 contexts[i].context);
        char *found = rules_found(schema, document, &(const struct rules_call){0});
        for (const char *at = found; (at = strchr(at, '|')); at++)
            strncat(found_names, at + 1, 1);
        ck_assert_msg(!strcmp(found_names, contexts[i].names), "%s matches %s", contexts[i].context,
                      found_names);
        free(found);
    }
}
END_TEST

START_TEST(messages_are_filled_in_and_white_space_is_normalised) {
    assert_finds(PATTERN("<rule context='p'><assert test='@n'>\n  The <name/> <emph>of</emph>\n"
                         "  <name path='..'/>: <value-of select='count(*)'/>/<value-of "
                         "select='*/@n'/> <span class='x'>of <dir value='rtl'>it</dir></span>.\n"
                         "</assert></rule>"),
                 "<body><p><q n='1'/><q n='2'/></p></body>",
                 "a.xml:1:7: error: The p of body: 2/1 2 of it. [schematron/assert]\n");
}
END_TEST

START_TEST(an_assertion_without_words_says_its_test) {
    assert_finds(PATTERN("<rule context='p'><assert test='@n  and @m'/><report test='true()'/>"
                         "</rule>"),
                 "<p/>",
                 "a.xml:1:1: error: it is asserted that @n and @m [schematron/assert]\n"
                 "a.xml:1:1: error: it is reported that true() [schematron/report]\n");
}
END_TEST

START_TEST(the_nearest_role_is_the_severity) {
    assert_finds(SCHEMA("<pattern role='info'><rule context='a' role='WARN'>"
                        "<assert test='false()' role='fatal'>1</assert>"
                        "<assert test='false()' role='bullet'>2</assert>"
                        "<assert test='false()' role='fatal' severity='note'>3</assert></rule>"
                        "<rule context='b'><assert test='false()'>4</assert></rule></pattern>"),
                 "<a><b/></a>",
                 "a.xml:1:1: error: 1 [schematron/assert]\n"
                 "a.xml:1:1: warning: 2 [schematron/assert]\n"
                 "a.xml:1:1: note: 3 [schematron/assert]\n"
                 "a.xml:1:4: note: 4 [schematron/assert]\n");
}
END_TEST

START_TEST(a_severity_may_be_computed) {
    assert_finds(SCHEMA("<let name='s' value='\"warning\"'/><pattern><rule context='a'>"
                        "<assert test='false()' severity='$s'>1</assert></rule></pattern>"),
                 "<a/>", "a.xml:1:1: warning: 1 [schematron/assert]\n");
}
END_TEST

START_TEST(the_nearest_id_is_the_code) {
    assert_finds(SCHEMA("<pattern id='p'><rule context='a' id='r'>"
                        "<assert test='false()' id='x'>1</assert>"
                        "<assert test='false()'>2</assert></rule>"
                        "<rule context='b'><assert test='false()'>3</assert></rule></pattern>"),
                 "<a><b/></a>",
                 "a.xml:1:1: error: 1 [schematron/x]\n"
                 "a.xml:1:1: error: 2 [schematron/r]\n"
                 "a.xml:1:4: error: 3 [schematron/p]\n");
}
END_TEST

START_TEST(the_subject_is_where_the_finding_is) {
    assert_finds(PATTERN("<rule context='a' subject='b[1]'><assert test='false()'>1</assert>"
                         "<assert test='false()' subject='b[2]/@n'>2</assert></rule>"),
                 "<a>\n<b/>\n<b n='1'/></a>",
                 "a.xml:2:1: error: 1 [schematron/assert]\n"
                 "a.xml:3:1: error: 2 [schematron/assert]\n");
}
END_TEST

START_TEST(diagnostics_properties_and_references_are_hints) {
    assert_finds(SCHEMA("<pattern><rule context='a' see='http://example.org/rules'>"
                        "<assert test='false()' diagnostics='d1 d2' properties='unit'>1</assert>"
                        "</rule></pattern>"
                        "<diagnostics><diagnostic id='d1'>It has <value-of select='@n'/>.\n"
                        "</diagnostic><diagnostic id='d2'>See <name/>.</diagnostic></diagnostics>"
                        "<properties><property id='unit'>m<emph>m</emph></property></properties>"),
                 "<a n='7'/>",
                 "a.xml:1:1: error: 1 [schematron/assert]; It has 7.; See a.; unit: mm; "
                 "see http://example.org/rules\n");
}
END_TEST

START_TEST(an_abstract_rule_is_taken_over_in_its_place) {
    assert_finds(
        PATTERN("<rule abstract='true' id='both'><let name='n' value='@n'/>"
                "<extends rule='deeper'/><assert test='$n = 1'>n of <name/></assert></rule>"
                "<rule abstract='true' id='deeper'><assert test='@m'>m</assert></rule>"
                "<rule context='a'><assert test='false()'>0</assert>"
                "<extends rule='both'/></rule>"
                "<rule context='b'><extends rule='both'/></rule>"),
        "<a m='1'><b n='1'/></a>",
        "a.xml:1:1: error: 0 [schematron/assert]\n"
        "a.xml:1:1: error: n of a [schematron/assert]\n"
        "a.xml:1:10: error: m [schematron/assert]\n");
}
END_TEST

START_TEST(abstract_rules_may_stand_in_a_list_of_their_own) {
    assert_finds(SCHEMA("<rules><rule abstract='true' id='x'><assert test='@n'>n</assert></rule>"
                        "</rules><pattern><rule context='a'><extends rule='x'/></rule></pattern>"),
                 "<a/>", "a.xml:1:1: error: n [schematron/assert]\n");
}
END_TEST

START_TEST(an_abstract_pattern_is_filled_in) {
    assert_finds(SCHEMA("<pattern abstract='true' id='table'><title>Tables</title>"
                        "<rule context='$table'><assert test='$row'>A <name/> has rows, not "
                        "<value-of select='count($row)'/>.</assert></rule>"
                        "<rule context='$table/$row'><let name='rows' value='$cell'/>"
                        "<assert test='count($rows) ge $least'>cells</assert></rule></pattern>"
                        "<pattern is-a='table' id='t1'><param name='table' value='t'/>"
                        "<param name='row' value='r'/><param name='cell' value='c'/>"
                        "<param name='least' value='1'/></pattern>"
                        "<pattern is-a='table'><param name='table' value='year'/>"
                        "<param name='row' value='week'/><param name='cell' value='day'/>"
                        "<param name='least' value='7'/></pattern>"),
                 "<x><t/><t><r><c/></r></t><year><week><day/></week></year></x>",
                 "a.xml:1:4: error: A t has rows, not 0. [schematron/t1]\n"
                 "a.xml:1:32: error: cells [schematron/assert]\n");
}
END_TEST

START_TEST(parameters_of_an_abstract_pattern_may_have_values_of_their_own) {
    assert_finds(SCHEMA("<pattern abstract='true' id='p'><param name='e' value='a'/>"
                        "<param name='f' value='b'/><rule context='$e | $f'>"
                        "<assert test='false()'><name/></assert></rule></pattern>"
                        "<pattern is-a='p'><param name='f' value='c'/></pattern>"),
                 "<a><b/><c/></a>",
                 "a.xml:1:1: error: a [schematron/assert]\n"
                 "a.xml:1:8: error: c [schematron/assert]\n");
}
END_TEST

START_TEST(a_rule_may_visit_each_of_many_values) {
    assert_finds(SCHEMA("<group><rule context='p' visit-each='tokenize(., \"\\s+\")'>"
                        "<assert test='. castable as xs:integer'>no number: <value-of select='.'/>"
                        "</assert></rule></group>"),
                 "<p>1 x 3 y</p>",
                 "a.xml:1:1: error: no number: x [schematron/assert]\n"
                 "a.xml:1:1: error: no number: y [schematron/assert]\n");
}
END_TEST

START_TEST(what_is_far_down_from_above_is_found_for_each_node) {
    assert_finds(PATTERN("<rule context='c'><let name='all' value='ancestor::a//(b | c)[@n]/@n'/>"
                         "<report test='true()'><value-of select='$all'/></report></rule>"),
                 "<a><b n='1'/><x><a><b n='2'/><c/></a></x><c n='3'/></a>",
                 "a.xml:1:30: error: 1 2 3 [schematron/report]\n"
                 "a.xml:1:42: error: 1 2 3 [schematron/report]\n");
}
END_TEST

START_TEST(prefixes_are_those_of_ns) {
    assert_finds(SCHEMA("<ns prefix='t' uri='urn:t'/><pattern><rule context='t:a'>"
                        "<assert test='t:b'><name/> needs <name path='@*'/></assert></rule>"
                        "</pattern>"),
                 "<u:a xmlns:u='urn:t' n='1'/>",
                 "a.xml:1:1: error: u:a needs n [schematron/assert]\n");
}
END_TEST

START_TEST(the_old_namespace_does_as_well) {
    assert_finds("<schema xmlns='http://www.ascc.net/xml/schematron'><pattern name='x'>"
                 "<rule context='a'><assert test='b'>b</assert></rule></pattern></schema>",
                 "<a/>", "a.xml:1:1: error: b [schematron/assert]\n");
}
END_TEST

START_TEST(of_several_nodes_xslt_1_takes_the_first) {
    assert_finds("<schema xmlns='" SCH_URI "'><pattern><rule context='a'><assert test='c'>"
                 "<value-of select='b'/></assert></rule></pattern></schema>",
                 "<a><b>1</b><b>2</b></a>", "a.xml:1:1: error: 1 [schematron/assert]\n");
}
END_TEST

START_TEST(what_cannot_be_evaluated_is_said_once) {
    assert_finds(PATTERN("<rule context='a'><assert test='xs:integer(@n) gt 1'>1</assert></rule>"),
                 "<x><a n='2'/><a n='x'/><a n='y'/><a n='0'/></x>",
                 "a.xml:1:14: error: the rules' expression xs:integer(@n) gt 1 cannot be evaluated "
                 "here: \"x\" is no xs:integer (FORG0001) "
                 "[schematron/dynamic-error]; it is in rules.sch, line 1\n"
                 "a.xml:1:34: error: 1 [schematron/assert]\n");
}
END_TEST

SUITE(schematron_patterns) {
    Suite *suite = suite_create("schematron/patterns");
    TCase *cases = tcase_create("schematron_patterns");
    tcase_add_test(cases, an_assertion_that_fails_is_found_where_the_node_is);
    tcase_add_test(cases, a_report_is_found_where_it_is_true);
    tcase_add_test(cases, of_a_pattern_the_first_rule_fires_that_matches);
    tcase_add_test(cases, of_each_pattern_a_rule_fires_in_the_order_of_the_nodes);
    tcase_add_test(cases, of_a_group_every_rule_fires_that_matches);
    tcase_add_test(cases, contexts_are_nodes_of_any_kind);
    tcase_add_test(cases, contexts_may_be_about_attributes_of_any_element);
    tcase_add_test(cases, messages_are_filled_in_and_white_space_is_normalised);
    tcase_add_test(cases, an_assertion_without_words_says_its_test);
    tcase_add_test(cases, the_nearest_role_is_the_severity);
    tcase_add_test(cases, a_severity_may_be_computed);
    tcase_add_test(cases, the_nearest_id_is_the_code);
    tcase_add_test(cases, the_subject_is_where_the_finding_is);
    tcase_add_test(cases, diagnostics_properties_and_references_are_hints);
    tcase_add_test(cases, an_abstract_rule_is_taken_over_in_its_place);
    tcase_add_test(cases, abstract_rules_may_stand_in_a_list_of_their_own);
    tcase_add_test(cases, an_abstract_pattern_is_filled_in);
    tcase_add_test(cases, parameters_of_an_abstract_pattern_may_have_values_of_their_own);
    tcase_add_test(cases, a_rule_may_visit_each_of_many_values);
    tcase_add_test(cases, what_is_far_down_from_above_is_found_for_each_node);
    tcase_add_test(cases, prefixes_are_those_of_ns);
    tcase_add_test(cases, the_old_namespace_does_as_well);
    tcase_add_test(cases, of_several_nodes_xslt_1_takes_the_first);
    tcase_add_test(cases, what_cannot_be_evaluated_is_said_once);
    suite_add_tcase(suite, cases);
    return suite;
}
