/* Names compared as persons are told apart: by their words, not by case and punctuation. */
#ifndef TEIKIT_ENCODE_NAMES_H
#define TEIKIT_ENCODE_NAMES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

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

/* Whether the word of a key is a title before a name: "mr", "ambassador", "the". */
bool name_word_is_title(const char *word, size_t length);

/* Whether a name is more than a title and begins with one, which is not "the". */
bool name_begins_with_title(struct arena *arena, const char *name);

/* Where in a key the surname begins: its last word that is no "Jr." or "III". */
const char *name_surname(const char *key);

#endif
