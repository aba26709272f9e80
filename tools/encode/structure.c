/* Structure: blocks become the elements of the document's division: heading, sections, speeches,
   paragraphs, page breaks and remarks; lists.c and letter.c make the rest.  Their words follow
   later. */
#include "encode/builder.h"

#include "base/memory.h"

#include <string.h>

/* Where blocks go that are in no list. */
struct tei_node *builder_place(const struct builder *builder) {
    if (builder->subsection) return builder->subsection;
    if (builder->section) return builder->section;
    if (builder->enclosure) return builder->enclosure;
    return builder->letter ? builder->letter : builder->document->division;
}

struct tei_node *builder_words_place(const struct builder *builder) {
    bool goes_on = builder->speech && !builder->document->reports;
    return goes_on ? builder->speech : builder_place(builder);
}

bool block_matches(const struct document *document, const struct regex *regex, struct span span,
                   struct span *groups) {
    return regex_find(regex, document->text->bytes, span_trim(document->text, span), groups,
                      BUILDER_GROUPS);
}

struct tei_node *builder_add(struct builder *builder, struct tei_node *parent, const char *name,
                             const struct block *block) {
    struct arena *arena = builder->document->arena;
    struct tei_node *element = tei_element(arena, parent, name);
    const char *token = parting_token(block->parting);
    if (token) tei_set(arena, element, "rend", token);
    return element;
}

/* ---- page breaks and remarks ---- */

/* The elements of asides, by those that rules name. */
static const char *const aside_elements[] = {
    [BRACKET_STAGE] = "stage", [BRACKET_NOTE] = "note", [BRACKET_FIGURE] = "figure"};

/* Words in brackets that the profile knows; else, in square brackets, a remark in a transcript and
   elsewhere a note of the editor, who may also supply a dateline. */
struct aside aside_of(struct document *document, const struct block *block) {
    struct span span = span_trim(document->text, block->span), groups[BUILDER_GROUPS];
    const char *bytes = document->text->bytes;
    bool square = bytes[span.start] == '[' && bytes[span.end - 1] == ']';
    bool round = bytes[span.start] == '(' && bytes[span.end - 1] == ')';
    struct span words = {span.start + 1, span.end - 1};
    struct aside aside = {.round = round};
    if ((!square && !round) || span_is_empty(span_trim(document->text, words))) return aside;
    size_t length = words.end - words.start;
    if (memchr(bytes + words.start, bytes[span.start], length)) return aside;
    if (memchr(bytes + words.start, bytes[span.end - 1], length)) return aside;
    if (!indent_token(document, (struct span){block->span.start, span.start})) return aside;
    bool transcript = document->genre && !strcmp(document->genre, GENRE_TRANSCRIPT);
    aside.rule = bracket_rule_for(document, words);
    if (aside.rule && (square || aside.rule->element == BRACKET_STAGE))
        aside.element = aside.rule->element < sizeof aside_elements / sizeof *aside_elements
                            ? aside_elements[aside.rule->element]
                            : NULL;
    else if (!aside.rule && square &&
             !block_matches(document, document->profile->dateline, span, groups))
        aside.element = transcript ? "stage" : "note";
    return aside;
}

bool block_floats(struct document *document, const struct block *block) {
    return !span_is_empty(block->page) ||
           (block->kind == BLOCK_TEXT && aside_of(document, block).element);
}

/* Says on rend how the page break or remark stands. */
void block_set_rend(struct document *document, struct tei_node *element, const struct block *block,
                    bool round) {
    struct span words = span_trim(document->text, block->span);
    const char *indent = indent_token(document, (struct span){block->span.start, words.start});
    const char *own = tei_get(element, "rend"), *parting = parting_token(block->parting);
    struct buffer tokens = {0};
    if (own) buffer_print(&tokens, " %s", own);
    if (round) buffer_text(&tokens, " parens");
    if (parting) buffer_print(&tokens, " %s", parting);
    if (words.start > block->span.start) buffer_print(&tokens, " %s", indent);
    if (tokens.length)
        tei_set(document->arena, element, "rend",
                arena_copy(document->arena, tokens.bytes + 1, tokens.length - 1));
    buffer_free(&tokens);
}

