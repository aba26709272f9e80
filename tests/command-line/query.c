/* teikit query: an item a line, formats, namespaces, variables, errors with their places. */
#include "command-line/program.h"

#include <unistd.h>

static const char play[] = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>\n"
                           "<sp who=\"#a\"><p>One.</p></sp>\n"
                           "<sp who=\"#b\"><p>Two &amp; three.</p></sp>\n"
                           "</body></text></TEI>\n";

START_TEST(an_item_a_line) {
    put("play.xml", play);
    ck_assert_int_eq(RUN("query", "//tei:sp/@who", "play.xml"), 0);
    ck_assert_str_eq(output(), "who=\"#a\"\nwho=\"#b\"\n");
    ck_assert_int_eq(RUN("query", "count(//tei:sp), 1 to 2", "play.xml"), 0);
    ck_assert_str_eq(output(), "2\n1\n2\n");
}
END_TEST

START_TEST(needs_no_input) {
    ck_assert_int_eq(RUN("query", "2 * 21"), 0);
    ck_assert_str_eq(output(), "42\n");
    ck_assert_int_eq(RUN("query", "-(1) - --2"), 0);
    ck_assert_str_eq(output(), "-3\n");
    ck_assert_int_eq(RUN("query", "//p"), 2);
    ck_error("the expression:1:1", "xpath/XPDY0002");
}
END_TEST

START_TEST(names_the_files_where_there_are_several) {
    put("a.xml", "<a/>");
    put("b.xml", "<b><a/><a/></b>");
    ck_assert_int_eq(RUN("query", "-j2", "count(//a)", "a.xml", "b.xml"), 0);
    ck_assert_str_eq(output(), "a.xml: 1\nb.xml: 2\n");
}
END_TEST

START_TEST(formats) {
    put("a.xml", "<a n='1'>\n <b>x&lt;</b></a>");
    ck_assert_int_eq(RUN("query", "//b", "a.xml"), 0);
    ck_assert_str_eq(output(), "<b>x&lt;</b>\n");
    ck_assert_int_eq(RUN("query", "--format", "text", "//b", "a.xml"), 0);
    ck_assert_str_eq(output(), "x<\n");
    ck_assert_int_eq(RUN("query", "--format", "count", "//node()", "a.xml"), 0);
    ck_assert_str_eq(output(), "4\n");
    ck_assert_int_eq(RUN("query", "--format", "jsonl", "//b, 1", "a.xml"), 0);
    ck_holds(output(), "{\"type\":\"element\",\"file\":\"a.xml\",\"line\":2,\"column\":2,");
    ck_holds(output(), "/b[1]\",\"value\":\"x<\"}\n{\"type\":\"integer\",\"value\":\"1\"}\n");
    ck_assert_int_eq(RUN("query", "--format", "pdf", "1"), 2);
    ck_error("teikit", "call/format");
}
END_TEST

START_TEST(namespaces_and_variables) {
    put("a.xml", "<a xmlns='urn:a'><b n='2'/></a>");
    ck_assert_int_eq(RUN("query", "-N", "p=urn:a", "-V", "x=1 + 1", "-V", "y=$x * 2",
                         "//p:b[@n = $x]/@n * $y", "a.xml"),
                     0);
    ck_assert_str_eq(output(), "8\n");
    ck_assert_int_eq(RUN("query", "--namespace", "=urn:a", "count(/a/b)", "a.xml"), 0);
    ck_assert_str_eq(output(), "1\n");
    ck_assert_int_eq(RUN("query", "-V", "x", "$x"), 2);
    ck_error("teikit", "call/parameter");
}
END_TEST

