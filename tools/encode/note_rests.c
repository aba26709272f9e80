/* Rests of notes: a note that is longer than its page goes on in the list of the next one, whose
   first words have no number then, or which holds nothing else.  They are known by a note that
   stopped in the middle of a sentence, or by how the list is set in. */
#include "encode/note_lists.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Lines of the text: from the first up to, not including, the end. */
struct lines {
    size_t first, end;
};

/* The line behind the last one of the lines that is not blank. */
static size_t end_of_words(const struct note_survey *survey, struct lines lines) {
    while (lines.end > lines.first && note_line_shape(survey, lines.end - 1) == SHAPE_BLANK)
        lines.end--;
    return lines.end;
}

/* The first page break in the lines; their end where there is none. */
static size_t find_break(const struct note_survey *survey, struct lines lines) {
    while (lines.first < lines.end && note_line_shape(survey, lines.first) != SHAPE_PAGE)
        lines.first++;
    return lines.first;
}

/* Whether the words of the list stop in the middle of a sentence. */
static bool is_unfinished(const struct note_survey *survey, const struct planned_list *list) {
    const struct document *document = survey->document;
    size_t end = end_of_words(survey, (struct lines){list->first_line, list->end_line});
    return is_cut_short(document, text_line(document->text, end - 1));
}

/* Whether they cannot stop there: at a comma, a hyphen, or within brackets or quotation marks. */
static bool is_cut_surely(const struct note_survey *survey, const struct planned_list *list) {
    static const char *const pairs[][2] = {{"(", ")"}, {"[", "]"}, {"“", "”"}};
    size_t end = end_of_words(survey, (struct lines){list->first_line, list->end_line});
    const struct text *text = survey->document->text;
    struct span line = text_line(text, end - 1);
    if (strchr(",-", text->bytes[line.end - 1])) return true;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct span rest = line;
        for (const char *open; (open = document_find(survey->document, pairs[i][0], rest));) {
            rest.start = (size_t)(open - text->bytes) + 1;
            const char *closed = document_find(survey->document, pairs[i][1], rest);
            if (!closed) return true;
            rest.start = (size_t)(closed - text->bytes);
        }
    }
    return false;
}

/* Whether the words begin with a number and a comma, as neither paragraphs nor notes do. */
static bool begins_with_number(const struct note_survey *survey, size_t line) {
    const struct text *text = survey->document->text;
    const char *words = text->bytes + span_trim(text, text_line(text, line)).start;
    size_t figures = strspn(words, "0123456789");
    return figures && words[figures] == ',';
}

/* The first line of the lines above `end` that are as the last of them is: set in, blank lines
   between them, or a paragraph that is not. */
static size_t start_of_words(const struct note_survey *survey, size_t least, size_t end) {
    bool set_in = note_line_shape(survey, end - 1) == SHAPE_SET_IN;
    size_t start = end;
    for (size_t line = end; line > least; line--) {
        enum line_shape shape = note_line_shape(survey, line - 1);
        if (shape == SHAPE_BLANK ? !set_in : (shape == SHAPE_SET_IN) != set_in) break;
        if (shape != SHAPE_BLANK) start = line - 1;
    }
    return start;
}

/* Whether the line is set in as the notes are; `indent`: theirs. */
static bool is_set_in_by(const struct note_survey *survey, size_t line, const char *indent) {
    const struct text *text = survey->document->text;
    struct span whole = text_line(text, line);
    const char *own =
        indent_token(survey->document, (struct span){whole.start, span_trim(text, whole).start});
    return own && !strcmp(own, indent);
}

/* Whether the line above introduces a quotation. */
static bool introduces(const struct note_survey *survey, size_t line) {
    const struct text *text = survey->document->text;
    return line && text->bytes[text_line(text, line - 1).end - 1] == ':';
}

/* Whether the paragraph above the line `end` stops in the middle of a sentence, as one may that
   goes on on the next page. */
static bool is_cut(const struct note_survey *survey, size_t end) {
    enum { SHORTEST_CUT = 60 }; /* what is shorter may be a heading */
    struct span line = text_line(survey->document->text, end - 1);
    return line.end - line.start >= SHORTEST_CUT && !ends_as_sentence(survey->document, line);
}

