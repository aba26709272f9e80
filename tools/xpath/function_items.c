/* Functions as items (XPath 3.1 2.8.1): references to those that have names, inline functions with
   the variables that they have seen, and calls of whatever an expression gives. */
#include "xpath/calls.h"
#include "xpath/evaluation.h"

#include <string.h>

size_t function_types(const struct xpath_function *function, const struct sequence_type **types) {
    *types = function->types;
    return function->arity;
}

bool xpath_call_function(struct xpath_evaluation *evaluation, const struct xpath_function *function,
                         const struct xpath_sequence *arguments, size_t count,
                         struct xpath_sink *result) {
    struct frame frame = {.evaluation = evaluation};
    struct xpath_values *values = &evaluation->values;
    if (evaluation->frame) frame = *evaluation->frame;
    if (count != function->arity)
        return xpath_fail(values, "XPTY0004",
                          "a function of %zu parameters is called with %zu arguments",
                          function->arity, count);
    struct xpath_sequence *converted = arena_allocate(values->arena, count * sizeof *converted);
    for (size_t i = 0; i < count; i++) {
        converted[i] = arguments[i];
        if (!convert(&frame, &function->types[i], "the argument", &converted[i])) return false;
    }
    if (!function->converts_result) return function->call(function, &frame, converted, result);
    struct collector items = collector(&frame);
    if (!function->call(function, &frame, converted, &items.sink)) return false;
    struct xpath_sequence value = collected(&items);
    return convert(&frame, &function->types[count], "the result of the function", &value) &&
           give_sequence(value, result);
}

/* ---- references (XPath 3.1 3.1.6) ---- */

/* A function of the library or the static context, with the focus of where it was named. */
struct named_function {
    struct xpath_function function;
    const struct xpath_function_row *row;
    const struct xpath_user_function *user;
    enum xpath_type constructed;
    const struct static_snapshot *snapshot;
    struct frame frame;
    struct xpath_value item;
};

struct reference {
    struct expression expression;
    struct named_function named;
};

static bool call_named(const struct xpath_function *function, const struct frame *frame,
                       const struct xpath_sequence *arguments, struct xpath_sink *result) {
    const struct named_function *named = (const struct named_function *)function;
    struct frame focus = *frame;
    focus.item = named->frame.item;
    if (named->user) return call_user_function(named->user, frame, arguments, result);
    if (named->row)
        return run_row(named->row, &focus, named->snapshot, arguments, function->arity, result);
    if (!arguments->count) return true;
    struct xpath_value value;
    struct call_state before = enter_call(frame, named->snapshot);
    bool done =
        xpath_cast(&frame->evaluation->values, arguments->items, named->constructed, &value);
    leave_call(frame->evaluation, before);
    return done && xpath_give(result, &value);
}

static bool item_of_reference(const struct expression *expression, const struct frame *frame,
                              struct xpath_value *item) {
    struct named_function *named = arena_allocate(frame->evaluation->values.arena, sizeof *named);
    *named = ((const struct reference *)expression)->named;
    if (frame->item) {
        named->item = *frame->item;
        named->frame.item = &named->item;
    }
    *item = (struct xpath_value){XPATH_FUNCTION, .as.function = &named->function};
    return true;
}

/* xs:TYPE#1: anyAtomicType? to TYPE?. */
static const struct sequence_type *constructor_types(struct compiler *compiler,
                                                     enum xpath_type type) {
    struct sequence_type *types = arena_allocate(compiler->arena, 2 * sizeof *types);
    types[0] = (struct sequence_type){{.kind = TYPE_ATOMIC, .atomic = XPATH_ANY_ATOMIC_TYPE}, '?'};
    types[1] = (struct sequence_type){{.kind = TYPE_ATOMIC, .atomic = type}, '?'};
    return types;
}

struct expression *compile_function_reference(struct compiler *compiler,
                                              const struct xpath_syntax *syntax) {
    struct reference *reference = new_expression(compiler, syntax, sizeof *reference, 0);
    struct expression *expression = &reference->expression;
    struct named_function *named = &reference->named;
    enum xpath_type type = XPATH_ANY_ATOMIC_TYPE;
    named->snapshot = compiler->snapshot;
    named->function = (struct xpath_function){syntax->name, syntax->arity, NULL, false, call_named};
    named->row = find_row(compiler->context, &syntax->name, syntax->arity);
    named->user = find_user_function(compiler->context, &syntax->name, syntax->arity);
    if (named->row) {
        named->function.types = types_of_row(compiler->arena, named->row, syntax->arity);
    } else if (named->user) {
        named->function.types = named->user->types;
    } else if (syntax->arity == 1 && !strcmp(syntax->name.uri, xpath_xs_namespace) &&
               xpath_type_find(syntax->name.local, strlen(syntax->name.local), &type)) {
        named->constructed = type;
        named->function.types = constructor_types(compiler, type);
    } else {
        no_function(compiler, &syntax->name, syntax->arity, syntax->offset);
    }
    expression->item = item_of_reference;
    expression->type = XPATH_FUNCTION;
    expression->cardinality = EXACTLY_ONE;
    return finish_with(compiler, expression, USES_ITEM | USES_OTHER);
}

/* ---- inline functions (XPath 3.1 3.1.7) ---- */

struct inline_expression {
    struct expression expression;
    struct xpath_function function;
    const struct expression *body;
    const struct capture *captures;
    size_t slots, first_parameter;
};

struct inline_function {
    struct xpath_function function;
    const struct inline_expression *expression;
    struct xpath_sequence *locals; /* with the captured ones in their places */
};

