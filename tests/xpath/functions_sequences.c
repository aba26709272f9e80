/* xpath/functions: truth values, sequences, functions of functions. */
#include "run.h"

#include "xpath/evaluated.h"

START_TEST(truth_values) {
    static const struct evaluated rows[] = {
        {"true(), false()", "true|false"},
        {"boolean(()), boolean(/), boolean(''), boolean('a')", "false|true|false|true"},
        {"boolean(0), boolean(0.1), boolean(xs:double('NaN')), boolean(false())",
         "false|true|false|false"},
        {"boolean((/, 1)), not(/a/x)", "true|true"},
        {"boolean((1, 2))", "FORG0006"},
        {"boolean(current-date())", "FORG0006"},
        {"boolean(true#0)", "FORG0006"},
        {"empty(()), empty(1), exists(()), exists((1, 2))", "true|false|false|true"},
    };
    assert_evaluated("<a/>", rows);
}
END_TEST

START_TEST(what_is_in_a_sequence) {
    static const struct evaluated rows[] = {
        {"index-of((10, 20, 30, 20), 20)", "2|4"},
        {"index-of(('a', 1, xs:untypedAtomic('a')), 'a')", "1|3"},
        {"index-of(xs:double('NaN'), xs:double('NaN'))", ""},
        {"index-of(('a', 'A'), 'A', 'http://www.w3.org/2005/xpath-functions/collation/"
         "html-ascii-case-insensitive')",
         "1|2"},
        {"distinct-values((1, 2.0, 3, 2, 1e0))", "1|2|3"},
        {"distinct-values((xs:untypedAtomic('a'), 'a', xs:anyURI('a'), 'b'))", "a|b"},
        {"distinct-values((xs:double('NaN'), xs:float('NaN')))", "NaN"},
        {"distinct-values((1, '1', true(), xs:date('2000-01-01')))", "1|1|true|2000-01-01"},
        {"distinct-values((xs:dateTime('2000-01-01T12:00:00Z'), "
         "xs:dateTime('2000-01-01T13:00:00+01:00')))",
         "2000-01-01T12:00:00Z"},
        {"distinct-values((xs:duration('P1Y'), xs:yearMonthDuration('P12M')))", "P1Y"},
        {"distinct-values((xs:QName('p:a'), QName('urn:p', 'a'), xs:QName('t:a')))", "p:a|t:a"},
        {"count(distinct-values(for $i in 1 to 1000 return $i mod 77))", "77"},
        {"distinct-values(('a', 'A'), 'http://www.w3.org/2005/xpath-functions/collation/"
         "html-ascii-case-insensitive')",
         "a"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(parts_of_sequences) {
    static const struct evaluated rows[] = {
        {"insert-before(('a', 'b'), 2, 'z'), insert-before(('a', 'b'), 0, 'z')", "a|z|b|z|a|b"},
        {"insert-before('a', 9, ('y', 'z'))", "a|y|z"},
        {"remove(('a', 'b', 'c'), 2), remove('a', 0), remove('a', 2)", "a|c|a|a"},
        {"reverse((1, 2, 3))", "3|2|1"},
        {"subsequence((1, 2, 3, 4, 5), 4)", "4|5"},
        {"subsequence((1, 2, 3, 4, 5), 2.5, 2)", "3|4"},
        {"subsequence((1, 2, 3), -1, 3)", "1"},
        {"subsequence((1, 2, 3), -1 div 0e0, 1 div 0e0)", ""},
        {"unordered((1, 2))", "1|2"},
        {"head((1, 2)), head(()), tail((1, 2, 3))", "1|2|3"},
        {"zero-or-one(()), one-or-more((1, 2)), exactly-one(3)", "1|2|3"},
        {"zero-or-one((1, 2))", "FORG0003"},
        {"one-or-more(())", "FORG0004"},
        {"exactly-one(())", "FORG0005"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(deep_equality) {
    static const struct evaluated rows[] = {
        {"deep-equal((1, 'a'), (1e0, xs:untypedAtomic('a')))", "true"},
        {"deep-equal((1, 2), (2, 1)), deep-equal((), ()), deep-equal(1, ())", "false|true|false"},
        {"deep-equal(xs:double('NaN'), xs:float('NaN'))", "true"},
        {"deep-equal(/a/b[1], /a/b[2])", "true"},
        {"deep-equal(/a/b[1], /a/b[3]), deep-equal(/a/b[1], /a/b[4])", "false|false"},
        {"deep-equal(/a/b[1]/@x, /a/b[2]/@x), deep-equal(/a/b[1]/@x, /a/b[1]/@y)", "true|false"},
        {"deep-equal(/a/b[1], /a/b[1]/string())", "false"},
        {"deep-equal(/a/b[5], /a/b[6]), deep-equal(/a/b[5], /a/b[7])", "false|true"},
        {"deep-equal(parse-xml('<a x=\"1\"/>'), parse-xml('<a x=\"1\"></a>'))", "true"},
        {"deep-equal('a', 'A', 'http://www.w3.org/2005/xpath-functions/collation/"
         "html-ascii-case-insensitive')",
         "true"},
        {"deep-equal(true#0, true#0)", "FOTY0015"},
    };
    assert_evaluated("<a><b x='1' y='2'><c/>t</b><b y='2' x='1'><!--c--><c/>t</b>"
                     "<b x='1' y='2'><c>t</c></b><b x='1'><c/>t</b>"
                     "<b><c><d/></c><e/></b><b><c><d/><e/></c></b><b><c><d/></c><e/></b></a>",
                     rows);
}
END_TEST

START_TEST(functions_of_functions) {
    static const struct evaluated rows[] = {
        {"for-each(1 to 3, function($i) { $i * $i })", "1|4|9"},
        {"for-each-pair(1 to 3, (4, 5), function($a, $b) { $a * $b })", "4|10"},
        {"filter(1 to 10, function($i) { $i mod 4 eq 0 })", "4|8"},
        {"filter(1 to 3, function($i) { $i })", "XPTY0004"},
        {"fold-left(1 to 4, 0, function($a, $b) { $a * 10 + $b })", "1234"},
        {"fold-right(1 to 4, 0, function($a, $b) { $b * 10 + $a })", "4321"},
        {"string-length(fold-left(1 to 50, 'a', function($a, $b) { concat($a, $a) }))", "XPLIMIT"},
        {"sort((3, 1, 2)), sort(('b', 'a'))", "1|2|3|a|b"},
        {"sort((xs:double('NaN'), 1, -1))", "NaN|-1|1"},
        {"sort(('aa', 'b', 'ccc'), (), string-length#1)", "b|aa|ccc"},
        {"sort(('aa', 'b', 'cc'), (), function($s) { -string-length($s) })", "aa|cc|b"},
        {"sort((1, 'a'))", "XPTY0004"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(inner_and_outer_nodes) {
    static const struct evaluated rows[] = {
        {"innermost(//*)/name()", "c|d"},
        {"outermost((//c, //b, //d))/name()", "b|d"},
        {"innermost((//c, //c))/name()", "c"},
        {"innermost(())", ""},
    };
    assert_evaluated("<a><b><c/></b><d/></a>", rows);
}
END_TEST

SUITE(xpath_functions_sequences) {
    Suite *suite = suite_create("xpath/functions-sequences");
    TCase *tests = tcase_create("sequences");
    tcase_add_test(tests, truth_values);
    tcase_add_test(tests, what_is_in_a_sequence);
    tcase_add_test(tests, parts_of_sequences);
    tcase_add_test(tests, deep_equality);
    tcase_add_test(tests, functions_of_functions);
    tcase_add_test(tests, inner_and_outer_nodes);
    suite_add_tcase(suite, tests);
    return suite;
}
