/* Lines of a play: the first phase of a profile of line marks.  Each line gets its kind by the mark
   with which it begins; what a kind means for its neighbours (cast lists, verse) is settled here.
 */
#include "encode/play.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

/* Headings deeper than this stay text, so that no tree is too deep for its users. */
enum { DEEPEST_HEADING = 16, GROUPS = 4 };

void play_say(const struct play *play, size_t offset, enum severity severity, const char *code,
              const char *hint, const char *format, ...) {
    struct buffer message = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    text_say(play->document->text, offset, play->document->report, severity, code, hint, "%s",
             message.bytes);
    buffer_free(&message);
}

/* ---- marks ---- */

/* Whether the line begins with the mark; one that ends in a letter is no part of a longer word. */
static bool begins_with(const char *bytes, struct span line, const char *mark) {
    size_t length = strlen(mark);
    if (line.end - line.start < length || memcmp(bytes + line.start, mark, length)) return false;
    bool word = isalpha((unsigned char)mark[length - 1]);
    return !word || line.end - line.start == length ||
           !islower((unsigned char)bytes[line.start + length]);
}

/* What stands above a play is no longer told once it has begun. */
static bool is_of_front(enum line_kind kind) {
    return kind == LINE_TITLE || kind == LINE_SUBTITLE || kind == LINE_AUTHOR;
}

/* The longest mark that the line begins with; NULL where there is none. */
static const struct line_mark *mark_of(const struct play *play, struct span line, bool begun) {
    const struct encode_profile *profile = play->document->profile;
    const struct line_mark *found = NULL;
    for (unsigned i = 0; i < profile->marks_count; i++) {
        const struct line_mark *mark = &profile->marks[i];
        if (found && strlen(found->mark) >= strlen(mark->mark)) continue;
        if (begins_with(play->document->text->bytes, line, mark->mark) &&
            !(begun && is_of_front(mark->is)))
            found = mark;
    }
    return found;
}

static struct span skip_white_space(const char *bytes, struct span span) {
    while (span.start < span.end && strchr(" \t", bytes[span.start]))
        span.start++;
    return span;
}

/* Whether the words are a page break and nothing else. */
static bool is_page(const struct play *play, struct span words) {
    struct span groups[GROUPS];
    if (form_feed_find(play->document, words, groups)) return true;
    return !span_is_empty(words) &&
           regex_find(play->document->profile->page_mark, play->document->text->bytes, words,
                      groups, GROUPS) &&
           groups[0].start == words.start && groups[0].end == words.end;
}

static void read_mark(const struct play *play, struct play_line *line, bool begun) {
    const char *bytes = play->document->text->bytes;
    const struct line_mark *mark = mark_of(play, line->span, begun);
    size_t length = mark ? strlen(mark->mark) : 0;
    line->words = line->span;
    line->words.start += length;
    if (mark && mark->is == LINE_HEADING) {
        for (line->level = 1; begins_with(bytes, line->words, mark->mark); line->level++)
            line->words.start += length;
        if (line->level > DEEPEST_HEADING) mark = NULL, line->words = line->span;
    }
    line->mark = line->words.start - line->span.start;
    line->words = skip_white_space(bytes, line->words);
    line->kind = mark ? mark->is : is_page(play, line->words) ? LINE_PAGE : LINE_TEXT;
}

/* ---- comments ---- */

/* Makes the line reach to the end of the comment that it begins; where that is none of XML's, it is
   text.  Returns the index of the comment's last line. */
static size_t read_comment(const struct play *play, struct play_line *line, size_t index) {
    const struct text *text = play->document->text;
    const char *start = text->bytes + line->span.start + line->mark, *end = strstr(start, "--");
    size_t last = index;
    while (end && last + 1 < text->line_count &&
           text->lines[last + 1] <= (size_t)(end - text->bytes))
        last++;
    bool good = line->mark == strlen("<!--") && end && end[2] == '>' &&
                (size_t)(end + 3 - text->bytes) == text_line(text, last).end;
    if (good) {
        line->span.end = (size_t)(end + 3 - text->bytes);
        return last;
    }
    play_say(play, line->span.start, SEVERITY_WARNING, "encode/comment-not-closed",
             "end it with --> at the end of a line, and write no -- in it",
             "this is no comment as XML has them; it stays text");
    line->kind = LINE_TEXT;
    line->mark = 0;
    line->words = line->span;
    return index;
}

