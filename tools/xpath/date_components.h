/* The components of dates and times as numbers and as names, by the letters that pictures have for
   them (F&O 3.1 9.8.4.1). */
#ifndef TEIKIT_XPATH_DATE_COMPONENTS_H
#define TEIKIT_XPATH_DATE_COMPONENTS_H

#include "xpath/value.h"

/* The number of a component, one of YMDdFWwHhms: weeks and their days are those of ISO 8601, years
   without their sign. */
int64_t component_number(const struct xpath_moment_fields *fields, char component);

struct language {
    const char *tag;
    const char *months[12], *days[7]; /* from Monday on */
};

/* The language of a tag such as "de-AT"; NULL where there are no names in it. */
const struct language *language_of(struct xpath_string tag);

/* The name of a component, one of MFPCE, in lower case where languages do not have it otherwise;
   NULL where it has none. */
const char *component_name(const struct xpath_moment_fields *fields,
                           const struct language *language, char component);

#endif
