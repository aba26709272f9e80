/* Quotations that are set off: paragraphs all of whose lines are indented, where others are not,
   and that words with a colon introduce or an opening sign begins. */
#include "encode/internal.h"

#include <string.h>

enum { LEAST_INDENT = 3 };

static bool is_paragraph(struct document *document, size_t index) {
    const struct block *block = &document->blocks[index];
    return block->kind == BLOCK_TEXT && !block->depth && block->parting != PARTED_BY_SPACE &&
           span_is_empty(block->label) && !block_floats(document, block);
}

static bool is_indented(const struct document *document, struct span block) {
    while (!span_is_empty(block)) {
        const char *line = document->text->bytes + span_take_line(document->text, &block).start;
        if (strspn(line, " ") < LEAST_INDENT && *line != '\t') return false;
    }
    return true;
}

static bool opens_quotation(const struct document *document, struct span words) {
    const struct encode_profile *profile = document->profile;
    return sign_at_start(profile->opening_signs, profile->opening_signs_count,
                         document->text->bytes, span_trim(document->text, words));
}

/* Where every paragraph is indented, that says nothing. */
static bool indents_few(struct document *document) {
    size_t paragraphs = 0, indented = 0;
    for (size_t i = document->first; i < document->blocks_count; i++) {
        if (!is_paragraph(document, i)) continue;
        paragraphs++;
        indented += is_indented(document, document->blocks[i].span);
    }
    return 3 * indented <= 2 * paragraphs;
}

/* The columns of the longest line of paragraphs that are not set in; where each is one line, that
   says little, and it is one that quotations usually have. */
static size_t width_of_lines(struct document *document) {
    enum { USUAL_WIDTH = 64, LARGEST_WIDTH = 72 };
    size_t widest = 0;
    bool several = false;
    for (size_t i = document->first; i < document->blocks_count; i++) {
        struct span rest = document->blocks[i].span;
        if (!is_paragraph(document, i) || is_indented(document, rest)) continue;
        while (!span_is_empty(rest)) {
            size_t columns = columns_of(document->text, span_take_line(document->text, &rest));
            if (columns > widest) widest = columns;
            several |= !span_is_empty(rest);
        }
    }
    if (!several && widest < USUAL_WIDTH) return USUAL_WIDTH;
    return widest < LARGEST_WIDTH ? widest : LARGEST_WIDTH;
}

/* The stanzas among the quotations. */
static void find_stanzas(struct document *document) {
    size_t width = 0;
    for (size_t i = document->first; i < document->blocks_count; i++) {
        struct block *block = &document->blocks[i];
        if (block->kind != BLOCK_QUOTATION) continue;
        if (!width) width = width_of_lines(document);
        if (is_stanza(document, block->span, width, block[-1].kind == BLOCK_STANZA))
            block->kind = BLOCK_STANZA;
    }
}

void quotations_find(struct document *document) {
    const char *bytes = document->text->bytes;
    const struct block *before = NULL; /* the last one that is no break or remark */
    bool few = genre_structure(document->genre) != GENRE_OF_SPEECHES && indents_few(document);
    for (size_t i = document->first; few && i < document->blocks_count; i++) {
        struct block *block = &document->blocks[i];
        if (block_floats(document, block)) continue;
        if (before && is_paragraph(document, i) && is_indented(document, block->span) &&
            (before->kind == BLOCK_QUOTATION || bytes[before->span.end - 1] == ':' ||
             opens_quotation(document, block->span)))
            block->kind = BLOCK_QUOTATION;
        before = block;
    }
    find_stanzas(document);
}
