/* Calls of transform that make one thing of all their inputs: rows in one file, an e-book, or a
   site. */
#ifndef TEIKIT_VERBS_GATHER_H
#define TEIKIT_VERBS_GATHER_H

#include "transform/rows.h"
#include "transform/site.h"
#include "transform/transform.h"
#include "verbs/verb.h"

#include <stdbool.h>

/* What is gathered; begin with zeroes. */
struct gathering {
    enum { GATHER_NOTHING, GATHER_ROWS, GATHER_BOOK, GATHER_SITE } kind;
    bool any; /* whether something was made of any input, if only nothing at all */
    struct rows rows;
    struct buffer entries;                /* of a book */
    struct transform_stylesheet *binding; /* that makes a book of them */
    const char *title;                    /* of the book; or NULL */
    struct site *site;
};

/* Gets ready to make a site, by its stylesheet for the shared pages. */
enum status gather_site(struct gathering *gathering, const struct destination *destination,
                        struct transform_stylesheet *stylesheet,
                        const struct transform_parameter *parameters,
                        const struct transform_options *options, struct inputs *inputs,
                        struct report *report);

/* Finds out what the results of the stylesheet become, and gets ready for it; STATUS_DONE, or a
   finding says why the results cannot go there. */
enum status gather_begin(struct gathering *gathering, const struct destination *destination,
                         const struct transform_stylesheet *stylesheet,
                         const struct transform_parameter *parameters,
                         const struct transform_options *options, const struct inputs *inputs,
                         struct report *report);

/* Whether the result of an input is one thing with those of the others. */
bool gathers(const struct gathering *gathering, const struct destination *destination);

/* Takes what was made of the next input; nothing where its document is at fault. */
void gather_take(struct gathering *gathering, const struct input *input, const struct buffer *made);

/* Makes the book of one document alone; false, with a finding. */
bool gather_alone(const struct gathering *gathering, const char *name, struct buffer *made,
                  struct report *report);

/* Writes what was gathered; a site's pages as the call says. */
enum status gather_end(struct gathering *gathering, const struct destination *destination,
                       const struct batch_call *call);

void gather_free(struct gathering *gathering);

#endif
