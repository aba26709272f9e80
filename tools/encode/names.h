/* Names compared as persons are told apart: by their words, not by case and punctuation. */
#ifndef TEIKIT_ENCODE_NAMES_H
#define TEIKIT_ENCODE_NAMES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The name in small letters, in the arena. */
const char *name_folded(struct arena *arena, const char *name);

/* The name's words in small letters without marks, with a space between them: what two writings of
   one name share.  Lives in the arena. */
const char *name_key(struct arena *arena, const char *name);

/* Whether two keys differ in one word only, by one letter changed, added, left out, or by two
   letters in the wrong order. */
bool name_is_near(const char *first, const char *second);
bool name_word_is_near(const char *first, size_t first_length, const char *second,
                       size_t second_length);

/* Whether that is one of the key's words. */
bool name_has_word(const char *key, const char *word, size_t length);

/* Where in a key the surname begins: its last word that is no "Jr." or "III". */
const char *name_surname(const char *key);

/* Keys of names, by which those whose surnames are equal or a slip away are found without comparing
   with all of them.  Start with `struct name_list list = {0};`. */
struct name_list {
    struct listed_name {
        const char *key;
        size_t owner;
    } * names;
    struct listed_hash {
        uint64_t
            hash; /* of the surname's first word, or of what is left of it without one letter */
        size_t name;
    } * hashes;
    size_t names_count, names_capacity, hashes_count, hashes_capacity;
};

/* Adds a key, which must live as long as the list; `owner` is less than SIZE_MAX. */
void name_list_add(struct name_list *list, const char *key, size_t owner);

/* Makes the list ready to be searched, once all names are in it. */
void name_list_order(struct name_list *list);

/* Whether the listed key may be the one asked for. */
typedef bool name_test(const void *context, const char *asked, const char *listed);

/* The only owner of whose keys one passes the test with the key asked for; SIZE_MAX where there is
   none or several.  Keys whose surnames are neither equal nor near (see name_word_is_near()) are
   not tested. */
size_t name_list_only(const struct name_list *list, const char *asked, name_test *test,
                      const void *context);

void name_list_free(struct name_list *list);

#endif
