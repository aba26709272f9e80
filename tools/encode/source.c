/* The header's account of the source: the file that was encoded, the words of the source note, and,
   where they or the metadata say it for certain, repository, collection, box and classification. */
#include "encode/internal.h"

#include <stdint.h>
#include <string.h>

enum { GROUPS = 16 };

/* The parts of <msIdentifier> in the order of the schema, by their names in patterns. */
enum place_part { SETTLEMENT, INSTITUTION, REPOSITORY, COLLECTION, BOX, FOLDER, IDENTIFIER, PARTS };

static const struct {
    const char *name, *element, *type;
} parts[] = {
    [SETTLEMENT] = {"settlement", "settlement", NULL},
    [INSTITUTION] = {"institution", "institution", NULL},
    [REPOSITORY] = {"repository", "repository", NULL},
    [COLLECTION] = {"collection", "collection", NULL},
    [BOX] = {"box", "idno", "box"},
    [FOLDER] = {"folder", "idno", "folder"},
    [IDENTIFIER] = {"identifier", "idno", "shelfmark"},
};

/* Where the original is kept; NULL where that is not said. */
struct place {
    const char *parts[PARTS], *classification;
};

static void add_file(struct encoding *encoding, struct tei_node *source) {
    struct arena *arena = encoding->arena;
    struct tei_node *file = tei_element(arena, source, "bibl");
    tei_set(arena, file, "type", "file");
    struct buffer name = {0};
    text_file_name(encoding->text, &name);
    tei_leaf(arena, file, "title", name.bytes);
    buffer_free(&name);
    tei_text(arena, file, " ", 1);
    tei_set(arena, tei_leaf(arena, file, "idno", encoding->text->sha256), "type", "SHA-256");
}

/* The source note's words, added whole; NULL where there is no such note, or nothing in
   it. */
static const char *take_source_note(struct document *document) {
    struct encoding *encoding = document->encoding;
    struct arena *arena = encoding->arena;
    for (size_t i = 0; i < document->notes_count; i++) {
        const struct note *note = &document->notes[i];
        const struct regex *pattern = document->profile->source_note;
        struct span prefix;
        if (!regex_find(pattern, document->text->bytes, note->words, &prefix, 1)) continue;
        const char *words = header_words(document, note->element, prefix.end);
        if (!*words) return NULL;
        struct tei_node *original = tei_leaf(arena, encoding->originals, "bibl", words);
        tei_set(arena, original, "type", "source");
        tei_set(arena, original, "corresp",
                arena_join(arena, "#", promises_kept(document, tei_get(note->element, "xml:id"))));
        return words;
    }
    return NULL;
}

static const char *group(struct arena *arena, const struct regex *pattern, const char *words,
                         const struct span *groups, const char *name) {
    size_t number = regex_group(pattern, name);
    if (!number || number >= GROUPS || groups[number].start == SIZE_MAX) return NULL;
    struct span span = groups[number];
    return span_is_empty(span) ? NULL
                               : arena_copy(arena, words + span.start, span.end - span.start);
}

/* What the first of the profile's patterns that is found takes out of the source note. */
static void split_source_note(struct document *document, const char *words, struct place *place) {
    struct arena *arena = document->encoding->arena;
    struct span groups[GROUPS], whole = {0, strlen(words)};
    for (unsigned i = 0; i < document->profile->sources_count; i++) {
        const struct regex *pattern = document->profile->source_patterns[i];
        if (!regex_find(pattern, words, whole, groups, GROUPS)) continue;
        for (size_t part = 0; part < PARTS; part++)
            place->parts[part] = group(arena, pattern, words, groups, parts[part].name);
        place->classification = group(arena, pattern, words, groups, "classification");
        return;
    }
}

/* `document`: the one that it is of; NULL for all. */
static void add_manuscript(struct encoding *encoding, const struct document *document,
                           const struct place *place) {
    struct arena *arena = encoding->arena;
    if (!place->parts[REPOSITORY]) return;
    struct tei_node *manuscript = tei_element(arena, encoding->manuscripts, "msDesc");
    if (document && encoding->parts_count > 1)
        tei_set(arena, manuscript, "corresp", arena_join(arena, "#", document->id));
    struct tei_node *identifier = tei_element(arena, manuscript, "msIdentifier");
    for (size_t i = 0; i < PARTS; i++) {
        if (!place->parts[i]) continue;
        struct tei_node *part = tei_leaf(arena, identifier, parts[i].element, place->parts[i]);
        if (parts[i].type) tei_set(arena, part, "type", parts[i].type);
    }
    if (place->classification) tei_leaf(arena, manuscript, "p", place->classification);
}

static struct place place_of(const struct metadata *metadata) {
    return (struct place){.parts = {[SETTLEMENT] = metadata->source.settlement,
                                    [INSTITUTION] = metadata->source.institution,
                                    [REPOSITORY] = metadata->source.repository,
                                    [COLLECTION] = metadata->source.collection,
                                    [BOX] = metadata->source.box,
                                    [FOLDER] = metadata->source.folder,
                                    [IDENTIFIER] = metadata->source.identifier}};
}

void source_take(struct document *document) {
    struct encoding *encoding = document->encoding;
    const char *words = take_source_note(document);
    struct place place = place_of(&document->metadata);
    /* Whoever names the repository means all of it; a box of another one would be wrong. */
    bool named = place.parts[REPOSITORY] || encoding->metadata.source.repository;
    if (!named && words) split_source_note(document, words, &place);
    add_manuscript(encoding, document, &place);
}

void source_add(struct encoding *encoding, struct tei_node *description) {
    struct tei_node *source = tei_element(encoding->arena, description, "sourceDesc");
    struct place place = place_of(&encoding->metadata);
    add_file(encoding, source);
    header_adopt(source, encoding->originals);
    add_manuscript(encoding, NULL, &place);
    header_adopt(source, encoding->manuscripts);
}
