/* xpath: which tree an expression becomes, and what is said about one that is in error. */
#include "run.h"

#include "base/buffer.h"
#include "print.h"

#include <string.h>

static const char *namespace_of(void *data, const char *prefix, size_t length) {
    (void)data;
    return length == 1 && *prefix == 'p' ? "urn:p" : NULL;
}

static const struct xpath_static_names names_20 = {false, namespace_of, NULL, "", ""},
                                       names_31 = {true, namespace_of, NULL, "", ""},
                                       names_with_defaults = {false, namespace_of, NULL, "urn:e",
                                                              "urn:f"};

/* The tree, or "CODE OFFSET MESSAGE". */
static void assert_parsed(const char *expression, const struct xpath_static_names *names,
                          const char *expected) {
    struct arena *arena = arena_new();
    struct xpath_fault fault;
    struct buffer out = {0};
    const struct xpath_syntax *tree =
        xpath_parse(arena, expression, strlen(expression), names, &fault);
    if (tree)
        print_syntax(&out, tree);
    else
        buffer_print(&out, "%s %zu %s", fault.code, fault.offset, fault.message);
    ck_assert_msg(!strcmp(out.bytes, expected), "%s\n  is       %s\n  expected %s", expression,
                  out.bytes, expected);
    buffer_free(&out);
    arena_free(arena);
}

#define assert_is(expression, tree) assert_parsed(expression, &names_20, tree)
#define assert_is_31(expression, tree) assert_parsed(expression, &names_31, tree)
#define assert_fault(expression, fault) assert_parsed(expression, &names_20, fault)
#define assert_fault_31(expression, fault) assert_parsed(expression, &names_31, fault)

/* Both are the same tree. */
static void assert_same(const char *expression, const char *other) {
    struct arena *arena = arena_new();
    struct xpath_fault fault;
    struct buffer out = {0};
    const struct xpath_syntax *tree = xpath_parse(arena, other, strlen(other), &names_31, &fault);
    ck_assert_msg(tree != NULL, "%s: %s", other, fault.message);
    print_syntax(&out, tree);
    assert_is_31(expression, out.bytes);
    buffer_free(&out);
    arena_free(arena);
}

/* ---- literals and primary expressions ---- */

START_TEST(literals) {
    assert_is("12", "(IntegerLiteral 12)");
    assert_is("1.", "(DecimalLiteral 1.)");
    assert_is(".5", "(DecimalLiteral .5)");
    assert_is("1.5e-3", "(DoubleLiteral 1.5e-3)");
    assert_is("1E6", "(DoubleLiteral 1E6)");
    assert_is(".5e+1", "(DoubleLiteral .5e+1)");
    assert_is("'it''s'", "(StringLiteral it's)");
    assert_is("\"say \"\"it's\"\"\"", "(StringLiteral say \"it's\")");
    assert_is("''", "(StringLiteral )");
}
END_TEST

START_TEST(a_number_ends_before_a_name) {
    assert_fault("10div 3", "XPST0003 3 expected white space or an operator sign behind this "
                            "number, not a name");
    assert_fault("1.e", "XPST0003 3 expected white space or an operator sign behind this number, "
                        "not a name");
    assert_is("10 div 3", "(MultiplicativeExpr div (IntegerLiteral 10) (IntegerLiteral 3))");
    assert_fault("1.2.3", "XPST0003 4 expected an operator or the end, not the number \".3\"");
}
END_TEST

START_TEST(variables_and_parentheses) {
    assert_is("$a", "(VarRef a)");
    assert_is("$p:a", "(VarRef {urn:p}a)");
    assert_is("$ a", "(VarRef a)");
    assert_is("()", "(Expr)");
    assert_is("(1)", "(IntegerLiteral 1)");
    assert_is("(1, 2), 3",
              "(Expr (Expr (IntegerLiteral 1) (IntegerLiteral 2)) (IntegerLiteral 3))");
    assert_is(".", "(ContextItemExpr)");
}
END_TEST

