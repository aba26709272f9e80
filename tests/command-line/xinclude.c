/* teikit validate --xinclude: documents that include others. */
#include "command-line/program.h"

#include <stdio.h>

#define INCLUDE(attributes)                                                                        \
    "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' " attributes "/>"

static const char schema[] = "start = book\n"
                             "book = element book { (part | text)* }\n"
                             "part = element part { attribute xml:id { text }?, text }";

static int validate(const char *document) {
    put("book.rnc", schema);
    put("book.xml", document);
    return RUN("validate", "-x", "-s", "book.rnc", "book.xml");
}

START_TEST(files_are_validated_where_they_are_included) {
    put("in/part.xml", "<part>one</part>");
    put("in/bad.xml", "<?xml version='1.0'?>\n\n<part><b/></part>");
    ck_assert_int_eq(validate("<book>" INCLUDE("href='in/part.xml'") "</book>"), 0);
    ck_assert_str_eq(output(), "");
    ck_assert_int_eq(validate("<book>" INCLUDE("href='in/bad.xml'") "<c/></book>"), 1);
    ck_holds(output(), "in/bad.xml:3:7: error: unknown element \"b\"");
    ck_holds(output(), "book.xml:1:81: error: unknown element \"c\"");
    ck_assert_int_eq(RUN("validate", "-s", "book.rnc", "book.xml"), 1);
    ck_holds(output(), "\"xi:include\"");
}
END_TEST

START_TEST(included_files_include_others) {
    put("all.xml", "<book>" INCLUDE("href='in/parts.xml' xpointer='b'") "</book>");
    put("in/parts.xml",
        "<parts><part xml:id='a'><b/></part>" INCLUDE(
            "href='gone.xml'") "<part xml:id='b'>" INCLUDE("href='words.txt' parse='text'") "</"
                                                                                            "part><"
                                                                                            "/parts"
                                                                                            ">");
    put("in/words.txt", "a < b");
    put("book.rnc", schema);
    ck_assert_int_eq(RUN("validate", "-x", "-s", "book.rnc", "all.xml"), 0);
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(what_cannot_be_had_has_a_fallback) {
    ck_assert_int_eq(validate("<book><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' "
                              "href='gone.xml'>\n<xi:fallback><part>one</part></xi:fallback>\n"
                              "</xi:include></book>"),
                     0);
    ck_assert_int_eq(validate("<book>\n" INCLUDE("href='https://example.org/part.xml'") "</book>"),
                     1);
    ck_holds(output(), "book.xml:2:1: error: https://example.org/part.xml cannot be had, and the "
                       "xi:include has no fallback (XInclude 4.4) [xml/xinclude]");
}
END_TEST

START_TEST(files_include_one_another_forty_deep) {
    char name[16], text[120];
    for (int i = 0; i < 50; i++) {
        snprintf(name, sizeof name, "%d.xml", i);
        snprintf(text, sizeof text,
                 "<book xmlns:xi='http://www.w3.org/2001/XInclude'>"
                 "<xi:include href='%d.xml'/></book>",
                 i + 1);
        put(name, text);
    }
    put("50.xml", "<book/>");
    ck_assert_int_eq(RUN("validate", "-x", "-n", "all", "20.xml"), 1);
    ck_lacks(output(), "[xml/xinclude]");
    ck_assert_int_eq(RUN("validate", "-x", "-n", "all", "0.xml"), 1);
    ck_holds(output(), "40.xml:1:50: error: 41.xml is included too deep: by 40 others [xml/");
}
END_TEST

START_TEST(includes_that_are_wrong) {
    ck_assert_int_eq(validate("<book>" INCLUDE("href='book.xml'") "</book>"), 1);
    ck_holds(output(), "book.xml is included from within itself");
    put("part.xml", "<part>one</part>");
    ck_assert_int_eq(validate("<book>" INCLUDE("href='part.xml' xpointer='no'") "</book>"), 1);
    ck_holds(output(), "no element with the xml:id \"no\"");
    ck_assert_int_eq(validate("<book>" INCLUDE("href='part.xml' xpointer='xpath1(//p)'") "</book>"),
                     1);
    ck_holds(output(), "only files are included, whole or by an element's id");
    ck_assert_int_eq(validate("<book>" INCLUDE("href='part.xml' parse='html'") "</book>"), 1);
    ck_holds(output(), "parse is \"xml\" or \"text\"");
    put("part.xml", "<part>one</pard>");
    ck_assert_int_eq(validate("<book>" INCLUDE("href='part.xml'") "</book>"), 1);
    ck_holds(output(), "part.xml:1:");
    ck_holds(output(), "[xml/not-well-formed]");
}
END_TEST

START_TEST(checks_look_into_what_is_included) {
    put("any.rnc",
        "start = any\nany = element * { attribute * - xml:* { text }*, attribute xml:id { "
        "text }?, (text | any)* }");
    put("in/part.xml",
        "<p xmlns='http://www.tei-c.org/ns/1.0' xml:id='a' corresp='#b #c ../all.xml'/>");
    put("all.xml", "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:id='b'>" INCLUDE(
                       "href='in/part.xml'") "<p corresp='#a'/></TEI>");
    ck_assert_int_eq(RUN("validate", "-x", "-c", "usual", "-s", "any.rnc", "all.xml"), 0);
    ck_holds(output(), "in/part.xml:1:51: warning: corresp=\"#c\" points to nothing");
    ck_lacks(output(), "\"#b\"");
    ck_lacks(output(), "\"#a\"");
    ck_lacks(output(), "../all.xml\"");
}
END_TEST

COMMAND_LINE_SUITE(xinclude, files_are_validated_where_they_are_included,
                   included_files_include_others, what_cannot_be_had_has_a_fallback,
                   files_include_one_another_forty_deep, includes_that_are_wrong,
                   checks_look_into_what_is_included)
