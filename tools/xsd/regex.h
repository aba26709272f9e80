/* Regular expressions of XML Schema (Part 2, appendix F): checked, and translated to PCRE2's
   syntax. */
#ifndef TEIKIT_XSD_REGEX_H
#define TEIKIT_XSD_REGEX_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends to `translated` what matches the same strings in PCRE2 (compile it with PCRE2_UTF; where
   the whole string must match, as in XML Schema, with PCRE2_ANCHORED and PCRE2_ENDANCHORED).  *size
   becomes about the size that PCRE2 will need for it, in bytes: PCRE2 copies what is repeated, and
   refuses what is too large.  Where the expression breaks the rules it returns false, and `message`
   gets what is wrong and at which character; `translated` and *size are then of no use. */
bool regex_translate_xsd(const char *expression, size_t length, struct buffer *translated,
                         size_t *size, struct buffer *message);

#endif
