/* Marks: what in a run of words becomes an element: square brackets and what they say, signs behind
   words, dates and references. */
#include "encode/internal.h"

#include "base/memory.h"
#include "text/search.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Brackets within brackets deeper than this stay text, so that no tree is too deep for its users.
 */
enum { DEEPEST_BRACKETS = 24, GROUPS = 8 };

/* ---- the rules for words in brackets ---- */

enum { KNOWN_WORDS = 512, LONGEST_KNOWN = 55 };

/* In each place the words whose hash is its index, the last such that were sought. */
struct known_words {
    struct {
        char words[LONGEST_KNOWN];
        unsigned char length; /* 0: nothing is known yet */
        const struct bracket_rule *rule;
    } places[KNOWN_WORDS];
};

struct known_words *known_words_new(void) {
    return memory_allocate(1, sizeof(struct known_words));
}

static size_t hash_of(const char *words, size_t length) {
    size_t hash = length;
    for (size_t i = 0; i < length; i++)
        hash = hash * 31 + (unsigned char)words[i];
    return hash % KNOWN_WORDS;
}

static const struct bracket_rule *find_rule(const struct document *document, struct span words) {
    struct span whole;
    for (unsigned i = 0; i < document->profile->brackets_count; i++)
        if (regex_find(document->profile->brackets[i].pattern, document->text->bytes, words, &whole,
                       1))
            return &document->profile->brackets[i];
    return NULL;
}

const struct bracket_rule *bracket_rule_for(const struct document *document, struct span words) {
    const char *bytes = document->text->bytes + words.start;
    size_t length = words.end - words.start;
    if (!length || length > LONGEST_KNOWN) return find_rule(document, words);
    size_t place = hash_of(bytes, length);
    struct known_words *known = document->brackets;
    if (known->places[place].length != length ||
        memcmp(known->places[place].words, bytes, length)) {
        known->places[place].rule = find_rule(document, words);
        known->places[place].length = (unsigned char)length;
        memcpy(known->places[place].words, bytes, length);
    }
    return known->places[place].rule;
}

struct mark *mark_add(struct document *document, enum mark_kind kind, struct span span,
                      struct span inner) {
    struct mark *mark = LIST_ADD(document->marks);
    mark->kind = kind;
    mark->span = span;
    mark->inner = inner;
    return mark;
}

bool mark_is_leaf(const struct mark *mark) {
    return mark->kind != MARK_SUPPLIED && mark->kind != MARK_STAGE && mark->kind != MARK_EDITORIAL;
}

/* ---- square brackets ---- */

/* What words in brackets become by the element that their rule names. */
static const enum mark_kind bracket_marks[] = {
    [BRACKET_SUPPLIED] = MARK_SUPPLIED, [BRACKET_GAP] = MARK_GAP,
    [BRACKET_STAGE] = MARK_STAGE,       [BRACKET_NOTE] = MARK_EDITORIAL,
    [BRACKET_FIGURE] = MARK_FIGURE,     [BRACKET_CORRECTION] = MARK_CORRECTION};

static size_t word_start(const char *bytes, size_t start, size_t end);

/* Makes the mark stand for a word before its brackets too, whose correction they hold; `least` is
   where the words begin.  Without such a word they are words put in. */
static void take_corrected_word(struct document *document, struct mark *mark, size_t least) {
    const char *bytes = document->text->bytes;
    struct span groups[GROUPS], bracket = mark->span;
    size_t group = regex_group(mark->rule->pattern, "correction");
    regex_find(mark->rule->pattern, bytes, mark->inner, groups, GROUPS);
    size_t end = bracket.start - (bracket.start > least && bytes[bracket.start - 1] == ' ');
    size_t start = word_start(bytes, least, end);
    mark->kind = MARK_SUPPLIED;
    if (start == end || groups[group].end != mark->inner.end || span_is_empty(groups[group]) ||
        bytes[groups[group].start - 1] != ' ')
        return;
    mark->kind = MARK_CORRECTION;
    mark->span.start = start;
    mark->inner = (struct span){start, bracket.start};
    mark->correction = groups[group];
    mark->value = document_copy(document, (struct span){bracket.start, groups[group].start - 1});
}

