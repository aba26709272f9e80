/* Form feeds: XML cannot hold the character U+000C with which a page begins in what pdftotext and
   printers write.  Its picture U+240C takes its place, on a line of its own, with the number of the
   page where that stands alone on the line behind it. */
#include "base/memory.h"
#include "text/internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The length of the dash at `at`; 0 where there is none. */
static size_t dash_length(const char *at) {
    static const char *const dashes[] = {"–", "—"};
    if (*at == '-') return 1;
    if ((unsigned char)*at != 0xE2) return 0;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (!strncmp(at, dashes[i], strlen(dashes[i]))) return strlen(dashes[i]);
    return 0;
}

size_t text_page_number(const char *at, size_t *length) {
    const char *start = at + strspn(at, " ");
    *length = 0;
    if (!strchr(TEXT_PAGE_NUMBER_STARTS, *start)) return 0;
    size_t opening = dash_length(start);
    start += opening;
    if (opening) start += strspn(start, " ");
    *length = strspn(start, isdigit((unsigned char)*start)   ? "0123456789"
                            : islower((unsigned char)*start) ? "ivxlcdm"
                                                             : "IVXLCDM");
    const char *end = start + *length;
    if (opening) {
        end += strspn(end, " ");
        size_t closing = dash_length(end);
        if (!closing) *length = 0;
        end += closing;
    }
    end += strspn(end, " \t");
    if (*end && *end != '\n') *length = 0;
    return (size_t)(start - at);
}

static void add_change(struct text *text, size_t start, size_t end, size_t source_end) {
    text->changes = memory_grow(text->changes, &text->changes_capacity, text->change_count + 1,
                                sizeof *text->changes);
    text->changes[text->change_count++] = (struct text_change){start, end, source_end};
}

void text_mark_form_feeds(struct text *text) {
    struct text *source = memory_allocate(1, sizeof *source);
    struct buffer marked = {0};
    *source = *text;
    text->source = source;
    text->changes = NULL;
    text->change_count = text->changes_capacity = 0;
    text->cursor = (struct text_cursor){0};
    const char *at = source->bytes, *end = at + source->length;
    for (const char *feed; (feed = memchr(at, '\f', (size_t)(end - at))); at = feed + 1) {
        buffer_append(&marked, at, (size_t)(feed - at));
        size_t start = marked.length, length;
        if (start && marked.bytes[start - 1] != '\n') buffer_byte(&marked, '\n');
        buffer_text(&marked, FORM_FEED_SIGN);
        text_page_number(feed + 1, &length);
        if (!length && feed + 1 < end && feed[1] != '\n') buffer_byte(&marked, '\n');
        add_change(text, start, marked.length, (size_t)(feed + 1 - source->bytes));
    }
    buffer_append(&marked, at, (size_t)(end - at));
    text->bytes = marked.bytes;
    text->length = marked.length;
    text->has_form_feeds = true;
    text->line_count = 0;
    text_find_lines(text);
}
