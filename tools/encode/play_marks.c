/* What the words of a play hold: page breaks, and in speeches stage directions in round brackets.
 */
#include "encode/play.h"

#include "base/memory.h"

#include <string.h>

/* Brackets within brackets deeper than this stay text, so that no tree is too deep for its users.
 */
enum { DEEPEST = 8, GROUPS = 4 };

/* Round brackets, which stay in the words; those within others are no stage directions of their
   own. */
static void find_brackets(struct document *document, struct span span) {
    const char *bytes = document->text->bytes;
    size_t open[DEEPEST], depth = 0;
    for (size_t i = span.start; i < span.end; i++) {
        if (bytes[i] == '(' && depth < DEEPEST) open[depth++] = i;
        if (bytes[i] != ')') continue;
        if (!depth) {
            text_say(document->text, i, document->report, SEVERITY_WARNING,
                     "encode/bracket-not-opened", NULL,
                     "this ) closes no bracket of its line; it stays as it is");
            continue;
        }
        struct span whole = {open[--depth], i + 1}, inner = {whole.start + 1, i};
        if (depth || span_is_empty(span_trim(document->text, inner))) continue;
        mark_add(document, MARK_STAGE, whole, whole)->value = "parens";
    }
    if (depth)
        text_say(document->text, open[0], document->report, SEVERITY_WARNING,
                 "encode/bracket-not-closed", "add the ) that is missing, if the source has it",
                 "this ( is not closed in its line; it stays as it is");
}

static void find_pages(struct document *document, struct span span) {
    const struct regex *page = document->profile->page_mark;
    struct span groups[GROUPS];
    while (regex_find(page, document->text->bytes, span, groups, GROUPS) &&
           !span_is_empty(groups[0])) {
        mark_add(document, MARK_PAGE, groups[0], groups[regex_group(page, "number")]);
        span.start = groups[0].end;
    }
}

void play_find_marks(struct document *document, size_t index) {
    const struct run *run = &document->runs[index];
    if (run->kind == RUN_SPEECH) find_brackets(document, run->span);
    find_pages(document, run->span);
}
