/* Evaluations: their making, limits and errors, and the ways in that xpath.h promises. */
#include "xpath/evaluation.h"

#include "base/memory.h"
#include "xpath/library.h"
#include "xpath/memo.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum {
    STEPS_AT_MOST = 2000000000, /* some ten seconds */
    BYTES_AT_MOST = 2000000000,
    DEPTH_AT_MOST = 5000,
    STACK_AT_LEAST = 1 << 20,
    STACK_AT_MOST = 1 << 25,
};

/* Half of the C stack: the rest is for what is called from here. */
static size_t stack_limit(void) {
    struct rlimit limit;
    size_t size = STACK_AT_LEAST * 4;
    if (!getrlimit(RLIMIT_STACK, &limit) && limit.rlim_cur != RLIM_INFINITY)
        size = (size_t)limit.rlim_cur / 2;
    return size < STACK_AT_LEAST ? STACK_AT_LEAST : size > STACK_AT_MOST ? STACK_AT_MOST : size;
}

static const char *uri_of_prefix(void *data, const char *prefix, size_t length) {
    const struct xpath_evaluation *evaluation = data;
    if (!evaluation->snapshot) return NULL;
    return namespace_uri(evaluation->snapshot->namespaces, prefix, length);
}

struct xpath_evaluation *xpath_evaluation_new(struct xpath_static *context,
                                              const struct xpath_documents *documents,
                                              const struct xpath_limits *limits) {
    struct xpath_evaluation *evaluation = memory_allocate(1, sizeof *evaluation);
    evaluation->context = context;
    evaluation->values.arena = arena_new();
    evaluation->namespaces = (struct xpath_namespaces){uri_of_prefix, evaluation};
    evaluation->values.namespaces = &evaluation->namespaces;
    if (documents) evaluation->documents = *documents;
    if (limits) evaluation->limits = *limits;
    if (!evaluation->limits.steps) evaluation->limits.steps = STEPS_AT_MOST;
    if (!evaluation->limits.bytes) evaluation->limits.bytes = BYTES_AT_MOST;
    if (!evaluation->limits.depth) evaluation->limits.depth = DEPTH_AT_MOST;
    evaluation->stack_limit = stack_limit();
    return evaluation;
}

void xpath_evaluation_free(struct xpath_evaluation *evaluation) {
    if (!evaluation) return;
    memos_free(evaluation);
    library_free(evaluation);
    free(evaluation->variables);
    arena_free(evaluation->values.arena);
    free(evaluation);
}

void xpath_set_variable(struct xpath_evaluation *evaluation, size_t variable,
                        struct xpath_sequence value) {
    size_t count = evaluation->variable_count;
    if (variable >= count) {
        evaluation->variables = memory_grow(evaluation->variables, &evaluation->variable_count,
                                            variable + 1, sizeof *evaluation->variables);
        memset(evaluation->variables + count, 0,
               (evaluation->variable_count - count) * sizeof *evaluation->variables);
    }
    evaluation->variables[variable] = (struct set_variable){value, ++evaluation->generation};
}

struct arena_mark xpath_mark(struct xpath_evaluation *evaluation) {
    return arena_mark(evaluation->values.arena);
}

void xpath_release(struct xpath_evaluation *evaluation, struct arena_mark mark) {
    arena_release(evaluation->values.arena, mark);
}

/* ---- limits and errors ---- */

bool within_limits(struct xpath_evaluation *evaluation) {
    return arena_size(evaluation->values.arena) <= evaluation->limits.bytes ||
           xpath_fail(&evaluation->values, "XPLIMIT",
                      "the evaluation takes more than %zu bytes of memory",
                      evaluation->limits.bytes);
}

bool xpath_count_steps(struct xpath_evaluation *evaluation, uint64_t steps) {
    evaluation->steps += steps;
    if (evaluation->steps > evaluation->limits.steps)
        return xpath_fail(&evaluation->values, "XPLIMIT",
                          "the evaluation looks at more than %llu nodes and items",
                          (unsigned long long)evaluation->limits.steps);
    return within_limits(evaluation);
}

