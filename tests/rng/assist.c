/* rng_assist and rng_describe: what may stand at a place of a document that is being typed, and
   what stands there.  In documents `|` marks the place. */
#include "run.h"

#include "base/buffer.h"
#include "rng/assist.h"
#include "xml/markup.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is proposed, in a line ----
   The place; the text that a proposal replaces, in brackets; elements and attributes as
   PREFIX:NAME, with ! where they are required, / where an element is empty, @ and the attributes
   that an element must have, ? in the place of a prefix that is not declared; values in quotation
   marks; datatypes in <>; what documents them in (). */

static void append_documentation(struct buffer *line, const char *documentation) {
    if (documentation) buffer_print(line, "(%s)", documentation);
}

static void append_proposal(struct buffer *line, const struct rng_proposal *proposal) {
    const char *prefix = proposal->prefix ? proposal->prefix : "?";
    buffer_byte(line, ' ');
    if (!proposal->local) buffer_print(line, "*%s", proposal->uri ? proposal->uri : "");
    if (!proposal->local) return;
    buffer_print(line, "%s%s%s%s%s", prefix, *prefix ? ":" : "", proposal->local,
                 proposal->required ? "!" : "", proposal->is_empty ? "/" : "");
    for (const char *const *at = proposal->attributes; at && *at; at++)
        buffer_print(line, "@%s", *at);
    append_documentation(line, proposal->documentation);
}

static void append_assistance(struct buffer *line, const struct rng_assistance *given,
                              const char *document) {
    static const char *const places[] = {
        [RNG_PLACE_NONE] = "nothing",          [RNG_PLACE_CONTENT] = "content",
        [RNG_PLACE_ELEMENT_NAME] = "element",  [RNG_PLACE_ATTRIBUTE_NAME] = "attribute",
        [RNG_PLACE_ATTRIBUTE_VALUE] = "value", [RNG_PLACE_END_TAG] = "end tag",
    };
    buffer_text(line, places[given->place]);
    if (given->place == RNG_PLACE_ATTRIBUTE_VALUE)
        buffer_print(line, " of %s%s", given->attribute, given->is_quoted ? "" : " unquoted");
    if (given->element) buffer_print(line, " in %s", given->element);
    if (given->end > given->start)
        buffer_print(line, " [%.*s]", (int)(given->end - given->start), document + given->start);
    buffer_byte(line, ':');
    for (size_t i = 0; i < given->proposal_count; i++)
        append_proposal(line, &given->proposals[i]);
    for (size_t i = 0; i < given->value_count; i++) {
        buffer_print(line, " \"%s\"", given->values[i].text);
        append_documentation(line, given->values[i].documentation);
    }
    for (size_t i = 0; i < given->datatype_count; i++)
        buffer_print(line, " <%s>", given->datatypes[i]);
    if (given->text) buffer_text(line, " text");
    if (given->end_tag) buffer_text(line, " end");
}

/* ---- asking ---- */

static struct rng_schema *load(const char *name, const char *text) {
    struct report *report = report_new(stdout, report_format_named("text"), false);
    struct rng_schema *schema = rng_load_documented(name, text, strlen(text), NULL, report);
    ck_assert_ptr_nonnull(schema);
    report_free(report);
    return schema;
}

/* The document without the mark, which is at *offset; free() it. */
static char *marked(const char *document, size_t *offset) {
    char *copy = strdup(document), *mark = strchr(copy, '|');
    ck_assert_ptr_nonnull(mark);
    *offset = (size_t)(mark - copy);
    memmove(mark, mark + 1, strlen(mark));
    return copy;
}

static char *assistance(const char *name, const char *schema_text, const char *document) {
    size_t offset;
    struct buffer line = {0};
    struct rng_schema *schema = load(name, schema_text);
    char *copy = marked(document, &offset);
    struct rng_assistance *given = rng_assist(schema, copy, strlen(copy), offset);
    append_assistance(&line, given, copy);
    rng_assistance_free(given);
    rng_free(schema);
    free(copy);
    return line.bytes;
}

