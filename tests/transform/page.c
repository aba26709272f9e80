/* transform: the HTML page of any TEI document is whole.  Ids are there once, links within the page
   lead somewhere, and not a letter of the text is lost or doubled, whatever its markup. */
#include "run.h"

#include "base/file.h"
#include "transform/transform.h"

#include <ctype.h>
#include <glob.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <string.h>

/* ---- the page ---- */

static xmlDoc *parse(const struct buffer *bytes) {
    xmlDoc *document = xmlReadMemory(bytes->bytes, (int)bytes->length, "page", NULL, 0);
    ck_assert_ptr_nonnull(document);
    return document;
}

static void make_page(const char *tei, size_t length, struct buffer *page) {
    char *findings = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&findings, &size);
    struct report *report = report_new(stream, report_format_named("text"), false);
    struct transform_stylesheet *html = transform_load_builtin("html", NULL, report);
    ck_assert_int_eq(transform_memory(html, tei, length, "a.xml", NULL, report, page),
                     TRANSFORM_DONE);
    transform_free(html);
    report_free(report);
    fclose(stream);
    ck_assert_str_eq(findings, "");
    free(findings);
}

/* ---- ids and links ---- */

static xmlXPathObject *evaluate(xmlXPathContext *context, const char *expression) {
    xmlXPathObject *result = xmlXPathEval((const xmlChar *)expression, context);
    ck_assert_ptr_nonnull(result);
    return result;
}

/* How many nodes the expression finds in the page; what they say is shown where it is not `count`.
 */
static void check_count(xmlXPathContext *context, const char *expression, int count) {
    xmlXPathObject *result = evaluate(context, expression);
    int found = xmlXPathNodeSetGetLength(result->nodesetval);
    char *first = found ? (char *)xmlXPathCastNodeToString(result->nodesetval->nodeTab[0]) : NULL;
    ck_assert_msg(found == count, "%s: %d, the first: %s", expression, found, first ? first : "");
    xmlFree(first);
    xmlXPathFreeObject(result);
}

static void check_links(xmlDoc *page) {
    xmlXPathContext *context = xmlXPathNewContext(page);
    xmlXPathRegisterNs(context, (const xmlChar *)"h",
                       (const xmlChar *)"http://www.w3.org/1999/xhtml");
    check_count(context, "//@id[. = ../preceding::*/@id or . = ../ancestor::*/@id or . = '']", 0);
    check_count(context, "//@href[starts-with(., '#')][not(substring(., 2) = //@id)]", 0);
    check_count(context, "//h:a//h:a", 0);
    check_count(context, "//h:h1", 1);
    check_count(context, "//h:p//*[self::h:p or self::h:div or self::h:ul or self::h:table]", 0);
    xmlXPathFreeContext(context);
}

/* ---- the text ---- */

/* Letters and digits of a text, and those of its notes, which the page moves behind it. */
struct letters {
    struct buffer text, notes;
};

static void add_letters(struct buffer *letters, const xmlChar *text) {
    for (; text && *text; text++)
        if (isalnum(*text) || *text >= 0x80) buffer_byte(letters, (char)*text);
}

static bool has_name(const xmlNode *node, const char *names) {
    char name[64];
    snprintf(name, sizeof name, " %s ", (const char *)node->name);
    return strstr(names, name) != NULL;
}

static bool is_listed_note(const xmlNode *node) {
    xmlChar *anchored = xmlGetProp(node, (const xmlChar *)"anchored");
    bool lost = anchored && !strcmp((char *)anchored, "false");
    xmlFree(anchored);
    return has_name(node, " note ") &&
           (lost || !has_name(node->parent, " body div sp lg list table row front back "));
}

static void read_tei(const xmlNode *node, struct letters *into, bool in_note) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE)
            add_letters(in_note ? &into->notes : &into->text, child->content);
        if (child->type == XML_ELEMENT_NODE && !has_name(child, " teiHeader standOff facsimile "))
            read_tei(child, into, in_note || is_listed_note(child));
    }
}

/* The classes of what the page adds (see html.xsl). */
static bool is_added(const xmlNode *node) {
    static const char *const added[] = {"added", "sign", "spoken", "noteref", "pb", "backlink"};
    xmlChar *value = xmlGetProp(node, (const xmlChar *)"class");
    bool is = false;
    char *rest = NULL;
    char *word = value ? strtok_r((char *)value, " ", &rest) : NULL;
    for (; word; word = strtok_r(NULL, " ", &rest))
        for (size_t i = 0; i < sizeof added / sizeof *added; i++)
            is = is || !strcmp(word, added[i]);
    xmlFree(value);
    return is;
}

static bool is_notes(const xmlNode *node) {
    xmlChar *value = xmlGetProp(node, (const xmlChar *)"class");
    bool is = value && !strcmp((char *)value, "notes");
    xmlFree(value);
    return is;
}

static void read_page(const xmlNode *node, struct letters *into, bool in_note) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE)
            add_letters(in_note ? &into->notes : &into->text, child->content);
        if (child->type == XML_ELEMENT_NODE && !is_added(child))
            read_page(child, into, in_note || is_notes(child));
    }
}

