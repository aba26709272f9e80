/* The simple form of a schema (RNG 5): what simplification makes of the syntax tree, before it
   becomes patterns.  Its nodes still know where they were written, so that a violation of section
   7's restrictions can be shown. */
#ifndef TEIKIT_RNG_SIMPLE_FORM_H
#define TEIKIT_RNG_SIMPLE_FORM_H

#include "base/memo.h"
#include "rng/references.h"
#include "rng/schema.h"
#include "rng/syntax_tree.h"

enum simple_kind {
    SIMPLE_EMPTY,
    SIMPLE_NOT_ALLOWED,
    SIMPLE_TEXT,
    SIMPLE_CHOICE,
    SIMPLE_INTERLEAVE,
    SIMPLE_GROUP,
    SIMPLE_ONE_OR_MORE,
    SIMPLE_LIST,
    SIMPLE_DATA,
    SIMPLE_VALUE,
    SIMPLE_ATTRIBUTE,
    SIMPLE_ELEMENT,
    SIMPLE_REFERENCE /* to a define; only until it is expanded (RNG 4.19) */
};

/* What is in a pattern, references expanded, without looking into elements and attributes. */
enum {
    CONTAINS_ATTRIBUTE = 1 << 0,
    CONTAINS_ELEMENT = 1 << 1,
    CONTAINS_LIST = 1 << 2,
    CONTAINS_TEXT = 1 << 3,
    CONTAINS_DATA = 1 << 4, /* data or value */
    CONTAINS_EMPTY = 1 << 5,
    CONTAINS_GROUP = 1 << 6,
    CONTAINS_INTERLEAVE = 1 << 7,
    CONTAINS_ONE_OR_MORE = 1 << 8,
    CONTAINS_GROUPED_ATTRIBUTE = 1 << 9, /* an attribute in a group or interleave */
    CONTAINS_OPEN_ATTRIBUTE = 1 << 10    /* one with anyName or nsName, not in a oneOrMore */
};

/* RNG 7.2. */
enum content_type {
    CONTENT_TYPE_EMPTY,
    CONTENT_TYPE_COMPLEX,
    CONTENT_TYPE_DATA,
    CONTENT_TYPE_NONE
};

enum simple_state { SIMPLE_RAW, SIMPLE_EXPANDING, SIMPLE_EXPANDED };

struct simple_node {
    uint8_t kind, state, content_type;
    bool reached : 1, checked : 1; /* from start, by the restrictions */
    uint16_t contains;             /* set when expanded */
    uint16_t depth;                /* of nesting, at most; set when expanded */
    uint32_t count; /* of members; of choice, interleave and group there are any number */
    uint32_t mark;  /* of the walk that came here last */
    uint32_t trail_start, trail_end;  /* of that walk, see restrictions.c */
    const struct syntax_node *syntax; /* where it was written; NULL for empty, text, notAllowed */
    struct simple_node **members;     /* or the one inside: content of element, attribute, list,
                                         oneOrMore; except of data; what a reference refers to */
    struct simple_node *expanded;     /* what it is after RNG 4.19 to 4.21 */
    union {
        const struct name_class *name_class; /* element, attribute */
        const struct datatype *type;         /* data, value */
        const char *name;                    /* reference: of the define */
    };
    union {
        struct element_pattern *element;    /* element that start reaches */
        const struct datatype_value *value; /* value */
    };
};

/* A name in a name class, with the marks of the checks on it. */
struct marked_name {
    struct name_class name_class; /* first, so that one can be had from the other */
    uint32_t mark, owner, position;
    bool has_id_type; /* some attribute of this name is of type ID, IDREF or IDREFS */
};

struct simplification {
    struct syntax_reading *reading;
    struct simple_schema *schema;
    struct references references;
    struct memo names;     /* by namespace and local name: struct marked_name */
    struct memo types;     /* by library and type, or by one string of those and parameters */
    struct memo values;    /* by type and text */
    struct memo externals; /* by file and grammar: lists of what externalRef refers to */
    struct simple_node *empty, *not_allowed, *text;
    struct simple_node *start;
    struct simple_node **expanding; /* elements whose content is to be expanded */
    size_t expanding_count, expanding_capacity;
    struct simple_node **elements; /* those that start reaches, in the order of being reached */
    size_t element_count, element_capacity;
    struct simple_node **attributes; /* all attribute nodes */
    size_t attribute_count, attribute_capacity;
    size_t type_capacity, include_count;
    size_t depth; /* of recursion */
};

/* Nothing nests deeper than this in the simple form, so that recursion over it is bounded. */
enum { SIMPLE_DEPTH_LIMIT = 4000, REFERENCE_DEPTH_LIMIT = 64, INCLUDE_LIMIT = 10000 };

/* A step further down: false, with a finding, where it would be too deep.  Every true one is taken
   back by simple_form_leave(). */
bool simple_form_enter(struct simplification *simplification, const struct syntax_node *node);
void simple_form_leave(struct simplification *simplification);

/* RNG 4.1 to 4.18: the start pattern of the schema, with references between its parts; NULL where
   there is none. */
struct simple_node *simplify(struct simplification *simplification, struct syntax_node *root);

/* RNG 4.16: the name class of an element or attribute. */
const struct name_class *simplify_name_class(struct simplification *simplification,
                                             const struct syntax_node *node, const char *ns,
                                             bool of_attribute);

/* RNG 4.4, 4.16: the datatype of a data or value node; NULL after an error. */
const struct datatype *simplify_datatype(struct simplification *simplification,
                                         const struct syntax_node *node);

/* The value of a value node in its type; NULL after an error. */
const struct datatype_value *simplify_value(struct simplification *simplification,
                                            const struct syntax_node *node,
                                            const struct datatype *type, const char *ns);

/* RNG 4.19 to 4.21: expands references, takes out notAllowed and empty, finds the elements that
   start reaches, and notes what every pattern contains. */
void simple_form_expand(struct simplification *simplification);

/* Frees what simplification holds outside the arenas. */
void simplification_finish(struct simplification *simplification);

/* RNG 7: checks the restrictions. */
void check_restrictions(struct simplification *simplification, const struct syntax_node *root);

/* RELAX NG DTD Compatibility 5: whether ID, IDREF and IDREFS are used soundly.  The restrictions'
   walk notes every attribute (under one name of its name class) of every element; in the end they
   are compared. */
struct id_uses;
struct id_uses *id_uses_new(struct simplification *simplification);
void id_uses_note(struct id_uses *uses, const struct simple_node *element,
                  const struct simple_node *attribute, const struct name_class *name);
void id_uses_check(struct id_uses *uses); /* and frees them */

/* That no data or value directly in this pattern has an ID type, unless it is an attribute. */
void check_id_parent(struct simplification *simplification, const struct simple_node *node);

/* Whether some name is in both name classes (RNG 7.3). */
bool name_classes_overlap(const struct name_class *first, const struct name_class *second);

#endif
