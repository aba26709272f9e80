/* Lists of notes at the end of a volume that serve several of its documents: the notes that a
   document has in them, and the lists themselves, whose place a part behind the documents tells. */
#include "encode/note_lists.h"

#include "base/memory.h"

/* Whether the documents stand in files of their own, where no list can name notes of others. */
static bool is_split(const struct document *document) {
    return document->encoding->parts_count < document->encoding->volume->parts_count;
}

/* Adds a list of those of the notes that are the document's own. */
static struct note_list *add_list(struct document *document, size_t first, size_t end) {
    const struct volume *volume = document->encoding->volume;
    const struct text *text = document->text;
    size_t own = (size_t)(document->part - volume->parts);
    struct note_list *list = LIST_ADD(document->lists);
    list->first = document->notes_count;
    list->leader = document->lists_count - 1;
    list->at_end = true;
    list->span = (struct span){text->lines[volume->shared[first].line],
                               text->lines[volume->shared[end - 1].end_line]};
    for (size_t kind = 0; kind < LABEL_KINDS; kind++)
        list->serves_from[kind] = NO_INDEX;
    for (size_t i = first; i < end; i++) {
        struct note_line line;
        const struct shared_note *shared = &volume->shared[i];
        if (shared->part == own && note_line_read(document, shared->line, &line))
            note_add(document, &line, shared->end_line)->shared = i + 1;
    }
    list->reach = list->count = document->notes_count - list->first;
    return list;
}

/* Whether sorting the list's notes by number puts them in their order. */
static bool is_in_order(const struct document *document, const struct note_list *list) {
    const struct note *notes = &document->notes[list->first];
    for (size_t i = 0; i < list->count; i++)
        if (label_has_suffix(notes[i].key) || (i && notes[i].key <= notes[i - 1].key)) return false;
    return true;
}

void shared_notes_add(struct document *document) {
    struct note_list *list =
        add_list(document, document->part->first_shared, document->part->end_shared);
    list->serves_from[LABEL_NUMBER] = document->span.start;
    list->is_elsewhere = !is_split(document);
    list->plain = is_in_order(document, list);
}

void shared_lists_add(struct document *document) {
    const struct shared_note *notes = document->encoding->volume->shared;
    size_t count = document->encoding->volume->shared_count;
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && notes[end].line == notes[end - 1].end_line;)
            end++;
        struct note_list *list = add_list(document, first, end);
        list->first_shared = first;
        list->end_shared = end;
        list->is_elsewhere = is_split(document) && !list->count;
    }
}

void shared_ids_take(const struct document *document) {
    for (size_t i = 0; document->encoding->shared_ids && i < document->notes_count; i++)
        if (document->notes[i].shared)
            document->encoding->shared_ids[document->notes[i].shared - 1] =
                promises_kept(document, tei_get(document->notes[i].element, "xml:id"));
}

void shared_places(const struct volume *volume, const struct part *part, struct encode_part *made) {
    const struct text *text = volume->text;
    size_t own = (size_t)(part - volume->parts);
    bool are_lists = part->kind == PART_NOTES;
    *LIST_ADD(made->places) = (struct encode_place){part->span.start, part->span.end};
    for (size_t i = are_lists ? 0 : part->first_shared;
         i < (are_lists ? volume->shared_count : part->end_shared); i++) {
        const struct shared_note *note = &volume->shared[i];
        struct encode_place place = {text->lines[note->line], text->lines[note->end_line]};
        if (are_lists && note->part != own) {
            size_t end = made->places[made->places_count - 1].end;
            made->places[made->places_count - 1].end = place.start;
            *LIST_ADD(made->places) = (struct encode_place){place.end, end};
        } else if (!are_lists && note->part == own) {
            *LIST_ADD(made->places) = place;
        }
    }
}

void shared_list_name(const struct document *document, const struct note_list *list,
                      struct buffer *pointers) {
    for (size_t i = list->first_shared; i < list->end_shared; i++)
        if (document->encoding->shared_ids[i])
            buffer_print(pointers, " #%s", document->encoding->shared_ids[i]);
}
