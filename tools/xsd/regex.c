/* Translates regular expressions of XML Schema and of XPath to PCRE2; see regex.h.  One function
   for each production of the grammar in Part 2, appendix F, reading the expression from left to
   right and appending what it means; what XPath adds (F&O 3.1 5.6.1) stands at its production.

   What differs: \i \c \d \w and blocks are XML Schema's own, classes can be subtracted, no
   quantifier is possessive; in XML Schema ^ and $ are ordinary, groups do not capture, and no
   quantifier is lazy. */
#include "xsd/translator.h"

#include <string.h>

enum {
    LARGEST_REPETITION = 65535, /* of one quantifier in PCRE2 */
    LARGEST_COUNT =
        100000000, /* no string is longer: as a maximum it is none, as a minimum too large */
    LARGEST_SIZE = 100000000,     /* where the estimate of the size stops counting */
    LARGEST_TRANSLATION = 1 << 18 /* bytes that a large quantity may be written as */
};

/* ---- reading ---- */

bool fail_at(struct translator *translator, const char *at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(translator->message, format, arguments);
    va_end(arguments);
    size_t before = character_count((struct text){translator->start, at});
    if (at == translator->end)
        buffer_text(translator->message, " at the end");
    else
        buffer_print(translator->message, " at character %zu", before + 1);
    return false;
}

/* ---- writing ---- */

void put_character(struct translator *translator, uint32_t character) {
    bool plain = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
                 (character >= '0' && character <= '9');
    if (plain)
        buffer_byte(translator->out, (char)character);
    else
        buffer_print(translator->out, "\\x{%x}", (unsigned)character);
}

/* ---- atoms, pieces, branches ---- */

static bool regular_expression(struct translator *translator, size_t *size);

static bool is_xpath(const struct translator *translator) {
    return translator->options & REGEX_XPATH;
}

/* "(...)" behind its parenthesis; in XPath it captures unless it begins with "?:". */
static bool group(struct translator *translator, size_t *size) {
    const char *open = translator->at - 1;
    if (++translator->depth > DEEPEST_GROUP)
        return fail_at(translator, open, "groups are nested too deeply");
    bool captures = is_xpath(translator);
    if (captures && peek(translator, 0) == '?' && peek(translator, 1) == ':') {
        translator->at += 2;
        captures = false;
    }
    size_t number = translator->groups;
    if (captures) translator->groups++, buffer_byte(&translator->closed, false);
    buffer_text(translator->out, captures ? "(" : "(?:");
    if (!regular_expression(translator, size)) return false;
    if (!accept(translator, ')')) return fail_at(translator, open, "\"(\" has no \")\"");
    buffer_byte(translator->out, ')');
    if (captures) translator->closed.bytes[number] = true;
    translator->depth--;
    *size += 10;
    return true;
}

/* backReference (F&O 3.1 5.6.1) at its first digit, which is not 0: as many digits as make the
   number of a group. */
static bool back_reference(struct translator *translator) {
    const char *backslash = translator->at - 1;
    size_t number = 0;
    for (char digit; (digit = peek(translator, 0)) >= '0' && digit <= '9'; translator->at++) {
        size_t longer = number * 10 + (size_t)(digit - '0');
        if (number && longer > translator->groups) break;
        number = longer;
    }
    if (number > translator->groups || !translator->closed.bytes[number - 1])
        return fail_at(translator, backslash, "no group %zu ends before this", number);
    buffer_print(translator->out, "(?:\\g{%zu})", number);
    return true;
}

/* What "\" begins outside of classes.  The flag i is not for sets of characters (F&O 3.1 5.6.1.1).
 */
static bool escape(struct translator *translator) {
    uint32_t character;
    char next = peek(translator, 0);
    if (is_xpath(translator) && next >= '1' && next <= '9') return back_reference(translator);
    bool one_case = translator->options & REGEX_XPATH && next && strchr("pPiIcC", next);
    buffer_text(translator->out, one_case ? "(?-i:[" : "[");
    if (!class_escape(translator, &character)) return false;
    if (character) put_character(translator, character);
    buffer_text(translator->out, one_case ? "])" : "]");
    return true;
}