static void add_floating(struct builder *builder, struct tei_node *parent,
                         const struct block *block) {
    struct document *document = builder->document;
    struct span span = span_trim(document->text, block->span), number;
    if (block->list) {
        struct note_list *list = &document->lists[block->list - 1];
        if (!list->is_elsewhere)
            list->milestone = tei_element(document->arena, parent, "milestone");
        return;
    }
    if (!span_is_empty(block->page)) {
        enum break_kind kind = break_find(document, span, &number);
        struct tei_node *element = kind != BREAK_NONE ? break_new(document, kind, span, block->page)
                                   : rule_find(document, span) ? rule_new(document, span)
                                                               : page_foot_new(document, span);
        tei_append(parent, element);
        block_set_rend(document, element, block, false);
        return;
    }
    struct aside aside = aside_of(document, block);
    /* Round brackets are the author's and stay; square ones are the editor's. */
    if (!aside.round) span = (struct span){span.start + 1, span.end - 1};
    if (!strcmp(aside.element, "figure")) {
        block_set_rend(document, figure_add(document, parent, span), block, false);
        return;
    }
    struct tei_node *element = tei_element(document->arena, parent, aside.element);
    if (!strcmp(aside.element, "note")) tei_set(document->arena, element, "type", "editorial");
    block_set_rend(document, element, block, aside.round);
    document_add_run(document, element, span, RUN_BLOCK);
}

/* Places the page breaks and remarks before block `next`: in the list that they are in, else in
   `parent`.  Between two items stand page breaks only; a remark is in an item of several blocks. */
static void place_floating(struct builder *builder, struct tei_node *parent, size_t next) {
    for (; builder->floating < next; builder->floating++) {
        const struct block *block = &builder->document->blocks[builder->floating];
        size_t depth = block->depth;
        if (depth && depth <= builder->depth) {
            builder->depth = depth;
            bool alone = builder->lists[depth - 1].alone;
            add_floating(builder,
                         alone ? builder->lists[depth - 1].list : builder->lists[depth - 1].item,
                         block);
        } else {
            add_floating(builder, parent, block);
        }
    }
    builder->floating = next + 1;
}

/* ---- paragraphs and speeches ---- */

/* Keeps the paragraph, which ends with the block, as it may go on. */
static void keep_paragraph(struct builder *builder, struct tei_node *p, const struct block *block) {
    builder->paragraph = p;
    builder->paragraph_end = (size_t)(block - builder->document->blocks) + 1;
}

/* Whether the block goes on with the last paragraph behind the end of a page. */
static bool goes_on(const struct builder *builder, const struct tei_node *parent, size_t index) {
    const struct document *document = builder->document;
    const struct block *blocks = document->blocks;
    size_t end = builder->paragraph_end;
    if (!builder->paragraph || end == index || builder->paragraph->parent != parent) return false;
    for (size_t i = end; i < index; i++)
        if (span_is_empty(blocks[i].page) || rule_find(document, blocks[i].page)) return false;
    return is_cut_short(document, blocks[end - 1].span) &&
           begins_small(document, blocks[index].span);
}

static void add_paragraph(struct builder *builder, struct tei_node *parent,
                          const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *p = builder_add(builder, parent, "p", block);
    size_t index = (size_t)(block - document->blocks);
    if (goes_on(builder, parent, index)) {
        tei_set(document->arena, builder->paragraph, "part",
                tei_get(builder->paragraph, "part") ? "M" : "I");
        tei_set(document->arena, p, "part", "F");
    }
    keep_paragraph(builder, p, block);
    document_add_run(document, p, block->span, RUN_BLOCK);
}

