/* The frame of a letter, message or memorandum: its opener and closer, and where what follows the
   closer begins. */
#include "encode/builder.h"
#include "encode/names.h"

#include "base/memory.h"

#include <ctype.h>
#include <string.h>

/* So many blocks at the end may follow the closing words: a signature, a title, a place. */
enum {
    MOST_SIGNATURES = 3,
    LONGEST_SIGNATURE = 160,
    LONGEST_POSTSCRIPT = 8,
    GROUPS = BUILDER_GROUPS
};

static struct tei_node *open_frame(struct builder *builder, const char *name) {
    struct tei_node *letter = builder->enclosure ? builder->enclosure
                              : builder->letter  ? builder->letter
                                                 : builder->document->division;
    if (!builder->frame || strcmp(builder->frame->name, name))
        builder->frame = tei_element(builder->document->arena, letter, name);
    return builder->frame;
}

static void add_dateline(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *dateline =
        builder_add(builder, open_frame(builder, "opener"), "dateline", block);
    document_add_lines(document, dateline, block->span, RUN_PHRASE);
    if (!document->date) document->date = date_first(document, block->span);
}

/* The addressee whom the heading names by the surname only, as if it were an office, is greeted. */
static void identify_addressee(struct document *document, struct span greeting) {
    const char *office = document->addressee;
    if (!office) return;
    const char *words = document_line(document, without_marker(document, greeting));
    const char *surname = name_surname(name_key(document->arena, words));
    if (strcmp(surname, name_key(document->arena, office)) != 0) return;
    struct person *person = document_add_person(document, office, NULL);
    if (person->role != PERSON_PRESENT) return;
    person->role = PERSON_ADDRESSEE;
    document->addressee = NULL;
}

static void add_salute(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    const struct regex *salute = document->profile->salute;
    struct span groups[GROUPS];
    block_matches(document, salute, block->span, groups);
    struct span number = groups[regex_group(salute, "number")];
    struct tei_node *opener = open_frame(builder, "opener"), *element;
    bool numbered = regex_group(salute, "number") && number.start != SIZE_MAX;
    /* The marker of a note may stand behind the number, but TEI has no notes in idno. */
    bool marked = numbered && isdigit((unsigned char)document->text->bytes[number.end]);
    if (numbered) {
        element = builder_add(builder, opener, "idno", block);
        tei_set(document->arena, element, "type", "message");
        tei_text(document->arena, element, document->text->bytes + block->span.start,
                 number.end - block->span.start);
        element = tei_element(document->arena, opener, "salute");
        tei_set(document->arena, element, "rend", marked ? "joined" : "run-on");
    } else {
        element = builder_add(builder, opener, "salute", block);
    }
    struct span words = groups[regex_group(salute, "words")];
    if (!numbered) words.start = block->span.start;
    if (marked) words.start = number.end;
    document_add_lines(document, element, words, RUN_PHRASE);
    identify_addressee(document, words);
}

static void add_address(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *address =
        builder_add(builder, open_frame(builder, "opener"), "address", block);
    for (struct span rest = block->span; !span_is_empty(rest);) {
        struct span line = span_take_line(document->text, &rest);
        while (!span_is_empty(rest) && leaves_bracket_open(document, line))
            line.end = span_take_line(document->text, &rest).end;
        document_add_lines(document, tei_element(document->arena, address, "addrLine"), line,
                           RUN_PHRASE);
    }
}

bool is_before_dateline(const struct document *document, size_t index) {
    struct span groups[GROUPS];
    return index + 1 < document->blocks_count &&
           block_matches(document, document->profile->place_line, document->blocks[index].span,
                         groups) &&
           block_matches(document, document->profile->dateline, document->blocks[index + 1].span,
                         groups);
}

static void add_message_number(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *number = builder_add(builder, open_frame(builder, "opener"), "idno", block);
    tei_set(document->arena, number, "type", "message");
    tei_text(document->arena, number, document->text->bytes + block->span.start,
             block->span.end - block->span.start);
}

static bool is_remark(struct document *document, const struct block *block) {
    const char *element = span_is_empty(block->page) ? aside_of(document, block).element : NULL;
    return element && !strcmp(element, "stage");
}

/* What the block is of the lines above a letter's greeting, which other documents have too. */
static enum opener_part part_above_salute(const struct document *document, size_t index) {
    const struct encode_profile *profile = document->profile;
    struct span words = document->blocks[index].span, groups[GROUPS];
    if (block_matches(document, profile->dateline, words, groups) ||
        is_before_dateline(document, index))
        return OPENER_DATELINE;
    return block_matches(document, profile->message_number, words, groups) ? OPENER_NUMBER
                                                                           : OPENER_NOTHING;
}

/* Whether the block is several lines such as an address has, and a greeting follows it, which the
   pattern finds; page breaks, a dateline and a number may stand between. */
