/* teikit transform with stylesheets of the user's own: parameters, imports by name, XInclude, what
   they may do, and what their templates cost. */
#include "command-line/program.h"

#include <stdio.h>
#include <string.h>

#define STYLESHEET(rules)                                                                          \
    "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"\n"         \
    "  xmlns:t=\"http://www.tei-c.org/ns/1.0\">\n" rules "\n</xsl:stylesheet>"
#define TEI(body)                                                                                  \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">"     \
    "<teiHeader/><text><body>\n" body "\n</body></text></TEI>"

static void put_stylesheet_with_parameter(void) {
    put("own.xsl", STYLESHEET("<xsl:output method='text'/><xsl:param name='words'/>"
                              "<xsl:template match='/'><xsl:value-of select='$words'/>"
                              "</xsl:template>"));
    put("a.xml", TEI("<p>one</p><p>two</p>"));
}

START_TEST(a_parameter_can_be_an_expression) {
    put_stylesheet_with_parameter();
    ck_assert_int_eq(
        RUN("transform", "-s", "own.xsl", "--xpath-param", "words=count(//tei:p)", "a.xml"), 0);
    ck_assert_str_eq(output(), "2");
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--param", "words=count(//tei:p)", "a.xml"),
                     0);
    ck_assert_str_eq(output(), "count(//tei:p)");
}
END_TEST

START_TEST(an_expression_at_fault_stops_the_call) {
    put_stylesheet_with_parameter();
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--xpath-param", "words=1 +", "a.xml"), 2);
    ck_error("teikit", "transform/parameter");
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--xpath-param", "words=$gone", "a.xml"), 2);
    ck_error("a.xml", "xslt/xpath");
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(a_parameter_that_is_not_there_is_told) {
    put_stylesheet_with_parameter();
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--param", "wrods=x", "a.xml"), 0);
    ck_warning("teikit", "transform/unknown-parameter");
    ck_holds(errors(), "it has words");
}
END_TEST

START_TEST(a_house_style_imports_what_is_built_in) {
    put("house style/own.xsl",
        STYLESHEET("<xsl:import href='teikit:text.xsl'/><xsl:import href='part.xsl'/>"
                   "<xsl:template match='t:p'>[<xsl:call-template name='sign'/>"
                   "<xsl:apply-imports/>]</xsl:template>"));
    put("house style/part.xsl", STYLESHEET("<xsl:template name='sign'>*</xsl:template>"));
    put("a.xml", TEI("<p>one</p>"));
    ck_assert_int_eq(RUN("transform", "-s", "house style/own.xsl", "a.xml"), 0);
    ck_assert_str_eq(errors(), "");
    ck_holds(output(), "[*");
    ck_holds(output(), "one");
}
END_TEST

START_TEST(own_stylesheets_go_before_those_built_in) {
    put("text.xsl", STYLESHEET("<xsl:output method='text'/>"
                               "<xsl:template match='/'>mine</xsl:template>"));
    put("a.xml", TEI("<p>one</p>"));
    ck_assert_int_eq(RUN("transform", "--to", "text", "a.xml"), 0);
    ck_assert_str_eq(output(), "mine");
}
END_TEST

START_TEST(a_stylesheet_that_imports_itself) {
    put("own.xsl", STYLESHEET("<xsl:import href='own.xsl'/>"));
    put("a.xml", TEI("<p>one</p>"));
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "a.xml"), 2);
    ck_error("own.xsl:3", "xslt/error");
    ck_assert_uint_eq(count_findings(errors()), 1);
}
END_TEST

START_TEST(what_is_missing_or_broken_is_said_once) {
    put("a.xml", TEI("<p>one</p>"));
    put("own.xsl", STYLESHEET("<xsl:include href='gone.xsl'/>"));
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "a.xml"), 2);
    ck_error("own.xsl:3", "file/cannot-read");
    ck_assert_uint_eq(count_findings(errors()), 1);
    put("own.xsl", STYLESHEET("<xsl:include href='broken.xsl'/>"));
    put("broken.xsl", "<a>\n<b></a>");
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "a.xml"), 2);
    ck_error("broken.xsl:2:8", "xml/not-well-formed");
    ck_assert_uint_eq(count_findings(errors()), 1);
}
END_TEST

START_TEST(depth_has_a_limit_that_can_be_set) {
    put("own.xsl",
        STYLESHEET("<xsl:output method='text'/>"
                   "<xsl:template match='/' name='count'><xsl:param name='n' select='9000'/>\n"
                   "<xsl:choose><xsl:when test='$n = 0'>done</xsl:when><xsl:otherwise>"
                   "<xsl:call-template name='count'><xsl:with-param name='n' select='$n - 1'/>"
                   "</xsl:call-template></xsl:otherwise></xsl:choose></xsl:template>"));
    put("a.xml", TEI("<p>one</p>"));
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "a.xml"), 2);
    ck_error("own.xsl:4", "xslt/too-deep");
    ck_holds(errors(), "--max-depth");
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--max-depth", "30000", "a.xml"), 0);
    ck_assert_str_eq(output(), "done");
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--max-depth", "many", "a.xml"), 2);
    ck_error("teikit", "call/number");
}
END_TEST

