/* xpath: what schemas and queries do with an evaluation: variables, functions of their own, keys,
   values that are kept, limits. */
#include "run.h"

#include "base/buffer.h"
#include "xpath/xpath.h"

#include <string.h>

static struct tree_names *names;
static struct xpath_static *context;
static struct xpath_evaluation *evaluation;
static struct tree *tree;
static struct buffer text;

static void begin(void) {
    names = tree_names_new(NULL);
    context = xpath_static_new(names);
    xpath_static_features(context, XPATH_31 | XPATH_XSLT_FUNCTIONS);
}

static void end(void) {
    xpath_evaluation_free(evaluation);
    tree_free(tree);
    xpath_static_free(context);
    tree_names_free(names);
    buffer_free(&text);
}

static const struct xpath_expression *compiled(const char *expression) {
    struct xpath_fault fault;
    const struct xpath_expression *made =
        xpath_compile(context, expression, strlen(expression), &fault);
    ck_assert_msg(made != NULL, "%s: %s", expression, made ? "" : fault.message);
    return made;
}

/* From here on nothing is compiled: the document and an evaluation are there. */
static void evaluate_over(const char *xml, const struct xpath_limits *limits) {
    tree = tree_read_memory(xml, strlen(xml), "a", NULL, names, NULL);
    evaluation = xpath_evaluation_new(context, NULL, limits);
}

/* The value as a string, or the code of the error, for the document's root. */
static const char *value_of(const struct xpath_expression *expression) {
    struct xpath_value root = xpath_value_node(tree, 0);
    text.length = 0;
    buffer_text(&text, "");
    return xpath_evaluate_string(evaluation, expression, &root, &text)
               ? text.bytes
               : xpath_error(evaluation)->code;
}

static struct xpath_name name_of(const char *qname) {
    struct xpath_name name;
    ck_assert(xpath_static_resolve(context, qname, &name));
    return name;
}

START_TEST(variables_hide_one_another) {
    struct xpath_name x = name_of("x");
    size_t outer = xpath_static_variable(context, &x);
    const struct xpath_expression *first = compiled("$x");
    size_t inner = xpath_static_variable(context, &x);
    const struct xpath_expression *second = compiled("$x");
    xpath_static_hide(context, inner);
    const struct xpath_expression *third = compiled("$x");
    evaluate_over("<r/>", NULL);
    ck_assert_str_eq(value_of(first), "XPDY0002");
    struct xpath_value one = xpath_value_integer(1), two = xpath_value_integer(2);
    xpath_set_variable(evaluation, outer, (struct xpath_sequence){&one, 1});
    xpath_set_variable(evaluation, inner, (struct xpath_sequence){&two, 1});
    ck_assert_str_eq(value_of(first), "1");
    ck_assert_str_eq(value_of(second), "2");
    ck_assert_str_eq(value_of(third), "1");
}
END_TEST

START_TEST(functions_call_themselves) {
    struct xpath_fault fault;
    struct xpath_function_parameter parameter = {name_of("n"), "xs:integer", 0};
    xpath_static_namespace(context, "my", "urn:my");
    struct xpath_name name = name_of("my:factorial");
    struct xpath_user_function *factorial =
        xpath_static_function(context, &name, &parameter, 1, "xs:integer", &fault);
    ck_assert_ptr_nonnull(factorial);
    xpath_static_function_body(factorial,
                               compiled("if ($n = 0) then 1 else $n * my:factorial($n - 1)"));
    ck_assert_ptr_null(xpath_static_function(context, &name, &parameter, 1, NULL, &fault));
    ck_assert_str_eq(fault.code, "XTSE0770");
    const struct xpath_expression *good = compiled("my:factorial(5)"),
                                  *wrong = compiled("my:factorial('a')"),
                                  *endless = compiled("my:factorial(-1)");
    evaluate_over("<r/>", NULL);
    ck_assert_str_eq(value_of(good), "120");
    ck_assert_str_eq(value_of(wrong), "XPTY0004");
    ck_assert_str_eq(value_of(endless), "XPLIMIT");
}
END_TEST

