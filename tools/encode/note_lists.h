/* What the files share that find lists of notes: the lines that may begin a note, where markers
   seem to stand, and which lines make which lists. */
#ifndef TEIKIT_ENCODE_NOTE_LISTS_H
#define TEIKIT_ENCODE_NOTE_LISTS_H

#include "encode/internal.h"

/* How the label of a note may be written, and the token for it on the note's rend. */
struct note_form {
    const char *before, *behind, *token;
};

/* A line that may begin a note. */
struct note_line {
    size_t line, key;
    const char *indent; /* as rend has it */
    const struct note_form *form;
    bool superscript;
    struct span label, words; /* words: those of the line */
};

/* What a line is that is looked at from many notes above it. */
enum line_shape { SHAPE_UNKNOWN, SHAPE_BLANK, SHAPE_PAGE, SHAPE_SET_IN, SHAPE_OTHER };

/* A place where a marker seems to stand. */
struct sighting {
    size_t key, offset;
};

struct note_survey {
    struct document *document;
    LIST_OF(note_line, lines);
    unsigned char *shapes;      /* of the document's lines, where they are known: enum line_shape */
    struct sighting *sightings; /* by key, then by offset */
    size_t sightings_count;
};

/* Some of the lines, in order, that make a list. */
struct planned_list {
    size_t *lines, count;        /* indices in survey.lines */
    size_t first_line, end_line; /* of the text */
    size_t rest_end; /* line behind the rest of the last note before, with which the list begins; or
                        0 */
    size_t serves_from[LABEL_KINDS];
    size_t reach; /* how many notes serve the text with its own, those of joined lists; or 0 */
    bool joined;  /* it stands under a heading below another one, with which it serves the text */
};

/* A reading of the whole text. */
struct note_plan {
    LIST_OF(planned_list, lists);
    size_t serves_from[LABEL_KINDS]; /* of the next list: where the last of the kind ended */
    size_t support;                  /* how many notes have a marker that was sighted */
    bool leaves_out; /* lines that, were lists sought at more places, might be one */
};

/* note_list.c: reads the line as the first of a note, if it can be written again from what an
   encoding says. */
bool note_line_read(struct document *document, size_t index, struct note_line *found);

/* Adds the note, which goes on up to the line `end_line`, to the document's last list. */
struct note *note_add(struct document *document, const struct note_line *line, size_t end_line);

/* Whether two labels stand in one list, the second next. */
enum { LARGEST_STEP = 4 }; /* notes may be lost from a list: numbers may rise by so much */
bool note_form_is_same(const struct note_line *first, const struct note_line *second);
bool note_label_rises(size_t first, size_t second);
bool note_is_set_in(const struct note_line *line);
/* Whether the number is written as that of a paragraph. */
bool note_may_be_paragraph(const struct note_line *line);

/* How many of the notes at these indices have markers of their own in the text that they would
   serve. */
size_t note_support(const struct note_survey *survey, const size_t *serves_from,
                    const size_t *lines, size_t count);

/* Adds a list to the plan; takes over `lines`. */
void note_plan_add(const struct note_survey *survey, struct note_plan *plan,
                   struct planned_list list);

/* page_notes.c: what the line is. */
enum line_shape note_line_shape(const struct note_survey *survey, size_t line);

/* Where lists may stand that are written as numbered paragraphs are. */
enum note_places {
    NOTES_NOWHERE,
    NOTES_ABOVE_BREAKS, /* at the foot of a page, or before a heading */
    NOTES_AT_BREAKS,
    NOTES_BETWEEN_PARAGRAPHS,
    NOTE_PLACES
};

/* Plans the lists that do not end the text.  Returns the line behind the last. */
size_t page_notes_plan(const struct note_survey *survey, struct note_plan *plan,
                       enum note_places places);

/* Whether the lists of the plan, some of which stand between paragraphs, are notes by all that can
   be seen: they are set alike and count on, or anew from 1.  *near: whether the markers of most
   notes are in the paragraphs right above them. */
bool page_notes_are_alike(const struct note_survey *survey, const struct note_plan *plan,
                          bool *near);

/* end_notes.c: plans the lists that end the text, if they stand under headings; `plan` is empty. */
void end_notes_plan(const struct note_survey *survey, struct note_plan *plan);

/* note_rests.c: makes the rest of a note that goes on in the next page's list a part of that list,
   or a list of its own. */
void note_rests_add(const struct note_survey *survey, struct note_plan *plan);

#endif
