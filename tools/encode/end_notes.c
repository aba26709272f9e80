/* Notes at the end of a text of several chapters: their lists stand one below the other, under
   headings, and all of them serve the text above the first. */
#include "encode/note_lists.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What stands between two notes. */
enum gap { GAP_NONE, GAP_HEADINGS, GAP_TEXT };

/* Whether the block between the lines is as headings are: a line that is not set in, and no
   sentence. */
static bool is_heading(const struct note_survey *survey, size_t first, size_t end) {
    enum { LONGEST_HEADING = 120 };
    struct span line = text_line(survey->document->text, first);
    return end == first + 1 && line.end - line.start <= LONGEST_HEADING &&
           note_line_shape(survey, first) == SHAPE_OTHER &&
           !ends_as_sentence(survey->document, line);
}

/* What stands between the lines of two notes besides the words of the first; sets *end to the line
   behind those. */
static enum gap find_gap(const struct note_survey *survey, size_t first, size_t second,
                         size_t *end) {
    enum gap gap = GAP_NONE;
    *end = second;
    for (size_t line = first + 1, next; line < second; line = next) {
        next = line + 1;
        if (note_line_shape(survey, line - 1) != SHAPE_BLANK ||
            note_line_shape(survey, line) != SHAPE_OTHER)
            continue;
        while (next < second && note_line_shape(survey, next) != SHAPE_BLANK)
            next++;
        if (!is_heading(survey, line, next)) return GAP_TEXT;
        if (gap == GAP_NONE) *end = line;
        gap = GAP_HEADINGS;
    }
    while (note_line_shape(survey, *end - 1) == SHAPE_BLANK)
        --*end;
    return gap;
}

/* The index of the note line of that form before `index`; NO_INDEX where there is none. */
static size_t line_before(const struct note_survey *survey, size_t index,
                          const struct note_line *form) {
    while (index-- > 0)
        if (note_form_is_same(&survey->lines[index], form)) return index;
    return NO_INDEX;
}

/* Puts the list, whose lines were found from the last one up, before the others of the plan. */
static void add_list(struct note_plan *plan, struct planned_list list) {
    for (size_t i = 0; i < list.count / 2; i++) {
        size_t line = list.lines[i];
        list.lines[i] = list.lines[list.count - 1 - i];
        list.lines[list.count - 1 - i] = line;
    }
    (void)LIST_ADD(plan->lists);
    memmove(plan->lists + 1, plan->lists, (plan->lists_count - 1) * sizeof *plan->lists);
    plan->lists[0] = list;
}

/* Makes the first list serve the text for all. */
static void share(const struct note_survey *survey, struct note_plan *plan) {
    struct planned_list *first = &plan->lists[0];
    size_t *lines = memory_allocate(survey->lines_count, sizeof *lines);
    for (size_t i = 0; i < plan->lists_count; i++) {
        struct planned_list *list = &plan->lists[i];
        memcpy(lines + first->reach, list->lines, list->count * sizeof *lines);
        first->reach += list->count;
        for (size_t kind = 0; kind < LABEL_KINDS; kind++)
            list->serves_from[kind] = NO_INDEX;
        list->joined = i > 0;
    }
    first->serves_from[LABEL_NUMBER] = plan->serves_from[LABEL_NUMBER];
    plan->support = note_support(survey, plan->serves_from, lines, first->reach);
    free(lines);
}

void end_notes_plan(const struct note_survey *survey, struct note_plan *plan) {
    size_t index = survey->lines_count, end = survey->document->end_line;
    const struct note_line *last = &survey->lines[--index];
    struct planned_list list = {.end_line = end};
    enum gap gap = label_kind(last->key) == LABEL_NUMBER ? GAP_NONE : GAP_TEXT;
    size_t capacity = 0;
    if (gap == GAP_TEXT || find_gap(survey, last->line, list.end_line, &end) != GAP_NONE) return;
    while (gap != GAP_TEXT) {
        const struct note_line *line = &survey->lines[index];
        list.lines = memory_grow(list.lines, &capacity, list.count + 1, sizeof *list.lines);
        list.lines[list.count++] = index;
        list.first_line = line->line;
        index = line_before(survey, index, last);
        if (index == NO_INDEX) break;
        const struct note_line *above = &survey->lines[index];
        gap = find_gap(survey, above->line, line->line, &end);
        if (!note_label_rises(above->key, line->key) && label_number(line->key) != 1)
            gap = GAP_TEXT;
        if (gap != GAP_HEADINGS) continue;
        add_list(plan, list);
        list = (struct planned_list){.end_line = end};
        capacity = 0;
    }
    add_list(plan, list);
    share(survey, plan);
}
