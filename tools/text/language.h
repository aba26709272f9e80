/* Language tags. */
#ifndef TEIKIT_TEXT_LANGUAGE_H
#define TEIKIT_TEXT_LANGUAGE_H

#include <stdbool.h>

/* Whether the tag is well-formed by the grammar of BCP 47 (RFC 5646, section 2.1), and begins with
   as many letters as registered languages have: two or three. */
bool is_language_tag(const char *tag);

#endif
