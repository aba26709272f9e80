/* Headings with numbers within a document: "2. Dredging", "B. The Lamp", "ARTICLE IV".  They are
   told from numbered paragraphs by their words, which are no sentence, and by what stands below
   each of them; the numbers of those that are alike count up. */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { GROUPS = 8, LONGEST_HEADING = 120, LONGEST_LABEL = 8, LEAST_HEADINGS = 2 };

/* A block that may be such a heading.  Those are alike whose numbers and words before them are. */
struct numbered {
    size_t block, next; /* next: index of the one that counts on; NO_INDEX: none */
    struct span word, number;
    struct enumeration readings[2]; /* the number may be one in letters or a roman one */
    size_t readings_count, reading; /* reading: the one by which the row counts */
    bool counts_on;
};

struct finder {
    struct document *document;
    LIST_OF(numbered, headings);
};

static bool is_floating(const struct document *document, size_t index) {
    return !span_is_empty(document->blocks[index].page);
}

static size_t next_block(const struct document *document, size_t index) {
    do
        index++;
    while (index < document->blocks_count && is_floating(document, index));
    return index;
}

/* ---- what may be one ---- */

/* Whether the number is that of a heading: "2.", "B.", "IV.". */
static bool is_label(const char *bytes, struct span label) {
    return bytes[label.end - 1] == '.' && (isdigit((unsigned char)bytes[label.start]) ||
                                           isupper((unsigned char)bytes[label.start]));
}

/* Whether the words begin with a capital and are no sentence. */
static bool is_title(const struct document *document, struct span words) {
    const char *bytes = document->text->bytes;
    words = span_trim(document->text, words);
    return !span_is_empty(words) && !begins_small(document, words) && bytes[words.start] != '"' &&
           !ends_as_sentence(document, words) &&
           !memchr(bytes + words.start, '\n', words.end - words.start);
}

static bool has_label(const struct document *document, struct span words, struct numbered *found) {
    const struct regex *enumerator = document->profile->enumerator;
    size_t length = words.end - words.start;
    struct span groups[GROUPS];
    if (!memchr(document->text->bytes + words.start, '.',
                length < LONGEST_LABEL ? length : LONGEST_LABEL) ||
        !regex_find(enumerator, document->text->bytes, words, groups, GROUPS))
        return false;
    found->number = groups[regex_group(enumerator, "label")];
    return groups[0].start == words.start && is_label(document->text->bytes, found->number) &&
           is_title(document, (struct span){groups[0].end, words.end});
}

/* The same of a heading that begins with one word for what it is: "ARTICLE IV". */
static bool has_word(const struct document *document, struct span words, struct numbered *found) {
    const struct regex *heading = document->profile->numbered_heading;
    const char *space = memchr(document->text->bytes + words.start, ' ', words.end - words.start);
    struct span groups[GROUPS];
    if (!space || !(isdigit((unsigned char)space[1]) || strchr("IVXLC", space[1])) ||
        !regex_find(heading, document->text->bytes, words, groups, GROUPS))
        return false;
    found->word = groups[regex_group(heading, "word")];
    found->number = groups[regex_group(heading, "number")];
    return true;
}

/* Whether the block may be one by its length and its last sign, which are seen at once; "ARTICLE
   I." has a full stop. */
static bool may_be_heading(const struct document *document, const struct block *block) {
    enum { LONGEST_WITH_STOP = 24 };
    size_t length = block->span.end - block->span.start;
    return length <= LONGEST_WITH_STOP ||
           (length <= LONGEST_HEADING &&
            !strchr(".,:;", document->text->bytes[block->span.end - 1]));
}

static void add_heading(struct finder *finder, size_t index) {
    const struct document *document = finder->document;
    const struct block *block = &document->blocks[index];
    struct numbered found = {.block = index, .next = NO_INDEX};
    bool may_be = block->kind == BLOCK_TEXT || block->kind == BLOCK_SECTION ||
                  block->kind == BLOCK_SUBSECTION;
    struct span words = span_trim(document->text, block->span);
    if (!may_be || !span_is_empty(block->label) || !may_be_heading(document, block) ||
        !(has_word(document, words, &found) || has_label(document, words, &found)))
        return;
    found.readings_count = enumeration_read(document->text->bytes, found.number, found.readings);
    *LIST_ADD(finder->headings) = found;
}

/* ---- which of them are ---- */

static bool is_same_word(const struct document *document, struct span first, struct span second) {
    const char *bytes = document->text->bytes;
    return first.end - first.start == second.end - second.start &&
           (span_is_empty(first) ||
            !strncasecmp(bytes + first.start, bytes + second.start, first.end - first.start));
}

