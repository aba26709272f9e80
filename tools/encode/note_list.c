/* Lists of notes: the one that ends a text, and which reading of the whole text is the likeliest.
   A list is told from numbered paragraphs by how it stands: indented, line upon line, or by markers
   in the text before it. */
#include "encode/note_lists.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define USUAL_INDENT "indent2"

static const struct note_form note_forms[] = {
    {"", ". ", ""},      {"[", "] ", "bracket"}, {"(", ") ", "parens"},
    {"", "/ ", "slash"}, {"", " ", "bare"},      {"", "", "attached"},
};
enum { NOTE_FORMS = sizeof note_forms / sizeof *note_forms };

/* ---- lines that may begin a note ---- */

/* The form in which the label stands in the line; NULL where it is none that has a name. */
static const struct note_form *form_of(const char *bytes, struct span whole, struct span label) {
    for (size_t i = 0; i < NOTE_FORMS; i++) {
        const struct note_form *form = &note_forms[i];
        size_t before = strlen(form->before), behind = strlen(form->behind);
        if (label.start - whole.start == before && whole.end - label.end == behind &&
            !memcmp(bytes + whole.start, form->before, before) &&
            !memcmp(bytes + label.end, form->behind, behind))
            return form;
    }
    return NULL;
}

bool note_line_read(struct document *document, size_t index, struct note_line *found) {
    const struct regex *note = document->profile->note;
    const char *bytes = document->text->bytes;
    struct span line = text_line(document->text, index), groups[4];
    if (span_is_empty(line) || !regex_find(note, bytes, line, groups, 4)) return false;
    struct span indent = groups[regex_group(note, "indent")];
    *found = (struct note_line){.line = index, .label = groups[regex_group(note, "number")]};
    found->form = form_of(bytes, (struct span){indent.end, groups[0].end}, found->label);
    found->words = (struct span){groups[0].end, line.end};
    found->indent = indent_token(document, indent);
    if (!found->form || !found->indent) return false;
    found->key = label_key(document, found->label, true);
    if (found->key == NO_LABEL) return false;
    found->superscript =
        label_kind(found->key) == LABEL_NUMBER && (unsigned char)bytes[found->label.start] >= 0x80;
    return true;
}

bool note_form_is_same(const struct note_line *first, const struct note_line *second) {
    return first->form == second->form && first->superscript == second->superscript &&
           !strcmp(first->indent, second->indent);
}

bool note_label_rises(size_t first, size_t second) {
    if (label_kind(first) == LABEL_LETTER) return second == first + LABEL_KINDS;
    return first < second && label_number(first) + LARGEST_STEP >= label_number(second);
}

bool note_is_set_in(const struct note_line *line) {
    return strcmp(line->indent, "indent0") != 0;
}

bool note_may_be_paragraph(const struct note_line *line) {
    return !*line->form->token && !line->superscript && !note_is_set_in(line) &&
           label_kind(line->key) == LABEL_NUMBER;
}

static bool is_tight(const struct document *document, size_t first, size_t last) {
    for (size_t i = first; i < last; i++)
        if (span_is_empty(text_line(document->text, i))) return false;
    return true;
}

/* ---- where markers seem to stand ---- */

