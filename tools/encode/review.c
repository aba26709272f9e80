/* The review of an encoding, for an editor: how many of each kind were found, and the places at
   which the encoder was unsure, as one object of JSON. */
#include "encode/internal.h"

#include "base/memory.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct encode_review {
    json_t *counts, *gaps, *unsure;
    json_t *speakers;  /* an object with a key for each */
    json_t *documents; /* the counts of each, where there are several */
};

/* What is counted: elements, by what the review calls them.  In the order of the review. */
static const struct {
    const char *key, *element, *attribute, *value; /* attribute and value: or NULL, which is any */
} counted[] = {
    {"documents", "div", "type", "document"},
    {"sections", "div", "type", "section"},
    {"headings", "head", NULL, NULL},
    {"paragraphs", "p", NULL, NULL},
    {"stanzas", "lg", NULL, NULL},
    {"verse_lines", "l", NULL, NULL},
    {"roles", "role", NULL, NULL},
    {"speeches", "sp", NULL, NULL},
    {"stage", "stage", NULL, NULL},
    {"lists", "list", NULL, NULL},
    {"quotations", "quote", NULL, NULL},
    {"openers", "opener", NULL, NULL},
    {"closers", "closer", NULL, NULL},
    {"notes", "note", "n", NULL},
    {"notes_without_marker", "note", "anchored", "false"},
    {"editorial_notes", "note", "type", "editorial"},
    {"pages", "pb", NULL, NULL},
    {"columns", "cb", NULL, NULL},
    {"figures", "figure", NULL, NULL},
    {"references", "ref", NULL, NULL},
    {"dates", "date", NULL, NULL},
    {"dates_guessed", "date", "cert", NULL},
    {"supplied", "supplied", NULL, NULL},
    {"unclear", "unclear", NULL, NULL},
    {"slips", "sic", NULL, NULL},
    {"corrections", "corr", NULL, NULL},
};
enum { COUNTED = sizeof counted / sizeof *counted };

struct encode_review *encode_review_new(void) {
    struct encode_review *review = memory_allocate(1, sizeof *review);
    review->counts = json_object();
    review->gaps = json_object();
    review->unsure = json_array();
    review->documents = json_array();
    review->speakers = json_object();
    if (!review->counts || !review->gaps || !review->unsure || !review->documents ||
        !review->speakers)
        memory_exhausted();
    return review;
}

void encode_review_free(struct encode_review *review) {
    json_decref(review->counts);
    json_decref(review->gaps);
    json_decref(review->unsure);
    json_decref(review->documents);
    json_decref(review->speakers);
    free(review);
}

/* ---- counts ---- */

static void add_to(json_t *object, const char *key, size_t number) {
    json_int_t before = json_integer_value(json_object_get(object, key));
    json_object_set_new(object, key, json_integer(before + (json_int_t)number));
}

static bool is_counted(size_t kind, const struct tei_node *node) {
    if (strcmp(counted[kind].element, node->name)) return false;
    if (!counted[kind].attribute) return true;
    const char *value = tei_get(node, counted[kind].attribute);
    return value && (!counted[kind].value || !strcmp(value, counted[kind].value));
}

struct tally {
    const struct document *document;
    size_t counts[COUNTED], without_text;
    json_t *gaps, *speakers; /* speakers: an object with a key for each */
};

static void count(const struct tei_node *node, struct tally *tally) {
    for (size_t i = 0; i < COUNTED; i++)
        tally->counts[i] += is_counted(i, node);
    if (!strcmp(node->name, "sp"))
        add_to(tally->speakers, promises_kept(tally->document, tei_get(node, "who")), 1);
    bool gap = !strcmp(node->name, "gap");
    const char *reason = gap ? tei_get(node, "reason") : NULL;
    bool note = gap && node->parent && !strcmp(node->parent->name, "note");
    if (note && reason && !strcmp(reason, "missing") && !node->first)
        tally->without_text++;
    else if (reason)
        add_to(tally->gaps, reason, 1);
    for (const struct tei_node *child = node->first; child; child = child->next)
        if (child->name) count(child, tally);
}

/* ---- what is unsure ---- */

/* A place of the text that an editor should look at. */
struct doubt {
    size_t offset;
    const char *code, *message;
};

static int compare_doubts(const void *first, const void *second) {
    size_t a = ((const struct doubt *)first)->offset, b = ((const struct doubt *)second)->offset;
    return (a > b) - (a < b);
}

/* File names may hold any bytes; JSON holds UTF-8 only. */
static json_t *text_value(const char *words) {
    json_t *value = json_string(words);
    if (value) return value;
    struct buffer clean = {0};
    for (const char *c = words; *c; c++)
        buffer_append(&clean, (unsigned char)*c < 0x80 ? c : "?", 1);
    value = json_string(clean.bytes);
    buffer_free(&clean);
    return value;
}

