/* Enumeration: numbered and lettered paragraphs.  A label belongs to the innermost list that it
   continues, and where it is the first of its kind, opens a list.  A list has two items at least;
   paragraphs between two of its items belong to the first of them. */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* An item has no more blocks than this before the next one. */
enum { LONGEST_ITEM = 20, GROUPS = 8, NONE = -1 };

/* The kinds of labels; with the signs around the number they tell lists apart. */
enum label_kind { ARABIC, LOWER, UPPER, LOWER_ROMAN, UPPER_ROMAN, BULLET };

/* A line that begins with a label. */
struct enumerated {
    size_t block, offset;
    struct span label;
    ptrdiff_t chain;
};

/* The labels that make one list. */
struct chain {
    uint64_t style;
    unsigned last; /* the value of the last label */
    size_t count, block;
    bool linked;                       /* it goes on, or went on, beyond a section's heading */
    ptrdiff_t parent;                  /* the list that was open when this one began */
    size_t first_item, last_item, end; /* blocks, when all are cut */
};

struct survey {
    struct document *document;
    LIST_OF(enumerated, lines);
    LIST_OF(chain, chains);
    ptrdiff_t open[DEEPEST_LISTS];
    size_t depth;
    ptrdiff_t interrupted; /* the outermost list that was open above a section's heading */
    bool in_speech;        /* the first speech has begun */
};

/* ---- labels ---- */

unsigned roman_value(const char *digits, size_t length) {
    static const char signs[] = "ivxlcdm";
    static const unsigned values[] = {1, 5, 10, 50, 100, 500, 1000};
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++) {
        const char *sign = strchr(signs, tolower((unsigned char)digits[i]));
        const char *next =
            i + 1 < length ? strchr(signs, tolower((unsigned char)digits[i + 1])) : NULL;
        if (!sign) return 0;
        unsigned value = values[sign - signs];
        if (next && next > sign)
            sum -= value;
        else
            sum += value;
    }
    return sum;
}

static uint64_t style_of(enum label_kind kind, struct span label, size_t before, size_t digits,
                         const char *bytes) {
    uint64_t style = (uint64_t)kind + 1;
    for (size_t i = label.start; i < label.end; i++)
        if (i < before || i >= before + digits) style = style << 8 | (unsigned char)bytes[i];
    return style;
}

size_t enumeration_read(const char *bytes, struct span label, struct enumeration readings[2]) {
    size_t start = label.start;
    while (start < label.end && !isalnum((unsigned char)bytes[start]))
        start++;
    size_t length = 0;
    while (start + length < label.end && isalnum((unsigned char)bytes[start + length]))
        length++;
    if (!length) {
        readings[0] = (struct enumeration){style_of(BULLET, label, label.end, 0, bytes), 0};
        return 1;
    }
    if (isdigit((unsigned char)bytes[start])) {
        readings[0] = (struct enumeration){style_of(ARABIC, label, start, length, bytes),
                                           (unsigned)strtoul(bytes + start, NULL, 10)};
        return 1;
    }
    bool lower = islower((unsigned char)bytes[start]);
    size_t count = 0;
    if (length == 1)
        readings[count++] =
            (struct enumeration){style_of(lower ? LOWER : UPPER, label, start, length, bytes),
                                 (unsigned)(bytes[start] - (lower ? 'a' : 'A')) + 1};
    unsigned roman = roman_value(bytes + start, length);
    if (roman)
        readings[count++] = (struct enumeration){
            style_of(lower ? LOWER_ROMAN : UPPER_ROMAN, label, start, length, bytes), roman};
    return count;
}

static bool is_bullet(uint64_t style) {
    while (style >> 8)
        style >>= 8;
    return style == BULLET + 1;
}

/* ---- chains ---- */

/* The next block that is no page break. */
static size_t next_block(const struct document *document, size_t index) {
    do
        index++;
    while (index < document->blocks_count && !span_is_empty(document->blocks[index].page));
    return index;
}

/* Whether the line goes on with the chain.  Bullets do so only line by line or block by block, for
   no number says that what stands between them is part of their list. */
static bool continues(const struct survey *survey, const struct chain *chain,
                      const struct enumerated *line, struct enumeration reading) {
    if (chain->style != reading.style) return false;
    if (is_bullet(chain->style)) return line->block <= next_block(survey->document, chain->block);
    return reading.value == chain->last + 1 && line->block <= chain->block + LONGEST_ITEM;
}

static void append(struct survey *survey, struct enumerated *line, ptrdiff_t index,
                   unsigned value) {
    struct chain *chain = &survey->chains[index];
    chain->count++;
    chain->last = value;
    chain->block = line->block;
    line->chain = index;
}

