/* The nodes of a text that is being typed, as far as they can be told, whether it is well-formed or
   not: the scan of xml/markup.h, with end tags and what they close brought together. */
#ifndef TEIKIT_LSP_NODES_H
#define TEIKIT_LSP_NODES_H

#include "base/buffer.h"
#include "xml/markup.h"

#include <stdbool.h>
#include <stddef.h>

/* A piece of a text. */
struct span {
    size_t start, end; /* offsets in bytes */
};

/* Whether the offset is in it or at one of its ends. */
static inline bool span_touches(struct span span, size_t offset) {
    return span.start <= offset && offset <= span.end;
}

static inline size_t span_length(struct span span) {
    return span.end - span.start;
}

struct node {
    enum markup_kind kind; /* MARKUP_START_TAG: an element */
    struct span span;      /* from the first `<` to behind the last `>`; an element that is not
                              closed ends where the end of another closes it, or the text ends */
    struct span name;      /* of an element, or the target of an instruction; else empty */
    size_t inside_end;     /* where its attributes end */
    size_t tag_end;        /* behind the start tag */
    struct span close;     /* its end tag; empty where there is none */
    size_t parent;         /* index, or NODE_NONE */
    size_t last;           /* one past the index of the last node within it */
    bool closed;           /* by an end tag, or as an empty element */
};

#define NODE_NONE ((size_t)-1)

/* Elements, comments, sections, instructions and declarations, in the order in which they begin.
   Begin with the text (UTF-8, a NUL behind it) and zeroes, then nodes_scan(). */
struct nodes {
    const char *text;
    size_t length;
    struct node *list;
    size_t count, capacity;
};

void nodes_scan(struct nodes *nodes);
void nodes_free(struct nodes *nodes);

/* The innermost node that the offset is within, `<` being before it and `>`, if it is there,
   behind; or NODE_NONE. */
size_t nodes_at(const struct nodes *nodes, size_t offset);

/* The name in the end tag; empty where there is none. */
struct span node_close_name(const struct nodes *nodes, const struct node *element);

/* Whether these bytes, or this string, are what stands there. */
bool span_equals(const struct nodes *nodes, struct span span, const char *bytes, size_t length);
bool span_is(const struct nodes *nodes, struct span span, const char *string);

/* An attribute of a start tag as written. */
struct attribute {
    struct span name;
    struct span value; /* within the quotation marks */
    size_t end;        /* behind it all */
};

/* The attributes of an element, or the pseudo-attributes of an instruction, one at each call; begin
   with a zeroed one.  False behind the last. */
bool node_next_attribute(const struct nodes *nodes, const struct node *node,
                         struct attribute *attribute);

/* That of a name; false where there is none. */
bool node_attribute(const struct nodes *nodes, const struct node *node, const char *name,
                    struct attribute *attribute);

/* Appends the text of an element, white space as one space and cut where it has more than so many
   bytes. */
void node_append_text(const struct nodes *nodes, const struct node *element, size_t most,
                      struct buffer *text);

/* The end of the name that may begin at `offset`. */
size_t name_end(const char *text, size_t offset);

/* The token of a value, between white space, that is at the offset or touches it. */
struct span value_token(const struct nodes *nodes, struct span value, size_t offset);

#endif
