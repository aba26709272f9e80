/* Volumes: where the documents of a text begin, if it holds several.  A document begins with a
   numbered heading that names its kind; numbered paragraphs, sections, lists and notes look much
   like one, so a heading counts only where its number goes on from the last one's, or where what
   stands before it has plainly ended. */
#include "encode/search.h"

#include "base/memory.h"
#include "base/team.h"

#include <stdlib.h>
#include <string.h>

enum {
    GROUPS = 8,
    LONGEST_HEADING = 500,
    MOST_LINES = 4,   /* so many blocks may the heading of a chapter have */
    MOST_TITLES = 8,  /* and the title of a volume */
    LARGEST_STEP = 25 /* documents may be left out of a volume */
};

/* ---- what may be headings ---- */

static void add_candidate(struct search *search, size_t line, size_t end_line) {
    const struct encode_profile *profile = search->whole.profile;
    const char *bytes = search->whole.text->bytes;
    struct span groups[GROUPS], first = search_line(search, line);
    if (strchr(" \t", bytes[first.start]) ||
        !regex_find(profile->number, bytes, first, groups, GROUPS))
        return;
    struct candidate_heading *heading = LIST_ADD(search->headings);
    heading->line = line;
    heading->end_line = end_line;
    heading->number = groups[regex_group(profile->number, "number")];
    heading->value = strtoul(bytes + heading->number.start, NULL, 10);
    struct span block = search_block(search, line, heading->end_line);
    if (block.end - block.start > LONGEST_HEADING) return;
    heading->names_kind =
        search_matches(search, profile->document, (struct span){groups[0].end, block.end});
    heading->is_short = heading->names_kind || !ends_as_sentence(&search->whole, block);
}

/* Whether nothing but page breaks stands between two candidates. */
static bool are_adjacent(const struct search *search, size_t first) {
    return first + 1 < search->headings_count &&
           search_skip_back(search, search->headings[first + 1].line) ==
               search->headings[first].end_line;
}

/* Marks the candidates that stand in a list, as in a table of contents: nothing is between them. */
static void mark_listed(struct search *search) {
    size_t end = search_skip_back(search, search->whole.text->line_count);
    for (size_t i = 0; i < search->headings_count; i++) {
        struct candidate_heading *heading = &search->headings[i], *next = heading + 1;
        if (heading->end_line == end) heading->is_listed = true;
        if (!are_adjacent(search, i)) continue;
        bool goes_on = next->value == heading->value + 1;
        heading->is_listed |= goes_on || next->names_kind;
        next->is_listed = goes_on && heading->is_short;
    }
}

static bool is_sound(const struct candidate_heading *heading) {
    return heading->names_kind && !heading->is_listed;
}

static void find_next_sound(struct search *search) {
    size_t next = search->headings_count;
    for (size_t i = search->headings_count; i-- > 0;) {
        search->headings[i].next_sound = next;
        if (is_sound(&search->headings[i])) next = i;
    }
}

/* ---- which of them are ---- */

/* Whether the number goes on from that of the document before. */
static bool follows(unsigned long before, unsigned long number) {
    return number >= before && number - before <= LARGEST_STEP;
}

/* The next heading of a document by its words; NULL where there is none. */
static const struct candidate_heading *next_sound(const struct search *search, size_t index) {
    size_t next = search->headings[index].next_sound;
    return next < search->headings_count ? &search->headings[next] : NULL;
}

/* Where the heading of a chapter begins that stands above the line `line` and not above `least`;
   `line` where none does.  Its first line is as the profile says, or stands below a list of
   notes. */
static size_t find_chapter(const struct search *search, size_t least, size_t line) {
    size_t found = line, above = line;
    for (size_t i = 0; i <= MOST_LINES; i++) {
        size_t end = search_skip_back(search, above), first = search_start_of_block(search, end);
        if (first < least || first == end) break;
        if (search_holds_note(search, first, end)) return above;
        if (!search_is_heading(search, first, end)) break;
        above = first;
        if (search_matches(search, search->whole.profile->chapter,
                           search_block(search, first, end)))
            found = first;
    }
    return found;
}

/* Whether the document before has plainly ended: with its list of notes, or above a chapter. */
static bool has_ended(const struct search *search, size_t least, size_t line) {
    size_t chapter = find_chapter(search, least, line), end = search_skip_back(search, chapter);
    size_t first = search_start_of_block(search, end);
    return chapter < line || (first >= least && search_holds_note(search, first, end));
}

