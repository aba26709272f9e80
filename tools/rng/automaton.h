/* A lazily built automaton over patterns: states are patterns, transitions are derivatives, and
   each is computed when it is first needed.

   A state says what may follow inside the innermost open element only.  It is a choice of
   after(x, k): x is left to match before the end tag, and k, a PATTERN_RETURN, names the place in
   the element's `struct opening` where matching then goes on in the parent.  So the number of
   states depends on the schema's content models, not on how deep a document nests. */
#ifndef TEIKIT_RNG_AUTOMATON_H
#define TEIKIT_RNG_AUTOMATON_H

#include "rng/derivative.h"

struct state {
    const struct pattern *pattern;
    bool is_typed; /* a string may have to be checked: text is to be collected until the end tag */
    /* Transitions by what has no name; NULL until first needed. */
    struct state *closed, *closed_recovering, *text;
    const struct pattern *returns;     /* where an end tag leads: notAllowed, or a choice of k */
    const struct pattern *all_returns; /* where it would lead if all that is required were there */
};

/* What a start tag leads to: the state within the element, and the places to return to. */
struct opening {
    struct state *state; /* that of notAllowed where the element may not stand here */
    size_t count;
    struct state *returns[];
};

/* What an attribute's name leads to: for each pattern that its value may match, what is left of the
   start tag's pattern if it does. */
struct attribute_branch {
    const struct pattern *value;
    struct state *next;
};
struct attribute_step {
    size_t count; /* 0 where the attribute may not stand here */
    bool any_value;
    struct attribute_branch branches[];
};

/* A value of an attribute that was matched, and where it led. */
struct known_value {
    const struct attribute_step *step;
    struct state *next;
    uint8_t length;
    char bytes[47];
};

struct automaton {
    const struct simple_schema *schema;
    struct arena *arena;
    struct derivatives derivatives;
    struct memo states;         /* by pattern */
    struct memo openings[2];    /* by state, URI, local name; [1] recovering */
    struct memo attributes;     /* by state, URI, local name */
    struct memo contents;       /* by URI, local name: what elements out of place must contain */
    struct known_value *values; /* those matched last */
    struct state *not_allowed, *start;
    size_t steps;   /* bytes of states, openings and attribute steps */
    bool has_grown; /* since automaton_is_full() looked last */
};

/* An automaton for documents that match the schema, which outlives it. */
struct automaton *automaton_new(struct simple_schema *schema);
void automaton_free(struct automaton *automaton);

/* Whether it has grown so large that it is better begun anew. */
bool automaton_is_full(struct automaton *automaton);

struct state *automaton_state(struct automaton *automaton, const struct pattern *pattern);

/* Transitions.  Names are interned, no namespace is the interned "". */
const struct opening *automaton_open(struct automaton *automaton, struct state *state,
                                     const char *uri, const char *local, bool recovering);
const struct attribute_step *automaton_attribute(struct automaton *automaton, struct state *state,
                                                 const char *uri, const char *local);
/* Where a value of the attribute leads; NULL where it has not been matched lately.  Documents have
   the same few values again and again. */
struct state *automaton_known_value(const struct automaton *automaton,
                                    const struct attribute_step *step, const char *value,
                                    size_t length);

/* Remembers that, for a while; not for a value whose meaning hangs on where it stands. */
void automaton_know_value(struct automaton *automaton, const struct attribute_step *step,
                          const char *value, size_t length, struct state *next);

struct state *automaton_close(struct automaton *automaton, struct state *state, bool recovering);
struct state *automaton_text(struct automaton *automaton, struct state *state);

/* The opening of an element with this content, whatever its place; its one return is `after`. */
const struct opening *automaton_open_content(struct automaton *automaton,
                                             const struct pattern *content, struct state *after);

/* Where the end tag leads: notAllowed, or a choice of places.  `all` as for state->all_returns. */
const struct pattern *automaton_returns(struct automaton *automaton, struct state *state, bool all);

/* The same for an element whose content is the one string. */
const struct pattern *automaton_returns_of_string(struct automaton *automaton, struct state *state,
                                                  const char *string, size_t length,
                                                  const struct datatype_context *context);

/* The state that these places of an opening make together. */
struct state *automaton_return(struct automaton *automaton, const struct opening *opening,
                               const struct pattern *places);

/* Makes a state, or an opening, of another automaton for the same schema one of this; `known` keeps
   from pattern or opening of the other what was made of it. */
struct state *automaton_adopt_state(struct automaton *automaton, const struct state *state,
                                    struct memo *known);
const struct opening *automaton_adopt_opening(struct automaton *automaton,
                                              const struct opening *opening, struct memo *known);

#endif
