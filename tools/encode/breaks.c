/* Breaks: where pages and columns begin.  How the source marks them is kept on rend, so that the
   way back can write it: "before:[S.␣ behind:]" for "[S. 8]", with ␣ for a space. */
#include "encode/internal.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { GROUPS = 8 };

#define SPACE_SIGN "␣"

/* Whether a character of General Punctuation or CJK that is white space begins there (Unicode, Zs).
 */
static bool is_wide_space(const char *bytes) {
    const unsigned char *c = (const unsigned char *)bytes;
    return (c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0x80 && c[2] <= 0x8A) ||
           !strncmp(bytes, "\xE3\x80\x80", 3) || !strncmp(bytes, "\xC2\xA0", 2);
}

/* Whether rend can hold what a mark says before or behind its number. */
static bool can_be_kept(const char *bytes, struct span words) {
    for (size_t i = words.start; i < words.end; i++) {
        bool control = (unsigned char)bytes[i] < ' ';
        bool sign = !strncmp(bytes + i, SPACE_SIGN, strlen(SPACE_SIGN));
        if (control || sign || is_wide_space(bytes + i)) return false;
    }
    return true;
}

/* Whether a number can be n: words with one space between them. */
static bool is_number(const char *bytes, struct span words) {
    if (span_is_empty(words) || bytes[words.start] == ' ' || bytes[words.end - 1] == ' ')
        return false;
    for (size_t i = words.start; i < words.end; i++)
        if ((unsigned char)bytes[i] < ' ' || (bytes[i] == ' ' && bytes[i + 1] == ' ')) return false;
    return can_be_kept(bytes, words);
}

static bool find(const struct document *document, const struct regex *pattern, struct span span,
                 struct span *number) {
    const char *bytes = document->text->bytes;
    struct span groups[GROUPS];
    if (!regex_find(pattern, bytes, span, groups, GROUPS)) return false;
    *number = groups[regex_group(pattern, "number")];
    return groups[0].start == span.start && groups[0].end == span.end &&
           is_number(bytes, *number) &&
           can_be_kept(bytes, (struct span){span.start, number->start}) &&
           can_be_kept(bytes, (struct span){number->end, span.end});
}

bool form_feed_find(const struct document *document, struct span words, struct span *number) {
    const char *bytes = document->text->bytes;
    size_t sign = strlen(FORM_FEED_SIGN), length;
    if (!document->text->has_form_feeds || words.end - words.start < sign ||
        memcmp(bytes + words.start, FORM_FEED_SIGN, sign) != 0)
        return false;
    size_t start = words.start + sign + text_page_number(bytes + words.start + sign, &length);
    *number = length ? (struct span){start, start + length}
                     : (struct span){words.start, words.start + sign};
    return true;
}

bool may_be_break(const struct document *document, char first) {
    const struct encode_profile *profile = document->profile;
    return strchr(TEXT_PAGE_NUMBER_STARTS FORM_FEED_SIGN, first) ||
           byte_set_has(&regex_facts(profile->page)->first, (unsigned char)first) ||
           byte_set_has(&regex_facts(profile->column)->first, (unsigned char)first);
}

/* Whether what is next behind the offset, but for blank lines, is the mark of a page's beginning.
 */
static bool page_begins_behind(const struct document *document, size_t offset) {
    const char *bytes = document->text->bytes, *next = bytes + offset;
    next += strspn(next, " \t\n");
    if (!strncmp(next, FORM_FEED_SIGN, strlen(FORM_FEED_SIGN))) return true;
    size_t start = (size_t)(next - bytes), length = strcspn(next, "\n");
    struct span line = span_trim(document->text, (struct span){start, start + length}), number;
    return !span_is_empty(line) && find(document, document->profile->page, line, &number);
}

bool page_foot_find(const struct document *document, struct span line, struct span *number) {
    const char *bytes = document->text->bytes;
    size_t length, start = line.start + text_page_number(bytes + line.start, &length);
    *number = (struct span){start, start + length};
    return length && page_begins_behind(document, line.end);
}