/* Whether the candidate goes on with numbered headings that are none of documents, as sections and
   the items of an agenda are. */
static bool continues_sections(const struct search *search, size_t index) {
    const struct candidate_heading *heading = &search->headings[index];
    return index && !heading[-1].chosen && heading[-1].is_short &&
           heading[-1].value + 1 == heading->value;
}

/* Whether one of the lines above names a kind of document, so that all of the text is one.
 *only_titles: whether nothing but titles stands there. */
static bool is_below_kind(const struct search *search, size_t line, bool *only_titles) {
    bool named = false;
    *only_titles = true;
    for (size_t i = 0; i <= MOST_TITLES; i++) {
        size_t end = search_skip_back(search, line);
        if (!end) return named;
        line = search_start_of_block(search, end);
        if (!search_is_heading(search, line, end)) break;
        struct span title = search_block(search, line, end);
        named |= !search_matches(search, search->whole.profile->number, title) &&
                 genre_of(&search->whole, title);
    }
    *only_titles = false;
    return named;
}

/* Whether the candidate begins the first document of a text. */
static bool opens_volume(const struct search *search, size_t index) {
    const struct candidate_heading *heading = &search->headings[index];
    if (!search_skip_back(search, heading->line)) return heading->is_short;
    if (!is_sound(heading)) return false;
    if (has_ended(search, 0, heading->line)) return true;
    if (continues_sections(search, index)) return false;
    const struct candidate_heading *next = next_sound(search, index);
    bool only_titles, named = is_below_kind(search, heading->line, &only_titles);
    bool goes_on = next && follows(heading->value, next->value);
    if (goes_on && has_ended(search, heading->end_line, next->line)) return true;
    return !named && (only_titles || goes_on);
}

/* Whether a number between those of documents is that of one whose heading names no kind: it is the
   next, and no numbered paragraphs count up to it, the first of them with the number of the
   document `before` again. */
static bool fills_gap(const struct search *search, size_t before, bool again, size_t index) {
    const struct candidate_heading *heading = &search->headings[index];
    if (!heading->is_short || heading->is_listed || again ||
        heading->value != search->headings[before].value + 1)
        return false;
    const struct candidate_heading *next = next_sound(search, index);
    return (next && next->value > heading->value && follows(heading->value, next->value)) ||
           (search->headings[before].names_kind &&
            has_ended(search, search->headings[before].end_line, heading->line));
}

static void say_out_of_order(const struct search *search, const struct candidate_heading *before,
                             const struct candidate_heading *heading) {
    text_say(search->whole.text, heading->number.start, search->whole.report, SEVERITY_NOTE,
             "encode/document-out-of-order",
             "if a document begins here, encode it from a file of its own",
             "looks like the heading of a document, but its number does not follow that of "
             "document %lu; it is left in that document",
             before->value);
}

/* Whether the heading is that of a document before again, as it may be above the notes of that, at
   the end of a volume. */
static bool is_repeated(struct search *search, size_t index, unsigned long before) {
    if (search->headings[index].value > before ||
        !search_is_above_notes(search, search->headings[index].end_line))
        return false;
    for (; search->compared < index; search->compared++) {
        const struct candidate_heading *earlier = &search->headings[search->compared];
        if (earlier->chosen)
            search_keep_heading(search, &search->chosen,
                                search_words(search, earlier->line, earlier->end_line), search);
    }
    const struct candidate_heading *heading = &search->headings[index];
    return search_heading(search, &search->chosen,
                          search_words(search, heading->line, heading->end_line));
}

static void choose_headings(struct search *search) {
    size_t before = SIZE_MAX;
    bool kinds = false; /* a document before names its kind, so it is no section */
    bool again = false; /* the number of the last document stands behind it again */
    for (size_t i = 0; i < search->headings_count; i++) {
        struct candidate_heading *heading = &search->headings[i];
        const struct candidate_heading *last =
            before == SIZE_MAX ? NULL : &search->headings[before];
        if (!last) {
            heading->chosen = opens_volume(search, i);
        } else if (is_sound(heading) && is_repeated(search, i, last->value)) {
            heading->is_repeated = true;
        } else if (is_sound(heading)) {
            heading->chosen =
                (kinds && follows(last->value, heading->value) && !continues_sections(search, i)) ||
                has_ended(search, last->end_line, heading->line);
            if (!heading->chosen) say_out_of_order(search, last, heading);
        } else {
            heading->chosen = fills_gap(search, before, again, i);
        }
        again = !heading->chosen && (again || (last && heading->value == last->value));
        if (!heading->chosen) continue;
        before = i;
        kinds |= heading->names_kind;
    }
}

