/* The markup of documents that need not be well-formed: what is told of each piece, in a line. */
#include "run.h"

#include "base/buffer.h"
#include "xml/markup.h"

#include <stdlib.h>
#include <string.h>

/* Each piece in brackets with a letter for its kind before it: T text, S and E tags, C comment, D
   CDATA section, I instruction, ! declaration, < what is nothing yet; ~ where its end is missing,
   / where a tag is empty. */
static char *pieces(const char *document) {
    static const char kinds[] = {
        [MARKUP_TEXT] = 'T',        [MARKUP_START_TAG] = 'S', [MARKUP_END_TAG] = 'E',
        [MARKUP_COMMENT] = 'C',     [MARKUP_CDATA] = 'D',     [MARKUP_INSTRUCTION] = 'I',
        [MARKUP_DECLARATION] = '!', [MARKUP_OPENING] = '<',
    };
    struct buffer line = {0};
    struct markup_scanner scanner = {document, strlen(document), 0};
    for (struct markup markup; markup_next(&scanner, &markup);)
        buffer_print(&line, "%c%s%s[%.*s]", kinds[markup.kind], markup.is_empty ? "/" : "",
                     markup.is_closed || markup.kind == MARKUP_TEXT ? "" : "~",
                     (int)(markup.end - markup.start), document + markup.start);
    return line.bytes;
}

/* The attributes of the first tag: NAME(VALUE), with " for each quotation mark that is there. */
static char *attributes(const char *document) {
    struct buffer line = {0};
    struct markup_scanner scanner = {document, strlen(document), 0};
    struct markup tag;
    ck_assert(markup_next(&scanner, &tag));
    struct markup_attribute attribute;
    for (size_t at = tag.name_end; markup_next_attribute(document, &tag, &at, &attribute);)
        buffer_print(&line, "%.*s%s(%s%.*s%s)", (int)(attribute.name_end - attribute.name_start),
                     document + attribute.name_start, attribute.has_equals ? "=" : "",
                     attribute.is_quoted ? "\"" : "",
                     (int)(attribute.value_end - attribute.value_start),
                     document + attribute.value_start, attribute.is_closed ? "\"" : "");
    if (!line.length) buffer_text(&line, "");
    return line.bytes;
}

#define assert_line(made, expected)                                                                \
    do {                                                                                           \
        char *line = made;                                                                         \
        ck_assert_str_eq(line, expected);                                                          \
        free(line);                                                                                \
    } while (0)
#define assert_pieces(document, expected) assert_line(pieces(document), expected)
#define assert_attributes(document, expected) assert_line(attributes(document), expected)

START_TEST(what_is_well_formed_is_what_it_is) {
    assert_pieces("<?xml version='1.0'?><a x='>'>t &amp; u<b/></a >",
                  "I[<?xml version='1.0'?>]S[<a x='>'>]T[t &amp; u]S/[<b/>]E[</a >]");
    assert_pieces("<!-- <a> -- --><![CDATA[<a>]]]><a/>",
                  "C[<!-- <a> -- -->]D[<![CDATA[<a>]]]>]S/[<a/>]");
    assert_pieces("<!DOCTYPE a [<!ENTITY e ']>'><!-- ' --><?p '?>]><a>",
                  "![<!DOCTYPE a [<!ENTITY e ']>'><!-- ' --><?p '?>]>]S[<a>]");
}
END_TEST

START_TEST(what_is_not_finished_ends_where_more_begins) {
    assert_pieces("<a <b x='1<c></b<d/></", "S~[<a ]S~[<b x='1]S[<c>]E~[</b]S/[<d/>]E~[</]");
    assert_pieces("<a x='1>t<b/>", "S[<a x='1>]T[t]S/[<b/>]");
    assert_pieces("1 < 2 <! <", "T[1 ]<~[<]T[ 2 ]<~[<!]T[ ]<~[<]");
    assert_pieces("<a><!-- b", "S[<a>]C~[<!-- b]");
    assert_pieces("<!-->", "C~[<!-->]");
    assert_pieces("<?a >", "I~[<?a >]");
    assert_pieces("<!DOCTYPE a [ <a>", "!~[<!DOCTYPE a [ <a>]");
}
END_TEST

START_TEST(attributes_are_told_as_far_as_they_go) {
    assert_attributes("<a x='1' p:y = \"2 '\"/>", "x=(\"1\")p:y=(\"2 '\")");
    assert_attributes("<a>", "");
    assert_attributes("<a x y=1 z=/>", "x()y=(1)z=()");
    assert_attributes("<a x= y='2'", "x=()y=(\"2\")");
    assert_attributes("<a x='1 y\n<b/>", "x=(\"1 y)");
    assert_attributes("<a x='1>text", "x=(\"1)");
}
END_TEST

SUITE(markup) {
    Suite *suite = suite_create("xml/markup");
    TCase *cases = tcase_create("markup");
    tcase_add_test(cases, what_is_well_formed_is_what_it_is);
    tcase_add_test(cases, what_is_not_finished_ends_where_more_begins);
    tcase_add_test(cases, attributes_are_told_as_far_as_they_go);
    suite_add_tcase(suite, cases);
    return suite;
}
