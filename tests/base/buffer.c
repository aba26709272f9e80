/* base/buffer: what is appended stands there in order, with a NUL behind it. */
#include "run.h"

#include "base/buffer.h"

#include <stdint.h>
#include <string.h>

START_TEST(appends_texts_bytes_and_prints) {
    struct buffer buffer = {0};
    buffer_text(&buffer, "note ");
    buffer_print(&buffer, "%d%s", 14, ":");
    buffer_byte(&buffer, ' ');
    buffer_append(&buffer, "seen and unseen", 4);
    ck_assert_str_eq(buffer.bytes, "note 14: seen");
    ck_assert_uint_eq(buffer.length, 13);
    buffer_free(&buffer);
}
END_TEST

START_TEST(appends_numbers) {
    struct buffer buffer = {0};
    buffer_number(&buffer, 0);
    buffer_byte(&buffer, ' ');
    buffer_number(&buffer, 621);
    buffer_byte(&buffer, ' ');
    buffer_number(&buffer, UINT32_MAX);
    ck_assert_str_eq(buffer.bytes, "0 621 4294967295");
    buffer_free(&buffer);
}
END_TEST

START_TEST(prints_more_than_there_is_room_for) {
    struct buffer buffer = {0};
    buffer_print(&buffer, "%s%300d", "page", 621);
    buffer_print(&buffer, "%2000d", 622);
    ck_assert_uint_eq(buffer.length, 2304);
    ck_assert_str_eq(buffer.bytes + 2300, " 622");
    buffer_free(&buffer);
}
END_TEST

START_TEST(holds_any_byte) {
    struct buffer buffer = {0};
    buffer_append(&buffer, "a\0b", 3);
    ck_assert_uint_eq(buffer.length, 3);
    ck_assert_mem_eq(buffer.bytes, "a\0b", 4);
    buffer_free(&buffer);
}
END_TEST

START_TEST(nothing_appended_is_an_empty_string) {
    struct buffer buffer = {0};
    buffer_append(&buffer, NULL, 0);
    ck_assert_str_eq(buffer.bytes, "");
    ck_assert_uint_eq(buffer.length, 0);
    buffer_free(&buffer);
}
END_TEST

START_TEST(grows_as_it_must) {
    struct buffer buffer = {0};
    for (int i = 0; i < 100000; i++)
        buffer_byte(&buffer, (char)('a' + i % 26));
    ck_assert_uint_eq(buffer.length, 100000);
    ck_assert_int_eq(buffer.bytes[99999], 'a' + 99999 % 26);
    ck_assert_int_eq(buffer.bytes[100000], '\0');
    buffer_free(&buffer);
}
END_TEST

START_TEST(reserved_bytes_count_when_the_caller_says_so) {
    struct buffer buffer = {0};
    buffer_text(&buffer, "page ");
    memcpy(buffer_reserve(&buffer, 3), "621", 3);
    buffer.length += 3;
    buffer_byte(&buffer, '.');
    ck_assert_str_eq(buffer.bytes, "page 621.");
    buffer_free(&buffer);
    ck_assert_ptr_null(buffer.bytes);
    ck_assert_uint_eq(buffer.capacity, 0);
}
END_TEST

SUITE(buffer) {
    Suite *suite = suite_create("base/buffer");
    TCase *cases = tcase_create("buffer");
    tcase_add_test(cases, appends_texts_bytes_and_prints);
    tcase_add_test(cases, appends_numbers);
    tcase_add_test(cases, prints_more_than_there_is_room_for);
    tcase_add_test(cases, holds_any_byte);
    tcase_add_test(cases, nothing_appended_is_an_empty_string);
    tcase_add_test(cases, grows_as_it_must);
    tcase_add_test(cases, reserved_bytes_count_when_the_caller_says_so);
    suite_add_tcase(suite, cases);
    return suite;
}
