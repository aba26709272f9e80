/* Characters: reading UTF-8, white space, and the character classes of XML 1.0 (second edition,
   appendix B), which XML Schema's names and the escapes \i and \c of its regular expressions are
   made of. */
#ifndef TEIKIT_XSD_CHARACTERS_H
#define TEIKIT_XSD_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LAST_CHARACTER = 0x10FFFF };

/* A run of bytes from `start` up to, not including, `end`. */
struct text {
    const char *start, *end;
};

struct character_range {
    uint32_t first, last;
};

/* What a name may begin with besides "_" and ":", and what may follow in it besides these, "-" and
   ".": Letter, and Digit | CombiningChar | Extender.  In the order of the code points, from those
   behind ASCII on. */
extern const struct character_range xml_letters[];
extern const size_t xml_letters_count;
extern const struct character_range xml_other_name_characters[];
extern const size_t xml_other_name_characters_count;

/* Reads the character at *at, which is before `end`, and moves *at behind it.  What is not UTF-8
   reads as U+FFFD, a byte at a time. */
uint32_t character_read(const char **at, const char *end);

/* How many characters the text has. */
size_t character_count(struct text text);

/* Whether it is one of the four white space characters of XML. */
bool character_is_space(char byte);

/* The three productions of XML 1.0 and of its namespaces that are made of name characters. */
enum name_kind {
    NAME,   /* begins with a letter, "_" or ":" */
    NCNAME, /* the same without colons */
    NMTOKEN /* any name characters */
};

/* Where the text stops being a name of that kind: text.end where all of it is one.  Nothing is no
   name: with an empty text ask for that too. */
const char *name_stop(enum name_kind kind, struct text text);

#endif
