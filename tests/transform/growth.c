/* The work that stylesheets make of a volume: twice as many documents may take twice as much, not
   four times.  No time is taken, which other programs share: what is counted is the memory that
   libxml2 and libxslt ask for, as they do wherever a set of nodes is copied, and the steps that
   XPath takes from node to node. */
#include "run.h"

#include "base/file.h"
#include "transform/transform.h"

#include <libxml/xmlmemory.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- counting ---- */

static unsigned long bytes_taken, steps;

/* What grows where it is (realloc()) is not counted: a text that grows by little asks for all of
   itself each time, and costs no more for it. */
static void *take(size_t size) {
    bytes_taken += size;
    return malloc(size);
}

static char *copy(const char *text) {
    bytes_taken += strlen(text) + 1;
    return strdup(text);
}

/* XPath counts its steps where they are limited. */
static void begin_steps(xmlXPathParserContext *parser, int count) {
    (void)count;
    parser->context->opLimit = ULONG_MAX;
    parser->context->opCount = 0;
    valuePush(parser, xmlXPathNewCString(""));
}

static void end_steps(xmlXPathParserContext *parser, int count) {
    (void)count;
    steps = parser->context->opCount;
    valuePush(parser, xmlXPathNewCString(""));
}

/* ---- a volume ---- */

/* Appends the text with `mark` in all ids and what points to them. */
static void append_marked(struct buffer *volume, const char *text, const char *end, unsigned mark) {
    static const char *const before[] = {"xml:id=\"", "=\"#", " #"};
    while (text < end) {
        buffer_byte(volume, *text++);
        for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
            size_t length = strlen(before[i]);
            if (!strncmp(text - length, before[i], length)) buffer_print(volume, "c%u-", mark);
        }
    }
}

static void append_content(struct buffer *volume, const struct buffer *sample, const char *element,
                           unsigned mark) {
    char start[16], stop[16];
    snprintf(start, sizeof start, "<%s>", element);
    snprintf(stop, sizeof stop, "</%s>", element);
    const char *from = strstr(sample->bytes, start), *to = from ? strstr(from, stop) : NULL;
    ck_assert(to);
    append_marked(volume, from + strlen(start), to, mark);
}

/* A volume of so many copies of what is in the samples. */
static struct buffer volume_of(unsigned copies) {
    static const char *const names[] = {"letter",    "telephone",   "minutes",
                                        "interview", "telegram",    "gaps",
                                        "volume",    "corrections", "lost-notes"};
    enum { SAMPLES = sizeof names / sizeof *names };
    struct buffer samples[SAMPLES] = {0}, volume = {0};
    for (size_t i = 0; i < SAMPLES; i++) {
        struct buffer path = {0};
        buffer_print(&path, "samples/tei/%s.xml", names[i]);
        ck_assert(file_read(path.bytes, &samples[i]));
        buffer_free(&path);
    }
    buffer_text(&volume, "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader>");
    append_content(&volume, &samples[0], "teiHeader", 0);
    buffer_text(&volume, "</teiHeader><text><body>");
    for (unsigned i = 0; i < copies * SAMPLES; i++)
        append_content(&volume, &samples[i % SAMPLES], "body", i);
    buffer_text(&volume, "</body></text></TEI>");
    for (size_t i = 0; i < SAMPLES; i++)
        buffer_free(&samples[i]);
    return volume;
}

/* ---- stylesheets ---- */

struct work {
    double bytes, steps;
};

static struct work work_of(struct transform_stylesheet *stylesheet, unsigned copies,
                           struct report *report) {
    struct buffer volume = volume_of(copies), output = {0};
    bytes_taken = 0;
    ck_assert_int_eq(transform_memory(stylesheet, volume.bytes, volume.length, "volume.xml", NULL,
                                      report, &output),
                     TRANSFORM_DONE);
    ck_assert_uint_gt(output.length, 1000 * copies);
    buffer_free(&output);
    buffer_free(&volume);
    return (struct work){(double)bytes_taken, (double)steps};
}

/* The built-in stylesheet, whose steps are counted. */
static struct transform_stylesheet *load(const char *name, struct report *report) {
    char path[] = "/tmp/teikit-growth-XXXXXX";
    struct buffer text = {0};
    buffer_print(&text,
                 "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                 "xmlns:count='urn:count' exclude-result-prefixes='count'>"
                 "<xsl:import href='teikit:%s.xsl'/><xsl:template match='/'>"
                 "<xsl:value-of select='count:begin()'/><xsl:apply-imports/>"
                 "<xsl:value-of select='count:end()'/></xsl:template></xsl:stylesheet>",
                 name);
    close(mkstemp(path));
    ck_assert(file_write(path, text.bytes, text.length));
    struct transform_stylesheet *stylesheet = transform_load(path, NULL, report);
    ck_assert_ptr_nonnull(stylesheet);
    unlink(path);
    buffer_free(&text);
    return stylesheet;
}

static const char *const stylesheets[] = {"html", "text",  "source", "markdown", "latex",
                                          "csv",  "jsonl", "notes",  "stats"};
enum { STYLESHEETS = sizeof stylesheets / sizeof *stylesheets };

/* How much more may be done for twice as many documents. */
#define MOST 2.2

START_TEST(twice_as_many_documents_are_twice_the_work) {
    struct report *report = report_new(stderr, report_format_named("text"), false);
    xmlMemSetup(free, take, realloc, copy);
    xsltRegisterExtModuleFunction(BAD_CAST "begin", BAD_CAST "urn:count", begin_steps);
    xsltRegisterExtModuleFunction(BAD_CAST "end", BAD_CAST "urn:count", end_steps);
    struct transform_stylesheet *stylesheet = load(stylesheets[_i], report);
    struct work some = work_of(stylesheet, 8, report), more = work_of(stylesheet, 16, report);
    ck_assert_msg(more.bytes < MOST * some.bytes, "%s: %.2f times the memory", stylesheets[_i],
                  more.bytes / some.bytes);
    ck_assert_msg(more.steps < MOST * some.steps, "%s: %.2f times the steps", stylesheets[_i],
                  more.steps / some.steps);
    transform_free(stylesheet);
    report_free(report);
}
END_TEST

SUITE(growth) {
    Suite *suite = suite_create("transform/growth");
    TCase *tests = tcase_create("growth");
    tcase_set_timeout(tests, 60); /* sanitizers on a busy machine */
    tcase_add_loop_test(tests, twice_as_many_documents_are_twice_the_work, 0, STYLESHEETS);
    suite_add_tcase(suite, tests);
    return suite;
}
