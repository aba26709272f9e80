/* Notes: which candidates are markers.  All of them are aligned with the labels of the lists at
   once: the assignment that places most notes, and them best, is taken, so that a number of the
   text is not mistaken for a marker because it came first. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
    BEYOND_LIST = 3, /* markers may go on so far beyond the last note of a list */
    BAND = 32        /* of many notes with one label, so many before and behind may be meant */
};

/* A note as it is found by its label. */
struct entry {
    size_t key, note;
};

/* A candidate as the marker of a note, and the best way to come there. */
struct pair {
    size_t candidate, note, previous; /* previous: index of a pair; NO_INDEX: none */
};

/* A chain of pairs with rising notes, by its last one. */
struct chain {
    size_t weight, last; /* last: index of the pair; NO_INDEX: the empty chain */
};

struct alignment {
    struct document *document;
    struct entry *entries; /* all notes, by key, then by note */
    size_t list;           /* the first that may serve the candidate at hand */
    LIST_OF(pair, pairs);
    struct chain *tree; /* Fenwick tree: the heaviest chains up to each note */
};

static int compare_entries(const void *first, const void *second) {
    const struct entry *a = first, *b = second;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return (a->note > b->note) - (a->note < b->note);
}

static void make_entries(struct alignment *alignment) {
    const struct document *document = alignment->document;
    alignment->entries = memory_allocate(document->notes_count, sizeof *alignment->entries);
    for (size_t i = 0; i < document->notes_count; i++)
        alignment->entries[i] = (struct entry){document->notes[i].key, i};
    qsort(alignment->entries, document->notes_count, sizeof *alignment->entries, compare_entries);
}

