/* xpath/functions: numbers, aggregates, numbers as pictures ask for them. */
#include "run.h"

#include "xpath/evaluated.h"

START_TEST(rounding) {
    static const struct evaluated rows[] = {
        {"abs(-10.5)", "10.5"},
        {"abs(()), ceiling(()), floor(()), round(())", ""},
        {"ceiling(10.5), ceiling(-10.5)", "11|-10"},
        {"floor(10.5), floor(-10.5)", "10|-11"},
        {"round(2.5), round(2.4999), round(-2.5)", "3|2|-2"},
        {"round(1.125, 2), round(8452, -2), round(3.1415e0, 2)", "1.13|8500|3.14"},
        {"round-half-to-even(0.5), round-half-to-even(1.5)", "0|2"},
        {"round-half-to-even(35612.25, -2)", "35600"},
        {"abs('1')", "XPTY0004"},
        {"abs(xs:byte(-1)) instance of xs:integer", "true"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(numbers) {
    static const struct evaluated rows[] = {
        {"number('12')", "12"},  {"number('x')", "NaN"}, {"number(())", "NaN"},
        {"number(true())", "1"}, {"/a/number()", "7"},   {"number((1, 2))", "XPTY0004"},
    };
    assert_evaluated("<a>7</a>", rows);
}
END_TEST

START_TEST(mathematics) {
    static const struct evaluated rows[] = {
        {"round(math:pi(), 4)", "3.1416"},
        {"math:exp(0), math:exp10(2), math:log(1), math:log10(1000)", "1|100|0|3"},
        {"math:sqrt(9), math:sqrt(-9)", "3|NaN"},
        {"math:pow(2, 10), math:pow(1, xs:double('NaN'))", "1024|1"},
        {"math:sin(0), math:cos(0), math:tan(0)", "0|1|0"},
        {"math:asin(0), math:acos(1), math:atan(0), math:atan2(0, 1)", "0|0|0|0"},
        {"math:sqrt(())", ""},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(aggregates) {
    static const struct evaluated rows[] = {
        {"count((1, 2, 3)), count(())", "3|0"},
        {"sum((1, 2, 3)), sum(()), sum((), ())", "6|0"},
        {"sum(('1', 2))", "FORG0006"},
        {"sum(/a/b)", "3.5"},
        {"sum((9223372036854775807, 1, 1))", "9223372036854775809"},
        {"sum((1, 0.5)), sum((1, 0.5, 1e0))", "1.5|2.5"},
        {"sum((xs:dayTimeDuration('PT1H'), xs:dayTimeDuration('PT2H')))", "PT3H"},
        {"sum((xs:dayTimeDuration('PT1H'), xs:yearMonthDuration('P1Y')))", "FORG0006"},
        {"sum((xs:date('2000-01-01')))", "FORG0006"},
        {"avg((3, 4, 5)), avg(())", "4"},
        {"avg((xs:yearMonthDuration('P20Y'), xs:yearMonthDuration('P10M')))", "P10Y5M"},
        {"max((3, 4.5, 2)), max(('a', 'c', 'b'))", "4.5|c"},
        {"max((3, 4e0)) instance of xs:double", "true"},
        {"max((5, 5.0e0)) instance of xs:double", "true"},
        {"max((1, xs:double('NaN'), 2))", "NaN"},
        {"max(('a', 1))", "FORG0006"},
        {"max((xs:QName('p:a')))", "FORG0006"},
        {"max(/a/b)", "2.5"},
        {"min((3, 4.5, 2)), min((true(), false()))", "2|false"},
        {"min((xs:date('2001-01-01'), xs:date('2000-01-01')))", "2000-01-01"},
        {"min((xs:anyURI('b'), 'a')), min(())", "a"},
    };
    assert_evaluated("<a><b>1</b><b>2.5</b></a>", rows);
}
END_TEST

START_TEST(integers_as_pictures) {
    static const struct evaluated rows[] = {
        {"format-integer(123, '0000')", "0123"},
        {"format-integer(1234567, '#,##0')", "1,234,567"},
        {"format-integer(1234567, '#,##0,00')", "12,345,67"},
        {"format-integer(-5, '001')", "-005"},
        {"format-integer(123, 'w')", "one hundred and twenty-three"},
        {"format-integer(21, 'Ww;o')", "Twenty-First"},
        {"format-integer(7, 'a'), format-integer(28, 'A')", "g|AB"},
        {"format-integer(57, 'I'), format-integer(1999, 'i')", "LVII|mcmxcix"},
        {"format-integer(1, '1;o'), format-integer(12, '1;o'), format-integer(103, '1;o')",
         "1st|12th|103rd"},
        {"format-integer(3, '1;o', 'de')", "3."},
        {"format-integer(25, '٠')", "٢٥"},
        {"format-integer((), '1')", ""},
        {"format-integer(1, '')", "FODF1310"},
        {"format-integer(1, '1#')", "FODF1310"},
        {"format-integer(1, '1;x')", "FODF1310"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(numbers_as_pictures) {
    static const struct evaluated rows[] = {
        {"format-number(12345.6, '#,###.00')", "12,345.60"},
        {"format-number(12345678.9, '9,999.99')", "12,345,678.90"},
        {"format-number(0.14, '01%'), format-number(0.006, '0‰')", "14%|6‰"},
        {"format-number(-6, '000'), format-number(-6, '0;(0)')", "-006|(6)"},
        {"format-number(1234.5678, '00.000e0')", "12.346e2"},
        {"format-number(0.000123, '0.0e00')", "1.2e-04"},
        {"format-number((), '0'), format-number(1 div 0e0, '#0')", "NaN|Infinity"},
        {"format-number(0, '#'), format-number(0.5, '#.#'), format-number(0.5, '0.0#')",
         "0|.5|0.5"},
        {"format-number(2.5, '0'), format-number(3.5, '0')", "2|4"},
        {"format-number(1, 'a0b')", "a1b"},
        {"format-number(1, '0.0.0')", "FODF1310"},
        {"format-number(1, '0#')", "FODF1310"},
        {"format-number(1, 'a')", "FODF1310"},
        {"format-number(1, '0,.0')", "FODF1310"},
        {"format-number(1, '0', 'p:f')", "FODF1280"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

SUITE(xpath_functions_numbers) {
    Suite *suite = suite_create("xpath/functions-numbers");
    TCase *tests = tcase_create("numbers");
    tcase_add_test(tests, rounding);
    tcase_add_test(tests, numbers);
    tcase_add_test(tests, mathematics);
    tcase_add_test(tests, aggregates);
    tcase_add_test(tests, integers_as_pictures);
    tcase_add_test(tests, numbers_as_pictures);
    suite_add_tcase(suite, tests);
    return suite;
}