START_TEST(function_calls) {
    assert_is("f()", "(FunctionCall f)");
    assert_is("p:f(1, (2, 3))", "(FunctionCall {urn:p}f (IntegerLiteral 1) (Expr (IntegerLiteral "
                                "2) (IntegerLiteral 3)))");
    assert_is("for(1)", "(FunctionCall for (IntegerLiteral 1))");
    assert_is("function(1)", "(FunctionCall function (IntegerLiteral 1))");
    assert_fault("typeswitch(1)", "XPST0003 1 expected the name of a function, which is no "
                                  "reserved word, not the name \"typeswitch\"");
    assert_fault("f(1", "XPST0003 4 expected \",\", an operator or \")\", not the end of the "
                        "expression");
    assert_fault("f(1,)", "XPST0003 5 expected an expression, not \")\"");
    assert_fault("f(1)(2)", "XPST0003 5 expected an operator or the end, not \"(\"");
}
END_TEST

START_TEST(filter_expressions) {
    assert_is("(a)[1][2]",
              "(FilterExpr (AxisStep child::a) (IntegerLiteral 1) (IntegerLiteral 2))");
    assert_is("f()[1]", "(FilterExpr (FunctionCall f) (IntegerLiteral 1))");
    assert_is("$x[. = 1]",
              "(FilterExpr (VarRef x) (GeneralComp eq (ContextItemExpr) (IntegerLiteral 1)))");
}
END_TEST

/* ---- paths ---- */

START_TEST(paths) {
    assert_is("/", "(Root)");
    assert_is("/a", "(PathExpr (Root) (AxisStep child::a))");
    assert_is("a/b/c", "(PathExpr (AxisStep child::a) (AxisStep child::b) (AxisStep child::c))");
    assert_same("//a", "/descendant-or-self::node()/a");
    assert_same("a//b", "a/descendant-or-self::node()/b");
    assert_is("a/(b, c)/f(.)",
              "(PathExpr (AxisStep child::a) (Expr (AxisStep child::b) (AxisStep child::c)) "
              "(FunctionCall f (ContextItemExpr)))");
    assert_fault("a/", "XPST0003 3 expected an expression, not the end of the expression");
    assert_fault("//", "XPST0003 3 expected an expression, not the end of the expression");
    assert_fault("a///b", "XPST0003 4 expected an expression, not \"/\"");
}
END_TEST

START_TEST(a_slash_before_what_can_be_a_step) {
    assert_fault("/ * 5", "XPST0003 5 expected an operator or the end, not the number \"5\"");
    assert_is("(/) * 5", "(MultiplicativeExpr * (Root) (IntegerLiteral 5))");
    assert_is("5 * /", "(MultiplicativeExpr * (IntegerLiteral 5) (Root))");
    assert_is("/ = 1", "(GeneralComp eq (Root) (IntegerLiteral 1))");
    assert_is("/ and", "(PathExpr (Root) (AxisStep child::and))");
}
END_TEST

START_TEST(axes) {
    assert_is("child::a", "(AxisStep child::a)");
    assert_is("descendant::a", "(AxisStep descendant::a)");
    assert_is("attribute::a", "(AxisStep attribute::a)");
    assert_is("self::a", "(AxisStep self::a)");
    assert_is("descendant-or-self::a", "(AxisStep descendant-or-self::a)");
    assert_is("following-sibling::a", "(AxisStep following-sibling::a)");
    assert_is("following::a", "(AxisStep following::a)");
    assert_is("parent::a", "(AxisStep parent::a)");
    assert_is("ancestor::a", "(AxisStep ancestor::a)");
    assert_is("preceding-sibling::a", "(AxisStep preceding-sibling::a)");
    assert_is("preceding::a", "(AxisStep preceding::a)");
    assert_is("ancestor-or-self :: a", "(AxisStep ancestor-or-self::a)");
    assert_same("@a", "attribute::a");
    assert_same("..", "parent::node()");
    assert_same("../a", "parent::node()/child::a");
    assert_is("..[a]", "(AxisStep parent::node() (AxisStep child::a))");
    assert_is("a[1][@b]", "(AxisStep child::a (IntegerLiteral 1) (AxisStep attribute::b))");
    assert_fault("namespace::a", "XPST0010 1 there is no namespace axis here; "
                                 "in-scope-prefixes() gives the prefixes");
    assert_fault("kid::a", "XPST0003 1 expected an axis (child, parent, descendant, ancestor, "
                           "following, preceding, following-sibling, preceding-sibling, attribute, "
                           "self, descendant-or-self or ancestor-or-self), not the name \"kid\"");
    assert_fault("child::$a", "XPST0003 8 expected a name or another node test, not \"$\"");
    assert_fault("a[1", "XPST0003 4 expected an operator or \"]\", not the end of the expression");
}
END_TEST

