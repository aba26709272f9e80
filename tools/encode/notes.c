/* Notes: which numbers in the text are markers.  All candidates are aligned with the sequence of
   note numbers at once: the assignment that places most notes, and them best, is taken, so that a
   number of the text is not mistaken for a marker because it came first. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

/* Markers may go on so far beyond the last note of the list. */
enum { BEYOND_LIST = 3, NONE = -1 };

/* A chain of candidates with rising numbers, by its last one. */
struct chain {
    size_t weight;
    ptrdiff_t last; /* index of the candidate; NONE: the empty chain */
};

/* The note of that number in the list, whose numbers rise; NULL where there is none. */
struct note *note_numbered(const struct document *document, size_t number) {
    size_t low = 0, high = document->notes_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->notes[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < document->notes_count && document->notes[low].number == number;
    return found ? &document->notes[low] : NULL;
}

static void choose(struct document *document, const ptrdiff_t *previous, ptrdiff_t last) {
    for (; last != NONE; last = previous[last])
        document->candidates[last].chosen = true;
}

/* ---- with a list of notes: the heaviest chain of rising numbers ---- */

/* The heaviest chain with numbers up to `number`, kept in a Fenwick tree. */
static struct chain best_up_to(const struct chain *tree, size_t number) {
    struct chain best = {0, NONE};
    for (; number; number &= number - 1)
        if (tree[number].weight > best.weight) best = tree[number];
    return best;
}

static void add_chain(struct chain *tree, size_t size, size_t number, struct chain chain) {
    for (; number < size; number += number & (~number + 1))
        if (chain.weight > tree[number].weight) tree[number] = chain;
}

/* What a candidate counts for: a note placed outweighs how well any marker stands. */
static size_t weight_of(const struct document *document, const struct candidate *candidate) {
    size_t first = document->notes[0].number;
    size_t last = document->notes[document->notes_count - 1].number;
    if (candidate->number < first || candidate->number > last + BEYOND_LIST) return 0;
    if (note_numbered(document, candidate->number)) return 1000 + 10 * candidate->quality;
    return candidate->quality == 3 ? 30 : 0;
}

static void align_with_list(struct document *document) {
    size_t first = document->notes[0].number;
    size_t size = document->notes[document->notes_count - 1].number + BEYOND_LIST - first + 2;
    struct chain *tree = memory_allocate(size, sizeof *tree);
    ptrdiff_t *previous = memory_allocate(document->candidates_count, sizeof *previous);
    for (size_t i = 0; i < document->candidates_count; i++) {
        const struct candidate *candidate = &document->candidates[i];
        size_t weight = weight_of(document, candidate);
        if (!weight) continue;
        struct chain before = best_up_to(tree, candidate->number - first);
        previous[i] = before.last;
        add_chain(tree, size, candidate->number - first + 1,
                  (struct chain){before.weight + weight, (ptrdiff_t)i});
    }
    choose(document, previous, best_up_to(tree, size - 1).last);
    free(previous);
    free(tree);
}

/* ---- without one: the longest chain 1, 2, 3, … whose markers stand as markers do ---- */

static void align_without_list(struct document *document) {
    size_t count = document->candidates_count, longest = 0;
    struct chain *best = memory_allocate(count + 2, sizeof *best);
    ptrdiff_t *previous = memory_allocate(count, sizeof *previous);
    for (size_t i = 0; i < count; i++) {
        const struct candidate *candidate = &document->candidates[i];
        size_t number = candidate->number;
        if (number > count || (number > 1 && !best[number - 1].weight)) continue;
        size_t weight = best[number - 1].weight + candidate->quality;
        if (weight <= best[number].weight) continue;
        previous[i] = number > 1 ? best[number - 1].last : NONE;
        best[number] = (struct chain){weight, (ptrdiff_t)i};
    }
    for (size_t length = 1; length <= count && best[length].weight; length++)
        if (best[length].weight >= (length < 3 ? 3 : 2) * length) longest = length;
    if (longest) choose(document, previous, best[longest].last);
    free(previous);
    free(best);
}

/* ---- what was not placed ---- */

/* For each number of the list, counted from its first, the only candidate that stands as a marker
   does; NULL where there are none, or several, or one that was chosen.  The caller frees the table.
 */
static struct candidate **find_single(struct document *document) {
    size_t first = document->notes[0].number;
    size_t size = document->notes[document->notes_count - 1].number - first + 1;
    struct candidate **single = memory_allocate(size, sizeof *single);
    size_t *counts = memory_allocate(size, sizeof *counts);
    for (size_t i = 0; i < document->candidates_count; i++) {
        struct candidate *candidate = &document->candidates[i];
        if (candidate->number < first || candidate->number - first >= size) continue;
        if (candidate->quality < 3 && !candidate->chosen) continue;
        size_t index = candidate->number - first;
        single[index] = counts[index]++ || candidate->chosen ? NULL : candidate;
    }
    free(counts);
    return single;
}

/* Places a note that the chain left out, at its candidate if it has a single one. */
static void place_left_over(struct document *document, struct note *note,
                            struct candidate *candidate) {
    if (candidate) {
        candidate->chosen = true;
        note->anchored = true;
        text_say(document->text, candidate->span.start, document->report, SEVERITY_WARNING,
                 "encode/marker-out-of-order", "check whether the number belongs to another note",
                 "the marker of note %zu stands out of order", note->number);
    } else {
        text_say(document->text, note->span.start, document->report, SEVERITY_WARNING,
                 "encode/note-without-marker", NULL,
                 "no marker for note %zu was found; the note stands at the end of its document",
                 note->number);
    }
}

static void say_missing(struct document *document) {
    size_t missing = 0, last = 0;
    const struct candidate *first = NULL;
    for (size_t i = 0; i < document->candidates_count; i++) {
        const struct candidate *candidate = &document->candidates[i];
        if (!candidate->chosen || note_numbered(document, candidate->number)) continue;
        if (!first) first = candidate;
        last = candidate->number;
        if (document->notes_count)
            text_say(document->text, candidate->span.start, document->report, SEVERITY_WARNING,
                     "encode/note-missing", NULL, "the list of notes has no note %zu",
                     candidate->number);
        missing++;
    }
    if (missing && !document->notes_count)
        text_say(document->text, first->span.start, document->report, SEVERITY_WARNING,
                 "encode/note-missing",
                 "add the list of notes to the end of the source, if you have it",
                 missing > 1 ? "the source has markers of notes, but no list of notes: %zu to %zu "
                               "are without text"
                             : "the source has the marker of note %zu, but no list of notes",
                 first->number, last);
}

void notes_align(struct document *document) {
    if (document->notes_count)
        align_with_list(document);
    else
        align_without_list(document);
    for (size_t i = 0; i < document->candidates_count; i++) {
        if (!document->candidates[i].chosen) continue;
        struct note *note = note_numbered(document, document->candidates[i].number);
        if (note) note->anchored = true;
    }
    say_missing(document);
    if (!document->notes_count) return;
    struct candidate **single = find_single(document);
    for (size_t i = 0; i < document->notes_count; i++) {
        struct note *note = &document->notes[i];
        if (!note->anchored)
            place_left_over(document, note, single[note->number - document->notes[0].number]);
    }
    free(single);
}
