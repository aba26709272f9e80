/* xml/tree: documents as trees. */
#include "run.h"

#include "xml/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct tree *read_tree(const char *xml) {
    struct tree *tree = tree_read_memory(xml, strlen(xml), "in.xml", "file:///in.xml", NULL, NULL);
    ck_assert_ptr_nonnull(tree);
    return tree;
}

/* The n-th node of that kind, from 1. */
static uint32_t nth(const struct tree *tree, enum tree_kind kind, size_t n) {
    for (uint32_t node = 0; node < tree->count; node++)
        if (tree->nodes[node].kind == kind && --n == 0) return node;
    ck_abort_msg("there is no such node");
}

static uint32_t named(const struct tree *tree, const char *local) {
    for (uint32_t node = 0; node < tree->count; node++)
        if (!strcmp(tree_name_of(tree->names, tree->nodes[node].name)->local, local)) return node;
    ck_abort_msg("there is no %s", local);
}

static void check_value(const struct tree *tree, uint32_t node, const char *expected) {
    size_t length;
    const char *value = tree_value(tree, node, &length);
    ck_assert_msg(length == strlen(expected) && !memcmp(value, expected, length),
                  "\"%.*s\" instead of \"%s\"", (int)length, value, expected);
}

/* Every node as one letter, with what it holds in brackets. */
static void sketch(const struct tree *tree, uint32_t node, char *to) {
    static const char letters[] = "DEATCP";
    const struct tree_node *nodes = tree->nodes;
    strncat(to, &letters[nodes[node].kind], 1);
    if (nodes[node].end == node + 1) return;
    strcat(to, "(");
    for (uint32_t i = 1; i <= nodes[node].attributes; i++)
        sketch(tree, node + i, to);
    for (uint32_t child = tree_first_child(tree, node); child != TREE_NONE;
         child = tree_next_sibling(tree, child)) {
        ck_assert_uint_eq(nodes[child].parent, node);
        sketch(tree, child, to);
    }
    strcat(to, ")");
}

static void check_shape(const char *xml, const char *expected) {
    struct tree *tree = read_tree(xml);
    char shape[200] = "";
    sketch(tree, 0, shape);
    ck_assert_str_eq(shape, expected);
    tree_free(tree);
}

START_TEST(nodes_stand_in_document_order) {
    check_shape("<a/>", "D(E)");
    check_shape("<a b='1' c='2'>x<d/>y</a>", "D(E(AATET))");
    check_shape("<?p q?><!--r--><a>x<!--s-->y<?t?></a><!--u-->", "D(PCE(TCTP)C)");
    check_shape("<a> <b> </b> </a>", "D(E(TE(T)T))");
}
END_TEST

START_TEST(adjacent_text_is_one_node) {
    check_shape("<a>x<![CDATA[y]]>&amp;&#65;z</a>", "D(E(T))");
    check_shape("<!DOCTYPE a [<!ENTITY e 'y<b/>z'>]><a>x&e;w</a>", "D(E(TET))");
    check_shape("<a><![CDATA[]]></a>", "D(E)");
}
END_TEST

START_TEST(string_values_are_slices_of_one_text) {
    struct tree *tree = read_tree("<a x='&lt;1&#10;'>one <b>two <c>three</c></b>!<!--no--></a>");
    check_value(tree, 0, "one two three!");
    check_value(tree, named(tree, "b"), "two three");
    check_value(tree, named(tree, "x"), "<1\n");
    check_value(tree, nth(tree, TREE_COMMENT, 1), "no");
    tree_free(tree);
}
END_TEST

START_TEST(siblings_are_told_both_ways) {
    struct tree *tree = read_tree("<a p='1'><b q='2'>x</b><c/><d/></a>");
    uint32_t c = named(tree, "c");
    ck_assert_uint_eq(tree->nodes[c].previous, named(tree, "b"));
    ck_assert_uint_eq(tree_next_sibling(tree, c), named(tree, "d"));
    ck_assert_uint_eq(tree->nodes[named(tree, "b")].previous, TREE_NONE);
    ck_assert_uint_eq(tree_next_sibling(tree, named(tree, "d")), TREE_NONE);
    ck_assert_uint_eq(tree_first_child(tree, c), TREE_NONE);
    ck_assert_uint_eq(tree->nodes[named(tree, "q")].parent, named(tree, "b"));
    tree_free(tree);
}
END_TEST

