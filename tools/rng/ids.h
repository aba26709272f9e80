/* ID, IDREF and IDREFS (RELAX NG DTD Compatibility, section 5): which attributes of which elements
   are of these types, and whether a document's IDs are unique and its references lead to one. */
#ifndef TEIKIT_RNG_IDS_H
#define TEIKIT_RNG_IDS_H

#include "rng/pattern.h"

/* Which attributes of which elements are of such a type. */
struct id_types;
struct id_types *id_types_new(void);
void id_types_free(struct id_types *types);

/* Adds an attribute and its element, both by plain names that were not added before. */
void id_types_add(struct id_types *types, const struct name_class *element,
                  const struct name_class *attribute, enum datatype_id_type type);

/* The type of an attribute; all names are interned. */
enum datatype_id_type id_types_find(const struct id_types *types, const char *element_uri,
                                    const char *element_local, const char *uri, const char *local);

/* The IDs of one document. */
struct document_ids;
struct document_ids *document_ids_new(void);
void document_ids_free(struct document_ids *ids);

/* Notes an ID that stands on that line; false where there was one before: *first_line is its line.
 */
bool document_ids_add(struct document_ids *ids, const char *id, size_t length, size_t line,
                      size_t *first_line);

/* Whether there has been such an ID so far. */
bool document_ids_has(const struct document_ids *ids, const char *id, size_t length);

/* Notes a reference to an ID that there has not been yet. */
void document_ids_refer(struct document_ids *ids, const char *id, size_t length, size_t line,
                        size_t column);

/* Calls `dangling` for each reference that leads to no ID, in the order of the document. */
void document_ids_check(const struct document_ids *ids,
                        void (*dangling)(void *data, const char *id, size_t line, size_t column),
                        void *data);

#endif
