/* Reports of shares: a call that is dealt out to several machines or jobs leaves a report of each
   share, which says of itself what it is, so that `teikit merge` can join them as if one call had
   written them.  It is JSON, an object a line:

   {"share":"2/8","verb":"validate","version":"0.1.0","inputs":1250,"of":10000,"call":…,"names":…}
   {"severity":"error","code":…}            what was found in an input, and behind that
   {"input":17,"file":"tei/a.xml"}          the input, by its place in the call, from 1
   {"end":"2/8","inputs":1250,"status":1,"files":…}

   For verbs without findings in their report, such as encode, an input's own line stands in their
   place. */
#ifndef TEIKIT_REPORT_SHARE_H
#define TEIKIT_REPORT_SHARE_H

#include "base/buffer.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

/* How many shares a call may have, and the length of a digest, in hexadecimal figures. */
enum { MOST_SHARES = 1000000, SHARE_FIGURES = 32 };

/* What a share's report says before all else. */
struct share_head {
    size_t number, count;          /* it is the number-th of count, from 1 */
    size_t inputs, of;             /* how many the share has, and how many the call */
    char verb[16];                 /* of the call */
    char call[SHARE_FIGURES + 1];  /* a digest of what the verb was told to do */
    char names[SHARE_FIGURES + 1]; /* a digest of the names of all inputs of the call */
};

/* What it says at its end, so that none that was cut short is taken for whole. */
struct share_end {
    size_t inputs;                 /* that were done */
    int status;                    /* of the call */
    char files[SHARE_FIGURES + 1]; /* a digest of the other files that the call read, or "" */
};

/* ---- writing ---- */

/* Append a line. */
void share_write_head(const struct share_head *head, struct buffer *lines);
void share_write_input(size_t place, const char *file, struct buffer *lines);
void share_write_end(const struct share_head *head, const struct share_end *end,
                     struct buffer *lines);

/* The format that a share is written in where the call asks for `format`: its own for jsonl. */
const struct report_format *report_format_of_share(const struct report_format *format);

/* Writes the head, or the end, of a report in that format; the end counts the inputs itself. */
void report_begin_share(struct report *report, const struct share_head *head);
void report_end_share(struct report *report, const struct share_end *end);

/* ---- reading ---- */

/* The report of a share, read an input at a time.  The file is open only while it is read from, so
   that there may be more shares than open files. */
struct share_reader {
    const char *path;
    struct share_head head;
    struct share_end end;
    bool whole;            /* `end` is there */
    bool damaged;          /* reading ended at a line that is none of such a report: */
    size_t line;           /* its number, or that of the last line read */
    size_t place;          /* of the input at hand, from 0 */
    char *file;            /* its name */
    struct buffer content; /* what stands before it: lines, or findings for report_replay() */
    size_t done;           /* how many inputs were read */
    struct buffer pending; /* bytes of the file that are not read yet, from `start` on */
    size_t start, offset;  /* and where in the file those behind them are */
};

/* Reads head and end of a report; `path` has to live as long as the reader.  What is SHARE_READ is
   to be freed with share_reader_free(). */
enum share_opened {
    SHARE_READ,
    SHARE_UNREADABLE, /* errno tells why */
    SHARE_NONE        /* it is no report of a share */
} share_reader_open(struct share_reader *reader, const char *path);

/* Goes to the next input; false where there are no more, and then the content is what belongs to
   none. */
bool share_reader_next(struct share_reader *reader);

void share_reader_free(struct share_reader *reader);

#endif
