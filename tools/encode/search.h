/* What the files share that divide a text into its documents: the lines of the text, and what
   blocks they make. */
#ifndef TEIKIT_ENCODE_SEARCH_H
#define TEIKIT_ENCODE_SEARCH_H

#include "encode/internal.h"

/* A block that begins with a number. */
struct candidate_heading {
    size_t line, end_line; /* its lines, up to, not including, the last one */
    struct span number;
    unsigned long value; /* of the number */
    bool names_kind;     /* the words are those of a document's heading */
    bool is_short;       /* may be a heading by its form */
    bool is_listed;      /* stands in a list of headings */
    bool is_repeated;    /* the words are those of a document before, as above its notes */
    size_t next_sound;   /* index of the next that is_sound(); or their count */
    bool chosen;
};

/* A block without a number that may be the heading of a document. */
struct title {
    size_t line, end_line;
    bool chosen;
};

struct search {
    struct volume *volume;
    struct document whole; /* for what is asked of documents: text and profile */
    LIST_OF(candidate_heading, headings);
    LIST_OF(title, titles);
    struct table chosen; /* words of the headings of documents so far, as they are compared */
    size_t compared;     /* so many of the candidates are in it, where they are chosen */
};

/* ---- search.c ---- */

struct span search_line(const struct search *search, size_t index);
bool search_matches(const struct search *search, const struct regex *regex, struct span span);
bool search_is_blank(const struct search *search, size_t index);
/* Whether the line is blank or a page break. */
bool search_separates(const struct search *search, size_t index);
/* The line behind the block that begins at the line `index`. */
size_t search_end_of_block(const struct search *search, size_t index);
/* The line behind the last one before `index` that is neither blank nor a page break. */
size_t search_skip_back(const struct search *search, size_t index);
/* The first line of the block that ends before the line `index`. */
size_t search_start_of_block(const struct search *search, size_t index);
/* Whether what follows the line before `index` begins as a note does, and so do most of the next
   blocks, or are set in. */
bool search_is_above_notes(const struct search *search, size_t index);
/* Whether a line of the block is that of a note, set in or in brackets, as text never is. */
bool search_holds_note(const struct search *search, size_t first, size_t end);

/* The block of the lines from `first` up to, not including, `end`; and its words, without white
   space at its ends. */
struct span search_block(const struct search *search, size_t first, size_t end);
struct span search_words(const struct search *search, size_t first, size_t end);
/* Keeps the words of a heading, with and without the marker of a note, to which `value` belongs;
   and what belongs to words that are the same but for line ends, or NULL. */
void search_keep_heading(const struct search *search, struct table *headings, struct span words,
                         const void *value);
void *search_heading(const struct search *search, const struct table *headings, struct span words);
/* Whether the block of the lines is as headings are: short, not set in, and no sentence. */
bool search_is_heading(const struct search *search, size_t first, size_t end);

/* ---- shared_notes.c ---- */

/* Finds the notes at the end of the last part that are those of others too, into volume.shared.
   Returns the line at which their lists begin, with the headings above; 0 where there are none. */
size_t shared_notes_find(struct search *search);

/* ---- titles.c ---- */

/* Adds the block to the titles, if it may be one. */
void titles_add(struct search *search, size_t line, size_t end_line);

/* Chooses the titles with which documents begin; a finding says where that is not certain.  Returns
   how many there are. */
size_t titles_choose(struct search *search);

#endif