static char *description(const char *name, const char *schema_text, const char *document) {
    size_t offset;
    struct buffer text = {0};
    struct rng_schema *schema = load(name, schema_text);
    char *copy = marked(document, &offset);
    struct rng_description *given = rng_describe(schema, copy, strlen(copy), offset);
    if (given)
        buffer_print(&text, "[%.*s] %s", (int)(given->end - given->start), copy + given->start,
                     given->text);
    else
        buffer_text(&text, "nothing");
    rng_description_free(given);
    rng_free(schema);
    free(copy);
    return text.bytes;
}

#define assert_text(made, expected)                                                                \
    do {                                                                                           \
        char *text = made;                                                                         \
        ck_assert_str_eq(text, expected);                                                          \
        free(text);                                                                                \
    } while (0)
#define assert_assistance(schema, document, expected)                                              \
    assert_text(assistance("s.rnc", schema, document), expected)
#define assert_description(schema, document, expected)                                             \
    assert_text(description("s.rnc", schema, document), expected)

/* ---- elements ---- */

START_TEST(what_comes_next_is_required_or_not) {
    static const char schema[] = "element a { element b { empty }, element c { text }?,"
                                 " (element d { text } | element e { empty })+ }";
    assert_assistance(schema, "|", "content: a!");
    assert_assistance(schema, "<a>|", "content in a: b!/");
    assert_assistance(schema, "<a><b/>|<d/></a>", "content in a: c d e/");
    assert_assistance(schema, "<a><b/><c/>|", "content in a: d e/");
    assert_assistance(schema, "<a><b/><e/><d>x</d>|", "content in a: d e/ end");
    assert_assistance(schema, "<a><b/><c>|", "content in c: text end");
    assert_assistance(schema, "<a><b/><d/></a>|", "content:");
}
END_TEST

START_TEST(what_may_come_in_any_order_is_proposed_until_it_came) {
    static const char schema[] =
        "element a { element b { text } & element c { text }* & element d { text }? & text }";
    assert_assistance(schema, "<a>|", "content in a: b! c d text");
    assert_assistance(schema, "<a><d/> and |", "content in a: b! c text");
    assert_assistance(schema, "<a><b/>|", "content in a: c d text end");
}
END_TEST

START_TEST(elements_are_proposed_in_their_start_tags_too) {
    static const char schema[] = "element a { (element bc { empty } | element d { text })* }";
    assert_assistance(schema, "<a><|", "element in a: bc/ d end");
    assert_assistance(schema, "<a><b|", "element in a [b]: bc/ d end");
    assert_assistance(schema, "<a><|b></a>", "element in a [b]: bc/ d end");
    assert_assistance(schema, "<a><b|c/><d/></a>", "element in a [bc]: bc/ d end");
    assert_assistance(schema, "<a><| x</a>", "element in a: bc/ d end");
    assert_assistance(schema, "<|", "element: a!");
}
END_TEST

START_TEST(what_the_document_uses_comes_first) {
    static const char schema[] = "start = element a { (b | c | d)* } b = element b { (b | c | d)* }"
                                 " c = element c { empty } d = element d { empty }";
    assert_assistance(schema, "<a><d/><d/><c/>|", "content in a: d/ c/ b end");
    assert_assistance(schema, "<a><d/><d/><b><c/></b><b>|", "content in b: c/ b d/ end");
}
END_TEST

START_TEST(attributes_that_an_element_needs_are_named) {
    static const char schema[] =
        "element a { (element b { attribute x { text }, attribute y { text }?, attribute xml:id "
        "{ text }, text } | element c { attribute x { text } | attribute y { text } })* }";
    assert_assistance(schema, "<a>|", "content in a: b@x@xml:id c/ end");
}
END_TEST

START_TEST(schemas_may_be_recursive) {
    static const char schema[] = "start = d d = element div { element p { text }*, d* }";
    assert_assistance(schema, "<div><div><p/>|", "content in div: div p end");
    assert_assistance(schema, "<div><div/>|<p/>", "content in div: div end");
}
END_TEST

START_TEST(wildcards_are_told_as_such) {
    static const char schema[] =
        "namespace n = 'urn:n' start = element a { any*, element b { text } }"
        " any = element * - (b | n:*) { attribute * { text }*, any* } |"
        " element n:* { empty }";
    assert_assistance(schema, "<a>|", "content in a: b! *urn:n *");
    assert_assistance(schema, "<a><x>|", "content in x: *urn:n * end");
    assert_assistance(schema, "<a><x |", "attribute in x: *");
}
END_TEST

/* ---- attributes ---- */