static int compare_sightings(const void *first, const void *second) {
    const struct sighting *a = first, *b = second;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static void sight_markers(struct note_survey *survey) {
    struct document *document = survey->document;
    markers_prepare(document);
    for (size_t i = document->first_line; i < document->end_line; i++)
        markers_find(document, text_line(document->text, i), NO_INDEX, NULL, 0);
    survey->sightings = memory_allocate(document->candidates_count + 1, sizeof *survey->sightings);
    for (size_t i = 0; i < document->candidates_count; i++)
        if (document->candidates[i].quality > WEAK_MARKER)
            survey->sightings[survey->sightings_count++] =
                (struct sighting){document->candidates[i].key, document->candidates[i].span.start};
    document->candidates_count = 0;
    qsort(survey->sightings, survey->sightings_count, sizeof *survey->sightings, compare_sightings);
}

/* Index of the first sighting that is not before this one. */
static size_t find_sighting(const struct note_survey *survey, struct sighting wanted) {
    size_t low = 0, high = survey->sightings_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_sightings(&survey->sightings[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How many markers of the key were sighted from offset `start` up to `end`. */
static size_t sighted(const struct note_survey *survey, size_t key, size_t start, size_t end) {
    if (start == NO_INDEX || start >= end) return 0;
    return find_sighting(survey, (struct sighting){key, end}) -
           find_sighting(survey, (struct sighting){key, start});
}

static int compare_keys(const void *first, const void *second) {
    size_t a = *(const size_t *)first, b = *(const size_t *)second;
    return (a > b) - (a < b);
}

size_t note_support(const struct note_survey *survey, const size_t *serves_from,
                    const size_t *lines, size_t count) {
    if (!count) return 0;
    size_t end = survey->document->text->lines[survey->lines[lines[0]].line], support = 0;
    size_t *keys = memory_allocate(count, sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = survey->lines[lines[i]].key;
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && keys[next] == keys[i];)
            next++;
        size_t seen = sighted(survey, keys[i], serves_from[label_kind(keys[i])], end);
        support += seen < next - i ? seen : next - i;
    }
    free(keys);
    return support;
}

/* ---- the list that ends the text ---- */

/* Whether the two lines are entries of one list that ends the text, one behind the other.  Numbers
   that do not rise are in one only where nothing else would be set like this. */
static bool goes_on(const struct note_survey *survey, const struct note_line *before,
                    const struct note_line *line) {
    if (!note_form_is_same(before, line) || label_kind(before->key) != label_kind(line->key))
        return false;
    if (note_label_rises(before->key, line->key)) return true;
    size_t start = survey->document->text->lines[before->line];
    if (label_kind(before->key) == LABEL_SIGN)
        return sighted(survey, before->key, survey->document->span.start, start) > 0;
    if (!note_is_set_in(line)) return false;
    return is_tight(survey->document, before->line, line->line) ||
           sighted(survey, before->key, survey->document->span.start, start) > 1;
}

/* Whether a paragraph that is not set in stands among the notes. */
static bool holds_paragraph(const struct note_survey *survey, const size_t *lines, size_t count) {
    const struct document *document = survey->document;
    size_t next = 0;
    for (size_t i = survey->lines[lines[0]].line; i < document->end_line; i++) {
        struct span line = text_line(document->text, i);
        bool entry = next < count && survey->lines[lines[next]].line == i;
        next += entry;
        if (!entry && !span_is_empty(line) && span_is_empty(text_line(document->text, i - 1)) &&
            !strchr(" \t", document->text->bytes[line.start]))
            return true;
    }
    return false;
}

/* Whether these lines are a list of notes and not numbered paragraphs. */
static bool is_list(const struct note_survey *survey, const struct note_plan *plan,
                    const size_t *lines, size_t count) {
    const struct note_line *first = &survey->lines[lines[0]];
    size_t looked_at = count < 8 ? count : 8;
    size_t support = note_support(survey, plan->serves_from, lines, looked_at);
    if (label_kind(first->key) != LABEL_NUMBER)
        return note_support(survey, plan->serves_from, lines, count) == count;
    if (support == looked_at) return true;
    if (2 * support >= looked_at)
        return !note_may_be_paragraph(first) || !holds_paragraph(survey, lines, count);
    /* A number that no sign follows is as well that of a table. */
    return *first->form->token == '\0' && note_is_set_in(first) &&
           is_tight(survey->document, first->line, survey->lines[lines[count - 1]].line);
}

/* Signs among the numbers of a list or right before them, set in as they are. */
static bool joins(const struct note_survey *survey, const struct note_plan *plan,
                  const struct note_line *sign, const struct note_line *first) {
    if (label_kind(sign->key) != LABEL_SIGN || strcmp(sign->indent, first->indent)) return false;
    size_t end = survey->document->text->lines[first->line < sign->line ? first->line : sign->line];
    return sighted(survey, sign->key, plan->serves_from[LABEL_SIGN], end) > 0 &&
           (sign->line > first->line || is_tight(survey->document, sign->line, first->line));
}

/* Adds to the chain of numbers the signs that stand with it. */
static size_t join_signs(const struct note_survey *survey, const struct note_plan *plan,
                         size_t *lines, size_t count) {
    size_t *all = memory_allocate(survey->lines_count, sizeof *all), found = 0, next = 0;
    const struct note_line *first = &survey->lines[lines[0]];
    for (size_t i = 0; i < survey->lines_count; i++) {
        bool of_chain = next < count && lines[next] == i;
        next += of_chain;
        if (of_chain || joins(survey, plan, &survey->lines[i], first)) all[found++] = i;
    }
    memcpy(lines, all, found * sizeof *all);
    free(all);
    return found;
}

/* The chain of one form and kind that ends with the last such line; 0 where it is no list. */
static size_t find_chain(const struct note_survey *survey, const struct note_plan *plan,
                         size_t from_line, const struct note_form *form, enum note_label_kind kind,
                         size_t *lines) {
    size_t count = 0;
    for (size_t i = 0; i < survey->lines_count; i++) {
        const struct note_line *line = &survey->lines[i];
        if (line->line >= from_line && line->form == form && label_kind(line->key) == kind)
            lines[count++] = i;
    }
    size_t first = count;
    while (first && (first == count || goes_on(survey, &survey->lines[lines[first - 1]],
                                               &survey->lines[lines[first]])))
        first--;
    count -= first;
    memmove(lines, lines + first, count * sizeof *lines);
    if (!count || !is_list(survey, plan, lines, count)) return 0;
    return kind == LABEL_NUMBER ? join_signs(survey, plan, lines, count) : count;
}

/* Every list writes its numbers in one form, so that lines of another form, which the words of a
   note may make, do not break it.  The chain counts to which most markers lead; of those to which
   as many do, the one that ends last. */
static void plan_last(const struct note_survey *survey, struct note_plan *plan, size_t from_line) {
    size_t *lines = memory_allocate(survey->lines_count, sizeof *lines);
    struct planned_list best = {.end_line = survey->document->end_line};
    size_t best_support = 0;
    for (int kind = LABEL_NUMBER; kind < LABEL_KINDS; kind++) {
        for (size_t form = 0; form < NOTE_FORMS; form++) {
            size_t count = find_chain(survey, plan, from_line, &note_forms[form],
                                      (enum note_label_kind)kind, lines);
            if (!count) continue;
            size_t support = note_support(survey, plan->serves_from, lines, count);
            bool later = !best.count || lines[count - 1] > best.lines[best.count - 1];
            if (best.count && support <= best_support && (support < best_support || !later))
                continue;
            if (!best.lines) best.lines = memory_allocate(survey->lines_count, sizeof *best.lines);
            memcpy(best.lines, lines, count * sizeof *lines);
            best.count = count;
            best_support = support;
        }
    }
    free(lines);
    if (!best.count) return;
    best.first_line = survey->lines[best.lines[0]].line;
    note_plan_add(survey, plan, best);
}

/* ---- plans ---- */

static struct note_plan new_plan(const struct document *document) {
    struct note_plan plan = {0};
    for (size_t kind = 0; kind < LABEL_KINDS; kind++)
        plan.serves_from[kind] = document->span.start;
    return plan;
}

void note_plan_add(const struct note_survey *survey, struct note_plan *plan,
                   struct planned_list list) {
    plan->support += note_support(survey, plan->serves_from, list.lines, list.count);
    bool has[LABEL_KINDS] = {false};
    for (size_t i = 0; i < list.count; i++)
        has[label_kind(survey->lines[list.lines[i]].key)] = true;
    for (size_t kind = 0; kind < LABEL_KINDS; kind++) {
        list.serves_from[kind] = has[kind] ? plan->serves_from[kind] : NO_INDEX;
        if (has[kind]) plan->serves_from[kind] = survey->document->text->lines[list.end_line];
    }
    *LIST_ADD(plan->lists) = list;
}

static void free_plan(struct note_plan *plan) {
    for (size_t i = 0; i < plan->lists_count; i++)
        free(plan->lists[i].lines);
    free(plan->lists);
}

/* ---- the notes of a plan ---- */

/* Offset behind the last line before `end` that is not blank. */
static size_t end_of_words(const struct document *document, size_t first, size_t end) {
    while (end > first + 1 && span_is_empty(text_line(document->text, end - 1)))
        end--;
    return text_line(document->text, end - 1).end;
}

static const char *rend_of(struct document *document, const struct note_line *line) {
    bool blank = line->line > document->first_line &&
                 span_is_empty(text_line(document->text, line->line - 1));
    struct buffer tokens = {0};
    if (strcmp(line->indent, USUAL_INDENT)) buffer_print(&tokens, " %s", line->indent);
    if (*line->form->token) buffer_print(&tokens, " %s", line->form->token);
    if (line->superscript) buffer_text(&tokens, " superscript");
    if (blank) buffer_text(&tokens, " spaced");
    const char *rend =
        tokens.length ? arena_copy(document->arena, tokens.bytes + 1, tokens.length - 1) : NULL;
    buffer_free(&tokens);
    return rend;
}

/* Markers may be in signs where the list is. */
static void allow_marker_form(struct document *document, const struct note_line *line) {
    static const struct {
        const char *token;
        enum marker_form form;
    } forms[] = {{"bracket", MARKER_BRACKET}, {"parens", MARKER_PARENS}, {"slash", MARKER_SLASH}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (!strcmp(line->form->token, forms[i].token))
            document->marker_forms |= 1U << forms[i].form;
    document->has_suffixes |= label_has_suffix(line->key);
}

/* Whether the list needs no milestone: it is the last, and sorting its notes by number puts them in
   their order. */
static bool is_plain(const struct note_survey *survey, const struct planned_list *list) {
    if (list->end_line < survey->document->end_line || list->rest_end || list->joined) return false;
    for (size_t i = 0; i < list->count; i++) {
        size_t key = survey->lines[list->lines[i]].key;
        if (label_kind(key) != LABEL_NUMBER || label_has_suffix(key)) return false;
        if (i && key <= survey->lines[list->lines[i - 1]].key) return false;
    }
    return true;
}

/* The words with which the list begins, of the last note so far. */
static void add_rest(struct document *document, const struct planned_list *planned) {
    struct note_rest *rest = LIST_ADD(document->rests);
    rest->note = document->notes_count - 1;
    rest->words.start = document->text->lines[planned->first_line];
    rest->words.end = end_of_words(document, planned->first_line, planned->rest_end);
    rest->tight = planned->first_line > document->first_line &&
                  !span_is_empty(text_line(document->text, planned->first_line - 1));
    document->lists[document->lists_count - 1].rest = document->rests_count;
}

static void count_number(struct note_list *list, size_t number) {
    if (number && (!list->least || number < list->least)) list->least = number;
    if (number > list->largest) list->largest = number;
}

struct note *note_add(struct document *document, const struct note_line *line, size_t end_line) {
    const struct note_list *list = &document->lists[document->lists_count - 1];
    struct note *note = LIST_ADD(document->notes);
    count_number(&document->lists[list->leader], label_number(line->key));
    note->key = line->key;
    note->label = line->label;
    note->words = line->words;
    note->words.end = end_of_words(document, line->line, end_line);
    note->rend = rend_of(document, line);
    note->element = tei_element(document->arena, NULL, "note");
    note->list = document->lists_count - 1;
    note->marker = NO_INDEX;
    allow_marker_form(document, line);
    return note;
}

static void add_list(const struct note_survey *survey, const struct planned_list *planned) {
    struct document *document = survey->document;
    struct note_list *list = LIST_ADD(document->lists);
    if (planned->rest_end) add_rest(document, planned);
    list->first = document->notes_count;
    list->count = planned->count;
    list->reach = planned->reach ? planned->reach : planned->count;
    list->leader = document->lists_count - 1;
    if (planned->joined) list->leader = list[-1].leader;
    list->at_end = planned->joined || list->reach > list->count;
    list->plain = is_plain(survey, planned);
    list->span.start = document->text->lines[planned->first_line];
    list->span.end = document->text->lines[planned->end_line];
    memcpy(list->serves_from, planned->serves_from, sizeof list->serves_from);
    for (size_t i = 0; i < planned->count; i++) {
        const struct note_line *line = &survey->lines[planned->lines[i]];
        size_t next =
            i + 1 < planned->count ? survey->lines[planned->lines[i + 1]].line : planned->end_line;
        note_add(document, line, next);
    }
    if (planned->end_line == document->end_line) document->notes_offset = list->span.start;
}

static void add_plan(const struct note_survey *survey, struct note_plan *plan) {
    note_rests_add(survey, plan);
    survey->document->marker_forms = 0;
    survey->document->has_suffixes = false;
    for (size_t i = 0; i < plan->lists_count; i++)
        add_list(survey, &plan->lists[i]);
}

/* Whether the list stands right below a heading of notes. */
static bool is_headed(const struct note_survey *survey, const struct planned_list *list) {
    const struct document *document = survey->document;
    size_t line = list->first_line;
    struct span groups[4];
    while (line > document->first_line && note_line_shape(survey, line - 1) == SHAPE_BLANK)
        line--;
    return line > document->first_line &&
           regex_find(document->profile->notes_heading, document->text->bytes,
                      text_line(document->text, line - 1), groups, 4);
}

/* Whether the plan with lists within the text is likelier than the one with a list at its end
   alone, which has no heading of its own: where it gives more notes a marker; or as many, but only
   its notes cannot be paragraphs; or as many, and the same note is the last, but what follows it is
   text again. */
static bool is_likelier(const struct note_survey *survey, const struct note_plan *within,
                        const struct note_plan *last) {
    if (!within->lists_count || !last->lists_count || within->support != last->support)
        return within->support > last->support;
    const struct planned_list *inner = &within->lists[within->lists_count - 1];
    const struct planned_list *outer = &last->lists[0];
    if (is_headed(survey, outer)) return false;
    bool paragraphs = note_may_be_paragraph(&survey->lines[inner->lines[0]]);
    if (paragraphs != note_may_be_paragraph(&survey->lines[outer->lines[0]])) return !paragraphs;
    return inner->end_line < outer->end_line &&
           inner->lines[inner->count - 1] == outer->lines[outer->count - 1];
}

/* Whether the plan with lists at those places is likelier than the best one so far. */
static bool is_better(const struct note_survey *survey, enum note_places places,
                      const struct note_plan *plan, const struct note_plan *best,
                      const struct note_plan *last) {
    bool near = true;
    if (places == NOTES_NOWHERE) return is_likelier(survey, plan, last);
    if (places == NOTES_BETWEEN_PARAGRAPHS && !page_notes_are_alike(survey, plan, &near))
        return false;
    return plan->support > best->support ||
           (near && best == last && is_likelier(survey, plan, last));
}

/* The likeliest reading: with one list at the end, or with lists within the text, at the fewest
   places that give as many notes their markers. */
static void choose_plan(const struct note_survey *survey) {
    struct note_plan last = new_plan(survey->document), within[NOTE_PLACES] = {0}, *best = &last;
    struct note_plan end = last;
    bool others = true; /* there may be other plans */
    plan_last(survey, &last, survey->document->first_line);
    for (int places = NOTES_NOWHERE; others && places < NOTE_PLACES; places++) {
        within[places] = new_plan(survey->document);
        struct note_plan *plan = &within[places];
        size_t behind = page_notes_plan(survey, plan, (enum note_places)places);
        /* Without any within the text it would be that of one list at the end, and stays empty. */
        if (plan->lists_count) plan_last(survey, plan, behind);
        if (is_better(survey, (enum note_places)places, plan, best, &last)) best = plan;
        others = plan->leaves_out;
    }
    end_notes_plan(survey, &end);
    bool headed = end.lists_count > 1 && 2 * end.support >= end.lists[0].reach;
    if (headed && end.support >= best->support + (best != &last)) best = &end;
    add_plan(survey, best);
    free_plan(&end);
    free_plan(&last);
    for (size_t i = 0; i < NOTE_PLACES; i++)
        free_plan(&within[i]);
}

/* The first line that may be of a list: of a document of a volume, the one behind its numbered
   heading. */
static size_t first_line_of_notes(const struct document *document) {
    const char *number = document->part->number;
    size_t line = document->first_line, length = number ? strlen(number) : 0;
    for (; number && line < document->end_line; line++) {
        struct span words = span_trim(document->text, text_line(document->text, line));
        if (words.start >= document->part->division && words.end - words.start > length &&
            !memcmp(document->text->bytes + words.start, number, length))
            return line + 1;
    }
    return document->first_line;
}

void notes_find_lists(struct document *document) {
    struct note_survey survey = {.document = document};
    bool shares = document->part->end_shared; /* its notes with numbers are not in its text */
    document->notes_offset = document->span.end;
    if (document->part->kind == PART_NOTES) {
        shared_lists_add(document);
        markers_prepare(document);
        return;
    }
    for (size_t i = first_line_of_notes(document); i < document->end_line; i++) {
        struct note_line line;
        if (!note_line_read(document, i, &line)) continue;
        if (shares && label_kind(line.key) == LABEL_NUMBER) continue;
        *LIST_ADD(survey.lines) = line;
        allow_marker_form(document, &line);
    }
    if (survey.lines_count) {
        survey.shapes = memory_allocate(document->end_line - document->first_line, 1);
        sight_markers(&survey);
        choose_plan(&survey);
    }
    if (shares) shared_notes_add(document);
    markers_prepare(document);
    free(survey.shapes);
    free(survey.sightings);
    free(survey.lines);
}
