/* Titles: the headings of documents that have no numbers.  Words of such a heading stand in texts
   for much else, so a text is divided only where its documents show that they begin there: by a
   dateline, a greeting or particulars below, or by what ended above. */
#include "encode/search.h"

#include "base/memory.h"

#include <string.h>

enum { GROUPS = 8, SHORTEST_TITLE = 4, LONGEST_TITLE = 400, BLOCKS_BELOW = 3, LEAST_TITLES = 2 };

/* Whether the line is nothing but a rule, or a form feed. */
static bool is_rule(const struct search *search, size_t line) {
    struct span words = span_trim(search->whole.text, search_line(search, line)), number;
    if (span_is_empty(words)) return false;
    return form_feed_find(&search->whole, words, &number) || rule_find(&search->whole, words);
}

void titles_add(struct search *search, size_t line, size_t end_line) {
    const char *bytes = search->whole.text->bytes;
    struct span words = {search->whole.text->lines[line], search_line(search, end_line - 1).end};
    size_t length = words.end - words.start;
    if (length < SHORTEST_TITLE || length > LONGEST_TITLE || strchr(" \t[(", bytes[words.start]) ||
        ends_in_stop(&search->whole, words))
        return;
    *LIST_ADD(search->titles) = (struct title){line, end_line, false};
}

/* ---- where a document begins ---- */

/* Whether the block is of what opens a document. */
static bool opens(const struct search *search, struct span block) {
    const struct encode_profile *profile = search->whole.profile;
    struct span place;
    const struct regex *dates[] = {profile->date, profile->day_first};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (regex_find(dates[i], search->whole.text->bytes, block, &place, 1) &&
            place.start == block.start && place.end + 1 >= block.end)
            return true;
    return search_matches(search, profile->dateline, block) ||
           search_matches(search, profile->salute, block) ||
           search_matches(search, profile->message_number, block) ||
           search_matches(search, profile->particular, block);
}

/* Whether one of the next `most` blocks below the title opens a document, before another title. */
static bool opens_below(const struct search *search, const struct title *title, size_t most) {
    size_t line = title->end_line, count = search->whole.text->line_count;
    const struct title *next = title + 1, *last = search->titles + search->titles_count;
    for (size_t i = 0; i < most; i++) {
        while (line < count && search_separates(search, line))
            line++;
        if (line == count || (next < last && next->line == line)) return false;
        size_t end = search_end_of_block(search, line);
        if (opens(search, search_words(search, line, end))) return true;
        line = end;
    }
    return false;
}

/* Whether a rule or a form feed stands right above the title, or nothing at all. */
static bool is_below_rule(const struct search *search, const struct title *title) {
    size_t line = title->line;
    for (; line && search_separates(search, line - 1); line--)
        if (is_rule(search, line - 1)) return true;
    return !line || is_rule(search, line - 1);
}

/* Whether what stands above the title has plainly ended: with notes, a rule or a form feed, or a
   signature. */
static bool has_ended(const struct search *search, const struct title *title) {
    const struct encode_profile *profile = search->whole.profile;
    if (is_below_rule(search, title)) return true;
    size_t end = search_skip_back(search, title->line);
    size_t first = search_start_of_block(search, end);
    struct span words = search_words(search, first, end);
    return search_holds_note(search, first, end) || search_matches(search, profile->closing, words);
}

/* Whether the title says from whom the document is and to whom, or that the editors wrote it. */
static bool is_plain(const struct search *search, struct span words) {
    const struct encode_profile *profile = search->whole.profile;
    const char *genre = genre_of(&search->whole, words);
    return search_matches(search, profile->correspondence, words) ||
           (genre && !strcmp(genre, "editorial-note"));
}

/* Whether the heading of something sent along stands right above. */
static bool is_sent_along(const struct search *search, const struct title *title) {
    size_t end = search_skip_back(search, title->line);
    return end && search_matches(search, search->whole.profile->enclosure,
                                 search_words(search, search_start_of_block(search, end), end));
}

/* Whether it is the heading of a document before again, above the notes of that. */
static bool is_of_notes(const struct search *search, const struct title *title, struct span words) {
    return search_is_above_notes(search, title->end_line) &&
           search_heading(search, &search->chosen, words);
}

/* ---- which of them are ---- */

/* Whether a document without a title begins there: below a rule, with a dateline or the like. */
static bool begins_without_title(const struct search *search, const struct title *title,
                                 struct span words) {
    return is_below_rule(search, title) && (opens(search, words) || opens_below(search, title, 1));
}

/* Keeps those titles that are worded as the headings of documents are, or stand as they do. */
static void keep_headings(struct search *search) {
    size_t kept = 0;
    for (size_t i = 0; i < search->titles_count; i++) {
        struct title *title = &search->titles[i];
        struct span words = search_words(search, title->line, title->end_line);
        if (ends_as_sentence(&search->whole, words)) continue;
        title->chosen = begins_without_title(search, title, words);
        if (title->chosen || search_matches(search, search->whole.profile->document, words))
            search->titles[kept++] = *title;
    }
    search->titles_count = kept;
}

/* Whether what stands above the first title is more than the title of a volume, and a document by
   its own. */
static bool is_within_document(const struct search *search, const struct title *first) {
    size_t line = 0, end;
    while (line < first->line && search_separates(search, line))
        line++;
    end = search_end_of_block(search, line);
    return line < first->line && genre_of(&search->whole, search_words(search, line, end));
}

/* `count`: how many titles are none of something sent along. */
static void say_uncertain(const struct search *search, size_t count) {
    const struct title *first = &search->titles[0];
    text_say(search->whole.text, search->whole.text->lines[first->line], search->whole.report,
             SEVERITY_NOTE, "encode/perhaps-several-documents",
             "if documents begin there, number their headings, or set a rule (-----) above each",
             "this and %zu more lines look like the headings of documents without numbers, but not "
             "surely; the text is encoded as one document",
             count - 1);
}

size_t titles_choose(struct search *search) {
    size_t chosen = 0, apart = 0;
    if (search->titles_count >= LEAST_TITLES) keep_headings(search);
    if (search->titles_count < LEAST_TITLES) return 0;
    for (size_t i = 0; i < search->titles_count; i++) {
        struct title *title = &search->titles[i];
        struct span words = search_words(search, title->line, title->end_line);
        bool sent_along = is_sent_along(search, title);
        apart += !sent_along;
        title->chosen = !sent_along && !is_of_notes(search, title, words) &&
                        (opens_below(search, title, BLOCKS_BELOW) ||
                         (is_plain(search, words) && has_ended(search, title)));
        chosen += title->chosen;
        if (title->chosen) search_keep_heading(search, &search->chosen, words, search);
    }
    const struct title *first = search->titles;
    while (chosen && !first->chosen)
        first++;
    if (chosen >= LEAST_TITLES && !is_within_document(search, first)) return chosen;
    if (apart >= LEAST_TITLES) say_uncertain(search, apart);
    return 0;
}
