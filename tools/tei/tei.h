/* The document model: a tree of TEI elements and texts in an arena, and its writer. */
#ifndef TEIKIT_TEI_TEI_H
#define TEIKIT_TEI_TEI_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct tei_attribute {
    const char *name, *value;
    struct tei_attribute *next;
};

struct tei_node {
    const char *name; /* of an element; NULL: a text */
    struct tei_node *parent, *first, *last, *next;
    struct tei_attribute *attributes; /* in the order in which they were set */
    const char *text;                 /* of a text: UTF-8, not NUL-terminated, not copied */
    size_t length;                    /* of `text` */
    bool markup;                      /* a text that is markup: a comment, an instruction */
};

/* A new element, the last child of `parent` (NULL: a root or a part that is put in place later).
   `name` is not copied. */
struct tei_node *tei_element(struct arena *arena, struct tei_node *parent, const char *name);

/* A new element that holds one text, which is copied. */
struct tei_node *tei_leaf(struct arena *arena, struct tei_node *parent, const char *name,
                          const char *text);

/* Makes `child`, which has no parent, the last child of `parent`. */
void tei_append(struct tei_node *parent, struct tei_node *child);

/* Appends `length` bytes of text to the parent's content.  They must outlive the tree. */
void tei_text(struct arena *arena, struct tei_node *parent, const char *text, size_t length);

/* Appends a comment or a processing instruction, which is written as it stands, and must be
   well-formed. */
void tei_markup(struct arena *arena, struct tei_node *parent, const char *markup, size_t length);

/* Sets an attribute, in the place of one of that name.  Neither name nor value is copied. */
void tei_set(struct arena *arena, struct tei_node *element, const char *name, const char *value);

/* The value of an attribute; NULL where it is not set. */
const char *tei_get(const struct tei_node *element, const char *name);

/* The parts of tei_write(), for a tree that is never there as a whole: the start tag of an element
   that stands `depth` elements in, with the XML declaration where that is 0; an element with all
   its content; an end tag.  Each begins on a line of its own. */
void tei_write_start(const struct tei_node *element, size_t depth, struct buffer *output);
void tei_write_element(const struct tei_node *element, size_t depth, struct buffer *output);
void tei_write_end(const struct tei_node *element, size_t depth, struct buffer *output);

/* Writes the tree as an XML 1.0 document in UTF-8.  Elements that in TEI hold only elements are set
   on lines of their own, two spaces a level; mixed content stays as it is, to the letter. */
void tei_write(const struct tei_node *root, struct buffer *output);

#endif
