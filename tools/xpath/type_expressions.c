/* Expressions on types (XPath 2.0 3.10): instance of, treat as, castable as, cast as, and the
   constructor functions (F&O 5), which are casts. */
#include "xpath/calls.h"
#include "xpath/evaluation.h"
#include "xpath/item_types.h"

#include <string.h>

struct typed {
    struct expression expression; /* the operand */
    struct sequence_type type;    /* of instance of and treat as */
    enum xpath_type atomic;       /* of the others */
    bool allows_none;
    const struct static_snapshot *snapshot; /* whose prefixes are those of QNames */
};

static struct typed *compile_typed(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct typed *typed = new_expression(compiler, syntax, sizeof *typed, 1);
    typed->expression.operands[0] = compile(compiler, syntax->first);
    typed->snapshot = compiler->snapshot;
    return typed;
}

/* ---- instance of, treat as ---- */

/* Looks at the items as they come. */
struct matching_sink {
    struct xpath_sink sink, *next; /* NULL: nobody is given the items */
    const struct frame *frame;
    const struct typed *typed;
    size_t count;
    bool fits;
};

static bool take_matching(struct xpath_sink *sink, const struct xpath_value *item) {
    struct matching_sink *matching = (struct matching_sink *)sink;
    const struct sequence_type *type = &matching->typed->type;
    bool allowed = ++matching->count == 1 ? occurrence_allows(type->occurrence, 1)
                                          : occurrence_allows(type->occurrence, 2);
    matching->fits = allowed && item_matches(&type->item, item);
    return matching->fits && (!matching->next || xpath_give(matching->next, item));
}

static bool truth_of_instance(const struct expression *expression, const struct frame *frame,
                              bool *truth) {
    const struct typed *typed = (const struct typed *)expression;
    struct matching_sink matching = {{take_matching}, NULL, frame, typed, 0, true};
    if (!push(expression->operands[0], frame, &matching.sink) && has_failed(frame)) return false;
    *truth = matching.fits && (matching.count || occurrence_allows(typed->type.occurrence, 0));
    return true;
}

struct expression *compile_instance(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct typed *typed = compile_typed(compiler, syntax);
    typed->type = compile_sequence_type(compiler, syntax->function.type);
    typed->expression.truth = truth_of_instance;
    return finish(compiler, &typed->expression);
}

static bool push_treated(const struct expression *expression, const struct frame *frame,
                         struct xpath_sink *sink) {
    const struct typed *typed = (const struct typed *)expression;
    struct matching_sink matching = {{take_matching}, sink, frame, typed, 0, true};
    bool wants_more = push(expression->operands[0], frame, &matching.sink);
    if (has_failed(frame)) return false;
    if (matching.fits && (matching.count || occurrence_allows(typed->type.occurrence, 0)))
        return wants_more;
    return fail(frame, expression, "XPDY0050", "the value is not of the type: %s",
                item_type_text(frame->evaluation->values.arena, &typed->type.item));
}

struct expression *compile_treat(struct compiler *compiler, const struct xpath_syntax *syntax) {
    struct typed *typed = compile_typed(compiler, syntax);
    struct expression *expression = &typed->expression;
    typed->type = compile_sequence_type(compiler, syntax->function.type);
    expression->push = push_treated;
    expression->order = expression->operands[0]->order;
    set_static_type(expression, &typed->type);
    return finish(compiler, expression);
}

/* ---- cast as, castable as ---- */

static bool item_of_cast(const struct expression *expression, const struct frame *frame,
                         struct xpath_value *item) {
    const struct typed *typed = (const struct typed *)expression;
    struct xpath_value value;
    *item = no_item();
    if (!atomic_of(expression->operands[0], frame, &value)) return false;
    if (!is_item(&value))
        return typed->allows_none ||
               fail(frame, expression, "XPTY0004", "an empty sequence cannot be cast");
    struct call_state before = enter_call(frame, typed->snapshot);
    bool done = xpath_cast(&frame->evaluation->values, &value, typed->atomic, item);
    leave_call(frame->evaluation, before);
    return done || blame(frame, expression);
}

static bool truth_of_castable(const struct expression *expression, const struct frame *frame,
                              bool *truth) {
    const struct typed *typed = (const struct typed *)expression;
    struct collector items = collector(frame);
    if (!push_atomized(expression->operands[0], frame, &items.sink)) return false;
    *truth = !items.count && typed->allows_none;
    if (items.count != 1) return true;
    struct call_state before = enter_call(frame, typed->snapshot);
    *truth = xpath_castable(&frame->evaluation->values, items.items, typed->atomic);
    leave_call(frame->evaluation, before);
    return !has_failed(frame) || blame(frame, expression);
}

/* XPath 2.0 3.10.2: not to NOTATION nor anyAtomicType; and to QName only a literal, but that XPath
   3.0 allows any string. */
static void check_target(struct compiler *compiler, const struct typed *typed, size_t offset) {
    const struct expression *operand = typed->expression.operands[0];
    if (typed->atomic == XPATH_NOTATION || typed->atomic == XPATH_ANY_ATOMIC_TYPE)
        compile_error(compiler, "XPST0080", offset, "nothing can be cast to xs:%s",
                      xpath_type_name(typed->atomic));
    if (typed->atomic == XPATH_QNAME && !(compiler->context->features & XPATH_31) &&
        !operand->is_literal && operand->type < XPATH_TYPES && operand->type != XPATH_QNAME)
        compile_error(compiler, "XPTY0004", offset, "only a literal can be cast to xs:QName");
}

static struct expression *finish_cast(struct compiler *compiler, struct typed *typed,
                                      bool is_castable) {
    struct expression *expression = &typed->expression;
    check_target(compiler, typed, expression->offset);
    if (is_castable) {
        expression->truth = truth_of_castable;
    } else {
        expression->item = item_of_cast;
        expression->type = (uint8_t)typed->atomic;
        expression->cardinality = typed->allows_none ? AT_MOST_ONE : EXACTLY_ONE;
    }
    return finish(compiler, expression);
}

static struct expression *compile_single_type(struct compiler *compiler,
                                              const struct xpath_syntax *syntax, bool is_castable) {
    const struct xpath_sequence_type *type = syntax->function.type;
    struct typed *typed = compile_typed(compiler, syntax);
    typed->allows_none = type->occurrence == '?';
    typed->atomic = compile_atomic_type(compiler, &type->item->name, type->offset);
    return finish_cast(compiler, typed, is_castable);
}

struct expression *compile_castable(struct compiler *compiler, const struct xpath_syntax *syntax) {
    return compile_single_type(compiler, syntax, true);
}

struct expression *compile_cast(struct compiler *compiler, const struct xpath_syntax *syntax) {
    return compile_single_type(compiler, syntax, false);
}

struct expression *compile_constructor(struct compiler *compiler,
                                       const struct xpath_syntax *syntax) {
    struct typed *typed = compile_typed(compiler, syntax);
    xpath_type_find(syntax->name.local, strlen(syntax->name.local), &typed->atomic);
    typed->allows_none = true;
    return finish_cast(compiler, typed, false);
}
