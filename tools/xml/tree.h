/* A document as a tree that is only read (XQuery 1.0 and XPath 2.0 Data Model, second edition).
   Its nodes stand in one array in document order, attributes behind their element and before its
   children: the order of two nodes is that of their indices, an axis is a walk over the array, and
   the string value of any node is a slice of one text. */
#ifndef TEIKIT_XML_TREE_H
#define TEIKIT_XML_TREE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "xml/reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- names ---- */

/* Expanded names, each with a number.  A pool may stand on another one, whose numbers are its own
   too: what is compiled interns its names in the lower pool, each document has an upper one that is
   freed with it, and a name test is a comparison of two numbers. */
struct tree_names;

struct tree_name {
    const char *uri, *local;   /* NUL-terminated; uri "": in no namespace; local "": none */
    uint32_t uri_id, local_id; /* the numbers of these strings */
};

enum { TREE_NO_NAME = 0 }; /* the number of {}"" */

/* A pool over `base`, which takes no further names as long as the new one lives; or NULL. */
struct tree_names *tree_names_new(const struct tree_names *base);
void tree_names_free(struct tree_names *names);

/* The number of the name, which is added where it is not there yet. */
uint32_t tree_name_intern(struct tree_names *names, const char *uri, const char *local);

/* The number of the string as the URI or local part of a name; added where it is not there yet. */
uint32_t tree_string_intern(struct tree_names *names, const char *string);

/* The string of that number. */
const char *tree_string_of(const struct tree_names *names, uint32_t string);

/* The name of that number. */
const struct tree_name *tree_name_of(const struct tree_names *names, uint32_t name);

/* ---- nodes ---- */

enum tree_kind { TREE_DOCUMENT, TREE_ELEMENT, TREE_ATTRIBUTE, TREE_TEXT, TREE_COMMENT, TREE_PI };

enum tree_flags {
    TREE_IS_ID = 1,          /* an attribute: xml:id, or declared as ID in the internal subset */
    TREE_IS_IDREFS = 2,      /* an attribute declared as IDREF or IDREFS */
    TREE_HAS_NAMESPACES = 4, /* an element with namespace declarations */
    TREE_HAS_BASE = 8,       /* an element with xml:base, or the root of what was included */
};

#define TREE_NONE UINT32_MAX

struct tree_node {
    uint8_t kind; /* enum tree_kind */
    uint8_t flags;
    uint16_t prefix;     /* of its name, in tree->prefixes; 0: none */
    uint32_t name;       /* of elements, attributes and processing instructions (in no namespace) */
    uint32_t parent;     /* or TREE_NONE */
    uint32_t end;        /* one past the last node of its subtree, attributes being part of it */
    uint32_t previous;   /* the sibling before it, or TREE_NONE; not of attributes */
    uint32_t attributes; /* how many: they follow an element at once */
    /* Its string value: of attributes, comments and processing instructions in tree->values, else
       in tree->text. */
    uint32_t start, length;
    uint32_t line, column; /* from 1, columns in characters; of attributes the element's */
};

struct tree_namespace {
    uint32_t element;
    const char *prefix, *uri; /* prefix "": the default; uri "": no namespace any more */
};

/* An included file: its root element, or a comment or the like beside it, and what is below. */
struct tree_inclusion {
    uint32_t node;
    uint32_t outer;   /* the inclusion that it is within, in tree->inclusions, or TREE_NONE */
    const char *file; /* its path */
};

enum tree_room { ROOM_OF_NODES, ROOM_OF_TEXT, ROOM_OF_VALUES, TREE_ROOMS };

struct tree {
    struct tree_node *nodes; /* the first is the document, or the root of a fragment */
    uint32_t count;
    const char *text, *values; /* UTF-8, a NUL behind them */
    size_t room[TREE_ROOMS];   /* bytes that they have */
    const char **prefixes;     /* the first is "" */
    size_t prefix_count;
    struct tree_names *names;
    struct tree_namespace *namespaces; /* in the order of their elements */
    size_t namespace_count;
    struct tree_inclusion *inclusions; /* in document order */
    size_t inclusion_count;
    struct arena *arena;        /* of its strings */
    struct tree_places *places; /* of attributes: found when they are asked for; or NULL */
    const char *file;           /* as findings name it; NULL: none */
    const char *uri;            /* the document's, absolute; NULL: none */
    uint64_t order; /* trees are in the order in which they were read (XPath 2.0 2.4.1) */
    void *indexes;  /* what who uses the tree has found in it, freed by */
    void (*indexes_free)(void *indexes);
};

