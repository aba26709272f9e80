/* What the files of assistance share: an answer under construction. */
#ifndef TEIKIT_RNG_PROPOSALS_H
#define TEIKIT_RNG_PROPOSALS_H

#include "rng/assist.h"
#include "rng/definitions.h"
#include "rng/typing.h"

struct answer {
    struct rng_assistance result; /* first, so that one can be had from the other */
    struct typing *typing;
    struct rng_schema *schema;
    struct arena *arena; /* of the result, in which it is itself */
};

/* The start tag that the place is in. */
struct tag_place {
    struct xml_name element;
    struct definitions elements;   /* where the element is defined */
    struct definitions attributes; /* where those are that it may have */
};

/* Goes into the start tag at the place, but for its attribute whose name is at `left_out`
   (SIZE_MAX: none). */
void tag_place_enter(struct tag_place *place, struct typing *typing, size_t left_out);
void tag_place_leave(struct tag_place *place);

/* The attribute of that start tag whose name, sign or value the place is in; false where it is in
   none. */
bool find_attribute(const struct typing *typing, struct markup_attribute *attribute);

/* Whether the place is in its value, or where that would be. */
bool is_in_value(const struct typing *typing, const struct markup_attribute *attribute);

/* Proposes values of these patterns for the token at the place, of a string from `start` to `end`
   in the document; `definitions` are what they are documented in. */
void propose_values(struct answer *answer, const struct pattern *const *patterns, size_t count,
                    size_t start, size_t end, const struct definitions *definitions);

#endif