START_TEST(name_tests) {
    assert_is("*", "(AxisStep child::*)");
    assert_is("p:*", "(AxisStep child::{urn:p}*)");
    assert_is("*:a", "(AxisStep child::{*}a)");
    assert_is("@*", "(AxisStep attribute::*)");
    assert_is("p:a", "(AxisStep child::{urn:p}a)");
    assert_fault("p :a", "XPST0003 3 this character means nothing here");
    assert_fault("a/q:b", "XPST0081 3 the prefix \"q\" is not bound to a namespace");
    assert_fault("q:*", "XPST0081 1 the prefix \"q\" is not bound to a namespace");
}
END_TEST

START_TEST(default_namespaces) {
    assert_parsed("a/@b", &names_with_defaults,
                  "(PathExpr (AxisStep child::{urn:e}a) (AxisStep attribute::b))");
    assert_parsed("f($v) instance of t", &names_with_defaults,
                  "(InstanceofExpr {urn:e}t (FunctionCall {urn:f}f (VarRef v)))");
    assert_parsed("attribute(a, t)", &names_with_defaults,
                  "(AxisStep attribute::attribute(a,{urn:e}t))");
    assert_parsed("element(a)", &names_with_defaults, "(AxisStep child::element({urn:e}a))");
}
END_TEST

START_TEST(kind_tests) {
    assert_is("node()", "(AxisStep child::node())");
    assert_is("text ( )", "(AxisStep child::text())");
    assert_is("comment()", "(AxisStep child::comment())");
    assert_is("processing-instruction()", "(AxisStep child::processing-instruction())");
    assert_is("processing-instruction(a)", "(AxisStep child::processing-instruction(a))");
    assert_is("processing-instruction(' a ')", "(AxisStep child::processing-instruction(a))");
    assert_is("document-node()", "(AxisStep child::document-node())");
    assert_is("document-node(element(a))", "(AxisStep child::document-node(element(a)))");
    assert_is("document-node(schema-element(a))",
              "(AxisStep child::document-node(schema-element(a)))");
    assert_is("element()", "(AxisStep child::element())");
    assert_is("element(*)", "(AxisStep child::element())");
    assert_is("element(a, t?)", "(AxisStep child::element(a,t?))");
    assert_is("element(*, p:t)", "(AxisStep child::element(*,{urn:p}t))");
    assert_is("self::attribute(a, t)", "(AxisStep self::attribute(a,t))");
    assert_is("attribute(a)", "(AxisStep attribute::attribute(a))");
    assert_is("schema-attribute(a)", "(AxisStep attribute::schema-attribute(a))");
    assert_is("node", "(AxisStep child::node)");
    assert_fault("processing-instruction('a:b')",
                 "XPTY0004 24 expected a string that is the target of processing instructions, a "
                 "name without colon, not \"a:b\"");
    assert_fault("processing-instruction(1)",
                 "XPST0003 24 expected a name, a string or \")\", not the number \"1\"");
    assert_fault("attribute(a, t?)", "XPST0003 15 expected \")\", not \"?\"");
    assert_fault("document-node(a)", "XPST0003 15 expected \"element(\", \"schema-element(\" or "
                                     "\")\", not the name \"a\"");
    assert_fault("text(1)", "XPST0003 6 expected \")\", not the number \"1\"");
    assert_is("namespace-node()", "(FunctionCall namespace-node)");
}
END_TEST

/* ---- operators ---- */

START_TEST(logic) {
    assert_is("a or b or c",
              "(OrExpr (AxisStep child::a) (AxisStep child::b) (AxisStep child::c))");
    assert_same("1 or 2 and 3 or 4", "1 or (2 and 3) or 4");
    assert_is("1 and 2 and 3",
              "(AndExpr (IntegerLiteral 1) (IntegerLiteral 2) (IntegerLiteral 3))");
}
END_TEST

