/* encode/names: keys of names, and lists in which the near ones are found as if all were compared.
 */
#include "run.h"

#include "base/arena.h"
#include "encode/names.h"

#include <stdint.h>
#include <string.h>

START_TEST(keys_are_small_letters_without_marks) {
    static const struct {
        const char *name, *key;
    } cases[] = {{"MR. NOBLE", "mr noble"},         {"Ambassador O'Hara", "ambassador ohara"},
                 {"Émile  Désiré", "emile desire"}, {"(J.P.) Straßner", "j p strassner"},
                 {"D’Arcy-Lane 2", "darcy lane 2"}, {" …", ""}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(name_key(arena, cases[i].name), cases[i].key);
    arena_free(arena);
}
END_TEST

START_TEST(folded_names_keep_their_signs) {
    struct arena *arena = arena_new();
    ck_assert_str_eq(name_folded(arena, "MR. Noble"), "mr. noble");
    ck_assert_str_eq(name_folded(arena, "ÉMILE-x"), "émile-x");
    arena_free(arena);
}
END_TEST

static bool is_near(const void *context, const char *asked, const char *listed) {
    (void)context;
    const char *first = name_surname(asked), *second = name_surname(listed);
    return name_word_is_near(first, strcspn(first, " "), second, strcspn(second, " "));
}

/* Words of few letters, many of which are a slip apart. */
static const char *make_word(struct arena *arena, uint64_t *state) {
    char word[9] = "";
    size_t length = 4 + (size_t)(*state >> 33) % 5;
    for (size_t i = 0; i < length; i++) {
        *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        word[i] = "ab"[(*state >> 33) % 2];
    }
    return arena_copy(arena, word, length);
}

START_TEST(a_list_finds_what_comparing_with_all_finds) {
    enum { NAMES = 8, LISTS = 500 };
    struct arena *arena = arena_new();
    uint64_t state = 7;
    size_t ones = 0, none = 0, several = 0;
    for (size_t round = 0; round < LISTS; round++) {
        const char *names[NAMES], *asked = make_word(arena, &state);
        struct name_list list = {0};
        size_t only = SIZE_MAX, found = 0;
        for (size_t i = 0; i < NAMES; i++) {
            names[i] = arena_join(arena, "mr ", make_word(arena, &state));
            name_list_add(&list, names[i], i / 2);
        }
        for (size_t i = 0; i < NAMES; i++) {
            if (!is_near(NULL, asked, names[i]) || only == i / 2) continue;
            only = i / 2;
            found++;
        }
        name_list_order(&list);
        ck_assert_uint_eq(name_list_only(&list, asked, is_near, NULL), found > 1 ? SIZE_MAX : only);
        *(found ? found > 1 ? &several : &ones : &none) += 1;
        name_list_free(&list);
    }
    ck_assert(ones > 20 && none > 20 && several > 20);
    arena_free(arena);
}
END_TEST

START_TEST(an_empty_list_holds_nobody) {
    struct name_list list = {0};
    name_list_order(&list);
    ck_assert_uint_eq(name_list_only(&list, "noble", is_near, NULL), SIZE_MAX);
    name_list_free(&list);
}
END_TEST

SUITE(names) {
    Suite *suite = suite_create("encode/names");
    TCase *cases = tcase_create("names");
    tcase_add_test(cases, keys_are_small_letters_without_marks);
    tcase_add_test(cases, folded_names_keep_their_signs);
    tcase_add_test(cases, a_list_finds_what_comparing_with_all_finds);
    tcase_add_test(cases, an_empty_list_holds_nobody);
    suite_add_tcase(suite, cases);
    return suite;
}