/* ---- the parts ---- */

static struct part *add_part(struct volume *volume, size_t line) {
    const struct text *text = volume->text;
    if (volume->parts_count) {
        struct part *before = &volume->parts[volume->parts_count - 1];
        before->end_line = line;
        before->span.end = text->lines[line];
    }
    struct part *part = LIST_ADD(volume->parts);
    part->first_line = line;
    part->end_line = text->line_count;
    part->span = (struct span){text->lines[line], text->length};
    part->division = part->span.start;
    return part;
}

/* Page breaks above a heading are of the page on which its document begins. */
static size_t above_pages(const struct search *search, size_t least, size_t line) {
    size_t above = search_skip_back(search, line);
    if (above < least) above = least;
    while (above < line && search_is_blank(search, above))
        above++;
    return above;
}

static void name_part(struct search *search, struct part *part,
                      const struct candidate_heading *heading) {
    struct volume *volume = search->volume;
    const char *bytes = volume->text->bytes;
    part->number = arena_copy(volume->arena, bytes + heading->number.start,
                              heading->number.end - heading->number.start);
    const char *wish = arena_join(volume->arena, "d", part->number);
    part->id = id_new(&volume->ids, volume->arena, wish);
    if (strcmp(part->id, wish))
        text_say(volume->text, heading->number.start, search->whole.report, SEVERITY_WARNING,
                 "encode/document-number-twice", "references to the number lead to the first one",
                 "another document has the number %s; this one's id is %s", part->number, part->id);
}

/* Whether all of the text is one document. */
static bool is_single(const struct search *search) {
    size_t chosen = 0;
    for (size_t i = 0; i < search->headings_count; i++)
        chosen += search->headings[i].chosen;
    return !chosen || (chosen == 1 && search->headings[0].chosen &&
                       !search_skip_back(search, search->headings[0].line));
}

/* What stands before the first document. */
static void add_front(struct volume *volume) {
    struct part *front = add_part(volume, 0);
    front->kind = PART_FRONT;
    front->id = id_new(&volume->ids, volume->arena, "front");
}

/* Parts whose headings have no numbers: their ids count them. */
static void add_parts_by_titles(struct search *search) {
    struct volume *volume = search->volume;
    const char *stem = text_stem(volume->arena, volume->text);
    size_t number = 0;
    for (size_t i = 0; i < search->titles_count; i++) {
        const struct title *title = &search->titles[i];
        if (!title->chosen) continue;
        if (!volume->parts_count && search_skip_back(search, title->line)) add_front(volume);
        struct part *part =
            add_part(volume, volume->parts_count ? above_pages(search, 0, title->line) : 0);
        part->id =
            id_new(&volume->ids, volume->arena,
                   arena_join(volume->arena, stem, "-", arena_number(volume->arena, ++number)));
    }
}

static void add_parts(struct search *search) {
    struct volume *volume = search->volume;
    size_t least = 0;
    if (is_single(search)) {
        if (titles_choose(search))
            add_parts_by_titles(search);
        else
            add_part(volume, 0);
        return;
    }
    for (size_t i = 0; i < search->headings_count; i++) {
        const struct candidate_heading *heading = &search->headings[i];
        if (!heading->chosen) continue;
        /* What a text begins with is its title, and never a chapter's. */
        if (!volume->parts_count && search_skip_back(search, heading->line)) {
            add_front(volume);
            while (search_separates(search, least))
                least++;
            least = search_end_of_block(search, least);
        }
        size_t chapter = find_chapter(search, least, heading->line);
        struct part *part =
            add_part(volume, volume->parts_count ? above_pages(search, least, chapter) : 0);
        part->division =
            volume->text->lines[chapter < heading->line ? above_pages(search, least, heading->line)
                                                        : part->first_line];
        name_part(search, part, heading);
        least = heading->end_line;
    }
}