START_TEST(comparisons) {
    static const char *const operators[][2] = {
        {"eq", "ValueComp eq"},   {"ne", "ValueComp ne"},    {"lt", "ValueComp lt"},
        {"le", "ValueComp le"},   {"gt", "ValueComp gt"},    {"ge", "ValueComp ge"},
        {"=", "GeneralComp eq"},  {"!=", "GeneralComp ne"},  {"<", "GeneralComp lt"},
        {"<=", "GeneralComp le"}, {">", "GeneralComp gt"},   {">=", "GeneralComp ge"},
        {"is", "NodeComp is"},    {"<<", "NodeComp before"}, {">>", "NodeComp after"},
    };
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        struct buffer expression = {0}, tree = {0};
        buffer_print(&expression, "$a %s $b", operators[i][0]);
        buffer_print(&tree, "(%s (VarRef a) (VarRef b))", operators[i][1]);
        assert_is(expression.bytes, tree.bytes);
        buffer_free(&expression);
        buffer_free(&tree);
    }
    assert_fault("1 = 2 = 3", "XPST0003 7 expected an operator or the end, not \"=\"");
    assert_fault("1 eq 2 lt 3", "XPST0003 8 expected an operator or the end, not the name \"lt\"");
    assert_same("1 = 2 or 3 = 4", "(1 = 2) or (3 = 4)");
}
END_TEST

START_TEST(arithmetic) {
    assert_same("1 - 2 - 3", "(1 - 2) - 3");
    assert_same("1 + 2 * 3", "1 + (2 * 3)");
    assert_is("8 idiv 3 mod 2", "(MultiplicativeExpr mod (MultiplicativeExpr idiv (IntegerLiteral "
                                "8) (IntegerLiteral 3)) (IntegerLiteral 2))");
    assert_is("1 to 2 + 3", "(RangeExpr (IntegerLiteral 1) (AdditiveExpr + (IntegerLiteral 2) "
                            "(IntegerLiteral 3)))");
    assert_fault("1 to 2 to 3", "XPST0003 8 expected an operator or the end, not the name \"to\"");
    assert_is("-1", "(UnaryExpr - (IntegerLiteral 1))");
    assert_is("- - +1", "(UnaryExpr + (IntegerLiteral 1))");
    assert_same("-1 * -2", "(-1) * (-2)");
    assert_same("-a/b", "-(a/b)");
    assert_same("2 - -1", "2 - (-1)");
}
END_TEST

START_TEST(sets_of_nodes) {
    assert_is("a | b union c",
              "(UnionExpr (AxisStep child::a) (AxisStep child::b) (AxisStep child::c))");
    assert_same("a | b intersect c except d", "a | ((b intersect c) except d)");
    assert_same("a except b except c", "(a except b) except c");
    assert_same("a * b | c", "a * (b | c)");
}
END_TEST

START_TEST(names_and_stars_are_operators_by_their_place) {
    assert_is("* * *", "(MultiplicativeExpr * (AxisStep child::*) (AxisStep child::*))");
    assert_is("div div mod",
              "(MultiplicativeExpr div (AxisStep child::div) (AxisStep child::mod))");
    assert_is("or or or", "(OrExpr (AxisStep child::or) (AxisStep child::or))");
    assert_is("if", "(AxisStep child::if)");
    assert_is("for", "(AxisStep child::for)");
    assert_is("return/some[every]",
              "(PathExpr (AxisStep child::return) (AxisStep child::some (AxisStep child::every)))");
    assert_is("a-1", "(AxisStep child::a-1)");
    assert_is("a -1", "(AdditiveExpr - (AxisStep child::a) (IntegerLiteral 1))");
    assert_is("'a'eq'b'", "(ValueComp eq (StringLiteral a) (StringLiteral b))");
}
END_TEST

/* ---- types ---- */

