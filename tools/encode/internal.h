/* What the files of encode share: the document on its way from text to TEI.  The phases, in the
   order in which a document passes them: list (of notes), blocks, heading, particulars, speeches,
   structure (with sections and enumeration), marks (inlines found), markers (what may be one),
   notes (which of them are), inlines (made), header. */
#ifndef TEIKIT_ENCODE_INTERNAL_H
#define TEIKIT_ENCODE_INTERNAL_H

#include "base/arena.h"
#include "base/table.h"
#include "encode/encode.h"
#include "encode/list.h"
#include "encode/metadata.h"
#include "encode/names.h"
#include "encode/persons.h"
#include "encode/profile.h"
#include "encode/volume.h"
#include "tei/tei.h"
#include "text/regex.h"

#include <stdint.h>

/* ---- genres ---- */

/* Genres that have a structure of their own; a profile uses these names for them. */
#define GENRE_TRANSCRIPT "transcript"
#define GENRE_MESSAGE "message"
#define GENRE_LETTER "letter"

enum genre_structure {
    GENRE_UNKNOWN,
    GENRE_WITHOUT_STRUCTURE,
    GENRE_OF_SPEECHES,
    GENRE_OF_LETTERS,           /* what opens and closes a letter: salute, leave, signature */
    GENRE_OF_SPEECHES_OR_REPORT /* what was said, or a report of it */
};

/* ---- the document ---- */

/* What a block is, where its place or its words say so. */
enum block_kind {
    BLOCK_TEXT,
    BLOCK_SUBTITLE,
    BLOCK_PARTICULAR, /* "TO:", "SUBJECT: …", "Participants:" */
    BLOCK_VALUE,      /* what a particular says, where its label stands alone */
    BLOCK_GROUP,      /* the heading of some participants */
    BLOCK_ENTRY,      /* a participant */
    BLOCK_SECTION,    /* a heading within the document */
    BLOCK_SUBSECTION, /* one below it */
    BLOCK_QUOTATION,  /* set off */
    BLOCK_STANZA,     /* the same, of lines of verse */
    BLOCK_CLOSER,     /* leave and signature of a letter */
    BLOCK_POSTSCRIPT, /* what stands below them */
    BLOCK_ENCLOSURE   /* the heading of what was sent along */
};

/* What a label of speeches says. */
struct speaker {
    const char *name;  /* the label's words, without the colon */
    size_t count;      /* how many lines begin with it */
    bool speaks;       /* it is a label of speeches indeed */
    bool surely;       /* also where there are few: a title with a name, or a person introduced */
    const char *who;   /* a reference to the person whom it means; NULL until that is known */
    const char *meant; /* the label or name that was meant, where this one is a slip; else NULL */
};

/* What stands between two blocks. */
enum parting { PARTED_BY_BLANK_LINE, PARTED_BY_LINE_END, PARTED_BY_SPACE };

/* A paragraph, a page break or the like: what blank lines set apart. */
struct block {
    struct span span;        /* without white space at its end */
    struct span label;       /* of a speech that begins here, with its colon; else empty */
    struct speaker *speaker; /* what the label says, where there is one */
    struct span page;        /* the number, where it is a break of page or column; not empty for a
                                rule and a list of notes either, which stand between blocks as one
                                does */
    size_t list;             /* of a list of notes: its index in document.lists, and one; else 0 */
    enum parting parting;    /* from the block before */
    enum block_kind kind;
    struct span item_label; /* of an item of a list, such as "SUBJECT:" or "(a)"; else empty */
    size_t depth;           /* how many numbered lists it is in */
    bool opens;             /* the first item of its list */
    bool alone;             /* an item that is this block and no more */
};

/* Where to make a block of its own begin, and of what kind it is. */
struct cut {
    size_t offset;
    enum block_kind kind;
    struct span item_label;
};