START_TEST(xinclude_is_followed_on_request) {
    put("in/a.xml", TEI("<xi:include href=\"part.xml\"/>"));
    put("in/part.xml", "<p xmlns=\"http://www.tei-c.org/ns/1.0\">included</p>");
    ck_assert_int_eq(RUN("transform", "--to", "text", "--xinclude", "in/a.xml"), 0);
    ck_assert_str_eq(output(), "included\n");
    ck_assert_int_eq(RUN("transform", "--to", "text", "in/a.xml"), 0);
    ck_lacks(output(), "included");
}
END_TEST

START_TEST(xinclude_that_fails_has_its_place) {
    put("in/a.xml", TEI("<xi:include href=\"gone.xml\"/>"));
    ck_assert_int_eq(RUN("transform", "--to", "text", "--xinclude", "in/a.xml"), 1);
    ck_error("in/a.xml:2", "file/cannot-read");
    put("in/a.xml", TEI("<xi:include href=\"../else.txt\" parse=\"text\"/>"));
    put("else.txt", "secret");
    ck_assert_int_eq(RUN("transform", "--to", "text", "--xinclude", "in/a.xml"), 1);
    ck_error("in/a.xml:2", "xslt/forbidden");
    put("in/a.xml", TEI("<xi:include href=\"part.xml\"/>"));
    put("in/part.xml", "<p>\n</q>");
    ck_assert_int_eq(RUN("transform", "--to", "text", "--xinclude", "in/a.xml"), 1);
    ck_error("in/part.xml:2", "xml/not-well-formed");
    put("in/part.xml", "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"a.xml\"/>");
    ck_assert_int_eq(RUN("transform", "--to", "text", "--xinclude", "in/a.xml"), 1);
    ck_holds(errors(), "[xml/xinclude]");
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(folders_that_are_allowed_are_there) {
    put_stylesheet_with_parameter();
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--allow-read", "gone", "a.xml"), 2);
    ck_error("teikit", "call/no-folder");
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--allow-write", "a.xml", "a.xml"), 2);
    ck_error("teikit", "call/no-folder");
}
END_TEST

START_TEST(times_name_the_templates) {
    put("own.xsl", STYLESHEET("<xsl:output method='text'/><xsl:template match='t:p' mode='m'>x"
                              "</xsl:template>\n"
                              "<xsl:template match='/'><xsl:apply-templates select='//t:p' "
                              "mode='m'/></xsl:template>"));
    put("a.xml", TEI("<p>one</p><p>two</p>"));
    ck_assert_int_eq(RUN("transform", "-s", "own.xsl", "--profile-time", "a.xml"), 0);
    ck_assert_str_eq(output(), "xx");
    ck_note("own.xsl:3", "xslt/time");
    ck_note("own.xsl:4", "xslt/time");
    ck_holds(errors(), "in 2 calls: template match=\"t:p\" mode=\"m\"");
}
END_TEST

START_TEST(a_talk_of_many_speeches) {
    enum { SPEECHES = UNDER_SANITIZERS ? 2000 : 20000 };
    FILE *file = fopen("long.xml", "w");
    ck_assert_ptr_nonnull(file);
    fputs("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><text><body>", file);
    for (int i = 0; i < SPEECHES; i++)
        fprintf(file, "<sp who=\"#p%d\"><speaker>P:</speaker><p>%d</p></sp>", i % 7, i);
    fputs("</body></text></TEI>", file);
    fclose(file);
    static const char *const names[] = {"html", "text", "markdown", "csv", "stats", "latex"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_int_eq(RUN("transform", "--to", names[i], "-o", names[i], "long.xml"), 0);
    ck_holds(content("html"), UNDER_SANITIZERS ? "<p>1999</p>" : "<p>19999</p>");
    ck_holds(content("stats"), UNDER_SANITIZERS ? "\"speeches\": 2000," : "\"speeches\": 20000,");
    if (!UNDER_SANITIZERS) ck_assert_uint_lt(megabytes_used(), 200);
}
END_TEST

START_TEST(documents_that_lack_much) {
    put("in/1.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"/>");
    put("in/2.xml", TEI("<p xml:id=\"a\">one</p><p xml:id=\"a\">two</p>"));
    put("in/3.xml", TEI("<m:math xmlns:m=\"http://www.w3.org/1998/Math/MathML\">x</m:math>"));
    put("in/4.xml", "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\"><TEI/></teiCorpus>");
    put("in/5.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text/></TEI>");
    put("in/6.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body/></text></TEI>");
    put("in/7.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><text><front><p>one</p>"
                    "</front></text></TEI>");
    static const char *const names[] = {"html",    "text",  "source", "markdown", "latex",
                                        "csv",     "jsonl", "notes",  "stats",    "documents",
                                        "persons", "epub",  "site"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ck_assert_int_eq(RUN("transform", "--to", names[i], "-d", names[i], "in"), 0);
        ck_holds(errors(), "in/2.xml:2:35: warning: "); /* an id stands twice */
        ck_assert_uint_eq(count_findings(errors()), 1);
    }
}
END_TEST

COMMAND_LINE_SUITE(stylesheets, a_parameter_can_be_an_expression,
                   an_expression_at_fault_stops_the_call, a_parameter_that_is_not_there_is_told,
                   a_house_style_imports_what_is_built_in, own_stylesheets_go_before_those_built_in,
                   a_stylesheet_that_imports_itself, what_is_missing_or_broken_is_said_once,
                   depth_has_a_limit_that_can_be_set, xinclude_is_followed_on_request,
                   xinclude_that_fails_has_its_place, folders_that_are_allowed_are_there,
                   times_name_the_templates, a_talk_of_many_speeches, documents_that_lack_much)