START_TEST(keys_find_nodes) {
    struct xpath_fault fault;
    struct xpath_name name = name_of("by-n");
    const struct xpath_pattern *match = xpath_compile_pattern(context, "a", 1, &fault);
    xpath_static_key(context, &name, match, compiled("@n"));
    const struct xpath_expression *one = compiled("key('by-n', '1')/string()"),
                                  *two = compiled("key('by-n', ('2', '1'))/string()"),
                                  *none = compiled("key('none', '1')");
    evaluate_over("<r><a n='1'>x</a><a n='2'>y</a><b n='1'/><a n='1'>z</a></r>", NULL);
    ck_assert_str_eq(value_of(one), "x z");
    ck_assert_str_eq(value_of(two), "x y z");
    ck_assert_str_eq(value_of(none), "XTDE1260");
}
END_TEST

/* What depends on the document alone is found once for it, and anew for another one, or where a
   variable that it depends on is another one. */
START_TEST(kept_values_are_those_of_the_document) {
    struct xpath_name x = name_of("x");
    size_t variable = xpath_static_variable(context, &x);
    const struct xpath_expression *references = compiled("//a[@to = //b[@n != $x]/@id]/@to");
    evaluate_over("<r><a to='i'/><a to='j'/><b id='i' n='1'/><b id='j' n='2'/></r>", NULL);
    struct xpath_value one = xpath_value_string("1", 1), two = xpath_value_string("2", 1);
    xpath_set_variable(evaluation, variable, (struct xpath_sequence){&one, 1});
    ck_assert_str_eq(value_of(references), "j");
    ck_assert_str_eq(value_of(references), "j");
    xpath_set_variable(evaluation, variable, (struct xpath_sequence){&two, 1});
    ck_assert_str_eq(value_of(references), "i");
    struct tree *other = tree;
    static const char xml[] = "<r><a to='k'/><b id='k' n='1'/></r>";
    tree = tree_read_memory(xml, sizeof xml - 1, "b", NULL, names, NULL);
    ck_assert_str_eq(value_of(references), "k");
    tree_free(other);
}
END_TEST

START_TEST(truth_is_found_as_soon_as_it_is_known) {
    static const struct xpath_limits few = {.steps = 100};
    const struct xpath_expression *known = compiled("exists(1 to 1000000)"),
                                  *first = compiled("(1 to 1000000)[1]"),
                                  *some = compiled("some $x in 1 to 1000000 satisfies $x = 20"),
                                  *all = compiled("every $x in 1 to 1000000 satisfies $x > 0");
    evaluate_over("<r/>", &few);
    ck_assert_str_eq(value_of(known), "true");
    ck_assert_str_eq(value_of(first), "1");
    ck_assert_str_eq(value_of(some), "true");
    ck_assert_str_eq(value_of(all), "XPLIMIT");
}
END_TEST

START_TEST(memory_and_depth_have_limits) {
    static const struct xpath_limits few = {.bytes = 1 << 20, .depth = 10};
    const struct xpath_expression *long_one = compiled("reverse(1 to 10000000)"),
                                  *deep = compiled("let $f := function($f, $n) { $f($f, $n + 1) } "
                                                   "return $f($f, 0)");
    evaluate_over("<r/>", &few);
    ck_assert_str_eq(value_of(long_one), "XPLIMIT");
    ck_assert_str_eq(value_of(deep), "XPLIMIT");
}
END_TEST

/* The deepest expressions that there are do not overflow the stack. */
START_TEST(height_is_harmless) {
    struct buffer expression = {0};
    buffer_text(&expression, "1");
    for (int i = 1; i < 2000; i++)
        buffer_text(&expression, " + count(/)");
    const struct xpath_expression *sum = compiled(expression.bytes);
    expression.length = 0;
    buffer_text(&expression, "/r");
    for (int i = 1; i < 2000; i++)
        buffer_text(&expression, "/..//r");
    const struct xpath_expression *path = compiled(expression.bytes);
    buffer_free(&expression);
    evaluate_over("<r>x</r>", NULL);
    ck_assert_str_eq(value_of(sum), "2000");
    ck_assert_str_eq(value_of(path), "x");
}
END_TEST