struct person {
    const char *id, *name, *office;   /* office: or NULL */
    const char *key;                  /* tells the person from others of a volume; or NULL */
    const char *office_key, *keyed;   /* the same with an office, which is `keyed`; or NULL */
    struct tei_node *listed;          /* <person> of another document who is the same; or NULL */
    const struct known_person *known; /* whom the user's list names; or NULL */
    bool group;                       /* several who speak as one */
    enum person_role { PERSON_PRESENT, PERSON_SENDER, PERSON_ADDRESSEE } role;
};

/* What a note is called by, in its list and at its marker. */
enum note_label_kind { LABEL_NUMBER, LABEL_SIGN, LABEL_LETTER, LABEL_KINDS };

/* A note of a list. */
struct note {
    size_t key;               /* of its label */
    struct span label, words; /* label: without the signs of its form */
    const char *rend;         /* how the list writes it, where that is not the usual way */
    struct tei_node *element; /* <note>, to be put at its marker */
    size_t list;              /* index in document.lists */
    size_t marker;            /* index of the candidate chosen; NO_INDEX: none */
    size_t shared;            /* index in volume.shared, and one; or 0 */
};

/* Words of a note that stand in the next list, which begins with them. */
struct note_rest {
    size_t note;              /* index in document.notes */
    struct span words;        /* with white space before them */
    bool tight;               /* no blank line stands before it */
    struct tei_node *element; /* its first <p> */
};

/* A list of notes, which serves the text from the last list with labels of the kind on. */
struct note_list {
    size_t first, count;   /* its notes, in document.notes */
    size_t rest;           /* with which it begins: index in document.rests, and one; or 0 */
    size_t reach;          /* so many notes from the first on serve the text with it: also those of
                              lists under headings below it */
    size_t leader;         /* index of the list that serves the text for it: mostly its own */
    size_t least, largest; /* of its numbers; 0 where it has none */
    struct span span;      /* all of it, in whole lines */
    size_t serves_from[LABEL_KINDS]; /* NO_INDEX: it has no labels of the kind */
    bool
        plain; /* it ends the document, and its numbers rise: its place and order need no telling */
    bool at_end;       /* it stands with others behind all of the text, under headings */
    bool is_elsewhere; /* its place is told in another part of the file, or its notes are in others
                        */
    size_t first_shared, end_shared; /* of the part of such lists: its notes in volume.shared */
    struct tei_node *milestone;      /* its place, where that is told; or NULL */
};

/* What the words of a run may hold. */
enum run_kind {
    RUN_BLOCK,  /* all there is */
    RUN_PHRASE, /* no remarks: TEI has none in labels, datelines, salutes and signatures */
    RUN_LABEL,  /* of a speech: the same, and what stands in brackets at its end is a remark */
    RUN_NOTE,   /* no markers of notes */
    RUN_LINE,   /* of a play: page breaks only */
    RUN_SPEECH  /* of a play: page breaks, and stage directions in round brackets */
};

/* An element whose words, a span of the text, are still to be made its content. */
struct run {
    struct tei_node *element;
    struct span span;
    size_t first_mark, mark_count; /* what was found in it, in document.marks */
    enum run_kind kind;
    bool lines; /* they matter: an <lb/> begins each but the first */
};

enum mark_kind {
    MARK_SUPPLIED,
    MARK_GAP,
    MARK_STAGE,
    MARK_EDITORIAL, /* a note of the editor */
    MARK_FIGURE,
    MARK_CORRECTION,
    MARK_PAGE,
    MARK_COLUMN,
    MARK_UNCLEAR,
    MARK_SIC,
    MARK_REFERENCE,
    MARK_DATE,
    MARK_NOTE,
    MARK_REPEATED /* the marker of a note that has one before */
};

/* Something found in a run that becomes an element. */
struct mark {
    enum mark_kind kind;
    struct span span;                /* all that the element stands for */
    struct span inner;               /* its content; PAGE, COLUMN: the number */
    struct span correction;          /* CORRECTION: of what is the content */
    const struct bracket_rule *rule; /* of the profile, for these words in brackets; or NULL */
    const char *value;  /* REFERENCE: target, or NULL; DATE: as date_find() has it; UNCLEAR, SIC:
                           sign; CORRECTION: what stands before it; STAGE: its rend, or NULL */
    const char *volume; /* REFERENCE to another volume of the series: which; else NULL */
    size_t candidate;   /* NOTE, REPEATED: index in document.candidates */
};

