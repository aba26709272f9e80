/* transform: built-in stylesheets and the user's, parameters, and what a document or a stylesheet
   may not do. */
#include "run.h"

#include "base/file.h"
#include "transform/transform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEI(body)                                                                                  \
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><body>" body "</body></text></"    \
    "TEI>"
#define XSLT(body)                                                                                 \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>" body         \
    "</xsl:stylesheet>"

/* A run of one stylesheet on one document. */
struct run {
    struct report *report;
    struct buffer output;
    char *findings;
    size_t length;
    FILE *stream;
};

static void begin(struct run *run) {
    *run = (struct run){0};
    run->stream = open_memstream(&run->findings, &run->length);
    run->report = report_new(run->stream, report_format_named("text"), false);
    buffer_text(&run->output, "");
}

static void end(struct run *run) {
    report_free(run->report);
    fclose(run->stream);
    free(run->findings);
    buffer_free(&run->output);
}

static struct transform_stylesheet *load(const char *stylesheet, struct run *run) {
    char path[] = "/tmp/teikit-transform-XXXXXX";
    close(mkstemp(path));
    ck_assert(file_write(path, stylesheet, strlen(stylesheet)));
    struct transform_stylesheet *loaded = transform_load(path, NULL, run->report);
    unlink(path);
    return loaded;
}

static enum transform_status apply(struct transform_stylesheet *stylesheet, const char *document,
                                   const struct transform_parameter *parameters, struct run *run) {
    enum transform_status status = transform_memory(stylesheet, document, strlen(document), "a.xml",
                                                    parameters, run->report, &run->output);
    fflush(run->stream);
    return status;
}

/* Asserts that the stylesheet, which fits any document, gives this output. */
static void check_makes(const char *stylesheet, const struct transform_parameter *parameters,
                        const char *expected) {
    struct run run;
    begin(&run);
    struct transform_stylesheet *loaded = load(stylesheet, &run);
    ck_assert_ptr_nonnull(loaded);
    ck_assert_int_eq(apply(loaded, TEI("<p>one</p>"), parameters, &run), TRANSFORM_DONE);
    ck_assert_str_eq(run.output.bytes, expected);
    transform_free(loaded);
    end(&run);
}

/* Asserts that the built-in stylesheet ends so with the document, writes nothing and says this. */
static void check_refuses(const char *document, enum transform_status expected, const char *code) {
    struct run run;
    begin(&run);
    struct transform_stylesheet *source = transform_load_builtin("source", NULL, run.report);
    ck_assert_int_eq(apply(source, document, NULL, &run), expected);
    ck_assert_str_eq(run.output.bytes, "");
    ck_assert_msg(strstr(run.findings, code), "%s", run.findings);
    transform_free(source);
    end(&run);
}

/* Asserts that the stylesheet cannot be used, or fails, and that this is said. */
static void check_fails(const char *stylesheet, const char *code) {
    struct run run;
    begin(&run);
    struct transform_stylesheet *loaded = load(stylesheet, &run);
    if (loaded) {
        ck_assert_int_eq(apply(loaded, TEI("<p>one</p>"), NULL, &run), TRANSFORM_STYLESHEET);
        ck_assert_str_eq(run.output.bytes, "");
    }
    fflush(run.stream);
    ck_assert_uint_gt(report_count(run.report, SEVERITY_ERROR), 0);
    ck_assert_msg(strstr(run.findings, code), "%s", run.findings);
    transform_free(loaded);
    end(&run);
}

START_TEST(built_in_stylesheets_have_names) {
    struct run run;
    begin(&run);
    struct transform_stylesheet *source = transform_load_builtin("source", NULL, run.report);
    ck_assert_int_eq(apply(source, TEI("<div><head>1. A</head><p>b</p></div>"), NULL, &run),
                     TRANSFORM_DONE);
    ck_assert_str_eq(run.output.bytes, "1. A\n\nb\n");
    ck_assert_str_eq(transform_extension(source), "txt");
    ck_assert_ptr_null(transform_load_builtin("sauce", NULL, run.report));
    transform_free(source);
    end(&run);
}
END_TEST

START_TEST(parameters_are_strings) {
    check_makes(XSLT("<xsl:output method='text'/><xsl:param name='title'/>"
                     "<xsl:template match='/'><xsl:value-of select='$title'/></xsl:template>"),
                (const struct transform_parameter[]){{"title", "“a” 'b' \"c\"", false}, {0}},
                "“a” 'b' \"c\"");
}
END_TEST

