/* Inlines: the words of every run become its element's content, with an element for each mark. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 8 };

/* The marks of one run, in order, as its content is made. */
struct filler {
    struct document *document;
    const struct mark *next, *end;
};

static void add_text(struct filler *filler, struct tei_node *element, size_t start, size_t end) {
    if (start < end)
        tei_text(filler->document->arena, element, filler->document->text->bytes + start,
                 end - start);
}

/* ---- gaps ---- */

/* A quantity in words or figures as a number: "two" is 2, "1½" and "1 1/2" are 1.5; NULL where it
 * is none. */
static const char *quantity_of(struct document *document, const char *words) {
    static const struct {
        const char *sign, *decimals;
    } fractions[] = {{"¼", ".25"},   {"½", ".5"},   {"¾", ".75"},
                     {"1/4", ".25"}, {"1/2", ".5"}, {"3/4", ".75"}};
    for (unsigned i = 0; i < document->profile->numbers_count; i++)
        if (!strcmp(document->profile->numbers[i], words))
            return arena_print(document->arena, "%u", i + 1);
    size_t digits = strspn(words, "0123456789");
    const char *rest = words + digits + strspn(words + digits, " -");
    const char *decimals = words[digits] ? NULL : "";
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++)
        if (!strcmp(rest, fractions[i].sign)) decimals = fractions[i].decimals;
    if (!decimals) return NULL;
    return arena_print(document->arena, "%.*s%s", digits ? (int)digits : 1, digits ? words : "0",
                       decimals);
}

/* The words of a group of the rule's pattern; NULL where it took no part. */
static const char *group_of(struct document *document, const struct mark *mark,
                            const struct span *groups, const char *name) {
    size_t group = regex_group(mark->rule->pattern, name);
    if (!group || group >= GROUPS || groups[group].start == SIZE_MAX) return NULL;
    return span_is_empty(groups[group]) ? NULL : document_copy(document, groups[group]);
}

static void set_extent(struct document *document, struct tei_node *gap, const struct mark *mark) {
    struct span groups[GROUPS];
    regex_find(mark->rule->pattern, document->text->bytes, mark->inner, groups, GROUPS);
    const char *extent = group_of(document, mark, groups, "extent");
    const char *unit = group_of(document, mark, groups, "unit");
    const char *words = group_of(document, mark, groups, "quantity");
    const char *quantity = words ? quantity_of(document, words) : NULL;
    const char *counted = group_of(document, mark, groups, "less")   ? "atMost"
                          : group_of(document, mark, groups, "more") ? "atLeast"
                                                                     : "quantity";
    if (group_of(document, mark, groups, "about")) quantity = NULL;
    if (unit) tei_set(document->arena, gap, "unit", unit);
    if (unit && quantity) tei_set(document->arena, gap, counted, quantity);
    if (extent) tei_set(document->arena, gap, "extent", extent);
}

static void add_gap(struct filler *filler, struct tei_node *parent, const struct mark *mark) {
    struct document *document = filler->document;
    struct tei_node *gap = tei_element(document->arena, parent, "gap");
    tei_set(document->arena, gap, "reason", mark->rule->reason);
    set_extent(document, gap, mark);
    add_text(filler, tei_element(document->arena, gap, "desc"), mark->inner.start, mark->inner.end);
}

/* ---- notes ---- */

static void name_note(struct document *document, struct tei_node *note, size_t number) {
    tei_set(document->arena, note, "n", arena_print(document->arena, "%zu", number));
    tei_set(document->arena, note, "xml:id",
            document_id(document, arena_print(document->arena, "%sfn%zu", document->id, number)));
    tei_set(document->arena, note, "place", "bottom");
}

static void finish_note(struct document *document, struct note *note) {
    struct span source;
    name_note(document, note->element, note->number);
    if (regex_find(document->profile->source_note, document->text->bytes, note->span, &source, 1))
        tei_set(document->arena, note->element, "type", "source");
    else if (regex_find(document->profile->original_note, document->text->bytes, note->span,
                        &source, 1))
        tei_set(document->arena, note->element, "type", "original");
    if (note->rend) tei_set(document->arena, note->element, "rend", note->rend);
}

static void add_note(struct filler *filler, struct tei_node *parent, size_t number) {
    struct document *document = filler->document;
    struct note *listed = note_numbered(document, number);
    if (listed) {
        finish_note(document, listed);
        tei_append(parent, listed->element);
        return;
    }
    struct tei_node *note = tei_element(document->arena, parent, "note");
    name_note(document, note, number);
    tei_set(document->arena, tei_element(document->arena, note, "gap"), "reason", "missing");
}

/* ---- the rest ---- */

static void fill(struct filler *filler, struct tei_node *element, struct span span);

/* A mark whose words stay its content, with what was found in them. */
static void add_phrase(struct filler *filler, struct tei_node *parent, const struct mark *mark,
                       const char *name, const char *attribute) {
    struct tei_node *element = tei_element(filler->document->arena, parent, name);
    if (attribute) tei_set(filler->document->arena, element, attribute, mark->value);
    fill(filler, element, mark->inner);
}

