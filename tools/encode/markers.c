/* Markers: what in the text may be the marker of a note, and how well it stands as one.  That a
   figure is one is said by the order of them all, in notes.c; here it is only weighed. */
#include "encode/internal.h"

#include "base/figures.h"
#include "base/memory.h"
#include "text/search.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

enum { LONGEST_MARKER = 6, RULE_GROUPS = 4, BEFORE_RULE = 40, BEHIND_RULE = 24 };

/* The signs around the label, the token of rend, and how well such a marker stands behind a word,
   behind a space, and first in its run. */
static const struct {
    const char *before, *behind, *token;
    unsigned behind_word, behind_space, first;
} forms[] = {
    [MARKER_PLAIN] = {"", "", NULL, 0, 0, 0}, /* depends on what stands around it */
    [MARKER_SUPERSCRIPT] = {"", "", "marker-superscript", 9, 2, 2},
    [MARKER_BRACKET] = {"[", "]", "marker-bracket", 9, 6, 2},
    [MARKER_PARENS] = {"(", ")", "marker-parens", 9, 3, 1},
    [MARKER_SLASH] = {"", "/", "marker-slash", 9, 7, 1},
};

/* A span as it is read from its start to its end. */
struct reader {
    struct document *document;
    const char *bytes;
    struct span span;
    size_t run, last;     /* last: index of the candidate before; NO_INDEX: none yet */
    struct span emphasis; /* the sign that opened one, if not empty */
};

const char *marker_token(enum marker_form form) {
    return forms[form].token;
}

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

static bool is_word(unsigned char byte) {
    return isalnum(byte) || byte >= 0x80;
}

/* Where the character begins that ends at `end`. */
static size_t character_before(const char *bytes, size_t start, size_t end) {
    size_t previous = end - 1;
    while (previous > start && (bytes[previous] & 0xC0) == 0x80)
        previous--;
    return previous;
}

/* Whether the character that ends at `end` is a letter or a figure. */
static bool is_letter_or_figure(const char *bytes, size_t start, size_t end) {
    if (end <= start) return false;
    size_t at = character_before(bytes, start, end);
    utf8proc_int32_t code;
    utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(end - at), &code);
    utf8proc_category_t category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* ---- how well a plain marker stands ---- */

static unsigned quality_behind_letter(const char *bytes, struct span span, size_t at,
                                      utf8proc_category_t category) {
    unsigned char before = at > span.start ? (unsigned char)bytes[at - 1] : ' ';
    if (!is_letter_or_figure(bytes, span.start, at)) return before == '.' ? 6 : 2;
    if (category == UTF8PROC_CATEGORY_LU) return isdigit(before) ? 3 : 6;
    return isdigit(before) ? 7 : GOOD_MARKER;
}

/* Behind a quotation mark: what closes is said by the profile first, as “ opens a quotation in one
   language and closes it in another. */
static unsigned quality_behind_quotation_mark(const struct reader *reader, size_t at, size_t end,
                                              utf8proc_category_t category) {
    const struct encode_profile *profile = reader->document->profile;
    struct span sign = {at, end};
    bool closes =
        sign_at_end(profile->closing_signs, profile->closing_signs_count, reader->bytes, sign) ||
        (category == UTF8PROC_CATEGORY_PF &&
         !sign_at_end(profile->opening_signs, profile->opening_signs_count, reader->bytes, sign));
    bool apart = at == reader->span.start || isspace((unsigned char)reader->bytes[at - 1]);
    return closes && !apart ? BEST_MARKER : 1;
}

