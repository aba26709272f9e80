/* text/sieve: in which parts of a text something may stand. */
#include "run.h"

#include "text/sieve.h"

#include <stdlib.h>
#include <string.h>

static struct regex *compile(const char *pattern) {
    struct buffer message = {0};
    size_t offset;
    struct regex *regex = regex_new(pattern, &message, &offset);
    ck_assert_ptr_nonnull(regex);
    return regex;
}

enum { CHAPTER = 1, MONTH = 2, SIGN = 4, ANY = 8, DAY = 16 };

START_TEST(what_may_stand_where) {
    static char *const signs[] = {"(?)", "[?]"};
    struct regex *chapter = compile("\\bchapter [0-9]+"), *month = compile("(?:May|June?)\\b"),
                 *any = compile("x?");
    struct sieve *sieve = sieve_new();
    sieve_add_pattern(sieve, chapter, false);
    sieve_add_pattern(sieve, month, false);
    sieve_add_words(sieve, signs, 2);
    sieve_add_pattern(sieve, any, false);
    sieve_add_pattern(sieve, month, true);
    const struct {
        const char *text;
        sieve_set found;
    } cases[] = {{"", 0},
                 {"a", ANY},
                 {"ab", ANY},
                 {"so it is", ANY},
                 {"chapter one", ANY},
                 {"chapter 1", ANY | CHAPTER},
                 {"1 chapter ", ANY | CHAPTER},
                 {"May 1", ANY | MONTH | DAY},
                 {"chapte 1", ANY},
                 {"May", ANY | MONTH},
                 {"iMay", ANY | MONTH},
                 {"in Jun", ANY | MONTH},
                 {"Ma", ANY},
                 {"word[?]", ANY | SIGN},
                 {"wrd(?)", ANY | SIGN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct span span = {0, strlen(cases[i].text)};
        size_t last;
        ck_assert_msg(sieve_sift(sieve, cases[i].text, span, &last) == cases[i].found, "%s",
                      cases[i].text);
        ck_assert_uint_eq(last, span.end); /* as what needs no words may stand anywhere */
    }
    sieve_free(sieve);
    regex_free(chapter);
    regex_free(month);
    regex_free(any);
}
END_TEST

/* A word is found wherever it stands, and nowhere else. */
START_TEST(at_every_offset) {
    enum { LENGTH = 600 };
    static char *const words[] = {"word"};
    struct sieve *sieve = sieve_new();
    sieve_add_words(sieve, words, 1);
    for (size_t start = 0; start < 2; start++) {
        for (size_t at = start; at + 4 <= LENGTH; at++) {
            char text[LENGTH];
            memset(text, '.', sizeof text);
            memcpy(text + at, words[0], 4);
            size_t last;
            ck_assert(sieve_sift(sieve, text, (struct span){at, at + 4}, &last));
            ck_assert(sieve_sift(sieve, text, (struct span){start, LENGTH}, &last));
            ck_assert_uint_eq(last, at);
            ck_assert(!sieve_sift(sieve, text, (struct span){start, at + 3}, &last));
            ck_assert(!sieve_sift(sieve, text, (struct span){at + 1, LENGTH}, &last));
        }
    }
    sieve_free(sieve);
}
END_TEST

SUITE(sieve) {
    Suite *suite = suite_create("text/sieve");
    TCase *cases = tcase_create("sieve");
    tcase_add_test(cases, what_may_stand_where);
    tcase_add_test(cases, at_every_offset);
    suite_add_tcase(suite, cases);
    return suite;
}
