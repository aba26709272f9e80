/* teikit validate: the checks beyond the grammar. */
#include "command-line/program.h"

/* Any elements with any attributes, none of them an ID. */
static const char schema[] =
    "start = any\n any = element * { attribute * - xml:* { text }*, "
    "attribute xml:id { text }?, attribute xml:lang { text }?, (text | any)* }";
#define TEI(body) "<TEI xmlns='http://www.tei-c.org/ns/1.0'>" body "</TEI>"

static int validate(const char *document, const char *check) {
    put("any.rnc", schema);
    put("in.xml", document);
    return RUN("validate", "-s", "any.rnc", "--check", check, "in.xml");
}

START_TEST(ids_are_unique) {
    ck_assert_int_eq(validate(TEI("<p xml:id='a'/>\n<p xml:id='b'/><p xml:id='a'/>"), "ids"), 0);
    ck_holds(output(), "in.xml:2:19: warning: the xml:id \"a\" is that of another element as well, "
                       "in line 1 [check/id-not-unique]");
}
END_TEST

START_TEST(pointers_lead_somewhere) {
    put("other.xml", TEI("<p xml:id='there'/>"));
    ck_assert_int_eq(
        validate(TEI("<p corresp='#later other.xml other.xml#there https://example.org/#x p:y'/>"
                     "<p xml:id='later' n='#no'/><ref target='#d12fn3'/><x xmlns='' who='#no'/>"),
                 "pointers"),
        0);
    ck_assert_str_eq(output(), "");
    /* Of those to the same target the first. */
    ck_assert_int_eq(
        validate(TEI("<sp who='#a'/><sp who='#b'/><sp who='#a #a'/><p xml:id='b'/>"), "pointers"),
        0);
    ck_holds(output(),
             "in.xml:1:46: warning: who=\"#a\" points to nothing: no element here has the "
             "xml:id \"a\" [check/pointer-to-nothing]");
    ck_holds(output(), "hint: 3 pointers lead there\n");
    ck_assert_uint_eq(count_findings(output()), 1);
    ck_assert_int_eq(validate(TEI("<p xml:id='moor'/><sp who='#mor'/><sp who=''/>\n"
                                  "<p ana='a.xml#b other.xml#here'/>"),
                              "pointers"),
                     0);
    ck_holds(output(), "in.xml:1:64: warning: who=\"#mor\" points to nothing: no element here has "
                       "the xml:id \"mor\" [check/pointer-to-nothing]");
    ck_holds(output(), "hint: did you mean \"#moor\"?");
    ck_holds(output(), "in.xml:2:4: warning: ana=\"a.xml#b\" points to nothing: there is no file");
    ck_holds(output(), "ana=\"other.xml#here\" points to nothing: no element of that file has");
}
END_TEST

START_TEST(ids_have_a_sign_before_them) {
    put("any.rnc", schema);
    put("in.xml", TEI("<sp who='moor iago'/><p xml:id='moor'/><p corresp='moor'/>"));
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "in.xml"), 0);
    ck_holds(output(), "in.xml:1:46: warning: who=\"moor\" points to nothing: without \"#\" it is "
                       "not the element here that has this xml:id [check/pointer-to-nothing]");
    ck_holds(output(), "hint: did you mean \"#moor\"? 2 pointers lead there\n");
    ck_assert_uint_eq(count_findings(output()), 1); /* of iago, a file perhaps, nothing is known */
}
END_TEST

START_TEST(ids_behind_the_place_where_a_document_breaks_off) {
    ck_assert_int_eq(validate("<TEI xmlns='http://www.tei-c.org/ns/1.0'><p who='#later'/>", "ids"),
                     1);
    ck_lacks(output(), "check/pointer-to-nothing");
}
END_TEST

