/* library/heap: blocks that can be given back all at once. */
#include "run.h"

#include "base/memory.h"
#include "library/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 5000 };

/* Takes, resizes and gives back many blocks, in an order that crosses itself; some are left. */
static void shuffle(void *context) {
    unsigned char **blocks = context;
    for (size_t i = 0; i < BLOCKS; i++) {
        blocks[i] = i % 2 ? heap_take(i % 100) : heap_take_zeroed(i % 100, 3);
        ck_assert_ptr_nonnull(blocks[i]);
    }
    for (size_t i = 0; i < BLOCKS; i += 3)
        heap_give_back(blocks[i]), blocks[i] = NULL;
    for (size_t i = 1; i < BLOCKS; i += 3) {
        blocks[i] = heap_resize(blocks[i], 200);
        memset(blocks[i], 7, 200);
    }
    for (size_t i = 2; i < BLOCKS; i += 3)
        heap_give_back(heap_resize(blocks[i], 0)), blocks[i] = NULL;
}

static void give_the_rest_back(void *context) {
    unsigned char **blocks = context;
    for (size_t i = 0; i < BLOCKS; i++)
        heap_give_back(blocks[i]);
}

START_TEST(blocks_come_and_go) {
    static unsigned char *blocks[BLOCKS];
    struct heap *heap = heap_new();
    ck_assert(heap_work(heap, shuffle, blocks));
    ck_assert(heap_work(heap, give_the_rest_back, blocks));
    heap_free(heap);
}
END_TEST

static void shuffle_and_run_out(void *context) {
    shuffle(context);
    memory_exhausted();
}

START_TEST(where_memory_runs_out_all_is_given_back) {
    static unsigned char *blocks[BLOCKS];
    struct heap *heap = heap_new(); /* under sanitizers a block that is lost is a failure */
    ck_assert(!heap_work(heap, shuffle_and_run_out, blocks));
    ck_assert(heap_work(heap, shuffle, blocks));
    ck_assert(heap_work(heap, give_the_rest_back, blocks));
    heap_free(heap);
}
END_TEST

static void take_from_the_system(void *context) {
    heap_give_back(malloc(10));
    *(void **)context = heap_resize(malloc(10), 20);
}

START_TEST(blocks_of_the_system_may_be_given_back_too) {
    void *block;
    struct heap *heap = heap_new();
    ck_assert(heap_work(heap, take_from_the_system, &block));
    heap_give_back(block);
    heap_give_back(heap_take(10));
    heap_give_back(NULL);
    heap_free(heap);
}
END_TEST

static void take_to_the_limit(void *context) {
    size_t *taken = context;
    void *first = heap_take(400), *second = heap_take(500);
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_nonnull(second);
    ck_assert_ptr_null(heap_take(200));
    ck_assert_ptr_null(heap_take_zeroed(2, SIZE_MAX / 2 + 2));
    ck_assert_ptr_null(heap_resize(first, 600));
    heap_give_back(second);
    first = heap_resize(first, 600);
    ck_assert_ptr_nonnull(first);
    heap_give_back(first);
    *taken = 600;
}

START_TEST(a_limit_is_kept) {
    size_t taken = 0;
    struct heap *heap = heap_new();
    heap_limit(heap, 1000);
    ck_assert(heap_work(heap, take_to_the_limit, &taken));
    ck_assert_uint_eq(taken, 600);
    heap_free(heap);
}
END_TEST

/* ---- what is held ---- */

static char let_go_of[8];

static void let_go(void *thing) {
    strcat(let_go_of, thing);
}

static void hold_three(void *context) {
    static char names[][2] = {"a", "b", "c"};
    for (size_t i = 0; i < 3; i++)
        heap_hold(names[i], let_go);
    heap_release(names[1]);
    heap_release("nothing that is held");
    if (context) memory_exhausted();
    heap_release(names[0]);
    heap_release(names[2]);
}

START_TEST(what_is_held_is_let_go_the_last_one_first) {
    struct heap *heap = heap_new();
    ck_assert(heap_work(heap, hold_three, NULL));
    ck_assert_str_eq(let_go_of, "");
    ck_assert(!heap_work(heap, hold_three, heap));
    ck_assert_str_eq(let_go_of, "ca");
    heap_free(heap);
}
END_TEST

SUITE(heap) {
    Suite *suite = suite_create("library/heap");
    TCase *cases = tcase_create("library/heap");
    tcase_add_test(cases, blocks_come_and_go);
    tcase_add_test(cases, where_memory_runs_out_all_is_given_back);
    tcase_add_test(cases, blocks_of_the_system_may_be_given_back_too);
    tcase_add_test(cases, a_limit_is_kept);
    tcase_add_test(cases, what_is_held_is_let_go_the_last_one_first);
    suite_add_tcase(suite, cases);
    return suite;
}