static void check_page(const char *tei, size_t length) {
    struct buffer page = {0}, source = {0};
    make_page(tei, length, &page);
    buffer_append(&source, tei, length);
    xmlDoc *page_document = parse(&page), *tei_document = parse(&source);
    check_links(page_document);
    struct letters expected = {0}, found = {0};
    buffer_text(&expected.text, ""), buffer_text(&expected.notes, "");
    buffer_text(&found.text, ""), buffer_text(&found.notes, "");
    read_tei(xmlDocGetRootElement(tei_document), &expected, false);
    xmlNode *body = xmlLastElementChild(xmlDocGetRootElement(page_document));
    for (xmlNode *child = xmlFirstElementChild(body); child; child = xmlNextElementSibling(child))
        if (has_name(child, " main ")) read_page(child, &found, false);
    ck_assert_str_eq(found.text.bytes, expected.text.bytes);
    ck_assert_str_eq(found.notes.bytes, expected.notes.bytes);
    buffer_free(&expected.text), buffer_free(&expected.notes);
    buffer_free(&found.text), buffer_free(&found.notes);
    xmlFreeDoc(page_document), xmlFreeDoc(tei_document);
    buffer_free(&page), buffer_free(&source);
}

/* ---- documents ---- */

START_TEST(pages_of_all_samples_are_whole) {
    glob_t samples;
    ck_assert_int_eq(glob("samples/tei/*.xml", 0, NULL, &samples), 0);
    for (size_t i = 0; i < samples.gl_pathc; i++) {
        struct buffer bytes = {0};
        ck_assert(file_read(samples.gl_pathv[i], &bytes));
        check_page(bytes.bytes, bytes.length);
        buffer_free(&bytes);
    }
    globfree(&samples);
}
END_TEST

#define TEI(text) "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/>" text "</TEI>"

static const char *const documents[] = {
    /* letters, readings, brackets; links within links */
    TEI("<text><body><div><head>A <hi rend='italic'>head</hi><note>heard</note></head>"
        "<p><choice><sic>teh</sic><corr>the</corr></choice> <app><lem>lemma</lem><rdg wit='#B'>"
        "reading</rdg></app> <subst><del>old</del><add>new</add></subst> <gap reason='illegible'/>"
        "<unclear>dim</unclear> <supplied>su</supplied> <surplus>much</surplus> <sic>so</sic></p>"
        "<p xml:id='a'><ref target='#a'>on <ref target='#a'>in</ref><note>note</note> and <pb "
        "n='1'/>"
        "end</ref> <ref target='#gone'>gone</ref> <ptr target='#a'/></p></div></body></text>"),
    /* a play */
    TEI("<text><front><castList><castGroup><head>One</head><head>Two</head><roleDesc>both</"
        "roleDesc>"
        "<castItem>Ann</castItem></castGroup></castList></front><body><div><head>Act</head><div>"
        "<head>Scene</head><sp who='#a #b'><speaker>Both<note>or one</note></speaker><stage>aside"
        "</stage><lg><head>Song</head><l n='5' part='F'>Verse</l></lg></sp><sp><p>Who? <stage>exit"
        "</stage></p></sp><pb n='2'/><pb "
        "n='2'/><pb/><pb/><note>set</note></div></div></body></text>"),
    /* pictures, tables, lists, dictionaries, spoken corpora */
    TEI("<text><body><figure><head>Figure</head><graphic url='a.jpg'><desc>boat</desc></graphic>"
        "<figDesc>what</figDesc></figure><table><head>Table</head><row role='label'><cell>A</cell>"
        "</row><row><cell>1<note>cell</note></cell></row></table><list type='gloss'><label>one"
        "</label><item>eins</item></list><list><item n='1'>item<list><item>sub</item></list></item>"
        "</list><entry><form><orth>word</orth></form><sense n='1'><def>thing</def><cit><quote>the "
        "word</quote></cit></sense></entry><u who='#x'>well <vocal><desc>coughs</desc></vocal></u>"
        "</body><back><div><head>Back</head><p>back</p></div></back></text>"),
    /* what is not known, and what is not TEI's */
    TEI("<text><body><p>See <unknown>what</unknown> <m:math xmlns:m='http://www.w3.org/1998/Math/"
        "MathML'><m:mi>x</m:mi></m:math></p><svg xmlns='http://www.w3.org/2000/svg'><script>alert"
        "</script></svg><p/><lg/><div/><stage/></body></text>"),
    /* a volume, with notes that have lost their markers */
    TEI("<text><body><div type='document' n='1'><head>1. One<note n='1'>a</note></head><p>one</p>"
        "<note n='2' anchored='false'>lost</note></div><div type='document' "
        "xml:id='d2'><sp><speaker>"
        "X</speaker><p>two<note n='1'>b</note></p></sp></div><div type='document'><sp><speaker>X"
        "</speaker><p>three</p></sp></div><sp><speaker>Y</speaker><p>none</p></sp></body></text>"),
    /* no header, no body, no text, a corpus */
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><front><p>front</p></front></text></TEI>",
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><sourceDoc><line>one</line></sourceDoc></TEI>",
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>",
    "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/>" TEI(
        "<text><body><head>One</head><sp who='#a'><p>a</p></sp></body></text>")
        TEI("<text><group><text><body><p>b</p></body></text></group></text>") "</teiCorpus>",
};

START_TEST(pages_of_all_kinds_of_text_are_whole) {
    check_page(documents[_i], strlen(documents[_i]));
}
END_TEST

SUITE(page) {
    Suite *suite = suite_create("transform/page");
    TCase *tests = tcase_create("page");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, pages_of_all_samples_are_whole);
    tcase_add_loop_test(tests, pages_of_all_kinds_of_text_are_whole, 0,
                        sizeof documents / sizeof *documents);
    suite_add_tcase(suite, tests);
    return suite;
}
