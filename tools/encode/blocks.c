/* Blocks: blank lines set them apart; a page break alone on a line and a list of notes are blocks
   of their own, whatever stands around them. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const char *parting_token(enum parting parting) {
    static const char *const tokens[] = {[PARTED_BY_BLANK_LINE] = NULL,
                                         [PARTED_BY_LINE_END] = "tight",
                                         [PARTED_BY_SPACE] = "run-on"};
    return tokens[parting];
}

bool page_of_line(struct document *document, struct span line, struct span *number) {
    struct span trimmed = span_trim(document->text, line);
    if (span_is_empty(trimmed) || !may_be_break(document, document->text->bytes[trimmed.start]))
        return false;
    bool found = break_find(document, trimmed, number) != BREAK_NONE ||
                 page_foot_find(document, line, number);
    return found && indent_token(document, (struct span){line.start, trimmed.start});
}

/* All that other phases see of a list is its first label, or the first byte of a list that has
   none, in which they find nothing. */
static void add_list(struct document *document, size_t index) {
    struct block *block = LIST_ADD(document->blocks);
    const struct note_list *list = &document->lists[index];
    block->span = block->page = list->count ? document->notes[list->first].label
                                            : (struct span){list->span.start, list->span.start + 1};
    block->list = index + 1;
}

/* A rule stands alone: what is a line of a table or of a signature stays there. */
static void find_rules(struct document *document) {
    for (size_t i = 0; i < document->blocks_count; i++) {
        struct block *block = &document->blocks[i];
        struct span words = span_trim(document->text, block->span);
        if (!span_is_empty(block->page) || !rule_find(document, words) ||
            !indent_token(document, (struct span){block->span.start, words.start}))
            continue;
        block->page = words;
    }
}

void blocks_find(struct document *document) {
    size_t first = document->first_line;
    bool open = false, blank = !first || span_is_empty(text_line(document->text, first - 1));
    size_t list = 0;
    for (size_t i = first; i < document->end_line; i++) {
        struct span line = text_line(document->text, i), page = {0};
        if (line.start >= document->notes_offset) break;
        if (list < document->lists_count && line.start >= document->lists[list].span.end) list++;
        if (list < document->lists_count && line.start >= document->lists[list].span.start) {
            if (line.start == document->lists[list].span.start) add_list(document, list);
            open = blank = false;
            continue;
        }
        if (span_is_empty(line)) {
            open = false;
            blank = true;
            continue;
        }
        bool alone = page_of_line(document, line, &page);
        if (open && !alone) {
            document->blocks[document->blocks_count - 1].span.end = line.end;
            continue;
        }
        struct block *block = LIST_ADD(document->blocks);
        block->span = line;
        if (alone) block->page = page;
        block->parting = blank ? PARTED_BY_BLANK_LINE : PARTED_BY_LINE_END;
        open = !alone;
        blank = false;
    }
    find_rules(document);
}

void blocks_cut(struct document *document, const struct cut *cuts, size_t count) {
    struct block *old = document->blocks;
    size_t old_count = document->blocks_count, next = 0;
    if (!count) return;
    document->blocks_count = document->blocks_capacity = 0;
    document->blocks =
        memory_grow(NULL, &document->blocks_capacity, old_count + count, sizeof *document->blocks);
    for (size_t i = 0; i < old_count; i++) {
        struct block *block = LIST_ADD(document->blocks);
        *block = old[i];
        for (; next < count && cuts[next].offset < old[i].span.end; next++) {
            if (cuts[next].offset > block->span.start) {
                block->span.end = cuts[next].offset;
                block->span.end = span_trim(document->text, block->span).end;
                block = LIST_ADD(document->blocks);
                block->span = (struct span){cuts[next].offset, old[i].span.end};
                block->parting = document->text->bytes[block->span.start - 1] == '\n'
                                     ? PARTED_BY_LINE_END
                                     : PARTED_BY_SPACE;
            }
            block->kind = cuts[next].kind;
            block->item_label = cuts[next].item_label;
        }
    }
    free(old);
}