START_TEST(errors_have_a_place) {
    put("a.xml", "<a/>");
    ck_assert_int_eq(RUN("query", "1 +\n  $none", "a.xml"), 2);
    ck_error("the expression:2:3", "xpath/XPST0008");
    ck_holds(errors(), "    $none\n    ^\n");
    ck_assert_int_eq(RUN("query", "1 + (2", "a.xml"), 2);
    ck_error("the expression:1:7", "xpath/XPST0003");
    ck_assert_int_eq(RUN("query", "/a/(1 idiv 0)", "a.xml"), 2);
    ck_error("the expression:1:7", "xpath/FOAR0001");
    ck_assert_int_eq(RUN("query"), 2);
    ck_error("teikit", "call/no-expression");
}
END_TEST

START_TEST(versions) {
    ck_assert_int_eq(RUN("query", "--version", "2.0", "'a' || 'b'"), 2);
    ck_error("the expression:1:5", "xpath/XPST0003");
    ck_assert_int_eq(RUN("query", "--version", "3.1", "'a' || 'b'"), 0);
    ck_assert_int_eq(RUN("query", "--version", "1.0", "'2' + '3'"), 0);
    ck_assert_str_eq(output(), "5\n");
    ck_assert_int_eq(RUN("query", "--version", "4", "1"), 2);
    ck_error("teikit", "call/version");
}
END_TEST

START_TEST(documents_are_read_beneath_the_input_and_the_base) {
    put("in/a.xml", "<a r='sub/b.xml' s='../else/c.xml'/>");
    put("in/sub/b.xml", "<b/>");
    put("else/c.xml", "<c/>");
    ck_assert_int_eq(RUN("query", "--base", "in", "count(doc(/a/@r)/b)", "in/a.xml"), 0);
    ck_assert_str_eq(output(), "1\n");
    ck_assert_int_eq(RUN("query", "doc(resolve-uri(/a/@r, base-uri(/a)))/b", "in/a.xml"), 0);
    ck_assert_str_eq(output(), "<b/>\n");
    ck_assert_int_eq(RUN("query", "doc(document-uri(/)) is /", "in/a.xml"), 0);
    ck_assert_str_eq(output(), "true\n");
    ck_assert_int_eq(RUN("query", "--base", "in", "doc(/a/@s)", "in/a.xml"), 2);
    ck_holds(errors(), "--allow-read FOLDER allows it");
    ck_assert_int_eq(RUN("query", "--base", "in", "--allow-read", "else", "doc(/a/@s)", "in/a.xml"),
                     0);
    ck_assert_str_eq(output(), "<c/>\n");
    ck_assert_int_eq(RUN("query", "--allow-read", "in/a.xml", "1"), 2);
    ck_assert_int_eq(RUN("query", "--base", "in", "-V", "c=doc('../else/c.xml')", "$c/c"), 0);
}
END_TEST

START_TEST(a_folder_is_a_collection) {
    put("in/a.xml", "<a/>");
    put("in/b.xml", "<b/>");
    put("in/sub/c.xml", "<c/>");
    ck_assert_int_eq(RUN("query", "collection('in')/*/name()"), 0);
    ck_assert_str_eq(output(), "a\nb\n");
    ck_assert_int_eq(RUN("query", "collection('in?select=[bc].xml;recurse=yes')/*/name()"), 0);
    ck_assert_str_eq(output(), "b\nc\n");
    ck_assert_int_eq(RUN("query", "collection()"), 2);
    ck_holds(errors(), "no default collection");
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_no_fault_of_a_document) {
    ck_assert_int_eq(symlink("self.xml", "self.xml"), 0);
    ck_assert_int_eq(RUN("query", "/*", "self.xml"), 2);
    ck_error("self.xml", "file/cannot-read");
}
END_TEST

COMMAND_LINE_SUITE(query, a_file_that_cannot_be_read_is_no_fault_of_a_document,
                   documents_are_read_beneath_the_input_and_the_base, a_folder_is_a_collection,
                   an_item_a_line, needs_no_input, names_the_files_where_there_are_several, formats,
                   namespaces_and_variables, errors_have_a_place, versions)
