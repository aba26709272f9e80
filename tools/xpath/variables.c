/* References to variables (XPath 2.0 3.1.2): those that the expression itself binds are in the
   frame, those of the static context in the evaluation. */
#include "text/spelling.h"
#include "xpath/evaluation.h"

#include <string.h>

struct variable {
    struct expression expression;
    size_t slot;
};

static struct xpath_sequence *local(const struct expression *expression,
                                    const struct frame *frame) {
    return &frame->locals[((const struct variable *)expression)->slot];
}

static bool sequence_of_local(const struct expression *expression, const struct frame *frame,
                              struct xpath_sequence *sequence) {
    *sequence = *local(expression, frame);
    /* The item of a for-expression is where its sink has it; who keeps it needs it longer. */
    if (sequence->count != 1) return true;
    struct xpath_value *item = arena_allocate(frame->evaluation->values.arena, sizeof *item);
    *item = *sequence->items;
    sequence->items = item;
    return true;
}

static bool item_of_local(const struct expression *expression, const struct frame *frame,
                          struct xpath_value *item) {
    const struct xpath_sequence *value = local(expression, frame);
    if (value->count > 1) return item_by_push(expression, frame, item);
    *item = value->count ? *value->items : no_item();
    return true;
}

static bool push_local(const struct expression *expression, const struct frame *frame,
                       struct xpath_sink *sink) {
    return give_sequence(*local(expression, frame), sink);
}

static bool sequence_of_global(const struct expression *expression, const struct frame *frame,
                               struct xpath_sequence *sequence) {
    const struct xpath_evaluation *evaluation = frame->evaluation;
    size_t slot = ((const struct variable *)expression)->slot;
    if (slot >= evaluation->variable_count)
        return fail(frame, expression, "XPDY0002", "the variable has no value");
    *sequence = evaluation->variables[slot].value;
    return true;
}

static bool push_global(const struct expression *expression, const struct frame *frame,
                        struct xpath_sink *sink) {
    struct xpath_sequence sequence;
    return sequence_of_global(expression, frame, &sequence) && give_sequence(sequence, sink);
}

static bool is_name(const struct xpath_name *first, const struct xpath_name *second) {
    return !strcmp(first->local, second->local) && !strcmp(first->uri, second->uri);
}

/* A variable found: where its value is, and what is known of it. */
struct found {
    size_t slot;
    const struct expression *value;
    bool is_one;
};

static bool find_local(struct compiler *compiler, struct body *body, const struct xpath_name *name,
                       struct found *found) {
    struct found outer;
    for (const struct scope *scope = body->scope; scope; scope = scope->outer)
        if (is_name(&scope->name, name)) {
            *found = (struct found){scope->slot, scope->value, scope->is_one};
            return true;
        }
    for (const struct capture *capture = body->captures; capture; capture = capture->next)
        if (is_name(&capture->name, name)) {
            *found = (struct found){capture->slot, capture->value, capture->is_one};
            return true;
        }
    if (!body->outer || !find_local(compiler, body->outer, name, &outer)) return false;
    struct capture *capture = arena_allocate(compiler->arena, sizeof *capture);
    *capture = (struct capture){body->slots++, outer.slot, outer.value,
                                outer.is_one,  *name,      body->captures};
    body->captures = capture;
    *found = (struct found){capture->slot, capture->value, capture->is_one};
    return true;
}

static bool find_global(const struct xpath_static *context, const struct xpath_name *name,
                        size_t *slot) {
    for (size_t i = context->variable_count; i--;)
        if (!context->variables[i].is_hidden && is_name(&context->variables[i].name, name)) {
            *slot = i;
            return true;
        }
    return false;
}

void compare_spelling(struct nearest *nearest, const char *other) {
    if (nearest->found && !nearest->distance) return;
    size_t limit = nearest->found ? nearest->distance - 1 : spelling_tolerance(nearest->word);
    size_t distance = spelling_distance(nearest->word, other, limit);
    if (distance > limit) return;
    nearest->found = other;
    nearest->distance = distance;
}

static void no_variable(struct compiler *compiler, const struct xpath_syntax *syntax) {
    const struct xpath_static *context = compiler->context;
    struct nearest nearest = {.word = syntax->name.local};
    for (const struct body *body = compiler->body; body; body = body->outer)
        for (const struct scope *scope = body->scope; scope; scope = scope->outer)
            compare_spelling(&nearest, scope->name.local);
    for (size_t i = 0; i < context->variable_count; i++)
        if (!context->variables[i].is_hidden)
            compare_spelling(&nearest, context->variables[i].name.local);
    compile_error(compiler, "XPST0008", syntax->offset, "there is no variable $%s%s%s%s%s",
                  syntax->name.prefix, *syntax->name.prefix ? ":" : "", syntax->name.local,
                  nearest.found ? "; there is $" : "", nearest.found ? nearest.found : "");
}

struct expression *compile_variable(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct variable *variable = new_expression(compiler, syntax, sizeof *variable, 0);
    struct expression *expression = &variable->expression;
    struct found found;
    bool is_local = find_local(compiler, compiler->body, &syntax->name, &found);
    expression->type = XPATH_ITEM_TYPE;
    expression->cardinality = ANY_NUMBER;
    if (is_local) {
        variable->slot = found.slot;
        expression->push = push_local;
        expression->item = item_of_local;
        expression->sequence = sequence_of_local;
        if (found.value) expression->type = found.value->type;
        if (found.is_one) expression->cardinality = EXACTLY_ONE;
        if (found.is_one) expression->order = IN_ORDER | PEERS;
        if (found.value && !found.is_one) {
            expression->order = found.value->order;
            expression->cardinality = found.value->cardinality;
        }
        return finish_with(compiler, expression, USES_LOCALS);
    }
    if (!find_global(compiler->context, &syntax->name, &variable->slot))
        no_variable(compiler, syntax);
    expression->push = push_global;
    expression->sequence = sequence_of_global;
    return finish_with(compiler, expression, USES_VARIABLES);
}

/* Marks them; one mark for each variable of the static context. */
static void mark_variables(const struct expression *expression, bool *marks) {
    if (expression->push == push_global) marks[((const struct variable *)expression)->slot] = true;
    for (size_t i = 0; i < expression->count; i++)
        if (expression->operands[i]->uses & USES_VARIABLES)
            mark_variables(expression->operands[i], marks);
}

const size_t *variables_of(struct compiler *compiler, const struct expression *expression,
                           size_t *count) {
    size_t all = compiler->context->variable_count;
    bool *marks = arena_allocate(compiler->arena, all + 1);
    size_t *numbers = arena_allocate(compiler->arena, (all + 1) * sizeof *numbers);
    mark_variables(expression, marks);
    *count = 0;
    for (size_t i = 0; i < all; i++)
        if (marks[i]) numbers[(*count)++] = i;
    return numbers;
}
