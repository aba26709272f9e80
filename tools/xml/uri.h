/* URI references (RFC 3986), and the way between paths and file: URIs (RFC 8089). */
#ifndef TEIKIT_XML_URI_H
#define TEIKIT_XML_URI_H

#include <stdbool.h>

/* Whether the reference begins with a scheme (section 3.1), so that it is not relative. */
bool uri_has_scheme(const char *reference);

/* Puts the characters in the place of "%41" and the like (section 2.1), where they stand. */
void uri_decode(char *reference);

/* The reference made absolute by the base URI (section 5.2); without a base (NULL) as it is.  To be
   freed. */
char *uri_resolve(const char *reference, const char *base);

/* The file: URI of a path, which may be relative to the working folder; to be freed. */
char *uri_of_path(const char *path);

/* The path of a file: URI that names no other host than this one, to be freed; else NULL. */
char *uri_path(const char *uri);

#endif
