/* Numbers as pictures ask for them (F&O 3.1 4.6.1): by digits, letters, Roman numerals or words.
   What fn:format-integer and the components of dates have in common. */
#ifndef TEIKIT_XPATH_INTEGER_PICTURES_H
#define TEIKIT_XPATH_INTEGER_PICTURES_H

#include "xpath/functions.h"

/* Characters as numbers, in the arena. */
struct codes {
    uint32_t *at;
    size_t count;
};
struct codes codes_of(struct arena *arena, struct xpath_string string);

/* The zero of the ten digits that the character is one of; 0 where it is no digit. */
uint32_t digit_family(uint32_t code);

enum numbering {
    DIGITS,
    LETTERS, /* a, b, … z, aa */
    ROMAN,
    WORDS,
};
enum letter_case { LOWER, UPPER, TITLE };

/* A format token and its modifier. */
struct integer_picture {
    enum numbering numbering;
    enum letter_case letter_case;
    bool is_ordinal;
    bool is_german; /* whose ordinals have a full stop behind them */
    /* Of digits: */
    uint32_t zero;    /* of the family */
    size_t mandatory; /* digits that there are at least */
    size_t optional;  /* and how many may come before these */
    struct separator {
        size_t place; /* so many digits behind it */
        uint32_t sign;
    } * separators; /* from the left */
    size_t separator_count;
    size_t interval; /* regular grouping goes on to the left; 0: it does not */
};

/* Reads a format token; false, with `code`, where it is a digit pattern that breaks the rules. */
bool integer_picture_read(struct xpath_evaluation *evaluation, struct codes token, const char *code,
                          struct integer_picture *picture);

/* Appends a number that is not negative, given by its decimal digits. */
void integer_picture_write(const struct integer_picture *picture, const char *digits, size_t length,
                           struct buffer *out);

#endif