START_TEST(names_of_compiled_expressions_are_known_in_trees) {
    struct tree_names *names = tree_names_new(NULL);
    uint32_t p = tree_name_intern(names, "urn:u", "p");
    ck_assert_uint_ne(p, tree_name_intern(names, "", "p"));
    const char xml[] = "<u:p xmlns:u='urn:u' q='1'><p xmlns='urn:u'/><p/></u:p>";
    struct tree *tree = tree_read_memory(xml, strlen(xml), NULL, NULL, names, NULL);
    ck_assert_uint_eq(tree->nodes[1].name, p);
    ck_assert_uint_eq(tree->nodes[3].name, p);
    ck_assert_uint_ne(tree->nodes[4].name, p);
    ck_assert_str_eq(tree_name_of(tree->names, p)->uri, "urn:u");
    ck_assert_str_eq(tree_name_of(tree->names, tree->nodes[2].name)->local, "q");
    ck_assert_uint_eq(tree_name_of(tree->names, p)->local_id, tree_string_intern(tree->names, "p"));
    ck_assert_uint_eq(tree_name_intern(names, "", ""), TREE_NO_NAME);
    tree_free(tree);
    tree_names_free(names);
}
END_TEST

START_TEST(thousands_of_names_are_told_apart) {
    struct tree_names *lower = tree_names_new(NULL), *upper = NULL;
    char local[20];
    for (unsigned i = 0; i < 6000; i++) {
        if (i == 3000) upper = tree_names_new(lower);
        snprintf(local, sizeof local, "n%u", i);
        ck_assert_uint_eq(tree_name_intern(upper ? upper : lower, "u", local), 1 + i);
    }
    for (unsigned i = 0; i < 6000; i++) {
        snprintf(local, sizeof local, "n%u", i);
        ck_assert_uint_eq(tree_name_intern(upper, "u", local), 1 + i);
        ck_assert_str_eq(tree_name_of(upper, 1 + i)->local, local);
    }
    tree_names_free(upper);
    tree_names_free(lower);
}
END_TEST

START_TEST(namespaces_are_those_in_scope) {
    struct tree *tree = read_tree("<a xmlns='u' xmlns:p='v'><b xmlns=''><c xmlns:p='w'/></b></a>");
    uint32_t a = named(tree, "a"), b = named(tree, "b"), c = named(tree, "c");
    ck_assert_str_eq(tree_namespace_of(tree, a, ""), "u");
    ck_assert_str_eq(tree_namespace_of(tree, b, ""), "");
    ck_assert_str_eq(tree_namespace_of(tree, b, "p"), "v");
    ck_assert_str_eq(tree_namespace_of(tree, c, "p"), "w");
    ck_assert_str_eq(tree_namespace_of(tree, c, "xml"), "http://www.w3.org/XML/1998/namespace");
    ck_assert_ptr_null(tree_namespace_of(tree, c, "q"));
    tree_free(tree);
}
END_TEST

START_TEST(base_uris_follow_xml_base) {
    struct tree *tree =
        read_tree("<a xml:base='sub/x.xml'><b xml:base='../y/'>t<c d='1'/></b></a>");
    static const struct {
        const char *name, *base;
    } expected[] = {{"a", "file:///sub/x.xml"}, {"c", "file:///y/"}, {"d", "file:///y/"}};
    for (size_t i = 0; i < 3; i++) {
        char *base = tree_base_uri(tree, named(tree, expected[i].name));
        ck_assert_str_eq(base, expected[i].base);
        free(base);
    }
    tree_free(tree);
}
END_TEST

