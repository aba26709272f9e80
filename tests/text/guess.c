/* text/guess: the language of a text, by its small words. */
#include "run.h"

#include "text/guess.h"

#include <string.h>

static const struct {
    const char *tag, *text, *guess; /* "": none */
} texts[] = {
    {"en", "The lamp is lit, and the keeper has gone down to the pier with his brother.", ""},
    {"en", "Die Lampe brennt, und der Wärter ist mit dem Bruder auf die Mole gegangen.", "German"},
    {"de-AT", "Die Lampe brennt, und der Wärter ist mit dem Bruder auf die Mole gegangen.", ""},
    {"en", "La lampe est allumée, et le gardien est descendu avec son frère sur la jetée.",
     "French"},
    {"en", "La lámpara está encendida, y el guarda se fue con su hermano por la noche al muelle.",
     "Spanish"},
    {"de", "The lamp is lit, and the keeper has gone down to the pier with his brother.",
     "English"},
    {"nl", "Лампа горит, и смотритель пошёл с братом на пристань, но я не знаю, что он там.",
     "Russian"},
    {"cy", "Mae'r lamp wedi ei goleuo, ac aeth y ceidwad i lawr at y pier.", ""},
    {"en", "Steamer Lucinda arrived morning. Request instructions soonest.", ""},
    {"en", "", ""},
    {"en", "Ships lost: not Anna, not Berta, not Clara, not Dora, not Emma, not known where.", ""},
};

START_TEST(a_language_that_is_plainly_another) {
    const struct language_guess *guess =
        language_other_than(texts[_i].tag, texts[_i].text, strlen(texts[_i].text));
    ck_assert_str_eq(guess ? guess->name : "", texts[_i].guess);
}
END_TEST

SUITE(guess) {
    Suite *suite = suite_create("text/guess");
    TCase *tests = tcase_create("guess");
    tcase_add_loop_test(tests, a_language_that_is_plainly_another, 0,
                        (int)(sizeof texts / sizeof *texts));
    suite_add_tcase(suite, tests);
    return suite;
}
