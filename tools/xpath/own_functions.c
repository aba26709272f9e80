/* Functions that are expressions of their own: they look at the context position, or need not look
   at all of what they are given. */
#include "xpath/calls.h"

#include <string.h>

static bool item_of_position(const struct expression *expression, const struct frame *frame,
                             struct xpath_value *item) {
    if (!frame->item) return fail(frame, expression, "XPDY0002", "there is no context position");
    *item = xpath_value_integer((int64_t)frame->position);
    return true;
}

static bool item_of_last(const struct expression *expression, const struct frame *frame,
                         struct xpath_value *item) {
    if (!frame->item) return fail(frame, expression, "XPDY0002", "there is no context size");
    *item = xpath_value_integer((int64_t)frame->last);
    return true;
}

bool is_call_of_last(const struct expression *expression) {
    return expression->item == item_of_last;
}

static bool truth_of_true(const struct expression *expression, const struct frame *frame,
                          bool *truth) {
    (void)expression, (void)frame;
    *truth = true;
    return true;
}

static bool truth_of_boolean(const struct expression *expression, const struct frame *frame,
                             bool *truth) {
    return truth_of(expression->operands[0], frame, truth);
}

static bool truth_of_not(const struct expression *expression, const struct frame *frame,
                         bool *truth) {
    if (!truth_of(expression->operands[0], frame, truth)) return false;
    *truth = !*truth;
    return true;
}

struct exists_sink {
    struct xpath_sink sink;
    bool exists;
};

static bool take_existing(struct xpath_sink *sink, const struct xpath_value *item) {
    (void)item;
    ((struct exists_sink *)sink)->exists = true;
    return false;
}

static bool truth_of_exists(const struct expression *expression, const struct frame *frame,
                            bool *truth) {
    struct exists_sink sink = {{take_existing}, false};
    if (!push(expression->operands[0], frame, &sink.sink) && has_failed(frame)) return false;
    *truth = sink.exists;
    return true;
}

static bool truth_of_empty(const struct expression *expression, const struct frame *frame,
                           bool *truth) {
    if (!truth_of_exists(expression, frame, truth)) return false;
    *truth = !*truth;
    return true;
}

struct counting_sink {
    struct xpath_sink sink;
    int64_t count;
};

static bool take_counted(struct xpath_sink *sink, const struct xpath_value *item) {
    (void)item;
    ((struct counting_sink *)sink)->count++;
    return true;
}

static bool item_of_count(const struct expression *expression, const struct frame *frame,
                          struct xpath_value *item) {
    struct counting_sink sink = {{take_counted}, 0};
    bool known = count_step_nodes(expression->operands[0], frame, &sink.count);
    if (has_failed(frame)) return false;
    if (!known && !push(expression->operands[0], frame, &sink.sink)) return false;
    *item = xpath_value_integer(sink.count);
    return true;
}

static const struct special {
    const char *name;
    size_t arity;
    uint8_t uses;
    item_function *item;
    truth_function *truth;
    bool disregards_order;
} specials[] = {
    {"position", 0, USES_POSITION, item_of_position, NULL, false},
    {"last", 0, USES_LAST, item_of_last, NULL, false},
    {"true", 0, 0, NULL, truth_of_true, false},
    {"boolean", 1, 0, NULL, truth_of_boolean, true},
    {"not", 1, 0, NULL, truth_of_not, true},
    {"exists", 1, 0, NULL, truth_of_exists, true},
    {"empty", 1, 0, NULL, truth_of_empty, true},
    {"count", 1, 0, item_of_count, NULL, false},
};

const struct special *find_special(const struct xpath_syntax *syntax) {
    if (strcmp(syntax->name.uri, xpath_fn_namespace) != 0) return NULL;
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (!strcmp(specials[i].name, syntax->name.local) && specials[i].arity == syntax->count)
            return &specials[i];
    return NULL;
}

struct expression *compile_special(struct compiler *compiler, const struct xpath_syntax *syntax,
                                   const struct special *special) {
    struct expression *expression =
        new_expression(compiler, syntax, sizeof *expression, syntax->count);
    if (syntax->count) expression->operands[0] = compile(compiler, syntax->first);
    if (special->disregards_order) disregard_order(expression->operands[0]);
    expression->item = special->item;
    expression->truth = special->truth;
    expression->type = XPATH_INTEGER;
    expression->cardinality = EXACTLY_ONE;
    return finish_with(compiler, expression,
                       special->uses | (syntax->count ? expression->operands[0]->uses : 0u));
}