/* The metacharacters of XPath that stand for a place; NULL where the byte is none. */
static const char *anchor(const struct translator *translator, char byte) {
    if (!is_xpath(translator)) return NULL;
    bool lines = translator->options & REGEX_MULTI_LINE;
    if (byte == '^') return lines ? "(?m:^)" : "(?:\\A)";
    if (byte == '$') return lines ? "(?m:$)" : "(?:\\z)";
    return NULL;
}

/* atom [9]: a normal character, a class, a group, or what XPath adds. */
static bool atom(struct translator *translator, size_t *size) {
    const char *begin = translator->at;
    size_t before = translator->out->length;
    *size = 0;
    if (accept(translator, '(')) return group(translator, size);
    const char *place = anchor(translator, *begin);
    if (place) {
        translator->at++;
        buffer_text(translator->out, place);
    } else if (accept(translator, '[')) {
        if (!character_class(translator)) return false;
    } else if (accept(translator, '.')) {
        bool all = translator->options & REGEX_DOT_ALL;
        buffer_text(translator->out, all ? "(?s:.)" : "[^\\x{a}\\x{d}]");
    } else if (accept(translator, '\\')) {
        if (!escape(translator)) return false;
    } else {
        uint32_t character = character_read(&translator->at, translator->end);
        if (character < 0x80 && character && strchr("?*+", (char)character))
            return fail_at(translator, begin, "\"%c\" has nothing to repeat", (char)character);
        if (character < 0x80 && character && strchr("{}]", (char)character))
            return fail_at(translator, begin, "\"%c\" must be written \"\\%c\"", (char)character,
                           (char)character);
        put_character(translator, character);
    }
    *size = (translator->out->length - before) / 2 + 2;
    return true;
}

/* QuantExact [7]: digits.  Quantities that no memory could hold are all the same. */
static bool quantity(struct translator *translator, size_t *count) {
    const char *begin = translator->at;
    *count = 0;
    for (; peek(translator, 0) >= '0' && peek(translator, 0) <= '9'; translator->at++) {
        *count = *count * 10 + (size_t)(*translator->at - '0');
        if (*count > LARGEST_COUNT) *count = LARGEST_COUNT;
    }
    return translator->at > begin ? true : fail_at(translator, begin, "a number is missing");
}

/* Writes {minimum,maximum} or {minimum,} behind the atom that was written from `begin` on.  PCRE2
   counts up to 65535 only, so that a larger quantity is written as several, with the atom again in
   between. */
static bool put_quantity(struct translator *translator, const char *brace, size_t begin,
                         size_t minimum, size_t maximum, bool unbounded) {
    struct buffer *out = translator->out;
    size_t length = out->length - begin;
    size_t copies = maximum / LARGEST_REPETITION + 1;
    if (minimum == LARGEST_COUNT && is_xpath(translator)) { /* which matches nothing there is */
        out->length = begin;
        buffer_text(out, "(?!)");
        return true;
    }
    if (minimum == LARGEST_COUNT || copies > LARGEST_TRANSLATION / (length + 16))
        return fail_at(translator, brace, "the quantity is too large");
    for (;;) {
        bool is_last = maximum <= LARGEST_REPETITION;
        size_t least = minimum < LARGEST_REPETITION ? minimum : LARGEST_REPETITION;
        size_t most = is_last ? maximum : LARGEST_REPETITION;
        if (is_last && unbounded)
            buffer_print(out, "{%zu,}", least);
        else
            buffer_print(out, "{%zu,%zu}", least, most);
        if (is_last) return true;
        minimum -= least;
        maximum -= most;
        char *copy = buffer_reserve(out, length);
        memcpy(copy, out->bytes + begin, length);
        out->length += length;
    }
}

