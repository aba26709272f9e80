/* Verbs: what the program can do, one file each.  What they share: options, reports, exit statuses
   and where outputs go. */
#ifndef TEIKIT_VERBS_VERB_H
#define TEIKIT_VERBS_VERB_H

#include "batch/batch.h"
#include "batch/inputs.h"
#include "batch/share.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses; in a batch the worst one counts.  A batch that a signal ended has 128 and the
   signal's number. */
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
    const struct option *shared; /* those that it has in common with other verbs; or NULL */
    enum status (*run)(const struct verb *verb, char **arguments); /* ends with NULL */
};

extern const struct verb verb_encode, verb_validate, verb_watch, verb_transform, verb_convert,
    verb_show, verb_explain, verb_query, verb_merge, verb_lsp;

/* All of them, in the order in which they are listed; NULL ends the list. */
extern const struct verb *const verbs[];

/* The verb of that name, `length` bytes long; NULL where there is none. */
const struct verb *verb_named(const char *name, size_t length);

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

/* The indices of shared options begin here. */
enum { SHARED_OPTIONS = 1000 };

/* What comes next: the index of an option in the verb's table (its argument in ->value),
   ARGUMENT_INPUT (in ->value), ARGUMENT_END, or ARGUMENT_WRONG (a finding says why). */
int arguments_next(struct arguments *arguments);

/* Adds a finding about how the program was called and returns STATUS_CALL. */
enum status usage_error(struct report *report, const char *code, const char *hint,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Takes the number that the option's argument is, from 0 to `most`; false, with a finding, where it
   is none. */
bool read_number(struct report *report, const char *option, const char *text, double most,
                 double *number);

/* ---- reports ---- */

/* A report in text on standard error. */
struct report *report_on_stderr(void);

/* Ends a report; a write error of it makes the status STATUS_CALL. */
enum status report_end(struct report *report, enum status status);

/* Reports that --output FORMAT:FILE asks for, beside the one that is shown. */
struct report_files {
    struct report_file *list;
    size_t count, capacity;
};

/* Notes one; false, with a finding, where the text is not FORMAT:FILE. */
bool report_files_add(struct report_files *files, const char *text, struct report *report);

/* Those in jsonl become reports of a share. */
void report_files_of_share(struct report_files *files);

/* Lets the findings go to them from now on; false, with a finding in `report`, where one is an
   input. */
bool report_files_open(struct report_files *files, const struct inputs *inputs,
                       struct report *report, struct report *findings);

/* Puts what was written in its place, once report_free() has ended the findings, and frees the
   list. False, with a finding, where a file cannot be written. */
bool report_files_write(struct report_files *files, struct report *report);

/* Writes text to standard output. */
enum status print_text(const char *bytes, size_t length, struct report *report);

/* ---- outputs ---- */

/* Where results go: one file, a folder, or (both NULL) standard output. */
struct destination {
    const char *file, *folder;
    bool spares_sources; /* the texts from which the inputs were encoded are not overwritten */
};

/* Whether so many inputs can go there; a finding says why not. */
bool destination_fits(const struct destination *destination, const struct inputs *inputs,
                      const char *extension, struct report *report);

/* The path in the destination's folder for an input: its own, with `extension` in place of its own,
   and with `name` in place of its name, if that is not NULL. */
void destination_path(const struct destination *destination, const struct input *input,
                      const char *name, const char *extension, struct buffer *path);

/* Writes to such a path, unless it is the input. */
enum status destination_write_to(const struct destination *destination, const char *path,
                                 const struct input *input, const struct buffer *bytes,
                                 struct report *report);

/* Writes the result of an input there, with `extension` ("xml") in place of its own; what goes to
   standard output is appended to `output`. */
enum status destination_write(const struct destination *destination, const struct input *input,
                              const char *extension, const struct buffer *bytes,
                              struct report *report, struct buffer *output);

/* Whether one result of all inputs can go to the file or to standard output: STATUS_DONE, or a
   finding says that it would take the place of an input. */
enum status destination_is_free(const struct destination *destination, const struct inputs *inputs,
                                struct report *report);

/* Writes it there. */
enum status destination_put(const struct destination *destination, const struct buffer *bytes,
                            struct report *report);

/* Whether the file is one of the inputs, so that nothing is to be written there. */
bool is_input(const char *path, const struct inputs *inputs);

/* A digest, for a share's report, of bytes and of the content of files. */
struct stamps;
void share_digest(const struct buffer *bytes, const struct stamps *files,
                  char digest[SHARE_FIGURES + 1]);

/* ---- verbs that do the same to each input ---- */

/* What calls of such verbs have in common. */
struct batch_call {
    struct inputs inputs;
    bool inputs_missing;     /* some cannot be had; the rest is done */
    struct report *report;   /* of the call */
    struct report *findings; /* of the inputs; NULL: the same */
    size_t workers;
    double timeout;
    const char *revision; /* only files that changed since it count; NULL: all */
    bool quiet;
    struct share share;     /* that is to be done; {0}: all */
    struct share_head head; /* what its report says of it; known when the verb begins */
    struct buffer told;     /* the verb's own options, as far as results hang on them */
};

/* What such a verb does; `call` is its own. */
struct batch_verb {
    const char *extension; /* of the files that a folder is searched for */
    const char *example;   /* a call of it */
    /* Takes an option of its own; false where a finding says what is wrong with its argument. */
    bool (*set)(void *call, int option, const char *value);
    /* Takes an input instead of adding it to those of the call; false, with a finding, where it
       cannot be had.  Or NULL. */
    bool (*take_input)(void *call, const char *argument);
    /* What is worked on where no input is named; it gives NULL where that is nothing.  Or NULL. */
    const char *(*usual_input)(void *call);
    /* Loads what all inputs need, when there are any and all options are known; STATUS_DONE, or
       nothing is done. */
    enum status (*begin)(void *call);
    /* Does its work on one input, perhaps in another process; see batch/batch.h. */
    enum status (*work)(void *call, const struct input *input, struct batch_result *result);
    /* Takes what came of each input, in their order; or NULL. */
    void (*take)(void *call, const struct input *input, const struct batch_result *result);
};

/* The options that they have in common, for verb.shared. */
extern const struct option batch_options[];

/* Reads the arguments; false where the call is wrong, so that nothing is to be done. */
bool batch_verb_read(const struct verb *verb, char **words, const struct batch_verb *does,
                     struct batch_call *common, void *call);

/* Does the work on all inputs of the call. */
enum status batch_verb_work(const struct batch_verb *does, struct batch_call *common, void *call);

/* Once the arguments are read: begins, and does the work on all inputs. */
enum status batch_verb_work_all(const struct verb *verb, const struct batch_verb *does,
                                struct batch_call *common, void *call);

/* Reads the arguments, begins, and does the work on all inputs.  The caller frees the call with
   batch_call_free(). */
enum status batch_verb_run(const struct verb *verb, char **words, const struct batch_verb *does,
                           struct batch_call *common, void *call);

/* Frees the inputs, and what is known of the share. */
void batch_call_free(struct batch_call *common);

#endif
