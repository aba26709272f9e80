/* The documents that an evaluation may ask for by URI: fn:doc(), fn:collection() and
   fn:unparsed-text() (F&O 15.5).  Files are read from allowed folders only, each once, and nothing
   is fetched from elsewhere; where a document cannot be had, a sentence says why. */
#ifndef TEIKIT_XML_DOCUMENTS_H
#define TEIKIT_XML_DOCUMENTS_H

#include "base/buffer.h"
#include "xml/tree.h"

struct documents;

struct documents_options {
    const struct tree_names *names; /* on which the trees stand; or NULL */
    const char *collection;         /* the URI of the default collection; or NULL */
    size_t most_bytes;              /* of all files that are read; 0: 1 GiB */
};

/* The URI in `options` is copied. */
struct documents *documents_new(const struct documents_options *options);
void documents_free(struct documents *documents);

/* Allows files in a folder, or in the folder of a file (an input, a schema), and beneath it.  False
   where there is no such folder. */
bool documents_allow_folder(struct documents *documents, const char *folder);
void documents_allow(struct documents *documents, const char *path);

/* Whether all files are allowed for the time being. */
void documents_allow_all(struct documents *documents, bool all);

/* Gives a tree that was read already, found by its URI from now on, unless another was before.  It
   stays the caller's, and has to live until it is taken back. */
void documents_add(struct documents *documents, struct tree *tree);
void documents_take_back(struct documents *documents, const struct tree *tree);

/* ---- what is asked for; `data` is a struct documents.  A reason lives until the next call ---- */

/* The tree of an absolute URI, the same each time; NULL with a reason. */
struct tree *documents_document(void *data, const char *uri, const char **reason);

/* Appends the URIs of a collection, a NUL behind each: those of the files in a folder, in the order
   of their names (`file:/folder?select=*.xml;recurse=yes`; without `select` those that end in
   .xml), or those that a file lists as <collection><doc href="..."/></collection>; "" is the
   default collection.  False with a reason. */
bool documents_collection(void *data, const char *uri, struct buffer *uris, const char **reason);

/* Appends the bytes of a file; false with a reason. */
bool documents_text(void *data, const char *uri, struct buffer *bytes, const char **reason);

#endif
