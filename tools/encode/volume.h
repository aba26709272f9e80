/* Volumes: a text that holds several documents, and where each of them begins. */
#ifndef TEIKIT_ENCODE_VOLUME_H
#define TEIKIT_ENCODE_VOLUME_H

#include "base/arena.h"
#include "base/table.h"
#include "encode/encode.h"
#include "encode/hands.h"
#include "text/regex.h"

enum part_kind {
    PART_DOCUMENT,
    PART_FRONT, /* what stands before the first document */
    PART_NOTES  /* lists of notes behind the last one, which serve several */
};

/* A note of those lists. */
struct shared_note {
    size_t line, end_line; /* of the text */
    size_t part;           /* index of the part whose note it is */
};

/* A document of the text, or what stands before or behind all of them. */
struct part {
    struct span span; /* page breaks and the heading of a chapter above the document included */
    size_t first_line, end_line;
    size_t division;    /* offset behind the heading of a chapter, if there is one */
    const char *id;     /* NULL where the document is all of the text: heading.c makes it */
    const char *number; /* of the document; NULL where it is all of the text, or the front */
    enum part_kind kind;
    size_t first_shared, end_shared; /* its notes are among these of volume.shared */
};

struct volume {
    struct text *text;
    struct arena *arena;
    struct table ids;   /* of the parts */
    struct table pages; /* number of a page -> id of the part in which it begins */
    struct part *parts; /* in the order of the text; at least one */
    size_t parts_count, parts_capacity;
    struct shared_note *shared; /* by their lines */
    size_t shared_count, shared_capacity;
};

/* Divides the text of the hands, by as many threads as there are; findings say what is odd about
   the numbers.  Free it with volume_free(). */
struct volume *volume_new(const struct hand *hands, size_t workers, struct report *report);

/* pages.c: finds in which part each page begins, for files of the parts. */
void volume_find_pages(struct volume *volume, const struct encode_profile *profile);

void volume_free(struct volume *volume);

#endif
