/* xml/tree: documents as trees. */
#include "run.h"

#include "base/file.h"
#include "xml/reader.h"
#include "xml/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* The first node of that local name. */
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
    check_shape("<?p?><a b=''/>", "D(PE(A))");
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

START_TEST(types_are_those_that_the_internal_subset_declares) {
    struct tree *tree = read_tree("<!DOCTYPE a [<!ATTLIST a k ID #IMPLIED r IDREF #IMPLIED>"
                                  "<!ATTLIST p:b rs IDREFS #IMPLIED p:k ID 'd' k (x|y) 'x'>]>"
                                  "<a k='1' r='1'><p:b xmlns:p='u' rs='1 2'/><b k='2'/></a>");
    static const struct {
        const char *path;
        uint8_t flags;
    } expected[] = {{"/a[1]/@k", TREE_IS_ID},
                    {"/a[1]/@r", TREE_IS_IDREFS},
                    {"/a[1]/p:b[1]/@rs", TREE_IS_IDREFS},
                    {"/a[1]/p:b[1]/@p:k", TREE_IS_ID},
                    {"/a[1]/p:b[1]/@k", 0},
                    {"/a[1]/b[1]/@k", 0}};
    size_t met = 0;
    for (uint32_t node = 0; node < tree->count; node++) {
        if (tree->nodes[node].kind != TREE_ATTRIBUTE) continue;
        struct buffer path = {0};
        tree_path(tree, node, &path);
        for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
            if (!strcmp(path.bytes, expected[i].path)) {
                ck_assert_msg(tree->nodes[node].flags == expected[i].flags, "%s", path.bytes);
                met++;
            }
        buffer_free(&path);
    }
    ck_assert_uint_eq(met, sizeof expected / sizeof *expected);
    tree_free(tree);
}
END_TEST

static void check_place(const struct tree *tree, uint32_t node, size_t line, size_t column) {
    struct xml_place place = tree_place(tree, node);
    ck_assert_msg(place.line == line && place.column == column,
                  "node %u is at %zu:%zu, not %zu:%zu", node, place.line, place.column, line,
                  column);
}

START_TEST(places_are_those_of_tags_and_of_the_beginning_of_texts) {
    struct tree *tree = read_tree("<?xml version='1.0'?>\n<!--c-->\n <?p q?><a\n  b='1'>x<d/>"
                                  "\n  <!-- e\n --><f>&#228;\u00e4&amp;<g/>\n<![CDATA[<h>]]><i/>"
                                  "</f>y</a>");
    check_place(tree, 0, 1, 1);
    check_place(tree, nth(tree, TREE_COMMENT, 1), 2, 1);
    check_place(tree, nth(tree, TREE_PI, 1), 3, 2);
    check_place(tree, named(tree, "a"), 3, 9);
    check_place(tree, nth(tree, TREE_TEXT, 1), 4, 9);
    check_place(tree, named(tree, "d"), 4, 10);
    check_place(tree, nth(tree, TREE_TEXT, 2), 4, 14);
    check_place(tree, nth(tree, TREE_COMMENT, 2), 5, 3);
    check_place(tree, named(tree, "f"), 6, 5);
    check_place(tree, nth(tree, TREE_TEXT, 3), 6, 8);
    check_place(tree, named(tree, "g"), 6, 20);
    check_place(tree, nth(tree, TREE_TEXT, 4), 6, 24);
    check_place(tree, named(tree, "i"), 7, 16);
    check_place(tree, nth(tree, TREE_TEXT, 5), 7, 24);
    tree_free(tree);
}
END_TEST

START_TEST(what_an_entity_gives_stands_where_it_is_referred_to) {
    struct tree *tree =
        read_tree("<!DOCTYPE a [<!ENTITY e '<b><c/>x</b>'>]>\n<a>y&e;<d/>\n&e;<f/></a>");
    check_place(tree, named(tree, "b"), 2, 5);
    check_place(tree, named(tree, "c"), 2, 5);
    check_place(tree, named(tree, "d"), 2, 8);
    check_place(tree, nth(tree, TREE_ELEMENT, 6), 3, 1);
    check_place(tree, named(tree, "f"), 3, 4);
    tree_free(tree);
}
END_TEST

static char folder[] = "/tmp/teikit-tree-XXXXXX";

static void put(const char *name, const char *content) {
    ck_assert(file_make_folders(name));
    ck_assert(file_write(name, content, strlen(content)));
}