/* Says what the words of the pair of brackets at `mark` make of it. */
static void classify_bracket(struct document *document, struct mark *mark, size_t least) {
    struct span number;
    enum break_kind kind = break_find(document, mark->span, &number);
    if (kind != BREAK_NONE) {
        mark->kind = kind == BREAK_PAGE ? MARK_PAGE : MARK_COLUMN;
        mark->inner = number;
        return;
    }
    /* What holds brackets of its own says more than that something is left out. */
    size_t length = mark->inner.end - mark->inner.start;
    if (memchr(document->text->bytes + mark->inner.start, '[', length)) return;
    mark->rule = bracket_rule_for(document, mark->inner);
    if (mark->rule) mark->kind = bracket_marks[mark->rule->element];
    if (mark->kind == MARK_CORRECTION) take_corrected_word(document, mark, least);
}

/* Whether the span is one of the signs that stand behind words. */
static bool is_one_of(const struct document *document, struct span span, char *const *signs,
                      unsigned count) {
    const char *bytes = document->text->bytes + span.start;
    for (unsigned i = 0; i < count; i++) {
        size_t length = strlen(signs[i]);
        if (length == span.end - span.start && !memcmp(bytes, signs[i], length)) return true;
    }
    return false;
}

/* Whether the brackets are a sign of doubt or of a slip, which without a word before it stays as it
   is. */
static bool is_sign(const struct document *document, struct span span) {
    const struct encode_profile *profile = document->profile;
    return is_one_of(document, span, profile->doubts, profile->doubts_count) ||
           is_one_of(document, span, profile->slips, profile->slips_count);
}

static void say_not_closed(struct document *document, size_t offset) {
    text_say(document->text, offset, document->report, SEVERITY_WARNING,
             "encode/bracket-not-closed", "add the ] that is missing, if the source has it",
             "this [ is not closed in its paragraph; it stays as it is");
}

/* Finds pairs of brackets.  A mark is made at each [ and gets its end at the ] that closes it, so
   marks come in the order of their beginnings; those that are never closed are taken out. */
static void find_brackets(struct document *document, struct span span) {
    const char *bytes = document->text->bytes;
    size_t open[DEEPEST_BRACKETS], depth = 0, first = document->marks_count, too_deep = 0;
    /* The next bracket of either kind. */
    size_t next[] = {search_byte(bytes, span.start, span.end, '['),
                     search_byte(bytes, span.start, span.end, ']')};
    for (size_t i; (i = next[next[1] < next[0]]) < span.end;) {
        next[bytes[i] == ']'] = search_byte(bytes, i + 1, span.end, bytes[i]);
        if (bytes[i] == '[' && depth == DEEPEST_BRACKETS) {
            if (!too_deep++)
                text_say(document->text, i, document->report, SEVERITY_WARNING,
                         "encode/brackets-too-deep", NULL,
                         "brackets within brackets deeper than %d; these stay as they are",
                         DEEPEST_BRACKETS);
        } else if (bytes[i] == '[') {
            open[depth++] = document->marks_count;
            mark_add(document, MARK_SUPPLIED, (struct span){i, i}, (struct span){0});
        } else if (too_deep) {
            too_deep--;
        } else if (depth) {
            struct mark *mark = &document->marks[open[--depth]];
            mark->span.end = i + 1;
            mark->inner = (struct span){mark->span.start + 1, i};
            classify_bracket(document, mark, span.start);
        } else {
            text_say(document->text, i, document->report, SEVERITY_WARNING,
                     "encode/bracket-not-opened", NULL,
                     "this ] closes no bracket of its paragraph; it stays as it is");
        }
    }
    size_t kept = first;
    for (size_t i = first; i < document->marks_count; i++) {
        bool closed = document->marks[i].span.end > document->marks[i].span.start;
        if (!closed) say_not_closed(document, document->marks[i].span.start);
        if (closed && !span_is_empty(span_trim(document->text, document->marks[i].inner)) &&
            !is_sign(document, document->marks[i].span))
            document->marks[kept++] = document->marks[i];
    }
    document->marks_count = kept;
}