START_TEST(types) {
    assert_is("1 instance of p:t", "(InstanceofExpr {urn:p}t (IntegerLiteral 1))");
    assert_is("1 treat as item()+", "(TreatExpr item()+ (IntegerLiteral 1))");
    assert_is("1 castable as t?", "(CastableExpr t? (IntegerLiteral 1))");
    assert_is("1 cast as t", "(CastExpr t (IntegerLiteral 1))");
    assert_is("() instance of empty-sequence()", "(InstanceofExpr empty-sequence() (Expr))");
    assert_is("a instance of element(a, t)*", "(InstanceofExpr element(a,t)* (AxisStep child::a))");
    assert_same("1 cast as t castable as t treat as t instance of t",
                "(((1 cast as t) castable as t) treat as t) instance of t");
    assert_same("-1 cast as t", "(-1) cast as t");
    assert_fault("1 cast as t cast as t",
                 "XPST0003 13 expected an operator or the end, not the name \"cast\"");
    assert_fault("1 instance of t cast as t",
                 "XPST0003 17 expected an operator or the end, not the name \"cast\"");
    assert_fault("1 cast as t*", "XPST0003 13 expected an expression, not the end of the "
                                 "expression");
    assert_fault("1 cast t", "XPST0003 8 expected \"as\", not the name \"t\"");
    assert_fault("1 instance of 2", "XPST0003 15 expected a type, not the number \"2\"");
}
END_TEST

START_TEST(an_occurrence_indicator_is_taken_first) {
    assert_same("4 treat as item() + - 5", "(4 treat as item()+) - 5");
    assert_fault("4 treat as item() + 5",
                 "XPST0003 21 expected an operator or the end, not the number \"5\"");
    assert_same("4 cast as t * 5", "(4 cast as t) * 5");
}
END_TEST

/* ---- words ---- */

START_TEST(for_expressions) {
    assert_is("for $x in 1 return $x", "(ForExpr x (IntegerLiteral 1) (VarRef x))");
    assert_same("for $x in 1, $y in 2 return 3", "for $x in 1 return for $y in 2 return 3");
    assert_same("for $x in 1 return 2, 3", "(for $x in 1 return 2), 3");
    assert_fault("for $x in 1", "XPST0003 12 expected \",\" or \"return\", not the end of the "
                                "expression");
    assert_fault("for $x := 1 return 1", "XPST0003 8 expected \"in\", not \":=\"");
    assert_fault("for $1 in 2 return 3",
                 "XPST0003 6 expected the name of a variable, not the number \"1\"");
}
END_TEST

START_TEST(quantified_expressions) {
    assert_is("some $x in 1 satisfies $x", "(SomeExpr x (IntegerLiteral 1) (VarRef x))");
    assert_is("every $x in 1, $y in 2 satisfies 3",
              "(EveryExpr x (IntegerLiteral 1) (EveryExpr y (IntegerLiteral 2) (IntegerLiteral "
              "3)))");
    assert_fault("some $x in 1 return 2",
                 "XPST0003 14 expected \",\" or \"satisfies\", not the name \"return\"");
}
END_TEST

START_TEST(conditional_expressions) {
    assert_is("if (1, 2) then 3 else 4", "(IfExpr (Expr (IntegerLiteral 1) (IntegerLiteral 2)) "
                                         "(IntegerLiteral 3) (IntegerLiteral 4))");
    assert_same("if (1) then 2 else if (3) then 4 else 5",
                "if (1) then 2 else (if (3) then 4 else 5)");
    assert_fault("if (1) then 2", "XPST0003 14 expected \"else\", not the end of the expression");
    assert_fault("1 + if (1) then 2 else 3",
                 "XPST0003 5 expected an operand, or parentheses around a conditional expression, "
                 "not the name \"if\"");
}
END_TEST

/* ---- between the tokens ---- */

START_TEST(comments) {
    assert_is("1 (: one (: in :) another :) + 2",
              "(AdditiveExpr + (IntegerLiteral 1) (IntegerLiteral 2))");
    assert_is("a(:b:)/(::)c", "(PathExpr (AxisStep child::a) (AxisStep child::c))");
    assert_is("'(: no comment :)'", "(StringLiteral (: no comment :))");
    assert_fault("1 (: (: :)",
                 "XPST0003 3 the comment that begins here has no end: expected \":)\"");
    assert_fault("p(::):a", "XPST0003 6 this character means nothing here");
}
END_TEST

START_TEST(faults_are_placed_by_characters) {
    assert_fault("\u00E4\u00F6 = \U0001F600 =",
                 "XPST0003 8 expected an operator or the end, not \"=\"");
}
END_TEST

