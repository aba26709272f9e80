/* Speeches of a play: the line of the speaker, and the lines behind it: paragraphs, verse lines in
   stanzas, and stage directions in round brackets. */
#include "encode/play_builder.h"

#include <string.h>

/* A bracket that is opened on a line is looked for on so many lines. */
enum { LONGEST_BRACKET = 20 };

/* ---- the line of the speaker ---- */

/* The words that stand on the line of the speaker. */
static void add_first_words(struct play_builder *builder, const struct play_line *line,
                            size_t before) {
    struct play_line words = {.kind = LINE_TEXT, .words = line->speech};
    const char *bytes = builder->play.document->text->bytes;
    bool apart = line->speech.start == before + 1 && bytes[before] == ' ';
    if (!apart) words.words.start = before;
    words.span = words.words;
    bool remark = play_is_remark(&builder->play, line->speech);
    const char *token = remark  ? apart ? "parens run-on" : "parens joined"
                        : apart ? "run-on"
                                : "joined";
    const char *name = remark ? "stage" : builder->verse ? "l" : "p";
    struct tei_node *element = play_add_line(builder, builder->speech, name, &words, token,
                                             remark ? RUN_LINE : RUN_SPEECH);
    if (!remark) builder->last = element;
}

void play_add_speech(struct play_builder *builder, const struct play_line *line) {
    struct document *document = builder->play.document;
    struct arena *arena = document->arena;
    const char *bytes = document->text->bytes;
    play_begin(builder);
    builder->speech = tei_element(arena, play_outside(builder), "sp");
    builder->speaker = line;
    bool stage = !span_is_empty(line->stage), sign = !span_is_empty(line->sign);
    size_t before = sign ? line->sign.end : stage ? line->stage.end : line->label.end;
    /* Between label and stage direction stands one space or nothing; else they are not parted. */
    bool apart = stage && bytes[line->label.end] == ' ';
    bool parted = stage && line->stage.start == line->label.end + apart;
    struct play_line label = *line;
    label.words.end = parted ? line->label.end : before;
    struct span words = play_set_rend(&builder->play, builder->speech, &label, NULL);
    tei_set(arena, builder->speech, "who", play_who(&builder->play, line));
    struct tei_node *speaker = tei_element(arena, builder->speech, "speaker");
    document_add_run(document, speaker, words, RUN_LINE);
    if (parted) {
        if (sign) document_add_run(document, speaker, line->sign, RUN_LINE);
        struct tei_node *element = tei_element(arena, builder->speech, "stage");
        tei_set(arena, element, "rend",
                sign    ? apart ? "parens in-label" : "parens in-label joined"
                : apart ? "parens run-on"
                        : "parens joined");
        document_add_run(document, element, line->stage, RUN_LINE);
    }
    if (!span_is_empty(line->speech)) add_first_words(builder, line, before);
}

/* ---- lines without a mark, and verse ---- */

/* Whether the line goes on with verse, if `verse` is what lines before it are; false where it is
   none of a speech's words, which *verse then tells nothing of. */
static bool goes_on(const struct play *play, const struct play_line *line, bool *verse) {
    if (line->kind == LINE_VERSE)
        *verse = play->each_line ? !play->verse : !*verse;
    else if (line->kind == LINE_TEXT && play->each_line)
        *verse = play->verse;
    return line->kind == LINE_TEXT || line->kind == LINE_VERSE;
}

/* Whether the verse lines from `index` on are in stanzas: blank lines part them, and not all stand
   alone. */
static bool has_stanzas(const struct play *play, size_t index) {
    size_t together = 0, stanzas = 1, lines = 0;
    bool verse = true;
    for (size_t i = index; i < play->lines_count; i++) {
        const struct play_line *line = &play->lines[i];
        bool between =
            line->kind == LINE_REMARK || line->kind == LINE_COMMENT || line->kind == LINE_PAGE;
        if (between) continue;
        if (i > index && (!goes_on(play, line, &verse) || !verse)) break;
        stanzas += lines && line->spaced;
        together += lines && !line->spaced;
        lines++;
    }
    return stanzas > 1 && together;
}

/* The end of the words that begin on the line of that index: of a later line, where a bracket that
   it opens is closed there; *next is the index of the line behind them. */
static size_t end_of_words(const struct play *play, size_t index, size_t *next) {
    const char *bytes = play->document->text->bytes;
    size_t depth = 0;
    for (size_t i = index; i < play->lines_count && i < index + LONGEST_BRACKET; i++) {
        const struct play_line *line = &play->lines[i];
        if (i > index && (line->kind != LINE_TEXT || line->spaced)) break;
        for (size_t j = line->words.start; j < line->words.end; j++) {
            depth += bytes[j] == '(';
            depth -= bytes[j] == ')' && depth;
        }
        if (depth) continue;
        *next = i + 1;
        return line->words.end;
    }
    *next = index + 1;
    return play->lines[index].words.end;
}

