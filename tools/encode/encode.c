/* Encodes a text: divides it into its documents, has each made and written, then writes the header
   of the file before them. */
#include "encode/make.h"

#include "base/memory.h"
#include "base/team.h"
#include "text/guess.h"

#include <stdlib.h>
#include <string.h>

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
    for (size_t i = 0; i < encoding->parts_count; i++)
        if (encoding->parts[i].id) id_new(&encoding->ids, encoding->arena, encoding->parts[i].id);
    encoding->persons = tei_element(encoding->arena, NULL, "listPerson");
    encoding->originals = tei_element(encoding->arena, NULL, "sourceDesc");
    encoding->manuscripts = tei_element(encoding->arena, NULL, "sourceDesc");
    encoding->genres = tei_element(encoding->arena, NULL, "keywords");
    encoding->correspondences = tei_element(encoding->arena, NULL, "profileDesc");
    if (order->volume->shared_count)
        encoding->shared_ids =
            memory_allocate(order->volume->shared_count, sizeof *encoding->shared_ids);
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

static void make_documents(struct making *making) {
    size_t workers = making->order->workers, made = 0;
    if (workers > making->encoding->parts_count) workers = making->encoding->parts_count;
    if (workers > 1) made = drafts_make(making, workers);
    struct arena *arena = arena_new();
    for (; made < making->encoding->parts_count; made++)
        document_make(making, &making->order->hands[0], made, arena);
    arena_free(arena);
}

/* Makes one file of `count` parts of the text and appends it; false where nothing is in them.  *id
   is set to the first one's, which the caller frees, if it is not NULL. */
static bool encode_file(const struct order *order, const struct part *parts, size_t count,
                        struct buffer *output, char **id) {
    struct encoding encoding = {.volume = order->volume,
                                .parts = parts,
                                .parts_count = count,
                                .profile = order->profile,
                                .text = order->hands->text,
                                .metadata = metadata_of_file(order, parts, count)};
    size_t offset = output->length;
    if (count) buffer_reserve(output, 2 * (parts[count - 1].span.end - parts[0].span.start));
    struct making making = {.order = order, .encoding = &encoding, .output = output};
    start_encoding(&encoding, order);
    make_documents(&making);
    if (making.found) finish_encoding(&encoding, making.chapter, offset, output);
    if (making.found && id) *id = memory_copy(encoding.first_id, strlen(encoding.first_id));
    table_free(&encoding.ids);
    table_free(&encoding.people);
    free(encoding.shared_ids);
    arena_free(encoding.arena);
    return making.found;
}

/* ---- a text ---- */

/* Where nobody says the language, it is the profile's: which need not be the text's. */
static void check_language(const struct text *text, const struct encode_profile *profile,
                           const struct encode_options *options, struct report *report) {
    if (options->language || metadata_of(options->metadata, text->name).language) return;
    const struct language_guess *guess =
        language_other_than(profile->language, text->bytes, text->length);
    if (!guess) return;
    struct buffer message = {0}, hint = {0};
    buffer_print(&message, "looks to be in %s, but is encoded as \"%s\"", guess->name,
                 profile->language);
    buffer_print(&hint, "--lang %s, or in the metadata \"language: %s\"", guess->tag, guess->tag);
    report_add(report, &(struct finding){.severity = SEVERITY_WARNING,
                                         .code = "encode/language-doubtful",
                                         .file = text->name,
                                         .message = message.bytes,
                                         .hint = hint.bytes});
    buffer_free(&message);
    buffer_free(&hint);
}

static struct order order_for(struct text *text, const struct encode_profile *profile,
                              const struct encode_options *options, struct report *report) {
    size_t workers = options->workers ? options->workers : 1;
    struct hand *hands = hands_new(text, profile, workers);
    struct volume *volume = volume_new(hands, workers, report);
    check_language(text, profile, options, report);
    if (volume->parts_count > 1 && options->id)
        report_say(report, SEVERITY_WARNING, "encode/id-for-several", text->name, 0, 0,
                   "holds %zu parts, whose ids are made of their numbers; \"%s\" is not used",
                   volume->parts_count, options->id);
    return (struct order){hands, workers, volume, profile, options, report};
}

