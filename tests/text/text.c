/* text/text: a file becomes UTF-8 with its lines and places, or a finding says why not. */
#include "run.h"

#include "base/file.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>

/* What reading bytes as a file gave. */
struct reading {
    struct text *text; /* NULL where it could not be used */
    char *report;
};

static struct reading read_wished(const char *bytes, size_t length, const char *charset, bool nfc) {
    char path[] = "/tmp/teikit-text-XXXXXX";
    close(mkstemp(path));
    ck_assert(file_write(path, bytes, length));
    struct reading reading = {0};
    size_t written;
    FILE *stream = open_memstream(&reading.report, &written);
    struct report *report = report_new(stream, report_format_named("text"), false);
    const struct text_wishes wishes = {.charset = charset, .nfc = nfc};
    text_read(path, "a.txt", &wishes, report, &reading.text);
    report_free(report);
    fclose(stream);
    unlink(path);
    return reading;
}

static struct reading read_bytes(const char *bytes, size_t length, const char *charset) {
    return read_wished(bytes, length, charset, false);
}

static struct reading read_text(const char *text, const char *charset) {
    return read_bytes(text, strlen(text), charset);
}

static void forget(struct reading *reading) {
    text_free(reading->text);
    free(reading->report);
}

static void check_reads(const char *bytes, size_t length, const char *charset,
                        const char *expected) {
    struct reading reading = read_bytes(bytes, length, charset);
    ck_assert_ptr_nonnull(reading.text);
    ck_assert_str_eq(reading.text->bytes, expected);
    ck_assert_uint_eq(reading.text->length, strlen(expected));
    forget(&reading);
}

/* Asserts that the bytes are refused, and how the report begins. */
static void check_refuses(const char *bytes, size_t length, const char *expected) {
    struct reading reading = read_bytes(bytes, length, NULL);
    ck_assert_ptr_null(reading.text);
    ck_assert_int_eq(strncmp(reading.report, expected, strlen(expected)), 0);
    forget(&reading);
}

/* Line and column in the source of the first `mark` in the text put into NFC. */
static void check_place(const char *source, const char *mark, size_t line, size_t column) {
    struct reading reading = read_wished(source, strlen(source), NULL, true);
    const char *found = strstr(reading.text->bytes, mark);
    ck_assert_ptr_nonnull(found);
    size_t found_line, found_column;
    text_place(reading.text, (size_t)(found - reading.text->bytes), &found_line, &found_column);
    ck_assert_uint_eq(found_line, line);
    ck_assert_uint_eq(found_column, column);
    forget(&reading);
}

START_TEST(normal_form_on_request) {
    static const char source[] = "caf\x65\xCC\x81 \xE2\x84\xAB.\nA\xCC\x8A\xCC\xA3!";
    check_reads(source, sizeof source - 1, NULL, source);
    struct reading reading = read_wished(source, sizeof source - 1, NULL, true);
    ck_assert_str_eq(reading.text->bytes, "café Å.\nẠ̊!");
    ck_assert_str_eq(reading.report, "a.txt:1:4: note: put into NFC in 3 places, of which this is "
                                     "the first [text/normalised]\n  caf"
                                     "e\xCC\x81 \xE2\x84\xAB.\n     ^\n");
    forget(&reading);
    check_place(source, "caf", 1, 1);
    check_place(source, "é", 1, 4);
    check_place(source, " ", 1, 6);
    check_place(source, ".", 1, 8);
    check_place(source, "!", 2, 4);
}
END_TEST

