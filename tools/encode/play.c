/* A play: lines with marks become the tree of the document.  Front matter, divisions and stage
   directions are made here, speeches in play_speeches.c, cast lists in play_cast.c; their words
   follow later. */
#include "encode/play_builder.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 4 };

/* ---- how lines stand ---- */

static void add_token(struct buffer *tokens, const char *token) {
    if (token) buffer_print(tokens, "%s%s", tokens->length ? " " : "", token);
}

struct span play_set_rend(struct play *play, struct tei_node *element, const struct play_line *line,
                          const char *more) {
    struct document *document = play->document;
    bool named = line->kind == LINE_TITLE || line->kind == LINE_SUBTITLE ||
                 line->kind == LINE_AUTHOR; /* a mark that is a word has a space behind it */
    struct span words = line->words, space = {line->span.start + line->mark, words.start};
    const char *token = indent_token(document, space), *usual = named ? "indent1" : "indent0";
    struct buffer tokens = {0};
    add_token(&tokens, more);
    if (line->spaced) add_token(&tokens, "spaced");
    if (!token) {
        words.start = space.start;
        token = "indent0";
    }
    if (strcmp(token, usual)) add_token(&tokens, token);
    if (tokens.length)
        tei_set(document->arena, element, "rend",
                arena_copy(document->arena, tokens.bytes, tokens.length));
    buffer_free(&tokens);
    return words;
}

struct tei_node *play_add_line(struct play_builder *builder, struct tei_node *parent,
                               const char *name, const struct play_line *line, const char *more,
                               enum run_kind kind) {
    struct tei_node *element = tei_element(builder->play.document->arena, parent, name);
    struct span words = play_set_rend(&builder->play, element, line, more);
    document_add_run(builder->play.document, element, words, kind);
    return element;
}

void play_add_between(struct play *play, struct tei_node *parent, const struct play_line *line) {
    struct document *document = play->document;
    if (line->kind == LINE_COMMENT) {
        static const char spaced[] = "<?teikit spaced?>";
        if (line->spaced) tei_markup(document->arena, parent, spaced, sizeof spaced - 1);
        tei_markup(document->arena, parent, document->text->bytes + line->span.start,
                   line->span.end - line->span.start);
        return;
    }
    const struct regex *pattern = document->profile->page_mark;
    struct span groups[GROUPS];
    struct span number;
    if (!form_feed_find(document, line->words, &number)) {
        regex_find(pattern, document->text->bytes, line->words, groups, GROUPS);
        number = groups[regex_group(pattern, "number")];
    }
    struct tei_node *page = break_new(document, BREAK_PAGE, line->words, number);
    tei_append(parent, page);
    play_set_rend(play, page, line, tei_get(page, "rend"));
}

/* ---- where things go ---- */

struct tei_node *play_outside(const struct play_builder *builder) {
    if (builder->depth) return builder->open[builder->depth - 1].node;
    return builder->begun ? builder->body : builder->front;
}

struct tei_node *play_place(const struct play_builder *builder) {
    if (builder->stanza) return builder->stanza;
    return builder->speech ? builder->speech : play_outside(builder);
}

static void end_speech(struct play_builder *builder) {
    const struct play_line *line = builder->speaker;
    bool words = false;
    if (builder->speech)
        for (const struct tei_node *child = builder->speech->first; child; child = child->next)
            words |= child->name && strcmp(child->name, "speaker") && strcmp(child->name, "pb");
    if (builder->speech && !words)
        play_say(&builder->play, line->span.start, SEVERITY_WARNING, "encode/speech-without-words",
                 "words on the speaker's line need a colon before them", "\"%s\" says nothing here",
                 line->name);
    builder->speech = builder->stanza = builder->last = NULL;
    builder->verse = builder->play.verse;
    builder->told = false;
}

void play_begin(struct play_builder *builder) {
    end_speech(builder);
    builder->begun = true;
}

/* ---- front matter and headings ---- */

static void add_title(struct play_builder *builder, const struct play_line *line) {
    struct arena *arena = builder->play.document->arena;
    if (line->kind == LINE_AUTHOR) {
        play_add_line(builder, builder->front, "docAuthor", line, NULL, RUN_LINE);
        return;
    }
    if (!builder->titles) builder->titles = tei_element(arena, builder->front, "docTitle");
    struct tei_node *part = tei_element(arena, builder->titles, "titlePart");
    tei_set(arena, part, "type", line->kind == LINE_TITLE ? "main" : "sub");
    document_add_run(builder->play.document, part, play_set_rend(&builder->play, part, line, NULL),
                     RUN_LINE);
}

