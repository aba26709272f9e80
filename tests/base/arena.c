/* base/arena: pieces are aligned, zeroed, apart from each other, and may be of any size. */
#include "run.h"

#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

START_TEST(pieces_are_aligned_and_zeroed) {
    struct arena *arena = arena_new();
    for (size_t size = 1; size < 5000; size += 37) {
        unsigned char *piece = arena_allocate(arena, size);
        ck_assert_uint_eq((uintptr_t)piece % alignof(uint64_t), 0);
        size_t dirty = 0;
        for (size_t i = 0; i < size; i++)
            dirty += piece[i] != 0;
        ck_assert_uint_eq(dirty, 0);
        memset(piece, 0xFF, size);
    }
    arena_free(arena);
}
END_TEST

START_TEST(a_piece_may_be_larger_than_a_block) {
    struct arena *arena = arena_new();
    char *small = arena_copy(arena, "small", 5);
    char *large = arena_allocate(arena, 10u << 20);
    memset(large, 'x', 10u << 20);
    ck_assert_str_eq(small, "small");
    arena_free(arena);
}
END_TEST

START_TEST(prints_and_copies) {
    struct arena *arena = arena_new();
    ck_assert_str_eq(arena_print(arena, "d%dfn%s", 209, "12"), "d209fn12");
    ck_assert_str_eq(arena_copy(arena, "abcdef", 3), "abc");
    arena_free(arena);
}
END_TEST

START_TEST(a_piece_grows) {
    struct arena *arena = arena_new();
    char *piece = memcpy(arena_allocate(arena, 5), "abcd", 5);
    ck_assert_ptr_eq(arena_extend(arena, piece, 5, 100), piece);
    arena_allocate(arena, 1);
    char *copy = arena_extend(arena, piece, 100, 1 << 20);
    ck_assert_ptr_ne(copy, piece);
    ck_assert_str_eq(copy, "abcd");
    ck_assert(!copy[5] && !copy[(1 << 20) - 1]);
    ck_assert_ptr_nonnull(arena_extend(arena, NULL, 0, 10));
    arena_free(arena);
}
END_TEST

START_TEST(is_taken_back_to_a_mark) {
    struct arena *arena = arena_new();
    arena_copy(arena, "kept", 4);
    struct arena_mark mark = arena_mark(arena);
    char *first = arena_copy(arena, "given back", 10);
    for (int round = 0; round < 3; round++) {
        size_t size = arena_size(arena);
        for (size_t i = 0; i < 3000; i++)
            memset(arena_allocate(arena, i), 'x', i);
        arena_release(arena, mark);
        ck_assert_uint_le(arena_size(arena), size);
        char *again = arena_allocate(arena, 10);
        ck_assert_ptr_eq(again, first);
        ck_assert(!*again && !again[9]);
        char *large = arena_allocate(arena, 1 << 20);
        size_t dirty = 0;
        for (size_t i = 0; i < 1 << 20; i++)
            dirty += large[i] != '\0';
        ck_assert_uint_eq(dirty, 0);
    }
    arena_free(arena);
}
END_TEST

SUITE(arena) {
    Suite *suite = suite_create("base/arena");
    TCase *cases = tcase_create("arena");
    tcase_add_test(cases, pieces_are_aligned_and_zeroed);
    tcase_add_test(cases, a_piece_may_be_larger_than_a_block);
    tcase_add_test(cases, prints_and_copies);
    tcase_add_test(cases, a_piece_grows);
    tcase_add_test(cases, is_taken_back_to_a_mark);
    suite_add_tcase(suite, cases);
    return suite;
}
