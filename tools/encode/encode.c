/* Encodes a text: divides it into its documents, takes each through the phases and writes it, then
   writes the header of the file before them.  No document's tree outlives its being written. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* How far in the parts of a file stand. */
enum { DEPTH_TEI, DEPTH_TEXT, DEPTH_BODY, DEPTH_DIVISION };

/* What an encoding is made with. */
struct order {
    struct volume *volume;
    const struct encode_profile *profile;
    const struct encode_options *options;
    struct report *report;
};

/* ---- a document ---- */

static void free_document(struct document *document) {
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

/* Takes the document through the phases; false where there is nothing in it. */
static bool build(struct document *document) {
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

/* Writes the document's division, or the text of a play; *chapter is the open division of a
 * chapter, or NULL. */
static void write_division(const struct document *document, struct tei_node **chapter,
                           struct buffer *output) {
    if (document->profile->marks_count) {
        tei_write_element(document->division, DEPTH_TEXT, output);
        return;
    }
    if (document->chapter) {
        if (*chapter) tei_write_end(*chapter, DEPTH_DIVISION, output);
        *chapter = tei_element(document->encoding->arena, NULL, "div");
        tei_write_start(document->chapter, DEPTH_DIVISION, output);
        for (struct tei_node *child = document->chapter->first; child; child = child->next)
            tei_write_element(child, DEPTH_DIVISION + 1, output);
    }
    tei_write_element(document->division, *chapter ? DEPTH_DIVISION + 1 : DEPTH_DIVISION, output);
}

/* Encodes a part of the text and appends its division. */
static bool encode_document(struct encoding *encoding, const struct order *order,
                            const struct part *part, struct tei_node **chapter,
                            struct buffer *output) {
    struct arena *arena = encoding->document_arena;
    struct document document = {
        .text = encoding->text,
        .encoding = encoding,
        .part = part,
        .span = part->span,
        .first_line = part->first_line,
        .end_line = part->end_line,
        .profile = order->profile,
        .report = order->report,
        .arena = arena,
        .cast = cast_new(arena),
        .known = order->options->persons,
        .genre = part->is_front ? NULL : order->options->genre,
        .language = encoding->language,
        .metadata = metadata_of_document(order->options->metadata, encoding->text->name, part->id),
        .division = tei_element(arena, NULL, "div"),
        .id = order->options->id};
    document.date = document.metadata.date;
    if (!document.date && encoding->parts_count == 1) document.date = encoding->metadata.date;
    expect(&document);
    bool found = build(&document);
    if (found) {
        if (!encoding->first_id && document.id) /* a play has none */
            encoding->first_id = arena_copy(encoding->arena, document.id, strlen(document.id));
        header_take(&document);
        write_division(&document, chapter, output);
        if (order->options->review) review_document(order->options->review, &document);
    }
    free_document(&document);
    return found;
}

/* ---- a file ---- */

static struct metadata metadata_of_file(const struct order *order, const struct part *parts,
                                        size_t count) {
    const char *name = order->volume->text->name;
    struct metadata metadata = metadata_of(order->options->metadata, name);
    bool split = count < order->volume->parts_count;
    if (!split) return metadata;
    /* What is said of the volume itself is not said of each document. */
    metadata.title = metadata.date = NULL;
    metadata.identifiers_count = 0;
    const struct metadata own = metadata_of_document(order->options->metadata, name, parts->id);
    return metadata_over(metadata, &own);
}

static void start_encoding(struct encoding *encoding, const struct order *order) {
    const char *language = order->options->language;
    if (!language) language = encoding->metadata.language;
    encoding->language = language ? language : order->profile->language;
    encoding->arena = arena_new();
    encoding->document_arena = arena_new();
    encoding->brackets = known_words_new();
    for (size_t i = 0; i < encoding->parts_count; i++)
        if (encoding->parts[i].id) id_new(&encoding->ids, encoding->arena, encoding->parts[i].id);
    encoding->persons = tei_element(encoding->arena, NULL, "listPerson");
    encoding->originals = tei_element(encoding->arena, NULL, "sourceDesc");
    encoding->manuscripts = tei_element(encoding->arena, NULL, "sourceDesc");
    encoding->genres = tei_element(encoding->arena, NULL, "keywords");
    encoding->correspondences = tei_element(encoding->arena, NULL, "profileDesc");
}

/* Puts what goes before the divisions before them, from the offset on, and ends what is open. */
static void finish_encoding(struct encoding *encoding, const struct tei_node *chapter,
                            size_t offset, struct buffer *output) {
    struct arena *arena = encoding->arena;
    struct tei_node *tei = tei_element(arena, NULL, "TEI"),
                    *text = tei_element(arena, NULL, "text");
    const struct tei_node *body = tei_element(arena, NULL, "body");
    struct buffer start = {0};
    tei_set(arena, tei, "xmlns", "http://www.tei-c.org/ns/1.0");
    tei_set(arena, text, "xml:lang", encoding->language);
    if (encoding->id) tei_set(arena, tei, "xml:id", encoding->id);
    header_build(encoding, tei);
    tei_write_start(tei, DEPTH_TEI, &start);
    tei_write_element(tei->first, DEPTH_TEXT, &start);
    bool play = encoding->profile->marks_count; /* which has its text already */
    if (!play) {
        tei_write_start(text, DEPTH_TEXT, &start);
        tei_write_start(body, DEPTH_BODY, &start);
    }
    buffer_insert(output, offset, start.bytes, start.length);
    buffer_free(&start);
    if (chapter) tei_write_end(chapter, DEPTH_DIVISION, output);
    if (!play) {
        tei_write_end(body, DEPTH_BODY, output);
        tei_write_end(text, DEPTH_TEXT, output);
    }
    tei_write_end(tei, DEPTH_TEI, output);
}

/* Makes one file of `count` parts of the text and appends it; false where nothing is in them.  *id
   is set to the first one's, which the caller frees, if it is not NULL. */
static bool encode_file(const struct order *order, const struct part *parts, size_t count,
                        struct buffer *output, char **id) {
    struct encoding encoding = {.volume = order->volume,
                                .parts = parts,
                                .parts_count = count,
                                .profile = order->profile,
                                .text = order->volume->text,
                                .metadata = metadata_of_file(order, parts, count)};
    size_t offset = output->length;
    if (count) buffer_reserve(output, 2 * (parts[count - 1].span.end - parts[0].span.start));
    struct tei_node *chapter = NULL;
    bool found = false;
    start_encoding(&encoding, order);
    for (size_t i = 0; i < count; i++)
        found |= encode_document(&encoding, order, &parts[i], &chapter, output);
    if (found) finish_encoding(&encoding, chapter, offset, output);
    if (found && id) *id = memory_copy(encoding.first_id, strlen(encoding.first_id));
    table_free(&encoding.ids);
    table_free(&encoding.people);
    free(encoding.brackets);
    arena_free(encoding.document_arena);
    arena_free(encoding.arena);
    return found;
}

/* ---- a text ---- */

static struct order order_for(struct text *text, const struct encode_profile *profile,
                              const struct encode_options *options, struct report *report) {
    struct volume *volume = volume_new(text, profile, report);
    if (volume->parts_count > 1 && options->id)
        report_say(report, SEVERITY_WARNING, "encode/id-for-several", text->name, 0, 0,
                   "holds %zu parts, whose ids are made of their numbers; \"%s\" is not used",
                   volume->parts_count, options->id);
    return (struct order){volume, profile, options, report};
}

static void say_empty(const struct order *order) {
    report_say(order->report, SEVERITY_ERROR, "encode/empty", order->volume->text->name, 0, 0,
               "holds no text");
}

bool encode_text(struct text *text, const struct encode_profile *profile,
                 const struct encode_options *options, struct report *report,
                 struct buffer *output) {
    struct order order = order_for(text, profile, options, report);
    bool found = encode_file(&order, order.volume->parts, order.volume->parts_count, output, NULL);
    if (!found) say_empty(&order);
    volume_free(order.volume);
    return found;
}

size_t encode_split(struct text *text, const struct encode_profile *profile,
                    const struct encode_options *options, struct report *report,
                    struct encode_part **parts) {
    struct order order = order_for(text, profile, options, report);
    const struct volume *volume = order.volume;
    size_t count = 0;
    volume_find_pages(order.volume, profile);
    *parts = memory_allocate(volume->parts_count, sizeof **parts);
    for (size_t i = 0; i < volume->parts_count; i++) {
        const struct part *part = &volume->parts[i];
        struct encode_part *made = &(*parts)[count];
        if (!encode_file(&order, part, 1, &made->encoding, &made->id)) continue;
        made->start = part->span.start;
        made->end = part->span.end;
        count++;
    }
    if (!count) say_empty(&order);
    volume_free(order.volume);
    return count;
}

void encode_parts_free(struct encode_part *parts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free(parts[i].id);
        buffer_free(&parts[i].encoding);
    }
    free(parts);
}