START_TEST(what_is_no_token) {
    assert_fault("", "XPST0003 1 expected an expression, not the end of the expression");
    assert_fault("\u00E4 = ;", "XPST0003 5 this character means nothing here");
    assert_fault("'\xFF'", "XPST0003 2 this character is not allowed in XML");
    assert_fault("'\x01'", "XPST0003 2 this character is not allowed in XML");
    assert_fault("'a''", "XPST0003 1 the string that begins here has no end: expected its closing "
                         "quote");
    assert_fault("(1", "XPST0003 3 expected an operator or \")\", not the end of the expression");
    assert_fault("1)", "XPST0003 2 expected an operator or the end, not \")\"");
    assert_fault("1 'a string of more than forty characters, shown in part'",
                 "XPST0003 3 expected an operator or the end, not the string 'a string of more "
                 "than forty characters,…");
}
END_TEST

/* ---- XPath 3.1 ---- */

START_TEST(of_31_there_is_nothing_in_20) {
    assert_fault("let $x := 1 return 2", "XPST0003 5 expected an operator or the end, not \"$\"");
    assert_fault("1 || 2", "XPST0003 3 expected an operator or the end, not \"||\"");
    assert_fault("1 ! 2", "XPST0003 3 expected an operator or the end, not \"!\"");
    assert_fault("1 => f()", "XPST0003 3 expected an operator or the end, not \"=>\"");
    assert_fault("f#1", "XPST0003 2 expected an operator or the end, not \"#\"");
    assert_fault("Q{u}a", "XPST0003 2 expected an operator or the end, not \"{\"");
    assert_fault("function($x) { 1 }", "XPST0003 14 expected an operator or the end, not \"{\"");
}
END_TEST

START_TEST(operators_of_31) {
    assert_is_31("let $x := 1 return $x", "(LetExpr x (IntegerLiteral 1) (VarRef x))");
    assert_same("let $x := 1, $y := 2 return 3", "let $x := 1 return let $y := 2 return 3");
    assert_is_31("1 || 2 || 3",
                 "(StringConcatExpr (IntegerLiteral 1) (IntegerLiteral 2) (IntegerLiteral 3))");
    assert_same("'a' = 'b' || 1 to 2", "'a' = ('b' || (1 to 2))");
    assert_is_31("a ! b ! c", "(SimpleMapExpr (SimpleMapExpr (AxisStep child::a) (AxisStep "
                              "child::b)) (AxisStep child::c))");
    assert_same("-a/b ! c/d", "-((a/b) ! (c/d))");
    assert_same("a => f(1) => p:g()", "p:g(f(a, 1))");
    assert_same("-1 => f() cast as t", "f(-1) cast as t");
    assert_is_31("1 => $f(2)",
                 "(DynamicFunctionCall (VarRef f) (IntegerLiteral 1) (IntegerLiteral 2))");
    assert_fault_31("1 => 2", "XPST0003 6 expected a function behind \"=>\", not the number \"2\"");
    assert_fault_31("1 => text()", "XPST0003 6 expected the name of a function, which is no "
                                   "reserved word, not the name \"text\"");
}
END_TEST

START_TEST(functions_of_31) {
    assert_is_31("f#2", "(NamedFunctionRef f 2)");
    assert_is_31("$f(1)[2](3)", "(DynamicFunctionCall (FilterExpr (DynamicFunctionCall (VarRef f) "
                                "(IntegerLiteral 1)) (IntegerLiteral 2)) (IntegerLiteral 3))");
    assert_is_31("function($x as t?, $y) as p:t { $x }",
                 "(InlineFunctionExpr $x:t? $y {urn:p}t (VarRef x))");
    assert_is_31("function() {}", "(InlineFunctionExpr (Expr))");
    assert_is_31("1 instance of function(*)", "(InstanceofExpr function(*) (IntegerLiteral 1))");
    assert_is_31("1 instance of function(a, b*) as c",
                 "(InstanceofExpr function(a,b*):c (IntegerLiteral 1))");
    assert_is_31("1 instance of (item())*", "(InstanceofExpr item()* (IntegerLiteral 1))");
    assert_fault_31("f#'a'", "XPST0003 3 expected the number of the function's parameters, not "
                             "the string 'a'");
    assert_fault_31("switch(1)", "XPST0003 1 expected the name of a function, which is no "
                                 "reserved word, not the name \"switch\"");
}
END_TEST