/* Whether the words, which are not set in, are no paragraph of the text: they go on with a
   sentence, or the text above them stops in one.  `sure`: the note cannot have ended. */
static bool is_rest_by_words(const struct note_survey *survey, struct lines words, size_t above,
                             bool sure) {
    bool apart = note_line_shape(survey, words.first - 1) == SHAPE_BLANK;
    return apart &&
           (sure || begins_with_number(survey, words.first) ||
            begins_small(survey->document, text_line(survey->document->text, words.first)) ||
            (is_cut(survey, above) && !is_cut(survey, words.end)));
}

/* Where on the page, which `next` ends if it is not NULL, a note of the list `before` goes on; no
   lines where none does.  `indent`: how the notes are set in. */
static struct lines find_rest(const struct note_survey *survey, const struct planned_list *before,
                              struct lines page, const struct planned_list *next,
                              const char *indent) {
    struct lines rest = {0, end_of_words(survey, page)};
    if (rest.end == page.first) return (struct lines){0};
    rest.first = start_of_words(survey, page.first, rest.end);
    size_t above = end_of_words(survey, (struct lines){page.first, rest.first});
    bool alone = above == page.first; /* the page holds no text */
    bool unfinished = is_unfinished(survey, before), found;
    if (note_line_shape(survey, rest.first) == SHAPE_SET_IN) {
        bool tight = next && rest.end == page.end;
        bool as_notes = is_set_in_by(survey, rest.first, indent) && !introduces(survey, above);
        found = strcmp(indent, "indent0") != 0 && (tight || (!alone && (unfinished || as_notes)));
    } else {
        bool sure = next && is_cut_surely(survey, before);
        found = !alone && unfinished && is_rest_by_words(survey, rest, above, sure);
    }
    return found ? rest : (struct lines){0};
}

/* The lines of the page behind the list, up to the line `limit`; behind its own page, if that ends.
 */
static struct lines page_behind(const struct note_survey *survey, const struct planned_list *list,
                                size_t limit) {
    struct lines page = {list->end_line, limit};
    size_t first = find_break(survey, page);
    while (first < limit && note_line_shape(survey, first) != SHAPE_OTHER &&
           note_line_shape(survey, first) != SHAPE_SET_IN)
        page.first = ++first;
    page.end = find_break(survey, page);
    return page;
}

/* A list of nothing but the rest of a note. */
static struct planned_list list_of_rest(struct lines rest) {
    struct planned_list list = {.first_line = rest.first, .end_line = rest.end};
    list.rest_end = rest.end;
    for (size_t kind = 0; kind < LABEL_KINDS; kind++)
        list.serves_from[kind] = NO_INDEX;
    return list;
}

/* Adds to the plan the lists of nothing but rests that stand between its last one and `next`, and
   makes `next` begin with one; `limit`: the line at which that, or the end of the text, is. */
static void add_between(const struct note_survey *survey, struct note_plan *plan,
                        struct planned_list *next, size_t limit) {
    const char *indent = survey->lines[plan->lists[plan->lists_count - 1].lines[0]].indent;
    for (;;) {
        const struct planned_list *before = &plan->lists[plan->lists_count - 1];
        struct lines page = page_behind(survey, before, limit);
        struct planned_list *ends = page.end == limit ? next : NULL;
        struct lines rest = find_rest(survey, before, page, ends, indent);
        if (rest.end && ends) {
            ends->first_line = rest.first;
            ends->rest_end = rest.end;
        }
        if (!rest.end || ends) return;
        *LIST_ADD(plan->lists) = list_of_rest(rest);
    }
}

void note_rests_add(const struct note_survey *survey, struct note_plan *plan) {
    struct note_plan all = {.support = plan->support};
    for (size_t i = 0; i < plan->lists_count; i++) {
        struct planned_list *next = i + 1 < plan->lists_count ? &plan->lists[i + 1] : NULL;
        *LIST_ADD(all.lists) = plan->lists[i];
        add_between(survey, &all, next, next ? next->first_line : survey->document->end_line);
    }
    free(plan->lists);
    *plan = all;
}