/* Index of the first entry that is not before this one. */
static size_t find_entry(const struct alignment *alignment, struct entry wanted) {
    size_t low = 0, high = alignment->document->notes_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_entries(&alignment->entries[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The list that serves the text at the offset with labels of that kind; NULL where none does. */
static const struct note_list *serving(const struct document *document, enum note_label_kind kind,
                                       size_t offset) {
    size_t low = 0, high = document->lists_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->lists[middle].span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < document->lists_count; low++)
        if (document->lists[low].serves_from[kind] != NO_INDEX) return &document->lists[low];
    return NULL;
}

/* ---- the heaviest chain ---- */

static struct chain best_before(const struct chain *tree, size_t note) {
    struct chain best = {0, NO_INDEX};
    for (; note; note &= note - 1)
        if (tree[note].weight > best.weight) best = tree[note];
    return best;
}

static void add_chain(struct chain *tree, size_t size, size_t note, struct chain chain) {
    for (; note < size; note += note & (~note + 1))
        if (chain.weight > tree[note].weight) tree[note] = chain;
}

/* What a candidate counts for: to place a note outweighs how well its marker stands, unless others
   would have to stand much worse for it.  No end of a number takes the place of another marker. */
static size_t weight_of(const struct candidate *candidate) {
    return (candidate->behind_figures ? 20 : 100) + (size_t)candidate->quality * candidate->quality;
}

/* Adds the pairs of the candidate, the last note first, so that none builds on another of them.
   `rank`: how many candidates of the label came before in the same list. */
static void add_pairs(struct alignment *alignment, size_t index, size_t first, size_t count,
                      size_t rank) {
    size_t size = alignment->document->notes_count + 1;
    size_t from = count > 2 * BAND && rank > BAND ? rank - BAND : 0;
    size_t to = count > 2 * BAND && rank + BAND < count ? rank + BAND : count;
    for (size_t i = to; i > from; i--) {
        size_t note = alignment->entries[first + i - 1].note;
        struct chain before = best_before(alignment->tree, note);
        *LIST_ADD(alignment->pairs) = (struct pair){index, note, before.last};
        size_t weight = before.weight + weight_of(&alignment->document->candidates[index]);
        add_chain(alignment->tree, size, note + 1,
                  (struct chain){weight, alignment->pairs_count - 1});
    }
}

static void choose(struct document *document, size_t candidate, size_t note) {
    document->candidates[candidate].chosen = CHOSEN;
    document->candidates[candidate].note = note;
    if (note != NO_INDEX) document->notes[note].marker = candidate;
}

/* Takes over the chain that ends with the pair, without what overlaps. */
static void choose_chain(struct alignment *alignment, size_t last) {
    struct document *document = alignment->document;
    size_t start = SIZE_MAX;
    for (; last != NO_INDEX; last = alignment->pairs[last].previous) {
        const struct pair *pair = &alignment->pairs[last];
        struct span span = document->candidates[pair->candidate].span;
        if (span.end > start) continue;
        choose(document, pair->candidate, pair->note);
        start = span.start;
    }
}

static void align_kind(struct alignment *alignment, enum note_label_kind kind) {
    struct document *document = alignment->document;
    size_t *ranks = memory_allocate(document->notes_count, sizeof *ranks);
    alignment->tree = memory_allocate(document->notes_count + 1, sizeof *alignment->tree);
    alignment->pairs_count = 0;
    for (size_t i = 0; i < document->candidates_count; i++) {
        const struct candidate *candidate = &document->candidates[i];
        if (label_kind(candidate->key) != kind) continue;
        const struct note_list *list = serving(document, kind, candidate->span.start);
        if (!list) continue;
        size_t first = find_entry(alignment, (struct entry){candidate->key, list->first});
        size_t behind =
            find_entry(alignment, (struct entry){candidate->key, list->first + list->reach});
        if (first == behind) continue;
        add_pairs(alignment, i, first, behind - first, ranks[first]);
        ranks[first] += !candidate->behind_figures;
    }
    choose_chain(alignment, best_before(alignment->tree, document->notes_count).last);
    free(alignment->tree);
    free(ranks);
}

static void align(struct alignment *alignment) {
    for (int kind = 0; kind < LABEL_KINDS; kind++)
        align_kind(alignment, (enum note_label_kind)kind);
}

/* Whether a marker was chosen that shares figures with the candidate: those of "12" may be one
   marker or two, and stand among the next few candidates. */
static bool is_covered(const struct document *document, size_t index) {
    enum { NEAR = 12 };
    struct span span = document->candidates[index].span;
    size_t first = index > NEAR ? index - NEAR : 0;
    for (size_t i = first; i < document->candidates_count && i <= index + NEAR; i++) {
        const struct candidate *other = &document->candidates[i];
        if (other->chosen && other->span.start < span.end && span.start < other->span.end)
            return true;
    }
    return false;
}

/* ---- notes left over, and the ends of numbers ---- */

/* Whether a note with a number has no marker. */
static bool is_left_over(const struct document *document) {
    for (size_t i = 0; i < document->notes_count; i++)
        if (document->notes[i].marker == NO_INDEX &&
            label_kind(document->notes[i].key) == LABEL_NUMBER)
            return true;
    return false;
}

/* Whether the candidate, the end of a number, is as good as the one chosen for the same note. */
static bool competes(const struct candidate *candidate, const struct candidate *chosen) {
    return candidate->behind_figures && candidate->key == chosen->key &&
           candidate->quality >= chosen->quality;
}

/* Whether between the markers before and behind the one chosen there is another that is as good. */
static bool is_doubtful(const struct document *document, size_t index) {
    const struct candidate *all = document->candidates, *chosen = &all[index];
    for (size_t i = index; i-- > 0 && !all[i].chosen;)
        if (competes(&all[i], chosen)) return true;
    for (size_t i = index + 1; i < document->candidates_count && !all[i].chosen; i++)
        if (competes(&all[i], chosen)) return true;
    return false;
}

/* Takes the ends of numbers for markers of the notes left over, where the order leaves no choice.
 */
static void align_left_over(struct alignment *alignment) {
    struct document *document = alignment->document;
    if (!is_left_over(document)) return;
    marks_split_numbers(document);
    for (size_t i = 0; i < document->notes_count; i++)
        document->notes[i].marker = NO_INDEX;
    align(alignment);
    for (size_t i = 0; i < document->candidates_count; i++) {
        struct candidate *candidate = &document->candidates[i];
        if (!candidate->chosen || !candidate->behind_figures || !is_doubtful(document, i)) continue;
        document->notes[candidate->note].marker = NO_INDEX;
        candidate->chosen = NOT_CHOSEN;
        candidate->note = NO_INDEX;
    }
}

/* ---- markers of notes that are missing ---- */

/* The number of the nearest marker behind each candidate that is of the same list; NO_INDEX where
   there is none.  The caller frees the table. */
static size_t *find_next_numbers(const struct document *document) {
    size_t *next = memory_allocate(document->candidates_count, sizeof *next);
    size_t number = NO_INDEX, list = NO_INDEX;
    for (size_t i = document->candidates_count; i-- > 0;) {
        const struct candidate *candidate = &document->candidates[i];
        next[i] = number;
        if (candidate->chosen != CHOSEN || label_kind(candidate->key) != LABEL_NUMBER) continue;
        number = label_number(candidate->key);
        list = document->lists[document->notes[candidate->note].list].leader;
        if (!i) break;
        const struct candidate *before = &document->candidates[i - 1];
        const struct note_list *serves = serving(document, LABEL_NUMBER, before->span.start);
        if (!serves || (size_t)(serves - document->lists) != list) number = NO_INDEX;
    }
    return next;
}

/* Good markers whose numbers are between those of their neighbours, but not in the list. */
static void find_missing(struct alignment *alignment) {
    struct document *document = alignment->document;
    size_t *next = find_next_numbers(document), last = 0;
    const struct note_list *list = NULL;
    for (size_t i = 0; i < document->candidates_count; i++) {
        struct candidate *candidate = &document->candidates[i];
        if (label_kind(candidate->key) != LABEL_NUMBER || label_has_suffix(candidate->key))
            continue;
        const struct note_list *serves = serving(document, LABEL_NUMBER, candidate->span.start);
        if (!serves) continue;
        size_t number = label_number(candidate->key);
        if (serves != list) last = 0;
        list = serves;
        if (candidate->chosen) last = number;
        size_t entry = find_entry(alignment, (struct entry){candidate->key, list->first});
        bool listed = entry < document->notes_count &&
                      alignment->entries[entry].key == candidate->key &&
                      alignment->entries[entry].note < list->first + list->reach;
        if (candidate->chosen || listed || candidate->quality < GOOD_MARKER || number <= last ||
            number >= next[i] || is_covered(document, i) || number < list->least ||
            number > list->largest + BEYOND_LIST)
            continue;
        choose(document, i, NO_INDEX);
        last = number;
    }
    free(next);
}

static void say_missing(struct document *document) {
    for (size_t i = 0; i < document->candidates_count; i++) {
        const struct candidate *candidate = &document->candidates[i];
        if (!candidate->chosen || candidate->note != NO_INDEX) continue;
        text_say(document->text, candidate->span.start, document->report, SEVERITY_WARNING,
                 "encode/note-missing", NULL, "the list of notes has no note %zu",
                 label_number(candidate->key));
    }
}

/* ---- notes that the chain left out, and markers that stand twice ---- */

/* A candidate as it is found by its label. */
struct place {
    size_t key, offset, candidate;
};

static int compare_places(const void *first, const void *second) {
    const struct place *a = first, *b = second;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

/* The good candidates, by label and place.  The caller frees them. */
static struct place *sort_candidates(const struct document *document, size_t *count) {
    struct place *places = memory_allocate(document->candidates_count, sizeof *places);
    *count = 0;
    for (size_t i = 0; i < document->candidates_count; i++) {
        const struct candidate *candidate = &document->candidates[i];
        if (candidate->chosen || candidate->quality >= GOOD_MARKER)
            places[(*count)++] = (struct place){candidate->key, candidate->span.start, i};
    }
    qsort(places, *count, sizeof *places, compare_places);
    return places;
}

/* The only place of the note's label in the text that its list serves, if it is free. */
static struct candidate *find_single(const struct document *document, const struct note *note,
                                     const struct place *places, size_t count) {
    const struct note_list *list = &document->lists[document->lists[note->list].leader];
    size_t low = 0, high = count, from = list->serves_from[label_kind(note->key)];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&places[middle], &(struct place){note->key, from, 0}) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        low < count && places[low].key == note->key && places[low].offset < list->span.start;
    bool several = found && low + 1 < count && places[low + 1].key == note->key &&
                   places[low + 1].offset < list->span.start;
    struct candidate *candidate = found ? &document->candidates[places[low].candidate] : NULL;
    bool free_ = candidate && !several && !is_covered(document, places[low].candidate);
    return free_ ? candidate : NULL;
}

static void place_left_over(struct document *document, size_t index, struct candidate *candidate) {
    const struct note *note = &document->notes[index];
    const char *label = document_copy(document, note->label);
    if (candidate) {
        choose(document, (size_t)(candidate - document->candidates), index);
        text_say(document->text, candidate->span.start, document->report, SEVERITY_WARNING,
                 "encode/marker-out-of-order", "check whether the number belongs to another note",
                 "the marker of note %s stands out of order", label);
    } else {
        text_say(document->text, note->words.start, document->report, SEVERITY_WARNING,
                 "encode/note-without-marker", NULL,
                 "no marker for note %s was found; the note stands at the end of its document",
                 label);
    }
}

static void place_rest(struct document *document) {
    size_t count;
    struct place *places = sort_candidates(document, &count);
    for (size_t i = 0; i < document->notes_count; i++)
        if (document->notes[i].marker == NO_INDEX)
            place_left_over(document, i, find_single(document, &document->notes[i], places, count));
    free(places);
}

/* One of the best markers behind that of the only note of its label refers to that note again. */
static void find_repeated(struct alignment *alignment) {
    struct document *document = alignment->document;
    for (size_t i = 0; i < document->candidates_count; i++) {
        struct candidate *candidate = &document->candidates[i];
        if (candidate->quality < BEST_MARKER || is_covered(document, i)) continue;
        const struct note_list *list =
            serving(document, label_kind(candidate->key), candidate->span.start);
        if (!list) continue;
        size_t entry = find_entry(alignment, (struct entry){candidate->key, list->first});
        bool found = entry < document->notes_count &&
                     alignment->entries[entry].key == candidate->key &&
                     alignment->entries[entry].note < list->first + list->reach;
        size_t note = found ? alignment->entries[entry].note : NO_INDEX;
        bool several = found && entry + 1 < document->notes_count &&
                       alignment->entries[entry + 1].key == candidate->key &&
                       alignment->entries[entry + 1].note < list->first + list->reach;
        if (!found || several || document->notes[note].marker > i) continue;
        candidate->chosen = CHOSEN_REPEATED;
        candidate->note = note;
        text_say(document->text, candidate->span.start, document->report, SEVERITY_WARNING,
                 "encode/marker-repeated", "check whether the number belongs to the text",
                 "the marker of note %s stands a second time",
                 document_copy(document, document->notes[note].label));
    }
}

/* ---- without a list: the longest chain 1, 2, 3, … whose markers stand as markers do ---- */

static void choose_numbers(struct document *document, const size_t *previous, size_t last,
                           size_t count) {
    size_t first = last;
    for (size_t i = last; i != NO_INDEX; i = previous[i]) {
        choose(document, i, NO_INDEX);
        first = i;
    }
    text_say(document->text, document->candidates[first].span.start, document->report,
             SEVERITY_WARNING, "encode/note-missing",
             "add the list of notes to the end of the source, if you have it",
             count > 1 ? "the source has markers of notes, but no list of notes: %zu to %zu "
                         "are without text"
                       : "the source has the marker of note %zu, but no list of notes",
             (size_t)1, count);
}

static void align_without_list(struct document *document) {
    size_t count = document->candidates_count, longest = 0;
    struct chain *best = memory_allocate(count + 2, sizeof *best);
    size_t *previous = memory_allocate(count, sizeof *previous);
    for (size_t i = 0; i < count; i++) {
        const struct candidate *candidate = &document->candidates[i];
        size_t number = label_number(candidate->key);
        if (!number || number > count || (number > 1 && !best[number - 1].weight)) continue;
        size_t weight = best[number - 1].weight + candidate->quality;
        if (weight <= best[number].weight) continue;
        previous[i] = number > 1 ? best[number - 1].last : NO_INDEX;
        best[number] = (struct chain){weight, i};
    }
    for (size_t length = 1; length <= count && best[length].weight; length++)
        if (best[length].weight >= (length < 3 ? GOOD_MARKER : GOOD_MARKER - 3) * length)
            longest = length;
    if (longest) choose_numbers(document, previous, best[longest].last, longest);
    free(previous);
    free(best);
}

void notes_align_once(struct document *document) {
    struct alignment alignment = {.document = document};
    make_entries(&alignment);
    align(&alignment);
    free(alignment.entries);
    free(alignment.pairs);
}

void notes_align(struct document *document) {
    bool numbered = false;
    for (size_t i = 0; i < document->lists_count; i++)
        numbered |= document->lists[i].serves_from[LABEL_NUMBER] != NO_INDEX;
    if (document->notes_count) {
        struct alignment alignment = {.document = document};
        make_entries(&alignment);
        align(&alignment);
        align_left_over(&alignment);
        if (numbered) find_missing(&alignment);
        say_missing(document);
        place_rest(document);
        find_repeated(&alignment);
        free(alignment.entries);
        free(alignment.pairs);
    }
    if (!numbered) align_without_list(document);
}
