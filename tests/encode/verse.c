/* encode/verse: what is quoted and set in is verse only where no prose, list or address is like it.
 */
#include "example.h"
#include "run.h"

#include <string.h>

/* A text with the words set in, in paragraphs whose lines are 66 columns wide. */
#define QUOTED(words)                                                                              \
    "7. Editorial Note\n\nThe Board has had letters about it from several of the houses by the\n"  \
    "water, and the pilots were asked to keep it down. This is what they\nsang:\n\n" words         \
    "\n\nNobody answered."

static void check_quoted(const char *text, const char *expected) {
    check_element(&(struct source){.text = text}, "quote", expected);
}

START_TEST(lines_of_verse) {
    check_quoted(QUOTED("    The lamp is lit, the tide is low,\n    And home the pilots go."),
                 "<quote>\n"
                 "  <lg>\n"
                 "    <l>    The lamp is lit, the tide is low,</l>\n"
                 "    <l>    And home the pilots go.</l>\n"
                 "  </lg>\n"
                 "</quote>");
    check_quoted(QUOTED("\t“’Tis late, the tide is low,\n\tAnd home [large] pilots go.”"),
                 "<quote>\n"
                 "  <lg>\n"
                 "    <l>\t“’Tis late, the tide is low,</l>\n"
                 "    <l>\tAnd home <supplied>large</supplied> pilots go.”</l>\n"
                 "  </lg>\n"
                 "</quote>");
}
END_TEST

/* One that follows another may be what would not be taken for one alone. */
START_TEST(several_stanzas) {
    check_quoted(QUOTED("    The lamp is lit, the tide is low,\n    And home the pilots go.\n\n"
                        "    The Lamp!\n    The Lamp!"),
                 "<quote>\n"
                 "  <lg>\n"
                 "    <l>    The lamp is lit, the tide is low,</l>\n"
                 "    <l>    And home the pilots go.</l>\n"
                 "  </lg>\n"
                 "  <lg>\n"
                 "    <l>    The Lamp!</l>\n"
                 "    <l>    The Lamp!</l>\n"
                 "  </lg>\n"
                 "</quote>");
}
END_TEST

/* Notes have their markers in verse too. */
START_TEST(a_note_to_a_line) {
    check_quoted(
        QUOTED("    The lamp is lit, the tide is low,1\n    And home the pilots go.") "\n\n  1. An "
                                                                                      "old song.\n",
        "<quote>\n"
        "  <lg>\n"
        "    <l>    The lamp is lit, the tide is low,<note n=\"1\" xml:id=\"d7fn1\" "
        "place=\"bottom\" rend=\"spaced\">An old song.</note></l>\n"
        "    <l>    And home the pilots go.</l>\n"
        "  </lg>\n"
        "</quote>");
}
END_TEST

START_TEST(what_is_no_verse) {
    static const char *const texts[] = {
        /* Prose whose lines are full, or end with a small rest. */
        QUOTED("    The channel shall be kept open at all times of the year by\n"
               "    The Board at its own charge."),
        QUOTED("    The channel shall be kept open by all those on the\n    Board."),
        QUOTED("    The lamp is lit, the tide is low,\n    and home the pilots go."),
        /* Sentences, lists, an address, names, labels, a table, words in brackets. */
        QUOTED("    The lamp is lit.\n    The oil is low.\n    Send us a boat."),
        QUOTED("    Two ropes of the best hemp;\n    One lamp with its oil;\n    And nails."),
        QUOTED("    The Harbour Master\n    Grey Quay\n    Brest"),
        QUOTED("    Messrs. Rowe and Tanner,\n    Office of the Harbour Board,\n    Brest."),
        QUOTED("    From: the harbour master,\n    To: all the pilots there."),
        QUOTED("    Oil  for the lamp,\n    Rope  for the pilots."),
        QUOTED("    The lamp [which is lit,\n    And low] the tide."),
        QUOTED("    The lamp is lit, the tide is low."),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct example example = example_encode(&(struct source){.text = texts[i]});
        ck_assert_msg(strstr(example.encoding, "<quote>\n          <p>") &&
                          !strstr(example.encoding, "<l>"),
                      "%s", texts[i]);
        example_check_way_back(texts[i], example.encoding);
        example_free(&example);
    }
}
END_TEST

SUITE(verse) {
    Suite *suite = suite_create("encode/verse");
    TCase *cases = tcase_create("verse");
    tcase_add_test(cases, lines_of_verse);
    tcase_add_test(cases, several_stanzas);
    tcase_add_test(cases, a_note_to_a_line);
    tcase_add_test(cases, what_is_no_verse);
    suite_add_tcase(suite, cases);
    return suite;
}
