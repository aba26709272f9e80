/* Patterns and name classes (RNG 4, 5): what is made of the simple form and what validation takes
   derivatives of.  Equal patterns are one object, so equality is a comparison of
   pointers. */
#ifndef TEIKIT_RNG_PATTERN_H
#define TEIKIT_RNG_PATTERN_H

#include "base/arena.h"
#include "xsd/datatype.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- name classes (RNG 4.16, 6.1) ---- */

enum name_class_kind {
    NAME_CLASS_ANY,  /* anyName, with or without except */
    NAME_CLASS_NS,   /* nsName, with or without except */
    NAME_CLASS_NAME, /* name */
    NAME_CLASS_CHOICE
};

/* Names and namespace URIs are interned in the schema's dictionary: equal strings are one pointer;
   no namespace is the interned "".  Build long choices nested to the right (`second` is walked in a
   loop, `first` and `except` by recursion). */
struct name_class {
    enum name_class_kind kind;
    const char *uri;                         /* NS, NAME */
    const char *local;                       /* NAME */
    const struct name_class *except;         /* ANY, NS: or NULL */
    const struct name_class *first, *second; /* CHOICE */
};

/* Whether the name is in the class (RNG 6.1 `in`); uri and local are interned. */
bool name_class_contains(const struct name_class *name_class, const char *uri, const char *local);

/* How exactly the class names the name: 3 by name, 2 by namespace, 1 by anyName, 0 not at all. */
int name_class_exactness(const struct name_class *name_class, const char *uri, const char *local);

/* Whether a name or nsName of the class, exceptions aside, is in that namespace. */
bool name_class_names_namespace(const struct name_class *name_class, const char *uri);

/* ---- patterns (RNG 6.2, and `after` of Clark's algorithm) ---- */

enum pattern_kind {
    PATTERN_EMPTY,
    PATTERN_NOT_ALLOWED,
    PATTERN_TEXT,
    PATTERN_CHOICE,
    PATTERN_INTERLEAVE,
    PATTERN_GROUP,
    PATTERN_ONE_OR_MORE,
    PATTERN_LIST,
    PATTERN_DATA,
    PATTERN_VALUE,
    PATTERN_ATTRIBUTE,
    PATTERN_ELEMENT,
    PATTERN_AFTER,
    PATTERN_RETURN /* of validation only: stands behind `after` for a place to which the end tag
                      returns */
};

struct pattern;
struct simple_node;

/* An element pattern of the schema.  Its content may refer back to it, and is made when it is first
   needed (build_content()). */
struct element_pattern {
    const struct name_class *name_class;
    const struct simple_node *simple; /* what it is made of */
    const struct pattern *content;    /* NULL until it is made */
    uint32_t generation;              /* of the builder that made the content */
};

struct pattern {
    enum pattern_kind kind;
    bool nullable;       /* matches the empty sequence (Clark, section 4: nullable) */
    bool has_attributes; /* holds an attribute pattern (outside element patterns) */
    bool has_data;       /* holds data, value or list (outside element and attribute patterns) */
    uint32_t hash;       /* for the interning table */
    uint32_t id;         /* numbers from 0 in the order of making */
    uint32_t depth;      /* of nesting; the members of a choice count as one level */
    union {
        struct {
            const struct pattern *first, *second; /* CHOICE, INTERLEAVE, GROUP, AFTER; a choice is
                                                     a list along `second`: its `first` is never a
                                                     choice */
        };
        const struct pattern *inner; /* ONE_OR_MORE, LIST */
        struct {                     /* DATA */
            const struct datatype *type;
            const struct pattern *except; /* or NULL */
        };
        struct { /* VALUE */
            const struct datatype *value_type;
            const struct datatype_value *value;
            const char *value_text; /* as written in the schema */
        };
        struct { /* ATTRIBUTE */
            const struct name_class *name_class;
            const struct pattern *attribute_content;
        };
        struct element_pattern *element; /* ELEMENT */
        size_t place;                    /* RETURN */
    };
};

/* A table of patterns: owns them (in its arena) and makes equal ones one.  The constructors apply
   the simplifications that keep derivatives small: notAllowed and empty are absorbed
   (RNG 4.20, 4.21), choices are kept flat, sorted and without doubles. */
struct pattern_table;
struct pattern_table *pattern_table_new(struct arena *arena);
void pattern_table_free(struct pattern_table *table);

/* How many bytes the patterns of the table take. */
size_t pattern_table_size(const struct pattern_table *table);

const struct pattern *pattern_empty(struct pattern_table *table);
const struct pattern *pattern_not_allowed(struct pattern_table *table);
const struct pattern *pattern_text(struct pattern_table *table);
const struct pattern *pattern_choice(struct pattern_table *table, const struct pattern *first,
                                     const struct pattern *second);

/* The choice of `count` patterns at once, in any order: for a long list much quicker than one after
   the other.  With none it is notAllowed. */
const struct pattern *pattern_choice_of(struct pattern_table *table,
                                        const struct pattern *const *patterns, size_t count);

/* Group or interleave (`kind`) of `count` patterns in this order, nested as a balanced tree: use it
   for long lists, since every walk goes as deep as they are nested.  With none it is empty. */
const struct pattern *pattern_sequence_of(struct pattern_table *table, enum pattern_kind kind,
                                          const struct pattern *const *patterns, size_t count);

const struct pattern *pattern_interleave(struct pattern_table *table, const struct pattern *first,
                                         const struct pattern *second);
const struct pattern *pattern_group(struct pattern_table *table, const struct pattern *first,
                                    const struct pattern *second);
const struct pattern *pattern_after(struct pattern_table *table, const struct pattern *first,
                                    const struct pattern *second);
const struct pattern *pattern_one_or_more(struct pattern_table *table, const struct pattern *inner);
const struct pattern *pattern_list(struct pattern_table *table, const struct pattern *inner);
const struct pattern *pattern_data(struct pattern_table *table, const struct datatype *type,
                                   const struct pattern *except);
const struct pattern *pattern_value(struct pattern_table *table, const struct datatype *type,
                                    const struct datatype_value *value, const char *value_text);
const struct pattern *pattern_attribute(struct pattern_table *table,
                                        const struct name_class *name_class,
                                        const struct pattern *content);
const struct pattern *pattern_element(struct pattern_table *table, struct element_pattern *element);
const struct pattern *pattern_return(struct pattern_table *table, size_t place);

#endif