static bool continue_chain(struct survey *survey, struct enumerated *line,
                           const struct enumeration *readings, size_t count) {
    for (size_t depth = survey->depth; depth; depth--) {
        const struct chain *chain = &survey->chains[survey->open[depth - 1]];
        for (size_t i = 0; i < count; i++) {
            if (!continues(survey, chain, line, readings[i])) continue;
            survey->depth = depth;
            append(survey, line, survey->open[depth - 1], readings[i].value);
            return true;
        }
    }
    return false;
}

static void open_chain(struct survey *survey, struct enumerated *line, struct enumeration reading) {
    if (survey->depth && survey->chains[survey->open[survey->depth - 1]].style == reading.style)
        survey->depth--;
    if (survey->depth == DEEPEST_LISTS) return;
    struct chain *chain = LIST_ADD(survey->chains);
    chain->style = reading.style;
    chain->parent = survey->depth ? survey->open[survey->depth - 1] : NONE;
    survey->open[survey->depth++] = chain - survey->chains;
    append(survey, line, chain - survey->chains, reading.value);
}

/* Opens a list that goes on with the numbers of the one above the section's heading. */
static bool continue_interrupted(struct survey *survey, struct enumerated *line,
                                 const struct enumeration *readings, size_t count) {
    if (survey->interrupted == NONE || survey->depth) return false;
    for (size_t i = 0; i < count; i++) {
        struct chain *before = &survey->chains[survey->interrupted];
        if (before->style != readings[i].style || is_bullet(before->style) ||
            readings[i].value != before->last + 1)
            continue;
        before->linked = true;
        open_chain(survey, line, readings[i]);
        survey->chains[survey->open[0]].linked = true;
        survey->interrupted = NONE;
        return true;
    }
    return false;
}

static void place(struct survey *survey, struct enumerated *line) {
    struct enumeration readings[2];
    size_t count = enumeration_read(survey->document->text->bytes, line->label, readings);
    if (continue_chain(survey, line, readings, count)) return;
    if (continue_interrupted(survey, line, readings, count)) return;
    /* In speeches a dash is the speaker's. */
    for (size_t i = 0; i < count; i++)
        if (readings[i].value == 1 || (is_bullet(readings[i].style) && !survey->in_speech)) {
            open_chain(survey, line, readings[i]);
            return;
        }
}

/* ---- lines ---- */

/* Whether the line can begin with a label, which has signs around its number or letter: looked at
   before the pattern, which costs more. */
static bool may_be_enumerated(const char *bytes, struct span line) {
    while (line.start < line.end && (bytes[line.start] == ' ' || bytes[line.start] == '\t'))
        line.start++;
    size_t end = line.start;
    while (end < line.end && isalnum((unsigned char)bytes[end]))
        end++;
    bool counts = end < line.start + 2 || isdigit((unsigned char)bytes[line.start]) ||
                  roman_value(bytes + line.start, end - line.start);
    return counts && end < line.end && !isspace((unsigned char)bytes[end]);
}

static void survey_line(struct survey *survey, size_t block, struct span line) {
    struct document *document = survey->document;
    const struct regex *enumerator = document->profile->enumerator;
    struct span groups[GROUPS];
    if (!may_be_enumerated(document->text->bytes, line) ||
        !regex_find(enumerator, document->text->bytes, line, groups, GROUPS))
        return;
    struct span label = groups[regex_group(enumerator, "label")];
    if (!indent_token(document, (struct span){line.start, label.start})) return;
    struct enumerated *found = LIST_ADD(survey->lines);
    *found = (struct enumerated){block, line.start, label, NONE};
    place(survey, found);
}

/* The words of the block, behind the label of a speech and a space. */
static struct span words_of(const struct survey *survey, const struct block *block) {
    const char *bytes = survey->document->text->bytes;
    struct span words = block->span;
    if (span_is_empty(block->label)) return words;
    words.start = block->label.end;
    if (words.start < words.end && strchr(" \n", bytes[words.start])) words.start++;
    return words;
}

static void survey_block(struct survey *survey, size_t index) {
    const char *bytes = survey->document->text->bytes;
    const struct block *block = &survey->document->blocks[index];
    struct span line = words_of(survey, block);
    survey->in_speech |= !span_is_empty(block->label);
    for (size_t end = line.end; line.start < end; line.start = line.end + 1) {
        const char *line_end = memchr(bytes + line.start, '\n', end - line.start);
        line.end = line_end ? (size_t)(line_end - bytes) : end;
        survey_line(survey, index, line);
    }
}

