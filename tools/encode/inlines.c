/* Inlines: the words of every run become its element's content, with an element for each mark. */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
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
   is none, or 0. */
static const char *quantity_of(struct document *document, const char *words) {
    static const struct {
        const char *sign, *decimals;
    } fractions[] = {{"¼", ".25"},   {"½", ".5"},   {"¾", ".75"},
                     {"1/4", ".25"}, {"1/2", ".5"}, {"3/4", ".75"}};
    unsigned number = profile_entry(document->profile->numbers, document->profile->numbers_count,
                                    words, strlen(words));
    if (number) return arena_number(document->arena, number);
    size_t digits = strspn(words, "0123456789");
    const char *rest = words + digits + strspn(words + digits, " -");
    const char *decimals = words[digits] ? NULL : "";
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++)
        if (!strcmp(rest, fractions[i].sign)) decimals = fractions[i].decimals;
    bool nothing = decimals && !*decimals && strspn(words, "0") == digits;
    if (!decimals || nothing) return NULL;
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

/* TEI's name of the unit that the word is; NULL where it is none. */
static const char *unit_of(const struct document *document, const char *word) {
    static const char *const units[] = {"character", "word",   "sentence", "line",
                                        "paragraph", "column", "page"};
    const struct encode_profile *profile = document->profile;
    unsigned unit =
        word ? profile_entry(profile->units, profile->units_count, word, strlen(word)) : 0;
    return unit ? units[unit - 1] : NULL;
}

static void set_extent(struct document *document, struct tei_node *gap, const struct mark *mark) {
    struct span groups[GROUPS];
    regex_find(mark->rule->pattern, document->text->bytes, mark->inner, groups, GROUPS);
    const char *extent = group_of(document, mark, groups, "extent");
    const char *unit = unit_of(document, group_of(document, mark, groups, "unit"));
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

/* The id of a note with a sign counts the signs, for a name cannot hold them. */
static void name_note(struct document *document, struct tei_node *note, const char *label,
                      bool sign, const char *place) {
    const char *id = sign ? arena_join(document->arena, document->id, "fns",
                                       arena_number(document->arena, ++document->signs_named))
                          : arena_join(document->arena, document->id, "fn", label);
    tei_set(document->arena, note, "n", label);
    tei_set(document->arena, note, "xml:id", document_id(document, id));
    tei_set(document->arena, note, "place", place);
}

/* Says on rend how the list and the marker write the label. */
static void set_note_rend(struct document *document, struct tei_node *note, const char *listed,
                          const char *marker) {
    if (listed && marker)
        tei_set(document->arena, note, "rend", arena_join(document->arena, listed, " ", marker));
    else if (listed || marker)
        tei_set(document->arena, note, "rend", listed ? listed : marker);
}

/* Says that the note is one of the original. */
static void set_original(struct document *document, struct tei_node *note) {
    tei_set(document->arena, note, "type", "original");
    tei_set(document->arena, note, "resp",
            arena_join(document->arena, "#", document_original_id(document)));
}

/* `marker`: its form's token, or NULL. */
static void finish_note(struct document *document, struct note *note, const char *marker) {
    struct span source;
    enum note_label_kind kind = label_kind(note->key);
    const char *label = kind == LABEL_NUMBER && !label_has_suffix(note->key)
                            ? arena_number(document->arena, label_number(note->key))
                            : document_copy(document, note->label);
    bool at_end = document->lists[note->list].at_end;
    name_note(document, note->element, label, kind == LABEL_SIGN, at_end ? "end" : "bottom");
    if (regex_find(document->profile->source_note, document->text->bytes, note->words, &source, 1))
        tei_set(document->arena, note->element, "type", "source");
    else if (regex_find(document->profile->original_note, document->text->bytes, note->words,
                        &source, 1))
        set_original(document, note->element);
    set_note_rend(document, note->element, note->rend, marker);
}

static void add_note(struct filler *filler, struct tei_node *parent, size_t index) {
    struct document *document = filler->document;
    const struct candidate *candidate = &document->candidates[index];
    const char *marker = marker_token(candidate->form);
    if (candidate->note != NO_INDEX) {
        struct note *listed = &document->notes[candidate->note];
        finish_note(document, listed, marker);
        tei_append(parent, listed->element);
        return;
    }
    struct tei_node *note = tei_element(document->arena, parent, "note");
    name_note(document, note, arena_number(document->arena, label_number(candidate->key)), false,
              "bottom");
    set_note_rend(document, note, NULL, marker);
    tei_set(document->arena, tei_element(document->arena, note, "gap"), "reason", "missing");
}

/* A marker that stands again refers to the note at its first place. */
static void add_repeated(struct filler *filler, struct tei_node *parent, const struct mark *mark) {
    struct document *document = filler->document;
    const struct candidate *candidate = &document->candidates[mark->candidate];
    const struct tei_node *note = document->notes[candidate->note].element;
    struct tei_node *reference = tei_element(document->arena, parent, "ref");
    tei_set(document->arena, reference, "type", "noteAnchor");
    tei_set(document->arena, reference, "target",
            arena_join(document->arena, "#", tei_get(note, "xml:id")));
    add_text(filler, reference, mark->span.start, mark->span.end);
}

/* ---- the rest ---- */

static void fill(struct filler *filler, struct tei_node *element, struct span span);

/* A mark whose words stay its content, with what was found in them. */
static void add_phrase(struct filler *filler, struct tei_node *parent, const struct mark *mark,
                       const char *name, const char *attribute) {
    struct tei_node *element = tei_element(filler->document->arena, parent, name);
    if (attribute && mark->value) tei_set(filler->document->arena, element, attribute, mark->value);
    fill(filler, element, mark->inner);
}

static void add_date(struct filler *filler, struct tei_node *parent, const struct mark *mark) {
    struct tei_node *date = tei_element(filler->document->arena, parent, "date");
    date_set(filler->document->arena, date, mark->value);
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
    case MARK_STAGE: add_phrase(filler, parent, mark, "stage", "rend"); break;
    case MARK_UNCLEAR: add_phrase(filler, parent, mark, "unclear", "rend"); break;
    case MARK_SIC: add_phrase(filler, parent, mark, "sic", "rend"); break;
    case MARK_REFERENCE: add_reference(filler, parent, mark); break;
    case MARK_DATE: add_date(filler, parent, mark); break;
    case MARK_GAP: add_gap(filler, parent, mark); break;
    case MARK_NOTE: add_note(filler, parent, mark->candidate); break;
    case MARK_REPEATED: add_repeated(filler, parent, mark); break;
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

/* Takes out the brackets that are a marker's signs.  Both are in order. */
static size_t drop_covered(struct mark *marks, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool before = kept && marks[kept - 1].span.start == marks[i].span.start &&
                      marks[kept - 1].span.end == marks[i].span.end;
        bool marker = marks[i].kind == MARK_NOTE || marks[i].kind == MARK_REPEATED;
        if (before && marker)
            marks[kept - 1] = marks[i];
        else if (!before)
            marks[kept++] = marks[i];
    }
    return kept;
}

/* Takes out the dates whose years go on with figures that are no marker. */
static size_t drop_unlikely_dates(const struct document *document, struct mark *marks,
                                  size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = marks[i].span.end;
        bool goes_on = marks[i].kind == MARK_DATE && end < document->span.end &&
                       isdigit((unsigned char)document->text->bytes[end]);
        if (!goes_on || (i + 1 < count && marks[i + 1].span.start == end)) marks[kept++] = marks[i];
    }
    return kept;
}

