/* What transform makes of bad documents and bad stylesheets: a finding with its place, status 1 or
   2, nothing fetched, nothing written. */
#include "command-line/program.h"

#include <stdio.h>
#include <string.h>

#define TEI(words)                                                                                 \
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><p>" words "</p></body></text></TEI>"
#define STYLESHEET(rules)                                                                          \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'\n"             \
    "  xmlns:exsl='http://exslt.org/common' extension-element-prefixes='exsl'>\n" rules            \
    "\n</xsl:stylesheet>"

/* Makes text of a file "in.xml" that holds this, and returns the status. */
static int transform(const char *document) {
    put("in.xml", document);
    return RUN("transform", "--to", "text", "-o", "out.txt", "in.xml");
}

/* Runs a stylesheet over a good document and returns the status. */
static int run_stylesheet(const char *stylesheet) {
    put("in.xml", TEI("Words"));
    put("own.xsl", stylesheet);
    return RUN("transform", "--stylesheet", "own.xsl", "-o", "out.xml", "in.xml");
}

/* ---- documents ---- */

START_TEST(a_missing_document) {
    ck_assert_int_eq(RUN("transform", "--to", "text", "-o", "out.txt", "missing.xml"), 2);
    ck_error("missing.xml", "file/cannot-read");
    ck_assert_str_eq(files(), "");
}
END_TEST

START_TEST(a_folder_without_documents) {
    put("in/readme.txt", "none");
    ck_assert_int_eq(RUN("transform", "--to", "text", "-d", "out", "in"), 2);
    ck_error("in", "file/none-in-folder");
    ck_assert_str_eq(files(), "in/readme.txt");
}
END_TEST

START_TEST(xml_that_is_not_well_formed) {
    ck_assert_int_eq(transform("<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<p>x</q></TEI>"), 1);
    ck_error("in.xml:2:9", "xml/not-well-formed");
    ck_assert_uint_eq(count_findings(errors()), 1);
    ck_assert_str_eq(files(), "in.xml");
}
END_TEST

START_TEST(bytes_that_are_not_of_the_encoding_declared) {
    static const char start[] = "<?xml version='1.0' encoding='UTF-7'?>\n<!-- ",
                      end[] = "\xE9 -->\n<TEI/>";
    char document[2000];
    snprintf(document, sizeof document, "%s%0*d%s", start, 1000, 0, end);
    put("seven.xml", document);
    ck_assert_int_eq(RUN("validate", "seven.xml"), 1);
    ck_finding_in(output(), "seven.xml:2:1", "error", "xml/not-well-formed");
    ck_holds(output(), "not of the encoding that the document declares");
    ck_assert_str_eq(errors(), "");
    ck_assert_int_eq(RUN("transform", "--to", "text", "seven.xml"), 1);
    ck_error("seven.xml:2", "xml/not-well-formed");
}
END_TEST

START_TEST(a_file_without_xml) {
    static const char *const documents[] = {"", " \n", "Words", "<TEI", "<!-- no element -->"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        ck_assert_int_eq(transform(documents[i]), 1);
        ck_holds(errors(), "[xml/not-well-formed]");
        ck_assert_uint_eq(count_findings(errors()), 1);
        ck_assert_str_eq(files(), "in.xml");
    }
}
END_TEST

START_TEST(a_prefix_that_is_not_declared) {
    ck_assert_int_eq(transform("<t:TEI/>"), 1);
    ck_holds(errors(), "[xml/namespace]");
    ck_assert_str_eq(files(), "in.xml");
}
END_TEST

START_TEST(xml_that_is_not_tei) {
    ck_assert_int_eq(transform("<?xml version='1.0'?>\n<TEI.2><text/></TEI.2>"), 1);
    ck_error("in.xml:2", "transform/not-tei");
    ck_assert_str_eq(files(), "in.xml");
}
END_TEST

START_TEST(an_element_in_an_element_very_deep) {
    static char document[700000];
    char *end = stpcpy(document, "<TEI xmlns='http://www.tei-c.org/ns/1.0'>");
    for (size_t i = 0; i < 100000; i++)
        end = stpcpy(end, "<seg>");
    ck_assert_int_eq(transform(document), 1);
    ck_holds(errors(), "in.xml:1:");
    ck_assert_str_eq(files(), "in.xml");
}
END_TEST

/* ---- entities ---- */

START_TEST(entities_of_the_document_are_put_in) {
    ck_assert_int_eq(
        transform("<!DOCTYPE TEI [<!ENTITY ship \"the Sabine\">]>\n" TEI("On &ship;.")), 0);
    ck_holds(content("out.txt"), "On the Sabine.");
}
END_TEST

