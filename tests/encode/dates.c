/* encode/dates: dates in words get their ISO form, where they are days of the calendar. */
#include "example.h"
#include "run.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

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
    CHECK("May 4, 19712", "May 4, 19712");
    CHECK("a day in May", "a day in May");
}
END_TEST

START_TEST(months) {
    CHECK("December 1971", DATE("1971-12", "December 1971"));
    CHECK("early March, 1908,", "early " DATE("1908-03", "March, 1908") ",");
    CHECK("32 December 1971", "32 December 1971");
}
END_TEST

START_TEST(months_cut_short) {
    CHECK("Dec. 7, 1971,", DATE("1971-12-07", "Dec. 7, 1971") ",");
    CHECK("7 Sept 1971", DATE("1971-09-07", "7 Sept 1971"));
}
END_TEST

#define LETTER "7. Letter\n\nBrest, December 7, 1971\n\nDear Sir:\n\n"
#define GUESS(when, cert, words) "<date when=\"" when "\" cert=\"" cert "\">" words "</date>"

static void check_in_letter(const char *words, const char *expected) {
    struct buffer text = {0};
    buffer_print(&text, LETTER "On %s so.", words);
    struct example example = example_encode(&(struct source){.text = text.bytes});
    buffer_free(&text);
    buffer_print(&text, "<p>On %s so.</p>", expected);
    char *division = example_division(example.encoding);
    ck_assert_msg(strstr(division, text.bytes) != NULL, "no %s in %s", text.bytes, division);
    free(division);
    buffer_free(&text);
    example_free(&example);
}

START_TEST(years_that_the_documents_date_suggests) {
    check_in_letter("November 30", GUESS("1971-11-30", "medium", "November 30"));
    check_in_letter("January 4th", GUESS("1972-01-04", "medium", "January 4th"));
    check_in_letter("6 May", GUESS("1972-05-06", "low", "6 May"));
    check_in_letter("December 30–January 2",
                    "<date from=\"1971-12-30\" to=\"1972-01-02\" cert=\"medium\">December "
                    "30–January 2</date>");
    check_in_letter("May 6 and 7, 1970,", "May 6 and 7, 1970,");
    check_in_letter("February 30", "February 30");
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
    CHECK("December 30, 1970–January 2, 1971",
          SPAN("1970-12-30", "1971-01-02", "December 30, 1970–January 2, 1971"));
    CHECK("3–4 November 1961", SPAN("1961-11-03", "1961-11-04", "3–4 November 1961"));
    CHECK("30 November–2 December 1971",
          SPAN("1971-11-30", "1971-12-02", "30 November–2 December 1971"));
    CHECK("May 6 to 8, 1971", SPAN("1971-05-06", "1971-05-08", "May 6 to 8, 1971"));
    CHECK("November–December 1961", SPAN("1961-11", "1961-12", "November–December 1961"));
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

/* A marker behind the comma is no year. */
START_TEST(a_marker_behind_a_day) {
    check_encodes("1. Letter From the Board\n\nBrest, May 2, 1912\n\nOn May 30,1 it sank.\n  1. A.",
                  "<head>1. Letter From the Board</head>\n<opener>\n  <dateline>Brest, <date "
                  "when=\"1912-05-02\">May 2, "
                  "1912</date></dateline>\n</opener>\n<p>On <date when=\"1912-05-30\" "
                  "cert=\"medium\">May 30</date>,"
                  "<note n=\"1\" xml:id=\"d1fn1\" place=\"bottom\">A.</note> it sank.</p>\n");
}
END_TEST

SUITE(dates) {
    Suite *suite = suite_create("encode/dates");
    TCase *cases = tcase_create("dates");
    tcase_add_test(cases, days_of_the_calendar);
    tcase_add_test(cases, no_days_of_the_calendar);
    tcase_add_test(cases, dates_that_are_not_whole);
    tcase_add_test(cases, months);
    tcase_add_test(cases, months_cut_short);
    tcase_add_test(cases, years_that_the_documents_date_suggests);
    tcase_add_test(cases, days_before_months);
    tcase_add_test(cases, spans_of_days);
    tcase_add_test(cases, several_in_a_row);
    tcase_add_test(cases, a_marker_behind_a_day);
    suite_add_tcase(suite, cases);
    return suite;
}
