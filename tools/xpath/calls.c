/* Function calls (XPath 2.0 3.1.5): of the library, and of functions that the static context
   declares. */
#include "xpath/calls.h"

#include "xpath/evaluation.h"
#include "xpath/operands.h"

#include <string.h>

/* ---- finding ---- */

static bool fits(const struct xpath_static *context, const struct xpath_function_row *row,
                 const struct xpath_name *name, size_t arity) {
    if (strcmp(row->local, name->local) != 0 || strcmp(row->uri, name->uri) != 0) return false;
    if (row->flags & XPATH_OF_31 && !(context->features & XPATH_31)) return false;
    if (row->flags & XPATH_OF_XSLT && !(context->features & XPATH_XSLT_FUNCTIONS)) return false;
    return arity == SIZE_MAX ||
           (arity >= row->least && (arity <= row->most || row->most == XPATH_ANY_NUMBER));
}

const struct xpath_function_row *find_row(const struct xpath_static *context,
                                          const struct xpath_name *name, size_t arity) {
    for (size_t i = 0; xpath_function_tables[i]; i++)
        for (const struct xpath_function_row *row = xpath_function_tables[i]; row->local; row++)
            if (fits(context, row, name, arity)) return row;
    return NULL;
}

struct xpath_user_function *find_user_function(const struct xpath_static *context,
                                               const struct xpath_name *name, size_t arity) {
    struct xpath_user_function *function = context->functions;
    while (function && (strcmp(function->name.local, name->local) != 0 ||
                        strcmp(function->name.uri, name->uri) != 0 ||
                        (arity != SIZE_MAX && function->count != arity)))
        function = function->older;
    return function;
}

/* How many arguments functions of that name take; false where there is none. */
static bool arities(const struct xpath_static *context, const struct xpath_name *name,
                    size_t *least, size_t *most) {
    *least = SIZE_MAX;
    *most = 0;
    for (size_t i = 0; xpath_function_tables[i]; i++)
        for (const struct xpath_function_row *row = xpath_function_tables[i]; row->local; row++) {
            if (!fits(context, row, name, SIZE_MAX)) continue;
            if (row->least < *least) *least = row->least;
            if (row->most > *most) *most = row->most;
        }
    const struct xpath_user_function *function = find_user_function(context, name, SIZE_MAX);
    if (function && function->count < *least) *least = function->count;
    if (function && function->count > *most) *most = function->count;
    return *least <= *most;
}

static void nearest_function(const struct xpath_static *context, const struct xpath_name *name,
                             struct nearest *nearest) {
    for (size_t i = 0; xpath_function_tables[i]; i++)
        for (const struct xpath_function_row *row = xpath_function_tables[i]; row->local; row++) {
            struct xpath_name other = {row->uri, row->local, ""};
            if (!strcmp(row->uri, name->uri) && fits(context, row, &other, SIZE_MAX))
                compare_spelling(nearest, row->local);
        }
    for (const struct xpath_user_function *at = context->functions; at; at = at->older)
        if (!strcmp(at->name.uri, name->uri)) compare_spelling(nearest, at->name.local);
}

void no_function(struct compiler *compiler, const struct xpath_name *name, size_t arity,
                 size_t offset) {
    const char *colon = *name->prefix ? ":" : "";
    size_t least, most;
    struct nearest nearest = {.word = name->local};
    if (arities(compiler->context, name, &least, &most)) {
        bool too_few = arity < least;
        size_t bound = too_few ? least : most;
        compile_error(compiler, "XPST0017", offset, "%s%s%s() takes %s%zu argument%s, and not %zu",
                      name->prefix, colon, name->local,
                      least == most ? ""
                      : too_few     ? "at least "
                                    : "at most ",
                      bound, bound == 1 ? "" : "s", arity);
        return;
    }
    nearest_function(compiler->context, name, &nearest);
    compile_error(compiler, "XPST0017", offset, "there is no function %s%s%s()%s%s%s", name->prefix,
                  colon, name->local, nearest.found ? "; there is " : "",
                  nearest.found ? nearest.found : "", nearest.found ? "()" : "");
}

/* ---- calling ---- */

bool enter_function(const struct frame *frame) {
    struct xpath_evaluation *evaluation = frame->evaluation;
    return ++evaluation->depth <= evaluation->limits.depth ||
           xpath_fail(&evaluation->values, "XPLIMIT", "functions call one another %u deep",
                      evaluation->depth);
}

void leave_function(const struct frame *frame) {
    frame->evaluation->depth--;
}