START_TEST(attributes_are_proposed_that_are_not_there) {
    static const char schema[] = "element a { attribute x { text }, attribute y { text }?,"
                                 " attribute xml:lang { text }?, empty }";
    assert_assistance(schema, "<a |", "attribute in a: x! xml:lang y");
    assert_assistance(schema, "<a x='1' |", "attribute in a: xml:lang y");
    assert_assistance(schema, "<a | x='1'>", "attribute in a: xml:lang y");
    assert_assistance(schema, "<a x='1' y|='2' xml:lang='en'/>", "attribute in a [y]: y");
    assert_assistance(schema, "<a x='1'| />", "attribute in a: xml:lang y");
    assert_assistance(schema, "<a x='1'/|>", "nothing in a:");
    assert_assistance(schema, "<a x |= '1'>", "nothing in a:");
    assert_assistance(schema, "<a x|", "attribute in a [x]: x! xml:lang y");
}
END_TEST

START_TEST(attributes_exclude_each_other) {
    static const char schema[] = "element a { (attribute x { text } | (attribute y { text },"
                                 " attribute z { text })), attribute t { 'u' | 'v' }? }";
    assert_assistance(schema, "<a |", "attribute in a: t x y z");
    assert_assistance(schema, "<a x='' |", "attribute in a: t");
    assert_assistance(schema, "<a y='' t='u' |", "attribute in a: z!");
    assert_assistance(schema, "<a y='' t='wrong' |", "attribute in a: z!");
}
END_TEST

START_TEST(what_the_document_gives_such_elements_comes_first) {
    static const char schema[] =
        "element a { element b { attribute x { text }?, attribute y { text "
        "}?, attribute z { text }? }* }";
    assert_assistance(schema, "<a><b z=''/><b z='' y=''/><b |", "attribute in b: z y x");
}
END_TEST

START_TEST(a_choice_of_elements_hangs_on_what_is_given) {
    static const char schema[] =
        "element a { element b { attribute t { 'one' }, attribute x { text } "
        "} | element b { attribute t { 'two' }, attribute y { text } } }";
    assert_assistance(schema, "<a><b |", "attribute in b: t! x y");
    assert_assistance(schema, "<a><b t='two' |", "attribute in b: y!");
    assert_assistance(schema, "<a><b y='' t='|'", "value of t in b: \"two\"");
}
END_TEST

/* ---- values ---- */

START_TEST(values_are_those_that_the_schema_names) {
    static const char schema[] = "element a { attribute t { 'one' | 'two' | xsd:date },"
                                 " attribute u { xsd:IDREF }?, attribute v { xsd:boolean }?,"
                                 " attribute w { text }? }";
    assert_assistance(schema, "<a t='|'", "value of t in a: \"one\" \"two\" <date>");
    assert_assistance(schema, "<a t='tw|x'", "value of t in a [twx]: \"one\" \"two\" <date>");
    assert_assistance(schema, "<a t=|", "value of t unquoted in a: \"one\" \"two\" <date>");
    assert_assistance(schema, "<a t = \"|\" u='x'>", "value of t in a: \"one\" \"two\" <date>");
    assert_assistance(schema, "<a u='|'", "value of u in a: <IDREF>");
    assert_assistance(schema, "<a v='|'", "value of v in a: \"true\" \"false\" <boolean>");
    assert_assistance(schema, "<a w='|'", "value of w in a:");
    assert_assistance(schema, "<a other='|'", "value of other in a:");
}
END_TEST

START_TEST(lists_are_proposed_token_by_token) {
    static const char schema[] = "element a { attribute t { list { ('x' | 'y'), ('1' | '2')+ } |"
                                 " 'none' }, attribute u { xsd:IDREFS }? }";
    assert_assistance(schema, "<a t='|'", "value of t in a: \"x\" \"y\" \"none\"");
    assert_assistance(schema, "<a t='x |'", "value of t in a: \"1\" \"2\"");
    assert_assistance(schema, "<a t='x 1 2|2 1'", "value of t in a [22]: \"1\" \"2\"");
    assert_assistance(schema, "<a t='no |'", "value of t in a: \"x\" \"y\"");
    assert_assistance(schema, "<a u='b c|'", "value of u in a [c]: <IDREFS>");
}
END_TEST

