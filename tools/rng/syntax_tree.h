/* The syntax tree: a schema as it was written, whichever of the two syntaxes it was written in.
   Its nodes are the elements of the XML syntax (RNG 3); the compact syntax is read into the same
   nodes, as its specification defines it.  Validation simplifies the tree, conversion prints it. */
#ifndef TEIKIT_RNG_SYNTAX_TREE_H
#define TEIKIT_RNG_SYNTAX_TREE_H

#include "base/arena.h"
#include "base/memo.h"
#include "base/stamps.h"
#include "report/report.h"
#include "rng/source.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

enum syntax_kind {
    /* patterns */
    SYNTAX_ELEMENT,
    SYNTAX_ATTRIBUTE,
    SYNTAX_GROUP,
    SYNTAX_INTERLEAVE,
    SYNTAX_CHOICE, /* a pattern or a name class */
    SYNTAX_OPTIONAL,
    SYNTAX_ZERO_OR_MORE,
    SYNTAX_ONE_OR_MORE,
    SYNTAX_LIST,
    SYNTAX_MIXED,
    SYNTAX_REF,
    SYNTAX_PARENT_REF,
    SYNTAX_EMPTY,
    SYNTAX_TEXT,
    SYNTAX_NOT_ALLOWED,
    SYNTAX_VALUE,
    SYNTAX_DATA,
    SYNTAX_EXTERNAL_REF,
    SYNTAX_GRAMMAR,
    /* parts of `data`, and of name classes */
    SYNTAX_PARAM,
    SYNTAX_EXCEPT,
    /* what a grammar holds */
    SYNTAX_START,
    SYNTAX_DEFINE,
    SYNTAX_DIV,
    SYNTAX_INCLUDE,
    /* name classes */
    SYNTAX_NAME,
    SYNTAX_ANY_NAME,
    SYNTAX_NS_NAME,
    /* what says nothing to validation and is kept for conversion only */
    SYNTAX_ANNOTATION,      /* a foreign element */
    SYNTAX_ANNOTATION_TEXT, /* text in a foreign element */
    SYNTAX_COMMENT,
    SYNTAX_KINDS
};

/* The element names of the XML syntax by kind; NULL for what is none. */
extern const char *const syntax_names[SYNTAX_KINDS];

extern const char syntax_relaxng_uri[], syntax_annotations_uri[], syntax_xml_uri[];

/* A prefix that a schema declares. */
struct syntax_binding {
    struct syntax_binding *next;
    const char *prefix; /* "" for the default namespace */
    const char *uri;    /* NULL: inherited from the schema that refers to this one */
};

/* What nodes inherit from the elements around them (RNG 4.4, 4.5, 4.8, 4.10).  In the compact
   syntax a file has one scope. */
struct syntax_scope {
    struct source *source;
    const char *ns;               /* NULL: from the schema that refers to this one */
    const char *datatype_library; /* "" is the built-in one */
    const char *base;             /* what relative references start from */
    struct syntax_binding *bindings;
};

/* A foreign attribute. */
struct syntax_attribute {
    struct syntax_attribute *next;
    const char *prefix, *uri, *local, *value; /* prefix and uri are "" where there are none */
};

enum syntax_combine { COMBINE_NONE, COMBINE_CHOICE, COMBINE_INTERLEAVE };

struct syntax_node {
    struct syntax_node *next, *first_child;
    const char *name; /* ref, parentRef, define: name; data, value: type, NULL where none is given;
                         param: name; name, annotation: the local name */
    const char *text; /* value, param, comment, annotation text: the text; externalRef, include:
                         href */
    const char *uri;  /* name, nsName, value: ns, NULL where it is inherited from the schema that
                         refers to this one; data: datatype library; annotation: namespace */
    union {
        const char *prefix;  /* name, nsName, annotation, include: as written, or NULL */
        const char *library; /* data, value: datatype library */
    };
    const struct syntax_scope *scope;
    struct syntax_attribute *attributes;
    uint32_t offset; /* where it starts in its source */
    uint8_t kind, combine;
    bool name_is_attribute; /* name: was written, or is to be written, as a name attribute */
};

