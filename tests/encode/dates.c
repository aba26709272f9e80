/* encode/dates: dates in words get their ISO form, where they are days of the calendar. */
#include "example.h"
#include "run.h"

#define CHECK(words, expected) check_encodes("On " words " so.", "<p>On " expected " so.</p>\n")
#define DATE(when, words) "<date when=\"" when "\">" words "</date>"

START_TEST(days_of_the_calendar) {
    CHECK("December 13, 1971", DATE("1971-12-13", "December 13, 1971"));
    CHECK("February 29, 1972,", DATE("1972-02-29", "February 29, 1972") ",");
    CHECK("February 29, 2000", DATE("2000-02-29", "February 29, 2000"));
    CHECK("December\n13,\n1971", DATE("1971-12-13", "December\n13,\n1971"));
}
END_TEST

START_TEST(no_days_of_the_calendar) {
    CHECK("February 30, 1971,", "February 30, 1971,");
    CHECK("February 29, 1900,", "February 29, 1900,");
    CHECK("June 0, 1971,", "June 0, 1971,");
}
END_TEST

START_TEST(dates_that_are_not_whole) {
    CHECK("May 4", "May 4");
    CHECK("December 1971", "December 1971");
    CHECK("May 4, 19712", "May 4, 19712");
}
END_TEST

START_TEST(days_before_months) {
    CHECK("2nd March 1864", DATE("1864-03-02", "2nd March 1864"));
    CHECK("the 11th of July, 1863,", "the " DATE("1863-07-11", "11th of July, 1863") ",");
    CHECK("31 April 1864", "31 April 1864");
    CHECK("11th July last", "11th July last");
}
END_TEST

#define SPAN(from, to, words) "<date from=\"" from "\" to=\"" to "\">" words "</date>"

START_TEST(spans_of_days) {
    CHECK("November 6-7, 1959", SPAN("1959-11-06", "1959-11-07", "November 6-7, 1959"));
    CHECK("November 3–4, 1961", SPAN("1961-11-03", "1961-11-04", "November 3–4, 1961"));
    CHECK("July 30 – August 1, 1975", SPAN("1975-07-30", "1975-08-01", "July 30 – August 1, 1975"));
    CHECK("November 7–6, 1959", "November 7–6, 1959");
    CHECK("November 29–31, 1959", "November 29–31, 1959");
}
END_TEST

START_TEST(several_in_a_row) {
    CHECK("May 4, 1971, and May 32, 1971, and May 6, 1971,",
          DATE("1971-05-04", "May 4, 1971") ", and May 32, 1971, and " DATE("1971-05-06",
                                                                            "May 6, 1971") ",");
}
END_TEST

SUITE(dates) {
    Suite *suite = suite_create("encode/dates");
    TCase *cases = tcase_create("dates");
    tcase_add_test(cases, days_of_the_calendar);
    tcase_add_test(cases, no_days_of_the_calendar);
    tcase_add_test(cases, dates_that_are_not_whole);
    tcase_add_test(cases, days_before_months);
    tcase_add_test(cases, spans_of_days);
    tcase_add_test(cases, several_in_a_row);
    suite_add_tcase(suite, cases);
    return suite;
}