/* Whether the second number is the next behind the first; tells which readings are meant. */
static bool counts_on(const struct document *document, struct numbered *first,
                      struct numbered *second) {
    if (!is_same_word(document, first->word, second->word)) return false;
    for (size_t i = 0; i < first->readings_count; i++)
        for (size_t j = 0; j < second->readings_count; j++)
            if ((!first->counts_on || first->reading == i) &&
                first->readings[i].style == second->readings[j].style &&
                first->readings[i].value + 1 == second->readings[j].value) {
                first->reading = i;
                second->reading = j;
                return true;
            }
    return false;
}

/* Whether text stands below the heading, or another heading, which is not the next one of its kind.
 */
static bool has_text(const struct finder *finder, size_t index) {
    const struct document *document = finder->document;
    const struct numbered *heading = &finder->headings[index];
    size_t next = next_block(document, heading->block);
    if (next == document->blocks_count) return false;
    if (!span_is_empty(heading->word)) return true;
    const struct block *block = &document->blocks[next];
    bool is_heading = index + 1 < finder->headings_count && heading[1].block == next;
    return is_heading || block->kind == BLOCK_SECTION || block->kind == BLOCK_SUBSECTION ||
           !span_is_empty(block->label) || ends_as_sentence(document, block->span);
}

/* Joins each heading to the last before it from which it counts on. */
static void join(struct finder *finder) {
    enum { FARTHEST = 40 }; /* so many others may stand between two of one kind */
    for (size_t i = 1; i < finder->headings_count; i++) {
        struct numbered *heading = &finder->headings[i];
        for (size_t back = 1; back <= i && back <= FARTHEST && !heading->counts_on; back++) {
            struct numbered *before = heading - back;
            if (before->next != NO_INDEX || !counts_on(finder->document, before, heading)) continue;
            bool adjacent = next_block(finder->document, before->block) == heading->block;
            if (adjacent) break;
            before->next = i;
            heading->counts_on = true;
        }
    }
}

/* Whether the heading begins a row of them, each with text below: with the first number, but where
   a word says what they are. */
static bool begins_row(const struct finder *finder, size_t first) {
    const struct numbered *heading = &finder->headings[first];
    size_t count = 0;
    bool from_one = !span_is_empty(heading->word);
    for (size_t i = 0; i < heading->readings_count; i++)
        from_one |= heading->readings[i].value == 1;
    for (size_t i = first; i != NO_INDEX; i = finder->headings[i].next, count++)
        if (!has_text(finder, i)) return false;
    return from_one && count >= LEAST_HEADINGS;
}

/* Whether headings without numbers stand above the first of the row and below it, so that the
   numbered ones are a level below those. */
static bool is_below_others(const struct finder *finder, size_t first) {
    const struct document *document = finder->document;
    const struct numbered *heading = &finder->headings[first];
    size_t above = 0, below = 0, next = 0;
    if (!span_is_empty(heading->word)) return false;
    for (size_t i = document->first; i < document->blocks_count; i++) {
        while (next < finder->headings_count && finder->headings[next].block < i)
            next++;
        bool numbered = next < finder->headings_count && finder->headings[next].block == i;
        if (document->blocks[i].kind == BLOCK_SECTION && !numbered)
            *(i < heading->block ? &above : &below) += 1;
    }
    return above && below;
}

static void mark_row(struct finder *finder, size_t first, enum block_kind kind) {
    const char *bytes = finder->document->text->bytes;
    for (size_t i = first; i != NO_INDEX; i = finder->headings[i].next) {
        const struct numbered *heading = &finder->headings[i];
        struct block *block = &finder->document->blocks[heading->block];
        block->kind = kind;
        block->item_label = heading->number;
        while (!isalnum((unsigned char)bytes[block->item_label.end - 1]))
            block->item_label.end--;
    }
}

/* The first row, and those like it, are of sections; others are a level below. */
static void mark_rows(struct finder *finder) {
    const struct numbered *main = NULL;
    bool below = false;
    for (size_t i = 0; i < finder->headings_count; i++) {
        const struct numbered *heading = &finder->headings[i];
        if (heading->counts_on || !begins_row(finder, i)) continue;
        if (!main) {
            main = heading;
            below = is_below_others(finder, i);
        }
        bool alike =
            is_same_word(finder->document, main->word, heading->word) &&
            main->readings[main->reading].style == heading->readings[heading->reading].style;
        mark_row(finder, i, alike && !below ? BLOCK_SECTION : BLOCK_SUBSECTION);
    }
}

void numbered_headings_find(struct document *document) {
    struct finder finder = {.document = document};
    size_t first = document->first > document->heading ? document->first : document->heading + 1;
    for (size_t i = first; i < document->blocks_count; i++)
        if (!is_floating(document, i)) add_heading(&finder, i);
    join(&finder);
    mark_rows(&finder);
    free(finder.headings);
}
