/* The language in which a text is written, as its words look. */
#ifndef TEIKIT_TEXT_GUESS_H
#define TEIKIT_TEXT_GUESS_H

#include <stddef.h>

struct language_guess {
    const char *tag;  /* BCP 47 */
    const char *name; /* in English */
};

/* What the beginning of the text (UTF-8) is plainly written in, which is not the language of `tag`;
   NULL where it is that, is not plain, or is none of some dozen languages of Europe. */
const struct language_guess *language_other_than(const char *tag, const char *bytes, size_t length);

#endif