static bool call_inline(const struct xpath_function *function, const struct frame *frame,
                        const struct xpath_sequence *arguments, struct xpath_sink *result) {
    const struct inline_function *closure = (const struct inline_function *)function;
    const struct inline_expression *expression = closure->expression;
    size_t size = expression->slots * sizeof(struct xpath_sequence);
    struct frame inner = {.evaluation = frame->evaluation, .current = frame->current};
    inner.locals = arena_allocate(frame->evaluation->values.arena, size + 1);
    if (size) memcpy(inner.locals, closure->locals, size);
    for (size_t i = 0; i < function->arity; i++)
        inner.locals[expression->first_parameter + i] = arguments[i];
    bool done = enter_function(frame) && push(expression->body, &inner, result);
    leave_function(frame);
    return done;
}

static bool item_of_inline(const struct expression *expression, const struct frame *frame,
                           struct xpath_value *item) {
    const struct inline_expression *made = (const struct inline_expression *)expression;
    struct arena *arena = frame->evaluation->values.arena;
    struct inline_function *closure = arena_allocate(arena, sizeof *closure);
    closure->function = made->function;
    closure->expression = made;
    closure->locals = arena_allocate(arena, made->slots * sizeof *closure->locals + 1);
    for (const struct capture *capture = made->captures; capture; capture = capture->next) {
        struct xpath_sequence value = frame->locals[capture->outer_slot];
        struct xpath_value *items = arena_allocate(arena, value.count * sizeof *items + 1);
        if (value.count) memcpy(items, value.items, value.count * sizeof *items);
        closure->locals[capture->slot] = (struct xpath_sequence){items, value.count};
    }
    *item = (struct xpath_value){XPATH_FUNCTION, .as.function = &closure->function};
    return true;
}

/* The parameters in scope, the last one innermost; XQST0039 where two have one name. */
static void declare_parameters(struct compiler *compiler, const struct xpath_syntax *syntax,
                               struct inline_expression *made) {
    struct body *body = compiler->body;
    size_t arity = 0;
    for (const struct xpath_parameter *at = syntax->function.parameters; at; at = at->next)
        arity++;
    struct sequence_type *types = arena_allocate(compiler->arena, (arity + 1) * sizeof *types);
    made->first_parameter = body->slots;
    arity = 0;
    for (const struct xpath_parameter *at = syntax->function.parameters; at; at = at->next) {
        struct scope *scope = arena_allocate(compiler->arena, sizeof *scope);
        for (const struct scope *other = body->scope; other; other = other->outer)
            if (!strcmp(other->name.local, at->name.local) &&
                !strcmp(other->name.uri, at->name.uri))
                compile_error(compiler, "XQST0039", syntax->offset,
                              "two parameters have the name $%s", at->name.local);
        *scope = (struct scope){at->name, body->slots++, NULL, false, body->scope};
        body->scope = scope;
        types[arity++] = compile_sequence_type(compiler, at->type);
    }
    types[arity] = compile_sequence_type(compiler, syntax->function.type);
    made->function = (struct xpath_function){
        {NULL, NULL, NULL}, arity, types, syntax->function.type, call_inline};
}

struct expression *compile_inline_function(struct compiler *compiler,
                                           const struct xpath_syntax *syntax) {
    struct inline_expression *made = new_expression(compiler, syntax, sizeof *made, 0);
    struct body body = {.outer = compiler->body};
    compiler->body = &body;
    declare_parameters(compiler, syntax, made);
    made->body = compile(compiler, syntax->first);
    compiler->body = body.outer;
    made->captures = body.captures;
    made->slots = body.slots;
    made->expression.item = item_of_inline;
    made->expression.type = XPATH_FUNCTION;
    made->expression.cardinality = EXACTLY_ONE;
    return finish_with(compiler, &made->expression, USES_LOCALS | USES_OTHER);
}

/* ---- calls of what an expression gives (XPath 3.1 3.2.2) ---- */

static bool push_dynamic_call(const struct expression *expression, const struct frame *frame,
                              struct xpath_sink *sink) {
    struct xpath_value function;
    struct xpath_sequence *arguments =
        arena_allocate(frame->evaluation->values.arena, expression->count * sizeof *arguments);
    if (!item_of(expression->operands[0], frame, &function)) return false;
    if (function.type != XPATH_FUNCTION)
        return fail(frame, expression, "XPTY0004", "what is called here is no function");
    for (size_t i = 1; i < expression->count; i++)
        if (!sequence_of(expression->operands[i], frame, &arguments[i])) return false;
    struct call_state before = enter_call(frame, NULL);
    bool done = xpath_call_function(frame->evaluation, function.as.function, arguments + 1,
                                    expression->count - 1, sink);
    leave_call(frame->evaluation, before);
    return done || (has_failed(frame) && blame(frame, expression));
}

struct expression *compile_dynamic_call(struct compiler *compiler,
                                        const struct xpath_syntax *syntax) {
    struct expression *call = new_expression(compiler, syntax, sizeof *call, syntax->count);
    unsigned uses = USES_OTHER;
    size_t i = 0;
    for (const struct xpath_syntax *operand = syntax->first; operand; operand = operand->next) {
        call->operands[i] = compile(compiler, operand);
        uses |= call->operands[i++]->uses;
    }
    call->push = push_dynamic_call;
    call->type = XPATH_ITEM_TYPE;
    call->cardinality = ANY_NUMBER;
    return finish_with(compiler, call, uses);
}