/* Form feeds in words that go on over several pages, as those of a note may. */
static void find_form_feeds(struct document *document, struct span span) {
    const char *bytes = document->text->bytes;
    for (size_t i = span.start; i < span.end; i++) {
        const char *line_end = memchr(bytes + i, '\n', span.end - i);
        size_t end = line_end ? (size_t)(line_end - bytes) : span.end;
        struct span words = span_trim(document->text, (struct span){i, end}), number;
        if (!span_is_empty(words) && form_feed_find(document, words, &number))
            mark_add(document, MARK_PAGE, words, number);
        i = end;
    }
}

/* ---- signs of doubt and of slips ---- */

/* Where the word begins that ends at `end`. */
static size_t word_start(const char *bytes, size_t start, size_t end) {
    while (end > start) {
        size_t previous = end - 1;
        while (previous > start && (bytes[previous] & 0xC0) == 0x80)
            previous--;
        utf8proc_int32_t code;
        utf8proc_iterate((const utf8proc_uint8_t *)bytes + previous,
                         (utf8proc_ssize_t)(end - previous), &code);
        utf8proc_category_t category = utf8proc_category(code);
        bool of_word = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) ||
                       code == '-' || code == '.' || code == 0x2019 || code == '\'' ||
                       code == 0x2013;
        if (!of_word) break;
        end = previous;
    }
    return end;
}

/* The length of the sign with which the words end that may stand behind a word; 0 where none does.
 */
static size_t sign_behind_word(const struct document *document, struct span words) {
    const struct encode_profile *profile = document->profile;
    const char *bytes = document->text->bytes;
    if (span_is_empty(words)) return 0;
    if (bytes[words.end - 1] == ')') return 1;
    size_t length = sign_at_end(profile->closing_signs, profile->closing_signs_count, bytes, words);
    if (!length) length = sign_at_end(profile->pauses, profile->pauses_count, bytes, words);
    if (!length) length = sign_at_end(profile->stops, profile->stops_count, bytes, words);
    return length;
}

/* A sign of a slip may stand a space behind its word; one of doubt there stands for a word. */
static void find_signs(struct document *document, struct span span, enum mark_kind kind,
                       char *const *signs, unsigned count) {
    const char *bytes = document->text->bytes;
    for (unsigned i = 0; i < count; i++) {
        const char *sign = signs[i];
        size_t length = strlen(sign);
        for (size_t at = span.start; at + length <= span.end; at++) {
            const char *found = memchr(bytes + at, sign[0], span.end - at);
            if (!found || (at = (size_t)(found - bytes)) + length > span.end) break;
            if (memcmp(found, sign, length)) continue;
            bool apart = kind == MARK_SIC && at > span.start && bytes[at - 1] == ' ';
            struct span before = {span.start, at - apart};
            for (size_t behind; kind == MARK_SIC && (behind = sign_behind_word(document, before));)
                before.end -= behind;
            size_t start = word_start(bytes, before.start, before.end);
            if (start == before.end) continue;
            struct mark *mark = mark_add(document, kind, (struct span){start, at + length},
                                         (struct span){start, at});
            mark->value = sign;
        }
    }
}

/* ---- dates ---- */

/* None begins behind `last`. */
static void find_dates(struct document *document, const struct regex *pattern, struct span span,
                       size_t last) {
    struct span place;
    for (const char *date;
         span.start <= last && (date = date_find(document, pattern, span, last, &place));
         span.start = place.end) {
        if (place.end <= span.start) return; /* a pattern of the user's that may match nothing */
        if (*date) mark_add(document, MARK_DATE, place, place)->value = date;
    }
}

/* ---- putting them in order ---- */

/* By beginnings; of those that begin together the longer first, and of those that are as long the
   one that says more. */
int mark_compare(const void *first, const void *second) {
    const struct mark *a = first, *b = second;
    if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end) return a->span.end > b->span.end ? -1 : 1;
    return (b->volume ? 1 : 0) - (a->volume ? 1 : 0);
}

