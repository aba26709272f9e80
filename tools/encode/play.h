/* What the files share that make a play of lines with marks: its lines, and who speaks.  The
   phases, in the order in which a play passes them: play_lines (marks read), play_persons (labels
   and roles told), play (the tree), play_speeches and play_cast (of it the speeches and the cast
   list), play_marks (what is in the words). */
#ifndef TEIKIT_ENCODE_PLAY_H
#define TEIKIT_ENCODE_PLAY_H

#include "encode/internal.h"

/* A line that is not blank; a comment may be several. */
struct play_line {
    enum line_kind kind;
    struct span span;  /* without white space at its end */
    struct span words; /* behind the mark and white space */
    size_t mark;       /* length of the mark; 0 where there is none */
    size_t level;      /* HEADING: how often the mark stands there */
    bool spaced;       /* a blank line stands before it */
    /* SPEAKER: what its line holds; empty where it does not hold it */
    struct span label, stage, sign, speech;
    const char *name; /* the label without signs; NULL: of no line with a speaker */
    size_t role;      /* ROLE: its index in play.roles, from 1; 0: it names none */
};

/* A role of a cast list, and who of the persons it is. */
struct play_role {
    const char *name, *key;
    size_t person;     /* from 1; 0: nobody who speaks */
    const char *label; /* the key of the first label that means it; or NULL */
    struct tei_node *item;
};

struct play {
    struct document *document;
    LIST_OF(play_line, lines);
    LIST_OF(play_role, roles);
    struct table names;    /* each label without its signs -> how often, as a pointer's number */
    struct table articles; /* the key of a name -> its definite article; "": it has several */
    struct table persons;  /* the key of a name -> the person's index, from 1 */
    struct table whos;     /* the same -> the value of @who */
    bool verse;            /* lines without a mark are verse */
    bool each_line;        /* the mark for verse is on every line that it is about */
};

/* play_lines.c: reads the marks of all lines. */
void play_read_lines(struct play *play);

/* Whether the words are a stage direction in round brackets and nothing else. */
bool play_is_remark(const struct play *play, struct span words);

/* Adds a finding about the play at `offset`. */
void play_say(const struct play *play, size_t offset, enum severity severity, const char *code,
              const char *hint, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* play_persons.c: reads the labels and the cast list. */
void play_read_labels(struct play *play);

/* The value of @who for a line with a speaker: pointers to persons, who are added where they are
   new. */
const char *play_who(struct play *play, const struct play_line *line);

/* play.c: says on rend how the line stands, after the tokens `more` (or NULL).  Returns its words,
   with the white space before them that there is no token for. */
struct span play_set_rend(struct play *play, struct tei_node *element, const struct play_line *line,
                          const char *more);

/* Adds a comment or a page break that stands alone. */
void play_add_between(struct play *play, struct tei_node *parent, const struct play_line *line);

/* play_cast.c: the cast list that begins with the line of that index, made in `parent`; the index
   of the first line behind it. */
size_t play_add_cast(struct play *play, struct tei_node *parent, size_t index);

#endif
