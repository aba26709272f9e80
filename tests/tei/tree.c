/* tei/tree: elements, texts and attributes are where they were put. */
#include "run.h"

#include "tei/tei.h"

#include <string.h>

START_TEST(children_keep_their_order) {
    struct arena *arena = arena_new();
    struct tei_node *p = tei_element(arena, NULL, "p");
    tei_text(arena, p, "He said", 3);
    struct tei_node *gap = tei_element(arena, p, "gap");
    tei_text(arena, p, "", 0);
    ck_assert_ptr_null(p->first->name);
    ck_assert_uint_eq(p->first->length, 3);
    ck_assert_ptr_eq(p->first->next, gap);
    ck_assert_ptr_eq(p->last, gap);
    ck_assert_ptr_eq(gap->parent, p);
    arena_free(arena);
}
END_TEST

START_TEST(a_part_is_put_in_place_later) {
    struct arena *arena = arena_new();
    struct tei_node *note = tei_leaf(arena, NULL, "note", "Not found.");
    struct tei_node *p = tei_element(arena, NULL, "p");
    tei_append(p, note);
    ck_assert_ptr_eq(p->first, note);
    ck_assert_ptr_eq(note->parent, p);
    ck_assert_mem_eq(note->first->text, "Not found.", note->first->length);
    arena_free(arena);
}
END_TEST

START_TEST(attributes_are_found_by_name) {
    struct arena *arena = arena_new();
    struct tei_node *div = tei_element(arena, NULL, "div");
    tei_set(arena, div, "type", "document");
    tei_set(arena, div, "xml:id", "d209");
    ck_assert_str_eq(tei_get(div, "xml:id"), "d209");
    ck_assert_ptr_null(tei_get(div, "n"));
    arena_free(arena);
}
END_TEST

SUITE(tree) {
    Suite *suite = suite_create("tei/tree");
    TCase *cases = tcase_create("tree");
    tcase_add_test(cases, children_keep_their_order);
    tcase_add_test(cases, a_part_is_put_in_place_later);
    tcase_add_test(cases, attributes_are_found_by_name);
    suite_add_tcase(suite, cases);
    return suite;
}
