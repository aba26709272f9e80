/* Sequences, variables, conditions and logic: the comma (XPath 2.0 3.3.1), for, let, some, every
   (3.7, 3.9), if (3.8), and, or (3.6). */
#include "xpath/evaluation.h"

/* ---- the comma ---- */

static bool push_comma(const struct expression *expression, const struct frame *frame,
                       struct xpath_sink *sink) {
    for (size_t i = 0; i < expression->count; i++)
        if (!push(expression->operands[i], frame, sink)) return false;
    return true;
}

struct expression *compile_comma(struct compiler *compiler, const struct xpath_syntax *syntax) {
    if (!syntax->count) return new_literal(compiler, syntax, (struct xpath_sequence){0});
    struct expression *comma = new_expression(compiler, syntax, sizeof *comma, syntax->count);
    size_t i = 0;
    for (const struct xpath_syntax *operand = syntax->first; operand; operand = operand->next)
        comma->operands[i++] = compile(compiler, operand);
    comma->push = push_comma;
    comma->cardinality = 0;
    comma->type = comma->operands[0]->type;
    for (i = 0; i < comma->count; i++)
        if (comma->operands[i]->type != comma->type) comma->type = XPATH_ITEM_TYPE;
    comma->cardinality = ANY_NUMBER;
    return finish(compiler, comma);
}

/* ---- for and let ---- */

struct binding {
    struct expression expression; /* the value of the variable, what is done with it */
    size_t slot;
    bool is_every; /* of the quantified ones */
};

struct binding_sink {
    struct xpath_sink sink, *next;
    const struct binding *binding;
    const struct frame *frame;
    bool decided, truth;
};

/* The variable is bound to an item while that is taken. */
static void bind(const struct binding_sink *sink, const struct xpath_value *item) {
    sink->frame->locals[sink->binding->slot] = (struct xpath_sequence){item, 1};
}

static bool take_for(struct xpath_sink *sink, const struct xpath_value *item) {
    struct binding_sink *taker = (struct binding_sink *)sink;
    bind(taker, item);
    return push(taker->binding->expression.operands[1], taker->frame, taker->next);
}

static bool push_for(const struct expression *expression, const struct frame *frame,
                     struct xpath_sink *sink) {
    struct binding_sink taker = {{take_for}, sink,  (const struct binding *)expression,
                                 frame,      false, false};
    return push(expression->operands[0], frame, &taker.sink);
}

static bool bind_let(const struct expression *expression, const struct frame *frame) {
    return sequence_of(expression->operands[0], frame,
                       &frame->locals[((const struct binding *)expression)->slot]);
}

static bool push_let(const struct expression *expression, const struct frame *frame,
                     struct xpath_sink *sink) {
    return bind_let(expression, frame) && push(expression->operands[1], frame, sink);
}

static bool truth_of_let(const struct expression *expression, const struct frame *frame,
                         bool *truth) {
    return bind_let(expression, frame) && truth_of(expression->operands[1], frame, truth);
}

static bool item_of_let(const struct expression *expression, const struct frame *frame,
                        struct xpath_value *item) {
    return bind_let(expression, frame) && item_of(expression->operands[1], frame, item);
}

/* Compiles the two operands, the variable being bound in the second. */
static struct binding *compile_binding(struct compiler *compiler, const struct xpath_syntax *syntax,
                                       bool is_one) {
    struct binding *binding = new_expression(compiler, syntax, sizeof *binding, 2);
    struct expression *value = compile(compiler, syntax->first);
    struct scope scope = {syntax->name, compiler->body->slots++, value, is_one,
                          compiler->body->scope};
    binding->slot = scope.slot;
    compiler->body->scope = &scope;
    struct expression *inner = compile(compiler, syntax->last);
    compiler->body->scope = scope.outer;
    binding->expression.operands[0] = value;
    binding->expression.operands[1] = is_one ? repeated(compiler, inner) : inner;
    binding->expression.type = inner->type;
    return binding;
}

/* Where no variable is bound around it, all variables that are used in it are its own. */
static struct expression *finish_binding(struct compiler *compiler, struct binding *binding) {
    struct expression *expression = &binding->expression;
    unsigned uses = expression->operands[0]->uses | expression->operands[1]->uses;
    if (!compiler->body->scope && !compiler->body->outer) uses &= ~(unsigned)USES_LOCALS;
    return finish_with(compiler, expression, uses);
}

struct expression *compile_for(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct binding *binding = compile_binding(compiler, syntax, true);
    binding->expression.push = push_for;
    binding->expression.cardinality = ANY_NUMBER;
    return finish_binding(compiler, binding);
}