/* What has a number and is none of a list: the greeting of a numbered message. */
static bool is_greeting(const struct document *document, const struct block *block) {
    struct span groups[GROUPS];
    return genre_structure(document->genre) == GENRE_OF_LETTERS &&
           regex_find(document->profile->salute, document->text->bytes,
                      span_trim(document->text, block->span), groups, GROUPS);
}

/* `interrupted`: the list that may go on below. */
static void close_lists(struct survey *survey, ptrdiff_t interrupted) {
    survey->interrupted = interrupted;
    survey->depth = 0;
}

/* A list is in one speech; where paragraphs follow speeches, nothing tells how far one goes. */
static void survey_blocks(struct survey *survey) {
    const struct document *document = survey->document;
    for (size_t i = document->first; i < document->blocks_count; i++) {
        const struct block *block = &document->blocks[i];
        if (!span_is_empty(block->label) && document->reports) break;
        if (!span_is_empty(block->label)) close_lists(survey, NONE);
        if (block->kind == BLOCK_SECTION || block->kind == BLOCK_SUBSECTION)
            close_lists(survey, survey->depth ? survey->open[0] : survey->interrupted);
        else if (block->kind != BLOCK_TEXT || is_greeting(document, block))
            close_lists(survey, NONE);
        else if (span_is_empty(block->page))
            survey_block(survey, i);
    }
}

/* ---- lists ---- */

static bool is_list(const struct chain *chain) {
    return chain->count >= 2 || chain->linked;
}

/* Makes a block of each item, and tells the chains their blocks. */
static void cut_items(struct survey *survey) {
    struct document *document = survey->document;
    struct cut *cuts = memory_allocate(survey->lines_count, sizeof *cuts);
    size_t count = 0, next = 0;
    for (size_t i = 0; i < survey->lines_count; i++) {
        const struct enumerated *line = &survey->lines[i];
        if (line->chain == NONE || !is_list(&survey->chains[line->chain])) continue;
        survey->lines[count] = *line;
        cuts[count++] = (struct cut){line->offset, BLOCK_TEXT, line->label};
    }
    blocks_cut(document, cuts, count);
    free(cuts);
    for (size_t i = 0; i < document->blocks_count && next < count; i++) {
        if (document->blocks[i].span.start != survey->lines[next].offset) continue;
        struct chain *chain = &survey->chains[survey->lines[next++].chain];
        document->blocks[i].opens = !chain->first_item;
        if (!chain->first_item) chain->first_item = i + 1;
        chain->last_item = i + 1;
    }
    survey->lines_count = count;
}

static bool is_within(const struct survey *survey, ptrdiff_t chain, ptrdiff_t ancestor) {
    while (chain != NONE && chain != ancestor)
        chain = survey->chains[chain].parent;
    return chain == ancestor;
}

/* Where each list ends: behind its last item, and behind lists that follow this item at once and
   opened within it.  Counts how many lists each block is in. */
static void measure(struct survey *survey) {
    struct document *document = survey->document;
    size_t count = document->blocks_count;
    ptrdiff_t *opened = memory_allocate(count + 1, sizeof *opened); /* block -> chain, plus one */
    ptrdiff_t *change = memory_allocate(count + 1, sizeof *change);
    for (size_t i = survey->chains_count; i--;) {
        struct chain *chain = &survey->chains[i];
        if (!chain->first_item) continue;
        opened[chain->first_item - 1] = (ptrdiff_t)i + 1;
        chain->end = chain->last_item - 1;
        for (size_t next; (next = next_block(document, chain->end)) < count && opened[next] &&
                          is_within(survey, opened[next] - 1, (ptrdiff_t)i);)
            chain->end = survey->chains[opened[next] - 1].end;
        change[chain->first_item - 1]++;
        change[chain->end + 1]--;
    }
    ptrdiff_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        depth += change[i];
        document->blocks[i].depth = (size_t)depth;
    }
    free(opened);
    free(change);
}

static void find_alone(struct document *document) {
    for (size_t i = 0; i < document->blocks_count; i++) {
        struct block *block = &document->blocks[i];
        if (!block->depth || span_is_empty(block->item_label)) continue;
        size_t next = next_block(document, i);
        const struct block *follower = &document->blocks[next];
        block->alone = next == document->blocks_count || follower->depth < block->depth ||
                       (!span_is_empty(follower->item_label) && follower->depth == block->depth);
    }
}

void enumeration_find(struct document *document) {
    struct survey survey = {.document = document, .interrupted = NONE};
    survey_blocks(&survey);
    cut_items(&survey);
    if (survey.lines_count) {
        measure(&survey);
        find_alone(document);
    }
    free(survey.lines);
    free(survey.chains);
}
