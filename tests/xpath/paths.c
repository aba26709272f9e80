/* xpath: paths, axes, node tests, predicates and sets of nodes (XPath 2.0 3.2, 3.3). */
#include "run.h"

#include "xpath/evaluated.h"

static const char document[] =
    "<r><a n='1'><b>x</b><c/><b>y</b></a><a n='2' m='3'><b>z</b><?go on?>"
    "<!--note--></a><d xml:id='i'>text</d></r>";

START_TEST(axes) {
    static const struct evaluated rows[] = {
        {"/r/a/b/string()", "x|y|z"},
        {"//b/string()", "x|y|z"},
        {"//a[2]/@*/string()", "2|3"},
        {"//c/../@n/string()", "1"},
        {"//c/preceding-sibling::b/string()", "x"},
        {"//c/following-sibling::*/string()", "y"},
        {"//c/following::b/string()", "y|z"},
        {"//d/preceding::b/string()", "x|y|z"},
        {"//d/preceding::*/name()", "a|b|c|b|a|b"},
        {"//c/ancestor::*/name()", "r|a"},
        {"//c/ancestor-or-self::*/name()", "r|a|c"},
        {"//a[1]/descendant::*/name()", "b|c|b"},
        {"//a[1]/descendant-or-self::*/name()", "a|b|c|b"},
        {"//b/self::b/string()", "x|y|z"},
        {"//b/self::c", ""},
        {"//@n/parent::a/@n/string()", "1|2"},
        {"//@n/ancestor::r/name()", "r"},
        {"//a[1]/@n/following::*/name()", "b|c|b|a|b|d"},
        {"//a[2]/@n/preceding::*/name()", "a|b|c|b"},
        {"//@n/child::node()", ""},
        {"//@n/following-sibling::node()", ""},
        {"/..", ""},
        {"/node()/name()", "r"},
        {"count(/)", "1"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(node_tests) {
    static const struct evaluated rows[] = {
        {"/r/*/name()", "a|a|d"},
        {"//text()/string()", "x|y|z|text"},
        {"//comment()/string()", "note"},
        {"//processing-instruction()/name()", "go"},
        {"//processing-instruction(go)/string()", "on"},
        {"//processing-instruction('stop')", ""},
        {"count(//node())", "14"},
        {"//a[2]/node()/name()", "b|go|"},
        {"//element(b)/string()", "x|y|z"},
        {"//attribute(n)/string()", "1|2"},
        {"//attribute()/name()", "n|n|m|xml:id"},
        {"//a/attribute::node()/name()", "n|n|m"},
        {"//element(*, xs:untyped)[1]/name()", "r|a|b|b"},
        {"//element(b, xs:string)", ""},
        {"/self::document-node()/count(*)", "1"},
        {"/self::document-node(element(r))/count(*)", "1"},
        {"/self::document-node(element(x))", ""},
        {"//xml:id", ""},
        {"//@xml:id/string()", "i"},
        {"//@xml:*/string()", "i"},
        {"//*:b/string()", "x|y|z"},
        {"//p:b", ""},
        {"/r/schema-element(a)", "XPST0008"},
        {"//q:b", "XPST0081"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(predicates) {
    static const struct evaluated rows[] = {
        {"//b[1]/string()", "x|z"},
        {"(//b)[1]/string()", "x"},
        {"//b[last()]/string()", "y|z"},
        {"(//b)[last()]/string()", "z"},
        {"(//b)[position() > 1]/string()", "y|z"},
        {"(//b)[position() = last() - 1]/string()", "y"},
        {"//b[. = 'y']/string()", "y"},
        {"//a[c]/@n/string()", "1"},
        {"//a[@n = 2]/b/string()", "z"},
        {"//a[b][2]/@n/string()", "2"},
        {"//a[2][b]/@n/string()", "2"},
        {"//a[3]", ""},
        {"//d/preceding::b[1]/string()", "z"},
        {"//d/preceding::b[last()]/string()", "x"},
        {"//c/ancestor::*[1]/name()", "a"},
        {"//c/ancestor::*[last()]/name()", "r"},
        {"(//c/ancestor::*)[1]/name()", "r"},
        {"//b[following-sibling::b][1]/string()", "x"},
        {"//d/preceding-sibling::*[1]/@n/string()", "2"},
        {"(1 to 10)[. mod 3 = 0]", "3|6|9"},
        {"('a', 'b', 'c')[2]", "b"},
        {"('a', 'b', 'c')[1.0]", "a"},
        {"('a', 'b', 'c')[1.5]", ""},
        {"(1 to 1000000000000)[7]", "7"},
        {"('a', 'b')[position() = (1, 2)]", "a|b"},
        {"(1, 2)[('a', 'b')]", "FORG0006"},
        {"(0, 1, 2)[.]", ""},
        {"let $n := 2 return ('a', 'b')[$n]", "b"},
        {"let $n := 'x' return ('a', 'b')[$n]", "a|b"},
        {"//a[if (@n = 1) then 1 else true()]/@n/string()", "1|2"},
    };
    assert_evaluated(document, rows);
}
END_TEST

/* Nodes come in document order, each once, by whatever way they are reached. */
START_TEST(document_order) {
    static const char nested[] = "<r><a i='1'><a i='2'><b i='3'/></a><b i='4'/></a><b i='5'/></r>";
    static const struct evaluated rows[] = {
        {"//a/b/@i/string()", "3|4"},
        {"//a//b/@i/string()", "3|4"},
        {"//b/ancestor::a/@i/string()", "1|2"},
        {"//*/ancestor::a/@i/string()", "1|2"},
        {"//*/ancestor-or-self::a/@i/string()", "1|2"},
        {"//(* | @i)/descendant-or-self::node()/name()", "r|a|i|a|i|b|i|b|i|b|i"},
        {"//b/../@i/string()", "1|2"},
        {"//a/descendant-or-self::*/@i/string()", "1|2|3|4"},
        {"//*/following::b/@i/string()", "4|5"},
        {"//*/preceding::*/@i/string()", "1|2|3|4"},
        {"//*/following-sibling::*/@i/string()", "4|5"},
        {"//*/preceding-sibling::*/@i/string()", "1|2"},
        {"(//b, //a, //b)/@i/string()", "1|2|3|4|5"},
        {"(//b[3], //a)/@i/string()", "1|2"},
        {"(//b | //a)/@i/string()", "1|2|3|4|5"},
        {"//b/(.., .)/@i/string()", "1|2|3|4|5"},
        {"//a//@i/string()", "1|2|3|4"},
        {"//b/../b/@i/string()", "3|4|5"},
        {"reverse(//b)/@i/string()", "3|4|5"},
        {"//b/ancestor-or-self::*[@i][1]/@i/string()", "3|4|5"},
    };
    assert_evaluated(nested, rows);
}
END_TEST

START_TEST(sets) {
    static const struct evaluated rows[] = {
        {"(//b union //c)/name()", "b|c|b|b"},
        {"(//a/* intersect //b)/string()", "x|y|z"},
        {"(//a/* except //b)/name()", "c"},
        {"(//b except //b)", ""},
        {"count(//b | //b)", "3"},
        {"exists(//x | //c)", "true"},
        {"1 | //b", "XPTY0004"},
        {"//b except 1", "XPTY0004"},
        {"//b[. is //c/preceding::*[1]]/string()", "x"},
        {"//b[1] is //b[1]", "XPTY0004"},
        {"/r is /*", "true"},
        {"//c << //d, //c >> //d, () << //d", "true|false"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(what_stands_behind_a_slash) {
    static const struct evaluated rows[] = {
        {"//b/string-length()", "1|1|1"},
        {"//b/concat(., position())", "x1|y2|z3"},
        {"//b/last()", "3|3|3"},
        {"//a/(b | c)/name()", "b|c|b|b"},
        {"//a/(1, .)", "XPTY0018"},
        {"(1, 2)/a", "XPTY0019"},
        {"1/a", "XPTY0019"},
        {"(1 to 3) ! (. * 2)", "2|4|6"},
        {"//b ! (., .) ! string()", "x|x|y|y|z|z"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(needs_a_focus) {
    static const struct evaluated rows[] = {
        {".", "XPDY0002"},          {"a", "XPDY0002"},           {"/", "XPDY0002"},
        {"position()", "XPDY0002"}, {"last()", "XPDY0002"},      {"(1)[a]", "XPTY0020"},
        {"(1)[/]", "XPTY0020"},     {"(1)[.. = 1]", "XPTY0020"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

SUITE(xpath_paths) {
    Suite *suite = suite_create("xpath/paths");
    TCase *cases = tcase_create("xpath_paths");
    tcase_add_test(cases, axes);
    tcase_add_test(cases, node_tests);
    tcase_add_test(cases, predicates);
    tcase_add_test(cases, document_order);
    tcase_add_test(cases, sets);
    tcase_add_test(cases, what_stands_behind_a_slash);
    tcase_add_test(cases, needs_a_focus);
    suite_add_tcase(suite, cases);
    return suite;
}