/* The forms of markers; those in signs count only where a list writes its labels so. */
enum marker_form { MARKER_PLAIN, MARKER_SUPERSCRIPT, MARKER_BRACKET, MARKER_PARENS, MARKER_SLASH };

/* What may be the marker of a note. */
struct candidate {
    struct span span; /* with the signs of its form */
    size_t run, key;
    enum marker_form form;
    unsigned quality;    /* WEAKEST_MARKER to BEST_MARKER */
    bool behind_figures; /* it may as well be the end of a number: the last to be taken */
    enum { NOT_CHOSEN, CHOSEN, CHOSEN_REPEATED } chosen; /* REPEATED: a note's second marker */
    size_t note; /* where chosen: the note's index; NO_INDEX: its words are missing */
};

/* Which rule finds a number where it stands among the bytes around it: what a line and a run that
   both have it would both look for. */
struct weighed {
    size_t number;    /* its offset */
    struct span near; /* what the rules were tried on */
    unsigned rule;    /* index of the rule, from 1; 0: none finds it */
};

struct promises;

/* A TEI file in the making: what its documents share, and what its header says of them. */
struct encoding {
    const struct volume *volume;
    const struct part *parts; /* those that are in this file */
    size_t parts_count;
    const struct encode_profile *profile;
    struct text *text;
    struct arena *arena;      /* what lives until the header is written */
    struct table ids;         /* xml:id values given so far */
    struct table people;      /* what tells a person from others -> <person> */
    const char **shared_ids;  /* of volume.shared, as they become known; NULL without these */
    struct metadata metadata; /* what the user says of the file */
    const char *language;
    const char *original_id; /* of who wrote the original, where notes are of theirs; or NULL */
    const char *first_id;    /* of the first document */
    const char *title, *first_date, *last_date; /* or NULL */
    const char *id, *subtitle;                  /* of a play; or NULL */
    /* Elements of the header, each the last child so far of an element that holds nothing else. */
    struct tei_node *persons, *originals, *manuscripts, *genres, *correspondences;
};

struct document {
    struct text *text;
    struct encoding *encoding;
    struct promises *promises;    /* where it is made beside others; else NULL */
    struct known_words *brackets; /* words in brackets of which the rule is known */
    const struct part *part;
    struct span span;            /* of the text: all that is this document's */
    size_t first_line, end_line; /* its lines: from the first up to, not including, the end */
    const struct encode_profile *profile;
    struct report *report;
    struct arena *arena;
    struct table speakers;              /* words of a label -> struct speaker */
    struct table slips;                 /* label that is a slip -> what is meant */
    const struct encode_persons *known; /* the user's list of persons; or NULL */
    const char *genre, *language;
    const char *number, *id;  /* number: NULL where it has none */
    const char *title;        /* of a play; or NULL */
    struct metadata metadata; /* what the user says of this document */
    bool has_heading;
    bool reports;          /* what was said is told for the most part: a speech is a paragraph */
    size_t heading;        /* the block that is the heading: page breaks may precede it */
    size_t first;          /* the block behind the heading; 0 where there is none */
    struct tei_node *head; /* <head>; or NULL */
    size_t introduced;     /* so many of the persons are named before speeches begin */
    struct name_list introduced_names; /* theirs, once they are asked for; owner: the index */
    const char *date;                  /* of the dateline; or NULL */
    const char *sender, *addressee;    /* offices, where the heading names no persons; or NULL */
    size_t notes_offset;   /* where the list that ends the document begins; else the span's end */
    unsigned marker_forms; /* those in signs that the lists write, as bits */
    enum { SUPERSCRIPTS_NOT_SOUGHT, SUPERSCRIPTS_NONE, SUPERSCRIPTS } superscripts;
    bool marker_starts[256], figures_only; /* bytes with which one may begin; only '0' to '9' */
    bool has_suffixes;                     /* labels such as 2a are in the lists */
    bool splits_numbers; /* the ends of all numbers are candidates, as notes are left over */
    size_t signs_named;  /* how many notes with signs have their ids */
    struct tei_node *division;
    struct tei_node *chapter; /* the division that begins above the document; or NULL */
    LIST_OF(block, blocks);
    LIST_OF(person, persons);
    struct table persons_by_name;                 /* name -> index in `persons`, from 1 */
    struct table persons_by_known, persons_by_id; /* the same by the ids of `known` and their own */
    struct cast *cast;                            /* of them, by what labels call them */
    LIST_OF(note, notes);
    LIST_OF(note_list, lists);
    LIST_OF(note_rest, rests);
    LIST_OF(span, signs); /* labels of notes that are signs; the index makes the key */
    LIST_OF(run, runs);
    LIST_OF(mark, marks);
    LIST_OF(candidate, candidates);
    LIST_OF(weighed, weighed); /* by their offsets: those of the first pass over the text */
};