START_TEST(exslt_is_there) {
    check_makes(XSLT("<xsl:output method='text'/><xsl:template match='/' "
                     "xmlns:str='http://exslt.org/strings'>"
                     "<xsl:value-of select='str:padding(3, \"ab\")'/></xsl:template>"),
                NULL, "aba");
}
END_TEST

START_TEST(extensions_follow_media_type_and_method) {
    static const struct {
        const char *output, *extension;
    } methods[] = {{"method='text'", "txt"},
                   {"method='html'", "html"},
                   {"method='xml'", "xml"},
                   {"method='text' media-type='text/csv'", "csv"},
                   {"method='text' media-type='text/unheard-of'", "txt"}};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        struct run run;
        struct buffer stylesheet = {0};
        begin(&run);
        buffer_print(&stylesheet, XSLT("<xsl:output %s/>"), methods[i].output);
        struct transform_stylesheet *loaded = load(stylesheet.bytes, &run);
        ck_assert_str_eq(transform_extension(loaded), methods[i].extension);
        transform_free(loaded);
        buffer_free(&stylesheet);
        end(&run);
    }
}
END_TEST

START_TEST(documents_at_fault) {
    check_refuses("<TEI><text></TEI>", TRANSFORM_AT_FAULT, "[xml/not-well-formed]");
    check_refuses("", TRANSFORM_AT_FAULT, "[xml/not-well-formed]");
    check_refuses("<html/>", TRANSFORM_AT_FAULT, "[transform/not-tei]");
}
END_TEST

START_TEST(an_entity_bomb) {
    check_refuses("<!DOCTYPE TEI [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
                  "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                  "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
                  "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
                  "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
                  "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]>"
                  "<TEI xmlns='http://www.tei-c.org/ns/1.0'>&f;</TEI>",
                  TRANSFORM_AT_FAULT, "error: ");
}
END_TEST

START_TEST(an_external_entity_is_not_fetched) {
    check_refuses("<!DOCTYPE TEI [<!ENTITY passwords SYSTEM '/etc/passwd'>]>"
                  "<TEI xmlns='http://www.tei-c.org/ns/1.0'>&passwords;</TEI>",
                  TRANSFORM_AT_FAULT, "[xml/external-entity]");
}
END_TEST

START_TEST(stylesheets_with_errors) {
    check_fails("<stylesheet", "[xml/not-well-formed]");
    check_fails(XSLT("<xsl:template match='/'><xsl:call-template name='gone'/></xsl:template>"),
                "error: ");
    check_fails(XSLT("<xsl:template match='/'><xsl:value-of select='1 +'/></xsl:template>"),
                "error: ");
    check_fails(XSLT("<xsl:template match='/'><xsl:value-of select='$gone'/></xsl:template>"),
                "error: ");
}
END_TEST

START_TEST(a_stylesheet_does_not_write) {
    check_fails("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                "xmlns:e='http://exslt.org/common' extension-element-prefixes='e'>"
                "<xsl:template match='/'><e:document href='/tmp/teikit-written'>x</e:document>"
                "</xsl:template></xsl:stylesheet>",
                "refused");
    ck_assert_int_ne(access("/tmp/teikit-written", F_OK), 0);
}
END_TEST

START_TEST(a_stylesheet_reaches_no_network) {
    check_fails(XSLT("<xsl:include href='http://example.org/a.xsl'/>"), "[xslt/not-fetched]");
    check_fails(XSLT("<xsl:template match='/'>"
                     "<xsl:copy-of select=\"document('http://example.org/a.xml')\"/>"
                     "</xsl:template>"),
                "refused");
}
END_TEST

SUITE(transform) {
    Suite *suite = suite_create("transform/transform");
    TCase *cases = tcase_create("transform");
    tcase_add_test(cases, built_in_stylesheets_have_names);
    tcase_add_test(cases, parameters_are_strings);
    tcase_add_test(cases, exslt_is_there);
    tcase_add_test(cases, extensions_follow_media_type_and_method);
    tcase_add_test(cases, documents_at_fault);
    tcase_add_test(cases, an_entity_bomb);
    tcase_add_test(cases, an_external_entity_is_not_fetched);
    tcase_add_test(cases, stylesheets_with_errors);
    tcase_add_test(cases, a_stylesheet_does_not_write);
    tcase_add_test(cases, a_stylesheet_reaches_no_network);
    suite_add_tcase(suite, cases);
    return suite;
}
