/* rng/derivative and rng/automaton: what is left of a pattern after a piece of a document, and that
   it is computed once. */
#include "run.h"

#include "rng/automaton.h"

#include <string.h>

static const char none[] = "", a[] = "a", b[] = "b", c[] = "c";

static struct arena *arena;
static struct pattern_table *table;
static struct derivatives derivatives;

static void set_up(void) {
    arena = arena_new();
    table = pattern_table_new(arena);
    derivatives = (struct derivatives){.patterns = table};
}

static void tear_down(void) {
    derivatives_free(&derivatives);
    pattern_table_free(table);
    arena_free(arena);
}

static const struct name_class *name(const char *local) {
    struct name_class *name_class = arena_allocate(arena, sizeof *name_class);
    *name_class = (struct name_class){.kind = NAME_CLASS_NAME, .uri = none, .local = local};
    return name_class;
}

static const struct pattern *element(const char *local, const struct pattern *content) {
    struct element_pattern *pattern = arena_allocate(arena, sizeof *pattern);
    pattern->name_class = name(local);
    pattern->content = content;
    return pattern_element(table, pattern);
}

static const struct pattern *empty_element(const char *local) {
    return element(local, pattern_empty(table));
}

static const struct pattern *attribute(const char *local) {
    return pattern_attribute(table, name(local), pattern_text(table));
}

static const struct pattern *optional(const struct pattern *pattern) {
    return pattern_choice(table, pattern, pattern_empty(table));
}

static const struct pattern *after(const struct pattern *pattern, enum name_event event,
                                   const char *local) {
    return name_derivative(&derivatives, pattern, event, none, local);
}

START_TEST(a_start_tag_leaves_content_and_the_rest) {
    const struct pattern *second = empty_element(b);
    const struct pattern *group = pattern_group(table, empty_element(a), second);
    ck_assert_ptr_eq(after(group, START_TAG, a),
                     pattern_after(table, pattern_empty(table), second));
    ck_assert_int_eq(after(group, START_TAG, b)->kind, PATTERN_NOT_ALLOWED);
}
END_TEST

START_TEST(what_is_missing_is_skipped_in_recovering) {
    const struct pattern *third = empty_element(c);
    const struct pattern *group =
        pattern_group(table, empty_element(a), pattern_group(table, empty_element(b), third));
    ck_assert_ptr_eq(after(group, START_TAG_RECOVERING, b),
                     pattern_after(table, pattern_empty(table), third));
}
END_TEST

START_TEST(interleaved_elements_come_in_any_order) {
    const struct pattern *first = empty_element(a), *second = empty_element(b);
    const struct pattern *both = pattern_interleave(table, first, second);
    ck_assert_ptr_eq(after(both, START_TAG, b), pattern_after(table, pattern_empty(table), first));
    ck_assert_ptr_eq(after(both, START_TAG, a), pattern_after(table, pattern_empty(table), second));
}
END_TEST

START_TEST(attributes_come_in_any_order_even_in_a_group) {
    const struct pattern *x = attribute(a), *y = attribute(b);
    const struct pattern *group = pattern_group(table, x, y);
    ck_assert_ptr_eq(after(group, ATTRIBUTE, b), pattern_after(table, pattern_text(table), x));
    ck_assert_ptr_eq(after(group, ATTRIBUTE, a), pattern_after(table, pattern_text(table), y));
}
END_TEST

START_TEST(a_required_attribute_must_be_there_when_the_tag_ends) {
    const struct pattern *content = empty_element(b);
    const struct pattern *required = pattern_group(table, attribute(a), content);
    const struct pattern *free = pattern_group(table, optional(attribute(a)), content);
    ck_assert_int_eq(start_tag_close_derivative(&derivatives, required, false)->kind,
                     PATTERN_NOT_ALLOWED);
    ck_assert_ptr_eq(start_tag_close_derivative(&derivatives, required, true), content);
    ck_assert_ptr_eq(start_tag_close_derivative(&derivatives, free, false), content);
}
END_TEST

START_TEST(text_matches_text_alone) {
    const struct pattern *text = pattern_text(table), *child = empty_element(a);
    const struct pattern *mixed = pattern_interleave(table, text, child);
    ck_assert_ptr_eq(text_derivative(&derivatives, mixed), mixed);
    ck_assert_int_eq(text_derivative(&derivatives, child)->kind, PATTERN_NOT_ALLOWED);
}
END_TEST

