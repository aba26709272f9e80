/* Sections: headings within a document.  A line is one only where nothing else explains it: it is
   short, no sentence, and stands above a paragraph; in small letters, also below one. */
#include "encode/internal.h"

enum { GROUPS = 8, LONGEST_HEADING = 120, SHORTEST_PARAGRAPH = 60 };

static bool matches(const struct document *document, const struct regex *regex, struct span span) {
    struct span groups[GROUPS];
    return regex_find(regex, document->text->bytes, span, groups, GROUPS);
}

static bool is_page(const struct document *document, size_t index) {
    return !span_is_empty(document->blocks[index].page);
}

static bool is_long_sentence(const struct document *document, size_t index) {
    struct span span = document->blocks[index].span;
    return span.end - span.start >= SHORTEST_PARAGRAPH && ends_as_sentence(document, span);
}

static bool opens_paragraph(const struct document *document, size_t index) {
    const struct block *block = &document->blocks[index];
    return block->kind == BLOCK_TEXT &&
           (is_long_sentence(document, index) || !span_is_empty(block->label) ||
            document->text->bytes[block->span.start] == '[' ||
            matches(document, document->profile->enumerator, block->span));
}

/* The next block that is no page break; blocks_count where there is none. */
static size_t next_block(const struct document *document, size_t index) {
    do
        index++;
    while (index < document->blocks_count && is_page(document, index));
    return index;
}

static bool may_be_heading(const struct document *document, size_t index) {
    const struct block *block = &document->blocks[index];
    return block->kind == BLOCK_TEXT && span_is_empty(block->page) && span_is_empty(block->label) &&
           block->span.end - block->span.start <= LONGEST_HEADING;
}

static bool is_section(const struct document *document, size_t index) {
    if (!may_be_heading(document, index) ||
        !matches(document, document->profile->section, document->blocks[index].span))
        return false;
    size_t next = next_block(document, index);
    if (next == document->blocks_count) return false;
    if (opens_paragraph(document, next)) return true;
    size_t beyond = next_block(document, next);
    return beyond < document->blocks_count && may_be_heading(document, next) &&
           matches(document, document->profile->subsection, document->blocks[next].span) &&
           opens_paragraph(document, beyond);
}

/* `before`: the last block that is no page break. */
static bool is_subsection(const struct document *document, size_t before, size_t index) {
    if (!may_be_heading(document, index) ||
        !matches(document, document->profile->subsection, document->blocks[index].span) ||
        matches(document, document->profile->dateline, document->blocks[index].span))
        return false;
    bool apart = before < document->first || document->blocks[before].kind != BLOCK_TEXT ||
                 is_long_sentence(document, before);
    size_t next = next_block(document, index);
    return apart && next < document->blocks_count && span_is_empty(document->blocks[next].label) &&
           opens_paragraph(document, next);
}

void sections_find(struct document *document) {
    bool speeches = genre_structure(document->genre) == GENRE_OF_SPEECHES;
    size_t first = document->first > document->heading ? document->first : document->heading + 1;
    for (size_t i = first, before = first - 1; i < document->blocks_count; i++) {
        if (is_page(document, i)) continue;
        if (is_section(document, i))
            document->blocks[i].kind = BLOCK_SECTION;
        else if (!speeches && is_subsection(document, before, i))
            document->blocks[i].kind = BLOCK_SUBSECTION;
        before = i;
    }
}
