/* What the files of validation share: a loaded schema, the matcher that the document's events go
   through, and what is said about them. */
#ifndef TEIKIT_RNG_INTERNAL_H
#define TEIKIT_RNG_INTERNAL_H

#include "base/buffer.h"
#include "rng/automaton.h"
#include "rng/ids.h"
#include "rng/rng.h"
#include "rng/schema.h"
#include "xml/observer.h"

struct rng_schema {
    struct simple_schema *simple;
    struct automaton *automaton;
    const char *no_uri; /* the interned "" */
    size_t name_bytes;  /* of the dictionary when the schema was loaded */
    bool explain_all, follows_xinclude;
    const struct xml_observer *observers;
    size_t observer_count;
    struct schema_names *schema_names; /* made when first needed */
};

/* A schema over what was read, which it takes over; NULL for NULL. */
struct rng_schema *rng_schema_over(struct simple_schema *simple);

/* Frees the schema, but not what it stands over. */
void rng_schema_release(struct rng_schema *schema);

/* ---- a document's names (validate.c) ---- */

/* Where those of a document are interned so that they compare with the schema's by their addresses;
   to be given back when it has been matched. */
xmlDict *document_names_new(struct rng_schema *schema);
void document_names_free(struct rng_schema *schema, xmlDict *names);

/* ---- the schema's side: matching events (matcher.c) ---- */

/* An open element. */
struct frame {
    const struct opening *opening;
    struct xml_name name;
    size_t position;      /* among its siblings of the same name, from 1; 0: not counted */
    size_t first_counter; /* of its children, in matcher->counters */
    size_t namespaces;    /* how many declarations are in scope around it */
};

/* How many children of that name an open element has had so far. */
struct child_counter {
    const char *uri, *local;
    size_t count;
    size_t total; /* of the name: index in matcher->totals */
};

struct namespace_declaration {
    const char *prefix, *uri; /* prefix NULL: the default namespace */
};

struct matcher {
    struct rng_schema *schema;
    struct xml_reader *reader; /* of the event at hand */
    struct report *report;     /* NULL: nothing is said, and the reader is not asked for places */
    const char *name;          /* of the document, in findings */

    struct state *state;
    struct frame *frames;
    size_t depth, frame_capacity;
    struct child_counter *counters;
    size_t counter_count, counter_capacity;
    size_t *totals; /* how many elements of each name there were so far */
    size_t total_count, total_capacity;
    struct memo total_places; /* URI, local name: into `totals`, one past the index */
    struct namespace_declaration *namespaces;
    size_t namespace_count, namespace_capacity;
    struct datatype_context context; /* of QNames: the namespaces in scope */
    bool asked;                      /* a datatype has looked at these */

    struct buffer text;          /* typed text, collected from the start tag on */
    struct xml_place text_place; /* where it begins */
    bool collects;               /* whether it is being collected */
    bool after_text;             /* untyped text was matched since the last tag */
    bool complains;              /* it is not allowed: its beginning is collected for the message */

    const struct xml_name *starting; /* an element that is not among the frames yet, or NULL */

    bool had_error;
    const char *wrong_uri, *right_uri; /* elements in the first are taken as in the second */
    struct document_ids *ids;          /* NULL where the schema has no ID types */
};

void matcher_start(struct matcher *matcher);
struct xml_observer matcher_observer(struct matcher *matcher);
void matcher_free(struct matcher *matcher);

/* Goes into a start tag: matches its name and attributes, but not its end. */
void matcher_open(struct matcher *matcher, const struct xml_tag *tag);

/* At the next tag: what the text before it leads to, where that has been put off. */
void matcher_finish_text(struct matcher *matcher);

/* The namespace that an element is taken to be in. */
const char *matcher_schema_uri(const struct matcher *matcher, const char *uri);

/* The position that a child of that name, if it came next, would have among its siblings of the
   same name; 0 where that is not known. */
size_t matcher_next_position(const struct matcher *matcher, const struct xml_name *name);

/* How many elements of that name there were so far. */
size_t matcher_count(const struct matcher *matcher, const char *uri, const char *local);

