/* batch: in which order inputs are dealt out to workers. */
#include "run.h"

#include "base/memory.h"
#include "batch/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COUNT = 100 };
static struct input inputs[COUNT];
static struct batch batch = {.inputs = inputs, .count = COUNT};

/* The file i has so many bytes: small and large ones alternate. */
static long size_of(size_t i) {
    return (long)((i * 37) % 10);
}

static void enter_folder(void) {
    char folder[] = "/tmp/teikit-order-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    for (size_t i = 0; i < COUNT; i++) {
        char name[16];
        snprintf(name, sizeof name, "%zu", i);
        inputs[i] = (struct input){.path = memory_copy(name, strlen(name))};
        FILE *file = fopen(name, "w");
        ck_assert_int_eq(ftruncate(fileno(file), size_of(i)), 0);
        fclose(file);
    }
}

static void leave_folder(void) {
    char folder[100];
    for (size_t i = 0; i < COUNT; i++) {
        unlink(inputs[i].path);
        free(inputs[i].path);
    }
    ck_assert_ptr_nonnull(getcwd(folder, sizeof folder));
    ck_assert_int_eq(rmdir(folder), 0);
}

START_TEST(the_last_by_their_sizes) {
    size_t in_order, *order = dealing_order(&batch, 2, &in_order), seen[COUNT] = {0};
    ck_assert_uint_gt(in_order, 0);
    ck_assert_uint_lt(in_order, COUNT);
    for (size_t i = 0; i < in_order; i++)
        ck_assert_uint_eq(order[i], i);
    for (size_t i = in_order + 1; i < COUNT; i++) { /* of equal ones the first */
        long before = size_of(order[i - 1]), here = size_of(order[i]);
        ck_assert(before > here || (before == here && order[i - 1] < order[i]));
    }
    for (size_t i = 0; i < COUNT; i++)
        ck_assert_uint_eq(seen[order[i]]++, 0);
    free(order);
}
END_TEST

START_TEST(few_by_their_sizes) {
    size_t in_order, *order = dealing_order(&batch, 50, &in_order);
    ck_assert_uint_eq(in_order, 0);
    ck_assert_int_eq(size_of(order[0]), 9);
    ck_assert_int_eq(size_of(order[COUNT - 1]), 0);
    free(order);
}
END_TEST

START_TEST(as_they_are_for_one_worker) {
    size_t in_order, *order = dealing_order(&batch, 1, &in_order);
    for (size_t i = 0; i < COUNT; i++)
        ck_assert_uint_eq(order[i], i);
    free(order);
}
END_TEST

SUITE(batch_order) {
    Suite *suite = suite_create("batch/order");
    TCase *cases = tcase_create("batch_order");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_test(cases, the_last_by_their_sizes);
    tcase_add_test(cases, few_by_their_sizes);
    tcase_add_test(cases, as_they_are_for_one_worker);
    suite_add_tcase(suite, cases);
    return suite;
}