/* Behind the character that ends at `end`; 0: no marker stands there. */
static unsigned quality_behind(const struct reader *reader, size_t end) {
    const char *bytes = reader->bytes;
    struct span span = reader->span;
    size_t at = character_before(bytes, span.start, end);
    unsigned char c = (unsigned char)bytes[at];
    unsigned char before = at > span.start ? (unsigned char)bytes[at - 1] : ' ';
    if (isspace(c) || isdigit(c) || strchr("[(/$#&+=<", c)) return 0;
    if (strchr(".,:", c)) return isdigit(before) ? WEAK_MARKER : isspace(before) ? 0 : BEST_MARKER;
    if (strchr(")]%*;!?", c)) return isspace(before) ? 1 : BEST_MARKER;
    if (c == '"' || c == '\'') return isspace(before) ? 1 : BEST_MARKER;
    if (c == '-') return islower(before) ? 1 : 0;
    utf8proc_int32_t code;
    utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(end - at), &code);
    utf8proc_category_t category = utf8proc_category(code);
    if (code == 0x2026 || code == 0x2020 || code == 0x2021) return BEST_MARKER;
    if (code == 0x2014) return isspace(before) ? 1 : 4;
    if (code == 0x2013) return islower(before) ? 1 : 0;
    if (category == UTF8PROC_CATEGORY_PF || category == UTF8PROC_CATEGORY_PI)
        return quality_behind_quotation_mark(reader, at, end, category);
    if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
        return quality_behind_letter(bytes, span, at, category);
    return 2;
}

/* Before what begins at `next`, where `behind` is how well it stands to what is before it. */
static unsigned quality_before(const char *bytes, struct span span, size_t next, unsigned behind) {
    if (next >= span.end) return BEST_MARKER;
    unsigned char c = (unsigned char)bytes[next];
    unsigned char after = next + 1 < span.end ? (unsigned char)bytes[next + 1] : ' ';
    if (isupper(c)) return behind == BEST_MARKER ? 4 : 0;
    if (isalpha(c)) return behind == BEST_MARKER && isalpha(after) ? 1 : 0;
    if (c == '/' && isupper(after)) return behind >= GOOD_MARKER ? 4 : 0;
    if (strchr("%/_=", c) || !memcmp(bytes + next, "°", 2)) return 0;
    if (c == ',' && isdigit(after)) return behind > WEAK_MARKER ? WEAK_MARKER : 0;
    if (strchr(".,:-", c) && isdigit(after)) return 0;
    if (strchr(".,:-", c) && isalpha(after)) return 4;
    bool dash = span.end - next > 3 && !memcmp(bytes + next, "–", 3);
    return dash && isdigit((unsigned char)bytes[next + 3]) ? 1 : BEST_MARKER;
}

/* Of a number that begins its run: alone in it, or right before a capital. */
static unsigned quality_of_first(const char *bytes, struct span span, size_t end) {
    while (span.end > end && isspace((unsigned char)bytes[span.end - 1]))
        span.end--;
    if (end == span.end) return 5;
    return isupper((unsigned char)bytes[end]) ? WEAK_MARKER : 0;
}

/* A number that goes on where the marker before it stopped: "him.1, 2". */
static unsigned quality_in_row(const struct reader *reader, const struct candidate *candidate) {
    if (reader->last == NO_INDEX) return 0;
    const struct candidate *last = &reader->document->candidates[reader->last];
    size_t gap = candidate->span.start - last->span.end;
    const char *between = reader->bytes + last->span.end;
    if (last->span.end > candidate->span.start || !gap || gap > 2) return 0;
    if (label_number(last->key) + 1 != label_number(candidate->key)) return 0;
    bool separates = gap == 1 ? strchr(" ,", *between) != NULL : !memcmp(between, ", ", 2);
    return separates && last->quality >= WEAK_MARKER ? 4 : 0;
}

/* Whether the bytes before the number are some that the rule has there. */
static bool may_apply(const struct marker_rule *rule, const char *bytes, struct span near,
                      size_t number) {
    if (number < near.start + 2) return true;
    return byte_set_has(&rule->before.last, (unsigned char)bytes[number - 1]) &&
           byte_set_has(&rule->before.second, (unsigned char)bytes[number - 2]);
}

/* The first rule of the profile that finds the number where it stands, from 1; 0: none does. */
static unsigned find_rule(const struct reader *reader, struct span number, struct span near) {
    const struct encode_profile *profile = reader->document->profile;
    struct span groups[RULE_GROUPS];
    for (unsigned i = 0; i < profile->markers_count; i++) {
        const struct regex *rule = profile->markers[i].pattern;
        if (!may_apply(&profile->markers[i], reader->bytes, near, number.start)) continue;
        size_t group = regex_group(rule, "number");
        struct span rest = near;
        while (regex_find(rule, reader->bytes, rest, groups, RULE_GROUPS) &&
               groups[0].start <= number.start) {
            if (groups[group].start == number.start) return i + 1;
            rest.start = groups[0].end > rest.start ? groups[0].end : rest.start + 1;
            if (rest.start > number.start) break;
        }
    }
    return 0;
}

