/* Characters and classes of regular expressions (Part 2, appendix F.1), written as PCRE2 has them:
   sets of characters, escapes, classes and what is subtracted from them. */
#include "xsd/translator.h"

#include "xsd/regex_tables.h"

#include <string.h>

enum { FIRST_SURROGATE = 0xD800, LAST_SURROGATE = 0xDFFF };

/* How many bytes the character at `at` has, for messages. */
static int character_length(const struct translator *translator, const char *at) {
    const char *behind = at;
    if (at < translator->end) character_read(&behind, translator->end);
    return (int)(behind - at);
}

/* ---- writing ---- */

static void put_range(struct translator *translator, uint32_t first, uint32_t last) {
    put_character(translator, first);
    if (last == first) return;
    buffer_byte(translator->out, '-');
    put_character(translator, last);
}

static void insert(struct buffer *out, size_t place, const char *text) {
    size_t length = strlen(text);
    buffer_text(out, text);
    memmove(out->bytes + place + length, out->bytes + place, out->length - length - place);
    memcpy(out->bytes + place, text, length);
}

/* ---- sets of characters as ranges ---- */

/* A range between two sets of characters; one that begins or ends among the surrogates, which are
   no characters and which PCRE2 refuses, begins behind them or ends before them. */
static void put_gap(struct translator *translator, uint32_t first, uint32_t last) {
    if (first >= FIRST_SURROGATE && first <= LAST_SURROGATE) first = LAST_SURROGATE + 1;
    if (last >= FIRST_SURROGATE && last <= LAST_SURROGATE) last = FIRST_SURROGATE - 1;
    if (first <= last) put_range(translator, first, last);
}

/* Writes sorted ranges, or what is between them, as they go into a class.  *next is the first
   character not yet dealt with. */
static void put_ranges(struct translator *translator, const struct character_range *ranges,
                       size_t count, bool complement, uint32_t *next) {
    for (size_t i = 0; i < count; i++) {
        if (!complement)
            put_range(translator, ranges[i].first, ranges[i].last);
        else if (ranges[i].first > *next)
            put_gap(translator, *next, ranges[i].first - 1);
        *next = ranges[i].last + 1;
    }
}

static void put_rest(struct translator *translator, bool complement, uint32_t next) {
    if (complement && next <= LAST_CHARACTER) put_gap(translator, next, LAST_CHARACTER);
}

/* \i and \c (F.1.1 [37]): the ASCII part, then the table.  \c is the union of two tables, which are
   merged on the way, since a complement needs them in one order. */