/* Adds an error. */
void matcher_add(struct matcher *matcher, const char *code, struct xml_place place,
                 const char *message, const char *hint);

/* ---- what a pattern expects (expected.c) ---- */

struct expected_name {
    const char *uri, *local; /* local NULL: any name of the namespace; both NULL: any name */
    bool required;           /* nothing else will do */
    bool needed;             /* it or another must come: others may, and leave things as they are */
    size_t siblings, total;  /* how many of that name there were so far: there, in all */
};

struct expected {
    struct expected_name *names;
    size_t count, capacity;
    const struct pattern **patterns; /* elements or attributes that the names are from */
    size_t pattern_count, pattern_capacity;
    bool text, data, end; /* besides names: text, a value, the end tag */
};

/* What may come next: elements with START_TAG, attributes with ATTRIBUTE. */
void expected_collect(struct expected *expected, const struct pattern *pattern,
                      enum name_event event);
void expected_free(struct expected *expected);

/* Only what is required. */
void expected_collect_required(struct expected *expected, const struct pattern *pattern,
                               enum name_event event);

/* ---- all names of a schema (schema_names.c) ---- */

struct schema_name {
    const char *uri, *local;
};

/* The names that the schema's element and attribute patterns have, each once. */
struct schema_names {
    struct schema_name *elements, *attributes;
    size_t element_count, element_capacity, attribute_count, attribute_capacity;
};
const struct schema_names *schema_names_of(struct rng_schema *schema);
void schema_names_free(struct schema_names *names);

/* ---- where else an element may stand (placement.c) ---- */

/* An element that is expected here and may begin with the child, or with text where that is NULL:
   the first of those that are needed, or of those that were there before; NULL where none may. */
const struct expected_name *container_for(const struct matcher *matcher,
                                          const struct expected *expected, bool is_needed,
                                          const struct xml_name *child);

/* The state behind the element of that name, if it came here. */
struct state *state_after(const struct matcher *matcher, const struct expected_name *name);

/* Whether the element may stand before what its parent has had already. */
bool may_stand_earlier(const struct matcher *matcher, const struct xml_name *name);

/* The nearest open element after whose end the element may stand; NULL where there is none. */
const struct frame *ancestor_to_end(const struct matcher *matcher, const struct xml_name *name);

/* ---- names of HTML typed by habit (habits.c) ---- */

struct habit {
    const char *html, *tei;
    const char *written; /* what TEI has for it, such as `<lb/>` for br */
};

/* Of an element in TEI's namespace, and of an attribute where TEI's is among those expected; NULL
   where it is none of those typed by habit. */
const struct habit *habit_of_element(const char *html, const char *uri);
const struct habit *habit_of_attribute(const char *html, const struct expected *expected);

/* ---- what is wrong with a value (value_message.c) ---- */

/* Appends why the string is none of the `count` patterns, such as `"x" is not an integer`, and to
   `hint` the nearest of the values that are expected, if one is near. */
void explain_value(struct matcher *matcher, const struct pattern *const *patterns, size_t count,
                   const char *string, size_t length, struct buffer *message, struct buffer *hint);

/* Appends a string in quotation marks; of a long one the beginning. */
void append_quoted(struct buffer *buffer, const char *string, size_t length);

/* ---- findings (message.c) ---- */

/* What may come next, the likeliest first; expected_free() it. */
struct expected expected_now(const struct matcher *matcher, const struct pattern *pattern,
                             enum name_event event);

void say_element_not_allowed(struct matcher *matcher, const struct xml_name *name,
                             bool known_elsewhere);
void say_element_missing_before(struct matcher *matcher, const struct xml_name *name);
void say_namespace(struct matcher *matcher, const struct xml_name *name, const char *right_uri);
void say_content_incomplete(struct matcher *matcher);
void say_text_not_allowed(struct matcher *matcher);
void say_content_value(struct matcher *matcher);
void say_attribute_not_allowed(struct matcher *matcher, struct state *before,
                               const struct xml_attribute *attributes, size_t index);
void say_attribute_value(struct matcher *matcher, const struct attribute_step *step,
                         const struct xml_attribute *attribute);
void say_attribute_missing(struct matcher *matcher);

#endif