/* Takes out marks that begin within another and end outside it, and those within a leaf. */
static size_t keep_nested(struct mark *marks, size_t count) {
    const struct mark *open[DEEPEST_BRACKETS + 8];
    size_t kept = 0, depth = 0;
    for (size_t i = 0; i < count; i++) {
        while (depth && open[depth - 1]->span.end <= marks[i].span.start)
            depth--;
        bool fits = !depth || (!mark_is_leaf(open[depth - 1]) &&
                               marks[i].span.end <= open[depth - 1]->inner.end);
        if (!fits || depth == DEEPEST_BRACKETS + 8) continue;
        marks[kept] = marks[i];
        open[depth++] = &marks[kept++];
    }
    return kept;
}

static bool has(sieve_set set, enum sought sought) {
    return set >> sought & 1;
}

static void find_in_words(struct document *document, size_t index) {
    const struct encode_profile *profile = document->profile;
    struct span span = document->runs[index].span;
    size_t last;
    sieve_set may = sieve_sift(profile->sieve, document->text->bytes, span, &last);
    find_brackets(document, span);
    if (document->text->has_form_feeds) find_form_feeds(document, span);
    if (has(may, SOUGHT_DOUBT))
        find_signs(document, span, MARK_UNCLEAR, profile->doubts, profile->doubts_count);
    if (has(may, SOUGHT_SLIP))
        find_signs(document, span, MARK_SIC, profile->slips, profile->slips_count);
    if (has(may, SOUGHT_DATE)) find_dates(document, profile->date, span, last);
    if (has(may, SOUGHT_DAY_FIRST)) find_dates(document, profile->day_first, span, last);
    if (may >> SOUGHT_REFERENCE || profile->references_count > SIEVED_REFERENCES)
        references_find(document, index, may);
}

/* TEI has no <stage> in phrases.  Behind the name in a label, as in "MR. NOBLE [Cont.]:", nothing
   is supplied: somebody remarks it. */
static void fit_into_phrase(const struct document *document, const struct run *run,
                            struct mark *mark) {
    const char *bytes = document->text->bytes;
    bool behind = run->kind == RUN_LABEL && mark->span.start > run->span.start &&
                  bytes[mark->span.start - 1] == ' ' && run->span.end - mark->span.end <= 2;
    bool remark = mark->kind == MARK_STAGE || mark->kind == MARK_SUPPLIED;
    if (remark && behind)
        mark->kind = MARK_EDITORIAL;
    else if (mark->kind == MARK_STAGE)
        mark->kind = MARK_SUPPLIED;
}

static void find_in_run(struct document *document, size_t index) {
    struct run *run = &document->runs[index];
    bool play = run->kind == RUN_LINE || run->kind == RUN_SPEECH;
    run->first_mark = document->marks_count;
    if (play)
        play_find_marks(document, index);
    else
        find_in_words(document, index);
    struct mark *marks = document->marks + run->first_mark;
    size_t count = document->marks_count - run->first_mark;
    if (count) qsort(marks, count, sizeof *marks, mark_compare);
    run->mark_count = count ? keep_nested(marks, count) : 0;
    bool phrase = run->kind == RUN_PHRASE || run->kind == RUN_LABEL;
    for (size_t i = 0; phrase && i < run->mark_count; i++)
        fit_into_phrase(document, run, &marks[i]);
    document->marks_count = run->first_mark + run->mark_count;
    if (run->kind != RUN_NOTE && !play)
        markers_find(document, run->span, index, marks, run->mark_count);
}

void marks_find(struct document *document) {
    /* Runs point into the list, so there is one, if an empty one. */
    document->marks =
        memory_grow(document->marks, &document->marks_capacity, 1, sizeof *document->marks);
    for (size_t i = 0; i < document->runs_count; i++)
        find_in_run(document, i);
}

void marks_split_numbers(struct document *document) {
    document->splits_numbers = true;
    document->candidates_count = 0;
    for (size_t i = 0; i < document->runs_count; i++) {
        const struct run *run = &document->runs[i];
        if (run->kind != RUN_NOTE)
            markers_find(document, run->span, i, document->marks + run->first_mark,
                         run->mark_count);
    }
}