START_TEST(an_entity_bomb) {
    ck_assert_int_eq(transform("<!DOCTYPE TEI [<!ENTITY a 'many words that fill up the memory'>\n"
                               "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>\n"
                               "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>\n"
                               "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>\n"
                               "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>\n"
                               "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>\n"
                               "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'>\n"
                               "<!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>\n"
                               "<!ENTITY i '&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;'>]>\n" TEI("&i;")),
                     1);
    ck_holds(errors(), "in.xml:10:");
    ck_holds(errors(), "[xml/not-well-formed]");
    ck_assert_str_eq(files(), "in.xml");
    ck_assert_uint_lt(megabytes_used(), UNDER_SANITIZERS ? 600 : 100);
}
END_TEST

START_TEST(an_entity_that_holds_itself) {
    ck_assert_int_eq(transform("<!DOCTYPE TEI [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>\n" TEI("&a;")),
                     1);
    ck_holds(errors(), "in.xml:2:");
    ck_holds(errors(), "[xml/not-well-formed]");
    ck_assert_str_eq(files(), "in.xml");
}
END_TEST

START_TEST(a_large_entity_used_often) {
    /* Amplification without nesting: 40 000 characters, 20 000 times. */
    static char document[200000];
    char *end = stpcpy(document, "<!DOCTYPE TEI [<!ENTITY a '");
    memset(end, 'x', 40000);
    end = stpcpy(end + 40000, "'>]>\n<TEI xmlns='http://www.tei-c.org/ns/1.0'>");
    for (size_t i = 0; i < 20000; i++)
        end = stpcpy(end, "&a;");
    strcpy(end, "</TEI>");
    ck_assert_int_eq(transform(document), 1);
    ck_holds(errors(), "in.xml:2:");
    ck_assert_str_eq(files(), "in.xml");
    ck_assert_uint_lt(megabytes_used(), UNDER_SANITIZERS ? 600 : 200);
}
END_TEST

START_TEST(an_external_entity_is_not_fetched) {
    put("secret.txt", "the secret");
    ck_assert_int_eq(transform("<!DOCTYPE TEI [<!ENTITY a SYSTEM 'secret.txt'>]>\n" TEI("&a;")), 1);
    ck_error("in.xml:2:57", "xml/external-entity");
    ck_lacks(errors(), "the secret");
    ck_assert_str_eq(files(), "in.xml secret.txt");
    ck_assert_int_eq(
        transform("<!DOCTYPE TEI [<!ENTITY a SYSTEM 'http://127.0.0.1:9/a'>]>\n" TEI("&a;")), 1);
    ck_error("in.xml:2:57", "xml/external-entity");
}
END_TEST

START_TEST(an_external_dtd_is_not_fetched) {
    put("secret.dtd", "<!ENTITY a 'the secret'>");
    transform("<!DOCTYPE TEI SYSTEM 'secret.dtd'>\n" TEI("Words"));
    ck_holds(content("out.txt"), "Words");
    put("out.txt", "");
    transform("<!DOCTYPE TEI SYSTEM 'secret.dtd'>\n" TEI("&a;"));
    ck_lacks(content("out.txt"), "secret");
    transform("<!DOCTYPE TEI [<!ENTITY % b SYSTEM 'secret.dtd'> %b;]>\n" TEI("&a;"));
    ck_lacks(content("out.txt"), "secret");
}
END_TEST

/* ---- stylesheets that are wrong ---- */

START_TEST(a_missing_stylesheet) {
    put("in.xml", TEI("Words"));
    ck_assert_int_eq(RUN("transform", "--stylesheet", "missing.xsl", "-o", "out.xml", "in.xml"), 2);
    ck_error("missing.xsl", "file/cannot-read");
    ck_assert_str_eq(files(), "in.xml");
}
END_TEST

START_TEST(a_stylesheet_that_is_not_well_formed) {
    ck_assert_int_eq(run_stylesheet("<xsl:stylesheet\n<"), 2);
    ck_holds(errors(), "own.xsl:2:");
    ck_holds(errors(), "[xml/not-well-formed]");
    ck_assert_str_eq(files(), "in.xml own.xsl");
}
END_TEST

START_TEST(a_stylesheet_that_is_none) {
    ck_assert_int_eq(run_stylesheet("<page/>"), 2);
    ck_error("own.xsl:1", "xslt/error");
    ck_assert_str_eq(files(), "in.xml own.xsl");
}
END_TEST

