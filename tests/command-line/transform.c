/* teikit transform: TEI in; HTML, text, the source or what a stylesheet makes out. */
#include "command-line/program.h"

#include <string.h>

#define TEI(words)                                                                                 \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Tides"      \
    "</title></titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p>"    \
    "</sourceDesc></fileDesc></teiHeader><text xml:lang=\"en\"><body><div type=\"document\" "      \
    "xml:id=\"tides\">" words "</div></body></text></TEI>"
#define STYLESHEET(rules)                                                                          \
    "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"\n"         \
    "  xmlns:t=\"http://www.tei-c.org/ns/1.0\" xmlns:str=\"http://exslt.org/strings\">\n" rules    \
    "\n</xsl:stylesheet>"

START_TEST(html_is_one_page_that_needs_nothing_else) {
    put("tides.xml", TEI("<p>High &lt; <supplied>low</supplied></p>"));
    ck_assert_int_eq(RUN("transform", "--to", "html", "--param", "script=no", "tides.xml"), 0);
    ck_assert_str_eq(errors(), "");
    ck_holds(output(), "<title>Tides</title>");
    ck_holds(output(), "High &lt; ");
    ck_lacks(output(), "<script");
    ck_lacks(output(), "src=");
    ck_lacks(output(), "<link");
}
END_TEST

START_TEST(html_says_what_it_is_in_json) {
    put("tides.xml", TEI("<p>High</p>"));
    ck_assert_int_eq(RUN("transform", "--to", "html", "--param", "tei=tides.xml", "--param",
                         "url=https://example.org/</script>", "tides.xml"),
                     0);
    ck_holds(output(), "{\"@context\":\"https://schema.org\",\"@type\":\"CreativeWork\","
                       "\"name\":\"Tides\",\"url\":\"https://example.org/\\u003c/script\\u003e\"");
    ck_holds(output(), "\"contentUrl\":\"tides.xml\"");
    ck_holds(output(), "<link rel=\"alternate\" type=\"application/tei+xml\"");
}
END_TEST

START_TEST(html_shows_who_speaks_when) {
    put("tides.xml", TEI("<sp who=\"#a\"><speaker>A:</speaker><p>High?</p></sp>"
                         "<sp who=\"#b\"><speaker>B:</speaker><p>No: low.</p></sp>"));
    ck_assert_int_eq(RUN("transform", "--to", "html", "tides.xml"), 0);
    ck_holds(output(), "d=\"M0 5m0 12h5m0-12m0 00h8m0-00\"");
    ck_holds(output(), "<a href=\"#speech:2\">2</a>");
    ck_holds(output(), "<div class=\"sp\" id=\"speech:2\">");
    ck_assert_int_eq(RUN("transform", "--to", "html", "--param", "talk=none", "--param",
                         "persons=none", "tides.xml"),
                     0);
    ck_lacks(output(), "<svg");
    ck_lacks(output(), "<a href=\"#speech:2\">2</a>");
}
END_TEST

START_TEST(html_shows_where_in_the_talk_sections_begin) {
    put("tides.xml",
        TEI("<head>Tides</head><div><head>I</head><sp who=\"#a\"><p>Ebb and flood.</p></sp></div>"
            "<div><head>II</head><sp who=\"#b\"><p>Flood?</p></sp></div>"));
    ck_assert_int_eq(RUN("transform", "--to", "html", "tides.xml"), 0);
    ck_holds(output(), "lines show where sections begin");
    ck_holds(output(), "<path class=\"talk-cut\" d=\"M13.88 0h0.25v108h-0.25z\"/>");
}
END_TEST

START_TEST(html_names_the_last_of_nine_speakers) {
    put("tides.xml",
        TEI("<sp><speaker>A</speaker><p>1</p></sp><sp><speaker>B</speaker><p>2</p></sp>"
            "<sp><speaker>C</speaker><p>3</p></sp><sp><speaker>D</speaker><p>4</p></sp>"
            "<sp><speaker>E</speaker><p>5</p></sp><sp><speaker>F</speaker><p>6</p></sp>"
            "<sp><speaker>G</speaker><p>7</p></sp><sp><speaker>H</speaker><p>8</p></sp>"
            "<sp><speaker>I</speaker><p>9</p></sp>"));
    ck_assert_int_eq(RUN("transform", "--to", "html", "--param", "persons=none", "tides.xml"), 0);
    ck_holds(output(), "<th scope=\"row\">I</th>");
    ck_lacks(output(), "1 others");
}
END_TEST