static bool is_address(struct document *document, size_t index, const struct regex *greeting) {
    enum { LONGEST_LINE = 60 };
    struct span rest = document->blocks[index].span, groups[GROUPS];
    size_t lines = 0, next = index + 1;
    for (; !span_is_empty(rest); lines++) {
        struct span line = span_take_line(document->text, &rest);
        if (line.end - line.start > LONGEST_LINE || begins_small(document, line)) return false;
    }
    while (next < document->blocks_count && (!span_is_empty(document->blocks[next].page) ||
                                             part_above_salute(document, next) != OPENER_NOTHING))
        next++;
    return lines > 1 && next < document->blocks_count &&
           block_matches(document, greeting, document->blocks[next].span, groups);
}

/* There are no remarks in the opener (TEI P5, opener). */
enum opener_part opener_part_of(const struct builder *builder, size_t index) {
    struct document *document = builder->document;
    const struct block *block = &document->blocks[index];
    struct span groups[GROUPS];
    if (!builder->opening || block->kind != BLOCK_TEXT || !span_is_empty(block->label))
        return OPENER_NOTHING;
    for (size_t i = builder->floating; i < index; i++)
        if (is_remark(document, &document->blocks[i])) return OPENER_NOTHING;
    enum opener_part part = part_above_salute(document, index);
    if (part != OPENER_NOTHING || genre_structure(document->genre) != GENRE_OF_LETTERS) return part;
    const struct regex *salute = document->profile->salute;
    if (block_matches(document, salute, block->span, groups)) return OPENER_SALUTE;
    return is_address(document, index, salute) ? OPENER_ADDRESS : OPENER_NOTHING;
}

void opener_add(struct builder *builder, size_t index, enum opener_part part) {
    const struct block *block = &builder->document->blocks[index];
    switch (part) {
    case OPENER_NOTHING: break;
    case OPENER_DATELINE: add_dateline(builder, block); break;
    case OPENER_NUMBER: add_message_number(builder, block); break;
    case OPENER_ADDRESS: add_address(builder, block); break;
    case OPENER_SALUTE: add_salute(builder, block); break;
    }
}

/* Makes a block of its own of the greeting with which the first paragraph begins of the letter in
   the blocks from `first` on. */
static void split_greeting(struct document *document, size_t first) {
    struct span groups[GROUPS];
    size_t i = first;
    while (i < document->blocks_count && document->blocks[i].kind != BLOCK_ENCLOSURE &&
           (document->blocks[i].kind != BLOCK_TEXT ||
            block_floats(document, &document->blocks[i]) ||
            part_above_salute(document, i) != OPENER_NOTHING ||
            is_address(document, i, document->profile->greeting)))
        i++;
    if (i == document->blocks_count || document->blocks[i].kind == BLOCK_ENCLOSURE ||
        !span_is_empty(document->blocks[i].label) ||
        !block_matches(document, document->profile->greeting, document->blocks[i].span, groups) ||
        document->text->bytes[groups[0].end] != ' ' ||
        strchr(" \n", document->text->bytes[groups[0].end + 1]))
        return;
    (void)LIST_ADD(document->blocks);
    struct block *block = &document->blocks[i];
    memmove(block + 1, block, (document->blocks_count - 1 - i) * sizeof *block);
    block->span.end = groups[0].end;
    block[1].span.start = groups[0].end + 1;
    block[1].parting = PARTED_BY_SPACE;
}

static bool is_short(const struct document *document, const struct block *block) {
    struct span span = block->span;
    char last = document->text->bytes[span.end - 1];
    return span.end - span.start <= LONGEST_SIGNATURE && !strchr(":;?!", last);
}

/* The block at which the closer of the blocks from `first` up to `end` begins; `end` where there is
   none.  Page breaks may stand within it and behind it. */
static size_t find_closer(struct document *document, size_t first, size_t end) {
    size_t count = end, signatures = 0, closing = end;
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
        if (!is_short(document, block) || aside_of(document, block).element) break;
        if (block_matches(document, document->profile->closing, line, groups)) {
            closing = i - 1;
            signatures = 0;
        } else if (closing < end) {
            return closing;
        }
    }
    if (closing < end) return closing;
    bool signed_ = count > first + 1 && block_matches(document, document->profile->signature,
                                                      document->blocks[count - 1].span, groups);
    return signed_ ? count - 1 : end;
}

/* The block at which a postscript begins that ends the blocks before `end`; `end` where none does.
 */
static size_t find_postscript(const struct document *document, size_t end) {
    struct span groups[GROUPS];
    size_t least = end > LONGEST_POSTSCRIPT ? end - LONGEST_POSTSCRIPT : 0;
    for (size_t i = least > document->first ? least : document->first; i < end; i++)
        if (block_matches(document, document->profile->postscript, document->blocks[i].span,
                          groups))
            return i;
    return end;
}