static void add_heading(struct play_builder *builder, const struct play_line *line) {
    struct document *document = builder->play.document;
    const struct encode_profile *profile = document->profile;
    play_begin(builder);
    while (builder->depth && builder->open[builder->depth - 1].level >= line->level)
        builder->depth--;
    size_t above = builder->depth ? builder->open[builder->depth - 1].level : 0;
    struct tei_node *division = tei_element(document->arena, play_outside(builder), "div");
    builder->open[builder->depth].node = division;
    builder->open[builder->depth++].level = line->level;
    const char *more = NULL;
    if (line->level > above + 1) {
        more = arena_join(document->arena, "level", arena_number(document->arena, line->level));
        play_say(&builder->play, line->span.start, SEVERITY_WARNING, "encode/heading-level-skipped",
                 NULL, "a division of level %zu stands in one of level %zu", line->level, above);
    }
    size_t type = line->level < profile->divisions_count ? line->level : profile->divisions_count;
    if (type) tei_set(document->arena, division, "type", profile->divisions[type - 1]);
    if (!span_is_empty(line->words)) {
        play_add_line(builder, division, "head", line, more, RUN_LINE);
        return;
    }
    play_set_rend(&builder->play, division, line, more);
    play_say(&builder->play, line->span.start, SEVERITY_WARNING, "encode/heading-without-words",
             NULL, "the division that begins here has no heading");
}

/* ---- stage directions and cast lists ---- */

/* A stage direction takes in all lines without a mark that follow. */
static size_t add_stage(struct play_builder *builder, size_t index) {
    struct play *play = &builder->play;
    size_t last = index;
    bool spaced = false;
    while (last + 1 < play->lines_count && play->lines[last + 1].kind == LINE_TEXT)
        spaced |= play->lines[++last].spaced && last > index + 1;
    struct play_line line = play->lines[index];
    bool alone = span_is_empty(line.words);
    if (alone && last == index) return play_add_empty(builder, index);
    const char *more = NULL;
    play_begin(builder);
    if (alone) {
        more = play->lines[index + 1].spaced ? "below-spaced" : "below";
        line = play->lines[index + 1];
        line.spaced = play->lines[index].spaced;
    } else if (last > index) {
        spaced |= play->lines[index + 1].spaced;
    }
    line.words.end = play->lines[last].span.end;
    if (spaced)
        play_say(play, play->lines[index].span.start, SEVERITY_WARNING,
                 "encode/stage-over-blank-line", "mark what is said by whom as a speaker's",
                 "this stage direction goes on behind a blank line, up to the next mark");
    play_add_line(builder, play_outside(builder), "stage", &line, more, RUN_LINE);
    return last + 1;
}

static size_t add_remark(struct play_builder *builder, size_t index) {
    const struct play_line *line = &builder->play.lines[index];
    if (span_is_empty(line->words)) return play_add_empty(builder, index);
    if (!builder->speech) {
        builder->begun = true;
        play_say(&builder->play, line->span.start, SEVERITY_NOTE, "encode/remark-outside-speech",
                 NULL, "this mark is meant for stage directions within a speech");
    }
    play_add_line(builder, play_place(builder), "stage", line, builder->speech ? NULL : "single",
                  RUN_LINE);
    return index + 1;
}

static size_t add_cast(struct play_builder *builder, size_t index) {
    struct play *play = &builder->play;
    const struct play_line *line = &play->lines[index];
    size_t role = index + 1;
    while (role < play->lines_count &&
           (play->lines[role].kind == LINE_COMMENT || play->lines[role].kind == LINE_PAGE))
        role++;
    if (role == play->lines_count || play->lines[role].kind != LINE_ROLE) {
        play_say(play, line->span.start, SEVERITY_WARNING, "encode/cast-without-roles",
                 "write a role on each of the lines below it",
                 "this begins a cast list, but no role follows; it stays text");
        play_add_unexplained(builder, line);
        return index + 1;
    }
    end_speech(builder);
    if (builder->begun)
        play_say(play, line->span.start, SEVERITY_NOTE, "encode/cast-in-play", NULL,
                 "this cast list stands within the play; it is left there");
    return play_add_cast(play, play_outside(builder), index);
}

/* ---- the play ---- */

/* Adds the line of that index, and what goes on with it; returns the index of the line behind. */
static size_t add_one(struct play_builder *builder, size_t index) {
    const struct play_line *line = &builder->play.lines[index];
    if (line->kind != LINE_TITLE && line->kind != LINE_SUBTITLE) builder->titles = NULL;
    switch (line->kind) {
    case LINE_TITLE:
    case LINE_SUBTITLE:
    case LINE_AUTHOR: add_title(builder, line); break;
    case LINE_HEADING: add_heading(builder, line); break;
    case LINE_SPEAKER: play_add_speech(builder, line); break;
    case LINE_STAGE: return add_stage(builder, index);
    case LINE_REMARK: return add_remark(builder, index);
    case LINE_CAST: return add_cast(builder, index);
    case LINE_COMMENT:
    case LINE_PAGE: play_add_between(&builder->play, play_place(builder), line); break;
    case LINE_VERSE:
        if (span_is_empty(line->words)) return play_add_verse_mark(builder, index);
        return play_add_words(builder, index);
    case LINE_ROLE:
    case LINE_TEXT: return play_add_words(builder, index);
    }
    return index + 1;
}

/* ---- what the header takes from the play ---- */

/* The words of the next line of that kind from *index on, as the header keeps them; NULL where
   there is none. */
