/* The words and signs that a profile lists, as they are found in names and texts. */
#include "encode/profile.h"

#include "base/buffer.h"
#include "encode/names.h"

#include <string.h>
#include <strings.h>

unsigned profile_entry(char *const *entries, unsigned count, const char *word, size_t length) {
    for (unsigned i = 0; i < count; i++)
        for (const char *name = entries[i]; name; name = strchr(name, '|')) {
            name += *name == '|';
            if (strcspn(name, "|") >= length && !strncasecmp(name, word, length)) return i + 1;
        }
    return 0;
}

/* ---- what stands before a name ---- */

size_t profile_article(const struct encode_profile *profile, const char *words, size_t length) {
    struct span article;
    bool found = regex_find(profile->article, words, (struct span){0, length}, &article, 1);
    return found && article.end < length ? article.end : 0;
}

char *profile_title_words(const struct encode_profile *profile) {
    struct arena *arena = arena_new();
    struct buffer titles = {0};
    for (unsigned i = 0; i < profile->person_titles_count; i++)
        buffer_print(&titles, "%s ", profile->person_titles[i]);
    const char *key = name_key(arena, titles.length ? titles.bytes : "");
    char *words = memory_copy(key, strlen(key));
    buffer_free(&titles);
    arena_free(arena);
    return words;
}

bool profile_begins_with_title(const struct encode_profile *profile, struct arena *arena,
                               const char *name) {
    const char *key = name_key(arena, name);
    size_t length = strcspn(key, " ");
    return key[length] && name_has_word(profile->title_words, key, length);
}

/* ---- signs ---- */

size_t sign_at_start(char *const *signs, unsigned count, const char *bytes, struct span words) {
    for (unsigned i = 0; i < count; i++) {
        size_t length = strlen(signs[i]);
        if (words.end - words.start >= length && !memcmp(bytes + words.start, signs[i], length))
            return length;
    }
    return 0;
}

size_t sign_at_end(char *const *signs, unsigned count, const char *bytes, struct span words) {
    if (words.start >= words.end) return 0;
    char last = bytes[words.end - 1];
    for (unsigned i = 0; i < count; i++) {
        size_t length = signs[i][1] ? strlen(signs[i]) : 1; /* most are one byte */
        if (signs[i][length - 1] == last && words.end - words.start >= length &&
            !memcmp(bytes + words.end - length, signs[i], length))
            return length;
    }
    return 0;
}
