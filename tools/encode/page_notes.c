/* Lists of notes within the text: at the end of a page, of a section, or of a paragraph.  One is
   told by the markers of its notes, all of which stand in the text since the last list. */
#include "encode/note_lists.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Between two notes of a list there are at most so many lines that could begin other notes. */
enum { GROUPS = 8, MOST_OTHERS = 200 };

/* Lines of notes one behind the other. */
struct region {
    size_t *lines, count, capacity; /* indices in survey.lines */
    size_t end_line;                /* of the text */
    bool is_lost;                   /* too many lines of others are in it for a list */
};

static enum line_shape find_shape(struct document *document, size_t line) {
    struct span number, span = text_line(document->text, line);
    if (span_is_empty(span)) return SHAPE_BLANK;
    if (page_of_line(document, span, &number)) return SHAPE_PAGE;
    if (rule_find(document, span_trim(document->text, span))) return SHAPE_BLANK;
    return strchr(" \t", document->text->bytes[span.start]) ? SHAPE_SET_IN : SHAPE_OTHER;
}

enum line_shape note_line_shape(const struct note_survey *survey, size_t line) {
    size_t index = line - survey->document->first_line;
    if (survey->shapes[index] == SHAPE_UNKNOWN)
        survey->shapes[index] = (unsigned char)find_shape(survey->document, line);
    return (enum line_shape)survey->shapes[index];
}

static bool is_blank(const struct note_survey *survey, size_t line) {
    return note_line_shape(survey, line) == SHAPE_BLANK;
}

static bool is_page(const struct note_survey *survey, size_t line) {
    return note_line_shape(survey, line) == SHAPE_PAGE;
}

/* Whether the line is the next entry of the region: of the form that its kind has there. */
static bool fits(const struct note_survey *survey, const struct region *region,
                 const struct note_line *line) {
    if (strcmp(survey->lines[region->lines[0]].indent, line->indent)) return false;
    enum note_label_kind kind = label_kind(line->key);
    for (size_t i = region->count; i-- > 0;) {
        const struct note_line *before = &survey->lines[region->lines[i]];
        if (label_kind(before->key) == kind)
            return note_form_is_same(before, line) &&
                   (kind == LABEL_SIGN || note_label_rises(before->key, line->key));
        /* Signs may be mixed with one other kind. */
        if (label_kind(before->key) != LABEL_SIGN && kind != LABEL_SIGN) return false;
    }
    return true;
}

static void add_line(struct region *region, size_t index) {
    region->lines =
        memory_grow(region->lines, &region->capacity, region->count + 1, sizeof *region->lines);
    region->lines[region->count++] = index;
}

/* Reads the lines from the note line `first` on, down to where the words of its list end: at a page
   break, or at a paragraph that is not set in. */
static struct region read_region(const struct note_survey *survey, size_t first) {
    const struct document *document = survey->document;
    struct region region = {0};
    size_t line = survey->lines[first].line, next = first + 1;
    size_t others = 0;
    bool blank = false;
    add_line(&region, first);
    region.end_line = ++line;
    for (; line < document->end_line; line++) {
        enum line_shape shape = note_line_shape(survey, line);
        while (next < survey->lines_count && survey->lines[next].line < line)
            next++;
        bool entry = next < survey->lines_count && survey->lines[next].line == line;
        if (shape == SHAPE_BLANK) {
            blank = true;
            continue;
        }
        bool of_list = entry && fits(survey, &region, &survey->lines[next]);
        others = of_list ? 0 : others + entry;
        region.is_lost = others > MOST_OTHERS;
        if (region.is_lost) break;
        if (of_list)
            add_line(&region, next);
        else if (shape == SHAPE_PAGE || (blank && (entry || shape == SHAPE_OTHER)))
            break;
        blank = false;
        region.end_line = line + 1;
    }
    return region;
}

/* Whether a heading begins at the line. */
static bool is_heading(const struct document *document, size_t line) {
    const struct encode_profile *profile = document->profile;
    const struct regex *patterns[] = {profile->section, profile->subsection, profile->enclosure};
    struct span groups[GROUPS], words = text_line(document->text, line);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (regex_find(patterns[i], document->text->bytes, words, groups, GROUPS)) return true;
    return false;
}

