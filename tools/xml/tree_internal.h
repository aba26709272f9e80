/* What the files of trees share. */
#ifndef TEIKIT_XML_TREE_INTERNAL_H
#define TEIKIT_XML_TREE_INTERNAL_H

#include "xml/tree.h"

/* The number of the next tree over the pool (tree->order). */
uint64_t tree_names_next_order(const struct tree_names *names);

/* The room that a tree over the lowest of these pools had for one of its large parts and does not
   need any more: fresh memory costs more than filling it.  NULL where there is none, else *size
   bytes, to be given back as they were taken or freed. */
void *tree_room_take(const struct tree_names *names, enum tree_room which, size_t *size);
void tree_room_give(const struct tree_names *names, enum tree_room which, void *room, size_t size);

/* The innermost inclusion that the node is within; NULL: it stands in the document's own file. */
const struct tree_inclusion *tree_inclusion_of(const struct tree *tree, uint32_t node);

/* The places of attributes, which are not known yet, in a document read from that source. */
struct tree_places *tree_places_new(const struct xml_source *source);
void tree_places_free(struct tree_places *places);

/* Appends the node's name as the document writes it. */
void tree_append_name(const struct tree *tree, uint32_t node, struct buffer *name);

#endif