/* The heading of its own that a document has which was sent along. */
static void find_its_heading(struct document *document, size_t enclosure) {
    struct span groups[GROUPS];
    size_t i = enclosure + 1;
    while (i < document->blocks_count && block_floats(document, &document->blocks[i]))
        i++;
    if (i < document->blocks_count && document->blocks[i].kind == BLOCK_TEXT &&
        block_matches(document, document->profile->document, document->blocks[i].span, groups))
        document->blocks[i].kind = BLOCK_SUBTITLE;
}

/* The first heading of something sent along; blocks_count where there is none. */
static size_t find_enclosures(struct document *document) {
    struct span groups[GROUPS];
    size_t first = document->blocks_count;
    for (size_t i = document->blocks_count; i-- > document->first + 1;) {
        if (document->blocks[i].kind != BLOCK_TEXT || i + 1 == document->blocks_count ||
            !block_matches(document, document->profile->enclosure, document->blocks[i].span,
                           groups))
            continue;
        document->blocks[i].kind = BLOCK_ENCLOSURE;
        find_its_heading(document, i);
        first = i;
    }
    return first;
}

static void mark(struct document *document, size_t start, size_t end, enum block_kind kind) {
    for (size_t i = start; i < end; i++)
        if (span_is_empty(document->blocks[i].page)) document->blocks[i].kind = kind;
}

/* The same of what was sent along, from its heading's block on up to `end`: mostly letters, but a
   name alone at the end need be no signature. */
static void find_frame_of_enclosure(struct document *document, size_t heading, size_t end) {
    struct span groups[GROUPS];
    size_t closer = find_closer(document, heading + 1, end);
    if (closer > heading + 1 && closer < end &&
        block_matches(document, document->profile->closing, document->blocks[closer].span, groups))
        mark(document, closer, end, BLOCK_CLOSER);
    split_greeting(document, heading + 1);
}

/* Marks what opens a letter and is part of a paragraph, and what ends it: closer, postscript,
   enclosures.  A postscript stands below a closer. */
void letter_find_frame(struct document *document) {
    if (genre_structure(document->genre) != GENRE_OF_LETTERS) return;
    split_greeting(document, document->first);
    size_t end = find_enclosures(document), postscript = find_postscript(document, end);
    size_t closer = find_closer(document, document->first, postscript);
    if (closer == postscript) {
        postscript = end;
        closer = find_closer(document, document->first, end);
    }
    mark(document, closer, postscript, BLOCK_CLOSER);
    mark(document, postscript, end, BLOCK_POSTSCRIPT);
    for (size_t next = document->blocks_count, i = next; i-- > end;)
        if (document->blocks[i].kind == BLOCK_ENCLOSURE) {
            find_frame_of_enclosure(document, i, next);
            next = i;
        }
}

/* The surname of a signature without its marker, if a person's name; NULL where it is none. */
static const char *surname_signed(struct document *document, struct span *words) {
    const char *bytes = document->text->bytes;
    const struct regex *participant = document->profile->participant;
    struct span groups[PARTICIPANT_GROUPS];
    *words = span_trim(document->text, *words);
    while (words->end > words->start && strchr("0123456789", bytes[words->end - 1]))
        words->end--;
    if (span_is_empty(*words) || memchr(bytes + words->start, '\n', words->end - words->start) ||
        !regex_find(participant, bytes, *words, groups, PARTICIPANT_GROUPS))
        return NULL;
    const char *name = document_line(document, groups[regex_group(participant, "name")]);
    return name_surname(name_key(document->arena, name));
}

/* The sender whom the heading names by the surname only, as if it were an office, signs in full. */
static void identify_sender(struct document *document, struct span words) {
    if (!document->sender) return;
    const char *surname = surname_signed(document, &words);
    if (!surname || strcmp(surname, name_key(document->arena, document->sender)) != 0) return;
    struct person *person = person_read(document, words);
    if (person->role != PERSON_PRESENT) return;
    person->role = PERSON_SENDER;
    document->sender = NULL;
}

/* The closing words are a salute, what follows them is signed; both may stand in one block. */
void closer_add(struct builder *builder, const struct block *block) {
    struct document *document = builder->document;
    struct tei_node *closer = open_frame(builder, "closer");
    struct span rest = block->span, line = rest, groups[GROUPS];
    const char *line_end = memchr(document->text->bytes + rest.start, '\n', rest.end - rest.start);
    if (line_end) line.end = (size_t)(line_end - document->text->bytes);
    enum parting parting = block->parting;
    if (block_matches(document, document->profile->closing, line, groups)) {
        document_add_run(document, builder_add(builder, closer, "salute", block), line, RUN_PHRASE);
        rest.start = line_end ? line.end + 1 : rest.end;
        parting = PARTED_BY_LINE_END;
    }
    if (span_is_empty(rest)) return;
    struct tei_node *element = tei_element(document->arena, closer, "signed");
    const char *token = parting_token(parting);
    if (token) tei_set(document->arena, element, "rend", token);
    document_add_lines(document, element, rest, RUN_PHRASE);
    identify_sender(document, rest);
}