const struct xpath_fault *xpath_error(const struct xpath_evaluation *evaluation) {
    return &evaluation->fault;
}

/* ---- evaluating ---- */

struct frame frame_for(struct xpath_evaluation *evaluation,
                       const struct xpath_expression *expression, const struct xpath_value *item) {
    size_t size = expression->locals * sizeof(struct xpath_sequence);
    return (struct frame){
        evaluation, item, 1, 1, size ? arena_allocate(evaluation->values.arena, size) : NULL, item};
}

struct frame begin_evaluation(struct xpath_evaluation *evaluation) {
    evaluation->values.code = NULL;
    evaluation->offset = 0;
    evaluation->steps = 0;
    evaluation->depth = 0;
    evaluation->frame = NULL;
    evaluation->stack = (uintptr_t)__builtin_frame_address(0);
    return (struct frame){.evaluation = evaluation};
}

static struct frame begin(struct xpath_evaluation *evaluation,
                          const struct xpath_expression *expression,
                          const struct xpath_value *item) {
    begin_evaluation(evaluation);
    return frame_for(evaluation, expression, item);
}

/* Keeps the error, if there was one. */
static bool end(struct xpath_evaluation *evaluation, const struct xpath_expression *expression) {
    const struct xpath_values *values = &evaluation->values;
    if (!values->code) return true;
    size_t offset = evaluation->offset ? evaluation->offset : expression->body->offset;
    evaluation->fault = (struct xpath_fault){values->code, offset, values->message};
    return false;
}

bool xpath_evaluate(struct xpath_evaluation *evaluation, const struct xpath_expression *expression,
                    const struct xpath_value *item, struct xpath_sequence *value) {
    struct frame frame = begin(evaluation, expression, item);
    sequence_of(expression->body, &frame, value);
    return end(evaluation, expression);
}

bool xpath_evaluate_boolean(struct xpath_evaluation *evaluation,
                            const struct xpath_expression *expression,
                            const struct xpath_value *item, bool *value) {
    struct arena_mark mark = xpath_mark(evaluation);
    struct frame frame = begin(evaluation, expression, item);
    if (is_worth_keeping(expression->body))
        truth_kept(expression->body, &frame, &expression->memo, value);
    else
        truth_of(expression->body, &frame, value);
    if (!end(evaluation, expression)) return false; /* whose message is in the arena */
    xpath_release(evaluation, mark);
    return true;
}

/* Joins what it takes with a space between. */
struct joining_sink {
    struct xpath_sink sink;
    const struct frame *frame;
    struct buffer *string;
    bool has_some;
};

static bool take_string(struct xpath_sink *sink, const struct xpath_value *item) {
    struct joining_sink *joining = (struct joining_sink *)sink;
    struct xpath_string string;
    if (!xpath_string_of(joining->frame->evaluation, item, &string)) return false;
    if (joining->has_some) buffer_byte(joining->string, ' ');
    buffer_append(joining->string, string.bytes, string.length);
    joining->has_some = true;
    return true;
}

bool xpath_evaluate_string(struct xpath_evaluation *evaluation,
                           const struct xpath_expression *expression,
                           const struct xpath_value *item, struct buffer *string) {
    struct arena_mark mark = xpath_mark(evaluation);
    struct frame frame = begin(evaluation, expression, item);
    struct joining_sink joining = {{take_string}, &frame, string, false};
    push_atomized(expression->body, &frame, &joining.sink);
    if (!end(evaluation, expression)) return false;
    xpath_release(evaluation, mark);
    return true;
}

struct xpath_value xpath_value_node(const struct tree *tree, uint32_t node) {
    return (struct xpath_value){XPATH_NODE, .as.node = {tree, node}};
}