enum break_kind break_find(const struct document *document, struct span words,
                           struct span *number) {
    const struct encode_profile *profile = document->profile;
    if (span_is_empty(words)) return BREAK_NONE;
    if (form_feed_find(document, words, number)) return BREAK_PAGE;
    if (find(document, profile->page, words, number)) return BREAK_PAGE;
    if (find(document, profile->column, words, number)) return BREAK_COLUMN;
    return BREAK_NONE;
}

bool rule_find(const struct document *document, struct span words) {
    const char *bytes = document->text->bytes;
    struct span whole;
    /* Most blocks begin with a letter or a figure, and are none. */
    return !span_is_empty(words) && !isalnum((unsigned char)bytes[words.start]) &&
           regex_find(document->profile->rule, bytes, words, &whole, 1) &&
           whole.start == words.start && whole.end == words.end && can_be_kept(bytes, words);
}

/* ---- elements ---- */

static const struct {
    const char *element, *before; /* what usually stands before the number; behind it is "]" */
} breaks[] = {[BREAK_PAGE] = {"pb", "[Page "}, [BREAK_COLUMN] = {"cb", "[Column "}};

/* Appends a token of rend: the words with signs for spaces. */
static void add_token(struct buffer *rend, const char *name, const char *bytes, struct span words) {
    buffer_text(rend, name);
    for (size_t i = words.start; i < words.end; i++)
        if (bytes[i] == ' ')
            buffer_text(rend, SPACE_SIGN);
        else
            buffer_byte(rend, bytes[i]);
}

static bool is_written(const char *bytes, size_t start, size_t end, const char *usual) {
    return strlen(usual) == end - start && !memcmp(bytes + start, usual, end - start);
}

/* Says on rend how the mark is written, where that is not the usual way: in a play "12:". */
static void set_form(struct document *document, struct tei_node *element, const char *usual,
                     struct span words, struct span number) {
    const char *bytes = document->text->bytes;
    bool play = document->profile->marks_count;
    if (is_written(bytes, words.start, number.start, play ? "" : usual) &&
        is_written(bytes, number.end, words.end, play ? ":" : "]"))
        return;
    struct buffer rend = {0};
    add_token(&rend, "before:", bytes, (struct span){words.start, number.start});
    add_token(&rend, " behind:", bytes, (struct span){number.end, words.end});
    tei_set(document->arena, element, "rend", arena_copy(document->arena, rend.bytes, rend.length));
    buffer_free(&rend);
}

struct tei_node *page_foot_new(struct document *document, struct span words) {
    struct tei_node *foot = tei_element(document->arena, NULL, "fw");
    tei_set(document->arena, foot, "type", "pageNum");
    tei_set(document->arena, foot, "place", "bottom");
    tei_text(document->arena, foot, document->text->bytes + words.start, words.end - words.start);
    return foot;
}

struct tei_node *rule_new(struct document *document, struct span words) {
    const struct regex *pattern = document->profile->rule;
    const char *bytes = document->text->bytes;
    struct tei_node *rule = tei_element(document->arena, NULL, "milestone");
    struct span groups[GROUPS];
    size_t group = regex_group(pattern, "number");
    tei_set(document->arena, rule, "unit", "section");
    regex_find(pattern, bytes, words, groups, GROUPS);
    if (group && groups[group].start != SIZE_MAX) {
        tei_set(document->arena, rule, "n", document_copy(document, groups[group]));
        set_form(document, rule, "", words, groups[group]);
        return rule;
    }
    struct buffer rend = {0};
    add_token(&rend, "before:", bytes, words);
    tei_set(document->arena, rule, "rend", arena_copy(document->arena, rend.bytes, rend.length));
    buffer_free(&rend);
    return rule;
}

struct tei_node *break_new(struct document *document, enum break_kind kind, struct span words,
                           struct span number) {
    struct arena *arena = document->arena;
    struct tei_node *element = tei_element(arena, NULL, breaks[kind].element);
    const char *n = document_copy(document, number);
    bool numbered = strcmp(n, FORM_FEED_SIGN) != 0;
    if (!numbered) number = (struct span){words.end, words.end};
    if (numbered) tei_set(arena, element, "n", n);
    if (numbered && kind == BREAK_PAGE)
        tei_set(arena, element, "xml:id", document_id(document, arena_join(arena, "pg_", n)));
    set_form(document, element, breaks[kind].before, words, number);
    return element;
}
