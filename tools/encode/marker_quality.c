/* How well what may be a marker stands as one: by the character before it and the one behind, and
   by the rules of the profile.  A step between reading markers, in markers.c, and choosing them. */
#include "encode/marker_reader.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

enum { RULE_GROUPS = 4, BEFORE_RULE = 40, BEHIND_RULE = 24 };

/* How well a marker in signs stands behind a word, behind a space, and first in its run. */
static const struct {
    unsigned behind_word, behind_space, first;
} forms[] = {
    [MARKER_PLAIN] = {0, 0, 0}, /* depends on what stands around it */
    [MARKER_SUPERSCRIPT] = {9, 2, 2}, [MARKER_BRACKET] = {9, 6, 2},
    [MARKER_PARENS] = {9, 3, 1},      [MARKER_SLASH] = {9, 7, 1},
};

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
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
static unsigned quality_behind_quotation_mark(const struct marker_reader *reader, size_t at,
                                              size_t end, utf8proc_category_t category) {
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
static unsigned quality_behind(const struct marker_reader *reader, size_t end) {
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
static unsigned quality_in_row(const struct marker_reader *reader,
                               const struct candidate *candidate) {
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
static unsigned find_rule(const struct marker_reader *reader, struct span number,
                          struct span near) {
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
static unsigned rule_for(const struct marker_reader *reader, struct span number, struct span near) {
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
static unsigned apply_rules(const struct marker_reader *reader, struct span number,
                            unsigned quality) {
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

static unsigned quality_of_plain(const struct marker_reader *reader,
                                 const struct candidate *candidate) {
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
static unsigned quality_of_sign(const struct marker_reader *reader,
                                const struct candidate *candidate) {
    struct span span = candidate->span;
    if (span.start == reader->span.start) return 0;
    unsigned char before = (unsigned char)reader->bytes[span.start - 1];
    unsigned char after =
        span.end < reader->span.end ? (unsigned char)reader->bytes[span.end] : ' ';
    if (isspace(before) || strchr("([/", before) || isalnum(after)) return 0;
    return BEST_MARKER;
}

static unsigned quality_in_signs(const struct marker_reader *reader,
                                 const struct candidate *candidate) {
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

unsigned marker_quality(const struct marker_reader *reader, const struct candidate *candidate) {
    if (candidate->form != MARKER_PLAIN) return quality_in_signs(reader, candidate);
    if (label_kind(candidate->key) == LABEL_SIGN) return quality_of_sign(reader, candidate);
    return quality_of_plain(reader, candidate);
}

unsigned marker_quality_of_end(const struct marker_reader *reader, struct span figures) {
    unsigned before = quality_before(reader->bytes, reader->span, figures.end, GOOD_MARKER);
    return before < GOOD_MARKER ? 0 : apply_rules(reader, figures, WEAKEST_MARKER);
}