static void add_unsure(struct encode_review *review, const char *code, size_t line, size_t column,
                       const char *message) {
    json_array_append_new(review->unsure,
                          json_pack("{s:s, s:I, s:I, s:o}", "code", code, "line", (json_int_t)line,
                                    "column", (json_int_t)column, "message", text_value(message)));
}

static bool is_unexplained_note(struct document *document, const struct block *block) {
    if (!block_floats(document, block) || !span_is_empty(block->page)) return false;
    struct aside aside = aside_of(document, block);
    return !aside.rule && !strcmp(aside.element, "note");
}

/* Brackets that no rule explains, and markers that hardly look like one. */
static void list_doubts(struct encode_review *review, struct document *document) {
    size_t most = document->marks_count + document->candidates_count + document->blocks_count;
    size_t found = 0;
    struct doubt *doubts = memory_allocate(most + 1, sizeof *doubts);
    for (size_t i = 0; i < document->marks_count; i++)
        if (document->marks[i].kind == MARK_SUPPLIED && !document->marks[i].rule)
            doubts[found++] =
                (struct doubt){document->marks[i].span.start, "encode/bracket-not-explained",
                               "no rule of the profile explains these words in brackets: supplied"};
    for (size_t i = document->first; i < document->blocks_count; i++)
        if (is_unexplained_note(document, &document->blocks[i]))
            doubts[found++] = (struct doubt){
                span_trim(document->text, document->blocks[i].span).start,
                "encode/bracket-not-explained",
                "no rule of the profile explains these words in brackets: a note of the editor"};
    for (size_t i = 0; i < document->candidates_count; i++)
        if (document->candidates[i].chosen && document->candidates[i].quality < WEAK_MARKER)
            doubts[found++] =
                (struct doubt){document->candidates[i].span.start, "encode/weak-marker",
                               "a number that hardly looks like the marker of a note"};
    qsort(doubts, found, sizeof *doubts, compare_doubts);
    for (size_t i = 0; i < found; i++) {
        size_t line, column;
        text_place(document->text, doubts[i].offset, &line, &column);
        add_unsure(review, doubts[i].code, line, column, doubts[i].message);
    }
    free(doubts);
}

void encode_review_hear(void *review, const struct finding *finding) {
    add_unsure(review, finding->code, finding->line, finding->column, finding->message);
}

static void add_counts(json_t *counts, const struct tally *tally) {
    for (size_t i = 0; i < COUNTED; i++) {
        add_to(counts, counted[i].key, tally->counts[i]);
        if (!strcmp(counted[i].key, "speeches"))
            add_to(counts, "speakers", json_object_size(tally->speakers));
        if (!strcmp(counted[i].key, "notes"))
            add_to(counts, "notes_without_text", tally->without_text);
    }
}

/* The counts of one document of several, with its place. */
static void add_document(struct encode_review *review, struct document *document,
                         const struct tally *tally) {
    size_t line, column;
    json_t *counts = json_object();
    if (!counts) memory_exhausted();
    add_counts(counts, tally);
    text_place(document->text, document->blocks[document->heading].span.start, &line, &column);
    json_array_append_new(review->documents, json_pack("{s:s, s:I, s:o}", "id", document->id,
                                                       "line", (json_int_t)line, "counts", counts));
}

void review_document(struct encode_review *review, struct document *document) {
    struct tally tally = {.document = document, .gaps = review->gaps, .speakers = json_object()};
    if (!tally.speakers) memory_exhausted();
    if (document->chapter) count(document->chapter, &tally);
    count(document->division, &tally);
    add_counts(review->counts, &tally);
    /* A person who speaks in several documents is one speaker. */
    json_object_update(review->speakers, tally.speakers);
    json_object_set_new(review->counts, "speakers",
                        json_integer((json_int_t)json_object_size(review->speakers)));
    if (document->encoding->volume->parts_count > 1) add_document(review, document, &tally);
    json_decref(tally.speakers);
    list_doubts(review, document);
}

/* ---- writing ---- */

void encode_review_write(const struct encode_review *review, const char *file, bool encoded,
                         struct buffer *output) {
    json_t *line = json_object();
    json_object_set_new(line, "file", text_value(file));
    json_object_set_new(line, "encoded", json_boolean(encoded));
    json_object_set(line, "counts", review->counts);
    json_object_set(line, "gaps", review->gaps);
    if (json_array_size(review->documents)) json_object_set(line, "documents", review->documents);
    json_object_set(line, "unsure", review->unsure);
    char *words = json_dumps(line, JSON_COMPACT);
    if (!words) memory_exhausted();
    buffer_text(output, words);
    buffer_byte(output, '\n');
    free(words);
    json_decref(line);
}
