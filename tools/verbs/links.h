/* Links: which documents point to which files, so that those documents are looked at again when one
   of these files has changed. */
#ifndef TEIKIT_VERBS_LINKS_H
#define TEIKIT_VERBS_LINKS_H

#include <stddef.h>

struct links;
struct links *links_new(void);
void links_free(struct links *links);

/* Notes the files that a document points to, instead of those noted before: `length` bytes of
   paths, each with a NUL behind it, which need not lead to anything. */
void links_note(struct links *links, const char *document, const char *paths, size_t length);

/* Gives the documents that point to one of these paths, or to something beneath it: an array of
 *found names, sorted, to be freed with its names. */
char **links_to(const struct links *links, const char *const *paths, size_t count, size_t *found);

#endif