static void put_name_escape(struct translator *translator, bool all_name_characters,
                            bool complement) {
    static const struct character_range ascii_initial[] = {
        {':', ':'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    static const struct character_range ascii_name[] = {
        {'-', '.'}, {'0', ':'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    uint32_t next = 0;
    size_t letter = 0, other = all_name_characters ? 0 : xml_other_name_characters_count;
    if (all_name_characters)
        put_ranges(translator, ascii_name, 5, complement, &next);
    else
        put_ranges(translator, ascii_initial, 4, complement, &next);
    while (letter < xml_letters_count || other < xml_other_name_characters_count) {
        bool take_letter = other == xml_other_name_characters_count ||
                           (letter < xml_letters_count &&
                            xml_letters[letter].first < xml_other_name_characters[other].first);
        const struct character_range *range =
            take_letter ? &xml_letters[letter++] : &xml_other_name_characters[other++];
        put_ranges(translator, range, 1, complement, &next);
    }
    put_rest(translator, complement, next);
}

/* ---- escapes (F.1.1) ---- */

/* The character that a SingleCharEsc [24] stands for; 0 where the letter is none.  "\$" is
   XPath's. */
static uint32_t single_character_escape(const struct translator *translator, char letter) {
    switch (letter) {
    case '$': return translator->options & REGEX_XPATH ? '$' : 0;
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return letter && strchr("\\|.?*+(){}-[]^", letter) ? (uint32_t)letter : 0;
    }
}

/* A block [36] by its name behind "Is". */
static bool put_block(struct translator *translator, const char *name, size_t length,
                      bool complement) {
    bool found = false;
    uint32_t next = 0;
    for (size_t i = 0; i < character_blocks_count; i++) {
        const struct character_block *block = &character_blocks[i];
        if (strlen(block->name) != length || memcmp(block->name, name, length) != 0) continue;
        put_ranges(translator, &block->range, 1, complement, &next);
        found = true;
    }
    if (found) put_rest(translator, complement, next);
    return found;
}

static bool is_category(const char *name, size_t length) {
    for (const char *row = character_categories; *row; row++)
        if (row[0] == ' ' && strncmp(row + 1, name, length) == 0 && row[1 + length] == ' ')
            return true;
    return false;
}

/* catEsc, complEsc [25]-[36]: \p{...}, \P{...}; reads from the brace on. */
static bool category_escape(struct translator *translator, bool complement) {
    const char *brace = translator->at;
    if (!accept(translator, '{'))
        return fail_at(translator, brace, "\\%c must be followed by \"{\"", complement ? 'P' : 'p');
    const char *name = translator->at;
    const char *close = memchr(name, '}', (size_t)(translator->end - name));
    if (!close) return fail_at(translator, brace, "\"{\" has no \"}\"");
    size_t length = (size_t)(close - name);
    translator->at = close + 1;
    if (length > 2 && name[0] == 'I' && name[1] == 's') {
        if (put_block(translator, name + 2, length - 2, complement)) return true;
        return fail_at(translator, name, "there is no block \"%.*s\"", (int)(length - 2), name + 2);
    }
    if (length && length <= 2 && is_category(name, length)) {
        buffer_print(translator->out, "\\%c{%.*s}", complement ? 'P' : 'p', (int)length, name);
        return true;
    }
    return fail_at(translator, name, "there is no category \"%.*s\"", (int)length, name);
}

/* What stands inside a class for the escapes of several characters that PCRE2 can name:
   MultiCharEsc [37] without \i, \c and their complements. */
static const struct {
    char letter;
    const char *members;
} multi_character_escapes[] = {
    {'s', "\\x{9}\\x{a}\\x{d}\\x{20}"},
    {'S', "\\x{0}-\\x{8}\\x{b}\\x{c}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}"},
    {'d', "\\p{Nd}"},
    {'D', "\\P{Nd}"},
    {'w', "\\p{L}\\p{M}\\p{N}\\p{S}"},
    {'W', "\\p{P}\\p{Z}\\p{C}"},
};

bool class_escape(struct translator *translator, uint32_t *single) {
    const char *backslash = translator->at - 1;
    if (at_end(translator)) return fail_at(translator, backslash, "\"\\\" escapes nothing");
    char letter = *translator->at;
    *single = single_character_escape(translator, letter);
    if (*single) {
        translator->at++;
        return true;
    }
    for (size_t i = 0; i < sizeof multi_character_escapes / sizeof *multi_character_escapes; i++) {
        if (multi_character_escapes[i].letter != letter) continue;
        translator->at++;
        buffer_text(translator->out, multi_character_escapes[i].members);
        return true;
    }
    if (letter && strchr("iIcC", letter)) {
        translator->at++;
        put_name_escape(translator, letter == 'c' || letter == 'C', letter == 'I' || letter == 'C');
        return true;
    }
    if (letter == 'p' || letter == 'P') {
        translator->at++;
        return category_escape(translator, letter == 'P');
    }
    return fail_at(translator, backslash, "there is no escape \"\\%.*s\"",
                   character_length(translator, translator->at), translator->at);
}

/* ---- classes (F.1) ---- */

/* The end of a range a-z behind its dash: charOrEsc [20], then the range itself is written. */
static bool range_end(struct translator *translator, const char *begin, uint32_t first) {
    uint32_t last;
    if (accept(translator, '\\')) {
        size_t length = translator->out->length;
        if (!class_escape(translator, &last)) return false;
        if (translator->out->length != length)
            return fail_at(translator, begin, "a range must end in a single character");
    } else {
        if (peek(translator, 0) == '-')
            return fail_at(translator, translator->at, "\"-\" must be written \"\\-\" here");
        last = character_read(&translator->at, translator->end);
    }
    if (last < first) return fail_at(translator, begin, "the range ends before it begins");
    put_range(translator, first, last);
    return true;
}

/* One member of a positive group: charRange | charClassEsc ([14], [17]). */
static bool class_member(struct translator *translator, bool is_first) {
    const char *begin = translator->at;
    uint32_t first;
    if (accept(translator, '-')) {
        /* "-" is a member of its own at the beginning and the end of a group only. */
        bool is_last = peek(translator, 0) == ']' ||
                       (peek(translator, 0) == '-' && peek(translator, 1) == '[');
        if (!is_first && !is_last)
            return fail_at(translator, begin, "\"-\" must be written \"\\-\" here");
        put_character(translator, '-');
        return true;
    }
    if (*begin == '[')
        return fail_at(translator, begin, "\"[\" must be written \"\\[\" in a class");
    if (accept(translator, '\\')) {
        if (!class_escape(translator, &first)) return false;
        if (!first) return true;
    } else {
        first = character_read(&translator->at, translator->end);
    }
    char behind_dash = peek(translator, 1);
    bool is_range = peek(translator, 0) == '-' && behind_dash && behind_dash != ']' &&
                    behind_dash != '[' && !(behind_dash == '-' && peek(translator, 2) == '[');
    if (is_range) {
        translator->at++;
        return range_end(translator, begin, first);
    }
    put_character(translator, first);
    return true;
}

/* "-[...]" at the end of a group (charClassSub [16]), from the inner bracket on: A-[B] is an A that
   is not, looked back at, a B. */
static bool subtraction(struct translator *translator, size_t class_begin) {
    insert(translator->out, class_begin, "(?:");
    buffer_text(translator->out, "](?<!");
    translator->at++;
    if (!character_class(translator)) return false;
    buffer_text(translator->out, "))");
    if (accept(translator, ']')) return true;
    return fail_at(translator, translator->at, "\"]\" is missing behind the subtracted class");
}

bool character_class(struct translator *translator) {
    const char *open = translator->at - 1;
    size_t class_begin = translator->out->length;
    if (++translator->depth > DEEPEST_GROUP)
        return fail_at(translator, open, "classes are nested too deeply");
    buffer_byte(translator->out, '[');
    if (accept(translator, '^')) buffer_byte(translator->out, '^');
    const char *first = translator->at;
    for (;;) {
        if (at_end(translator)) return fail_at(translator, open, "\"[\" has no \"]\"");
        if (translator->at > first && peek(translator, 0) == ']') break;
        if (translator->at > first && peek(translator, 0) == '-' && peek(translator, 1) == '[') {
            translator->at++;
            translator->depth--;
            return subtraction(translator, class_begin);
        }
        if (peek(translator, 0) == ']')
            return fail_at(translator, translator->at, "a class must not be empty");
        if (!class_member(translator, translator->at == first)) return false;
    }
    translator->at++;
    translator->depth--;
    buffer_byte(translator->out, ']');
    return true;
}