/* Adds a speech, with the words behind its label: those may also be an item, the next block. */
static void add_speech(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    const char *bytes = document->text->bytes;
    builder->speech = builder_add(builder, builder_place(builder), "sp", block);
    tei_set(document->arena, builder->speech, "who", speaker_of(document, block));
    struct tei_node *speaker = tei_element(document->arena, builder->speech, "speaker");
    document_add_run(document, speaker, block->label, RUN_LABEL);
    const struct block *next_block = block + 1, *end = document->blocks + document->blocks_count;
    bool is_item = next_block < end && next_block->depth && span_is_empty(next_block->label);
    if (is_item && block->label.end >= block->span.end) return;
    struct tei_node *p = tei_element(document->arena, builder->speech, "p");
    struct span words = {block->label.end, block->span.end};
    char next = words.start < words.end ? bytes[words.start] : ' ';
    if (next == '\n')
        tei_set(document->arena, p, "rend", "tight");
    else if (next != ' ')
        tei_set(document->arena, p, "rend", "joined");
    words.start += words.start < words.end && (next == '\n' || next == ' ');
    keep_paragraph(builder, p, block);
    document_add_run(document, p, words, RUN_BLOCK);
}

/* ---- sections ---- */

static void add_section(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    bool main = block->kind == BLOCK_SECTION;
    builder->subsection = NULL;
    if (main) builder->section = NULL;
    struct tei_node *section = tei_element(document->arena, builder_place(builder), "div");
    tei_set(document->arena, section, "type", "section");
    if (!span_is_empty(block->item_label))
        tei_set(document->arena, section, "n", document_copy(document, block->item_label));
    *(main ? &builder->section : &builder->subsection) = section;
    document_add_run(document, builder_add(builder, section, "head", block), block->span,
                     RUN_BLOCK);
}

static void add_enclosure(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    builder->section = builder->subsection = builder->postscript = NULL;
    builder->enclosure = tei_element(document->arena, document->division, "div");
    tei_set(document->arena, builder->enclosure, "type", "enclosure");
    document_add_run(document, builder_add(builder, builder->enclosure, "head", block), block->span,
                     RUN_BLOCK);
}

static void add_to_postscript(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    if (!builder->postscript)
        builder->postscript = tei_element(
            document->arena, builder->letter ? builder->letter : document->division, "postscript");
    add_paragraph(builder, builder->postscript, block);
}

static void add_stanza(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *stanza = builder_add(builder, builder->quotation, "lg", block);
    for (struct span rest = block->span; !span_is_empty(rest);) {
        struct span line = span_take_line(document->text, &rest);
        document_add_run(document, tei_element(document->arena, stanza, "l"), line, RUN_BLOCK);
    }
}

/* Paragraphs and stanzas of a quotation follow each other without a break or remark between them.
 */
static void add_to_quotation(struct builder *builder, const struct block *block) {
    bool goes_on =
        builder->quotation && (block[-1].kind == BLOCK_QUOTATION || block[-1].kind == BLOCK_STANZA);
    builder->speech = NULL;
    if (!goes_on)
        builder->quotation = tei_element(builder->document->arena, builder_place(builder), "quote");
    if (block->kind == BLOCK_STANZA)
        add_stanza(builder, block);
    else
        add_paragraph(builder, builder->quotation, block);
}

static void add_subtitle(struct builder *builder, const struct block *block) {
    struct tei_node *head = builder_add(builder, builder_place(builder), "head", block);
    document_add_run(builder->document, head, block->span, RUN_BLOCK);
}

/* ---- the division ---- */

/* Where page breaks go that stand before the block. */
static struct tei_node *place_around(const struct builder *builder, const struct block *block) {
    bool particular = block->kind == BLOCK_PARTICULAR || block->kind == BLOCK_VALUE ||
                      block->kind == BLOCK_GROUP || block->kind == BLOCK_ENTRY;
    if (builder->postscript) return builder->postscript;
    if (!particular || !builder->particulars) return builder_place(builder);
    return builder->participants ? builder->participants : builder->particulars;
}

