/* base: a pool of small blocks, which libxml2 is given. */
#include "run.h"

#include "base/pool.h"

#include <stdint.h>
#include <string.h>

START_TEST(blocks_are_aligned_and_hold_what_is_put_in) {
    static const size_t sizes[] = {0, 1, 24, 25, 120, 4096, 4104, 4105, 1 << 20};
    char *blocks[sizeof sizes / sizeof *sizes];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        blocks[i] = pool_allocate(sizes[i]);
        ck_assert_uint_eq((uintptr_t)blocks[i] % 16, 0);
        memset(blocks[i], (int)i, sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t same = 0;
        while (same < sizes[i] && blocks[i][same] == (char)i)
            same++;
        ck_assert_uint_eq(same, sizes[i]);
        pool_free(blocks[i]);
    }
    pool_free(NULL);
}
END_TEST

START_TEST(memory_that_runs_out_ends_the_program) {
    pool_allocate(SIZE_MAX);
}
END_TEST

START_TEST(a_block_that_was_given_back_is_taken_again) {
    void *first = pool_allocate(100);
    pool_free(first);
    ck_assert_ptr_eq(pool_allocate(99), first);
    pool_free(first);
}
END_TEST

START_TEST(a_block_grows_and_shrinks_with_what_it_holds) {
    static const size_t sizes[] = {10, 24, 2000, 5000, 100000, 3000, 5};
    char *block = NULL;
    size_t held = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        block = pool_reallocate(block, sizes[i]);
        size_t same = 0;
        while (same < held && same < sizes[i] && block[same] == (char)(same % 251))
            same++;
        ck_assert_uint_eq(same, held < sizes[i] ? held : sizes[i]);
        for (size_t j = 0; j < sizes[i]; j++)
            block[j] = (char)(j % 251);
        held = sizes[i];
    }
    pool_free(block);
    char *copy = pool_copy("a text");
    ck_assert_str_eq(copy, "a text");
    pool_free(copy);
}
END_TEST

START_TEST(after_a_round_memory_is_as_if_unused) {
    enum { COUNT = 20000 };
    static char *blocks[COUNT];
    for (int round = 0; round < 3; round++) {
        pool_begin_round();
        for (size_t i = 0; i < COUNT; i++)
            blocks[i] = pool_allocate(40);
        ck_assert_int_eq(blocks[1] - blocks[0], 48); /* one behind the other */
        for (size_t i = 0; i < COUNT; i++)
            pool_free(blocks[i * 7 % COUNT]);
        pool_end_round();
    }
}
END_TEST

START_TEST(what_outlives_its_round_is_kept) {
    pool_begin_round();
    char *kept = pool_copy("kept"), *other = pool_copy("other");
    pool_free(other);
    pool_end_round();
    for (int round = 0; round < 3; round++) {
        pool_begin_round();
        for (int i = 0; i < 1000; i++)
            pool_free(memset(pool_allocate(20), 'x', 20));
        pool_end_round();
    }
    ck_assert_str_eq(kept, "kept");
    pool_begin_round();
    pool_free(kept);
    pool_end_round();
}
END_TEST

SUITE(pool) {
    Suite *suite = suite_create("base/pool");
    TCase *tests = tcase_create("pool");
    tcase_add_test(tests, blocks_are_aligned_and_hold_what_is_put_in);
    tcase_add_exit_test(tests, memory_that_runs_out_ends_the_program, 2);
    tcase_add_test(tests, a_block_that_was_given_back_is_taken_again);
    tcase_add_test(tests, a_block_grows_and_shrinks_with_what_it_holds);
    tcase_add_test(tests, after_a_round_memory_is_as_if_unused);
    tcase_add_test(tests, what_outlives_its_round_is_kept);
    suite_add_tcase(suite, tests);
    return suite;
}
