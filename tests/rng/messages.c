/* rng's findings: each kind of error with its place, its message and its hint, and that one slip
   gives one finding. */
#include "run.h"

#include "base/buffer.h"
#include "rng/findings.h"

/* A play in a few lines: `text` holds `head?, (p | sp)+, closer?`. */
#define PLAY                                                                                       \
    GRAMMAR("<start ns='http://example.org/play'><element name='play'>"                            \
            "<attribute name='n'><data type='integer'/></attribute>"                               \
            "<optional><attribute name='kind'><choice><value>tragedy</value>"                      \
            "<value>comedy</value></choice></attribute></optional>"                                \
            "<optional><attribute name='xml:id'><data type='ID'/></attribute></optional>"          \
            "<element name='title'><text/></element>"                                              \
            "<oneOrMore><ref name='act'/></oneOrMore>"                                             \
            "<optional><element name='closer'><empty/></element></optional>"                       \
            "</element></start>"                                                                   \
            "<define name='act' ns='http://example.org/play'><element name='act'>"                 \
            "<optional><attribute name='xml:id'><data type='ID'/></attribute></optional>"          \
            "<optional><attribute name='next'><data type='IDREF'/></attribute></optional>"         \
            "<optional><choice><attribute name='length'/><attribute name='pages'/></choice>"       \
            "</optional>"                                                                          \
            "<oneOrMore><choice><element name='p'><text/></element>"                               \
            "<element name='sp'><element name='speaker'><text/></element>"                         \
            "<oneOrMore><element name='l'><text/></element></oneOrMore></element>"                 \
            "<element name='date'><data type='date'/></element>"                                   \
            "</choice></oneOrMore></element></define>")

#define IN_PLAY(body)                                                                              \
    "<play xmlns='http://example.org/play' n='1'>\n<title>T</title>\n" body "\n</play>"

START_TEST(a_valid_document_has_no_findings) {
    assert_valid(PLAY, IN_PLAY("<act><p>x</p><date>1971-12-07</date></act><closer/>"));
}
END_TEST

START_TEST(an_element_out_of_place) {
    assert_findings(PLAY, IN_PLAY("<act><p>x</p></act><closer/><act><p/></act>"),
                    "doc:3:29: error: element \"act\" not allowed here; expected the end of "
                    "\"play\" [rng/element-not-allowed]\n"
                    "  hint: it may stand earlier in \"play\"\n");
    assert_findings(PLAY, IN_PLAY("<act><p>x</p>\n <sp><speaker>A</speaker><l/>\n<p/></sp></act>"),
                    "doc:5:1: error: element \"p\" not allowed here; expected the end of \"sp\" or "
                    "\"l\" [rng/element-not-allowed]\n"
                    "  hint: it may stand after the end of \"sp\"\n");
}
END_TEST

START_TEST(an_unknown_element_and_its_content_are_one_finding) {
    assert_findings(PLAY, IN_PLAY("<act><p>x</p><pp a='b'>y<z/>y</pp><p/></act>"),
                    "doc:3:14: error: unknown element \"pp\"; expected the end of \"act\", "
                    "\"p\", \"date\" or \"sp\" [rng/element-unknown]\n");
    assert_findings(PLAY, IN_PLAY("<act><spaeker>x</spaeker><p/></act>"),
                    "doc:3:6: error: unknown element \"spaeker\"; expected \"date\", \"p\" or "
                    "\"sp\" [rng/element-unknown]\n"
                    "  hint: did you mean \"speaker\"?\n");
}
END_TEST

START_TEST(a_slip_in_a_name_is_one_finding) {
    /* What stands in for the missing speaker is read as one: "l" is not said to come too early. */
    assert_findings(PLAY, IN_PLAY("<act><sp><speeker>A</speeker><l>x</l></sp></act>"),
                    "doc:3:10: error: unknown element \"speeker\"; expected \"speaker\" "
                    "[rng/element-unknown]\n"
                    "  hint: did you mean \"speaker\"?\n");
}
END_TEST

START_TEST(an_element_that_is_missing) {
    assert_findings(PLAY, IN_PLAY("<act><sp><l>x</l></sp></act>"),
                    "doc:3:10: error: element \"l\" not allowed yet: \"speaker\" must come before "
                    "it [rng/element-missing]\n");
    assert_findings(PLAY, IN_PLAY("<act><sp><speaker>A</speaker></sp>\n</act>"),
                    "doc:3:30: error: element \"sp\" is incomplete: \"l\" missing before its end "
                    "tag [rng/element-missing]\n");
    assert_findings(PLAY, IN_PLAY("<act/>"),
                    "doc:3:1: error: element \"act\" is incomplete: one of \"date\", \"p\" or "
                    "\"sp\" missing before its end tag [rng/element-missing]\n");
}
END_TEST