/* Adds a block whose kind or label says what it is; false where it is another. */
static bool add_block_of_kind(struct builder *builder, const struct block *block) {
    switch (block->kind) {
    case BLOCK_SUBTITLE: add_subtitle(builder, block); return true;
    case BLOCK_PARTICULAR: particular_add(builder, block); return true;
    case BLOCK_VALUE: value_add(builder, block); return true;
    case BLOCK_GROUP:
    case BLOCK_ENTRY: participant_add(builder, block); return true;
    case BLOCK_SECTION:
    case BLOCK_SUBSECTION:
        builder->speech = NULL;
        builder->depth = 0;
        add_section(builder, block);
        return true;
    case BLOCK_ENCLOSURE: add_enclosure(builder, block); return true;
    case BLOCK_QUOTATION:
    case BLOCK_STANZA: add_to_quotation(builder, block); return true;
    case BLOCK_POSTSCRIPT: add_to_postscript(builder, block); return true;
    case BLOCK_CLOSER:
    case BLOCK_TEXT: break;
    }
    if (!block->depth || span_is_empty(block->item_label)) return false;
    item_add(builder, block);
    return true;
}

static void add_block_of_text(struct builder *builder, size_t index) {
    struct document *document = builder->document;
    const struct block *block = &document->blocks[index];
    bool heading = block->kind == BLOCK_SECTION || block->kind == BLOCK_SUBSECTION;
    bool goes_on = builder->speech && span_is_empty(block->label) && !heading && !document->reports;
    enum opener_part part = opener_part_of(builder, index);
    /* A closer ends words that came before it; without any, its first block is such words. */
    bool of_closer = block->kind == BLOCK_CLOSER && !builder->opening;
    struct tei_node *around = goes_on ? builder->speech : place_around(builder, block);
    if ((part != OPENER_NOTHING || of_closer) && builder->frame) around = builder->frame;
    place_floating(builder, around, index);
    if (add_block_of_kind(builder, block)) {
        builder->opening =
            block->kind == BLOCK_ENCLOSURE || (builder->opening && block->kind == BLOCK_SUBTITLE);
        builder->frame = NULL;
        return;
    }
    builder->depth = block->depth;
    builder->particulars = NULL;
    if (!span_is_empty(block->label)) {
        add_speech(builder, block);
    } else if (of_closer && !goes_on) {
        builder->section = builder->subsection = NULL;
        closer_add(builder, block);
        return;
    } else if (part != OPENER_NOTHING && !goes_on) {
        opener_add(builder, index, part);
        return;
    } else {
        bool listed = block->depth && block->depth <= DEEPEST_LISTS;
        add_paragraph(builder,
                      listed ? builder->lists[block->depth - 1].item : builder_words_place(builder),
                      block);
    }
    builder->opening = false;
    builder->frame = NULL;
}

/* Whether something was sent along with the letter, below its closer. */
static bool has_closer_and_enclosure(const struct document *document) {
    bool closer = false;
    for (size_t i = document->first; i < document->blocks_count; i++) {
        if (document->blocks[i].kind == BLOCK_ENCLOSURE) return closer;
        closer |= document->blocks[i].kind == BLOCK_CLOSER;
    }
    return false;
}

/* The division of the chapter that begins above the document: its heading, for now. */
static void add_chapter(struct builder *builder) {
    struct document *document = builder->document;
    struct tei_node *chapter = tei_element(document->arena, NULL, "div");
    tei_set(document->arena, chapter, "type", "chapter");
    document->chapter = chapter;
    for (; builder->floating < document->blocks_count &&
           document->blocks[builder->floating].span.start < document->part->division;
         builder->floating++) {
        const struct block *block = &document->blocks[builder->floating];
        if (span_is_empty(block->page))
            document_add_run(document, builder_add(builder, chapter, "head", block), block->span,
                             RUN_BLOCK);
        else
            add_floating(builder, chapter, block);
    }
}

static void add_heading(struct builder *builder) {
    struct document *document = builder->document;
    const struct block *block = &document->blocks[document->heading];
    place_floating(builder, document->division, document->heading);
    document->head = builder_add(builder, document->division, "head", block);
    document_add_run(document, document->head, block->span, RUN_BLOCK);
}

