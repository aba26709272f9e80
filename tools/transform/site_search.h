/* The index by which a site is searched: JavaScript files that its search loads as it needs them.
 */
#ifndef TEIKIT_TRANSFORM_SITE_SEARCH_H
#define TEIKIT_TRANSFORM_SITE_SEARCH_H

#include "base/buffer.h"
#include "transform/collection.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* Takes the `line` elements out of an entry: `text` gets a file of the document's lines, which the
   search knows by `name`, and `words` the words in them, each once, without capitals and accents,
   sorted and with a space behind each. */
void search_take_lines(xmlNode *entry, const char *name, struct buffer *text, struct buffer *words);

/* What the search knows of a document. */
struct search_document {
    const char *page, *title, *when, *name; /* the page's address; the document's name */
    const char *text;                       /* the address of its lines */
    const char *words;                      /* as search_take_lines() gives them */
};

/* Makes the files of the index, in the folder "search", for documents in the order in which they
   are to be found; false where `take` gives false. */
bool search_make(const struct search_document *documents, size_t count, collection_take *take,
                 void *context);

#endif