static inline const char *tree_value(const struct tree *tree, uint32_t node, size_t *length) {
    const struct tree_node *at = &tree->nodes[node];
    bool of_text = at->kind <= TREE_ELEMENT || at->kind == TREE_TEXT;
    *length = at->length;
    return (of_text ? tree->text : tree->values) + at->start;
}

/* The first child, or TREE_NONE. */
static inline uint32_t tree_first_child(const struct tree *tree, uint32_t node) {
    uint32_t child = node + 1 + tree->nodes[node].attributes;
    return child < tree->nodes[node].end ? child : TREE_NONE;
}

/* The sibling behind a node that is no attribute, or TREE_NONE. */
static inline uint32_t tree_next_sibling(const struct tree *tree, uint32_t node) {
    uint32_t parent = tree->nodes[node].parent, next = tree->nodes[node].end;
    return parent != TREE_NONE && next < tree->nodes[parent].end ? next : TREE_NONE;
}

/* The namespaces that the element declares: where they begin in tree->namespaces, and how many. */
const struct tree_namespace *tree_declared(const struct tree *tree, uint32_t element,
                                           size_t *count);

/* The URI that the prefix ("": the default namespace) is bound to at the element or above it; "xml"
   is bound always; NULL where it is not declared. */
const char *tree_namespace_of(const struct tree *tree, uint32_t element, const char *prefix);

/* The base URI (XDM 5.2, XML Base); to be freed; NULL where there is none. */
char *tree_base_uri(const struct tree *tree, uint32_t node);

/* Appends an XPath that leads to the node alone, its steps with prefixes as in the document and
   positions among siblings of the same name: /TEI[1]/text[1]/body[1]/p[3]/@n; of the document
   "/". */
void tree_path(const struct tree *tree, uint32_t node, struct buffer *path);

/* Where the node stands.  Of an attribute the place of its own, for which the file is read once
   more; its element's where it cannot be, as in memory that need not stay. */
struct xml_place tree_place(const struct tree *tree, uint32_t node);

/* Appends the node as XML in UTF-8 without a declaration: with the namespaces that it needs; of an
   attribute name="value". */
void tree_write(const struct tree *tree, uint32_t node, struct buffer *xml);

/* ---- building ---- */

struct tree_builder;

/* A builder of the tree of the document `file`, whose names stand on `names` (or NULL).  Give its
   observer to whoever reads the document; then tree_built() or tree_builder_free(). */
struct tree_builder *tree_builder_new(const struct tree_names *names, const char *file,
                                      const char *uri);
struct xml_observer tree_builder_observer(struct tree_builder *builder);
/* Lets the reading end with an error where there would be more than so many nodes, or bytes of text
   or of values; else 2^32 - 2 of each.  To be called before it begins. */
void tree_builder_limit(struct tree_builder *builder, size_t most);
/* In place of an observer: tells the builder what a document holds that no one reads, its names and
   prefixes being strings that stay until the end. */
void tree_builder_start_tag(struct tree_builder *builder, const struct xml_tag *tag,
                            const struct xml_place *place);
void tree_builder_end_tag(struct tree_builder *builder);
void tree_builder_text(struct tree_builder *builder, const char *text,
                       const struct xml_place *place);
void tree_builder_end(struct tree_builder *builder);
/* The tree, to be freed with tree_free(), and the end of the builder.  NULL where the document did
   not come to its end. */
struct tree *tree_built(struct tree_builder *builder);
void tree_builder_free(struct tree_builder *builder);
void tree_free(struct tree *tree);

/* Reads the document in the file `path` ("-": standard input), which findings name as `name`; NULL,
   with a finding in `report` (NULL: nobody is told), where it cannot be read or is not well-formed.
   Entities of the internal subset are expanded, nothing outside of the file is read. */
struct tree *tree_read(const char *path, const char *name, const struct tree_names *names,
                       struct report *report);

/* The same for a document in memory, in any encoding that XML allows. */
struct tree *tree_read_memory(const char *bytes, size_t length, const char *name, const char *uri,
                              const struct tree_names *names, struct report *report);

/* The same for a source of any kind (xml/reader.h). */
struct tree *tree_read_source(const struct xml_source *source, const char *uri,
                              const struct tree_names *names, struct report *report);

#endif
