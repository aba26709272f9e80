/* Sections: headings within a document.  A line is one only where nothing else explains it: it is
   short, no sentence, and stands above a paragraph; in small letters, also below one. */
#include "encode/internal.h"

#include <string.h>

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

/* Whether the block is a sentence below a heading among speeches, which may be short there. */
static bool opens_short_speech(const struct document *document, size_t index) {
    const struct block *block = &document->blocks[index];
    return genre_structure(document->genre) == GENRE_OF_SPEECHES && block->kind == BLOCK_TEXT &&
           memchr(document->text->bytes + block->span.start, ' ',
                  block->span.end - block->span.start) &&
           ends_as_sentence(document, block->span);
}

/* Whether the words are the heading of a chapter, in a text that is one document. */
static bool is_chapter(const struct document *document, struct span words) {
    return matches(document, document->profile->chapter, words) &&
           !ends_as_sentence(document, words);
}

static bool is_section(const struct document *document, size_t index) {
    if (!may_be_heading(document, index) ||
        !(matches(document, document->profile->section, document->blocks[index].span) ||
          is_chapter(document, document->blocks[index].span)))
        return false;
    size_t next = next_block(document, index);
    if (next == document->blocks_count) return false;
    if (opens_paragraph(document, next) || opens_short_speech(document, next)) return true;
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

/* ---- headings of lists of notes ---- */

/* Whether the block is a line that may be the heading of the list of notes right below it. */
static bool may_head_notes(const struct document *document, size_t index) {
    struct span words = document->blocks[index].span;
    return may_be_heading(document, index) && !ends_as_sentence(document, words) &&
           !memchr(document->text->bytes + words.start, '\n', words.end - words.start);
}

static bool names_notes(const struct document *document, size_t index) {
    return matches(document, document->profile->notes_heading, document->blocks[index].span);
}

/* The list right below the block, or that ends the document behind the last one; NULL where there
   is none. */
static const struct note_list *list_below(const struct document *document, size_t index) {
    const struct note_list *last = document->lists + document->lists_count - 1;
    if (!document->lists_count) return NULL;
    do
        index++;
    while (index < document->blocks_count && is_page(document, index) &&
           !document->blocks[index].list);
    if (index < document->blocks_count) {
        size_t list = document->blocks[index].list;
        return list ? &document->lists[list - 1] : NULL;
    }
    return document->notes_offset < document->span.end ? last : NULL;
}

/* Lists that stand under headings each have one, and all of them may have another, above the first;
   a list alone has one that says so. */
static void find_headings_of_notes(struct document *document) {
    enum block_kind below = BLOCK_SECTION;
    for (size_t i = document->first; document->lists_count && i < document->blocks_count; i++) {
        const struct note_list *list = list_below(document, i);
        if (!list || !may_head_notes(document, i)) continue;
        bool above =
            i > document->first && may_head_notes(document, i - 1) && names_notes(document, i - 1);
        if (!list->at_end && !names_notes(document, i)) continue;
        if (above) document->blocks[i - 1].kind = BLOCK_SECTION;
        if (above) below = BLOCK_SUBSECTION;
        document->blocks[i].kind = list->at_end ? below : BLOCK_SECTION;
    }
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
    numbered_headings_find(document);
    find_headings_of_notes(document);
}