/* quantifier [4] behind an atom; multiplies the atom's size by it. */
static bool quantifier(struct translator *translator, size_t atom_begin, bool is_group,
                       size_t *size) {
    const char *begin = translator->at;
    char sign = peek(translator, 0);
    if (sign && strchr("?*+", sign)) {
        translator->at++;
        buffer_byte(translator->out, sign);
        *size += 2;
        if (sign == '+' && is_group) *size *= 2;
    } else if (accept(translator, '{')) {
        size_t minimum, maximum;
        bool unbounded = false;
        if (!quantity(translator, &minimum)) return false;
        maximum = minimum;
        if (accept(translator, ',')) {
            unbounded = peek(translator, 0) == '}';
            if (!unbounded && !quantity(translator, &maximum)) return false;
            if (maximum == LARGEST_COUNT) unbounded = true, maximum = minimum;
        }
        if (!accept(translator, '}'))
            return fail_at(translator, translator->at, "\"}\" is missing");
        if (maximum < minimum)
            return fail_at(translator, begin, "the quantity's maximum is below its minimum");
        if (!put_quantity(translator, begin, atom_begin, minimum, maximum, unbounded)) return false;
        *size += 4;
        if (is_group)
            *size *= maximum + 1;
        else
            *size += *size * (maximum / LARGEST_REPETITION);
    } else {
        return true;
    }
    if (*size > LARGEST_SIZE) *size = LARGEST_SIZE;
    if (is_xpath(translator) && accept(translator, '?')) buffer_byte(translator->out, '?');
    char next = peek(translator, 0);
    if (next && strchr("?*+{", next))
        return fail_at(translator, translator->at, "a quantifier cannot follow a quantifier");
    return true;
}

/* regExp [1]: branches [2] of pieces [3]. */
static bool regular_expression(struct translator *translator, size_t *size) {
    size_t total = 0;
    while (!at_end(translator) && peek(translator, 0) != ')') {
        if (accept(translator, '|')) {
            buffer_byte(translator->out, '|');
            total += 3;
            continue;
        }
        size_t begin = translator->out->length, piece_size;
        bool is_group = false;
        if (!atom(translator, &piece_size)) return false;
        is_group = translator->out->bytes[begin] == '(';
        if (!quantifier(translator, begin, is_group, &piece_size)) return false;
        total += piece_size;
        if (total > LARGEST_SIZE) total = LARGEST_SIZE;
    }
    *size = total;
    return true;
}

static bool translate(struct translator *translator, size_t *size) {
    buffer_append(translator->out, "", 0);
    bool done = regular_expression(translator, size);
    if (done && !at_end(translator))
        done = fail_at(translator, translator->at, "\")\" has no \"(\" before it");
    buffer_free(&translator->closed);
    return done;
}

bool regex_translate_xsd(const char *expression, size_t length, struct buffer *translated,
                         size_t *size, struct buffer *message) {
    struct translator translator = {.start = expression,
                                    .at = expression,
                                    .end = expression + length,
                                    .out = translated,
                                    .message = message};
    return translate(&translator, size);
}

/* REGEX_EXTENDED: white space outside of classes is left out, also behind "\". */
static void leave_white_space_out(const char *expression, size_t length, struct buffer *rest) {
    size_t depth = 0;
    bool escaped = false;
    for (size_t i = 0; i < length; i++) {
        char byte = expression[i];
        if (!depth && character_is_space(byte)) continue;
        buffer_byte(rest, byte);
        if (!escaped && byte == '[') depth++;
        if (!escaped && byte == ']' && depth) depth--;
        escaped = !escaped && byte == '\\';
    }
}

bool regex_translate_xpath(const char *expression, size_t length, unsigned options,
                           struct buffer *translated, size_t *groups, struct buffer *message) {
    struct buffer rest = {0};
    size_t size;
    if (options & REGEX_EXTENDED) {
        leave_white_space_out(expression, length, &rest);
        expression = rest.bytes ? rest.bytes : "";
        length = rest.length;
    }
    struct translator translator = {.start = expression,
                                    .at = expression,
                                    .end = expression + length,
                                    .out = translated,
                                    .message = message,
                                    .options = options | REGEX_XPATH};
    bool done = translate(&translator, &size);
    *groups = translator.groups;
    buffer_free(&rest);
    return done;
}
