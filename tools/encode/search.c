/* The lines of a text and the blocks they make, looked at before there are documents. */
#include "encode/search.h"

#include <string.h>

enum { LONGEST_LINE = 120 }; /* of a heading in one line */

struct span search_line(const struct search *search, size_t index) {
    return text_line(search->whole.text, index);
}

bool search_is_blank(const struct search *search, size_t index) {
    return span_is_empty(search_line(search, index));
}

bool search_matches(const struct search *search, const struct regex *regex, struct span span) {
    struct span whole;
    return regex_find(regex, search->whole.text->bytes, span, &whole, 1);
}

static bool is_page(const struct search *search, size_t index) {
    struct span line = span_trim(search->whole.text, search_line(search, index)), number;
    if (span_is_empty(line) || !may_be_break(&search->whole, search->whole.text->bytes[line.start]))
        return false;
    if (form_feed_find(&search->whole, line, &number) ||
        page_foot_find(&search->whole, line, &number))
        return true;
    return search->whole.text->bytes[line.start] == '[' &&
           search_matches(search, search->whole.profile->page, line);
}

bool search_separates(const struct search *search, size_t index) {
    return search_is_blank(search, index) || is_page(search, index);
}

size_t search_end_of_block(const struct search *search, size_t index) {
    while (index < search->whole.text->line_count && !search_separates(search, index))
        index++;
    return index;
}

size_t search_start_of_block(const struct search *search, size_t index) {
    while (index && !search_separates(search, index - 1))
        index--;
    return index;
}

size_t search_skip_back(const struct search *search, size_t index) {
    while (index && search_separates(search, index - 1))
        index--;
    return index;
}

struct span search_block(const struct search *search, size_t first, size_t end) {
    return (struct span){search->whole.text->lines[first], search_line(search, end - 1).end};
}

struct span search_words(const struct search *search, size_t first, size_t end) {
    return span_trim(search->whole.text, search_block(search, first, end));
}

static const char *compared(const struct search *search, struct span words) {
    struct buffer line = {0};
    text_on_line(search->whole.text, words, &line);
    const char *copy = arena_copy(search->volume->arena, line.bytes, line.length);
    buffer_free(&line);
    return copy;
}

void search_keep_heading(const struct search *search, struct table *headings, struct span words,
                         const void *value) {
    struct span bare = without_marker(&search->whole, words);
    table_put(headings, compared(search, words), value);
    if (bare.end < words.end) table_put(headings, compared(search, bare), value);
}

void *search_heading(const struct search *search, const struct table *headings, struct span words) {
    return table_get(headings, compared(search, words));
}

bool search_is_heading(const struct search *search, size_t first, size_t end) {
    struct span span = search_block(search, first, end);
    char opening = search->whole.text->bytes[span.start];
    return end == first + 1 && span.end - span.start <= LONGEST_LINE && !strchr(" \t[(", opening) &&
           !ends_as_sentence(&search->whole, span);
}

bool search_is_above_notes(const struct search *search, size_t index) {
    enum { BLOCKS = 8 };
    size_t count = search->whole.text->line_count, blocks = 0, notes = 0;
    for (; index < count && blocks < BLOCKS && (!blocks || notes); index++) {
        if (search_separates(search, index)) continue;
        struct span line = search_line(search, index);
        bool set_in = notes && strchr(" \t", search->whole.text->bytes[line.start]);
        notes += set_in || search_matches(search, search->whole.profile->note, line);
        blocks++;
        index = search_end_of_block(search, index) - 1;
    }
    return notes && 2 * notes >= blocks;
}

bool search_holds_note(const struct search *search, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        struct span line = search_line(search, i);
        if (strchr(" \t[", search->whole.text->bytes[line.start]) &&
            search_matches(search, search->whole.profile->note, line))
            return true;
    }
    return false;
}
