/* base/memory: blocks are zeroed, grow by doubling, and where there is no more the program ends. */
#include "run.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(new_memory_is_zeroed) {
    unsigned char *block = memory_allocate(100, 10);
    for (size_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(block[i], 0);
    free(block);
}
END_TEST

START_TEST(no_objects_are_a_block_too) {
    void *block = memory_allocate(0, 8);
    ck_assert_ptr_nonnull(block);
    free(block);
}
END_TEST

START_TEST(a_block_grows_and_keeps_what_it_holds) {
    size_t capacity = 0;
    int *numbers = NULL;
    for (int i = 0; i < 1000; i++) {
        numbers = memory_grow(numbers, &capacity, (size_t)i + 1, sizeof *numbers);
        numbers[i] = i;
    }
    ck_assert_uint_eq(capacity, 1024);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(numbers[i], i);
    free(numbers);
}
END_TEST

START_TEST(a_copy_ends_with_a_nul) {
    char *copy = memory_copy("Vienna, December", 6);
    ck_assert_str_eq(copy, "Vienna");
    free(copy);
}
END_TEST

static void exit_with_7(void) {
    _exit(7);
}

START_TEST(exhaustion_ends_the_program) {
    memory_on_exhaustion(exit_with_7);
    size_t capacity = 0;
    memory_grow(NULL, &capacity, SIZE_MAX / 2, 16);
}
END_TEST

START_TEST(exhaustion_is_status_2_at_first) {
    memory_exhausted();
}
END_TEST

SUITE(memory) {
    Suite *suite = suite_create("base/memory");
    TCase *cases = tcase_create("memory");
    tcase_add_test(cases, new_memory_is_zeroed);
    tcase_add_test(cases, no_objects_are_a_block_too);
    tcase_add_test(cases, a_block_grows_and_keeps_what_it_holds);
    tcase_add_test(cases, a_copy_ends_with_a_nul);
    tcase_add_exit_test(cases, exhaustion_ends_the_program, 7);
    tcase_add_exit_test(cases, exhaustion_is_status_2_at_first, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
