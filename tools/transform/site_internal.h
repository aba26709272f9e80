/* What the files of a site share: what is known of its documents, now and from the time before; its
   files and pages. */
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

/* The page of a document, and its parameters. */
struct site_page {
    size_t document; /* its place among the documents */
    struct transform_parameter *parameters;
    size_t count, capacity;
};

struct site {
    struct site_wishes wishes;
    struct transform_stylesheet *entry, *page;
    struct site_contents before, now;
    const struct input **inputs; /* of the documents */
    size_t input_capacity;
    bool changed;
    struct site_page *pages; /* in the order in which they are read */
    size_t page_count, page_capacity;
    size_t *jobs; /* the pages that are made */
};

/* ---- files (site_files.c) ---- */

/* What a document has in the site. */
enum { PAGE_FILE, TEI_FILE, LINES_FILE, DOCUMENT_FILES };

/* Appends the path within the site of that file of the document of that name. */
void site_add_document_file(int which, const char *name, struct buffer *path);

/* Write a file of the site, or of a document; false, with a finding, where that fails. */
bool site_write_file(const struct site *site, const char *path, const char *bytes, size_t length);
bool site_write_document_file(const struct site *site, int which, const char *name,
                              const struct buffer *bytes);

/* Whether the file is there; whether all of the document's are. */
bool site_exists(const struct site *site, const char *path);
bool site_document_exists(const struct site *site, const char *name);

/* ---- pages (site_pages.c) ---- */

/* The user's parameters that the stylesheet has, behind the `count` that are there already; to be
   freed. */
struct transform_parameter *site_with_own_parameters(const struct transform_stylesheet *stylesheet,
                                                     const struct transform_parameter *own,
                                                     const struct transform_parameter *first,
                                                     size_t count);

/* Makes the pages that documents share, from which it is known which pages documents have; false,
   with findings, where that fails. */
bool site_make_shared(struct site *site);

/* Makes the pages of documents that are not as they would be made; gives the batch's status. */
int site_make_pages(struct site *site, const struct batch *batch);

#endif
