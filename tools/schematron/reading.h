/* What the files that read a schema share: the elements of its files, and the reading itself. */
#ifndef TEIKIT_SCHEMATRON_READING_H
#define TEIKIT_SCHEMATRON_READING_H

#include "schematron/schema.h"

#include <libxml/hash.h>

/* The elements of Schematron (elements.c). */
enum element_kind {
    E_OTHER, /* of another namespace */
    E_ACTIVE,
    E_ASSERT,
    E_DIAGNOSTIC,
    E_DIAGNOSTICS,
    E_DIR,
    E_EMPH,
    E_EXTENDS,
    E_GROUP,
    E_INCLUDE,
    E_LET,
    E_LIBRARY,
    E_NAME,
    E_NS,
    E_P,
    E_PARAM,
    E_PATTERN,
    E_PHASE,
    E_PROPERTIES,
    E_PROPERTY,
    E_REPORT,
    E_RULE,
    E_RULES,
    E_SCHEMA,
    E_SPAN,
    E_TITLE,
    E_VALUE_OF,
    ELEMENT_KINDS
};

struct schema_file {
    struct tree *tree;
    const char *name;  /* a path */
    const char *bytes; /* its text, while it is read; NULL: in the file */
    size_t length;
    uint8_t *kinds;                   /* enum element_kind of each node */
    const struct elements **children; /* of each node; NULL where they are not known yet */
    bool borrowed;                    /* the tree is the caller's */
    bool too_deep;                    /* to be read, as was said */
    struct schema_file *next;
};

/* An element of a schema's file. */
struct element {
    struct schema_file *file;
    uint32_t node;
};

struct elements {
    struct element *list;
    size_t count, capacity;
};

/* A parameter of an abstract pattern, as the pattern that uses it fills it in. */
struct parameter {
    const char *name, *value;
    const struct parameter *next;
};

/* An element that others refer to by its id. */
struct definition {
    const char *id;
    struct element element;
    struct definition *next;
};

struct reading {
    struct schematron_schema *schema;
    const struct schematron_wishes *wishes;
    struct schema_file *files;
    bool embedded;   /* what is wrong is left out instead of being an error */
    bool compatible; /* with XPath 1.0, which the query binding asks for */
    size_t errors;
    xmlHashTable *by_id[ELEMENT_KINDS]; /* struct definition */
    struct definition *definitions[ELEMENT_KINDS];
    struct pattern **last_pattern;
    const struct parameter *parameters; /* of the abstract pattern at hand */
    struct variable **visible;          /* the variables in scope, the newest last */
    size_t visible_count, visible_capacity;
    struct rule *rule; /* being read: collects the variables that it mentions */
};

/* ---- elements.c ---- */

extern const char *const element_names[ELEMENT_KINDS];

static inline enum element_kind kind_of(struct element element) {
    return (enum element_kind)element.file->kinds[element.node];
}

/* Fills in the kinds of the file's elements, and says what is wrong with their names, attributes
   and places (ISO annex A). */
void elements_check(struct reading *reading, struct schema_file *file);

/* Whether such an element may stand in such a parent. */
bool element_fits(enum element_kind child, enum element_kind parent);

/* ---- files.c ---- */

/* The root of the file that the reference leads to from `from`, or its element of the id behind
   `#`; false, with a finding. */
bool file_refer(struct reading *reading, struct element from, const char *reference,
                struct element *element);

/* Takes in a tree that was read; `borrowed`: the caller frees it.  `bytes`: the text, where it is
   at hand until all is read; else NULL. */
struct schema_file *file_add(struct reading *reading, struct tree *tree, const char *name,
                             bool borrowed, const char *bytes, size_t length);
void files_free(struct schema_file *files);
struct element root_of(struct schema_file *file);

/* ---- nodes.c ---- */

/* The value of an attribute in no namespace, in the schema's arena; NULL where there is none. */
const char *attribute_of(struct reading *reading, struct element element, const char *name);

/* The same with the parameters of the abstract pattern at hand filled in (ISO 6.3). */
const char *filled_attribute(struct reading *reading, struct element element, const char *name);

/* The text with the parameters filled in. */
const char *filled_text(struct reading *reading, const char *text);

/* Text of the element and of those in it, white space normalised; NULL where there is none. */
const char *words_of(struct reading *reading, struct element element);

/* The children that are elements of Schematron, those that are included in their places. */
struct elements children_of(struct reading *reading, struct element parent);
void elements_append(struct reading *reading, struct elements *elements, struct element element);

/* ---- findings.c ---- */

struct schema_place place_of(struct element element);

/* A finding at an element, or at its attribute `attribute` (NULL: the element).  An error, counted;
   what is embedded: a warning. */
void schema_error(struct reading *reading, struct element at, const char *attribute,
                  const char *code, const char *hint, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void schema_warning(struct reading *reading, struct element at, const char *attribute,
                    const char *code, const char *hint, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* An error in the expression that the attribute is; `fault->offset` leads to its place. */
void expression_error(struct reading *reading, struct element at, const char *attribute,
                      const struct xpath_fault *fault);

/* A hint that names the one of the words that is nearest to `word`; NULL where none is near. */
const char *near_miss(struct reading *reading, const char *word, const char *const *words,
                      size_t count);

/* ---- expressions.c ---- */

/* Compiles the attribute of that name; NULL where there is none or, with a finding, where it is in
   error. */
struct expression *expression_of(struct reading *reading, struct element at, const char *attribute);

/* The same for a text that was made from what stands at the element. */
struct expression *expression_made(struct reading *reading, struct element at,
                                   const char *attribute, const char *text, size_t before);

/* Appends text as a string literal. */
void append_literal(struct buffer *expression, const char *text, size_t length);

/* Appends what converts the value behind it, up to a ")", to the type as an argument of a function
   is (XSLT 2.0 9.3); nothing where `type` is NULL. */
void append_conversion(struct buffer *expression, const char *type);

/* The rule's context. */
const struct xpath_pattern *context_of(struct reading *reading, struct element rule,
                                       struct expression *mentioned);

/* Declares the variable that `let`, `param` or xsl:variable is, and reads its value, apart so that
   variables can mention those behind them; each NULL where it is in error. */
struct variable *variable_declare(struct reading *reading, struct element let);
struct expression *variable_value(struct reading *reading, struct element let);

/* Reads a variable that does not see itself, of a pattern or of the rule that is being read. */
void variable_read(struct reading *reading, struct element let, bool of_pattern);

/* Takes back the newest variables until there are `count`. */
void variables_hide(struct reading *reading, size_t count);

/* Appends to the list the variables in scope that the text mentions, each once. */
void variables_mentioned(struct reading *reading, const char *text, struct variable ***list,
                         size_t *count);

/* ---- messages.c ---- */

struct message *message_read(struct reading *reading, struct element element);

/* ---- patterns.c ---- */

void pattern_read(struct reading *reading, struct element element);

/* The element of that kind and id; false where there is none. */
bool definition_find(const struct reading *reading, enum element_kind kind, const char *id,
                     struct element *element);
/* The same; a finding at the attribute of `from` where there is none. */
bool definition_refer(struct reading *reading, struct element from, const char *attribute,
                      const char *id, enum element_kind kind, struct element *element);

/* ---- xslt.c ---- */

/* Declares the variables of the schema and what XSLT elements beside the children declare: keys,
   functions and variables.  All of these may mention each other in any order. */
void xslt_declare(struct reading *reading, const struct elements *children);

#endif
