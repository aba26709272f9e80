/* What the two writers of schemas share: the prefixes that the output declares. */
#ifndef TEIKIT_RNG_CONVERT_H
#define TEIKIT_RNG_CONVERT_H

#include "base/buffer.h"
#include "rng/syntax_tree.h"

struct declared_prefix {
    const char *prefix, *uri; /* uri NULL: the inherited namespace */
};

struct conversion {
    struct syntax_reading *reading;
    struct buffer *output;
    const char *ns; /* the default namespace of the output, which names without prefix have; NULL:
                       inherited */
    struct declared_prefix *prefixes; /* in the order in which they are to be declared */
    size_t prefix_count, prefix_capacity;
    const char **libraries; /* datatype libraries that are used, but for the built-in one */
    size_t library_count, library_capacity;
    bool has_inherited; /* some name's namespace is inherited from the schema that refers to this */
};

/* The prefix for that namespace: `written` where that is declared for it, else another, made up
   where there is none. */
const char *conversion_prefix(struct conversion *conversion, const char *uri, const char *written);

/* Whether the strings are the same; NULL is one too. */
bool conversion_same(const char *first, const char *second);

/* The namespace that an include or externalRef passes on; NULL: the inherited one. */
const char *conversion_passed_ns(const struct syntax_node *node);

/* What an include or externalRef refers to, relative to the file whatever xml:base said. */
const char *conversion_href(struct conversion *conversion, const struct syntax_node *node);

/* The text of a value.  That of a QName gets a prefix that is declared. */
const char *conversion_value_text(struct conversion *conversion, const struct syntax_node *node);

/* The root among the nodes of a file. */
struct syntax_node *conversion_root(struct syntax_node *first);

/* Write the nodes of a file: the root and the comments around it. */
void convert_to_xml(struct conversion *conversion, struct syntax_node *first);
void convert_to_compact(struct conversion *conversion, struct syntax_node *first);

#endif