static const char *next_words(const struct play *play, enum line_kind kind, size_t *index) {
    struct document *document = play->document;
    for (; *index < play->lines_count; ++*index) {
        const struct play_line *line = &play->lines[*index];
        if (line->kind != kind || span_is_empty(line->words)) continue;
        const char *words = document_line(document, line->words);
        ++*index;
        return arena_copy(document->encoding->arena, words, strlen(words));
    }
    return NULL;
}

static void read_authors(const struct play *play) {
    struct metadata *metadata = &play->document->encoding->metadata;
    size_t most = 1, index = 0;
    if (metadata->authors_count) return;
    for (size_t i = 0; i < play->lines_count; i++)
        most += play->lines[i].kind == LINE_AUTHOR;
    metadata->authors =
        arena_allocate(play->document->encoding->arena, most * sizeof *metadata->authors);
    for (const char *words; (words = next_words(play, LINE_AUTHOR, &index));)
        metadata->authors[metadata->authors_count++] = (char *)(uintptr_t)words;
}

/* The kind of play that title and subtitle name. */
static void find_genre(struct document *document) {
    const char *subtitle = document->encoding->subtitle;
    const char *words =
        arena_print(document->arena, "%s\n%s", document->title, subtitle ? subtitle : "");
    struct span whole = {0, strlen(words)}, found;
    for (unsigned i = 0; i < document->profile->genres_count && !document->genre; i++)
        if (regex_find(document->profile->genres[i].pattern, words, whole, &found, 1))
            document->genre = document->profile->genres[i].name;
}

static void read_front(const struct play *play) {
    struct document *document = play->document;
    struct encoding *encoding = document->encoding;
    size_t title = 0, subtitle = 0;
    document->title = next_words(play, LINE_TITLE, &title);
    if (!document->title) document->title = document_stem(document);
    encoding->subtitle = next_words(play, LINE_SUBTITLE, &subtitle);
    if (document->id)
        encoding->id = arena_copy(encoding->arena, document->id, strlen(document->id));
    read_authors(play);
    find_genre(document);
}

/* Points the items of the cast list to the persons who speak. */
static void link_roles(const struct play *play) {
    struct arena *arena = play->document->arena;
    for (size_t i = 0; i < play->roles_count; i++) {
        const struct play_role *role = &play->roles[i];
        if (!role->item || !role->person) continue;
        const char *id = play->document->persons[role->person - 1].id;
        tei_set(arena, role->item, "corresp", arena_join(arena, "#", id));
    }
}

static void say_what_lacks(const struct play *play, const struct tei_node *body) {
    if (play->each_line && !strcmp(play->document->profile->verse_mark, "either"))
        play_say(play, 0, SEVERITY_NOTE, "encode/verse-mark-on-each-line",
                 "a profile with \"verse_mark: switch\" takes it so",
                 "the mark for verse is taken to be about its own line, and not as a switch");
    if (!body->first || !play->document->persons_count)
        play_say(play, 0, SEVERITY_WARNING, "encode/play-without-speeches",
                 "`teikit show profile ezdrama` tells its marks",
                 "nobody speaks: is this text written with the marks of the profile?");
}

/* The <text>; what is empty is left out of it. */
static struct tei_node *build_text(struct play_builder *builder) {
    const struct play *play = &builder->play;
    struct arena *arena = play->document->arena;
    struct tei_node *text = tei_element(arena, NULL, "text");
    tei_set(arena, text, "xml:lang", play->document->language);
    if (builder->front->first) tei_append(text, builder->front);
    if (play->verse || play->each_line)
        tei_set(arena, builder->body, "rend",
                play->verse && play->each_line ? "verse each"
                : play->verse                  ? "verse"
                                               : "each");
    if (!builder->body->first) /* TEI's body is never empty */
        tei_set(arena, tei_element(arena, builder->body, "p"), "rend", "unmarked");
    tei_append(text, builder->body);
    return text;
}

/* The phases from the lines on. */
static void build(struct play_builder *builder) {
    struct play *play = &builder->play;
    struct document *document = play->document;
    if (document->id) document->id = document_id(document, document->id);
    play_read_labels(play);
    builder->verse = play->verse;
    for (size_t i = 0; i < play->lines_count;)
        i = add_one(builder, i);
    end_speech(builder);
    read_front(play);
    link_roles(play);
    say_what_lacks(play, builder->body);
    marks_find(document);
    inlines_build(document);
    document->division = build_text(builder);
}

bool play_build(struct document *document) {
    struct arena *arena = document->arena;
    struct play_builder builder = {.play = {.document = document},
                                   .front = tei_element(arena, NULL, "front"),
                                   .body = tei_element(arena, NULL, "body")};
    struct play *play = &builder.play;
    play_read_lines(play);
    bool found = play->lines_count;
    if (found) build(&builder);
    table_free(&play->names);
    table_free(&play->articles);
    table_free(&play->persons);
    table_free(&play->whos);
    free(play->lines);
    free(play->roles);
    return found;
}
