/* Persons of the user's own: a TEI listPerson by which the persons of documents are identified. */
#ifndef TEIKIT_ENCODE_PERSONS_H
#define TEIKIT_ENCODE_PERSONS_H

#include "encode/encode.h"

#include <stdbool.h>

struct known_person {
    const char *id, *name, *office; /* name: as it is listed first; office: or NULL */
};

/* The person whom the name means: the only one whose listed name holds all its words but titles,
   the words of that key, and has the same surname.  NULL where there is none, or `persons` is. */
const struct known_person *known_person_named(const struct encode_persons *persons,
                                              const char *titles, const char *name);

/* The only person whose surname is a slip away from the name's. */
const struct known_person *known_person_near(const struct encode_persons *persons,
                                             const char *name);

#endif