START_TEST(what_stands_alone_in_an_item_is_words) {
    put("tides.xml",
        TEI("<list><label>DATE:</label><item>  <date when=\"1912\">1912</date></item>"
            "<label>TO:</label><item>\n<p>The pilots</p>\n<list>\n<label>(a)</label>"
            "<item>Bo</item>\n</list>\n</item><label>CC:</label><item>Ada</item></list>"));
    ck_assert_int_eq(RUN("transform", "--to", "text", "tides.xml"), 0);
    ck_assert_str_eq(output(), "DATE: 1912\nTO: The pilots\n  (a) Bo\nCC: Ada\n");
    ck_assert_int_eq(RUN("transform", "--to", "markdown", "tides.xml"), 0);
    ck_holds(output(), "- DATE: 1912\n- TO: The pilots\n  - (a) Bo\n- CC: Ada\n");
}
END_TEST

START_TEST(text_has_no_markers_in_it) {
    put("tides.xml", TEI("<p>High<note n=\"1\" xml:id=\"n1\" place=\"bottom\">Or not.</note> "
                         "water.</p>"));
    ck_assert_int_eq(RUN("transform", "--to", "text", "tides.xml"), 0);
    ck_holds(output(), "High water.");
    ck_holds(output(), "Or not.");
}
END_TEST

START_TEST(source_is_the_way_back) {
    ck_assert_int_eq(RUN("encode", "-o", "letter.xml", sample("letter.txt")), 0);
    ck_assert_int_eq(RUN("transform", "--to", "source", "letter.xml"), 0);
    ck_assert_str_eq(output(), content(sample("letter.txt")));
}
END_TEST

START_TEST(a_stylesheet_of_the_users_own_is_run) {
    put("own.xsl",
        STYLESHEET("<xsl:output method='text'/><xsl:param name='sign'/>"
                   "<xsl:template match='/'>"
                   "<xsl:value-of select=\"concat(//t:body//t:p, $sign, str:padding(2, '.'))\"/>"
                   "</xsl:template>"));
    put("tides.xml", TEI("<p>High</p>"));
    ck_assert_int_eq(
        RUN("transform", "--stylesheet", "own.xsl", "--param", "sign='=\"=", "tides.xml"), 0);
    ck_assert_str_eq(output(), "High'=\"=..");
}
END_TEST

START_TEST(the_output_method_names_the_extension) {
    put("text.xsl",
        STYLESHEET("<xsl:output method='text'/><xsl:template match='/'>x</xsl:template>"));
    put("html.xsl",
        STYLESHEET("<xsl:output method='html'/><xsl:template match='/'><p/></xsl:template>"));
    put("xml.xsl", STYLESHEET("<xsl:template match='/'><p/></xsl:template>"));
    put("tides.xml", TEI("<p>High</p>"));
    ck_assert_int_eq(RUN("transform", "--stylesheet", "text.xsl", "-d", "out", "tides.xml"), 0);
    ck_assert_int_eq(RUN("transform", "--stylesheet", "html.xsl", "-d", "out", "tides.xml"), 0);
    ck_assert_int_eq(RUN("transform", "--stylesheet", "xml.xsl", "-d", "out", "tides.xml"), 0);
    ck_assert_str_eq(files(), "html.xsl out/tides.html out/tides.txt out/tides.xml text.xsl "
                              "tides.xml xml.xsl");
}
END_TEST

START_TEST(a_stylesheet_may_read_files_beside_it) {
    put("sheets/own.xsl",
        STYLESHEET("<xsl:import href='part.xsl'/><xsl:output method='text'/>"
                   "<xsl:template match='/'><xsl:call-template name='said'/>"
                   "<xsl:value-of select=\"document('table.xml')\"/></xsl:template>"));
    put("sheets/part.xsl", STYLESHEET("<xsl:template name='said'>part </xsl:template>"));
    put("sheets/table.xml", "<table>table</table>");
    put("tides.xml", TEI("<p>High</p>"));
    ck_assert_int_eq(RUN("transform", "--stylesheet", "sheets/own.xsl", "tides.xml"), 0);
    ck_assert_str_eq(output(), "part table");
}
END_TEST

