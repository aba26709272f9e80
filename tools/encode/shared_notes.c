/* Notes at the end of a volume that are those of several of its documents, in one list or in lists
   under headings: which document each of them is of.  The heading above may name it, by its number
   or its own heading; else the markers do, all of which are aligned with the notes. */
#include "encode/note_lists.h"
#include "encode/search.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HEADINGS = 3 }; /* so many may stand above the first list */

struct sharing {
    struct search *search;
    struct document whole; /* the text, with the notes as those of one list */
    struct note_survey survey;
    struct note_plan plan; /* the lists that end the text */
    struct table names;    /* numbers and headings of parts -> their indices, and one */
    size_t *named;         /* for each list the index of the part that its heading names; NO_INDEX:
                              none */
};

/* ---- the lists that end the text ---- */

/* Reads the lines of the last part that may begin notes; headings of documents are none. */
static void read_lines(struct sharing *sharing) {
    const struct search *search = sharing->search;
    size_t heading = 0;
    for (size_t i = sharing->whole.first_line + 1; i < sharing->whole.end_line; i++) {
        struct note_line line;
        while (heading < search->headings_count && search->headings[heading].line < i)
            heading++;
        bool of_heading = heading < search->headings_count && search->headings[heading].line == i &&
                          search->headings[heading].is_repeated;
        if (of_heading || !note_line_read(&sharing->whole, i, &line)) continue;
        *LIST_ADD(sharing->survey.lines) = line;
    }
}

/* Makes the notes of the lists those of one. */
static void add_notes(struct sharing *sharing) {
    struct document *whole = &sharing->whole;
    const struct note_plan *plan = &sharing->plan;
    struct note_list *all = LIST_ADD(whole->lists);
    for (size_t i = 0; i < plan->lists_count; i++) {
        const struct planned_list *list = &plan->lists[i];
        for (size_t j = 0; j < list->count; j++) {
            const struct note_line *line = &sharing->survey.lines[list->lines[j]];
            size_t end = j + 1 < list->count ? sharing->survey.lines[list->lines[j + 1]].line
                                             : list->end_line;
            *LIST_ADD(sharing->search->volume->shared) = (struct shared_note){line->line, end, i};
            note_add(whole, line, end);
        }
    }
    all->reach = all->count = whole->notes_count;
    all->span.start = whole->text->lines[plan->lists[0].first_line];
    all->span.end = whole->span.end;
    for (size_t kind = 0; kind < LABEL_KINDS; kind++)
        all->serves_from[kind] = kind == LABEL_NUMBER ? 0 : NO_INDEX;
}

/* ---- headings that name a part ---- */

/* The line of the part's first block. */
static size_t first_block(const struct search *search, const struct part *part) {
    size_t line = part->first_line;
    while (line < part->end_line &&
           (search_separates(search, line) || search->whole.text->lines[line] < part->division))
        line++;
    return line;
}

static void name_parts(struct sharing *sharing) {
    struct search *search = sharing->search;
    const struct volume *volume = search->volume;
    for (size_t i = volume->parts_count; i-- > 0;) {
        const struct part *part = &volume->parts[i];
        const void *index = (const void *)(uintptr_t)(i + 1);
        size_t line = first_block(search, part);
        struct span words = search_words(search, line, search_end_of_block(search, line)),
                    groups[4];
        search_keep_heading(search, &sharing->names, words, index);
        if (!part->number) continue;
        table_put(&sharing->names, part->number, index);
        if (regex_find(search->whole.profile->number, search->whole.text->bytes, words, groups, 4))
            search_keep_heading(search, &sharing->names, (struct span){groups[0].end, words.end},
                                index);
    }
}

/* Whether the words name a chapter: "Notes to Chapter 3". */
static bool names_chapter(const struct search *search, struct span words) {
    const char *bytes = search->whole.text->bytes;
    for (size_t i = words.start; i < words.end; i++)
        if ((i == words.start || isspace((unsigned char)bytes[i - 1])) &&
            search_matches(search, search->whole.profile->chapter, (struct span){i, words.end}))
            return true;
    return false;
}

/* The part whose number the heading ends with, behind a few words: "Notes to Document 12";
   NO_INDEX where there is none. */
