/* Lines and positions as the protocol counts them. */
#include "run.h"

#include "lsp/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct lines lines_in(const char *text) {
    struct lines lines = {.text = text, .length = strlen(text)};
    lines_count(&lines);
    return lines;
}

/* "é" has two bytes, "€" three, "𝔸" four, which are two units of UTF-16. */
static const char text[] = "a\xC3\xA9"
                           "b\r\n\xE2\x82\xAC\xF0\x9D\x94\xB8z\rlast";

static const struct {
    size_t offset, line, utf_16, utf_8, utf_32;
} places[] = {{0, 0, 0, 0, 0},  {1, 0, 1, 1, 1}, {3, 0, 2, 3, 2},  {4, 0, 3, 4, 3},
              {6, 1, 0, 0, 0},  {9, 1, 1, 3, 1}, {13, 1, 3, 7, 2}, {14, 1, 4, 8, 3},
              {15, 2, 0, 0, 0}, {19, 2, 4, 4, 4}};

static void check_place(struct lines *lines, enum position_encoding encoding, size_t offset,
                        size_t line, size_t character) {
    struct position position = lines_position(lines, encoding, offset);
    ck_assert_uint_eq(position.line, line);
    ck_assert_uint_eq(position.character, character);
    ck_assert_uint_eq(lines_offset(lines, encoding, position), offset);
}

START_TEST(a_position_counts_in_the_unit_of_the_client) {
    struct lines lines = lines_in(text);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        check_place(&lines, POSITION_UTF_16, places[i].offset, places[i].line, places[i].utf_16);
        check_place(&lines, POSITION_UTF_8, places[i].offset, places[i].line, places[i].utf_8);
        check_place(&lines, POSITION_UTF_32, places[i].offset, places[i].line, places[i].utf_32);
    }
    lines_free(&lines);
}
END_TEST

START_TEST(what_is_beyond_an_end_is_that_end) {
    struct lines lines = lines_in(text);
    ck_assert_uint_eq(lines_offset(&lines, POSITION_UTF_16, (struct position){0, 99}), 4);
    ck_assert_uint_eq(lines_offset(&lines, POSITION_UTF_16, (struct position){2, 99}), 19);
    ck_assert_uint_eq(lines_offset(&lines, POSITION_UTF_16, (struct position){9, 0}), 19);
    ck_assert_uint_eq(lines_position(&lines, POSITION_UTF_16, 99).character, 4);
    lines_free(&lines);
}
END_TEST

START_TEST(a_position_within_a_character_is_its_beginning) {
    struct lines lines = lines_in(text);
    ck_assert_uint_eq(lines_offset(&lines, POSITION_UTF_16, (struct position){1, 2}), 9);
    ck_assert_uint_eq(lines_offset(&lines, POSITION_UTF_8, (struct position){0, 2}), 1);
    lines_free(&lines);
}
END_TEST

static void put_piece(char *changed, const char *old, size_t start, size_t end, const char *piece) {
    memcpy(changed, old, start);
    strcpy(changed + start, piece);
    strcat(changed, old + end);
}

/* Any change gives the lines that counting all of the new text gives. */
START_TEST(lines_follow_what_is_replaced) {
    static const char *const pieces[] = {"",     "x",     "\n", "\r", "\r\n", "a\nb\r\nc\rd",
                                         "\n\r", "\n\n\n"};
    char old[256] = "", new[1024];
    srand(7);
    for (int round = 0; round < 20000; round++) {
        size_t length = strlen(old), start = (size_t)rand() % (length + 1);
        size_t end = start + (size_t)rand() % (length - start + 1);
        struct lines lines = lines_in(old);
        const char *piece = pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)];
        put_piece(new, old, start, end, piece);
        struct lines expected = lines_in(new);
        lines.text = new;
        lines.length = strlen(new);
        lines_replace(&lines, start, end, strlen(piece));
        ck_assert_uint_eq(lines.count, expected.count);
        ck_assert_mem_eq(lines.starts, expected.starts, lines.count * sizeof *lines.starts);
        if (strlen(new) < sizeof old) strcpy(old, new);
        lines_free(&lines);
        lines_free(&expected);
    }
}
END_TEST

SUITE(lsp_lines) {
    Suite *suite = suite_create("lsp/lines");
    TCase *tests = tcase_create("lsp/lines");
    tcase_add_test(tests, a_position_counts_in_the_unit_of_the_client);
    tcase_add_test(tests, what_is_beyond_an_end_is_that_end);
    tcase_add_test(tests, a_position_within_a_character_is_its_beginning);
    tcase_add_test(tests, lines_follow_what_is_replaced);
    suite_add_tcase(suite, tests);
    return suite;
}
