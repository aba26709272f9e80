/* text/language: tags of BCP 47. */
#include "run.h"

#include "text/language.h"

START_TEST(tags_of_languages) {
    static const char *const good[] = {"en",         "fr-CA",
                                       "zh-Hant-TW", "sl-rozaj-biske",
                                       "de-CH-1996", "es-419",
                                       "x-own",      "en-a-bbb-x-a",
                                       "zh-yue",     "EN-latn-us",
                                       "en-GB-oed",  "i-klingon",
                                       "zh-min-nan", "de-1901-u-co-phonebk"};
    static const char *const bad[] = {"",
                                      "e",
                                      "en_GB",
                                      "english words",
                                      "english",
                                      "root",
                                      "en-",
                                      "-en",
                                      "en-x",
                                      "en\n",
                                      "i-house",
                                      "en-a",
                                      "en-a-x-b",
                                      "en--us",
                                      "x",
                                      "x-",
                                      "de-12",
                                      "de-latn-latn-latn-",
                                      "en-variants9"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(is_language_tag(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!is_language_tag(bad[i]), "%s", bad[i]);
}
END_TEST

SUITE(text_language) {
    Suite *suite = suite_create("text/language");
    TCase *cases = tcase_create("text_language");
    tcase_add_test(cases, tags_of_languages);
    suite_add_tcase(suite, cases);
    return suite;
}
