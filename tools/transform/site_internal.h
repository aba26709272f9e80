/* What the files of a site share: what is known of its documents, now and from the time before. */
#ifndef TEIKIT_TRANSFORM_SITE_INTERNAL_H
#define TEIKIT_TRANSFORM_SITE_INTERNAL_H

#include "transform/collection.h"
#include "transform/site.h"

#include <libxml/hash.h>

/* A document of the site. */
struct site_document {
    char *name;      /* its path within the inputs, without its extension */
    char digest[65]; /* of its bytes; "": something was said of it, so that it is not passed over */
    char page[65];   /* of all that its page was made of; "": it has none */
    struct buffer entry, words;
};

/* What a site holds. */
struct site_contents {
    char key[65]; /* a digest of all that pages depend on besides their documents; "": not known */
    struct site_document *documents;
    size_t count, capacity;
    xmlHashTable *files; /* the paths of those that were written; each is its own value */
    xmlHashTable *names; /* of the documents: their places, counted from 1 */
};

void site_contents_begin(struct site_contents *contents);
void site_contents_free(struct site_contents *contents);

/* Adds a document, which takes over what it is given. */
struct site_document *site_contents_add(struct site_contents *contents,
                                        struct site_document document);

/* The document of that name; NULL: there is none. */
struct site_document *site_contents_find(const struct site_contents *contents, const char *name);

void site_contents_add_file(struct site_contents *contents, const char *path);

/* Reads what the site in the folder held when it was made; nothing where that cannot be told. */
void site_contents_read(struct site_contents *contents, const char *folder);

/* Writes it there; false where that fails, errno tells why. */
bool site_contents_write(const struct site_contents *contents, const char *folder);

#endif
