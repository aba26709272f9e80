/* Blocks: the first phase.  Blank lines set blocks apart; a page break alone on a line is a block
   of its own, whatever stands around it. */
#include "encode/internal.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool is_break(struct document *document, struct span line, struct span *number) {
    struct span trimmed = span_trim(document->text, line);
    return break_find(document, trimmed, number) != BREAK_NONE &&
           indent_token(document, (struct span){line.start, trimmed.start});
}

void blocks_find(struct document *document) {
    bool open = false, blank = true;
    for (size_t i = document->first_line; i < document->end_line; i++) {
        struct span line = text_line(document->text, i), page = {0};
        if (line.start >= document->notes_offset) break;
        if (span_is_empty(line)) {
            open = false;
            blank = true;
            continue;
        }
        bool alone = is_break(document, line, &page);
        if (open && !alone) {
            document->blocks[document->blocks_count - 1].span.end = line.end;
            continue;
        }
        struct block *block = LIST_ADD(document->blocks);
        block->span = line;
        if (alone) block->page = page;
        block->tight = !blank;
        open = !alone;
        blank = false;
    }
}

void blocks_cut(struct document *document, const struct cut *cuts, size_t count) {
    struct block *old = document->blocks;
    size_t old_count = document->blocks_count, next = 0;
    if (!count) return;
    document->blocks = NULL;
    document->blocks_count = document->blocks_capacity = 0;
    for (size_t i = 0; i < old_count; i++) {
        struct block *block = LIST_ADD(document->blocks);
        *block = old[i];
        for (; next < count && cuts[next].offset < old[i].span.end; next++) {
            if (cuts[next].offset > block->span.start) {
                block->span.end = cuts[next].offset;
                block->span.end = span_trim(document->text, block->span).end;
                block = LIST_ADD(document->blocks);
                block->span = (struct span){cuts[next].offset, old[i].span.end};
                block->tight = true;
            }
            block->kind = cuts[next].kind;
            block->item_label = cuts[next].item_label;
        }
    }
    free(old);
}
