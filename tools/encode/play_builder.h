/* What the files share that make the tree of a play: what is open at the line at hand. */
#ifndef TEIKIT_ENCODE_PLAY_BUILDER_H
#define TEIKIT_ENCODE_PLAY_BUILDER_H

#include "encode/play.h"

enum { MOST_DIVISIONS = 32 };

/* What is open at the line at hand. */
struct play_builder {
    struct play play;
    struct tei_node *front, *body, *titles; /* titles: the <docTitle>; or NULL */
    struct {
        struct tei_node *node;
        size_t level;
    } open[MOST_DIVISIONS]; /* divisions */
    size_t depth;
    struct tei_node *speech, *stanza;   /* the <sp> and the <lg>; or NULL */
    const struct play_line *speaker;    /* the line of that speech */
    const struct play_line *verse_mark; /* one that stands alone, until a line follows */
    struct tei_node *last;              /* the last <p> or <l> of the speech; or NULL */
    bool verse;                         /* what lines without a mark are, here */
    bool stanzas;                       /* these verse lines are in stanzas */
    bool begun;                         /* the body has begun */
    bool told; /* that words here are in no speech: said once for lines that follow each other */
};

/* play.c: adds an element for the words of the line, which says on rend how that stands, after the
   tokens `more` (or NULL). */
struct tei_node *play_add_line(struct play_builder *builder, struct tei_node *parent,
                               const char *name, const struct play_line *line, const char *more,
                               enum run_kind kind);

/* Where goes what is in no speech; and what may be in the one that is open. */
struct tei_node *play_outside(const struct play_builder *builder);
struct tei_node *play_place(const struct play_builder *builder);

/* Ends the speech that is open; the body has begun. */
void play_begin(struct play_builder *builder);

/* play_speeches.c: begins a speech with the line of its speaker. */
void play_add_speech(struct play_builder *builder, const struct play_line *line);

/* Adds words of a speech, or words outside one; returns the index of the line behind them. */
size_t play_add_words(struct play_builder *builder, size_t index);

/* Keeps the line as it is, its mark and all. */
void play_add_unexplained(struct play_builder *builder, const struct play_line *line);

/* Adds a mark that stands alone; returns the index of the line behind it. */
size_t play_add_empty(struct play_builder *builder, size_t index);

/* The same for a mark of verse, which is about the lines below it; one with no such line ends the
   verse before it. */
size_t play_add_verse_mark(struct play_builder *builder, size_t index);

#endif