START_TEST(content_may_be_a_value) {
    static const char schema[] = "element a { element b { 'yes' | 'no' | xsd:date } }";
    assert_assistance(schema, "<a><b>|", "content in b: \"yes\" \"no\" <date>");
    assert_assistance(schema, "<a><b>ye|</b></a>", "content in b [ye]: \"yes\" \"no\" <date>");
    assert_assistance(schema, "<a><b>no|</b></a>", "content in b [no]: \"yes\" \"no\" <date> end");
    assert_assistance(schema, "<a><b>n&#111;</|", "end tag in b: end");
    assert_assistance(schema, "<a><b>n</|b>", "end tag in b [b]:");
}
END_TEST

START_TEST(namespaces_of_the_schema_are_values_of_declarations) {
    static const char schema[] = "default namespace = 'urn:a' namespace b = 'urn:b'"
                                 " element a { element b:b { element c { text } } }";
    assert_assistance(schema, "<a xmlns='|'", "value of xmlns in a: \"urn:a\" \"urn:b\"");
    assert_assistance(schema, "<b:b xmlns:b='|'", "value of xmlns:b in b:b: \"urn:a\" \"urn:b\"");
}
END_TEST

/* ---- namespaces ---- */

START_TEST(prefixes_are_those_of_the_place) {
    static const char schema[] =
        "default namespace = 'urn:a' namespace b = 'urn:b'"
        " element a { element c { empty }, element b:d { attribute b:e { text }, empty } }";
    assert_assistance(schema, "|", "content: ?:a!");
    assert_assistance(schema, "<a xmlns='urn:a'>|", "content in a: c!/");
    assert_assistance(schema, "<x:a xmlns:x='urn:a'>|", "content in x:a: x:c!/");
    assert_assistance(schema, "<a xmlns='urn:a'><c/>|", "content in a: ?:d!/@e");
    assert_assistance(schema, "<a xmlns='urn:a' xmlns:y='urn:b'><c/>|", "content in a: y:d!/@y:e");
    assert_assistance(schema, "<a xmlns='urn:a'><c/><d xmlns='urn:b' |", "attribute in d: ?:e!");
    assert_assistance(schema, "<a xmlns='urn:a'><c/><d xmlns='urn:b' xmlns:z='urn:b' |",
                      "attribute in d: z:e!");
    assert_assistance(schema, "<a xmlns='urn:a' xmlns:y='urn:a'><c/><y:x xmlns:y='urn:b' |",
                      "attribute in y:x:");
}
END_TEST

START_TEST(a_namespace_that_is_missing_is_one_slip) {
    static const char schema[] =
        "default namespace = 'urn:a' element a { element b { element c { empty } } }";
    assert_assistance(schema, "<a><b>|", "content in b: c!/");
}
END_TEST

/* ---- documentation ---- */

START_TEST(documentation_stands_before_what_it_is_about) {
    static const char schema[] = "start = a\n"
                                 "## the root\n## of all\n"
                                 "a = element a { attribute t {\n"
                                 "## first\n'x' |\n## second\n'y' }?,\n"
                                 "## a letter\nattribute u { text }?,\n"
                                 "element b { text }?, ## with a name\nelement c { text }? }";
    assert_assistance(schema, "|", "content: a!(the root of all)");
    assert_assistance(schema, "<a>|", "content in a: b c(with a name) end");
    assert_assistance(schema, "<a |", "attribute in a: t u(a letter)");
    assert_assistance(schema, "<a t='|'", "value of t in a: \"x\"(first) \"y\"(second)");
}
END_TEST

