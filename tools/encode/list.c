/* The list of notes that ends a text: lines that begin with a number, the numbers rising, down to
   the end of the text.  It is told from numbered paragraphs by how it stands: indented, line upon
   line, or by markers in the text before it. */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Notes may be lost from a list: a number may be so much greater than the one before. */
enum { LARGEST_STEP = 4 };

#define USUAL_INDENT "indent2"

/* How the number of a note may be written, and the token for it on the note's rend. */
static const struct note_form {
    const char *before, *behind, *token;
} note_forms[] = {{"", ". ", ""}, {"[", "] ", "bracket"}, {"", "/ ", "slash"}, {"", " ", "bare"}};
enum { NOTE_FORMS = sizeof note_forms / sizeof *note_forms };

/* A line that may begin a note. */
struct note_line {
    size_t line, number;
    const char *indent; /* as rend has it */
    const struct note_form *form;
    struct span words;
};

/* The form in which the number stands in the line; NULL where it is none that has a name. */
static const struct note_form *form_of(const char *bytes, struct span label, struct span number) {
    for (size_t i = 0; i < NOTE_FORMS; i++) {
        const struct note_form *form = &note_forms[i];
        size_t before = strlen(form->before), behind = strlen(form->behind);
        if (number.start - label.start == before && label.end - number.end == behind &&
            !memcmp(bytes + label.start, form->before, before) &&
            !memcmp(bytes + number.end, form->behind, behind))
            return form;
    }
    return NULL;
}

/* Reads the line as the first of a note, if it can be written again from what an encoding says. */
static bool read_note_line(struct document *document, size_t index, struct note_line *found) {
    const struct regex *note = document->profile->note;
    const char *bytes = document->text->bytes;
    struct span line = text_line(document->text, index), groups[4];
    if (span_is_empty(line) || !regex_find(note, bytes, line, groups, 4)) return false;
    struct span indent = groups[regex_group(note, "indent")];
    struct span number = groups[regex_group(note, "number")];
    if (bytes[number.start] == '0') return false;
    found->line = index;
    found->number = strtoul(bytes + number.start, NULL, 10);
    found->form = form_of(bytes, (struct span){indent.end, groups[0].end}, number);
    found->words = (struct span){groups[0].end, line.end};
    found->indent = indent_token(document, indent);
    return found->form && found->indent;
}

static bool is_tight(const struct document *document, size_t first, size_t last) {
    for (size_t i = first; i < last; i++)
        if (span_is_empty(text_line(document->text, i))) return false;
    return true;
}

/* Whether the number stands as a marker somewhere in the span: right behind a letter or a mark of
   punctuation. */
static bool has_marker(const struct document *document, struct span span, size_t number) {
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%zu", number);
    const char *place;
    while ((place = document_find(document, digits, span))) {
        size_t offset = (size_t)(place - document->text->bytes);
        char before = offset > document->span.start ? place[-1] : ' ', after = place[length];
        if (!isspace((unsigned char)before) && !isdigit((unsigned char)before) && before != '[' &&
            before != '(' && !isalnum((unsigned char)after))
            return true;
        span.start = offset + 1;
    }
    return false;
}

/* Whether these lines are a list of notes and not numbered paragraphs. */
static bool is_list(const struct document *document, const struct note_line *lines, size_t count) {
    size_t markers = 0, looked_at = count < 8 ? count : 8;
    const struct span before = {document->span.start, document->text->lines[lines[0].line]};
    for (size_t i = 0; i < looked_at; i++)
        markers += has_marker(document, before, lines[i].number);
    if (2 * markers >= looked_at) return true;
    /* A number that no sign follows is as well that of a table. */
    return *lines[0].form->token == '\0' && strcmp(lines[0].indent, "indent0") &&
           is_tight(document, lines[0].line, lines[count - 1].line);
}

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
    if (blank) buffer_text(&tokens, " spaced");
    const char *rend =
        tokens.length ? arena_copy(document->arena, tokens.bytes + 1, tokens.length - 1) : NULL;
    buffer_free(&tokens);
    return rend;
}

static void add_notes(struct document *document, const struct note_line *lines, size_t count) {
    document->notes_offset = document->text->lines[lines[0].line];
    for (size_t i = 0; i < count; i++) {
        struct note *note = LIST_ADD(document->notes);
        size_t next = i + 1 < count ? lines[i + 1].line : document->end_line;
        note->number = lines[i].number;
        note->span = lines[i].words;
        note->span.end = end_of_words(document, lines[i].line, next);
        note->rend = rend_of(document, &lines[i]);
        note->element = tei_element(document->arena, NULL, "note");
    }
}

/* Where the list that ends with the last line begins: the numbers rise, and all stand as far in. */
static size_t start_of_list(const struct note_line *lines, size_t count) {
    size_t first = count;
    while (first &&
           (first == count || (lines[first - 1].number < lines[first].number &&
                               lines[first - 1].number + LARGEST_STEP >= lines[first].number &&
                               !strcmp(lines[first - 1].indent, lines[count - 1].indent))))
        first--;
    return first;
}

/* Every list writes its numbers in one form, so that lines of another form, which the words of a
   note may make, do not break it.  The forms are tried in the order of the table. */
void notes_find_list(struct document *document) {
    struct note_line *lines = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = document->first_line; i < document->end_line; i++) {
        lines = memory_grow(lines, &capacity, count + 1, sizeof *lines);
        count += read_note_line(document, i, &lines[count]);
    }
    struct note_line *chosen = memory_allocate(count, sizeof *chosen);
    document->notes_offset = document->span.end;
    for (size_t form = 0; form < NOTE_FORMS && !document->notes_count; form++) {
        size_t chosen_count = 0;
        for (size_t i = 0; i < count; i++)
            if (lines[i].form == &note_forms[form]) chosen[chosen_count++] = lines[i];
        size_t first = start_of_list(chosen, chosen_count);
        if (first < chosen_count && is_list(document, chosen + first, chosen_count - first))
            add_notes(document, chosen + first, chosen_count - first);
    }
    free(chosen);
    free(lines);
}