START_TEST(a_wrong_namespace_is_said_once) {
    assert_findings(PLAY, "<play n='1'><title/><act><p/><p/></act></play>",
                    "doc:1:1: error: element \"play\" is in no namespace; expected namespace "
                    "\"http://example.org/play\" [rng/namespace]\n"
                    "  hint: add xmlns=\"http://example.org/play\" to its start tag\n");
}
END_TEST

START_TEST(text_out_of_place) {
    assert_findings(PLAY, IN_PLAY("<act>\n  Gr\xC3\xBC\xC3\x9F Gott <!-- x --> und<p/></act>"),
                    "doc:4:3: error: text \"Gr\xC3\xBC\xC3\x9F Gott  und\" not allowed in \"act\"; "
                    "expected \"date\", \"p\" or \"sp\" [rng/text-not-allowed]\n"
                    "  hint: it may stand within \"p\"\n");
}
END_TEST

START_TEST(content_of_a_wrong_type) {
    assert_findings(PLAY, IN_PLAY("<act><date>\n1971-13-07</date></act>"),
                    "doc:4:1: error: bad content of element \"date\": \"1971-13-07\" is not a "
                    "date such as 1971-12-07 (there is no month 13) [rng/content-value]\n");
}
END_TEST

START_TEST(attributes_stand_at_their_names) {
    assert_findings(PLAY, IN_PLAY("<act next='a'\n  lenght='3'><p/></act>"),
                    "doc:4:3: error: unknown attribute \"lenght\" on \"act\" "
                    "[rng/attribute-unknown]\n"
                    "  hint: did you mean \"length\"?\n"
                    "doc:3:6: error: no element has the ID \"a\" that is referred to "
                    "[rng/idref-without-id]\n");
    assert_findings(PLAY, IN_PLAY("<act length='3' pages='4'><p/></act>"),
                    "doc:3:17: error: attribute \"pages\" not allowed on \"act\" together with "
                    "\"length\" [rng/attribute-not-allowed]\n");
    assert_findings(PLAY, IN_PLAY("<act n='3'><p/></act>"),
                    "doc:3:6: error: attribute \"n\" not allowed on \"act\"; allowed \"xml:id\", "
                    "\"length\", \"next\" or \"pages\" [rng/attribute-not-allowed]\n");
}
END_TEST

START_TEST(an_attribute_that_is_missing) {
    assert_findings(PLAY,
                    "<play xmlns='http://example.org/play'>"
                    "<title/><act><p/></act></play>",
                    "doc:1:1: error: element \"play\" lacks attribute \"n\" "
                    "[rng/attribute-missing]\n");
}
END_TEST

START_TEST(values_that_are_expected) {
    assert_findings(PLAY,
                    "<play xmlns='http://example.org/play' n='one' kind='comdy'>"
                    "<title/><act><p/></act></play>",
                    "doc:1:39: error: bad value of attribute \"n\" on \"play\": \"one\" is not an "
                    "integer [rng/attribute-value]\n"
                    "doc:1:47: error: bad value of attribute \"kind\" on \"play\": \"comdy\" is "
                    "not \"comedy\" or \"tragedy\" [rng/attribute-value]\n"
                    "  hint: did you mean \"comedy\"?\n");
}
END_TEST

START_TEST(ids_are_unique) {
    assert_findings(PLAY,
                    IN_PLAY("<act xml:id='a' next='b'><p/></act>\n"
                            "<act xml:id='b'><p/></act>\n<act xml:id='a'><p/></act>"),
                    "doc:5:6: error: ID \"a\" is not unique: it stands on line 3 too "
                    "[rng/id-not-unique]\n");
}
END_TEST

START_TEST(matching_goes_on_after_an_error) {
    assert_findings(PLAY,
                    IN_PLAY("<act><p>x</p><x/>\n<sp><speaker/><l/><q/><l/></sp>\n"
                            "<act><p/></act></act>\n<act><p/></act>"),
                    "doc:3:14: error: unknown element \"x\"; expected the end of \"act\", "
                    "\"p\", \"date\" or \"sp\" [rng/element-unknown]\n"
                    "doc:4:19: error: unknown element \"q\"; expected the end of \"sp\" or \"l\" "
                    "[rng/element-unknown]\n"
                    "doc:5:1: error: element \"act\" not allowed here; expected the end of "
                    "\"act\", \"p\", \"sp\" or \"date\" [rng/element-not-allowed]\n"
                    "  hint: it may stand after the end of \"act\"\n");
}
END_TEST