/* Ends the references before the markers with which they end. */
static size_t cut_references(struct document *document, size_t run, struct mark *marks,
                             size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct mark mark = marks[i];
        bool cut = i + 1 < count && mark.kind == MARK_REFERENCE && marks[i + 1].kind == MARK_NOTE &&
                   marks[i + 1].span.start < mark.span.end;
        if (!cut || reference_cut(document, run, &mark, marks[i + 1].span.start))
            marks[kept++] = mark;
    }
    return kept;
}

/* Gathers a run's marks and the markers chosen in it; *next_candidate goes behind them. */
static size_t gather(struct document *document, size_t index, size_t *next_candidate,
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
            (struct mark){.kind = candidate->chosen == CHOSEN ? MARK_NOTE : MARK_REPEATED,
                          .span = candidate->span,
                          .candidate = *next_candidate};
    }
    if (count == run->mark_count || !run->mark_count)
        return drop_unlikely_dates(document, *marks, count);
    qsort(*marks, count, sizeof **marks, mark_compare);
    count = drop_unlikely_dates(document, *marks, drop_covered(*marks, count));
    return document->splits_numbers ? cut_references(document, index, *marks, count) : count;
}

/* Whether one of the notes stands in the heading of a chapter, outside the document's division. */
static bool serves_chapter(const struct document *document, const struct note_list *list) {
    for (size_t i = 0; document->chapter && i < list->count; i++) {
        const struct tei_node *element = document->notes[list->first + i].element;
        while (element && element != document->chapter)
            element = element->parent;
        if (element) return true;
    }
    return false;
}

/* The id of the rest of a note, by which its list names it. */
static const char *name_rest(struct document *document, const struct note_rest *rest) {
    const char *n = tei_get(document->notes[rest->note].element, "n");
    const char *id = document_id(document, arena_join(document->arena, document->id, "fn",
                                                      arena_join(document->arena, n, "p2")));
    tei_set(document->arena, rest->element, "xml:id", id);
    return id;
}

/* What a list that is not plain needs: its place, and its notes in their order. */
static void finish_list(struct document *document, struct note_list *list) {
    struct buffer notes = {0};
    if (list->is_elsewhere || (list->plain && !serves_chapter(document, list))) return;
    if (!list->milestone)
        list->milestone = tei_element(document->arena, document->division, "milestone");
    if (list->rest)
        buffer_print(&notes, " #%s", name_rest(document, &document->rests[list->rest - 1]));
    for (size_t i = 0; i < list->count && list->end_shared == 0; i++)
        buffer_print(&notes, " #%s", tei_get(document->notes[list->first + i].element, "xml:id"));
    shared_list_name(document, list, &notes);
    tei_set(document->arena, list->milestone, "unit", "notes");
    tei_set(document->arena, list->milestone, "corresp",
            arena_copy(document->arena, notes.bytes + 1, notes.length - 1));
    buffer_free(&notes);
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
        if (note->marker != NO_INDEX) continue;
        finish_note(document, note, NULL);
        tei_set(document->arena, note->element, "anchored", "false");
        tei_append(document->division, note->element);
    }
    if (document->part->kind == PART_NOTES) shared_ids_take(document);
    for (size_t i = 0; i < document->lists_count; i++)
        finish_list(document, &document->lists[i]);
}
