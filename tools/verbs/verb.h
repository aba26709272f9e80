/* Verbs: what the program can do, one file each.  What they share: options, reports, exit statuses
   and where outputs go. */
#ifndef TEIKIT_VERBS_VERB_H
#define TEIKIT_VERBS_VERB_H

#include "batch/inputs.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses; in a batch the worst one counts. */
enum status {
    STATUS_DONE = 0,     /* done, nothing found */
    STATUS_DOCUMENT = 1, /* a document is at fault */
    STATUS_CALL = 2      /* the call, a schema, a stylesheet, a profile or a file is at fault */
};

/* The worse of two. */
enum status status_worst(enum status first, enum status second);

/* ---- options ---- */

/* One option of a verb; a table of them ends with a NULL name. */
struct option {
    const char *name;     /* without its "--" */
    char letter;          /* without its "-"; 0: none */
    const char *argument; /* what stands for its argument in the help; NULL: it takes none */
    const char *help;
};

struct verb {
    const char *name, *usage, *summary;
    const struct option *options;
    enum status (*run)(const struct verb *verb, char **arguments); /* ends with NULL */
};

extern const struct verb verb_encode, verb_validate, verb_transform, verb_convert, verb_show;

/* A walk over the arguments of a call. */
struct arguments {
    const struct verb *verb;
    char **next;       /* the argument to be looked at next */
    char *cluster;     /* the rest of short options behind one "-"; or NULL */
    const char *value; /* of the option found, or the input found */
    struct report *report;
    bool only_inputs; /* a "--" was seen */
};

enum { ARGUMENT_END = -1, ARGUMENT_INPUT = -2, ARGUMENT_WRONG = -3 };

/* What comes next: the index of an option in the verb's table (its argument in ->value),
   ARGUMENT_INPUT (in ->value), ARGUMENT_END, or ARGUMENT_WRONG (a finding says why). */
int arguments_next(struct arguments *arguments);

/* Adds a finding about how the program was called and returns STATUS_CALL. */
enum status usage_error(struct report *report, const char *code, const char *hint,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

/* ---- reports ---- */

/* A report in text on standard error. */
struct report *report_on_stderr(void);

/* Ends a report; a write error of it makes the status STATUS_CALL. */
enum status report_end(struct report *report, enum status status);

/* Writes text to standard output. */
enum status print_text(const char *bytes, size_t length, struct report *report);

/* ---- outputs ---- */

/* Where results go: one file, a folder, or (both NULL) standard output. */
struct destination {
    const char *file, *folder;
};

/* Whether so many inputs can go there; a finding says why not. */
bool destination_fits(const struct destination *destination, const struct inputs *inputs,
                      const char *extension, struct report *report);

/* Writes the result of an input there, with `extension` ("xml") in place of its own. */
enum status destination_write(const struct destination *destination, const struct input *input,
                              const char *extension, const char *bytes, size_t length,
                              struct report *report);

/* Whether the file is one of the inputs, so that nothing is to be written there. */
bool is_input(const char *path, const struct inputs *inputs);

/* How an input is named in findings. */
const char *input_name(const struct input *input);

#endif
