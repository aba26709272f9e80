/* The characters of names in XML 1.0 (fifth edition, productions 4 and 4a), without the colon: what
   an NCName of Namespaces in XML is made of. */
#ifndef TEIKIT_TEXT_XML_NAME_H
#define TEIKIT_TEXT_XML_NAME_H

#include <stdbool.h>
#include <stdint.h>

/* Whether a name may begin with the character. */
bool xml_name_begins_with(uint32_t code);

/* Whether the character may stand in a name. */
bool xml_name_holds(uint32_t code);

#endif