/* Lists and lines of TEI: as in its own schema, what may come anywhere comes before what must. */
#define LIST                                                                                       \
    GRAMMAR("<start ns='http://www.tei-c.org/ns/1.0'><element name='list'>"                        \
            "<optional><attribute name='xml:id'/></optional>"                                      \
            "<optional><attribute name='target'/></optional>"                                      \
            "<zeroOrMore><ref name='mark'/></zeroOrMore>"                                          \
            "<oneOrMore><element name='item'><oneOrMore><choice><text/><ref name='mark'/>"         \
            "<element name='hi'><text/></element></choice></oneOrMore></element>"                  \
            "</oneOrMore></element></start>"                                                       \
            "<define name='mark' ns='http://www.tei-c.org/ns/1.0'><choice>"                        \
            "<element name='anchor'><empty/></element><element name='cb'><empty/></element>"       \
            "<element name='fw'><empty/></element><element name='gb'><empty/></element>"           \
            "<element name='lb'><empty/></element><element name='note'><empty/></element>"         \
            "<element name='pb'><empty/></element><element name='ptr'><empty/></element>"          \
            "<element name='space'><empty/></element></choice></define>")

#define IN_LIST(body) "<list xmlns='http://www.tei-c.org/ns/1.0'>" body "</list>"

START_TEST(what_is_needed_comes_before_what_may_come_anywhere) {
    assert_findings(LIST, IN_LIST("<x/>"),
                    "doc:1:43: error: unknown element \"x\"; expected \"item\", \"anchor\", "
                    "\"cb\", \"fw\" or 6 more [rng/element-unknown]\n"
                    "doc:1:47: error: element \"list\" is incomplete: \"item\" missing before its "
                    "end tag [rng/element-missing]\n");
}
END_TEST

START_TEST(an_element_that_lacks_only_the_one_around_it) {
    assert_findings(LIST, IN_LIST("<hi>x</hi>"),
                    "doc:1:43: error: element \"hi\" not allowed here; expected \"item\", "
                    "\"anchor\", \"cb\", \"fw\" or 6 more [rng/element-not-allowed]\n"
                    "  hint: it may stand within \"item\"\n");
    assert_findings(LIST, IN_LIST("<item/>x"),
                    "doc:1:50: error: text \"x\" not allowed in \"list\"; expected the end of "
                    "\"list\" or \"item\" [rng/text-not-allowed]\n"
                    "  hint: it may stand within \"item\"\n");
}
END_TEST

START_TEST(names_of_html_and_of_other_case) {
    assert_findings(LIST, IN_LIST("<li>x</li>"),
                    "doc:1:43: error: unknown element \"li\"; expected \"item\", \"anchor\", "
                    "\"cb\", \"fw\" or 6 more [rng/element-unknown]\n"
                    "  hint: \"li\" is of HTML; TEI has <item>\n");
    assert_findings(LIST, IN_LIST("<item>x<HI>y</HI></item>"),
                    "doc:1:50: error: unknown element \"HI\"; expected the end of \"item\", text, "
                    "\"anchor\", \"cb\", \"fw\", \"gb\" or 6 more [rng/element-unknown]\n"
                    "  hint: did you mean \"hi\"?\n");
    assert_findings(
        LIST, "<list xmlns='http://www.tei-c.org/ns/1.0' id='a' href='b'><item/></list>",
        "doc:1:43: error: unknown attribute \"id\" on \"list\" [rng/attribute-unknown]\n"
        "  hint: did you mean \"xml:id\"?\n"
        "doc:1:50: error: unknown attribute \"href\" on \"list\" "
        "[rng/attribute-unknown]\n"
        "  hint: \"href\" is of HTML; TEI has \"target\"\n");
}
END_TEST

START_TEST(what_a_value_is_not_is_told_by_its_likelihood) {
    static const char schema[] =
        GRAMMAR("<start><element name='a'><attribute name='n'><choice><data type='token'>"
                "<param name='pattern'>(x)</param></data><data type='dateTime'/><data type='time'/>"
                "<data type='gMonth'/><data type='date'/></choice></attribute></element></start>");
    assert_findings(schema, "<a n='3 May'/>",
                    "doc:1:4: error: bad value of attribute \"n\" on \"a\": \"3 May\" is not a "
                    "date such as 1971-12-07, nor a month such as --12, nor a time such as "
                    "14:30:00, nor any of 2 other forms "
                    "[rng/attribute-value]\n");
}
END_TEST

static void assert_path(const char *document, const char *path) {
    char *found;
    validate_as("jsonl", PLAY, document, strlen(document), &found);
    ck_assert_msg(strstr(found, path), "%s is not in %s", path, found);
    free(found);
}

