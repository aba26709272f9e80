/* The cast: the persons of a document, found by what labels call them: a surname, an office, or a
   few letters.  Every person is entered under all that, so that a label is looked up and not
   compared with everybody. */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What a label may be of a person; for each there is a table. */
enum { SURNAME, OFFICE, BEGINNING, INITIALS, WAYS };

/* Shorter labels are no offices, longer ones no abbreviations. */
enum { LONGEST_ABBREVIATION = 3, LONGEST_OFFICE = 200 };

/* In the tables: the person's index in the document's list, from 1; or this. */
#define SEVERAL UINTPTR_MAX

struct cast {
    struct arena *arena;
    const struct encode_profile *profile;
    struct table ways[WAYS];
    size_t count; /* so many persons are entered */
};

struct cast *cast_new(struct arena *arena, const struct encode_profile *profile) {
    struct cast *cast = arena_allocate(arena, sizeof *cast);
    cast->arena = arena;
    cast->profile = profile;
    return cast;
}

void cast_free(struct cast *cast) {
    for (size_t i = 0; i < WAYS; i++)
        table_free(&cast->ways[i]);
}

/* Sets the key to the bytes. */
static const char *make_key(struct buffer *key, const char *bytes, size_t length) {
    key->length = 0;
    buffer_append(key, bytes, length);
    return key->bytes;
}

/* The key of initials: that of the name in either case, that of the surname as it is. */
static const char *make_initials(struct buffer *key, char first, char last) {
    const char initials[] = {(char)tolower((unsigned char)first), last};
    return make_key(key, initials, sizeof initials);
}

/* "THE CHAIRMAN" is the office of "the Chairman" and of "Chairman". */
static const char *without_article(const struct cast *cast, const char *office) {
    return office + profile_article(cast->profile, office, strlen(office));
}

/* ---- entering persons ---- */

static void enter(struct cast *cast, size_t way, const char *key, uintptr_t person) {
    uintptr_t before = (uintptr_t)table_get(&cast->ways[way], key);
    if (!before)
        table_put(&cast->ways[way], arena_copy(cast->arena, key, strlen(key)), (void *)person);
    else if (before != person)
        table_put(&cast->ways[way], key, (void *)SEVERAL);
}

/* The last word of a name that is no "Jr." or "III". */
static const char *surname_of(const char *name, size_t *length) {
    const char *surname = name;
    *length = strcspn(name, " ,");
    for (const char *word = name; *word;) {
        size_t size = strcspn(word, " ,");
        bool suffix = size && (word[size - 1] == '.' || strspn(word, "IVX") == size);
        if (size && !suffix) surname = word, *length = size;
        word += size;
        word += strspn(word, " ,");
    }
    return surname;
}

/* Enters an office, in small letters, and its first words, as "the Chairman" of "the Chairman of
   the Inquiry". */
static void enter_office(struct cast *cast, const char *office, uintptr_t person,
                         struct buffer *key) {
    office = without_article(cast, office);
    for (size_t length = 0;; length++) {
        length += strcspn(office + length, " ,");
        if (length > LONGEST_OFFICE) break;
        enter(cast, OFFICE, make_key(key, office, length), person);
        if (!office[length]) break;
    }
}

static void enter_person(struct cast *cast, const struct person *person, uintptr_t index,
                         struct buffer *key) {
    size_t length;
    const char *surname = surname_of(person->name, &length);
    const char *small = name_folded(cast->arena, arena_copy(cast->arena, surname, length));
    enter(cast, SURNAME, small, index);
    if (person->office) enter_office(cast, name_folded(cast->arena, person->office), index, key);
    for (size_t i = 0; i <= LONGEST_ABBREVIATION && (!i || small[i - 1]); i++)
        enter(cast, BEGINNING, make_key(key, small, i), index);
    enter(cast, INITIALS, make_initials(key, *person->name, *surname), index);
}

/* ---- finding them ---- */

static uintptr_t look_up(const struct cast *cast, size_t way, const char *key) {
    return (uintptr_t)table_get(&cast->ways[way], key);
}

static uintptr_t either(uintptr_t first, uintptr_t second) {
    return !first || first == second ? second : second ? SEVERAL : first;
}

/* Whom one of the words of the label names, or all of them; it is in small letters. */
static uintptr_t find_by_name(const struct cast *cast, const char *label, struct buffer *key) {
    const char *office = without_article(cast, label);
    size_t length = strlen(office);
    uintptr_t found = 0;
    if (length > LONGEST_ABBREVIATION) found = look_up(cast, OFFICE, make_key(key, office, length));
    for (const char *word = label; *word; word += strspn(word, " .,")) {
        length = strcspn(word, " .,");
        found = either(found, look_up(cast, SURNAME, make_key(key, word, length)));
        word += length;
    }
    return found;
}

/* Whom the letters of a short label stand for; `small`: the same in small letters. */
static uintptr_t find_by_letters(const struct cast *cast, const char *label, const char *small,
                                 struct buffer *key) {
    size_t length = strlen(label), small_length = strlen(small);
    if (length && label[length - 1] == '.') length--, small_length--;
    if (length > LONGEST_ABBREVIATION) return 0;
    uintptr_t found = look_up(cast, BEGINNING, make_key(key, small, small_length));
    return found || !length
               ? found
               : look_up(cast, INITIALS, make_initials(key, label[0], label[length - 1]));
}

const struct person *cast_find(const struct document *document, const char *label) {
    struct cast *cast = document->cast;
    struct buffer key = {0};
    for (; cast->count < document->persons_count; cast->count++)
        enter_person(cast, &document->persons[cast->count], cast->count + 1, &key);
    const char *small = name_folded(cast->arena, label);
    uintptr_t found = find_by_name(cast, small, &key);
    if (!found) found = find_by_letters(cast, label, small, &key);
    buffer_free(&key);
    return found && found != SEVERAL ? &document->persons[found - 1] : NULL;
}