START_TEST(memory_is_given_back) {
    static const struct xpath_limits few = {.bytes = 1 << 20};
    const struct xpath_expression *long_one = compiled("reverse(1 to 1000) ! string()");
    evaluate_over("<r/>", &few);
    for (int round = 0; round < 100; round++) {
        struct xpath_sequence value;
        struct arena_mark mark = xpath_mark(evaluation);
        ck_assert(xpath_evaluate(evaluation, long_one, NULL, &value));
        ck_assert_uint_eq(value.count, 1000);
        ck_assert_int_eq(memcmp(value.items->as.string.bytes, "1000", 4), 0);
        xpath_release(evaluation, mark);
    }
}
END_TEST

START_TEST(errors_have_a_place) {
    struct xpath_fault fault;
    const struct xpath_expression *wrong = compiled("1 + (2 idiv 0)");
    ck_assert_ptr_null(xpath_compile(context, "1 + nothing()", 13, &fault));
    ck_assert_str_eq(fault.code, "XPST0017");
    ck_assert_uint_eq(fault.offset, 5);
    evaluate_over("<r/>", NULL);
    ck_assert_str_eq(value_of(wrong), "FOAR0001");
    ck_assert_uint_eq(xpath_error(evaluation)->offset, 8);
}
END_TEST

START_TEST(near_misses_are_named) {
    static const char *const rows[][2] = {
        {"strng-length('a')", "there is no function strng-length(); there is string-length()"},
        {"fn:cuont(1)", "there is no function fn:cuont(); there is count()"},
        {"nothing()", "there is no function nothing()"},
        {"let $word := 1 return $wrod", "there is no variable $wrod; there is $word"},
        {"$word", "there is no variable $word"},
        {"string-length(1, 2)", "string-length() takes at most 1 argument, and not 2"},
        {"substring('a')", "substring() takes at least 2 arguments, and not 1"},
        {"true(1)", "true() takes 0 arguments, and not 1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct xpath_fault fault;
        ck_assert_ptr_null(xpath_compile(context, rows[i][0], strlen(rows[i][0]), &fault));
        ck_assert_str_eq(fault.message, rows[i][1]);
    }
}
END_TEST

/* XPath 2.0 appendix I: XPath 1.0 compatibility mode. */
START_TEST(compatibility_with_1_0) {
    static const char *const rows[][2] = {
        {"'2' + 3", "5"},
        {"(2, 3) + 1", "3"},
        {"() + 1", "NaN"},
        {"'a' * 2", "NaN"},
        {"//a + 1", "2"},
        {"//a = 2", "true"},
        {"//a < '3'", "true"},
        {"'1' = 1.0", "true"},
        {"true() = 'x'", "true"},
        {"//a = true()", "true"},
        {"//none = false()", "true"},
        {"string-length(//a)", "1"},
        {"string-length(12)", "2"},
        {"concat(//a, 'x')", "1x"},
        {"round('1.6')", "2"},
        {"substring('abc', '2')", "bc"},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    const struct xpath_expression *expressions[ROWS];
    xpath_static_features(context, XPATH_1_COMPATIBLE);
    for (size_t i = 0; i < ROWS; i++)
        expressions[i] = compiled(rows[i][0]);
    evaluate_over("<r><a>1</a><a>2</a></r>", NULL);
    for (size_t i = 0; i < ROWS; i++)
        ck_assert_msg(!strcmp(value_of(expressions[i]), rows[i][1]), "%s is %s", rows[i][0],
                      text.bytes);
}
END_TEST

SUITE(xpath_evaluation) {
    Suite *suite = suite_create("xpath/evaluation");
    TCase *cases = tcase_create("xpath_evaluation");
    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_test(cases, variables_hide_one_another);
    tcase_add_test(cases, functions_call_themselves);
    tcase_add_test(cases, keys_find_nodes);
    tcase_add_test(cases, kept_values_are_those_of_the_document);
    tcase_add_test(cases, truth_is_found_as_soon_as_it_is_known);
    tcase_add_test(cases, memory_and_depth_have_limits);
    tcase_add_test(cases, height_is_harmless);
    tcase_add_test(cases, memory_is_given_back);
    tcase_add_test(cases, errors_have_a_place);
    tcase_add_test(cases, near_misses_are_named);
    tcase_add_test(cases, compatibility_with_1_0);
    suite_add_tcase(suite, cases);
    return suite;
}