struct expression *compile_let(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct binding *binding = compile_binding(compiler, syntax, false);
    struct expression *expression = &binding->expression;
    expression->push = push_let;
    expression->truth = truth_of_let;
    expression->item = item_of_let;
    expression->cardinality = expression->operands[1]->cardinality;
    expression->order = expression->operands[1]->order;
    return finish_binding(compiler, binding);
}

/* ---- some and every ---- */

static bool take_quantified(struct xpath_sink *sink, const struct xpath_value *item) {
    struct binding_sink *taker = (struct binding_sink *)sink;
    struct xpath_evaluation *evaluation = taker->frame->evaluation;
    struct arena_mark mark = xpath_mark(evaluation);
    bool truth;
    bind(taker, item);
    if (!truth_of(taker->binding->expression.operands[1], taker->frame, &truth)) return false;
    xpath_release(evaluation, mark);
    taker->decided = truth != taker->binding->is_every;
    return !taker->decided;
}

static bool truth_of_quantified(const struct expression *expression, const struct frame *frame,
                                bool *truth) {
    const struct binding *binding = (const struct binding *)expression;
    struct binding_sink taker = {{take_quantified}, NULL, binding, frame, false, false};
    if (!push(expression->operands[0], frame, &taker.sink) && has_failed(frame)) return false;
    *truth = taker.decided != binding->is_every;
    return true;
}

struct expression *compile_quantified(struct compiler *compiler,
                                      const struct xpath_syntax *syntax) {
    struct binding *binding = compile_binding(compiler, syntax, true);
    binding->is_every = syntax->kind == XPATH_EVERY_EXPR;
    disregard_order(binding->expression.operands[0]);
    disregard_order(binding->expression.operands[1]);
    binding->expression.truth = truth_of_quantified;
    return finish_binding(compiler, binding);
}

/* ---- if ---- */

/* The branch that counts; NULL after an error. */
static const struct expression *branch(const struct expression *expression,
                                       const struct frame *frame) {
    bool truth;
    if (!truth_of(expression->operands[0], frame, &truth)) return NULL;
    return expression->operands[truth ? 1 : 2];
}

static bool push_if(const struct expression *expression, const struct frame *frame,
                    struct xpath_sink *sink) {
    const struct expression *taken = branch(expression, frame);
    return taken && push(taken, frame, sink);
}

static bool item_of_if(const struct expression *expression, const struct frame *frame,
                       struct xpath_value *item) {
    const struct expression *taken = branch(expression, frame);
    return taken && item_of(taken, frame, item);
}

static bool truth_of_if(const struct expression *expression, const struct frame *frame,
                        bool *truth) {
    const struct expression *taken = branch(expression, frame);
    return taken && truth_of(taken, frame, truth);
}

struct expression *compile_if(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct expression *expression = new_expression(compiler, syntax, sizeof *expression, 3);
    const struct xpath_syntax *operand = syntax->first;
    for (size_t i = 0; i < 3; i++, operand = operand->next)
        expression->operands[i] = compile(compiler, operand);
    const struct expression *first = expression->operands[1], *second = expression->operands[2];
    disregard_order(expression->operands[0]);
    expression->push = push_if;
    expression->item = item_of_if;
    expression->truth = truth_of_if;
    expression->cardinality = first->cardinality | second->cardinality;
    expression->order = first->order & second->order;
    expression->type = first->type == second->type ? first->type : XPATH_ITEM_TYPE;
    return finish(compiler, expression);
}

/* ---- and, or ---- */

static bool truth_of_logical(const struct expression *expression, const struct frame *frame,
                             bool decides, bool *truth) {
    *truth = !decides;
    for (size_t i = 0; i < expression->count && *truth != decides; i++)
        if (!truth_of(expression->operands[i], frame, truth)) return false;
    return true;
}

static bool truth_of_and(const struct expression *expression, const struct frame *frame,
                         bool *truth) {
    return truth_of_logical(expression, frame, false, truth);
}

static bool truth_of_or(const struct expression *expression, const struct frame *frame,
                        bool *truth) {
    return truth_of_logical(expression, frame, true, truth);
}

struct expression *compile_logical(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct expression *expression =
        new_expression(compiler, syntax, sizeof *expression, syntax->count);
    size_t i = 0;
    for (const struct xpath_syntax *operand = syntax->first; operand; operand = operand->next) {
        expression->operands[i] = compile(compiler, operand);
        disregard_order(expression->operands[i++]);
    }
    expression->truth = syntax->kind == XPATH_AND_EXPR ? truth_of_and : truth_of_or;
    return finish(compiler, expression);
}
