/* The cast list of a play: a line for each role, with the role and what is said of it; lines that
   are set in below one that ends in a colon are a group. */
#include "encode/play.h"

#include <stdint.h>
#include <string.h>

enum { GROUPS = 8 };

static size_t indent_of(const struct play_line *line) {
    return line->words.start - line->span.start - line->mark;
}

/* Whether the line is the heading of the lines below it, which are set in further. */
static bool opens_group(const struct play *play, size_t index) {
    const struct play_line *line = &play->lines[index];
    if (line->kind != LINE_ROLE || index + 1 == play->lines_count) return false;
    const struct play_line *next = &play->lines[index + 1];
    return play->document->text->bytes[line->span.end - 1] == ':' && next->kind == LINE_ROLE &&
           indent_of(next) > indent_of(line);
}

static void add_run(struct document *document, struct tei_node *parent, const char *name,
                    struct span span) {
    struct tei_node *element = name ? tei_element(document->arena, parent, name) : parent;
    document_add_run(document, element, span, RUN_LINE);
}

static void add_text(struct document *document, struct tei_node *element, size_t start,
                     size_t end) {
    tei_text(document->arena, element, document->text->bytes + start, end - start);
}

/* Role and description, where the profile's pattern finds them; else the words. */
static void add_item(struct play *play, struct tei_node *parent, size_t index, const char *more) {
    struct document *document = play->document;
    const struct regex *pattern = document->profile->role;
    const struct play_line *line = &play->lines[index];
    struct tei_node *item = tei_element(document->arena, parent, "castItem");
    struct span groups[GROUPS], words = play_set_rend(play, item, line, more);
    if (line->role) play->roles[line->role - 1].item = item;
    if (!regex_find(pattern, document->text->bytes, line->words, groups, GROUPS)) {
        add_run(document, item, NULL, words);
        return;
    }
    size_t number = regex_group(pattern, "description");
    struct span role = groups[regex_group(pattern, "role")], description = {role.end, role.end};
    if (number && groups[number].start != SIZE_MAX) description = groups[number];
    add_text(document, item, words.start, role.start);
    add_run(document, item, "role", role);
    add_text(document, item, role.end, description.start);
    if (!span_is_empty(description)) add_run(document, item, "roleDesc", description);
    add_text(document, item, description.end, words.end);
}

static size_t add_group(struct play *play, struct tei_node *parent, size_t index) {
    struct document *document = play->document;
    const struct play_line *line = &play->lines[index];
    struct tei_node *cast_group = tei_element(document->arena, parent, "castGroup");
    struct tei_node *head = tei_element(document->arena, cast_group, "head");
    add_run(document, head, NULL, play_set_rend(play, head, line, line->mark ? "marked" : NULL));
    size_t depth = indent_of(line);
    for (index++; index < play->lines_count && play->lines[index].kind == LINE_ROLE &&
                  indent_of(&play->lines[index]) > depth;
         index++)
        add_item(play, cast_group, index, play->lines[index].mark ? "marked" : NULL);
    return index;
}

/* The index of the first line behind the list: page breaks and comments are in it only where a role
   follows. */
static size_t find_end(const struct play *play, size_t index) {
    size_t end = index + 1;
    for (size_t i = end; i < play->lines_count; i++) {
        enum line_kind kind = play->lines[i].kind;
        if (kind == LINE_ROLE)
            end = i + 1;
        else if (kind != LINE_COMMENT && kind != LINE_PAGE)
            break;
    }
    return end;
}

size_t play_add_cast(struct play *play, struct tei_node *parent, size_t index) {
    struct document *document = play->document;
    const struct play_line *first = &play->lines[index];
    size_t end = find_end(play, index);
    struct tei_node *list = tei_element(document->arena, parent, "castList");
    struct span words = play_set_rend(play, list, first, NULL);
    if (!span_is_empty(words)) add_run(document, list, "head", words);
    for (index++; index < end;) {
        const struct play_line *line = &play->lines[index];
        if (opens_group(play, index)) {
            index = add_group(play, list, index);
            continue;
        }
        if (line->kind == LINE_ROLE)
            add_item(play, list, index, line->mark ? "marked" : NULL);
        else
            play_add_between(play, list, line);
        index++;
    }
    return end;
}
