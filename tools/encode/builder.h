/* What the files share that make the division of a document: what is open at the block at hand. */
#ifndef TEIKIT_ENCODE_BUILDER_H
#define TEIKIT_ENCODE_BUILDER_H

#include "encode/internal.h"

/* Patterns that are matched against blocks have at most so many groups, less one. */
enum { BUILDER_GROUPS = 8 };

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
    struct tei_node *quotation;            /* the last one; or NULL */
    struct tei_node *paragraph;            /* the last one; or NULL */
    size_t paragraph_end;                  /* index of the block behind it */
    struct tei_node *particulars;          /* the open list of them; or NULL */
    struct tei_node *label, *value;        /* of the last particular; value: its <item> */
    struct tei_node *participants;         /* the open list of some participants; or NULL */
    struct {
        struct tei_node *list, *item;
        bool alone; /* the item holds words, and no blocks */
    } lists[DEEPEST_LISTS];
    size_t depth; /* how many lists are open */
};

/* structure.c: where blocks go that are in no list. */
struct tei_node *builder_place(const struct builder *builder);
/* Where words go that are in no list: in the open speech, if there is one. */
struct tei_node *builder_words_place(const struct builder *builder);

/* A new element for the block, which says on rend what parts it from the one before. */
struct tei_node *builder_add(struct builder *builder, struct tei_node *parent, const char *name,
                             const struct block *block);

/* Whether the pattern matches in the span, white space at its ends aside; sets BUILDER_GROUPS. */
bool block_matches(const struct document *document, const struct regex *regex, struct span span,
                   struct span *groups);

/* Says on rend how a page break, remark or label stands in its line; `round`: in round brackets. */
void block_set_rend(struct document *document, struct tei_node *element, const struct block *block,
                    bool round);

/* lists.c: a numbered paragraph; a particular of a memorandum, its value where the label stands
   alone, and a participant or a group of them. */
void item_add(struct builder *builder, const struct block *block);
void particular_add(struct builder *builder, const struct block *block);
void value_add(struct builder *builder, const struct block *block);
void participant_add(struct builder *builder, const struct block *block);

/* letter.c: marks the blocks that end a letter: closer, postscript, enclosures; makes a block of
   the greeting with which it begins. */
void letter_find_frame(struct document *document);

/* What of the opener the block of that index is; adds it there. */
enum opener_part { OPENER_NOTHING, OPENER_DATELINE, OPENER_NUMBER, OPENER_ADDRESS, OPENER_SALUTE };
enum opener_part opener_part_of(const struct builder *builder, size_t index);
void opener_add(struct builder *builder, size_t index, enum opener_part part);
void closer_add(struct builder *builder, const struct block *block);

#endif
