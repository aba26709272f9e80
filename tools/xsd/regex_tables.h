/* Unicode's general categories and blocks, by the names that regular expressions of XML Schema give
   them (Part 2, appendix F.1.1). */
#ifndef TEIKIT_XSD_REGEX_TABLES_H
#define TEIKIT_XSD_REGEX_TABLES_H

#include "xsd/characters.h"

struct character_block {
    const char *name;
    struct character_range range;
};

/* A block may take several rows. */
extern const struct character_block character_blocks[];
extern const size_t character_blocks_count;

/* Each category after a space: " L Lu Ll ...". */
extern const char character_categories[];

#endif
