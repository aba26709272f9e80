/* transform/messages: what libxslt and libxml2 say becomes findings with their places. */
#include "run.h"

#include "base/file.h"
#include "transform/transform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char document[] = "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>";

/* Asserts what is said of the stylesheet, loaded and run; @ stands for its path. */
static void check_says(const char *stylesheet, const char *expected) {
    char path[] = "/tmp/teikit-messages-XXXXXX", *said = NULL;
    size_t length;
    close(mkstemp(path));
    ck_assert(file_write(path, stylesheet, strlen(stylesheet)));
    FILE *stream = open_memstream(&said, &length);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct transform_stylesheet *loaded = transform_load(path, NULL, report);
    struct buffer output = {0}, findings = {0};
    if (loaded)
        transform_memory(loaded, document, strlen(document), "a.xml", NULL, report, &output);
    transform_free(loaded);
    report_free(report);
    fclose(stream);
    buffer_text(&findings, "");
    for (char *next = said, *place; *next; next = place + strlen(path)) {
        place = strstr(next, path);
        buffer_append(&findings, next, place ? (size_t)(place - next) : strlen(next));
        if (!place) break;
        buffer_byte(&findings, '@');
    }
    ck_assert_str_eq(findings.bytes, expected);
    unlink(path);
    free(said);
    buffer_free(&output);
    buffer_free(&findings);
}

START_TEST(an_error_names_the_line_of_the_stylesheet) {
    check_says("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "  <xsl:template match='/'>\n"
               "    <xsl:call-template name='gone'/>\n"
               "  </xsl:template>\n"
               "</xsl:stylesheet>\n",
               "@:3: error: The called template 'gone' was not found. (at a.xml) [xslt/error]\n");
}
END_TEST

START_TEST(a_message_is_a_note) {
    check_says("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "  <xsl:template match='/'><xsl:message>100% done</xsl:message></xsl:template>\n"
               "</xsl:stylesheet>\n",
               "@:2: note: 100% done (at a.xml) [xslt/message]\n");
}
END_TEST

START_TEST(a_message_says_where_in_the_document) {
    check_says("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "  <xsl:template match='*'>\n"
               "    <xsl:message>one\ntwo</xsl:message></xsl:template>\n"
               "</xsl:stylesheet>\n",
               "@:3: note: one (at a.xml:1) [xslt/message]\n"
               "@:3: note: two (at a.xml:1) [xslt/message]\n");
}
END_TEST

START_TEST(what_cannot_be_included_is_one_error) {
    check_says("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "  <xsl:include href='/gone/away.xsl'/>\n"
               "</xsl:stylesheet>\n",
               "@:2: error: /gone/away.xsl may not be read: it is not in the folder of the "
               "stylesheet or of the document [xslt/forbidden]\n");
    check_says(
        "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
        "  <xsl:import href='teikit:away.xsl'/>\n"
        "</xsl:stylesheet>\n",
        "@:2: error: teikit:away.xsl is not built in; `teikit show stylesheet` lists what is "
        "[transform/unknown-stylesheet]\n");
}
END_TEST

START_TEST(a_message_that_looks_like_an_error_is_a_note) {
    check_says("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "  <xsl:template match='/'><xsl:message>error</xsl:message>"
               "<xsl:message>error: file x line 3</xsl:message></xsl:template>\n"
               "</xsl:stylesheet>\n",
               "@:2: note: error (at a.xml) [xslt/message]\n"
               "@:2: note: error: file x line 3 (at a.xml) [xslt/message]\n");
}
END_TEST

START_TEST(templates_without_end_are_one_error) {
    check_says("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "  <xsl:template match='/' name='again'><xsl:call-template name='again'/>"
               "</xsl:template>\n"
               "</xsl:stylesheet>\n",
               "@:2: error: templates call each other too deep, perhaps without end (at a.xml) "
               "[xslt/too-deep]\n"
               "  hint: --max-depth N lets them go deeper\n");
}
END_TEST

START_TEST(a_stylesheet_of_a_later_version_is_run) {
    check_says("<xsl:stylesheet version='2.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "  <xsl:template match='/'><xsl:message>done</xsl:message></xsl:template>\n"
               "</xsl:stylesheet>\n",
               "@:1: warning: is written for a later XSLT than 1.0, and run as XSLT 1.0 "
               "[xslt/version]\n"
               "@:2: note: done (at a.xml) [xslt/message]\n");
}
END_TEST

START_TEST(a_pattern_at_fault_is_no_note) {
    check_says("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "  <xsl:template match='p['/>\n"
               "</xsl:stylesheet>\n",
               "@: error: ']' expected [xslt/error]\n"
               "@:2: error: failed to compile 'p[' [xslt/error]\n");
}
END_TEST

START_TEST(what_is_not_well_formed_has_its_place) {
    check_says("<xsl:stylesheet\n  <",
               "@:2:3: error: error parsing attribute name [xml/not-well-formed]\n"
               "    <\n"
               "    ^\n");
}
END_TEST

SUITE(messages) {
    Suite *suite = suite_create("transform/messages");
    TCase *cases = tcase_create("messages");
    tcase_add_test(cases, an_error_names_the_line_of_the_stylesheet);
    tcase_add_test(cases, a_message_is_a_note);
    tcase_add_test(cases, a_message_says_where_in_the_document);
    tcase_add_test(cases, what_cannot_be_included_is_one_error);
    tcase_add_test(cases, a_message_that_looks_like_an_error_is_a_note);
    tcase_add_test(cases, templates_without_end_are_one_error);
    tcase_add_test(cases, a_stylesheet_of_a_later_version_is_run);
    tcase_add_test(cases, a_pattern_at_fault_is_no_note);
    tcase_add_test(cases, what_is_not_well_formed_has_its_place);
    suite_add_tcase(suite, cases);
    return suite;
}
