/* Source text: the bytes of a plain-text file as UTF-8, its lines, and where in them a byte stands.
 */
#ifndef TEIKIT_TEXT_TEXT_H
#define TEIKIT_TEXT_TEXT_H

#include "base/buffer.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

/* How many figures a digest has. */
enum { TEXT_DIGEST = 64 };

struct text {
    const char *name;    /* the file, as the user named it */
    char *bytes;         /* UTF-8, without byte order mark, each line end a LF; NUL behind them */
    size_t length;       /* of `bytes` */
    size_t *lines;       /* the offset at which each line begins; lines[line_count] is `length` */
    size_t line_count;   /* at least 1 */
    const char *charset; /* what the file was read as: IANA's name */
    char sha256[TEXT_DIGEST + 1]; /* of the file's own bytes: text_digest() */
    bool has_form_feeds;          /* each is FORM_FEED_SIGN at the beginning of a line */
    struct text_cursor { /* the last place asked for: places asked for in order cost one pass */
        size_t line, column, offset;
    } cursor;
    /* Where the text was put into NFC or held form feeds: the text as it was, in which findings
       speak, and the places that differ, in order; else NULL. */
    struct text *source;
    struct text_change {
        size_t start, end; /* in this text */
        size_t source_end; /* in the source */
    } * changes;
    size_t change_count, changes_capacity;
};

/* What stands in the bytes for a form feed, which XML cannot hold: U+240C.  Behind it on its line
   is nothing, or the number of the page, with dashes or without. */
#define FORM_FEED_SIGN "␌"

/* The bytes with which the number of a page may begin, or the dash before it. */
#define TEXT_PAGE_NUMBER_STARTS                                                                    \
    "-\xE2"                                                                                        \
    "0123456789ivxlcdmIVXLCDM"

/* Where the number of a page begins in the line at `at`, and its length; 0 where the line holds
   anything else or nothing. */
size_t text_page_number(const char *at, size_t *length);

/* The SHA-256 of the bytes, in hexadecimal figures with a NUL behind them. */
void text_digest(const char *bytes, size_t length, char figures[TEXT_DIGEST + 1]);

/* How a file is to be read. */
struct text_wishes {
    const char *charset;  /* the encoding's name as iconv knows it; NULL: found by looking */
    const char *language; /* of the text, as BCP 47 has it, for a better look; or NULL */
    bool nfc;             /* put it into NFC */
    bool threads;         /* a second thread may help */
};

enum text_status {
    TEXT_READ,
    TEXT_AT_FAULT,   /* it is not text, or holds what cannot be encoded: findings say what */
    TEXT_UNREADABLE, /* the file cannot be read: a finding says why */
};

/* Reads the file `path` ("-": standard input), which findings name as `name`, into *text, which the
   caller frees with text_free() where the status is TEXT_READ.  The encoding, if it is not wished
   for, is UTF-8 or UTF-16 where the bytes are that, else what they look like; a finding says so if
   it is not UTF-8, and another says how much NFC changed. */
enum text_status text_read(const char *path, const char *name, const struct text_wishes *wishes,
                           struct report *report, struct text **text);

/* The same for `length` bytes in memory, which are copied. */
enum text_status text_read_memory(const char *bytes, size_t length, const char *name,
                                  const struct text_wishes *wishes, struct report *report,
                                  struct text **text);

/* The same text for another thread, which may ask for places at the same time; the bytes are
   shared. Free it with text_twin_free(), before the one that it is made of. */
struct text *text_twin(const struct text *text);
void text_twin_free(struct text *twin);

void text_free(struct text *text);

/* Whether text_read() knows an encoding of that name. */
bool text_knows_charset(const char *name);

/* Appends the file's name without its folders, as XML can hold it: in names on disk any byte may
   stand, and those that are no text become U+FFFD. */
void text_file_name(const struct text *text, struct buffer *name);

/* Line and column, from 1 and in characters, of the byte at `offset`. */
void text_place(struct text *text, size_t offset, size_t *line, size_t *column);

/* Adds a finding about the byte at `offset`, with its line as excerpt; `hint` may be NULL. */
void text_say(struct text *text, size_t offset, struct report *report, enum severity severity,
              const char *code, const char *hint, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

#endif
