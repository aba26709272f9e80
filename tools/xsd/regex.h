/* Regular expressions of XML Schema (Part 2, appendix F), and those of XPath, which add to them
   (F&O 3.1 5.6.1): checked, and translated to PCRE2's syntax. */
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

/* The flags of F&O 3.1 5.6.1.1 that the translation depends on; i is PCRE2_CASELESS. */
enum regex_options {
    REGEX_DOT_ALL = 1,    /* s */
    REGEX_MULTI_LINE = 2, /* m */
    REGEX_EXTENDED = 4,   /* x */
    REGEX_XPATH = 8       /* set by regex_translate_xpath() */
};

/* The same for an expression of XPath, which matches parts of a string and whose groups capture:
   compile it with PCRE2_UTF, PCRE2_MATCH_UNSET_BACKREF and with PCRE2_NEWLINE_LF as the newline.
   *groups becomes how many groups there are. */
bool regex_translate_xpath(const char *expression, size_t length, unsigned options,
                           struct buffer *translated, size_t *groups, struct buffer *message);

#endif