#define DOCUMENTATION(text) "<a:documentation>" text "</a:documentation>"
static const char
    xml_schema[] =
        "<grammar xmlns='http://relaxng.org/ns/structure/1.0'"
        " xmlns:a='http://relaxng.org/ns/compatibility/annotations/1.0'>"
        "<start><choice><ref name='p'/><ref name='q'/></choice></start>"
        "<define name='p'><element name='p'>" DOCUMENTATION("a\n   paragraph\n\nof <b>words</b>") "<optional><attribute name='r'>" DOCUMENTATION(
            "how it looks") "<choice><value>it</value>" DOCUMENTATION("italic") "<value>bo</value>"
                                                                                "</choice></"
                                                                                "attribute></"
                                                                                "optional><text/></"
                                                                                "element></define>"
                                                                                "<define "
                                                                                "name='q'"
                                                                                ">" DOCUMENTATION("a quotation") "<element><name>q</name><attribute name='r'>" DOCUMENTATION(
                                                                                    "its rank") "</"
                                                                                                "at"
                                                                                                "tr"
                                                                                                "ib"
                                                                                                "ut"
                                                                                                "e>"
                                                                                                "<z"
                                                                                                "er"
                                                                                                "oO"
                                                                                                "rM"
                                                                                                "or"
                                                                                                "e>"
                                                                                                "<r"
                                                                                                "ef"
                                                                                                " n"
                                                                                                "am"
                                                                                                "e="
                                                                                                "'p"
                                                                                                "'/"
                                                                                                "><"
                                                                                                "/z"
                                                                                                "er"
                                                                                                "oO"
                                                                                                "rM"
                                                                                                "or"
                                                                                                "e>"
                                                                                                "</"
                                                                                                "el"
                                                                                                "em"
                                                                                                "en"
                                                                                                "t>"
                                                                                                "</"
                                                                                                "de"
                                                                                                "fi"
                                                                                                "ne"
                                                                                                "><"
                                                                                                "/g"
                                                                                                "ra"
                                                                                                "mm"
                                                                                                "ar"
                                                                                                ">";

START_TEST(documentation_of_the_xml_syntax_is_the_same) {
    assert_text(assistance("s.rng", xml_schema, "|"),
                "content: p(a paragraph\n\nof words) q@r(a quotation)");
    assert_text(assistance("s.rng", xml_schema, "<p |"), "attribute in p: r(how it looks)");
    assert_text(assistance("s.rng", xml_schema, "<q |"), "attribute in q: r!(its rank)");
    assert_text(assistance("s.rng", xml_schema, "<p r='|'"),
                "value of r in p: \"it\"(italic) \"bo\"");
}
END_TEST

START_TEST(a_name_may_mean_something_else_elsewhere) {
    static const char schema[] =
        "start = element a { element b { ## of a book\nelement title { text } },"
        " element c { ## of a person\nelement title { text } } }";
    assert_assistance(schema, "<a><b>|", "content in b: title!(of a book)");
    assert_assistance(schema, "<a><b/><c>|", "content in c: title!(of a person)");
    assert_description(schema, "<a><b/><c><ti|tle>x</title></c></a>",
                       "[title] element title\n\nof a person\n\nContent: text");
    assert_description(schema, "<a><b><title>x</title|></b></a>",
                       "[title] element title\n\nof a book\n\nContent: text");
}
END_TEST

START_TEST(schemas_without_documentation_assist_too) {
    struct report *report = report_new(stdout, report_format_named("text"), false);
    struct rng_schema *schema =
        rng_load_memory(xml_schema, strlen(xml_schema), "s.rng", NULL, report);
    struct rng_assistance *given = rng_assist(schema, "<p ", 3, 3);
    ck_assert_uint_eq(given->proposal_count, 1);
    ck_assert_ptr_null(given->proposals[0].documentation);
    rng_assistance_free(given);
    rng_free(schema);
    report_free(report);
}
END_TEST

/* ---- places where nothing is proposed, and documents that are not well-formed ---- */

START_TEST(in_comments_and_the_like_nothing_is_proposed) {
    static const char schema[] = "element a { (text | element b { text })* }";
    assert_assistance(schema, "<a><!-- | --></a>", "nothing in a:");
    assert_assistance(schema, "<a><!-- |", "nothing in a:");
    assert_assistance(schema, "<a><!|", "nothing in a:");
    assert_assistance(schema, "<a><![CDATA[ <|", "nothing in a:");
    assert_assistance(schema, "<?xml version='1.0' |?><a/>", "nothing:");
    assert_assistance(schema, "<!DOCTYPE a [ <!ENTITY e '>|'> ]><a/>", "nothing:");
    assert_assistance(schema, "<a>x &am|", "nothing in a:");
    assert_assistance(schema, "<!DOCTYPE a [ <!-- ]> ' --> <!ENTITY e '>'> ]><a>|",
                      "content in a: b text end");
    assert_assistance(schema, "<a><!-- <b> -->|", "content in a: b text end");
    assert_assistance(schema, "<a><![CDATA[<b>]]>|", "content in a: b text end");
}
END_TEST

