/* xpath/functions: dates, times and durations, and how pictures show them. */
#include "run.h"

#include "xpath/evaluated.h"

START_TEST(components_of_durations) {
    static const struct evaluated rows[] = {
        {"years-from-duration(xs:duration('P1Y15M')), months-from-duration(xs:duration('P1Y15M'))",
         "2|3"},
        {"years-from-duration(xs:duration('-P15M')), months-from-duration(xs:duration('-P15M'))",
         "-1|-3"},
        {"days-from-duration(xs:duration('P3DT55H')), hours-from-duration(xs:duration('P3DT55H'))",
         "5|7"},
        {"minutes-from-duration(xs:duration('PT100S'))", "1"},
        {"seconds-from-duration(xs:duration('-PT3M5.25S'))", "-5.25"},
        {"seconds-from-duration(())", ""},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(components_of_moments) {
    static const struct evaluated rows[] = {
        {"year-from-dateTime(xs:dateTime('-0044-03-15T12:00:00'))", "-44"},
        {"month-from-dateTime(xs:dateTime('1999-05-31T13:20:00-05:00'))", "5"},
        {"day-from-dateTime(xs:dateTime('1999-12-31T24:00:00'))", "1"},
        {"hours-from-dateTime(xs:dateTime('1999-05-31T13:20:01.5-05:00'))", "13"},
        {"minutes-from-dateTime(xs:dateTime('1999-05-31T13:20:01.5-05:00'))", "20"},
        {"seconds-from-dateTime(xs:dateTime('1999-05-31T13:20:01.5-05:00'))", "1.5"},
        {"timezone-from-dateTime(xs:dateTime('1999-05-31T13:20:01.5-05:00'))", "-PT5H"},
        {"timezone-from-dateTime(xs:dateTime('1999-05-31T13:20:01.5'))", ""},
        {"year-from-date(xs:date('1999-05-31')), month-from-date(xs:date('1999-05-31')), "
         "day-from-date(xs:date('1999-05-31')), timezone-from-date(xs:date('1999-05-31Z'))",
         "1999|5|31|PT0S"},
        {"hours-from-time(xs:time('11:23:00.05')), minutes-from-time(xs:time('11:23:00.05')), "
         "seconds-from-time(xs:time('11:23:00.05')), timezone-from-time(xs:time('11:23:00+01:00'))",
         "11|23|0.05|PT1H"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(zones) {
    static const struct evaluated rows[] = {
        {"adjust-dateTime-to-timezone(xs:dateTime('2002-03-07T10:00:00-07:00'), "
         "xs:dayTimeDuration('-PT10H'))",
         "2002-03-07T07:00:00-10:00"},
        {"adjust-dateTime-to-timezone(xs:dateTime('2002-03-07T10:00:00-07:00'), ())",
         "2002-03-07T10:00:00"},
        {"adjust-date-to-timezone(xs:date('2002-03-07'), xs:dayTimeDuration('-PT10H'))",
         "2002-03-07-10:00"},
        {"adjust-time-to-timezone(xs:time('10:00:00-07:00'), xs:dayTimeDuration('PT10H'))",
         "03:00:00+10:00"},
        {"adjust-time-to-timezone(xs:time('10:00:00'), xs:dayTimeDuration('PT15H'))", "FODT0003"},
        {"adjust-time-to-timezone(xs:time('10:00:00'), xs:dayTimeDuration('PT1S'))", "FODT0003"},
        {"adjust-time-to-timezone(())", ""},
        {"timezone-from-time(adjust-time-to-timezone(xs:time('10:00:00'))) eq implicit-timezone()",
         "true"},
        {"dateTime(xs:date('1999-12-31'), xs:time('12:00:00Z'))", "1999-12-31T12:00:00Z"},
        {"dateTime(xs:date('1999-12-31+01:00'), xs:time('12:00:00Z'))", "FORG0008"},
        {"dateTime((), xs:time('12:00:00Z'))", ""},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(the_present_does_not_change) {
    static const struct evaluated rows[] = {
        {"current-dateTime() eq current-dateTime()", "true"},
        {"current-date() eq xs:date(current-dateTime())", "true"},
        {"current-time() eq xs:time(current-dateTime())", "true"},
        {"year-from-date(current-date()) ge 2024", "true"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

START_TEST(pictures) {
    static const struct evaluated rows[] = {
        {"format-date(xs:date('2002-12-31'), '[Y0001]-[M01]-[D01]')", "2002-12-31"},
        {"format-date(xs:date('2002-12-31'), '[M]-[D]-[Y,2-2]')", "12-31-02"},
        {"format-date(xs:date('2002-12-31'), '[D1] [MI] [Y]')", "31 XII 2002"},
        {"format-date(xs:date('2002-12-31'), '[D1o] [MNn], [Y]')", "31st December, 2002"},
        {"format-date(xs:date('2002-12-31'), '[FNn] [MN,*-3] [[[Ww]]]')", "Tuesday DEC [one]"},
        {"format-date(xs:date('2002-12-31'), '[D1o] [MNn] [Y]', 'de', (), ())",
         "31. Dezember 2002"},
        {"format-date(xs:date('2002-12-31'), '[MNn]', 'xx', (), ())", "[Language: en]December"},
        {"format-date(xs:date('2002-12-31'), '[Y]', (), 'JE', ())", "[Calendar: AD]2002"},
        {"format-date(xs:date('2005-01-01'), '[W] [d] [F1] [w]')", "53 1 6 5"},
        {"format-date(xs:date('-0044-03-15'), '[Y] [EN]')", "44 BC"},
        {"format-time(xs:time('15:58:45.762'), '[h]:[m01] [PN]')", "3:58 PM"},
        {"format-time(xs:time('15:58:45.762'), '[H01]:[m01]:[s01].[f001]')", "15:58:45.762"},
        {"format-time(xs:time('15:58:45.7'), '[s].[f,1-3] [f01]')", "45.7 70"},
        {"format-dateTime(xs:dateTime('2002-12-31T15:58:45+02:00'), '[h].[m]  [z] [Z] [ZZ] "
         "[Z0000]')",
         "3.58  GMT+02:00 +02:00 B +0200"},
        {"format-time(xs:time('15:58:45Z'), '[Z01:01t] [Z0]')", "Z +0"},
        {"format-date((), '[Y]')", ""},
        {"format-date(xs:date('2002-12-31'), '[H]')", "FOFD1350"},
        {"format-date(xs:date('2002-12-31'), '[y]')", "FOFD1340"},
        {"format-date(xs:date('2002-12-31'), '[Y')", "FOFD1340"},
        {"format-date(xs:date('2002-12-31'), 'Y]')", "FOFD1340"},
    };
    assert_evaluated(NULL, rows);
}
END_TEST

SUITE(xpath_functions_dates) {
    Suite *suite = suite_create("xpath/functions-dates");
    TCase *tests = tcase_create("dates");
    tcase_add_test(tests, components_of_durations);
    tcase_add_test(tests, components_of_moments);
    tcase_add_test(tests, zones);
    tcase_add_test(tests, the_present_does_not_change);
    tcase_add_test(tests, pictures);
    suite_add_tcase(suite, tests);
    return suite;
}
