/* What an evaluation holds. */
#ifndef TEIKIT_XPATH_EVALUATION_H
#define TEIKIT_XPATH_EVALUATION_H

#include "xpath/compiler.h"

struct memo;

struct xpath_evaluation {
    struct xpath_values values;
    struct xpath_static *context;
    struct xpath_documents documents; /* all NULL: none */
    struct xpath_limits limits;
    uint64_t steps;
    uintptr_t stack;    /* where on the C stack the evaluation began */
    size_t stack_limit; /* how far it may go from there */
    unsigned depth;     /* of calls */
    struct set_variable {
        struct xpath_sequence value;
        uint64_t generation; /* the evaluation's when it was set */
    } * variables;
    size_t variable_count;
    uint64_t generation; /* grows with each variable that is set */
    struct memo *memos;
    size_t memo_count;
    struct key_index *keys;
    struct kept_tree *trees; /* that functions have made */
    struct xpath_library *library;
    /* The call at hand of a function of the library. */
    const struct frame *frame;
    const struct static_snapshot *snapshot;
    struct xpath_namespaces namespaces;
    struct xpath_value now;
    size_t offset; /* of the error */
    struct xpath_fault fault;
};

/* Makes `function` see the static context of where it is called, and the frame. */
struct call_state {
    const struct frame *frame;
    const struct static_snapshot *snapshot;
};
struct call_state enter_call(const struct frame *frame, const struct static_snapshot *snapshot);
void leave_call(struct xpath_evaluation *evaluation, struct call_state before);

/* An arena of so many bytes more is too much: XPLIMIT. */
bool within_limits(struct xpath_evaluation *evaluation);

/* Counts a node or item that is looked at. */
static inline bool count_step(struct xpath_evaluation *evaluation) {
    return ++evaluation->steps < evaluation->limits.steps || xpath_count_steps(evaluation, 1);
}

/* Frames without a focus, for a new evaluation; and, in the midst of one, for what was compiled,
   with an item as the focus, or NULL for none. */
struct frame begin_evaluation(struct xpath_evaluation *evaluation);
struct frame frame_for(struct xpath_evaluation *evaluation,
                       const struct xpath_expression *expression, const struct xpath_value *item);

#endif