START_TEST(what_is_not_finished_before_the_place_is_made_up_for) {
    static const char schema[] = "start = a a = element a { b*, element c { text }? }"
                                 " b = element b { attribute x { text }?, (text | d)* }"
                                 " d = element d { (text | d)* }";
    assert_assistance(schema, "<a><b <d>|", "content in d: d text end");
    assert_assistance(schema, "<a><b x='1><d>|", "content in d: d text end");
    assert_assistance(schema, "<a><b><d>x</b>|", "content in a: b c end");
    assert_assistance(schema, "<a><b>x</d></b>|", "content in a: b c end");
    assert_assistance(schema, "<a><b>x</b<b>|", "content in b: d text end");
    assert_assistance(schema, "<a><b>x < y &z <d>|", "content in d: d text end");
    assert_assistance(schema, "<a><b>x</b></|", "end tag in a: end");
    assert_assistance(schema, "<a><d>|", "content in d: d text end");
}
END_TEST

START_TEST(end_tags_of_nothing_are_passed_over_quickly) {
    enum { COUNT = 300000 };
    struct buffer document = {0};
    struct rng_schema *schema = load("s.rnc", "start = a a = element a { a? }");
    for (size_t i = 0; i < COUNT; i++)
        buffer_text(&document, "<a>");
    for (size_t i = 0; i < COUNT; i++)
        buffer_text(&document, "</b>");
    struct rng_assistance *given =
        rng_assist(schema, document.bytes, document.length, document.length);
    ck_assert_uint_eq(given->proposal_count, 1);
    rng_assistance_free(given);
    rng_free(schema);
    buffer_free(&document);
}
END_TEST

START_TEST(errors_before_the_place_are_gone_on_from) {
    static const char schema[] =
        "element a { element b { text }, element c { text }, element d { text"
        " }* }";
    assert_assistance(schema, "<a><c/>|", "content in a: d end");
    assert_assistance(schema, "<a><b/><x><y/>text</x>|", "content in a: c!");
    assert_assistance(schema, "<a z='1'>text|", "content in a: b!");
}
END_TEST

/* ---- descriptions ---- */

START_TEST(an_element_is_described_with_what_it_holds) {
    static const char schema[] =
        "start = ## a poem\nelement lg { attribute n { xsd:integer }?, attribute type { text },"
        " (element head { text }?, element l { (text | element pb { empty })* }+) }";
    assert_description(schema, "<l|g>",
                       "[lg] element lg\n\na poem\n\nContent: head, l\n"
                       "Attributes: type (required), n");
    assert_description(schema, "<lg><l>x <pb|/>", "[pb] element pb\n\nContent: none");
    assert_description(schema, "<lg><|l>", "[l] element l\n\nContent: text, pb");
    assert_description(schema, "<lg><x|>", "nothing");
    assert_description(schema, "<lg> | </lg>", "nothing");
}
END_TEST

START_TEST(an_attribute_is_described_with_its_values) {
    static const char schema[] = "element a { ## its kind\nattribute t { ## the one\n'x' | 'y' |"
                                 " xsd:date }, attribute u { text }, attribute w { list { ('p' |"
                                 " ## a q\n'q')* } } }";
    assert_description(schema, "<a t|='x'>",
                       "[t] attribute t\n\nits kind\n\nValue: \"x\", \"y\", "
                       "date (a date such as 1971-12-07)");
    assert_description(schema, "<a t='|x'>", "[x] value x\n\nthe one");
    assert_description(schema, "<a t='|y'>",
                       "[t] attribute t\n\nits kind\n\nValue: \"x\", \"y\", "
                       "date (a date such as 1971-12-07)");
    assert_description(schema, "<a w='p q|'>", "[q] value q\n\na q");
    assert_description(schema, "<a |u='y'>", "[u] attribute u");
    assert_description(schema, "<a z|='y'>", "nothing");
}
END_TEST

/* ---- whole documents ---- */

struct document {
    char *bytes;
    size_t length;
};

static struct document read_document(const char *path) {
    struct document document = {malloc(1 << 20), 0};
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    document.length = fread(document.bytes, 1, 1 << 20, file);
    fclose(file);
    return document;
}