/* Index of the first number weighed that does not stand before the offset. */
static size_t find_weighed(const struct document *document, size_t offset) {
    size_t low = 0, high = document->weighed_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->weighed[middle].number < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The same, which the first pass over the text keeps for the second. */
static unsigned rule_for(const struct reader *reader, struct span number, struct span near) {
    struct document *document = reader->document;
    size_t count = document->weighed_count;
    if (!count || document->weighed[count - 1].number < number.start) {
        unsigned rule = find_rule(reader, number, near);
        *LIST_ADD(document->weighed) = (struct weighed){number.start, near, rule};
        return rule;
    }
    const struct weighed *weighed = &document->weighed[find_weighed(document, number.start)];
    bool same = weighed->number == number.start && weighed->near.start == near.start &&
                weighed->near.end == near.end;
    return same ? weighed->rule : find_rule(reader, number, near);
}

/* What the rule of the profile says that finds the number where it stands; else `quality`. */
static unsigned apply_rules(const struct reader *reader, struct span number, unsigned quality) {
    struct span near = reader->span;
    if (number.start - near.start > BEFORE_RULE) {
        near.start = number.start - BEFORE_RULE;
        while ((reader->bytes[near.start] & 0xC0) == 0x80)
            near.start++;
    }
    if (near.end - number.end > BEHIND_RULE) {
        near.end = number.end + BEHIND_RULE;
        while ((reader->bytes[near.end] & 0xC0) == 0x80)
            near.end--;
    }
    unsigned rule = rule_for(reader, number, near);
    return rule ? reader->document->profile->markers[rule - 1].weight : quality;
}

static unsigned quality_of_plain(const struct reader *reader, const struct candidate *candidate) {
    struct span span = candidate->span;
    if (span.start == reader->span.start)
        return quality_of_first(reader->bytes, reader->span, span.end);
    unsigned behind = quality_behind(reader, span.start);
    unsigned in_row = behind <= WEAK_MARKER ? quality_in_row(reader, candidate) : 0;
    if (in_row > behind) behind = in_row;
    unsigned before = behind ? quality_before(reader->bytes, reader->span, span.end, behind) : 0;
    unsigned quality = least(behind, before);
    return quality && !in_row ? apply_rules(reader, span, quality) : quality;
}

/* A sign is no part of a number or a word that goes on. */
static unsigned quality_of_sign(const struct reader *reader, const struct candidate *candidate) {
    struct span span = candidate->span;
    if (span.start == reader->span.start) return 0;
    unsigned char before = (unsigned char)reader->bytes[span.start - 1];
    unsigned char after =
        span.end < reader->span.end ? (unsigned char)reader->bytes[span.end] : ' ';
    if (isspace(before) || strchr("([/", before) || isalnum(after)) return 0;
    return BEST_MARKER;
}

static unsigned quality_in_signs(const struct reader *reader, const struct candidate *candidate) {
    struct span span = candidate->span;
    unsigned char after =
        span.end < reader->span.end ? (unsigned char)reader->bytes[span.end] : ' ';
    if (span.start == reader->span.start) return forms[candidate->form].first;
    unsigned char before = (unsigned char)reader->bytes[span.start - 1];
    if (isspace(before)) return isalnum(after) ? 1 : forms[candidate->form].behind_space;
    if (candidate->form == MARKER_SLASH && (isdigit(before) || strchr("/-", before))) return 0;
    unsigned quality = isalnum(after) ? 2 : forms[candidate->form].behind_word;
    if (candidate->form != MARKER_SUPERSCRIPT) return quality;
    return apply_rules(reader, span, isdigit(before) ? WEAKEST_MARKER : quality);
}

static unsigned quality_of(const struct reader *reader, const struct candidate *candidate) {
    if (candidate->form != MARKER_PLAIN) return quality_in_signs(reader, candidate);
    if (label_kind(candidate->key) == LABEL_SIGN) return quality_of_sign(reader, candidate);
    return quality_of_plain(reader, candidate);
}

/* ---- reading them ---- */

static bool form_is_on(const struct document *document, enum marker_form form) {
    return document->marker_forms & 1U << form;
}

/* Offset behind the label at `at`: figures with a letter behind them where the lists have that, one
   letter, or the same sign several times.  `at` itself where there is none. */
static size_t label_end(const struct reader *reader, size_t at) {
    const char *bytes = reader->bytes;
    size_t end = at, limit = reader->span.end, size;
    if (isdigit((unsigned char)bytes[at])) {
        while (end < limit && isdigit((unsigned char)bytes[end]))
            end++;
        bool suffixed = reader->document->has_suffixes && end < limit && islower(bytes[end]) &&
                        (end + 1 == limit || !is_word((unsigned char)bytes[end + 1]));
        return end - at > LONGEST_MARKER ? at : end + suffixed;
    }
    if (islower((unsigned char)bytes[at])) return at + 1;
    while (end < limit && superscript_digit(bytes, end, limit, &size) >= 0)
        end += size;
    if (end > at) return end - at > 3 * LONGEST_MARKER ? at : end;
    for (size = 1; at + size < limit && (bytes[at + size] & 0xC0) == 0x80;)
        size++;
    for (end = at + size; end + size <= limit && !memcmp(bytes + at, bytes + end, size);)
        end += size;
    return end;
}

static void add_candidate(struct reader *reader, struct candidate *candidate) {
    candidate->quality = quality_of(reader, candidate);
    if (!candidate->quality) return;
    struct document *document = reader->document;
    *LIST_ADD(document->candidates) = *candidate;
    reader->last = document->candidates_count - 1;
}

/* How many numbers from `first` on make up the digits; 0 where they do not. */
static size_t count_parts(const char *digits, size_t length, size_t first) {
    size_t parts = 0;
    for (size_t at = 0, size; at < length; at += size, parts++) {
        char figures[MOST_FIGURES], *end = figures + MOST_FIGURES;
        const char *number = figures_before(end, first + parts);
        size = (size_t)(end - number);
        if (size > length - at || memcmp(digits + at, number, size)) return 0;
    }
    return parts;
}

/* Figures may be several markers side by side: "12" those of notes 1 and 2. */
static void add_parts(struct reader *reader, const struct candidate *whole, unsigned quality) {
    const char *digits = reader->bytes + whole->span.start;
    size_t total = whole->span.end - whole->span.start, first = 0;
    for (size_t length = 1; 2 * length <= total; length++) {
        first = 10 * first + (size_t)(digits[length - 1] - '0');
        size_t parts = count_parts(digits, total, first), end = whole->span.start;
        for (size_t i = 0; i < parts; i++) {
            struct candidate *part = LIST_ADD(reader->document->candidates);
            char figures[MOST_FIGURES], *behind = figures + MOST_FIGURES;
            *part = *whole;
            part->key = label_of_number(first + i);
            part->quality = quality;
            part->span.start = end;
            part->span.end = end += (size_t)(behind - figures_before(behind, first + i));
        }
    }
}

/* The end of a number, from `start` up to `end`, may be a marker where it is too long for what it
   is, as a rule of the profile says; where notes are left over, any end may be. */
static void add_end_of_number(struct reader *reader, size_t start, size_t end) {
    const struct document *document = reader->document;
    struct candidate found = {.span = {start, end}, .run = reader->run, .note = NO_INDEX};
    found.key = label_key(reader->document, found.span, false);
    if (found.key == NO_LABEL) return;
    if (quality_before(reader->bytes, reader->span, end, GOOD_MARKER) < GOOD_MARKER) return;
    found.quality = apply_rules(reader, found.span, WEAKEST_MARKER);
    found.behind_figures = found.quality <= WEAK_MARKER;
    if (!found.quality || (found.behind_figures && !document->splits_numbers)) return;
    *LIST_ADD(reader->document->candidates) = found;
}

/* Whether the number is that of its run, as of a heading or paragraph, and ends in no marker. */
static bool is_number_of_run(const struct reader *reader, struct span number) {
    return number.start == reader->span.start && number.end < reader->span.end &&
           strchr(".)", reader->bytes[number.end]);
}

/* Splits the number that begins at `at`, or goes on there behind a date. */
static void split_number(struct reader *reader, size_t at) {
    enum { SHORTEST_SPLIT = 5, LONGEST_SPLIT = 7, LONGEST_END = 3 };
    const char *bytes = reader->bytes;
    size_t start = at, end = at;
    while (end < reader->span.end && isdigit((unsigned char)bytes[end]))
        end++;
    while (start > reader->span.start && isdigit((unsigned char)bytes[start - 1]))
        start--;
    bool is_long = end - start >= SHORTEST_SPLIT && end - start <= LONGEST_SPLIT;
    if (!is_long && !reader->document->splits_numbers) return;
    if (is_number_of_run(reader, (struct span){start, end})) return;
    size_t first = end - start > LONGEST_END ? end - LONGEST_END : start + 1;
    for (size_t i = first > at ? first : at; i < end; i++)
        add_end_of_number(reader, i, end);
}

/* A sign before a word opens an emphasis, and its like behind a word closes it. */
static bool is_emphasis(struct reader *reader, struct span sign) {
    const char *bytes = reader->bytes;
    bool first = sign.start == reader->span.start;
    bool behind_space = first || strchr(" \t\n(\"", bytes[sign.start - 1]);
    bool before_word = sign.end < reader->span.end && !isspace((unsigned char)bytes[sign.end]);
    if (behind_space) {
        reader->emphasis = before_word ? sign : (struct span){0};
        return true;
    }
    size_t length = sign.end - sign.start;
    struct span open = reader->emphasis;
    bool closes = open.end - open.start == length && length &&
                  !memcmp(bytes + open.start, bytes + sign.start, length);
    if (closes) reader->emphasis = (struct span){0};
    return closes;
}

/* Reads the label at `at`, without signs around it; returns the offset behind it. */
static size_t read_label(struct reader *reader, size_t at) {
    struct document *document = reader->document;
    const char *bytes = reader->bytes;
    size_t end = label_end(reader, at), limit = reader->span.end;
    if (end == at) { /* too long */
        while (end < limit && isdigit((unsigned char)bytes[end]))
            end++;
        return end > at ? end : at + 1;
    }
    struct candidate found = {.span = {at, end}, .run = reader->run, .note = NO_INDEX};
    found.key = label_key(document, found.span, false);
    if (found.key == NO_LABEL) return end;
    enum note_label_kind kind = label_kind(found.key);
    bool digits = isdigit((unsigned char)bytes[at]);
    bool superscript = kind == LABEL_NUMBER && !digits;
    bool slash = !superscript && form_is_on(document, MARKER_SLASH) && end < limit &&
                 bytes[end] == '/' && (end + 1 == limit || !isalnum((unsigned char)bytes[end + 1]));
    if (slash) {
        bool in_word = at > reader->span.start && is_word((unsigned char)bytes[at - 1]);
        found.form = MARKER_SLASH;
        found.span.end++;
        if (kind != LABEL_LETTER || !in_word) add_candidate(reader, &found);
        return found.span.end;
    }
    if (kind == LABEL_LETTER) return end;
    if (kind == LABEL_SIGN && is_emphasis(reader, found.span)) return end;
    if (superscript) found.form = MARKER_SUPERSCRIPT;
    size_t count = document->candidates_count;
    add_candidate(reader, &found);
    bool parts = document->candidates_count > count && digits && !label_has_suffix(found.key);
    if (parts) add_parts(reader, &found, least(document->candidates[count].quality, WEAK_MARKER));
    return end;
}

/* The number with which a reference ends may hold a marker too: "Document 122". */
static void split_reference(struct reader *reader, const struct mark *mark) {
    size_t start = mark->span.end;
    while (start > mark->span.start && isdigit((unsigned char)reader->bytes[start - 1]))
        start--;
    size_t first = reader->document->candidates_count, kept = first;
    split_number(reader, start);
    for (size_t i = first; i < reader->document->candidates_count; i++) {
        const struct candidate *found = &reader->document->candidates[i];
        if (reference_may_end(reader->document, mark, start, found->span.start))
            reader->document->candidates[kept++] = *found;
    }
    reader->document->candidates_count = kept;
}

static size_t read_plain(struct reader *reader, size_t at) {
    size_t end = read_label(reader, at);
    if (isdigit((unsigned char)reader->bytes[at])) split_number(reader, at);
    return end;
}

/* Reads the label in brackets at `at`, where there is one; returns the offset behind it. */
static size_t read_in_brackets(struct reader *reader, size_t at) {
    enum marker_form form = reader->bytes[at] == '[' ? MARKER_BRACKET : MARKER_PARENS;
    if (!form_is_on(reader->document, form) || at + 2 >= reader->span.end) return at + 1;
    size_t end = label_end(reader, at + 1);
    if (end >= reader->span.end || reader->bytes[end] != *forms[form].behind) return at + 1;
    struct candidate found = {
        .span = {at, end + 1}, .run = reader->run, .form = form, .note = NO_INDEX};
    found.key = label_key(reader->document, (struct span){at + 1, end}, false);
    bool superscript = found.key != NO_LABEL && label_kind(found.key) == LABEL_NUMBER &&
                       !isdigit((unsigned char)reader->bytes[at + 1]);
    if (found.key == NO_LABEL || superscript || end == at + 1) return at + 1;
    add_candidate(reader, &found);
    return end + 1;
}

/* Whether a superscript figure stands in the document: of U+00B2, U+00B3 and U+00B9 the first byte
   in UTF-8 is C2, of the others the second is 81. */
static bool has_superscripts(const struct document *document) {
    const char *bytes = document->text->bytes;
    const size_t end = document->span.end;
    size_t size;
    for (size_t i = document->span.start; (i = search_byte(bytes, i, end, '\xC2')) < end; i++)
        if (superscript_digit(bytes, i, end, &size) >= 0) return true;
    for (size_t i = document->span.start + 1; (i = search_byte(bytes, i, end, '\x81')) < end; i++)
        if (superscript_digit(bytes, i - 1, end, &size) >= 0) return true;
    return false;
}

void markers_prepare(struct document *document) {
    bool *starts = document->marker_starts;
    memset(starts, 0, sizeof document->marker_starts);
    if (document->superscripts == SUPERSCRIPTS_NOT_SOUGHT)
        document->superscripts = has_superscripts(document) ? SUPERSCRIPTS : SUPERSCRIPTS_NONE;
    starts[0xC2] = starts[0xE2] = document->superscripts == SUPERSCRIPTS;
    starts['['] = form_is_on(document, MARKER_BRACKET);
    starts['('] = form_is_on(document, MARKER_PARENS);
    for (int c = 'a'; c <= 'z'; c++)
        starts[c] = form_is_on(document, MARKER_SLASH);
    for (size_t i = 0; i < document->signs_count; i++)
        starts[(unsigned char)document->text->bytes[document->signs[i].start]] = true;
    document->figures_only = !memchr(starts, true, sizeof document->marker_starts);
    for (int c = '0'; c <= '9'; c++)
        starts[c] = true;
}

/* Where the next marker may begin. */
static size_t next_start(const struct document *document, struct span span) {
    const char *bytes = document->text->bytes;
    if (document->figures_only) return search_digit(bytes, span.start, span.end);
    while (span.start < span.end && !document->marker_starts[(unsigned char)bytes[span.start]])
        span.start++;
    return span.start;
}

void markers_find(struct document *document, struct span span, size_t run, const struct mark *marks,
                  size_t count) {
    struct reader reader = {document, document->text->bytes, span, run, NO_INDEX, {0}};
    /* Words that go on without a space are told by what stands before them. */
    while (reader.span.start > document->span.start &&
           !isspace((unsigned char)reader.bytes[reader.span.start - 1]))
        reader.span.start--;
    const struct mark *mark = marks, *last = count ? marks + count : marks;
    for (size_t i = span.start; i < span.end;) {
        i = next_start(document, (struct span){i, span.end});
        if (i == span.end) break;
        while (mark < last && (!mark_is_leaf(mark) || mark->span.end <= i))
            mark++;
        char c = reader.bytes[i];
        bool in_mark = mark < last && mark->span.start <= i;
        if (in_mark && mark->kind == MARK_REFERENCE && document->splits_numbers)
            split_reference(&reader, mark);
        if (in_mark)
            i = mark->span.end;
        else
            i = c == '[' || c == '(' ? read_in_brackets(&reader, i) : read_plain(&reader, i);
    }
}