/* ---- what lines mean for their neighbours ---- */

/* Lines below the heading of a cast list are its roles; and so is one with the same mark that
   follows it at once. */
static void find_roles(struct play *play) {
    bool in_cast = false;
    for (size_t i = 0; i < play->lines_count; i++) {
        struct play_line *line = &play->lines[i];
        bool goes_on = line->kind == LINE_TEXT || (line->kind == LINE_CAST && i && in_cast &&
                                                   play->lines[i - 1].mark && !line->spaced);
        if (in_cast && goes_on && !span_is_empty(line->words))
            line->kind = LINE_ROLE;
        else if (line->kind != LINE_COMMENT && line->kind != LINE_PAGE)
            in_cast = line->kind == LINE_CAST;
    }
}

/* Whether the mark for verse stands on each line that it is about, or switches: told by what is
   more frequent behind a line that has it, another one or a line without it. */
static bool marks_each_line(const struct play *play) {
    const char *wanted = play->document->profile->verse_mark;
    if (strcmp(wanted, "either")) return !strcmp(wanted, "line");
    size_t each = 0, switches = 0;
    for (size_t i = 0; i + 1 < play->lines_count; i++) {
        if (play->lines[i].kind != LINE_VERSE || span_is_empty(play->lines[i].words)) continue;
        const struct play_line *next = &play->lines[i + 1];
        each += next->kind == LINE_VERSE && !span_is_empty(next->words);
        switches += next->kind == LINE_TEXT && !play_is_remark(play, next->words);
    }
    return each > switches;
}

bool play_is_remark(const struct play *play, struct span words) {
    const char *bytes = play->document->text->bytes;
    size_t depth = 0;
    if (span_is_empty(words) || bytes[words.start] != '(' || bytes[words.end - 1] != ')')
        return false;
    for (size_t i = words.start; i < words.end; i++) {
        depth += bytes[i] == '(';
        depth -= bytes[i] == ')' && depth;
        if (!depth && i + 1 < words.end) return false;
    }
    struct span inner = {words.start + 1, words.end - 1};
    return !depth && !span_is_empty(span_trim(play->document->text, inner));
}

/* What looks like a mark, and is none where it stands. */
static void say_not_marks(const struct play *play, const struct play_line *line, bool begun) {
    const struct line_mark *mark = begun ? mark_of(play, line->span, false) : NULL;
    if (mark && is_of_front(mark->is))
        play_say(play, line->span.start, SEVERITY_WARNING, "encode/metadata-in-play",
                 "put it at the beginning of the file",
                 "\"%s\" counts before the play begins only; this is taken for something else",
                 mark->mark);
    if (line->kind != LINE_TEXT || line->words.start == line->span.start) return;
    if (mark_of(play, line->words, true))
        play_say(play, line->words.start, SEVERITY_WARNING, "encode/mark-set-in",
                 "take away the white space before it, if it is one",
                 "a mark counts at the beginning of its line only; this is text");
}

void play_read_lines(struct play *play) {
    const struct text *text = play->document->text;
    bool begun = false, spaced = false;
    for (size_t i = play->document->first_line; i < play->document->end_line; i++) {
        struct span span = text_line(text, i);
        if (span_is_empty(span)) {
            spaced = play->lines_count;
            continue;
        }
        struct play_line *line = LIST_ADD(play->lines);
        line->span = span;
        line->spaced = spaced;
        spaced = false;
        read_mark(play, line, begun);
        begun |= line->kind == LINE_HEADING || line->kind == LINE_SPEAKER ||
                 line->kind == LINE_STAGE || line->kind == LINE_REMARK || line->kind == LINE_VERSE;
        if (line->kind == LINE_COMMENT) i = read_comment(play, line, i);
        say_not_marks(play, line, begun);
    }
    find_roles(play);
    play->verse = !strcmp(play->document->profile->speech, "verse");
    play->each_line = marks_each_line(play);
}
