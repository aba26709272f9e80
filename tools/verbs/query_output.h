/* How the verb `query` writes items and errors. */
#ifndef TEIKIT_VERBS_QUERY_OUTPUT_H
#define TEIKIT_VERBS_QUERY_OUTPUT_H

#include "report/report.h"
#include "xpath/xpath.h"

/* An expression as it was given, and what findings name it as. */
struct query_text {
    const char *name, *bytes;
};

/* Adds a finding about an error in the expression: `file` is the document that it was evaluated
   for, or NULL. */
void query_say_fault(struct report *report, const struct query_text *text,
                     const struct xpath_fault *fault, const char *file);

struct query_format {
    const char *name;
    /* Appends the items; `file` is NULL where it need not be named. */
    void (*write)(struct xpath_evaluation *evaluation, struct xpath_sequence value,
                  const char *file, struct buffer *output);
};

const struct query_format *query_format_named(const char *name);

#endif
