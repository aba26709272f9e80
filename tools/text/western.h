/* Western: which encoding of eight bits a text of a western language is in. */
#ifndef TEIKIT_TEXT_WESTERN_H
#define TEIKIT_TEXT_WESTERN_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes are mostly ASCII letters, as in western languages, and the language, a tag of
   BCP 47 or NULL, is not one of others. */
bool western_is_likely(const char *bytes, size_t length, const char *language);

/* ISO-8859-1, WINDOWS-1252 or MACINTOSH, whichever the bytes read best in. */
const char *western_charset(const char *bytes, size_t length);

#endif
