/* Looking through bytes eight at a time: whether a word of them holds one that must be looked at
   more closely.  Most words of a text hold none. */
#ifndef TEIKIT_BASE_SCAN_H
#define TEIKIT_BASE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { SCAN_SIZE = sizeof(uint64_t) };

/* A word all of whose bytes are `byte`. */
static inline uint64_t scan_each(unsigned char byte) {
    return UINT64_C(0x0101010101010101) * byte;
}

/* The SCAN_SIZE bytes at `bytes`. */
static inline uint64_t scan_word(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Whether a byte of the word is less than `limit`, which is 0x80 at most. */
static inline bool scan_any_below(uint64_t word, unsigned char limit) {
    return (word - scan_each(limit)) & ~word & scan_each(0x80);
}

static inline bool scan_any_is(uint64_t word, unsigned char byte) {
    return scan_any_below(word ^ scan_each(byte), 1);
}

/* Whether a byte of the word is `least`, which is 0x80 at least, or more. */
static inline bool scan_any_from(uint64_t word, unsigned char least) {
    uint64_t low_bits = word & scan_each(0x7F);
    return (low_bits + scan_each((unsigned char)(0x100 - least))) & word & scan_each(0x80);
}

/* Whether a byte of the word is not ASCII. */
static inline bool scan_any_beyond_ascii(uint64_t word) {
    return word & scan_each(0x80);
}

/* Whether a byte of the word is a digit of ASCII. */
static inline bool scan_any_digit(uint64_t word) {
    return scan_any_below(word ^ scan_each('0'), 10);
}

#endif
