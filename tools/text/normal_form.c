/* Normal form: a text in NFC (Unicode Standard Annex 15), with the text as it was read beside it,
   in whose lines and columns findings speak.  What belongs together is a grapheme cluster: each is
   put into NFC by itself. */
#include "base/memory.h"
#include "text/internal.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Where the grapheme cluster ends that begins at `start`. */
static size_t cluster_end(const struct text *text, size_t start) {
    utf8proc_int32_t code, next, state = 0;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text->bytes;
    size_t end = start + (size_t)utf8proc_iterate(bytes + start, -1, &code);
    while (end < text->length) {
        size_t size = (size_t)utf8proc_iterate(bytes + end, -1, &next);
        if (utf8proc_grapheme_break_stateful(code, next, &state)) break;
        code = next;
        end += size;
    }
    return end;
}

static void add_change(struct text *text, size_t offset, size_t length, size_t source_end) {
    text->changes = memory_grow(text->changes, &text->changes_capacity, text->change_count + 1,
                                sizeof *text->changes);
    text->changes[text->change_count++] = (struct text_change){offset, offset + length, source_end};
}

/* Appends the cluster in NFC; notes where that differs. */
static void add_cluster(struct text *text, size_t start, size_t end, struct buffer *normal) {
    utf8proc_uint8_t *form = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text->bytes + start, (utf8proc_ssize_t)(end - start),
                     &form, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (length < 0) memory_exhausted();
    size_t size = (size_t)length;
    if (size != end - start || memcmp(form, text->bytes + start, size) != 0)
        add_change(text, normal->length, size, end);
    buffer_append(normal, (const char *)form, size);
    free(form);
}

void text_normalise(struct text *text) {
    struct buffer normal = {0};
    for (size_t i = 0, end; i < text->length; i = end) {
        for (end = i; end < text->length && !(text->bytes[end] & 0x80);)
            end++;
        /* The last letter before others may be one with them. */
        if (end > i && end < text->length) end--;
        buffer_append(&normal, text->bytes + i, end - i);
        if ((i = end) == text->length) break;
        end = cluster_end(text, i);
        add_cluster(text, i, end, &normal);
    }
    if (!text->change_count) {
        buffer_free(&normal);
        return;
    }
    struct text *source = memory_allocate(1, sizeof *source);
    *source = (struct text){.name = text->name,
                            .bytes = text->bytes,
                            .length = text->length,
                            .lines = text->lines,
                            .line_count = text->line_count};
    text->source = source;
    text->bytes = normal.bytes;
    text->length = normal.length;
    text->line_count = 0;
    text_find_lines(text);
}

size_t text_source_offset(const struct text *text, size_t offset) {
    size_t low = 0, high = text->change_count;
    while (low < high) { /* the last change that begins before the offset, or there */
        size_t middle = low + (high - low) / 2;
        if (text->changes[middle].start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low) return offset;
    const struct text_change *change = &text->changes[low - 1];
    size_t before =
        low > 1 ? change->start - text->changes[low - 2].end + text->changes[low - 2].source_end
                : change->start;
    return offset < change->end ? before : offset - change->end + change->source_end;
}