START_TEST(names_of_31) {
    assert_is_31("Q{urn:x}a", "(AxisStep child::{urn:x}a)");
    assert_is_31("Q{ urn:x  y }*", "(AxisStep child::{urn:x y}*)");
    assert_is_31("Q{}f()", "(FunctionCall f)");
    assert_is_31("namespace-node()", "(AxisStep child::namespace-node())");
    assert_fault_31("Q{a", "XPST0003 4 the namespace that begins with \"Q{\" has no end: expected "
                           "\"}\"");
    assert_fault_31("Q{a}", "XPST0003 5 expected a local name or \"*\" directly behind the \"}\"");
}
END_TEST

/* ---- limits ---- */

/* `before` so many times, then `middle`, then `after` as often. */
static void assert_repeated(const char *before, size_t count, const char *middle, const char *after,
                            const char *message) {
    struct arena *arena = arena_new();
    struct xpath_fault fault;
    struct buffer expression = {0};
    for (size_t i = 0; i < count; i++)
        buffer_text(&expression, before);
    buffer_text(&expression, middle);
    for (size_t i = 0; i < count; i++)
        buffer_text(&expression, after);
    const struct xpath_syntax *tree =
        xpath_parse(arena, expression.bytes, expression.length, &names_31, &fault);
    ck_assert_msg(!tree == !!message, "%s", before);
    if (message) {
        ck_assert_str_eq(fault.code, "XPST0003");
        ck_assert_str_eq(fault.message, message);
    }
    buffer_free(&expression);
    arena_free(arena);
}

START_TEST(depth_is_limited) {
    const char *too_deep = "expected at most 500 expressions in one another, not one more";
    assert_repeated("(", 499, "1", ")", NULL);
    assert_repeated("(", 500, "1", ")", too_deep);
    assert_repeated("1 or 2 and 3 = 4 to 5 + 6 * (", 20000, "1", ")", too_deep);
    assert_repeated("a[", 20000, "1", "]", too_deep);
    assert_repeated("f(", 20000, "1", ")", too_deep);
    assert_repeated("if (1) then 2 else ", 20000, "1", "", too_deep);
    assert_repeated("for $x in 1 return ", 20000, "1", "", too_deep);
    assert_repeated("function($f as function(t) as t) { ", 20000, "1", "}", too_deep);
    assert_repeated("", 20000, "for $a in 1", ", $a in 1", too_deep);
    assert_repeated("1 instance of function(", 1, "function(*)", ") as t", NULL);
}
END_TEST

START_TEST(height_is_limited_and_length_is_not) {
    const char *too_high = "expected at most 2500 operators around one another, not one more";
    assert_repeated("1 + ", 2499, "1", "", NULL);
    assert_repeated("1 + ", 2500, "1", "", too_high);
    assert_repeated("", 20000, "$f", "()", too_high);
    assert_repeated("", 20000, "1", " ! 1", too_high);
    assert_repeated("", 20000, "1", " => f()", too_high);
    assert_repeated("1 or ", 20000, "1", "", NULL);
    assert_repeated("1, ", 20000, "1", "", NULL);
    assert_repeated("a/", 20000, "a", "", NULL);
    assert_repeated("", 20000, "a", "[1]", NULL);
    assert_repeated("-", 20000, "1", "", NULL);
    assert_repeated("(:", 20000, "1", ":)",
                    "expected an expression, not the end of the "
                    "expression");
}
END_TEST

SUITE(xpath_parser) {
    Suite *suite = suite_create("xpath/parser");
    TCase *cases = tcase_create("parser");
    tcase_set_timeout(cases, 60);
    const TTest *const tests[] = {
        literals,
        a_number_ends_before_a_name,
        variables_and_parentheses,
        function_calls,
        filter_expressions,
        paths,
        a_slash_before_what_can_be_a_step,
        axes,
        name_tests,
        default_namespaces,
        kind_tests,
        logic,
        comparisons,
        arithmetic,
        sets_of_nodes,
        names_and_stars_are_operators_by_their_place,
        types,
        an_occurrence_indicator_is_taken_first,
        for_expressions,
        quantified_expressions,
        conditional_expressions,
        comments,
        faults_are_placed_by_characters,
        what_is_no_token,
        of_31_there_is_nothing_in_20,
        operators_of_31,
        functions_of_31,
        names_of_31,
        depth_is_limited,
        height_is_limited_and_length_is_not,
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(cases, tests[i]);
    suite_add_tcase(suite, cases);
    return suite;
}
