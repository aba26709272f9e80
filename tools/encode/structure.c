/* Structure: blocks become the elements of the document's division: heading, speeches, paragraphs,
   page breaks, stage remarks, and the opener and closer of a message.  Their words follow later. */
#include "encode/internal.h"

#include "base/memory.h"

#include <ctype.h>
#include <string.h>

/* So many blocks at the end may follow the closing words: a signature, a title, a place. */
enum { MOST_SIGNATURES = 3, LONGEST_SIGNATURE = 160, LONGEST_POSTSCRIPT = 8, GROUPS = 8 };

struct builder {
    struct document *document;
    struct tei_node *speech; /* the open <sp>; or NULL */
    struct tei_node *frame;  /* the open <opener> or <closer>; or NULL */
    size_t floating;         /* first of the page breaks and remarks not placed yet */
    bool opening;            /* nothing but a heading and parts of the opener came yet */
    /* The letter itself, where it is a division beside its enclosures: TEI has nothing behind a
       closer but postscripts. */
    struct tei_node *letter;
    struct tei_node *enclosure;            /* the open one; or NULL */
    struct tei_node *section, *subsection; /* the open ones; or NULL */
    struct tei_node *postscript;           /* the open one; or NULL */
    struct tei_node *particulars;          /* the open list of them; or NULL */
    struct tei_node *value;                /* the <item> of the last particular */
    struct tei_node *participants;         /* the open list of some participants; or NULL */
    struct {
        struct tei_node *list, *item;
        bool alone; /* the item holds words, and no blocks */
    } lists[DEEPEST_LISTS];
    size_t depth; /* how many lists are open */
};

/* Where blocks go that are in no list. */
static struct tei_node *place_of(const struct builder *builder) {
    if (builder->subsection) return builder->subsection;
    if (builder->section) return builder->section;
    if (builder->enclosure) return builder->enclosure;
    return builder->letter ? builder->letter : builder->document->division;
}

static bool matches(const struct document *document, const struct regex *regex, struct span span,
                    struct span *groups) {
    return regex_find(regex, document->text->bytes, span_trim(document->text, span), groups,
                      GROUPS);
}

static struct tei_node *add_block(struct builder *builder, struct tei_node *parent,
                                  const char *name, const struct block *block) {
    struct arena *arena = builder->document->arena;
    struct tei_node *element = tei_element(arena, parent, name);
    if (block->tight && block != builder->document->blocks)
        tei_set(arena, element, "rend", "tight");
    return element;
}

/* ---- page breaks and remarks ---- */

struct tei_node *page_break_new(struct document *document, const char *number) {
    struct tei_node *pb = tei_element(document->arena, NULL, "pb");
    tei_set(document->arena, pb, "n", number);
    tei_set(document->arena, pb, "xml:id",
            document_id(document, arena_print(document->arena, "pg_%s", number)));
    return pb;
}

/* Whether the block is a remark: words in brackets that the profile knows as one, or, in a
   transcript, any words in square brackets that stand alone and say nothing else. */
static bool is_remark(struct document *document, const struct block *block) {
    struct span span = span_trim(document->text, block->span);
    const char *bytes = document->text->bytes;
    bool square = bytes[span.start] == '[' && bytes[span.end - 1] == ']';
    bool round = bytes[span.start] == '(' && bytes[span.end - 1] == ')';
    struct span words = {span.start + 1, span.end - 1};
    if ((!square && !round) || span_is_empty(span_trim(document->text, words))) return false;
    size_t length = words.end - words.start;
    if (memchr(bytes + words.start, bytes[span.start], length)) return false;
    if (memchr(bytes + words.start, bytes[span.end - 1], length)) return false;
    if (!indent_token(document, (struct span){block->span.start, span.start})) return false;
    const struct bracket_rule *rule = bracket_rule_for(document, words);
    bool transcript = document->genre && !strcmp(document->genre, GENRE_TRANSCRIPT);
    return rule ? rule->element == BRACKET_STAGE : square && transcript;
}

static bool floats(struct document *document, const struct block *block) {
    return !span_is_empty(block->page) || is_remark(document, block);
}

