/* Numbers as pictures ask for them: reading a format token, and writing digits, letters, Roman
   numerals and English words; see integer_pictures.h. */
#include "xpath/integer_pictures.h"

#include "xpath/functions_common.h"
#include "xsd/characters.h"

#include <utf8proc.h>

struct codes codes_of(struct arena *arena, struct xpath_string string) {
    struct codes codes = {arena_allocate(arena, (string.length + 1) * sizeof *codes.at), 0};
    const char *at = string.bytes, *end = at + string.length;
    while (at < end)
        codes.at[codes.count++] = character_read(&at, end);
    return codes;
}

static utf8proc_category_t category(uint32_t code) {
    return utf8proc_category((utf8proc_int32_t)code);
}

/* Families stand apart from each other but for the five of mathematics. */
uint32_t digit_family(uint32_t code) {
    enum { MATHEMATICAL = 0x1D7CE, LAST_MATHEMATICAL = 0x1D7FF };
    if (category(code) != UTF8PROC_CATEGORY_ND) return 0;
    if (code >= MATHEMATICAL && code <= LAST_MATHEMATICAL) return code - (code - MATHEMATICAL) % 10;
    uint32_t zero = code;
    while (code - zero < 9 && category(zero - 1) == UTF8PROC_CATEGORY_ND)
        zero--;
    return zero;
}

/* ---- reading ---- */

static bool fail_picture(struct xpath_evaluation *evaluation, const char *code,
                         const char *reason) {
    return fail_with(evaluation, code, "picture: %s", reason);
}

static bool is_separator(uint32_t code) {
    utf8proc_category_t is = category(code);
    bool alphanumeric = (is >= UTF8PROC_CATEGORY_LU && is <= UTF8PROC_CATEGORY_LO) ||
                        (is >= UTF8PROC_CATEGORY_ND && is <= UTF8PROC_CATEGORY_NO);
    return !alphanumeric && code != '#';
}

/* The same sign at the same distance, the leftmost group being no longer than the others. */
static void find_interval(struct integer_picture *picture) {
    size_t count = picture->separator_count, digits = picture->mandatory + picture->optional;
    if (!count) return;
    size_t interval = picture->separators[count - 1].place;
    for (size_t i = 0; i < count; i++)
        if (picture->separators[i].place != interval * (count - i) ||
            picture->separators[i].sign != picture->separators[0].sign)
            return;
    if (digits - picture->separators[0].place <= interval) picture->interval = interval;
}

static bool read_digits(struct xpath_evaluation *evaluation, struct codes token, const char *code,
                        struct integer_picture *picture) {
    size_t digits = 0;
    bool after_separator = true;
    picture->separators = arena_allocate(xpath_values_of(evaluation)->arena,
                                         token.count * sizeof *picture->separators);
    for (size_t i = 0; i < token.count; i++) {
        uint32_t zero = digit_family(token.at[i]);
        if (zero) {
            if (picture->zero && picture->zero != zero)
                return fail_picture(evaluation, code, "digits of two families");
            picture->zero = zero;
            picture->mandatory++;
        } else if (token.at[i] == '#') {
            if (picture->mandatory) return fail_picture(evaluation, code, "\"#\" behind a digit");
            picture->optional++;
        } else if (after_separator || !is_separator(token.at[i])) {
            return fail_picture(evaluation, code, "a sign that separates no digits");
        } else {
            picture->separators[picture->separator_count++] =
                (struct separator){digits, token.at[i]};
        }
        after_separator = !zero && token.at[i] != '#';
        digits += !after_separator;
    }
    if (after_separator || !picture->mandatory)
        return fail_picture(evaluation, code, "no digit at its end");
    for (size_t i = 0; i < picture->separator_count; i++)
        picture->separators[i].place = digits - picture->separators[i].place;
    find_interval(picture);
    return true;
}

static const struct {
    const char *token;
    enum numbering numbering;
    enum letter_case letter_case;
} tokens[] = {
    {"A", LETTERS, UPPER}, {"a", LETTERS, LOWER}, {"I", ROMAN, UPPER},  {"i", ROMAN, LOWER},
    {"W", WORDS, UPPER},   {"w", WORDS, LOWER},   {"Ww", WORDS, TITLE},
};

bool integer_picture_read(struct xpath_evaluation *evaluation, struct codes token, const char *code,
                          struct integer_picture *picture) {
    *picture = (struct integer_picture){0};
    for (size_t i = 0; i < token.count; i++)
        if (digit_family(token.at[i])) return read_digits(evaluation, token, code, picture);
    /* What is not known is as "1". */
    picture->zero = '0';
    picture->mandatory = 1;
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        size_t length = strlen(tokens[i].token), same = 0;
        while (same < length && same < token.count &&
               token.at[same] == (uint32_t)tokens[i].token[same])
            same++;
        if (same != length || same != token.count) continue;
        picture->numbering = tokens[i].numbering;
        picture->letter_case = tokens[i].letter_case;
    }
    return true;
}

/* ---- digits ---- */

/* The sign before the last `place` digits, or 0. */
static uint32_t separator_at(const struct integer_picture *picture, size_t place) {
    if (picture->interval && place && place % picture->interval == 0)
        return picture->separators[0].sign;
    for (size_t i = 0; i < picture->separator_count; i++)
        if (picture->separators[i].place == place) return picture->separators[i].sign;
    return 0;
}