/* No entry of a list; no label. */
#define NO_INDEX SIZE_MAX
#define NO_LABEL SIZE_MAX

/* ---- what the phases offer ---- */

static inline bool span_is_empty(struct span span) {
    return span.start >= span.end;
}

/* The span's text, copied into the arena. */
const char *document_copy(struct document *document, struct span span);

/* Where the words stand first in the span; NULL where they do not. */
const char *document_find(const struct document *document, const char *words, struct span span);

/* The span's text on one line: runs of white space become one space. */
const char *document_line(struct document *document, struct span span);
/* Sets `line` to that. */
void text_on_line(const struct text *text, struct span span, struct buffer *line);

/* The span without white space at its ends. */
struct span span_trim(const struct text *text, struct span span);

/* Takes the first line off the span: returns it, without white space at its end. */
struct span span_take_line(const struct text *text, struct span *rest);

/* How far in a line stands whose first white space the span is, as a token of rend: "indent4" for
   spaces, "tab" for one tab; NULL where there is no token for it. */
const char *indent_token(struct document *document, struct span space);

/* The line of that index, without its line end and white space before it. */
struct span text_line(const struct text *text, size_t index);

/* ids.c: an xml:id made of `wish`: letters that a name cannot hold left out, and a number behind it
   where it is taken.  `ids` holds those that are, and takes the new one, which is in the arena. */
const char *id_new(struct table *ids, struct arena *arena, const char *wish);

/* What a document asks for where ids are given; see struct promises: an xml:id of the file, made by
   id_new() of `wish`. */
const char *document_id(struct document *document, const char *wish);
/* That of who wrote the original. */
const char *document_original_id(struct document *document);
/* That of the person of that index; see document_identify(). */
const char *document_person_id(struct document *document, size_t index, const char *office_key,
                               const char *wish);
/* Whether the file has that id, of this document so far or of one before it. */
bool document_has_id(struct document *document, const char *id);

/* What a document is promised that depends on those before it, while they are made beside it: in
   the place of an id it gets a string that stands for it in all that is made of it. */
struct promises *promises_new(void);
/* For the next document. */
void promises_clear(struct promises *promises);
void promises_free(struct promises *promises);
/* Whether the document would be the same, had it been made after those before it. */
bool promises_are_sound(const struct document *document);
/* Gives all that was promised, in the order in which it was asked for. */
void promises_keep(struct document *document);
/* Appends bytes, with what was given in the place of each promise. */
void promises_append(const struct document *document, const char *bytes, size_t length,
                     struct buffer *output);
/* The same of a string; it lives in the file's arena. */
const char *promises_kept(const struct document *document, const char *words);

/* The file's name without folders and extension. */
const char *text_stem(struct arena *arena, const struct text *text);
const char *document_stem(struct document *document);

/* Puts off the making of the element's content until all marks are known. */
void document_add_run(struct document *document, struct tei_node *element, struct span span,
                      enum run_kind kind);
