/* What the files of the library share: a context, and a call that is worked on in its heap. */
#ifndef TEIKIT_LIBRARY_INTERNAL_H
#define TEIKIT_LIBRARY_INTERNAL_H

#include "base/arena.h"
#include "encode/encode.h"
#include "library/heap.h"
#include "library/teikit.h"
#include "report/report.h"
#include "validation/validation.h"

/* A finding as it is given out, and what reports show besides. */
struct kept_finding {
    struct teikit_finding finding;
    const char *excerpt;
    size_t excerpt_length, excerpt_column;
};

/* But for the heap and what stands before it, all is in the heap. */
struct teikit {
    bool lost;         /* memory ran out */
    bool lost_is_said; /* and that finding was given out */
    struct heap *heap;
    struct report *report; /* of all calls; it writes nothing */
    struct validation validation;
    bool is_validating; /* it has begun, so that its options stay as they are */
    struct encode_setup setup;

    /* Of the last call: */
    struct arena *arena; /* of the strings of its findings */
    char *name;          /* of its document or text; or NULL */
    struct kept_finding *findings;
    size_t finding_count, finding_capacity, next_finding;
    struct buffer encoding, written;
};

/* What a call is about, and what comes of it. */
struct call {
    teikit *context;
    const char *name;  /* of the document, text or schema; or NULL */
    const char *bytes; /* where that is in memory; or NULL */
    size_t length;     /* of these */
    const char *option, *value;
    struct line_cursor {
        size_t line, offset; /* of the last line that a finding was in: its number, its beginning */
    } cursor;
    enum teikit_status status; /* what comes of it; at first TEIKIT_GOOD */
    void (*work)(struct call *call);
};

/* Does the work in the heap of the call's context; what the call before has found and made is
   forgotten. */
enum teikit_status call_begin(struct call *call, void (*work)(struct call *call));

/* The same, but the findings stay. */
enum teikit_status call_go_on(struct call *call, void (*work)(struct call *call));

/* Adds an error in the call; its status becomes TEIKIT_WRONG_CALL. */
void call_refuse(struct call *call, const char *code, const char *what, const char *message);

/* options.c: frees the values of all options. */
void options_free(teikit *context);

/* Keeps a finding of the call, for report_listen(). */
void findings_keep(void *call, const struct finding *finding);

/* Forgets the findings of the call before. */
void findings_begin(teikit *context);

#endif
