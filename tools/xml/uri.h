/* URI references (RFC 3986), as far as those need them who look for files. */
#ifndef TEIKIT_XML_URI_H
#define TEIKIT_XML_URI_H

#include <stdbool.h>

/* Whether the reference begins with a scheme (section 3.1), so that it is not relative. */
bool uri_has_scheme(const char *reference);

/* Puts the characters in the place of "%41" and the like (section 2.1), where they stand. */
void uri_decode(char *reference);

#endif
