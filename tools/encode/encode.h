/* encode: plain text becomes TEI P5, by a profile that says how the source writes what it holds. */
#ifndef TEIKIT_ENCODE_ENCODE_H
#define TEIKIT_ENCODE_ENCODE_H

#include "base/buffer.h"
#include "report/report.h"
#include "text/text.h"

#include <stdbool.h>

struct encode_profile;
struct encode_metadata;
struct encode_persons;
struct encode_review;

/* Loads a profile: a file of the user's (a name with a "/" or a "."), else the built-in of that
   name; `language`: of the texts, if it is known (BCP 47), or NULL.  NULL where it cannot be used;
   findings say why.  Free it with encode_profile_free(). */
struct encode_profile *encode_profile_load(const char *name, const char *language,
                                           struct report *report);
void encode_profile_free(struct encode_profile *profile);

/* Loads and checks a file of metadata (docs/metadata.md).  NULL where it cannot be used; findings
   say why.  Free it with encode_metadata_free(). */
struct encode_metadata *encode_metadata_load(const char *path, struct report *report);
void encode_metadata_free(struct encode_metadata *metadata);

/* The language that it says all of the files of these names are in; NULL where it says none, or not
   the same of each. */
const char *encode_metadata_language(const struct encode_metadata *metadata,
                                     const char *const *names, size_t count);

/* Says which of its entries are about none of the files of these names. */
void encode_metadata_check_files(const struct encode_metadata *metadata, const char *const *names,
                                 size_t count);

/* Loads a TEI file of persons by which those of documents are identified.  NULL where it cannot be
   used; findings say why.  Free it with encode_persons_free(). */
struct encode_persons *encode_persons_load(const char *path, struct report *report);
void encode_persons_free(struct encode_persons *persons);

/* What an editor should know of an encoding: how many of each kind were found in the text, and of
   what the encoder was unsure, with places.  Free it with encode_review_free(). */
struct encode_review *encode_review_new(void);
void encode_review_free(struct encode_review *review);

/* Takes a finding into the review; for report_listen(). */
void encode_review_hear(void *review, const struct finding *finding);

/* Appends the review as a line of JSON; `encoded`: whether there is an encoding. */
void encode_review_write(const struct encode_review *review, const char *file, bool encoded,
                         struct buffer *output);

struct encode_options {
    const char *genre;    /* a genre of the profile; NULL: found by looking */
    const char *language; /* BCP 47; NULL: the metadata's, else the profile's */
    const char *id;       /* of the document's division; NULL: made of its number or file name */
    const struct encode_metadata *metadata; /* or NULL */
    const struct encode_persons *persons;   /* or NULL */
    struct encode_review *review;           /* is filled; or NULL */
    size_t workers; /* so many threads make the documents of a text; 0: the calling one */
};

/* What a call says of its encodings, and what is loaded for them. */
struct encode_setup {
    const char *profile_name;                 /* NULL: diplomatic */
    const char *metadata_name, *persons_name; /* or NULL */
    const char *charset;                      /* of the texts, as iconv knows it; or NULL */
    bool nfc;
    const char *const *names; /* of the texts, if they are known: where the metadata says that all
                                 are in one language, it chooses the profile; or NULL */
    size_t names_count;
    struct encode_options options; /* its metadata and persons become those that are loaded */
    struct encode_profile *profile;
    struct encode_metadata *metadata;
    struct encode_persons *persons;
};

/* Checks what is said, and loads what is not loaded yet.  False, with a finding, where something is
   wrong.  Free it with encode_setup_free(), after which it can be loaded anew. */
bool encode_setup_load(struct encode_setup *setup, struct report *report);
void encode_setup_free(struct encode_setup *setup);

/* How the texts are to be read. */
struct text_wishes encode_setup_wishes(const struct encode_setup *setup);

/* Whether it can be the id of a division (Namespaces in XML, NCName). */
bool encode_is_id(const char *id);

/* Whether none of its patterns had to be given up while the text of that name was encoded; findings
   say which, once for all texts, and that the text is not encoded.  They are tried again on the
   next. */
bool encode_profile_check(const struct encode_profile *profile, const char *name,
                          struct report *report);

/* Whether it is one of the program's own: if a pattern is given up then, that is the text's fault.
 */
bool encode_profile_is_built_in(const struct encode_profile *profile);

/* The tag of the language that its texts are in, if nobody says another; belongs to the profile. */
const char *encode_profile_language(const struct encode_profile *profile);

/* Whether the profile knows the genre. */
bool encode_profile_has_genre(const struct encode_profile *profile, const char *genre);

/* Encodes the text and appends the TEI document (UTF-8) to `output`.  False where there is nothing
   to encode; findings say why, and what an editor should look at. */
bool encode_text(struct text *text, const struct encode_profile *profile,
                 const struct encode_options *options, struct report *report,
                 struct buffer *output);

/* One of the files that a text of several documents becomes. */
struct encode_part {
    char *id; /* of the document */
    /* Its source in the text's bytes: its words, then its notes in lists that serve several
       documents; of those lists what is left. */
    struct encode_place {
        size_t start, end;
    } * places;
    size_t places_count, places_capacity;
    struct buffer encoding;
};

/* The same, but makes of each document a TEI document of its own, and of what stands before the
   first one.  Returns how many there are, 0 where there is nothing to encode; free them with
   encode_parts_free(). */
size_t encode_split(struct text *text, const struct encode_profile *profile,
                    const struct encode_options *options, struct report *report,
                    struct encode_part **parts);

void encode_parts_free(struct encode_part *parts, size_t count);

/* Appends the part's source, as if it were a file of its own, behind whose bytes is a NUL. */
void encode_part_source(const struct encode_part *part, const struct text *text,
                        struct buffer *source);

/* What the way back does not promise: white space at line ends, runs of blank lines, blank lines at
   either end, and whether a form feed stands on a line of its own.  Appends the text, behind whose
   bytes is a NUL, without them, so that equal texts are equal bytes. */
void encode_tidy(const char *bytes, size_t length, struct buffer *tidy);

#endif