START_TEST(a_finding_tells_the_path_to_its_element) {
    assert_path(IN_PLAY("<act><p/><p/></act><act><p/><p/><x/></act>"),
                "\"xpath\":\"/play[1]/act[2]/x[1]\"");
    assert_path(IN_PLAY("<act><p/></act><act><p/><p>x<p/></p></act>"),
                "\"xpath\":\"/play[1]/act[2]/p[2]/p[1]\"");
    assert_path(IN_PLAY("<act><p/><p y='1'/></act>"), "\"xpath\":\"/play[1]/act[1]/p[2]\"");
}
END_TEST

START_TEST(eight_names_are_listed_unless_all_are_wanted) {
    static const char schema[] =
        GRAMMAR("<start><element name='a'><choice><element name='b1'><empty/></element>"
                "<element name='b2'><empty/></element><element name='b3'><empty/></element>"
                "<element name='b4'><empty/></element><element name='b5'><empty/></element>"
                "<element name='b6'><empty/></element><element name='b7'><empty/></element>"
                "<element name='b8'><empty/></element><element name='b9'><empty/></element>"
                "<element name='c'><empty/></element></choice></element></start>");
    assert_findings(schema, "<a><zzz/></a>",
                    "doc:1:4: error: unknown element \"zzz\"; expected \"b1\", \"b2\", \"b3\", "
                    "\"b4\", \"b5\", \"b6\", \"b7\", \"b8\" or 2 more [rng/element-unknown]\n"
                    "doc:1:10: error: element \"a\" is incomplete: one of \"b1\", \"b2\", \"b3\", "
                    "\"b4\", \"b5\", \"b6\", \"b7\", \"b8\" or 2 more missing before its end tag "
                    "[rng/element-missing]\n");
}
END_TEST

START_TEST(columns_count_characters_even_far_into_a_line) {
    struct buffer text = {0};
    buffer_text(&text, "<play xmlns='http://example.org/play' n='1'><title>");
    for (int i = 0; i < 100000; i++)
        buffer_text(&text, "\xC3\xA4 ");
    buffer_text(&text, "</title><act><p/></act><closer\n/><q/></play>");
    assert_findings(PLAY, text.bytes,
                    "doc:2:3: error: unknown element \"q\"; expected the end of \"play\" "
                    "[rng/element-unknown]\n");
    text.length -= strlen("<closer\n/><q/></play>");
    buffer_text(&text, "<title\n a='b'/></play>");
    assert_findings(PLAY, text.bytes,
                    "doc:1:200075: error: element \"title\" not allowed here; expected the end of "
                    "\"play\", \"act\" or \"closer\" [rng/element-not-allowed]\n"
                    "  hint: it may stand earlier in \"play\"\n"
                    "doc:2:2: error: unknown attribute \"a\" on \"title\"; no further one is "
                    "allowed [rng/attribute-unknown]\n");
    buffer_free(&text);
}
END_TEST

SUITE(messages) {
    Suite *suite = suite_create("rng/messages");
    TCase *cases = tcase_create("rng-messages");
    tcase_add_test(cases, a_valid_document_has_no_findings);
    tcase_add_test(cases, an_element_out_of_place);
    tcase_add_test(cases, an_unknown_element_and_its_content_are_one_finding);
    tcase_add_test(cases, a_slip_in_a_name_is_one_finding);
    tcase_add_test(cases, an_element_that_is_missing);
    tcase_add_test(cases, a_wrong_namespace_is_said_once);
    tcase_add_test(cases, text_out_of_place);
    tcase_add_test(cases, content_of_a_wrong_type);
    tcase_add_test(cases, attributes_stand_at_their_names);
    tcase_add_test(cases, an_attribute_that_is_missing);
    tcase_add_test(cases, values_that_are_expected);
    tcase_add_test(cases, ids_are_unique);
    tcase_add_test(cases, what_is_needed_comes_before_what_may_come_anywhere);
    tcase_add_test(cases, an_element_that_lacks_only_the_one_around_it);
    tcase_add_test(cases, names_of_html_and_of_other_case);
    tcase_add_test(cases, what_a_value_is_not_is_told_by_its_likelihood);
    tcase_add_test(cases, matching_goes_on_after_an_error);
    tcase_add_test(cases, a_finding_tells_the_path_to_its_element);
    tcase_add_test(cases, eight_names_are_listed_unless_all_are_wanted);
    tcase_add_test(cases, columns_count_characters_even_far_into_a_line);
    suite_add_tcase(suite, cases);
    return suite;
}