/* Strings of which there is one each, which live as long as reading does. */
struct symbol_table {
    struct symbol *slots;
    size_t slot_count, count;
};

/* An annotation that is kept apart (embedded.h). */
struct embedded {
    struct syntax_node *node;
    struct embedded *next;
};

/* What reading a schema works with. */
struct syntax_reading {
    struct arena *arena; /* the syntax tree and all that is needed only while reading */
    xmlDict *names;      /* interned names and namespace URIs */
    struct report *report;
    struct source *sources; /* all files read, to be closed in the end */
    struct stamps *files;   /* where these are noted; or NULL */
    struct symbol_table symbols;
    struct embedded *embedded, *last_embedded;
    size_t errors;
    bool keeps_everything; /* comments and annotations too, for conversion */
    bool keeps_documentation;
    struct memo documentation; /* node: text (documentation.h) */
};

/* Nothing nests deeper than this in a schema's text, so that recursion over it is bounded. */
enum { SYNTAX_DEPTH_LIMIT = 1000 };

/* Reads a file in the XML syntax (RNG 3) or the compact syntax.  NULL where nothing can be made of
   it; findings say what is wrong, and add to reading->errors. */
struct syntax_node *xml_syntax_read(struct syntax_reading *reading, struct source *source);
struct syntax_node *compact_syntax_read(struct syntax_reading *reading, struct source *source);

/* Reads the file in the syntax that it is in.  With comments kept, there may be some before the
   root and behind it among its siblings. */
struct syntax_node *syntax_read(struct syntax_reading *reading, struct source *source);

/* Frees what reading holds, but for its arena and the names. */
void syntax_reading_finish(struct syntax_reading *reading);

/* An error at a node, or at a place in a file (NULL: none): a finding, counted.  `code` is
   "rng/schema-..."; the message names the section of the specification. */
void syntax_error(struct syntax_reading *reading, const struct syntax_node *node, const char *code,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));
void syntax_error_at(struct syntax_reading *reading, struct source *source, size_t offset,
                     const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* After so many errors the rest is not worth reading. */
bool syntax_gives_up(const struct syntax_reading *reading);

/* The string in `names`, where names of elements and attributes and their namespaces are, which
   outlive reading. */
const char *syntax_intern(struct syntax_reading *reading, const char *text);

/* The one string equal to these bytes, for all else: names of definitions, datatypes, prefixes. */
const char *syntax_symbol(struct syntax_reading *reading, const char *text, size_t length);

/* A new node with nothing in it yet. */
struct syntax_node *syntax_node_new(struct syntax_reading *reading, enum syntax_kind kind,
                                    const struct syntax_scope *scope, size_t offset);

/* Whether the node is a comment or annotation. */
bool syntax_is_annotation(const struct syntax_node *node);

/* The next of the siblings from `node` on that is no comment or annotation; NULL at the end. */
struct syntax_node *syntax_skip_annotations(struct syntax_node *node);

/* What it is bound to, interned; NULL for the inherited namespace, or where `binding` is NULL. */
const char *syntax_bound_uri(struct syntax_reading *reading, const struct syntax_binding *binding);

/* White space of XML. */
static inline bool syntax_is_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* Whether the string is a URI reference (RFC 2396), after escaping what may not stand in one
   (RNG 4.4, 4.5). */
bool syntax_is_uri_reference(const char *text);

/* The text without white space at its ends, with one space for every run of it inside. */
const char *syntax_collapse(struct arena *arena, const char *text, size_t length);

/* The binding of the prefix in this scope; NULL where it is not declared. */
const struct syntax_binding *syntax_binding_of(const struct syntax_scope *scope, const char *prefix,
                                               size_t length);

#endif
