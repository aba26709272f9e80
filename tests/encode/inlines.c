/* encode/inlines: marks become elements, within each other where they are, and the text stays. */
#include "example.h"
#include "run.h"

START_TEST(references) {
    check_encodes("7. Minutes\n\nSee Document 212, and footnote 4, Document 210; footnote 2 above.",
                  "<head>7. Minutes</head>\n"
                  "<p>See <ref target=\"#d212\">Document 212</ref>, and "
                  "<ref target=\"#d210fn4\">footnote 4, Document 210</ref>; "
                  "<ref target=\"#d7fn2\">footnote 2 above</ref>.</p>\n");
}
END_TEST

START_TEST(what_stands_within_words_put_in) {
    check_encodes("He [the Clerk, on May 4, 1971, see Document 2, Lee(?) [illegible]] left.",
                  "<p>He <supplied>the Clerk, on <date when=\"1971-05-04\">May 4, 1971</date>, see "
                  "<ref target=\"#d2\">Document 2</ref>, <unclear rend=\"(?)\">Lee</unclear> "
                  "<gap reason=\"illegible\"><desc>illegible</desc></gap></supplied> left.</p>\n");
}
END_TEST

START_TEST(a_quantity_of_nothing_is_none) {
    check_encodes(
        "He [less than 0 lines not declassified] left, and [1 line not declassified] too.",
        "<p>He <gap reason=\"not-declassified\" unit=\"line\" extent=\"less than 0 lines\">"
        "<desc>less than 0 lines not declassified</desc></gap> left, and "
        "<gap reason=\"not-declassified\" unit=\"line\" quantity=\"1\" extent=\"1 line\">"
        "<desc>1 line not declassified</desc></gap> too.</p>\n");
}
END_TEST

START_TEST(a_marker_within_words_put_in) {
    check_encodes("He [the Clerk1] left.\n  1. Lee.",
                  "<p>He <supplied>the Clerk<note n=\"1\" xml:id=\"examplefn1\" "
                  "place=\"bottom\">Lee.</note></supplied> left.</p>\n");
}
END_TEST

START_TEST(brackets_across_a_date_or_reference) {
    check_encodes(
        "On [May 4], 1971, in [Document] 3.",
        "<p>On <supplied>May 4</supplied>, 1971, in <supplied>Document</supplied> 3.</p>\n");
}
END_TEST

START_TEST(a_source_note) {
    check_encodes("Words.1\n  1. Source: National Archives.",
                  "<p>Words.<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\" "
                  "type=\"source\">Source: National Archives.</note></p>\n");
}
END_TEST

START_TEST(what_looks_like_markup_is_text) {
    check_encodes("A <b>, &amp; ]]> \"so\".", "<p>A &lt;b&gt;, &amp;amp; ]]&gt; \"so\".</p>\n");
}
END_TEST

SUITE(inlines) {
    Suite *suite = suite_create("encode/inlines");
    TCase *cases = tcase_create("inlines");
    tcase_add_test(cases, references);
    tcase_add_test(cases, what_stands_within_words_put_in);
    tcase_add_test(cases, a_quantity_of_nothing_is_none);
    tcase_add_test(cases, a_marker_within_words_put_in);
    tcase_add_test(cases, brackets_across_a_date_or_reference);
    tcase_add_test(cases, a_source_note);
    tcase_add_test(cases, what_looks_like_markup_is_text);
    suite_add_tcase(suite, cases);
    return suite;
}