/* What stands behind the last document and is of several. */
static void add_notes(struct search *search) {
    struct volume *volume = search->volume;
    size_t line = volume->parts_count > 1 ? shared_notes_find(search) : 0;
    if (!line) return;
    struct part *part = add_part(volume, above_pages(search, 0, line));
    part->kind = PART_NOTES;
    part->id = id_new(&volume->ids, volume->arena, "notes");
}

/* ---- what is found by several threads ---- */

/* The pieces of the text, of so many lines each, in which blocks are looked at. */
struct pieces {
    struct search *search;
    const struct hand *hands;
    struct search *places; /* what is found in them, until it is taken */
    size_t lines;
};

/* Looks at the blocks that begin in the lines from `first` up to, not including, `end`. */
static void look_at_blocks(struct search *search, size_t first, size_t end) {
    bool within = first && !search_separates(search, first - 1);
    while (within && first < end && !search_separates(search, first))
        first++;
    for (size_t i = first; i < end; i++) {
        if (search_separates(search, i)) continue;
        size_t block = i;
        i = search_end_of_block(search, block + 1);
        add_candidate(search, block, i);
        titles_add(search, block, i);
    }
}

static void look_at_piece(void *context, size_t worker, size_t place, size_t index) {
    struct pieces *pieces = context;
    const struct hand *hand = &pieces->hands[worker];
    size_t first = index * pieces->lines, count = hand->text->line_count,
           end = first + pieces->lines;
    pieces->places[place].volume = pieces->search->volume;
    pieces->places[place].whole = (struct document){.text = hand->text, .profile = hand->profile};
    look_at_blocks(&pieces->places[place], first, end < count ? end : count);
}

static bool take_piece(void *context, size_t worker, size_t place, size_t index) {
    struct pieces *pieces = context;
    struct search *found = &pieces->places[place], *all = pieces->search;
    (void)worker, (void)index;
    for (size_t i = 0; i < found->headings_count; i++)
        *LIST_ADD(all->headings) = found->headings[i];
    for (size_t i = 0; i < found->titles_count; i++)
        *LIST_ADD(all->titles) = found->titles[i];
    found->headings_count = found->titles_count = 0;
    return true;
}

/* False where a pattern was given up, so that it is not sure what else would have been found. */
static bool look_by_several(struct search *search, const struct hand *hands, size_t workers) {
    enum { PIECES = 8 }; /* for each thread, so that none waits long for another */
    size_t count = search->whole.text->line_count, places = TEAM_PLACES * workers;
    struct pieces pieces = {
        .search = search, .hands = hands, .lines = count / (PIECES * workers) + 1};
    pieces.places = memory_allocate(places, sizeof *pieces.places);
    team_run(&(struct team){.workers = workers,
                            .count = (count + pieces.lines - 1) / pieces.lines,
                            .make = look_at_piece,
                            .take = take_piece,
                            .context = &pieces});
    for (size_t i = 0; i < places; i++) {
        free(pieces.places[i].headings);
        free(pieces.places[i].titles);
    }
    free(pieces.places);
    return !profile_is_given_up(search->whole.profile);
}

static void look_at_all(struct search *search, const struct hand *hands, size_t workers) {
    if (workers > 1 && look_by_several(search, hands, workers)) return;
    if (workers > 1) profile_try_again(search->whole.profile);
    search->headings_count = search->titles_count = 0;
    look_at_blocks(search, 0, search->whole.text->line_count);
}

struct volume *volume_new(const struct hand *hands, size_t workers, struct report *report) {
    struct volume *volume = memory_allocate(1, sizeof *volume);
    *volume = (struct volume){.text = hands->text, .arena = arena_new()};
    struct search search = {
        .volume = volume,
        .whole = {.text = hands->text, .profile = hands->profile, .report = report}};
    bool play = hands->profile->marks_count; /* which is one document always */
    if (!play) look_at_all(&search, hands, workers);
    mark_listed(&search);
    find_next_sound(&search);
    choose_headings(&search);
    add_parts(&search);
    add_notes(&search);
    free(search.headings);
    free(search.titles);
    table_free(&search.chosen);
    return volume;
}

void volume_free(struct volume *volume) {
    table_free(&volume->ids);
    table_free(&volume->pages);
    arena_free(volume->arena);
    free(volume->parts);
    free(volume->shared);
    free(volume);
}
