/* xml/parser_error: what is not well-formed is said with the place where it begins, in words that
   lead to the mend. */
#include "run.h"

#include "rng/findings.h"

#include <stdlib.h>

/* Any element and attribute, with text. */
#define ANY                                                                                        \
    GRAMMAR("<start><ref name='any'/></start><define name='any'><element><anyName/>"               \
            "<zeroOrMore><choice><text/><attribute><anyName/></attribute><ref name='any'/>"        \
            "</choice></zeroOrMore></element></define>")

static const struct {
    const char *document, *finding;
} errors[] = {
    {"<p>The <hi>lamp.</p>", "doc:1:17: error: end tag \"p\" does not match: the element open here "
                             "is \"hi\" of line 1 [xml/not-well-formed]\n"
                             "  hint: </hi> must come before it, or </p> is one too many\n"},
    {"<p>\n<hi>", "doc:2:5: error: the document ends where \"hi\" of line 2 is still open "
                  "[xml/not-well-formed]\n  hint: is its end missing?\n"},
    {"The lamp.", "doc:1:1: error: the document does not begin with a tag [xml/not-well-formed]\n"},
    {"<p>Gr\xC3\xBC\xC3\x9F Brook & Sons</p>", "doc:1:15: error: \"&\" is not followed by a name "
                                               "[xml/not-well-formed]\n"
                                               "  hint: for the sign itself write &amp;\n"},
    {"<p>AT&T</p>", "doc:1:6: error: \"&\" and a name are not followed by \";\" "
                    "[xml/not-well-formed]\n  hint: for the sign \"&\" itself write &amp;\n"},
    {"<p>caf&eacute;</p>",
     "doc:1:7: error: the entity \"eacute\" is not declared [xml/not-well-formed]\n"
     "  hint: write the character itself, or its number as in &#233;\n"},
    {"<p>a < b</p>", "doc:1:6: error: \"<\" is not followed by the name of an element "
                     "[xml/not-well-formed]\n  hint: for the sign itself write &lt;\n"},
    {"<p n=1>x</p>", "doc:1:6: error: the value of an attribute is not in quotation marks "
                     "[xml/not-well-formed]\n  hint: write it as in n=\"1\"\n"},
    {"<p n='1>x</p>", "doc:1:10: error: \"<\" stands in the value of an attribute "
                      "[xml/not-well-formed]\n"
                      "  hint: is a quotation mark missing before it? For the sign itself write "
                      "&lt;\n"},
    {"<p n>x</p>", "doc:1:5: error: the attribute \"n\" has no value [xml/not-well-formed]\n"
                   "  hint: write it as in n=\"…\"\n"},
    {"<p n='1'm='2'/>",
     "doc:1:9: error: no white space between an attribute and what stands before "
     "it [xml/not-well-formed]\n"},
    {"<p>x\x0By</p>", "doc:1:5: error: U+000B is a character that XML does not have "
                      "[xml/not-well-formed]\n"
                      "  hint: take it out; it is mostly a remnant of another program\n"},
    {"<p>caf\xE9</p>", "doc:1:7: error: the bytes here are not UTF-8 [xml/not-well-formed]\n"
                       "  hint: convert the file to UTF-8, or name its charset in the first line, "
                       "as in <?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"},
    {"\n<?xml version='1.0'?><p/>",
     "doc:2:1: error: the XML declaration does not stand at the very beginning "
     "[xml/not-well-formed]\n  hint: no blank line and no white space may be before it\n"},
    {"<p><tei:hi>x</tei:hi></p>",
     "doc:1:4: error: the prefix \"tei\" of \"hi\" is not declared [xml/namespace]\n"
     "  hint: leave it out, or declare it as in xmlns:tei=\"…\"\n"},
};

START_TEST(errors_say_how_to_mend_them) {
    assert_findings(ANY, errors[_i].document, errors[_i].finding);
}
END_TEST

START_TEST(what_has_no_words_of_ours_is_told_in_libxml2s) {
    char *found = findings_of(ANY, "<!DOCTYPE p [<!ELEMENT p>]><p/>");
    ck_assert_ptr_nonnull(strstr(found, "doc:1:25: error: Space required"));
    ck_assert_str_eq(strchr(found, '['), "[xml/not-well-formed]\n");
    free(found);
}
END_TEST

SUITE(parser_error) {
    Suite *suite = suite_create("xml/parser_error");
    TCase *tests = tcase_create("parser_error");
    tcase_add_loop_test(tests, errors_say_how_to_mend_them, 0,
                        (int)(sizeof errors / sizeof *errors));
    tcase_add_test(tests, what_has_no_words_of_ours_is_told_in_libxml2s);
    suite_add_tcase(suite, tests);
    return suite;
}
