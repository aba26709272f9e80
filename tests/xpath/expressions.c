/* xpath: every other production: sequences, variables, conditions, operators, comparisons, types,
   functions (XPath 2.0 3, XPath 3.1 where it is said). */
#include "run.h"

#include "xpath/evaluated.h"

static const char document[] = "<r><a n='1'>x</a><a n='2'>y</a><a n='10'>y</a></r>";

START_TEST(sequences) {
    static const struct evaluated rows[] = {
        {"()", ""},
        {"(1, (), (2, 3))", "1|2|3"},
        {"2 to 4", "2|3|4"},
        {"4 to 2", ""},
        {"() to 2", ""},
        {"1 to 1.5", "XPTY0004"},
        {"//a/@n to 3", "XPTY0004"},
        {"//a[1]/@n to 3", "1|2|3"},
        {"count((1 to 100000))", "100000"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(variables) {
    static const struct evaluated rows[] = {
        {"for $x in 1 to 3 return $x * $x", "1|4|9"},
        {"for $x in (1, 2), $y in ($x, 10) return $x + $y", "2|11|4|12"},
        {"for $x in () return 1", ""},
        {"for $x in //a return string($x/@n)", "1|2|10"},
        {"for $x in 1, $x in $x + 1 return $x", "2"},
        {"let $x := (1, 2), $y := count($x) return ($x, $y)", "1|2|2"},
        {"some $x in (1, 2), $y in (2, 3) satisfies $x = $y", "true"},
        {"every $x in (1, 2) satisfies $x > 1", "false"},
        {"every $x in () satisfies false()", "true"},
        {"some $x in 1 to 1000000000000 satisfies $x = 5", "true"},
        {"some $x in (1, 'a') satisfies $x = 1", "true"},
        {"$none", "XPST0008"},
        {"for $x in 1 return 2, $x", "XPST0008"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(conditions) {
    static const struct evaluated rows[] = {
        {"if (//a) then 'some' else 'none'", "some"},
        {"if (()) then 1 else 2", "2"},
        {"if (1) then 1 else 1 div 0", "1"},
        {"if ((1, 2)) then 1 else 2", "FORG0006"},
        {"true() and ''", "false"},
        {"false() or 'a'", "true"},
        {"false() and 1 div 0 = 1", "false"},
        {"not(//b), not('a'), boolean(0), boolean(xs:double('NaN'))", "true|false|false|false"},
        {"boolean(current-date())", "FORG0006"},
        {"exists(//a), empty(//a), exists(()), count(//a)", "true|false|false|3"},
        {"exists(1 to 1000000000000)", "true"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(arithmetic) {
    static const struct evaluated rows[] = {
        {"1 + 2 * 3 - 4 div 2", "5"},
        {"7 idiv 2, 7 mod 2, -7 mod 2", "3|1|-1"},
        {"-(3), +2, --1", "-3|2|1"},
        {"-'a'", "XPTY0004"},
        {"1 + ()", ""},
        {"(1, 2) + 1", "XPTY0004"},
        {"//a[1]/@n + 1", "2"},
        {"//a[1] + 1", "FORG0001"},
        {"1 + 'a'", "XPTY0004"},
        {"1 idiv 0", "FOAR0001"},
        {"xs:date('2021-01-31') + xs:yearMonthDuration('P1M')", "2021-02-28"},
        {"'a' || 1 || ()", "a1"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(comparisons) {
    static const struct evaluated rows[] = {
        {"1 eq 1.0, 'a' lt 'b', () eq 1", "true|true"},
        {"1 eq 'a'", "XPTY0004"},
        {"(1, 2) eq 1", "XPTY0004"},
        {"//a[1]/@n eq '1'", "true"},
        {"//a[1]/@n eq 1", "XPTY0004"},
        {"//a/@n = 10, //a/@n = '10', //a/@n = 3", "true|true|false"},
        {"//a/@n > 9, //a/@n > '9'", "true|false"},
        {"//a[1] = 1", "FORG0001"},
        {"//a = //a, //a != //a", "true|true"},
        {"(1, 2) = (2, 3), (1, 2) != (1, 2), (1, 2) < (0, 1)", "true|true|false"},
        {"() = (), () != 1", "false|false"},
        {"(1, 'a') = 'a'", "XPTY0004"},
        {"xs:untypedAtomic('a') = ('b', 'a')", "true"},
        {"xs:untypedAtomic('1') = xs:NCName('s')", "false"},
        {"xs:untypedAtomic('2020-01-01') = xs:date('2020-01-01')", "true"},
    };
    assert_evaluated(document, rows);
}
END_TEST

/* Where both sides are long, values are looked up: that must give the same. */
START_TEST(long_comparisons) {
    static const struct evaluated rows[] = {
        {"(1 to 1000) = (1000 to 2000)", "true"},
        {"(1 to 999) = (1000 to 2000)", "false"},
        {"(1 to 100, 500.5) = (1000 to 2000, 500.5e0)", "true"},
        {"(1 to 100) ! string() = (200 to 300, 50) ! string()", "true"},
        {"(1 to 100) ! xs:untypedAtomic(.) = (200 to 300, 50) ! string()", "true"},
        {"(1 to 100) ! xs:untypedAtomic(.) = (200 to 300, 50)", "true"},
        {"(1 to 100) = (200 to 300, 50) ! xs:untypedAtomic(.)", "true"},
        {"(1 to 100) = (200 to 300) ! string()", "XPTY0004"},
        {"('x', 'y') ! xs:untypedAtomic(.) = (200 to 300)", "FORG0001"},
        {"(xs:double('NaN'), 1) = ((2 to 50), xs:double('NaN'))", "false"},
        {"(1 to 100) != (1 to 100)", "true"},
        {"//a[@n = //a/@n]/@n/string()", "1|2|10"},
        {"//a[. = //a[2]]/@n/string()", "2|10"},
        {"//a[@n = (1 to 5)]/@n/string()", "1|2"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(types) {
    static const struct evaluated rows[] = {
        {"1 instance of xs:integer, 1 instance of xs:decimal, 1 instance of xs:string",
         "true|true|false"},
        {"(1, 2) instance of xs:integer+, () instance of xs:integer?, (1, 2) instance of item()",
         "true|true|false"},
        {"() instance of empty-sequence(), 1 instance of empty-sequence()", "true|false"},
        {"(/) instance of document-node(element(r)), //a instance of element(a)*", "true|true"},
        {"//@n instance of attribute(n, xs:untypedAtomic)*", "true"},
        {"1 instance of xs:none", "XPST0051"},
        {"1 treat as xs:integer", "1"},
        {"(1, 2) treat as xs:integer", "XPDY0050"},
        {"'1' cast as xs:integer, '1' castable as xs:integer, 'a' castable as xs:integer",
         "1|true|false"},
        {"() cast as xs:integer?", ""},
        {"() cast as xs:integer", "XPTY0004"},
        {"'a' cast as xs:integer", "FORG0001"},
        {"xs:integer('7') + 1, xs:date(())", "8"},
        {"(1, 2) castable as xs:integer, () castable as xs:integer?", "false|true"},
        {"1 cast as xs:anyAtomicType", "XPST0080"},
        {"'p:x' cast as xs:QName", "p:x"},
        {"'q:x' cast as xs:QName", "FONS0004"},
    };
    assert_evaluated(document, rows);
}
END_TEST

START_TEST(calls) {
    static const struct evaluated rows[] = {
        {"string-length('abc')", "3"},
        {"string-length(//a[1])", "1"},
        {"string-length((1, 2))", "XPTY0004"},
        {"string-length(1)", "XPTY0004"},
        {"round(xs:untypedAtomic('1.5'))", "2"},
        {"round('1.5')", "XPTY0004"},
        {"concat(1, 'a', ())", "1a"},
        {"sum(//a/@n)", "13"},
        {"none()", "XPST0017"},
        {"string-length('a', 'b')", "XPST0017"},
        {"Q{http://www.w3.org/2005/xpath-functions}concat('a', 'b')", "ab"},
    };
    assert_evaluated(document, rows);
}
END_TEST

/* XPath 3.1. */
START_TEST(function_items) {
    static const struct evaluated rows[] = {
        {"(function($x) { $x + 1 })(2)", "3"},
        {"let $y := 10, $f := function($x) { $x + $y } return $f(2)", "12"},
        {"for $y in (1, 2) return (function() { $y })()", "1|2"},
        {"let $f := function($x) { function($y) { $x * $y } } return $f(3)(4)", "12"},
        {"let $f := string-length#1 return $f('abc')", "3"},
        {"let $f := concat#3 return $f('a', 'b', 'c')", "abc"},
        {"xs:integer#1('5') + 1", "6"},
        {"'abc' => substring(2) => string-length()", "2"},
        {"'a' => (function($x) { $x || 'b' })()", "ab"},
        {"(function($x as xs:integer) as xs:string { $x })(1)", "XPTY0004"},
        {"(function($x as xs:integer) { $x })('a')", "XPTY0004"},
        {"(function($x) { $x })()", "XPTY0004"},
        {"(1)()", "XPTY0004"},
        {"(function() { . })()", "XPDY0002"},
        {"function($x, $x) { 1 }", "XQST0039"},
        {"none#1", "XPST0017"},
        {"concat#2 instance of function(*), concat#2 instance of function(item()) as item()",
         "true|false"},
        {"string-length#1 instance of function(xs:string?) as xs:integer", "true"},
        {"string(concat#2)", "FOTY0014"},
        {"concat#2 + 1", "FOTY0013"},
    };
    assert_evaluated(document, rows);
}
END_TEST

SUITE(xpath_expressions) {
    Suite *suite = suite_create("xpath/expressions");
    TCase *cases = tcase_create("xpath_expressions");
    tcase_add_test(cases, sequences);
    tcase_add_test(cases, variables);
    tcase_add_test(cases, conditions);
    tcase_add_test(cases, arithmetic);
    tcase_add_test(cases, comparisons);
    tcase_add_test(cases, long_comparisons);
    tcase_add_test(cases, types);
    tcase_add_test(cases, calls);
    tcase_add_test(cases, function_items);
    suite_add_tcase(suite, cases);
    return suite;
}
