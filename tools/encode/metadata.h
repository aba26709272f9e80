/* Metadata of the user's own: what an edition knows of its documents and their texts do not say.
   YAML for all documents, and for those whose file names match a pattern. */
#ifndef TEIKIT_ENCODE_METADATA_H
#define TEIKIT_ENCODE_METADATA_H

#include "encode/encode.h"

struct metadata_identifier {
    char *type, *value;
};

/* What is said of a document; NULL and 0 where nothing is.  The names are the keys of the YAML. */
struct metadata {
    char *match;    /* file names that it is about; NULL: all */
    char *document; /* the id of the only document of the file that it is about; NULL: all */
    char *title, *publisher, *place, *published, *language, *date;
    char **authors, **editors, **languages;
    struct metadata_identifier *identifiers;
    struct {
        char *name, *target;
    } licence;
    struct {
        char *title, *volume, *issue, *identifier;
        char *volumes; /* the address of a document of another volume, with {volume} and the like */
    } series;
    struct {
        char *settlement, *institution, *repository, *collection, *box, *folder, *identifier;
    } source;
    unsigned authors_count, editors_count, languages_count, identifiers_count;
};

/* What is said of the file of that name: of all, and over it what each matching entry says, in
   their order.  Strings belong to `metadata`, which may be NULL. */
struct metadata metadata_of(const struct encode_metadata *metadata, const char *name);

/* What is said of the document of that id in the file, and of no other; all NULL for `id` NULL. */
struct metadata metadata_of_document(const struct encode_metadata *metadata, const char *name,
                                     const char *id);

/* `all`, and over it what `other` says. */
struct metadata metadata_over(struct metadata all, const struct metadata *other);

#endif