static void make_folder(void) {
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void remove_folder(void) {
    static const char *const made[] = {"a.xml", "in/b.xml", "in/c.xml", "in", folder};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        remove(made[i]);
}

START_TEST(attributes_have_places_of_their_own_as_long_as_the_file_is_the_same) {
    put("a.xml", "<a b='1'\n   xml:id='x'>\n<c  d='\u00e4' e='2'/></a>");
    struct tree *tree = tree_read("a.xml", "a.xml", NULL, NULL);
    check_place(tree, named(tree, "id"), 2, 4);
    check_place(tree, named(tree, "d"), 3, 5);
    check_place(tree, named(tree, "e"), 3, 11);
    tree_free(tree);
    tree = tree_read("a.xml", "a.xml", NULL, NULL);
    put("a.xml", "<a b='1' xml:id='x'>\n<c  d='\u00e4' e='2'/></a>\n");
    check_place(tree, named(tree, "b"), 1, 1);
    put("a.xml", "<a>");
    check_place(tree, named(tree, "e"), 3, 1);
    tree_free(tree);
    tree = read_tree("<a  b='1'/>");
    check_place(tree, named(tree, "b"), 1, 1);
    tree_free(tree);
}
END_TEST

static struct tree *read_with_inclusions(const char *path) {
    const struct xml_source source = {.path = path, .name = path, .follows_xinclude = true};
    struct tree *tree = tree_read_source(&source, "file:///x/a.xml", NULL, NULL);
    ck_assert_ptr_nonnull(tree);
    return tree;
}

#define INCLUDE(href) "<i:include xmlns:i='http://www.w3.org/2001/XInclude' href='" href "'/>"

START_TEST(what_is_included_stands_in_its_file) {
    put("a.xml", "<a>x" INCLUDE("in/b.xml") "y<z/></a>");
    put("in/b.xml", "<!--b-->\n<b xml:base='sub/'>\n<q/>" INCLUDE("c.xml") "<r s='1'/></b>");
    put("in/c.xml", "<c  t='1'/>");
    struct tree *tree = read_with_inclusions("a.xml");
    static const struct {
        const char *name, *file;
        size_t line, column;
        const char *base; /* its end */
    } expected[] = {{"a", NULL, 1, 1, "/x/a.xml"},        {"b", "in/b.xml", 2, 1, "/in/sub/"},
                    {"q", "in/b.xml", 3, 1, "/in/sub/"},  {"c", "in/c.xml", 1, 1, "/in/c.xml"},
                    {"t", "in/c.xml", 1, 5, "/in/c.xml"}, {"s", "in/b.xml", 3, 75, "/in/sub/"},
                    {"z", NULL, 1, 76, "/x/a.xml"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        uint32_t node = named(tree, expected[i].name);
        struct xml_place place = tree_place(tree, node);
        ck_assert_pstr_eq(place.file, expected[i].file);
        check_place(tree, node, expected[i].line, expected[i].column);
        char *base = tree_base_uri(tree, node);
        size_t length = strlen(base), wanted = strlen(expected[i].base);
        ck_assert_msg(length >= wanted && !strcmp(base + length - wanted, expected[i].base), "%s",
                      base);
        free(base);
    }
    ck_assert_str_eq(tree_place(tree, nth(tree, TREE_COMMENT, 1)).file, "in/b.xml");
    tree_free(tree);
}
END_TEST

START_TEST(a_tree_that_would_be_too_large_is_a_finding) {
    static const char *const documents[] = {"<a><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/></a>",
                                            "<a>12345678901</a>", "<a b='12345678901'/>"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        char *findings = NULL;
        size_t length;
        FILE *stream = open_memstream(&findings, &length);
        struct report *report = report_new(stream, report_format_named("text"), false);
        struct tree_builder *builder = tree_builder_new(NULL, "a.xml", NULL);
        tree_builder_limit(builder, 10);
        struct xml_observer observer = tree_builder_observer(builder);
        const struct xml_source source = {.path = "a.xml",
                                          .name = "a.xml",
                                          .bytes = documents[i],
                                          .length = strlen(documents[i])};
        ck_assert_int_eq(xml_read(&source, &observer, 1, report), XML_AT_FAULT);
        ck_assert_ptr_null(tree_built(builder));
        report_free(report);
        fclose(stream);
        ck_assert_ptr_nonnull(strstr(findings, "than a tree can hold [xml/too-large]"));
        free(findings);
    }
}
END_TEST

START_TEST(prefixes_are_counted) {
    struct buffer xml = {0};
    buffer_text(&xml, "<a>");
    for (size_t i = 0; i < 66000; i++)
        buffer_print(&xml, "<p%zx:b xmlns:p%zx='u'/>", i, i);
    buffer_text(&xml, "</a>");
    ck_assert_ptr_null(tree_read_memory(xml.bytes, xml.length, NULL, NULL, NULL, NULL));
    buffer_free(&xml);
}
END_TEST

START_TEST(depth_is_no_matter) {
    enum { DEPTH = 200000 };
    struct buffer xml = {0}, written = {0}, path = {0};
    for (size_t i = 0; i < DEPTH; i++)
        buffer_text(&xml, "<a>");
    for (size_t i = 0; i < DEPTH; i++)
        buffer_text(&xml, "</a>");
    struct tree *tree = tree_read_memory(xml.bytes, xml.length, NULL, NULL, NULL, NULL);
    if (tree) { /* libxml2 from 2.13 on does not read so deep */
        tree_write(tree, 0, &written);
        ck_assert_uint_eq(written.length, xml.length - strlen("<a></a>") + strlen("<a/>"));
        tree_path(tree, DEPTH, &path);
        ck_assert_uint_eq(path.length, DEPTH * strlen("/a[1]"));
        ck_assert_ptr_null(tree_namespace_of(tree, DEPTH, "p"));
        ck_assert_ptr_null(tree_base_uri(tree, DEPTH));
    }
    tree_free(tree);
    buffer_free(&path);
    buffer_free(&written);
    buffer_free(&xml);
}
END_TEST

START_TEST(any_encoding_of_xml_is_read) {
    static const char utf16[] = "\xFF\xFE<\0a\0>\0\xE4\0<\0/\0a\0>\0";
    struct tree *tree = tree_read_memory(utf16, sizeof utf16 - 1, NULL, NULL, NULL, NULL);
    check_value(tree, 0, "\u00e4");
    tree_free(tree);
    tree = read_tree("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>");
    check_value(tree, 0, "\u00e4");
    tree_free(tree);
}
END_TEST

START_TEST(nothing_outside_of_the_file_is_read) {
    put("in/b.xml", "secret");
    put("a.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM 'in/b.xml'>]><a>&e;</a>");
    ck_assert_ptr_null(tree_read("a.xml", "a.xml", NULL, NULL));
    put("a.xml", "<a>" INCLUDE("in/b.xml") "</a>");
    struct tree *tree = tree_read("a.xml", "a.xml", NULL, NULL);
    check_value(tree, 0, "");
    tree_free(tree);
    ck_assert_ptr_null(tree_read("in", "in", NULL, NULL));
    ck_assert_ptr_null(tree_read("nowhere.xml", "nowhere.xml", NULL, NULL));
}
END_TEST

START_TEST(many_nodes_have_many_places) { /* across the pieces in which the parser holds the file */
    struct buffer xml = {0};
    buffer_text(&xml, "<a>");
    for (size_t i = 0; i < 3000; i++)
        buffer_print(&xml, "%s<b n='%zu'>\u00e4%zu</b>", i % 7 ? "" : "\n", i, i);
    buffer_text(&xml, "</a>");
    struct tree *tree = read_tree(xml.bytes);
    size_t line = 1, column = 1;
    uint32_t node = 1;
    for (const char *at = xml.bytes; *at; at++) {
        if (at[0] == '<' && at[1] != '/') {
            check_place(tree, node, line, column);
            do
                node++;
            while (node < tree->count && tree->nodes[node].kind != TREE_ELEMENT);
        }
        column = *at == '\n' ? 1 : column + ((*at & 0xC0) != 0x80);
        line += *at == '\n';
    }
    ck_assert_uint_eq(node, tree->count);
    tree_free(tree);
    buffer_free(&xml);
}
END_TEST

SUITE(tree) {
    Suite *suite = suite_create("xml/tree");
    TCase *tests = tcase_create("xml/tree");
    tcase_set_timeout(tests, 30);
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
    tcase_add_test(tests, types_are_those_that_the_internal_subset_declares);
    tcase_add_test(tests, what_is_not_well_formed_is_no_tree);
    tcase_add_test(tests, places_are_those_of_tags_and_of_the_beginning_of_texts);
    tcase_add_test(tests, what_an_entity_gives_stands_where_it_is_referred_to);
    tcase_add_test(tests, a_tree_that_would_be_too_large_is_a_finding);
    tcase_add_test(tests, prefixes_are_counted);
    tcase_add_test(tests, depth_is_no_matter);
    tcase_add_test(tests, any_encoding_of_xml_is_read);
    tcase_add_test(tests, many_nodes_have_many_places);
    suite_add_tcase(suite, tests);
    TCase *files = tcase_create("xml/tree files");
    tcase_add_checked_fixture(files, make_folder, remove_folder);
    tcase_add_test(files, attributes_have_places_of_their_own_as_long_as_the_file_is_the_same);
    tcase_add_test(files, what_is_included_stands_in_its_file);
    tcase_add_test(files, nothing_outside_of_the_file_is_read);
    suite_add_tcase(suite, files);
    return suite;
}
