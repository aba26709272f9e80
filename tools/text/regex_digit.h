/* Whether all that a pattern matches holds a digit: most lines have none, so that they need not be
   tried. */
#ifndef TEIKIT_TEXT_REGEX_DIGIT_H
#define TEIKIT_TEXT_REGEX_DIGIT_H

#include <stdbool.h>

/* True where the pattern, which PCRE2 compiles, surely matches no text without a digit of ASCII. */
bool regex_needs_digit(const char *pattern);

#endif
