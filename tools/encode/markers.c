/* Markers: what in the text may be the marker of a note.  How well it stands as one is weighed in
   marker_quality.c; that it is one is said by the order of them all, in notes.c. */
#include "encode/marker_reader.h"

#include "base/figures.h"
#include "base/memory.h"
#include "text/search.h"

#include <ctype.h>
#include <string.h>

enum { LONGEST_MARKER = 6 };

/* The signs around the label, and the token of rend. */
static const struct {
    const char *before, *behind, *token;
} forms[] = {
    [MARKER_PLAIN] = {"", "", NULL},
    [MARKER_SUPERSCRIPT] = {"", "", "marker-superscript"},
    [MARKER_BRACKET] = {"[", "]", "marker-bracket"},
    [MARKER_PARENS] = {"(", ")", "marker-parens"},
    [MARKER_SLASH] = {"", "/", "marker-slash"},
};

const char *marker_token(enum marker_form form) {
    return forms[form].token;
}

static bool is_word(unsigned char byte) {
    return isalnum(byte) || byte >= 0x80;
}

static bool form_is_on(const struct document *document, enum marker_form form) {
    return document->marker_forms & 1U << form;
}

/* Offset behind the label at `at`: figures with a letter behind them where the lists have that, one
   letter, or the same sign several times.  `at` itself where there is none. */
static size_t label_end(const struct marker_reader *reader, size_t at) {
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

static void add_candidate(struct marker_reader *reader, struct candidate *candidate) {
    candidate->quality = marker_quality(reader, candidate);
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
static void add_parts(struct marker_reader *reader, const struct candidate *whole,
                      unsigned quality) {
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
static void add_end_of_number(struct marker_reader *reader, size_t start, size_t end) {
    const struct document *document = reader->document;
    struct candidate found = {.span = {start, end}, .run = reader->run, .note = NO_INDEX};
    found.key = label_key(reader->document, found.span, false);
    if (found.key == NO_LABEL) return;
    found.quality = marker_quality_of_end(reader, found.span);
    found.behind_figures = found.quality <= WEAK_MARKER;
    if (!found.quality || (found.behind_figures && !document->splits_numbers)) return;
    *LIST_ADD(reader->document->candidates) = found;
}

/* Whether the number is that of its run, as of a heading or paragraph, and ends in no marker. */
static bool is_number_of_run(const struct marker_reader *reader, struct span number) {
    return number.start == reader->span.start && number.end < reader->span.end &&
           strchr(".)", reader->bytes[number.end]);
}

/* Splits the number that begins at `at`, or goes on there behind a date. */
static void split_number(struct marker_reader *reader, size_t at) {
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
static bool is_emphasis(struct marker_reader *reader, struct span sign) {
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
static size_t read_label(struct marker_reader *reader, size_t at) {
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
    unsigned quality = parts ? document->candidates[count].quality : 0;
    if (parts) add_parts(reader, &found, quality < WEAK_MARKER ? quality : WEAK_MARKER);
    return end;
}

/* The number with which a reference ends may hold a marker too: "Document 122". */
static void split_reference(struct marker_reader *reader, const struct mark *mark) {
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

static size_t read_plain(struct marker_reader *reader, size_t at) {
    size_t end = read_label(reader, at);
    if (isdigit((unsigned char)reader->bytes[at])) split_number(reader, at);
    return end;
}

/* Reads the label in brackets at `at`, where there is one; returns the offset behind it. */
static size_t read_in_brackets(struct marker_reader *reader, size_t at) {
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
    document->figures_only = !memchr(starts, 1, sizeof document->marker_starts);
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
    struct marker_reader reader = {document, document->text->bytes, span, run, NO_INDEX, {0}};
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
