/* Names compared: as keys without case, marks and punctuation, and with a tolerance for one slip of
   the pen or of character recognition. */
#include "encode/names.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* A word shorter than this is another name when a letter differs. */
enum { SHORTEST_WITH_SLIP = 5 };

static bool is_of_word(utf8proc_int32_t code) {
    if (code < 0x80) return isalnum(code);
    utf8proc_category_t category = utf8proc_category(code);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           category == UTF8PROC_CATEGORY_ND;
}

/* Bytes of the name from `at` on that folding changes in no way but tolower(): ASCII, or a dash or
   quotation mark from U+2010 to U+201F; 0 where more is to be done. */
static size_t plain_bytes(const char *at) {
    const unsigned char *c = (const unsigned char *)at;
    if (*c < 0x80) return 1;
    return c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0x90 && c[2] <= 0x9F ? 3 : 0;
}

/* The name with its case folded (Unicode 3.13), and with `more` done to it; in the arena. */
static char *fold(struct arena *arena, const char *name, int more) {
    size_t length = strlen(name), plain = 0;
    char *folded = arena_copy(arena, name, length);
    for (size_t bytes; plain < length && (bytes = plain_bytes(name + plain)); plain += bytes)
        if (bytes == 1) folded[plain] = (char)tolower((unsigned char)name[plain]);
    if (plain == length) return folded;
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t size = utf8proc_map(
        (const utf8proc_uint8_t *)name, 0, &mapped,
        (utf8proc_option_t)(UTF8PROC_NULLTERM | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | more));
    if (size < 0) memory_exhausted();
    folded = arena_copy(arena, (const char *)mapped, (size_t)size);
    free(mapped);
    return folded;
}

const char *name_folded(struct arena *arena, const char *name) {
    return fold(arena, name, 0);
}

const char *name_key(struct arena *arena, const char *name) {
    char *key = fold(arena, name, UTF8PROC_STRIPMARK), *to = key;
    utf8proc_int32_t code;
    bool apart = false;
    for (const char *at = key; *at;) {
        utf8proc_ssize_t size = 1;
        if ((unsigned char)*at < 0x80)
            code = *at;
        else
            size = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &code);
        if (is_of_word(code)) {
            if (apart && to > key) *to++ = ' ';
            memmove(to, at, (size_t)size);
            to += size;
            apart = false;
        } else {
            bool apostrophe = code == '\'' || code == 0x2019;
            apart |= !apostrophe;
        }
        at += size;
    }
    *to = '\0';
    return key;
}

bool name_word_is_near(const char *first, size_t first_length, const char *second,
                       size_t second_length) {
    if (first_length > second_length)
        return name_word_is_near(second, second_length, first, first_length);
    if (first_length + 1 < SHORTEST_WITH_SLIP || second_length < SHORTEST_WITH_SLIP ||
        second_length - first_length > 1)
        return false;
    for (size_t i = 0; i < second_length; i++)
        if (isdigit((unsigned char)second[i])) return false;
    size_t same = 0;
    while (same < first_length && first[same] == second[same])
        same++;
    size_t rest = first_length - same;
    if (second_length > first_length) return !memcmp(first + same, second + same + 1, rest);
    if (!rest || !memcmp(first + same + 1, second + same + 1, rest - 1)) return true;
    return rest > 1 && first[same] == second[same + 1] && first[same + 1] == second[same] &&
           !memcmp(first + same + 2, second + same + 2, rest - 2);
}

bool name_is_near(const char *first, const char *second) {
    bool slip = false;
    while (*first && *second) {
        size_t a = strcspn(first, " "), b = strcspn(second, " ");
        if (a != b || memcmp(first, second, a)) {
            if (slip || !name_word_is_near(first, a, second, b)) return false;
            slip = true;
        }
        first += a + (first[a] == ' ');
        second += b + (second[b] == ' ');
    }
    return slip && !*first && !*second;
}

const char *name_surname(const char *key) {
    static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv"};
    const char *surname = key;
    for (const char *word = key; *word;) {
        size_t length = strcspn(word, " ");
        bool suffix = false;
        for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
            suffix |= strlen(suffixes[i]) == length && !memcmp(suffixes[i], word, length);
        if (!suffix) surname = word;
        word += length + (word[length] == ' ');
    }
    return surname;
}

bool name_has_word(const char *key, const char *word, size_t length) {
    while (*key) {
        size_t size = strcspn(key, " ");
        if (size == length && !memcmp(key, word, length)) return true;
        key += size + (key[size] == ' ');
    }
    return false;
}

/* ---- lists of names ---- */

enum { HASH_BASE = 0x5BD1 };

/* The hash of a word, and of what is left of it without one letter: for two words that are a slip
   apart one of these is the same.  Calls `take` with each. */
static void hash_word(const char *word, size_t length, void (*take)(void *context, uint64_t hash),
                      void *context) {
    uint64_t *before = memory_allocate(length + 1, sizeof *before); /* hashes of its beginnings */
    for (size_t i = 0; i < length; i++)
        before[i + 1] = before[i] * HASH_BASE + (unsigned char)word[i];
    take(context, before[length]);
    uint64_t behind = 0,
             power = 1; /* hash of what stands behind the letter, and what moves it there */
    for (size_t i = length; i-- > 0; power *= HASH_BASE) {
        take(context, before[i] * power + behind);
        behind += power * (unsigned char)word[i];
    }
    free(before);
}

static void add_hash(void *context, uint64_t hash) {
    struct name_list *list = context;
    list->hashes = memory_grow(list->hashes, &list->hashes_capacity, list->hashes_count + 1,
                               sizeof *list->hashes);
    list->hashes[list->hashes_count++] = (struct listed_hash){hash, list->names_count};
}

void name_list_add(struct name_list *list, const char *key, size_t owner) {
    const char *surname = name_surname(key);
    hash_word(surname, strcspn(surname, " "), add_hash, list);
    list->names =
        memory_grow(list->names, &list->names_capacity, list->names_count + 1, sizeof *list->names);
    list->names[list->names_count++] = (struct listed_name){key, owner};
}

static int compare_hashes(const void *first, const void *second) {
    const struct listed_hash *a = first, *b = second;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

void name_list_order(struct name_list *list) {
    if (list->hashes_count)
        qsort(list->hashes, list->hashes_count, sizeof *list->hashes, compare_hashes);
}

/* A search for the only owner. */
struct name_search {
    const struct name_list *list;
    const char *asked;
    name_test *test;
    const void *context; /* of the test */
    size_t found;
    bool several;
};

static void test_hash(void *context, uint64_t hash) {
    struct name_search *search = context;
    const struct name_list *list = search->list;
    size_t low = 0, high = list->hashes_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->hashes[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < list->hashes_count && list->hashes[low].hash == hash && !search->several; low++) {
        const struct listed_name *name = &list->names[list->hashes[low].name];
        if (name->owner == search->found ||
            !search->test(search->context, search->asked, name->key))
            continue;
        search->several = search->found != SIZE_MAX;
        search->found = name->owner;
    }
}

size_t name_list_only(const struct name_list *list, const char *asked, name_test *test,
                      const void *context) {
    struct name_search search = {list, asked, test, context, SIZE_MAX, false};
    const char *surname = name_surname(asked);
    hash_word(surname, strcspn(surname, " "), test_hash, &search);
    return search.several ? SIZE_MAX : search.found;
}

void name_list_free(struct name_list *list) {
    free(list->names);
    free(list->hashes);
    *list = (struct name_list){0};
}
