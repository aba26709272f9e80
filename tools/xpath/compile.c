/* A syntax tree becomes a tree of expressions: which function compiles which kind of syntax,
   literals, constants, and what all nodes need. */
#include "xpath/evaluation.h"
#include "xpath/memo.h"

#include <stdarg.h>

void compile_error(struct compiler *compiler, const char *code, size_t offset, const char *format,
                   ...) {
    struct buffer message = {0};
    va_list arguments;
    if (compiler->fault->code) return;
    va_start(arguments, format);
    buffer_vprint(&message, format, arguments);
    va_end(arguments);
    *compiler->fault = (struct xpath_fault){
        code, offset, arena_copy(compiler->arena, message.bytes, message.length)};
    buffer_free(&message);
}

/* ---- nodes ---- */

void *new_expression(struct compiler *compiler, const struct xpath_syntax *syntax, size_t size,
                     size_t count) {
    struct expression *expression = arena_allocate(compiler->arena, size);
    expression->offset = syntax->offset;
    expression->count = count;
    expression->operands =
        count ? arena_allocate(compiler->arena, count * sizeof *expression->operands) : NULL;
    return expression;
}

/* Each way by another one: by a truth value, which is one item, or by an item, or by all. */
static void complete(struct expression *expression) {
    if (expression->truth && !expression->push && !expression->item) {
        expression->type = XPATH_BOOLEAN;
        expression->cardinality = EXACTLY_ONE;
        expression->item = item_by_truth;
        expression->push = push_by_truth;
    }
    if (!expression->push) expression->push = expression->item ? push_by_item : push_by_sequence;
    if (!expression->truth) expression->truth = expression->item ? truth_by_item : truth_by_push;
    if (!expression->item) expression->item = item_by_push;
    if (!expression->sequence) expression->sequence = sequence_by_push;
}

/* ---- constants ---- */

enum { FOLDING_STEPS = 1000, FOLDING_BYTES = 1 << 16, FOLDED_ITEMS = 64 };

/* An evaluation whose arena is that of the static context, as long as no constant is folded. */
static struct xpath_evaluation *folding_evaluation(struct compiler *compiler) {
    static const struct xpath_limits limits = {FOLDING_STEPS, SIZE_MAX, 1};
    struct xpath_static *context = compiler->context;
    if (!context->folding) context->folding = xpath_evaluation_new(context, NULL, &limits);
    return context->folding;
}

static bool are_literals(const struct expression *expression) {
    for (size_t i = 0; i < expression->count; i++)
        if (!expression->operands[i]->is_literal) return false;
    return true;
}

/* What is made of literals alone is one itself; where it is an error it stays as it is, for it may
   never be evaluated (XPath 2.0 2.3.1). */
static struct expression *fold(struct compiler *compiler, struct expression *expression) {
    struct xpath_evaluation *evaluation = folding_evaluation(compiler);
    struct xpath_expression whole = {.body = expression, .locals = compiler->body->slots};
    struct xpath_sequence value;
    struct xpath_syntax syntax = {.offset = expression->offset};
    struct arena *arena = evaluation->values.arena;
    evaluation->values.arena = compiler->arena;
    evaluation->snapshot = compiler->snapshot;
    bool known = xpath_evaluate(evaluation, &whole, NULL, &value) && value.count <= FOLDED_ITEMS;
    evaluation->values.arena = arena;
    return known ? new_literal(compiler, &syntax, value) : expression;
}

struct expression *finish_with(struct compiler *compiler, struct expression *expression,
                               unsigned uses) {
    expression->uses = (uint8_t)uses;
    complete(expression);
    if (uses & ~(unsigned)(USES_ROOT | USES_VARIABLES))
        for (size_t i = 0; i < expression->count; i++)
            if (is_worth_keeping(expression->operands[i]))
                expression->operands[i] = new_memo(compiler, expression->operands[i]);
    bool is_constant = !uses && expression->count && are_literals(expression);
    return is_constant && !compiler->fault->code ? fold(compiler, expression) : expression;
}

struct expression *finish(struct compiler *compiler, struct expression *expression) {
    unsigned uses = 0;
    for (size_t i = 0; i < expression->count; i++)
        uses |= expression->operands[i]->uses;
    return finish_with(compiler, expression, uses);
}

struct expression *repeated(struct compiler *compiler, struct expression *operand) {
    return is_worth_keeping(operand) ? new_memo(compiler, operand) : operand;
}

bool is_never_number(const struct expression *expression) {
    enum xpath_type type = (enum xpath_type)expression->type;
    if (expression->type == XPATH_NODE) return true;
    return expression->type < XPATH_TYPES && type != XPATH_ANY_ATOMIC_TYPE &&
           !xpath_type_is_numeric(type);
}

/* ---- literals (XPath 2.0 3.1.1) ---- */

static bool sequence_of_literal(const struct expression *expression, const struct frame *frame,
                                struct xpath_sequence *sequence) {
    (void)frame;
    *sequence = literal_value(expression);
    return true;
}

static bool push_literal(const struct expression *expression, const struct frame *frame,
                         struct xpath_sink *sink) {
    (void)frame;
    return give_sequence(literal_value(expression), sink);
}

static bool item_of_literal(const struct expression *expression, const struct frame *frame,
                            struct xpath_value *item) {
    struct xpath_sequence value = literal_value(expression);
    if (value.count > 1) return item_by_push(expression, frame, item);
    *item = value.count ? *value.items : no_item();
    return true;
}

