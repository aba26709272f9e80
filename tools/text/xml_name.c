/* The characters of names; see xml_name.h. */
#include "text/xml_name.h"

#include <ctype.h>
#include <stddef.h>

bool xml_name_begins_with(uint32_t code) {
    static const uint32_t ranges[][2] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},
                                         {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},
                                         {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
                                         {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
    if (code < 0x80) return isalpha((int)code) || code == '_';
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i][0] && code <= ranges[i][1]) return true;
    return false;
}

bool xml_name_holds(uint32_t code) {
    if (code < 0x80) return isalnum((int)code) || code == '_' || code == '-' || code == '.';
    return xml_name_begins_with(code) || code == 0xB7 || (code >= 0x300 && code <= 0x36F) ||
           code == 0x203F || code == 0x2040;
}
