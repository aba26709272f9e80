/* The nodes of texts that are being typed, well-formed or not. */
#include "run.h"

#include "lsp/nodes.h"

#include <stdlib.h>
#include <string.h>

static struct nodes nodes_of(const char *text) {
    struct nodes nodes = {.text = text, .length = strlen(text)};
    nodes_scan(&nodes);
    return nodes;
}

/* The names of the elements within an element as they nest, such as "a(b c(d))"; one that is not
   closed has a "!" behind its name. */
static size_t write_nodes(const struct nodes *nodes, size_t at, size_t end, struct buffer *text) {
    for (bool first = true; at < end; first = false) {
        const struct node *node = &nodes->list[at];
        if (!first) buffer_byte(text, ' ');
        buffer_append(text, nodes->text + node->name.start, span_length(node->name));
        if (!node->closed) buffer_byte(text, '!');
        if (node->last > at + 1) {
            buffer_byte(text, '(');
            write_nodes(nodes, at + 1, node->last, text);
            buffer_byte(text, ')');
        }
        at = node->last;
    }
    return at;
}

static void check_nodes(const char *text, const char *expected) {
    struct nodes nodes = nodes_of(text);
    struct buffer written = {0};
    buffer_text(&written, "");
    write_nodes(&nodes, 0, nodes.count, &written);
    ck_assert_str_eq(written.bytes, expected);
    buffer_free(&written);
    nodes_free(&nodes);
}

START_TEST(end_tags_close_the_nearest_of_their_name) {
    check_nodes("<quay><boat/><boat>two</boat></quay>", "quay(boat boat)");
    check_nodes("<quay><boat>two</quay>", "quay(boat!)");
    check_nodes("<quay><boat><boat>two</boat></quay>", "quay(boat!(boat))");
    check_nodes("<quay></boat><mast/></quay>", "quay(mast)");
    check_nodes("<quay><boat name='x<mast/>", "quay!(boat!(mast))");
    check_nodes("<quay><", "quay!");
    check_nodes("<quay", "quay!");
    check_nodes("", "");
}
END_TEST

START_TEST(what_only_looks_like_a_tag_is_none) {
    check_nodes("<quay><![CDATA[<boat>]]></quay>", "quay()");
    check_nodes("<quay><!--<boat>--></quay>", "quay()");
    check_nodes("<?tide <boat>?><quay/>", "tide quay");
    check_nodes("<!DOCTYPE quay [<!ENTITY b '<boat>'>]><quay/>", " quay");
}
END_TEST

static void check_at(const char *text, const char *mark, const char *name) {
    struct nodes nodes = nodes_of(text);
    size_t at = nodes_at(&nodes, (size_t)(strstr(text, mark) - text));
    if (!name) ck_assert(at == NODE_NONE);
    if (name) ck_assert(at != NODE_NONE && span_is(&nodes, nodes.list[at].name, name));
    nodes_free(&nodes);
}

START_TEST(a_place_is_in_the_innermost_node) {
    static const char text[] = "\n<quay><boat n='1'>two</boat>, three</quay>\n";
    check_at(text, "quay", "quay");
    check_at(text, "n='1'", "boat");
    check_at(text, "two", "boat");
    check_at(text, "boat>,", "boat");
    check_at(text, ", three", "quay");
    check_at(text, "<quay", NULL);
    check_at("<quay><boat>at the end|", "|", "boat");
}
END_TEST

START_TEST(attributes_are_as_written) {
    struct nodes nodes = nodes_of("<boat n = '1'\n who=\"#kay #lee\" sails>");
    struct attribute attribute;
    ck_assert(node_attribute(&nodes, nodes.list, "who", &attribute));
    ck_assert(span_is(&nodes, attribute.value, "#kay #lee"));
    ck_assert(
        span_is(&nodes, value_token(&nodes, attribute.value, attribute.value.start + 6), "#lee"));
    ck_assert(node_attribute(&nodes, nodes.list, "sails", &attribute));
    ck_assert_uint_eq(span_length(attribute.value), 0);
    ck_assert(!node_attribute(&nodes, nodes.list, "oars", &attribute));
    nodes_free(&nodes);
}
END_TEST

START_TEST(text_is_cut_at_a_character) {
    struct nodes nodes = nodes_of("<p>\n  a <hi>\xC3\xA9\xC3\xA9</hi>\n b c</p>");
    struct buffer all = {0}, part = {0};
    node_append_text(&nodes, nodes.list, 40, &all);
    node_append_text(&nodes, nodes.list, 2, &part);
    ck_assert_str_eq(all.bytes, "a \xC3\xA9\xC3\xA9 b c");
    ck_assert_str_eq(part.bytes, "a \xC3\xA9…");
    buffer_free(&all);
    buffer_free(&part);
    nodes_free(&nodes);
}
END_TEST

SUITE(lsp_nodes) {
    Suite *suite = suite_create("lsp/nodes");
    TCase *tests = tcase_create("lsp/nodes");
    tcase_add_test(tests, end_tags_close_the_nearest_of_their_name);
    tcase_add_test(tests, what_only_looks_like_a_tag_is_none);
    tcase_add_test(tests, a_place_is_in_the_innermost_node);
    tcase_add_test(tests, attributes_are_as_written);
    tcase_add_test(tests, text_is_cut_at_a_character);
    suite_add_tcase(suite, tests);
    return suite;
}
