/* A document is made: it passes the phases, is written, and leaves to the file's header what that
   says of it.  Its tree does not outlive that. */
#include "encode/make.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Makes room for what the document will hold, by its length: memory that is asked for at once comes
   in large pages, which is quicker. */
static void expect(struct document *document) {
    size_t half = (document->end_line - document->first_line) / 2 + 1;
    arena_expect(document->arena, document->span.end - document->span.start);
    document->blocks =
        memory_grow(document->blocks, &document->blocks_capacity, half, sizeof *document->blocks);
    document->runs =
        memory_grow(document->runs, &document->runs_capacity, half, sizeof *document->runs);
}

bool document_build(struct document *document) {
    if (document->profile->marks_count) return play_build(document);
    notes_find_lists(document);
    blocks_find(document);
    if (!document->blocks_count && !document->notes_count) return false;
    heading_read(document);
    structure_build(document);
    marks_find(document);
    notes_align(document);
    inlines_build(document);
    return true;
}

void document_start(struct document *document, const struct making *making, const struct hand *hand,
                    const struct part *part, struct arena *arena, struct report *report,
                    struct promises *promises) {
    const struct encode_options *options = making->order->options;
    struct encoding *encoding = making->encoding;
    *document = (struct document){
        .text = hand->text,
        .encoding = encoding,
        .promises = promises,
        .brackets = hand->brackets,
        .part = part,
        .span = part->span,
        .first_line = part->first_line,
        .end_line = part->end_line,
        .profile = hand->profile,
        .report = report,
        .arena = arena,
        .cast = cast_new(arena, hand->profile),
        .known = options->persons,
        .genre = part->kind == PART_DOCUMENT ? options->genre : NULL,
        .language = encoding->language,
        .metadata = metadata_of_document(options->metadata, encoding->text->name, part->id),
        .division = tei_element(arena, NULL, "div"),
        .id = options->id};
    document->date = document->metadata.date;
    if (!document->date && encoding->parts_count == 1) document->date = encoding->metadata.date;
    expect(document);
}

void document_end(struct document *document) {
    table_free(&document->speakers);
    table_free(&document->persons_by_name);
    table_free(&document->persons_by_known);
    table_free(&document->persons_by_id);
    name_list_free(&document->introduced_names);
    cast_free(document->cast);
    table_free(&document->slips);
    free(document->blocks);
    free(document->persons);
    free(document->notes);
    free(document->lists);
    free(document->rests);
    free(document->signs);
    free(document->runs);
    free(document->marks);
    free(document->candidates);
    free(document->weighed);
    arena_release(document->arena, (struct arena_mark){0});
}

/* ---- taken into the file ---- */

/* Ends the division of a chapter, if one is open. */
static void end_chapter(struct making *making) {
    if (making->chapter) tei_write_end(making->chapter, DEPTH_DIVISION, making->output);
    making->chapter = NULL;
}

/* Begins the division of the chapter above the document. */
static void write_chapter(struct making *making, const struct document *document) {
    struct buffer start = {0};
    end_chapter(making);
    making->chapter = tei_element(making->encoding->arena, NULL, "div");
    tei_write_start(document->chapter, DEPTH_DIVISION, &start);
    for (struct tei_node *child = document->chapter->first; child; child = child->next)
        tei_write_element(child, DEPTH_DIVISION + 1, &start);
    promises_append(document, start.bytes, start.length, making->output);
    buffer_free(&start);
}

/* Writes the document's division, or the text of a play. */
static void write_division(struct making *making, const struct document *document,
                           const struct buffer *written, size_t written_depth) {
    bool play = document->profile->marks_count;
    if (document->chapter) write_chapter(making, document);
    if (document->part->kind == PART_NOTES) end_chapter(making);
    size_t depth = play ? DEPTH_TEXT : making->chapter ? DEPTH_DIVISION + 1 : DEPTH_DIVISION;
    if (!document->promises) {
        tei_write_element(document->division, depth, making->output);
        return;
    }
    struct buffer anew = {0};
    if (depth != written_depth) {
        tei_write_element(document->division, depth, &anew);
        written = &anew;
    }
    promises_append(document, written->bytes, written->length, making->output);
    buffer_free(&anew);
}

void document_take(struct making *making, struct document *document, const struct buffer *division,
                   size_t depth) {
    struct encoding *encoding = making->encoding;
    making->found = true;
    if (!encoding->first_id && document->id) /* a play has none */
        encoding->first_id = arena_copy(encoding->arena, document->id, strlen(document->id));
    header_take(document);
    shared_ids_take(document);
    write_division(making, document, division, depth);
    if (making->order->options->review) review_document(making->order->options->review, document);
}

void document_make(struct making *making, const struct hand *hand, size_t index,
                   struct arena *arena) {
    struct document document;
    document_start(&document, making, hand, &making->encoding->parts[index], arena,
                   making->order->report, NULL);
    if (document_build(&document)) document_take(making, &document, NULL, 0);
    document_end(&document);
}