/* The same for words whose lines matter, as those of an address do. */
void document_add_lines(struct document *document, struct tei_node *element, struct span span,
                        enum run_kind kind);

/* genres.c: the structure that documents of that genre have; `genre` may be NULL. */
enum genre_structure genre_structure(const char *genre);

/* blocks.c: the blocks of the text, with the lists of notes among them. */
void blocks_find(struct document *document);
/* The token of rend for it; NULL for the usual one. */
const char *parting_token(enum parting parting);
/* Whether the line is a page break; sets *number. */
bool page_of_line(struct document *document, struct span line, struct span *number);

/* labels.c: the labels of notes. */
/* The key of the label; NO_LABEL where it is none, or a sign that is not known and not to be added.
 */
size_t label_key(struct document *document, struct span label, bool add);
enum note_label_kind label_kind(size_t key);
/* The number, which may have a letter behind it; 0 for other labels. */
size_t label_number(size_t key);
bool label_has_suffix(size_t key);
size_t label_of_number(size_t number);
/* The value of the superscript digit at `start`, whose length is set; -1 where there is none. */
int superscript_digit(const char *bytes, size_t start, size_t end, size_t *size);

/* note_list.c: finds the lists of notes, and what notes they hold. */
void notes_find_lists(struct document *document);

/* shared_lists.c: lists that serve several documents of a volume.  Adds the list of the document's
   own notes in them; for the part that they are, adds them all. */
void shared_notes_add(struct document *document);
void shared_lists_add(struct document *document);
/* Keeps the ids of the document's notes in them for that part, where one file holds both. */
void shared_ids_take(const struct document *document);
/* Sets the places of the part's source. */
void shared_places(const struct volume *volume, const struct part *part, struct encode_part *made);
/* Appends pointers to the list's notes whose ids are known, each behind a space. */
void shared_list_name(const struct document *document, const struct note_list *list,
                      struct buffer *pointers);

/* markers.c: makes ready to find markers: once the forms and signs of the lists are known. */
void markers_prepare(struct document *document);
/* Adds the candidates of the span, the words of run `run`, in their order; none overlaps
   one of the marks, which are in order and stay as they are. */
void markers_find(struct document *document, struct span span, size_t run, const struct mark *marks,
                  size_t count);
/* The token of rend for the form of a marker; NULL for the usual one. */
const char *marker_token(enum marker_form form);

/* Makes blocks begin at the cuts too, which are at beginnings of lines, in order. */
void blocks_cut(struct document *document, const struct cut *cuts, size_t count);

/* sentences.c: the words without the figures or signs of a marker at their end. */
struct span without_marker(const struct document *document, struct span words);
/* Whether the words end with a sign for the end of a sentence, or of a part of one. */
bool ends_in_stop(const struct document *document, struct span words);
/* Whether the words end as a sentence does, before quotation marks, brackets and a marker. */
bool ends_as_sentence(const struct document *document, struct span words);
/* Whether the words, which are not empty, stop in the middle of a sentence; whether they begin with
   a small letter, or a capital. */
bool is_cut_short(const struct document *document, struct span words);
bool begins_small(const struct document *document, struct span words);
bool begins_large(const struct document *document, struct span words);

/* heading.c: whether the first block is a heading; its number, id, persons and genre. */
void heading_read(struct document *document);
/* Who of the user's list the name means; see known_person_named(). */
const struct known_person *document_known_person(const struct document *document, const char *name);
/* What tells a person of that key and office from others, however much of the name is said; NULL
   where there is no key or office. */
const char *person_office_key(const struct document *document, struct arena *arena, const char *key,
                              const char *office);
/* Finds whether the person of that index is listed in the file's header, and sets the id: that
   which is listed, or a new one.  `office_key`: by that name and office; or NULL. */
void document_identify(struct document *document, size_t index, const char *office_key,
                       const char *wish);
/* The genre that the words of a heading name; NULL where they name none. */
const char *genre_of(const struct document *document, struct span heading);
struct person *document_add_person(struct document *document, const char *name, const char *office);
struct person *document_person_named(const struct document *document, const char *name);

