/* tei/write: element-only content on lines of its own, mixed content to the letter, all of it XML.
 */
#include "run.h"

#include "tei/tei.h"

#include <stdio.h>
#include <string.h>

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void check_writes(struct tei_node *root, const char *expected) {
    struct buffer output = {0};
    tei_write(root, &output);
    ck_assert_str_eq(output.bytes, expected);
    buffer_free(&output);
}

START_TEST(element_only_content_is_set_in) {
    struct arena *arena = arena_new();
    struct tei_node *div = tei_element(arena, NULL, "div");
    struct tei_node *sp = tei_element(arena, div, "sp");
    tei_set(arena, sp, "who", "#k");
    tei_leaf(arena, sp, "speaker", "K:");
    tei_leaf(arena, sp, "p", "Yes.");
    tei_element(arena, div, "pb");
    check_writes(div, DECLARATION "<div>\n"
                                  "  <sp who=\"#k\">\n"
                                  "    <speaker>K:</speaker>\n"
                                  "    <p>Yes.</p>\n"
                                  "  </sp>\n"
                                  "  <pb/>\n"
                                  "</div>\n");
    arena_free(arena);
}
END_TEST

START_TEST(mixed_content_stays_as_it_is) {
    struct arena *arena = arena_new();
    struct tei_node *p = tei_element(arena, NULL, "p");
    tei_text(arena, p, "one\n  two ", 10);
    tei_leaf(arena, p, "supplied", "three");
    tei_text(arena, p, " ", 1);
    check_writes(p, DECLARATION "<p>one\n  two <supplied>three</supplied> </p>\n");
    arena_free(arena);
}
END_TEST

START_TEST(what_xml_needs_escaped_is) {
    struct arena *arena = arena_new();
    struct tei_node *p = tei_leaf(arena, NULL, "p", "A & B < C ]]> \"D\"\r");
    tei_set(arena, p, "n", "\"<&>\"\t\n");
    check_writes(p, DECLARATION "<p n=\"&quot;&lt;&amp;&gt;&quot;&#9;&#10;\">"
                                "A &amp; B &lt; C ]]&gt; \"D\"&#13;</p>\n");
    arena_free(arena);
}
END_TEST

/* Text is looked through eight bytes at a time. */
START_TEST(what_needs_an_escape_is_found_anywhere) {
    for (size_t place = 0; place < 20; place++) {
        struct arena *arena = arena_new();
        char text[] = "twenty bytes of text", expected[100];
        text[place] = '<';
        snprintf(expected, sizeof expected, DECLARATION "<p>%.*s&lt;%s</p>\n", (int)place, text,
                 text + place + 1);
        check_writes(tei_leaf(arena, NULL, "p", text), expected);
        arena_free(arena);
    }
}
END_TEST

SUITE(write) {
    Suite *suite = suite_create("tei/write");
    TCase *cases = tcase_create("write");
    tcase_add_test(cases, element_only_content_is_set_in);
    tcase_add_test(cases, mixed_content_stays_as_it_is);
    tcase_add_test(cases, what_xml_needs_escaped_is);
    tcase_add_test(cases, what_needs_an_escape_is_found_anywhere);
    suite_add_tcase(suite, cases);
    return suite;
}
