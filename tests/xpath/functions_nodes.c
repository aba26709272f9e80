/* xpath/functions: nodes, names, URIs, documents, and what XSLT adds. */
#include "run.h"

#include "xpath/evaluated.h"

static const char document[] =
    "<?p i?><t:a xmlns:t=\"urn:t\" xml:base=\"sub/\" xml:lang=\"en-GB\" x=\"1\">text"
    "<b xml:id=\"i1\"><c xmlns=\"urn:d\" xmlns:t=\"urn:other\"/></b>"
    "<b xml:id=\"i2\" ref=\"i1\"/><!--c--></t:a>";

START_TEST(names_of_nodes) {
    static const struct evaluated rows[] = {
        {"name(/*), local-name(/*), namespace-uri(/*)", "t:a|a|urn:t"},
        {"node-name(/*) eq QName('urn:t', 'a'), node-name(/*/text())", "true"},
        {"/*/b[1]/(name(), local-name(), namespace-uri(), node-name())", "b|b||b"},
        {"name(/), name(/*/text()), name(()), name(/processing-instruction())", "|||p"},
        {"name(//@xml:id[1])", "XPTY0004"},
        {"(//@xml:id)[1]/name()", "xml:id"},
        {"name('a')", "XPTY0004"},
        {"1 ! name()", "XPTY0004"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(values_of_nodes) {
    static const struct evaluated rows[] = {
        {"string(/), /*/@x/string(), string(()), string(1.0)", "text|1||1"},
        {"data(/*/@x) instance of xs:untypedAtomic, /*/@x/data()", "true|1"},
        {"data(//comment()) instance of xs:string", "true"},
        {"nilled(/*), nilled(/*/@x)", "false"},
        {"string(true#0)", "FOTY0014"},
        {"data(true#0)", "FOTY0013"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(where_nodes_belong) {
    static const struct evaluated rows[] = {
        {"base-uri(/*/b[1]), base-uri(/), document-uri(/)",
         "file:///folder/sub/|file:///folder/in.xml|file:///folder/in.xml"},
        {"document-uri(/*)", ""},
        {"root(//*:c) is /, /*/b[1]/root() is /, root(())", "true|true"},
        {"has-children(/*), has-children(//*:c), has-children(//@x)", "true|false|false"},
        {"path(/), path(/*), path(//*:c)", "/|/Q{urn:t}a[1]|/Q{urn:t}a[1]/Q{}b[1]/Q{urn:d}c[1]"},
        {"path(/*/@x), path((//@xml:id)[2])",
         "/Q{urn:t}a[1]/@x|/Q{urn:t}a[1]/Q{}b[2]/@Q{http://www.w3.org/XML/1998/namespace}id"},
        {"path(//comment()), path(/processing-instruction()), path(/*/text())",
         "/Q{urn:t}a[1]/comment()[1]|/processing-instruction(p)[1]|/Q{urn:t}a[1]/text()[1]"},
        {"generate-id(/) eq generate-id(//*:c/root()), generate-id(/) eq generate-id(/*)",
         "true|false"},
        {"matches(generate-id(/*), '^[a-zA-Z][a-zA-Z0-9]*$'), generate-id(())", "true|"},
        {"generate-id(doc('one.xml')) eq generate-id(doc('two.xml'))", "false"},
        {"generate-id(parse-xml('<a/>')) eq generate-id(parse-xml('<a/>'))", "false"},
        {"//*:c/lang('en'), lang('EN-gb', //*:c), lang('e', //*:c), lang('fr', //*:c)",
         "true|true|false|false"},
        {"lang('en')", "false"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(identifiers) {
    static const struct evaluated rows[] = {
        {"id('i2')/@ref/string(), count(id(('i2 i1', ' i1 '))), id('x')", "i1|2"},
        {"id(//@ref)/name(), id('i1', //c)/name(), element-with-id('i1')/name()", "b|b|b"},
        {"id(reverse(('i1', 'i2')))/@xml:id/string()", "i1|i2"},
        {"id('i1', 1)", "XPTY0004"},
        {"idref('i1')/..", "<r to=\"i1\"/>"},
        {"idref('x')", ""},
    };
    assert_evaluated("<!DOCTYPE a [<!ATTLIST r to IDREFS #IMPLIED>]>"
                     "<a><b xml:id=\"i1\"><c/></b><b xml:id=\"i2\" ref=\"i1\"/><r to=\"i1\"/></a>",
                     rows);
}
END_TEST

START_TEST(qualified_names) {
    static const struct evaluated rows[] = {
        {"QName('urn:x', 'x:y'), QName('', 'y'), QName((), 'y')", "x:y|y|y"},
        {"QName('', 'x:y')", "FOCA0002"},
        {"QName('urn:x', '1')", "FOCA0002"},
        {"namespace-uri-from-QName(resolve-QName('t:z', /*))", "urn:t"},
        {"namespace-uri-from-QName(resolve-QName('z', //*:c))", "urn:d"},
        {"resolve-QName('no:z', /*)", "FONS0004"},
        {"resolve-QName('1', /*)", "FOCA0002"},
        {"resolve-QName((), /*)", ""},
        {"prefix-from-QName(QName('urn:x', 'x:y')), prefix-from-QName(QName('urn:x', 'y'))", "x"},
        {"local-name-from-QName(xs:QName('p:y')), namespace-uri-from-QName(xs:QName('p:y'))",
         "y|urn:p"},
        {"namespace-uri-for-prefix('t', /*), namespace-uri-for-prefix('t', //*:c)",
         "urn:t|urn:other"},
        {"namespace-uri-for-prefix('', //*:c), namespace-uri-for-prefix((), /*)", "urn:d"},
        {"sort(in-scope-prefixes(//*:c)), sort(in-scope-prefixes(/*))", "|t|xml|t|xml"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(uris) {
    static const struct evaluated rows[] = {
        {"resolve-uri('x.xml'), resolve-uri('../x'), resolve-uri('urn:a')",
         "file:///folder/x.xml|file:///x|urn:a"},
        {"resolve-uri('b', 'http://a.org/c/d?e'), resolve-uri((), 'x')", "http://a.org/c/b"},
        {"resolve-uri('b', 'relative')", "FORG0002"},
        {"resolve-uri('b', 'http://a.org/#f')", "FORG0002"},
        {"resolve-uri('%', 'http://a.org/')", "FORG0002"},
        {"static-base-uri()", "file:///folder/query"},
        {"encode-for-uri('a b/é~%')", "a%20b%2F%C3%A9~%25"},
        {"iri-to-uri('http://a.org/é b%20<>')", "http://a.org/%C3%A9%20b%20%3C%3E"},
        {"escape-html-uri('http://a.org/é b')", "http://a.org/%C3%A9 b"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(documents) {
    static const struct evaluated rows[] = {
        {"doc('one.xml')/*/name(), doc('one.xml') is doc('file:///folder/one.xml')", "one|true"},
        {"doc(())", ""},
        {"doc('none.xml')", "FODC0002"},
        {"doc('%')", "FODC0005"},
        {"doc-available('one.xml'), doc-available('none.xml'), doc-available(())",
         "true|false|false"},
        {"doc-available('%')", "FODC0005"},
        {"collection()/*/name(), count(collection(()))", "one|two|2"},
        {"collection('urn:none')", "FODC0004"},
        {"uri-collection()", "file:///folder/one.xml|file:///folder/two.xml"},
        {"unparsed-text('text')", "one line\ntwo linés\n"},
        {"unparsed-text('text', 'iso-8859-1')", "one line\ntwo linÃ©s\n"},
        {"unparsed-text('text', 'us-ascii')", "FOUT1190"},
        {"unparsed-text('text', 'no-such-encoding')", "FOUT1190"},
        {"unparsed-text('none')", "FOUT1170"},
        {"unparsed-text-lines('text')", "one line|two linés"},
        {"unparsed-text-available('text'), unparsed-text-available('none')", "true|false"},
        {"parse-xml('<a>1</a>')/a + 1", "2"},
        {"parse-xml('<a>')", "FODC0006"},
        {"parse-xml-fragment('1<a x=\"2\"/>3<b><c/></b>')/node()", "1|<a x=\"2\"/>|3|<b><c/></b>"},
        {"parse-xml-fragment('<?xml encoding=\"utf-8\"?><a/>')/a/..", "<a/>"},
        {"parse-xml-fragment('</a><a>')", "FODC0006"},
        {"count(parse-xml-fragment('')/node())", "0"},
        {"serialize(parse-xml('<a b=\"1\">&lt;</a>')), serialize((1, '<'))",
         "<a b=\"1\">&lt;</a>|1 &lt;"},
        {"serialize(parse-xml('<a b=\"1\"/>')/a/@b)", "SENR0001"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(what_is_around) {
    static const struct evaluated rows[] = {
        {"error()", "FOER0000"},
        {"error(xs:QName('p:mine'), 'why')", "mine"},
        {"error(())", "FOER0000"},
        {"trace((1, 2), 'label')", "1|2"},
        {"environment-variable('PATH'), available-environment-variables()", ""},
        {"default-language()", "en"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(keys) {
    static const struct evaluated rows[] = {
        {"key('k', '1')/name()", "b|c"},
        {"key('k', ('2', '1'), /a/d)/name()", "c|e"},
        {"key('k', '3')", ""},
        {"key('none', 'x')", "XTDE1260"},
        {"key('no:name', 'x')", "XTDE1260"},
    };
    assert_evaluated("<a><b k=\"1\"/><d><c k=\"1\"/><e k=\"2\"/></d></a>", rows);
}
END_TEST

START_TEST(functions_of_xslt) {
    static const struct evaluated rows[] = {
        {"//b[@ref][current() is /]/name()", "b"},
        {"document('one.xml')/*/name(), document(('one.xml', 'two.xml'))/*/name()", "one|one|two"},
        {"document('one.xml#i')/name(), document('../one.xml', /*)/*/name()", "one|one"},
        {"document('none.xml')", "FODC0002"},
        {"function-available('substring'), function-available('substring', 9), "
         "function-available('p:none')",
         "true|false|false"},
        {"function-available('no:name')", "XTDE1400"},
        {"element-available('p:x'), type-available('xs:date'), type-available('xs:x')",
         "false|true|false"},
        {"system-property('p:x'), unparsed-entity-uri('x')", "|"},
    };
    assert_evaluated(document, rows);
}
END_TEST

SUITE(xpath_functions_nodes) {
    Suite *suite = suite_create("xpath/functions-nodes");
    TCase *tests = tcase_create("nodes");
    tcase_add_test(tests, names_of_nodes);
    tcase_add_test(tests, values_of_nodes);
    tcase_add_test(tests, where_nodes_belong);
    tcase_add_test(tests, identifiers);
    tcase_add_test(tests, qualified_names);
    tcase_add_test(tests, uris);
    tcase_add_test(tests, documents);
    tcase_add_test(tests, what_is_around);
    tcase_add_test(tests, keys);
    tcase_add_test(tests, functions_of_xslt);
    suite_add_tcase(suite, tests);
    return suite;
}
