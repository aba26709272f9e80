/* What the files of the translator of regular expressions share: where it stands, and what it has
   written; regex.h is their face. */
#ifndef TEIKIT_XSD_TRANSLATOR_H
#define TEIKIT_XSD_TRANSLATOR_H

#include "xsd/characters.h"
#include "xsd/regex.h"

enum { DEEPEST_GROUP = 200 /* PCRE2 itself stops at 250 */ };

struct translator {
    const char *start, *at, *end;
    struct buffer *out;
    struct buffer *message;
    size_t depth;         /* of groups and subtracted classes around `at` */
    unsigned options;     /* enum regex_options */
    size_t groups;        /* that capture and were opened so far */
    struct buffer closed; /* whether they are closed, a byte each */
};

static inline bool at_end(const struct translator *translator) {
    return translator->at == translator->end;
}

/* The byte `ahead` of the next one; NUL behind the end, which no expression contains. */
static inline char peek(const struct translator *translator, size_t ahead) {
    return (size_t)(translator->end - translator->at) > ahead ? translator->at[ahead] : '\0';
}

static inline bool accept(struct translator *translator, char byte) {
    if (at_end(translator) || *translator->at != byte) return false;
    translator->at++;
    return true;
}

/* Says what is wrong at the place `at`; returns false. */
bool fail_at(struct translator *translator, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Writes a character that stands for itself, inside a class or outside. */
void put_character(struct translator *translator, uint32_t character);

/* charClassEsc [23] behind its backslash.  A single character is returned in *single and not
   written; for the others *single is 0, and what they stand for is written as members of a class.
 */
bool class_escape(struct translator *translator, uint32_t *single);

/* charClassExpr [12] behind its "[", written as something that can be repeated. */
bool character_class(struct translator *translator);

#endif
