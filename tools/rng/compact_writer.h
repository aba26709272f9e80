/* What writes the pieces of the compact syntax: words, lines, comments and annotations. */
#ifndef TEIKIT_RNG_COMPACT_WRITER_H
#define TEIKIT_RNG_COMPACT_WRITER_H

#include "rng/convert.h"

enum { INDENT = 2 };

struct writer {
    struct conversion *conversion;
    struct buffer *output;
    size_t line_start; /* where in the output the present line begins */
    bool flat;         /* trying to write on one line */
    bool failed;       /* it does not fit */
};

/* ---- lines ---- */

/* Writes the text as it is. */
void writer_text(struct writer *writer, const char *text);

void writer_new_line(struct writer *writer, size_t indent);

/* A new line, or a space where all is on one line. */
void writer_soft_break(struct writer *writer, size_t indent);

/* A new line unless the present one is still empty. */
void writer_fresh_line(struct writer *writer, size_t indent);

/* ---- words ---- */

/* In the quotes that the text does not contain, or in segments joined by ~. */
void writer_literal(struct writer *writer, const char *text);

/* A name, quoted by a backslash where it is a keyword. */
void writer_identifier(struct writer *writer, const char *name);

void writer_prefixed(struct writer *writer, const char *prefix, const char *name);

/* ---- comments and annotations ---- */

void writer_comment(struct writer *writer, const struct syntax_node *node, size_t indent);

/* NAME [ ATTRIBUTES CONTENT ], or what else is among annotations. */
void writer_annotation(struct writer *writer, const struct syntax_node *node, size_t indent);

/* Whether the node can be written as ## lines. */
bool writer_is_documentation(const struct syntax_node *node);

/* The documentation behind a value, which is about it, or NULL. */
const struct syntax_node *writer_value_documentation(const struct syntax_node *node);

/* The first child that is neither an annotation before the node nor its name. */
const struct syntax_node *writer_content_of(const struct syntax_node *node);

/* Documentation and [...] before the node; whether there are any. */
bool writer_has_lead(const struct syntax_node *node);
void writer_lead(struct writer *writer, const struct syntax_node *node, size_t indent);

/* Comments among the annotations before the content. */
void writer_lead_comments(struct writer *writer, const struct syntax_node *node, size_t indent);

#endif