static void add_date(struct filler *filler, struct tei_node *parent, const struct mark *mark) {
    struct tei_node *date = tei_element(filler->document->arena, parent, "date");
    date_set(filler->document, date, mark->value);
    fill(filler, date, mark->inner);
}

static void add_editorial(struct filler *filler, struct tei_node *parent, const struct mark *mark) {
    struct tei_node *note = tei_element(filler->document->arena, parent, "note");
    tei_set(filler->document->arena, note, "type", "editorial");
    fill(filler, note, mark->inner);
}

struct tei_node *figure_add(struct document *document, struct tei_node *parent, struct span words) {
    struct tei_node *figure = tei_element(document->arena, parent, "figure");
    struct tei_node *description = tei_element(document->arena, figure, "figDesc");
    tei_text(document->arena, description, document->text->bytes + words.start,
             words.end - words.start);
    return figure;
}

/* A slip, and what the editor says is right, with the words before that on rend. */
static void add_correction(struct filler *filler, struct tei_node *parent,
                           const struct mark *mark) {
    struct arena *arena = filler->document->arena;
    struct tei_node *choice = tei_element(arena, parent, "choice");
    add_text(filler, tei_element(arena, choice, "sic"), mark->inner.start, mark->inner.end);
    struct tei_node *right = tei_element(arena, choice, "corr");
    tei_set(arena, right, "rend", mark->value);
    add_text(filler, right, mark->correction.start, mark->correction.end);
}

static void add_reference(struct filler *filler, struct tei_node *parent, const struct mark *mark) {
    struct arena *arena = filler->document->arena;
    struct tei_node *reference = tei_element(arena, parent, "ref");
    if (mark->volume) tei_set(arena, reference, "type", "volume");
    if (mark->volume) tei_set(arena, reference, "n", mark->volume);
    if (mark->value) tei_set(arena, reference, "target", mark->value);
    fill(filler, reference, mark->inner);
}

static void add_mark(struct filler *filler, struct tei_node *parent, const struct mark *mark) {
    switch (mark->kind) {
    case MARK_SUPPLIED: add_phrase(filler, parent, mark, "supplied", NULL); break;
    case MARK_STAGE: add_phrase(filler, parent, mark, "stage", NULL); break;
    case MARK_UNCLEAR: add_phrase(filler, parent, mark, "unclear", "rend"); break;
    case MARK_SIC: add_phrase(filler, parent, mark, "sic", "rend"); break;
    case MARK_REFERENCE: add_reference(filler, parent, mark); break;
    case MARK_DATE: add_date(filler, parent, mark); break;
    case MARK_GAP: add_gap(filler, parent, mark); break;
    case MARK_NOTE: add_note(filler, parent, mark->number); break;
    case MARK_EDITORIAL: add_editorial(filler, parent, mark); break;
    case MARK_FIGURE: figure_add(filler->document, parent, mark->inner); break;
    case MARK_CORRECTION: add_correction(filler, parent, mark); break;
    case MARK_PAGE:
        tei_append(parent, break_new(filler->document, BREAK_PAGE, mark->span, mark->inner));
        break;
    case MARK_COLUMN:
        tei_append(parent, break_new(filler->document, BREAK_COLUMN, mark->span, mark->inner));
        break;
    }
}

static void fill(struct filler *filler, struct tei_node *element, struct span span) {
    size_t written = span.start;
    while (filler->next < filler->end && filler->next->span.start < span.end) {
        const struct mark *mark = filler->next++;
        add_text(filler, element, written, mark->span.start);
        add_mark(filler, element, mark);
        written = mark->span.end;
    }
    add_text(filler, element, written, span.end);
}

/* Gathers a run's marks and the markers chosen in it; *next_candidate goes behind them. */
static size_t gather(const struct document *document, size_t index, size_t *next_candidate,
                     struct mark **marks, size_t *capacity) {
    const struct run *run = &document->runs[index];
    size_t count = run->mark_count;
    *marks = memory_grow(*marks, capacity, count + 1, sizeof **marks);
    if (count) memcpy(*marks, document->marks + run->first_mark, count * sizeof **marks);
    for (; *next_candidate < document->candidates_count; ++*next_candidate) {
        const struct candidate *candidate = &document->candidates[*next_candidate];
        if (candidate->run != index) break;
        if (!candidate->chosen) continue;
        *marks = memory_grow(*marks, capacity, count + 1, sizeof **marks);
        (*marks)[count++] =
            (struct mark){.kind = MARK_NOTE, .span = candidate->span, .number = candidate->number};
    }
    if (count > run->mark_count && run->mark_count)
        qsort(*marks, count, sizeof **marks, mark_compare);
    return count;
}

void inlines_build(struct document *document) {
    struct mark *marks = NULL;
    size_t capacity = 0, next_candidate = 0;
    for (size_t i = 0; i < document->runs_count; i++) {
        size_t count = gather(document, i, &next_candidate, &marks, &capacity);
        struct filler filler = {document, marks, marks + count};
        fill(&filler, document->runs[i].element, document->runs[i].span);
    }
    free(marks);
    for (size_t i = 0; i < document->notes_count; i++) {
        struct note *note = &document->notes[i];
        if (note->anchored) continue;
        finish_note(document, note);
        tei_set(document->arena, note->element, "anchored", "false");
        tei_append(document->division, note->element);
    }
}