/* The document with `text` in the place of the bytes from `start` to `end`. */
static struct document edited(const struct document *document, size_t start, size_t end,
                              const char *text) {
    struct buffer buffer = {0};
    buffer_append(&buffer, document->bytes, start);
    buffer_text(&buffer, text);
    buffer_append(&buffer, document->bytes + end, document->length - end);
    return (struct document){buffer.bytes, buffer.length};
}

/* A prefix may be declared only by the tag that is proposed. */
static bool is_proposed(const struct rng_assistance *given, const char *name, size_t length) {
    for (size_t i = 0; i < given->proposal_count; i++) {
        const struct rng_proposal *proposal = &given->proposals[i];
        const char *prefix = proposal->prefix ? proposal->prefix : "";
        struct buffer whole = {0};
        buffer_print(&whole, "%s%s%s", prefix, *prefix ? ":" : "",
                     proposal->local ? proposal->local : "");
        bool found = whole.length == length && !memcmp(whole.bytes, name, length);
        buffer_free(&whole);
        if (found) return true;
    }
    return false;
}

/* The element that follows is among those proposed before it, and in its own tag. */
static void check_element(struct rng_schema *schema, const struct document *document,
                          const struct markup *tag) {
    for (size_t offset = tag->start; offset <= tag->name_end; offset++) {
        struct rng_assistance *given =
            rng_assist(schema, document->bytes, document->length, offset);
        bool found =
            is_proposed(given, document->bytes + tag->name_start, tag->name_end - tag->name_start);
        ck_assert_msg(found, "%.60s, at byte %zu of it", document->bytes + tag->start,
                      offset - tag->start);
        rng_assistance_free(given);
    }
}

/* The attribute is proposed where it was taken away, and so are its values. */
static void check_attribute(struct rng_schema *schema, const struct document *document,
                            const struct markup_attribute *attribute) {
    const char *name = document->bytes + attribute->name_start;
    size_t length = attribute->name_end - attribute->name_start;
    if (!strncmp(name, "xmlns", 5)) return;
    struct document without = edited(document, attribute->name_start, attribute->end, "");
    struct rng_assistance *given =
        rng_assist(schema, without.bytes, without.length, attribute->name_start);
    ck_assert(is_proposed(given, name, length));
    rng_assistance_free(given);
    free(without.bytes);
    given = rng_assist(schema, document->bytes, document->length, attribute->value_end);
    bool is_named = given->datatype_count || !given->value_count;
    for (size_t i = 0; i < given->value_count; i++)
        is_named |= strlen(given->values[i].text) == given->end - given->start &&
                    !memcmp(given->values[i].text, document->bytes + given->start,
                            given->end - given->start);
    ck_assert(is_named);
    rng_assistance_free(given);
}

/* Notes whether the element that begins at that place is found to stand wrong. */
struct wrong_place {
    size_t line, column;
    bool found;
};

static void hear(void *context, const struct finding *finding) {
    struct wrong_place *wrong = context;
    bool stands_wrong = !strcmp(finding->code, "rng/element-not-allowed") ||
                        !strcmp(finding->code, "rng/element-unknown") ||
                        strstr(finding->message, "not allowed yet");
    wrong->found |=
        stands_wrong && finding->line == wrong->line && finding->column == wrong->column;
}

static void place_of(const struct document *document, size_t offset, struct wrong_place *place) {
    place->line = place->column = 1;
    for (size_t i = 0; i < offset; i++) {
        bool is_line = document->bytes[i] == '\n';
        place->line += is_line;
        if (is_line)
            place->column = 1;
        else
            place->column += ((unsigned char)document->bytes[i] & 0xC0) != 0x80;
    }
}

/* What is proposed, with the attributes that it must have, is no error where it is put. */
static void check_insertions(struct rng_schema *schema, const struct document *document,
                             size_t offset) {
    struct rng_assistance *given = rng_assist(schema, document->bytes, document->length, offset);
    struct wrong_place wrong = {0};
    FILE *nowhere = fopen("/dev/null", "w");
    struct report *report = report_new(nowhere, report_format_named("jsonl"), false);
    report_listen(report, hear, &wrong);
    place_of(document, offset, &wrong);
    for (size_t i = 0; i < given->proposal_count; i++) {
        const struct rng_proposal *proposal = &given->proposals[i];
        if (!proposal->local || !proposal->prefix || *proposal->prefix) continue;
        struct buffer element = {0};
        buffer_print(&element, "<%s", proposal->local);
        for (const char *const *at = proposal->attributes; *at; at++)
            buffer_print(&element, " %s=''", *at);
        buffer_text(&element, "/>");
        struct document with = edited(document, offset, offset, element.bytes);
        rng_validate_source(
            schema,
            &(struct xml_source){
                .path = "d", .name = "d", .bytes = with.bytes, .length = with.length},
            report);
        ck_assert_msg(!wrong.found, "%s on line %zu", element.bytes, wrong.line);
        buffer_free(&element);
        free(with.bytes);
    }
    report_free(report);
    fclose(nowhere);
    rng_assistance_free(given);
}