static size_t part_numbered(const struct sharing *sharing, struct span words) {
    enum { MOST_WORDS = 4 };
    const char *bytes = sharing->search->whole.text->bytes;
    size_t spaces = 0, end = words.end, start;
    for (size_t i = words.start; i < words.end; i++)
        spaces += bytes[i] == ' ' || bytes[i] == '\n';
    while (end > words.start && strchr(".:)]", bytes[end - 1]))
        end--;
    for (start = end; start > words.start && isalnum((unsigned char)bytes[start - 1]);)
        start--;
    if (spaces >= MOST_WORDS || start == end || !isdigit((unsigned char)bytes[start]) ||
        names_chapter(sharing->search, words))
        return NO_INDEX;
    const char *number = arena_copy(sharing->whole.arena, bytes + start, end - start);
    return (size_t)(uintptr_t)table_get(&sharing->names, number) - 1;
}

/* The part that the heading right above the line names; NO_INDEX where none does.  *first: the line
   of the heading; the line itself where there is none. */
static size_t part_named(const struct sharing *sharing, size_t line, size_t *first) {
    const struct search *search = sharing->search;
    size_t end = search_skip_back(search, line), start = search_start_of_block(search, end);
    *first = line;
    if (start <= sharing->whole.first_line || !search_is_heading(search, start, end))
        return NO_INDEX;
    struct span words = search_words(search, start, end);
    size_t part = (size_t)(uintptr_t)search_heading(search, &sharing->names, words) - 1;
    *first = start;
    return part == NO_INDEX ? part_numbered(sharing, words) : part;
}

/* Returns how many lists have headings that name a part. */
static size_t name_lists(struct sharing *sharing) {
    size_t count = 0, line;
    sharing->named = memory_allocate(sharing->plan.lists_count, sizeof *sharing->named);
    name_parts(sharing);
    for (size_t i = 0; i < sharing->plan.lists_count; i++) {
        sharing->named[i] = part_named(sharing, sharing->plan.lists[i].first_line, &line);
        count += sharing->named[i] != NO_INDEX;
    }
    return count;
}

/* The first line of the headings above the first list that can be none of the last document. */
static size_t first_heading(const struct sharing *sharing) {
    const struct search *search = sharing->search;
    size_t found = sharing->plan.lists[0].first_line, line = found, above;
    for (size_t i = 0; i < MOST_HEADINGS; i++, line = above) {
        size_t part = part_named(sharing, line, &above);
        if (above == line) break;
        struct span words = search_words(search, above, search_end_of_block(search, above));
        if (part != NO_INDEX || names_chapter(search, words) ||
            search_matches(search, search->whole.profile->notes_heading, words))
            found = above;
    }
    return found;
}

/* ---- which document each note is of ---- */