/* Whether a stage direction in round brackets, and nothing else, begins on the line. */
static bool is_remark_at(const struct play *play, size_t index) {
    const struct play_line *line = &play->lines[index];
    size_t next, end = end_of_words(play, index, &next);
    return line->kind == LINE_TEXT && play_is_remark(play, (struct span){line->words.start, end});
}

static void say_outside(struct play_builder *builder, const struct play_line *line, bool verse) {
    if (builder->speech || builder->told) return;
    builder->told = true;
    if (verse)
        play_say(&builder->play, line->span.start, SEVERITY_WARNING, "encode/verse-outside-speech",
                 "mark the line before it as a speaker's, or these as a stage direction",
                 "these verse lines are nobody's speech");
    else
        play_say(&builder->play, line->span.start, SEVERITY_WARNING, "encode/text-outside-speech",
                 "mark it as a speaker, as a stage direction or as a heading",
                 "these words are in no speech, and no mark explains them");
}

void play_add_unexplained(struct play_builder *builder, const struct play_line *line) {
    struct play_line whole = *line;
    whole.kind = LINE_TEXT;
    whole.words = whole.span;
    whole.mark = 0;
    builder->stanza = NULL;
    play_add_line(builder, play_place(builder), "p", &whole, "unmarked", RUN_LINE);
}

/* A verse line, in its stanza where there are stanzas; `index` is that of its line. */
static void add_verse(struct play_builder *builder, size_t index, const struct play_line *line,
                      const char *more) {
    bool first = !builder->last || strcmp(builder->last->name, "l");
    if (first) builder->stanzas = has_stanzas(&builder->play, index);
    if (builder->stanzas && (first || line->spaced)) {
        builder->stanza = NULL;
        builder->stanza = tei_element(builder->play.document->arena, play_place(builder), "lg");
    }
    builder->last = play_add_line(builder, play_place(builder), "l", line, more, RUN_SPEECH);
}

size_t play_add_words(struct play_builder *builder, size_t index) {
    const struct play_line *line = &builder->play.lines[index];
    const struct play_line *mark = builder->verse_mark;
    struct play_line words = *line;
    const char *more = NULL;
    size_t next, end = end_of_words(&builder->play, index, &next);
    bool remark = builder->begun && is_remark_at(&builder->play, index);
    if (remark) {
        words.words.end = end;
        play_add_line(builder, play_place(builder), "stage", &words, "parens", RUN_LINE);
        return next;
    }
    if (mark) {
        more = line->spaced ? "below-spaced" : "below";
        words.spaced = mark->spaced;
        words.kind = LINE_VERSE;
        builder->verse_mark = NULL;
    }
    builder->begun |= line->kind == LINE_VERSE || mark;
    bool front = !builder->begun;
    if (!front) goes_on(&builder->play, mark ? &words : line, &builder->verse);
    say_outside(builder, line, builder->verse && !front);
    if (front && builder->verse) more = "unmarked";
    if (builder->verse && !front) {
        add_verse(builder, index, &words, more);
        return index + 1;
    }
    builder->stanza = NULL;
    words.words.end = end;
    builder->last = play_add_line(builder, play_place(builder), "p", &words, more, RUN_SPEECH);
    return next;
}

/* ---- marks that stand alone ---- */

size_t play_add_empty(struct play_builder *builder, size_t index) {
    const struct play_line *line = &builder->play.lines[index];
    play_say(&builder->play, line->span.start, SEVERITY_WARNING, "encode/mark-without-words",
             "write the words behind the mark",
             "this mark says nothing of any words; it stays text");
    play_add_unexplained(builder, line);
    return index + 1;
}

/* Whether nothing stands behind the last words of the speech. */
static bool ends_with_last(const struct play_builder *builder) {
    const struct tei_node *last = builder->last;
    if (!last || last->next || last->parent == builder->front) return false;
    return strcmp(last->parent->name, "lg") || !last->parent->next;
}

size_t play_add_verse_mark(struct play_builder *builder, size_t index) {
    const struct play *play = &builder->play;
    const struct play_line *line = &play->lines[index];
    bool words = index + 1 < play->lines_count && play->lines[index + 1].kind == LINE_TEXT &&
                 !is_remark_at(play, index + 1);
    if (words) {
        builder->verse_mark = line;
        return index + 1;
    }
    if (play->each_line || line->spaced || !ends_with_last(builder))
        return play_add_empty(builder, index);
    const char *rend = tei_get(builder->last, "rend");
    tei_set(play->document->arena, builder->last, "rend",
            rend ? arena_print(play->document->arena, "%s closed", rend) : "closed");
    builder->verse = !builder->verse;
    builder->last = NULL;
    return index + 1;
}
