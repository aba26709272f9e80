/* Findings, the one currency for all that teikit says to its user, and the report that writes them
   in one of several formats. */
#ifndef TEIKIT_REPORT_REPORT_H
#define TEIKIT_REPORT_REPORT_H

#include "base/buffer.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* One finding.  Strings are UTF-8 and belong to whoever adds it; the report keeps none of them. */
struct finding {
    enum severity severity;
    const char *code;    /* a stable name, "module/what" */
    const char *file;    /* as the user named it; NULL where the finding is about no file */
    size_t line, column; /* from 1, columns in characters; 0 where not known */
    const char *message; /* a sentence without its full stop */
    const char *hint;    /* what to do about it, or NULL */
    const char *xpath;   /* the node that it is about, or NULL */
    const char *excerpt; /* the source line, where it is at hand; else the report reads it from the
                            file */
    size_t excerpt_length; /* in bytes */
    size_t excerpt_column; /* of its first character, where the excerpt is a piece of a long line;
                              else 0 */
};

/* Of a line longer than that, so many characters before the column of a finding and bytes behind it
   are excerpt enough. */
enum { EXCERPT_BEFORE = 60, EXCERPT_BEHIND = 1024 };

struct report;
struct report_format; /* how findings are written */

/* The format of that name ("text", "jsonl", "sarif", "junit", "github", "checkstyle", "svrl"); NULL
   where there is none. */
const struct report_format *report_format_named(const char *name);

/* The names of all formats, separated by ", ". */
const char *report_format_names(void);

/* A report that writes to `stream`, which stays the caller's; NULL: only who listens hears of the
   findings.  `colour` marks severities and carets for a terminal. */
struct report *report_new(FILE *stream, const struct report_format *format, bool colour);

/* Lets the findings that are added from now on be written to one more stream, in a format of its
   own.  Whether that could be written, ferror() tells. */
void report_also(struct report *report, FILE *stream, const struct report_format *format,
                 bool colour);

/* Writes what is still to be written and frees the report.  False where writing failed at any time;
   errno tells why. */
bool report_free(struct report *report);

/* Adds a finding. */
void report_add(struct report *report, const struct finding *finding);

/* Adds a finding whose message is formatted as by printf(). */
void report_say(struct report *report, enum severity severity, const char *code, const char *file,
                size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

/* Adds an error about the call, which is in no file; `hint`: what to do about it, or NULL. */
void report_wrong_call(struct report *report, const char *code, const char *hint,
                       const char *format, va_list arguments);

/* Says that the work on this file, an input, is done: the findings added since the last one that
   was done belong to it.  Formats that count files, or list those without findings, need it.
   `place`: among the inputs of the call, from 0. */
void report_checked(struct report *report, const char *file, size_t place);

/* Whether all formats that the report is written in have lines, as jsonl has. */
bool report_takes_lines(const struct report *report);

/* Writes lines, with their ends, as they are. */
void report_add_lines(struct report *report, const char *lines, size_t length);

/* What rules of Schematron say of an input in SVRL (ISO/IEC 19757-3 annex D), beside their
   findings: attributes of its root, prefixes (a line each) and active patterns with what is behind
   them, as XML with the prefix `svrl`. */
struct report_svrl {
    const char *attributes, *prefixes, *patterns;
};

/* Whether a format that the report is written in has a use for that. */
bool report_takes_svrl(const struct report *report);

/* Hands it over; report_checked() has to follow. */
void report_add_svrl(struct report *report, const struct report_svrl *svrl);

/* Lets `hear` have each finding that is added from now on as well; NULL: nobody. */
void report_listen(struct report *report,
                   void (*hear)(void *context, const struct finding *finding), void *context);

/* Lets `filter` see each finding that is added from now on before all others: it may change the
   severity, and a finding for which it gives false is dropped.  NULL: nobody. */
void report_filter(struct report *report, bool (*filter)(void *context, struct finding *finding),
                   void *context);

/* Calls `before` each time before a finding is written, so that a progress line can make way. */
void report_before(struct report *report, void (*before)(void *context), void *context);

/* Findings that are added between report_once(report, true) and report_once(report, false) are
   about what documents share, such as a schema: one that was added so before is not written again,
   also where two worker processes found it. */
void report_once(struct report *report, bool once);

/* Findings on standard error are seen as they are made, but for those between report_hold(report,
   true) and report_hold(report, false), which are seen at its end at the latest: where many are
   made in a short time, writing each by itself takes longer than making it. */
void report_hold(struct report *report, bool hold);

/* Writes what there is to be written, so that the process can be forked or wait; findings stay
   apart, and source lines are read anew.  False where writing failed at any time; errno tells why.
 */
bool report_flush(struct report *report);

/* From now on findings are appended to `record` as well, for report_replay(), but for those that
   are about what documents share; NULL: no more. */
void report_copy(struct report *report, struct buffer *record);

/* From now on findings are appended to `record` instead of being written; NULL: written again.  A
   record is for report_replay(), in this process, one that is forked from the same, or one that has
   the same report_record_layout(). */
void report_divert(struct report *report, struct buffer *record);

/* A report of its own for another thread, which may use it while others use theirs: its findings
   are appended to `record`, for report_replay().  Free it with report_free(). */
struct report *report_apart(struct buffer *record);

/* Adds the findings of a record of `length` bytes. */
void report_replay(struct report *report, const char *record, size_t length);

/* A number that changes with what records look like; so do its bytes in memory. */
size_t report_record_layout(void);

/* How many findings of this severity were added. */
size_t report_count(const struct report *report, enum severity severity);

/* ---- what the codes mean ---- */

/* Markdown: what a code means, an example, and the mend.  It is built in; no NUL ends it. */
struct explanation {
    const char *text;
    size_t length; /* in bytes */
};

/* The explanation of a code; false where there is no such code. */
bool report_explain(const char *code, struct explanation *explanation);

/* The code behind the one at `after` in the list of all, NULL: the first.  It is *length bytes
   long; NULL where there are no more. */
const char *report_next_code(const char *after, size_t *length);

#endif