/* Where the region stands: above a page break or a heading, below a page break, or elsewhere. */
static enum note_places place_of(const struct note_survey *survey, const struct region *region) {
    const struct document *document = survey->document;
    size_t before = survey->lines[region->lines[0]].line, behind = region->end_line;
    size_t first = document->first_line;
    while (behind < document->end_line && is_blank(survey, behind))
        behind++;
    if (behind < document->end_line && (is_page(survey, behind) || is_heading(document, behind)))
        return NOTES_ABOVE_BREAKS;
    while (before > first && is_blank(survey, before - 1))
        before--;
    return before > first && is_page(survey, before - 1) ? NOTES_AT_BREAKS
                                                         : NOTES_BETWEEN_PARAGRAPHS;
}

/* Whether the number of the region's first note is the next behind the last list of the plan. */
static bool counts_on(const struct note_survey *survey, const struct note_plan *plan,
                      const struct region *region) {
    if (!plan->lists_count) return false;
    const struct planned_list *last = &plan->lists[plan->lists_count - 1];
    size_t number = label_number(survey->lines[last->lines[last->count - 1]].key);
    return number && label_number(survey->lines[region->lines[0]].key) == number + 1;
}

/* How many of the region's notes need a marker, so that it is a list: some may be lost. */
static size_t support_needed(const struct note_survey *survey, const struct note_plan *plan,
                             const struct region *region, bool between) {
    if (between) return counts_on(survey, plan, region) ? region->count / 2 : region->count;
    return region->count > 3 ? region->count - region->count / 4 : region->count;
}

static bool is_list(const struct note_survey *survey, struct note_plan *plan,
                    const struct region *region, enum note_places places) {
    bool paragraph = note_may_be_paragraph(&survey->lines[region->lines[0]]);
    enum note_places place = paragraph ? place_of(survey, region) : NOTES_NOWHERE;
    plan->leaves_out |= place > places;
    return place <= places &&
           note_support(survey, plan->serves_from, region->lines, region->count) >=
               support_needed(survey, plan, region, place == NOTES_BETWEEN_PARAGRAPHS);
}

static bool ends_text(const struct note_survey *survey, const struct region *region) {
    for (size_t line = region->end_line; line < survey->document->end_line; line++)
        if (!is_blank(survey, line)) return false;
    return true;
}

size_t page_notes_plan(const struct note_survey *survey, struct note_plan *plan,
                       enum note_places places) {
    size_t behind = survey->document->first_line;
    for (size_t i = 0; i < survey->lines_count;) {
        struct region region = read_region(survey, i);
        struct planned_list list = {.lines = region.lines,
                                    .count = region.count,
                                    .first_line = survey->lines[i].line,
                                    .end_line = region.end_line};
        i = region.lines[region.count - 1] + 1;
        if (region.is_lost || ends_text(survey, &region) ||
            !is_list(survey, plan, &region, places)) {
            free(region.lines);
            continue;
        }
        note_plan_add(survey, plan, list);
        behind = region.end_line;
        while (i < survey->lines_count && survey->lines[i].line < behind)
            i++;
    }
    return behind;
}

/* Where the block begins above the line, page breaks aside. */
static size_t start_above(const struct note_survey *survey, size_t line) {
    size_t first = survey->document->first_line;
    while (line > first && (is_blank(survey, line - 1) || is_page(survey, line - 1)))
        line--;
    while (line > first && !is_blank(survey, line - 1) && !is_page(survey, line - 1))
        line--;
    return survey->document->text->lines[line];
}

/* How many notes of the list have markers in the paragraph right above it. */
static size_t support_above(const struct note_survey *survey, const struct planned_list *list) {
    size_t start = start_above(survey, list->first_line), from[LABEL_KINDS];
    for (size_t kind = 0; kind < LABEL_KINDS; kind++)
        from[kind] = start;
    return note_support(survey, from, list->lines, list->count);
}

bool page_notes_are_alike(const struct note_survey *survey, const struct note_plan *plan,
                          bool *near) {
    enum { ENOUGH = 4 }; /* so many notes are no chance, though their markers be farther above */
    const struct note_line *last = NULL;
    size_t notes = 0, above = 0;
    for (size_t i = 0; i < plan->lists_count; i++) {
        const struct planned_list *list = &plan->lists[i];
        const struct note_line *first = &survey->lines[list->lines[0]];
        if (label_kind(first->key) != LABEL_NUMBER) continue;
        bool anew = !last || label_number(first->key) == 1;
        if (last && !note_form_is_same(last, first)) return false;
        if (!anew && !note_label_rises(last->key, first->key)) return false;
        above += support_above(survey, list);
        notes += list->count;
        last = &survey->lines[list->lines[list->count - 1]];
    }
    *near = 4 * above >= 3 * notes;
    return *near || (plan->lists_count > 1 && notes >= ENOUGH && 4 * plan->support >= 3 * notes);
}
