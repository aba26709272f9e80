/* A schema as validation needs it: abstract patterns and rules, inclusions and phases are gone,
   expressions are compiled. */
#ifndef TEIKIT_SCHEMATRON_SCHEMA_H
#define TEIKIT_SCHEMATRON_SCHEMA_H

#include "base/arena.h"
#include "schematron/schematron.h"

#include <stdint.h>

/* Where in the schema something was written. */
struct schema_place {
    const char *file;
    size_t line, column;
};

struct variable;

struct expression {
    const char *text; /* as it was written, parameters filled in */
    const struct xpath_expression *compiled;
    struct variable **needs; /* the variables that it mentions */
    size_t need_count;
    struct schema_place place;
    size_t failed; /* the number of the run in which an error of it was said */
};

/* ISO 5.4.5: `let`.  Those of a rule are computed with the node that it fires for, all others with
   the document. */
struct variable {
    struct xpath_name name;
    size_t number; /* in the static context */
    size_t index;  /* among all variables of the schema */
    bool of_rule, of_pattern;
    struct expression *value; /* NULL: in error */
};

/* The text of an assertion, a diagnostic or a property, in parts. */
enum message_kind { PART_TEXT, PART_VALUE_OF, PART_NAME, PART_OPEN, PART_CLOSE };
struct message {
    enum message_kind kind;
    const char *text;         /* PART_OPEN, PART_CLOSE: emph, dir or span; else the text */
    const char *attribute;    /* PART_OPEN: the class, of a dir the value; or NULL */
    struct expression *value; /* PART_VALUE_OF and PART_NAME; NULL: the name of the node itself */
    struct message *next;
};

/* What an element says of itself beside its own subject; each NULL where it is not there. */
struct linkable {
    const char *id, *role, *flag, *see, *icon, *fpi, *severity;
};

/* A diagnostic or a property that an assertion refers to. */
struct reference {
    bool is_property;
    struct linkable about;
    const char *scheme;
    struct message *message;
    struct reference *next;
};

struct assertion {
    bool is_report;
    struct linkable about;
    struct expression *test;
    struct expression *subject;  /* or NULL */
    struct expression *severity; /* where it is computed; or NULL */
    struct message *message;
    struct reference *references;
    struct assertion *next;
};

struct rule {
    struct linkable about;
    const char *name; /* its title; or NULL */
    const char *context_text;
    const struct xpath_pattern *context;
    uint32_t attribute;            /* that a node has to have to match; TREE_NO_NAME: none */
    struct expression *visit_each; /* ISO 2025; or NULL */
    struct expression *subject;    /* or NULL */
    struct assertion *assertions;
    struct variable **needs; /* the variables of the schema, of its phase and of its pattern that it
                                mentions anywhere but in its context */
    size_t need_count;
    struct expression mentioned; /* by its context; compiled is NULL */
    struct pattern *pattern;
    size_t index; /* in the order of all rules */
    struct rule *next;
};

struct pattern {
    bool is_group; /* ISO 2025: each of its rules fires that matches, not only the first */
    struct linkable about;
    const char *title;
    struct expression *documents; /* the URIs of those that it is about instead; or NULL */
    struct rule *rules;
    size_t index;
    struct dispatch *dispatch; /* where it has `documents`: of its own */
    struct pattern *next;
};

/* The rules that nodes of a kind, and of a name where that counts, can match at all, in order. */
struct rule_list {
    struct rule **rules;
    size_t count;
};

/* Most rules that any element can match want an attribute of it, and most elements have none. */
struct candidates {
    struct rule_list all, without_attribute; /* those that want none */
};

enum { NODE_KINDS = TREE_PI + 1 };

/* Who is to be asked about a node (dispatch.c). */
struct dispatch {
    struct candidates others[NODE_KINDS]; /* nodes whose name is not in the tables */
    const struct candidates **named[NODE_KINDS];
    size_t name_count[NODE_KINDS];
};

struct prefix {
    const char *prefix, *uri;
    struct prefix *next;
};

struct schematron_schema {
    struct arena *arena;
    struct xpath_static *context;
    const char *title, *phase, *version, *edition;
    struct prefix *prefixes;
    struct pattern *patterns;
    size_t pattern_count, rule_count, variable_count;
    struct variable **function_needs; /* the variables that functions and keys mention */
    size_t function_need_count;
    size_t runs;                   /* how many documents were begun */
    struct expression *phase_from; /* ISO 2025: only what is below these nodes; or NULL */
    struct dispatch dispatch;      /* of the patterns without `documents` */
};

/* Fills in which rules of the patterns (those with `documents`: of `only` alone, which may be NULL)
   nodes can match. */
void dispatch_fill(struct arena *arena, struct dispatch *dispatch, struct pattern *patterns,
                   const struct pattern *only);

static inline const struct candidates *dispatch_of(const struct dispatch *dispatch,
                                                   const struct tree_node *node) {
    const struct candidates *named = NULL;
    if (node->name < dispatch->name_count[node->kind])
        named = dispatch->named[node->kind][node->name];
    return named ? named : &dispatch->others[node->kind];
}

#endif
