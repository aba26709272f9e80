/* Verse: which quotations are stanzas, whose line ends are the poet's.  Where that is in doubt,
   they are prose: of several lines, or a list or an address. */
#include "encode/internal.h"

#include <string.h>

enum { LONGEST_VERSE = 72 };

size_t columns_of(const struct text *text, struct span span) {
    size_t columns = 0;
    for (size_t i = span.start; i < span.end; i++)
        columns += ((unsigned char)text->bytes[i] & 0xC0) != 0x80;
    return columns;
}

/* Whether verse may begin so: with a capital letter, signs of quotation before it, and with no
   label. */
static bool begins_as_verse(const struct document *document, struct span line,
                            struct span first_word) {
    const struct encode_profile *profile = document->profile;
    const char *bytes = document->text->bytes;
    if (bytes[first_word.end - 1] == ':' && first_word.end < line.end) return false;
    for (size_t length; (length = sign_at_start(profile->opening_signs,
                                                profile->opening_signs_count, bytes, line));)
        line.start += length;
    for (size_t length; (length = sign_at_start(profile->closing_signs, /* an apostrophe */
                                                profile->closing_signs_count, bytes, line));)
        line.start += length;
    return !span_is_empty(line) && begins_large(document, line);
}

bool leaves_bracket_open(const struct document *document, struct span words) {
    const char *bytes = document->text->bytes;
    size_t square = 0, round = 0;
    for (size_t i = words.start; i < words.end; i++) {
        square += (bytes[i] == '[') - (size_t)(bytes[i] == ']');
        round += (bytes[i] == '(') - (size_t)(bytes[i] == ')');
    }
    return square || round;
}

/* Whether the line has what is in one column of a table, or a bracket that another line closes. */
static bool is_torn(const struct document *document, struct span line) {
    const char *bytes = document->text->bytes;
    for (size_t i = line.start; i < line.end; i++)
        if (strchr(" \t", bytes[i]) && (bytes[i] == '\t' || bytes[i + 1] == ' ')) return true;
    return leaves_bracket_open(document, line);
}

static struct span take_word(const struct document *document, struct span *rest) {
    const char *bytes = document->text->bytes;
    struct span word = *rest;
    const char *space = memchr(bytes + word.start, ' ', word.end - word.start);
    if (space) word.end = (size_t)(space - bytes);
    rest->start = word.end + (space != NULL);
    return word;
}

/* A semicolon does not say so: items of a list may end with one. */
static bool ends_within_sentence(const struct document *document, struct span line) {
    struct span words = without_marker(document, line);
    return is_cut_short(document, words) && document->text->bytes[words.end - 1] != ';';
}

/* What is seen of a block, line by line. */
struct stanza {
    size_t lines, first, last; /* first, last: the columns of the words of these lines */
    size_t cut_short;          /* so many lines end within a sentence, the last aside */
    size_t words, small;       /* behind the first of a line, and those in small letters */
    bool close;                /* a line goes as far as prose may that ends early on the right */
};

/* Whether that is verse, and not prose or a list by chance. */
static bool is_likely(const struct stanza *stanza) {
    enum { SURELY_MANY = 4 };
    if (stanza->lines >= SURELY_MANY) return true;
    return !stanza->close && (stanza->lines > 2 || 3 * stanza->last >= 2 * stanza->first);
}

bool is_stanza(const struct document *document, struct span block, size_t width, bool goes_on) {
    const struct text *text = document->text;
    struct stanza seen = {0};
    size_t margin = columns_of(text, (struct span){block.start, span_trim(text, block).start});
    size_t end = 0;
    struct span line = {0};
    for (struct span rest = block; !span_is_empty(rest); seen.lines++) {
        struct span whole = span_take_line(text, &rest);
        seen.cut_short += seen.lines && ends_within_sentence(document, line);
        line = span_trim(text, whole);
        struct span others = line, word = take_word(document, &others);
        /* Prose goes on with a word where there is room for it, and has at most the same margin on
           the right. */
        size_t with_word = seen.lines ? end + 1 + columns_of(text, word) : 0;
        seen.close |= with_word + margin > width;
        end = columns_of(text, whole);
        seen.last = columns_of(text, line);
        if (!seen.lines) seen.first = seen.last;
        if (with_word > width || seen.last > LONGEST_VERSE || is_torn(document, line) ||
            !begins_as_verse(document, line, word))
            return false;
        for (; !span_is_empty(others); seen.words++)
            seen.small += begins_small(document, take_word(document, &others));
    }
    if (seen.lines < 2 || !is_likely(&seen)) return false;
    /* Names, addresses and headings have capitals in the line too, and no sign at its end. */
    return goes_on ||
           (seen.cut_short && 2 * seen.small > seen.words && ends_as_sentence(document, line));
}