static void order_end(struct order *order) {
    volume_free(order->volume);
    hands_free(order->hands, order->workers);
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
    order_end(&order);
    return found;
}

/* ---- a text that becomes several files ---- */

/* Files that are made side by side. */
struct splitting {
    const struct order *order;
    struct encode_part *made; /* of each part of the volume */
    struct report **reports;  /* one a place */
    struct buffer *findings;  /* of what is made there */
};

/* Makes the file of a part, which has no id where nothing is in it. */
static void make_file(const struct order *order, size_t index, struct encode_part *made) {
    const struct part *part = &order->volume->parts[index];
    *made = (struct encode_part){0};
    if (encode_file(order, part, 1, &made->encoding, &made->id))
        shared_places(order->volume, part, made);
}

static void make_file_apart(void *context, size_t worker, size_t place, size_t index) {
    const struct splitting *splitting = context;
    struct order own = *splitting->order;
    own.hands += worker;
    own.workers = 1;
    own.report = splitting->reports[place];
    make_file(&own, index, &splitting->made[index]);
}

static bool take_file(void *context, size_t worker, size_t place, size_t index) {
    const struct splitting *splitting = context;
    struct buffer *findings = &splitting->findings[place];
    (void)worker, (void)index;
    if (profile_is_given_up(splitting->order->profile)) return false;
    report_replay(splitting->order->report, findings->bytes, findings->length);
    findings->length = 0;
    return true;
}

/* Makes files by several threads, up to one for which a pattern was given up.  Returns how many. */
static size_t make_files(const struct order *order, struct encode_part *made) {
    size_t places = TEAM_PLACES * order->workers, count = order->volume->parts_count;
    struct splitting splitting = {.order = order, .made = made};
    splitting.reports = memory_allocate(places, sizeof *splitting.reports);
    splitting.findings = memory_allocate(places, sizeof *splitting.findings);
    for (size_t i = 0; i < places; i++)
        splitting.reports[i] = report_apart(&splitting.findings[i]);
    size_t taken = team_run(&(struct team){.workers = order->workers,
                                           .count = count,
                                           .make = make_file_apart,
                                           .take = take_file,
                                           .context = &splitting});
    for (size_t i = 0; i < places; i++) {
        report_free(splitting.reports[i]);
        buffer_free(&splitting.findings[i]);
    }
    free(splitting.reports);
    free(splitting.findings);
    if (taken < count) profile_try_again(order->profile);
    return taken;
}

static void free_part(struct encode_part *part) {
    free(part->id);
    free(part->places);
    buffer_free(&part->encoding);
}

size_t encode_split(struct text *text, const struct encode_profile *profile,
                    const struct encode_options *options, struct report *report,
                    struct encode_part **parts) {
    struct order order = order_for(text, profile, options, report);
    const struct volume *volume = order.volume;
    volume_find_pages(order.volume, profile);
    struct encode_part *made = memory_allocate(volume->parts_count, sizeof *made);
    /* What the review counts it counts in order. */
    bool several = order.workers > 1 && volume->parts_count > 1 && !options->review;
    size_t count = 0;
    for (size_t i = several ? make_files(&order, made) : 0; i < volume->parts_count; i++) {
        free_part(&made[i]);
        make_file(&order, i, &made[i]);
    }
    for (size_t i = 0; i < volume->parts_count; i++)
        if (made[i].id) made[count++] = made[i];
    if (!count) say_empty(&order);
    order_end(&order);
    *parts = made;
    return count;
}

void encode_parts_free(struct encode_part *parts, size_t count) {
    for (size_t i = 0; i < count; i++)
        free_part(&parts[i]);
    free(parts);
}

void encode_part_source(const struct encode_part *part, const struct text *text,
                        struct buffer *source) {
    for (size_t i = 0; i < part->places_count; i++) {
        size_t start = part->places[i].start, end = part->places[i].end;
        bool below_blank = start > 1 && text->bytes[start - 2] == '\n';
        while (i && source->length && source->bytes[source->length - 1] == '\n')
            source->length--;
        if (i) buffer_text(source, below_blank ? "\n\n" : "\n");
        buffer_append(source, text->bytes + start, end - start);
    }
    buffer_text(source, "");
}