bool run_row(const struct xpath_function_row *row, const struct frame *frame,
             const struct static_snapshot *snapshot, const struct xpath_sequence *arguments,
             size_t count, struct xpath_sink *sink) {
    struct call_state before = enter_call(frame, snapshot);
    bool done = row->run(frame->evaluation, arguments, count, sink);
    leave_call(frame->evaluation, before);
    return done;
}

bool call_user_function(const struct xpath_user_function *function, const struct frame *frame,
                        const struct xpath_sequence *arguments, struct xpath_sink *sink) {
    struct xpath_evaluation *evaluation = frame->evaluation;
    struct arena *arena = evaluation->values.arena;
    struct xpath_sequence value = {0},
                          *outer = arena_allocate(arena, function->count * sizeof *outer);
    if (!function->body)
        return xpath_fail(&evaluation->values, "XPST0017", "the function %s has no body",
                          function->name.local);
    /* The variables are one call's: those of the call around it come back behind it. */
    for (size_t i = 0; i < function->count; i++) {
        size_t variable = function->variables[i];
        if (variable < evaluation->variable_count) outer[i] = evaluation->variables[variable].value;
        xpath_set_variable(evaluation, variable, arguments[i]);
    }
    struct frame inner = frame_for(evaluation, function->body, NULL);
    bool done = enter_function(frame) && sequence_of(function->body->body, &inner, &value);
    leave_function(frame);
    for (size_t i = 0; i < function->count; i++)
        xpath_set_variable(evaluation, function->variables[i], outer[i]);
    return done && convert(frame, function->result, "the result of the function", &value) &&
           give_sequence(value, sink);
}

/* ---- calls ---- */

struct call {
    struct expression expression; /* the arguments */
    const struct xpath_function_row *row;
    const struct xpath_user_function *function; /* instead of the row */
    const struct sequence_type *types;
    const char *const *names; /* of the arguments, for messages */
    const struct static_snapshot *snapshot;
    bool is_compatible;
};

/* XPath 1.0 compatibility mode (3.1.5): of several items the first, strings and numbers made of
   what is none. */
static bool convert_compatibly(const struct frame *frame, const struct expression *argument,
                               const struct sequence_type *type, struct xpath_value *item) {
    enum xpath_type wanted = type->item.atomic;
    if (!first_of(argument, frame, item)) return false;
    if (type->item.kind == TYPE_NUMERIC ||
        (type->item.kind == TYPE_ATOMIC && wanted == XPATH_DOUBLE))
        return number_of_first(argument, frame, item);
    if (type->item.kind != TYPE_ATOMIC || wanted != XPATH_STRING) return true;
    struct xpath_string string = {"", 0};
    if (is_item(item) && !xpath_string_of(frame->evaluation, item, &string)) return false;
    *item = xpath_value_string(string.bytes, string.length);
    return true;
}

/* One item or none, in `item`, which the sequence then points to. */
static bool single_argument(const struct call *call, size_t number, const struct frame *frame,
                            struct xpath_value *item, struct xpath_sequence *sequence) {
    const struct expression *argument = call->expression.operands[number];
    const struct sequence_type *type = &call->types[number];
    bool done = call->is_compatible ? convert_compatibly(frame, argument, type, item)
                                    : item_of(argument, frame, item);
    if (!done) return false;
    *sequence = (struct xpath_sequence){item, is_item(item)};
    if (!is_item(item) && type->occurrence == '1')
        return fail(frame, argument, "XPTY0004", "%s has to be an item, and is empty",
                    call->names[number]);
    return !is_item(item) || convert_item(frame, &type->item, call->names[number], item) ||
           blame(frame, argument);
}

static bool argument_of(const struct call *call, size_t number, const struct frame *frame,
                        struct xpath_value *item, struct xpath_sequence *sequence) {
    const struct expression *argument = call->expression.operands[number];
    const struct sequence_type *type = &call->types[number];
    if (type->occurrence == '1' || type->occurrence == '?')
        return single_argument(call, number, frame, item, sequence);
    return sequence_of(argument, frame, sequence) &&
           (convert(frame, type, call->names[number], sequence) || blame(frame, argument));
}

