/* xpath: match patterns (XSLT 2.0 5.5.2), which nodes of a document they match, and by which heads
   they can be found. */
#include "run.h"

#include "base/buffer.h"
#include "xpath/xpath.h"

#include <string.h>

static const char document[] = "<r><a n='1'><b>x</b><c/><b>y</b></a><a n='2' xml:id='i'><b>z</b>"
                               "<a><b>w</b></a><?go on?><!--note--></a></r>";

struct row {
    const char *pattern,
        *matched; /* the names or, without one, the kinds; or the code of the error */
};

static void name_node(const struct tree *tree, uint32_t node, struct buffer *out) {
    static const char *const kinds[] = {"/", "", "@", "text", "comment", "?"};
    buffer_print(out, "%s%s%s", out->length ? " " : "", kinds[tree->nodes[node].kind],
                 tree_name_of(tree->names, tree->nodes[node].name)->local);
}

/* Whether a node is of one of the kinds and names that the pattern says it can match. */
static bool is_by_head(const struct xpath_pattern *pattern, const struct tree_node *node) {
    size_t count;
    const struct xpath_pattern_head *heads = xpath_pattern_heads(pattern, &count);
    for (size_t i = 0; i < count; i++)
        if (heads[i].kind == node->kind &&
            (heads[i].name == TREE_NO_NAME || heads[i].name == node->name))
            return true;
    return !count;
}

/* Whether the node has the attribute, where the pattern says that all have one. */
static bool has_attribute(const struct tree *tree, uint32_t node, uint32_t name) {
    bool has = !name;
    for (uint32_t i = 1; i <= tree->nodes[node].attributes; i++)
        has |= tree->nodes[node + i].name == name;
    return has;
}

static void match_all(const struct row *row) {
    struct tree_names *names = tree_names_new(NULL);
    struct xpath_static *context = xpath_static_new(names);
    struct xpath_fault fault;
    struct buffer out = {0};
    size_t variable = xpath_static_variable(context, &(struct xpath_name){"", "two", ""});
    const struct xpath_pattern *pattern =
        xpath_compile_pattern(context, row->pattern, strlen(row->pattern), &fault);
    struct xpath_evaluation *evaluation = xpath_evaluation_new(context, NULL, NULL);
    struct tree *tree = tree_read_memory(document, sizeof document - 1, "a", "", names, NULL);
    struct xpath_value two = xpath_value_integer(2);
    xpath_set_variable(evaluation, variable, (struct xpath_sequence){&two, 1});
    for (uint32_t node = 0; pattern && node < tree->count; node++) {
        bool matches;
        ck_assert(xpath_match(evaluation, pattern, tree, node, &matches));
        if (!matches) continue;
        ck_assert_msg(is_by_head(pattern, &tree->nodes[node]), "%s", row->pattern);
        ck_assert_msg(has_attribute(tree, node, xpath_pattern_attribute(pattern)), "%s",
                      row->pattern);
        name_node(tree, node, &out);
    }
    ck_assert_str_eq(pattern ? (out.length ? out.bytes : "") : fault.code, row->matched);
    buffer_free(&out);
    xpath_evaluation_free(evaluation);
    tree_free(tree);
    xpath_static_free(context);
    tree_names_free(names);
}

#define match_rows(rows)                                                                           \
    for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++)                                     \
    match_all(&(rows)[i])

START_TEST(paths) {
    static const struct row rows[] = {
        {"/", "/"},
        {"b", "b b b b"},
        {"*", "r a b c b a b a b"},
        {"a/b", "b b b b"},
        {"r/a/b", "b b b"},
        {"/r/a", "a a"},
        {"/a", ""},
        {"//b", "b b b b"},
        {"r//b", "b b b b"},
        {"a//b", "b b b b"},
        {"a/a//b", "b"},
        {"r//a/a", "a"},
        {"@n", "@n @n"},
        {"@*", "@n @n @id"},
        {"a/@n", "@n @n"},
        {"@xml:id", "@id"},
        {"text()", "text text text text"},
        {"comment()|processing-instruction()", "?go comment"},
        {"node()", "r a b text c b text a b text a b text ?go comment"},
        {"a | c", "a c a a"},
        {"child::b", "b b b b"},
        {"attribute::n", "@n @n"},
        {"*:b", "b b b b"},
        {"q:b", "XPST0081"},
        {"a[", "XPST0003"},
    };
    match_rows(rows);
}
END_TEST

START_TEST(predicates) {
    static const struct row rows[] = {
        {"a[@n]", "a a"},
        {"a[@n = 2]/b", "b"},
        {"a[c]/b[. = 'y']", "b"},
        {"a[@n = $two]", "a"},
        {"b[ancestor::a[2]]", "b"},
        {"b[1]", "b b b"},
        {"b[last()]", "b b b"},
        {"a/b[position() > 1]", "b"},
        {"a[2]/b", "b"},
        {"a[.. is /r]", "a a"},
        {"b[1 idiv 0]", ""},
        {"b[. = 1]", ""},
        {"*[@n and b]", "a a"},
        {"*[starts-with(@n, '2')]", "a"},
        {"*[starts-with(@n, '')]", "r a b c b a b a b"},
        {"*[@n eq '2'][b]", "a"},
        {"(a | c)[@n]", "a a"},
        {"*[not(@n)][b]", "a"},
    };
    match_rows(rows);
}
END_TEST

/* What is no pattern of XSLT, but is written in schemas. */
START_TEST(expressions) {
    static const struct row rows[] = {
        {"//a/descendant::b", "b b b b"}, {"descendant::c", "c"}, {"//b/..", "a a a"},
        {"(a | c)/b", "b b b b"},         {"//b[$two]", "b"},     {"self::c", "c"},
        {"//b/ancestor::r", "r"},
    };
    match_rows(rows);
}
END_TEST

SUITE(xpath_patterns) {
    Suite *suite = suite_create("xpath/patterns");
    TCase *cases = tcase_create("xpath_patterns");
    tcase_add_test(cases, paths);
    tcase_add_test(cases, predicates);
    tcase_add_test(cases, expressions);
    suite_add_tcase(suite, cases);
    return suite;
}
