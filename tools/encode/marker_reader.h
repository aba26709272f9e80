/* What the files share that find markers of notes: a span as it is read. */
#ifndef TEIKIT_ENCODE_MARKER_READER_H
#define TEIKIT_ENCODE_MARKER_READER_H

#include "encode/internal.h"

/* A span as it is read from its start to its end. */
struct marker_reader {
    struct document *document;
    const char *bytes;
    struct span span;
    size_t run, last;     /* last: index of the candidate before; NO_INDEX: none yet */
    struct span emphasis; /* the sign that opened one, if not empty */
};

/* marker_quality.c: how well the candidate stands, WEAKEST_MARKER to BEST_MARKER; 0: it is none. */
unsigned marker_quality(const struct marker_reader *reader, const struct candidate *candidate);

/* The same of figures that end a number. */
unsigned marker_quality_of_end(const struct marker_reader *reader, struct span figures);

#endif
