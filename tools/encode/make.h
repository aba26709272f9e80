/* How a file is made of its documents: one after the other, or side by side by several threads. */
#ifndef TEIKIT_ENCODE_MAKE_H
#define TEIKIT_ENCODE_MAKE_H

#include "encode/internal.h"

/* How far in the parts of a file stand. */
enum { DEPTH_TEI, DEPTH_TEXT, DEPTH_BODY, DEPTH_DIVISION };

/* What an encoding is made with. */
struct order {
    struct hand *hands; /* one a thread */
    size_t workers;     /* how many */
    struct volume *volume;
    const struct encode_profile *profile;
    const struct encode_options *options;
    struct report *report;
};

/* A file in the making. */
struct making {
    const struct order *order;
    struct encoding *encoding;
    struct tei_node *chapter; /* the open division of a chapter; or NULL */
    struct buffer *output;    /* to which the divisions are appended */
    bool found;               /* there are some */
};

/* make.c: a document on its way.  Where `promises` is not NULL it is made beside others. */
void document_start(struct document *document, const struct making *making, const struct hand *hand,
                    const struct part *part, struct arena *arena, struct report *report,
                    struct promises *promises);
/* Takes it through the phases; false where there is nothing in it. */
bool document_build(struct document *document);
/* Takes it into the file, behind those before it.  `division`: its division as it is written
   at that depth, with promises; or NULL. */
void document_take(struct making *making, struct document *document, const struct buffer *division,
                   size_t depth);
/* Gives back what it holds, and its arena to its beginning. */
void document_end(struct document *document);

/* All of that, for the part of the file of that index. */
void document_make(struct making *making, const struct hand *hand, size_t index,
                   struct arena *arena);

/* drafts.c: makes the documents of a file by so many threads, the calling one among them.  Returns
   how many of its parts are taken into the file: all, but where a pattern was given up. */
size_t drafts_make(struct making *making, size_t workers);

#endif