START_TEST(other_files_are_looked_for_in_a_corpus) {
    put("any.rnc", schema);
    put("in.xml", TEI("<p who='#no' facs='1.jpg 2.jpg'/>"));
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "in.xml"), 0);
    ck_holds(output(), "who=\"#no\" points to nothing");
    ck_assert_uint_eq(count_findings(output()), 1);
    put("teikit.yml", "findings: []\n");
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "in.xml"), 0);
    ck_assert_uint_eq(count_findings(output()), 3);
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "-n", "pointers", "in.xml"), 0);
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(languages_have_tags) {
    ck_assert_int_eq(
        validate(TEI("<p xml:lang='de-AT'/><p xml:lang=''/><p xml:lang='english!'/>"), "language"),
        0);
    ck_holds(output(), "in.xml:1:82: warning: \"english!\" is no language tag of BCP 47");
    ck_lacks(output(), "\"de-AT\"");
}
END_TEST

START_TEST(characters_that_an_archive_does_not_want) {
    ck_assert_int_eq(
        validate(TEI("<p>a\xEE\x80\x80\xEE\x80\x81</p><p>\xEF\xBF\xBD</p>"), "characters"), 0);
    ck_holds(output(), "in.xml:1:46: warning: U+E000 has no meaning that others know: it is of the "
                       "private use area [check/private-use]");
    ck_holds(output(), "hint: there are 2 such characters\n");
    ck_holds(output(), ":55: warning: U+FFFD stands for a character that was lost");
}
END_TEST

START_TEST(one_normalisation) {
    ck_assert_int_eq(validate(TEI("<p>e\xCC\x81 x\xCC\xA7</p>"), "characters"), 0);
    ck_assert_str_eq(output(), "");
    ck_assert_int_eq(validate(TEI("<p>e\xCC\x81 \xC3\xA9</p>"), "characters"), 0);
    ck_holds(output(), "in.xml:1:46: warning: U+0301 stands behind a letter");
}
END_TEST

START_TEST(white_space_on_request) {
    ck_assert_int_eq(validate(TEI("<p>a \nb\tc</p>"), "white-space"), 0);
    ck_holds(output(), "in.xml:1:46: warning: U+0020 ends a line [check/trailing-space]");
    ck_holds(output(), "in.xml:2:2: warning: U+0009 is a tab [check/tab]");
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "in.xml"), 0);
    ck_assert_str_eq(output(), "");
}
END_TEST

START_TEST(checks_are_chosen) {
    put("any.rnc", schema);
    put("in.xml", TEI("<p who='#a' xml:lang='english!'/>"));
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "in.xml"), 0);
    ck_holds(output(), "check/pointer");
    ck_holds(output(), "check/language");
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "-n", "pointers", "in.xml"), 0);
    ck_lacks(output(), "check/pointer");
    ck_holds(output(), "check/language");
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "-n", "all", "in.xml"), 0);
    ck_assert_str_eq(output(), "");
    put("teikit.yml", "checks: [pointers]\n"
                      "findings: [{code: check/, severity: error}]\n");
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "in.xml"), 1);
    ck_holds(output(), "error: who=\"#a\" points to nothing");
    ck_lacks(output(), "check/language");
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "-c", "usual", "in.xml"), 1);
    ck_holds(output(), "check/language");
    put("teikit.yml", "checks:\n  - ids\n  - pointer\n");
    ck_assert_int_eq(RUN("validate", "-s", "any.rnc", "in.xml"), 2);
    ck_holds(errors(), "teikit.yml:3:5: error: there is no check \"pointer\"");
    ck_assert_int_eq(RUN("validate", "-c", "spelling", "in.xml"), 2);
    ck_error("teikit", "call/check");
}
END_TEST

COMMAND_LINE_SUITE(checks, ids_are_unique, pointers_lead_somewhere, ids_have_a_sign_before_them,
                   ids_behind_the_place_where_a_document_breaks_off,
                   other_files_are_looked_for_in_a_corpus, languages_have_tags,
                   characters_that_an_archive_does_not_want, one_normalisation,
                   white_space_on_request, checks_are_chosen)
