/* What the files that provide documents share: documents.c, collection.c. */
#ifndef TEIKIT_XML_DOCUMENTS_INTERNAL_H
#define TEIKIT_XML_DOCUMENTS_INTERNAL_H

#include "xml/documents.h"

#include <libxml/hash.h>

struct documents {
    const struct tree_names *names;
    char **folders; /* NULL behind the last; NULL: none */
    size_t folder_count, folder_capacity;
    bool allows_all;
    char *collection;
    size_t left;        /* bytes that may be read yet */
    xmlHashTable *kept; /* by URI: struct kept */
    struct buffer reason;
};

/* Sets the reason; false. */
bool documents_refuse(struct documents *documents, const char **reason, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The path of a URI that leads to what may be read, to be freed; NULL with a reason. */
char *documents_path(struct documents *documents, const char *uri, const char **reason);

/* The tree of a document that is not kept, to be freed; NULL with a reason. */
struct tree *documents_read(struct documents *documents, const char *uri, const char **reason);

#endif
