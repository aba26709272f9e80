/* Patterns and name classes of the simple form (RNG 4, 5): what schema reading builds and what
   validation takes derivatives of.  Equal patterns are one object, so equality is a comparison of
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
   no namespace is the interned "". */
struct name_class {
    enum name_class_kind kind;
    const char *uri;                         /* NS, NAME */
    const char *local;                       /* NAME */
    const struct name_class *except;         /* ANY, NS: or NULL */
    const struct name_class *first, *second; /* CHOICE */
};

/* Whether the name is in the class (RNG 6.1 `in`); uri and local are interned. */
bool name_class_contains(const struct name_class *name_class, const char *uri, const char *local);

/* ---- where something stands in a schema, for messages ---- */

struct schema_place {
    const char *file;
    size_t line, column;
};

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
    PATTERN_AFTER
};

struct pattern;

/* An element pattern of the schema.  It is made before its content is known, because content may
   refer back to it; schema reading sets `content` before the first validation. */
struct element_pattern {
    const struct name_class *name_class;
    const struct pattern *content;
    struct schema_place place;
    const char *documentation; /* a:documentation of the element or of its define, or NULL */
};

struct pattern {
    enum pattern_kind kind;
    bool nullable; /* matches the empty sequence (Clark, section 4: nullable) */
    uint32_t hash; /* for the interning table */
    uint32_t id;   /* numbers from 0 in the order of making */
    union {
        struct {
            const struct pattern *first, *second; /* CHOICE, INTERLEAVE, GROUP, AFTER */
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
        const struct element_pattern *element; /* ELEMENT */
    };
};

/* A table of patterns: owns them (in its arena) and makes equal ones one.  The constructors apply
   the simplifications that keep derivatives small: notAllowed and empty are absorbed
   (RNG 4.20, 4.21), choices are kept flat, sorted and without doubles. */
struct pattern_table;
struct pattern_table *pattern_table_new(struct arena *arena);
void pattern_table_free(struct pattern_table *table);

const struct pattern *pattern_empty(struct pattern_table *table);
const struct pattern *pattern_not_allowed(struct pattern_table *table);
const struct pattern *pattern_text(struct pattern_table *table);
const struct pattern *pattern_choice(struct pattern_table *table, const struct pattern *first,
                                     const struct pattern *second);
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
const struct pattern *pattern_element(struct pattern_table *table,
                                      const struct element_pattern *element);

#endif
