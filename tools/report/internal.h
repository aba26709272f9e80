/* What the files of report share: a sink, which is one place that findings are written to, and the
   table of functions that a format is. */
#ifndef TEIKIT_REPORT_INTERNAL_H
#define TEIKIT_REPORT_INTERNAL_H

#include "base/buffer.h"
#include "report/report.h"
#include "report/share.h"

#include <jansson.h>

struct excerpts;

/* How often a code was found. */
struct code_count {
    char *code;
    enum severity severity; /* the worst that it was found with */
    size_t count;
};

/* What a report has seen so far. */
struct totals {
    size_t files, files_at_fault; /* that were said to be checked */
    size_t findings[SEVERITY_ERROR + 1];
    struct code_count *codes; /* sorted by code */
    size_t code_count, code_capacity;
    double seconds; /* that the work took; known at its end */
};

struct sink {
    const struct report_format *format;
    FILE *stream;
    bool colour;
    struct excerpts *excerpts; /* the report's; finds source lines for formats that show them */
    size_t files, findings;    /* how many it was told of */
    size_t place;              /* of the file that is said to be checked, among the call's inputs */
    bool once;                 /* the finding that is added is about what documents share */
    void *state;               /* the format's own; freed by its end() */
};

struct report_format {
    const char *name;
    bool shows_excerpts;
    void (*begin)(struct sink *sink); /* all but add may be NULL */
    void (*begin_share)(struct sink *sink,
                        const struct share_head *head); /* for one, see share.h */
    void (*add)(struct sink *sink, const struct finding *finding);
    void (*svrl)(struct sink *sink, const struct report_svrl *svrl); /* NULL for all but one */
    void (*checked)(struct sink *sink, const char *file); /* all findings of that file are in */
    void (*end_share)(struct sink *sink, const struct share_end *end); /* NULL for all but one */
    void (*lines)(struct sink *sink, const char *lines, size_t length);
    void (*end)(struct sink *sink, const struct totals *totals);
};

extern const struct report_format report_text, report_jsonl, report_sarif, report_junit,
    report_github, report_checkstyle, report_svrl_format, report_share;

extern const char *const report_severity_names[];

/* record.c: a finding as bytes, with whether it is to be said once only. */
void record_finding(struct buffer *record, const struct finding *finding, bool once);

/* Takes the next finding, whose strings stay in the record, which moves on; false at its end. */
bool record_take(const char **record, const char *end, struct finding *finding, bool *once);

/* The finding as an object of jsonl. */
json_t *jsonl_object(const struct finding *finding);

/* The offset, in bytes, of the character in that column of a line, which counts from 1. */
size_t excerpt_offset(const char *line, size_t length, size_t column);

/* Where source lines are read from when a finding brings none along. */
struct excerpts *excerpts_new(void);
void excerpts_free(struct excerpts *excerpts);

/* The line of that number in that file, without its line end; NULL where it cannot be had.  Valid
   until the next call.  Lines asked for in order cost one pass over the file. */
const char *excerpts_line(struct excerpts *excerpts, const char *file, size_t line, size_t *length);

/* Appends the string with U+FFFD for what is not UTF-8 and for control characters, which file names
   may hold and neither XML nor a terminal can take; white space stays. */
void clean_append(struct buffer *buffer, const char *string);

/* Appends the string, cleaned, as it stands in an attribute or as text of XML. */
void xml_append(struct buffer *buffer, const char *string);

#endif
