/* text/charset: which encoding bytes are in, and how they become UTF-8. */
#include "run.h"

#include "text/charset.h"

#include <stdint.h>
#include <string.h>

static void check_fault(const char *bytes, size_t offset) {
    ck_assert_uint_eq(charset_utf8_fault(bytes, strlen(bytes)), offset);
}

/* Unicode 15, table 3-7: what is well-formed UTF-8 and what is not. */
START_TEST(utf8_is_proved) {
    check_fault("plain words", 11);
    check_fault("\xC3\xA9t\xC3\xA9", 5);
    check_fault("\xE2\x80\x94", 3);
    check_fault("\xF0\x9F\x98\x80", 4);
    check_fault("eight by\xE9tes", 8);
    check_fault("\xC0\xAF", 0);          /* longer than it needs to be */
    check_fault("a\xE0\x80\xAF", 1);     /* the same in three bytes */
    check_fault("a\xED\xA0\x80", 1);     /* a surrogate */
    check_fault("a\xF4\x90\x80\x80", 1); /* above U+10FFFF */
    check_fault("cut short \xE2\x80", 10);
}
END_TEST

static void check_kind(const char *bytes, size_t length, enum charset_kind kind, const char *name) {
    const char *found = NULL;
    ck_assert_int_eq(charset_of(bytes, length, NULL, &found), kind);
    if (name) ck_assert_str_eq(found, name);
}

START_TEST(what_bytes_look_like) {
    check_kind("plain", 5, CHARSET_KNOWN, "UTF-8");
    check_kind("\xFF\xFEK\0", 4, CHARSET_KNOWN, "UTF-16LE");
    check_kind("\xFE\xFF\0K", 4, CHARSET_KNOWN, "UTF-16BE");
    check_kind("\xE2\x80\x94 and \xE9t\xC3\xA9", 12, CHARSET_BROKEN_UTF8, NULL);
    check_kind("\xEF\xBB\xBFone \xE9 two \xE9", 13, CHARSET_BROKEN_UTF8, NULL);
    check_kind("\x89PNG\0\0\0\0\0\0\0\1", 12, CHARSET_NOT_TEXT, NULL);
    check_kind("", 0, CHARSET_KNOWN, "UTF-8");
}
END_TEST

START_TEST(latin_1_is_guessed) {
    static const char words[] = "Le Pr\xE9sident a \xE9t\xE9 re\xE7u \xE0 l'\xC9lys\xE9"
                                "e; le d\xE9jeuner \xE9tait pr\xEAt.";
    const char *name = NULL;
    struct buffer utf8 = {0};
    size_t fault;
    ck_assert_int_eq(charset_of(words, sizeof words - 1, NULL, &name), CHARSET_GUESSED);
    ck_assert(charset_convert(words, sizeof words - 1, name, &utf8, &fault));
    ck_assert_str_eq(utf8.bytes, "Le Président a été reçu à l'Élysée; le déjeuner était prêt.");
    buffer_free(&utf8);
}
END_TEST

static void check_guess(const char *bytes, const char *name) {
    check_kind(bytes, strlen(bytes), CHARSET_GUESSED, name);
}

/* One accent is enough to tell the encodings of western languages apart. */
START_TEST(short_western_texts) {
    check_guess("The attach\xE9 left.", "ISO-8859-1");
    check_guess("The attach\x8E left.", "MACINTOSH");
    check_guess("At 45\xB0 north.", "ISO-8859-1");
    check_guess("K: \x93I don\x92t know\x94\x97"
                "he said.",
                "WINDOWS-1252");
    check_guess("K: \xD2I don\xD5t know\xD3\xD1he said.", "MACINTOSH");
    check_guess("A coup d\x92\xE9tat in the r\xE9gion.", "WINDOWS-1252");
    check_guess("A coup d\xD5\x8Etat in the r\x8Egion.", "MACINTOSH");
    check_guess("El se\xF1or N\xFA\xF1\x65z lleg\xF3 ma\xF1\x61na, \xBFverdad?", "ISO-8859-1");
    check_guess("El se\x96or N\x9C\x96\x65z lleg\x97 ma\x96\x61na, \xC0verdad?", "MACINTOSH");
}
END_TEST

START_TEST(texts_of_other_languages) {
    check_guess("\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xF1\xEA\xE0\xE7\xE0\xEB, "
                "\xF7\xF2\xEE \xEE\xED \xED\xE5 \xF1\xEE\xE3\xEB\xE0\xF1\xE5\xED.",
                "WINDOWS-1251");
}
END_TEST

START_TEST(utf16_without_a_mark) {
    check_kind("K\0:\0 \0\x93\x21", 8, CHARSET_GUESSED, "UTF-16LE");
    check_kind("\0K\0:\0 \x21\x93", 8, CHARSET_GUESSED, "UTF-16BE");
    check_kind("K\0\1\0\2\0\3\0\4\0", 10, CHARSET_NOT_TEXT, NULL);
    check_kind("a\0\0\0\0b\0\0\0", 8, CHARSET_NOT_TEXT, NULL);
}
END_TEST

START_TEST(converting_tells_what_is_wrong) {
    struct buffer utf8 = {0};
    size_t fault;
    ck_assert(!charset_convert("a", 1, "NO-SUCH-CHARSET", &utf8, &fault));
    ck_assert_uint_eq(fault, SIZE_MAX);
    ck_assert(!charset_convert("abc\xFF", 4, "UTF-8", &utf8, &fault));
    ck_assert_uint_eq(fault, 3);
    buffer_free(&utf8);
}
END_TEST

SUITE(charset) {
    Suite *suite = suite_create("text/charset");
    TCase *cases = tcase_create("charset");
    tcase_add_test(cases, utf8_is_proved);
    tcase_add_test(cases, what_bytes_look_like);
    tcase_add_test(cases, latin_1_is_guessed);
    tcase_add_test(cases, short_western_texts);
    tcase_add_test(cases, texts_of_other_languages);
    tcase_add_test(cases, utf16_without_a_mark);
    tcase_add_test(cases, converting_tells_what_is_wrong);
    suite_add_tcase(suite, cases);
    return suite;
}