static bool push_call(const struct expression *expression, const struct frame *frame,
                      struct xpath_sink *sink) {
    const struct call *call = (const struct call *)expression;
    struct xpath_value few[XPATH_MOST_PARAMETERS], *items = few;
    struct xpath_sequence few_arguments[XPATH_MOST_PARAMETERS], *arguments = few_arguments;
    struct arena *arena = frame->evaluation->values.arena;
    if (expression->count > XPATH_MOST_PARAMETERS) {
        items = arena_allocate(arena, expression->count * sizeof *items);
        arguments = arena_allocate(arena, expression->count * sizeof *arguments);
    }
    for (size_t i = 0; i < expression->count; i++)
        if (!argument_of(call, i, frame, &items[i], &arguments[i])) return false;
    bool done = call->function
                    ? call_user_function(call->function, frame, arguments, sink)
                    : run_row(call->row, frame, call->snapshot, arguments, expression->count, sink);
    return done || (has_failed(frame) && blame(frame, expression));
}

/* ---- compiling calls ---- */

const struct sequence_type *types_of_row(struct arena *arena, const struct xpath_function_row *row,
                                         size_t arity) {
    struct sequence_type *types = arena_allocate(arena, (arity + 1) * sizeof *types);
    for (size_t i = 0; i < arity; i++) {
        /* Of any number of parameters the last that is given stands for the rest. */
        size_t number = i < XPATH_MOST_PARAMETERS ? i : XPATH_MOST_PARAMETERS - 1;
        while (number && row->most == XPATH_ANY_NUMBER && !row->parameters[number].type)
            number--;
        types[i] = type_of_signature(row->parameters[number]);
    }
    types[arity] = type_of_signature(row->result);
    return types;
}

/* What documents say stays the same during an evaluation, so it is kept as what depends on the
   tree at hand is. */
static bool is_stable(const struct xpath_function_row *row) {
    static const char *const names[] = {"doc", "document", "collection", "unparsed-text",
                                        "unparsed-text-lines"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(row->local, names[i])) return true;
    return false;
}

static unsigned uses_of_row(const struct xpath_function_row *row, size_t arity) {
    unsigned uses = 0;
    if (row->flags & XPATH_USES_FOCUS && arity < row->most) uses |= USES_ITEM;
    if (row->flags & XPATH_NOT_CONSTANT) uses |= is_stable(row) ? USES_ROOT : USES_OTHER;
    return uses;
}

static const char *const *argument_names(struct compiler *compiler, const struct xpath_name *name,
                                         size_t count) {
    const char **names = arena_allocate(compiler->arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = arena_print(compiler->arena, "argument %zu of %s()", i + 1, name->local);
    return names;
}

static struct expression *compile_general_call(struct compiler *compiler,
                                               const struct xpath_syntax *syntax) {
    struct call *call = new_expression(compiler, syntax, sizeof *call, syntax->count);
    struct expression *expression = &call->expression;
    unsigned uses = 0;
    size_t i = 0;
    for (const struct xpath_syntax *argument = syntax->first; argument; argument = argument->next) {
        expression->operands[i] = compile(compiler, argument);
        uses |= expression->operands[i++]->uses;
    }
    call->row = find_row(compiler->context, &syntax->name, syntax->count);
    if (!call->row)
        call->function = find_user_function(compiler->context, &syntax->name, syntax->count);
    call->snapshot = compiler->snapshot;
    call->is_compatible = compiler->context->features & XPATH_1_COMPATIBLE;
    call->names = argument_names(compiler, &syntax->name, syntax->count);
    expression->push = push_call;
    if (call->row) {
        call->types = types_of_row(compiler->arena, call->row, syntax->count);
        uses |= uses_of_row(call->row, syntax->count);
        set_static_type(expression, &call->types[syntax->count]);
    } else if (call->function) {
        call->types = call->function->types;
        uses |= USES_OTHER;
        set_static_type(expression, call->function->result);
    } else {
        no_function(compiler, &syntax->name, syntax->count, syntax->offset);
    }
    return finish_with(compiler, expression, uses);
}

/* ---- all calls ---- */

/* F&O 5.1: the name of an atomic type is that of a function. */
static bool is_constructor(const struct xpath_syntax *syntax) {
    enum xpath_type type;
    return syntax->count == 1 && !strcmp(syntax->name.uri, xpath_xs_namespace) &&
           xpath_type_find(syntax->name.local, strlen(syntax->name.local), &type) &&
           type != XPATH_ANY_ATOMIC_TYPE && type != XPATH_NOTATION;
}

struct expression *compile_call(struct compiler *compiler, const struct xpath_syntax *syntax) {
    const struct special *special = find_special(syntax);
    if (special) return compile_special(compiler, syntax, special);
    if (is_constructor(syntax)) return compile_constructor(compiler, syntax);
    return compile_general_call(compiler, syntax);
}