/* cast.c: the person whom a label means; NULL where it is none or could be several.  Persons may be
   added between calls, but not changed. */
/* Lives in the arena, but for what cast_free() frees. */
struct cast *cast_new(struct arena *arena, const struct encode_profile *profile);
void cast_free(struct cast *cast);
const struct person *cast_find(const struct document *document, const char *label);

/* particulars.c: the lines above a memorandum that say to whom, from whom, about what, and who took
   part. */
void particulars_find(struct document *document);
/* The person whom the words name, with an office behind the name; NULL where they name none. */
enum { PARTICIPANT_GROUPS = 16 };
struct person *person_read(struct document *document, struct span words);

/* letter.c: whether the block is a line that belongs to the dateline which is the next block. */
bool is_before_dateline(const struct document *document, size_t index);

/* sections.c: which blocks are headings within the document. */
void sections_find(struct document *document);

/* enumeration.c: numbered and lettered paragraphs, and which lists they make. */
enum { DEEPEST_LISTS = 8 };
/* The value of a roman number in letters of either case; 0 where it is none. */
unsigned roman_value(const char *digits, size_t length);
/* How a label may be read: "(i)" is the letter after (h), or the first of roman numbers.  Numbers
   of one style are of one kind, with the same signs around them. */
struct enumeration {
    uint64_t style;
    unsigned value;
};
/* Returns in how many ways. */
size_t enumeration_read(const char *bytes, struct span label, struct enumeration readings[2]);
void enumeration_find(struct document *document);

/* numbered_headings.c: headings within the document that have numbers, which are in item_label. */
void numbered_headings_find(struct document *document);

/* speeches.c: finds the labels of speeches and splits blocks where one begins.  Returns how many
   speeches there are. */
size_t speeches_find(struct document *document);
/* A reference to the person who speaks in a block that has a label; one who was not introduced is
   added, with a finding. */
const char *speaker_of(struct document *document, const struct block *block);

/* slips.c: which labels are slips of others, into document.slips. */
struct label_count {
    const char *name;
    size_t count;
};
void slips_find(struct document *document, const struct label_count *labels, size_t count);

/* structure.c: the division with its blocks, opener and closer. */
void structure_build(struct document *document);

/* breaks.c: whether the words are the mark of a page's or column's beginning; sets *number. */
enum break_kind { BREAK_NONE, BREAK_PAGE, BREAK_COLUMN };
enum break_kind break_find(const struct document *document, struct span words, struct span *number);
/* Whether words that begin with this byte may be the mark of a break, a form feed, or the number of
   a page. */
bool may_be_break(const struct document *document, char first);
/* Whether the words are a form feed, with the page's number behind it or without: then *number is
   its sign. */
bool form_feed_find(const struct document *document, struct span words, struct span *number);
/* Whether the line is the number of a page at its foot: a form feed follows; and the element for
 * it. */
bool page_foot_find(const struct document *document, struct span line, struct span *number);
struct tei_node *page_foot_new(struct document *document, struct span words);
/* The element for it, to be put in place; a page with a number has an id of its own. */
struct tei_node *break_new(struct document *document, enum break_kind kind, struct span words,
                           struct span number);

/* Whether the words are a line that sets off what follows; and the element for it. */
bool rule_find(const struct document *document, struct span words);
struct tei_node *rule_new(struct document *document, struct span words);

/* structure.c: what stands in brackets as a block of its own: a remark, a note of the editor, or
   words in the place of a figure.  The element is NULL where it is none of them. */
struct aside {
    const char *element;
    const struct bracket_rule *rule; /* or NULL */
    bool round;                      /* the brackets are round, and the author's */
};
struct aside aside_of(struct document *document, const struct block *block);
/* Whether the block is such, or a break of page or column. */
bool block_floats(struct document *document, const struct block *block);

/* quotations.c: marks the blocks that are quotations, once lists are known. */
void quotations_find(struct document *document);
/* verse.c: how many columns wide the span is, tabs aside. */
size_t columns_of(const struct text *text, struct span span);
/* Whether the block, a quotation in a text whose lines are so many columns wide, is a stanza.  One
   that follows another (`goes_on`) needs less to be taken for one. */
