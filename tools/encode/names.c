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

/* The name with its case folded (Unicode 3.13), and with `more` done to it; in the arena. */
static char *fold(struct arena *arena, const char *name, int more) {
    size_t length = strlen(name), plain = 0;
    char *folded = arena_copy(arena, name, length);
    for (; plain < length && (unsigned char)name[plain] < 0x80; plain++)
        folded[plain] = (char)tolower((unsigned char)name[plain]);
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
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &code);
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

bool name_word_is_title(const char *word, size_t length) {
    static const char *const titles[] = {"mr",        "mrs",       "ms",      "miss",
                                         "dr",        "sir",       "the",     "m",
                                         "prof",      "professor", "general", "ambassador",
                                         "president", "secretary", "senator", "minister"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (strlen(titles[i]) == length && !memcmp(titles[i], word, length)) return true;
    return false;
}

bool name_begins_with_title(struct arena *arena, const char *name) {
    const char *key = name_key(arena, name);
    size_t length = strcspn(key, " ");
    return key[length] && strncmp(key, "the ", 4) != 0 && name_word_is_title(key, length);
}
