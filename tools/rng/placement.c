/* Where an element that is not allowed where it stands may stand instead: within one that is
   missing there, behind the end of one that is open, or earlier; for the hint. */
#include "rng/internal.h"

/* The state within the element of that name, if it came here: behind its start tag. */
static struct state *state_within(const struct matcher *matcher, const struct expected_name *name) {
    struct automaton *automaton = matcher->schema->automaton;
    const struct opening *opening =
        automaton_open(automaton, matcher->state, name->uri, name->local, false);
    return automaton_close(automaton, opening->state, true);
}

static bool may_hold(const struct matcher *matcher, const struct expected_name *container,
                     const struct xml_name *child) {
    struct automaton *automaton = matcher->schema->automaton;
    struct state *within = state_within(matcher, container);
    if (!child) return automaton_text(automaton, within) != automaton->not_allowed;
    const char *uri = matcher_schema_uri(matcher, child->uri);
    return automaton_open(automaton, within, uri, child->local, false)->state !=
           automaton->not_allowed;
}

/* So many of the names that are expected are looked into. */
enum { MOST_CONTAINERS = 16 };

const struct expected_name *container_for(const struct matcher *matcher,
                                          const struct expected *expected, bool is_needed,
                                          const struct xml_name *child) {
    for (size_t i = 0; i < expected->count && i < MOST_CONTAINERS; i++) {
        const struct expected_name *name = &expected->names[i];
        bool counts = is_needed ? name->needed : name->siblings || name->total;
        if (counts && name->local && may_hold(matcher, name, child)) return name;
    }
    return NULL;
}

struct state *state_after(const struct matcher *matcher, const struct expected_name *name) {
    struct automaton *automaton = matcher->schema->automaton;
    const struct opening *opening =
        automaton_open(automaton, matcher->state, name->uri, name->local, false);
    return automaton_return(automaton, opening, automaton_returns(automaton, opening->state, true));
}

bool may_stand_earlier(const struct matcher *matcher, const struct xml_name *name) {
    if (!matcher->depth) return false;
    struct automaton *automaton = matcher->schema->automaton;
    const struct frame *parent = &matcher->frames[matcher->depth - 1];
    struct state *start = automaton_close(automaton, parent->opening->state, true);
    const struct opening *opening = automaton_open(automaton, start, name->uri, name->local, true);
    return opening->state != automaton->not_allowed;
}

const struct frame *ancestor_to_end(const struct matcher *matcher, const struct xml_name *name) {
    struct automaton *automaton = matcher->schema->automaton;
    struct state *state = matcher->state;
    for (size_t i = matcher->depth; i-- > 1;) {
        const struct frame *frame = &matcher->frames[i];
        const struct pattern *returns = automaton_returns(automaton, state, true);
        if (returns->kind == PATTERN_NOT_ALLOWED) return NULL;
        state = automaton_return(automaton, frame->opening, returns);
        const struct opening *opening =
            automaton_open(automaton, state, name->uri, name->local, false);
        if (opening->state != automaton->not_allowed) return frame;
    }
    return NULL;
}