START_TEST(thirty_interleaved_optionals_stay_small) {
    const struct pattern *optionals[30];
    static const char names[30][3] = {"aa", "ab", "ac", "ad", "ae", "af", "ag", "ah", "ai", "aj",
                                      "ak", "al", "am", "an", "ao", "ap", "aq", "ar", "as", "at",
                                      "au", "av", "aw", "ax", "ay", "az", "ba", "bb", "bc", "bd"};
    for (int i = 0; i < 30; i++)
        optionals[i] = optional(empty_element(names[i]));
    const struct pattern *left = pattern_sequence_of(table, PATTERN_INTERLEAVE, optionals, 30);
    for (int i = 29; i >= 0; i--)
        left = after(left, START_TAG, names[i])->second;
    ck_assert_ptr_eq(left, pattern_empty(table));
    ck_assert_uint_lt(pattern_table_size(table), 1 << 20);
}
END_TEST

/* 2^30 ways lead to the end of this one; the memo walks none of them twice. */
START_TEST(shared_parts_are_derived_once) {
    const struct pattern *pattern = empty_element(a);
    for (int i = 0; i < 30; i++)
        pattern = pattern_choice(table, pattern_group(table, optional(empty_element(b)), pattern),
                                 pattern_group(table, optional(empty_element(c)), pattern));
    ck_assert_int_eq(after(pattern, START_TAG, a)->kind, PATTERN_AFTER);
    ck_assert_uint_lt(pattern_table_size(table), 1 << 20);
}
END_TEST

static struct simple_schema *schema_of(const char *text) {
    return simple_schema_read("test.rnc", text, strlen(text), NULL, NULL);
}

static const struct opening *open_element(struct automaton *automaton, struct state *state,
                                          const char *local) {
    const xmlChar *uri = xmlDictLookup(automaton->schema->names, BAD_CAST "", -1);
    const xmlChar *name = xmlDictLookup(automaton->schema->names, BAD_CAST local, -1);
    return automaton_open(automaton, state, (const char *)uri, (const char *)name, false);
}

START_TEST(the_automaton_computes_a_transition_once) {
    struct simple_schema *schema = schema_of("start = r  r = element a { r? }");
    struct automaton *automaton = automaton_new(schema);
    const struct opening *outer = open_element(automaton, automaton->start, "a");
    const struct opening *inner = open_element(automaton, outer->state, "a");
    ck_assert_ptr_eq(outer, open_element(automaton, automaton->start, "a"));
    ck_assert_ptr_eq(inner->state, outer->state); /* however deep: a state knows its element only */
    ck_assert_int_eq(outer->returns[0]->pattern->kind, PATTERN_EMPTY);
    ck_assert_int_eq(automaton_returns(automaton, inner->state, false)->kind, PATTERN_RETURN);
    automaton_free(automaton);
    simple_schema_free(schema);
}
END_TEST

START_TEST(a_new_automaton_takes_over_where_the_old_one_was) {
    struct simple_schema *schema =
        schema_of("element a { attribute x { list { \"0\"+ } }?, element b { empty }+,"
                  " element c { xsd:integer - \"1\" } }");
    struct automaton *old = automaton_new(schema);
    const struct opening *opening = open_element(old, old->start, "a");
    struct state *state = open_element(old, opening->state, "b")->returns[0];
    struct automaton *automaton = automaton_new(schema);
    struct memo known = {0};
    const struct opening *adopted = automaton_adopt_opening(automaton, opening, &known);
    state = automaton_adopt_state(automaton, state, &known);
    memo_free(&known);
    automaton_free(old);
    state = open_element(automaton, state, "b")->returns[0];
    state = open_element(automaton, state, "c")->returns[0];
    state = automaton_close(automaton, state, false);
    const struct pattern *returns = automaton_returns(automaton, state, false);
    ck_assert_int_eq(automaton_return(automaton, adopted, returns)->pattern->kind, PATTERN_EMPTY);
    automaton_free(automaton);
    simple_schema_free(schema);
}
END_TEST

SUITE(derivative) {
    Suite *suite = suite_create("rng/derivative");
    TCase *cases = tcase_create("rng-derivative");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, a_start_tag_leaves_content_and_the_rest);
    tcase_add_test(cases, what_is_missing_is_skipped_in_recovering);
    tcase_add_test(cases, interleaved_elements_come_in_any_order);
    tcase_add_test(cases, attributes_come_in_any_order_even_in_a_group);
    tcase_add_test(cases, a_required_attribute_must_be_there_when_the_tag_ends);
    tcase_add_test(cases, text_matches_text_alone);
    tcase_add_test(cases, thirty_interleaved_optionals_stay_small);
    tcase_add_test(cases, shared_parts_are_derived_once);
    tcase_add_test(cases, the_automaton_computes_a_transition_once);
    tcase_add_test(cases, a_new_automaton_takes_over_where_the_old_one_was);
    suite_add_tcase(suite, cases);
    return suite;
}
