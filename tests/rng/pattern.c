/* rng/pattern: equal patterns are one object, and what is equal by the laws of choice, notAllowed
   and empty is equal. */
#include "run.h"

#include "rng/pattern.h"

enum { LEAVES = 40 };

static struct arena *arena;
static struct pattern_table *table;
static struct element_pattern elements[LEAVES];
static const struct pattern *leaf[LEAVES];

static void set_up(void) {
    arena = arena_new();
    table = pattern_table_new(arena);
    for (int i = 0; i < LEAVES; i++)
        leaf[i] = pattern_element(table, &elements[i]);
}

static void tear_down(void) {
    pattern_table_free(table);
    arena_free(arena);
}

static const struct pattern *choice(const struct pattern *first, const struct pattern *second) {
    return pattern_choice(table, first, second);
}

START_TEST(equal_patterns_are_one) {
    ck_assert_ptr_eq(pattern_group(table, leaf[0], leaf[1]),
                     pattern_group(table, leaf[0], leaf[1]));
    ck_assert_ptr_ne(pattern_group(table, leaf[0], leaf[1]),
                     pattern_group(table, leaf[1], leaf[0]));
    ck_assert_ptr_ne(pattern_group(table, leaf[0], leaf[1]),
                     pattern_interleave(table, leaf[0], leaf[1]));
}
END_TEST

START_TEST(a_choice_is_a_set) {
    const struct pattern *abc = choice(leaf[0], choice(leaf[1], leaf[2]));
    ck_assert_ptr_eq(abc, choice(choice(leaf[2], leaf[0]), leaf[1]));
    ck_assert_ptr_eq(abc, choice(abc, leaf[1]));
    ck_assert_ptr_eq(abc, choice(choice(leaf[0], leaf[1]), choice(leaf[1], leaf[2])));
    ck_assert_ptr_eq(leaf[0], choice(leaf[0], leaf[0]));
}
END_TEST

START_TEST(a_choice_made_at_once_is_the_same) {
    const struct pattern *one_by_one = pattern_not_allowed(table);
    for (int i = 0; i < LEAVES; i++)
        one_by_one = choice(leaf[(i * 7) % LEAVES], one_by_one);
    ck_assert_ptr_eq(one_by_one, pattern_choice_of(table, leaf, LEAVES));
    ck_assert_ptr_eq(pattern_not_allowed(table), pattern_choice_of(table, NULL, 0));
}
END_TEST

START_TEST(not_allowed_is_absorbed) { /* RNG 4.20 */
    const struct pattern *none = pattern_not_allowed(table);
    ck_assert_ptr_eq(choice(none, leaf[0]), leaf[0]);
    ck_assert_ptr_eq(pattern_group(table, leaf[0], none), none);
    ck_assert_ptr_eq(pattern_interleave(table, none, leaf[0]), none);
    ck_assert_ptr_eq(pattern_one_or_more(table, none), none);
    ck_assert_ptr_eq(pattern_list(table, none), none);
    ck_assert_ptr_eq(pattern_attribute(table, NULL, none), none);
    ck_assert_ptr_eq(pattern_after(table, leaf[0], none), none);
}
END_TEST

START_TEST(empty_is_absorbed) { /* RNG 4.21 */
    const struct pattern *empty = pattern_empty(table), *text = pattern_text(table);
    ck_assert_ptr_eq(pattern_group(table, empty, leaf[0]), leaf[0]);
    ck_assert_ptr_eq(pattern_interleave(table, leaf[0], empty), leaf[0]);
    ck_assert_ptr_eq(pattern_one_or_more(table, empty), empty);
    ck_assert_ptr_eq(choice(empty, text), text);
    ck_assert_ptr_eq(choice(choice(empty, leaf[0]), text), choice(leaf[0], text));
}
END_TEST

START_TEST(nullable_is_what_matches_nothing_at_all) {
    const struct pattern *optional = choice(leaf[0], pattern_empty(table));
    ck_assert(!leaf[0]->nullable);
    ck_assert(optional->nullable);
    ck_assert(pattern_group(table, optional, pattern_text(table))->nullable);
    ck_assert(!pattern_group(table, optional, leaf[1])->nullable);
    ck_assert(!pattern_after(table, pattern_empty(table), pattern_empty(table))->nullable);
}
END_TEST

START_TEST(afters_with_the_same_content_are_merged) {
    const struct pattern *first = pattern_after(table, leaf[0], leaf[1]);
    const struct pattern *second = pattern_after(table, leaf[0], leaf[2]);
    ck_assert_ptr_eq(choice(first, second),
                     pattern_after(table, leaf[0], choice(leaf[1], leaf[2])));
    const struct pattern *other = pattern_after(table, leaf[3], leaf[2]);
    ck_assert_ptr_eq(choice(choice(first, other), second),
                     choice(other, pattern_after(table, leaf[0], choice(leaf[1], leaf[2]))));
}
END_TEST

START_TEST(a_sequence_is_nested_as_a_balanced_tree) {
    const struct pattern *sequence = pattern_sequence_of(table, PATTERN_GROUP, leaf, 32);
    ck_assert_uint_eq(sequence->depth, 5);
    ck_assert_ptr_eq(pattern_sequence_of(table, PATTERN_INTERLEAVE, NULL, 0), pattern_empty(table));
}
END_TEST

START_TEST(names_are_in_their_classes) { /* RNG 6.1 */
    static const char uri[] = "u", other_uri[] = "v", a[] = "a", b[] = "b";
    struct name_class name = {.kind = NAME_CLASS_NAME, .uri = uri, .local = a};
    struct name_class ns = {.kind = NAME_CLASS_NS, .uri = uri, .except = &name};
    struct name_class any = {.kind = NAME_CLASS_ANY, .except = &ns};
    struct name_class both = {.kind = NAME_CLASS_CHOICE, .first = &name, .second = &ns};
    ck_assert(name_class_contains(&name, uri, a));
    ck_assert(!name_class_contains(&name, other_uri, a));
    ck_assert(!name_class_contains(&ns, uri, a));
    ck_assert(name_class_contains(&ns, uri, b));
    ck_assert(name_class_contains(&any, uri, a));
    ck_assert(!name_class_contains(&any, uri, b));
    ck_assert(name_class_contains(&any, other_uri, b));
    ck_assert(name_class_contains(&both, uri, b));
    ck_assert_int_eq(name_class_exactness(&both, uri, a), 3);
    ck_assert_int_eq(name_class_exactness(&both, uri, b), 2);
    ck_assert_int_eq(name_class_exactness(&any, other_uri, b), 1);
    ck_assert_int_eq(name_class_exactness(&both, other_uri, a), 0);
}
END_TEST

SUITE(pattern) {
    Suite *suite = suite_create("rng/pattern");
    TCase *cases = tcase_create("rng-pattern");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, equal_patterns_are_one);
    tcase_add_test(cases, a_choice_is_a_set);
    tcase_add_test(cases, a_choice_made_at_once_is_the_same);
    tcase_add_test(cases, not_allowed_is_absorbed);
    tcase_add_test(cases, empty_is_absorbed);
    tcase_add_test(cases, nullable_is_what_matches_nothing_at_all);
    tcase_add_test(cases, afters_with_the_same_content_are_merged);
    tcase_add_test(cases, a_sequence_is_nested_as_a_balanced_tree);
    tcase_add_test(cases, names_are_in_their_classes);
    suite_add_tcase(suite, cases);
    return suite;
}
