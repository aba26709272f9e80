/* teikit encode --persons: whom a text names, by a list of the user's own. */
#include "command-line/program.h"

#define LIST(persons)                                                                              \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><listPerson>\n" persons                \
    "</listPerson></body></text></TEI>\n"

static const char list[] =
    LIST("<person xml:id=\"p7\"><persName><surname>Berg</surname> <forename>Ida</forename>"
         "</persName><occupation>Pilot</occupation></person>\n"
         "<person xml:id=\"p8\"><persName>Aholainen, Eero</persName></person>\n"
         "<person xml:id=\"p9\"><persName>Karl Lund</persName></person>\n"
         "<person xml:id=\"p10\"><persName>Otto Lund</persName></person>\n");

START_TEST(persons_have_the_ids_of_the_list) {
    put("list.xml", list);
    put("talk.txt", "7. Transcript of a Talk Between the Pilot (Berg) and the Keeper (Eero "
                    "Aholainen)\n\nB: So.\n\nMR. AHOLAINEN: Yes.\n");
    ck_assert_int_eq(RUN("encode", "--verify", "--persons", "list.xml", "talk.txt"), 0);
    ck_holds(output(), "<person xml:id=\"p7\">\n            <persName>Ida Berg</persName>\n"
                       "            <occupation>the Pilot</occupation>");
    ck_holds(output(), "<sp who=\"#p7\">\n          <speaker>B:</speaker>");
    ck_holds(output(), "<sp who=\"#p8\">\n          <speaker>MR. AHOLAINEN:</speaker>");
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(speakers_need_not_be_introduced_if_they_are_listed) {
    put("list.xml", list);
    put("talk.txt", "7. Transcript\n\nMISS BERG: So.\n\nMR. LUND: Yes.\n\nMR. KARL LUND: No.\n");
    ck_assert_int_eq(RUN("encode", "--persons", "list.xml", "talk.txt"), 0);
    ck_holds(output(), "<sp who=\"#p7\">\n          <speaker>MISS BERG:</speaker>");
    ck_lacks(output(), "p10");
    ck_warning("talk.txt:5:1", "encode/speaker-not-introduced");
    ck_assert_uint_eq(count_findings(errors()), 1);
}
END_TEST

START_TEST(titles_of_the_language_are_not_of_the_name) {
    put("list.xml", list);
    put("talk.txt", "7. Telefongespräch\n\nFRAU DR. BERG: So.\n\nHERR KARL LUND: Ja.\n");
    ck_assert_int_eq(RUN("encode", "--lang", "de", "--persons", "list.xml", "talk.txt"), 0);
    ck_holds(output(), "<sp who=\"#p7\">\n          <speaker>FRAU DR. BERG:</speaker>");
    ck_holds(output(), "<sp who=\"#p9\">\n          <speaker>HERR KARL LUND:</speaker>");
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(a_name_that_is_nearly_listed_is_told) {
    put("list.xml", list);
    put("talk.txt", "7. Letter From the Keeper (Aholainem) to the Pilot (Berg)\n\nWords.\n");
    ck_assert_int_eq(RUN("encode", "--persons", "list.xml", "talk.txt"), 0);
    ck_warning("talk.txt:1:28", "encode/person-near-miss");
    ck_holds(output(), "<person xml:id=\"aholainem\">");
}
END_TEST

START_TEST(lists_that_cannot_be_used) {
    put("talk.txt", "Words.");
    put("broken.xml", "<TEI>\n<text>");
    ck_assert_int_eq(RUN("encode", "--persons", "broken.xml", "talk.txt"), 2);
    ck_error("broken.xml:2", "xml/not-well-formed");
    put("none.xml", LIST(""));
    ck_assert_int_eq(RUN("encode", "--persons", "none.xml", "talk.txt"), 2);
    ck_error("none.xml", "persons/none");
    put("some.xml", LIST("<person/>\n<person xml:id=\"a\"/>\n<person xml:id=\"b\"><persName>B"
                         "</persName></person>\n"));
    ck_assert_int_eq(RUN("encode", "--persons", "some.xml", "talk.txt"), 0);
    ck_warning("some.xml:2", "persons/incomplete");
    ck_warning("some.xml:3", "persons/incomplete");
    ck_assert_int_eq(RUN("encode", "--persons", "missing.xml", "talk.txt"), 2);
    ck_error("missing.xml", "file/cannot-read");
}
END_TEST

COMMAND_LINE_SUITE(persons, persons_have_the_ids_of_the_list,
                   speakers_need_not_be_introduced_if_they_are_listed,
                   titles_of_the_language_are_not_of_the_name, a_name_that_is_nearly_listed_is_told,
                   lists_that_cannot_be_used)
