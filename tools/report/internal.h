/* What the files of report share: the table of functions that a format is. */
#ifndef TEIKIT_REPORT_INTERNAL_H
#define TEIKIT_REPORT_INTERNAL_H

#include "report/report.h"

struct excerpts;

struct report_format {
    const char *name;
    bool shows_excerpts;
    /* Writes one finding; `excerpts` finds source lines for formats that show them. */
    void (*add)(FILE *stream, const struct finding *finding, struct excerpts *excerpts,
                bool colour);
};

extern const struct report_format report_text, report_jsonl;

extern const char *const report_severity_names[];

/* record.c: a finding as bytes, with whether it is to be said once only. */
void record_finding(struct buffer *record, const struct finding *finding, bool once);

/* Takes the next finding, whose strings stay in the record, which moves on; false at its end. */
bool record_take(const char **record, const char *end, struct finding *finding, bool *once);

/* Where source lines are read from when a finding brings none along. */
struct excerpts *excerpts_new(void);
void excerpts_free(struct excerpts *excerpts);

/* The line of that number in that file, without its line end; NULL where it cannot be had.  Valid
   until the next call.  Lines asked for in order cost one pass over the file. */
const char *excerpts_line(struct excerpts *excerpts, const char *file, size_t line, size_t *length);

#endif
