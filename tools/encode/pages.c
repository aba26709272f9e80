/* Pages of a volume: in which of its documents each of them begins, so that references to pages
   lead to the right file where each document has a file of its own. */
#include "encode/internal.h"

#include "text/search.h"

#include <string.h>

/* Keeps where the page begins that the words are the mark of, if they are; the first such counts.
 */
static void take_page(struct volume *volume, const struct document *whole, struct span words,
                      const struct part *part) {
    struct span number;
    words = span_trim(whole->text, words);
    if (break_find(whole, words, &number) != BREAK_PAGE) return;
    const char *name =
        arena_copy(volume->arena, whole->text->bytes + number.start, number.end - number.start);
    if (!table_get(&volume->pages, name)) table_put(&volume->pages, name, part->id);
}

/* Marks stand alone on a line, or in square brackets in the words of one. */
static void take_pages_of_line(struct volume *volume, const struct document *whole,
                               struct span line, const struct part *part) {
    const char *bytes = whole->text->bytes;
    take_page(volume, whole, line, part);
    while ((line.start = search_byte(bytes, line.start, line.end, '[')) < line.end) {
        const char *closing = memchr(bytes + line.start, ']', line.end - line.start);
        if (!closing) return;
        size_t end = (size_t)(closing - bytes) + 1;
        take_page(volume, whole, (struct span){line.start, end}, part);
        line.start++;
    }
}

void volume_find_pages(struct volume *volume, const struct encode_profile *profile) {
    const struct document whole = {.text = volume->text, .profile = profile};
    for (const struct part *part = volume->parts; part < volume->parts + volume->parts_count;
         part++)
        for (size_t line = part->first_line; part->id && line < part->end_line; line++)
            take_pages_of_line(volume, &whole, text_line(volume->text, line), part);
}