static void write_digits(const struct integer_picture *picture, const char *digits, size_t length,
                         struct buffer *out) {
    size_t all = length > picture->mandatory ? length : picture->mandatory;
    for (size_t left = all; left; left--) {
        uint32_t separator = left < all ? separator_at(picture, left) : 0;
        if (separator) string_put(out, separator);
        uint32_t digit = left > length ? 0 : (uint32_t)(digits[length - left] - '0');
        string_put(out, picture->zero + digit);
    }
}

/* English: 1st, 2nd, 3rd, 4th, 11th. */
static void write_ordinal_ending(const char *digits, size_t length, struct buffer *out) {
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    int last = digits[length - 1] - '0', tens = length > 1 ? digits[length - 2] - '0' : 0;
    buffer_text(out, endings[tens == 1 || last > 3 ? 0 : last]);
}

/* ---- letters and Roman numerals ---- */

static void write_letters(unsigned long long number, struct buffer *out) {
    enum { LETTERS_THERE_ARE = 26, ROOM = 16 };
    char letters[ROOM];
    size_t at = ROOM;
    for (; number; number = (number - 1) / LETTERS_THERE_ARE)
        letters[--at] = (char)('a' + (char)((number - 1) % LETTERS_THERE_ARE));
    buffer_append(out, letters + at, ROOM - at);
}

static void write_roman(unsigned long long number, struct buffer *out) {
    static const struct {
        unsigned value;
        const char *numeral;
    } numerals[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                    {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                    {5, "v"},    {4, "iv"},   {1, "i"}};
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        for (; number >= numerals[i].value; number -= numerals[i].value)
            buffer_text(out, numerals[i].numeral);
}

/* ---- English words ---- */

static const char *const cardinals[] = {"zero",    "one",     "two",       "three",    "four",
                                        "five",    "six",     "seven",     "eight",    "nine",
                                        "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                   "fifty", "sixty", "seventy", "eighty", "ninety"};
static const struct {
    unsigned long long value;
    const char *word;
} powers[] = {{1000000000000000000, "quintillion"},
              {1000000000000000, "quadrillion"},
              {1000000000000, "trillion"},
              {1000000000, "billion"},
              {1000000, "million"},
              {1000, "thousand"},
              {100, "hundred"}};

static void write_words(unsigned long long number, struct buffer *out) {
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
        if (number < powers[i].value) continue;
        write_words(number / powers[i].value, out);
        buffer_print(out, " %s", powers[i].word);
        number %= powers[i].value;
        if (!number) return;
        buffer_text(out, number < 100 ? " and " : " ");
    }
    if (number < 20) {
        buffer_text(out, cardinals[number]);
    } else {
        buffer_text(out, tens[number / 10]);
        if (number % 10) buffer_print(out, "-%s", cardinals[number % 10]);
    }
}

/* Makes the last word of a cardinal ordinal. */
static void make_ordinal(struct buffer *words) {
    static const char *const irregular[][2] = {
        {"one", "first"},    {"two", "second"}, {"three", "third"},   {"five", "fifth"},
        {"eight", "eighth"}, {"nine", "ninth"}, {"twelve", "twelfth"}};
    size_t start = words->length;
    while (start && words->bytes[start - 1] != ' ' && words->bytes[start - 1] != '-')
        start--;
    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
        if (strcmp(words->bytes + start, irregular[i][0]) == 0) {
            words->length = start;
            buffer_text(words, irregular[i][1]);
            return;
        }
    if (words->bytes[words->length - 1] == 'y') {
        words->length--;
        buffer_text(words, "ie");
    }
    buffer_text(words, "th");
}

/* ---- any ---- */

/* ASCII, from `start` on. */
static void put_in_case(struct buffer *out, size_t start, enum letter_case letter_case) {
    bool begins_word = true;
    for (size_t i = start; i < out->length; i++) {
        char *byte = &out->bytes[i];
        bool upper = letter_case == UPPER || (letter_case == TITLE && begins_word);
        if (upper && *byte >= 'a' && *byte <= 'z') *byte = (char)(*byte - 'a' + 'A');
        begins_word = *byte == ' ' || *byte == '-';
    }
}

void integer_picture_write(const struct integer_picture *picture, const char *digits, size_t length,
                           struct buffer *out) {
    enum { LONGEST_WORDS = 18, LARGEST_ROMAN = 4999 };
    bool is_long = length > LONGEST_WORDS;
    unsigned long long number = 0;
    for (size_t i = 0; i < length && !is_long; i++)
        number = number * 10 + (unsigned)(digits[i] - '0');
    size_t start = out->length;
    bool by_roman = picture->numbering == ROMAN && number && number <= LARGEST_ROMAN;
    if (picture->numbering == LETTERS && number) {
        write_letters(number, out);
    } else if (by_roman) {
        write_roman(number, out);
    } else if (picture->numbering == WORDS && !is_long) {
        struct buffer words = {0};
        write_words(number, &words);
        if (picture->is_ordinal) make_ordinal(&words);
        buffer_append(out, words.bytes, words.length);
        buffer_free(&words);
    } else {
        write_digits(picture, digits, length, out);
        if (picture->is_ordinal && picture->is_german)
            buffer_byte(out, '.');
        else if (picture->is_ordinal)
            write_ordinal_ending(digits, length, out);
        return;
    }
    put_in_case(out, start, picture->letter_case);
}