static size_t part_at(const struct volume *volume, size_t offset) {
    size_t low = 0, high = volume->parts_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (volume->parts[middle].span.start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Takes as candidates what stands as markers do in the lines. */
static void sight(struct sharing *sharing, size_t first, size_t end) {
    struct document *whole = &sharing->whole;
    size_t kept = whole->candidates_count;
    for (size_t i = first; i < end; i++)
        markers_find(whole, text_line(whole->text, i), NO_INDEX, NULL, 0);
    for (size_t i = kept; i < whole->candidates_count; i++)
        if (whole->candidates[i].quality > WEAK_MARKER)
            whole->candidates[kept++] = whole->candidates[i];
    whole->candidates_count = kept;
}

/* Whether the part ends with a list of its own: the last line that may be a note is one with a
   marker among the candidates, which from `first` on are the part's. */
static bool has_own_list(struct sharing *sharing, const struct part *part, size_t first) {
    struct document *whole = &sharing->whole;
    size_t end = search_skip_back(sharing->search, part->end_line);
    struct note_line found;
    for (size_t i = end; i > search_start_of_block(sharing->search, end); i--) {
        if (!note_line_read(whole, i - 1, &found) || label_kind(found.key) != LABEL_NUMBER)
            continue;
        for (size_t j = first; j < whole->candidates_count; j++)
            if (whole->candidates[j].key == found.key) return true;
        return false;
    }
    return false;
}

/* Aligns the notes with the candidates.  Returns how many of them have markers. */
static size_t align(struct sharing *sharing) {
    struct document *whole = &sharing->whole;
    size_t count = 0;
    for (size_t i = 0; i < whole->notes_count; i++)
        whole->notes[i].marker = NO_INDEX;
    notes_align_once(whole);
    for (size_t i = 0; i < whole->notes_count; i++)
        count += whole->notes[i].marker != NO_INDEX;
    return count;
}

/* Aligns them with those of all parts that have no lists of their own. */
static size_t align_all(struct sharing *sharing) {
    const struct volume *volume = sharing->search->volume;
    sharing->whole.candidates_count = 0;
    for (size_t i = 0; i < volume->parts_count; i++) {
        const struct part *part = &volume->parts[i];
        bool last = i + 1 == volume->parts_count;
        size_t first = sharing->whole.candidates_count;
        sight(sharing, part->first_line, last ? sharing->plan.lists[0].first_line : part->end_line);
        if (!last && has_own_list(sharing, part, first)) sharing->whole.candidates_count = first;
    }
    return align(sharing);
}

/* The part in which the note's marker stands; NO_INDEX where it has none. */
static size_t part_of_marker(const struct sharing *sharing, size_t note) {
    size_t marker = sharing->whole.notes[note].marker;
    if (marker == NO_INDEX) return NO_INDEX;
    return part_at(sharing->search->volume, sharing->whole.candidates[marker].span.start);
}

/* Whether the note is in the same list as the one before, and its number goes on from that one's.
 */
static bool counts_on(const struct sharing *sharing, size_t note) {
    const struct shared_note *shared = sharing->search->volume->shared;
    const struct note *notes = sharing->whole.notes;
    return note && shared[note].part == shared[note - 1].part &&
           notes[note - 1].key < notes[note].key;
}

/* Says of each note which part's it is: until then `part` is the index of its list.  One without a
   marker goes with the one before it or, where numbers begin again, behind it; else it stays. */
static void deal_out(struct sharing *sharing) {
    struct volume *volume = sharing->search->volume;
    size_t count = volume->shared_count, nobody = volume->parts_count;
    size_t *parts = memory_allocate(count, sizeof *parts);
    for (size_t i = 0; i < count; i++) {
        size_t named = sharing->named[volume->shared[i].part];
        parts[i] = named != NO_INDEX ? named : part_of_marker(sharing, i);
        if (parts[i] == NO_INDEX && counts_on(sharing, i)) parts[i] = parts[i - 1];
    }
    for (size_t i = count; i-- > 0;)
        if (parts[i] == NO_INDEX)
            parts[i] = i + 1 < count && counts_on(sharing, i + 1) ? parts[i + 1] : nobody;
    for (size_t i = 0; i < count; i++)
        volume->shared[i].part = parts[i];
    free(parts);
}

/* Tells each part where its notes are. */
static void tell_parts(struct volume *volume) {
    for (size_t i = 0; i < volume->shared_count; i++) {
        struct part *part = &volume->parts[volume->shared[i].part];
        if (volume->shared[i].part == volume->parts_count) continue;
        if (!part->end_shared) part->first_shared = i;
        part->end_shared = i + 1;
    }
}

/* Whether the notes are those of several parts: more of them have markers than in the last part
   alone, and most have any. */
static bool are_shared(struct sharing *sharing) {
    const struct volume *volume = sharing->search->volume;
    const struct part *last = &volume->parts[volume->parts_count - 1];
    sight(sharing, last->first_line, sharing->plan.lists[0].first_line);
    size_t count = sharing->whole.notes_count, alone = align(sharing), all;
    if (alone == count) return false;
    size_t least = name_lists(sharing) > 1 ? alone + 1 : alone + 2;
    all = align_all(sharing);
    return all >= least && 2 * all >= count;
}

static void free_sharing(struct sharing *sharing) {
    struct document *whole = &sharing->whole;
    for (size_t i = 0; i < sharing->plan.lists_count; i++)
        free(sharing->plan.lists[i].lines);
    free(sharing->plan.lists);
    free(sharing->survey.lines);
    free(sharing->survey.shapes);
    free(sharing->named);
    free(whole->lists);
    free(whole->notes);
    free(whole->signs);
    free(whole->candidates);
    free(whole->weighed);
    table_free(&sharing->names);
    arena_free(whole->arena);
}

size_t shared_notes_find(struct search *search) {
    struct volume *volume = search->volume;
    const struct part *last = &volume->parts[volume->parts_count - 1];
    struct sharing sharing = {.search = search, .whole = search->whole};
    struct document *whole = &sharing.whole;
    size_t found = 0;
    whole->span = (struct span){0, volume->text->length};
    whole->first_line = last->first_line;
    whole->end_line = last->end_line;
    whole->arena = arena_new();
    sharing.survey.document = whole;
    read_lines(&sharing);
    sharing.survey.shapes = memory_allocate(whole->end_line - whole->first_line, 1);
    if (sharing.survey.lines_count > 1) end_notes_plan(&sharing.survey, &sharing.plan);
    if (sharing.plan.lists_count) {
        markers_prepare(whole);
        add_notes(&sharing);
        if (are_shared(&sharing)) {
            found = first_heading(&sharing);
            deal_out(&sharing);
            tell_parts(volume);
        }
    }
    if (!found) volume->shared_count = 0;
    free_sharing(&sharing);
    return found;
}