START_TEST(messages_of_a_stylesheet_are_notes) {
    put("own.xsl", STYLESHEET("<xsl:template match='/'><xsl:message>one &amp; two</xsl:message><p/>"
                              "</xsl:template>"));
    put("tides.xml", TEI("<p>High</p>"));
    ck_assert_int_eq(RUN("transform", "--stylesheet", "own.xsl", "tides.xml"), 0);
    ck_note("own.xsl:3", "xslt/message");
    ck_holds(errors(), "one & two (at tides.xml)");
}
END_TEST

START_TEST(a_document_that_a_stylesheet_refuses_is_at_fault) {
    put("own.xsl", STYLESHEET("<xsl:template match='/'>"
                              "<xsl:message terminate='yes'>no date</xsl:message></xsl:template>"));
    put("tides.xml", TEI("<p>High</p>"));
    ck_assert_int_eq(RUN("transform", "--stylesheet", "own.xsl", "-o", "out", "tides.xml"), 1);
    ck_error("tides.xml", "xslt/stopped");
    ck_assert_str_eq(files(), "own.xsl tides.xml");
}
END_TEST

START_TEST(one_stylesheet_must_be_named) {
    put("tides.xml", TEI("<p>High</p>"));
    ck_assert_int_eq(RUN("transform", "tides.xml"), 2);
    ck_error("teikit", "call/stylesheet");
    ck_assert_int_eq(RUN("transform", "--to", "text", "--stylesheet", "a.xsl", "tides.xml"), 2);
    ck_error("teikit", "call/stylesheet");
    ck_assert_int_eq(RUN("transform", "--to", "braille", "tides.xml"), 2);
    ck_error("teikit", "transform/unknown-stylesheet");
    ck_assert_int_eq(RUN("transform", "--to", "text", "--param", "novalue", "tides.xml"), 2);
    ck_error("teikit", "call/parameter");
    ck_assert_int_eq(RUN("transform", "--to", "html", "--param", "theme=dark", "--param",
                         "theme=light", "tides.xml"),
                     2);
    ck_error("teikit", "call/parameter");
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(attributes_have_the_defaults_that_the_document_declares) {
    put("own.xsl", STYLESHEET("<xsl:output method='text'/>"
                              "<xsl:template match='/'><xsl:value-of select='/a/@x'/>"
                              "</xsl:template>"));
    put("in.xml", "<!DOCTYPE a SYSTEM 'gone.dtd' [<!ATTLIST a x CDATA 'usual'>]><a/>");
    ck_assert_int_eq(RUN("transform", "--stylesheet", "own.xsl", "in.xml"), 0);
    ck_assert_str_eq(output(), "usual");
    ck_assert_str_eq(errors(), "");
}
END_TEST

START_TEST(built_in_stylesheets_take_tei_only) {
    put("page.xml", "<!-- a page -->\n<page/>");
    ck_assert_int_eq(RUN("transform", "--to", "html", "-o", "out.html", "page.xml"), 1);
    ck_error("page.xml:2", "transform/not-tei");
    ck_assert_str_eq(files(), "page.xml");
}
END_TEST

COMMAND_LINE_SUITE(transform, html_is_one_page_that_needs_nothing_else,
                   html_says_what_it_is_in_json, html_shows_who_speaks_when,
                   html_shows_where_in_the_talk_sections_begin,
                   html_names_the_last_of_nine_speakers, what_stands_alone_in_an_item_is_words,
                   text_has_no_markers_in_it, source_is_the_way_back,
                   a_stylesheet_of_the_users_own_is_run, the_output_method_names_the_extension,
                   a_stylesheet_may_read_files_beside_it, messages_of_a_stylesheet_are_notes,
                   a_document_that_a_stylesheet_refuses_is_at_fault, one_stylesheet_must_be_named,
                   attributes_have_the_defaults_that_the_document_declares,
                   built_in_stylesheets_take_tei_only)
