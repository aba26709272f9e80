/* Collections: one thing made of many documents.  A stylesheet makes an entry of each document, an
   element `entry`; of all entries together, in an element `collection`, another stylesheet makes
   files: an element `files` with `<file path="…">` elements, each of which holds the one element
   that is its document, or its text. */
#ifndef TEIKIT_TRANSFORM_COLLECTION_H
#define TEIKIT_TRANSFORM_COLLECTION_H

#include "base/buffer.h"
#include "report/report.h"
#include "transform/transform.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds what the first stylesheet made of a document to the entries.  What stands before the
   element, such as the document type that stylesheets inherit of html.xsl, does not count. */
void collection_add(struct buffer *entries, const char *made, size_t length);

/* Takes a file that a stylesheet made; false where it cannot, so that the next is not tried. */
typedef bool collection_take(void *context, const char *path, const char *bytes, size_t length);

/* Where the results go; `page` is told the attributes of each element `page`, which are parameters
   of a document's page and end with a NULL name, or is NULL. */
struct collection_taker {
    collection_take *file;
    void (*page)(void *context, const struct transform_parameter *parameters);
    void *context;
};

/* Makes files of the entries, which stand one behind the other, and gives them away in their order.
   Findings name the entries as `name`; of the parameters those count that the stylesheet has.
   False, with findings, where that fails: transform/file-name for a path that leads elsewhere. */
bool collection_make(struct transform_stylesheet *stylesheet, const struct buffer *entries,
                     const char *name, const struct transform_parameter *parameters,
                     struct report *report, const struct collection_taker *taker);

/* Whether the path of a file stays in the folder that it is written to. */
bool path_stays(const char *path);

/* SHA-256 of bytes, in hexadecimal. */
void collection_digest(const char *bytes, size_t length, char sha256[65]);

/* ---- e-books ---- */

/* Makes an e-book (EPUB 3.3) of the entries that the stylesheet epub.xsl made, by the stylesheet
   epub-book.xsl, and appends it to `output`, which is empty.  `title` is the book's; NULL: that of
   its documents.  False, with findings, where that fails. */
bool book_make(struct transform_stylesheet *stylesheet, const struct buffer *entries,
               const char *name, const char *title, struct report *report, struct buffer *output);

#endif