/* Says on rend how the page break or remark stands. */
static void set_floating_rend(struct document *document, struct tei_node *element,
                              const struct block *block, bool round) {
    struct span words = span_trim(document->text, block->span);
    const char *indent = indent_token(document, (struct span){block->span.start, words.start});
    struct buffer tokens = {0};
    if (round) buffer_text(&tokens, " parens");
    if (block->tight) buffer_text(&tokens, " tight");
    if (words.start > block->span.start) buffer_print(&tokens, " %s", indent);
    if (tokens.length)
        tei_set(document->arena, element, "rend",
                arena_copy(document->arena, tokens.bytes + 1, tokens.length - 1));
    buffer_free(&tokens);
}

static void add_floating(struct builder *builder, struct tei_node *parent,
                         const struct block *block) {
    struct document *document = builder->document;
    if (!span_is_empty(block->page)) {
        struct tei_node *pb = page_break_new(document, document_copy(document, block->page));
        tei_append(parent, pb);
        set_floating_rend(document, pb, block, false);
        return;
    }
    struct span span = span_trim(document->text, block->span);
    bool round = document->text->bytes[span.start] == '(';
    struct tei_node *stage = tei_element(document->arena, parent, "stage");
    set_floating_rend(document, stage, block, round);
    /* Round brackets are the author's and stay; square ones are the editor's. */
    if (!round) span = (struct span){span.start + 1, span.end - 1};
    document_add_run(document, stage, span, RUN_BLOCK);
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

static void add_paragraph(struct builder *builder, struct tei_node *parent,
                          const struct block *block) {
    struct tei_node *p = add_block(builder, parent, "p", block);
    document_add_run(builder->document, p, block->span, RUN_BLOCK);
}

static void add_speech(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    const char *bytes = document->text->bytes;
    builder->speech = add_block(builder, place_of(builder), "sp", block);
    const char *who = arena_print(document->arena, "#%s", speaker_of(document, block->label));
    tei_set(document->arena, builder->speech, "who", who);
    struct tei_node *speaker = tei_element(document->arena, builder->speech, "speaker");
    document_add_run(document, speaker, block->label, RUN_PHRASE);
    struct tei_node *p = tei_element(document->arena, builder->speech, "p");
    struct span words = {block->label.end, block->span.end};
    char next = words.start < words.end ? bytes[words.start] : ' ';
    if (next == '\n')
        tei_set(document->arena, p, "rend", "tight");
    else if (next != ' ')
        tei_set(document->arena, p, "rend", "joined");
    words.start += words.start < words.end && (next == '\n' || next == ' ');
    document_add_run(document, p, words, RUN_BLOCK);
}

/* ---- lists ---- */

/* The item whose label is the block's: its words, behind the label. */
static struct tei_node *add_labelled_item(struct builder *builder, struct tei_node *list,
                                          const struct block *block, struct span *words) {
    struct document *document = builder->document;
    struct tei_node *label = tei_element(document->arena, list, "label");
    set_floating_rend(document, label, block, false);
    tei_text(document->arena, label, document->text->bytes + block->item_label.start,
             block->item_label.end - block->item_label.start);
    struct tei_node *item = tei_element(document->arena, list, "item");
    *words = (struct span){block->item_label.end, block->span.end};
    if (span_is_empty(*words)) return item;
    char next = document->text->bytes[words->start];
    if (next == '\n')
        tei_set(document->arena, item, "rend", "tight");
    else if (next != ' ')
        tei_set(document->arena, item, "rend", "joined");
    words->start += next == '\n' || next == ' ';
    return item;
}

static bool is_bulleted(const struct document *document, struct span label) {
    for (size_t i = label.start; i < label.end; i++)
        if (isalnum((unsigned char)document->text->bytes[i])) return false;
    return true;
}

/* A numbered paragraph: the next item of the list of that depth, or the first of a new one. */
static void add_item(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct span words;
    builder->depth = block->depth - block->opens;
    if (block->opens) {
        struct tei_node *around =
            builder->depth ? builder->lists[builder->depth - 1].item : place_of(builder);
        struct tei_node *list = tei_element(document->arena, around, "list");
        tei_set(document->arena, list, "type",
                is_bulleted(document, block->item_label) ? "bulleted" : "ordered");
        builder->lists[builder->depth++].list = list;
    }
    struct tei_node *item =
        add_labelled_item(builder, builder->lists[builder->depth - 1].list, block, &words);
    builder->lists[builder->depth - 1].item = item;
    builder->lists[builder->depth - 1].alone = block->alone;
    if (!block->alone) item = tei_element(document->arena, item, "p");
    document_add_run(document, item, words, RUN_BLOCK);
}

/* ---- particulars ---- */

static void add_particular(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct span words;
    if (!builder->particulars) {
        builder->particulars = tei_element(document->arena, place_of(builder), "list");
        tei_set(document->arena, builder->particulars, "type", "particulars");
    }
    builder->participants = NULL;
    builder->value = add_labelled_item(builder, builder->particulars, block, &words);
    if (!span_is_empty(words)) document_add_run(document, builder->value, words, RUN_BLOCK);
}

/* The words of a label that stands alone. */
static void add_value(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    tei_set(document->arena, builder->value, "rend", block->tight ? "tight" : "spaced");
    document_add_run(document, builder->value, block->span, RUN_BLOCK);
}

static void open_participants(struct builder *builder) {
    struct arena *arena = builder->document->arena;
    builder->participants = tei_element(arena, builder->value, "list");
    tei_set(arena, builder->participants, "type", "participants");
}

static void add_participant(struct builder *builder, const struct block *block) {
    if (block->kind == BLOCK_GROUP || !builder->participants) open_participants(builder);
    const char *name = block->kind == BLOCK_GROUP ? "head" : "item";
    struct tei_node *element = add_block(builder, builder->participants, name, block);
    document_add_run(builder->document, element, block->span, RUN_BLOCK);
}

/* ---- sections ---- */

static void add_section(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    bool main = block->kind == BLOCK_SECTION;
    builder->subsection = NULL;
    if (main) builder->section = NULL;
    struct tei_node *section = tei_element(document->arena, place_of(builder), "div");
    tei_set(document->arena, section, "type", "section");
    *(main ? &builder->section : &builder->subsection) = section;
    document_add_run(document, add_block(builder, section, "head", block), block->span, RUN_BLOCK);
}

static void add_enclosure(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    builder->section = builder->subsection = builder->postscript = NULL;
    builder->enclosure = tei_element(document->arena, document->division, "div");
    tei_set(document->arena, builder->enclosure, "type", "enclosure");
    document_add_run(document, add_block(builder, builder->enclosure, "head", block), block->span,
                     RUN_BLOCK);
}

static void add_to_postscript(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    if (!builder->postscript)
        builder->postscript = tei_element(
            document->arena, builder->letter ? builder->letter : document->division, "postscript");
    add_paragraph(builder, builder->postscript, block);
}

static void add_subtitle(struct builder *builder, const struct block *block) {
    struct tei_node *head = add_block(builder, place_of(builder), "head", block);
    document_add_run(builder->document, head, block->span, RUN_BLOCK);
}

/* ---- the frame of a message ---- */

static struct tei_node *open_frame(struct builder *builder, const char *name) {
    struct tei_node *letter = builder->letter ? builder->letter : builder->document->division;
    if (!builder->frame || strcmp(builder->frame->name, name))
        builder->frame = tei_element(builder->document->arena, letter, name);
    return builder->frame;
}

static void add_dateline(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *dateline =
        add_block(builder, open_frame(builder, "opener"), "dateline", block);
    document_add_run(document, dateline, block->span, RUN_PHRASE);
    struct span place;
    const char *date = date_find(document, document->profile->date, block->span, &place);
    if (!date || !*date)
        date = date_find(document, document->profile->day_first, block->span, &place);
    if (date && *date && !document->date) document->date = date;
}

static void add_salute(struct builder *builder, const struct block *block,
                       const struct span *groups) {
    struct document *document = builder->document;
    const struct regex *salute = document->profile->salute;
    struct span number = groups[regex_group(salute, "number")];
    struct tei_node *opener = open_frame(builder, "opener"), *element;
    if (regex_group(salute, "number") && number.start != SIZE_MAX) {
        element = add_block(builder, opener, "idno", block);
        tei_set(document->arena, element, "type", "message");
        tei_text(document->arena, element, document->text->bytes + number.start,
                 number.end - number.start);
        element = tei_element(document->arena, opener, "salute");
        tei_set(document->arena, element, "rend", "run-on");
    } else {
        element = add_block(builder, opener, "salute", block);
    }
    document_add_run(document, element, groups[regex_group(salute, "words")], RUN_PHRASE);
}

/* Whether the block is a line that belongs to the dateline which is the next block. */
static bool is_before_dateline(const struct document *document, size_t index) {
    struct span groups[GROUPS];
    return index + 1 < document->blocks_count &&
           matches(document, document->profile->place_line, document->blocks[index].span, groups) &&
           matches(document, document->profile->dateline, document->blocks[index + 1].span, groups);
}

static void add_message_number(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *number = add_block(builder, open_frame(builder, "opener"), "idno", block);
    tei_set(document->arena, number, "type", "message");
    tei_text(document->arena, number, document->text->bytes + block->span.start,
             block->span.end - block->span.start);
}

/* Whether the block is a part of the opener, in which there are no remarks (TEI P5, opener). */
static bool is_of_opener(const struct builder *builder, size_t index) {
    const struct document *document = builder->document;
    const struct block *block = &document->blocks[index];
    struct span groups[GROUPS];
    if (!builder->opening || block->kind != BLOCK_TEXT || !span_is_empty(block->label))
        return false;
    for (size_t i = builder->floating; i < index; i++)
        if (span_is_empty(document->blocks[i].page)) return false;
    if (matches(document, document->profile->dateline, block->span, groups) ||
        matches(document, document->profile->message_number, block->span, groups) ||
        is_before_dateline(document, index))
        return true;
    return genre_structure(document->genre) == GENRE_OF_LETTERS &&
           matches(document, document->profile->salute, block->span, groups);
}

static void add_to_opener(struct builder *builder, size_t index) {
    const struct encode_profile *profile = builder->document->profile;
    const struct block *block = &builder->document->blocks[index];
    struct span groups[GROUPS];
    if (matches(builder->document, profile->dateline, block->span, groups) ||
        is_before_dateline(builder->document, index))
        add_dateline(builder, block);
    else if (matches(builder->document, profile->message_number, block->span, groups))
        add_message_number(builder, block);
    else if (matches(builder->document, profile->salute, block->span, groups))
        add_salute(builder, block, groups);
}

static bool is_short(const struct document *document, const struct block *block) {
    struct span span = block->span;
    char last = document->text->bytes[span.end - 1];
    return span.end - span.start <= LONGEST_SIGNATURE && !strchr(":;?!", last);
}

/* The block at which the closer of the blocks before `end` begins; `end` where there is none.  Page
   breaks may stand within it and behind it. */
static size_t find_closer(struct document *document, size_t end) {
    size_t count = end, first = document->first, signatures = 0;
    struct span groups[GROUPS];
    for (size_t i = first; i < count; i++)
        if (document->blocks[i].kind != BLOCK_TEXT) first = i + 1;
    while (count > first && !span_is_empty(document->blocks[count - 1].page))
        count--;
    for (size_t i = count; i > first && signatures <= MOST_SIGNATURES; i--) {
        const struct block *block = &document->blocks[i - 1];
        if (!span_is_empty(block->page)) continue;
        signatures++;
        struct span line = block->span;
        const char *line_end =
            memchr(document->text->bytes + line.start, '\n', line.end - line.start);
        if (line_end) line.end = (size_t)(line_end - document->text->bytes);
        if (!is_short(document, block) || is_remark(document, block)) break;
        if (matches(document, document->profile->closing, line, groups)) return i - 1;
    }
    bool signed_ = count > first + 1 && matches(document, document->profile->signature,
                                                document->blocks[count - 1].span, groups);
    return signed_ ? count - 1 : end;
}

/* The block at which a postscript begins that ends the blocks before `end`; `end` where none does.
 */
static size_t find_postscript(const struct document *document, size_t end) {
    struct span groups[GROUPS];
    size_t least = end > LONGEST_POSTSCRIPT ? end - LONGEST_POSTSCRIPT : 0;
    for (size_t i = least > document->first ? least : document->first; i < end; i++)
        if (matches(document, document->profile->postscript, document->blocks[i].span, groups))
            return i;
    return end;
}

/* The first heading of something sent along; blocks_count where there is none. */
static size_t find_enclosures(struct document *document) {
    struct span groups[GROUPS];
    size_t first = document->blocks_count;
    for (size_t i = document->blocks_count; i-- > document->first + 1;) {
        if (document->blocks[i].kind != BLOCK_TEXT || i + 1 == document->blocks_count ||
            !matches(document, document->profile->enclosure, document->blocks[i].span, groups))
            continue;
        document->blocks[i].kind = BLOCK_ENCLOSURE;
        first = i;
    }
    return first;
}

static void mark(struct document *document, size_t start, size_t end, enum block_kind kind) {
    for (size_t i = start; i < end; i++)
        if (span_is_empty(document->blocks[i].page)) document->blocks[i].kind = kind;
}

/* Marks what ends a letter: closer, postscript, enclosures.  A postscript stands below a closer. */
static void find_end_of_letter(struct document *document) {
    if (genre_structure(document->genre) != GENRE_OF_LETTERS) return;
    size_t end = find_enclosures(document), postscript = find_postscript(document, end);
    size_t closer = find_closer(document, postscript);
    if (closer == postscript) {
        postscript = end;
        closer = find_closer(document, end);
    }
    mark(document, closer, postscript, BLOCK_CLOSER);
    mark(document, postscript, end, BLOCK_POSTSCRIPT);
}

/* The closing words are a salute, what follows them is signed; both may stand in one block. */
static void add_to_closer(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *closer = open_frame(builder, "closer");
    struct span rest = block->span, line = rest, groups[GROUPS];
    const char *line_end = memchr(document->text->bytes + rest.start, '\n', rest.end - rest.start);
    if (line_end) line.end = (size_t)(line_end - document->text->bytes);
    bool tight = block->tight;
    if (matches(document, document->profile->closing, line, groups)) {
        document_add_run(document, add_block(builder, closer, "salute", block), line, RUN_PHRASE);
        rest.start = line_end ? line.end + 1 : rest.end;
        tight = true;
    }
    if (span_is_empty(rest)) return;
    struct tei_node *element = tei_element(document->arena, closer, "signed");
    if (tight) tei_set(document->arena, element, "rend", "tight");
    document_add_run(document, element, rest, RUN_PHRASE);
}

/* ---- the division ---- */

/* Where page breaks go that stand before the block. */
static struct tei_node *place_around(const struct builder *builder, const struct block *block) {
    bool particular = block->kind == BLOCK_PARTICULAR || block->kind == BLOCK_VALUE ||
                      block->kind == BLOCK_GROUP || block->kind == BLOCK_ENTRY;
    if (builder->postscript) return builder->postscript;
    if (!particular || !builder->particulars) return place_of(builder);
    return builder->participants ? builder->participants : builder->particulars;
}

/* Adds a block whose kind or label says what it is; false where it is another. */
static bool add_block_of_kind(struct builder *builder, const struct block *block) {
    switch (block->kind) {
    case BLOCK_SUBTITLE: add_subtitle(builder, block); return true;
    case BLOCK_PARTICULAR: add_particular(builder, block); return true;
    case BLOCK_VALUE: add_value(builder, block); return true;
    case BLOCK_GROUP:
    case BLOCK_ENTRY: add_participant(builder, block); return true;
    case BLOCK_SECTION:
    case BLOCK_SUBSECTION:
        builder->speech = NULL;
        builder->depth = 0;
        add_section(builder, block);
        return true;
    case BLOCK_ENCLOSURE: add_enclosure(builder, block); return true;
    case BLOCK_POSTSCRIPT: add_to_postscript(builder, block); return true;
    case BLOCK_CLOSER:
    case BLOCK_TEXT: break;
    }
    if (!block->depth || span_is_empty(block->item_label)) return false;
    add_item(builder, block);
    return true;
}

static void add_block_of_text(struct builder *builder, size_t index) {
    struct document *document = builder->document;
    const struct block *block = &document->blocks[index];
    bool heading = block->kind == BLOCK_SECTION || block->kind == BLOCK_SUBSECTION;
    bool goes_on = builder->speech && span_is_empty(block->label) && !heading;
    bool of_opener = is_of_opener(builder, index);
    /* A closer ends words that came before it; without any, its first block is such words. */
    bool of_closer = block->kind == BLOCK_CLOSER && !builder->opening;
    struct tei_node *around = goes_on ? builder->speech : place_around(builder, block);
    if ((of_opener || of_closer) && builder->frame) around = builder->frame;
    place_floating(builder, around, index);
    if (add_block_of_kind(builder, block)) {
        builder->opening &= block->kind == BLOCK_SUBTITLE;
        builder->frame = NULL;
        return;
    }
    builder->depth = block->depth;
    builder->particulars = NULL;
    if (!span_is_empty(block->label)) {
        add_speech(builder, block);
    } else if (goes_on) {
        add_paragraph(builder, builder->speech, block);
    } else if (of_closer) {
        builder->section = builder->subsection = NULL;
        add_to_closer(builder, block);
        return;
    } else if (of_opener) {
        add_to_opener(builder, index);
        return;
    } else {
        bool listed = block->depth && block->depth <= DEEPEST_LISTS;
        add_paragraph(builder, listed ? builder->lists[block->depth - 1].item : place_of(builder),
                      block);
    }
    builder->opening = false;
    builder->frame = NULL;
}

static bool has_closer_and_enclosure(const struct document *document) {
    bool closer = false, enclosure = false;
    for (size_t i = document->first; i < document->blocks_count; i++) {
        closer |= document->blocks[i].kind == BLOCK_CLOSER;
        enclosure |= document->blocks[i].kind == BLOCK_ENCLOSURE;
    }
    return closer && enclosure;
}

static void add_heading(struct builder *builder) {
    struct document *document = builder->document;
    const struct block *block = &document->blocks[document->heading];
    place_floating(builder, document->division, document->heading);
    document->head = add_block(builder, document->division, "head", block);
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

/* The words of a note, to be put where its marker is found; <p>s where there are several. */
static void add_note(struct document *document, const struct note *note) {
    struct span rest = note->span;
    size_t end = find_blank_line(document->text, rest);
    if (end == rest.end) {
        document_add_run(document, note->element, rest, RUN_NOTE);
        return;
    }
    while (rest.start < rest.end) {
        struct span words = {rest.start, end};
        struct tei_node *p = tei_element(document->arena, note->element, "p");
        document_add_run(document, p, words, RUN_NOTE);
        rest.start = end;
        while (rest.start < rest.end && document->text->bytes[rest.start] == '\n')
            rest.start += 1 + strspn(document->text->bytes + rest.start + 1, " \t");
        while (rest.start > end && document->text->bytes[rest.start - 1] != '\n')
            rest.start--;
        end = find_blank_line(document->text, rest);
    }
}

void structure_build(struct document *document) {
    struct builder builder = {.document = document, .opening = true};
    find_end_of_letter(document);
    sections_find(document);
    enumeration_find(document);
    struct tei_node *division = document->division;
    document->introduced = document->persons_count;
    tei_set(document->arena, division, "type", "document");
    if (document->genre) tei_set(document->arena, division, "subtype", document->genre);
    if (document->number) tei_set(document->arena, division, "n", document->number);
    tei_set(document->arena, division, "xml:id", document->id);
    if (document->has_heading) add_heading(&builder);
    if (has_closer_and_enclosure(document)) {
        builder.letter = tei_element(document->arena, division, "div");
        tei_set(document->arena, builder.letter, "type", "section");
    }
    for (size_t i = document->first; i < document->blocks_count; i++)
        if (!floats(document, &document->blocks[i])) add_block_of_text(&builder, i);
    place_floating(&builder, builder.postscript ? builder.postscript : place_of(&builder),
                   document->blocks_count);
    for (size_t i = 0; i < document->notes_count; i++)
        add_note(document, &document->notes[i]);
}