/* Offset of the blank line in the span, or its end. */
static size_t find_blank_line(const struct text *text, struct span span) {
    for (size_t i = span.start; i < span.end; i++) {
        const char *line_end = memchr(text->bytes + i, '\n', span.end - i);
        if (!line_end) break;
        i = (size_t)(line_end - text->bytes);
        if (text->bytes[i + 1 + strspn(line_end + 1, " \t")] == '\n') return i;
    }
    return span.end;
}

/* Adds a <p> to the note for each of the paragraphs; returns the first. */
static struct tei_node *add_note_paragraphs(struct document *document, const struct note *note,
                                            struct span rest) {
    struct tei_node *first = NULL;
    while (rest.start < rest.end) {
        struct span words = {rest.start, find_blank_line(document->text, rest)};
        struct tei_node *p = tei_element(document->arena, note->element, "p");
        if (!first) first = p;
        document_add_run(document, p, words, RUN_NOTE);
        rest.start = words.end;
        while (rest.start < rest.end && document->text->bytes[rest.start] == '\n')
            rest.start += 1 + strspn(document->text->bytes + rest.start + 1, " \t");
        while (rest.start > words.end && document->text->bytes[rest.start - 1] != '\n')
            rest.start--;
    }
    return first;
}

/* The words of a note, to be put where its marker is found; <p>s where there are several, or where
   it goes on in the next list. */
static void add_note(struct document *document, const struct note *note, bool goes_on) {
    if (!goes_on && find_blank_line(document->text, note->words) == note->words.end)
        document_add_run(document, note->element, note->words, RUN_NOTE);
    else
        add_note_paragraphs(document, note, note->words);
}

/* The words with which a note goes on: parts of one paragraph stand in several lists. */
static void add_rest(struct document *document, struct note_rest *rest) {
    const struct note *note = &document->notes[rest->note];
    struct tei_node *before = note->element->last; /* NULL where the note has no words above */
    if (before) tei_set(document->arena, before, "part", tei_get(before, "part") ? "M" : "I");
    rest->element = add_note_paragraphs(document, note, rest->words);
    tei_set(document->arena, rest->element, "part", "F");
    if (rest->tight) tei_set(document->arena, rest->element, "rend", "tight");
}

static void add_notes(struct document *document) {
    size_t next = 0;
    for (size_t i = 0; i < document->notes_count; i++) {
        bool goes_on = next < document->rests_count && document->rests[next].note == i;
        add_note(document, &document->notes[i], goes_on);
        for (; next < document->rests_count && document->rests[next].note == i; next++)
            add_rest(document, &document->rests[next]);
    }
}

/* The type of a part's division. */
static const char *const part_types[] = {
    [PART_DOCUMENT] = "document", [PART_FRONT] = "front", [PART_NOTES] = "notes"};

void structure_build(struct document *document) {
    struct builder builder = {.document = document, .opening = true};
    letter_find_frame(document);
    sections_find(document);
    enumeration_find(document);
    quotations_find(document);
    struct tei_node *division = document->division;
    document->introduced = document->persons_count;
    tei_set(document->arena, division, "type", part_types[document->part->kind]);
    bool is_document = document->part->kind == PART_DOCUMENT;
    if (document->genre && is_document)
        tei_set(document->arena, division, "subtype", document->genre);
    if (document->number && is_document) tei_set(document->arena, division, "n", document->number);
    tei_set(document->arena, division, "xml:id", document->id);
    if (document->part->division > document->span.start) add_chapter(&builder);
    if (document->has_heading) add_heading(&builder);
    if (has_closer_and_enclosure(document)) {
        builder.letter = tei_element(document->arena, division, "div");
        tei_set(document->arena, builder.letter, "type", "section");
    }
    for (size_t i = document->first; i < document->blocks_count; i++)
        if (!block_floats(document, &document->blocks[i])) add_block_of_text(&builder, i);
    place_floating(&builder, builder.postscript ? builder.postscript : builder_place(&builder),
                   document->blocks_count);
    add_notes(document);
}
