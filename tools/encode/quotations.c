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
    const char *bytes = document->text->bytes;
    while (block.start < block.end) {
        size_t indent = strspn(bytes + block.start, " ");
        if (indent < LEAST_INDENT && bytes[block.start] != '\t') return false;
        const char *line_end = memchr(bytes + block.start, '\n', block.end - block.start);
        block.start = line_end ? (size_t)(line_end - bytes) + 1 : block.end;
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
}