/* Clusters put into NFC one by one give what all of it gives at once. */
START_TEST(normal_form_of_any_text) {
    static const char *const pieces[] = {"a",  "e", " ", "\n", "\xCC\x81",     "\xCC\xA3",
                                         "Å",  "ộ", "ﬁ", "각", "ᄀ",           "ᅡ",
                                         "ᆨ", "র", "া", "ে",  "\xE2\x80\x8D", "é"};
    uint32_t state = 7;
    for (int round = 0; round < 400; round++) {
        struct buffer source = {0};
        buffer_text(&source, "x");
        for (int i = 0; i < 12; i++) {
            state = state * 1664525 + 1013904223;
            buffer_text(&source, pieces[(state >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        struct reading reading = read_wished(source.bytes, source.length, NULL, true);
        char *whole = (char *)utf8proc_NFC((const utf8proc_uint8_t *)source.bytes);
        ck_assert_str_eq(reading.text->bytes, whole);
        free(whole);
        forget(&reading);
        buffer_free(&source);
    }
}
END_TEST

START_TEST(line_ends_become_line_feeds) {
    check_reads("a\r\nb\rc\nd\r", 9, NULL, "a\nb\nc\nd\n");
    check_reads("a\r\r\nb", 5, NULL, "a\n\nb");
}
END_TEST

START_TEST(a_byte_order_mark_is_dropped) {
    check_reads("\xEF\xBB\xBFK: yes", 9, NULL, "K: yes");
    check_reads("\xFF\xFEK\0:\0", 6, NULL, "K:");
    check_reads("\xFE\xFF\0K\0:", 6, NULL, "K:");
}
END_TEST

START_TEST(a_charset_may_be_named) {
    check_reads("caf\xE9", 4, "ISO-8859-1", "café");
    check_reads("\xEA\xEE\xF2", 3, "WINDOWS-1251", "кот");
}
END_TEST

START_TEST(a_guess_is_told) {
    struct reading reading = read_text("un caf\xE9 \xE0 Paris, d\xE9j\xE0 vu", NULL);
    ck_assert_ptr_nonnull(reading.text);
    ck_assert_ptr_nonnull(strstr(reading.report, "a.txt: note: read as "));
    ck_assert_ptr_nonnull(strstr(reading.report, "[text/charset-guessed]"));
    forget(&reading);
}
END_TEST

START_TEST(lines_and_places) {
    struct reading reading = read_text("été\n\nK: — yes", NULL);
    static const struct {
        const char *words;
        size_t line, column;
    } places[] = {{"été", 1, 1}, {"é\n", 1, 3}, {"K:", 3, 1}, {"yes", 3, 6}, {"té", 1, 2}};
    ck_assert_uint_eq(reading.text->line_count, 3);
    ck_assert_uint_eq(reading.text->lines[1], strlen("été\n"));
    ck_assert_uint_eq(reading.text->lines[3], reading.text->length);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size_t line, column;
        const char *place = strstr(reading.text->bytes, places[i].words);
        text_place(reading.text, (size_t)(place - reading.text->bytes), &line, &column);
        ck_assert_uint_eq(line, places[i].line);
        ck_assert_uint_eq(column, places[i].column);
    }
    forget(&reading);
}
END_TEST

START_TEST(the_digest_is_of_the_file) {
    struct reading reading = read_text("a\r\n", NULL);
    ck_assert_str_eq(reading.text->sha256,
                     "8e4621379786ef42a4fec155cd525c291dd7db3c1fde3478522f4f61c03fd1bd");
    forget(&reading);
}
END_TEST

START_TEST(bytes_that_are_not_text) {
    static const char bytes[40] = "\177ELF\2\1\1";
    check_refuses(bytes, sizeof bytes, "a.txt: error: holds bytes that are not text");
}
END_TEST

START_TEST(broken_utf8_says_where) {
    check_refuses("\xC3\xA9t\xC3\xA9\nca\xE9\x66 \xE2\x80\x94", 14,
                  "a.txt:2:3: error: the byte 0xE9 at offset 8 is not UTF-8 [text/invalid-utf8]");
}
END_TEST

START_TEST(characters_that_xml_cannot_hold) {
    check_refuses("one\ntwo \v three and enough words for text to be text, and some more of them",
                  76,
                  "a.txt:2:5: error: the character U+000B cannot stand in XML "
                  "[text/control-character]\n");
    check_refuses("\xEF\xBF\xBF", 3, "a.txt:1:1: error: the character U+FFFF cannot stand in XML");
}
END_TEST

/* Bytes are looked through eight at a time. */
START_TEST(what_xml_cannot_hold_is_found_anywhere) {
    for (size_t place = 0; place < 20; place++) {
        char bytes[] = "twenty bytes of text", expected[20];
        bytes[place] = '\v';
        snprintf(expected, sizeof expected, "a.txt:1:%zu: ", place + 1);
        check_refuses(bytes, 20, expected);
    }
}
END_TEST

START_TEST(a_missing_file) {
    struct text *text = NULL;
    FILE *stream = fopen("/dev/null", "w");
    struct report *report = report_new(stream, report_format_named("text"), false);
    ck_assert_int_eq(text_read("/nowhere/a.txt", "a.txt", NULL, report, &text), TEXT_UNREADABLE);
    ck_assert_ptr_null(text);
    ck_assert_uint_eq(report_count(report, SEVERITY_ERROR), 1);
    report_free(report);
    fclose(stream);
}
END_TEST

SUITE(text) {
    Suite *suite = suite_create("text/text");
    TCase *cases = tcase_create("text");
    tcase_add_test(cases, normal_form_on_request);
    tcase_add_test(cases, normal_form_of_any_text);
    tcase_add_test(cases, line_ends_become_line_feeds);
    tcase_add_test(cases, a_byte_order_mark_is_dropped);
    tcase_add_test(cases, a_charset_may_be_named);
    tcase_add_test(cases, a_guess_is_told);
    tcase_add_test(cases, lines_and_places);
    tcase_add_test(cases, the_digest_is_of_the_file);
    tcase_add_test(cases, bytes_that_are_not_text);
    tcase_add_test(cases, broken_utf8_says_where);
    tcase_add_test(cases, characters_that_xml_cannot_hold);
    tcase_add_test(cases, what_xml_cannot_hold_is_found_anywhere);
    tcase_add_test(cases, a_missing_file);
    suite_add_tcase(suite, cases);
    return suite;
}