enum { SAMPLED = 41 };

static void check_document(struct rng_schema *schema, const char *path) {
    struct document document = read_document(path);
    struct markup_scanner scanner = {document.bytes, document.length, 0};
    struct markup markup;
    for (size_t count = 0; markup_next(&scanner, &markup); count++) {
        if (markup.kind != MARKUP_START_TAG) continue;
        check_element(schema, &document, &markup);
        struct markup_attribute attribute;
        for (size_t at = markup.name_end;
             markup_next_attribute(document.bytes, &markup, &at, &attribute);)
            check_attribute(schema, &document, &attribute);
        if (count % SAMPLED == 0) check_insertions(schema, &document, markup.start);
    }
    free(document.bytes);
}

START_TEST(what_stands_in_valid_documents_is_proposed_there) {
    struct report *report = report_new(stdout, report_format_named("text"), false);
    struct rng_schema *schema = rng_load_documented("schemas/teikit.rnc", NULL, 0, NULL, report);
    ck_assert_ptr_nonnull(schema);
    glob_t samples;
    ck_assert_int_eq(glob("samples/tei/*.xml", 0, NULL, &samples), 0);
    for (size_t i = 0; i < samples.gl_pathc; i++)
        check_document(schema, samples.gl_pathv[i]);
    globfree(&samples);
    rng_free(schema);
    report_free(report);
}
END_TEST

SUITE(assist) {
    Suite *suite = suite_create("rng/assist");
    TCase *places = tcase_create("assist");
    tcase_set_timeout(places, 60);
    tcase_add_test(places, what_comes_next_is_required_or_not);
    tcase_add_test(places, what_may_come_in_any_order_is_proposed_until_it_came);
    tcase_add_test(places, elements_are_proposed_in_their_start_tags_too);
    tcase_add_test(places, what_the_document_uses_comes_first);
    tcase_add_test(places, attributes_that_an_element_needs_are_named);
    tcase_add_test(places, schemas_may_be_recursive);
    tcase_add_test(places, wildcards_are_told_as_such);
    tcase_add_test(places, attributes_are_proposed_that_are_not_there);
    tcase_add_test(places, attributes_exclude_each_other);
    tcase_add_test(places, what_the_document_gives_such_elements_comes_first);
    tcase_add_test(places, a_choice_of_elements_hangs_on_what_is_given);
    tcase_add_test(places, values_are_those_that_the_schema_names);
    tcase_add_test(places, lists_are_proposed_token_by_token);
    tcase_add_test(places, content_may_be_a_value);
    tcase_add_test(places, namespaces_of_the_schema_are_values_of_declarations);
    tcase_add_test(places, prefixes_are_those_of_the_place);
    tcase_add_test(places, a_namespace_that_is_missing_is_one_slip);
    tcase_add_test(places, documentation_stands_before_what_it_is_about);
    tcase_add_test(places, documentation_of_the_xml_syntax_is_the_same);
    tcase_add_test(places, a_name_may_mean_something_else_elsewhere);
    tcase_add_test(places, schemas_without_documentation_assist_too);
    tcase_add_test(places, in_comments_and_the_like_nothing_is_proposed);
    tcase_add_test(places, what_is_not_finished_before_the_place_is_made_up_for);
    tcase_add_test(places, end_tags_of_nothing_are_passed_over_quickly);
    tcase_add_test(places, errors_before_the_place_are_gone_on_from);
    tcase_add_test(places, an_element_is_described_with_what_it_holds);
    tcase_add_test(places, an_attribute_is_described_with_its_values);
    tcase_add_test(places, what_stands_in_valid_documents_is_proposed_there);
    suite_add_tcase(suite, places);
    return suite;
}
