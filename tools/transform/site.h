/* Sites: a folder of TEI becomes a folder of pages, in which only what has changed is made anew. */
#ifndef TEIKIT_TRANSFORM_SITE_H
#define TEIKIT_TRANSFORM_SITE_H

#include "batch/batch.h"
#include "transform/transform.h"

#include <stdbool.h>

struct site;

/* What a site is made with; all of it must live as long as the site. */
struct site_wishes {
    const char *folder;                  /* that it is written to */
    struct transform_stylesheet *shared; /* site.xsl, or one like it */
    const struct transform_parameter *parameters;
    const struct transform_options *options;
    struct report *report;
};

/* Begins a site of the inputs; those in its folder, which it wrote itself, are taken out of them.
   NULL, with findings, where it cannot be made: transform/site-folder where the inputs' folder is
   in the site's, call/same-output. */
struct site *site_begin(const struct site_wishes *wishes, struct inputs *inputs);

/* Does its part of the work on an input, perhaps in a process of its own: what the site is to know
   of it is appended to `known`, for site_take(). */
enum transform_status site_work(struct site *site, const struct input *input, struct buffer *known);

/* Takes what became of the next input, in their order. */
void site_take(struct site *site, const struct input *input, const struct buffer *known);

/* Makes the pages that are missing or have changed, as `batch` says, of which only the number of
   workers, the times and the statuses count; removes those of documents that are gone.  Gives the
   worst status, as batch_run() does. */
int site_end(struct site *site, const struct batch *batch);

void site_free(struct site *site);

#endif