struct expression *new_literal(struct compiler *compiler, const struct xpath_syntax *syntax,
                               struct xpath_sequence value) {
    struct literal *literal = new_expression(compiler, syntax, sizeof *literal, 0);
    struct expression *expression = &literal->expression;
    literal->value = value;
    expression->is_literal = true;
    expression->push = push_literal;
    expression->item = item_of_literal;
    expression->sequence = sequence_of_literal;
    expression->truth = truth_by_push;
    expression->cardinality = value.count > 1    ? MAY_BE_MANY
                              : value.count == 1 ? EXACTLY_ONE
                                                 : MAY_BE_NONE;
    expression->type = value.count ? (uint8_t)value.items[0].type : XPATH_ITEM_TYPE;
    for (size_t i = 1; i < value.count; i++)
        if (value.items[i].type != value.items[0].type) expression->type = XPATH_ITEM_TYPE;
    return expression;
}

static struct expression *one_literal(struct compiler *compiler, const struct xpath_syntax *syntax,
                                      const struct xpath_value *value) {
    struct xpath_value *item = arena_allocate(compiler->arena, sizeof *item);
    *item = *value;
    return new_literal(compiler, syntax, (struct xpath_sequence){item, 1});
}

static struct expression *compile_literal(struct compiler *compiler,
                                          const struct xpath_syntax *syntax) {
    static const enum xpath_type types[XPATH_SYNTAX_KINDS] = {
        [XPATH_INTEGER_LITERAL] = XPATH_INTEGER,
        [XPATH_DECIMAL_LITERAL] = XPATH_DECIMAL,
        [XPATH_DOUBLE_LITERAL] = XPATH_DOUBLE,
        [XPATH_STRING_LITERAL] = XPATH_STRING,
    };
    struct xpath_values values = {.arena = compiler->arena};
    struct xpath_value text = xpath_value_string(syntax->text.bytes, syntax->text.length), value;
    if (xpath_cast(&values, &text, types[syntax->kind], &value))
        return one_literal(compiler, syntax, &value);
    compile_error(compiler, values.code, syntax->offset, "%s", values.message);
    return one_literal(compiler, syntax, &text);
}

/* ---- the context item (3.1.4) ---- */

static bool item_of_context(const struct expression *expression, const struct frame *frame,
                            struct xpath_value *item) {
    if (!frame->item) return fail(frame, expression, "XPDY0002", "there is no context item");
    *item = *frame->item;
    return true;
}

static struct expression *compile_context_item(struct compiler *compiler,
                                               const struct xpath_syntax *syntax) {
    struct expression *expression = new_expression(compiler, syntax, sizeof *expression, 0);
    expression->item = item_of_context;
    expression->type = XPATH_ITEM_TYPE;
    expression->cardinality = EXACTLY_ONE;
    expression->order = IN_ORDER | PEERS;
    return finish_with(compiler, expression, USES_ITEM);
}

/* ---- all kinds ---- */

struct expression *compile(struct compiler *compiler, const struct xpath_syntax *syntax) {
    static compile_function *const functions[XPATH_SYNTAX_KINDS] = {
        [XPATH_EXPR] = compile_comma,
        [XPATH_FOR_EXPR] = compile_for,
        [XPATH_LET_EXPR] = compile_let,
        [XPATH_SOME_EXPR] = compile_quantified,
        [XPATH_EVERY_EXPR] = compile_quantified,
        [XPATH_IF_EXPR] = compile_if,
        [XPATH_OR_EXPR] = compile_logical,
        [XPATH_AND_EXPR] = compile_logical,
        [XPATH_VALUE_COMP] = compile_value_comparison,
        [XPATH_GENERAL_COMP] = compile_general_comparison,
        [XPATH_NODE_COMP] = compile_node_comparison,
        [XPATH_STRING_CONCAT_EXPR] = compile_concat,
        [XPATH_RANGE_EXPR] = compile_range,
        [XPATH_ADDITIVE_EXPR] = compile_arithmetic,
        [XPATH_MULTIPLICATIVE_EXPR] = compile_arithmetic,
        [XPATH_UNION_EXPR] = compile_set,
        [XPATH_INTERSECT_EXCEPT_EXPR] = compile_set,
        [XPATH_INSTANCEOF_EXPR] = compile_instance,
        [XPATH_TREAT_EXPR] = compile_treat,
        [XPATH_CASTABLE_EXPR] = compile_castable,
        [XPATH_CAST_EXPR] = compile_cast,
        [XPATH_UNARY_EXPR] = compile_unary,
        [XPATH_SIMPLE_MAP_EXPR] = compile_map,
        [XPATH_PATH_EXPR] = compile_path,
        [XPATH_ROOT] = compile_root,
        [XPATH_AXIS_STEP] = compile_step,
        [XPATH_FILTER_EXPR] = compile_filter,
        [XPATH_INTEGER_LITERAL] = compile_literal,
        [XPATH_DECIMAL_LITERAL] = compile_literal,
        [XPATH_DOUBLE_LITERAL] = compile_literal,
        [XPATH_STRING_LITERAL] = compile_literal,
        [XPATH_VAR_REF] = compile_variable,
        [XPATH_CONTEXT_ITEM_EXPR] = compile_context_item,
        [XPATH_FUNCTION_CALL] = compile_call,
        [XPATH_NAMED_FUNCTION_REF] = compile_function_reference,
        [XPATH_DYNAMIC_FUNCTION_CALL] = compile_dynamic_call,
        [XPATH_INLINE_FUNCTION_EXPR] = compile_inline_function,
    };
    return functions[syntax->kind](compiler, syntax);
}