START_TEST(a_stylesheet_with_an_error) {
    static const struct {
        const char *rules, *code;
    } cases[] = {
        {"<xsl:template match='/'><xsl:value-of select='1 +'/></xsl:template>", "xslt/xpath"},
        {"<xsl:template match='/'><xsl:value-of select='unknown()'/></xsl:template>", "xslt/xpath"},
        {"<xsl:template match='/'><xsl:value-of select='$unknown'/></xsl:template>", "xslt/xpath"},
        {"<xsl:template match='/'><xsl:unknown/></xsl:template>", "xslt/error"},
        {"<xsl:template match='p['/>", "xslt/error"},
        {"<xsl:template match='/'><xsl:call-template name='unknown'/></xsl:template>",
         "xslt/error"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char stylesheet[1000] = STYLESHEET("");
        strcpy(strstr(stylesheet, "\n</"), cases[i].rules);
        ck_assert_int_eq(run_stylesheet(strcat(stylesheet, "</xsl:stylesheet>")), 2);
        ck_error("own.xsl:3", cases[i].code);
        ck_assert_str_eq(files(), "in.xml own.xsl");
    }
}
END_TEST

START_TEST(a_stylesheet_without_end) {
    ck_assert_int_eq(run_stylesheet(STYLESHEET("<xsl:template match='/' name='x'>\n"
                                               "<xsl:call-template name='x'/></xsl:template>")),
                     2);
    ck_error("own.xsl:4", "xslt/too-deep");
    ck_assert_str_eq(files(), "in.xml own.xsl");
}
END_TEST

/* ---- stylesheets that want what they may not have ---- */

START_TEST(a_stylesheet_that_wants_the_network) {
    ck_assert_int_eq(run_stylesheet(STYLESHEET("<xsl:template match='/'><a><xsl:copy-of "
                                               "select=\"document('http://127.0.0.1:9/x.xml')\"/>"
                                               "</a></xsl:template>")),
                     2);
    ck_error("own.xsl:3", "xslt/not-fetched");
    ck_assert_str_eq(files(), "in.xml own.xsl");
    ck_assert_int_eq(run_stylesheet(STYLESHEET("<xsl:import href='http://127.0.0.1:9/x.xsl'/>")),
                     2);
    ck_error("own.xsl:3", "xslt/not-fetched");
    ck_assert_int_eq(run_stylesheet(STYLESHEET("<xsl:include href='ftp://127.0.0.1:9/x.xsl'/>")),
                     2);
    ck_error("own.xsl:3", "xslt/not-fetched");
    ck_assert_str_eq(files(), "in.xml own.xsl");
}
END_TEST

START_TEST(a_stylesheet_that_wants_to_write_files) {
    ck_assert_int_eq(run_stylesheet(STYLESHEET("<xsl:template match='/'><a><exsl:document "
                                               "href='written.xml'><b/></exsl:document></a>"
                                               "</xsl:template>")),
                     2);
    ck_error("own.xsl:3", "xslt/forbidden");
    ck_assert_str_eq(files(), "in.xml own.xsl");
    ck_assert_int_eq(run_stylesheet(STYLESHEET("<xsl:template match='/'><a><exsl:document "
                                               "href='deep/er/written.xml'><b/></exsl:document></a>"
                                               "</xsl:template>")),
                     2);
    ck_assert_str_eq(files(), "in.xml own.xsl");
}
END_TEST

START_TEST(a_stylesheet_that_reads_a_bad_document) {
    put("bad.xml", "<a>\n</b>");
    ck_assert_int_eq(
        run_stylesheet(STYLESHEET("<xsl:template match='/'><a><xsl:copy-of "
                                  "select=\"document('bad.xml')\"/></a></xsl:template>")),
        2);
    ck_error("bad.xml:2:5", "xml/not-well-formed");
    ck_assert_str_eq(files(), "bad.xml in.xml own.xsl");
}
END_TEST

COMMAND_LINE_SUITE(bad_xml, a_missing_document, a_folder_without_documents,
                   xml_that_is_not_well_formed, bytes_that_are_not_of_the_encoding_declared,
                   a_file_without_xml, a_prefix_that_is_not_declared, xml_that_is_not_tei,
                   an_element_in_an_element_very_deep, entities_of_the_document_are_put_in,
                   an_entity_bomb, an_entity_that_holds_itself, a_large_entity_used_often,
                   an_external_entity_is_not_fetched, an_external_dtd_is_not_fetched,
                   a_missing_stylesheet, a_stylesheet_that_is_not_well_formed,
                   a_stylesheet_that_is_none, a_stylesheet_with_an_error, a_stylesheet_without_end,
                   a_stylesheet_that_wants_the_network, a_stylesheet_that_wants_to_write_files,
                   a_stylesheet_that_reads_a_bad_document)
