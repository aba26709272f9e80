/* What is sure of all that a pattern matches: most of a text has nothing of it, so that the pattern
   need not be tried there. */
#ifndef TEIKIT_TEXT_REGEX_FACTS_H
#define TEIKIT_TEXT_REGEX_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MOST_LITERALS = 16, LONGEST_LITERAL = 12, SHORTEST_LITERAL = 3 };

/* Words one of which stands in each match, of SHORTEST_LITERAL bytes or more; count 0: not known.
 */
struct regex_literals {
    char words[MOST_LITERALS][LONGEST_LITERAL];
    size_t lengths[MOST_LITERALS], count;
};

struct byte_set {
    uint64_t bits[4];
};

static inline bool byte_set_has(const struct byte_set *set, unsigned char byte) {
    return set->bits[byte >> 6] >> (byte & 63) & 1;
}

/* The bytes that may stand right before a place, and those before them. */
struct regex_before {
    struct byte_set last, second;
};

struct regex_facts {
    bool needs_digit;       /* each match holds a digit of ASCII */
    bool anchored;          /* each begins where the text begins */
    bool begins_with_digit; /* each begins with one of ASCII */
    struct byte_set first;  /* the bytes with which one may begin; all where that is not known */
    struct regex_literals literals;
};

/* The facts of a pattern that PCRE2 compiles with PCRE2_UTF and PCRE2_UCP. */
struct regex_facts regex_facts_of(const char *pattern);

/* What may stand before the group of that name where the pattern matches; all bytes where that is
   not known. */
struct regex_before regex_before_group(const char *pattern, const char *group);

#endif