START_TEST(paths_lead_to_the_node) {
    struct tree *tree = read_tree("<!--1--><a xmlns:q='u'>x<p/><?t?><q:p/><p n='1'>y</p></a>");
    static const struct {
        enum tree_kind kind;
        size_t n;
        const char *path;
    } expected[] = {{TREE_DOCUMENT, 1, "/"},
                    {TREE_ELEMENT, 1, "/a[1]"},
                    {TREE_ELEMENT, 3, "/a[1]/q:p[1]"},
                    {TREE_ATTRIBUTE, 1, "/a[1]/p[2]/@n"},
                    {TREE_TEXT, 2, "/a[1]/p[2]/text()[1]"},
                    {TREE_COMMENT, 1, "/comment()[1]"},
                    {TREE_PI, 1, "/a[1]/processing-instruction(t)[1]"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct buffer path = {0};
        tree_path(tree, nth(tree, expected[i].kind, expected[i].n), &path);
        ck_assert_str_eq(path.bytes, expected[i].path);
        buffer_free(&path);
    }
    tree_free(tree);
}
END_TEST

static void check_written(const struct tree *tree, uint32_t node, const char *expected) {
    struct buffer xml = {0};
    tree_write(tree, node, &xml);
    ck_assert_str_eq(xml.bytes, expected);
    buffer_free(&xml);
}

START_TEST(what_is_written_is_what_was_read) {
    static const char *const documents[] = {
        "<a/>", "<?p q?>\n<!--r-->\n<a b=\"1\">x<c/><d>y</d>z</a>\n<?s?>",
        "<a b=\"&lt;&quot;'&amp;&gt;&#9;&#10;&#13;\">&lt;\"'&amp;&gt;\t\n&#13;</a>",
        "<p:a xmlns:p=\"u\" xmlns=\"v\" p:b=\"1\" xml:id=\"x\"><c xmlns=\"\"/></p:a>"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct tree *tree = read_tree(documents[i]);
        check_written(tree, 0, documents[i]);
        tree_free(tree);
    }
}
END_TEST

START_TEST(a_piece_is_written_with_the_namespaces_that_it_needs) {
    struct tree *tree = read_tree("<a xmlns='u' xmlns:p='v' xmlns:q='w'>"
                                  "<b p:c='1'>x</b><d xmlns:p='z'><p:e/></d></a>");
    check_written(tree, named(tree, "b"), "<b xmlns=\"u\" xmlns:p=\"v\" p:c=\"1\">x</b>");
    check_written(tree, named(tree, "d"), "<d xmlns:p=\"z\" xmlns=\"u\"><p:e/></d>");
    check_written(tree, named(tree, "c"), "p:c=\"1\"");
    tree_free(tree);
}
END_TEST

START_TEST(ids_are_marked) {
    struct tree *tree = read_tree("<a xml:id='x' id='y'/>");
    ck_assert(tree->nodes[2].flags & TREE_IS_ID);
    ck_assert(!(tree->nodes[3].flags & TREE_IS_ID));
    tree_free(tree);
}
END_TEST

START_TEST(what_is_not_well_formed_is_no_tree) {
    static const char *const documents[] = {"",         " ",      "<a>",       "<a></b>",
                                            "<a/><b/>", "<p:a/>", "<a b='<'/>"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        ck_assert_ptr_null(
            tree_read_memory(documents[i], strlen(documents[i]), "in.xml", NULL, NULL, NULL));
}
END_TEST

SUITE(tree) {
    Suite *suite = suite_create("xml/tree");
    TCase *tests = tcase_create("xml/tree");
    tcase_add_test(tests, nodes_stand_in_document_order);
    tcase_add_test(tests, adjacent_text_is_one_node);
    tcase_add_test(tests, string_values_are_slices_of_one_text);
    tcase_add_test(tests, siblings_are_told_both_ways);
    tcase_add_test(tests, names_of_compiled_expressions_are_known_in_trees);
    tcase_add_test(tests, thousands_of_names_are_told_apart);
    tcase_add_test(tests, namespaces_are_those_in_scope);
    tcase_add_test(tests, base_uris_follow_xml_base);
    tcase_add_test(tests, paths_lead_to_the_node);
    tcase_add_test(tests, what_is_written_is_what_was_read);
    tcase_add_test(tests, a_piece_is_written_with_the_namespaces_that_it_needs);
    tcase_add_test(tests, ids_are_marked);
    tcase_add_test(tests, what_is_not_well_formed_is_no_tree);
    suite_add_tcase(suite, tests);
    return suite;
}