bool is_stanza(const struct document *document, struct span block, size_t width, bool goes_on);
/* Whether a bracket opens or closes in the words, and not both. */
bool leaves_bracket_open(const struct document *document, struct span words);

/* marks.c: what is to be found in the runs. */
void marks_find(struct document *document);
/* Finds the candidates again, with the ends of all numbers among them. */
void marks_split_numbers(struct document *document);
/* A new mark, which may be changed until the next is added. */
struct mark *mark_add(struct document *document, enum mark_kind kind, struct span span,
                      struct span inner);
/* What the profile says of these words in brackets; NULL where it says nothing.  The same words are
   in many brackets of a text, so what was found is kept in the table. */
struct known_words *known_words_new(void);
const struct bracket_rule *bracket_rule_for(const struct document *document, struct span words);
/* Whether the words of the mark stay as they are. */
bool mark_is_leaf(const struct mark *mark);
/* Compares two marks by where they begin, for qsort(). */
int mark_compare(const void *first, const void *second);

/* references.c: the references in the run of that index, which is the last whose marks are sought;
   `may`: what may stand in it. */
void references_find(struct document *document, size_t run, sieve_set may);
/* Whether the reference, whose number begins at `number`, may end at `end`, where the rest of its
   figures could be a marker: not where it leads to something as it stands. */
bool reference_may_end(struct document *document, const struct mark *mark, size_t number,
                       size_t end);
/* Ends the reference, in the run of that index, at `end`; false where it is none then. */
bool reference_cut(struct document *document, size_t run, struct mark *mark, size_t end);

/* dates.c: the first date in the span that the pattern finds, in its ISO form, which is a day or a
   month, two joined by a slash for a span of them; behind it a "?" where the year is a guess by the
   document's date, and two where it is a bold one.  "" where what looks like a date is none of the
   calendar, or of no year; NULL where nothing looks like one.  *place is where it stands.  None is
   sought that begins behind `last`. */
const char *date_find(struct document *document, const struct regex *pattern, struct span span,
                      size_t last, struct span *place);
/* The first date in the span, in whichever order it is written; NULL where there is none. */
const char *date_first(struct document *document, struct span span);
/* Sets when, or from and to, of a <date>, and cert where it is a guess. */
void date_set(struct arena *arena, struct tei_node *element, const char *value);

/* notes.c: which candidates are markers. */
void notes_align(struct document *document);
/* The same of the notes' own markers only, one of each at most. */
void notes_align_once(struct document *document);

/* inlines.c: the runs' content. */
void inlines_build(struct document *document);
/* A new figure, for which these words stand. */
struct tei_node *figure_add(struct document *document, struct tei_node *parent, struct span words);

/* play.c: makes the play of a profile of line marks: its <text> is the document's division.  False
   where there is nothing in it. */
bool play_build(struct document *document);

/* play_marks.c: what is to be found in the run of that index, of a play; marks are not in order. */
void play_find_marks(struct document *document, size_t index);

/* review.c: counts what the encoding of the document holds and lists what is unsure of it. */
void review_document(struct encode_review *review, struct document *document);

/* publication.c: what the header says of title, publication and series. */
void publication_add(struct encoding *encoding, struct tei_node *description);

/* source.c: keeps what the document says of its source for the header. */
void source_take(struct document *document);
/* What the header says of the source: the file, and where the originals are kept. */
void source_add(struct encoding *encoding, struct tei_node *description);

/* header.c: keeps what the header says of the document, which need not live longer. */
void header_take(struct document *document);
/* Appends the children of an element to another one. */
void header_adopt(struct tei_node *parent, struct tei_node *container);
/* The words of an element on one line, without its notes, from that offset of the text on. */
const char *header_words(struct document *document, const struct tei_node *element, size_t start);
/* The teiHeader. */
void header_build(struct encoding *encoding, struct tei_node *tei);

#endif
